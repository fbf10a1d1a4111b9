using Attest.Claims.Places;

namespace Attest.Archive.Exports;

/// <summary>Areas as GeoJSON wants them (RFC 7946): each polygon an outer ring against the clock with its holes with it, every ring closed, none across the 180th meridian.</summary>
public static class GeoRings
{
    private const int CircleSides = 48;
    private const double KmInDegree = 111.195, FurthestNorth = 85;

    // In square degrees: what a cut leaves along its edge.
    private const double Sliver = 1e-7;

    /// <summary>The polygons of a state or region.</summary>
    public static IReadOnlyList<GeoPolygon> Of(PlaceShape shape)
    {
        var rings = shape.Rings.SelectMany(ring => Parts(Unrolled(ring))).ToList();
        if (rings.Count == 0)
        {
            return [];
        }
        // Outer rings and holes turn in opposite directions; the ring that takes most room is an outer one.
        var sign = Math.Sign(SignedArea(rings.MaxBy(ring => Math.Abs(SignedArea(ring)))!));
        var turns = rings.ToLookup(ring => Math.Sign(SignedArea(ring)) == sign);
        List<GeoPolygon> outer = [.. turns[true].OrderBy(ring => Math.Abs(SignedArea(ring))).Select(ring => new GeoPolygon(Turned(ring, isLeft: true)))];
        foreach (var hole in turns[false])
        {
            outer.Find(polygon => Holds(polygon.Outer, hole[0]))?.Holes.Add(Turned(hole, isLeft: false));
        }
        return outer;
    }

    /// <summary>A circle around a point; empty so near a pole that a flat map could not show it.</summary>
    public static IReadOnlyList<GeoPolygon> Circle(GeoPoint middle, double radiusKm)
    {
        if (Math.Abs(middle.Latitude) + (radiusKm / KmInDegree) > FurthestNorth)
        {
            return [];
        }
        var ring = Enumerable.Range(0, CircleSides).Select(side => middle.At(radiusKm, -360.0 * side / CircleSides));
        return [.. Parts(Unrolled(ring)).Select(part => new GeoPolygon(Turned(part, isLeft: true)))];
    }

    /// <summary>A line in pieces, none of which goes across the 180th meridian.</summary>
    public static IReadOnlyList<IReadOnlyList<GeoPoint>> Line(IReadOnlyList<GeoPoint> line)
    {
        var pieces = new List<List<GeoPoint>> { new() { line[0] } };
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            if (Math.Abs(to.Longitude - from.Longitude) > 180)
            {
                var edge = from.Longitude > 0 ? 180 : -180;
                double before = edge - from.Longitude, all = Wrapped(to.Longitude - from.Longitude);
                var latitude = from.Latitude + (all == 0 ? 0 : before / all * (to.Latitude - from.Latitude));
                pieces[^1].Add(new GeoPoint(latitude, edge));
                pieces.Add([new GeoPoint(latitude, -edge)]);
            }
            pieces[^1].Add(to);
        }
        return [.. pieces.Where(piece => piece.Exists(point => point != piece[0]))];
    }

    /// <summary>Whether a point lies within a ring.</summary>
    public static bool Holds(IReadOnlyList<GeoPoint> ring, GeoPoint point)
    {
        var isIn = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            if (ring[i].Latitude > point.Latitude != ring[j].Latitude > point.Latitude
                && point.Longitude < ((ring[j].Longitude - ring[i].Longitude) * (point.Latitude - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude)) + ring[i].Longitude)
            {
                isIn = !isIn;
            }
        }
        return isIn;
    }

    /// <summary>Size of a ring in square degrees; positive where it turns against the clock.</summary>
    public static double SignedArea(IReadOnlyList<GeoPoint> ring)
    {
        double sum = 0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            sum += (ring[j].Longitude * ring[i].Latitude) - (ring[i].Longitude * ring[j].Latitude);
        }
        return sum / 2;
    }

    // Longitudes that go on past the 180th meridian, step by step. A ring around a pole goes there and back.
    private static List<GeoPoint> Unrolled(IEnumerable<GeoPoint> ring)
    {
        var points = new List<GeoPoint>();
        foreach (var point in ring)
        {
            points.Add(points.Count == 0 ? point : point with { Longitude = points[^1].Longitude + Wrapped(point.Longitude - points[^1].Longitude) });
        }
        if (points.Count > 0 && Math.Abs(points[^1].Longitude - points[0].Longitude) > 180)
        {
            var pole = points[0].Latitude < 0 ? -90 : 90;
            points.AddRange([points[^1] with { Latitude = pole }, points[0] with { Latitude = pole }]);
        }
        return points;
    }

    // The parts of an unrolled ring within the world, each closed.
    private static IEnumerable<List<GeoPoint>> Parts(List<GeoPoint> ring)
    {
        foreach (var turn in new[] { -360.0, 0, 360 })
        {
            var moved = ring.ConvertAll(point => point with { Longitude = point.Longitude + turn });
            var part = Closed(Cut(Cut(moved, point => point.Longitude + 180, -180), point => 180 - point.Longitude, 180));
            if (part.Count >= 4 && Math.Abs(SignedArea(part)) > Sliver)
            {
                yield return part;
            }
        }
    }

    private static List<GeoPoint> Cut(List<GeoPoint> ring, Func<GeoPoint, double> inside, double edge)
    {
        var kept = new List<GeoPoint>(ring.Count);
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[(i + ring.Count - 1) % ring.Count], ring[i]);
            double before = inside(from), after = inside(to);
            if (before >= 0 != after >= 0)
            {
                kept.Add(new GeoPoint(from.Latitude + (before / (before - after) * (to.Latitude - from.Latitude)), edge));
            }
            if (after >= 0)
            {
                kept.Add(to);
            }
        }
        return kept;
    }

    // What is the same point twice, where two lines meet, is one.
    private static List<GeoPoint> Closed(List<GeoPoint> ring)
    {
        var points = new List<GeoPoint>(ring.Count + 1);
        foreach (var point in ring)
        {
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }
        if (points.Count > 0 && points[0] != points[^1])
        {
            points.Add(points[0]);
        }
        return points;
    }

    private static List<GeoPoint> Turned(List<GeoPoint> ring, bool isLeft)
    {
        if (SignedArea(ring) > 0 != isLeft)
        {
            ring.Reverse();
        }
        return ring;
    }

    private static double Wrapped(double degrees) => degrees - (360 * Math.Floor((degrees + 180) / 360));
}

/// <summary>An area of one piece.</summary>
/// <param name="Outer">Its edge: closed, against the clock.</param>
public sealed record GeoPolygon(IReadOnlyList<GeoPoint> Outer)
{
    /// <summary>What is cut out of it: closed, with the clock.</summary>
    public List<IReadOnlyList<GeoPoint>> Holes { get; } = [];
}
