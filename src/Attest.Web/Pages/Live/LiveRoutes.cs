using System.Globalization;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Live;

/// <summary>The live page, its stream, and what changed since a moment.</summary>
internal static class LiveRoutes
{
    private const int IncidentsAPage = 30, MostChanges = 2000, MostDisputed = 12, MostPosts = 50, MostPostChanges = 200;

    // As the form and ISO 8601 write a moment: nothing is guessed of "12:00" or "05/06/2024".
    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"];

    /// <summary><c>GET /</c> with its filters, <c>GET /live</c> as a stream, <c>GET /since</c> for a shift's handover.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", PageResults.ReadOnly, ListAsync).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapGet("/live", LiveStream.Open).ForReading();
        routes.MapMethods("/since", PageResults.ReadOnly, SinceAsync).ForReading().MadeOnceAChange();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return PageResults.Refuse(Refusal.NoFilter(fault));
        }
        if (!then.IsNow)
        {
            return await ListThenAsync(filter, IncidentQueryText.AsksAll(request.Query), cursor, then, publication, cancel);
        }
        if (request.Query["cursor"].Count > 1 || (!string.IsNullOrEmpty(cursor) && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
        // The number first: a change between the two is told twice and never missed.
        var sequence = await publication.LastLiveChangeAsync(null, cancel);
        var status = await publication.StatusAsync(cancel);
        var all = IncidentQueryText.AsksAll(request.Query);
        var from = string.IsNullOrEmpty(cursor) ? null : cursor;
        var page = await publication.LiveAsync(filter, IncidentQueryText.ForList(filter, all), from, IncidentsAPage, MostPosts, cancel);
        var changes = await publication.LastChangesAsync([.. page.Incidents.Select(one => one.Incident.Id)], cancel);
        var disputed = filter == IncidentFilter.All && string.IsNullOrEmpty(cursor) && status.Disputed > 0
            ? (await publication.IncidentsAsync(new IncidentFilter(IsDisputed: true), null, MostDisputed, cancel)).Items.Select(one => one.Incident).ToList() : [];
        var pinned = from is null ? await publication.PinnedPostsAsync(filter, cancel) : [];
        var points = from is null ? await publication.PostAsync(Post.KeyPoints, null, cancel) : null;
        return PageResults.Show<LivePage>(new { page.Posts, Pinned = pinned, KeyPoints = points, Disputed = disputed, Filter = filter, ShowsAll = all, Listed = page.Incidents, page.Next, IsFirst = string.IsNullOrEmpty(cursor), Status = status, Sequence = sequence, Changes = changes });
    }

    private static async Task<IResult> ListThenAsync(IncidentFilter filter, bool all, string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        try
        {
            var from = string.IsNullOrEmpty(cursor) ? null : cursor;
            var page = await publication.IncidentsAsync(IncidentQueryText.ForList(filter, all), then.PublishedBy, then.RecordedBy, from, IncidentsAPage, cancel);
            return PageResults.Show<ThenPage>(new { Filter = filter, ShowsAll = all, Incidents = page.Items, page.Next, IsFirst = from is null });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }

    private static async Task<IResult> SinceAsync(string? after, string? at, Publication publication, CancellationToken cancel)
    {
        DateTimeOffset? moment = null;
        long sequence = 0;
        if (!string.IsNullOrEmpty(at))
        {
            if (!DateTimeOffset.TryParseExact(at, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var given))
            {
                return PageResults.Refuse(Refusal.NoMoment);
            }
            moment = given;
            sequence = await publication.LastLiveChangeAsync(given, cancel);
        }
        else if (!string.IsNullOrEmpty(after) && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out sequence))
        {
            return PageResults.Refuse(Refusal.NoMoment);
        }
        var changes = await publication.NewestChangesAsync(sequence, MostChanges, cancel);
        var telling = await publication.VisibleAsync(IncidentQueryText.ForList(IncidentFilter.All, all: false), [.. changes.Select(change => change.Incident).Distinct(StringComparer.Ordinal)], cancel);
        var handover = Handover.Of(changes, await publication.PinsOfAsync([.. telling!.Order(StringComparer.Ordinal)], cancel));
        var quoted = await publication.IncidentsAsync([.. handover.Changed.Take(SincePage.MostShown).Select(one => one.Incident.Id), .. handover.New.Take(SincePage.MostShown).Select(pin => pin.Id)], cancel);
        var told = (await publication.PostChangesAsync(sequence, MostPostChanges, cancel)).GroupBy(change => change.Post, StringComparer.Ordinal).ToList();
        var posts = (await publication.PostsAsync(IncidentFilter.All, told.Select(post => post.Key), cancel)).ToDictionary(post => post.Id, StringComparer.Ordinal);
        // What came of a post last says it, but that it is new.
        var postChanges = told.Where(post => posts.ContainsKey(post.Key)).Select(post => (posts[post.Key], post.Any(change => change.Kind == PostChangeKind.Written) && posts[post.Key].State == PostState.Shown ? PostChangeKind.Written : post.First().Kind)).ToList();
        return PageResults.Show<SincePage>(new { Posts = (IReadOnlyList<(Post, PostChangeKind)>)postChanges, Since = moment, IsAll = sequence == 0, Handover = handover, Quoted = quoted, HasMore = changes.Count == MostChanges });
    }
}
