using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>Of figures of one incident, those that count a whole: where somebody counts the people, the count of the children among them is a part that nobody called one.</summary>
internal static class Wholes
{
    /// <summary>Sorts that are a part of those harmed wherever others are counted; "two men" may be all of them.</summary>
    private static readonly FrozenSet<string> Parts = ["children", "elderly", "rescuers", "journalists", "foreigners", "police"];

    /// <summary>The figures without those of a narrower sort of which the same measure and side has a wider one that is no less.</summary>
    /// <param name="figures">Figures that count, in the incident's order.</param>
    public static List<LinkedClaim> Among(IReadOnlyList<LinkedClaim> figures) => Among(figures, [.. figures.Where(figure => !IsOfPart(figure))]);

    private static List<LinkedClaim> Among(IReadOnlyList<LinkedClaim> figures, List<LinkedClaim> wholes) => [.. figures.Where(figure => !IsOfPart(figure) || !wholes.Exists(other =>
        other.Claim.Measure == figure.Claim.Measure && (other.Claim.Side is null || figure.Claim.Side is null || other.Claim.Side == figure.Claim.Side)
        && (other.Claim.High is null || (figure.Claim.Low ?? figure.Claim.High) <= other.Claim.High)))];

    private static bool IsOfPart(LinkedClaim figure) => Parts.Contains(SortOf(figure));

    private static string SortOf(LinkedClaim figure) => figure.Claim.Measure is Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing or Measure.PeopleCaptured
        ? CountedKind.Of(figure.Claim.Measure.Value, figure.Of)
        : "";
}
