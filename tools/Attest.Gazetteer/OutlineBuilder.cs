using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Attest.Claims.Nations;
using Attest.Claims.Places;

namespace Attest.Gazetteer;

/// <summary>Makes outlines.bin: borders and coasts of states and first-level regions, simplified, each stretch that two share kept once.</summary>
/// <remarks>
/// Takes Natural Earth's states as world-atlas packs them (TopoJSON) and regions as GeoJSON. A shape gets the key of the gazetteer's entry that lies within it.
/// borders.tsv puts parts of states where the stated policy has them; the line between such a part and its state is kept as a disputed one.
/// </remarks>
internal sealed class OutlineBuilder
{
    // Degrees within which a simplified line stays beside the true one, and area below which an island is left out, in square degrees.
    private const double Tolerance = 0.025;
    private const double SmallestIsland = 0.02;

    private readonly List<(string Key, GeoPoint Position, string Country, string Feature)> _entries = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly OutlineArcs _arcs = new();

    /// <summary>Reads the entries whose keys shapes can get: states and first-level regions.</summary>
    public void AddEntries(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells.Length > 7 && cells[6] is "PCLI" or "ADM1" && double.TryParse(cells[4], CultureInfo.InvariantCulture, out var latitude))
            {
                var colon = cells[0].IndexOf(':', StringComparison.Ordinal);
                var key = GazetteerLayout.Written(cells[0][..colon]) + cells[0][colon..];
                _names.TryAdd(key, cells[6] == "PCLI" && NationTable.World.ByIso(cells[7]) is { } nation ? nation.Name : cells[1]);
                _entries.Add((key, new GeoPoint(latitude, double.Parse(cells[5], CultureInfo.InvariantCulture)), cells[7], cells[6]));
            }
        }
    }

    /// <summary>Adds states, with parts of them moved as borders.tsv says: from, to, and a point within the part.</summary>
    public void AddStates(string path, string borders)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var states = Topology.Shapes(json.RootElement, "countries").ToDictionary(shape => shape.Polygons, shape => State(shape.Name, shape.Polygons));
        var moved = new List<(List<List<GeoPoint>> Polygon, string To)>();
        foreach (var row in File.ReadLines(borders).Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(line => line.Split('\t')))
        {
            var point = new GeoPoint(double.Parse(row[2], CultureInfo.InvariantCulture), double.Parse(row[3], CultureInfo.InvariantCulture));
            var from = states.First(state => state.Value == row[0]).Key;
            var part = from.First(polygon => Contains(polygon, point));
            from.Remove(part);
            moved.Add((part, row[1]));
        }
        foreach (var (polygons, key) in states)
        {
            _arcs.Add(key, _names.GetValueOrDefault(key, ""), isRegion: false, polygons.Where((polygon, i) => i == 0 || Area(polygon[0]) > SmallestIsland), moved.Where(part => part.To == key).Select(part => part.Polygon));
        }
        _arcs.Close();
    }

    /// <summary>Adds regions.</summary>
    public void AddRegions(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray())
            {
                var polygons = Topology.Polygons(feature.GetProperty("geometry"));
                var country = feature.GetProperty("properties").GetProperty("code").GetString()![..2];
                var key = _entries.Find(entry => entry.Feature == "ADM1" && entry.Country == country && polygons.Exists(polygon => Contains(polygon, entry.Position))).Key ?? "";
                _arcs.Add(key, _names.GetValueOrDefault(key, ""), isRegion: true, polygons.Where((polygon, i) => i == 0 || Area(polygon[0]) > SmallestIsland), []);
            }
        }
        _arcs.Close();
    }

    /// <summary>The file.</summary>
    public byte[] Build() => _arcs.Write(Tolerance);

    private string State(string name, List<List<List<GeoPoint>>> polygons) =>
        (NationTable.World.Find(name) is { } nation ? _entries.Find(entry => entry.Feature == "PCLI" && entry.Country == nation.Nation.Iso).Key : null)
        ?? _entries.Find(entry => entry.Feature == "PCLI" && polygons.Exists(polygon => Contains(polygon, entry.Position))).Key ?? "";

    private static bool Contains(List<List<GeoPoint>> polygon, GeoPoint point)
    {
        var isInside = false;
        foreach (var ring in polygon)
        {
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                if (ring[i].Latitude > point.Latitude != ring[j].Latitude > point.Latitude
                    && point.Longitude < ((ring[j].Longitude - ring[i].Longitude) * (point.Latitude - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude)) + ring[i].Longitude)
                {
                    isInside = !isInside;
                }
            }
        }
        return isInside;
    }

    private static double Area(List<GeoPoint> ring)
    {
        double sum = 0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            sum += (ring[j].Longitude * ring[i].Latitude) - (ring[i].Longitude * ring[j].Latitude);
        }
        return Math.Abs(sum) / 2;
    }
}
