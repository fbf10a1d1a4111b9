using System.Globalization;
using Attest.Archive.Formats;
using Attest.Archive.Posts;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>What editors write of claims, and what is asked of it.</content>
public sealed partial class ReportArchive
{
    private const int MostReplaced = 20;

    /// <summary>Writes a post, a note of the desk, or the key points where none stand.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="decision">Who writes it; the reason may be empty.</param>
    /// <param name="isHeld">Whether it is kept from everybody but editors until it is released.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">Something is missing or too long, there is no such claim, or it was rejected; the message says what to do.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<PostEdit> WritePostAsync(PostDraft draft, Decision decision, bool isHeld, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return EditPostAsync(
            decision,
            edit =>
            {
                var id = draft.Kind == PostKind.KeyPoints ? Post.KeyPoints : edit.Id;
                var before = draft.Kind == PostKind.KeyPoints ? PostFold.Of(new PostTable(_writer).Edits(id)) : null;
                return edit with { Post = id, Action = before is null or { State: PostState.Withdrawn } ? PostAction.Written : PostAction.Corrected, Kind = draft.Kind, Content = Compose(draft, before), IsHeld = isHeld && draft.Kind != PostKind.KeyPoints };
            },
            cancel);
    }

    /// <summary>Lets a post say something else from now on; what it said stays in its history.</summary>
    /// <param name="post">The post.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="decision">Who corrects it, and why; of one that was never shown the reason may be empty.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such post, it is withdrawn, nothing is changed, a reason is missing, or the text can't be taken.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<PostEdit> CorrectPostAsync(string post, PostDraft draft, Decision decision, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return EditPostAsync(
            decision,
            edit =>
            {
                var before = Standing(post);
                if ((before.Kind == PostKind.KeyPoints) != (draft.Kind == PostKind.KeyPoints))
                {
                    throw new ArgumentException($"Correcting post {post}: key points are no post.", nameof(draft));
                }
                if (before.ShownAt is not null && before.Kind != PostKind.KeyPoints)
                {
                    RequireReason(post, decision);
                }
                var content = Compose(draft, before);
                return draft.Kind == before.Kind && IsSame(content, before.Content)
                    ? throw new ArgumentException($"Correcting post {post}: it says that already.", nameof(draft))
                    : edit with { Post = post, Action = PostAction.Corrected, Kind = draft.Kind, Content = content };
            },
            cancel);
    }

    /// <summary>Pins a post, holds or withdraws it, or ends that.</summary>
    /// <param name="post">The post.</param>
    /// <param name="action">Any but writing, correcting and undoing.</param>
    /// <param name="decision">Who does it; withdrawing asks for a reason.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such post, it is so already, or a reason is missing.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<PostEdit> ActOnPostAsync(string post, PostAction action, Decision decision, CancellationToken cancel) => EditPostAsync(
        decision,
        edit =>
        {
            var before = Standing(post);
            var isDone = action switch
            {
                PostAction.Pinned => before.IsPinned,
                PostAction.Unpinned => !before.IsPinned,
                PostAction.Held => before.State == PostState.Held,
                PostAction.Released => before.State == PostState.Shown,
                PostAction.Withdrawn => false,
                _ => throw new ArgumentException($"Changing post {post}: found {WireNames<PostAction>.Of(action)}, which is done in another way.", nameof(action)),
            };
            if (before.Kind == PostKind.KeyPoints && action != PostAction.Withdrawn)
            {
                throw new ArgumentException("Changing the key points: they can be set and withdrawn, and nothing else.", nameof(action));
            }
            if (isDone)
            {
                throw new ArgumentException($"Changing post {post}: it is so already; somebody may have been quicker.", nameof(action));
            }
            if (action == PostAction.Withdrawn && before.ShownAt is not null)
            {
                RequireReason(post, decision);
            }
            return edit with { Post = post, Action = action, Kind = before.Kind };
        },
        cancel);

    /// <summary>Takes an edit back.</summary>
    /// <param name="edit">The edit; not the one by which a post was written.</param>
    /// <param name="decision">Who takes it back; the reason may be empty.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such edit, or it can't be taken back.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<PostEdit> UndoPostEditAsync(string edit, Decision decision, CancellationToken cancel) => EditPostAsync(
        decision,
        made =>
        {
            var table = new PostTable(_writer);
            var found = table.Edit(edit) ?? throw new ArgumentException($"Undoing edit {edit}: found none of that name.", nameof(edit));
            if (found.Action == PostAction.Undone || table.Edits(found.Post).Exists(other => other.Undoes == edit))
            {
                throw new ArgumentException($"Undoing edit {edit}: it was undone already, or itself takes one back.", nameof(edit));
            }
            return found is { Action: PostAction.Written, Kind: not PostKind.KeyPoints }
                ? throw new ArgumentException($"Undoing edit {edit}: by it the post was written. Withdraw the post instead.", nameof(edit))
                : made with { Post = found.Post, Action = PostAction.Undone, Kind = found.Kind, Undoes = edit };
        },
        cancel);

    /// <summary>A post as it stands, or as it stood; null where there is none of that name.</summary>
    /// <param name="id">The post.</param>
    /// <param name="recordedBy">As it stood at this moment; null for now.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Post?> PostAsync(string id, DateTimeOffset? recordedBy, CancellationToken cancel) => ReadAsync("Reading a post of", sql => PostOf(sql, id, recordedBy), cancel);

    /// <summary>Posts, without the key points, the newest first.</summary>
    /// <param name="list">Which.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<Post>> PostsAsync(PostList list, string? cursor, int limit, CancellationToken cancel) => PostsAsync(list, null, cursor, limit, cancel);

    /// <summary>Posts, without the key points, the newest first.</summary>
    /// <param name="list">Which.</param>
    /// <param name="shownBy">Only those that had been shown by this moment; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<Post>> PostsAsync(PostList list, DateTimeOffset? shownBy, string? cursor, int limit, CancellationToken cancel)
    {
        var (at, number) = cursor is null ? (EndOfTime, long.MaxValue) : (Two(cursor).First, Number(Two(cursor).Second));
        return ReadAsync(
            "Listing the posts of",
            sql =>
            {
                var which = list switch { PostList.Shown => "AND listed_at IS NOT NULL", PostList.Held => "AND state = 'held'", PostList.Doubtful => "AND doubtful = 1", _ => "" };
                // Those that have no place yet stand where they were written.
                var found = sql.Rows(
                    $"""
                    SELECT post, coalesce(listed_at, '{(list == PostList.Shown ? "" : EndOfTime)}') AS at, number FROM posts WHERE kind <> 'key-points' {which} AND ($4 IS NULL OR listed_at <= $4) AND (at, number) < ($1, $2)
                    ORDER BY at DESC, number DESC LIMIT $3
                    """,
                    row => (Post: row.GetString(0), At: row.GetString(1), Number: row.GetInt64(2)), at, number, limit + 1, shownBy is { } by ? Moment.Write(by) : null);
                return PageOf(found, limit, last => string.Create(CultureInfo.InvariantCulture, $"{last.At}{CursorMark}{last.Number}"), one => PostOf(sql, one.Post, null)!);
            },
            cancel);
    }

    /// <summary>Posts that stand among the incidents of one page of their list, by when they were first shown, the newest first; those that are pinned are left out.</summary>
    /// <param name="cursor">Where that page began; null for the first.</param>
    /// <param name="next">Where the next one begins; null on the last.</param>
    /// <param name="after">Where to go on among them; null for the newest.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">A cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<Post>> PostsBesideAsync(string? cursor, string? next, string? after, int limit, CancellationToken cancel)
    {
        var (before, from) = (cursor is null ? EndOfTime : Moment.Write(ListPlace.MinuteOf(Number(cursor))), next is null ? "" : Moment.Write(ListPlace.MinuteOf(Number(next))));
        var (at, number) = after is null ? (before, long.MinValue) : (Two(after).First, Number(Two(after).Second));
        return ReadAsync(
            "Listing the posts of",
            sql => PageOf(
                sql.Rows(
                    """
                    SELECT post, listed_at, number FROM posts WHERE kind <> 'key-points' AND pinned = 0 AND listed_at IS NOT NULL AND listed_at >= $1 AND (listed_at, number) < ($2, $3)
                    ORDER BY listed_at DESC, number DESC LIMIT $4
                    """,
                    row => (Post: row.GetString(0), At: row.GetString(1), Number: row.GetInt64(2)), from, at, number, limit + 1),
                limit, last => string.Create(CultureInfo.InvariantCulture, $"{last.At}{CursorMark}{last.Number}"), one => PostOf(sql, one.Post, null)!),
            cancel);
    }

    /// <summary>Where the list of incidents, and the posts beside it, go on behind all of a minute.</summary>
    /// <param name="minute">The minute.</param>
    public static string CursorAt(DateTimeOffset minute) => ListPlace.At(minute).ToString(CultureInfo.InvariantCulture);

    /// <summary>Posts that are pinned, the newest first.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<Post>> PinnedPostsAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<Post>>(
        "Listing the posts of",
        sql => [.. sql.Rows("SELECT post FROM posts WHERE pinned = 1 AND state = 'shown' ORDER BY listed_at DESC, number DESC", row => row.GetString(0)).Select(post => PostOf(sql, post, null)!)],
        cancel);

    /// <summary>How many posts there are of a list.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<(long Held, long Doubtful)> PostCountsAsync(CancellationToken cancel) => ReadAsync(
        "Counting the posts of", sql => (sql.Number("SELECT count(*) FROM posts WHERE state = 'held'"), sql.Number("SELECT count(*) FROM posts WHERE doubtful = 1")), cancel);

    /// <summary>Edits of other people that came over one of somebody's that they had not seen, the newest first.</summary>
    /// <param name="author">Whose edits were replaced.</param>
    /// <param name="since">Only those recorded after this moment.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<PostEdit>> ReplacedPostEditsAsync(string author, DateTimeOffset since, CancellationToken cancel) => ReadAsync<IReadOnlyList<PostEdit>>(
        "Listing the posts of",
        sql => [.. sql.Rows("SELECT edit FROM post_edits WHERE over_author = $1 AND author <> $1 ORDER BY position DESC LIMIT $2", row => row.GetString(0), author, MostReplaced)
            .Select(edit => new PostTable(sql).Edit(edit)!).Where(edit => edit.At > since)],
        cancel);

    /// <summary>What changed about incidents and posts after a change, the oldest first.</summary>
    /// <param name="after">The sequence number of the last change that is known; 0 for all.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<LiveChange>> LiveChangesAsync(long after, int limit, CancellationToken cancel) => ReadAsync<IReadOnlyList<LiveChange>>(
        "Reading the changes of",
        sql =>
        [
            .. sql.Rows($"SELECT {ChangeColumns} FROM changes WHERE sequence > $1 ORDER BY sequence LIMIT $2", Change, after, limit).Select(change => new LiveChange(change.Sequence, change, null))
                .Concat(PostChanges(sql, "ASC", after, limit).Select(change => new LiveChange(change.Sequence, null, change))).OrderBy(change => change.Sequence).Take(limit),
        ],
        cancel);

    /// <summary>The sequence number of the last change of an incident or a post that was recorded by a moment; 0 where there was none.</summary>
    /// <param name="moment">The moment; null for now.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task<long> LastLiveChangeAsync(DateTimeOffset? moment, CancellationToken cancel) => Math.Max(
        await LastChangeAsync(moment, cancel),
        await ReadAsync("Reading the changes of", sql => sql.Number("SELECT max(sequence) FROM post_changes WHERE $1 IS NULL OR recorded_at <= $1", moment is { } by ? Moment.Write(by) : null), cancel));

    /// <summary>What changed about posts after a change, the newest first.</summary>
    /// <param name="after">The sequence number of the last change that is known; 0 for all.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<PostChange>> PostChangesAsync(long after, int limit, CancellationToken cancel) => ReadAsync<IReadOnlyList<PostChange>>("Reading the changes of", sql => PostChanges(sql, "DESC", after, limit), cancel);

    /// <summary>Claims of the latest version of a report, in its text's order; empty where there is none.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<Claim>> ClaimsOfAsync(Sha256 report, CancellationToken cancel) => ReadAsync<IReadOnlyList<Claim>>(
        "Reading the claims of",
        sql => [.. sql.Rows(
            $"SELECT {ClaimRows.Columns} FROM claims WHERE position = (SELECT position FROM reports WHERE report = $1 AND restated_by IS NULL) AND recorded_to IS NULL ORDER BY number", new ClaimRows(sql).Read, report.Hex).Select(claim => claim.Claim)],
        cancel);

    private static List<PostChange> PostChanges(Sql sql, string order, long after, int limit) => sql.Rows(
        $"SELECT sequence, kind, post, recorded_at FROM post_changes WHERE sequence > $1 ORDER BY sequence {order} LIMIT $2",
        row => new PostChange(row.GetInt64(0), WireNames<PostChangeKind>.Parse(row.GetString(1)), row.GetString(2), Moment.Read(row.GetString(3))), after, limit);

    private static Post? PostOf(Sql sql, string id, DateTimeOffset? recordedBy)
    {
        if (PostFold.Of(new PostTable(sql).Edits(id), recordedBy) is not { } post)
        {
            return null;
        }
        var states = recordedBy is not null ? [] : sql.Rows(
            "SELECT number, state, now FROM post_claims WHERE post = $1", row => (Number: row.GetInt32(0), State: WireNames<PostClaimState>.Parse(row.GetString(1)), Now: Text(row, 2)), id).ToDictionary(row => row.Number);
        return post with
        {
            Content = post.Content with
            {
                Claims = [.. post.Content.Claims.Select((claim, number) => states.TryGetValue(number, out var found) ? Placed(claim with { State = found.State, Now = found.Now }) : Placed(claim))],
            },
            Versions = [.. post.Versions.Select(version => version with { Content = version.Content with { Claims = [.. version.Content.Claims.Select(Placed)] } })],
        };

        PostClaim Placed(PostClaim claim) => claim with { Incident = IncidentOf(sql, claim.Now ?? claim.Claim.Id) ?? IncidentOf(sql, claim.Anchor.Account) };
    }

    private Post Standing(string post) => PostFold.Of(new PostTable(_writer).Edits(post)) switch
    {
        null => throw new ArgumentException($"Changing post {post}: found none of that name.", nameof(post)),
        { State: PostState.Withdrawn } => throw new ArgumentException($"Changing post {post}: it is withdrawn. Take the withdrawal back first.", nameof(post)),
        var found => found,
    };

    private PostContent Compose(PostDraft draft, Post? before)
    {
        var (headline, paragraphs, claims) = PostText.Compose(draft);
        return new PostContent(headline, paragraphs, [.. claims.Select(claim => Put(claim, before))]);
    }

    // A claim as it stands; one that stands no more only where the post had it already.
    private PostClaim Put(string claim, Post? before)
    {
        var had = before?.Content.Claims.FirstOrDefault(one => one.Claim.Id == claim);
        return Judged(_writer, claim) switch
        {
            null => had ?? throw new ArgumentException($"Putting claim {claim} into a post: found none of that name in the latest versions.", nameof(claim)),
            { IsRejected: true } => had ?? throw new ArgumentException($"Putting claim {claim} into a post: it was rejected, so nothing can rest on it.", nameof(claim)),
            var judged => new PostClaim(judged.Linked.Claim, judged.Claim),
        };
    }

    private static bool IsSame(PostContent one, PostContent other) => one.Headline == other.Headline && one.Paragraphs.SequenceEqual(other.Paragraphs)
        && one.Claims.Select(claim => Told(claim.Claim)).SequenceEqual(other.Claims.Select(claim => Told(claim.Claim)));

    private static object Told(Claim claim) => (claim.Id, claim.Low, claim.High, claim.Measure, claim.Speaker, claim.Status, claim.IsRejected, string.Join(' ', claim.Judged.Select(judged => judged.Judgement)));

    private static void RequireReason(string post, Decision decision)
    {
        if (string.IsNullOrWhiteSpace(decision.Reason))
        {
            throw new ArgumentException($"Changing post {post}: found no reason. It was shown, so say to those who read it why it changes.", nameof(decision));
        }
    }

    private Task<PostEdit> EditPostAsync(Decision decision, Func<PostEdit, PostEdit> make, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Reason.Length > Decision.LongestReason || string.IsNullOrWhiteSpace(decision.Author) || decision.Author.Length > Decision.LongestAuthor)
        {
            throw new ArgumentException($"Writing a post: found a reason of {decision.Reason.Length} characters and a name of {decision.Author?.Length ?? 0}, expected at most {Decision.LongestReason}, and 1 to {Decision.LongestAuthor}.", nameof(decision));
        }
        return WriteAsync(
            "Recording a post in",
            () => _writer.Write(() =>
            {
                var at = _clock.GetUtcNow();
                var ledger = new Ledger(_writer);
                var made = make(new PostEdit(Sha256.Of(FormattableString.Invariant($"post {ledger.Count()} {Moment.Write(at)}")).Hex[..JudgementDigits], "", PostAction.Written, decision.Reason.Trim(), decision.Author, at));
                var before = new PostTable(_writer).Edits(made.Post);
                var edit = made with { Over = decision.Seen is { } seen && before.Count > seen ? before[^1].Id : null };
                // Views are made of the edit as it will come back from the archive, now as in a rebuild.
                var maps = new TextMaps(_writer);
                var content = PostJson.Write(edit, maps.Of);
                var matter = Matter.Seal(content);
                new Matter(_writer).Store(matter);
                var entry = ledger.Append(Ledger.PostRecorded, at, Ledger.PostRecordedBody(edit.Id, matter.Commitment));
                _cache.Follow(_writer, entry.Position, entries: 1);
                new PostTable(_writer).Add(PostJson.Read(content, maps.Of), entry);
                return edit;
            }),
            cancel);
    }
}
