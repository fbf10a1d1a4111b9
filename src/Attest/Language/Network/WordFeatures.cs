namespace Attest.Language.Network;

/// <summary>What the network sees of a word by itself: rows of its tables.</summary>
/// <param name="Vector">Row of the ready-made vectors; -1 where the word has none.</param>
/// <param name="Word">Row of the learned words; 0 for those not learned.</param>
/// <param name="Prefix">Row for its first three letters.</param>
/// <param name="SuffixTwo">Row for its last two letters.</param>
/// <param name="SuffixThree">Row for its last three letters.</param>
/// <param name="SuffixFour">Row for its last four letters.</param>
/// <param name="Shape">Row for its pattern of capitals, small letters, digits and marks, and whether it has a vector.</param>
internal readonly record struct WordFeatures(int Vector, int Word, int Prefix, int SuffixTwo, int SuffixThree, int SuffixFour, int Shape)
{
    /// <summary>Rows of the hashed tables; powers of two.</summary>
    public const int PrefixRows = 4096, SuffixTwoRows = 1024, SuffixThreeRows = 4096, SuffixFourRows = 8192, ShapeRows = 1024;

    /// <summary>More letters of a word than this are not looked at.</summary>
    public const int LongestWord = 48;

    /// <summary>The word as tables know it: small letters, straight apostrophes and quotation marks.</summary>
    /// <returns>Number of characters written.</returns>
    public static int Fold(ReadOnlySpan<char> form, Span<char> folded)
    {
        var length = Math.Min(form.Length, LongestWord);
        for (var i = 0; i < length; i++)
        {
            folded[i] = form[i] switch
            {
                >= 'A' and <= 'Z' => (char)(form[i] | 0x20),
                < '\u0080' => form[i],
                '’' or '‘' or 'ʼ' or '´' => '\'',
                '“' or '”' or '„' or '«' or '»' => '"',
                '‐' or '‑' => '-',
                _ => char.ToLowerInvariant(form[i]),
            };
        }
        return length;
    }

    /// <summary>The rows of a word that the vocabulary has found (or not).</summary>
    public static WordFeatures Of(ReadOnlySpan<char> form, ReadOnlySpan<char> folded, int vector, int word) => new(
        vector,
        word,
        Row(folded[..Math.Min(3, folded.Length)], 1, PrefixRows),
        Row(folded[Math.Max(0, folded.Length - 2)..], 2, SuffixTwoRows),
        Row(folded[Math.Max(0, folded.Length - 3)..], 3, SuffixThreeRows),
        Row(folded[Math.Max(0, folded.Length - 4)..], 4, SuffixFourRows),
        ShapeRow(form, vector >= 0));

    private static int Row(ReadOnlySpan<char> letters, uint seed, int rows)
    {
        // FNV-1a, mixed once more at its end.
        var hash = 2166136261u ^ (seed * 16777619u);
        foreach (var letter in letters)
        {
            hash = (hash ^ (char.IsAsciiDigit(letter) ? '0' : letter)) * 16777619u;
        }
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        return (int)(hash & (uint)(rows - 1));
    }

    private static int ShapeRow(ReadOnlySpan<char> form, bool hasVector)
    {
        Span<char> shape = stackalloc char[LongestWord + 1];
        var length = 0;
        var run = 0;
        foreach (var letter in form[..Math.Min(form.Length, LongestWord)])
        {
            var kind = char.IsUpper(letter) ? 'X' : char.IsLetter(letter) ? 'x' : char.IsDigit(letter) ? 'd' : letter;
            run = length > 0 && shape[length - 1] == kind ? run + 1 : 1;
            if (run <= 3)
            {
                shape[length++] = kind;
            }
        }
        shape[length++] = hasVector ? '1' : '0';
        return Row(shape[..length], 5, ShapeRows);
    }
}
