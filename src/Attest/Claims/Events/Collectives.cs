using System.Collections.Frozen;

namespace Attest.Claims.Events;

/// <summary>Parties that are no state (<c>collectives.tsv</c>): blocs, armed groups, international bodies.</summary>
internal static class Collectives
{
    private static readonly FrozenDictionary<string, (string Name, string[] Words)[]> ByFirstWord = Table.Rows("Claims/Events/collectives.tsv")
        .SelectMany(row => Table.Alternatives(row[1]).Select(words => (Name: row[0], Words: words.Split(' '))))
        .GroupBy(entry => entry.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Words.Length).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Name, string[] Words)[]>.AlternateLookup<ReadOnlySpan<char>> Lookup = ByFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The party whose name begins at a token, with the index of its last; null where none does.</summary>
    public static (string Name, int Last)? At(SentenceWords words, int index)
    {
        if (!Lookup.TryGetValue(words.Sentence.Form(index), out var entries))
        {
            return null;
        }
        foreach (var (name, parts) in entries)
        {
            var fits = index + parts.Length <= words.Count;
            for (var k = 1; fits && k < parts.Length; k++)
            {
                fits = words.Sentence.Form(index + k).SequenceEqual(parts[k]);
            }
            if (fits)
            {
                return (name, index + parts.Length - 1);
            }
        }
        return null;
    }
}
