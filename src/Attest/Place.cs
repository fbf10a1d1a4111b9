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
/// <param name="RadiusKm">Radius of the area meant, in kilometres, around <see cref="Centre"/> where there is one; null where not resolved.</param>
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
    double Confidence)
{
    /// <summary>The next best place elsewhere that bears the name; null where there is none.</summary>
    public PlaceRunnerUp? RunnerUp { get; init; }

    /// <summary>Middle of the area meant, where the words put it aside from the named place: "65 km northwest of", "between one and the other"; null where it is the place itself.</summary>
    public GeoPoint? Centre { get; init; }

    /// <summary>Whose place it is by the pack's policy and who claims or holds it otherwise, in the pack's words; null where that is not disputed.</summary>
    public string? Disputed { get; init; }
}

/// <summary>The place that a mention means if it does not mean the one it was resolved to, or might mean where it was not resolved.</summary>
/// <param name="Name">The gazetteer's English name.</param>
/// <param name="Gazetteer">The entry's key.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; null at sea.</param>
/// <param name="Region">First-level region; null where the entry has none.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Kind">What sort of place.</param>
/// <param name="Confidence">How likely it is meant, 0 to 1; with the place's own never above 1.</param>
public sealed record PlaceRunnerUp(string Name, string Gazetteer, string? Country, string? Region, GeoPoint Position, PlaceKind Kind, double Confidence);

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

    /// <summary>The point half-way to another along a great circle.</summary>
    public GeoPoint Middle(GeoPoint other)
    {
        var (x, y, z) = Vector();
        var (otherX, otherY, otherZ) = other.Vector();
        (x, y, z) = (x + otherX, y + otherY, z + otherZ);
        return new GeoPoint(Math.Round(double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y)))), 5), Math.Round(double.RadiansToDegrees(Math.Atan2(y, x)), 5));
    }

    /// <summary>The point at a distance in kilometres, setting out on a bearing in degrees clockwise from north, along a great circle.</summary>
    public GeoPoint At(double distanceKm, double bearing)
    {
        double angle = distanceKm / EarthRadiusKm, course = double.DegreesToRadians(bearing);
        double latitude = double.DegreesToRadians(Latitude), longitude = double.DegreesToRadians(Longitude);
        var sine = (Math.Sin(latitude) * Math.Cos(angle)) + (Math.Cos(latitude) * Math.Sin(angle) * Math.Cos(course));
        var east = Math.Atan2(Math.Sin(course) * Math.Sin(angle) * Math.Cos(latitude), Math.Cos(angle) - (Math.Sin(latitude) * sine));
        return new GeoPoint(
            Math.Round(double.RadiansToDegrees(Math.Asin(Math.Clamp(sine, -1, 1))), 5),
            Math.Round((double.RadiansToDegrees(longitude + east) + 540) % 360 - 180, 5));
    }

    private (double X, double Y, double Z) Vector()
    {
        double latitude = double.DegreesToRadians(Latitude), longitude = double.DegreesToRadians(Longitude);
        return (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }

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
