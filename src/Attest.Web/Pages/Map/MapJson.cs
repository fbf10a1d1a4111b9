using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Claims.Places;

namespace Attest.Web.Pages.Map;

/// <summary>What the map draws as GeoJSON (RFC 7946), in WGS 84, longitude first.</summary>
internal static class MapJson
{
    /// <summary>The media type of GeoJSON.</summary>
    public const string MediaType = "application/geo+json";

    // A hundredth of a degree is what outlines are kept in; a thousandth is a tenth of a kilometre.
    private const int Digits = 3;

    // A state that is smaller than this has its name only where an incident gives it one.
    private const double LeastLabelledKm = 60;

    /// <summary>Incidents as points, or without a geometry where no report says where; then the areas that some of them lie in.</summary>
    /// <param name="pins">The incidents.</param>
    /// <param name="hasMore">Whether there are more that were left out.</param>
    public static byte[] Pins(IReadOnlyList<IncidentPin> pins, bool hasMore)
    {
        var (areas, ofIncident) = MapArea.Of(pins);
        return Collection(json =>
        {
            foreach (var pin in pins)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteString("id", pin.Id);
                Point(json, pin.Position);
                json.WriteStartObject("properties");
                json.WriteString("kind", "incident");
                json.WriteString("title", pin.Title);
                json.WriteString("type", WireNames<EventType>.Of(pin.Type));
                json.WriteString("status", WireNames<EventStatus>.Of(pin.Status));
                json.WriteString("place", pin.Place);
                json.WriteString("date", pin.Date?.Iso);
                var (first, last) = pin.Date?.Days ?? default;
                json.WriteString("first_day", Day(first));
                json.WriteString("last_day", Day(last));
                json.WriteBoolean("disputed", pin.IsDisputed);
                json.WriteNumber("reports", pin.Reports);
                json.WriteNumber("origins", pin.Origins);
                Number(json, "geo_precision", pin.GeoPrecision);
                Number(json, "radius_km", pin.RadiusKm);
                json.WriteString("area", ofIncident.TryGetValue(pin.Id, out var area) ? area.Key : null);
                json.WriteStartObject("words");
                json.WriteString("where", MapWords.Where(pin));
                json.WriteString("precision", MapWords.Precision(pin));
                json.WriteString("when", MapWords.When(pin));
                json.WriteString("kind", MapWords.Kind(pin));
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }
            foreach (var area in areas)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteString("id", area.Key);
                Polygons(json, area.Polygons);
                json.WriteStartObject("properties");
                json.WriteString("kind", "area");
                json.WriteString("place", area.Name);
                json.WriteNumber("radius_km", area.RadiusKm);
                json.WriteBoolean("outline", area.IsOutline);
                json.WriteNumber("lat", area.Middle.Latitude);
                json.WriteNumber("lon", area.Middle.Longitude);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }, json => json.WriteBoolean("more", hasMore));
    }

    /// <summary>The land of each state, and where the names of the larger ones are written.</summary>
    public static byte[] Land() => Collection(json =>
    {
        foreach (var state in PlaceOutlines.Shipped.Shapes.Where(shape => !shape.IsRegion))
        {
            var polygons = GeoRings.Of(state);
            if (polygons.Count == 0)
            {
                continue;
            }
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            Polygons(json, polygons);
            json.WriteStartObject("properties");
            json.WriteString("kind", "land");
            json.WriteEndObject();
            json.WriteEndObject();
            if (state.RadiusKm >= LeastLabelledKm && state.Name.Length > 0)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                Point(json, Middle(polygons.MaxBy(polygon => GeoRings.SignedArea(polygon.Outer))!.Outer));
                json.WriteStartObject("properties");
                json.WriteString("kind", "name");
                json.WriteString("name", state.Name);
                json.WriteNumber("radius_km", state.RadiusKm);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }
    });

    /// <summary>Lines that part states from each other and regions of a state, each with what it parts.</summary>
    public static byte[] Borders() => Collection(json =>
    {
        foreach (var kind in new[] { OutlineKind.Coast, OutlineKind.Border, OutlineKind.Disputed, OutlineKind.RegionBorder })
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("geometry");
            json.WriteString("type", "MultiLineString");
            json.WriteStartArray("coordinates");
            foreach (var line in PlaceOutlines.Shipped.Arcs.Where(arc => arc.Kind == kind && arc.Points.Count >= 2).SelectMany(arc => GeoRings.Line(arc.Points)))
            {
                Line(json, line);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("kind", WireNames<OutlineKind>.Of(kind));
            json.WriteEndObject();
            json.WriteEndObject();
        }
    });

    private static byte[] Collection(Action<Utf8JsonWriter> features, Action<Utf8JsonWriter>? more = null)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            more?.Invoke(json);
            json.WriteStartArray("features");
            features(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Point(Utf8JsonWriter json, GeoPoint? point)
    {
        if (point is not { } at)
        {
            json.WriteNull("geometry");
            return;
        }
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        Position(json, at);
        json.WriteEndObject();
    }

    private static void Polygons(Utf8JsonWriter json, IReadOnlyList<GeoPolygon> polygons)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in polygons)
        {
            json.WriteStartArray();
            Line(json, polygon.Outer);
            polygon.Holes.ForEach(hole => Line(json, hole));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, IReadOnlyList<GeoPoint> points)
    {
        json.WriteStartArray();
        foreach (var point in points)
        {
            Position(json, point);
        }
        json.WriteEndArray();
    }

    private static void Position(Utf8JsonWriter json, GeoPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(point.Longitude, Digits));
        json.WriteNumberValue(Math.Round(point.Latitude, Digits));
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The middle of its surface, good enough for a name.
    private static GeoPoint Middle(IReadOnlyList<GeoPoint> ring)
    {
        double sum = 0, longitude = 0, latitude = 0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var cross = (ring[j].Longitude * ring[i].Latitude) - (ring[i].Longitude * ring[j].Latitude);
            (sum, longitude, latitude) = (sum + cross, longitude + ((ring[i].Longitude + ring[j].Longitude) * cross), latitude + ((ring[i].Latitude + ring[j].Latitude) * cross));
        }
        return new GeoPoint(latitude / (3 * sum), longitude / (3 * sum));
    }
}
