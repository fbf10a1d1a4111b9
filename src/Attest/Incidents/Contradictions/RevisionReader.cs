using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>Tells from the words before a figure whether it replaces another: “the toll rose from six to nine”, “corrected to eight”.</summary>
internal static class RevisionReader
{
    /// <summary>Words that may stand between a verb of revising and its number: “raised the number of dead in the attack on the station to at least nine”.</summary>
    private const int WordsToVerb = 14;

    /// <summary>Words of a hedge between “to” or “from” and the number: “to at least”.</summary>
    private const int WordsOfHedge = 3;

    private static readonly FrozenDictionary<string, Revision>.AlternateLookup<ReadOnlySpan<char>> Verbs = Table.Rows("Incidents/Contradictions/revision-words.tsv")
        .ToFrozenDictionary(row => row[1], row => Enum.Parse<Revision>(row[0], ignoreCase: true), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the words before the figure in its sentence say of it.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="figure">Where the figure starts in it.</param>
    public static Revision Of(ReadOnlySpan<char> sentence, int figure)
    {
        var rest = sentence[..Math.Clamp(figure, 0, sentence.Length)];
        bool isTo = false, isFrom = false;
        for (var distance = 0; distance < WordsToVerb; distance++)
        {
            var word = LastWord(ref rest);
            if (word.IsEmpty)
            {
                return Revision.None;
            }
            if (!isTo && !isFrom)
            {
                if (distance > WordsOfHedge)
                {
                    return Revision.None;
                }
                isTo = word.Equals("to", StringComparison.OrdinalIgnoreCase);
                isFrom = word.Equals("from", StringComparison.OrdinalIgnoreCase);
            }
            else if (Verbs.TryGetValue(word, out var revision))
            {
                return isFrom ? Revision.Former : revision;
            }
        }
        return Revision.None;
    }

    // The last word, taken off the end. A full stop before it ends the search as the start of the sentence does.
    private static ReadOnlySpan<char> LastWord(ref ReadOnlySpan<char> rest)
    {
        var end = rest.Length;
        while (end > 0 && !char.IsLetterOrDigit(rest[end - 1]))
        {
            end--;
        }
        var start = end;
        while (start > 0 && char.IsLetterOrDigit(rest[start - 1]))
        {
            start--;
        }
        var word = rest[start..end];
        rest = rest[..start];
        return word;
    }
}
