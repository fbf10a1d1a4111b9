using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Attest.Register.Evidence;

/// <summary>Looks into the documents of office programs, which are packed: of what kind one is, and that it holds no program, no other file, nothing that is fetched from elsewhere, and no more than it seems.</summary>
/// <remarks>Nothing is unpacked to the disk. The tables <c>office-types.tsv</c> and <c>office-refused.tsv</c> say what is taken and what not.</remarks>
internal static class OfficeDocument
{
    private const int MostEntries = 5000;
    private const long MostUnpacked = 256L << 20;

    // What a program reads of a list of files before it knows how many there are.
    private const long LongestDirectory = 2L << 20;
    private const int LongestDescription = 4 << 20;
    private const int EndBytes = 22;
    private const string Types = "[content_types].xml", Kind = "mimetype", Relations = ".rels";

    /// <summary>Those that are taken.</summary>
    public static IEnumerable<ContentType> Known => Taken.Select(taken => taken.Type);

    private static readonly (ContentType Type, string By, string What)[] Taken =
        [.. Table.Rows(typeof(OfficeDocument).Assembly, "Evidence/office-types.tsv").Select(row => (ContentType.Document(row[0], row[1], row[2]), row[3], row[4]))];

    /// <summary>What is refused, by what it is told by.</summary>
    internal static readonly ILookup<string, string> Refused = Table.Rows(typeof(OfficeDocument).Assembly, "Evidence/office-refused.tsv").ToLookup(row => row[0], row => row[1]);

    /// <summary>What kind of document a packed file is.</summary>
    /// <param name="content">The file; can be sought.</param>
    /// <exception cref="RegisterException">It is none, or it is refused; the message says why and what to do.</exception>
    public static ContentType Inspect(Stream content)
    {
        try
        {
            RequireShortDirectory(content);
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostEntries || archive.Entries.Sum(entry => entry.CompressedLength) > content.Length)
            {
                throw Bomb();
            }
            var parts = archive.Entries.Select(entry => (Path: entry.FullName.Replace('\\', '/').TrimStart('/').ToLowerInvariant(), Entry: entry)).ToList();
            var type = TypeOf(parts);
            CountUnpacked(archive);
            if (parts.Exists(part => IsRefused(part.Path) || (part.Path == Types && HasRefusedTypes(part.Entry)) || (part.Path.EndsWith(Relations, StringComparison.Ordinal) && HasRefusedRelations(part.Entry)) || OfficeReferences.Fetches(part.Path, part.Entry)))
            {
                throw ContentInspector.Refusal("file.active");
            }
            return type;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or XmlException or NotSupportedException)
        {
            throw ContentInspector.Refusal("file.damaged");
        }
    }

    // The list of files is read whole before it can be counted; so its length is looked at first, in the last bytes of the file (APPNOTE.TXT 6.3.10, section 4.3.16).
    private static void RequireShortDirectory(Stream content)
    {
        var end = new byte[EndBytes];
        if (content.Length < EndBytes)
        {
            throw new InvalidDataException("There is no end record.");
        }
        content.Position = content.Length - EndBytes;
        content.ReadExactly(end);
        // Another disk's number would have an extended record looked for.
        if (!end.AsSpan().StartsWith("PK\u0005\u0006\0\0\0\0"u8) || BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(20)) != 0)
        {
            throw new InvalidDataException("The end record does not stand at the end.");
        }
        var (count, start) = (BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10)), BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16)));
        if (count > MostEntries || start == uint.MaxValue || content.Length - start > LongestDirectory)
        {
            throw Bomb();
        }
    }

    private static ContentType TypeOf(List<(string Path, ZipArchiveEntry Entry)> parts)
    {
        var isDescribed = parts.Exists(part => part.Path == Types);
        var kind = parts.Find(part => part.Path == Kind).Entry is { } said && !isDescribed ? Encoding.ASCII.GetString(Read(said)) : "";
        foreach (var (type, by, what) in Taken)
        {
            if (by == Kind ? kind == what : isDescribed && parts.Exists(part => part.Path == what))
            {
                return type;
            }
        }
        throw ContentInspector.Refusal("file.archive", new TextKey("file-kind.archive-zip"));
    }

    private static bool IsRefused(string path) =>
        Refused["begins"].Any(what => path.StartsWith(what, StringComparison.Ordinal)) || Refused["ends"].Any(what => path.EndsWith(what, StringComparison.Ordinal)) || Refused["holds"].Any(what => path.Contains(what, StringComparison.Ordinal));

    private static bool HasRefusedTypes(ZipArchiveEntry entry) => Elements(entry).Attributes()
        .Any(attribute => attribute.Name.LocalName == "ContentType" && Refused["type"].Any(what => attribute.Value.Contains(what, StringComparison.OrdinalIgnoreCase)));

    private static bool HasRefusedRelations(ZipArchiveEntry entry) => Elements(entry).Any(relation =>
    {
        var kind = ((string?)relation.Attribute("Type") ?? "").Split('/')[^1].ToLowerInvariant();
        return Refused["relation"].Contains(kind) || (!Refused["link"].Contains(kind) && string.Equals((string?)relation.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase));
    });

    private static IEnumerable<XElement> Elements(ZipArchiveEntry entry)
    {
        using var text = new MemoryStream(Read(entry));
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader).Descendants();
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var unpacked = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        while (unpacked.Read(buffer) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LongestDescription)
            {
                throw Bomb();
            }
        }
        return bytes.ToArray();
    }

    // What an entry says of its length can be a lie, so that it is counted.
    private static void CountUnpacked(ZipArchive archive)
    {
        var (buffer, total) = (new byte[81920], 0L);
        foreach (var entry in archive.Entries)
        {
            using var unpacked = entry.Open();
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                if ((total += read) > MostUnpacked)
                {
                    throw Bomb();
                }
            }
        }
    }

    private static RegisterException Bomb() => ContentInspector.Refusal("file.bomb");
}
