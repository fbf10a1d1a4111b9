namespace Attest.Incidents;

/// <summary>Pairs of an incident's claims that can't both hold, each disagreement once, by the earliest claims that have it.</summary>
internal static class ContradictionFinder
{
    // Beyond this many accounts of one incident no reader compares pairs, and their number would grow with the square of the claims.
    private const int MostAccounts = 64;

    /// <summary>What the claims disagree on, in the incident's order.</summary>
    /// <param name="claims">All claims in the incident's order, which is that of publication.</param>
    /// <param name="figures">Those that count.</param>
    /// <param name="superseded">Figures that a later one of the same origin replaced, by id.</param>
    public static List<Contradiction> Find(IReadOnlyList<LinkedClaim> claims, IReadOnlyList<LinkedClaim> figures, IReadOnlyDictionary<string, LinkedClaim> superseded)
    {
        var found = new List<Contradiction>();
        Counts(figures, superseded, found);
        Occurrence(claims, found);
        return found;
    }

    private static void Counts(IReadOnlyList<LinkedClaim> figures, IReadOnlyDictionary<string, LinkedClaim> superseded, List<Contradiction> found)
    {
        // One claim stands for all that give the same number from the same root: ten copies of one disagreement are one.
        var distinct = figures.DistinctBy(figure => (figure.OriginKey ?? Neighbourhood.Fold(figure.Claim.Report.Quote), figure.Claim.Measure, figure.Claim.Side, figure.Scope, figure.Claim.Low, figure.Claim.High, figure.Claim.Approximate)).Take(MostAccounts).ToList();
        for (var i = 0; i < distinct.Count; i++)
        {
            for (var j = i + 1; j < distinct.Count; j++)
            {
                LinkedClaim first = distinct[i], second = distinct[j];
                if (!ClaimStanding.CountTheSame(first, second) || ClaimStanding.CanBothHold(first.Claim, second.Claim))
                {
                    continue;
                }
                var sameRoot = first.OriginKey is not null && first.OriginKey == second.OriginKey;
                if (first.Claim.Report.Id == second.Claim.Report.Id && (sameRoot || first.OriginKey is null && second.OriginKey is null))
                {
                    // One voice within one report counts different things, as far as can be told here.
                    continue;
                }
                var replaced = superseded.ContainsKey(first.Claim.Id) || superseded.ContainsKey(second.Claim.Id);
                if (replaced && !sameRoot)
                {
                    // What its own origin has given up disagrees with nobody any more.
                    continue;
                }
                found.Add(Pair(ContradictionKind.Count, first.Claim.Measure, first, second, replaced ? ContradictionState.Superseded : ContradictionState.Open));
            }
        }
    }

    private static void Occurrence(IReadOnlyList<LinkedClaim> claims, List<Contradiction> found)
    {
        var events = claims.Where(claim => claim.Claim.Kind == ClaimKind.Event).ToList();
        // Somebody has to deny it: a writer's own "not" is more often about something else.
        var denials = events.Where(claim => IsDenial(claim) && claim.OriginKey is not null).DistinctBy(claim => claim.OriginKey).Take(MostAccounts).ToList();
        if (denials is [])
        {
            return;
        }
        foreach (var assertion in events.Where(claim => !IsDenial(claim) && claim.Claim.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged).DistinctBy(claim => claim.OriginKey).Take(MostAccounts))
        {
            foreach (var denial in denials)
            {
                var sameRoot = assertion.OriginKey == denial.OriginKey;
                if (sameRoot && (assertion.OriginKey is null || assertion.Claim.Report.Published == denial.Claim.Report.Published))
                {
                    continue;
                }
                var (first, second) = events.IndexOf(assertion) < events.IndexOf(denial) ? (assertion, denial) : (denial, assertion);
                found.Add(Pair(ContradictionKind.Occurrence, null, first, second, sameRoot ? ContradictionState.Superseded : ContradictionState.Open));
            }
        }
    }

    private static bool IsDenial(LinkedClaim claim) => claim.Claim.Status == EventStatus.Denied || claim.Claim.Modality == Modality.Denied;

    private static Contradiction Pair(ContradictionKind kind, Measure? measure, LinkedClaim first, LinkedClaim second, ContradictionState state) =>
        new(kind, measure, first.Claim.Id, second.Claim.Id, state, second.Claim.Report.Published);
}
