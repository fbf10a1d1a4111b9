using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attest.Bench;

/// <summary>What a site's archive holds, asked through its API: ids, days, places, speakers and words out of its whole life, to make addresses of.</summary>
internal sealed partial class SiteMatter
{
    private const int Days = 40, IncidentsADay = 50, SpeakerPages = 3, Moments = 100;

    private readonly HttpClient _client;

    private SiteMatter(HttpClient client) => _client = client;

    /// <summary>The first and the last day on which something was recorded or published.</summary>
    public (DateOnly First, DateOnly Last) Life { get; private set; }

    public List<string> Incidents { get; } = [];

    public List<string> Claims { get; } = [];

    public List<string> Reports { get; } = [];

    public List<string> Publishers { get; } = [];

    /// <summary>Names of places, and the regions and countries that they are in.</summary>
    public List<string> Places { get; } = [];

    public List<string> Types { get; } = [];

    public List<string> Sides { get; } = [];

    public List<string> Measures { get; } = [];

    /// <summary>Who is quoted, by name.</summary>
    public List<string> Voices { get; } = [];

    /// <summary>Keys of speakers.</summary>
    public List<string> Speakers { get; } = [];

    public List<string> Series { get; } = [];

    /// <summary>Words of quoted sentences, each once: a few are in very many reports, most in one or two.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Pairs of words that follow one another.</summary>
    public List<string> Pairs { get; } = [];

    /// <summary>Words that are in more than a quarter of the sentences.</summary>
    public List<string> CommonWords { get; } = [];

    /// <summary>Where lists go on that begin at moments of the archive's life: of incidents, of incidents and reports as of a moment, of speakers and what they say.</summary>
    public Dictionary<string, List<string>> Cursors { get; } = new(StringComparer.Ordinal);

    /// <summary>Sequence numbers of changes, out of the whole life.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Asks for all of it.</summary>
    /// <exception cref="InvalidDataException">The archive is too small: some of it is not there.</exception>
    public static async Task<SiteMatter> AskAsync(HttpClient client)
    {
        var matter = new SiteMatter(client);
        await matter.AskLifeAsync();
        await matter.AskIncidentsAsync();
        await matter.AskListsAsync();
        foreach (var (what, list) in new (string, List<string>)[] { ("incidents", matter.Incidents), ("claims", matter.Claims), ("speakers", matter.Speakers), ("series", matter.Series), ("words", matter.Words), ("places", matter.Places) })
        {
            if (list.Count == 0)
            {
                throw new InvalidDataException($"Looking for {what} at {client.BaseAddress}: found none, expected an archive that holds some, such as `linking --keep FOLDER` leaves.");
            }
        }
        return matter;
    }

    private async Task AskLifeAsync()
    {
        using var first = await JsonAsync("/api/v1/changes?after=0&limit=1");
        using var newest = await JsonAsync("/api/v1/incidents?limit=1");
        var begun = first.RootElement.GetProperty("items")[0].GetProperty("at").GetString()!;
        var last = newest.RootElement.GetProperty("items")[0].GetProperty("newest").GetString()!;
        Life = (Day(begun), Day(last));
    }

    private async Task AskIncidentsAsync()
    {
        var (places, publishers, types, sides, measures, voices) = (Set(), Set(), Set(), Set(), Set(), Set());
        var (words, pairs, sentences) = (new Dictionary<string, int>(StringComparer.Ordinal), Set(), 0);
        for (var part = 0; part < Days; part++)
        {
            var day = At((part + 0.5) / Days);
            using var page = await JsonAsync($"/api/v1/incidents?from={Iso(day)}&to={Iso(day.AddDays(1))}&limit={IncidentsADay}");
            Remember("incidents", page);
            foreach (var incident in page.RootElement.GetProperty("items").EnumerateArray())
            {
                Incidents.Add(incident.GetProperty("id").GetString()!);
                types.Add(incident.GetProperty("type").GetString()!);
                if (incident.GetProperty("place") is { ValueKind: JsonValueKind.Object } place)
                {
                    Add(places, place, "name");
                    Add(places, place, "region");
                    Add(places, place, "country");
                }
                foreach (var claim in incident.GetProperty("claims").EnumerateArray())
                {
                    Claims.Add(claim.GetProperty("id").GetString()!);
                    Add(sides, claim, "side");
                    Add(measures, claim, "measure");
                    Add(voices, claim, "speaker");
                    var report = claim.GetProperty("report");
                    Reports.Add(report.GetProperty("id").GetString()!);
                    Add(publishers, report, "publisher");
                    var said = Word().Matches(report.GetProperty("quote").GetString()!).Select(match => match.Value).ToList();
                    sentences++;
                    foreach (var word in said.Distinct(StringComparer.Ordinal))
                    {
                        words[word] = words.GetValueOrDefault(word) + 1;
                    }
                    pairs.UnionWith(said.Zip(said.Skip(1), (one, next) => $"{one} {next}"));
                }
            }
        }
        Places.AddRange(places);
        Publishers.AddRange(publishers);
        Types.AddRange(types);
        Sides.AddRange(sides);
        Measures.AddRange(measures);
        Voices.AddRange(voices);
        Words.AddRange(words.Keys.Order(StringComparer.Ordinal));
        Pairs.AddRange(pairs);
        CommonWords.AddRange(words.Where(word => word.Value > sentences / 4).Select(word => word.Key).Order(StringComparer.Ordinal));
    }

    private async Task AskListsAsync()
    {
        for (var part = 1; part < Moments; part++)
        {
            var day = Iso(At((double)part / Moments));
            await RememberAsync("incidents as of", $"/api/v1/incidents?publishedBy={day}&limit=1");
            await RememberAsync("reports as of", $"/api/v1/reports?publishedBy={day}&limit=1");
        }
        var cursor = "";
        for (var page = 0; page < SpeakerPages; page++)
        {
            using var speakers = await JsonAsync($"/api/v1/speakers?limit={100 - page}{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            Speakers.AddRange(speakers.RootElement.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("key").GetString()!));
            if (Remember("speakers", speakers) is not { } next)
            {
                break;
            }
            cursor = next;
        }
        using (var series = await JsonAsync("/api/v1/series?limit=50"))
        {
            Series.AddRange(series.RootElement.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
        }
        foreach (var speaker in Speakers.Take(SpeakerPages))
        {
            for (var part = 1; part < Moments; part += 10)
            {
                await RememberAsync("speaker", $"/api/v1/speakers/{Uri.EscapeDataString(speaker)}?limit=1&publishedBy={Iso(At((double)part / Moments))}");
            }
        }
        using var newest = await JsonAsync("/api/v1/incidents?limit=1");
        var last = long.Parse(newest.RootElement.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture);
        Changes.AddRange(Enumerable.Range(0, 1000).Select(part => ((long)(last * (part / 1000.0))).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The day at a share of the archive's life.</summary>
    public DateOnly At(double share) => Life.First.AddDays((int)((Life.Last.DayNumber - Life.First.DayNumber) * share));

    /// <summary>A day as addresses have it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task RememberAsync(string list, string address)
    {
        using var page = await JsonAsync(address);
        Remember(list, page);
    }

    private string? Remember(string list, JsonDocument page)
    {
        var next = page.RootElement.GetProperty("next").GetString();
        if (next is not null)
        {
            Cursors.TryAdd(list, []);
            Cursors[list].Add(next);
        }
        return next;
    }

    private async Task<JsonDocument> JsonAsync(string address)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync())
            : throw new InvalidDataException($"Looking for what the archive holds at {address}: found {(int)answer.StatusCode}, expected 200.");
    }

    private static void Add(SortedSet<string> values, JsonElement json, string name)
    {
        if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
        {
            values.Add(value.GetString()!);
        }
    }

    private static SortedSet<string> Set() => new(StringComparer.Ordinal);

    private static DateOnly Day(string moment) => DateOnly.ParseExact(moment[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Word();
}
