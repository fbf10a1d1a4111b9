namespace Attest;

/// <summary>What a person decides about two things that linking compared: it outweighs every score and can be undone.</summary>
/// <param name="Id">Its name, for ever.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="One">The claims on one side; empty only for an undoing.</param>
/// <param name="Other">The claims on the other; empty for an undoing and a rejection.</param>
/// <param name="Undoes">The judgement that this one takes back; null for any other verdict.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Author">Who decided.</param>
/// <param name="At">When it was recorded.</param>
public sealed record Judgement(
    string Id, Verdict Verdict, IReadOnlyList<JudgedClaim> One, IReadOnlyList<JudgedClaim> Other, string? Undoes, string Reason, string Author, DateTimeOffset At)
{
    /// <summary>The judgement that took this one back; null while it stands.</summary>
    public string? UndoneBy { get; init; }
}

/// <summary>A claim as a judgement names it, by words that a new version of its document may still hold.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Account">Its report's account of the occurrence, by which it is linked.</param>
/// <param name="Words">Its words.</param>
public sealed record JudgedClaim(string Claim, string Account, string Words);

/// <summary>What a person decides.</summary>
public enum Verdict
{
    /// <summary>Both speak of one occurrence.</summary>
    Same,

    /// <summary>They speak of two.</summary>
    NotSame,

    /// <summary>It can't be told; recorded and shown, and changes nothing.</summary>
    Unsure,

    /// <summary>The claims on the one side don't hold: they stay on view, count for nothing, and what disagrees with them is resolved. There is no other side.</summary>
    Rejected,

    /// <summary>An earlier judgement no longer holds.</summary>
    Undone,
}
