namespace Attest.Archive.Corrections;

/// <summary>Which judgements judge one claim, whatever version of its document each was made on: those of the same words with the same beside them. Pure.</summary>
/// <param name="Document">The document; null where no anchor was kept.</param>
/// <param name="Name">The claim's name where no anchor was kept, or the judgement's where it has none; else null.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="IsDerived">Whether its number is counted from people.</param>
/// <param name="Words">Its words.</param>
/// <param name="Before">What stands before them, folded.</param>
/// <param name="After">What stands after them, folded.</param>
internal readonly record struct ClaimIdentity(Sha256? Document, string? Name, ClaimKind? Kind, bool IsDerived, string Words, string Before, string After)
{
    /// <summary>The claim that a judgement judges.</summary>
    public static ClaimIdentity Of(Judgement judgement)
    {
        var judged = judgement.One[0];
        return judged.Anchor is { } anchor
            ? new ClaimIdentity(anchor.Document, null, anchor.Kind, anchor.IsDerived, judged.Words, WordAnchor.Tail(anchor.Before), WordAnchor.Head(anchor.After))
            : new ClaimIdentity(null, judged.Claim is { Length: > 0 } claim ? claim : judgement.Id, null, false, judged.Words, "", "");
    }

    /// <summary>Judgements of one identity, claim by claim: where a text says the same twice in one way, or two say it in the same words, the first of one version is the first of the other.</summary>
    public static IEnumerable<IReadOnlyList<Judgement>> Apart(IEnumerable<Judgement> alike)
    {
        var judgements = alike.ToList();
        var names = judgements.GroupBy(ReportOf).ToDictionary(version => version.Key, version => version.OrderBy(judgement => judgement.One[0].Anchor?.Start ?? 0).Select(judgement => judgement.One[0].Claim).Distinct(StringComparer.Ordinal).ToList());
        return judgements.GroupBy(judgement => names[ReportOf(judgement)].IndexOf(judgement.One[0].Claim)).Select(claim => claim.ToList());

        static Sha256 ReportOf(Judgement judgement) => judgement.One[0].Anchor?.Report ?? default;
    }
}
