namespace Attest.Register.Statistics;

/// <summary>What a reader of published tables can work out about withheld counts, however they add and take away: exactly which counts remain possible.</summary>
/// <remarks>
/// All tables together are one circulation: each damage claim goes from its state to its category, its region, its month and back, and each cell is an arc that so many pass. Every other circulation within the same bounds publishes the same tables,
/// and one that differs in a cell is found by sending one more around through it, or one less, where bounds leave room (cycles of the residual graph: Ford and Fulkerson; Klein 1967). Networks have whole solutions, so that this is what the best linear program would find.
/// </remarks>
internal sealed class Circulation
{
    private const int None = -1;

    private readonly IReadOnlyList<int> _counts;
    private readonly IReadOnlyList<(int From, int To)> _arcs;
    private readonly List<(int Cell, bool IsForward)>[] _at;
    private readonly int[] _flow, _low, _high;

    /// <summary>The tables with every count published.</summary>
    /// <param name="counts">The count of each cell.</param>
    /// <param name="arcs">Between which nodes each cell lies; at each node as many come in as go out.</param>
    /// <param name="smallest">What is published is at least this.</param>
    /// <param name="roundedTo">What published counts are rounded to.</param>
    public Circulation(IReadOnlyList<int> counts, IReadOnlyList<(int From, int To)> arcs, int smallest, int roundedTo)
    {
        (_counts, _arcs, _at, _flow) = (counts, arcs, Adjacent(arcs), [.. counts]);
        _low = [.. counts.Select(count => Math.Max(smallest, StatisticsMaker.Rounded(count, roundedTo) - (roundedTo / 2)))];
        _high = [.. counts.Select(count => StatisticsMaker.Rounded(count, roundedTo) + ((roundedTo - 1) / 2))];
    }

    /// <summary>Takes a cell's count out of what is published: all that is known of it then is that it is at least 1.</summary>
    public void Withhold(int cell) => (_low[cell], _high[cell]) = (1, int.MaxValue);

    /// <summary>Whether the sum of some cells can be another by at least so much, in both directions together; where not, what is published that stands in the way.</summary>
    /// <param name="cells">The cells: one, or parts of one sum.</param>
    /// <param name="needed">By how much.</param>
    /// <param name="inTheWay">Gets the cells whose published counts stand in the way.</param>
    public bool CanDiffer(IReadOnlyList<int> cells, int needed, ISet<int> inTheWay)
    {
        var spread = 0;
        foreach (var direction in new[] { 1, -1 })
        {
            while (spread < needed)
            {
                if (Cycle(cells, direction, inTheWay) is not { } cycle)
                {
                    break;
                }
                cycle.ForEach(step => _flow[step.Cell] += step.IsForward ? 1 : -1);
                spread++;
            }
            for (var cell = 0; cell < _flow.Length; cell++)
            {
                _flow[cell] = _counts[cell];
            }
        }
        return spread >= needed;
    }

    // A way around on which the cells gain (or lose) one, by labels that are put right until none is too long; where there is none, the labels tell what stands in the way.
    private List<(int Cell, bool IsForward)>? Cycle(IReadOnlyList<int> cells, int direction, ISet<int> inTheWay)
    {
        var (length, by, isWaiting) = (new int[_at.Length], new (int Cell, bool IsForward)[_at.Length], new bool[_at.Length]);
        Array.Fill(by, (None, false));
        var waiting = new Queue<int>();
        foreach (var cell in cells)
        {
            Wait(direction > 0 ? _arcs[cell].From : _arcs[cell].To);
        }
        while (waiting.TryDequeue(out var node))
        {
            isWaiting[node] = false;
            foreach (var step in _at[node])
            {
                var to = step.IsForward ? _arcs[step.Cell].To : _arcs[step.Cell].From;
                var longer = length[node] + Length(step);
                if (!HasRoom(step) || longer >= length[to])
                {
                    continue;
                }
                if (IsBefore(to, node))
                {
                    by[to] = step;
                    return Around(to);
                }
                (length[to], by[to]) = (longer, step);
                Wait(to);
            }
        }
        for (var cell = 0; cell < _counts.Count; cell++)
        {
            // What is withheld can't be made freer than it is.
            foreach (var isForward in new[] { true, false })
            {
                var (from, to) = isForward ? _arcs[cell] : (_arcs[cell].To, _arcs[cell].From);
                if (_high[cell] != int.MaxValue && !HasRoom((cell, isForward)) && length[from] + Length((cell, isForward)) < length[to])
                {
                    inTheWay.Add(cell);
                }
            }
        }
        return null;

        void Wait(int node)
        {
            if (!isWaiting[node])
            {
                isWaiting[node] = true;
                waiting.Enqueue(node);
            }
        }

        int Length((int Cell, bool IsForward) step) => cells.Contains(step.Cell) ? (step.IsForward ? -direction : direction) : 0;

        int Origin(int node) => by[node].IsForward ? _arcs[by[node].Cell].From : _arcs[by[node].Cell].To;

        bool IsBefore(int one, int other)
        {
            for (var node = other; ; node = Origin(node))
            {
                if (node == one)
                {
                    return true;
                }
                if (by[node].Cell == None)
                {
                    return false;
                }
            }
        }

        List<(int Cell, bool IsForward)> Around(int start)
        {
            var steps = new List<(int, bool)>();
            var node = start;
            do
            {
                steps.Add(by[node]);
                node = Origin(node);
            }
            while (node != start);
            return steps;
        }
    }

    private bool HasRoom((int Cell, bool IsForward) step) => step.IsForward ? _flow[step.Cell] < _high[step.Cell] : _flow[step.Cell] > _low[step.Cell];

    private static List<(int Cell, bool IsForward)>[] Adjacent(IReadOnlyList<(int From, int To)> arcs)
    {
        var at = new List<(int Cell, bool IsForward)>[arcs.Max(arc => Math.Max(arc.From, arc.To)) + 1];
        for (var node = 0; node < at.Length; node++)
        {
            at[node] = [];
        }
        for (var cell = 0; cell < arcs.Count; cell++)
        {
            at[arcs[cell].From].Add((cell, true));
            at[arcs[cell].To].Add((cell, false));
        }
        return at;
    }
}
