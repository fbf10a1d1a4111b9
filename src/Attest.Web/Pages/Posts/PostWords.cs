using Attest.Archive;
using Attest.Archive.Posts;
using Attest.Web.Pages.Incidents;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Posts;

/// <summary>What pages, feeds and linked data say of a post in words.</summary>
internal static class PostWords
{
    private const int LongestTitle = 90;

    /// <summary>What it is called where a line must do: its headline, else its first words.</summary>
    public static string Title(Post post) => post.State == PostState.Withdrawn && post.Content.Paragraphs.Count == 0 ? "A post that was withdrawn"
        : post.Content.Headline ?? IncidentWords.Short(PostText.Plain(post.Content.Paragraphs[0], post.Content.Claims.Count), LongestTitle);

    /// <summary>Who wrote it.</summary>
    public static string Label(Post post) => post.Kind switch { PostKind.Note => "Editor’s note", PostKind.KeyPoints => "Key points, set by the desk", _ => "Written by the desk" };

    /// <summary>What it says, with the words of its sources, as plain text.</summary>
    public static string Text(Post post)
    {
        if (post.State == PostState.Withdrawn)
        {
            return Withdrawn(post.Withdrawal!);
        }
        var lines = new List<string> { $"{Label(post)}." };
        lines.AddRange(post.Content.Paragraphs);
        lines.AddRange(post.Content.Claims.Select((claim, index) => $"[{Numbers.Of((long)(index + 1))}] {IncidentWords.Speaker(claim.Claim)}: “{claim.Claim.Report.Quote}”{(claim.State == PostClaimState.Stands ? "" : $" ({Of(claim.State)})")}"));
        lines.AddRange(post.Corrections.Select(Corrected));
        return string.Join('\n', lines);
    }

    /// <summary>That it was corrected.</summary>
    public static string Corrected(PostEdit edit) => $"Corrected on {Moments.Of(edit.At)}{(edit.Reason.Length > 0 ? $": {edit.Reason}" : "")}";

    /// <summary>That it was withdrawn.</summary>
    public static string Withdrawn(PostEdit edit) => $"Withdrawn on {Moments.Of(edit.At)}{(edit.Reason.Length > 0 ? $" because: {edit.Reason}" : "")}";

    /// <summary>What became of a claim.</summary>
    public static string Of(PostClaimState state) => state switch
    {
        PostClaimState.Changed => "put right or read otherwise since",
        PostClaimState.Rejected => "rejected since: it does not hold",
        PostClaimState.Gone => "its words no longer stand in the latest version",
        _ => "",
    };

    /// <summary>A claim among others of its sentence: what it comes to, of an event with the words that tell of it.</summary>
    public static string Choice(Claim claim) => claim.Kind == ClaimKind.Event && Components.QuotePiece.WordsOf(claim) is { } words ? $"“{words}”: {IncidentWords.Gist(claim)}" : IncidentWords.Gist(claim);

    /// <summary>What somebody did.</summary>
    public static string Of(PostEdit edit) => edit.Action switch
    {
        PostAction.Written => edit.IsHeld ? "written and held" : "written",
        PostAction.Undone => "took an edit back",
        PostAction.Unpinned => "no longer pinned",
        _ => WireNames<PostAction>.Of(edit.Action),
    };

    /// <summary>What changed about a post, for a list of changes.</summary>
    public static string Of(PostChangeKind kind, Post post) => kind switch
    {
        PostChangeKind.Written => "new",
        PostChangeKind.Withdrawn => post.Withdrawal is { } withdrawal ? Withdrawn(withdrawal).ToLowerInvariant()[..1] + Withdrawn(withdrawal)[1..] : "withdrawn",
        PostChangeKind.Corrected => post.Corrections is [.., var last] && last.Reason.Length > 0 ? $"corrected: {last.Reason}" : "corrected",
        PostChangeKind.Moved => post.IsPinned ? "pinned" : "no longer pinned",
        _ => "held back",
    };
}
