using System.Buffers.Binary;
using System.Text;
using Attest.Register.DamageClaims;

namespace Attest.Register.Evidence;

/// <summary>A picture without what is not needed to draw it: no metadata, no comments, no profiles, nothing behind its end.</summary>
/// <param name="Bytes">The copy.</param>
/// <param name="Facts">What the original said of itself.</param>
/// <param name="Width">In picture elements.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Behind">How many bytes stood behind the end of the picture in the original.</param>
internal sealed record PictureCopy(byte[] Bytes, IReadOnlyList<EvidenceFact> Facts, long Width, long Height, long Behind);

/// <summary>Makes working copies of pictures by taking over only the parts that draw them. Nothing is decoded; what does not follow its format is not copied at all.</summary>
internal static class PictureCopies
{
    /// <summary>Makes one.</summary>
    /// <exception cref="InvalidDataException">The picture does not follow its format.</exception>
    public static PictureCopy Make(CopyKind kind, byte[] picture)
    {
        try
        {
            return kind switch
            {
                CopyKind.Jpeg => Jpeg(picture),
                CopyKind.Png => Png(picture),
                CopyKind.Gif => Gif(picture),
                CopyKind.Webp => Webp(picture),
                _ => throw new InvalidDataException("This is no picture."),
            };
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The picture is cut off or damaged.", fault);
        }
    }

    // ISO/IEC 10918-1, annex B. Application data and comments are left out; the orientation is written anew, or the copy would lie on its side.
    private static PictureCopy Jpeg(byte[] picture)
    {
        var facts = new FactList();
        var parts = new List<(int Start, int Length)>();
        var (orientation, width, height, at) = (1, 0L, 0L, 2);
        while (true)
        {
            if (picture[at] != 0xFF)
            {
                throw new InvalidDataException("A marker is missing.");
            }
            while (picture[at + 1] == 0xFF)
            {
                at++;
            }
            var marker = picture[at + 1];
            if (marker == 0xD9)
            {
                at += 2;
                break;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2, 2));
            var body = picture.AsSpan(at + 4, length - 2);
            if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifReader.Read(body[6..], facts);
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
            }
            // What draws: tables, frames, restarts; and Adobe's marker, which tells how colours are meant.
            if (marker is (>= 0xC0 and <= 0xCF) or 0xDB or 0xDD || (marker == 0xEE && body.StartsWith("Adobe"u8) && length == 14))
            {
                parts.Add((at, length + 2));
            }
            at += length + 2;
            if (marker == 0xDA)
            {
                var end = EndOfScan(picture, at);
                parts.Add((at - length - 2, end - at + length + 2));
                at = end;
            }
        }
        if (width == 0 || height == 0)
        {
            throw new InvalidDataException("The picture has no size.");
        }
        using var copy = new MemoryStream(picture.Length);
        copy.Write([0xFF, 0xD8]);
        copy.Write(orientation is > 1 and <= 8 ? ExifReader.Orientation(orientation) : []);
        foreach (var (start, length) in parts)
        {
            copy.Write(picture, start, length);
        }
        copy.Write([0xFF, 0xD9]);
        return new PictureCopy(copy.ToArray(), facts.All, width, height, picture.Length - at);
    }

    private static int EndOfScan(byte[] picture, int at)
    {
        while (true)
        {
            at += picture.AsSpan(at).IndexOf((byte)0xFF) is >= 0 and var step ? step : throw new InvalidDataException("The picture is cut off.");
            if (picture[at + 1] is 0 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
            }
            else if (picture[at + 1] == 0xFF)
            {
                at++;
            }
            else
            {
                return at;
            }
        }
    }

    private static PictureCopy Png(byte[] picture)
    {
        var facts = new FactList();
        var (at, width, height, isEnded) = (8, 0L, 0L, false);
        using var copy = new MemoryStream(picture.Length);
        copy.Write(picture, 0, 8);
        while (!isEnded)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at, 4)));
            var type = Encoding.Latin1.GetString(picture, at + 4, 4);
            var body = picture.AsSpan(at + 8, length);
            if (RedundancyCheck.Of(picture.AsSpan(at + 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at + 8 + length, 4)))
            {
                throw new InvalidDataException("A chunk is damaged.");
            }
            switch (type)
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
                    break;
                case "eXIf":
                    ExifReader.Read(body, facts);
                    break;
                case "tEXt" or "iTXt" or "zTXt" when body.IndexOf((byte)0) is > 0 and var end:
                    facts.Add(Start(body[..end]), type == "tEXt" ? Start(body[(end + 1)..]) : "(packed)");
                    break;
            }
            if (type is "IHDR" or "PLTE" or "IDAT" or "IEND" or "tRNS" or "gAMA" or "cHRM" or "sRGB" or "sBIT" or "bKGD" or "pHYs" or "acTL" or "fcTL" or "fdAT")
            {
                copy.Write(picture, at, length + 12);
            }
            isEnded = type == "IEND";
            at += length + 12;
        }
        return new PictureCopy(copy.ToArray(), facts.All, width, height, picture.Length - at);
    }

    // More of a text than is shown, so that it is seen to be cut.
    private static string Start(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text[..Math.Min(text.Length, 256)]);

    private static PictureCopy Gif(byte[] picture)
    {
        var facts = new FactList();
        var at = 13 + Table(picture[10]);
        using var copy = new MemoryStream(picture.Length);
        copy.Write(picture, 0, at);
        while (picture[at] != 0x3B)
        {
            var start = at;
            if (picture[at] == 0x2C)
            {
                at = SkipBlocks(picture, at + 11 + Table(picture[at + 9]));
                copy.Write(picture, start, at - start);
                continue;
            }
            if (picture[at] != 0x21)
            {
                throw new InvalidDataException("A block is of no known kind.");
            }
            var label = picture[at + 1];
            at = SkipBlocks(picture, at + 2);
            if (label == 0xF9 || (label == 0xFF && picture.AsSpan(start + 3, 11).SequenceEqual("NETSCAPE2.0"u8)))
            {
                copy.Write(picture, start, at - start);
            }
            else if (label == 0xFE)
            {
                facts.Add("comment", Encoding.Latin1.GetString(picture, start + 3, picture[start + 2]));
            }
        }
        copy.WriteByte(0x3B);
        return new PictureCopy(copy.ToArray(), facts.All, BinaryPrimitives.ReadUInt16LittleEndian(picture.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(picture.AsSpan(8)), picture.Length - at - 1);

        static int Table(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);
    }

    private static int SkipBlocks(byte[] picture, int at)
    {
        while (picture[at] != 0)
        {
            at += picture[at] + 1;
        }
        return at + 1;
    }

    private static PictureCopy Webp(byte[] picture)
    {
        var facts = new FactList();
        var end = Math.Min(picture.Length, checked((int)BinaryPrimitives.ReadUInt32LittleEndian(picture.AsSpan(4))) + 8);
        var (at, width, height) = (12, 0L, 0L);
        using var copy = new MemoryStream(picture.Length);
        copy.Write(picture, 0, 12);
        while (at + 8 <= end)
        {
            var type = Encoding.Latin1.GetString(picture, at, 4);
            var length = checked((int)BinaryPrimitives.ReadUInt32LittleEndian(picture.AsSpan(at + 4)));
            var body = picture.AsSpan(at + 8, length);
            var whole = Math.Min(8 + length + (length & 1), picture.Length - at);
            switch (type)
            {
                case "VP8X":
                    (width, height) = (1 + Three(body[4..]), 1 + Three(body[7..]));
                    var header = picture.AsSpan(at, whole).ToArray();
                    header[8] &= 0b0001_0010;
                    copy.Write(header);
                    break;
                case "VP8 ":
                    (width, height) = width > 0 ? (width, height) : (BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF);
                    copy.Write(picture, at, whole);
                    break;
                case "VP8L":
                    var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
                    (width, height) = width > 0 ? (width, height) : ((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
                    copy.Write(picture, at, whole);
                    break;
                case "ALPH" or "ANIM" or "ANMF":
                    copy.Write(picture, at, whole);
                    break;
                case "EXIF":
                    ExifReader.Read(body.StartsWith("Exif\0\0"u8) ? body[6..] : body, facts);
                    break;
            }
            at += whole;
        }
        if (width == 0 || height == 0)
        {
            throw new InvalidDataException("The picture has no size.");
        }
        var bytes = copy.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return new PictureCopy(bytes, facts.All, width, height, picture.Length - end);

        static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }
}
