using System.Collections.Frozen;

namespace Attest.Language.Names;

/// <summary>Names that lists and patterns know: nationalities, and models of weapons and equipment.</summary>
internal static class NameLists
{
    private const float Certainty = 0.95f;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Demonyms = Table.Words("Language/Names/demonyms.tsv", StringComparer.Ordinal);

    // By its first word: the other words of each model that starts with it.
    private static readonly FrozenDictionary<string, string[][]>.AlternateLookup<ReadOnlySpan<char>> Models = Table.Rows("Language/Names/equipment.tsv")
        .Select(row => row[0].Split(' '))
        .GroupBy(words => words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(words => words[1..]).OrderByDescending(words => words.Length).ToArray(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Designators = Table.Words("Language/Names/designators.tsv", StringComparer.Ordinal);

    /// <summary>Whether a word is one for a people or a nationality.</summary>
    public static bool IsDemonym(ReadOnlySpan<char> form) => Demonyms.Contains(form);

    /// <summary>Adds what stands among tokens[start..end], in order and without overlap.</summary>
    public static void Find(string text, ReadOnlySpan<Token> tokens, int start, int end, List<NameMention> found)
    {
        for (var token = start; token < end;)
        {
            var form = Form(text, tokens, token);
            if (!char.IsUpper(form[0]) && !char.IsAsciiDigit(form[0]))
            {
                token++;
                continue;
            }
            var last = EquipmentEnd(text, tokens, token, end);
            if (last > token)
            {
                found.Add(new NameMention(token, last, token, NameKind.Equipment, Certainty));
                token = last;
            }
            else if (Demonyms.Contains(form) && tokens[token].Tag is UniversalTag.Adj or UniversalTag.Noun or UniversalTag.Propn)
            {
                found.Add(new NameMention(token, token + 1, token, NameKind.Demonym, Certainty));
                token++;
            }
            else
            {
                token++;
            }
        }
    }

    private static ReadOnlySpan<char> Form(string text, ReadOnlySpan<Token> tokens, int token) => text.AsSpan(tokens[token].Start, tokens[token].End - tokens[token].Start);

    private static int EquipmentEnd(string text, ReadOnlySpan<Token> tokens, int at, int end)
    {
        var form = Form(text, tokens, at);
        var last = at;
        if (Models.TryGetValue(form, out var endings))
        {
            foreach (var words in endings)
            {
                if (at + words.Length < end && Follow(text, tokens, at + 1, words))
                {
                    last = at + 1 + words.Length;
                    break;
                }
            }
        }
        // T-72B3, Su-34, Kh-101: a designator, a hyphen and a number, written together.
        if (last == at && at + 2 < end && Designators.Contains(form) && IsHyphen(Form(text, tokens, at + 1)) && AreTogether(tokens, at, at + 2) && char.IsAsciiDigit(Form(text, tokens, at + 2)[0]))
        {
            last = at + 3;
        }
        // A mark after it, written together: Shahed-136, Iskander-M.
        while (last > at && last + 1 < end && IsHyphen(Form(text, tokens, last)) && AreTogether(tokens, last - 1, last + 1) && IsMark(Form(text, tokens, last + 1)))
        {
            last += 2;
        }
        return last;
    }

    private static bool Follow(string text, ReadOnlySpan<Token> tokens, int at, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Form(text, tokens, at + i).SequenceEqual(words[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool AreTogether(ReadOnlySpan<Token> tokens, int first, int last)
    {
        for (var token = first; token < last; token++)
        {
            if (tokens[token].End != tokens[token + 1].Start)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsHyphen(ReadOnlySpan<char> form) => form.Length == 1 && form[0] is '-' or '‐' or '‑' or '–';

    private static bool IsMark(ReadOnlySpan<char> form) => char.IsAsciiDigit(form[0]) || (form.Length <= 3 && char.IsUpper(form[0]));
}
