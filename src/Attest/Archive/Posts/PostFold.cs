namespace Attest.Archive.Posts;

/// <summary>What the edits of a post come to. Pure.</summary>
internal static class PostFold
{
    /// <summary>The post as it stands; null where nothing of it was written or all of it was taken back.</summary>
    /// <param name="edits">All edits of one post, the oldest first.</param>
    /// <param name="recordedBy">Only those recorded by this moment; null for all.</param>
    public static Post? Of(IReadOnlyList<PostEdit> edits, DateTimeOffset? recordedBy = null)
    {
        var told = recordedBy is { } moment ? edits.Where(edit => edit.At <= moment).ToList() : edits;
        var undone = told.Where(edit => edit.Undoes is not null).ToDictionary(edit => edit.Undoes!, edit => edit.Id, StringComparer.Ordinal);
        var history = told.Select(edit => edit with { UndoneBy = undone.GetValueOrDefault(edit.Id) }).ToList();
        Post? post = null;
        foreach (var edit in history.Where(edit => edit.UndoneBy is null))
        {
            post = Next(post, edit);
            if (post is { State: PostState.Shown } && (post.Versions is [] || !ReferenceEquals(post.Versions[^1].Content, post.Content)))
            {
                post = post with { Versions = [.. post.Versions, new PostVersion(post.Content, edit)] };
            }
        }
        return post is null ? null : post with { Edits = history };
    }

    private static Post? Next(Post? post, PostEdit edit) => edit.Action switch
    {
        PostAction.Written => new Post(edit.Post, edit.Kind, edit.IsHeld ? PostState.Held : PostState.Shown, IsPinned: false, edit.Content!, edit.At, edit.IsHeld ? null : edit.At, [], []),
        // Key points whose first setting was taken back go on as they were put right.
        PostAction.Corrected when post is null => new Post(edit.Post, edit.Kind, PostState.Shown, IsPinned: false, edit.Content!, edit.At, edit.At, [], []),
        _ when post is null => null,
        PostAction.Corrected => post with { Kind = edit.Kind, Content = edit.Content!, Corrections = post.ShownAt is not null ? [.. post.Corrections, edit] : post.Corrections },
        PostAction.Pinned => post with { IsPinned = true },
        PostAction.Unpinned => post with { IsPinned = false },
        PostAction.Held => post with { State = PostState.Held },
        PostAction.Released => post with { State = PostState.Shown, ShownAt = post.ShownAt ?? edit.At },
        PostAction.Withdrawn => post with { State = PostState.Withdrawn, IsPinned = false, Withdrawal = edit },
        _ => post,
    };

    /// <summary>What changed about a post for those who may see it; null where they see no difference.</summary>
    public static PostChangeKind? Difference(Post? before, Post? after)
    {
        var (was, now) = (before is { HasPlace: true } ? before : null, after is { HasPlace: true } ? after : null);
        return (was, now) switch
        {
            (null, null) => null,
            (null, _) => PostChangeKind.Written,
            (_, null) => PostChangeKind.Held,
            _ when was.State != now.State => now.State == PostState.Withdrawn ? PostChangeKind.Withdrawn : PostChangeKind.Written,
            _ when !ReferenceEquals(was.Content, now.Content) => PostChangeKind.Corrected,
            _ when was.IsPinned != now.IsPinned => PostChangeKind.Moved,
            _ => null,
        };
    }
}
