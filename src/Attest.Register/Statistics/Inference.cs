namespace Attest.Register.Statistics;

/// <summary>What a reader of published tables can work out about the cells that are withheld: within which bounds each must lie, from all sums at once.</summary>
/// <remarks>Bounds are narrowed from sum to sum until nothing more follows, as whoever attacks would; a withheld cell is known to be at least 1, a published one to be what rounds to its number.</remarks>
internal static class Inference
{
    // Bounds can creep closer by 1 a round for as long as counts are large; what was not told by then is far from told.
    private const int MostRounds = 60;

    /// <summary>A published cell that should be withheld, too, because a small count can be told too closely; null where none can.</summary>
    /// <param name="counts">The count of each cell.</param>
    /// <param name="sums">For each sum its own cell and those of its parts.</param>
    /// <param name="withheld">The cells that are withheld.</param>
    /// <param name="smallest">Counts below it are small.</param>
    /// <param name="roundedTo">What published counts are rounded to.</param>
    public static int? Told(IReadOnlyList<int> counts, IReadOnlyList<(int Sum, int[] Parts)> sums, IReadOnlySet<int> withheld, int smallest, int roundedTo)
    {
        var (low, high) = Bounds(counts, sums, withheld, smallest, roundedTo);
        foreach (var (sum, parts) in sums)
        {
            if (Array.Exists(parts, IsTold) || IsTold(sum))
            {
                return Nearest(counts, sums, withheld, [sum, .. parts]);
            }
        }
        return null;

        // From 1 to below the smallest is what withholding itself tells; anything much closer is too much.
        bool IsTold(int cell) => withheld.Contains(cell) && counts[cell] < smallest && high[cell] - low[cell] < Math.Max(1, smallest - 3);
    }

    // The smallest published cell of the same sum, or else of the sums around it: what tells a cell may come from further off.
    private static int? Nearest(IReadOnlyList<int> counts, IReadOnlyList<(int Sum, int[] Parts)> sums, IReadOnlySet<int> withheld, HashSet<int> around)
    {
        for (var size = 0; size < around.Count;)
        {
            size = around.Count;
            if (around.Where(cell => !withheld.Contains(cell)).ToList() is [_, ..] published)
            {
                return published.MinBy(cell => counts[cell]);
            }
            foreach (var (sum, parts) in sums.Where(one => around.Contains(one.Sum) || one.Parts.Any(around.Contains)).ToList())
            {
                around.Add(sum);
                around.UnionWith(parts);
            }
        }
        return null;
    }

    /// <summary>The least and the greatest count that each cell can have.</summary>
    public static (long[] Low, long[] High) Bounds(IReadOnlyList<int> counts, IReadOnlyList<(int Sum, int[] Parts)> sums, IReadOnlySet<int> withheld, int smallest, int roundedTo)
    {
        var (low, high) = (new long[counts.Count], new long[counts.Count]);
        for (var cell = 0; cell < counts.Count; cell++)
        {
            var shown = StatisticsMaker.Rounded(counts[cell], roundedTo);
            (low[cell], high[cell]) = withheld.Contains(cell) ? (1, int.MaxValue) : (Math.Max(smallest, shown - (roundedTo / 2)), shown + ((roundedTo - 1) / 2));
        }
        for (var (round, isChanged) = (0, true); isChanged && round < MostRounds; round++)
        {
            isChanged = false;
            foreach (var (sum, parts) in sums)
            {
                isChanged |= Narrow(sum, parts, low, high);
            }
        }
        return (low, high);
    }

    private static bool Narrow(int sum, int[] parts, long[] low, long[] high)
    {
        long least = 0, most = 0;
        foreach (var part in parts)
        {
            (least, most) = (least + low[part], most + high[part]);
        }
        var isChanged = Set(sum, least, most, low, high);
        foreach (var part in parts)
        {
            isChanged |= Set(part, low[sum] - (most - high[part]), high[sum] - (least - low[part]), low, high);
        }
        return isChanged;
    }

    private static bool Set(int cell, long least, long most, long[] low, long[] high)
    {
        var isChanged = least > low[cell] || most < high[cell];
        (low[cell], high[cell]) = (Math.Max(low[cell], least), Math.Min(high[cell], most));
        return isChanged;
    }
}
