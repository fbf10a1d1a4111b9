using Attest.Archive.Corrections;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>What is asked of people's judgements.</content>
public sealed partial class ReportArchive
{
    private const string ListedColumns = "judgements.content, judgements.undone_by, judgements.lost, judgements.answered_by, judgements.position";

    /// <summary>A claim of the latest version of a report, with what was decided of it; null where there is none of that name.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ClaimRecord?> ClaimAsync(string id, CancellationToken cancel) => ReadAsync(
        "Reading a claim of",
        sql => Record(sql, id),
        cancel);

    private ClaimRecord? Record(Sql sql, string id)
    {
        if (Judged(sql, id) is not { } found)
        {
            return null;
        }
        var (claim, reading) = (found.Linked.Claim, found.Reading);
        var read = reading.AsRead ?? reading;
        var isRead = !claim.IsDerived && found.Linked.Member.Number <= claim.Kind switch { ClaimKind.Figure => read.Figures.Count, ClaimKind.Event => read.Events.Count, _ => read.Attributions.Count };
        var wasRead = isRead ? ClaimSayings.Of(read, claim.Kind, found.Linked.Member, claim.Words[0]) : ClaimValues.None;
        var judgements = JudgementsOf(sql, found);
        var places = judgements.SelectMany(judgement => judgement.Places).Concat(ClaimSayings.PlacesOf(found.Claim.Says, reading, [])).Concat(ClaimSayings.PlacesOf(wasRead, reading, [])).DistinctBy(place => place.Gazetteer);
        return new ClaimRecord(
            claim, reading.Report.Id, sql.Value("SELECT title FROM reports WHERE report = $1 LIMIT 1", reading.Report.Id.Hex) as string ?? "", found.Linked.Member, IncidentOf(sql, id), found.Claim.Says, wasRead, [.. places], judgements);
    }

    /// <summary>Judgements of other people that came over one of somebody's that they had not seen, or took one of theirs back, the newest first.</summary>
    /// <param name="author">Whose judgements were replaced.</param>
    /// <param name="since">Only those recorded after this moment.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<ListedJudgement>> ReplacedAsync(string author, DateTimeOffset since, CancellationToken cancel) => ReadAsync<IReadOnlyList<ListedJudgement>>(
        "Listing the judgements of",
        sql => [.. sql.Rows($"SELECT {ListedColumns} FROM judgements WHERE over_author = $1 AND author <> $1 AND undone_by IS NULL ORDER BY position DESC LIMIT 20", row => Listed(sql, row).Listed, author)
            .Where(listed => listed.Judgement.At > since)],
        cancel);

    /// <summary>One judgement as lists show it; null where there is none of that name.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ListedJudgement?> JudgementAsync(string id, CancellationToken cancel) => ReadAsync(
        "Reading a judgement of",
        sql => sql.Rows($"SELECT {ListedColumns} FROM judgements WHERE judgement = $1", row => Listed(sql, row).Listed, id) is [var found] ? found : null,
        cancel);

    /// <summary>What people decided of an incident as a whole and still stands, the oldest first: that reports of it are the same as others or not, and that claims of it no longer disagree.</summary>
    /// <param name="id">The incident, by its id or an alias; of none there is nothing.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<Judgement>> DecidedOfAsync(string id, CancellationToken cancel) => ReadAsync<IReadOnlyList<Judgement>>(
        "Reading what was decided of an incident of",
        sql => UnitOf(sql, id) is not { } unit ? [] : [.. sql.Rows(
            """
            SELECT content, undone_by FROM judgements WHERE undone_by IS NULL AND verdict IN ('same', 'not-same', 'resolved')
                AND judgement IN (SELECT judgement FROM accounts JOIN judged USING (account) WHERE unit = $1) ORDER BY position
            """,
            JudgementTable.Read, unit)],
        cancel);

    /// <summary>Judgements, the newest first, page by page; undoings stand with what they undo.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ListedJudgement>> JudgementsAsync(JudgementFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var before = cursor is null ? long.MaxValue : Number(cursor);
        return ReadAsync(
            "Listing the judgements of",
            sql =>
            {
                var last = filter.RecordedBy is { } by ? LastEntry(sql, by) : long.MaxValue;
                var verdicts = filter.Verdicts is [] ? Enum.GetValues<Verdict>().Where(verdict => verdict != Verdict.Undone) : filter.Verdicts;
                var found = sql.Rows(
                    $"""
                    SELECT content, CASE WHEN $4 = {long.MaxValue} OR (SELECT position FROM judgements AS later WHERE later.judgement = judgements.undone_by) <= $4 THEN undone_by END, lost, answered_by, position
                    FROM judgements WHERE position < $1 AND position <= $4 AND verdict IN ({string.Join(", ", verdicts.Select(verdict => $"'{WireNames<Verdict>.Of(verdict)}'"))})
                        {(filter.Lost ? "AND lost = 1 AND undone_by IS NULL" : "")} {(filter.Waiting ? "AND verdict = 'reported' AND answered_by IS NULL AND undone_by IS NULL" : "")} AND ($2 IS NULL OR author = $2)
                    ORDER BY position DESC LIMIT $3
                    """,
                    row => Listed(sql, row), before, filter.Author, limit + 1, last);
                return PageOf(found, limit, one => one.Position.ToString(System.Globalization.CultureInfo.InvariantCulture), one => one.Listed);
            },
            cancel);
    }

    /// <summary>The grade of each source that has one, by <see cref="SourceGrade.Kind"/> and <see cref="SourceGrade.Source"/>: of several the latest that stands.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<(GradedKind Kind, string Source), Judgement>> GradesAsync(CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<(GradedKind, string), Judgement>>(
        "Reading the grades of sources in",
        sql => sql.Rows(
            "SELECT content FROM judgements WHERE verdict = 'graded' AND undone_by IS NULL ORDER BY position", row => Formats.JudgementJson.Read(System.Text.Encoding.UTF8.GetBytes(row.GetString(0))))
            .GroupBy(judgement => (judgement.Grade!.Kind, judgement.Grade.Source)).ToDictionary(grades => grades.Key, grades => grades.Last()),
        cancel);

    /// <summary>The reports whose readings judgements restated since an entry of the ledger, and the entry up to which that is told.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<(IReadOnlyList<Sha256> Reports, long Position)> RestatedSinceAsync(long position, CancellationToken cancel) => ReadAsync<(IReadOnlyList<Sha256>, long)>(
        "Listing what was restated in",
        sql => (
            [.. sql.Rows("SELECT DISTINCT report FROM reports WHERE restated_by > $1", row => new Sha256(row.GetString(0)), position)],
            sql.Number("SELECT coalesce(max(position), 0) FROM judgements")),
        cancel);

    private static (ListedJudgement Listed, long Position) Listed(Sql sql, SqlRow row)
    {
        var judgement = JudgementTable.Read(row);
        var (lost, answered, position) = (row.GetInt64(2) == 1, Text(row, 3), row.GetInt64(4));
        var one = judgement.One is [var first, ..] ? first : null;
        var title = one?.Anchor is { } anchor ? sql.Value("SELECT title FROM reports WHERE report = $1 LIMIT 1", anchor.Report.Hex) as string : null;
        return (new ListedJudgement(judgement, lost, answered, title, one is null ? null : IncidentOf(sql, one.Claim) ?? IncidentOf(sql, one.Account)), position);
    }

    // The last entry of the ledger that had been made by a moment.
    private static long LastEntry(Sql sql, DateTimeOffset by) => sql.Number("SELECT position FROM ledger INDEXED BY ledger_by_time WHERE recorded_at <= $1 ORDER BY recorded_at DESC, position DESC LIMIT 1", Moment.Write(by));

    private static string? IncidentOf(Sql sql, string id) => id.Length > 0 && UnitOf(sql, id) is { } unit ? sql.Value("SELECT id FROM identities WHERE unit = $1", unit) as string : null;
}
