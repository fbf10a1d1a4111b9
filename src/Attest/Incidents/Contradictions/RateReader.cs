using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>Tells from the words around a figure whether it is a rate and no count: “824 soldiers dying each day”, “an average of 200 a week”.</summary>
internal static class RateReader
{
    /// <summary>Words after the figure in which its period is named.</summary>
    private const int Reach = 7;

    /// <summary>Words before the figure in which an average is named.</summary>
    private const int ReachBefore = 3;

    private static readonly FrozenSet<string> Each = Words("each"), Period = Words("period"), Whole = Words("rate"), Average = Words("average"), Point = Words("point");

    /// <summary>Whether the figure is so many in each of many periods.</summary>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="start">Where the figure starts in it.</param>
    /// <param name="end">Where it ends.</param>
    public static bool IsRate(string sentence, int start, int end)
    {
        var (first, last) = (Math.Clamp(start, 0, sentence.Length), Math.Clamp(end, 0, sentence.Length));
        var before = Split(sentence[..first]);
        if (before.TakeLast(ReachBefore).Any(Average.Contains))
        {
            return true;
        }
        var after = Split(Clause(sentence[last..]));
        for (var i = 0; i < Math.Min(after.Length, Reach); i++)
        {
            if (Whole.Contains(after[i])
                || Each.Contains(after[i]) && i + 1 < after.Length && Period.Contains(after[i + 1]) && (i + 2 >= after.Length || !Point.Contains(after[i + 2])))
            {
                return true;
            }
        }
        return false;
    }

    private static string Clause(string words) => words.IndexOfAny([',', ';', ':', '.']) is >= 0 and var end ? words[..end] : words;

    private static string[] Split(string words) => words.ToLowerInvariant().Split([' ', '\n', '\t', '\u00A0', '(', ')', '"', '“', '”'], StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Words(string kind) => Table.Rows("Incidents/Contradictions/rate-words.tsv").Where(row => row[0] == kind).Select(row => row[1]).ToFrozenSet(StringComparer.Ordinal);
}
