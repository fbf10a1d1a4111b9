namespace Attest;

/// <summary>Work on many things at once, whose outcomes come in the order of the things.</summary>
internal static class OrderedWork
{
    /// <summary>Does <paramref name="work"/> on each of <paramref name="things"/>, on as many threads as there are cores.</summary>
    /// <remarks>Things are taken as they are needed: no more of them are under way, or done and not yet asked for, than twice the cores. A fault of the work is thrown where its outcome would have come.</remarks>
    public static IEnumerable<TOutcome> Select<TThing, TOutcome>(IEnumerable<TThing> things, Func<TThing, TOutcome> work)
    {
        var most = Environment.ProcessorCount * 2;
        var underWay = new Queue<Task<TOutcome>>(most);
        foreach (var thing in things)
        {
            if (underWay.Count == most)
            {
                yield return underWay.Dequeue().GetAwaiter().GetResult();
            }
            underWay.Enqueue(Task.Run(() => work(thing)));
        }
        while (underWay.TryDequeue(out var next))
        {
            yield return next.GetAwaiter().GetResult();
        }
    }
}
