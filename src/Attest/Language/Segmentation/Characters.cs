using System.Globalization;
using System.Runtime.CompilerServices;

namespace Attest.Language.Segmentation;

/// <summary>What characters count as, for cutting words.</summary>
internal static class Characters
{
    /// <summary>Whether a word can hold the character: letters, digits, marks on them, and what joins them without being seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(ReadOnlySpan<char> text, int index)
    {
        var character = text[index];
        return character < 128 ? char.IsAsciiLetterOrDigit(character) || character == '_' : IsWordBeyondAscii(text, index);
    }

    /// <summary>Whether the character parts words and is no word itself; control characters are counted so.</summary>
    public static bool IsSpace(char character) => character <= ' ' || char.IsWhiteSpace(character) || character is '\u007F' or '\u200B' or '\uFEFF';

    /// <summary>The straight and the curly apostrophe, and the marks that stand in for it.</summary>
    public static bool IsApostrophe(char character) => character is '\'' or '’' or 'ʼ' or '`' or '´' or '＇';

    /// <summary>The short hyphens that join words.</summary>
    public static bool IsHyphen(char character) => character is '-' or '‐' or '‑';

    /// <summary>Hyphens and dashes of any length.</summary>
    public static bool IsDash(char character) => character is '-' or '‐' or '‑' or '‒' or '–' or '—' or '―';

    /// <summary>Quotation marks and brackets that close.</summary>
    public static bool IsCloser(char character) => character is ')' or ']' or '}' or '”' or '’' or '»' or '›' or '"' or '\'';

    /// <summary>Quotation marks and brackets that open.</summary>
    public static bool IsOpener(char character) => character is '(' or '[' or '{' or '“' or '„' or '‘' or '«' or '‹' or '"' or '\'';

    private static bool IsWordBeyondAscii(ReadOnlySpan<char> text, int index)
    {
        var character = text[index];
        if (!char.IsSurrogate(character))
        {
            return IsWordCategory(CharUnicodeInfo.GetUnicodeCategory(character)) || character is '\u00AD' or '\u200C' or '\u200D' or '\u2060';
        }
        // Either half of a pair answers for the whole; a lone half is a symbol.
        var low = char.IsLowSurrogate(character);
        var other = low ? index - 1 : index + 1;
        return (uint)other < (uint)text.Length
            && (low ? char.IsSurrogatePair(text[other], character) : char.IsSurrogatePair(character, text[other]))
            && IsWordCategory(CharUnicodeInfo.GetUnicodeCategory(low ? char.ConvertToUtf32(text[other], character) : char.ConvertToUtf32(character, text[other])));
    }

    private static bool IsWordCategory(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber;
}
