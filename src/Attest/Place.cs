namespace Attest;

/// <summary>A mention of a named place, resolved to the gazetteer where that could be done.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Span">The name as it stands in the text.</param>
/// <param name="Name">The gazetteer's English name; null where the mention is not resolved.</param>
/// <param name="Gazetteer">The entry's key, such as <c>geonames:698740</c>; null where not resolved.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; null where not resolved or at sea.</param>
/// <param name="Region">First-level region; null where the entry has none.</param>
/// <param name="Position">Where it is; null where not resolved.</param>
/// <param name="Kind">Country, region, city, village, site or water.</param>
/// <param name="GeoPrecision">ACLED's code: 1 a particular town, 2 near a town or part of a region, 3 a larger region; null where not resolved.</param>
/// <param name="RadiusKm">Radius of the area meant, in kilometres; null where not resolved.</param>
/// <param name="Relation">How the event lies to the place, in the text's words: "near", "the outskirts of"; null for in or at.</param>
/// <param name="Confidence">How sure the reader is of the entry, 0 to 1.</param>
public sealed record Place(
    LocalId Id,
    TextSpan Span,
    string? Name,
    string? Gazetteer,
    string? Country,
    string? Region,
    GeoPoint? Position,
    PlaceKind Kind,
    int? GeoPrecision,
    double? RadiusKm,
    string? Relation,
    double Confidence);

/// <summary>What sort of place a mention names.</summary>
public enum PlaceKind
{
    /// <summary>A state.</summary>
    Country,

    /// <summary>Oblast, district, historic region, coast.</summary>
    Region,

    /// <summary>A town or city.</summary>
    City,

    /// <summary>A village or a quarter.</summary>
    Village,

    /// <summary>Airfield, port, power station, cosmodrome.</summary>
    Site,

    /// <summary>River, lake, sea, strait.</summary>
    Water,
}

/// <summary>A position on the globe in WGS 84 degrees.</summary>
/// <param name="Latitude">-90 to 90, north positive.</param>
/// <param name="Longitude">-180 to 180, east positive.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>Great-circle distance in kilometres (haversine).</summary>
    public double DistanceKm(GeoPoint other)
    {
        double fromLatitude = double.DegreesToRadians(Latitude), toLatitude = double.DegreesToRadians(other.Latitude);
        var halfLatitude = Math.Sin((toLatitude - fromLatitude) / 2);
        var halfLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (halfLatitude * halfLatitude) + (Math.Cos(fromLatitude) * Math.Cos(toLatitude) * halfLongitude * halfLongitude);
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }
}
