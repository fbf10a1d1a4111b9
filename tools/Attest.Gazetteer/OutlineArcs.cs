using Attest.Claims.Places;

namespace Attest.Gazetteer;

/// <summary>Rings cut where the shapes beside them change, so that a stretch shared by two is kept once and simplified once.</summary>
internal sealed class OutlineArcs
{
    private readonly List<(string Key, string Name, bool IsRegion, List<List<GeoPoint>> Rings, bool HasMoved)> _layer = [];
    private readonly List<(List<GeoPoint> Points, List<int> Shapes, bool IsRegion, bool IsDisputed)> _arcs = [];
    private readonly List<(string Key, string Name, bool IsRegion, List<List<int>> Rings)> _shapes = [];

    /// <summary>Adds a shape to the layer.</summary>
    /// <param name="key">The gazetteer's key; empty where it has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isRegion">Whether it is part of a state.</param>
    /// <param name="polygons">Its polygons.</param>
    /// <param name="moved">Polygons that another shape's source had.</param>
    public void Add(string key, string name, bool isRegion, IEnumerable<List<List<GeoPoint>>> polygons, IEnumerable<List<List<GeoPoint>>> moved)
    {
        var rings = polygons.SelectMany(polygon => polygon).ToList();
        var own = rings.Count;
        rings.AddRange(moved.SelectMany(polygon => polygon));
        _layer.Add((key, name, isRegion, rings, rings.Count > own));
    }

    /// <summary>Cuts the rings of the shapes added since the last time: only these share stretches.</summary>
    public void Close()
    {
        var neighbours = new Dictionary<GeoPoint, HashSet<GeoPoint>>();
        var owners = new Dictionary<GeoPoint, HashSet<int>>();
        foreach (var (ring, number) in _layer.SelectMany(shape => shape.Rings).Select((ring, number) => (ring, number)))
        {
            for (var i = 0; i < ring.Count; i++)
            {
                Slot(neighbours, ring[i]).UnionWith([ring[(i + 1) % ring.Count], ring[(i + ring.Count - 1) % ring.Count]]);
                Slot(owners, ring[i]).Add(number);
            }
        }
        var known = new Dictionary<(GeoPoint, GeoPoint, GeoPoint, int), int>();
        foreach (var (key, name, isRegion, rings, hasMoved) in _layer)
        {
            var shape = new List<List<int>>();
            foreach (var ring in rings)
            {
                var cuts = Enumerable.Range(0, ring.Count).Where(i => neighbours[ring[i]].Count > 2 || !owners[ring[i]].SetEquals(owners[ring[(i + 1) % ring.Count]]) || !owners[ring[i]].SetEquals(owners[ring[(i + ring.Count - 1) % ring.Count]])).ToList();
                if (cuts.Count == 0)
                {
                    cuts.Add(ring.IndexOf(ring.Min(Comparer<GeoPoint>.Create((one, other) => (one.Longitude, one.Latitude).CompareTo((other.Longitude, other.Latitude))))));
                }
                var arcs = new List<int>();
                for (var c = 0; c < cuts.Count; c++)
                {
                    var length = cuts.Count == 1 ? ring.Count : (cuts[(c + 1) % cuts.Count] - cuts[c] + ring.Count) % ring.Count;
                    List<GeoPoint> points = [.. Enumerable.Range(0, length + 1).Select(i => ring[(cuts[c] + i) % ring.Count])];
                    if (known.TryGetValue((points[^1], points[^2], points[0], points.Count), out var reversed))
                    {
                        var arc = _arcs[reversed];
                        // Two polygons of one shape: no border, but a disputed line where one of them was another's.
                        _arcs[reversed] = arc with { IsDisputed = arc.Shapes.Contains(_shapes.Count) && hasMoved };
                        arc.Shapes.Add(_shapes.Count);
                        arcs.Add(~reversed);
                        continue;
                    }
                    known[(points[0], points[1], points[^1], points.Count)] = _arcs.Count;
                    arcs.Add(_arcs.Count);
                    _arcs.Add((points, [_shapes.Count], isRegion, false));
                }
                shape.Add(arcs);
            }
            _shapes.Add((key, name, isRegion, shape));
        }
        _layer.Clear();
    }

    /// <summary>The file, as <see cref="OutlineLayout"/> lays it out.</summary>
    public byte[] Write(double tolerance)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(OutlineLayout.Magic);
        writer.Write7BitEncodedInt(_arcs.Count);
        foreach (var (points, shapes, isRegion, isDisputed) in _arcs)
        {
            var kind = isDisputed ? OutlineKind.Disputed : isRegion ? shapes.Distinct().Count() > 1 ? OutlineKind.RegionBorder : OutlineKind.RegionEdge
                : shapes.Distinct().Count() > 1 ? OutlineKind.Border : shapes.Count > 1 ? OutlineKind.RegionEdge : OutlineKind.Coast;
            var kept = new List<(int X, int Y)>();
            foreach (var point in Simplified(points, tolerance))
            {
                var step = ((int)Math.Round(point.Longitude * OutlineLayout.StepsInDegree), (int)Math.Round(point.Latitude * OutlineLayout.StepsInDegree));
                if (kept.Count == 0 || kept[^1] != step)
                {
                    kept.Add(step);
                }
            }
            writer.Write((byte)kind);
            writer.Write7BitEncodedInt(kept.Count);
            var last = (X: 0, Y: 0);
            foreach (var step in kept)
            {
                writer.Write7BitEncodedInt(ZigZag(step.X - last.X));
                writer.Write7BitEncodedInt(ZigZag(step.Y - last.Y));
                last = step;
            }
        }
        writer.Write7BitEncodedInt(_shapes.Count);
        foreach (var (key, name, isRegion, rings) in _shapes)
        {
            writer.Write(isRegion);
            writer.Write(key);
            writer.Write(name);
            writer.Write7BitEncodedInt(rings.Count);
            foreach (var ring in rings)
            {
                writer.Write7BitEncodedInt(ring.Count);
                ring.ForEach(arc => writer.Write7BitEncodedInt(ZigZag(arc)));
            }
        }
        writer.Flush();
        return stream.ToArray();
    }

    // Ramer, Douglas and Peucker; degrees of longitude are as long as they are at that latitude.
    private static List<GeoPoint> Simplified(List<GeoPoint> points, double tolerance)
    {
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var ranges = new Stack<(int First, int Last)>();
        ranges.Push((0, points.Count - 1));
        while (ranges.TryPop(out var range))
        {
            var (most, at) = (tolerance, -1);
            for (var i = range.First + 1; i < range.Last; i++)
            {
                var distance = Distance(points[i], points[range.First], points[range.Last]);
                (most, at) = distance > most ? (distance, i) : (most, at);
            }
            if (at >= 0)
            {
                keep[at] = true;
                ranges.Push((range.First, at));
                ranges.Push((at, range.Last));
            }
        }
        return [.. points.Where((_, i) => keep[i])];
    }

    private static double Distance(GeoPoint point, GeoPoint from, GeoPoint to)
    {
        var scale = Math.Cos(double.DegreesToRadians(from.Latitude));
        double x = (point.Longitude - from.Longitude) * scale, y = point.Latitude - from.Latitude;
        double lineX = (to.Longitude - from.Longitude) * scale, lineY = to.Latitude - from.Latitude;
        var length = (lineX * lineX) + (lineY * lineY);
        var along = length == 0 ? 0 : Math.Clamp(((x * lineX) + (y * lineY)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(x - (along * lineX), 2) + Math.Pow(y - (along * lineY), 2));
    }

    private static int ZigZag(int value) => (value << 1) ^ (value >> 31);

    private static HashSet<T> Slot<T>(Dictionary<GeoPoint, HashSet<T>> sets, GeoPoint point)
    {
        if (!sets.TryGetValue(point, out var set))
        {
            sets.Add(point, set = []);
        }
        return set;
    }
}
