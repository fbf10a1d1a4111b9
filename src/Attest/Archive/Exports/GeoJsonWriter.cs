using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attest.Archive.Formats;
using Attest.Claims.Places;

namespace Attest.Archive.Exports;

/// <summary>A FeatureCollection of RFC 7946: an incident a feature, as a point only where it has one, as an area where reports name an area, without a geometry where none says where.</summary>
internal sealed class GeoJsonWriter(ExportHeader header) : ExportWriter
{
    // Outlines are kept in hundredths of a degree; three places are a tenth of a kilometre.
    private const int AreaDigits = 3, PointDigits = 5;

    /// <summary>Areas whose coordinates are kept as they are written; the same few stand in most incidents.</summary>
    private const int MostKept = 64;

    private readonly Dictionary<object, byte[]?> _areas = [];
    private bool _isFirst = true;

    public override void Begin(IBufferWriter<byte> output)
    {
        output.Write("{\"type\":\"FeatureCollection\",\"attest\":"u8);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            JsonLinesWriter.Write(json, header);
        }
        output.Write(",\"features\":[\n"u8);
    }

    public override void Write(ExportedIncident exported, IBufferWriter<byte> output)
    {
        if (!_isFirst)
        {
            output.Write(",\n"u8);
        }
        _isFirst = false;
        var incident = exported.Incident;
        using var json = new Utf8JsonWriter(output, JsonShapes.OneLine);
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", incident.Id);
        WriteGeometry(json, incident.Place);
        json.WriteStartObject("properties");
        json.WriteString("title", incident.Title);
        json.WriteString("conflict", incident.Conflict);
        json.Name("type", incident.Type);
        json.WriteString("subtype", incident.Subtype);
        json.Name("status", incident.Status);
        json.WriteString("place", incident.Place?.Name);
        json.WriteString("country", incident.Place?.Country);
        json.WriteString("region", incident.Place?.Region);
        json.Number("geoPrecision", incident.Place?.GeoPrecision);
        json.Number("radiusKm", incident.Place?.RadiusKm);
        var (first, last) = incident.Date?.Days ?? default;
        json.Text("date", incident.Date);
        json.WriteString("firstDay", first?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("lastDay", last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.Number("timePrecision", incident.TimePrecision);
        json.WriteNumber("reports", incident.Reports);
        json.WriteNumber("knownOrigins", incident.Origins.Count(origin => origin.IsKnown));
        json.WriteNumber("unsourced", incident.Unsourced);
        json.WriteNumber("claims", incident.Claims.Count);
        json.WriteBoolean("disputed", incident.Contradictions.Any(contradiction => contradiction.State == ContradictionState.Open));
        IncidentJson.WriteToll(json, incident);
        json.Text("newest", incident.Newest);
        json.Strings("judged", [.. IncidentVerdicts.Of(incident).Select(WireNames<Verdict>.Of)]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void End(IBufferWriter<byte> output) => output.Write("\n]}\n"u8);

    private void WriteGeometry(Utf8JsonWriter json, IncidentPlace? place)
    {
        json.WritePropertyName("geometry");
        if (place is null)
        {
            json.WriteNullValue();
        }
        else if (AreaShape.IsPoint(place.GeoPrecision, place.RadiusKm))
        {
            json.WriteStartObject();
            json.WriteString("type", "Point");
            json.WritePropertyName("coordinates");
            Position(json, place.Position, PointDigits);
            json.WriteEndObject();
        }
        else if (AreaOf(place) is { } area)
        {
            json.WriteRawValue(area, skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private byte[]? AreaOf(IncidentPlace place)
    {
        var outline = AreaShape.Outlined(PlaceOutlines.Shipped.Find(place.Gazetteer), place.RadiusKm);
        var key = outline ?? (object)(place.Position, place.RadiusKm);
        if (!_areas.TryGetValue(key, out var written))
        {
            var polygons = AreaShape.Polygons(outline, place.Position, place.RadiusKm);
            written = polygons.Count == 0 ? null : Polygons(polygons);
            if (_areas.Count >= MostKept)
            {
                _areas.Clear();
            }
            _areas.Add(key, written);
        }
        return written;
    }

    private static byte[] Polygons(IReadOnlyList<GeoPolygon> polygons)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "MultiPolygon");
            json.WriteStartArray("coordinates");
            foreach (var polygon in polygons)
            {
                json.WriteStartArray();
                Ring(json, polygon.Outer);
                polygon.Holes.ForEach(hole => Ring(json, hole));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Ring(Utf8JsonWriter json, IReadOnlyList<GeoPoint> ring)
    {
        json.WriteStartArray();
        foreach (var point in ring)
        {
            Position(json, point, AreaDigits);
        }
        json.WriteEndArray();
    }

    private static void Position(Utf8JsonWriter json, GeoPoint point, int digits)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(point.Longitude, digits));
        json.WriteNumberValue(Math.Round(point.Latitude, digits));
        json.WriteEndArray();
    }
}
