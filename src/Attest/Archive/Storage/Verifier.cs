using System.Globalization;
using System.Security.Cryptography;
using Attest.Archive.Formats;
using Attest.Archive.Storage.Packing;
using Attest.Intake;

namespace Attest.Archive.Storage;

/// <summary>Goes through the ledger once and holds everything against it: the chain, the bytes of each original, each reading, each span, each claim in the views.</summary>
internal sealed class Verifier(Sql sql, Originals originals)
{
    // The faults are for a person; a disk gone bad would else fill the memory with them.
    private const int FaultsNamed = 1000;
    private const string PlainText = "text/plain";

    private readonly Matter _matter = new(sql);
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _hashed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LedgerEntry> _archived = new(StringComparer.Ordinal);
    private long _spans;
    private long _readOtherwise;

    public Verification Run(IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        foreach (var damage in sql.Rows("PRAGMA quick_check", row => row.GetString(0)).Where(answer => answer != "ok"))
        {
            Fault($"The database attest.db is damaged: {damage}.");
        }
        var ledger = new Ledger(sql);
        var (done, total) = (0L, ledger.Count());
        var chain = new LedgerChain();
        foreach (var entry in ledger.Entries())
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var fault in chain.Check(entry))
            {
                Fault(fault);
            }
            CheckEntry(entry);
            progress?.Report((++done, total));
        }
        foreach (var entry in _archived.Values)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: report {entry.Member("report")} was archived but no reading of it is recorded."));
        }
        CheckViews(total);
        return new Verification(_hashed.Count, _spans, total, _faults)
        {
            Notices = _readOtherwise == 0
                ? []
                : [Invariant($"{_readOtherwise} pages were read by another version of the reader: their spans were compared with the text recorded then, and their bytes with their digests.")],
        };
    }

    private void CheckEntry(LedgerEntry entry)
    {
        switch (entry.Kind)
        {
            case Ledger.ReportArchived when entry.Member("report") is { } report:
                _archived[report] = entry;
                break;
            case Ledger.ReadingRecorded when entry.Member("report") is { } report && entry.Member("matter") is { } commitment:
                CheckReading(entry, report, commitment);
                break;
            case Ledger.JudgementMade when entry.Member("judgement") is { } judgement && entry.Member("matter") is { } commitment:
                CheckJudgement(entry, judgement, commitment);
                break;
            case Ledger.PostRecorded when entry.Member("edit") is { } edit && entry.Member("matter") is { } commitment:
                CheckPost(entry, edit, commitment);
                break;
            case Ledger.SnapshotMade when entry.Member("snapshot") is { } snapshot && entry.Member("matter") is { } commitment:
                CheckSnapshot(entry, snapshot, commitment);
                break;
            case Ledger.SnapshotWithdrawn or Ledger.SnapshotRestored when entry.Member("decision") is { } decision && entry.Member("matter") is { } commitment:
                CheckSnapshotDecision(entry, decision, commitment);
                break;
            default:
                Fault(Invariant($"Ledger entry {entry.Position} has the kind “{entry.Kind}” and the body {entry.Body}, which this program doesn't know."));
                break;
        }
    }

    private void CheckReading(LedgerEntry entry, string report, string commitment)
    {
        if (!_archived.Remove(report, out var archived) || archived.Member("original") is not { } digest || archived.Member("mediaType") is not { } mediaType)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: a reading of report {report} is recorded, but not that its original was archived."));
            return;
        }
        var bytes = ReadOriginal(digest, $"report {report}");
        if (Load(entry, commitment, "reading", content => ReadingJson.Read(content)) is not { } reading)
        {
            return;
        }
        if (reading.Report.Id.Hex != report || reading.Report.Original.Sha256.Hex != digest)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: the reading kept for report {report} is of report {reading.Report.Id}."));
            return;
        }
        if (ReadingSpans.Outside(reading) is { } outside)
        {
            Fault($"Report {Name(reading)}: {outside} does not lie within its text.");
            return;
        }
        var text = bytes is null ? null : TextOf(bytes, mediaType, reading);
        CheckSpans(reading, text);
        CheckClaims(reading, text);
    }

    /// <summary>The text as the original gives it now; null where it gives none, which is a fault.</summary>
    private string? TextOf(byte[] bytes, string mediaType, Reading reading)
    {
        // Another version of the program may cut a page otherwise; a decoded text is the same for ever.
        if (mediaType != PlainText && !reading.Reader.StartsWith(ReaderVersion.Current, StringComparison.Ordinal))
        {
            _readOtherwise++;
            return reading.Report.Text;
        }
        var text = ReportIntake.TextOf(mediaType, bytes);
        if (text is null)
        {
            Fault($"Report {Name(reading)}: no text can be read from its original, expected {reading.Report.Text.Length} characters.");
        }
        return text;
    }

    private byte[]? ReadOriginal(string digest, string owner)
    {
        byte[]? bytes;
        try
        {
            bytes = originals.Read(digest);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault($"The original {digest} of {owner} can't be read: {fault.Message}");
            return null;
        }
        if (bytes is null)
        {
            Fault($"The original {digest} of {owner} is missing; expected it in {originals.PathOf(digest)}.");
            return null;
        }
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) is var found && found != digest && !_hashed.Contains(digest))
        {
            Fault($"The original {digest} of {owner} was changed: its bytes have the digest {found}.");
        }
        _hashed.Add(digest);
        return bytes;
    }

    private void CheckJudgement(LedgerEntry entry, string id, string commitment)
    {
        if (Load(entry, commitment, "judgement", content => JudgementJson.Read(content)) is not { } judgement)
        {
            return;
        }
        if (judgement.Id != id)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: the judgement kept for {id} is judgement {judgement.Id}."));
        }
        if (sql.Value("SELECT 1 FROM judgements WHERE judgement = $1", id) is null)
        {
            Fault($"Judgement {id} is in the ledger but not in the views. Run `attest rebuild`.");
        }
    }

    private void CheckPost(LedgerEntry entry, string id, string commitment)
    {
        if (Load(entry, commitment, "edit of a post", content => PostJson.Read(content, new TextMaps(sql).Of)) is not { } edit)
        {
            return;
        }
        if (edit.Id != id)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: what is kept for edit {id} of a post is edit {edit.Id}."));
        }
        if (sql.Value("SELECT 1 FROM post_edits WHERE edit = $1", id) is null)
        {
            Fault($"Edit {id} of post {edit.Post} is in the ledger but not in the views. Run `attest rebuild`.");
        }
    }

    private void CheckSnapshot(LedgerEntry entry, string id, string commitment)
    {
        foreach (var digest in new[] { id, entry.Member("open") }.OfType<string>().Distinct())
        {
            ReadOriginal(digest, $"snapshot {id}");
        }
        if (Load(entry, commitment, "snapshot", content => SnapshotJson.Read(content)) is not { } snapshot)
        {
            return;
        }
        if (snapshot.Id.Hex != id || snapshot.Open?.Id.Hex != entry.Member("open"))
        {
            Fault(Invariant($"Ledger entry {entry.Position}: what is kept for snapshot {id} is of snapshot {snapshot.Id}."));
        }
        if (sql.Value("SELECT 1 FROM snapshots WHERE snapshot = $1 AND position = $2", id, entry.Position) is null)
        {
            Fault($"Snapshot {id} is in the ledger but not in the views. Run `attest rebuild`.");
        }
    }

    private void CheckSnapshotDecision(LedgerEntry entry, string id, string commitment)
    {
        if (Load(entry, commitment, "decision about a snapshot", content => SnapshotJson.ReadDecision(content)) is not { } decision)
        {
            return;
        }
        if (decision.Id != id || decision.Digest.Hex != entry.Member("snapshot") || decision.IsWithdrawn != (entry.Kind == Ledger.SnapshotWithdrawn))
        {
            Fault(Invariant($"Ledger entry {entry.Position}: what is kept for decision {id} about a snapshot is decision {decision.Id}."));
        }
        if (sql.Value("SELECT 1 FROM snapshot_decisions WHERE position = $1", entry.Position) is null)
        {
            Fault($"Decision {id} about snapshot {decision.Digest} is in the ledger but not in the views. Run `attest rebuild`.");
        }
    }

    private T? Load<T>(LedgerEntry entry, string commitment, string what, Func<byte[], T> read)
        where T : class
    {
        if (_matter.Find(commitment) is not { } matter)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: the {what} behind commitment {commitment} is missing."));
            return null;
        }
        try
        {
            var content = Matter.Unpack(matter);
            if (Matter.Commit(matter.Salt, content) is var found && found != commitment)
            {
                Fault(Invariant($"Ledger entry {entry.Position}: the {what} behind commitment {commitment} was changed: with its salt it gives {found}."));
            }
            return read(content);
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            Fault(Invariant($"Ledger entry {entry.Position}: the {what} behind commitment {commitment} was changed and can't be read: {fault.Message}"));
            return null;
        }
    }

    private void CheckSpans(Reading reading, string? text)
    {
        var recorded = reading.Report.Text;
        if (text is not null && text != recorded)
        {
            Fault($"Report {Name(reading)}: the text of its original is not the text that was read; they differ from character {DifferFrom(text, recorded)} on.");
        }
        foreach (var (member, span) in ReadingSpans.Of(reading))
        {
            _spans++;
            if (text is not null && !ReferenceEquals(text, recorded) && ReportViews.WordsOf(text, [span]) != span.Of(recorded))
            {
                Fault($"Report {Name(reading)}: the words of {member}, “{Shorten(span.Of(recorded))}”, are not at {span} in its original.");
            }
        }
    }

    private void CheckClaims(Reading reading, string? text)
    {
        var report = reading.Report.Id.Hex;
        var claims = sql.Rows(
            "SELECT claim, member, words, content FROM claims WHERE position IN (SELECT position FROM reports WHERE report = $1) ORDER BY number",
            row => (Id: row.GetString(0), Member: row.GetString(1), Words: row.GetString(2), Content: row.GetBytes(3)), report);
        foreach (var claim in claims)
        {
            if (SpansOf(claim.Content) is not { } spans)
            {
                Fault($"Claim {claim.Id} ({claim.Member} of report {Name(reading)}) can't be read in the views. Run `attest rebuild`.");
                continue;
            }
            _spans += spans.Count;
            if (ReportViews.WordsOf(text ?? reading.Report.Text, spans) != claim.Words)
            {
                Fault($"Claim {claim.Id} ({claim.Member} of report {Name(reading)}): its words “{Shorten(claim.Words)}” are not at {string.Join(", ", spans)} in its original.");
            }
        }
        if (sql.Value("SELECT 1 FROM reports WHERE report = $1", report) is null)
        {
            Fault($"Report {Name(reading)} is in the ledger but not in the views. Run `attest rebuild`.");
        }
    }

    private static IReadOnlyList<TextSpan>? SpansOf(byte[] content)
    {
        try
        {
            return ClaimPack.Words(content);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void CheckViews(long entries)
    {
        var recorded = sql.Number("SELECT count(*) FROM ledger WHERE kind = $1", Ledger.ReadingRecorded);
        var viewed = sql.Number("SELECT count(*) FROM reports WHERE restated_by IS NULL");
        if (recorded < viewed)
        {
            Fault(Invariant($"The views hold {viewed} reports, the ledger {recorded} readings: its end, after entry {entries}, was cut off."));
        }
    }

    private static string Name(Reading reading) => $"{reading.Report.Id} ({reading.Report.Path})";

    private static int DifferFrom(string text, string other) => text.AsSpan().CommonPrefixLength(other);

    private static string Shorten(string words) => words.Length <= 80 ? words : $"{words[..79]}…";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Fault(string sentence)
    {
        if (_faults.Count < FaultsNamed)
        {
            _faults.Add(sentence);
        }
        else if (_faults.Count == FaultsNamed)
        {
            _faults.Add("More is wrong; only the first thousand faults are named.");
        }
    }
}
