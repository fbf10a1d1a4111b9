using System.Collections.Concurrent;
using System.Collections.Frozen;
using Attest.Claims.Places;
using Attest.Incidents.Coverage;

namespace Attest.Web.Publishing;

/// <summary>A place seen from so far that only its region is known.</summary>
internal static class CoarsePlaces
{
    /// <summary>Radius of what is meant where the region's own outline is not known.</summary>
    private const double UnknownRadiusKm = 100;

    private const int RegionPrecision = 3;

    private static readonly FrozenSet<string> RegionWords = Table.Rows(typeof(CoarsePlaces).Assembly, "Publishing/region-words.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<(string Region, int Latitude, int Longitude), (GeoPoint Middle, double RadiusKm)> Known = new();

    /// <summary>Whether a place is finer than a region.</summary>
    public static bool IsFine(PlaceKind kind) => kind is PlaceKind.City or PlaceKind.Village or PlaceKind.Site;

    /// <summary>Whether a row of the coverage is a region's: only its name tells, and a town may be called as its region is.</summary>
    public static bool IsRegion(DayCoverage row) =>
        row.Region is { } region && PlaceKey.Fold(region) == PlaceKey.Fold(row.Name) && row.Name.Split(' ', '-').Skip(1).Any(RegionWords.Contains);

    /// <summary>What stands for it in a sentence.</summary>
    public static string Words(string? region, string? country) => (region ?? country) is { } around ? $"[a place in {around}]" : "[a place]";

    /// <summary>The region of a place, or the place itself where it is no finer; null where no region is known.</summary>
    public static IncidentPlace? Of(IncidentPlace place)
    {
        if (!IsFine(place.Kind))
        {
            return place;
        }
        if (place.Region is not { } region)
        {
            return null;
        }
        var (middle, radius) = Known.GetOrAdd((region, (int)place.Position.Latitude, (int)place.Position.Longitude), key => Area(key.Region, place.Position));
        return place with { Name = region, Gazetteer = $"region:{region}", Position = middle, Kind = PlaceKind.Region, GeoPrecision = RegionPrecision, RadiusKm = radius };
    }

    // The middle of the region's outline; without one, whole degrees, which tell no more.
    private static (GeoPoint Middle, double RadiusKm) Area(string region, GeoPoint position)
    {
        var name = PlaceKey.Fold(region);
        foreach (var shape in PlaceOutlines.Shipped.Shapes.Where(shape => shape.IsRegion && PlaceKey.Fold(shape.Name) == name))
        {
            var points = shape.Rings.MaxBy(ring => ring.Count)!;
            var middle = new GeoPoint(Math.Round(points.Average(point => point.Latitude), 2), Math.Round(points.Average(point => point.Longitude), 2));
            if (middle.DistanceKm(position) < shape.RadiusKm * 3)
            {
                return (middle, shape.RadiusKm);
            }
        }
        return (new GeoPoint(Math.Round(position.Latitude), Math.Round(position.Longitude)), UnknownRadiusKm);
    }
}
