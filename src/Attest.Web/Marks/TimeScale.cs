namespace Attest.Web.Marks;

/// <summary>The scale along which moments of one chart are drawn, from left to right.</summary>
public sealed class TimeScale
{
    // Room at both ends, so that a dot at the end is not cut.
    private const double Margin = 0.045;

    private readonly DateTimeOffset _first;
    private readonly double _seconds;

    private TimeScale(DateTimeOffset first, DateTimeOffset last)
    {
        _first = first;
        _seconds = Math.Max(1, (last - first).TotalSeconds);
        First = first;
        Last = last;
    }

    /// <summary>The earliest moment.</summary>
    public DateTimeOffset First { get; }

    /// <summary>The latest moment.</summary>
    public DateTimeOffset Last { get; }

    /// <summary>The scale that holds all these moments.</summary>
    /// <param name="moments">In any order; never empty.</param>
    public static TimeScale Over(IEnumerable<DateTimeOffset> moments)
    {
        var all = moments.Order().ToList();
        return new TimeScale(all[0], all[^1]);
    }

    /// <summary>The moment at which a day begins, in UTC.</summary>
    public static DateTimeOffset Of(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Where a moment stands, 0 to 1 from left to right, margins left free; all in the middle where there is only one.</summary>
    public double At(DateTimeOffset moment) => First == Last ? 0.5 : Margin + (Math.Clamp((moment - _first).TotalSeconds / _seconds, 0, 1) * (1 - (2 * Margin)));
}
