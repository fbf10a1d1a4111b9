using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Attest.Register.Evidence;

namespace Attest.Register.Tests.Running;

/// <summary>Small files made by hand, as evidence comes: with all that a camera or an ill-meaning person puts into them.</summary>
internal static class SampleFiles
{
    public const string Script = "<script>alert('invented')</script>";

    /// <summary>A photograph with its camera, position and time, a comment with a script, and a script behind its end.</summary>
    public static byte[] Jpeg(int orientation = 6) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]),
        .. Segment(0xFE, Encoding.UTF8.GetBytes(Script)),
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)16, 64)]),
        .. Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
        0xFF, 0xD9,
        .. Encoding.UTF8.GetBytes(Script),
    ];

    /// <summary>A picture with a text in it.</summary>
    public static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        .. Chunk("tEXt", [.. "Comment\0"u8, .. Encoding.UTF8.GetBytes(Script)]),
        .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01]),
        .. Chunk("IEND", []),
    ];

    /// <summary>A picture with a comment.</summary>
    public static byte[] Gif() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x21, 0xFE, (byte)Script.Length, .. Encoding.UTF8.GetBytes(Script), 0,
        0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
        0x3B,
    ];

    /// <summary>A picture with Exif data.</summary>
    public static byte[] Webp()
    {
        byte[] chunks =
        [
            .. Riff("VP8X", [0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            .. Riff("VP8L", [0x2F, 0, 0, 0, 0, 0x07, 0x10, 0x11]),
            .. Riff("EXIF", Exif(1)),
            .. Riff("XMP ", Encoding.UTF8.GetBytes(Script)),
        ];
        return [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    /// <summary>A film that says where it was taken.</summary>
    public static byte[] Film() =>
    [
        .. Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isom"u8]),
        .. Box("moov", [.. Box("mvhd", new byte[100]), .. Box("udta", [.. Box("\u00A9xyz", [.. "+50.4501+030.5234/"u8])])]),
        .. Box("mdat", new byte[5000]),
    ];

    public static byte[] Pdf() => Pdf("1 0 obj <</Type /Catalog /OpenAction [3 0 R /Fit]>> endobj");

    /// <summary>A PDF with some objects as they are written, without a table of where they are: readers make one.</summary>
    public static byte[] Pdf(string objects) => Encoding.Latin1.GetBytes($"%PDF-1.7\n{objects}\n%%EOF\n");

    /// <summary>A stream of a PDF, packed by Flate as often as is said.</summary>
    public static string PdfStream(string dictionary, string content, int times = 1)
    {
        var bytes = Encoding.Latin1.GetBytes(content);
        for (; times > 0; times--)
        {
            using var packed = new MemoryStream();
            using (var flate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                flate.Write(bytes);
            }
            bytes = packed.ToArray();
        }
        return $"7 0 obj <<{dictionary}/Length {bytes.Length}>> stream\r\n{Encoding.Latin1.GetString(bytes)}\r\nendstream endobj";
    }

    /// <summary>A document that unpacks to far more than it is.</summary>
    public static byte[] ZipBomb()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "[Content_Types].xml", "word/document.xml" })
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                var zeroes = new byte[1 << 20];
                for (var index = 0; index < 150; index++)
                {
                    entry.Write(zeroes);
                }
            }
        }
        return file.ToArray();
    }

    /// <summary>A document of an office program.</summary>
    public static byte[] Docx(params string[] besides) => Zip([("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"), .. besides.Select(name => (name, "<x/>"))]);

    /// <summary>A packed file of parts, each with its words.</summary>
    public static byte[] Zip(params (string Name, string Words)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, words) in parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(words));
            }
        }
        return file.ToArray();
    }

    /// <summary>A film as a phone makes it: pictures, sound, and a track that tells where it was; the samples of the three lie in turns.</summary>
    public static byte[] PhoneFilm()
    {
        byte[] Moov(int at) => Box("moov",
        [
            .. Box("mvhd", [0, 0, 0, 0, .. Big(unchecked((int)3_800_000_000)), .. new byte[92]]),
            .. Track("vide", Box("vmhd", new byte[12]), Box("avc1", [.. new byte[12], .. "INVT"u8, .. new byte[26], 8, .. "Invented"u8, .. new byte[27]]), at, at + 300),
            .. Track("soun", Box("smhd", new byte[8]), Box("mp4a", new byte[90]), at + 100, at + 400),
            .. Track("meta", [], Box("mebx", [.. "com.apple.quicktime.location"u8]), at + 200, at + 500),
            .. Box("udta", [.. Box("\u00A9xyz", [0, 18, 0x15, 0xC7, .. "+50.4501+030.5234/"u8])]),
            .. Box("vend", [.. "Invented Cameras"u8]),
        ]);
        byte[] ftyp = Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isom"u8]);
        var contents = ftyp.Length + Moov(0).Length + 8;
        return
        [
            .. ftyp, .. Moov(contents),
            .. Box("mdat", [.. Sample('p'), .. Sample('s'), .. Sample('L'), .. Sample('p'), .. Sample('s'), .. Sample('L'), .. "Invented rest"u8]),
            .. Box("free", [.. "Invented"u8]), .. Box("SAMS", [.. "Invented"u8]),
        ];
    }

    private static byte[] Sample(char letter) => [.. Enumerable.Repeat((byte)letter, 100)];

    // Two chunks of one sample of 100 bytes.
    private static byte[] Track(string handler, byte[] header, byte[] entry, int first, int second) => Box("trak",
    [
        .. Box("tkhd", [0, 0, 0, 7, .. Big(unchecked((int)3_800_000_000)), .. new byte[76]]),
        .. Box("mdia",
        [
            .. Box("mdhd", [0, 0, 0, 0, .. Big(unchecked((int)3_800_000_000)), .. new byte[16]]),
            .. Box("hdlr", [.. new byte[8], .. Encoding.ASCII.GetBytes(handler), .. new byte[12], .. "Invented handler"u8]),
            .. Box("minf",
            [
                .. header,
                .. Box("stbl",
                [
                    .. Box("stsd", [.. new byte[4], .. Big(1), .. entry]),
                    .. Box("stsc", [.. new byte[4], .. Big(1), .. Big(1), .. Big(1), .. Big(1)]),
                    .. Box("stsz", [.. new byte[4], .. Big(0), .. Big(2), .. Big(100), .. Big(100)]),
                    .. Box("stco", [.. new byte[4], .. Big(2), .. Big(first), .. Big(second)]),
                ]),
            ]),
        ]),
    ]);

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    public static byte[] Chunk(string type, byte[] body)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. body];
        return [.. Big(body.Length), .. checkedPart, .. Big(unchecked((int)RedundancyCheck.Of(checkedPart)))];
    }

    private static byte[] Riff(string type, byte[] body) => [.. Encoding.ASCII.GetBytes(type), .. Little(body.Length), .. body, .. new byte[body.Length & 1]];

    public static byte[] Box(string type, byte[] body) => [.. Big(body.Length + 8), .. Encoding.Latin1.GetBytes(type), .. body];

    // Big-endian: make, orientation, and a position of 50.45 N 30.5 E.
    private static byte[] Exif(int orientation)
    {
        byte[] make = [.. "Invented Cameras\0"u8];
        var (makeAt, gpsAt) = (8 + 2 + (3 * 12) + 4, 8 + 2 + (3 * 12) + 4 + make.Length);
        var degreesAt = gpsAt + 2 + (4 * 12) + 4;
        return
        [
            .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 3,
            .. Field(0x010F, 2, make.Length, makeAt), .. Field(0x0112, 3, 1, orientation << 16), .. Field(0x8825, 4, 1, gpsAt), 0, 0, 0, 0,
            .. make,
            0, 4, .. Field(1, 2, 2, 'N' << 24), .. Field(2, 5, 3, degreesAt), .. Field(3, 2, 2, 'E' << 24), .. Field(4, 5, 3, degreesAt + 24), 0, 0, 0, 0,
            .. Big(50), .. Big(1), .. Big(27), .. Big(1), .. Big(0), .. Big(1), .. Big(30), .. Big(1), .. Big(30), .. Big(1), .. Big(0), .. Big(1),
        ];
    }

    private static byte[] Field(int tag, int type, int count, int value) => [(byte)(tag >> 8), (byte)tag, 0, (byte)type, .. Big(count), .. Big(value)];

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
