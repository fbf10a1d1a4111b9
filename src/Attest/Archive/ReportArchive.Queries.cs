using System.Runtime.CompilerServices;
using Attest.Archive.Corrections;
using Attest.Archive.Formats;
using Attest.Archive.Storage;
using Attest.Archive.Storage.Packing;

namespace Attest.Archive;

/// <content>What is asked of the views.</content>
public sealed partial class ReportArchive
{
    private const string SummaryColumns =
        "report, reports.title, publisher, published, recorded_from, url, language, is_read, attributions, figures, events, recorded_to IS NULL";

    private const string IncidentOrder = "ORDER BY newest_day DESC, weight DESC, newest_at DESC, id";

    /// <summary>Incidents by the day of their newest report, the newest day first and within a day the weightiest; those without a dated report last.</summary>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<Incident>> IncidentsAsync(int skip, int take, CancellationToken cancel) => ReadAsync<IReadOnlyList<Incident>>(
        "Listing the incidents of",
        sql =>
        {
            var maps = new TextMaps(sql);
            return [.. sql.Rows($"SELECT content FROM incidents {IncidentOrder} LIMIT $1 OFFSET $2", Content, take, skip).Select(line => IncidentJson.Read(line, maps.Of))];
        },
        cancel);

    /// <summary>Every incident as the line that <see cref="IncidentJson"/> writes, in the order of <see cref="IncidentsAsync(int, int, CancellationToken)"/>, all of one moment.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> IncidentLinesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        const string Doing = "Listing the incidents of";
        using var sql = ArchiveFaults.Explain(Doing, Folder, () => Sql.OpenReader(_files.Database));
        ArchiveFaults.Explain(Doing, Folder, () =>
        {
            _files.RequireViews(sql);
            return true;
        });
        using var lines = sql.Stream($"SELECT content FROM incidents {IncidentOrder}", Content).GetEnumerator();
        while (await Task.Run(() => ArchiveFaults.Explain(Doing, Folder, lines.MoveNext), cancel))
        {
            yield return lines.Current;
        }
    }

    /// <summary>One incident; null where there is none with this id or alias. An account's id and a claim's lead to the incident that they belong to.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Incident?> IncidentAsync(string id, CancellationToken cancel) => ReadAsync(
        "Reading an incident of",
        sql => UnitOf(sql, id) is { } unit && sql.Rows("SELECT content FROM incidents WHERE unit = $1", Content, unit) is [var line] ? IncidentJson.Read(line, new TextMaps(sql).Of) : null,
        cancel);

    /// <summary>The ids of incidents that live on in one; often none.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<string>> AliasesAsync(string id, CancellationToken cancel) => ReadAsync<IReadOnlyList<string>>(
        "Reading an incident of",
        sql => sql.Rows("SELECT alias FROM aliases WHERE id = $1 ORDER BY born, alias", row => row.GetString(0), id),
        cancel);

    /// <summary>One report with its reading, the other versions of its document and the other reports of its original; null where there is none.</summary>
    /// <exception cref="ArchiveException">The archive can't be read, or the report's reading is damaged.</exception>
    public Task<ArchivedReport?> ReportAsync(string id, CancellationToken cancel) => ReadAsync(
        "Reading a report of",
        sql =>
        {
            if (sql.Rows(
                "SELECT document, original, matter, (SELECT min(recorded_from) FROM reports AS first WHERE first.report = reports.report), version_at, recorded_to IS NULL FROM reports WHERE report = $1 AND restated_by IS NULL",
                row => (Document: row.GetString(0), Original: row.GetString(1), Matter: row.GetString(2), RecordedAt: row.GetString(3), VersionAt: row.GetString(4), IsLatest: row.GetInt64(5) == 1), id) is not [var found])
            {
                return null;
            }
            var reading = ReadingCorrections.Apply(LoadReading(sql, id, found.Matter), new JudgementTable(sql, new ViewCache()).OfDocument(found.Document, found.VersionAt)).Reading;
            return new ArchivedReport(
                reading,
                Moment.Read(found.RecordedAt),
                sql.Rows($"SELECT {SummaryColumns} FROM reports WHERE document = $1 AND restated_by IS NULL ORDER BY version_at, position", Summary, found.Document),
                sql.Rows(
                    $"SELECT {SummaryColumns} FROM reports WHERE original = $1 AND document <> $2 AND restated_by IS NULL ORDER BY position", Summary, found.Original, found.Document),
                sql.Rows(
                    """
                    SELECT DISTINCT member, id FROM claims JOIN accounts USING (account) JOIN incidents USING (unit)
                    WHERE claims.position = (SELECT position FROM reports WHERE report = $1 AND restated_by IS NULL) AND recorded_to IS NULL
                    """,
                    row => (Member: LocalId.Parse(row.GetString(0)), Incident: row.GetString(1)), id)
                    .DistinctBy(row => row.Member).ToDictionary(row => row.Member, row => row.Incident))
            {
                Claims = sql.Rows(
                    "SELECT member, claim FROM claims WHERE position = (SELECT position FROM reports WHERE report = $1 AND restated_by IS NULL) AND recorded_to IS NULL ORDER BY number",
                    row => (Member: LocalId.Parse(row.GetString(0)), Claim: row.GetString(1)), id)
                    .Union(found.IsLatest ? Incidents.StatementReader.Of(reading).Select(statement => (Member: statement.Attribution.Id, Claim: statement.Id)) : []).ToLookup(row => row.Member, row => row.Claim),
            };
        },
        cancel);

    /// <summary>The latest version of each document, by publication, the newest first; those without a date last.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<ReportSummary>> ReportsAsync(int skip, int take, CancellationToken cancel) => ReadAsync<IReadOnlyList<ReportSummary>>(
        "Listing the reports of",
        sql => sql.Rows($"SELECT {SummaryColumns} FROM reports WHERE recorded_to IS NULL ORDER BY listed_at DESC, report LIMIT $1 OFFSET $2", Summary, take, skip),
        cancel);

    /// <summary>What lists call some reports: the headline of each, or else its first words. Those that are not kept are left out.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<Sha256, string>> TitlesAsync(IReadOnlyCollection<Sha256> reports, CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<Sha256, string>>(
        "Reading the reports of",
        sql => reports.Distinct().Select(report => (Report: report, Title: sql.Value("SELECT title FROM reports WHERE report = $1 LIMIT 1", report.Hex) as string))
            .Where(one => one.Title is not null).ToDictionary(one => one.Report, one => one.Title!),
        cancel);

    /// <summary>Documents of which no date of publication is known.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<long> UndatedReportsAsync(CancellationToken cancel) => ReadAsync(
        "Counting the reports of", sql => sql.Number("SELECT count(*) FROM reports WHERE recorded_to IS NULL AND listed_at = ''"), cancel);

    /// <summary>Counts of what is kept.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ArchiveStatus> StatusAsync(CancellationToken cancel) => ReadAsync(
        "Counting what is in",
        sql => sql.Rows(
            "SELECT documents, reports, originals, unread, claims, incidents, disputed, (SELECT count(*) FROM publishers), (SELECT coalesce(max(position), 0) FROM ledger) FROM totals",
            row => new ArchiveStatus(
                Documents: row.GetInt64(0), Reports: row.GetInt64(1), Originals: row.GetInt64(2), Unread: row.GetInt64(3), Claims: row.GetInt64(4), Incidents: row.GetInt64(5), Disputed: row.GetInt64(6),
                Publishers: row.GetInt64(7), LedgerEntries: row.GetInt64(8)))[0],
        cancel);

    /// <summary>The bytes of an original; null where there are none under this digest.</summary>
    /// <exception cref="ArchiveException">The file can't be read.</exception>
    public Task<byte[]?> OriginalAsync(Sha256 digest, CancellationToken cancel) => Task.Run(
        () => ArchiveFaults.Explain($"Reading the original {digest} of", Folder, () => _files.Originals.Read(digest.Hex)), cancel);

    private Reading LoadReading(Sql sql, string report, string commitment)
    {
        try
        {
            return new Matter(sql).Find(commitment) is { } matter
                ? ReadingJson.Read(Matter.Unpack(matter))
                : throw new InvalidDataException("it is not there.");
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            throw new ArchiveException($"Reading report {report} of the archive {Folder}: its reading can't be used: {fault.Message} Run `attest verify`, and restore the folder from a copy.", fault);
        }
    }

    private static byte[] Content(SqlRow row) => Squeeze.Unpack(row.GetBlob(0));

    private static ReportSummary Summary(SqlRow row) => new(
        new Sha256(row.GetString(0)), row.GetString(1), Text(row, 2), PublicationTime.TryParse(Text(row, 3), out var published) ? published : null,
        Moment.Read(row.GetString(4)), Text(row, 5), row.GetString(6), row.GetInt64(7) == 1, row.GetInt32(8), row.GetInt32(9), row.GetInt32(10),
        row.GetInt64(11) == 1);

    private static string? Text(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
