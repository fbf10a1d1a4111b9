using System.Collections.Concurrent;
using Attest.Claims.Places;

namespace Attest.Incidents;

/// <summary>The settlements of some countries by what a person typed, misspelt too, and by a point on the map. Safe for several threads.</summary>
public sealed class PlaceSearch
{
    private const int LeastLetters = 5;

    private static readonly ConcurrentDictionary<string, Lazy<PlaceSearch>> Made = new(StringComparer.Ordinal);

    private readonly HashSet<string> _countries;
    private readonly Dictionary<string, List<int>> _shortened = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int), List<int>> _cells = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private readonly List<PlaceShape> _lands = [];

    private PlaceSearch(IEnumerable<string> countries)
    {
        _countries = countries.ToHashSet(StringComparer.Ordinal);
        var gazetteer = Gazetteer.Shipped;
        for (var row = 0; row < gazetteer.Count; row++)
        {
            var entry = gazetteer[row];
            if (entry.Kind == PlaceKind.Country && _countries.Contains(entry.Country) && PlaceOutlines.Shipped.Find(entry.Identifier) is { IsRegion: false } land)
            {
                _lands.Add(land);
            }
            if (!entry.IsSettlement || !_countries.Contains(entry.Country))
            {
                continue;
            }
            Add(_cells, Cell(entry.Position), row);
            _keys.TryAdd(entry.Identifier, row);
            foreach (var name in new[] { entry.Name, entry.EnglishName }.Distinct(StringComparer.Ordinal))
            {
                foreach (var part in Shortened(Key(name)))
                {
                    Add(_shortened, part, row);
                }
            }
        }
    }

    /// <summary>The search over some countries' settlements; made once from the gazetteer that ships, within a second.</summary>
    /// <param name="countries">ISO 3166-1 alpha-2 codes.</param>
    public static PlaceSearch Of(IReadOnlyCollection<string> countries)
    {
        ArgumentNullException.ThrowIfNull(countries);
        var key = string.Join('|', countries.Order(StringComparer.Ordinal));
        return Made.GetOrAdd(key, _ => new Lazy<PlaceSearch>(() => new PlaceSearch(countries))).Value;
    }

    /// <summary>The settlements that a name can mean, the likeliest first: those that bear it, in whatever transliteration, before those that are one letter off; of equals the largest.</summary>
    /// <param name="typed">The name, in Latin letters; what follows a comma is taken as a region.</param>
    /// <param name="region">Region or district that it is said to be in; others come after. Null where none is said.</param>
    /// <param name="take">How many to give at most.</param>
    public IReadOnlyList<IncidentPlace> Find(string typed, string? region, int take)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var (name, within) = typed.Split(',', 2, StringSplitOptions.TrimEntries) is [var first, var rest] ? (first, region ?? rest) : (typed, region);
        var rows = new List<NamedRow>();
        var folded = PlaceKey.Fold(name);
        Gazetteer.Shipped.Find(folded, rows);
        var found = Known(rows.Select(row => row.Row));
        if (found.Count == 0 && PlaceKey.Skeleton(folded) is { Length: > 0 } skeleton)
        {
            rows.Clear();
            Gazetteer.Shipped.FindSkeleton(skeleton, rows);
            found = Known(rows.Select(row => row.Row));
        }
        if (found.Count == 0)
        {
            found = Known(Shortened(Key(name)).SelectMany(part => _shortened.GetValueOrDefault(part) ?? []).Distinct());
        }
        var asked = within is { Length: > 0 } ? PlaceKey.Fold(within) : null;
        return [.. found.OrderByDescending(entry => asked is not null && IsWithin(entry, asked)).ThenByDescending(entry => entry.Population).ThenBy(entry => entry.Row).Take(take).Select(PlaceNames.PlaceOf)];
    }

    /// <summary>The settlement with a gazetteer key; null where these countries have none.</summary>
    public IncidentPlace? Keyed(string key) => _keys.TryGetValue(key, out var row) ? PlaceNames.PlaceOf(Gazetteer.Shipped[row]) : null;

    /// <summary>Whether a point lies in these countries or in the waters off them.</summary>
    /// <param name="point">The point.</param>
    /// <param name="reachKm">How far from their outlines a point that lies in no other state still counts. The outlines are true to about three kilometres.</param>
    public bool IsWithin(GeoPoint point, double reachKm) => _lands.Exists(land => land.Contains(point))
        || (!PlaceOutlines.Shipped.Shapes.Any(shape => !shape.IsRegion && shape.Contains(point)) && _lands.Exists(land => land.DistanceKm(point) <= reachKm));

    /// <summary>The settlement nearest to a point, with how far it is; null where none is within about a hundred kilometres.</summary>
    public (IncidentPlace Place, double DistanceKm)? Nearest(GeoPoint point)
    {
        GazetteerEntry? nearest = null;
        var least = double.MaxValue;
        var (row, column) = Cell(point);
        for (var r = row - 2; r <= row + 2; r++)
        {
            for (var c = column - 3; c <= column + 3; c++)
            {
                foreach (var number in _cells.GetValueOrDefault((r, c)) ?? [])
                {
                    var entry = Gazetteer.Shipped[number];
                    if (entry.Position.DistanceKm(point) is var distance && distance < least)
                    {
                        (nearest, least) = (entry, distance);
                    }
                }
            }
        }
        return nearest is null ? null : (PlaceNames.PlaceOf(nearest), least);
    }

    private List<GazetteerEntry> Known(IEnumerable<int> rows) =>
        [.. rows.Distinct().Select(row => Gazetteer.Shipped[row]).Where(entry => entry.IsSettlement && _countries.Contains(entry.Country))];

    private static bool IsWithin(GazetteerEntry entry, string region) => PlaceKey.Fold(entry.Region) is { Length: > 0 } own
        && (own == region || own.StartsWith(region, StringComparison.Ordinal) || region.StartsWith(own.Split(' ')[0], StringComparison.Ordinal));

    private static string Key(string name) => PlaceKey.Fold(name) is var folded && PlaceKey.Skeleton(folded) is { Length: > 0 } skeleton ? skeleton : folded;

    // A name and what is left of it without one letter: two names that share one of these differ by one letter, or by two that changed places.
    private static IEnumerable<string> Shortened(string key)
    {
        if (key.Length < LeastLetters)
        {
            yield break;
        }
        yield return key;
        for (var i = 0; i < key.Length; i++)
        {
            yield return key.Remove(i, 1);
        }
    }

    private static (int Row, int Column) Cell(GeoPoint point) => ((int)Math.Floor(point.Latitude * 2), (int)Math.Floor(point.Longitude * 2));

    private static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey key, int row)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var rows))
        {
            index.Add(key, rows = []);
        }
        rows.Add(row);
    }
}
