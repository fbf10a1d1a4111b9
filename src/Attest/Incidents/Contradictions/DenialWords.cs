using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>Whether a sentence has a word by which something can be denied.</summary>
internal static class DenialWords
{
    private static readonly string[] Listed = [.. Table.Rows("Incidents/Contradictions/denial-words.tsv").Select(row => row[0])];
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Whole = Listed.Where(word => word[^1] != '*').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly string[] Stems = [.. Listed.Where(word => word[^1] == '*').Select(word => word[..^1])];

    /// <summary>Whether one of its words is listed.</summary>
    public static bool AreIn(ReadOnlySpan<char> sentence)
    {
        var start = -1;
        for (var i = 0; i <= sentence.Length; i++)
        {
            if (i < sentence.Length && (char.IsLetter(sentence[i]) || sentence[i] is '\'' or '’'))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (IsListed(sentence[start..i]))
                {
                    return true;
                }
                start = -1;
            }
        }
        return false;
    }

    private static bool IsListed(ReadOnlySpan<char> word)
    {
        if (Whole.Contains(word) || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n’t", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        foreach (var stem in Stems)
        {
            if (word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
