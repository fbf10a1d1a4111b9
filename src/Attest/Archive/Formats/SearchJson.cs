using System.Buffers;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>What a search found as lines of JSON, member by member as docs/formats.md gives them.</summary>
public static class SearchJson
{
    /// <summary>An incident that was found, as one line of UTF-8.</summary>
    public static byte[] Write(IncidentPin incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return Line(json =>
        {
            json.WriteString("kind", "incident");
            json.WriteString("id", incident.Id);
            json.WriteString("title", incident.Title);
            json.Name("type", incident.Type);
            json.Name("status", incident.Status);
            json.WriteString("place", incident.Place);
            json.Text("date", incident.Date);
            json.WriteNumber("reports", incident.Reports);
            json.WriteNumber("origins", incident.Origins);
            json.WriteBoolean("disputed", incident.IsDisputed);
        });
    }

    /// <summary>A part of a report that was found, as one line of UTF-8. Matches are counted in code points of its words.</summary>
    public static byte[] Write(ReportHit hit)
    {
        ArgumentNullException.ThrowIfNull(hit);
        var map = new CodePointMap(hit.Words);
        return Line(json =>
        {
            json.WriteString("kind", "report");
            json.WriteString("id", hit.Report.Id.Hex);
            json.WriteString("title", hit.Report.Title);
            json.WriteString("publisher", hit.Report.Publisher);
            json.Text("published", hit.Report.Published);
            json.WriteString("url", hit.Report.Url);
            json.WriteString("words", hit.Words);
            json.Spans("matches", hit.Matches, map);
        });
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }
}
