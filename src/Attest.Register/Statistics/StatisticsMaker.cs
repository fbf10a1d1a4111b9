using Attest.Register.DamageClaims;
using Attest.Register.Packs;

namespace Attest.Register.Statistics;

/// <summary>One count of the register: damage claims that have all of this in common.</summary>
internal sealed record CountedCell(string Category, string Region, string Month, DamageState State, int Count);

/// <summary>Makes the open statistics of the counts: tables of one and two dimensions, small cells and what would tell them withheld. Pure.</summary>
internal static class StatisticsMaker
{
    private const int Category = 0, Region = 1, Month = 2, State = 3;

    // The tables that are published; a sum and its parts are cells of tables whose dimensions differ by one.
    private static readonly int[][] Tables = [[], [Category], [Region], [Month], [State], [Category, Region], [Category, State], [Region, Month]];

    /// <summary>Makes the table.</summary>
    /// <param name="cells">The counts.</param>
    /// <param name="pack">The register's rules: the smallest count, and which categories are restricted.</param>
    /// <param name="at">When they were counted.</param>
    public static StatisticsTable Make(IEnumerable<CountedCell> cells, RegisterPack pack, DateTimeOffset at)
    {
        var (keys, counts) = (new List<Key>(), new List<int>());
        var places = new Dictionary<Key, int>();
        foreach (var cell in cells)
        {
            // Where few may be seen to have suffered something, not even the region is told.
            var region = pack.Find(cell.Category) is { IsRestricted: true } ? "" : cell.Region;
            var values = new[] { cell.Category, region, cell.Month, WireNames<DamageState>.Of(cell.State) };
            foreach (var table in Tables)
            {
                var key = new Key(Fixed(table, values, Category), Fixed(table, values, Region), Fixed(table, values, Month), Fixed(table, values, State));
                if (!places.TryGetValue(key, out var place))
                {
                    places.Add(key, place = counts.Count);
                    keys.Add(key);
                    counts.Add(0);
                }
                counts[place] += cell.Count;
            }
        }
        var withheld = Suppression.Withheld(counts, keys.ConvertAll(key => key.Depth), Arcs(keys), [.. Sums(keys, places)], pack.Smallest, pack.Statistics.RoundedTo);
        var rows = Enumerable.Range(0, keys.Count)
            .Select(place => (keys[place].Table, Row: new StatisticsRow(
                keys[place].Category, keys[place].Region, keys[place].Month, keys[place].State is { } state ? WireNames<DamageState>.Parse(state) : null, withheld.Contains(place) ? null : Rounded(counts[place], pack.Statistics.RoundedTo))))
            .OrderBy(row => row.Table).ThenBy(row => row.Row.Category, StringComparer.Ordinal).ThenBy(row => row.Row.Region, StringComparer.Ordinal).ThenBy(row => row.Row.Month, StringComparer.Ordinal).ThenBy(row => row.Row.State)
            .Select(row => row.Row).ToList();
        return new StatisticsTable(at, pack.Smallest, rows, withheld.Count) { RoundedTo = pack.Statistics.RoundedTo, EveryDays = pack.Statistics.EveryDays, LeastChanged = pack.Statistics.LeastChanged };
    }

    /// <summary>The nearest multiple, the upper of two.</summary>
    public static int Rounded(int count, int to) => (count + (to / 2)) / to * to;

    private static string? Fixed(int[] table, string[] values, int dimension) => table.Contains(dimension) ? values[dimension] : null;

    // Each damage claim goes around once: all, its state, its category, its region, its month, all.
    private static List<(int From, int To)> Arcs(List<Key> keys)
    {
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        int Node(string name) => nodes.TryGetValue(name, out var number) ? number : nodes[name] = nodes.Count;
        return keys.ConvertAll(key => (key.State, key.Category, key.Region, key.Month) switch
        {
            ({ } state, null, _, _) => (Node("begin"), Node($"state {state}")),
            ({ } state, { } category, _, _) => (Node($"state {state}"), Node($"category {category}")),
            (null, { } category, null, _) => (Node($"category {category}"), Node($"of category {category}")),
            (null, { } category, { } region, _) => (Node($"of category {category}"), Node($"region {region}")),
            (null, null, { } region, null) => (Node($"region {region}"), Node($"of region {region}")),
            (null, null, { } region, { } month) => (Node($"of region {region}"), Node($"month {month}")),
            (null, null, null, { } month) => (Node($"month {month}"), Node("end")),
            _ => (Node("end"), Node("begin")),
        });
    }

    private static IEnumerable<int[]> Sums(List<Key> keys, Dictionary<Key, int> places)
    {
        for (var dimension = Category; dimension <= State; dimension++)
        {
            foreach (var group in Enumerable.Range(0, keys.Count).Where(place => keys[place].Of(dimension) is not null).GroupBy(place => keys[place].Without(dimension)))
            {
                if (places.ContainsKey(group.Key))
                {
                    yield return [.. group];
                }
            }
        }
    }

    private readonly record struct Key(string? Category, string? Region, string? Month, string? State)
    {
        public int Table => Array.FindIndex(Tables, table => table.SequenceEqual(Enumerable.Range(0, 4).Where(Has)));

        public int Depth => Tables[Table].Length;

        public string? Of(int dimension) => dimension switch { StatisticsMaker.Category => Category, StatisticsMaker.Region => Region, StatisticsMaker.Month => Month, _ => State };

        public Key Without(int dimension) => dimension switch
        {
            StatisticsMaker.Category => this with { Category = null },
            StatisticsMaker.Region => this with { Region = null },
            StatisticsMaker.Month => this with { Month = null },
            _ => this with { State = null },
        };

        private bool Has(int dimension) => Of(dimension) is not null;
    }
}
