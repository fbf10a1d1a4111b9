using System.Text;
using Attest.Archive.Corrections;
using Attest.Archive.Formats;
using Attest.Archive.Posts;

namespace Attest.Archive.Storage;

/// <summary>What editors write, with what became of the claims that it rests on. Call it within <see cref="Sql.Write"/> where it writes.</summary>
internal sealed class PostTable(Sql sql)
{
    private readonly TextMaps _maps = new(sql);
    private readonly ClaimRows _claims = new(sql);

    /// <summary>All edits of a post, the oldest first; empty where there is none of that name.</summary>
    public List<PostEdit> Edits(string post) => sql.Rows("SELECT content FROM post_edits WHERE post = $1 ORDER BY position", Read, post);

    /// <summary>One edit; null where there is none of that name.</summary>
    public PostEdit? Edit(string id) => sql.Rows("SELECT content FROM post_edits WHERE edit = $1", Read, id) is [var found] ? found : null;

    /// <summary>Takes an edit in.</summary>
    public void Add(PostEdit edit, LedgerEntry entry)
    {
        var edits = Edits(edit.Post);
        var before = PostFold.Of(edits);
        sql.Run(
            "INSERT INTO post_edits (edit, post, position, author, over_author, content) VALUES ($1, $2, $3, $4, $5, $6)",
            edit.Id, edit.Post, entry.Position, edit.Author, edit.Over is { } over ? sql.Value("SELECT author FROM post_edits WHERE edit = $1", over) : null, Encoding.UTF8.GetString(PostJson.Write(edit, _maps.Of)));
        var after = PostFold.Of([.. edits, edit]);
        sql.Run("DELETE FROM post_claims WHERE post = $1", edit.Post);
        if (after is null)
        {
            sql.Run("DELETE FROM posts WHERE post = $1", edit.Post);
        }
        else
        {
            sql.Run(
                """
                INSERT INTO posts (post, number, kind, state, pinned, listed_at, doubtful) VALUES ($1, $2, $3, $4, $5, $6, 0)
                ON CONFLICT (post) DO UPDATE SET kind = $3, state = $4, pinned = $5, listed_at = $6, doubtful = 0
                """,
                edit.Post, entry.Position, WireNames<PostKind>.Of(after.Kind), WireNames<PostState>.Of(after.State), after.IsPinned ? 1 : 0, after.HasPlace ? Moment.Write(after.ShownAt!.Value) : null);
            for (var number = 0; number < after.Content.Claims.Count; number++)
            {
                var claim = after.Content.Claims[number];
                var (state, now) = StateOf(claim);
                sql.Run(
                    "INSERT INTO post_claims (post, number, document, state, now) VALUES ($1, $2, $3, $4, $5)",
                    edit.Post, number, claim.Anchor.Anchor!.Document.Hex, WireNames<PostClaimState>.Of(state), now);
            }
            Doubt(edit.Post);
        }
        if (PostFold.Difference(before, after) is { } kind)
        {
            sql.Run(
                "INSERT INTO post_changes (sequence, kind, post, recorded_at) VALUES ($1, $2, $3, $4)",
                (entry.Position * IncidentTable.ChangesAnEntry) + 1, WireNames<PostChangeKind>.Of(kind), edit.Post, entry.RecordedAt);
        }
    }

    /// <summary>Looks again at the claims of posts that a document's new state may have changed.</summary>
    public void Reconsider(string document)
    {
        foreach (var post in sql.Rows("SELECT DISTINCT post FROM post_claims WHERE document = $1 ORDER BY post", row => row.GetString(0), document))
        {
            var claims = PostFold.Of(Edits(post))!.Content.Claims;
            foreach (var number in sql.Rows("SELECT number FROM post_claims WHERE post = $1 AND document = $2", row => row.GetInt32(0), post, document))
            {
                var (state, now) = StateOf(claims[number]);
                sql.Run("UPDATE post_claims SET state = $3, now = $4 WHERE post = $1 AND number = $2", post, number, WireNames<PostClaimState>.Of(state), now);
            }
            Doubt(post);
        }
    }

    private void Doubt(string post) => sql.Run(
        "UPDATE posts SET doubtful = state <> 'withdrawn' AND EXISTS (SELECT 1 FROM post_claims WHERE post_claims.post = posts.post AND post_claims.state <> 'stands') WHERE post = $1", post);

    // Its own id where that is current; else the claim of the same words in the latest version.
    private (PostClaimState State, string? Now) StateOf(PostClaim put)
    {
        if (sql.Rows($"SELECT {ClaimRows.Columns} FROM claims WHERE claim = $1 AND recorded_to IS NULL", _claims.Read, put.Claim.Id) is [var same, ..])
        {
            return (Compare(put.Claim, same.Claim), same.Claim.Id);
        }
        if (sql.Rows("SELECT position, matter FROM reports WHERE document = $1 AND recorded_to IS NULL", row => (Position: row.GetInt64(0), Matter: row.GetString(1)), put.Anchor.Anchor!.Document.Hex) is not [var latest]
            || new Matter(sql).Find(latest.Matter) is not { } matter
            || WordAnchor.Find(ReadingJson.Read(Matter.Unpack(matter)).Report, put.Anchor) is not { } span)
        {
            return (PostClaimState.Gone, null);
        }
        var found = sql.Rows($"SELECT {ClaimRows.Columns} FROM claims WHERE position = $1 AND recorded_to IS NULL ORDER BY number", _claims.Read, latest.Position)
            .Select(claim => claim.Claim).FirstOrDefault(claim => claim.Kind == put.Claim.Kind && claim.IsDerived == put.Claim.IsDerived && claim.Words is [var first, ..] && first == span);
        return found is null ? (PostClaimState.Changed, null) : (Compare(put.Claim, found), found.Id);
    }

    private static PostClaimState Compare(Claim then, Claim now) =>
        now.IsRejected && !then.IsRejected ? PostClaimState.Rejected
        : (then.Measure, then.Low, then.High, then.Approximate, then.Side, then.Status, then.Modality, then.Speaker) == (now.Measure, now.Low, now.High, now.Approximate, now.Side, now.Status, now.Modality, now.Speaker)
            && Corrections(then).SetEquals(Corrections(now)) ? PostClaimState.Stands
        : PostClaimState.Changed;

    private static HashSet<string> Corrections(Claim claim) => [.. claim.Judged.Where(judged => judged.Verdict == Verdict.Corrected).Select(judged => judged.Judgement)];

    private PostEdit Read(SqlRow row) => PostJson.Read(Encoding.UTF8.GetBytes(row.GetString(0)), _maps.Of);
}
