using Attest.Archive.Exports;
using Attest.Incidents.Series;
using Attest.Incidents.Tallies;

namespace Attest.Web.Wording;

/// <summary>Series and tallies in words, for pages and the terminal.</summary>
public static class OverviewWords
{
    private const int ValuesInLine = 6;

    /// <summary>Who counts what: "Air Force of Ukraine: drones downed (side: Russia), new".</summary>
    public static string Title(CountSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var side = series.Side is { } of ? $", {of}" : "";
        var sort = series.Of.Length > 0 ? $", {series.Of}" : "";
        var place = series.Place is { } at ? $", {at.Name}" : "";
        var since = series.Since is { } start ? $" since {Moments.Of(start)}" : "";
        return $"{series.Claimant}: {Names.Of(series.Measure)}{sort}{side}{place} ({Names.Of(series.Scope)}{since})";
    }

    /// <summary>The last values of a series, the oldest of them first.</summary>
    public static string Values(CountSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var shown = series.Points.TakeLast(ValuesInLine).Select(point => $"{point.Day:d MMM yyyy}: {Numbers.Range(point.Low, point.High, point.Approximate)}");
        return (series.Points.Count > ValuesInLine ? $"{Numbers.Of((long)(series.Points.Count - ValuesInLine))} earlier · " : "") + string.Join(" · ", shown);
    }

    /// <summary>What a fall in a total comes to.</summary>
    public static string Fall(CountSeries series, SeriesAlarm alarm)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(alarm);
        SeriesPoint earlier = series.Points[alarm.Earlier], later = series.Points[alarm.Later];
        return $"A total can’t fall: {Numbers.Range(earlier.Low, earlier.High, earlier.Approximate)} on {Moments.Of(earlier.Day)}, {Numbers.Range(later.Low, later.High, later.Approximate)} on {Moments.Of(later.Day)}.";
    }

    /// <summary>What a tally is of: "People killed, Ukraine, in Kharkiv, from Mon 1 May 2023".</summary>
    public static string Title(TallyQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Names.Heading(query.Measure) + (query.Side is { } side ? $", {side}" : "") + (query.Place is { } place ? $", in {place}" : "")
            + (query.From is { } from ? $", from {Moments.Of(from)}" : "") + (query.To is { } to ? $", to {Moments.Of(to)}" : "") + (query.Claimant is { } claimant ? $", by {claimant}" : "");
    }

    /// <summary>Why two lines may count the same twice.</summary>
    public static string Of(TallyAlarmKind kind) => kind switch
    {
        TallyAlarmKind.RegionAndTown => "a region’s figure may hold a town’s of the same time",
        TallyAlarmKind.PeriodAndDay => "a figure for several days may hold one of a single day",
        TallyAlarmKind.SameDayAndPlace => "one place on one day: they may be one incident",
        TallyAlarmKind.PartlyWithin => "it may have been before or after these days",
        _ => "figures of a whole and of a sort that may be its part",
    };

    /// <summary>Why a form of an export has no room for incidents, after their number.</summary>
    public static string Of(LeftOutReason reason) => reason switch
    {
        LeftOutReason.NoSubtype => "without a sub-event type",
        LeftOutReason.NotHappened => "denied, planned, possible or long past",
        LeftOutReason.NoPlace => "without a place below a country",
        _ => "not dated to a month or closer",
    };

    /// <summary>Why a figure was not counted.</summary>
    public static string Of(LeftOut reason) => reason switch
    {
        LeftOut.NotHappened => "planned or possible",
        LeftOut.Historical => "of an earlier time",
        LeftOut.Total => "totals and stocks",
        LeftOut.Part => "parts of others",
        LeftOut.UnknownSide => "of which nobody says the side",
        LeftOut.OtherSide => "of another side",
        LeftOut.Unsourced => "for which nobody is named",
        LeftOut.OtherClaimant => "by another claimant",
        _ => Names.Plain(reason),
    };
}
