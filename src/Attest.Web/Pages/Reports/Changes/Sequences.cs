namespace Attest.Web.Pages.Reports.Changes;

/// <summary>What two sequences have in common, in order.</summary>
internal static class Sequences
{
    // Beyond it the best match is not worth its room: a good one is found line by line.
    private const long MostCells = 4_000_000;

    /// <summary>Pairs of indexes of equal entries, rising in both: the longest such, or a long one where both are very long.</summary>
    public static IReadOnlyList<(int Before, int After)> Common(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var pairs = new List<(int, int)>();
        var first = 0;
        while (first < before.Count && first < after.Count && before[first] == after[first])
        {
            pairs.Add((first, first));
            first++;
        }
        int endBefore = before.Count, endAfter = after.Count;
        while (endBefore > first && endAfter > first && before[endBefore - 1] == after[endAfter - 1])
        {
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);
        }
        pairs.AddRange((long)(endBefore - first) * (endAfter - first) <= MostCells ? Longest(before, after, first, endBefore, endAfter) : Greedy(before, after, first, endBefore, endAfter));
        for (var i = 0; i < before.Count - endBefore; i++)
        {
            pairs.Add((endBefore + i, endAfter + i));
        }
        return pairs;
    }

    private static IEnumerable<(int, int)> Longest(IReadOnlyList<string> before, IReadOnlyList<string> after, int first, int endBefore, int endAfter)
    {
        var (rows, columns) = (endBefore - first, endAfter - first);
        var lengths = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                lengths[i, j] = before[first + i] == after[first + j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }
        for (int i = 0, j = 0; i < rows && j < columns;)
        {
            if (before[first + i] == after[first + j])
            {
                yield return (first + i++, first + j++);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static IEnumerable<(int, int)> Greedy(IReadOnlyList<string> before, IReadOnlyList<string> after, int first, int endBefore, int endAfter)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = first; i < endBefore; i++)
        {
            if (!places.TryGetValue(before[i], out var known))
            {
                places.Add(before[i], known = []);
            }
            known.Add(i);
        }
        var from = first;
        for (var j = first; j < endAfter; j++)
        {
            if (places.TryGetValue(after[j], out var known) && known.Find(place => place >= from) is var found && found >= from && before[found] == after[j])
            {
                yield return (found, j);
                from = found + 1;
            }
        }
    }
}
