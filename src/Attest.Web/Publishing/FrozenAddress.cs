using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Attest.Archive;
using Attest.Claims.Nations;
using Attest.Incidents.Tallies;
using Attest.Web.Pages.Live;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Attest.Web.Publishing;

/// <summary>A view that can be frozen, as its address names it.</summary>
/// <param name="Kind">What sort of view it is.</param>
/// <param name="Address">Its address in one form, so that one view has one.</param>
internal sealed record FrozenAddress(SnapshotKind Kind, string Address)
{
    private const int Longest = 4000;

    private const string Expected = "Views that can be frozen are the incidents as they are narrowed, the map, an incident, a situation report, the tallies and one of them, series, the coverage, reports, speakers, posts, and a search: give the address of such a page, from / on.";

    /// <summary>The incident, series, report, speaker or post; empty for other kinds.</summary>
    public string Id { get; private init; } = "";

    /// <summary>What a list, a search or a tally is narrowed to.</summary>
    public IncidentFilter Filter { get; private init; } = IncidentFilter.All;

    /// <summary>Whether a list holds what tells next to nothing, too.</summary>
    public bool ShowsAll { get; private init; }

    /// <summary>The day of a situation report; null for the latest.</summary>
    public DateOnly? Day { get; private init; }

    /// <summary>What was searched for; of a list of series, a part of the claimant's name.</summary>
    public string Asked { get; private init; } = "";

    /// <summary>What is summed; null for other kinds.</summary>
    public TallyQuery? Tally { get; private init; }

    /// <summary>The moment of publication that was asked of.</summary>
    public DateTimeOffset? PublishedBy { get; private init; }

    /// <summary>The moment of recording that was asked of.</summary>
    public DateTimeOffset? RecordedBy { get; private init; }

    /// <summary>Whether no moment is asked, so that it is frozen as it stands.</summary>
    public bool IsNow => PublishedBy is null && RecordedBy is null;

    /// <summary>Whether it is frozen for readers alone: words that somebody typed stand in its address, which may name anybody, it holds whole texts, titles or editors' words, which may be taken back, or it shows an earlier state, which holds what was taken back since.</summary>
    public bool IsForReaders => Kind is SnapshotKind.Search or SnapshotKind.Report or SnapshotKind.Reports or SnapshotKind.Speaker or SnapshotKind.Speakers or SnapshotKind.Posts || (Kind == SnapshotKind.AllSeries && Asked.Length > 0) || Filter.Publisher is not null || Tally?.Claimant is not null || RecordedBy is not null
        || ((Filter.Side ?? Tally?.Side) is { } side && NationTable.World.Find(side) is null);

    /// <summary>Reads an address of this site.</summary>
    /// <param name="given">From the root on, or as the browser's bar has it.</param>
    /// <param name="address">What it names.</param>
    /// <param name="fault">What can't be frozen, as a sentence; empty where it can.</param>
    public static bool TryRead(string given, [NotNullWhen(true)] out FrozenAddress? address, out string fault)
    {
        (address, fault) = (null, Expected);
        given = given.Trim();
        if (given.Length > Longest || given.Any(char.IsControl))
        {
            return false;
        }
        if (Uri.TryCreate(given, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https")
        {
            given = whole.PathAndQuery;
        }
        if (!given.StartsWith('/'))
        {
            return false;
        }
        given = given.Split('#')[0];
        var mark = given.IndexOf('?', StringComparison.Ordinal);
        var path = (mark < 0 ? given : given[..mark]).TrimEnd('/');
        var query = new QueryCollection(mark < 0 ? [] : QueryHelpers.ParseQuery(given[mark..]));
        if (query.Keys.FirstOrDefault(name => name is "cursor" or "after" or "before" or "page" or "part") is not null)
        {
            fault = "A later page of a list is not frozen: give the address of its first page, and all of the list is kept.";
            return false;
        }
        if (!IncidentQueryText.TryRead(query, out var filter, out var wrong))
        {
            fault = wrong;
            return false;
        }
        if (!AskedMoment.TryRead(query[AskedMoment.Published].ToString(), out var published) || !AskedMoment.TryRead(query[AskedMoment.Recorded].ToString(), out var recorded))
        {
            fault = "The address asks how the view stood at a moment that is none: write a day, such as 2023-09-13, or a moment, such as 2023-09-13T10:00:00Z.";
            return false;
        }
        if (filter.From > filter.To || Of(path.Split('/'), filter, query) is not { } named)
        {
            return false;
        }
        if ((published is not null || recorded is not null) && named.Kind is SnapshotKind.Search or SnapshotKind.Coverage or SnapshotKind.Speaker or SnapshotKind.Speakers or SnapshotKind.Posts)
        {
            fault = "This view can’t be frozen as it stood at an earlier moment: what it tells is known only as it stands now. Leave published-by and recorded-by out.";
            return false;
        }
        address = named with { Address = Then(named.Address, published, recorded), PublishedBy = published, RecordedBy = recorded };
        fault = "";
        return true;
    }

    private static FrozenAddress? Of(string[] path, IncidentFilter filter, QueryCollection query)
    {
        var all = IncidentQueryText.AsksAll(query);
        string? Given(string name) => query[name].ToString().Trim() is { Length: > 0 } given ? given : null;
        return path switch
        {
            [""] or [] => new(SnapshotKind.Incidents, $"/{IncidentQueryText.Write(filter, ("all", all ? "yes" : null))}") { Filter = filter, ShowsAll = all },
            ["", "map"] => new(SnapshotKind.Map, $"/map{IncidentQueryText.Write(filter)}") { Filter = filter, ShowsAll = true },
            ["", "search"] when Given("q") is { } asked => new(SnapshotKind.Search, $"/search{IncidentQueryText.Write(filter, ("q", asked))}") { Filter = filter, Asked = asked },
            ["", "incidents", { Length: > 0 } id] => new(SnapshotKind.Incident, $"/incidents/{id}") { Id = Uri.UnescapeDataString(id) },
            ["", "sitrep"] when AddressDay.TryRead(Given("date"), out var day) => OfDay(day),
            ["", "coverage"] => new(SnapshotKind.Coverage, $"/coverage{IncidentQueryText.Write(new IncidentFilter(Place: filter.Place, From: filter.From, To: filter.To))}") { Filter = new IncidentFilter(Place: filter.Place, From: filter.From, To: filter.To) },
            ["", "series"] => new(SnapshotKind.AllSeries, $"/series{IncidentQueryText.Write(new IncidentFilter(Measure: filter.Measure), ("claimant", Given("claimant")))}") { Filter = new IncidentFilter(Measure: filter.Measure), Asked = Given("claimant") ?? "" },
            ["", "series", { Length: > 0 } id] => new(SnapshotKind.Series, $"/series/{id}") { Id = Uri.UnescapeDataString(id) },
            ["", "tallies"] => new(SnapshotKind.Tallies, "/tallies"),
            ["", "tallies", { Length: > 0 } measure] when WireNames<Measure>.TryParse(measure, out var known) => OfTally(new TallyQuery(known, filter.Side, filter.Place, filter.From, filter.To, Given("claimant"))),
            ["", "reports"] => new(SnapshotKind.Reports, "/reports"),
            ["", "reports", { Length: > 0 } id] => new(SnapshotKind.Report, $"/reports/{id}") { Id = id },
            ["", "speakers"] => new(SnapshotKind.Speakers, "/speakers"),
            ["", "speakers", { Length: > 0 } key] => new(SnapshotKind.Speaker, $"/speakers/{key}") { Id = Uri.UnescapeDataString(key) },
            ["", "posts"] => new(SnapshotKind.Posts, "/posts"),
            ["", "posts", { Length: > 0 } id] => new(SnapshotKind.Posts, $"/posts/{id}") { Id = Uri.UnescapeDataString(id) },
            _ => null,
        };
    }

    /// <summary>The same incident by the id that it lives on in.</summary>
    public FrozenAddress At(Incident incident) => this with { Id = incident.Id, Address = Then($"/incidents/{Uri.EscapeDataString(incident.Id)}", PublishedBy, RecordedBy) };

    /// <summary>The same situation report by its day, where the latest was asked for.</summary>
    public FrozenAddress On(DateOnly day) => this with { Day = day, Address = Then(OfDay(day).Address, PublishedBy, RecordedBy) };

    private static FrozenAddress OfDay(DateOnly? day) => new(SnapshotKind.Situation, day is { } known ? $"/sitrep?date={AddressDay.Write(known)}" : "/sitrep") { Day = day };

    private static FrozenAddress OfTally(TallyQuery query) => new(SnapshotKind.Tally, Of(query, null, null)) { Tally = query };

    /// <summary>The address of a tally.</summary>
    public static string Of(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy) =>
        Then($"/tallies/{WireNames<Measure>.Of(query.Measure)}{IncidentQueryText.Write(new IncidentFilter(Place: query.Place, From: query.From, To: query.To, Side: query.Side), ("claimant", query.Claimant))}", publishedBy, recordedBy);

    private static string Then(string address, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy)
    {
        var asked = new[] { (AskedMoment.Published, Write(publishedBy)), (AskedMoment.Recorded, Write(recordedBy)) }.Where(clock => clock.Item2 is not null).Select(clock => $"{clock.Item1}={Uri.EscapeDataString(clock.Item2!)}").ToList();
        return asked.Count == 0 ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', asked)}";
    }

    private static string? Write(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
