using System.Text.Json;

namespace Attest.Archive.Storage;

/// <summary>What was learnt, in the order learnt: append-only, each entry holding the hash of the one before.</summary>
/// <remarks>Bodies hold digests and commitments only, as JSON with members in ordinal order; what they stand for is kept apart as matter, so that it can be erased.</remarks>
/// <param name="sql">The database that holds it.</param>
public sealed class Ledger(Sql sql)
{
    /// <summary>The table that it is kept in: append-only by triggers.</summary>
    public const string Tables =
        """
        CREATE TABLE ledger (
            position    INTEGER PRIMARY KEY,
            kind        TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            body        TEXT NOT NULL,
            previous    TEXT NOT NULL UNIQUE,
            hash        TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END;
        CREATE TRIGGER ledger_is_not_shortened BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END;
        """;

    internal const string ReportArchived = "report-archived";
    internal const string ReadingRecorded = "reading-recorded";
    internal const string JudgementMade = "judgement-made";
    internal const string PostRecorded = "post-recorded";
    internal const string SnapshotMade = "snapshot-made";
    internal const string SnapshotWithdrawn = "snapshot-withdrawn";
    internal const string SnapshotRestored = "snapshot-restored";

    /// <summary>What the first entry holds in place of the hash of the one before.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>Appends one entry; call it within <see cref="Sql.Write"/>.</summary>
    public LedgerEntry Append(string kind, DateTimeOffset recordedAt, string body)
    {
        var last = sql.Rows("SELECT position, hash FROM ledger ORDER BY position DESC LIMIT 1", row => (Position: row.GetInt64(0), Hash: row.GetString(1)));
        var (position, previous) = last is [var before] ? (before.Position + 1, before.Hash) : (1, Genesis);
        var entry = new LedgerEntry(position, kind, Moment.Write(recordedAt), body, previous, "");
        entry = entry with { Hash = entry.ComputeHash() };
        sql.Run(
            "INSERT INTO ledger (position, kind, recorded_at, body, previous, hash) VALUES ($1, $2, $3, $4, $5, $6)",
            entry.Position, entry.Kind, entry.RecordedAt, entry.Body, entry.Previous, entry.Hash);
        return entry;
    }

    /// <summary>All entries, the oldest first, one by one.</summary>
    public IEnumerable<LedgerEntry> Entries() => sql.Stream(
        "SELECT position, kind, recorded_at, body, previous, hash FROM ledger ORDER BY position",
        row => new LedgerEntry(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)));

    /// <summary>Number of entries.</summary>
    public long Count() => sql.Number("SELECT count(*) FROM ledger");

    /// <summary>The body of an entry that says that a report's bytes are kept.</summary>
    internal static string ReportArchivedBody(Report report) => Body(
        ("bytes", report.Original.Bytes), ("document", report.Document.Hex), ("mediaType", report.Original.MediaType),
        ("original", report.Original.Sha256.Hex), ("report", report.Id.Hex));

    /// <summary>The body of an entry that says that a reading was made.</summary>
    internal static string ReadingRecordedBody(Reading reading, string commitment) => Body(
        ("matter", commitment), ("reader", reading.Reader), ("report", reading.Report.Id.Hex));

    /// <summary>The body of an entry that says that somebody decided: who, what and why is in the matter.</summary>
    internal static string JudgementMadeBody(string judgement, string commitment) => Body(("judgement", judgement), ("matter", commitment));

    /// <summary>The body of an entry that says that somebody did something to a post: what it says and who did it is in the matter.</summary>
    internal static string PostRecordedBody(string edit, string commitment) => Body(("edit", edit), ("matter", commitment));

    /// <summary>The body of an entry that says that a view was frozen: the digests of its content; who did it is in the matter.</summary>
    internal static string SnapshotMadeBody(string snapshot, string? open, string commitment) =>
        open is null ? Body(("matter", commitment), ("snapshot", snapshot)) : Body(("matter", commitment), ("open", open), ("snapshot", snapshot));

    /// <summary>The body of an entry that says that what stands under a digest is no longer shown, or is again: who decided it and why is in the matter.</summary>
    internal static string SnapshotDecidedBody(string decision, string digest, string commitment) => Body(("decision", decision), ("matter", commitment), ("snapshot", digest));

    /// <summary>A body: members in ordinal order.</summary>
    public static string Body(params (string Name, object Value)[] members) =>
        JsonSerializer.Serialize(members.ToDictionary(member => member.Name, member => member.Value));
}

/// <summary>One entry of the ledger.</summary>
/// <param name="Position">1 for the first; without gaps.</param>
/// <param name="Kind">What was learnt.</param>
/// <param name="RecordedAt">When, as the archive writes moments.</param>
/// <param name="Body">Digests and commitments as one line of JSON.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Hash">As <see cref="ComputeHash"/> gives it.</param>
public sealed record LedgerEntry(long Position, string Kind, string RecordedAt, string Body, string Previous, string Hash)
{
    /// <summary>SHA-256 of the previous hash and every field, a line each; none of them can hold an end of line but the last, the body.</summary>
    public string ComputeHash() => Sha256.Of(FormattableString.Invariant($"{Previous}\n{Position}\n{Kind}\n{RecordedAt}\n{Body}")).Hex;

    /// <summary>A member of the body; null where the body is no JSON object with it.</summary>
    public string? Member(string name)
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var member) ? member.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
