using System.Buffers;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Attest.Register.Evidence;

/// <summary>Looks through the contents of an office document for what fetches or runs something when it is opened: fields, formulas, and addresses outside of it.</summary>
/// <remarks>The parts are read as a stream; how much they unpack to was counted before. The rows are those of <c>office-refused.tsv</c>.</remarks>
internal static class OfficeReferences
{
    private static readonly SearchValues<char> OfScheme = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private const int LongestWords = 100_000;

    private static readonly FrozenSet<string> Fields = Of("field"), Pressed = Of("href");
    private static readonly FrozenSet<string> Formulas = Of("formula");

    /// <summary>Whether a part fetches or runs something.</summary>
    /// <param name="path">Its path, in small letters.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="XmlException">It is not well formed.</exception>
    public static bool Fetches(string path, ZipArchiveEntry part)
    {
        if (!path.EndsWith(".xml", StringComparison.Ordinal) || path.StartsWith("meta-inf/", StringComparison.Ordinal))
        {
            return false;
        }
        using var unpacked = part.Open();
        using var reader = XmlReader.Create(unpacked, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        // The words of a field may be parted by others that tell how it looks.
        var (field, isTable) = (new StringBuilder(), path.StartsWith("xl/", StringComparison.Ordinal));
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (HasRefusedAttribute(reader))
            {
                return true;
            }
            var isRefused = reader.LocalName switch
            {
                "fldChar" when reader.GetAttribute("fldCharType", reader.NamespaceURI) == "begin" => field.Clear() is null,
                "instrText" when !isTable => IsRefusedField(field.Append(TextOf(reader)).ToString()),
                "f" when isTable => IsRefusedFormula(TextOf(reader)),
                _ => false,
            };
            if (isRefused)
            {
                return true;
            }
        }
        return false;
    }

    private static string TextOf(XmlReader reader)
    {
        var words = new StringBuilder();
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            words.Append(reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && words.Length < LongestWords ? reader.Value : "");
        }
        return words.ToString();
    }

    private static bool HasRefusedAttribute(XmlReader reader)
    {
        var (element, isRefused) = (reader.LocalName, false);
        while (reader.MoveToNextAttribute())
        {
            isRefused |= reader.LocalName switch
            {
                "instr" => IsRefusedField(reader.Value),
                "formula" => IsRefusedFormula(reader.Value),
                "href" => !Pressed.Contains(element) && LiesOutside(reader.Value),
                _ => false,
            };
        }
        reader.MoveToElement();
        return isRefused;
    }

    // A field begins with its kind.
    private static bool IsRefusedField(string words) =>
        words.Split([' ', '\t', '\r', '\n', '\u00A0', '"', '\\'], 2, StringSplitOptions.RemoveEmptyEntries) is [var kind, ..] && Fields.Contains(kind.ToLowerInvariant());

    private static bool IsRefusedFormula(string formula)
    {
        var plain = formula.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        return Formulas.Any(what => plain.Contains(what, StringComparison.Ordinal));
    }

    private static bool LiesOutside(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return address.StartsWith('/') || address.StartsWith('\\') || address.StartsWith("../", StringComparison.Ordinal) || address.StartsWith("..\\", StringComparison.Ordinal)
            || (colon > 0 && !address.AsSpan(0, colon).ContainsAnyExcept(OfScheme));
    }

    private static FrozenSet<string> Of(string by) => OfficeDocument.Refused[by].ToFrozenSet(StringComparer.Ordinal);
}
