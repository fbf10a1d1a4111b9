using System.Text;

namespace Attest.Web.Pages.Reports;

/// <summary>Writes points as SVG paths, short: no point that is not about a pixel from the one before.</summary>
internal static class MapPath
{
    private const double LeastStep = 1.1;

    /// <summary>Appends a line or a ring; nothing where it has fewer than two points.</summary>
    public static void Append(StringBuilder path, IReadOnlyList<MapPoint> points, bool isClosed)
    {
        if (points.Count < (isClosed ? 3 : 2))
        {
            return;
        }
        var last = points[0];
        path.Append('M').Append(PlaceMapDrawing.Px(last.X)).Append(' ').Append(PlaceMapDrawing.Px(last.Y));
        var isFirst = true;
        for (var i = 1; i < points.Count; i++)
        {
            var point = points[i];
            if (i < points.Count - 1 && Math.Abs(point.X - last.X) < LeastStep && Math.Abs(point.Y - last.Y) < LeastStep)
            {
                continue;
            }
            path.Append(isFirst ? 'L' : ' ').Append(PlaceMapDrawing.Px(point.X)).Append(' ').Append(PlaceMapDrawing.Px(point.Y));
            (last, isFirst) = (point, false);
        }
        if (isClosed)
        {
            path.Append('Z');
        }
    }

    /// <summary>Size in square pixels and middle of a ring.</summary>
    public static (double Size, MapPoint Centre) Centroid(List<MapPoint> ring)
    {
        double sum = 0, x = 0, y = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[(i + ring.Count - 1) % ring.Count], ring[i]);
            var cross = (from.X * to.Y) - (to.X * from.Y);
            (sum, x, y) = (sum + cross, x + ((from.X + to.X) * cross), y + ((from.Y + to.Y) * cross));
        }
        return Math.Abs(sum) < 1 ? (0, new MapPoint(0, 0)) : (Math.Abs(sum) / 2, new MapPoint(x / (3 * sum), y / (3 * sum)));
    }
}
