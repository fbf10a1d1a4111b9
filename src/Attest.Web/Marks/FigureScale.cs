using System.Globalization;

namespace Attest.Web.Marks;

/// <summary>The one scale on which all figures of a measure are drawn.</summary>
/// <remarks>
/// It starts at zero, so that a length can be compared with a length, unless all values lie in the upper half of it; then it starts at a round number
/// below them, and the page says so.
/// </remarks>
public sealed class FigureScale
{
    // Room at both ends, so that a dot at the end of the scale is not cut.
    private const double Margin = 0.045;

    // An open end is drawn beyond the outermost number by this share of the scale.
    private const decimal OpenRoom = 0.25m;
    private const int WantedTicks = 4;

    private FigureScale(decimal low, decimal high, IReadOnlyList<decimal> ticks)
    {
        Low = low;
        High = high;
        Ticks = ticks;
    }

    /// <summary>Value at the left end.</summary>
    public decimal Low { get; }

    /// <summary>Value at the right end, greater than <see cref="Low"/>.</summary>
    public decimal High { get; }

    /// <summary>Round values between the ends, ascending.</summary>
    public IReadOnlyList<decimal> Ticks { get; }

    /// <summary>Whether the scale starts above zero, which the page has to say.</summary>
    public bool IsCut => Low > 0;

    /// <summary>The scale that holds all these intervals, with room for open ends.</summary>
    /// <param name="intervals">The intervals.</param>
    /// <param name="inWholes">Whether what is counted has no halves.</param>
    public static FigureScale Over(IEnumerable<(decimal? Low, decimal? High)> intervals, bool inWholes = false)
    {
        decimal? least = null, most = null;
        bool openBelow = false, openAbove = false;
        foreach (var (low, high) in intervals)
        {
            least = Least(least, Least(low, high));
            most = Most(most, Most(low, high));
            openBelow |= low is null && high is not null;
            openAbove |= high is null && low is not null;
        }
        if (least is not { } first || most is not { } last)
        {
            return new FigureScale(0, 1, [0, 1]);
        }
        var cut = first > 0 && !openBelow && last < first * 2 && last != first;
        var start = cut ? first - ((last - first) / 2) : Math.Min(0, first);
        var end = Math.Max(last, first < 0 ? 0 : last);
        if (openAbove)
        {
            end += (end - start) * OpenRoom;
        }
        if (end <= start)
        {
            end = start + 1;
        }
        var step = Math.Max(inWholes ? 1 : 0, Step((end - start) / WantedTicks));
        var low0 = decimal.Floor(start / step) * step;
        var ticks = new List<decimal>();
        for (var tick = low0; tick < end + step; tick += step)
        {
            ticks.Add(tick);
        }
        return new FigureScale(ticks[0], ticks[^1], ticks);
    }

    /// <summary>Where a value stands, 0 to 1 from left to right, margins left free.</summary>
    public double At(decimal value)
    {
        var share = (double)((value - Low) / (High - Low));
        return Margin + (Math.Clamp(share, 0, 1) * (1 - (2 * Margin)));
    }

    /// <summary>A position or length as SVG wants it: <c>37.5%</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static decimal? Least(decimal? one, decimal? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    private static decimal? Most(decimal? one, decimal? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);

    // The next of 1, 2, 5, 10, 20, 50 … (or a tenth of them) that is no less. What is counted has no halves, but per cents and prices have.
    private static decimal Step(decimal least)
    {
        var unit = 0.0001m;
        while (unit * 10 <= least)
        {
            unit *= 10;
        }
        return least <= unit ? unit : least <= unit * 2 ? unit * 2 : least <= unit * 5 ? unit * 5 : unit * 10;
    }
}
