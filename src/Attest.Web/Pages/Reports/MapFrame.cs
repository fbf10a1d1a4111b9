using System.Text;

namespace Attest.Web.Pages.Reports;

/// <summary>Lays a part of the globe flat into the frame of a small map: longitudes as wide as they are at its middle.</summary>
internal sealed class MapFrame
{
    private const double KmInDegree = 111.195;
    private const double Edge = 4;

    // An island of fewer pixels is a speck.
    private const double LeastIsland = 2.5;

    private readonly double _latitude;
    private readonly double _longitude;
    private readonly double _pixelsInDegree;
    private readonly double _narrowing;

    private MapFrame(double latitude, double longitude, double pixelsInDegree)
    {
        (_latitude, _longitude, _pixelsInDegree) = (latitude, longitude, pixelsInDegree);
        _narrowing = Math.Max(0.2, Math.Cos(double.DegreesToRadians(latitude)));
    }

    /// <summary>Pixels in a kilometre at its middle.</summary>
    public double PixelsInKm => _pixelsInDegree / KmInDegree;

    /// <summary>The frame that holds some points.</summary>
    /// <param name="points">The points; at least one.</param>
    /// <param name="margin">How much larger than they need.</param>
    /// <param name="leastHalfHeightKm">The least half of its height.</param>
    public static MapFrame Around(IEnumerable<GeoPoint> points, double margin, double leastHalfHeightKm)
    {
        double south = 90, north = -90, west = 0, east = 0, first = double.NaN, last = 0;
        foreach (var point in points)
        {
            // Steps from point to point: a shape across the date line is not as wide as the world.
            last = double.IsNaN(first) ? 0 : last + Wrapped(point.Longitude - first - last);
            first = double.IsNaN(first) ? point.Longitude : first;
            (south, north, west, east) = (Math.Min(south, point.Latitude), Math.Max(north, point.Latitude), Math.Min(west, last), Math.Max(east, last));
        }
        var latitude = (south + north) / 2;
        var narrowing = Math.Max(0.2, Math.Cos(double.DegreesToRadians(latitude)));
        var height = Math.Max(Math.Max((north - south) * margin, 2 * leastHalfHeightKm / KmInDegree), (east - west) * margin * narrowing * PlaceMapDrawing.Height / PlaceMapDrawing.Width);
        return new MapFrame(latitude, Wrapped(first + ((west + east) / 2)), PlaceMapDrawing.Height / height);
    }

    /// <summary>Where a point lies, which may be outside.</summary>
    public MapPoint At(GeoPoint point) => At(point.Latitude, Wrapped(point.Longitude - _longitude));

    /// <summary>Whether a point of the frame can be seen.</summary>
    public static bool Holds(MapPoint point) => point.X is >= 0 and <= PlaceMapDrawing.Width && point.Y is >= 0 and <= PlaceMapDrawing.Height;

    /// <summary>A point itself, or where the line to it from one within leaves the frame.</summary>
    public static MapPoint Within(MapPoint from, MapPoint to)
    {
        const double Inset = 9;
        double x = to.X - from.X, y = to.Y - from.Y;
        var part = Math.Min(1, Math.Min(
            x > 0 ? (PlaceMapDrawing.Width - Inset - from.X) / x : x < 0 ? (Inset - from.X) / x : 1,
            y > 0 ? (PlaceMapDrawing.Height - Inset - from.Y) / y : y < 0 ? (Inset - from.Y) / y : 1));
        return Holds(to) ? to : new MapPoint(from.X + (x * part), from.Y + (y * part));
    }

    /// <summary>A ring cut to the frame and a little around it; empty where none of it is seen.</summary>
    public List<MapPoint> Clip(IReadOnlyList<GeoPoint> ring)
    {
        var points = Flat(ring);
        if (points.TrueForAll(point => point.X < -Edge) || points.TrueForAll(point => point.X > PlaceMapDrawing.Width + Edge)
            || points.TrueForAll(point => point.Y < -Edge) || points.TrueForAll(point => point.Y > PlaceMapDrawing.Height + Edge)
            || (points.TrueForAll(point => Math.Abs(point.X - points[0].X) < LeastIsland) && points.TrueForAll(point => Math.Abs(point.Y - points[0].Y) < LeastIsland)))
        {
            return [];
        }
        // Sutherland and Hodgman: one edge after the other.
        points = Cut(points, point => point.X + Edge);
        points = Cut(points, point => PlaceMapDrawing.Width + Edge - point.X);
        points = Cut(points, point => point.Y + Edge);
        return Cut(points, point => PlaceMapDrawing.Height + Edge - point.Y);
    }

    /// <summary>Appends the parts of a line that can be seen.</summary>
    public void AppendLine(StringBuilder path, IReadOnlyList<GeoPoint> line)
    {
        var run = new List<MapPoint>();
        MapPoint? last = null;
        foreach (var point in Flat(line))
        {
            var isSeen = last is not null && Math.Max(last.X, point.X) > -Edge && Math.Min(last.X, point.X) < PlaceMapDrawing.Width + Edge
                && Math.Max(last.Y, point.Y) > -Edge && Math.Min(last.Y, point.Y) < PlaceMapDrawing.Height + Edge;
            if (isSeen)
            {
                run.AddRange(run.Count == 0 ? [last!, point] : [point]);
            }
            else
            {
                MapPath.Append(path, run, isClosed: false);
                run.Clear();
            }
            last = point;
        }
        MapPath.Append(path, run, isClosed: false);
    }

    /// <summary>The round number of kilometres that is not above another: 1, 2 or 5 with noughts.</summary>
    public static int RoundKm(double km)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, km))));
        return (int)(decade * (km / decade >= 5 ? 5 : km / decade >= 2 ? 2 : 1));
    }

    private static double Wrapped(double degrees) => degrees - (360 * Math.Floor((degrees + 180) / 360));

    private MapPoint At(double latitude, double east) =>
        new((PlaceMapDrawing.Width / 2.0) + (east * _narrowing * _pixelsInDegree), (PlaceMapDrawing.Height / 2.0) + ((_latitude - latitude) * _pixelsInDegree));

    private List<MapPoint> Flat(IReadOnlyList<GeoPoint> line)
    {
        var points = new List<MapPoint>(line.Count);
        double east = 0;
        for (var i = 0; i < line.Count; i++)
        {
            east = i == 0 ? Wrapped(line[0].Longitude - _longitude) : east + Wrapped(line[i].Longitude - line[i - 1].Longitude);
            points.Add(At(line[i].Latitude, east));
        }
        return points;
    }

    private static List<MapPoint> Cut(List<MapPoint> points, Func<MapPoint, double> inside)
    {
        var kept = new List<MapPoint>();
        for (var i = 0; i < points.Count; i++)
        {
            var (from, to) = (points[(i + points.Count - 1) % points.Count], points[i]);
            double before = inside(from), after = inside(to);
            if (before >= 0 != after >= 0)
            {
                var part = before / (before - after);
                kept.Add(new MapPoint(from.X + (part * (to.X - from.X)), from.Y + (part * (to.Y - from.Y))));
            }
            if (after >= 0)
            {
                kept.Add(to);
            }
        }
        return kept;
    }
}
