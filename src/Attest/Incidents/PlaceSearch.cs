using System.Collections.Concurrent;
using Attest.Claims.Places;

namespace Attest.Incidents;

/// <summary>The settlements of some countries by what a person typed, misspelt too, and by a point on the map. Safe for several threads.</summary>
public sealed class PlaceSearch
{
    // Shorter names are one letter off so many others that only those of cities are tried.
    private const int LeastLetters = 5, LeastLettersOfCities = 4;
    private const long CityPeople = 20_000;

    // An adjective keeps at least so many letters of its region's name, and changes no more than so many at its end.
    private const int LeastOfRegion = 3, EndingOfRegion = 3;

    // How many times larger a place must be to be meant by a name in another spelling, or one letter off, rather than one that is spelt so.
    private const double OtherSpelling = 30, LetterOff = 1000;

    // No settlement is smaller, whatever the gazetteer knows of it.
    private const double SmallestKm = 1.5;

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
            foreach (var part in FormsOf(entry).SelectMany(form => Shortened(form, entry.Population >= CityPeople ? LeastLettersOfCities : LeastLetters)).Distinct(StringComparer.Ordinal))
            {
                Add(_shortened, part, row);
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

    /// <summary>The settlements that a name can mean, the likeliest first: those that bear it, in this spelling or a much larger one in another, before those that are one letter off; of equals the largest.</summary>
    /// <param name="typed">The name, in Latin letters; what follows a comma is taken as a region.</param>
    /// <param name="region">Region or district that it is said to be in; others come after. Null where none is said.</param>
    /// <param name="take">How many to give at most.</param>
    public IReadOnlyList<IncidentPlace> Find(string typed, string? region, int take) => [.. Candidates(typed, region).Take(take).Select(candidate => candidate.Place)];

    /// <summary>The same with how each bears the name, all of them.</summary>
    /// <param name="typed">The name, in Latin letters; what follows a comma is taken as a region.</param>
    /// <param name="region">Region or district that it is said to be in; others come after. Null where none is said.</param>
    public IReadOnlyList<PlaceCandidate> Candidates(string typed, string? region)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var (name, within) = typed.Split(',', 2, StringSplitOptions.TrimEntries) is [var first, var rest] ? (first, region ?? rest) : (typed, region);
        var rows = new List<NamedRow>();
        var folded = PlaceKey.Fold(name);
        Gazetteer.Shipped.Find(folded, rows);
        var factors = rows.DistinctBy(row => row.Row).ToDictionary(row => row.Row, _ => 1.0);
        var isBorne = Known(factors.Keys).Count > 0;
        // “Kharkov” is a hamlet's name, and that of a great city in another spelling.
        if (PlaceKey.Skeleton(folded) is { Length: > 0 } skeleton)
        {
            Gazetteer.Shipped.FindSkeleton(skeleton, rows);
        }
        var found = Known(rows.Select(row => row.Row));
        var asked = within is { Length: > 0 } && PlaceKey.Fold(within) is { Length: > 0 } stated ? RegionNames(stated) : null;
        foreach (var entry in found)
        {
            factors.TryAdd(entry.Row, PlaceKey.Fold(entry.EnglishName) == folded ? 1 : OtherSpelling);
        }
        // A misspelt name can be that of another place in another region, or of a hamlet in another spelling.
        if (!isBorne || (asked is not null && !found.Exists(entry => IsWithin(entry, asked))))
        {
            found.AddRange(OneOff(folded).Where(entry => factors.TryAdd(entry.Row, LetterOff)));
        }
        return [.. found.Select(entry => (Entry: entry, Candidate: new PlaceCandidate(
                PlaceNames.PlaceOf(entry), factors[entry.Row] switch { LetterOff => NameFit.LetterOff, OtherSpelling => NameFit.OtherSpelling, _ => NameFit.Same }, asked is not null && IsWithin(entry, asked), entry.Population)))
            .OrderByDescending(one => one.Candidate.IsInRegion).ThenByDescending(one => (one.Entry.Population + 1) / factors[one.Entry.Row]).ThenBy(one => one.Entry.Row).Select(one => one.Candidate)];
    }

    /// <summary>The settlement with a gazetteer key; null where these countries have none.</summary>
    public IncidentPlace? Keyed(string key) => _keys.TryGetValue(key, out var row) ? PlaceNames.PlaceOf(Gazetteer.Shipped[row]) : null;

    /// <summary>Whether a point lies in these countries or in the waters off them.</summary>
    /// <param name="point">The point.</param>
    /// <param name="reachKm">How far from their outlines a point that lies in no other state still counts. The outlines are true to about three kilometres.</param>
    public bool IsWithin(GeoPoint point, double reachKm) => _lands.Exists(land => land.Contains(point))
        || (!PlaceOutlines.Shipped.Shapes.Any(shape => !shape.IsRegion && shape.Contains(point)) && _lands.Exists(land => land.DistanceKm(point) <= reachKm));

    /// <summary>The settlement that a point lies in: of those whose circle holds it the one that it lies deepest in for their size. Null where it lies in none's.</summary>
    public IncidentPlace? At(GeoPoint point)
    {
        GazetteerEntry? deepest = null;
        var least = 1.0;
        foreach (var entry in Around(point))
        {
            if (entry.Position.DistanceKm(point) / Math.Max(SmallestKm, entry.RadiusKm) is var share && share < least)
            {
                (deepest, least) = (entry, share);
            }
        }
        return deepest is null ? null : PlaceNames.PlaceOf(deepest);
    }

    /// <summary>The settlement nearest to a point, with how far it is; null where none is within about a hundred kilometres.</summary>
    /// <param name="point">The point.</param>
    /// <param name="leastInhabitants">Smaller settlements, and those whose inhabitants are not known, are passed over; 0 takes all.</param>
    public (IncidentPlace Place, double DistanceKm)? Nearest(GeoPoint point, long leastInhabitants = 0)
    {
        GazetteerEntry? nearest = null;
        var least = double.MaxValue;
        foreach (var entry in Around(point))
        {
            if (entry.Population >= leastInhabitants && entry.Position.DistanceKm(point) is var distance && distance < least)
            {
                (nearest, least) = (entry, distance);
            }
        }
        return nearest is null ? null : (PlaceNames.PlaceOf(nearest), least);
    }

    private IEnumerable<GazetteerEntry> Around(GeoPoint point)
    {
        var (row, column) = Cell(point);
        for (var r = row - 2; r <= row + 2; r++)
        {
            for (var c = column - 3; c <= column + 3; c++)
            {
                foreach (var number in _cells.GetValueOrDefault((r, c)) ?? [])
                {
                    yield return Gazetteer.Shipped[number];
                }
            }
        }
    }

    private List<GazetteerEntry> Known(IEnumerable<int> rows) =>
        [.. rows.Distinct().Select(row => Gazetteer.Shipped[row]).Where(entry => entry.IsSettlement && _countries.Contains(entry.Country))];

    // What a stated region is called: as it is folded, in the neutral transliteration, and by the gazetteer's own names of it.
    private List<string> RegionNames(string stated)
    {
        var rows = new List<NamedRow>();
        Gazetteer.Shipped.Find(stated, rows);
        Gazetteer.Shipped.Find(stated.Split(' ')[0], rows);
        var named = rows.Select(row => Gazetteer.Shipped[row.Row]).Where(entry => entry.Feature.Code == "ADM1" && _countries.Contains(entry.Country)).Select(entry => PlaceKey.Fold(entry.Name));
        // “Київ” letter by letter is “kyyiv”.
        var single = string.Concat(stated.Where((letter, at) => at == 0 || letter != stated[at - 1]));
        return [.. named.Append(stated).Append(single).SelectMany(name => new[] { name, PlaceKey.Skeleton(name) }).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsWithin(GazetteerEntry entry, List<string> region) => PlaceKey.Fold(entry.Region) is { Length: > 0 } own
        && (region.Exists(name => IsRegion(own, name)) || (PlaceKey.Skeleton(own) is { Length: > 0 } skeleton && region.Exists(name => IsRegion(skeleton, name))));

    // The name, or an adjective made of it: “Odeska” for Odesa, “Kyivska oblast” for Kyiv Oblast; “Chernivetska” is not Chernihiv.
    private static bool IsRegion(string own, string stated)
    {
        var (name, said) = (own.Split(' ')[0], stated.Split(' ')[0]);
        var shared = 0;
        while (shared < name.Length && shared < said.Length && name[shared] == said[shared])
        {
            shared++;
        }
        return own == stated || shared == said.Length || shared == name.Length || (shared >= LeastOfRegion && shared >= name.Length - EndingOfRegion);
    }

    // Those one letter off, as typed or in the neutral transliteration.
    private IEnumerable<GazetteerEntry> OneOff(string folded)
    {
        string[] typed = PlaceKey.Skeleton(folded) is { Length: > 0 } skeleton && skeleton != folded ? [folded, skeleton] : [folded];
        return Known(typed.SelectMany(form => Shortened(form, LeastLettersOfCities - 1)).SelectMany(part => _shortened.GetValueOrDefault(part) ?? []))
            .Where(entry => FormsOf(entry).Any(form => typed.Any(own => IsOneOff(own, form))));
    }

    // How a place's names are compared: in the neutral transliteration, and as they are spelt.
    private static IEnumerable<string> FormsOf(GazetteerEntry entry)
    {
        foreach (var name in new[] { entry.Name, entry.EnglishName }.Distinct(StringComparer.Ordinal))
        {
            var folded = PlaceKey.Fold(name);
            var skeleton = PlaceKey.Skeleton(folded);
            if (skeleton.Length > 0)
            {
                yield return skeleton;
            }
            if (skeleton != folded)
            {
                yield return folded;
            }
        }
    }

    // Equal, or one letter put in, left out, taken for another or changed with its neighbour.
    private static bool IsOneOff(string one, string other)
    {
        var (start, end) = (0, 0);
        while (start < one.Length && start < other.Length && one[start] == other[start])
        {
            start++;
        }
        while (end < one.Length - start && end < other.Length - start && one[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }
        var (left, right) = (one.Length - start - end, other.Length - start - end);
        return (left <= 1 && right <= 1) || (left == 2 && right == 2 && one[start] == other[start + 1] && one[start + 1] == other[start]);
    }

    // A name and what is left of it without one letter: names that are one letter off share one of these.
    private static IEnumerable<string> Shortened(string key, int least)
    {
        if (key.Length < least)
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
