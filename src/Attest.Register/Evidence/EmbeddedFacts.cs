using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Attest.Register.Evidence;

/// <summary>Reads what pictures say of themselves beside Exif: XMP packets, which are made to be found in any file, and IPTC records; and Exif in files that no working copy is made of. Whatever is damaged is passed over.</summary>
internal static class EmbeddedFacts
{
    private const int LongestPacket = 1 << 20;
    private const int MostDatasets = 500;

    private static readonly Dictionary<(string By, string What), string> Names =
        Table.Rows(typeof(EmbeddedFacts).Assembly, "Evidence/embedded-facts.tsv").ToDictionary(row => (row[0], row[1]), row => row[2]);

    /// <summary>Reads them.</summary>
    /// <param name="picture">The whole file.</param>
    /// <param name="hasExif">Whether Exif is looked for, too.</param>
    /// <param name="facts">Gets what is found.</param>
    public static void Read(ReadOnlySpan<byte> picture, bool hasExif, FactList facts)
    {
        if (hasExif)
        {
            ReadExif(picture, facts);
        }
        ReadXmp(picture, facts);
        ReadIptc(picture, facts);
    }

    // A TIFF is Exif from its first byte on; the containers of HEIC and AVIF hold it as an item.
    private static void ReadExif(ReadOnlySpan<byte> picture, FactList facts)
    {
        if (picture.StartsWith("II*\0"u8) || picture.StartsWith("MM\0*"u8))
        {
            ExifReader.Read(picture, facts);
            return;
        }
        foreach (var head in new[] { "Exif\0\0MM\0*"u8.ToArray(), "Exif\0\0II*\0"u8.ToArray() })
        {
            if (picture.IndexOf(head) is >= 0 and var at)
            {
                ExifReader.Read(picture[(at + 6)..], facts);
            }
        }
    }

    private static void ReadXmp(ReadOnlySpan<byte> picture, FactList facts)
    {
        if (picture.IndexOf("<x:xmpmeta"u8) is not (>= 0 and var start))
        {
            return;
        }
        var packet = picture[start..Math.Min(picture.Length, start + LongestPacket)];
        var end = packet.IndexOf("</x:xmpmeta>"u8);
        if (end < 0)
        {
            return;
        }
        try
        {
            using var text = new MemoryStream(packet[..(end + 12)].ToArray());
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            foreach (var element in XDocument.Load(reader).Descendants())
            {
                if (Names.TryGetValue(("xmp", element.Name.LocalName), out var name))
                {
                    facts.Add(name, element.Value);
                }
                foreach (var attribute in element.Attributes().Where(attribute => Names.ContainsKey(("xmp", attribute.Name.LocalName))))
                {
                    facts.Add(Names[("xmp", attribute.Name.LocalName)], attribute.Value);
                }
            }
        }
        catch (XmlException)
        {
            // What is damaged says nothing.
        }
    }

    private static void ReadIptc(ReadOnlySpan<byte> picture, FactList facts)
    {
        var at = picture.IndexOf("8BIM\u0004\u0004"u8);
        if (at < 0 || at + 12 > picture.Length)
        {
            return;
        }
        // The block's own name, of even length with the byte that counts it, then how long the records are.
        at += 6 + ((picture[at + 6] + 2) & ~1) + 4;
        for (var count = 0; count < MostDatasets && at + 5 <= picture.Length && picture[at] == 0x1C; count++)
        {
            var (record, dataset, length) = (picture[at + 1], picture[at + 2], BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 3)..]));
            if (length > picture.Length - at - 5)
            {
                return;
            }
            if (record == 2 && Names.TryGetValue(("iptc", dataset.ToString(CultureInfo.InvariantCulture)), out var name))
            {
                facts.Add(name, Encoding.UTF8.GetString(picture.Slice(at + 5, Math.Min(length, (ushort)1024))));
            }
            at += 5 + length;
        }
    }
}
