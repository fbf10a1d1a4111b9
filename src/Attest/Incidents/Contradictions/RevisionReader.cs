using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>Tells from the words before a figure whether it replaces another: “the toll rose from six to nine”, “corrected to eight”.</summary>
internal static class RevisionReader
{
    /// <summary>Words that may stand between a verb of revising and its number: “raised the number of dead in the attack on the station to at least nine”.</summary>
    private const int WordsToVerb = 14;

    /// <summary>Words of a hedge between “to” or “from” and the number: “to at least”.</summary>
    private const int WordsOfHedge = 3;

    /// <summary>Words before a number in which its report says that somebody had given it before.</summary>
    private const int WordsToEarlier = 12;

    private static readonly FrozenDictionary<string, Revision>.AlternateLookup<ReadOnlySpan<char>> Verbs = Table.Rows("Incidents/Contradictions/revision-words.tsv")
        .Where(row => row[0] is "raised" or "lowered" or "corrected")
        .ToFrozenDictionary(row => row[1], row => Enum.Parse<Revision>(row[0], ignoreCase: true), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Givings = Table.Rows("Incidents/Contradictions/revision-words.tsv")
        .Where(row => row[0] is "given" or "told" or "before" or "count").ToFrozenDictionary(row => row[1], row => row[0], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the words before the figure in its sentence say of it.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="figure">Where the figure starts in it.</param>
    public static Revision Of(ReadOnlySpan<char> sentence, int figure)
    {
        var rest = sentence[..Math.Clamp(figure, 0, sentence.Length)];
        if (IsEarlier(rest))
        {
            return Revision.Former;
        }
        bool isTo = false, isFrom = false, isOf = false;
        for (var distance = 0; distance < WordsToVerb; distance++)
        {
            var word = LastWord(ref rest);
            if (word.IsEmpty)
            {
                return Revision.None;
            }
            if (isOf && distance <= WordsOfHedge && Verbs.TryGetValue(word, out _) && CountsSomething(sentence))
            {
                // "Corrected its number of eight": the number that it gives up.
                return Revision.Former;
            }
            isOf |= distance == 0 && word.Equals("of", StringComparison.OrdinalIgnoreCase);
            if (!isTo && !isFrom)
            {
                if (distance > WordsOfHedge)
                {
                    return Revision.None;
                }
                isTo = word.Equals("to", StringComparison.OrdinalIgnoreCase);
                isFrom = word.Equals("from", StringComparison.OrdinalIgnoreCase);
            }
            else if (Verbs.TryGetValue(word, out var revision) && CountsSomething(sentence))
            {
                return isFrom ? Revision.Former : revision;
            }
            else if (isFrom && distance <= WordsOfHedge + 1 && word is "up" or "down")
            {
                return Revision.Former;
            }
        }
        return Revision.None;
    }

    // "Had spoken of six", "had earlier said six", "initially reported six": a number that was given before.
    private static bool IsEarlier(ReadOnlySpan<char> rest)
    {
        var (given, told, before) = (-1, -1, -1);
        for (var distance = 0; distance < WordsToEarlier; distance++)
        {
            var word = LastWord(ref rest);
            if (word.IsEmpty)
            {
                break;
            }
            if (Givings.TryGetValue(word, out var kind))
            {
                given = kind == "given" ? distance : given;
                told = kind == "told" ? distance : told;
                before = kind == "before" ? distance : before;
            }
            if (word.Equals("had", StringComparison.OrdinalIgnoreCase) && given >= 0 && distance - given <= 2 || told >= 0 && before >= 0 && Math.Abs(told - before) == 1)
            {
                return true;
            }
        }
        return false;
    }

    // "Cut power to 30 buildings" revises no number: a sentence that does has a word for the count.
    private static bool CountsSomething(ReadOnlySpan<char> sentence)
    {
        sentence = sentence.TrimEnd(" .!?\"”’");
        while (LastWord(ref sentence) is { IsEmpty: false } word)
        {
            if (Givings.TryGetValue(word, out var kind) && kind == "count")
            {
                return true;
            }
        }
        return false;
    }

    // The last word, taken off the end. A full stop before it ends the search as the start of the sentence does.
    private static ReadOnlySpan<char> LastWord(ref ReadOnlySpan<char> rest)
    {
        var end = rest.Length;
        while (end > 0 && !char.IsLetterOrDigit(rest[end - 1]))
        {
            if (rest[end - 1] is '.' or ';' or '!' or '?' && (end == rest.Length || !char.IsLetterOrDigit(rest[end])))
            {
                rest = [];
                return [];
            }
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
