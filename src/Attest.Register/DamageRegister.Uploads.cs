using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Receiving evidence, in as many pieces as the connection makes of it.</content>
public sealed partial class DamageRegister
{
    /// <summary>The longest file.</summary>
    public const long MostBytes = 250L << 20;

    /// <summary>The most pieces of evidence and uploads of one damage claim.</summary>
    public const int MostPieces = 100;

    private const int LongestDescription = 500, LongestAttempt = 64;

    // What nobody finishes within this time is removed.
    private static readonly TimeSpan UploadAge = TimeSpan.FromDays(2);

    private readonly EvidenceStore _evidence;
    private readonly ConcurrentDictionary<string, RunningUpload> _running = new(StringComparer.Ordinal);

    /// <summary>The files of the evidence.</summary>
    internal EvidenceStore Evidence => _evidence;

    /// <summary>Begins an upload to a draft, or to a damage claim that is not decided.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="id">The draft or damage claim.</param>
    /// <param name="name">The file's name, with or without folders.</param>
    /// <param name="bytes">How long the file is.</param>
    /// <param name="description">What it shows; may be empty.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is no such draft of theirs, or the file is empty or too large (<see cref="RegisterRefusal.RefusedFile"/>).</exception>
    public Task<UploadState> BeginUploadAsync(Actor actor, string id, string name, long bytes, string description, CancellationToken cancel) => BeginUploadAsync(actor, id, name, bytes, description, "", cancel);

    /// <inheritdoc cref="BeginUploadAsync(Actor, string, string, long, string, CancellationToken)"/>
    /// <remarks>Asked again with the same <c>attempt</c>, which whoever asks makes up, it gives the upload that it began then: the answer may have been lost. An empty one is always new.</remarks>
    public Task<UploadState> BeginUploadAsync(Actor actor, string id, string name, long bytes, string description, string attempt, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(attempt);
        if (bytes <= 0)
        {
            throw ContentInspector.Refusal("file.empty");
        }
        if (bytes > MostBytes)
        {
            throw TooLong(bytes);
        }
        return WriteAsync(
            "Beginning an upload to the register of",
            ledger =>
            {
                RequireTaking(_writer, actor, id);
                if (attempt.Length > 0 && Attempted(ledger.Matter, actor, id, attempt) is { } begun)
                {
                    return begun;
                }
                if (_writer.Number("SELECT (SELECT count(*) FROM evidence WHERE id = $1) + (SELECT count(*) FROM uploads WHERE id = $1)", id) >= MostPieces)
                {
                    throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.most-pieces", MostPieces);
                }
                RequireRoom(actor, id, bytes);
                var (upload, now) = (NewId(), _clock.GetUtcNow());
                var record = new UploadRecord(actor.Account, FileName.Harmless(name), description.Trim() is { Length: > LongestDescription } whole ? whole[..LongestDescription] : description.Trim())
                {
                    Attempt = attempt.Length > LongestAttempt ? attempt[..LongestAttempt] : attempt,
                };
                _writer.Run(
                    "INSERT INTO uploads (upload, id, started_at, bytes, sealed) VALUES ($1, $2, $3, $4, $5)",
                    upload, id, Moment.Write(now), bytes, RegisterKeys.Seal(Key(ledger.Matter, id), RegisterJson.Write(record), UploadBound(upload)));
                return new UploadState(upload, record.Name, bytes, 0, now);
            },
            cancel);
    }

    private UploadState? Attempted(MatterStore matter, Actor actor, string id, string attempt)
    {
        var key = Key(matter, id);
        foreach (var (upload, at, bytes, sealedUpload) in _writer.Rows("SELECT upload, started_at, bytes, sealed FROM uploads WHERE id = $1", row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetBytes(3)), id))
        {
            if (RegisterJson.Read<UploadRecord>(RegisterKeys.Unseal(key, sealedUpload, UploadBound(upload))) is var record && record.Owner == actor.Account && record.Attempt == attempt)
            {
                return new UploadState(upload, record.Name, bytes, _evidence.Received(upload, key), Moment.Read(at));
            }
        }
        return null;
    }

    /// <summary>Appends bytes to an upload; durable on return. Where the connection breaks, what came before is kept.</summary>
    /// <param name="actor">Who began it.</param>
    /// <param name="upload">The upload.</param>
    /// <param name="offset">Where the bytes begin: how much the register has received, as <see cref="UploadStateAsync"/> says.</param>
    /// <param name="bytes">The bytes; read until they end.</param>
    /// <param name="cancel">Ends the work; what was received before is kept.</param>
    /// <returns>How far it is then. Where <paramref name="offset"/> was another place, nothing is appended and the right one is told.</returns>
    /// <exception cref="RegisterException">There is no such upload of theirs, or more comes than was said.</exception>
    public async Task<UploadState> AppendUploadAsync(Actor actor, string upload, long offset, Stream bytes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(bytes);
        return await InTurnAsync(actor, upload, (begun, running) => AppendAsync(begun, running, offset, bytes, cancel), cancel);
    }

    private async Task<UploadState> AppendAsync(Begun begun, RunningUpload running, long offset, Stream bytes, CancellationToken cancel)
    {
        var upload = begun.State.Id;
        try
        {
            if (running.Length != offset)
            {
                // After a break or another process: what is there is read again.
                var received = _evidence.Received(upload, begun.Key);
                if (received != offset)
                {
                    return begun.State with { Received = received };
                }
                running.Restart(0);
                if (received > 0)
                {
                    await using var there = _evidence.OpenIncoming(upload, begun.Key, received);
                    await running.TakeInAsync(there, cancel);
                }
            }
            var length = await _evidence.AppendAsync(upload, begun.Key, offset, begun.Bytes, bytes, running.Digest, cancel);
            running.Length = length;
            if (length > begun.Bytes)
            {
                await DropUploadAsync(upload, cancel);
                throw ContentInspector.Refusal("file.longer", begun.Bytes);
            }
            return begun.State with { Received = length };
        }
        catch
        {
            running.Restart(-1);
            throw;
        }
    }

    /// <summary>How far an upload is. One that was finished is told with its <see cref="UploadState.Piece"/>.</summary>
    /// <exception cref="RegisterException">There is no such upload of theirs.</exception>
    public async Task<UploadState> UploadStateAsync(Actor actor, string upload, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await FinishedAsync(actor, upload, cancel) is { } piece ? new UploadState(upload, piece.Name, piece.Bytes, piece.Bytes, piece.ReceivedAt) { Piece = piece } : await InTurnAsync(actor, upload, (begun, _) => Task.FromResult(begun.State with { Received = _evidence.Received(upload, begun.Key) }), cancel);
    }

    /// <summary>The unfinished uploads to a draft, or to a damage claim that is not decided, the oldest first.</summary>
    /// <exception cref="RegisterException">There is no such draft of theirs, or the damage claim takes no evidence.</exception>
    public async Task<IReadOnlyList<UploadState>> UploadsAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var uploads = await ReadAsync(
            "Listing the uploads to the register of",
            sql => RequireTaking(sql, actor, id) is var _ ? sql.Rows("SELECT upload FROM uploads WHERE id = $1 ORDER BY started_at, upload", row => row.GetString(0), id) : [],
            cancel);
        var states = new List<UploadState>();
        foreach (var upload in uploads)
        {
            states.Add(await UploadStateAsync(actor, upload, cancel));
        }
        return states;
    }

    /// <summary>Finishes an upload: looks what it is by its content, makes a working copy and enters it with its custody. A damage claim that is submitted has it from then on.</summary>
    /// <returns>The piece, under the upload's key; one under another key where the same bytes are there already, which are not kept twice. Finished once more, it gives the same.</returns>
    /// <exception cref="RegisterException">It is not complete, or its content is refused (<see cref="RegisterRefusal.RefusedFile"/>); nothing of a refused file is kept.</exception>
    public async Task<EvidencePiece> FinishUploadAsync(Actor actor, string upload, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        try
        {
            return await FinishedAsync(actor, upload, cancel) ?? await InTurnAsync(actor, upload, (begun, running) => FinishAsync(actor, begun, running, cancel), cancel);
        }
        catch (RegisterException gone) when (gone.Kind == RegisterRefusal.NotFound)
        {
            // Asked twice at once, the other finished it while this one waited for its turn.
            if (await FinishedAsync(actor, upload, cancel) is { } piece)
            {
                return piece;
            }
            throw;
        }
    }

    private async Task<EvidencePiece> FinishAsync(Actor actor, Begun begun, RunningUpload running, CancellationToken cancel)
    {
        var upload = begun.State.Id;
        try
        {
            var received = _evidence.Received(upload, begun.Key);
            if (received != begun.Bytes)
            {
                throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.upload-incomplete", received, begun.Bytes);
            }
            var digest = await DigestAsync(begun, running, cancel);
            var piece = await AlreadyAsync(actor, begun, digest, cancel);
            if (piece is null)
            {
                piece = await EnterPieceAsync(actor, begun, await MakePieceAsync(actor, begun, digest, cancel), cancel);
                if (piece.Id != upload)
                {
                    await TryRemoveFilesAsync("Receiving evidence in the register of");
                }
            }
            _running.TryRemove(upload, out _);
            return piece;
        }
        catch (RegisterException refusal) when (refusal.Kind == RegisterRefusal.RefusedFile)
        {
            await DropUploadAsync(upload, cancel);
            throw;
        }
    }

    /// <summary>Receives a whole file at once: begins, appends and finishes.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="id">The draft or damage claim.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="bytes">The file; its length must be known.</param>
    /// <param name="description">What it shows; may be empty.</param>
    /// <param name="cancel">Ends the work; nothing of it is kept then.</param>
    /// <exception cref="RegisterException">As for the three.</exception>
    public async Task<EvidencePiece> ReceiveAsync(Actor actor, string id, string name, Stream bytes, string description, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var upload = await BeginUploadAsync(actor, id, name, bytes.Length - bytes.Position, description, cancel);
        try
        {
            await AppendUploadAsync(actor, upload.Id, 0, bytes, cancel);
            return await FinishUploadAsync(actor, upload.Id, cancel);
        }
        catch
        {
            await DropUploadAsync(upload.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Throws an unfinished upload away.</summary>
    /// <exception cref="RegisterException">There is no such upload of theirs.</exception>
    public async Task CancelUploadAsync(Actor actor, string upload, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await InTurnAsync(
            actor,
            upload,
            async (_, _) =>
            {
                await DropUploadAsync(upload, cancel);
                return true;
            },
            cancel);
    }

    // One at a time for each upload; what another made of it meanwhile is looked up when its turn has come.
    private async Task<T> InTurnAsync<T>(Actor actor, string upload, Func<Begun, RunningUpload, Task<T>> work, CancellationToken cancel)
    {
        await BegunAsync(actor, upload, cancel);
        var running = _running.GetOrAdd(upload, _ => new RunningUpload());
        await running.Turn.WaitAsync(cancel);
        try
        {
            return await work(await BegunAsync(actor, upload, cancel), running);
        }
        finally
        {
            running.Turn.Release();
        }
    }

    private sealed record Begun(string Id, byte[] Key, long Bytes, UploadRecord Record, UploadState State);

    private Task<Begun> BegunAsync(Actor actor, string upload, CancellationToken cancel) => ReadAsync(
        "Reading an upload to the register of",
        sql =>
        {
            if (sql.Rows("SELECT id, started_at, bytes, sealed FROM uploads WHERE upload = $1", row => (Id: row.GetString(0), At: row.GetString(1), Bytes: row.GetInt64(2), Sealed: row.GetBytes(3)), upload) is not [var row])
            {
                throw NoUpload();
            }
            RequireTaking(sql, actor, row.Id);
            var key = Key(new MatterStore(sql, _keys), row.Id);
            var record = RegisterJson.Read<UploadRecord>(RegisterKeys.Unseal(key, row.Sealed, UploadBound(upload)));
            return record.Owner == actor.Account ? new Begun(row.Id, key, row.Bytes, record, new UploadState(upload, record.Name, row.Bytes, 0, Moment.Read(row.At))) : throw NoUpload();
        },
        cancel);

    private async Task DropUploadAsync(string upload, CancellationToken cancel)
    {
        await WriteAsync(
            "Ending an upload to the register of",
            _ =>
            {
                // What became a piece of evidence meanwhile is no upload any more, and its files are the ledger's.
                if (_writer.Run("DELETE FROM uploads WHERE upload = $1", upload) == 1)
                {
                    _evidence.Remove(upload);
                }
                return true;
            },
            cancel);
        _running.TryRemove(upload, out _);
    }

    private static RegisterException NoUpload() => RegisterException.Told(RegisterRefusal.NotFound, "refusal.no-upload");

    private static RegisterException TooLong(long bytes) => ContentInspector.Refusal("file.too-long", (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture), MostBytes >> 20);

    internal static byte[] UploadBound(string upload) => Encoding.UTF8.GetBytes($"upload {upload}");

    // The digest of what was received, taken as it came; of an upload that another process began it is taken anew.
    private sealed class RunningUpload
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public IncrementalHash Digest { get; private set; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Length { get; set; }

        public void Restart(long length)
        {
            Digest.Dispose();
            (Digest, Length) = (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), length);
        }

        public async Task TakeInAsync(Stream content, CancellationToken cancel)
        {
            var buffer = new byte[EvidenceBlocks.PlainBytes];
            content.Position = 0;
            while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                Digest.AppendData(buffer, 0, read);
                Length += read;
            }
        }
    }
}
