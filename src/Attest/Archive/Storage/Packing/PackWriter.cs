using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Attest.Archive.Storage.Packing;

/// <summary>Values one after another as few bytes: numbers take as many as they need, texts are UTF-8 behind their length. <see cref="PackReader"/> reads them in the same order.</summary>
internal sealed class PackWriter
{
    /// <summary>Marks a decimal number that is not there, and one too long for the short form; any other mark is its scale and one.</summary>
    public const byte NoNumber = 0, LongNumber = 255;

    private readonly ArrayBufferWriter<byte> _output = new(512);

    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    public void Byte(byte value) => _output.Write([value]);

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>A whole number; small ones of either sign are short.</summary>
    public void Number(long value)
    {
        var left = (ulong)((value << 1) ^ (value >> 63));
        while (left >= 0x80)
        {
            Byte((byte)(left | 0x80));
            left >>= 7;
        }
        Byte((byte)left);
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_output.GetSpan(sizeof(double)), value);
        _output.Advance(sizeof(double));
    }

    /// <summary>A decimal number with as many digits as it has.</summary>
    public void Decimal(decimal? value)
    {
        if (value is not { } known)
        {
            Byte(NoNumber);
            return;
        }
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(known, bits);
        if (bits[1] == 0 && bits[2] == 0 && bits[0] >= 0)
        {
            Byte((byte)(1 + ((bits[3] >> 16) & 0xff)));
            Number(bits[3] < 0 ? -(long)bits[0] - 1 : bits[0]);
            return;
        }
        Byte(LongNumber);
        foreach (var part in bits)
        {
            Number(part);
        }
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }
        var bytes = Encoding.UTF8.GetByteCount(value);
        Number(bytes);
        Encoding.UTF8.GetBytes(value, _output.GetSpan(Math.Max(1, bytes)));
        _output.Advance(bytes);
    }

    public void List<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }
}
