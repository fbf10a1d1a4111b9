namespace Attest.Register.Statistics;

/// <summary>Withholds small counts of tables, and as many others as it takes that none can be told from what is published.</summary>
/// <remarks>
/// What protects a small count is withheld from the inside out: cells of the most detailed tables first, those of one dimension after them, the total of all only where everything else is withheld and it still tells.
/// Where counts are rounded, that often protects enough and nothing besides the small ones is withheld.
/// </remarks>
internal static class Suppression
{
    /// <summary>Which cells are withheld.</summary>
    /// <param name="counts">The count of each cell; a count of 0 says of nobody that they filed, and is published.</param>
    /// <param name="depths">How many dimensions each cell has; 0 for the total of all.</param>
    /// <param name="sums">For each sum its own cell and those of its parts; every sum is the sum of its parts.</param>
    /// <param name="smallest">Counts below it are withheld.</param>
    /// <param name="roundedTo">What published counts are rounded to.</param>
    public static HashSet<int> Withheld(IReadOnlyList<int> counts, IReadOnlyList<int> depths, IReadOnlyList<(int Sum, int[] Parts)> sums, int smallest, int roundedTo)
    {
        var withheld = Enumerable.Range(0, counts.Count).Where(cell => counts[cell] > 0 && counts[cell] < smallest).ToHashSet();
        // Each round withholds at least one cell more, so that it ends.
        for (var isTold = withheld.Count > 0; isTold;)
        {
            var besides = new HashSet<int>();
            foreach (var telling in new Inference(counts, sums, withheld, smallest, roundedTo).Telling())
            {
                // What tells two cells protects both once it is withheld.
                if (telling.Count > 0 && !telling.Any(one => besides.Contains(one.Cell)))
                {
                    besides.Add(telling.OrderByDescending(one => depths[one.Cell]).ThenBy(one => one.Steps).ThenBy(one => counts[one.Cell]).First().Cell);
                }
            }
            withheld.UnionWith(besides);
            isTold = besides.Count > 0;
        }
        return withheld;
    }
}
