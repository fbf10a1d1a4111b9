using System.Collections.Frozen;

namespace Attest.Claims.Places;

/// <summary>Borders and coasts of the world's states, and first-level regions of some: outlines.bin, read once when first asked for.</summary>
/// <remarks>Simplified to about three kilometres: enough to see where something lies, not to measure by. Crimea is Ukraine's by UN General Assembly resolution 68/262.</remarks>
public sealed class PlaceOutlines
{
    private static readonly Lazy<PlaceOutlines> LazyShipped = new(Read);
    private readonly FrozenDictionary<string, PlaceShape> _shapes;

    // Positions are written with five decimals.
    private const double SamePlaceKm = 0.1;

    private PlaceOutlines(IReadOnlyList<OutlineArc> arcs, IReadOnlyList<PlaceShape> shapes)
    {
        (Arcs, Shapes) = (arcs, shapes);
        _shapes = shapes.Where(shape => shape.Key.Length > 0).DistinctBy(shape => shape.Key).ToFrozenDictionary(shape => shape.Key, StringComparer.Ordinal);
    }

    /// <summary>Those that ship with the program.</summary>
    public static PlaceOutlines Shipped => LazyShipped.Value;

    /// <summary>All lines.</summary>
    public IReadOnlyList<OutlineArc> Arcs { get; }

    /// <summary>All shapes: states first, then regions.</summary>
    public IReadOnlyList<PlaceShape> Shapes { get; }

    /// <summary>The shape of the state or region with a gazetteer key; null where its outline is not known.</summary>
    public PlaceShape? Find(string? key) => key is null ? null : _shapes.GetValueOrDefault(key);

    /// <summary>The shape of the gazetteer's place that bears a name and lies at a position; null where there is none or its outline is not known.</summary>
    public PlaceShape? Find(string name, GeoPoint position)
    {
        var rows = new List<NamedRow>();
        Gazetteer.Shipped.Find(PlaceKey.Fold(name), rows);
        return rows.Select(row => Gazetteer.Shipped[row.Row]).Where(entry => entry.Position.DistanceKm(position) < SamePlaceKm).Select(entry => Find(entry.Identifier)).FirstOrDefault(shape => shape is not null);
    }

    private static PlaceOutlines Read()
    {
        using var stream = typeof(PlaceOutlines).Assembly.GetManifestResourceStream("Claims/Places/outlines.bin")
            ?? throw new InvalidDataException("Opening outlines.bin: it is not among the resources of this build; build the project anew.");
        using var reader = new BinaryReader(stream);
        if (!reader.ReadBytes(OutlineLayout.Magic.Length).AsSpan().SequenceEqual(OutlineLayout.Magic))
        {
            throw new InvalidDataException("Opening outlines.bin: it does not begin as this version expects; compile it anew with tools/Attest.Gazetteer.");
        }
        var arcs = new OutlineArc[reader.Read7BitEncodedInt()];
        for (var i = 0; i < arcs.Length; i++)
        {
            var kind = (OutlineKind)reader.ReadByte();
            var points = new GeoPoint[reader.Read7BitEncodedInt()];
            int x = 0, y = 0;
            for (var j = 0; j < points.Length; j++)
            {
                (x, y) = (x + Signed(reader.Read7BitEncodedInt()), y + Signed(reader.Read7BitEncodedInt()));
                points[j] = new GeoPoint(y / OutlineLayout.StepsInDegree, x / OutlineLayout.StepsInDegree);
            }
            arcs[i] = new OutlineArc(kind, points);
        }
        var shapes = new PlaceShape[reader.Read7BitEncodedInt()];
        for (var i = 0; i < shapes.Length; i++)
        {
            var isRegion = reader.ReadBoolean();
            var (key, name) = (reader.ReadString(), reader.ReadString());
            var rings = new IReadOnlyList<GeoPoint>[reader.Read7BitEncodedInt()];
            for (var j = 0; j < rings.Length; j++)
            {
                var ring = new List<GeoPoint>();
                for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                {
                    var arc = Signed(reader.Read7BitEncodedInt());
                    ring.AddRange(arc >= 0 ? arcs[arc].Points : arcs[~arc].Points.Reverse());
                }
                rings[j] = ring;
            }
            shapes[i] = new PlaceShape(key, name, isRegion, rings);
        }
        return new PlaceOutlines(arcs, shapes);
    }

    private static int Signed(int value) => (value >> 1) ^ -(value & 1);
}

/// <summary>A line of the map.</summary>
/// <param name="Kind">What it parts.</param>
/// <param name="Points">Its points in order; a closed one ends where it begins.</param>
public sealed record OutlineArc(OutlineKind Kind, IReadOnlyList<GeoPoint> Points);

/// <summary>A state or a region.</summary>
/// <param name="Key">The gazetteer's key, such as <c>ne:UKR</c>; empty where the gazetteer has none for it.</param>
/// <param name="Name">Its English name; empty likewise.</param>
/// <param name="IsRegion">Whether it is a part of a state.</param>
/// <param name="Rings">Its rings, outer ones and holes alike: what lies within an odd number of them is in it.</param>
public sealed record PlaceShape(string Key, string Name, bool IsRegion, IReadOnlyList<IReadOnlyList<GeoPoint>> Rings)
{
    /// <summary>Radius of the circle of the same area, in kilometres: how wide it is, told in one number.</summary>
    public double RadiusKm { get; } = Math.Round(Math.Sqrt(Math.Abs(Rings.Sum(SquareKm)) / Math.PI), 0);

    /// <summary>Whether a point lies in it.</summary>
    public bool Contains(GeoPoint point)
    {
        var isIn = false;
        foreach (var ring in Rings)
        {
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                if (ring[i].Latitude > point.Latitude != ring[j].Latitude > point.Latitude
                    && point.Longitude < ring[i].Longitude + ((ring[j].Longitude - ring[i].Longitude) * (point.Latitude - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude)))
                {
                    isIn = !isIn;
                }
            }
        }
        return isIn;
    }

    /// <summary>How far a point is from its outline, in kilometres, as far as an outline of straight lines tells.</summary>
    public double DistanceKm(GeoPoint point)
    {
        var least = double.MaxValue;
        var shrink = Math.Cos(double.DegreesToRadians(point.Latitude));
        foreach (var ring in Rings)
        {
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                // On a plane that touches the globe at the point: true enough near it, and only near it does it matter.
                var (fromX, fromY) = ((ring[j].Longitude - point.Longitude) * shrink, ring[j].Latitude - point.Latitude);
                var (toX, toY) = ((ring[i].Longitude - point.Longitude) * shrink, ring[i].Latitude - point.Latitude);
                var (x, y) = (toX - fromX, toY - fromY);
                var along = (x * x) + (y * y) is var length && length > 0 ? Math.Clamp(-((fromX * x) + (fromY * y)) / length, 0, 1) : 0;
                least = Math.Min(least, Math.Sqrt(Math.Pow(fromX + (along * x), 2) + Math.Pow(fromY + (along * y), 2)));
            }
        }
        return least * KmInDegree;
    }

    private const double KmInDegree = 111.195;

    // Outer rings and holes turn in opposite directions; longitudes shrink with the latitude.
    private static double SquareKm(IReadOnlyList<GeoPoint> ring)
    {
        double sum = 0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            sum += (ring[i].Longitude - ring[j].Longitude) * (Math.Sin(double.DegreesToRadians(ring[i].Latitude)) + Math.Sin(double.DegreesToRadians(ring[j].Latitude))) / 2;
        }
        return double.RadiansToDegrees(sum) * KmInDegree * KmInDegree;
    }
}

/// <summary>What a line of the map parts.</summary>
public enum OutlineKind
{
    /// <summary>Land from water.</summary>
    Coast,

    /// <summary>A state from a state.</summary>
    Border,

    /// <summary>A region from a region.</summary>
    RegionBorder,

    /// <summary>An edge that is drawn already as a coast or border, or is within one shape.</summary>
    RegionEdge,

    /// <summary>A part from the rest of its state, of which another state says that it is its own.</summary>
    Disputed,
}

/// <summary>How outlines.bin begins and what its numbers mean; tools/Attest.Gazetteer writes it.</summary>
internal static class OutlineLayout
{
    /// <summary>Steps of a degree.</summary>
    public const double StepsInDegree = 100;

    /// <summary>First eight bytes, with the format's version. Numbers follow by sevens of bits; a point is written by its distance from the one before.</summary>
    public static ReadOnlySpan<byte> Magic => "ATTESTO1"u8;
}
