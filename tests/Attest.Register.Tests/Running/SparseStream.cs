namespace Attest.Register.Tests.Running;

/// <summary>A long file of which only the parts that are not noughts are in memory.</summary>
internal sealed class SparseStream : Stream
{
    private readonly List<(long Start, byte[] Bytes)> _parts = [];
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get; set; }

    public void Add(byte[] bytes)
    {
        _parts.Add((_length, bytes));
        _length += bytes.Length;
    }

    public void AddZeroes(long count) => _length += count;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var given = (int)Math.Max(0, Math.Min(count, _length - Position));
        Array.Clear(buffer, offset, given);
        foreach (var (start, bytes) in _parts)
        {
            var (from, to) = (Math.Max(start, Position), Math.Min(start + bytes.Length, Position + given));
            if (from < to)
            {
                bytes.AsSpan((int)(from - start), (int)(to - from)).CopyTo(buffer.AsSpan(offset + (int)(from - Position)));
            }
        }
        Position += given;
        return given;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => _length + offset };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
