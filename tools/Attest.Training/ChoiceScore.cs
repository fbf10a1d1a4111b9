using System.Globalization;
using Attest.Claims.Events;

namespace Attest.Training;

/// <summary>The rows of ../shared/score for events: of those marked and those read, how many agree in type, and then in place and date, in actor and target, in status.</summary>
internal sealed class ChoiceScore
{
    /// <summary>Characters on either side of a trigger that still count as its place.</summary>
    private const int Slack = 20;

    private const double LeastCommon = 0.2;

    private int _marked, _read, _typed, _placed, _dated, _set, _acted, _stated;

    /// <summary>Adds what was read in one article.</summary>
    public void Add(MarkedReport marked, IEnumerable<DraftEvent> settled)
    {
        var read = settled.OrderBy(draft => draft.Main.Span).ToList();
        _marked += marked.Events.Count;
        _read += read.Count;
        foreach (var (gold, draft) in Pairs(marked.Events, read, static (_, _) => 0).Where(pair => pair.Gold.Type == pair.Draft.Main.Concept.Type))
        {
            var (place, time) = (MarkedName.AreSame(gold.Place, draft.Place?.Name), MarkedName.AreSameDay(gold.Date, draft.Time?.Value?.Iso));
            _typed++;
            _placed += place ? 1 : 0;
            _dated += time ? 1 : 0;
            _set += place && time ? 1 : 0;
            _acted += MarkedName.AreSame(gold.Actor, draft.Actor) && MarkedName.AreSame(gold.Target, draft.Target) ? 1 : 0;
            _stated += gold.Status == draft.Status ? 1 : 0;
        }
    }

    /// <summary>Pairs of marked and read events whose triggers stand in one place, each in one pair at most, the nearest first.</summary>
    /// <param name="marked">The marked.</param>
    /// <param name="read">The read, in the text's order.</param>
    /// <param name="bonus">What speaks for a pair besides.</param>
    public static List<(MarkedEvent Gold, DraftEvent Draft)> Pairs(IReadOnlyList<MarkedEvent> marked, List<DraftEvent> read, Func<MarkedEvent, DraftEvent, double> bonus)
    {
        var near = new List<(double Share, int Gold, int Draft)>();
        for (var i = 0; i < marked.Count; i++)
        {
            for (var j = 0; j < read.Count; j++)
            {
                var (a, b) = (marked[i].Trigger, read[j].Main.Span);
                var (from, other) = (Math.Max(0, a.Start - Slack), Math.Max(0, b.Start - Slack));
                var common = Math.Min(a.End, b.End) + Slack - Math.Max(from, other);
                var all = Math.Max(a.End, b.End) + Slack - Math.Min(from, other);
                if (common > 0 && (double)common / all >= LeastCommon)
                {
                    near.Add(((double)common / all + bonus(marked[i], read[j]), i, j));
                }
            }
        }
        var (takenMarks, takenDrafts) = (new HashSet<int>(), new HashSet<int>());
        var pairs = new List<(MarkedEvent, DraftEvent)>();
        foreach (var (_, i, j) in near.OrderByDescending(one => one.Share).ThenByDescending(one => one.Gold).ThenByDescending(one => one.Draft))
        {
            if (!takenMarks.Contains(i) && !takenDrafts.Contains(j))
            {
                takenMarks.Add(i);
                takenDrafts.Add(j);
                pairs.Add((marked[i], read[j]));
            }
        }
        return pairs;
    }

    /// <summary>Prints the rows.</summary>
    public void Print(string name) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: type {F1(_typed)}, and place and date {F1(_set)}, and actor and target {F1(_acted)}, and status {F1(_stated)} ({_typed} right of {_read} read and {_marked} marked; of these place {Share(_placed)}, date {Share(_dated)}, both {Share(_set)}, actor and target {Share(_acted)}, status {Share(_stated)})"));

    private string F1(int hits) => (200.0 * hits / Math.Max(1, _read + _marked)).ToString("F1", CultureInfo.InvariantCulture);

    private string Share(int hits) => (100.0 * hits / Math.Max(1, _typed)).ToString("F1", CultureInfo.InvariantCulture);
}
