using System.Text;

namespace Attest.Intake;

/// <summary>Bytes → text for plain text: UTF-8, UTF-16 where a byte-order mark says so, Windows-1252 where it can be nothing else.</summary>
internal static class TextDecoder
{
    // More letters beyond ASCII than this in a hundred, and a text is in none of the languages that Windows-1252 was made for.
    private const int MostHighBytesPerHundred = 20;

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);
    private static readonly UnicodeEncoding StrictLittle = new(false, false, true);
    private static readonly UnicodeEncoding StrictBig = new(true, false, true);

    /// <summary>Any encoding by its name, strict or not as its fallback says; Windows' own among them.</summary>
    public static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    /// <summary>What decoding came to; either a text or the fault.</summary>
    /// <param name="Text">The text without a byte-order mark; null where there is none.</param>
    /// <param name="Fault">What was found instead, and what to do, as the rest of a sentence; null where there is a text.</param>
    /// <param name="IsWindows1252">Whether the fallback was taken.</param>
    public readonly record struct Decoded(string? Text, string? Fault, bool IsWindows1252);

    /// <summary>Decodes a whole file.</summary>
    public static Decoded Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }
        else if (HasUtf16Mark(bytes))
        {
            return Utf16(bytes);
        }
        var fault = FirstFault(bytes, out var hasSequences);
        if (fault < 0)
        {
            return new Decoded(StrictUtf8.GetString(bytes), null, false);
        }
        return !hasSequences && IsPlausibleWindows1252(bytes)
            ? new Decoded(CodePages.GetEncoding(1252)!.GetString(bytes), null, true)
            : new Decoded(null, $"found a byte that is not UTF-8 (0x{bytes[fault]:X2} at position {fault}), expected UTF-8, UTF-16 with a mark or Windows-1252. Save the file anew as UTF-8.", false);
    }

    /// <summary>Whether the bytes begin with the mark of UTF-16.</summary>
    public static bool HasUtf16Mark(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] && bytes is not [0xFF, 0xFE, 0, 0, ..];

    /// <summary>Position of the first byte that is not UTF-8; -1 where all are.</summary>
    /// <param name="bytes">To look at.</param>
    /// <param name="hasSequences">Whether any character beyond ASCII is rightly encoded.</param>
    public static int FirstFault(ReadOnlySpan<byte> bytes, out bool hasSequences)
    {
        hasSequences = false;
        var first = -1;
        var at = 0;
        while (at < bytes.Length)
        {
            var ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }
            at += ascii;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            {
                hasSequences = true;
            }
            else if (first < 0)
            {
                first = at;
            }
            at += length;
        }
        return first;
    }

    private static Decoded Utf16(ReadOnlySpan<byte> bytes)
    {
        var encoding = bytes[0] == 0xFF ? StrictLittle : StrictBig;
        try
        {
            var text = encoding.GetString(bytes[2..]);
            return text.Contains('\0', StringComparison.Ordinal)
                ? new Decoded(null, "found NUL characters in UTF-16, expected text. Save the report as plain text in UTF-8.", false)
                : new Decoded(text, null, false);
        }
        catch (DecoderFallbackException)
        {
            return new Decoded(null, "found UTF-16 with a broken or cut character. Save the file anew as UTF-8.", false);
        }
    }

    private static bool IsPlausibleWindows1252(ReadOnlySpan<byte> bytes)
    {
        var high = 0;
        foreach (var unit in bytes)
        {
            if (unit is 0x81 or 0x8D or 0x8F or 0x90 or 0x9D)
            {
                return false;
            }
            high += unit >> 7;
        }
        return high * 100 <= bytes.Length * MostHighBytesPerHundred;
    }
}
