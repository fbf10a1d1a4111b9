using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Pages.Live;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Feeds;

/// <summary>Lists to follow with a feed reader: each as Atom and as JSON Feed, with the filters of its page.</summary>
internal static class FeedRoutes
{
    private const int Most = 50, MostPosts = 50;

    /// <summary><c>GET /feed.atom</c> and <c>/feed.json</c> of the front page, and the same of the search and of corrections.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/feed.atom", PageResults.ReadOnly, IncidentsAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/feed.json", PageResults.ReadOnly, IncidentsAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/search/feed.atom", PageResults.ReadOnly, SearchAsync).ForReading();
        routes.MapMethods("/search/feed.json", PageResults.ReadOnly, SearchAsync).ForReading();
        routes.MapMethods("/corrections/feed.atom", PageResults.ReadOnly, CorrectionsAsync).ForReading();
        routes.MapMethods("/corrections/feed.json", PageResults.ReadOnly, CorrectionsAsync).ForReading();
    }

    private static async Task<IResult> IncidentsAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return PageResults.Refuse(Refusal.NoFilter(fault));
        }
        var all = IncidentQueryText.AsksAll(request.Query);
        var page = await publication.LiveAsync(filter, IncidentQueryText.ForList(filter, all), null, Most, MostPosts, cancel);
        IReadOnlyList<Post> posts = [.. await publication.PinnedPostsAsync(filter, cancel), .. page.Posts];
        var query = IncidentQueryText.Write(filter, ("all", all ? "yes" : null));
        return Send(request, new Feed(filter == IncidentFilter.All ? "Attest: incidents" : $"Attest: incidents, narrowed to {Uri.UnescapeDataString(query[1..].Replace("&", ", ", StringComparison.Ordinal))}", $"/{query}", request.Path + query, [.. posts.Select(FeedEntries.Of), .. page.Incidents.Select(FeedEntries.Of)]));
    }

    private static async Task<IResult> SearchAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return PageResults.Refuse(Refusal.NoFilter(fault));
        }
        var asked = request.Query["q"].ToString();
        var found = await publication.SearchAsync(asked, filter, null, Most, cancel);
        var changes = await publication.LastChangesAsync([.. found.Incidents.Select(pin => pin.Id)], cancel);
        var query = IncidentQueryText.Write(filter, ("q", asked));
        return Send(request, new Feed($"Attest: search for {asked}", $"/search{query}", request.Path + query,
        [
            .. found.Incidents.Where(pin => changes.Contains(pin.Id)).Select(pin => FeedEntries.Of(pin, changes[pin.Id].Max(change => change.At))),
            .. found.Reports.DistinctBy(hit => (hit.Report.Id, hit.Start)).Select(FeedEntries.Of),
        ]));
    }

    private static async Task<IResult> CorrectionsAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        var page = await publication.JudgementsAsync(JudgementFilter.Corrections, null, Most, cancel);
        return Send(request, new Feed("Attest: corrections", "/corrections", request.Path, [.. page.Items.Select(FeedEntries.Of)]));
    }

    private static IResult Send(HttpRequest request, Feed feed)
    {
        var site = Caller.SiteOf(request);
        return request.Path.Value!.EndsWith(".json", StringComparison.Ordinal) ? ApiAnswer.One(FeedText.Json(feed, site), FeedText.JsonType) : ApiAnswer.One(FeedText.Atom(feed, site), FeedText.AtomType);
    }
}
