using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Incidents.Linking;

/// <summary>The telling words of a stretch of text: rare words, pairs of capitalised words (names, streets), ages and numbers, each with its weight.</summary>
/// <remarks>A word's weight comes from a table that ships, so that it never depends on what was read before. Hot: one pass over the letters.</remarks>
internal static class TermReader
{
    /// <summary>Terms kept of one account.</summary>
    private const int Most = 60;

    private const double LeastWeight = 0.35, MostWeight = 1.5, NumberWeight = 0.6, AgeWeight = 0.5;
    private const int ShortestWord = 3, LongestNumber = 5, MostYears = 110;

    private static readonly FrozenDictionary<string, double> Weights = Load();

    /// <summary>The heaviest terms, in ordinal order.</summary>
    /// <param name="text">The report's text.</param>
    /// <param name="sentences">Where to read.</param>
    /// <param name="left">Words, in lower case, that tell nothing here: the names of those who speak.</param>
    public static IReadOnlyList<Term> Of(string text, IEnumerable<TextSpan> sentences, IReadOnlySet<string> left)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            string? before = null;
            bool beforeIsCapital = false, beforeIsNumber = false;
            var beforeEnd = -1;
            for (var i = sentence.Start; i < sentence.End;)
            {
                if (!char.IsLetterOrDigit(text[i]))
                {
                    i++;
                    continue;
                }
                var end = i + 1;
                while (end < sentence.End && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '\'' or '’' && end + 1 < sentence.End && char.IsLetterOrDigit(text[end + 1])))
                {
                    end++;
                }
                var word = Plain(text.AsSpan(i, end - i));
                var isCapital = char.IsUpper(text[i]);
                var isNumber = char.IsAsciiDigit(text[i]);
                var follows = beforeEnd == i - 1 && i > 0 && text[i - 1] == ' ';
                if (isNumber)
                {
                    AddNumber(found, text, i, end, word, beforeIsCapital);
                }
                else if (word.Length >= ShortestWord && !left.Contains(word) && Weight(word) is >= LeastWeight and var weight)
                {
                    found[word] = weight;
                }
                if (follows && isCapital && (beforeIsCapital || beforeIsNumber) && before is not null && !left.Contains(word) && !left.Contains(before))
                {
                    var both = Math.Min(MostWeight, Weight(word) + (beforeIsNumber ? NumberWeight : Weight(before)));
                    if (both >= 2 * LeastWeight)
                    {
                        found[$"{before} {word}"] = both;
                    }
                }
                (before, beforeIsCapital, beforeIsNumber, beforeEnd) = (word, isCapital, isNumber && end - i <= LongestNumber, end);
                i = end;
            }
        }
        return [.. found.OrderByDescending(term => term.Value).ThenBy(term => term.Key, StringComparer.Ordinal).Take(Most)
            .OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => new Term(term.Key, Math.Round(term.Value, 2)))];
    }

    /// <summary>How telling a word in lower case is: 1 for one that no article of the table's source holds, 0 for one that all do.</summary>
    public static double Weight(string word) => Weights.GetValueOrDefault(word, 1);

    /// <summary>Whether the last words of two triggers begin alike, as “withdrawing” and “withdrawal”.</summary>
    public static bool HaveOneStem(string one, string other)
    {
        const int Letters = 5;
        var left = one.AsSpan(one.LastIndexOf(' ') + 1);
        var right = other.AsSpan(other.LastIndexOf(' ') + 1);
        return left.Equals(right, StringComparison.OrdinalIgnoreCase)
            || left.Length >= Letters && right.Length >= Letters && left[..Letters].Equals(right[..Letters], StringComparison.OrdinalIgnoreCase);
    }

    private static void AddNumber(Dictionary<string, double> found, string text, int start, int end, string word, bool afterName)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }
        if (digits > LongestNumber)
        {
            return;
        }
        var value = int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture);
        var isBetweenCommas = digits == word.Length && afterName && start > 2 && text[start - 2] == ',' && end < text.Length && text[end] == ',';
        if (value is > 0 and < MostYears && (isBetweenCommas || word.AsSpan(digits).StartsWith("-year", StringComparison.Ordinal) || word.AsSpan(digits).StartsWith("-month", StringComparison.Ordinal)))
        {
            found[string.Create(CultureInfo.InvariantCulture, $"aged {value}")] = AgeWeight;
        }
        else if (digits == word.Length && digits is 3 or 4 && value is < 1900 or > 2100)
        {
            found[word] = NumberWeight;
        }
    }

    // Lower case, without a possessive ending, with one sort of apostrophe.
    private static string Plain(ReadOnlySpan<char> word)
    {
        if (word.Length > 2 && word[^1] == 's' && word[^2] is '\'' or '’')
        {
            word = word[..^2];
        }
        return string.Create(word.Length, word, static (plain, word) =>
        {
            for (var i = 0; i < word.Length; i++)
            {
                plain[i] = word[i] == '’' ? '\'' : char.ToLowerInvariant(word[i]);
            }
        });
    }

    private static FrozenDictionary<string, double> Load()
    {
        var rows = Table.Rows("Incidents/Linking/word-documents.tsv");
        var all = double.Parse(rows[0][1], CultureInfo.InvariantCulture);
        return rows.Skip(1).ToFrozenDictionary(
            row => row[0], row => Math.Round(Math.Log(all / (double.Parse(row[1], CultureInfo.InvariantCulture) + 1)) / Math.Log(all), 3), StringComparer.Ordinal);
    }
}

/// <summary>A telling word, pair of words, age or number.</summary>
/// <param name="Text">In lower case.</param>
/// <param name="Weight">How telling, from 0.</param>
public readonly record struct Term(string Text, double Weight)
{
    /// <summary>Whether it is an age.</summary>
    public bool IsAge => Text.StartsWith("aged ", StringComparison.Ordinal);

    /// <summary>Whether it is a pair of capitalised words, as of a person or a street.</summary>
    public bool IsName => !IsAge && Text.Contains(' ', StringComparison.Ordinal);
}
