using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>A text as the patterns of time see it.</summary>
internal sealed class TimeText
{
    private const int LongestOccasion = 4;
    private static readonly FrozenDictionary<string, string> Occasions = Table.Rows("Claims/Times/occasions.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> OccasionLookup = Occasions.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OccasionBegins =
        Occasions.Keys.Select(name => name.Split(' ', '\'', '-')[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Classifies every token.</summary>
    public TimeText(ParsedText parsed)
    {
        Parsed = parsed;
        Words = TimeWord.Of(parsed);
    }

    /// <summary>The text.</summary>
    public ParsedText Parsed { get; }

    /// <summary>Its tokens.</summary>
    public TimeWord[] Words { get; }

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> Form(int token) => Parsed.Text.AsSpan(Parsed.Tokens[token].Start, Parsed.Tokens[token].End - Parsed.Tokens[token].Start);

    /// <summary>What a token can be; nothing outside the text.</summary>
    public TimeClass ClassesAt(int token) => (uint)token < (uint)Words.Length ? Words[token].Classes : TimeClass.None;

    /// <summary>The quantity that begins with a token; no tokens where none does.</summary>
    public (int Tokens, double Value) QuantityAt(int token) => TimeQuantity.At(this, token);

    /// <summary>The year that is spelled in words from a token on; no tokens where none is.</summary>
    public (int Tokens, int Year) SpelledYearAt(int token) => TimeQuantity.YearAt(this, token);

    /// <summary>Whether a token is this word in any case; false outside the text.</summary>
    public bool Is(int token, string word) => token >= 0 && token < Words.Length && Form(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a token is one of these words in any case.</summary>
    public bool IsAny(int token, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(token, word))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The occasion that begins with a token, the longest; no tokens where none does.</summary>
    public (int Tokens, string Value) OccasionAt(int token)
    {
        var start = Parsed.Tokens[token].Start;
        if (!char.IsUpper(Parsed.Text[start]) || !OccasionBegins.Contains(Form(token)))
        {
            return (0, "");
        }
        var end = Math.Min(Parsed.Tokens.Length, token + LongestOccasion);
        for (var last = end; last > token; last--)
        {
            var length = Parsed.Tokens[last - 1].End - start;
            if (length < 32 && OccasionLookup.TryGetValue(Parsed.Text.AsSpan(start, length), out var value))
            {
                return (last - token, value);
            }
        }
        return (0, "");
    }
}
