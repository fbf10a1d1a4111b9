using System.Text;
using Attest.Archive.Corrections;
using Attest.Archive.Formats;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Linking;

namespace Attest.Archive.Storage;

/// <summary>Fills the views. Adding a report and rebuilding run this same code, so that both come to the same rows.</summary>
/// <remarks>
/// Views use the latest version of each document: the one that its publisher changed last, or else published last, a version without a time
/// counting by when it was recorded here; of two with one time, the one recorded last. The work for a report is proportional to its own claims
/// and to the incidents that it touches. Call it within <see cref="Sql.Write"/>.
/// </remarks>
internal sealed class ReportViews(Sql sql, IncidentLinker linker, ViewCache cache)
{
    /// <summary>Confidence from which on a claim needs no look.</summary>
    private const double SureFrom = 0.8;

    private readonly Totals _totals = new();
    private readonly IncidentViews _incidents = new(sql, cache);
    private readonly OverviewViews _many = new(sql);
    private readonly SearchIndex _search = new(sql);
    private readonly JudgementTable _judgements = new(sql, cache);

    /// <summary>Adds one reading as a version of its document, as people's judgements leave it, and makes the incidents that it touches anew.</summary>
    /// <param name="entry">The ledger's entry for the reading.</param>
    /// <param name="commitment">Where the reading is kept.</param>
    /// <param name="reading">The reading as it comes back from there.</param>
    public void Add(LedgerEntry entry, string commitment, Reading reading)
    {
        cache.Follow(sql, entry.Position, entries: 2);
        var report = reading.Report;
        var versionAt = Moment.Write(report.Modified ?? report.Published) ?? entry.RecordedAt;
        var latest = sql.Rows(
            "SELECT position, version_at FROM reports WHERE document = $1 AND recorded_to IS NULL",
            row => (Position: row.GetInt64(0), VersionAt: row.GetString(1)), report.Document.Hex);
        var isLatest = latest is [] || string.CompareOrdinal(versionAt, latest[0].VersionAt) >= 0;
        _totals.Reports++;
        _totals.Earliest = versionAt;
        _totals.Originals += sql.Value("SELECT 1 FROM reports WHERE original = $1 LIMIT 1", report.Original.Sha256.Hex) is null ? 1 : 0;

        IReadOnlyList<string> removed = latest is [var superseded] && isLatest ? Close(superseded.Position, entry.RecordedAt, entry.Position) : [];
        var accounts = Take(entry, commitment, reading, versionAt, isLatest);
        if (isLatest)
        {
            var left = LeftAt.Of(versionAt, entry.RecordedAt);
            new IncidentTable(sql, linker, _totals, cache).Assemble(_incidents.Change(accounts, removed, left, entry.Position), entry, report.Id.Hex, left);
        }
        else
        {
            ToldBounds.Reach(sql, report.Document.Hex, versionAt, entry.RecordedAt);
        }
        _totals.Write(sql);
    }

    /// <summary>Takes a judgement in, and makes what it touches anew: incidents, and the latest version of a document of which a claim is judged.</summary>
    /// <param name="entry">The ledger's entry for it.</param>
    /// <param name="judgement">The judgement.</param>
    public void Judge(LedgerEntry entry, Judgement judgement)
    {
        cache.Follow(sql, entry.Position, entries: 1);
        var concerned = judgement.Undoes is { } undone ? JudgementTable.Find(sql, undone)! : judgement;
        if (concerned.IsOfReading)
        {
            _judgements.Add(judgement, entry.Position);
            if (JudgementTable.DocumentOf(sql, concerned.Id) is { } document)
            {
                Restate(document, entry);
            }
        }
        else
        {
            var left = LeftAt.Of(null, entry.RecordedAt);
            new IncidentTable(sql, linker, _totals, cache).Assemble(_incidents.Judge(judgement, left, entry.Position), entry, report: null, left);
        }
        _totals.Write(sql);
    }

    // Takes the latest version of a document out of the views and in again as judgements leave it now: as of a moment before, its rows show how it stood.
    private void Restate(string document, LedgerEntry entry)
    {
        if (sql.Rows(
            "SELECT position, matter, version_at FROM reports WHERE document = $1 AND recorded_to IS NULL",
            row => (Position: row.GetInt64(0), Matter: row.GetString(1), VersionAt: row.GetString(2)), document) is not [var latest])
        {
            return;
        }
        var reading = new Matter(sql).Find(latest.Matter) is { } matter ? ReadingJson.Read(Matter.Unpack(matter))
            : throw new ArchiveException($"Judging a claim of document {document}: its reading is missing. Run `attest verify`, and restore the folder from a copy.");
        var removed = Close(latest.Position, entry.RecordedAt, entry.Position);
        sql.Run("UPDATE reports SET restated_by = $2 WHERE position = $1", latest.Position, entry.Position);
        var accounts = Take(entry, latest.Matter, reading, latest.VersionAt, isLatest: true);
        var left = LeftAt.Of(null, entry.RecordedAt);
        new IncidentTable(sql, linker, _totals, cache).Assemble(_incidents.Change(accounts, removed, left, entry.Position), entry, report: null, left);
    }

    // One state of a version; returns its accounts.
    private IReadOnlyList<Account> Take(LedgerEntry entry, string commitment, Reading read, string versionAt, bool isLatest)
    {
        var corrected = ReadingCorrections.Apply(read, _judgements.OfDocument(read.Report.Document.Hex, versionAt));
        var (reading, recordedTo) = (corrected.Reading, isLatest ? null : entry.RecordedAt);
        AddReport(entry, commitment, reading, versionAt, recordedTo);
        var linked = linker.Link(reading);
        var (first, doubtful) = AddClaims(entry.Position, reading, linked.Claims, recordedTo);
        var unread = _many.Add(entry.Position, reading, linked.Claims, first, isLatest);
        if (isLatest)
        {
            _judgements.Lose(read.Report.Document.Hex, corrected.Lost);
            new PostTable(sql).Reconsider(read.Report.Document.Hex);
            new PeopleViews(sql).Add(reading.Report, linked.Claims);
            _search.Add(entry.Position, versionAt, reading, linked.Claims);
            (_totals.Documents, _totals.Unread, _totals.Claims) = (_totals.Documents + 1, _totals.Unread + (reading.Report.IsRead ? 0 : 1), _totals.Claims + linked.Claims.Count);
            (_totals.UnreadSentences, _totals.Doubtful) = (_totals.UnreadSentences + unread, _totals.Doubtful + doubtful);
        }
        return linked.Accounts;
    }

    /// <summary>The words of a claim as they are kept beside its spans; null where a span does not lie within the text.</summary>
    public static string? WordsOf(string text, IReadOnlyList<TextSpan> spans)
    {
        var words = new StringBuilder();
        foreach (var span in spans)
        {
            if (span.Start < 0 || span.End > text.Length || span.Start > span.End)
            {
                return null;
            }
            words.Append(words.Length == 0 ? "" : WordAnchor.Between).Append(text.AsSpan(span.Start, span.Length));
        }
        return words.ToString();
    }

    private List<string> Close(long version, string recordedTo, long position)
    {
        new PeopleViews(sql).Remove(version);
        _search.Remove(version);
        _totals.Documents--;
        _totals.Unread -= sql.Number("SELECT is_read = 0 FROM reports WHERE position = $1", version);
        _totals.Claims -= sql.Number("SELECT count(*) FROM claims WHERE position = $1", version);
        _totals.Doubtful -= sql.Number("SELECT count(doubt) FROM claims WHERE position = $1", version);
        _totals.UnreadSentences -= sql.Number("SELECT count(*) FROM unread_sentences WHERE position = $1", version);
        _many.Remove(version, position);
        sql.Run("UPDATE reports SET recorded_to = $2 WHERE position = $1", version, recordedTo);
        sql.Run("UPDATE claims SET recorded_to = $2 WHERE position = $1 AND recorded_to IS NULL", version, recordedTo);
        return sql.Rows("SELECT account FROM accounts WHERE position = $1 ORDER BY number", row => row.GetString(0), version);
    }

    private void AddReport(LedgerEntry entry, string commitment, Reading reading, string versionAt, string? recordedTo)
    {
        var report = reading.Report;
        var copyOf = sql.Value(
            "SELECT report FROM reports WHERE original = $1 AND document <> $2 ORDER BY position LIMIT 1", report.Original.Sha256.Hex, report.Document.Hex);
        sql.Run(
            """
            INSERT INTO reports (
                report, document, original, position, matter, title, publisher, published, version_at, url, language, is_read,
                attributions, figures, events, surrogates, copy_of, recorded_from, recorded_to, listed_at, head)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            """,
            report.Id.Hex, report.Document.Hex, report.Original.Sha256.Hex, entry.Position, commitment, ReportTitle.Of(report), report.Publisher,
            report.Published?.ToString(), versionAt, report.Url, report.Language, report.IsRead ? 1 : 0,
            reading.Attributions.Count, reading.Figures.Count, reading.Events.Count, TextMaps.SurrogatesIn(report.Text), copyOf, entry.RecordedAt, recordedTo,
            Moment.Write(report.Published) ?? "", ClaimPack.Head(report));
    }

    // Returns the number of the first, and how many are in doubt.
    private (long First, int Doubtful) AddClaims(long position, Reading reading, IReadOnlyList<LinkedClaim> claims, string? recordedTo)
    {
        var report = reading.Report;
        var first = sql.Number("SELECT coalesce(max(number), 0) + 1 FROM claims");
        var (number, doubtful) = (first, 0);
        foreach (var claim in claims)
        {
            var words = WordsOf(report.Text, claim.Claim.Words)
                ?? throw new InvalidOperationException($"Adding claim {claim.Member} of {report.Path}: its words do not lie within the text.");
            var doubt = DoubtOf(reading, claim);
            doubtful += doubt is null ? 0 : 1;
            sql.Run(
                """
                INSERT INTO claims (number, position, claim, member, account, words, content, recorded_to, speaker, said_at, doubt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """,
                number++, position, claim.Claim.Id, claim.Member.ToString(), claim.Account, words, ClaimPack.Write(claim), recordedTo, PeopleViews.SpeakerOf(claim), Moment.Write(claim.At) ?? "", doubt);
            cache.Claims.Set(claim.Claim.Id, claim);
        }
        return (first, doubtful);
    }

    // How unsure the reader is of a claim and of who says it, where that is worth a look.
    private static double? DoubtOf(Reading reading, LinkedClaim claim)
    {
        if (claim.Account is null || claim.Claim.IsDerived || claim.Claim.Judged.Count > 0)
        {
            return null;
        }
        var (own, said) = claim.Claim.Kind == ClaimKind.Figure
            ? (reading.Figures[claim.Member.Number - 1].Confidence, reading.Figures[claim.Member.Number - 1].Attribution)
            : (reading.Events[claim.Member.Number - 1].Confidence, reading.Events[claim.Member.Number - 1].Mentions.FirstOrDefault(mention => mention.Span == claim.Claim.Words[0])?.Attribution);
        var confidence = Math.Min(own, reading.AttributionOf(said)?.Confidence ?? 1);
        return confidence < SureFrom ? Math.Round(1 - confidence, 4) : null;
    }
}
