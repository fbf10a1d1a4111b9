using System.Numerics;

namespace Attest.Language.Names;

/// <summary>Makes the names of one text agree with each other: what is a person in one sentence is not a place in the next, and a name once seen is seen again.</summary>
/// <remarks>
/// What happens in or near a bare name happens at a place, unless the text has it as somebody's surname. A text speaks of one bearer of a name at a time
/// (Gale, Church and Yarowsky 1992, one sense per discourse). Two passes over the text. Hot: names are looked up where they stand, and only a new one becomes a string.
/// </remarks>
internal sealed class NameHarmony(string text, Token[] tokens, int[] sentences, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> where)
{
    private const float Sure = 0.8f;
    private const int Kinds = 6;
    private const int LongestKnown = 64; // bits of a number

    private readonly Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> _votes = new Dictionary<string, float[]>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _surnames = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Sure names by their first word: for each length in tokens a bit, that of one token the lowest.
    private readonly Dictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> _known = new Dictionary<string, ulong>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names with kinds that agree, and with those that had been missed, in the text's order.</summary>
    public NameMention[] Apply(List<NameMention> names)
    {
        foreach (var name in names)
        {
            Learn(name);
        }
        var all = new List<NameMention>(names.Count);
        var next = 0;
        for (var token = 0; token < tokens.Length;)
        {
            if (next < names.Count && names[next].First == token)
            {
                all.Add(Agree(names[next]));
                token = names[next++].Last;
                continue;
            }
            if (Missed(token, next < names.Count ? names[next].First : tokens.Length) is { } missed)
            {
                all.Add(missed);
                token = missed.Last;
                continue;
            }
            token++;
        }
        return [.. all];
    }

    private static bool IsListed(NameKind kind) => kind is NameKind.Demonym or NameKind.Equipment;

    private void Learn(NameMention name)
    {
        if (IsListed(name.Kind))
        {
            return;
        }
        var words = Words(name.First, name.Last);
        if (!_votes.TryGetValue(words, out var votes))
        {
            votes = new float[Kinds];
            _votes[words] = votes;
        }
        votes[(int)name.Kind] += name.Confidence;
        if (name.Kind == NameKind.Person && name.Last - name.First > 1 && name.Confidence >= Sure)
        {
            _surnames.Add(Words(name.Last - 1, name.Last));
        }
        if (name.Confidence >= Sure && name.Last - name.First <= LongestKnown)
        {
            var first = Words(name.First, name.First + 1);
            _known.TryGetValue(first, out var lengths);
            _known[first] = lengths | (1UL << (name.Last - name.First - 1));
        }
    }

    private NameMention Agree(NameMention name)
    {
        if (IsListed(name.Kind))
        {
            return name;
        }
        var words = Words(name.First, name.Last);
        if (name.Last - name.First == 1 && _surnames.Contains(words))
        {
            return name with { Kind = NameKind.Person };
        }
        var kind = Best(_votes[words]);
        return name with { Kind = kind == NameKind.Person && where.Contains(words) && !_surnames.Contains(words) ? NameKind.Place : kind };
    }

    private static NameKind Best(float[] votes)
    {
        var best = 0;
        for (var kind = 1; kind < votes.Length; kind++)
        {
            best = votes[kind] > votes[best] ? kind : best;
        }
        return (NameKind)best;
    }

    // A name that is sure elsewhere, written the same here, of proper nouns and within one sentence.
    private NameMention? Missed(int token, int limit)
    {
        if (tokens[token].Tag != UniversalTag.Propn || !_known.TryGetValue(Words(token, token + 1), out var lengths))
        {
            return null;
        }
        // The longest first.
        for (var length = LongestKnown - BitOperations.LeadingZeroCount(lengths); lengths != 0; length = LongestKnown - BitOperations.LeadingZeroCount(lengths))
        {
            lengths &= ~(1UL << (length - 1));
            if (token + length <= limit && IsOneSentence(token, token + length) && _votes.TryGetValue(Words(token, token + length), out var votes))
            {
                return Agree(new NameMention(token, token + length, token + length - 1, Best(votes), Sure / 2));
            }
        }
        return null;
    }

    private bool IsOneSentence(int first, int last)
    {
        var found = Array.BinarySearch(sentences, last - 1);
        return sentences[found >= 0 ? found : ~found - 1] <= first;
    }

    private ReadOnlySpan<char> Words(int first, int last) => text.AsSpan(tokens[first].Start, tokens[last - 1].End - tokens[first].Start);
}
