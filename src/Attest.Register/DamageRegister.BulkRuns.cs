using System.Runtime.CompilerServices;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;
using Attest.Register.Filing;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>The CSV files that were given, with what came of each of their lines: kept in the transaction that files them, so that a file goes on where it stopped and is never filed twice.</content>
public sealed partial class DamageRegister
{
    /// <summary>For how long a file is known again, and its report kept.</summary>
    public static readonly TimeSpan BulkKept = TimeSpan.FromDays(90);

    private const int LongestFileName = 120, MostRunsListed = 20;

    private long _mostRowsADay;

    /// <summary>The most rows of one CSV file.</summary>
    public int MostRows { get; private init; }

    /// <summary>Looks through a CSV file before a row of it is filed.</summary>
    /// <param name="csv">The file; it is read to its end.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">It is empty, a spreadsheet, in another encoding than UTF-8, or a heading is not known.</exception>
    public Task<BulkTable> LookThroughAsync(Stream csv, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(csv);
        return Task.Run(() => BulkTable.Of(csv, Pack), cancel);
    }

    /// <summary>Begins to file a CSV file, or gives what was begun with the same bytes by the same account.</summary>
    /// <param name="actor">Whose damage claims they are.</param>
    /// <param name="table">The file as it was looked through.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="language">Language of the sentences, such as <c>en</c> or <c>uk</c>.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">It has more rows than a file or a day may have; nothing is filed.</exception>
    public Task<BulkRun> BeginBulkAsync(Actor actor, BulkTable table, string name, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(name);
        if (table.Rows > MostRows)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.most-rows", table.Rows, MostRows);
        }
        return WriteAsync(
            "Beginning to file by CSV in the register of",
            _ =>
            {
                var digest = _keys.Digest("bulk", $"{actor.Account}\n{table.Digest.Hex}");
                var record = RegisterJson.Write(new BulkRecord(actor.Account, FileName.Harmless(name) is { Length: > LongestFileName } whole ? whole[..LongestFileName] : FileName.Harmless(name), language));
                if (_writer.Value("SELECT run FROM bulk_runs WHERE owner = $1 AND digest = $2", OwnerOf(actor), digest) is string known)
                {
                    // Where its report was removed, it has one again.
                    _writer.Run("UPDATE bulk_runs SET sealed = $2 WHERE run = $1 AND length(sealed) = 0", known, _keys.SealOwn(record, RunBound(known)));
                    return RunOf(_writer, actor, known)!;
                }
                var now = _clock.GetUtcNow();
                var today = _writer.Number("SELECT coalesce(sum(rows), 0) FROM bulk_runs WHERE owner = $1 AND begun_at > $2", OwnerOf(actor), Moment.Write(now - TimeSpan.FromDays(1)));
                if (today + table.Rows > _mostRowsADay)
                {
                    throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.most-rows-a-day", today, _mostRowsADay);
                }
                var run = NewId();
                _writer.Run(
                    "INSERT INTO bulk_runs (run, owner, begun_at, digest, rows, sealed) VALUES ($1, $2, $3, $4, $5, $6)",
                    run, OwnerOf(actor), Moment.Write(now), digest, table.Rows, _keys.SealOwn(record, RunBound(run)));
                return RunOf(_writer, actor, run)!;
            },
            cancel);
    }

    /// <summary>Files the lines of a CSV file that nothing came of yet, and reports each of these. Two hundred at a time are filed with their report, or not.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="run">What was begun.</param>
    /// <param name="csv">The same bytes that were looked through.</param>
    /// <param name="cancel">Ends the work; what was reported is filed, and the same file given again goes on after it.</param>
    public async IAsyncEnumerable<BulkLine> FileManyAsync(Actor actor, BulkRun run, Stream csv, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(csv);
        using var text = BulkTable.Reader(csv);
        await foreach (var line in FileManyAsync(actor, run, text, run.Language, cancel))
        {
            yield return line;
        }
        await WriteAsync("Ending a CSV file in the register of", _ => _writer.Run("UPDATE bulk_runs SET ended_at = coalesce(ended_at, $2) WHERE run = $1 AND length(sealed) > 0", run.Id, Moment.Write(_clock.GetUtcNow())), cancel);
    }

    /// <summary>Removes what is told of a CSV file: its name, what is wrong with its lines, and as which places the others are understood. What was filed stays; the same file given again is known again, and tells its mistakes anew.</summary>
    /// <param name="actor">Whose it is. Where it is on its way, it goes no further.</param>
    /// <param name="run">The file.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">The account gave no such file.</exception>
    public async Task RemoveBulkReportAsync(Actor actor, string run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await WriteAsync(
            "Removing what is told of a CSV file from the register of",
            _ =>
            {
                if (RunOf(_writer, actor, run) is null)
                {
                    throw NoRun();
                }
                // That it was given, and which lines were filed, is known on: they are filed once, and count among those of a day.
                _writer.Run("DELETE FROM bulk_lines WHERE run = $1 AND id IS NULL AND length(sealed) > 0", run);
                _writer.Run("UPDATE bulk_lines SET sealed = x'' WHERE run = $1", run);
                _writer.Run("UPDATE bulk_runs SET sealed = x'', ended_at = NULL WHERE run = $1", run);
                MarkTraces();
                return true;
            },
            cancel);
        await TryEmptyLogAsync("Removing what is told of a CSV file from the register of");
    }

    /// <summary>The CSV files that an account gave of late, the newest first.</summary>
    public Task<IReadOnlyList<BulkRun>> BulkRunsAsync(Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync<IReadOnlyList<BulkRun>>(
            "Listing CSV files in the register of",
            sql => [.. sql.Rows("SELECT run FROM bulk_runs WHERE owner = $1 AND length(sealed) > 0 ORDER BY begun_at DESC, run LIMIT $2", row => row.GetString(0), OwnerOf(actor), MostRunsListed).Select(run => RunOf(sql, actor, run)!)],
            cancel);
    }

    /// <summary>One of them; null where the account gave none of this key, or had its report removed.</summary>
    public Task<BulkRun?> BulkRunAsync(Actor actor, string run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync("Reading of a CSV file in the register of", sql => RunOf(sql, actor, run), cancel);
    }

    /// <summary>What came of lines of one of them, in their order.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="run">The file.</param>
    /// <param name="onlyRefused">Whether those that were filed are passed over.</param>
    /// <param name="passed">How many to pass over.</param>
    /// <param name="count">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <returns>The lines; none where the account gave no such file.</returns>
    public Task<IReadOnlyList<BulkLine>> BulkLinesAsync(Actor actor, string run, bool onlyRefused, int passed, int count, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync<IReadOnlyList<BulkLine>>(
            "Reading of a CSV file in the register of",
            sql => RunOf(sql, actor, run) is null ? [] : [.. sql.Rows(
                $"""
                SELECT line, bulk_lines.id, number, sealed FROM bulk_lines LEFT JOIN damage_claims ON damage_claims.id = bulk_lines.id
                WHERE run = $1 {(onlyRefused ? "AND bulk_lines.id IS NULL AND length(sealed) > 0" : "")} ORDER BY line LIMIT $2 OFFSET $3
                """,
                row => (Line: row.GetInt32(0), Id: row.IsDBNull(1) ? null : row.GetString(1), Number: row.IsDBNull(2) ? null : row.GetString(2), Sealed: row.GetBytes(3)), run, count, passed)
                .Select(row => LineOf(new MatterStore(sql, _keys), run, row.Line, row.Id, row.Number, row.Sealed))],
            cancel);
    }

    private BulkRun? RunOf(Sql sql, Actor actor, string run)
    {
        if (sql.Rows("SELECT owner, begun_at, rows, ended_at, sealed FROM bulk_runs WHERE run = $1", row => (Owner: row.GetBytes(0), Begun: row.GetString(1), Rows: row.GetInt32(2), IsEnded: !row.IsDBNull(3), Sealed: row.GetBytes(4)), run) is not [var found]
            || !found.Owner.AsSpan().SequenceEqual(OwnerOf(actor)) || found.Sealed.Length == 0)
        {
            return null;
        }
        var record = RegisterJson.Read<BulkRecord>(_keys.UnsealOwn(found.Sealed, RunBound(run)));
        var (all, filed) = sql.Rows("SELECT count(*), count(CASE WHEN id IS NOT NULL OR length(sealed) = 0 THEN 1 END) FROM bulk_lines WHERE run = $1", row => (row.GetInt32(0), row.GetInt32(1)), run)[0];
        return new BulkRun(run, record.File, Moment.Read(found.Begun), record.Language, found.Rows, filed, all - filed, found.IsEnded);
    }

    // What is told of a line that was filed goes with the key of its damage claim.
    private BulkLine LineOf(MatterStore matter, string run, int line, string? id, string? number, byte[] content)
    {
        if (content.Length == 0)
        {
            return new BulkLine(line, id, number, []) { IsErased = id is null };
        }
        if (id is null)
        {
            return new BulkLine(line, null, null, RegisterJson.Read<BulkLineRecord>(_keys.UnsealOwn(content, LineBound(run, line))).Mistakes);
        }
        return new BulkLine(line, id, number, []) { Place = matter.KeyOf(id) is { } key ? RegisterJson.Read<BulkLineRecord>(RegisterKeys.Unseal(key, content, Encoding.UTF8.GetBytes(LineBound(run, line)))).Place : "" };
    }

    private Task<HashSet<int>> LinesDoneAsync(BulkRun run, CancellationToken cancel) =>
        ReadAsync("Reading of a CSV file in the register of", sql => sql.Rows("SELECT line FROM bulk_lines WHERE run = $1", row => row.GetInt32(0), run.Id).ToHashSet(), cancel);

    // What was removed or erased meanwhile takes no more lines.
    private void RequireRun(BulkRun run)
    {
        if (_writer.Value("SELECT 1 FROM bulk_runs WHERE run = $1 AND length(sealed) > 0", run.Id) is null)
        {
            throw NoRun();
        }
    }

    private static RegisterException NoRun() => RegisterException.Told(RegisterRefusal.NotFound, "refusal.no-run");

    // Another process may be at the same file.
    private bool IsDone(BulkRun run, int line) => _writer.Value("SELECT 1 FROM bulk_lines WHERE run = $1 AND line = $2", run.Id, line) is not null;

    private BulkLine Kept(RegisterLedger ledger, BulkRun? run, BulkLine line)
    {
        if (run is not null)
        {
            RequireRun(run);
            var content = RegisterJson.Write(new BulkLineRecord(line.Place, line.Mistakes));
            _writer.Run(
                "INSERT INTO bulk_lines (run, line, id, sealed) VALUES ($1, $2, $3, $4)", run.Id, line.Line, line.Id,
                line.Id is { } id ? RegisterKeys.Seal(Key(ledger.Matter, id), content, Encoding.UTF8.GetBytes(LineBound(run.Id, line.Line))) : _keys.SealOwn(content, LineBound(run.Id, line.Line)));
        }
        return line;
    }

    private void ForgetRuns()
    {
        var old = Moment.Write(_clock.GetUtcNow() - BulkKept);
        _writer.Write(() =>
        {
            _writer.Run("DELETE FROM bulk_lines WHERE run IN (SELECT run FROM bulk_runs WHERE begun_at < $1)", old);
            if (_writer.Run("DELETE FROM bulk_runs WHERE begun_at < $1", old) > 0)
            {
                MarkTraces();
            }
            return true;
        });
    }

    internal static string RunBound(string run) => $"bulk {run}";

    internal static string LineBound(string run, int line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"bulk {run} {line}");
}

/// <summary>A CSV file of damage claims that somebody gave, and how far it is.</summary>
/// <param name="Id">Its key, which nobody guesses.</param>
/// <param name="File">The file's name.</param>
/// <param name="BegunAt">When it was given first.</param>
/// <param name="Language">Language of what is told of its lines.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Filed">How many of them were filed.</param>
/// <param name="Refused">How many have mistakes.</param>
/// <param name="IsEnded">Whether every row was looked at; else the same file goes on where it stopped.</param>
public sealed record BulkRun(string Id, string File, DateTimeOffset BegunAt, string Language, int Rows, int Filed, int Refused, bool IsEnded);
