using Attest.Archive.Corrections;
using Attest.Archive.Storage;
using Attest.Incidents;

namespace Attest.Archive;

/// <content>Claims and words of earlier versions of a document, found again in the latest.</content>
public sealed partial class ReportArchive
{
    /// <summary>What became of a claim that some version of a document holds or held; null where there never was one of that name.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ClaimTrace?> TraceAsync(string claim, CancellationToken cancel) => ReadAsync("Looking for a claim in", sql => Trace(sql, claim), cancel);

    private ClaimTrace? Trace(Sql sql, string claim)
    {
        if (VersionOf(sql, claim) is not { } row)
        {
            return null;
        }
        return new ClaimTrace(row.IsLatest ? claim : Latest(sql, row.Document) is { } latest ? NameIn(sql, latest, row) : null, row.Claim.Report.Id);
    }

    // All that judge a claim or report an error in it, in whichever version of its document they were made, the oldest first, those taken back among them.
    private List<Judgement> JudgementsOf(Sql sql, JudgedNow judged)
    {
        var (claim, report) = (judged.Linked.Claim, judged.Reading.Report);
        var latest = new Lazy<LatestVersion?>(() => Latest(sql, report.Document.Hex));
        var standing = claim.Judged.Select(one => one.Judgement).ToHashSet(StringComparer.Ordinal);
        return JudgementTable.AllOfDocument(sql, report.Document.Hex).FindAll(judgement => judgement.One is [{ Claim: { Length: > 0 } name } one]
            && (name == claim.Id || standing.Contains(judgement.Id)
                || one.Anchor?.Report != report.Id && VersionOf(sql, name) is { IsLatest: false } row && latest.Value is { } now && NameIn(sql, now, row) == claim.Id));
    }

    // Words of an earlier version as they stand in the latest; others as they are.
    private ChosenWords InLatest(string report, ChosenWords chosen)
    {
        if (DocumentOfEarlier(report) is not { } document || Latest(_writer, document) is not { } latest || CorrectedReading(_writer, report) is not { } earlier)
        {
            return chosen;
        }
        var span = Find(earlier.Report, chosen);
        var anchored = new JudgedClaim("", "", span.Of(earlier.Report.Text)) { Anchor = WordAnchor.Of(earlier.Report, null, isDerived: false, isAdded: false, span, SentenceOf(earlier.Report, span)) };
        return WordAnchor.Find(latest.Reading.Report, anchored) is { } now ? new ChosenWords(anchored.Words, null, new CodePointMap(latest.Reading.Report.Text).ToCodePoint(now.Start))
            : throw new ArgumentException($"Judging report {report}: it is an earlier version of its document, and “{anchored.Words}” no longer stands there in the latest, {latest.Reading.Report.Id}. Judge that.", nameof(report));
    }

    private string? DocumentOfEarlier(string report) => _writer.Value(
        "SELECT document FROM reports WHERE report = $1 AND restated_by IS NULL AND recorded_to IS NOT NULL LIMIT 1", report) as string;

    // The latest version of a document as judgements leave it; null where there is none.
    private LatestVersion? Latest(Sql sql, string document) => sql.Rows(
        "SELECT position, report FROM reports WHERE document = $1 AND recorded_to IS NULL", row => (Position: row.GetInt64(0), Report: row.GetString(1)), document) is [var found]
        && CorrectedReading(sql, found.Report) is { } reading ? new LatestVersion(found.Position, reading) : null;

    // The claim as the last version that holds it has it; a bare statement has no row before somebody judged it, and its id leads to its report.
    private ClaimVersion? VersionOf(Sql sql, string claim)
    {
        if (sql.Rows(
            $"SELECT {ClaimRows.Columns}, claims.words, document, claims.recorded_to FROM claims JOIN reports USING (position) WHERE claim = $1 ORDER BY claims.recorded_to IS NULL DESC, claims.number DESC LIMIT 1",
            row => (new ClaimRows(sql).Read(row).Claim, Words: row.GetString(ClaimRows.Own), Document: row.GetString(ClaimRows.Own + 1), IsLatest: row.IsDBNull(ClaimRows.Own + 2)), claim) is [var found])
        {
            return new ClaimVersion(found.Claim, new JudgementTable(sql, new ViewCache()).Anchored(new JudgedClaim(claim, "", found.Words)), found.Document, found.IsLatest);
        }
        if (!StatementReader.IsId(claim) || ReportOf(sql, claim, latest: false) is not { } report || CorrectedReading(sql, report) is not { } reading || StatementReader.Find(reading, claim) is not { Claim: var statement })
        {
            return null;
        }
        var span = statement.Words[0];
        var judged = new JudgedClaim(claim, "", span.Of(reading.Report.Text)) { Anchor = WordAnchor.Of(reading.Report, ClaimKind.Statement, isDerived: false, isAdded: false, span, SentenceOf(reading.Report, span)) };
        return new ClaimVersion(statement, judged, reading.Report.Document.Hex, ReportOf(sql, claim, latest: true) is not null);
    }

    // What it is called in the latest version: the claim of its words there, or else the one that shares most with them, as judgements find theirs.
    private static string? NameIn(Sql sql, LatestVersion latest, ClaimVersion version)
    {
        if (WordAnchor.Find(latest.Reading.Report, version.Judged) is not { } span)
        {
            return null;
        }
        if (version.Claim.Kind == ClaimKind.Statement)
        {
            // Others may say something of the same sentence.
            return StatementReader.Of(latest.Reading).FirstOrDefault(one => one.Attribution.Content[0] == span).Id;
        }
        return sql.Rows($"SELECT {ClaimRows.Columns} FROM claims WHERE position = $1 AND recorded_to IS NULL ORDER BY number", new ClaimRows(sql).Read, latest.Position)
            .Select(linked => linked.Claim).Where(claim => claim.Kind == version.Claim.Kind && claim.IsDerived == version.Claim.IsDerived && Shared(claim.Words[0]) > 0)
            .OrderByDescending(claim => claim.Words[0] == span).ThenByDescending(claim => Shared(claim.Words[0])).FirstOrDefault()?.Id;

        int Shared(TextSpan words) => Math.Min(words.End, span.End) - Math.Max(words.Start, span.Start);
    }

    private sealed record LatestVersion(long Position, Reading Reading);

    private sealed record ClaimVersion(Claim Claim, JudgedClaim Judged, string Document, bool IsLatest);
}

/// <summary>What became of a claim.</summary>
/// <param name="Now">Its name in the latest version of its document; null where its words are no longer there, or nothing is read from them.</param>
/// <param name="Report">The last version that holds it under the name that was asked for.</param>
public sealed record ClaimTrace(string? Now, Sha256 Report);
