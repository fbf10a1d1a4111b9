using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Archive.Corrections;

/// <summary>What a number may be, by its measure: people and things are whole and never fewer than none, and no number is so great that a sum can't hold it. Pure.</summary>
public static class FigureBounds
{
    /// <summary>No number of any measure is further from 0.</summary>
    public const decimal Greatest = 1_000_000_000_000_000_000m;

    private static readonly FrozenDictionary<Measure, Bounds> Table = Attest.Table.Rows("Archive/Corrections/figure-bounds.tsv").ToFrozenDictionary(
        row => WireNames<Measure>.Parse(row[0]), row => new Bounds(decimal.Parse(row[1], CultureInfo.InvariantCulture), decimal.Parse(row[2], CultureInfo.InvariantCulture), row[3] == "yes"));

    /// <summary>What a figure would have to be; null where it may be what it is.</summary>
    /// <param name="measure">What it counts or measures.</param>
    /// <param name="low">Its lower end; null where open.</param>
    /// <param name="high">Its upper end; null where open.</param>
    /// <returns>What is expected, to be read after "expected", such as "a whole number from 0 to 1,000,000,000,000".</returns>
    public static string? Expected(Measure measure, decimal? low, decimal? high)
    {
        var bounds = Table[measure];
        return bounds.Holds(low) && bounds.Holds(high) ? null
            : string.Create(CultureInfo.InvariantCulture, $"{(bounds.IsWhole ? "a whole number" : "a number")} from {bounds.Least:#,0} to {bounds.Greatest:#,0}, as {WireNames<Measure>.Of(measure).Replace('-', ' ')} has");
    }

    /// <summary>A number that can be summed: itself, or the end of all bounds that it passes. An archive of an earlier version may hold greater ones.</summary>
    public static decimal? Summable(decimal? number) => number is { } known ? Math.Clamp(known, -Greatest, Greatest) : null;

    private sealed record Bounds(decimal Least, decimal Greatest, bool IsWhole)
    {
        public bool Holds(decimal? number) => number is not { } known || known >= Least && known <= Greatest && (!IsWhole || decimal.IsInteger(known));
    }
}
