using System.Security.Cryptography;

namespace Attest.Register.Evidence;

/// <summary>Reads an evidence file: each block is opened and checked as it is met. Can be sought.</summary>
internal sealed class EvidenceStream : Stream
{
    private readonly FileStream _file;
    private readonly AesGcm _aes;
    private readonly string _name;
    private readonly byte[] _sealed = new byte[EvidenceBlocks.SealedBytes];
    private readonly byte[] _plain = new byte[EvidenceBlocks.PlainBytes];
    private long _block = -1;
    private int _held;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is shorter or longer than it should be.</exception>
    public EvidenceStream(string path, string name, byte[] key, long length)
    {
        _name = name;
        Length = length;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        if (_file.Length != EvidenceBlocks.SealedLength(length))
        {
            var found = _file.Length;
            _file.Dispose();
            throw new InvalidDataException($"The evidence file {name} has {found} bytes, expected {EvidenceBlocks.SealedLength(length)}.");
        }
        _aes = new AesGcm(key, EvidenceBlocks.TagBytes);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.Length == 0)
        {
            return 0;
        }
        var (block, within) = Math.DivRem(Position, EvidenceBlocks.PlainBytes);
        if (block != _block)
        {
            _file.Position = block * EvidenceBlocks.SealedBytes;
            var read = _file.ReadAtLeast(_sealed, EvidenceBlocks.SealedBytes, throwOnEndOfStream: false);
            _held = EvidenceBlocks.Open(_aes, _name, block, _sealed.AsSpan(0, read), _plain);
            _block = block;
        }
        var given = Math.Min(buffer.Length, _held - (int)within);
        _plain.AsSpan((int)within, given).CopyTo(buffer);
        Position += given;
        return given;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _aes.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }
        base.Dispose(disposing);
    }
}
