using System.Globalization;
using Attest.Archive;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Live;

/// <summary>One entry of the live page: an incident, made from reports, or a post, written by the desk.</summary>
/// <param name="Day">The day under which it stands; null where that is not known.</param>
/// <param name="Hour">The hour, as two digits; null where that is not known.</param>
/// <param name="Listed">The incident; null for a post.</param>
/// <param name="Post">The post; null for an incident.</param>
internal sealed record LiveEntry(DateOnly? Day, string? Hour, ListedIncident? Listed, Post? Post)
{
    /// <summary>Posts among incidents: each before the first incident whose newest report is older.</summary>
    /// <param name="listed">Incidents in their order.</param>
    /// <param name="posts">Posts, the newest first.</param>
    public static IEnumerable<LiveEntry> Interleaved(IReadOnlyList<ListedIncident> listed, IReadOnlyList<Post> posts)
    {
        var next = 0;
        foreach (var one in listed)
        {
            var at = one.Incident.Newest?.Earliest ?? DateTimeOffset.MinValue;
            for (; next < posts.Count && posts[next].ShownAt >= at; next++)
            {
                yield return Of(posts[next]);
            }
            var newest = one.Incident.Newest;
            yield return new LiveEntry(newest is { } known ? Moments.DayOf(known) : null, newest?.Instant is { } instant ? HourOf(instant) : null, one, null);
        }
        for (; next < posts.Count; next++)
        {
            yield return Of(posts[next]);
        }
    }

    private static LiveEntry Of(Post post) => new(DateOnly.FromDateTime(post.ShownAt!.Value.UtcDateTime), HourOf(post.ShownAt.Value), null, post);

    private static string HourOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("HH", CultureInfo.InvariantCulture);
}
