using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Sources.Fetching;

namespace Attest.Sources;

/// <summary>The sources that are watched, and what came of each look, kept in the archive's database.</summary>
public sealed class SourceBook
{
    private const int LooksKept = 20;

    private const string Columns =
        "source, kind, address, allow_private, added_at, name, form, looked_at, succeeded_at, next_at, failures, fault, reports, waiting";

    private readonly ReportArchive _archive;
    private readonly TimeProvider _clock;

    private SourceBook(ReportArchive archive, TimeProvider clock)
    {
        _archive = archive;
        _clock = clock;
    }

    /// <summary>Opens the book of an archive, making it where there is none.</summary>
    /// <exception cref="ArchiveException">The archive can't be written.</exception>
    public static async Task<SourceBook> OpenAsync(ReportArchive archive, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(archive);
        await archive.WriteRoomAsync("Opening the sources of", sql =>
        {
            sql.Script(SourceTables.Make);
            return true;
        }, cancel);
        return new SourceBook(archive, clock);
    }

    /// <summary>Adds a source, to be looked at at once. One that is there already is looked at again, and may connect to private addresses where either time said so.</summary>
    /// <exception cref="ArchiveException">The archive can't be written.</exception>
    public Task<Source> AddAsync(SourceAddress address, bool allowPrivate, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        return WriteAsync("Adding a source to", sql =>
        {
            var (id, now) = (IdOf(address), Moment.Write(_clock.GetUtcNow()));
            sql.Run(
                """
                INSERT INTO sources (source, kind, address, allow_private, added_at, form, next_at, failures, reports, waiting) VALUES ($1, $2, $3, $4, $5, $6, $5, 0, 0, 0)
                ON CONFLICT (source) DO UPDATE SET next_at = excluded.next_at, allow_private = max(allow_private, excluded.allow_private)
                """,
                id, WireNames<SourceKind>.Of(address.Kind), address.Text, allowPrivate ? 1 : 0, now, WireNames<SourceForm>.Of(SourceForm.Unknown));
            return sql.Rows($"SELECT {Columns} FROM sources WHERE source = $1", Row, id)[0];
        }, cancel);
    }

    /// <summary>Forgets a source. Reports that came from it stay.</summary>
    /// <returns>False where there is none with this id.</returns>
    /// <exception cref="ArchiveException">The archive can't be written.</exception>
    public Task<bool> RemoveAsync(string id, CancellationToken cancel) => WriteAsync("Removing a source from", sql => sql.Run("DELETE FROM sources WHERE source = $1", id) > 0, cancel);

    /// <summary>Makes a source due now.</summary>
    /// <returns>False where there is none with this id.</returns>
    /// <exception cref="ArchiveException">The archive can't be written.</exception>
    public Task<bool> HastenAsync(string id, CancellationToken cancel) =>
        WriteAsync("Changing a source of", sql => sql.Run("UPDATE sources SET next_at = $2 WHERE source = $1", id, Moment.Write(_clock.GetUtcNow())) > 0, cancel);

    /// <summary>All sources, in the order in which they were added.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<Source>> AllAsync(CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<Source>>(sql => sql.Rows($"SELECT {Columns} FROM sources ORDER BY added_at, source", Row), cancel);

    /// <summary>One source, by its id or its address; null where there is none.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Source?> FindAsync(string idOrAddress, CancellationToken cancel) => ReadAsync(
        sql => sql.Rows($"SELECT {Columns} FROM sources WHERE source = $1 OR address = $1 OR address = $1 || '/'", Row, idOrAddress.Trim()).FirstOrDefault(), cancel);

    /// <summary>Sources whose next look is due, the longest overdue first; and when the next one of the others is.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<(IReadOnlyList<Source> Due, DateTimeOffset? Next)> DueAsync(CancellationToken cancel) => ReadAsync<(IReadOnlyList<Source>, DateTimeOffset?)>(
        sql =>
        {
            var now = Moment.Write(_clock.GetUtcNow());
            return (sql.Rows($"SELECT {Columns} FROM sources WHERE next_at <= $1 ORDER BY next_at, source", Row, now),
                sql.Value("SELECT min(next_at) FROM sources WHERE next_at > $1", now) is string next ? Moment.Read(next) : null);
        },
        cancel);

    /// <summary>The last looks at a source, the newest first, and its entries that failed.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<(IReadOnlyList<PastLook> Looks, IReadOnlyList<FailedEntry> Failed)> HistoryAsync(string id, int most, CancellationToken cancel) => ReadAsync<(IReadOnlyList<PastLook>, IReadOnlyList<FailedEntry>)>(
        sql => (
            sql.Rows("SELECT at, is_success, message FROM source_looks WHERE source = $1 ORDER BY number DESC LIMIT $2", row => new PastLook(Moment.Read(row.GetString(0)), row.GetInt64(1) == 1, row.GetString(2)), id, most),
            sql.Rows(
                "SELECT entry, fault, next_at IS NOT NULL FROM source_entries WHERE source = $1 AND fault IS NOT NULL ORDER BY next_at IS NULL, entry LIMIT $2",
                row => new FailedEntry(row.GetString(0), row.GetString(1), row.GetInt64(2) == 1), id, most)),
        cancel);

    /// <summary>What the last answer of a source was marked with.</summary>
    internal Task<Validators> ValidatorsAsync(string id, CancellationToken cancel) =>
        ReadAsync(sql => sql.Rows("SELECT tag, modified FROM sources WHERE source = $1", row => new Validators(Text(row, 0), Text(row, 1)), id).FirstOrDefault(), cancel);

    /// <summary>What is known of a source's entries, by their address or path.</summary>
    internal Task<Dictionary<string, KnownEntry>> EntriesAsync(string id, CancellationToken cancel) => ReadAsync(
        sql => sql.Rows(
            "SELECT entry, stamp, is_done, text, tries, next_at, fault FROM source_entries WHERE source = $1",
            row => new KnownEntry(row.GetString(0), row.GetString(1), row.GetInt64(2) == 1, Text(row, 3), row.GetInt32(4), Text(row, 5) is { } next ? Moment.Read(next) : null, Text(row, 6)), id)
            .ToDictionary(entry => entry.Entry, StringComparer.Ordinal),
        cancel);

    /// <summary>Keeps what came of an entry.</summary>
    internal Task KeepAsync(string id, KnownEntry entry, CancellationToken cancel) => WriteAsync("Keeping an entry of a source in", sql =>
        sql.Run(
            """
            INSERT INTO source_entries (source, entry, stamp, is_done, text, tries, next_at, fault) SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE EXISTS (SELECT 1 FROM sources WHERE source = $1)
            ON CONFLICT (source, entry) DO UPDATE SET stamp = excluded.stamp, is_done = excluded.is_done, text = excluded.text, tries = excluded.tries, next_at = excluded.next_at, fault = excluded.fault
            """,
            id, entry.Entry, entry.Stamp, entry.IsDone ? 1 : 0, entry.Text, entry.Tries, entry.NextAt is { } next ? Moment.Write(next) : null, entry.Fault), cancel);

    /// <summary>Forgets an entry, such as a file that is no longer there.</summary>
    internal Task ForgetAsync(string id, string entry, CancellationToken cancel) =>
        WriteAsync("Changing a source of", sql => sql.Run("DELETE FROM source_entries WHERE source = $1 AND entry = $2", id, entry), cancel);

    /// <summary>Keeps what came of a look. Whoever asked for another one meanwhile gets it. A folder's looks at which nothing happened are not listed.</summary>
    internal Task RecordAsync(Source source, Look look, DateTimeOffset? next, CancellationToken cancel) => WriteAsync("Recording a look at a source in", sql =>
    {
        var now = Moment.Write(_clock.GetUtcNow());
        var failed = look.Fault is not null;
        var keepsForm = look.Form == SourceForm.Unknown;
        var changed = sql.Run(
            """
            UPDATE sources SET
                looked_at = $2, succeeded_at = CASE WHEN $3 THEN succeeded_at ELSE $2 END, next_at = CASE WHEN next_at IS NOT NULL AND next_at > coalesce($13, '') THEN next_at ELSE $4 END, failures = CASE WHEN $3 THEN failures + 1 ELSE 0 END, fault = $5,
                name = coalesce($6, name), form = CASE WHEN $7 THEN form ELSE $8 END, tag = CASE WHEN $3 OR $7 THEN tag ELSE $9 END, modified = CASE WHEN $3 OR $7 THEN modified ELSE $10 END,
                reports = reports + $11, waiting = $12
            WHERE source = $1
            """,
            source.Id, now, failed ? 1 : 0, next is { } at ? Moment.Write(at) : null, look.Fault, look.Name, keepsForm ? 1 : 0, WireNames<SourceForm>.Of(look.Form), look.Validators.Tag, look.Validators.Modified,
            look.Added.Fresh, look.Waiting, source.Health.NextAt is { } due ? Moment.Write(due) : null);
        if (changed > 0 && (failed || look.Form != SourceForm.Folder || look.Added.Any))
        {
            sql.Run("INSERT INTO source_looks (source, at, is_success, message) VALUES ($1, $2, $3, $4)", source.Id, now, failed ? 0 : 1, look.Message);
            sql.Run(
                "DELETE FROM source_looks WHERE source = $1 AND number <= (SELECT number FROM source_looks WHERE source = $1 ORDER BY number DESC LIMIT 1 OFFSET $2)", source.Id, LooksKept);
        }
        return true;
    }, cancel);

    private static string IdOf(SourceAddress address) => Sha256.Of(address.Text).Hex[..12];

    private static Source Row(SqlRow row) => new(
        row.GetString(0), new SourceAddress(WireNames<SourceKind>.Parse(row.GetString(1)), row.GetString(2)), row.GetInt64(3) == 1, Moment.Read(row.GetString(4)), Text(row, 5),
        WireNames<SourceForm>.Parse(row.GetString(6)), new SourceHealth(Time(row, 7), Time(row, 8), Time(row, 9), row.GetInt32(10), Text(row, 11), row.GetInt64(12), row.GetInt32(13)));

    private static DateTimeOffset? Time(SqlRow row, int column) => Text(row, column) is { } written ? Moment.Read(written) : null;

    private static string? Text(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private Task<T> WriteAsync<T>(string doing, Func<Sql, T> work, CancellationToken cancel) => _archive.WriteRoomAsync(doing, work, cancel);

    private Task<T> ReadAsync<T>(Func<Sql, T> query, CancellationToken cancel) => _archive.ReadRoomAsync("Reading the sources of", query, cancel);
}

/// <summary>What is known of one entry of a source.</summary>
/// <param name="Entry">Its address or path.</param>
/// <param name="Stamp">What it was like when it was last dealt with, or for a file last seen.</param>
/// <param name="IsDone">Whether that is settled, for good or ill.</param>
/// <param name="Text">Digest of the text that was last recorded; null where none was.</param>
/// <param name="Tries">Number of failed tries.</param>
/// <param name="NextAt">When it is tried again; null where it is not before it changes.</param>
/// <param name="Fault">Why the last try failed; null where it did not.</param>
internal sealed record KnownEntry(string Entry, string Stamp, bool IsDone, string? Text, int Tries, DateTimeOffset? NextAt, string? Fault);
