namespace Attest.Incidents;

/// <summary>The range of each measure over the figures of an incident that still stand.</summary>
internal static class TollCounter
{
    /// <summary>How the one number is chosen, in words for a reader.</summary>
    private const string Rule = "the newest figure that still stands; of several, the one that most reports give, then the lowest";

    /// <summary>Each measure that a counting figure gives.</summary>
    /// <param name="figures">Figures that count, in the incident's order.</param>
    /// <param name="superseded">Those of them that a later one of the same origin replaced, by id.</param>
    public static SortedDictionary<Measure, Toll> Count(IReadOnlyList<LinkedClaim> figures, IReadOnlyDictionary<string, LinkedClaim> superseded)
    {
        var tolls = new SortedDictionary<Measure, Toll>();
        foreach (var group in figures.Where(figure => !superseded.ContainsKey(figure.Claim.Id)).GroupBy(figure => figure.Claim.Measure!.Value))
        {
            tolls.Add(group.Key, Of([.. group.Select(figure => figure.Claim)]));
        }
        return tolls;
    }

    private static Toll Of(List<Claim> claims)
    {
        var low = claims.Min(claim => claim.Low);
        var high = claims.Max(claim => claim.High);
        // An end that one claim leaves open is closed by another's number, unless the open one reaches beyond it.
        if (claims.Exists(claim => claim.High is null && (high is null || claim.Low > high)))
        {
            high = null;
        }
        if (claims.Exists(claim => claim.Low is null && (low is null || claim.High < low)))
        {
            low = null;
        }
        var newest = claims.Max(claim => claim.Report.Published);
        var latest = claims.Where(claim => newest is null || claim.Report.Published == newest).ToList();
        var shown = (latest.Exists(claim => !claim.IsDerived) ? latest.Where(claim => !claim.IsDerived) : latest)
            .GroupBy(claim => claim.Low ?? claim.High!.Value)
            .OrderByDescending(group => group.Select(claim => claim.Report.Id).Distinct().Count()).ThenBy(group => group.Key)
            .First().Key;
        return new Toll(low, high, shown, Rule);
    }
}
