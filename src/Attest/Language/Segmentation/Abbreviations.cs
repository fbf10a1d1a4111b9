using System.Collections.Frozen;
using static Attest.Language.Segmentation.Characters;

namespace Attest.Language.Segmentation;

/// <summary>Which words keep their full stop, and which of those can end a sentence.</summary>
internal static class Abbreviations
{
    private const int Longest = 16;

    private static readonly FrozenDictionary<string, Following>.AlternateLookup<ReadOnlySpan<char>> Forms = Table.Rows("Language/Segmentation/abbreviations.tsv")
        .ToFrozenDictionary(row => row[0], row => Enum.Parse<Following>(row[1], ignoreCase: true), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private enum Following
    {
        Inside,
        Either,
        Number,
    }

    /// <summary>Whether the stop at <paramref name="stop"/> belongs to the word that starts at <paramref name="at"/>.</summary>
    public static bool TakesStop(ReadOnlySpan<char> text, int at, int stop)
    {
        if (stop + 1 < text.Length && text[stop + 1] == '.')
        {
            return false;
        }
        var length = stop - at;
        if (length == 1 && char.IsLetter(text[at]))
        {
            return IsInitial(text, at, stop);
        }
        if (length > Longest)
        {
            return false;
        }
        var word = text[at..(stop + 1)];
        return Forms.TryGetValue(word, out var following)
            ? following != Following.Number || NumberFollows(text, stop + 1)
            : IsAcronym(word);
    }

    /// <summary>Whether a sentence may end with this abbreviation when a capital follows.</summary>
    public static bool MayEndSentence(ReadOnlySpan<char> word) =>
        Forms.TryGetValue(word, out var following) ? following == Following.Either : word.Length > 2 && IsAcronym(word);

    // J. Smith, George W. Bush; but "the vitamin is C." at the end, and "than I."
    private static bool IsInitial(ReadOnlySpan<char> text, int at, int stop)
    {
        if (Forms.TryGetValue(text[at..(stop + 1)], out var following))
        {
            return following != Following.Number || NumberFollows(text, stop + 1);
        }
        if (!char.IsUpper(text[at]))
        {
            return false;
        }
        if (stop + 1 >= text.Length)
        {
            return false;
        }
        var next = stop + 1;
        while (next < text.Length && next - stop < 4 && IsSpace(text[next]))
        {
            if (text[next] == '\n')
            {
                return false;
            }
            next++;
        }
        if (next >= text.Length || !char.IsUpper(text[next]))
        {
            return next < text.Length && text[next] is ',' or '-';
        }
        if (text[at] != 'I')
        {
            return true;
        }
        // The pronoun, unless a name stands before it.
        var before = at - 1;
        while (before >= 0 && text[before] == ' ')
        {
            before--;
        }
        while (before > 0 && at - before < 24 && IsWord(text, before - 1))
        {
            before--;
        }
        return before >= 0 && at - before < 24 && char.IsUpper(text[before]);
    }

    // U.S.A., p.m.: single letters, each with a stop.
    private static bool IsAcronym(ReadOnlySpan<char> word)
    {
        if (word.Length < 4 || word.Length % 2 != 0)
        {
            return false;
        }
        for (var i = 0; i < word.Length; i += 2)
        {
            if (!char.IsLetter(word[i]) || word[i + 1] != '.')
            {
                return false;
            }
        }
        return true;
    }

    private static bool NumberFollows(ReadOnlySpan<char> text, int at)
    {
        var limit = Math.Min(text.Length, at + 4);
        while (at < limit && IsSpace(text[at]) && text[at] != '\n')
        {
            at++;
        }
        return at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '#' or ',');
    }
}
