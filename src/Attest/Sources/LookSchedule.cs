namespace Attest.Sources;

/// <summary>When a source is looked at next.</summary>
public static class LookSchedule
{
    /// <summary>Between two looks at a feed or page, where it does not ask for more.</summary>
    public static readonly TimeSpan Web = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at a folder: what is new and has its size and time at two looks is whole.</summary>
    public static readonly TimeSpan Folder = TimeSpan.FromSeconds(10);

    /// <summary>Before the next look where entries were left for it.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>Longest between two looks, however often they failed and whatever the source asks.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // Longer for a feed than it asks to be left alone, within reason: many ask for a day and change each minute.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    // So that many sources added together are not asked together for ever, nor their hosts by everybody at the full hour.
    private const double Jitter = 0.2;

    /// <summary>How long after a look that succeeded the next one is.</summary>
    /// <param name="kind">Of the source.</param>
    /// <param name="waiting">Number of entries that were left.</param>
    /// <param name="asked">How long the source asks to be left alone.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan AfterSuccess(SourceKind kind, int waiting, TimeSpan? asked, double chance)
    {
        var wait = kind == SourceKind.Folder ? Folder : waiting > 0 ? Rest : Web;
        var least = waiting > 0 ? TimeSpan.Zero : Min(asked ?? TimeSpan.Zero, LongestAsked);
        return Spread(Max(wait, least), chance);
    }

    /// <summary>How long after a look that failed the next one is: twice as long each time, and never sooner than the host asks.</summary>
    /// <param name="kind">Of the source.</param>
    /// <param name="failures">How many failed one after another, this one among them.</param>
    /// <param name="asked">How long the host asks to be left alone.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan AfterFailure(SourceKind kind, int failures, TimeSpan? asked, double chance)
    {
        var wait = (kind == SourceKind.Folder ? Folder : Web) * Math.Pow(2, Math.Min(Math.Max(failures, 1), 20));
        return Min(Max(Spread(Min(wait, Longest), chance), asked ?? TimeSpan.Zero), Longest * 2);
    }

    private static TimeSpan Spread(TimeSpan wait, double chance) => wait * (1 + (Jitter * chance));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
