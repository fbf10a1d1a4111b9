using System.Collections.Frozen;

namespace Attest.Incidents;

/// <summary>Which claims stand, which count, and what each says: the rules that toll, contradictions and status share.</summary>
internal static class ClaimStanding
{
    private const decimal Tolerance = 0.10m;

    private static readonly FrozenSet<Measure> TollMeasures = Table.Rows("Incidents/toll-words.tsv").Select(row => WireNames<Measure>.Parse(row[0])).ToFrozenSet();

    /// <summary>Whether a figure may raise a toll: nothing denied, planned, possible, imagined or long past does, nor does a part of another figure.</summary>
    public static bool Counts(LinkedClaim claim) =>
        claim.Claim is { Kind: ClaimKind.Figure, IsPart: false, Measure: { } measure } one && TollMeasures.Contains(measure) && (one.Low is not null || one.High is not null)
        && one.Status is not (EventStatus.Denied or EventStatus.Planned or EventStatus.Hypothetical or EventStatus.Historical)
        && one.Modality is not (Modality.Denied or Modality.Planned or Modality.Possible or Modality.Asked)
        && claim.Scope is null or FigureScope.New or FigureScope.Cumulative;

    /// <summary>Whether both can hold at once: their intervals, widened where they are approximate, have a number in common.</summary>
    public static bool CanBothHold(Claim left, Claim right)
    {
        var (leftLow, leftHigh) = Interval(left);
        var (rightLow, rightHigh) = Interval(right);
        return (leftLow is null || rightHigh is null || leftLow <= rightHigh) && (rightLow is null || leftHigh is null || rightLow <= leftHigh);
    }

    /// <summary>Whether two figures count the same thing: measure, side and scope, where both say; money also what it is for.</summary>
    public static bool CountTheSame(LinkedClaim left, LinkedClaim right) =>
        left.Claim.Measure == right.Claim.Measure && left.Scope == right.Scope && (left.Claim.Side is null || right.Claim.Side is null || left.Claim.Side == right.Claim.Side)
        && (!IsMoney(left.Claim.Measure) || string.Equals(left.Of, right.Of, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ids of figures that a later one of the same origin has replaced.</summary>
    /// <param name="figures">Figures that count.</param>
    public static Dictionary<string, LinkedClaim> Superseded(IReadOnlyList<LinkedClaim> figures)
    {
        var superseded = new Dictionary<string, LinkedClaim>(StringComparer.Ordinal);
        foreach (var group in figures.Where(figure => figure.OriginKey is not null && figure.Claim.Report.Published is not null)
            .GroupBy(figure => (figure.OriginKey, figure.Claim.Measure, figure.Claim.Side, figure.Scope)))
        {
            foreach (var figure in group)
            {
                var later = group.Where(other => IsLater(other.Claim.Report.Published!.Value, figure.Claim.Report.Published!.Value))
                    .OrderByDescending(other => other.Claim.Report.Published!.Value).ThenBy(other => other.Claim.Report.Id.Hex, StringComparer.Ordinal)
                    .ThenBy(other => other.Claim.Words[0]).ThenBy(other => other.Claim.Id, StringComparer.Ordinal).FirstOrDefault();
                // Saying the same again, or being copied, replaces nothing.
                if (later is not null && (later.Claim.Low, later.Claim.High, later.Claim.Approximate) != (figure.Claim.Low, figure.Claim.High, figure.Claim.Approximate))
                {
                    superseded.Add(figure.Claim.Id, later);
                }
            }
        }
        return superseded;
    }

    private static bool IsMoney(Measure? measure) => measure is Measure.MoneyPledged or Measure.MoneySpent or Measure.MoneyRequested or Measure.MoneyNeeded;

    // Within one day a bare date is neither before nor after a time of day.
    private static bool IsLater(PublicationTime one, PublicationTime other) =>
        one.Instant is { } instant && other.Instant is { } otherInstant ? instant > otherInstant : one.Day > other.Day;

    private static (decimal? Low, decimal? High) Interval(Claim claim) => claim.Approximate ? (claim.Low * (1 - Tolerance), claim.High * (1 + Tolerance)) : (claim.Low, claim.High);
}
