using System.Collections.Frozen;
using Attest.Claims.Places;

namespace Attest.Register.Matching;

/// <summary>The words by which an account and reports can be seen to speak of the same: a dormitory, a bakery, a bridge.</summary>
internal static class AccountWords
{
    private const int Shortest = 5;
    private const int Most = 60;

    private static readonly FrozenSet<string> Common = Table.Rows(typeof(AccountWords).Assembly, "Matching/common-words.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    // By the folded word, or where that is Cyrillic by its beginning: endings follow there as the case wants.
    private static readonly FrozenDictionary<string, string> English = Table.Rows(typeof(AccountWords).Assembly, "Matching/account-words.tsv")
        .DistinctBy(row => PlaceKey.Fold(row[0])).ToFrozenDictionary(row => PlaceKey.Fold(row[0]), row => Stem(row[1]), StringComparer.Ordinal);

    private static readonly int ShortestBeginning = English.Keys.Min(word => word.Length);

    /// <summary>The folded words of some texts that tell something, each once, in ordinal order.</summary>
    public static string[] Of(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => PlaceKey.Fold(text).Split(' ')).Where(word => word.Length >= Shortest && !char.IsAsciiDigit(word[0])).Select(InEnglish).Where(word => !Common.Contains(word)).Distinct(StringComparer.Ordinal).Take(Most).Order(StringComparer.Ordinal)];

    /// <summary>The words that two have in common.</summary>
    public static IReadOnlyList<string> Shared(string[] words, string[] others)
    {
        var shared = new List<string>();
        for (int i = 0, j = 0; i < words.Length && j < others.Length;)
        {
            var order = string.CompareOrdinal(words[i], others[j]);
            if (order == 0)
            {
                shared.Add(words[i]);
            }
            (i, j) = (order <= 0 ? i + 1 : i, order >= 0 ? j + 1 : j);
        }
        return shared;
    }

    private static string InEnglish(string word)
    {
        if (word[0] is not (>= '\u0400' and <= '\u04FF'))
        {
            return English.GetValueOrDefault(word) ?? Stem(word);
        }
        for (var length = word.Length; length >= ShortestBeginning; length--)
        {
            if (English.TryGetValue(word[..length], out var english))
            {
                return english;
            }
        }
        return word;
    }

    // Enough for English: windows and window, destroyed and destroy.
    private static string Stem(string word) => word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 6 ? word[..^2]
        : word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 7 ? word[..^3]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && word.Length > Shortest ? word[..^1] : word;
}
