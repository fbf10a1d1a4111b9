namespace Attest;

/// <summary>What standing judgements say of one claim of a reading.</summary>
/// <param name="Kind">What the claim is made of.</param>
/// <param name="IsDerived">Whether its number is counted from people named or described.</param>
/// <param name="Span">Its words, or the first of them.</param>
/// <param name="ClaimId">Its id where a judgement gives it one, because the reader read no claim there; null where it has its own.</param>
/// <param name="Judgements">The judgements, the oldest first; never empty.</param>
public sealed record JudgedMember(ClaimKind Kind, bool IsDerived, TextSpan Span, string? ClaimId, IReadOnlyList<ClaimJudgement> Judgements)
{
    /// <summary>The attribution that it is, for a statement, because several may say one thing; null for any other, and where the reader no longer reads it.</summary>
    public LocalId? Member { get; init; }
}

/// <summary>One judgement of a claim, as the claim shows it.</summary>
/// <param name="Verdict">Accepted, corrected, added or rejected.</param>
/// <param name="Judgement">Its id.</param>
public readonly record struct ClaimJudgement(Verdict Verdict, string Judgement);
