using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Web.Components;
using Attest.Web.Pages.Incidents;
using Attest.Web.Pages.Posts;
using Attest.Web.Wording;

namespace Attest.Web.Feeds;

/// <summary>What is followed, as entries.</summary>
internal static partial class FeedEntries
{
    private const int LongestTitle = 120, MostQuotes = 3;

    /// <summary>An incident: what is said of it, in numbers and in the words of a few reports.</summary>
    public static FeedEntry Of(ListedIncident listed)
    {
        var incident = listed.Incident;
        var lines = new List<string>
        {
            $"{Names.Of(incident.Type, incident.Subtype)}, {Names.Of(incident.Status)}. {(incident.Place is { } place ? IncidentWords.Place(place) : "No report says where")}; {(incident.Date is { } date ? Moments.Of(date) : "no report says when")}.",
        };
        lines.AddRange(incident.Toll.OrderBy(pair => pair.Key).Select(pair => $"{Names.Of(pair.Key)}: {IncidentWords.Range(incident, pair.Key, pair.Value)}."));
        lines.Add($"{IncidentWords.Origins(incident)}.");
        if (IncidentWords.OpenDisputes(incident).Count is > 0 and var open)
        {
            lines.Add($"Accounts differ: {Numbers.Count(open, "disagreement")}.");
        }
        var judged = IncidentVerdicts.Of(incident).Where(verdict => verdict != Verdict.Accepted).ToList();
        if (judged.Count > 0)
        {
            lines.Add($"By decision of editors {string.Join("; ", judged.Select(JudgementWords.Done))}.");
        }
        lines.AddRange(incident.Claims.DistinctBy(claim => claim.Report.Quote).Take(MostQuotes).Select(claim => $"{IncidentWords.Speaker(claim)}: “{claim.Report.Quote}”"));
        return new FeedEntry(
            Feed.Name("incident", incident.Id), $"/incidents/{Uri.EscapeDataString(incident.Id)}", incident.Title, string.Join('\n', lines), incident.Newest?.Earliest, listed.ChangedAt,
            [.. incident.Claims.Select(claim => claim.Report.Publisher).OfType<string>().Distinct(StringComparer.Ordinal)], [.. new[] { WireNames<EventType>.Of(incident.Type), incident.Subtype, incident.Place?.Name }.OfType<string>(), .. judged.Where(verdict => verdict is not (Verdict.Same or Verdict.NotSame)).Select(WireNames<Verdict>.Of)]);
    }

    /// <summary>What editors wrote.</summary>
    public static FeedEntry Of(Post post) => new(
        Feed.Name("post", post.Id), $"/posts/{post.Id}", Titled(PostWords.Title(post)), PostWords.Text(post), post.ShownAt, post.ChangedAt, [PostWords.Label(post)],
        [post.Kind == PostKind.Note ? "editor’s note" : "post", .. post.Content.Claims.Select(claim => claim.Claim.Measure).OfType<Measure>().Distinct().Select(WireNames<Measure>.Of)]);

    /// <summary>An incident that was found.</summary>
    public static FeedEntry Of(IncidentPin pin, DateTimeOffset changedAt) => new(
        Feed.Name("incident", pin.Id), $"/incidents/{Uri.EscapeDataString(pin.Id)}", pin.Title,
        $"{Names.Of(pin.Type, null)}, {Names.Of(pin.Status)}. {pin.Place ?? "No report says where"}; {(pin.Date is { } date ? Moments.Of(date) : "no report says when")}. {Numbers.Count(pin.Reports, "report")}, {Numbers.Count(pin.Origins, "known origin")}.",
        null, changedAt, [], [WireNames<EventType>.Of(pin.Type)]);

    /// <summary>A part of a report that was found.</summary>
    public static FeedEntry Of(ReportHit hit) => new(
        Feed.Name("report", FormattableString.Invariant($"{hit.Report.Id} {hit.Start}")), ReportAddress.Of(hit), Titled(hit.Report.Title), hit.Words, hit.Report.Published?.Earliest, hit.Report.RecordedAt,
        [.. new[] { hit.Report.Publisher }.OfType<string>()], []);

    /// <summary>What somebody decided.</summary>
    /// <param name="listed">The judgement.</param>
    /// <param name="undoneAt">When it was taken back; null where it stands, and where that is not told.</param>
    public static FeedEntry Of(ListedJudgement listed, DateTimeOffset? undoneAt)
    {
        var judgement = listed.Judgement;
        var about = judgement.One.Concat(judgement.Other).Select(claim => claim.Words).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal).Select(words => $"“{IncidentWords.Short(words, LongestTitle)}”").ToList();
        // What it was and what it is now; then why and by whom, for those who are told.
        var lines = JudgementWords.Changes(judgement).Select(change => change.Before.Length == 0 ? $"{change.Field}: {change.After}" : $"{change.Field}: {change.Before} → {change.After}").Concat(about)
            .Append(judgement.Grade is { } graded ? JudgementWords.Of(graded) : "").Append(judgement.Reason).Append(judgement.UndoneBy is null ? "" : "Taken back since.").Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        return new FeedEntry(
            Feed.Name("judgement", judgement.Id), $"/corrections/{Uri.EscapeDataString(judgement.Id)}",
            Titled($"{WireNames<Verdict>.Of(judgement.Verdict).Replace('-', ' ')}{(judgement.Grade is { } grade ? $": {grade.Name}, {grade.Code}" : about.Count == 0 ? "" : $": {string.Join(" and ", about.Take(2))}")}"),
            lines.Count == 0 ? Names.Capital(JudgementWords.Of(judgement.Verdict)) : string.Join('\n', lines), judgement.At, undoneAt ?? judgement.At, judgement.Author.Length == 0 ? [] : [judgement.Author], [WireNames<Verdict>.Of(judgement.Verdict)]);
    }

    private static string Titled(string title) => string.IsNullOrWhiteSpace(title) ? "Without a title" : title;
}
