namespace Attest.Register.Statistics;

/// <summary>Withholds small counts of tables, and as many others as it takes that none can be told from what is published.</summary>
/// <remarks>
/// What protects a small count is withheld from the inside out: cells of the most detailed tables first, those of one dimension after them, the total of all only where nothing else stands in the way.
/// Where counts are rounded, that often protects enough and nothing besides the small ones is withheld.
/// </remarks>
internal static class Suppression
{
    /// <summary>Which cells are withheld.</summary>
    /// <param name="counts">The count of each cell; none is 0.</param>
    /// <param name="depths">How many dimensions each cell has; 0 for the total of all.</param>
    /// <param name="arcs">The cells as arcs of one circulation.</param>
    /// <param name="sums">The parts of each sum.</param>
    /// <param name="smallest">Counts below it are withheld.</param>
    /// <param name="roundedTo">What published counts are rounded to.</param>
    public static HashSet<int> Withheld(IReadOnlyList<int> counts, IReadOnlyList<int> depths, IReadOnlyList<(int From, int To)> arcs, IReadOnlyList<int[]> sums, int smallest, int roundedTo)
    {
        var withheld = Enumerable.Range(0, counts.Count).Where(cell => counts[cell] < smallest).ToHashSet();
        if (withheld.Count == 0)
        {
            return withheld;
        }
        var circulation = new Circulation(counts, arcs, smallest, roundedTo);
        foreach (var cell in withheld)
        {
            circulation.Withhold(cell);
        }
        // Each small count by itself, and those of one sum that together are small. What is withheld besides is not small, so that these are all, and what is protected once stays so.
        var open = withheld.Order().Select(cell => new[] { cell })
            .Concat(sums.Select(parts => parts.Where(withheld.Contains).ToArray()).Where(together => together.Length > 1 && together.Sum(cell => counts[cell]) < smallest)).ToList();
        while (open.Count > 0)
        {
            var besides = new HashSet<int>();
            open.RemoveAll(cells =>
            {
                var inTheWay = new HashSet<int>();
                if (circulation.CanDiffer(cells, Needed(smallest), inTheWay) || inTheWay.Count == 0)
                {
                    return true;
                }
                // What stands in the way of two protects both once it is withheld.
                if (!inTheWay.Overlaps(besides))
                {
                    besides.Add(inTheWay.OrderByDescending(cell => depths[cell]).ThenBy(cell => counts[cell]).ThenBy(cell => cell).First());
                }
                return false;
            });
            foreach (var cell in besides)
            {
                withheld.Add(cell);
                circulation.Withhold(cell);
            }
        }
        return withheld;
    }

    // Withholding itself leaves the counts from 1 to below the smallest open; one fewer may be left.
    private static int Needed(int smallest) => Math.Max(1, smallest - 3);
}
