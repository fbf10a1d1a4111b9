using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Claims.Places;

namespace Attest.Claims.Attributions;

/// <summary>What somebody has been called in a report, by which "the Lorvalian journalist" is told to be the correspondent named before (<c>role-families.tsv</c>).</summary>
internal sealed class SpeakerDescription
{
    private static readonly FrozenDictionary<string, string[]> Families = Table.Rows("Claims/Attributions/role-families.tsv")
        .SelectMany(row => Table.Alternatives(row[1]).Select(word => (word, row[0])))
        .GroupBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Item2).ToArray(), StringComparer.Ordinal);

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);

    /// <summary>Takes in the words of a source that named the speaker.</summary>
    public void Add(Words words, TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            if (words.IsWord(k))
            {
                Add(words[k]);
                AddNation(words.Phrase(k, k + 1));
            }
        }
    }

    /// <summary>Takes in a role or an affiliation that was told otherwise.</summary>
    public void Add(string? role, string? affiliation, string? side)
    {
        foreach (var word in $"{role} {affiliation}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(word.ToLowerInvariant());
        }
        AddNation(side ?? "");
    }

    /// <summary>How well a description fits: the share of its telling words that this was called by; 0 where its head or a nation in it does not fit.</summary>
    public double Fit(Words words, TokenRange source, string head)
    {
        if (!Knows(head))
        {
            return 0;
        }
        int told = 0, known = 0;
        for (var k = source.First; k < source.Last; k++)
        {
            if (!words.IsWord(k) || words.Is(k, WordClass.Determiner | WordClass.Preposition) || words[k] is "former" or "ex" or "late" or "then" or "current" or "veteran" or "same")
            {
                continue;
            }
            if (words.IsCapital(k) && NationTable.World.Find(words.Phrase(k, k + 1)) is { } nation)
            {
                if (!_nations.Contains(nation.Nation.Name))
                {
                    return 0;
                }
                known++;
            }
            else
            {
                known += Knows(words[k]) ? 1 : 0;
            }
            told++;
        }
        return told == 0 ? 0 : (double)known / told;
    }

    /// <summary>A name in one neutral transliteration; empty where it is too short to tell names apart.</summary>
    public static string Spelling(string name) => PlaceKey.Skeleton(PlaceKey.Fold(name));

    /// <summary>Whether two names of these spellings may be one: a letter apart.</summary>
    public static bool IsSpeltAlike(string one, string other)
    {
        const int LeastLetters = 5;
        var (a, b) = (one, other);
        if (a.Length > b.Length)
        {
            (a, b) = (b, a);
        }
        if (a.Length < LeastLetters || b.Length - a.Length > 1 || (b.Length > a.Length && b[^1] == 'a' && b.StartsWith(a, StringComparison.Ordinal)))
        {
            // Petrov and Petrova are two.
            return false;
        }
        var from = 0;
        while (from < a.Length && a[from] == b[from])
        {
            from++;
        }
        var rest = a.Length - from;
        return a.Length == b.Length ? rest == 0 || a.AsSpan(from + 1).SequenceEqual(b.AsSpan(from + 1)) : a.AsSpan(from).SequenceEqual(b.AsSpan(from + 1));
    }

    /// <summary>A word for an office without "ex-" or "co-" before it.</summary>
    public static string Plain(string word) => word.StartsWith("ex-", StringComparison.Ordinal) || word.StartsWith("co-", StringComparison.Ordinal) ? word[3..] : word;

    private void Add(string word)
    {
        _words.Add(word);
        _words.Add(Plain(word));
        foreach (var family in Families.GetValueOrDefault(Plain(word), []))
        {
            _families.Add(family);
        }
    }

    private void AddNation(string word)
    {
        if (NationTable.World.Find(word) is { } nation)
        {
            _nations.Add(nation.Nation.Name);
        }
    }

    private bool Knows(string word) => _words.Contains(Plain(word)) || Array.Exists(Families.GetValueOrDefault(Plain(word), []), _families.Contains);
}
