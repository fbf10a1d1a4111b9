using System.Text;
using System.Text.RegularExpressions;

namespace Attest.Intake.WebPages;

/// <summary>Bytes → text for web pages: by mark, by being UTF-8, by what the page declares; never refused, as browsers never do.</summary>
internal static partial class PageDecoder
{
    // The standard looks at the first kilobyte; pages that were saved with a long comment need more.
    private const int DeclarationWithin = 8 * 1024;

    /// <summary>The page's characters, and whether some of its bytes could not be read and were replaced.</summary>
    public static (string Html, bool HasReplaced) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return Replacing(Encoding.UTF8, bytes[3..]);
        }
        if (TextDecoder.HasUtf16Mark(bytes))
        {
            return Replacing(bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, bytes[2..]);
        }
        if (TextDecoder.FirstFault(bytes, out var hasSequences) < 0)
        {
            return (Encoding.UTF8.GetString(bytes), false);
        }
        var declared = Declared(bytes);
        return declared is null
            ? Replacing(hasSequences ? Encoding.UTF8 : TextDecoder.CodePages.GetEncoding(1252)!, bytes)
            : Replacing(declared, bytes);
    }

    private static (string, bool) Replacing(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var html = encoding.GetString(bytes);
        return (html, html.Contains('\uFFFD', StringComparison.Ordinal));
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var opening = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationWithin)]);
        if (Charset().Match(opening) is not { Success: true } match)
        {
            return null;
        }
        // Latin-1 on the web means Windows-1252 (Encoding Standard, 4.2).
        var name = match.Groups["name"].Value.ToLowerInvariant() switch
        {
            "iso-8859-1" or "latin1" or "ascii" or "us-ascii" => "windows-1252",
            "iso-8859-9" => "windows-1254",
            "utf-16" or "utf-16le" or "utf-16be" => "utf-8",
            "gb2312" or "gbk" => "gb18030",
            var other => other,
        };
        try
        {
            return TextDecoder.CodePages.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<meta[^>]{0,200}charset\s*=\s*[""']?\s*(?<name>[A-Za-z0-9_:.-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
