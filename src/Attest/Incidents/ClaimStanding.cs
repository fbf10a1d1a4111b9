using System.Collections.Frozen;
using Attest.Incidents.Contradictions;

namespace Attest.Incidents;

/// <summary>Which claims stand, which count, and what each says: the rules that toll, contradictions, tallies and status share.</summary>
internal static class ClaimStanding
{
    private const decimal Tolerance = 0.10m;

    private static readonly FrozenSet<Measure> TollMeasures = Table.Rows("Incidents/toll-words.tsv").Select(row => WireNames<Measure>.Parse(row[0])).ToFrozenSet();

    /// <summary>Whether a figure may raise a toll: nothing denied, planned, possible, imagined or long past does, nor what a person rejected, a part of another figure, a stock, a total since some start, or a number that its own sentence replaces.</summary>
    public static bool Counts(LinkedClaim claim) => !claim.Claim.IsRejected && CouldCount(claim);

    /// <summary>Whether a figure would count if nobody had rejected it.</summary>
    public static bool CouldCount(LinkedClaim claim) =>
        claim.Claim is { Kind: ClaimKind.Figure, IsPart: false, Measure: { } measure } one && TollMeasures.Contains(measure) && (one.Low is not null || one.High is not null)
        && one.Status is not (EventStatus.Denied or EventStatus.Planned or EventStatus.Hypothetical or EventStatus.Historical)
        && one.Modality is not (Modality.Denied or Modality.Planned or Modality.Possible or Modality.Asked)
        && claim.Scope is null or FigureScope.New && claim.Revision != Revision.Former && !claim.IsRate
        // Missiles that struck were not shot down, whatever else they were counted as.
        && (measure is not (Measure.DronesDowned or Measure.MissilesDowned) || claim.Event is not { Type: EventType.Assault, Subtype: { } subtype } || subtype == "Disrupted weapons use");

    /// <summary>Whether both can hold at once: their intervals, widened where they are approximate, have a number in common.</summary>
    public static bool CanBothHold(Claim left, Claim right)
    {
        var (leftLow, leftHigh) = Interval(left);
        var (rightLow, rightHigh) = Interval(right);
        return (leftLow is null || rightHigh is null || leftLow <= rightHigh) && (rightLow is null || leftHigh is null || rightLow <= leftHigh);
    }

    private static (decimal? Low, decimal? High) Interval(Claim claim) => claim.Approximate ? (claim.Low * (1 - Tolerance), claim.High * (1 + Tolerance)) : (claim.Low, claim.High);
}
