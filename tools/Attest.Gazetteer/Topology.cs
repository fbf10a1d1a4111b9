using System.Text.Json;

namespace Attest.Gazetteer;

/// <summary>Reads polygons from TopoJSON and GeoJSON; a polygon is its outer ring and its holes, each closed without repeating its first point.</summary>
internal static class Topology
{
    /// <summary>Each shape of an object of a TopoJSON file, by its name and its polygons, the largest first.</summary>
    public static IEnumerable<(string Name, List<List<List<GeoPoint>>> Polygons)> Shapes(JsonElement topology, string name)
    {
        var scale = topology.GetProperty("transform").GetProperty("scale");
        var translate = topology.GetProperty("transform").GetProperty("translate");
        var arcs = topology.GetProperty("arcs").EnumerateArray().Select(arc =>
        {
            double x = 0, y = 0;
            return arc.EnumerateArray().Select(step =>
            {
                (x, y) = (x + step[0].GetDouble(), y + step[1].GetDouble());
                return new GeoPoint((y * scale[1].GetDouble()) + translate[1].GetDouble(), (x * scale[0].GetDouble()) + translate[0].GetDouble());
            }).ToList();
        }).ToList();
        foreach (var geometry in topology.GetProperty("objects").GetProperty(name).GetProperty("geometries").EnumerateArray())
        {
            if (geometry.TryGetProperty("arcs", out var parts))
            {
                var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? Enumerable.Repeat(parts, 1) : parts.EnumerateArray();
                yield return (geometry.GetProperty("properties").GetProperty("name").GetString()!, Sorted(polygons.Select(polygon => polygon.EnumerateArray().Select(ring => Ring(ring, arcs)).ToList())));
            }
        }
    }

    /// <summary>The polygons of a GeoJSON geometry, the largest first.</summary>
    public static List<List<List<GeoPoint>>> Polygons(JsonElement geometry)
    {
        var parts = geometry.GetProperty("coordinates");
        return Sorted((geometry.GetProperty("type").GetString() == "Polygon" ? Enumerable.Repeat(parts, 1) : parts.EnumerateArray()).Select(polygon => polygon.EnumerateArray().Select(ring =>
            Open(ring.EnumerateArray().Select(point => new GeoPoint(point[1].GetDouble(), point[0].GetDouble())).ToList())).ToList()));
    }

    private static List<List<List<GeoPoint>>> Sorted(IEnumerable<List<List<GeoPoint>>> polygons) => [.. polygons.OrderByDescending(polygon => polygon[0].Count)];

    private static List<GeoPoint> Ring(JsonElement numbers, List<List<GeoPoint>> arcs)
    {
        var ring = new List<GeoPoint>();
        foreach (var number in numbers.EnumerateArray().Select(number => number.GetInt32()))
        {
            var arc = number >= 0 ? arcs[number] : Enumerable.Reverse(arcs[~number]);
            ring.AddRange(ring.Count > 0 ? arc.Skip(1) : arc);
        }
        return Open(ring);
    }

    private static List<GeoPoint> Open(List<GeoPoint> ring)
    {
        if (ring.Count > 1 && ring[0] == ring[^1])
        {
            ring.RemoveAt(ring.Count - 1);
        }
        return ring;
    }
}
