using System.Globalization;
using System.Text;
using Attest.Archive.Formats;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Views that were frozen.</content>
public sealed partial class ReportArchive
{
    /// <summary>Freezes a view: its content is kept among the originals under its digest, and the ledger says so. Content that is frozen already is the same snapshot, and nothing is recorded.</summary>
    /// <param name="snapshot">What is known of it; its digests and when it was made are set here.</param>
    /// <param name="whole">All of its content.</param>
    /// <param name="open">What of it everybody may see; null where that is nothing.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Snapshot> FreezeAsync(Snapshot snapshot, FrozenContent whole, FrozenContent? open, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(whole);
        return WriteAsync(
            "Freezing a view of",
            () =>
            {
                var id = Sha256.Of(whole.Content);
                var made = snapshot with { Id = id, Title = whole.Title, Open = open is null ? null : new OpenForm(Sha256.Of(open.Content), open.Title) };
                _files.Originals.Store(id.Hex, whole.Content);
                if (open is not null)
                {
                    _files.Originals.Store(made.Open!.Id.Hex, open.Content);
                }
                return _writer.Write(() =>
                {
                    if (Find(_writer, id) is { } there && there.Id == id)
                    {
                        return there;
                    }
                    var at = _clock.GetUtcNow();
                    var content = SnapshotJson.Write(made with { At = at });
                    var matter = Matter.Seal(content);
                    new Matter(_writer).Store(matter);
                    var entry = new Ledger(_writer).Append(Ledger.SnapshotMade, at, Ledger.SnapshotMadeBody(id.Hex, made.Open?.Id.Hex, matter.Commitment));
                    _cache.Follow(_writer, entry.Position, entries: 1);
                    var kept = SnapshotJson.Read(content);
                    Keep(_writer, kept, entry.Position);
                    return kept;
                });
            },
            cancel);
    }

    /// <summary>A snapshot by the digest of its content, of the whole or of what everybody may see; null where there is none.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Snapshot?> SnapshotAsync(Sha256 id, CancellationToken cancel) => ReadAsync("Reading a snapshot of", sql => Find(sql, id), cancel);

    /// <summary>Snapshots, the newest first.</summary>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<Snapshot>> SnapshotsAsync(string? cursor, int limit, CancellationToken cancel)
    {
        var before = Number(cursor);
        return ReadAsync(
            "Listing the snapshots of",
            sql => PageOf(
                sql.Rows("SELECT content, position FROM snapshots WHERE position < $1 ORDER BY position DESC LIMIT $2", row => (Snapshot: SnapshotJson.Read(Encoding.UTF8.GetBytes(row.GetString(0))), Position: row.GetInt64(1)), before, limit + 1),
                limit, last => last.Position.ToString(CultureInfo.InvariantCulture), one => one.Snapshot),
            cancel);
    }

    /// <summary>Takes a snapshot into the views.</summary>
    internal static void Keep(Sql sql, Snapshot snapshot, long position) => sql.Run(
        "INSERT INTO snapshots (snapshot, open, position, content) VALUES ($1, $2, $3, $4)", snapshot.Id.Hex, snapshot.Open?.Id.Hex, position, Encoding.UTF8.GetString(SnapshotJson.Write(snapshot)));

    // Of several with one open form, the first.
    private static Snapshot? Find(Sql sql, Sha256 id) => sql.Rows(
        "SELECT content FROM snapshots WHERE snapshot = $1 OR open = $1 ORDER BY snapshot <> $1, position LIMIT 1", row => SnapshotJson.Read(Encoding.UTF8.GetBytes(row.GetString(0))), id.Hex) is [var found] ? found : null;
}
