namespace Attest.Incidents.Contradictions;

/// <summary>Pairs of an incident's claims that can't both hold, each disagreement once, by the earliest claims that have it.</summary>
internal static class ContradictionFinder
{
    /// <summary>Beyond this many accounts of one incident no reader compares pairs, and their number would grow with the square of the claims.</summary>
    public const int MostAccounts = 64;

    /// <summary>What the claims disagree on, in the incident's order.</summary>
    /// <param name="claims">All claims in the incident's order, which is that of publication.</param>
    /// <param name="superseded">Figures that a later one of the same origin replaced, by id.</param>
    public static List<Contradiction> Find(IReadOnlyList<LinkedClaim> claims, IReadOnlyDictionary<string, LinkedClaim> superseded)
    {
        var found = new List<Contradiction>();
        AddCounts([.. claims.Where(ClaimStanding.CouldCount)], superseded, found);
        AddGivenUp(claims, found);
        EventContradictions.Add(claims, found);
        return found;
    }

    /// <summary>A contradiction between two claims, of which the first is the earlier; resolved where a person rejected one of them.</summary>
    public static Contradiction Pair(ContradictionKind kind, Measure? measure, LinkedClaim first, LinkedClaim second, bool superseded) =>
        new(kind, measure, first.Claim.Id, second.Claim.Id,
            first.Claim.IsRejected || second.Claim.IsRejected ? ContradictionState.Resolved : superseded ? ContradictionState.Superseded : ContradictionState.Open, second.At);

    private static void AddCounts(IReadOnlyList<LinkedClaim> figures, IReadOnlyDictionary<string, LinkedClaim> superseded, List<Contradiction> found)
    {
        // One claim stands for all that give the same number from the same root: ten copies of one disagreement are one.
        // What nobody gave as a number contradicts none.
        var distinct = figures.Where(figure => !figure.Claim.IsDerived).DistinctBy(figure => (
            RootOf(figure), figure.Claim.Measure, figure.Claim.Side, figure.Scope, figure.Claim.Low, figure.Claim.High, figure.Claim.Approximate, figure.Claim.IsRejected,
            CountedKind.Of(figure.Claim.Measure!.Value, figure.Of), figure.CountedAt?.Gazetteer)).Take(MostAccounts).ToList();
        for (var i = 0; i < distinct.Count; i++)
        {
            for (var j = i + 1; j < distinct.Count; j++)
            {
                LinkedClaim first = distinct[i], second = distinct[j];
                if (!Comparability.CountTheSame(first, second) || ClaimStanding.CanBothHold(first.Claim, second.Claim))
                {
                    continue;
                }
                var sameRoot = first.OriginKey is not null && first.OriginKey == second.OriginKey;
                if (first.Claim.Report.Id == second.Claim.Report.Id && (sameRoot || first.OriginKey is null || second.OriginKey is null || !CountOneEvent(first, second)))
                {
                    // One voice within one report counts different things, as far as can be told here; so does a writer beside a source, and two sources on two events.
                    continue;
                }
                var isReplaced = Replaces(superseded, first, second) || Replaces(superseded, second, first);
                if (!isReplaced && (superseded.ContainsKey(first.Claim.Id) || superseded.ContainsKey(second.Claim.Id)))
                {
                    // What its own origin has given up disagrees with nobody any more.
                    continue;
                }
                found.Add(Pair(ContradictionKind.Count, first.Claim.Measure, first, second, isReplaced));
            }
        }
    }

    // "It corrected its number of eight": superseded by the number that its report has from the same origin instead.
    private static void AddGivenUp(IReadOnlyList<LinkedClaim> claims, List<Contradiction> found)
    {
        foreach (var former in claims.Where(claim => claim is { Revision: Revision.Former, Claim: { Kind: ClaimKind.Figure, Measure: not null } }))
        {
            if (claims.FirstOrDefault(other => other.Claim.Report.Id == former.Claim.Report.Id && other.OriginKey == former.OriginKey && ClaimStanding.CouldCount(other)
                && Comparability.CountTheSame(former, other) && !ClaimStanding.CanBothHold(former.Claim, other.Claim)) is { } now)
            {
                found.Add(Pair(ContradictionKind.Count, former.Claim.Measure, former, now, superseded: true));
            }
        }
    }

    // A report that has two counts of one thing tells them of one event; what it tells of two is two counts. A count that names no event is of the one told before it.
    private static bool CountOneEvent(LinkedClaim first, LinkedClaim second) => first.Event is not { } one || second.Event is not { } other
        || one.Place?.Gazetteer == other.Place?.Gazetteer && one.Date == other.Date && one.Actor == other.Actor && one.Target == other.Target && one.Subtype == other.Subtype;

    private static string RootOf(LinkedClaim figure) => figure.OriginKey ?? Neighbourhood.Fold(figure.Claim.Report.Quote);

    // A later number of the same root, which need not be the very one that is newest.
    private static bool Replaces(IReadOnlyDictionary<string, LinkedClaim> superseded, LinkedClaim older, LinkedClaim newer) =>
        superseded.TryGetValue(older.Claim.Id, out var later) && (later.Claim.Id == newer.Claim.Id || older.OriginKey is not null && older.OriginKey == newer.OriginKey || later.Revision != Revision.None && RootOf(later) == RootOf(newer));
}
