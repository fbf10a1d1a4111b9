using System.Collections.Concurrent;

namespace Attest.Archive.Storage;

/// <summary>The shelves that tallies are summed from, kept in memory for as long as nothing new is recorded: reading them is most of what a tally costs.</summary>
/// <remarks>
/// Views are made of the ledger alone, so that its last position says whether what is kept still holds. A query that sees an older state than what is kept reads for itself.
/// Safe for many queries at once.
/// </remarks>
/// <param name="mostBytes">How much to keep; what goes beyond it is read each time, and so is a tally to which nothing adds: of such there are as many as there are names.</param>
internal sealed class TallyShelves(long mostBytes = TallyShelves.UsualBytes)
{
    private const long UsualBytes = 64 << 20;

    private volatile State _newest = new(-1, 0);

    /// <summary>The shelves as a query sees the archive.</summary>
    /// <param name="sql">The archive; one transaction of it.</param>
    public Of At(Sql sql)
    {
        // The schema changes where all views are made anew.
        var (position, schema) = (sql.Number("SELECT coalesce(max(position), 0) FROM ledger"), sql.Number("PRAGMA schema_version"));
        var newest = _newest;
        if (newest.Position < position || newest.Schema != schema)
        {
            // Of two queries that see something new at once, one keeps for itself what it reads.
            _newest = newest = new State(position, schema);
        }
        return new Of(sql, newest.Position == position ? newest : null, mostBytes);
    }

    /// <summary>The shelves of one state of the archive.</summary>
    internal sealed class Of(Sql sql, State? state, long mostBytes)
    {
        /// <summary>What every tally asks of the incidents (<see cref="TalliedIncident"/>), the last shelf first.</summary>
        public IReadOnlyList<KeptShelf> Incidents => Kept((Kind.Incidents, 0), () => Read("SELECT shelf, content FROM tallied ORDER BY shelf DESC"));

        /// <summary>Their places, likewise; shelves without any are left out.</summary>
        public IReadOnlyList<KeptShelf> Places => Kept((Kind.Places, 0), () => Read("SELECT shelf, content FROM tallied_places ORDER BY shelf DESC"));

        /// <summary>What incidents add to one tally (<see cref="KeptToll"/>), likewise.</summary>
        /// <param name="variant">The tally's facet.</param>
        public IReadOnlyList<KeptShelf> Tolls(long variant) => Kept((Kind.Tolls, variant), () => Read("SELECT shelf, content FROM tolls WHERE variant = $1 ORDER BY shelf DESC", variant));

        private List<KeptShelf> Read(string query, params ReadOnlySpan<object?> parameters) => sql.Rows(query, row => new KeptShelf(row.GetInt64(0), row.GetBlob(1).ToArray()), parameters);

        private List<KeptShelf> Kept((Kind, long) what, Func<List<KeptShelf>> read)
        {
            if (state is null)
            {
                return read();
            }
            if (!state.Shelves.TryGetValue(what, out var shelves))
            {
                shelves = read();
                state.Keep(what, shelves, mostBytes);
            }
            return shelves;
        }
    }

    internal enum Kind
    {
        Incidents,
        Places,
        Tolls,
    }

    internal sealed class State(long position, long schema)
    {
        private long _bytes;

        public long Position { get; } = position;

        public long Schema { get; } = schema;

        public ConcurrentDictionary<(Kind, long), List<KeptShelf>> Shelves { get; } = [];

        public void Keep((Kind, long) what, List<KeptShelf> shelves, long mostBytes)
        {
            if (shelves.Count == 0)
            {
                return;
            }
            var bytes = shelves.Sum(shelf => KeptShelf.Overhead + (long)shelf.Content.Length);
            if (Interlocked.Add(ref _bytes, bytes) > mostBytes || !Shelves.TryAdd(what, shelves))
            {
                Interlocked.Add(ref _bytes, -bytes);
            }
        }
    }
}

/// <summary>One shelf in memory.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Content">Its entries (<see cref="Shelf"/>).</param>
internal readonly record struct KeptShelf(long Number, byte[] Content)
{
    /// <summary>What a shelf costs beside its content, in bytes.</summary>
    public const int Overhead = 40;

    /// <summary>The shelf of a number among shelves of which the last comes first, gone through in that order.</summary>
    /// <param name="shelves">All of them.</param>
    /// <param name="next">The first that was not met yet; goes on.</param>
    /// <param name="number">The number.</param>
    /// <returns>Its content; empty where there is none.</returns>
    public static ReadOnlySpan<byte> Find(IReadOnlyList<KeptShelf> shelves, ref int next, long number)
    {
        while (next < shelves.Count && shelves[next].Number > number)
        {
            next++;
        }
        return next < shelves.Count && shelves[next].Number == number ? shelves[next].Content : [];
    }
}
