namespace Attest.Register.Statistics;

/// <summary>Withholds small counts of a table, and as many others as it takes that none can be told by subtraction from the sums that are published.</summary>
/// <remarks>
/// A row of the table is a set of dimensions that are fixed; a cell with one dimension more is one of the parts of it. Whoever knows a sum and all its parts but one knows that one, so that of the parts of a published sum never exactly one is withheld;
/// and parts that are withheld together amount to at least the smallest count, or their sum would tell of few people.
/// </remarks>
internal static class Suppression
{
    /// <summary>Which cells are withheld.</summary>
    /// <param name="counts">The count of each cell.</param>
    /// <param name="sums">For each sum its own cell and those of its parts; every sum is the sum of its parts.</param>
    /// <param name="smallest">Counts below it are withheld; a count of 0 says of nobody that they filed, and is published.</param>
    /// <param name="besides">Cells that are withheld for other reasons; null for none.</param>
    public static HashSet<int> Withheld(IReadOnlyList<int> counts, IReadOnlyList<(int Sum, int[] Parts)> sums, int smallest, IEnumerable<int>? besides = null)
    {
        var withheld = Enumerable.Range(0, counts.Count).Where(cell => counts[cell] > 0 && counts[cell] < smallest).ToHashSet();
        withheld.UnionWith(besides ?? []);
        // Each round withholds at least one cell more, so that it ends.
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (sum, parts) in sums)
            {
                isChanged |= Complete(counts, sum, parts, smallest, withheld);
            }
        }
        return withheld;
    }

    private static bool Complete(IReadOnlyList<int> counts, int sum, int[] parts, int smallest, HashSet<int> withheld)
    {
        var (hidden, amount) = (0, 0);
        foreach (var part in parts)
        {
            if (withheld.Contains(part))
            {
                (hidden, amount) = (hidden + 1, amount + counts[part]);
            }
        }
        if (hidden == 0 || withheld.Contains(sum) || (hidden > 1 && amount >= smallest))
        {
            return false;
        }
        // The smallest part that is left costs least; a sum whose parts are all withheld is withheld itself.
        var next = -1;
        foreach (var part in parts)
        {
            if (!withheld.Contains(part) && counts[part] > 0 && (next < 0 || counts[part] < counts[next]))
            {
                next = part;
            }
        }
        withheld.Add(next >= 0 ? next : sum);
        return true;
    }
}
