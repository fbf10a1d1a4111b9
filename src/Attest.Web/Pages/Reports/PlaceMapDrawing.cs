using System.Globalization;
using System.Text;
using Attest.Claims.Places;

namespace Attest.Web.Pages.Reports;

/// <summary>What the small map of a place shows, in the pixels of its frame.</summary>
/// <param name="Land">Path of all land.</param>
/// <param name="Borders">Path of the borders between states.</param>
/// <param name="RegionBorders">Path of the borders between regions.</param>
/// <param name="DisputedBorders">Path of the lines that a state draws through what is another's.</param>
/// <param name="Area">Path of the state or region that is meant; null where a circle is drawn.</param>
/// <param name="Place">The place, or the middle of the area meant.</param>
/// <param name="RadiusPixels">Radius of the area meant; 0 where its outline is drawn or it is too small to draw.</param>
/// <param name="Named">The named place, where the area meant lies aside from it; else null.</param>
/// <param name="RunnerUp">The runner-up; at the frame's edge where it lies outside; null where there is none.</param>
/// <param name="IsRunnerUpOutside">Whether it lies outside.</param>
/// <param name="Labels">Names of states and where they stand.</param>
/// <param name="ScaleKm">Length of the scale bar.</param>
/// <param name="ScalePixels">The same.</param>
public sealed record PlaceMapDrawing(
    string Land, string Borders, string RegionBorders, string DisputedBorders, string? Area, MapPoint Place, double RadiusPixels, MapPoint? Named, MapPoint? RunnerUp, bool IsRunnerUpOutside,
    IReadOnlyList<(string Name, MapPoint At)> Labels, int ScaleKm, double ScalePixels)
{
    /// <summary>Width of the frame.</summary>
    public const int Width = 220;

    /// <summary>Height of the frame.</summary>
    public const int Height = 140;

    // Half the height for a town, so that a coast or border is mostly in sight; and how far away a runner-up is still drawn in its place.
    private const double HalfHeightKm = 190;
    private const double FarKm = 900;
    private const double Margin = 1.25;
    private const double LeastRadiusPixels = 5;

    // Part of the frame that a state takes where its name is written.
    private const double LeastLabelled = 0.07;

    /// <summary>Draws a place; null where it has no position.</summary>
    public static PlaceMapDrawing? Of(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.Position is not { } position)
        {
            return null;
        }
        var world = PlaceOutlines.Shipped;
        var shape = place.Centre is null && place.Kind is PlaceKind.Country or PlaceKind.Region ? world.Find(place.Gazetteer) : null;
        var middle = place.Centre ?? position;
        var near = place.RunnerUp?.Position is { } other && other.DistanceKm(middle) < FarKm ? other : (GeoPoint?)null;
        var frame = shape is not null ? MapFrame.Around(Main(shape), Margin, HalfHeightKm / 2)
            : MapFrame.Around(new[] { position, near }.OfType<GeoPoint>().Append(middle).SelectMany(point => Circle(point, point == middle ? Math.Max(HalfHeightKm, (place.RadiusKm ?? 0) * 1.5) : 30)), 1, HalfHeightKm);
        var land = new StringBuilder();
        var labels = new List<(string Name, MapPoint At)>();
        foreach (var state in world.Shapes.Where(one => !one.IsRegion))
        {
            double area = 0, x = 0, y = 0;
            foreach (var ring in state.Rings)
            {
                var clipped = frame.Clip(ring);
                MapPath.Append(land, clipped, isClosed: true);
                var (size, centre) = MapPath.Centroid(clipped);
                (area, x, y) = (area + size, x + (size * centre.X), y + (size * centre.Y));
            }
            if (area > Width * Height * LeastLabelled)
            {
                labels.Add((state.Name, new MapPoint(Math.Clamp(x / area, 32, Width - 32), Math.Clamp(y / area, 14, Height - 22))));
            }
        }
        string Lines(OutlineKind kind)
        {
            var path = new StringBuilder();
            foreach (var arc in world.Arcs.Where(arc => arc.Kind == kind))
            {
                frame.AppendLine(path, arc.Points);
            }
            return path.ToString();
        }
        string? outline = null;
        if (shape is not null)
        {
            var path = new StringBuilder();
            foreach (var ring in shape.Rings)
            {
                MapPath.Append(path, frame.Clip(ring), isClosed: true);
            }
            outline = path.ToString();
        }
        var at = frame.At(middle);
        var radius = (place.RadiusKm ?? 0) * frame.PixelsInKm;
        var runnerUp = place.RunnerUp is { } next ? frame.At(next.Position) : null;
        var scale = MapFrame.RoundKm(45 / frame.PixelsInKm);
        return new PlaceMapDrawing(
            land.ToString(), Lines(OutlineKind.Border), frame.PixelsInKm > 0.1 ? Lines(OutlineKind.RegionBorder) : "", Lines(OutlineKind.Disputed), outline, at,
            outline is null && radius > LeastRadiusPixels ? radius : 0, place.Centre is null ? null : frame.At(position), runnerUp is { } mark ? MapFrame.Within(at, mark) : null,
            runnerUp is { } far && !MapFrame.Holds(far), [.. labels.Where(label => shape?.Name != label.Name).Select(label => (label.Name, Aside(label.At, at)))], scale, scale * frame.PixelsInKm);
    }

    /// <summary>A number of pixels as SVG writes it.</summary>
    public static string Px(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // A state's name gives way to the place's.
    private static MapPoint Aside(MapPoint label, MapPoint place)
    {
        const double Free = 18, Wide = 90;
        return Math.Abs(label.Y - place.Y) > Free || Math.Abs(label.X - place.X) > Wide ? label : label with { Y = place.Y > Height / 2.0 - Free ? Math.Max(14, place.Y - (2 * Free)) : place.Y + (2 * Free) };
    }

    // The ring that takes most room: far islands do not make the map small.
    private static IReadOnlyList<GeoPoint> Main(PlaceShape shape) => shape.Rings.MaxBy(ring => ring.Count) ?? [];

    private static IEnumerable<GeoPoint> Circle(GeoPoint middle, double radiusKm) => [middle.At(radiusKm, 0), middle.At(radiusKm, 180)];
}

/// <summary>A point of the frame, in pixels from its upper left corner.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public sealed record MapPoint(double X, double Y);
