using System.Globalization;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Keeping house while the register is open: uploads that nobody finishes, files that nothing names, traces of what was erased, and how much one account may fill.</content>
public sealed partial class DamageRegister
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1), RetryEvery = TimeSpan.FromMinutes(1);

    // How long an emptying of the write-ahead log waits for readers, and how long any other work waits for another process.
    private const int ShortWait = 250, LongWait = 30_000;

    private ITimer? _sweeping, _retrying;

    /// <summary>Removes uploads that nobody finished, files that nothing names, and traces of what was erased; it is done at opening and each hour.</summary>
    internal Task SweepAsync(CancellationToken cancel) => AloneAsync("Removing what nobody finished from the register of", () =>
    {
        RemoveFiles();
        SweepEvidence();
        ForgetRuns();
        return EmptyLog();
    }, cancel);

    private void KeepHouse()
    {
        RemoveFiles();
        SweepEvidence();
        ForgetRuns();
        RegisterVerifier.SweepLeftovers(Folder, _clock.GetUtcNow());
        EmptyLog();
        _sweeping = _clock.CreateTimer(_ => Quietly(HourlyAsync), null, SweepEvery, SweepEvery);
        _retrying = _clock.CreateTimer(_ => Quietly(cancel => AloneAsync("Removing traces from the register of", EmptyLog, cancel)), null, RetryEvery, RetryEvery);
    }

    private async Task HourlyAsync(CancellationToken cancel)
    {
        await SweepAsync(cancel);
        await PublishHeadWhereDueAsync(cancel);
    }

    // What could not be done now is done the next time; what is being closed needs none of it.
    private static async void Quietly(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(CancellationToken.None);
        }
        catch (Exception fault) when (fault is Attest.Archive.ArchiveException or ObjectDisposedException)
        {
            // The disk is full or another process writes.
        }
    }

    private void MarkTraces() => _writer.Run("INSERT OR IGNORE INTO traces (only, since) VALUES (1, $1)", Moment.Write(_clock.GetUtcNow()));

    /// <summary>Empties the write-ahead log, in which what was deleted still stands until then.</summary>
    /// <returns>Whether nothing is left; else somebody reads an older state, and it is tried again.</returns>
    private bool EmptyLog()
    {
        if (_writer.Value("SELECT 1 FROM traces") is null)
        {
            return true;
        }
        try
        {
            _writer.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {ShortWait}"));
            if (_writer.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            {
                return false;
            }
        }
        finally
        {
            _writer.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {LongWait}"));
        }
        _writer.Write(() => _writer.Run("DELETE FROM traces"));
        return true;
    }

    // That files are to go is written with what destroys them: whatever ends the program in between, they go when it is opened next.
    private void MarkRemoved(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            _writer.Run("INSERT OR IGNORE INTO removals (name) VALUES ($1)", file);
        }
    }

    private bool RemoveFiles()
    {
        foreach (var file in _writer.Rows("SELECT name FROM removals", row => row.GetString(0)))
        {
            _evidence.Remove(file);
            _writer.Write(() => _writer.Run("DELETE FROM removals WHERE name = $1", file));
        }
        return true;
    }

    // What is destroyed can't be read any more, whatever stands in the way of its files now.
    private async Task TryRemoveFilesAsync(string doing)
    {
        try
        {
            await AloneAsync(doing, RemoveFiles, CancellationToken.None);
        }
        catch (Attest.Archive.ArchiveException)
        {
            // They are tried again each hour and at the next opening.
        }
    }

    // What was erased is erased, whatever stands in the way of its traces now.
    private async Task<bool> TryEmptyLogAsync(string doing)
    {
        try
        {
            return await AloneAsync(doing, EmptyLog, CancellationToken.None);
        }
        catch (Attest.Archive.ArchiveException)
        {
            return false;
        }
    }

    // An account that gives more and more would fill the disk of the archive as well.
    private void RequireRoom(Actor actor, string id, long bytes)
    {
        var since = Moment.Write(_clock.GetUtcNow() - TimeSpan.FromDays(1));
        var begun = _writer.Number("SELECT coalesce(sum(bytes), 0) FROM uploads WHERE id = $2 OR id IN (SELECT id FROM drafts WHERE owner = $1)", OwnerOf(actor), id);
        var given = _writer.Rows(
            """
            SELECT evidence FROM evidence WHERE id IN (SELECT id FROM drafts WHERE owner = $1 AND is_completion = 0)
                OR id IN (SELECT id FROM damage_claims WHERE owner = $1 AND changed_at > $2)
            """,
            row => row.GetString(0), OwnerOf(actor), since).Sum(_evidence.LengthOf);
        if (begun + given + bytes > _mostBytesADay)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.most-bytes", (begun + given) >> 20, _mostBytesADay >> 20);
        }
    }

    private void RequireFewToday(Actor actor)
    {
        if (_writer.Number("SELECT count(*) FROM damage_claims WHERE owner = $1 AND filed_at > $2 AND NOT EXISTS (SELECT 1 FROM bulk_lines WHERE bulk_lines.id = damage_claims.id)", OwnerOf(actor), Moment.Write(_clock.GetUtcNow() - TimeSpan.FromDays(1))) >= _mostADay)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.most-a-day", _mostADay);
        }
    }

    /// <summary>Removes uploads that nobody finished, and files that nothing names.</summary>
    private void SweepEvidence()
    {
        var old = Moment.Write(_clock.GetUtcNow() - UploadAge);
        _writer.Write(() => _writer.Run("DELETE FROM uploads WHERE started_at < $1", old) + _writer.Run("DELETE FROM same_uploads WHERE finished_at < $1", old));
        _writer.Write(() =>
        {
            _writer.Rows("SELECT upload FROM uploads", row => row.GetString(0)).ForEach(_evidence.Unshelve);
            return true;
        });
        var named = _writer.Rows("SELECT evidence FROM evidence UNION ALL SELECT upload FROM uploads", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
        _evidence.Sweep(named, _clock.GetUtcNow());
        foreach (var upload in _running.Keys.Where(upload => !named.Contains(upload)))
        {
            _running.TryRemove(upload, out _);
        }
    }

    /// <summary>Does work on the database that is no change of the register, with nobody else writing.</summary>
    private async Task<T> AloneAsync<T>(string doing, Func<T> work, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await _pen.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(() => Explain(doing, _files, work), CancellationToken.None);
        }
        finally
        {
            _pen.Release();
        }
    }
}
