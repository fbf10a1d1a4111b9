namespace Attest.Intake;

/// <summary>Tells text from what is not: by known first bytes, by NUL, by too many control characters.</summary>
internal static class BinaryContent
{
    private const int LookedAt = 64 * 1024;

    // Text has a stray control character now and then; one in fifty is no text.
    private const int MostControlsPerHundred = 2;

    private static readonly (byte[] Start, string Name)[] Signatures =
        [.. Table.Rows("Intake/signatures.tsv").Select(row => (Convert.FromHexString(row[0]), row[1]))];

    /// <summary>What the bytes are, in words for a message; null where they can be text.</summary>
    /// <param name="bytes">To look at.</param>
    /// <param name="isPage">Whether they are said to be a web page.</param>
    public static string? Find(ReadOnlySpan<byte> bytes, bool isPage)
    {
        foreach (var (start, name) in Signatures)
        {
            if (bytes.StartsWith(start))
            {
                return name;
            }
        }
        if (TextDecoder.HasUtf16Mark(bytes))
        {
            return null;
        }
        // A stray NUL in a page is passed over, as browsers do; in a text it means that it is none.
        var nul = bytes.IndexOf((byte)0);
        if (nul >= 0 && !isPage)
        {
            return $"binary data (a NUL byte at position {nul})";
        }
        var part = bytes[..Math.Min(bytes.Length, LookedAt)];
        var controls = 0;
        foreach (var unit in part)
        {
            if (unit < 0x20 && unit is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) || unit == 0x7F)
            {
                controls++;
            }
        }
        return controls * 100 > part.Length * MostControlsPerHundred ? $"binary data ({controls} control characters in the first {part.Length} bytes)" : null;
    }
}
