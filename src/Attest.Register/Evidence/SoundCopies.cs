using System.Buffers.Binary;

namespace Attest.Register.Evidence;

/// <summary>Recordings of sound of which only what is heard is left: the frames of an MP3, the format and samples of a WAVE file. Tags, pictures of covers and whatever else stands in them is left out.</summary>
/// <remarks>Sources: ISO/IEC 11172-3 and 13818-3 (frames of layer III), ID3v2.4, the RIFF specification of Microsoft and IBM. What a coder writes into the frames themselves stays.</remarks>
internal static class SoundCopies
{
    private const int HeaderBytes = 4;

    private static readonly int[] Rates = [44_100, 48_000, 32_000];
    private static readonly int[] BitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] BitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    /// <summary>The stretches of a recording that are heard, in order.</summary>
    /// <param name="kind"><see cref="CopyKind.Mpeg"/> or <see cref="CopyKind.Wave"/>.</param>
    /// <param name="bytes">The whole recording.</param>
    /// <exception cref="InvalidDataException">It is not whole, or what is heard can't be told from the rest.</exception>
    public static byte[] Make(CopyKind kind, byte[] bytes)
    {
        try
        {
            return kind == CopyKind.Mpeg ? Frames(bytes) : Chunks(bytes);
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("A part of the recording is cut off.", fault);
        }
    }

    private static byte[] Frames(byte[] bytes)
    {
        using var copy = new MemoryStream(bytes.Length);
        var frames = 0;
        for (var at = Begin(bytes, AfterTag(bytes)); at < bytes.Length;)
        {
            var length = FrameLength(bytes, at);
            if (length == 0 || at + length > bytes.Length)
            {
                // A tag, or what was cut: sound goes on where two frames of one sort follow each other.
                at = Begin(bytes, at + 1);
                continue;
            }
            if (!IsIndex(bytes, at))
            {
                copy.Write(bytes, at, length);
                frames++;
            }
            at += length;
        }
        return frames >= 2 ? copy.ToArray() : throw new InvalidDataException("The recording has no frames of sound.");
    }

    // ID3v2 says how long it is in seven bits a byte.
    private static int AfterTag(byte[] bytes) => bytes is [(byte)'I', (byte)'D', (byte)'3', _, _, var flags, var a, var b, var c, var d, ..] && (a | b | c | d) < 128
        ? 10 + ((a << 21) | (b << 14) | (c << 7) | d) + ((flags & 0x10) != 0 ? 10 : 0) : 0;

    private static int Begin(byte[] bytes, int from)
    {
        for (var at = from; at + HeaderBytes <= bytes.Length; at++)
        {
            if (bytes[at] == 0xFF && FrameLength(bytes, at) is > 0 and var length && at + length + HeaderBytes <= bytes.Length && FrameLength(bytes, at + length) > 0
                && bytes[at + 1] == bytes[at + length + 1] && (bytes[at + 2] & 0x0C) == (bytes[at + length + 2] & 0x0C))
            {
                return at;
            }
        }
        return bytes.Length;
    }

    // How long a frame of layer III is; 0 where none begins.
    private static int FrameLength(byte[] bytes, int at)
    {
        if (at + HeaderBytes > bytes.Length || bytes[at] != 0xFF || (bytes[at + 1] & 0xE6) != 0xE2)
        {
            return 0;
        }
        var (version, bitRate, rate, padding) = ((bytes[at + 1] >> 3) & 3, bytes[at + 2] >> 4, (bytes[at + 2] >> 2) & 3, (bytes[at + 2] >> 1) & 1);
        if (version == 1 || bitRate is 0 or 15 || rate == 3)
        {
            return 0;
        }
        return version == 3 ? (144_000 * BitRates1[bitRate] / Rates[rate]) + padding : (72_000 * BitRates2[bitRate] / (Rates[rate] >> (version == 2 ? 1 : 2))) + padding;
    }

    // A first frame without sound, in which coders write an index and their names.
    private static bool IsIndex(byte[] bytes, int at)
    {
        var (isFirst, isMono) = (((bytes[at + 1] >> 3) & 3) == 3, (bytes[at + 3] >> 6) == 3);
        var frame = bytes.AsSpan(at, Math.Min(FrameLength(bytes, at), bytes.Length - at));
        var side = HeaderBytes + (isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17);
        return Names(frame, side, "Xing"u8) || Names(frame, side, "Info"u8) || Names(frame, 36, "VBRI"u8);
    }

    private static bool Names(ReadOnlySpan<byte> frame, int at, ReadOnlySpan<byte> name) => frame.Length >= at + name.Length && frame.Slice(at, name.Length).SequenceEqual(name);

    private static byte[] Chunks(byte[] bytes)
    {
        using var copy = new MemoryStream(bytes.Length);
        copy.Write(bytes, 0, 12);
        var (hasFormat, hasSamples) = (false, false);
        for (var at = 12L; at + 8 <= bytes.Length && !hasSamples;)
        {
            ReadOnlySpan<byte> name = bytes.AsSpan((int)at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at + 4));
            var end = at + 8 + length + (length % 2);
            if (name.SequenceEqual("fmt "u8) || name.SequenceEqual("fact"u8) || name.SequenceEqual("data"u8))
            {
                hasFormat |= name.SequenceEqual("fmt "u8);
                hasSamples = name.SequenceEqual("data"u8);
                // The byte that fills up the last samples may be missing.
                copy.Write(bytes.AsSpan((int)at, checked((int)(8 + length))));
                if (length % 2 == 1)
                {
                    copy.WriteByte(0);
                }
            }
            at = end;
        }
        if (!hasFormat || !hasSamples)
        {
            throw new InvalidDataException("The recording has no format or no samples.");
        }
        var whole = copy.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)(whole.Length - 8));
        return whole;
    }
}
