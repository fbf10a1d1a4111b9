using System.Collections.Frozen;

namespace Attest.Claims.Attributions;

/// <summary>Reads in which mode something is said, from the cue and from the words at the head of what is said (<c>scope-words.tsv</c>).</summary>
internal static class ModalityReader
{
    // A modal further on belongs to another clause than the one that is said first.
    private const int Scope = 14;

    private static readonly FrozenDictionary<string, (Modality Modality, string[] Following)[]> Phrases = Table.Rows("Claims/Attributions/scope-words.tsv")
        .SelectMany(row => Table.Alternatives(row[1]).Select(phrase => (Modality: WireNames<Modality>.Parse(row[0]), Words: phrase.Split(' '))))
        .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(phrase => (phrase.Modality, phrase.Words[1..])).ToArray(), StringComparer.Ordinal);

    /// <summary>The mode of a candidate: its cue's own where that is not plain assertion, else what the words in scope say.</summary>
    public static Modality Of(Words words, Candidate candidate)
    {
        if (candidate.Modality != Modality.Asserted)
        {
            return candidate.Modality;
        }
        var first = candidate.Content[0].First;
        if (words[first] == "to" && candidate.Entry?.Class is CueClass.Intend)
        {
            return Modality.Planned;
        }
        var last = Math.Min(candidate.Content[0].Last, first + Scope);
        for (var k = first; k < last; k++)
        {
            if (k > first + 2 && (words.Is(k, WordClass.Subordinator) && words[k] is not "that" || words[k] is ";"))
            {
                break;
            }
            if (!Phrases.TryGetValue(words[k], out var phrases))
            {
                continue;
            }
            foreach (var (modality, rest) in phrases)
            {
                var matches = modality is Modality.Planned or Modality.Possible or Modality.Unverified;
                for (var i = 0; matches && i < rest.Length; i++)
                {
                    matches = words[k + 1 + i] == rest[i];
                }
                if (matches && (words[k] != "may" || !words.IsCapital(k)))
                {
                    return modality;
                }
            }
        }
        return Modality.Asserted;
    }
}
