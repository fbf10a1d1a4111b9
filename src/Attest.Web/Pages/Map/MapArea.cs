using System.Globalization;
using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Claims.Places;

namespace Attest.Web.Pages.Map;

/// <summary>An area that incidents are said to lie in: the outline of a state or region where one is known, else a circle of the radius meant.</summary>
/// <param name="Key">Its name among the areas of one answer, such as <c>a1</c>.</param>
/// <param name="Name">The place.</param>
/// <param name="Middle">Its middle, where it is labelled.</param>
/// <param name="RadiusKm">Radius of the area meant.</param>
/// <param name="IsOutline">Whether it is drawn by its borders.</param>
/// <param name="Polygons">What is drawn; at least one.</param>
internal sealed record MapArea(string Key, string Name, GeoPoint Middle, double RadiusKm, bool IsOutline, IReadOnlyList<GeoPolygon> Polygons)
{
    /// <summary>Whether an incident lies at a point: any other with a place lies somewhere in an area.</summary>
    public static bool IsPoint(IncidentPin pin) => AreaShape.IsPoint(pin.GeoPrecision, pin.RadiusKm);

    /// <summary>The areas of some incidents, each once, with which incident lies in which.</summary>
    public static (IReadOnlyList<MapArea> Areas, IReadOnlyDictionary<string, MapArea> OfIncident) Of(IEnumerable<IncidentPin> pins)
    {
        var areas = new Dictionary<object, MapArea?>();
        var ofIncident = new Dictionary<string, MapArea>(StringComparer.Ordinal);
        foreach (var pin in pins)
        {
            if (pin.Position is not { } position || pin.RadiusKm is not { } radius || IsPoint(pin))
            {
                continue;
            }
            var name = pin.Place ?? "";
            // Reports that mean the same state by slightly different radii mean one area.
            var shape = AreaShape.Outlined(PlaceOutlines.Shipped.Find(name, position), radius);
            var what = shape ?? (object)(name, position, radius);
            if (!areas.TryGetValue(what, out var area))
            {
                var polygons = AreaShape.Polygons(shape, position, radius);
                var key = string.Create(CultureInfo.InvariantCulture, $"a{areas.Count + 1}");
                area = polygons.Count == 0 ? null : new MapArea(key, name, position, shape?.RadiusKm ?? radius, shape is not null, polygons);
                areas.Add(what, area);
            }
            if (area is not null)
            {
                ofIncident[pin.Id] = area;
            }
        }
        return ([.. areas.Values.OfType<MapArea>()], ofIncident);
    }
}
