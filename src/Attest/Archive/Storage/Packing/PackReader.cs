using System.Buffers.Binary;
using System.Text;

namespace Attest.Archive.Storage.Packing;

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
/// <param name="bytes">All of it. Where it ends too early, a <see cref="FormatException"/> says so.</param>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _left;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
        throw Damaged();
    }

    public int Int() => Number() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Damaged();

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public decimal? Decimal()
    {
        switch (Byte())
        {
            case PackWriter.NoNumber:
                return null;
            case PackWriter.LongNumber:
                int low = Int(), middle = Int(), high = Int(), flags = Int();
                return new decimal([low, middle, high, flags]);
            case > 1 + 28:
                throw Damaged();
            case var mark:
                var digits = Number();
                return new decimal((int)(digits < 0 ? -(digits + 1) : digits), 0, 0, digits < 0, (byte)(mark - 1));
        }
    }

    public string? Text() => Int() is >= 0 and var length ? length == 0 ? "" : Encoding.UTF8.GetString(Take(length)) : null;

    /// <summary>The length of a list that follows.</summary>
    public int Count() => Int() is >= 0 and var count && count <= _left.Length ? count : throw Damaged();

    public IReadOnlyList<string> Texts()
    {
        var count = Count();
        if (count == 0)
        {
            return [];
        }
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = Text() ?? throw Damaged();
        }
        return texts;
    }

    public static FormatException Damaged() => new("Reading what the views keep: found other bytes than were written.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            throw Damaged();
        }
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
