using Attest.Archive;
using Attest.Incidents.Coverage;
using Attest.Incidents.Series;
using Attest.Incidents.Situation;
using Attest.Incidents.Tallies;
using Attest.Web.Components;
using Attest.Web.Pages.Incidents;
using Attest.Web.Pages.Situation;
using Attest.Web.Pages.Snapshots;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Attest.Web.Wording;

namespace Attest.Web.Feeds;

/// <content>Reports, who says what, and what many reports come to together.</content>
internal static partial class FeedEntries
{
    /// <summary>A report.</summary>
    public static FeedEntry Of(ReportSummary report) => new(
        Feed.Name("report", report.Id.Hex), ReportAddress.Of(report.Id), Titled(report.Title),
        report.IsRead ? $"{Numbers.Count(report.Attributions, "statement")}, {Numbers.Count(report.Figures, "figure")} and {Numbers.Count(report.Events, "event")} read in it." : $"Unread: {Names.Language(report.Language)}.",
        report.Published?.Earliest, report.RecordedAt, [.. new[] { report.Publisher }.OfType<string>()], []);

    /// <summary>A claim of a speaker.</summary>
    public static FeedEntry Of(SpeakerClaim said) => new(
        Feed.Name("claim", said.Claim.Id), ReportAddress.Of(said.Claim), Titled(IncidentWords.Short(said.Claim.Report.Quote, LongestTitle)), $"{IncidentWords.Speaker(said.Claim)}: “{said.Claim.Report.Quote}”\n{Names.Capital(IncidentWords.Gist(said.Claim))}.",
        said.At, said.At ?? DateTimeOffset.UnixEpoch, [.. new[] { said.Claim.Report.Publisher }.OfType<string>()], [.. new[] { WireNames<ClaimKind>.Of(said.Claim.Kind), said.Claim.Measure is { } measure ? WireNames<Measure>.Of(measure) : null }.OfType<string>()]);

    /// <summary>A series with its last values.</summary>
    public static FeedEntry Of(CountSeries series) => new(
        Feed.Name("series", series.Id), $"/series/{Uri.EscapeDataString(series.Id)}", OverviewWords.Title(series), OverviewWords.Values(series), First(series.Points.SelectMany(point => point.Claims)),
        Last(series.Points.SelectMany(point => point.Claims)), [], [WireNames<Measure>.Of(series.Measure)]);

    /// <summary>A value of a series.</summary>
    public static FeedEntry Of(CountSeries series, SeriesPoint point) => new(
        Feed.Name("value", FormattableString.Invariant($"{series.Id} {point.Day:yyyy-MM-dd} {point.Low}..{point.High}")), $"/series/{Uri.EscapeDataString(series.Id)}", $"{Numbers.Range(point.Low, point.High, point.Approximate)} on {Moments.Of(point.Day)}",
        Quoted(point.Claims), First(point.Claims), Last(point.Claims), Publishers(point.Claims), [WireNames<Measure>.Of(series.Measure)]);

    /// <summary>What an incident adds to a tally.</summary>
    public static FeedEntry Of(Measure measure, TallyLine line) => new(
        Feed.Name("toll", $"{WireNames<Measure>.Of(measure)} {line.Incident}"), $"/incidents/{Uri.EscapeDataString(line.Incident)}", $"{Numbers.Range(line.Toll.Low, line.Toll.High)}: {line.Title}",
        Quoted(line.Claims), First(line.Claims), Last(line.Claims), Publishers(line.Claims), [.. new[] { WireNames<Measure>.Of(measure), line.Place?.Name }.OfType<string>()]);

    /// <summary>How one place was covered on one day.</summary>
    public static FeedEntry Of(DayCoverage day)
    {
        var at = new DateTimeOffset(day.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new FeedEntry(
            Feed.Name("coverage", $"{day.Gazetteer ?? day.Name} {AddressDay.Write(day.Day)}"), $"/coverage{AddressQuery.Write(("place", day.Gazetteer ?? day.Name), ("from", AddressDay.Write(day.Day)), ("to", AddressDay.Write(day.Day)))}",
            $"{day.Name}, {Moments.Of(day.Day)}", $"{Numbers.Count(day.Telling, "report tells", "reports tell")} of it, {Numbers.Count(day.Origins, "known origin")}; {Numbers.Count(day.Naming, "report only names", "reports only name")} it.", at, at, [], [.. new[] { day.Region, day.Country }.OfType<string>()]);
    }

    /// <summary>The situation report of one day.</summary>
    public static FeedEntry Of(SituationReport report)
    {
        var incidents = report.Sections.SelectMany(section => section.Entries).Concat(report.Tolls).Select(entry => entry.Incident).Concat(report.Disputes.Select(dispute => dispute.Incident));
        var day = new DateTimeOffset(report.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new FeedEntry(
            Feed.Name("situation", AddressDay.Write(report.Day)), $"/sitrep?date={AddressDay.Write(report.Day)}", $"Situation report, {Moments.Of(report.Day)}", SituationMarkdown.Write(report), day,
            incidents.Select(incident => incident.Newest?.Earliest ?? day).Append(day).Max(), [], []);
    }

    /// <summary>A view that was frozen.</summary>
    public static FeedEntry Of(ShownSnapshot shown) => new(
        Feed.Name("snapshot", shown.Id.Hex), $"/snapshots/{shown.Id}", Titled(shown.Title),
        $"{Names.Capital(SnapshotWords.Of(shown.Snapshot.Kind))}, frozen on {Moments.Of(shown.Snapshot.At)}{(shown.Snapshot.Withdrawal is null ? "" : ", withdrawn since")}. SHA-256 {shown.Id}", shown.Snapshot.At,
        shown.Snapshot.Withdrawal?.At ?? shown.Snapshot.At, shown.Snapshot.Author.Length == 0 ? [] : [shown.Snapshot.Author], [SnapshotWords.Of(shown.Snapshot.Kind)]);

    private static string Quoted(IReadOnlyList<Claim> claims) =>
        string.Join('\n', claims.DistinctBy(claim => claim.Report.Quote).Take(MostQuotes).Select(claim => $"{IncidentWords.Speaker(claim)}: “{claim.Report.Quote}”"));

    private static DateTimeOffset? First(IEnumerable<Claim> claims) => claims.Min(claim => claim.Report.Published?.Earliest);

    private static DateTimeOffset Last(IEnumerable<Claim> claims) => claims.Max(claim => claim.Report.Published?.Earliest) ?? DateTimeOffset.UnixEpoch;

    private static IReadOnlyList<string> Publishers(IEnumerable<Claim> claims) => [.. claims.Select(claim => claim.Report.Publisher).OfType<string>().Distinct(StringComparer.Ordinal)];
}
