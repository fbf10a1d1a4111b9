using Attest.Archive;
using Attest.Incidents.Tallies;
using Attest.Web.Accounts;
using Attest.Web.Pages.Live;
using Attest.Web.Pages.Overviews;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Attest.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Feeds;

/// <summary>What each list has to be followed: its newest entries, narrowed as its page is.</summary>
internal static class FeedLists
{
    private const int Most = 50, MostPosts = 50, MostSeries = 12, MostSituations = 7, MostMade = 150;

    /// <summary>The front page: <see cref="IncidentQueryText.Names"/> and <c>all</c>.</summary>
    public static async Task<FeedAnswer> IncidentsAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return Refusal.NoFilter(fault);
        }
        var all = IncidentQueryText.AsksAll(request.Query);
        var page = await publication.LiveAsync(filter, IncidentQueryText.ForList(filter, all), null, Most, MostPosts, cancel);
        IReadOnlyList<Post> posts = [.. await publication.PinnedPostsAsync(filter, cancel), .. page.Posts];
        var query = IncidentQueryText.Write(filter, ("all", all ? "yes" : null));
        return Made(request, filter == IncidentFilter.All ? "incidents" : $"incidents, narrowed to {Told(query)}", "/", query, [.. posts.Select(FeedEntries.Of), .. page.Incidents.Select(FeedEntries.Of)]);
    }

    /// <summary>A search: <c>q</c> and the filters of the front page.</summary>
    public static async Task<FeedAnswer> SearchAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return Refusal.NoFilter(fault);
        }
        var asked = request.Query["q"].ToString();
        var found = await publication.SearchAsync(asked, filter, null, Most, cancel);
        var changes = await publication.LastChangesAsync([.. found.Incidents.Select(pin => pin.Id)], cancel);
        return Made(request, $"search for {asked}", "/search", IncidentQueryText.Write(filter, ("q", asked)),
        [
            .. found.Incidents.Where(pin => changes.Contains(pin.Id)).Select(pin => FeedEntries.Of(pin, changes[pin.Id].Max(change => change.At))),
            .. found.Reports.DistinctBy(hit => (hit.Report.Id, hit.Start)).Select(FeedEntries.Of),
        ]);
    }

    /// <summary>What editors wrote.</summary>
    public static async Task<FeedAnswer> PostsAsync(HttpRequest request, Publication publication, CancellationToken cancel) =>
        Made(request, "posts of the desk", "/posts", "", [.. (await publication.PostsAsync(null, MostPosts, cancel)).Items.Select(FeedEntries.Of)]);

    /// <summary>Reports: <c>publisher</c>.</summary>
    public static async Task<FeedAnswer> ReportsAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        var publisher = Given(request, "publisher");
        var reports = await publication.ReportsAsync(publisher, null, Most, cancel);
        return Made(request, publisher is null ? "reports" : $"reports of {publisher}", "/reports", AddressQuery.Write(("publisher", publisher)), [.. reports.Items.Select(FeedEntries.Of)]);
    }

    /// <summary>What one speaker says.</summary>
    public static async Task<FeedAnswer> SpeakerAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (await publication.SpeakerAsync(Route(request, "id"), cancel) is not { } speaker)
        {
            return Refusal.NoSpeaker;
        }
        var said = await publication.SpeakerClaimsAsync(speaker.Key, null, Most, cancel);
        return Made(request, $"what {speaker.Name} says", Pages.Speakers.SpeakerRoutes.AddressOf(speaker.Key), "", [.. said.Items.DistinctBy(one => one.Claim.Id).Select(FeedEntries.Of)]);
    }

    /// <summary>Series: <c>measure</c> and <c>claimant</c>.</summary>
    public static async Task<FeedAnswer> SeriesAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!OverviewRoutes.TryMeasure(request.Query["measure"], out var measure))
        {
            return Refusal.NoQuery;
        }
        var claimant = Given(request, "claimant");
        var series = await publication.SeriesAsync(measure, claimant, null, MostSeries, cancel);
        var query = AddressQuery.Write(("measure", measure is { } known ? WireNames<Measure>.Of(known) : null), ("claimant", claimant));
        return Made(request, query.Length == 0 ? "series" : $"series, narrowed to {Told(query)}", "/series", query, [.. series.Items.Select(FeedEntries.Of)]);
    }

    /// <summary>The values of one series.</summary>
    public static async Task<FeedAnswer> OneSeriesAsync(HttpRequest request, Publication publication, CancellationToken cancel) =>
        await publication.OneSeriesAsync(Route(request, "id"), cancel) is not { } series ? Refusal.NoSeries
            : Made(request, OverviewWords.Title(series), $"/series/{Uri.EscapeDataString(series.Id)}", "", [.. series.Points.Reverse().Take(Most).Select(point => FeedEntries.Of(series, point))]);

    /// <summary>What incidents add to a tally: <c>side</c>, <c>place</c>, <c>from</c>, <c>to</c>, <c>claimant</c>.</summary>
    public static async Task<FeedAnswer> TallyAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!OverviewRoutes.TryMeasure(Route(request, "measure"), out var asked) || asked is not { } measure || !TryDays(request, out var from, out var to))
        {
            return Refusal.NoQuery;
        }
        if (from > to)
        {
            return Refusal.ReversedDays;
        }
        var query = new TallyQuery(measure, Given(request, "side"), Given(request, "place"), from, to, Given(request, "claimant"));
        var tally = await publication.TallyAsync(query, null, null, Most, MostMade, cancel);
        var narrowing = AddressQuery.Write(("side", query.Side), ("place", query.Place), ("from", Day(from)), ("to", Day(to)), ("claimant", query.Claimant));
        return Made(request, $"tally of {OverviewWords.Title(query)}", $"/tallies/{WireNames<Measure>.Of(measure)}", narrowing, [.. tally.Lines.Select(line => FeedEntries.Of(measure, line))]);
    }

    /// <summary>Places and days: <c>place</c>, <c>from</c>, <c>to</c>.</summary>
    public static async Task<FeedAnswer> CoverageAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!TryDays(request, out var from, out var to))
        {
            return Refusal.NoQuery;
        }
        if (from > to)
        {
            return Refusal.ReversedDays;
        }
        var place = Given(request, "place");
        if (place is not null && !await publication.IsPlaceAsync(place, cancel))
        {
            return Refusal.NoPlace(place);
        }
        var days = await publication.CoverageAsync(place, from, to, null, Most, cancel);
        return Made(request, place is null ? "coverage" : $"coverage of {place}", "/coverage", AddressQuery.Write(("place", place), ("from", Day(from)), ("to", Day(to))), [.. days.Items.Where(day => !day.IsSilent).Select(FeedEntries.Of)]);
    }

    /// <summary>Situation reports, a day an entry: <c>date</c> for the newest.</summary>
    public static async Task<FeedAnswer> SituationAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!AddressDay.TryRead(request.Query["date"], out var day))
        {
            return Refusal.NoQuery;
        }
        var entries = new List<FeedEntry>();
        for (var (next, isFirst) = (day, true); entries.Count < MostSituations && (isFirst || next is not null); isFirst = false)
        {
            if (await publication.SituationAsync(next, null, null, cancel) is not { } situation)
            {
                break;
            }
            if (!situation.Report.IsEmpty)
            {
                entries.Add(FeedEntries.Of(situation.Report));
            }
            next = situation.Earlier;
        }
        return Made(request, day is null ? "situation reports" : $"situation reports up to {Moments.Of(day.Value)}", "/sitrep", AddressQuery.Write(("date", Day(day))), entries);
    }

    /// <summary>Views that were frozen, as far as who asks may see them.</summary>
    public static async Task<FeedAnswer> SnapshotsAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        var services = request.HttpContext.RequestServices;
        var shown = await services.GetRequiredService<SnapshotShelf>().ListAsync(null, Most, services.GetRequiredService<CurrentActor>().Actor.Is(Role.Reader), cancel);
        return Made(request, "snapshots", "/snapshots", "", [.. shown.Items.Select(FeedEntries.Of)]);
    }

    /// <summary>What people decided; for readers also by <c>of</c>, as on the page.</summary>
    public static async Task<FeedAnswer> CorrectionsAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        var mayRead = request.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Actor.Is(Role.Reader);
        var (of, filter) = Pages.Desk.DeskRoutes.Listed(mayRead ? request.Query["of"] : "");
        var page = await publication.JudgementsAsync(filter, null, Most, cancel);
        var entries = new List<FeedEntry>();
        foreach (var listed in page.Items)
        {
            // What is taken back has changed: who followed it is told.
            var undone = listed.Judgement.UndoneBy is { } by ? (await publication.JudgementAsync(by, cancel))?.Judgement.At : null;
            entries.Add(FeedEntries.Of(listed, undone));
        }
        return Made(request, of.Length == 0 ? "corrections" : $"judgements ({of})", "/corrections", AddressQuery.Write(("of", of.Length == 0 ? null : of)), entries);
    }

    private static Feed Made(HttpRequest request, string title, string page, string query, IReadOnlyList<FeedEntry> entries) => new($"Attest: {title}", page + query, request.Path + query, entries);

    private static string Told(string query) => Uri.UnescapeDataString(query[1..].Replace("&", ", ", StringComparison.Ordinal));

    private static string Route(HttpRequest request, string name) => request.RouteValues[name] as string ?? "";

    private static string? Given(HttpRequest request, string name) => OverviewRoutes.Given(request.Query[name]);

    private static bool TryDays(HttpRequest request, out DateOnly? from, out DateOnly? to)
    {
        to = null;
        return AddressDay.TryRead(request.Query["from"], out from) && AddressDay.TryRead(request.Query["to"], out to);
    }

    private static string? Day(DateOnly? day) => day is { } known ? AddressDay.Write(known) : null;
}
