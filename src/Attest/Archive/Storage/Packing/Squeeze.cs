using System.IO.Compression;

namespace Attest.Archive.Storage.Packing;

/// <summary>Bytes under Brotli, quickly: what the views keep whole and read seldom.</summary>
internal static class Squeeze
{
    private const int Quality = 1, WindowBits = 18, LengthBytes = sizeof(int);

    /// <summary>The bytes, packed behind their length.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[LengthBytes + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BitConverter.TryWriteBytes(packed, bytes.Length);
        return BrotliEncoder.TryCompress(bytes, packed.AsSpan(LengthBytes), out var written, Quality, WindowBits)
            ? packed[..(LengthBytes + written)]
            : throw new InvalidOperationException($"Packing {bytes.Length} bytes: found no room for them in {packed.Length}.");
    }

    /// <summary>The bytes that were packed.</summary>
    /// <exception cref="FormatException">These are other bytes.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < LengthBytes || BitConverter.ToInt32(packed) is < 0 or > 1 << 30)
        {
            throw PackReader.Damaged();
        }
        var bytes = new byte[BitConverter.ToInt32(packed)];
        return BrotliDecoder.TryDecompress(packed[LengthBytes..], bytes, out var written) && written == bytes.Length ? bytes : throw PackReader.Damaged();
    }
}
