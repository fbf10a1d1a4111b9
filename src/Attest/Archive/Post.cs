namespace Attest.Archive;

/// <summary>What editors write of claims, as it stands: every edit of it is kept in the ledger, and this is what they come to.</summary>
/// <param name="Id">Its name, for ever; that of the list of key points is <see cref="KeyPoints"/>.</param>
/// <param name="Kind">A post, a note of the desk, or the list of key points.</param>
/// <param name="State">Whether it is shown.</param>
/// <param name="IsPinned">Whether it stands above all others.</param>
/// <param name="Content">What it says.</param>
/// <param name="WrittenAt">When it was first written.</param>
/// <param name="ShownAt">When it was first shown; null where it never was.</param>
/// <param name="Corrections">Edits that changed what it says while it was shown, the oldest first.</param>
/// <param name="Edits">All that was done to it, the oldest first, what was taken back among it; never empty.</param>
public sealed record Post(
    string Id, PostKind Kind, PostState State, bool IsPinned, PostContent Content, DateTimeOffset WrittenAt, DateTimeOffset? ShownAt, IReadOnlyList<PostEdit> Corrections, IReadOnlyList<PostEdit> Edits)
{
    /// <summary>What was shown of it, the oldest first, the present one last: each from the edit on that brought it, and without what was taken back. Empty where it never was shown.</summary>
    public IReadOnlyList<PostVersion> Versions { get; init; } = [];

    /// <summary>The name of the list of key points, of which there is one.</summary>
    public const string KeyPoints = "key-points";

    /// <summary>The edit that withdrew it; null where it is not withdrawn.</summary>
    public PostEdit? Withdrawal { get; init; }

    /// <summary>When anything was done to it last.</summary>
    public DateTimeOffset ChangedAt => Edits[^1].At;

    /// <summary>Whether it has a place among what everybody may see: a withdrawn one has, without its words.</summary>
    public bool HasPlace => State == PostState.Shown || (State == PostState.Withdrawn && ShownAt is not null);

    /// <summary>Whether a claim of it says something else than when it was put in, was rejected, or stands no longer.</summary>
    public bool IsDoubtful => State != PostState.Withdrawn && Content.Claims.Any(claim => claim.State != PostClaimState.Stands);
}

/// <summary>What a post said for a while.</summary>
/// <param name="Content">What it said.</param>
/// <param name="Edit">The edit since which it was shown.</param>
public sealed record PostVersion(PostContent Content, PostEdit Edit);

/// <summary>What a post says.</summary>
/// <param name="Headline">Its headline; null for none.</param>
/// <param name="Paragraphs">Its paragraphs in the editors' own words; of key points each is one. <c>[2]</c> in them leads to the second claim.</param>
/// <param name="Claims">The claims put into it, in the order of their numbers.</param>
public sealed record PostContent(string? Headline, IReadOnlyList<string> Paragraphs, IReadOnlyList<PostClaim> Claims)
{
    /// <summary>Nothing.</summary>
    public static PostContent None { get; } = new(null, [], []);
}

/// <summary>A claim in a post.</summary>
/// <param name="Claim">The claim as it was when it was put in.</param>
/// <param name="Anchor">Where its words stand, by which it is found again in another version of its document.</param>
public sealed record PostClaim(Claim Claim, JudgedClaim Anchor)
{
    /// <summary>What became of it.</summary>
    public PostClaimState State { get; init; }

    /// <summary>The claim that it is in the latest versions; null where it is none any more.</summary>
    public string? Now { get; init; }

    /// <summary>The incident that it belongs to now; null for none.</summary>
    public string? Incident { get; init; }
}

/// <summary>What became of a claim since it was put into a post.</summary>
public enum PostClaimState
{
    /// <summary>It says the same.</summary>
    Stands,

    /// <summary>It says something else: somebody put it right, or a later version of its report is read otherwise.</summary>
    Changed,

    /// <summary>Somebody decided that it does not hold.</summary>
    Rejected,

    /// <summary>Its words no longer stand in the latest version of its report.</summary>
    Gone,
}

/// <summary>What sort of text editors write.</summary>
public enum PostKind
{
    /// <summary>A text that rests on claims.</summary>
    Post,

    /// <summary>A note of the desk, which may rest on none.</summary>
    Note,

    /// <summary>The list of key points.</summary>
    KeyPoints,
}

/// <summary>Whether a post is shown.</summary>
public enum PostState
{
    /// <summary>It is shown to everybody who may see the archive.</summary>
    Shown,

    /// <summary>It is kept from everybody but editors.</summary>
    Held,

    /// <summary>It was withdrawn: its place stays, its words are no longer shown.</summary>
    Withdrawn,
}

/// <summary>One thing that somebody did to a post: an entry of the ledger, never changed.</summary>
/// <param name="Id">Its name, for ever.</param>
/// <param name="Post">The post.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">Why, in the editor's words; may be empty where it was written first.</param>
/// <param name="Author">Who did it.</param>
/// <param name="At">When.</param>
public sealed record PostEdit(string Id, string Post, PostAction Action, string Reason, string Author, DateTimeOffset At)
{
    /// <summary>What sort of text it is from now on; it counts where it was written or corrected.</summary>
    public PostKind Kind { get; init; }

    /// <summary>What it says from now on; null where the edit leaves that alone.</summary>
    public PostContent? Content { get; init; }

    /// <summary>Whether it was written to be held.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The edit that this one takes back; null for any other action.</summary>
    public string? Undoes { get; init; }

    /// <summary>The edit that took this one back; null while it stands.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>The latest edit of the post that its author had not seen; null where there was none.</summary>
    public string? Over { get; init; }
}

/// <summary>What can be done to a post.</summary>
public enum PostAction
{
    /// <summary>It was written.</summary>
    Written,

    /// <summary>It says something else from now on.</summary>
    Corrected,

    /// <summary>It stands above others.</summary>
    Pinned,

    /// <summary>It stands where its hour puts it.</summary>
    Unpinned,

    /// <summary>It is kept from everybody but editors.</summary>
    Held,

    /// <summary>It is shown.</summary>
    Released,

    /// <summary>It is no longer shown, and its place says so.</summary>
    Withdrawn,

    /// <summary>An earlier edit no longer holds.</summary>
    Undone,
}

/// <summary>What somebody wrote into the form of a post.</summary>
/// <param name="Kind">What sort of text it is.</param>
/// <param name="Headline">The headline; empty for none.</param>
/// <param name="Text">The text: paragraphs parted by an empty line, of key points a line each. <c>[2]</c> leads to the claim with this number.</param>
/// <param name="Claims">The claims chosen, each with its number in the text.</param>
public sealed record PostDraft(PostKind Kind, string Headline, string Text, IReadOnlyList<NumberedClaim> Claims);

/// <summary>A claim with the number that a text calls it by.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Claim">The claim.</param>
public readonly record struct NumberedClaim(int Number, string Claim);

/// <summary>Which posts are asked for.</summary>
public enum PostList
{
    /// <summary>Those that have a place, by when they were first shown, the newest first.</summary>
    Shown,

    /// <summary>All, by when they were first written, the newest first.</summary>
    All,

    /// <summary>Those that are held.</summary>
    Held,

    /// <summary>Those of which a claim has changed since.</summary>
    Doubtful,
}

/// <summary>One thing that changed about posts, in the same order as what changes about incidents.</summary>
/// <param name="Sequence">Rises strictly, through changes of incidents and posts together.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Post">The post.</param>
/// <param name="At">When it was recorded here.</param>
public sealed record PostChange(long Sequence, PostChangeKind Kind, string Post, DateTimeOffset At);

/// <summary>What changed about a post, for those who may see it.</summary>
public enum PostChangeKind
{
    /// <summary>It is shown for the first time, or again.</summary>
    Written,

    /// <summary>It says something else.</summary>
    Corrected,

    /// <summary>It was pinned, or is no longer.</summary>
    Moved,

    /// <summary>It is no longer shown, and has no place.</summary>
    Held,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,
}

/// <summary>A change of an incident or of a post: one of the two is there.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Incident">What changed about an incident; null for a post.</param>
/// <param name="Post">What changed about a post; null for an incident.</param>
public sealed record LiveChange(long Sequence, IncidentChange? Incident, PostChange? Post);
