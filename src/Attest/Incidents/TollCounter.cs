using Attest.Incidents.Contradictions;

namespace Attest.Incidents;

/// <summary>The range of each measure over the figures of an incident that still stand.</summary>
internal static class TollCounter
{
    /// <summary>How the one number is chosen, in words for a reader.</summary>
    public const string Rule = "the newest figure that still stands; of one report the one that it gives most often, then the greatest, as a smaller one counts a part; of several reports the one that most give, then the lowest";

    /// <summary>Each measure that a counting figure gives.</summary>
    /// <param name="figures">Figures that count, in the incident's order.</param>
    /// <param name="superseded">Those of them that a later one of the same origin replaced, by id.</param>
    public static SortedDictionary<Measure, Toll> Count(IReadOnlyList<LinkedClaim> figures, IReadOnlyDictionary<string, LinkedClaim> superseded)
    {
        var tolls = new SortedDictionary<Measure, Toll>();
        var deaths = new Deaths(figures);
        foreach (var group in Wholes.Among([.. figures.Where(figure => !superseded.ContainsKey(figure.Claim.Id) && !deaths.Explain(figure))]).GroupBy(figure => figure.Claim.Measure!.Value))
        {
            tolls.Add(group.Key, Of([.. group]));
        }
        return tolls;
    }

    // One report counts somebody as struck of whom a later one says that they died of it.
    private sealed class Deaths(IReadOnlyList<LinkedClaim> figures)
    {
        private readonly HashSet<Sha256> _killing = [.. ReportsWith(figures, Measure.PeopleKilled)];
        private readonly List<LinkedClaim> _alone = ReportsWith(figures, Measure.PeopleWounded).ToHashSet() is var wounding
            ? [.. figures.Where(figure => figure.Claim.Measure == Measure.PeopleKilled && !wounding.Contains(figure.Claim.Report.Id))] : [];

        public bool Explain(LinkedClaim figure) => figure.Claim is { Measure: Measure.PeopleWounded, IsDerived: true } && !_killing.Contains(figure.Claim.Report.Id)
            && _alone.Exists(killed => killed.Claim.Low >= figure.Claim.Low && killed.Claim.Report.Published >= figure.Claim.Report.Published);

        private static IEnumerable<Sha256> ReportsWith(IReadOnlyList<LinkedClaim> figures, Measure measure) => figures.Where(figure => figure.Claim.Measure == measure).Select(figure => figure.Claim.Report.Id);
    }

    private static Toll Of(List<LinkedClaim> figures)
    {
        var claims = figures.ConvertAll(figure => figure.Claim);
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
        // When it was said counts: an old update of a live page is not as new as the page.
        var newest = figures.Max(figure => figure.At);
        var latest = figures.Where(figure => newest is null || figure.At == newest).Select(figure => figure.Claim).ToList();
        var shown = (latest.Exists(claim => !claim.IsDerived) ? latest.Where(claim => !claim.IsDerived) : latest)
            .GroupBy(claim => claim.Report.Id, claim => claim.Low ?? claim.High!.Value)
            .Select(report => report.GroupBy(number => number).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key)
            .GroupBy(number => number).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .First().Key;
        return new Toll(low, high, shown, Rule) { Approximate = claims.TrueForAll(claim => claim.Approximate || claim.Low != low && claim.High != high) };
    }
}
