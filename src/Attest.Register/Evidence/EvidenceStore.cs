using System.Security.Cryptography;
using Attest.Archive.Storage;

namespace Attest.Register.Evidence;

/// <summary>The encrypted files of the evidence: <c>evidence/ab/abcdef…</c> for an original, the same with <c>.copy</c> for its working copy, <c>evidence/incoming/…</c> for what is being uploaded.</summary>
/// <remarks>A file stands under its name only when it is whole and durable. What no entry of the ledger names is removed when the register is opened.</remarks>
internal sealed class EvidenceStore(string folder)
{
    public const string CopySuffix = ".copy";

    /// <summary>What is younger may still be in the making by another process.</summary>
    public static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    private readonly string _root = Path.Combine(folder, "evidence");

    /// <summary>Told before a file is put under another name or removed; tests look there at what a kill would leave. Null for nobody.</summary>
    public Action? Changing { get; set; }

    private string Incoming => Path.Combine(_root, "incoming");

    /// <summary>The file of a piece or copy.</summary>
    public string PathOf(string name) => Path.Combine(_root, name[..2], name);

    public string IncomingPath(string upload) => Path.Combine(Incoming, upload);

    /// <summary>Removes what nothing names.</summary>
    public void Sweep(IReadOnlySet<string> named, DateTimeOffset now)
    {
        Directory.CreateDirectory(Incoming);
        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(path);
            var piece = name.EndsWith(CopySuffix, StringComparison.Ordinal) ? name[..^CopySuffix.Length] : name;
            if (!named.Contains(piece) && File.GetLastWriteTimeUtc(path) < now.UtcDateTime - LeftoverAge)
            {
                Delete(path);
            }
        }
    }

    /// <summary>How much of an upload is there and whole; what a cut left of a block is taken off.</summary>
    public long Received(string upload, byte[] key)
    {
        var path = IncomingPath(upload);
        if (!File.Exists(path))
        {
            return 0;
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        using var aes = new AesGcm(key, EvidenceBlocks.TagBytes);
        return Mend(file, aes, upload, new byte[EvidenceBlocks.PlainBytes]);
    }

    /// <summary>Appends to an upload until the bytes end or fail; what came is durable either way.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="key">The damage claim's key.</param>
    /// <param name="offset">Where the bytes begin.</param>
    /// <param name="most">How long the whole may become.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="digest">Takes in each byte that is kept.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>How much is there then; one more than <paramref name="most"/> where more came.</returns>
    public async Task<long> AppendAsync(string upload, byte[] key, long offset, long most, Stream bytes, IncrementalHash digest, CancellationToken cancel)
    {
        var (plain, output) = (new byte[EvidenceBlocks.PlainBytes], new byte[EvidenceBlocks.SealedBytes]);
        await using var file = new FileStream(IncomingPath(upload), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        using var aes = new AesGcm(key, EvidenceBlocks.TagBytes);
        var length = Mend(file, aes, upload, plain);
        if (length != offset)
        {
            throw new InvalidOperationException($"Appending to an upload: found {length} bytes, expected {offset}.");
        }
        var (block, held) = ((long)0, 0);
        (block, var tail) = Math.DivRem(length, EvidenceBlocks.PlainBytes);
        held = (int)tail;
        var isDirty = false;
        try
        {
            while (await bytes.ReadAsync(plain.AsMemory(held), cancel) is > 0 and var read)
            {
                if (length + read > most)
                {
                    return most + 1;
                }
                digest.AppendData(plain, held, read);
                (held, length, isDirty) = (held + read, length + read, true);
                if (held == plain.Length)
                {
                    WriteBlock();
                    (block, held, isDirty) = (block + 1, 0, false);
                }
            }
        }
        finally
        {
            if (isDirty)
            {
                WriteBlock();
            }
            file.Flush(flushToDisk: true);
            CryptographicOperations.ZeroMemory(plain);
        }
        return length;

        void WriteBlock()
        {
            file.Position = block * EvidenceBlocks.SealedBytes;
            file.Write(output, 0, EvidenceBlocks.Seal(aes, upload, block, plain.AsSpan(0, held), output));
        }
    }

    /// <summary>How much room a piece takes, its copy aside; 0 where its file is missing.</summary>
    public long LengthOf(string name) => new FileInfo(PathOf(name)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Every file that is kept, by its name, and whether it is still being received; one that goes while they are listed is left out.</summary>
    public IEnumerable<(string Name, bool IsIncoming, DateTime Changed)> Files() => Directory.Exists(_root)
        ? Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Select(path => (Path.GetFileName(path), Path.GetDirectoryName(path) == Incoming, File.GetLastWriteTimeUtc(path))).Where(file => file.Item3 > DateTime.UnixEpoch) : [];

    /// <summary>Opens an upload for reading.</summary>
    public EvidenceStream OpenIncoming(string upload, byte[] key, long bytes) => new(IncomingPath(upload), upload, key, bytes);

    /// <summary>Opens a piece or copy for reading.</summary>
    /// <exception cref="InvalidDataException">It is not as long as it should be; blocks that were changed are found as they are read.</exception>
    public EvidenceStream Open(string name, byte[] key, long bytes) => new(PathOf(name), name, key, bytes);

    /// <summary>Keeps a working copy; durable under its name on return.</summary>
    public async Task WriteCopyAsync(string name, byte[] key, Func<Stream, Task> write, CancellationToken cancel)
    {
        var incoming = IncomingPath(name);
        await using (var file = new FileStream(incoming, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            await using (var sealing = new SealingStream(file, name, key))
            {
                await write(sealing);
            }
            cancel.ThrowIfCancellationRequested();
            file.Flush(flushToDisk: true);
        }
        Shelve(incoming, name);
    }

    /// <summary>Puts a whole upload under its name as a piece.</summary>
    public void Shelve(string upload) => Shelve(IncomingPath(upload), upload);

    /// <summary>Puts a piece that no entry came to name back among the uploads, so that it can be finished again. What is not there is no fault.</summary>
    public void Unshelve(string upload)
    {
        var path = Path.Combine(_root, upload[..2], upload);
        if (File.Exists(path) && !File.Exists(IncomingPath(upload)))
        {
            Changing?.Invoke();
            File.Move(path, IncomingPath(upload));
            DurableFolder.Flush(Incoming);
        }
    }

    /// <summary>Removes a piece with its copy, or an upload. What is not there is no fault.</summary>
    public void Remove(string name)
    {
        foreach (var path in new[] { IncomingPath(name), IncomingPath(name + CopySuffix), PathOf(name), PathOf(name + CopySuffix) }.Where(File.Exists))
        {
            Delete(path);
        }
    }

    private void Delete(string path)
    {
        Changing?.Invoke();
        File.Delete(path);
    }

    private void Shelve(string incoming, string name)
    {
        var path = PathOf(name);
        var shelf = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(shelf))
        {
            Directory.CreateDirectory(shelf);
            DurableFolder.Flush(_root);
        }
        Changing?.Invoke();
        File.Move(incoming, path, overwrite: true);
        DurableFolder.Flush(shelf);
    }

    // How much is whole; the last, unfilled block is left in the buffer.
    private static long Mend(FileStream file, AesGcm aes, string name, byte[] plain)
    {
        var (blocks, rest) = Math.DivRem(file.Length, EvidenceBlocks.SealedBytes);
        if (rest > 0)
        {
            var last = new byte[rest];
            file.Position = blocks * EvidenceBlocks.SealedBytes;
            file.ReadExactly(last);
            try
            {
                return (blocks * EvidenceBlocks.PlainBytes) + EvidenceBlocks.Open(aes, name, blocks, last, plain);
            }
            catch (InvalidDataException)
            {
                file.SetLength(blocks * EvidenceBlocks.SealedBytes);
            }
        }
        return blocks * EvidenceBlocks.PlainBytes;
    }

    private sealed class SealingStream(FileStream file, string name, byte[] key) : Stream
    {
        private readonly AesGcm _aes = new(key, EvidenceBlocks.TagBytes);
        private readonly byte[] _plain = new byte[EvidenceBlocks.PlainBytes], _sealed = new byte[EvidenceBlocks.SealedBytes];
        private long _block;
        private int _held;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                var taken = Math.Min(buffer.Length, _plain.Length - _held);
                buffer[..taken].CopyTo(_plain.AsSpan(_held));
                _held += taken;
                buffer = buffer[taken..];
                if (_held == _plain.Length)
                {
                    WriteBlock();
                }
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                if (_held > 0)
                {
                    WriteBlock();
                }
                _aes.Dispose();
                CryptographicOperations.ZeroMemory(_plain);
            }
            base.Dispose(disposing);
        }

        private void WriteBlock()
        {
            file.Write(_sealed, 0, EvidenceBlocks.Seal(_aes, name, _block, _plain.AsSpan(0, _held), _sealed));
            (_block, _held) = (_block + 1, 0);
        }
    }
}
