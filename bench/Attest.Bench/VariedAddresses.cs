using System.Globalization;

namespace Attest.Bench;

/// <summary>Addresses of a site of every kind, each another: made of what its archive holds, drawn by chance (always the same for one archive).</summary>
internal sealed class VariedAddresses(SiteMatter matter)
{
    private const int MostDraws = 200;

    private readonly Random _random = new(17);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>Every kind of operation of the API that takes anything, with its filters, cursors and clocks; then every kind of page.</summary>
    public IReadOnlyList<(string Kind, bool IsApi, Func<string> Draw)> Kinds() =>
    [
        Api("incidents of a place", () => $"incidents?place={Place}&limit={Limit}"),
        Api("incidents of a stretch of days", () => $"incidents?{Stretch}&limit={Limit}"),
        Api("incidents of a publisher and measure", () => $"incidents?publisher={One(matter.Publishers)}&measure={One(matter.Measures)}&limit={Limit}"),
        Api("incidents of a type and place, from a day", () => $"incidents?type={One(matter.Types)}&place={Place}&from={Day}&all=no&limit={Limit}"),
        Api("incidents disputed, of a side and place", () => $"incidents?disputed=yes&side={One(matter.Sides)}&place={Place}&limit={Limit}"),
        Api("incidents from a cursor", () => $"incidents?cursor={Cursor("incidents")}&limit={Limit}"),
        Api("incidents as published by", () => $"incidents?publishedBy={Moment}&limit={Limit}"),
        Api("incidents as recorded by", () => $"incidents?recordedBy={Moment}&limit={Limit}"),
        Api("incidents on both clocks, from a cursor", () => $"incidents?publishedBy={Moment}&recordedBy={Moment}&cursor={Cursor("incidents as of")}&limit={Limit}"),
        Api("incidents of a place as published by", () => $"incidents?place={Place}&publishedBy={Moment}&limit={Limit}"),
        Api("incidents of a publisher, recorded by", () => $"incidents?publisher={One(matter.Publishers)}&recordedBy={Moment}&limit={Limit}"),
        Api("incidents of old days as published by", () => $"incidents?{Stretch}&publishedBy={Moment}&limit={Limit}"),
        Api("one incident", () => $"incidents/{One(matter.Incidents)}"),
        Api("one incident as of", () => $"incidents/{One(matter.Incidents)}?publishedBy={Moment}&recordedBy={Moment}", mayBeNone: true),
        Api("claims of a place", () => $"claims?place={Place}&limit={Limit}"),
        Api("claims as of", () => $"claims?publishedBy={Moment}&limit={Limit}"),
        Api("one claim", () => $"claims/{One(matter.Claims)}"),
        Api("one claim as of", () => $"claims/{One(matter.Claims)}?recordedBy={Moment}", mayBeNone: true),
        Api("reports of a publisher", () => $"reports?publisher={One(matter.Publishers)}&limit={Limit}"),
        Api("reports as published by", () => $"reports?publishedBy={Moment}&limit={Limit}"),
        Api("reports as recorded by", () => $"reports?recordedBy={Moment}&limit={Limit}"),
        Api("reports of a publisher as of, from a cursor", () => $"reports?publisher={One(matter.Publishers)}&recordedBy={Moment}&cursor={Cursor("reports as of")}&limit={Limit}"),
        Api("one report", () => $"reports/{One(matter.Reports)}"),
        Api("one report as of", () => $"reports/{One(matter.Reports)}?recordedBy={Moment}", mayBeNone: true),
        Api("one reading", () => $"readings/{One(matter.Reports)}"),
        Api("series as of", () => $"series?publishedBy={Moment}&limit={_random.Next(1, 11)}"),
        Api("one series as of", () => $"series/{One(matter.Series)}?publishedBy={Moment}", mayBeNone: true),
        Api("tallies as published by", () => $"tallies?publishedBy={Moment}"),
        Api("tallies as recorded by", () => $"tallies?recordedBy={Moment}"),
        Api("a tally from – to", () => $"tallies/{One(matter.Measures)}?{Stretch}&limit={Limit}"),
        Api("a tally of a side from – to", () => $"tallies/{One(matter.Measures)}?side={One(matter.Sides)}&{Stretch}&limit={Limit}"),
        Api("a tally of a claimant from a day", () => $"tallies/{One(matter.Measures)}?claimant={One(matter.Voices)}&from={Day}&limit={Limit}"),
        Api("a tally of a place", () => $"tallies/{One(matter.Measures)}?place={Place}&limit={Limit}"),
        Api("a tally of a place from – to", () => $"tallies/{One(matter.Measures)}?place={Place}&{Stretch}&limit={Limit}"),
        Api("a tally as published by", () => $"tallies/{One(matter.Measures)}?publishedBy={Moment}&limit={Limit}"),
        Api("a tally as recorded by, from – to", () => $"tallies/{One(matter.Measures)}?recordedBy={Moment}&{Stretch}&limit={Limit}"),
        Api("a tally of a place as of", () => $"tallies/{One(matter.Measures)}?place={Place}&publishedBy={Moment}&limit={Limit}"),
        Api("a tally of a side and claimant as of", () => $"tallies/{One(matter.Measures)}?side={One(matter.Sides)}&claimant={One(matter.Voices)}&publishedBy={Moment}&limit={Limit}"),
        Api("speakers as published by", () => $"speakers?publishedBy={Moment}&limit={Limit}"),
        Api("one speaker as published by", () => $"speakers/{One(matter.Speakers)}?publishedBy={Moment}&limit={Limit}", mayBeNone: true),
        Api("one speaker from a cursor", () => $"speakers/{One(matter.Speakers)}?cursor={Cursor("speaker")}&limit={Limit}"),
        Api("search of a word", () => $"search?q={One(matter.Words)}&limit={Limit}"),
        Api("search of two words", () => $"search?q={One(matter.Words)}%20{One(matter.CommonWords)}&limit={Limit}"),
        Api("search of a phrase", () => $"search?q=%22{One(matter.Pairs)}%22&limit={Limit}"),
        Api("search of a beginning", () => $"search?q={One(matter.Words)[..3]}*&limit={Limit}"),
        Api("search of a common word in days", () => $"search?q={One(matter.CommonWords)}&{Stretch}&limit={Limit}"),
        Api("search of a common word, published by", () => $"search?q={One(matter.CommonWords)}&publishedBy={Moment}&limit={Limit}"),
        Api("search of a word, published by, of a place", () => $"search?q={One(matter.Words)}&place={Place}&publishedBy={Moment}&limit={Limit}"),
        Api("changes after a sequence", () => $"changes?after={One(matter.Changes)}&limit={_random.Next(1, 1001)}"),
        Api("changes of a place", () => $"changes?after={One(matter.Changes)}&place={Place}&limit={_random.Next(1, 1001)}"),
        Api("corrections", () => $"corrections?recordedBy={Moment}&limit={Limit}"),
        Api("posts", () => $"posts?publishedBy={Moment}&limit={Limit}"),
        Page("/?place", () => $"/?place={Place}&from={Day}"),
        Page("/?type&side&from", () => $"/?type={One(matter.Types)}&side={One(matter.Sides)}&{Stretch}"),
        Page("/since", () => $"/since?after={One(matter.Changes)}"),
        Page("/incidents/…", () => $"/incidents/{One(matter.Incidents)}"),
        Page("/reports/…", () => $"/reports/{One(matter.Reports)}"),
        Page("/claims/…", () => $"/claims/{One(matter.Claims)}"),
        Page("/speakers/…", () => $"/speakers/{One(matter.Speakers)}", isFew: true),
        Page("/search?q", () => $"/search?q={One(matter.Words)}"),
        Page("/search?q&place", () => $"/search?q={One(matter.CommonWords)}&place={Place}&from={Day}"),
        Page("/map?place", () => $"/map?place={Place}&{Stretch}"),
        Page("/map/pins.json?place", () => $"/map/pins.json?place={Place}&from={Day}"),
        Page("/tallies/…?from&to", () => $"/tallies/{One(matter.Measures)}?{Stretch}"),
        Page("/tallies/…?place", () => $"/tallies/{One(matter.Measures)}?place={Place}&from={Day}"),
        Page("/tallies/…?published-by", () => $"/tallies/{One(matter.Measures)}?published-by={Moment}"),
        Page("/tallies/…?recorded-by&from", () => $"/tallies/{One(matter.Measures)}?recorded-by={Moment}&{Stretch}"),
        Page("/coverage?place", () => $"/coverage?place={Place}&{Stretch}"),
        Page("/sitrep?date", () => $"/sitrep?date={Day}", isFew: true),
        Page("/feed.atom?place", () => $"/feed.atom?place={Place}&from={Day}"),
        Page("/feed.json?publisher", () => $"/feed.json?publisher={One(matter.Publishers)}&{Stretch}"),
    ];

    // What holds fewer than are asked for is asked for again, and the table says so.
    private (string Kind, bool IsApi, Func<string> Draw) Api(string kind, Func<string> address, bool mayBeNone = false) => ($"{kind}{(mayBeNone ? MayBeNone : "")}", true, () => Another(() => $"/api/v1/{address()}", isFew: false));

    private (string Kind, bool IsApi, Func<string> Draw) Page(string kind, Func<string> address, bool isFew = false) => ($"{kind}{(isFew ? " (few)" : "")}", false, () => Another(address, isFew));

    /// <summary>The end of a kind of which some may not have been there at the moment asked of: 404 is an answer.</summary>
    public const string MayBeNone = " (or none)";

    private string Another(Func<string> draw, bool isFew)
    {
        for (var i = 0; i < MostDraws; i++)
        {
            if (draw() is var address && _given.Add(address))
            {
                return address;
            }
        }
        return isFew ? draw() : throw new InvalidOperationException($"Drawing another address like {draw()}: found only such as were given before, expected an archive that holds more, or fewer requests.");
    }

    private string One(List<string> values) => Uri.EscapeDataString(values[_random.Next(values.Count)]);

    private string Cursor(string list) => One(matter.Cursors.TryGetValue(list, out var cursors) ? cursors : throw new InvalidDataException($"Going on in the list of {list}: found no cursor, expected an archive of more than a page."));

    private string Place => One(matter.Places);

    private int Limit => _random.Next(1, 101);

    private string Day => SiteMatter.Iso(matter.At(_random.NextDouble()));

    // From a day to years, anywhere in the archive's life.
    private string Stretch
    {
        get
        {
            var days = (int)Math.Pow(matter.Life.Last.DayNumber - matter.Life.First.DayNumber + 1, _random.NextDouble());
            var from = matter.At(_random.NextDouble());
            return $"from={SiteMatter.Iso(from)}&to={SiteMatter.Iso(from.AddDays(days))}";
        }
    }

    private string Moment => Uri.EscapeDataString(matter.At(_random.NextDouble()).ToDateTime(new TimeOnly(_random.Next(24), _random.Next(60), _random.Next(60))).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
