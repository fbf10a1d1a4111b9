namespace Attest.Register.Statistics;

/// <summary>What a reader of published tables can work out about the cells that are withheld: within which bounds each must lie, from all sums at once, and which published cells that follows from.</summary>
/// <remarks>Bounds are narrowed from sum to sum until nothing more follows, as whoever attacks would; a withheld cell is known to be at least 1, a published one to be what rounds to its number.</remarks>
internal sealed class Inference
{
    // Bounds can creep closer by 1 a round for as long as counts are large; what was not told by then is far from told.
    private const int MostRounds = 500;

    private const int Nothing = -1;

    private readonly IReadOnlyList<int> _counts;
    private readonly IReadOnlyList<(int Sum, int[] Parts)> _sums;
    private readonly IReadOnlySet<int> _withheld;
    private readonly int _smallest;
    private readonly long[] _low, _high;

    // The sum that each bound follows from.
    private readonly int[] _lowBy, _highBy;

    /// <summary>Works out the bounds of all cells.</summary>
    /// <param name="counts">The count of each cell.</param>
    /// <param name="sums">For each sum its own cell and those of its parts.</param>
    /// <param name="withheld">The cells that are withheld.</param>
    /// <param name="smallest">Counts below it are small.</param>
    /// <param name="roundedTo">What published counts are rounded to.</param>
    public Inference(IReadOnlyList<int> counts, IReadOnlyList<(int Sum, int[] Parts)> sums, IReadOnlySet<int> withheld, int smallest, int roundedTo)
    {
        (_counts, _sums, _withheld, _smallest) = (counts, sums, withheld, smallest);
        (_low, _high, _lowBy, _highBy) = (new long[counts.Count], new long[counts.Count], new int[counts.Count], new int[counts.Count]);
        Array.Fill(_lowBy, Nothing);
        Array.Fill(_highBy, Nothing);
        for (var cell = 0; cell < counts.Count; cell++)
        {
            var shown = StatisticsMaker.Rounded(counts[cell], roundedTo);
            (_low[cell], _high[cell]) = withheld.Contains(cell) ? (1, int.MaxValue) : (Math.Max(smallest, shown - (roundedTo / 2)), shown + ((roundedTo - 1) / 2));
        }
        for (var (round, isChanged) = (0, true); isChanged && round < MostRounds; round++)
        {
            isChanged = false;
            for (var sum = 0; sum < sums.Count; sum++)
            {
                isChanged |= Narrow(sum);
            }
        }
    }

    /// <summary>For each small count that can be told too closely, and for small counts that can be told too closely together, the published cells from which that follows, each with the number of sums on the way.</summary>
    public IEnumerable<IReadOnlyList<(int Cell, int Steps)>> Telling()
    {
        foreach (var cell in _withheld.Where(cell => _counts[cell] < _smallest && IsNarrow(_low[cell], _high[cell])).Order())
        {
            yield return Sources(cell) is [_, ..] sources ? sources : AllPublished;
        }
        foreach (var (sum, parts) in _sums)
        {
            if (!_withheld.Contains(sum) && IsToldTogether(sum, parts))
            {
                yield return [(sum, 0), .. parts.Where(part => !_withheld.Contains(part)).Select(part => (part, 0))];
            }
        }
    }

    // Where bounds went in a circle, what they began from is not known any more.
    private List<(int Cell, int Steps)> AllPublished => [.. Enumerable.Range(0, _counts.Count).Where(cell => !_withheld.Contains(cell)).Select(cell => (cell, 0))];

    // From 1 to below the smallest is what withholding itself tells; anything much closer is too much.
    private bool IsNarrow(long low, long high) => high - low < Math.Max(1, _smallest - 3);

    // Of several that are withheld the sum is known as closely as that of all and the others are.
    private bool IsToldTogether(int sum, int[] parts)
    {
        var amount = 0;
        long low = 0, high = 0, least = _low[sum], most = _high[sum];
        foreach (var part in parts)
        {
            if (_withheld.Contains(part))
            {
                (amount, low, high) = (amount + _counts[part], low + _low[part], high + _high[part]);
            }
            else
            {
                (least, most) = (least - _high[part], most - _low[part]);
            }
        }
        return amount > 0 && amount < _smallest && IsNarrow(Math.Max(low, least), Math.Min(high, most));
    }

    // Each bound follows from bounds of the other cells of one sum, and those in turn, until published cells are reached.
    private List<(int Cell, int Steps)> Sources(int told)
    {
        var sources = new List<(int, int)>();
        var seen = new HashSet<(int Cell, bool IsHigh)> { (told, false), (told, true) };
        var next = new Queue<(int Cell, bool IsHigh, int Steps)>([(told, false, 0), (told, true, 0)]);
        var found = new HashSet<int>();
        while (next.TryDequeue(out var bound))
        {
            var by = (bound.IsHigh ? _highBy : _lowBy)[bound.Cell];
            if (by == Nothing)
            {
                continue;
            }
            var (sum, parts) = _sums[by];
            // A sum follows from the same bounds of its parts; a part from the same bound of the sum and the opposite ones of the other parts.
            foreach (var cell in parts.Append(sum).Where(cell => cell != bound.Cell))
            {
                var isHigh = bound.Cell == sum || cell == sum ? bound.IsHigh : !bound.IsHigh;
                if (!_withheld.Contains(cell))
                {
                    if (found.Add(cell))
                    {
                        sources.Add((cell, bound.Steps));
                    }
                }
                else if (seen.Add((cell, isHigh)))
                {
                    next.Enqueue((cell, isHigh, bound.Steps + 1));
                }
            }
        }
        return sources;
    }

    private bool Narrow(int number)
    {
        var (sum, parts) = _sums[number];
        long least = 0, most = 0;
        foreach (var part in parts)
        {
            (least, most) = (least + _low[part], most + _high[part]);
        }
        var isChanged = Set(sum, least, most, number);
        foreach (var part in parts)
        {
            isChanged |= Set(part, _low[sum] - (most - _high[part]), _high[sum] - (least - _low[part]), number);
        }
        return isChanged;
    }

    private bool Set(int cell, long least, long most, int by)
    {
        var isChanged = false;
        if (least > _low[cell])
        {
            (_low[cell], _lowBy[cell], isChanged) = (least, by, true);
        }
        if (most < _high[cell])
        {
            (_high[cell], _highBy[cell], isChanged) = (most, by, true);
        }
        return isChanged;
    }
}
