namespace Attest.Incidents.Contradictions;

/// <summary>Marks the contradictions that people resolved. Pure.</summary>
/// <remarks>A resolution names two claims; it holds for every pair that disagrees in the same thing and says the same by the same speakers, so that a copy of one of them that comes later opens nothing anew.</remarks>
internal static class Resolutions
{
    /// <summary>The contradictions, those resolved marked so.</summary>
    /// <param name="found">The contradictions of an incident.</param>
    /// <param name="claims">Its claims.</param>
    /// <param name="resolutions">Standing judgements with the verdict <see cref="Verdict.Resolved"/>.</param>
    public static List<Contradiction> Apply(List<Contradiction> found, IReadOnlyList<LinkedClaim> claims, IReadOnlyList<Judgement> resolutions)
    {
        if (resolutions is [] || found is [])
        {
            return found;
        }
        var byId = claims.DistinctBy(claim => claim.Claim.Id).ToDictionary(claim => claim.Claim.Id, StringComparer.Ordinal);
        return [.. found.Select(one => one.State == ContradictionState.Open && resolutions.FirstOrDefault(judgement => Holds(judgement, one, byId[one.First], byId[one.Second])) is { } by ? one with { State = ContradictionState.Resolved, ResolvedBy = by.Id } : one)];
    }

    private static bool Holds(Judgement judgement, Contradiction one, LinkedClaim first, LinkedClaim second) =>
        judgement is { Dispute: { } dispute, One: [var left], Other: [var right] } && dispute.Kind == one.Kind && dispute.Measure == one.Measure
        && (Speaks(left, first, one.Kind) && Speaks(right, second, one.Kind) || Speaks(left, second, one.Kind) && Speaks(right, first, one.Kind));

    private static bool Speaks(JudgedClaim judged, LinkedClaim claim, ContradictionKind kind)
    {
        if (judged.Claim == claim.Claim.Id || judged.Account == claim.Account && judged.Anchor?.Kind == claim.Claim.Kind && Words(claim.Claim) is { } words && words == judged.Words)
        {
            return true;
        }
        return claim.Claim.Speaker is { } speaker && judged.Says[ClaimField.Speaker] == speaker && kind switch
        {
            ContradictionKind.Place => judged.Says[ClaimField.Place] == claim.Event?.Place?.Gazetteer,
            ContradictionKind.Time => judged.Says[ClaimField.Time] == claim.Event?.Date?.Iso,
            ContradictionKind.Actor => judged.Says[ClaimField.Actor] == claim.Event?.Actor,
            ContradictionKind.Count => judged.Says[ClaimField.Figure] == FigureText.Write(claim.Claim.Low, claim.Claim.High, claim.Claim.Approximate),
            _ => judged.Says[ClaimField.Status] == WireNames<EventStatus>.Of(claim.Claim.Status),
        };
    }

    private static string? Words(Claim claim) => claim.Report.QuoteStart is { } start && claim.Words is [var span, ..] && span.Start >= start && span.End <= start + claim.Report.Quote.Length
        ? claim.Report.Quote[(span.Start - start)..(span.End - start)]
        : null;
}
