using System.Globalization;
using Attest.Register.DamageClaims;

namespace Attest.Register.Evidence;

/// <summary>What a file is by its content; its name tells nothing.</summary>
/// <param name="MediaType">Its type.</param>
/// <param name="Name">In words.</param>
/// <param name="Kind">Picture, video, sound or document.</param>
/// <param name="Showing">How a page may show it.</param>
/// <param name="Copy">How its working copy is made.</param>
/// <param name="Endings">What the name of such a file may end with; the first is given to one that ends otherwise.</param>
internal sealed record ContentType(string MediaType, string Name, EvidenceKind Kind, EvidenceShowing Showing, CopyKind Copy, IReadOnlyList<string> Endings)
{
    /// <summary>How much of a file is looked at first.</summary>
    public const int HeadBytes = 64 * 1024;

    private static readonly (ContentType Type, Beginning[] Begins)[] Known =
    [
        .. Table.Rows(typeof(ContentType).Assembly, "Evidence/types.tsv").Select(row => (
            new ContentType(row[0], row[1], WireNames<EvidenceKind>.Parse(row[2]), WireNames<EvidenceShowing>.Parse(row[3]), WireNames<CopyKind>.Parse(row[4]), row[5].Split('|')), Beginning.All(row[6]))),
    ];

    private static readonly (string What, Beginning[] Begins)[] Refused =
        [.. Table.Rows(typeof(ContentType).Assembly, "Evidence/refused.tsv").Select(row => (row[1], Beginning.All(row[0])))];

    /// <summary>Those of the table, in its order.</summary>
    public static IEnumerable<ContentType> All => Known.Select(known => known.Type);

    /// <summary>A plain text.</summary>
    public static ContentType Text { get; } = Document("text/plain", "text", "txt");

    /// <summary>A document that is only downloaded.</summary>
    public static ContentType Document(string mediaType, string name, string ending) => new(mediaType, name, EvidenceKind.Document, EvidenceShowing.Download, CopyKind.None, [ending]);

    /// <summary>The type that content begins as; null where it is none of the table.</summary>
    public static ContentType? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (type, begins) in Known)
        {
            if (Beginning.Any(begins, head))
            {
                return type;
            }
        }
        return null;
    }

    /// <summary>What is refused that content begins as, the end of a key of the resource files; null for none.</summary>
    public static string? RefusedAs(ReadOnlySpan<byte> head)
    {
        foreach (var (what, begins) in Refused)
        {
            if (Beginning.Any(begins, head))
            {
                return what;
            }
        }
        return null;
    }

    // Bytes at places, all of which must hold.
    private sealed record Beginning((int Offset, byte[] Bytes)[] Parts)
    {
        public static Beginning[] All(string cell) => [.. cell.Split('|').Select(alternative => new Beginning([.. alternative.Split('+').Select(Part)]))];

        public static bool Any(Beginning[] begins, ReadOnlySpan<byte> head)
        {
            foreach (var one in begins)
            {
                if (one.Holds(head))
                {
                    return true;
                }
            }
            return false;
        }

        private bool Holds(ReadOnlySpan<byte> head)
        {
            foreach (var (offset, bytes) in Parts)
            {
                if (head.Length < offset + bytes.Length || !head.Slice(offset, bytes.Length).SequenceEqual(bytes))
                {
                    return false;
                }
            }
            return true;
        }

        private static (int, byte[]) Part(string part) => (int.Parse(part.Split(':')[0], CultureInfo.InvariantCulture), Convert.FromHexString(part.Split(':')[1]));
    }
}

/// <summary>How a working copy is made.</summary>
internal enum CopyKind
{
    /// <summary>None is: the original alone can be downloaded.</summary>
    None,

    /// <summary>The segments of a JPEG that draw the picture.</summary>
    Jpeg,

    /// <summary>The chunks of a PNG that draw the picture.</summary>
    Png,

    /// <summary>The blocks of a GIF that draw the picture.</summary>
    Gif,

    /// <summary>The chunks of a WebP that draw the picture.</summary>
    Webp,

    /// <summary>The boxes of a film but those that describe it.</summary>
    Boxes,

    /// <summary>The frames of an MP3.</summary>
    Mpeg,

    /// <summary>The format and samples of a WAVE file.</summary>
    Wave,
}
