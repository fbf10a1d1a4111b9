using Attest.Claims.Places;

namespace Attest.Incidents;

/// <summary>Which city a quarter or site belongs to: the nearest one whose area it lies in.</summary>
/// <remarks>Made once from the gazetteer that ships, so that the answer depends on nothing that was read before.</remarks>
internal static class SettlementTable
{
    /// <summary>Inhabitants from which a city takes in the quarters and sites within its radius.</summary>
    private const long LeastInhabitants = 50_000;

    private static readonly Lazy<Dictionary<(int, int), List<GazetteerEntry>>> Cities = new(Load);

    /// <summary>The gazetteer's key of the city that a place is part of, or else its own.</summary>
    public static string AnchorOf(IncidentPlace place) => CityOf(place)?.Identifier ?? place.Gazetteer;

    /// <summary>The city that a place is part of; null where it is itself one or is part of none.</summary>
    public static GazetteerEntry? CityOf(IncidentPlace place)
    {
        if (place.Kind is not (PlaceKind.Village or PlaceKind.Site))
        {
            return null;
        }
        GazetteerEntry? anchor = null;
        var nearest = double.MaxValue;
        var (row, column) = Cell(place.Position);
        for (var r = row - 1; r <= row + 1; r++)
        {
            for (var c = column - 1; c <= column + 1; c++)
            {
                if (!Cities.Value.TryGetValue((r, c), out var cities))
                {
                    continue;
                }
                foreach (var city in cities)
                {
                    var distance = city.Position.DistanceKm(place.Position);
                    if (distance <= city.RadiusKm && city.Country == (place.Country ?? "")
                        && (distance < nearest || distance == nearest && string.CompareOrdinal(city.Identifier, anchor?.Identifier) < 0))
                    {
                        (anchor, nearest) = (city, distance);
                    }
                }
            }
        }
        return anchor;
    }

    // Half a degree is wider than any city's radius away from the poles.
    private static (int Row, int Column) Cell(GeoPoint point) => ((int)Math.Floor(point.Latitude * 2), (int)Math.Floor(point.Longitude * 2));

    private static Dictionary<(int, int), List<GazetteerEntry>> Load()
    {
        var cells = new Dictionary<(int, int), List<GazetteerEntry>>();
        var gazetteer = Gazetteer.Shipped;
        for (var row = 0; row < gazetteer.Count; row++)
        {
            var entry = gazetteer[row];
            if (entry.Kind == PlaceKind.City && entry.Population >= LeastInhabitants)
            {
                if (!cells.TryGetValue(Cell(entry.Position), out var cell))
                {
                    cells.Add(Cell(entry.Position), cell = []);
                }
                cell.Add(entry);
            }
        }
        return cells;
    }
}
