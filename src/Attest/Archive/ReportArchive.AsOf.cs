using Attest.Archive.Corrections;
using Attest.Archive.Storage;
using Attest.Incidents.Series;

namespace Attest.Archive;

/// <content>Reports and series as they stood at a moment of both clocks.</content>
public sealed partial class ReportArchive
{
    // A series that had no two days then costs as much as one that had.
    private const int MostSeriesMade = 200;

    /// <summary>The version of each document that was the last at a moment, by publication, the newest first; those without a date last.</summary>
    /// <param name="publisher">Only of this publisher; null for all.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ReportSummary>> ReportsAsync(string? publisher, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        // What is dated later than the moment was not published by then.
        var (at, report) = cursor is null ? (Written(publishedBy), "") : Two(cursor);
        var (published, recorded) = (Written(publishedBy), Written(recordedBy));
        return ReadAsync(
            "Listing the reports of",
            sql =>
            {
                // What was recorded by a moment was published by then, too; the few that were recorded before their date are filed apart.
                var found = Listed(sql, publisher is null ? "reports_as_of" : "reports_by_publisher", "$8 = ''", "");
                if (string.CompareOrdinal(recorded, at) < 0)
                {
                    found = [.. Listed(sql, "reports_early", "listed_at > recorded_from AND listed_at > $8", recorded), .. found];
                }
                return PageOf(found, limit, last => $"{last.At}{CursorMark}{last.Report.Id}", one => one.Report);
            },
            cancel);
        List<(ReportSummary Report, string At)> Listed(Sql sql, string index, string which, string after)
        {
            var upTo = after.Length == 0 && string.CompareOrdinal(recorded, at) < 0 ? recorded : at;
            return sql.Rows(
                $"""
                SELECT {SummaryColumns}, listed_at FROM reports INDEXED BY {index} WHERE {AsOf} AND {(publisher is null ? "$6 IS NULL" : "publisher = $6")} AND listed_at <= $7 AND (+listed_at < $1 OR +listed_at = $1 AND report > $4) AND {which}
                ORDER BY listed_at DESC, report LIMIT $5
                """,
                row => (Report: Summary(row) with { IsLatest = true }, At: row.GetString(12)), at, published, recorded, report, limit + 1, publisher, upTo, after);
        }
    }

    /// <summary>One report as it stood: with the versions that there were, and what people had put right by then; null where it was not there.</summary>
    /// <param name="id">The report.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>To which incidents its claims belong is told as it is known now.</remarks>
    /// <exception cref="ArchiveException">The archive can't be read, or the report's reading is damaged.</exception>
    public Task<ArchivedReport?> ReportAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) => ReadAsync(
        "Reading a report of",
        sql =>
        {
            var (published, recorded) = (Written(publishedBy), Written(recordedBy));
            if (sql.Rows(
                """
                SELECT document, original, matter, version_at, position, (SELECT min(recorded_from) FROM reports AS first WHERE first.report = reports.report)
                FROM reports WHERE report = $1 AND version_at <= $2 AND recorded_from <= $3 ORDER BY position DESC LIMIT 1
                """,
                row => (Document: row.GetString(0), Original: row.GetString(1), Matter: row.GetString(2), VersionAt: row.GetString(3), Position: row.GetInt64(4), RecordedAt: row.GetString(5)), id, published, recorded) is not [var found])
            {
                return null;
            }
            const string There = "version_at <= $2 AND recorded_from <= $3";
            // Of a version that was restated, the state that it was in last.
            const string Last = $"{There} AND NOT EXISTS (SELECT 1 FROM reports AS later WHERE later.report = reports.report AND later.position > reports.position AND later.recorded_from <= $3)";
            var versions = sql.Rows($"SELECT {SummaryColumns} FROM reports WHERE document = $1 AND {Last} ORDER BY version_at, position", Summary, found.Document, published, recorded);
            var judgements = new JudgementTable(sql, new ViewCache()).OfDocument(found.Document, found.VersionAt, recordedBy is { } by ? LastEntry(sql, by) : long.MaxValue);
            var members = sql.Rows(
                """
                SELECT member, claim, (SELECT incidents.id FROM accounts JOIN incidents USING (unit) WHERE accounts.account = claims.account) FROM claims WHERE position = $1 ORDER BY number
                """,
                row => (Member: LocalId.Parse(row.GetString(0)), Claim: row.GetString(1), Incident: Text(row, 2)), found.Position);
            return new ArchivedReport(
                ReadingCorrections.Apply(LoadReading(sql, id, found.Matter), judgements).Reading,
                Moment.Read(found.RecordedAt),
                [.. versions.Select((version, number) => version with { IsLatest = number == versions.Count - 1 })],
                sql.Rows($"SELECT {SummaryColumns} FROM reports WHERE original = $1 AND {Last} AND document <> $4 ORDER BY position", Summary, found.Original, published, recorded, found.Document),
                members.Where(member => member.Incident is not null).DistinctBy(member => member.Member).ToDictionary(member => member.Member, member => member.Incident!))
            {
                Claims = members.ToLookup(member => member.Member, member => member.Claim),
            };
        },
        cancel);

    /// <summary>Series as they stood, those with most values now first. A page may have fewer than asked for, or none, and others after it.</summary>
    /// <param name="measure">Only of this measure; null for all.</param>
    /// <param name="claimant">Only of this claimant or side, as a part of the name; null for all.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<CountSeries>> SeriesAsync(Measure? measure, string? claimant, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var place = RisingPlace.Read(cursor);
        return ReadAsync(
            "Listing the series of",
            sql =>
            {
                var (found, made) = (new List<CountSeries>(), 0);
                var list = RisingList.OfSeries(sql, least: 1);
                while (found.Count < limit && made < MostSeriesMade)
                {
                    var next = list.Next(place, SeriesAtOnce, measure is { } known ? WireNames<Measure>.Of(known) : null, "measure");
                    if (next is [])
                    {
                        return new Page<CountSeries>(found, null);
                    }
                    foreach (var one in next)
                    {
                        (place, made) = (one, made + 1);
                        if (Build(sql, one.Key, publishedBy, recordedBy) is { Days: > 1 } series && IsOf(series, claimant))
                        {
                            found.Add(series);
                            if (found.Count >= limit)
                            {
                                break;
                            }
                        }
                    }
                }
                return new Page<CountSeries>(found, list.Next(place, 1, measure is { } asked ? WireNames<Measure>.Of(asked) : null, "measure") is [] ? null : place?.Write());
            },
            cancel);
    }

    /// <summary>One series as it stood; null where it had no value.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<CountSeries?> OneSeriesAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        ReadAsync("Reading a series of", sql => Build(sql, id, publishedBy, recordedBy), cancel);

    private static CountSeries? Build(Sql sql, string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy)
    {
        var rows = new ClaimRows(sql);
        return sql.Rows(
            $"SELECT {ClaimRows.ColumnsWithReport} FROM figures JOIN claims USING (number) JOIN reports USING (position) WHERE series = $1 AND {AsOf} ORDER BY claims.number",
            rows.ReadWithReport, id, Written(publishedBy), Written(recordedBy)).FindAll(claim => !claim.Claim.IsRejected) is [_, ..] claims ? SeriesReader.Build(id, claims) : null;
    }

    internal static string Written(DateTimeOffset? moment) => moment is { } by ? Moment.Write(by) : EndOfTime;
}
