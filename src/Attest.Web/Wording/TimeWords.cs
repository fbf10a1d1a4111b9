namespace Attest.Web.Wording;

/// <summary>How a time was resolved, in plain words.</summary>
public static class TimeWords
{
    /// <summary>Such as "the day before publication on Thu 14 Sep 2023" or "going on from “3 May”"; null where the words alone say it, or where a reader recorded no basis.</summary>
    public static string? How(Reading reading, TimeMention time)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(time);
        var published = PublishedBeside(reading, time);
        return time.Basis switch
        {
            TimeBasis.Publication => published is { } day ? $"{Relation(time.Value, day)}publication on {Moments.Of(day)}" : null,
            TimeBasis.ItemTime => published is { } day ? $"{Relation(time.Value, day)}its update, published on {Moments.Of(day)}" : null,
            TimeBasis.Mention => reading.TimeOf(time.Anchor) is { } anchor ? $"going on from “{anchor.Span.Of(reading.Report.Text)}”" : "going on from another time told",
            TimeBasis.None when time.Value is null => published is null ? "open: no date of publication is known" : "open: the text does not fix it",
            _ => null,
        };
    }

    /// <summary>The day of publication that counts where a time stands: the update's own, or else the report's; null where neither is known.</summary>
    public static DateOnly? PublishedBeside(Reading reading, TimeMention time)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(time);
        return (reading.Report.Items.FirstOrDefault(item => item.Span.Contains(time.Span.Start))?.Published ?? reading.Report.Published)?.Day;
    }

    private static string Relation(TimeValue? value, DateOnly published) => value?.Day is not { } day ? "counted from " : (published.DayNumber - day.DayNumber) switch
    {
        0 => "the day of ",
        1 => "the day before ",
        -1 => "the day after ",
        > 1 and var before => $"{Numbers.Count(before, "day")} before ",
        var after => $"{Numbers.Count(-after, "day")} after ",
    };
}
