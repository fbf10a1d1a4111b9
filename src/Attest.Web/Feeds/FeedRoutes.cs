using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Pages.Live;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Feeds;

/// <summary>Lists to follow with a feed reader: each as Atom and as JSON Feed under its page's address, with the page's own parameters and no others.</summary>
internal static class FeedRoutes
{
    private delegate Task<FeedAnswer> FeedMaker(HttpRequest request, Publication publication, CancellationToken cancel);

    /// <summary><c>GET {page}/feed.atom</c> and <c>{page}/feed.json</c> of every list that is narrowed.</summary>
    /// <remarks>The map's feed is that of the front page, whose filters it has.</remarks>
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapFeed("", FeedLists.IncidentsAsync, [.. IncidentQueryText.Names, IncidentQueryText.All], isMadeOnce: true);
        routes.MapFeed("/search", FeedLists.SearchAsync, ["q", .. IncidentQueryText.Names]);
        routes.MapFeed("/posts", FeedLists.PostsAsync, []);
        routes.MapFeed("/reports", FeedLists.ReportsAsync, ["publisher"]);
        routes.MapFeed("/speakers/{id}", FeedLists.SpeakerAsync, []);
        routes.MapFeed("/series", FeedLists.SeriesAsync, ["measure", "claimant"], isMadeOnce: true);
        routes.MapFeed("/series/{id}", FeedLists.OneSeriesAsync, [], isMadeOnce: true);
        routes.MapFeed("/tallies/{measure}", FeedLists.TallyAsync, ["side", "place", "from", "to", "claimant"], isMadeOnce: true);
        routes.MapFeed("/coverage", FeedLists.CoverageAsync, ["place", "from", "to"], isMadeOnce: true);
        routes.MapFeed("/sitrep", FeedLists.SituationAsync, ["date"], isMadeOnce: true);
        routes.MapFeed("/snapshots", FeedLists.SnapshotsAsync, []);
        routes.MapFeed("/corrections", FeedLists.CorrectionsAsync, ["of"]);
    }

    private static void MapFeed(this IEndpointRouteBuilder routes, string page, FeedMaker make, string[] taken, bool isMadeOnce = false)
    {
        foreach (var isJson in new[] { false, true })
        {
            var route = routes.MapMethods($"{page}/feed.{(isJson ? "json" : "atom")}", PageResults.ReadOnly, (HttpContext context, CancellationToken cancel) => AnswerAsync(context, make, taken, isJson, cancel)).ForReading();
            if (isMadeOnce)
            {
                route.MadeOnceAChange();
            }
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, FeedMaker make, string[] taken, bool isJson, CancellationToken cancel)
    {
        var request = context.Request;
        // A misspelt filter would quietly ask for everything, and whoever follows a feed looks at its address once.
        if (request.Query.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } unknown)
        {
            return PageResults.Refuse(Refusal.NoFilter($"“{ApiQuery.Short(unknown)}” is nothing that this feed can be asked for{(taken.Length == 0 ? "" : $"; that is {string.Join(", ", taken)}")}."));
        }
        var (feed, refused) = await make(request, context.RequestServices.GetRequiredService<Publication>(), cancel);
        var site = Caller.SiteOf(request);
        return feed is null ? PageResults.Refuse(refused!) : isJson ? ApiAnswer.One(FeedText.Json(feed, site), FeedText.JsonType) : ApiAnswer.One(FeedText.Atom(feed, site), FeedText.AtomType);
    }
}

/// <summary>A feed, or why there is none.</summary>
/// <param name="Feed">The feed; null where there is none.</param>
/// <param name="Refused">Why not; null where there is one.</param>
internal readonly record struct FeedAnswer(Feed? Feed, Refusal? Refused)
{
    public static implicit operator FeedAnswer(Feed feed) => new(feed, null);

    public static implicit operator FeedAnswer(Refusal refused) => new(null, refused);
}
