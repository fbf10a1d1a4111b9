using Attest.Claims.Nations;
using Attest.Claims.Places;

namespace Attest.Incidents;

/// <summary>By which names a place may be asked for, and which of them a name that somebody asks for stands for.</summary>
public static class PlaceNames
{
    /// <summary>All folded names by which a place may be asked for: its own, that of the city it is a part of, its region's and its country's, their codes among them. Empty for none.</summary>
    public static IEnumerable<string> Of(IncidentPlace? place)
    {
        if (place is null)
        {
            yield break;
        }
        yield return PlaceKey.Fold(place.Name);
        yield return PlaceKey.Fold(place.Gazetteer);
        if (SettlementTable.CityOf(place) is { } city)
        {
            yield return PlaceKey.Fold(city.EnglishName);
            yield return PlaceKey.Fold(city.Identifier);
        }
        if (place.Region is { } region)
        {
            yield return PlaceKey.Fold(region);
        }
        if (place.Country is { } country)
        {
            yield return PlaceKey.Fold(country);
            if (NationTable.World.ByIso(country)?.Name is { } name)
            {
                yield return PlaceKey.Fold(name);
            }
        }
    }

    /// <summary>The folded name under which places are filed that is meant by a name or gazetteer entry: the name itself where places are filed under it, or else that of the largest place, a town before a region, of which it is another name (“Kharkov”).</summary>
    /// <param name="name">What somebody asks for.</param>
    /// <param name="isFiled">Whether places are filed under a folded name.</param>
    public static string Asked(string name, Func<string, bool> isFiled)
    {
        var folded = PlaceKey.Fold(name);
        return !isFiled(folded) && Largest(folded) is { } largest ? PlaceKey.Fold(Gazetteer.Shipped[largest.Row].EnglishName) : folded;
    }

    /// <summary>Whether the gazetteer knows a place, or the table of nations a country, of a name or code.</summary>
    public static bool IsKnown(string name) =>
        Largest(PlaceKey.Fold(name)) is not null || NationTable.World.ByIso(name.ToUpperInvariant()) is not null;

    /// <summary>The place that a person means by a gazetteer key or a name, which may have its region or country after a comma: of several the largest, a town before a region. Null where the gazetteer has none.</summary>
    public static IncidentPlace? Find(string asked)
    {
        if (asked.Contains(':', StringComparison.Ordinal) && !asked.Contains(' ', StringComparison.Ordinal))
        {
            return Enumerable.Range(0, Gazetteer.Shipped.Count).Select(row => Gazetteer.Shipped[row]).FirstOrDefault(entry => entry.Identifier == asked) is { } keyed ? PlaceOf(keyed) : null;
        }
        var (name, within) = asked.Split(',', 2, StringSplitOptions.TrimEntries) is [var first, var rest] ? (first, PlaceKey.Fold(rest)) : (asked, null);
        var found = Rows(PlaceKey.Fold(name)).Select(row => (Row: row, Place: PlaceOf(Gazetteer.Shipped[row.Row]))).Where(one => within is null || Of(one.Place).Skip(1).Any(around => around == within)).ToList();
        return found is [] ? null : found.OrderByDescending(one => Rank(one.Row)).First().Place;
    }

    internal static IncidentPlace PlaceOf(GazetteerEntry entry)
    {
        var extent = entry.Feature.Kind is PlaceKind.Country or PlaceKind.Region ? PlaceOutlines.Shipped.Find(entry.Identifier)?.RadiusKm ?? entry.RadiusKm : entry.RadiusKm;
        return new IncidentPlace(
            entry.EnglishName, entry.Identifier, entry.Country.Length == 0 ? null : entry.Country, entry.Feature.Code == "ADM1" ? entry.Name : entry.Region.Length == 0 ? null : entry.Region, entry.Position, entry.Kind,
            entry.Feature.Precision, extent);
    }

    private static NamedRow? Largest(string folded) => Rows(folded) is { Count: > 0 } rows ? rows.OrderByDescending(Rank).First() : null;

    private static (bool IsSettlement, long Population, bool IsFirstName, int Row) Rank(NamedRow row) =>
        Gazetteer.Shipped[row.Row] is var entry ? (entry.IsSettlement, entry.Population, row.IsFirstName, -row.Row) : default;

    private static List<NamedRow> Rows(string folded)
    {
        var rows = new List<NamedRow>();
        Gazetteer.Shipped.Find(folded, rows);
        // The same letters in another transliteration: “Kharkov” is a hamlet's name, and the city's in another spelling.
        if (PlaceKey.Skeleton(folded) is { Length: > 0 } skeleton)
        {
            Gazetteer.Shipped.FindSkeleton(skeleton, rows);
        }
        return rows;
    }
}
