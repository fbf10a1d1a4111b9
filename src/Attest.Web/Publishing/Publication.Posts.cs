using Attest.Archive;

namespace Attest.Web.Publishing;

/// <content>What editors wrote, as those may see it who are no editors: what is held is not there, and what was withdrawn has no words.</content>
internal sealed partial class Publication
{
    /// <summary>Posts that are looked through for one page at most, unless all are of one minute.</summary>
    private const int MostPostsLooked = 2000;

    /// <summary>One post, or the key points, as it stands or stood; null where there is none, and where it is not shown.</summary>
    /// <remarks>What was held or withdrawn since is not told by asking how it stood before.</remarks>
    public async Task<Post?> PostAsync(string id, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await _archive.PostAsync(id, null, cancel) is not { } now ? null
        : recordedBy is null || now.State != PostState.Shown ? await ShownAsync(now, cancel)
        : await _archive.PostAsync(id, recordedBy, cancel) is { } then ? await ShownAsync(then, cancel) : null;

    /// <summary>Posts, the newest first.</summary>
    public Task<Page<Post>> PostsAsync(string? cursor, int limit, CancellationToken cancel) => PostsAsync(null, null, cursor, limit, cancel);

    /// <summary>Posts, the newest first.</summary>
    /// <param name="publishedBy">Only those that had been shown by this moment; null for all.</param>
    /// <param name="recordedBy">As they stood at this moment; null for now. What was held or withdrawn since is not told by asking so.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<Page<Post>> PostsAsync(DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.PostsAsync(PostList.Shown, publishedBy < recordedBy || recordedBy is null ? publishedBy : recordedBy, cursor, limit, cancel);
        var posts = new List<Post>();
        foreach (var post in page.Items)
        {
            if (recordedBy is null || post.State != PostState.Shown)
            {
                posts.Add(post);
            }
            else if (await _archive.PostAsync(post.Id, recordedBy, cancel) is { } then)
            {
                posts.Add(then);
            }
        }
        return new Page<Post>(await ShownAsync(posts, cancel), page.Next);
    }

    /// <summary>A page of the live page: incidents of a list, and the posts that stand among them.</summary>
    /// <remarks>Where more posts stand among the incidents than a page takes, the page ends with them: the incidents behind them are on the next, so that none of either is left out or given twice.</remarks>
    /// <param name="ofPosts">What posts are narrowed to.</param>
    /// <param name="ofIncidents">What incidents are narrowed to.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="mostIncidents">How many incidents it has at most.</param>
    /// <param name="mostPosts">How many posts it has at most, but for those of one minute, which stay together.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<LivePart> LiveAsync(IncidentFilter ofPosts, IncidentFilter ofIncidents, string? cursor, int mostIncidents, int mostPosts, CancellationToken cancel)
    {
        var page = await IncidentsAsync(ofIncidents, cursor, mostIncidents, cancel);
        var posts = new List<Post>();
        var (looked, after, newest, whole) = (0, (string?)null, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        do
        {
            var some = await _archive.PostsBesideAsync(cursor, page.Next, after, mostPosts, cancel);
            posts.AddRange(await ShownAsync(await AnsweringAsync(ofPosts, some.Items, cancel), cancel));
            if (looked == 0 && some.Items is [var first, ..])
            {
                newest = MinuteOf(first);
            }
            (looked, after) = (looked + some.Items.Count, some.Next);
            // Of the minute of the last there may be more.
            whole = after is null ? DateTimeOffset.MinValue : MinuteOf(some.Items[^1]).AddMinutes(1);
        }
        while (after is not null && (whole > newest || (looked < MostPostsLooked && posts.Count(post => post.ShownAt >= whole) < mostPosts)));
        var known = posts.Where(post => post.ShownAt >= whole).ToList();
        var from = known.Count > mostPosts ? MinuteOf(known[mostPosts - 1]) : whole;
        return after is null && known.TrueForAll(post => post.ShownAt >= from) ? new LivePart(page.Items, known, page.Next)
            : new LivePart([.. page.Items.Where(one => one.Incident.Newest is { } told && told.Earliest >= from)], [.. known.Where(post => post.ShownAt >= from)], ReportArchive.CursorAt(from));
    }

    private static DateTimeOffset MinuteOf(Post post) => new(post.ShownAt!.Value.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>Posts that are pinned and that a filter asks for.</summary>
    public async Task<IReadOnlyList<Post>> PinnedPostsAsync(IncidentFilter filter, CancellationToken cancel) => await ShownAsync(await AnsweringAsync(filter, await _archive.PinnedPostsAsync(cancel), cancel), cancel);

    /// <summary>Some posts by id that a filter asks for; those that are not shown are left out.</summary>
    public async Task<IReadOnlyList<Post>> PostsAsync(IncidentFilter filter, IEnumerable<string> ids, CancellationToken cancel)
    {
        var found = new List<Post>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await _archive.PostAsync(id, null, cancel) is { } post)
            {
                found.Add(post);
            }
        }
        return await ShownAsync(await AnsweringAsync(filter, found, cancel), cancel);
    }

    /// <summary>Those of some changed posts that a page narrowed to a filter shows, or showed before they said something else, were held back or withdrawn.</summary>
    public async Task<IReadOnlySet<string>> ConcernedAsync(IncidentFilter filter, IEnumerable<string> ids, CancellationToken cancel)
    {
        var posts = new List<Post>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await _archive.PostAsync(id, null, cancel) is { ShownAt: not null } post && (_mask is null || await _mask.OfAsync(post, cancel) is not null))
            {
                posts.Add(post);
            }
        }
        var held = await VisibleAsync(filter, [.. posts.SelectMany(Told).Distinct(StringComparer.Ordinal)], cancel);
        return posts.Where(post => filter == IncidentFilter.All || post.Kind == PostKind.KeyPoints || Told(post).Any(incident => held?.Contains(incident) != false)).Select(post => post.Id).ToHashSet(StringComparer.Ordinal);

        static IEnumerable<string> Told(Post post) => post.Versions.Select(version => version.Content).Append(post.Content).SelectMany(content => content.Claims).Select(claim => claim.Incident).OfType<string>();
    }

    /// <summary>The last change of an incident or a post.</summary>
    public Task<long> LastLiveChangeAsync(DateTimeOffset? moment, CancellationToken cancel) => _archive.LastLiveChangeAsync(moment, cancel);

    public Task<IReadOnlyList<LiveChange>> LiveChangesAsync(long after, int limit, CancellationToken cancel) => _archive.LiveChangesAsync(after, limit, cancel);

    public Task<IReadOnlyList<PostChange>> PostChangesAsync(long after, int limit, CancellationToken cancel) => _archive.PostChangesAsync(after, limit, cancel);

    private async Task<IReadOnlyList<Post>> ShownAsync(IEnumerable<Post> posts, CancellationToken cancel)
    {
        var shown = new List<Post>();
        foreach (var post in posts)
        {
            if (await ShownAsync(post, cancel) is { } one)
            {
                shown.Add(one);
            }
        }
        return shown;
    }

    private async Task<Post?> ShownAsync(Post post, CancellationToken cancel)
    {
        if (!post.HasPlace || (_mask is null ? post : await _mask.OfAsync(post, cancel)) is not { } shown)
        {
            return null;
        }
        // What it said before it was shown, and what was taken back, is for editors.
        shown = shown with { Edits = [.. shown.Edits.Where(edit => edit.At >= post.ShownAt).Select(edit => edit with { Content = null })] };
        return shown.State == PostState.Withdrawn ? shown with { Content = PostContent.None, Versions = [] } : shown;
    }

    // A post is found by the incidents of its claims; the key points belong to the whole.
    private async Task<IReadOnlyList<Post>> AnsweringAsync(IncidentFilter filter, IReadOnlyList<Post> posts, CancellationToken cancel)
    {
        if (filter == IncidentFilter.All || posts.Count == 0)
        {
            return posts;
        }
        var incidents = posts.SelectMany(post => post.Content.Claims).Select(claim => claim.Incident).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var held = await VisibleAsync(filter, incidents, cancel);
        return [.. posts.Where(post => post.Content.Claims.Any(claim => claim.Incident is { } incident && held?.Contains(incident) != false))];
    }
}

/// <summary>A page of the live page.</summary>
/// <param name="Incidents">Its incidents, in the order of their list.</param>
/// <param name="Posts">The posts that stand among them, the newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
internal sealed record LivePart(IReadOnlyList<ListedIncident> Incidents, IReadOnlyList<Post> Posts, string? Next);
