using System.Text;
using System.Text.RegularExpressions;

namespace Attest.Intake.Feeds;

/// <summary>Bytes → characters for feeds: by mark, by being UTF-8, by what the XML declaration says.</summary>
internal static partial class FeedDecoder
{
    /// <summary>Within so many bytes a feed shows that it is one.</summary>
    public const int OpeningBytes = 4096;

    private const int DeclarationWithin = 200;

    /// <summary>The characters, or why there are none; exactly one of the two is null.</summary>
    public static (string? Text, string? Fault) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return (Encoding.UTF8.GetString(bytes[3..]), null);
        }
        if (TextDecoder.HasUtf16Mark(bytes))
        {
            return ((bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]), null);
        }
        if (bytes is [(byte)'<', 0, ..] or [0, (byte)'<', ..])
        {
            return ((bytes[0] == 0 ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes), null);
        }
        var opening = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationWithin)]);
        var declared = Declaration().Match(opening) is { Success: true } match ? match.Groups["name"].Value : null;
        // In UTF-7 harmless letters turn into markup; no feed uses it.
        if (string.Equals(declared, "utf-7", StringComparison.OrdinalIgnoreCase) || string.Equals(declared, "unicode-1-1-utf-7", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "found the encoding UTF-7, expected one that feeds use, such as UTF-8");
        }
        if (TextDecoder.FirstFault(bytes, out _) < 0 && !IsEscaped(declared))
        {
            return (Encoding.UTF8.GetString(bytes), null);
        }
        return ((Named(declared) ?? Encoding.UTF8).GetString(bytes), null);
    }

    // These write other scripts in bytes of ASCII, which are UTF-8 too.
    private static bool IsEscaped(string? name) => name?.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) == true || string.Equals(name, "hz-gb-2312", StringComparison.OrdinalIgnoreCase);

    private static Encoding? Named(string? name)
    {
        if (name is null)
        {
            return TextDecoder.CodePages.GetEncoding(1252);
        }
        try
        {
            // Latin-1 on the web means Windows-1252 (Encoding Standard, 4.2).
            return name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii"
                ? TextDecoder.CodePages.GetEncoding(1252)
                : TextDecoder.CodePages.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\s*<\?xml[^>]{0,150}encoding\s*=\s*[""'](?<name>[A-Za-z0-9_:.-]{2,40})", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
