using System.Globalization;
using System.Text;

namespace Attest.Claims.Places;

/// <summary>Folds names so that spellings of one name meet: case, diacritics, apostrophes and hyphens first, systems of transliteration second.</summary>
/// <remarks>The gazetteer is compiled with the same two functions that text is looked up with.</remarks>
public static class PlaceKey
{
    /// <summary>The name in lower case without marks: hyphens become spaces, apostrophes and full stops go.</summary>
    public static string Fold(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAscii(letter))
            {
                return FoldLetters(Decompose(name));
            }
        }
        return FoldLetters(name);
    }

    /// <summary>A folded name in one neutral transliteration, so that Kharkov's and Kharkiv's spellers agree; empty where too little is left to tell names apart.</summary>
    public static string Skeleton(string folded)
    {
        const int LeastLetters = 4;
        var skeleton = new StringBuilder(folded);
        foreach (var rule in Transliteration.Rules)
        {
            rule.Apply(skeleton);
        }
        var length = 0;
        for (var i = 0; i < skeleton.Length; i++)
        {
            if (length == 0 || skeleton[i] != skeleton[length - 1])
            {
                skeleton[length++] = skeleton[i];
            }
        }
        skeleton.Length = length;
        return length < LeastLetters ? "" : skeleton.ToString();
    }

    private static string FoldLetters(ReadOnlySpan<char> name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '’' or '‘' or 'ʼ' or 'ʹ' or '`' or '´' or '.') && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
                && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }
        while (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }
        return folded.ToString();
    }

    private static string Decompose(ReadOnlySpan<char> name)
    {
        var letters = new StringBuilder(name.Length + 2);
        foreach (var letter in name)
        {
            // Letters that Unicode does not decompose; a lone surrogate can't be normalised.
            _ = letter switch
            {
                'ø' or 'Ø' => letters.Append('o'),
                'ł' or 'Ł' => letters.Append('l'),
                'đ' or 'Đ' or 'ð' or 'Ð' => letters.Append('d'),
                'ı' => letters.Append('i'),
                'ß' => letters.Append("ss"),
                'æ' or 'Æ' => letters.Append("ae"),
                'œ' or 'Œ' => letters.Append("oe"),
                'þ' or 'Þ' => letters.Append("th"),
                _ when char.IsSurrogate(letter) => letters.Append(' '),
                _ when CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.OtherNotAssigned => letters.Append(' '),
                _ => letters.Append(letter),
            };
        }
        return letters.ToString().Normalize(NormalizationForm.FormD);
    }
}
