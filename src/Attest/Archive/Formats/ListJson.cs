using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Formats;

/// <summary>What lists show of reports, claims, speakers, tallies and changes as lines of JSON, member by member as docs/formats.md gives them.</summary>
/// <remarks>Words of claims are counted in code points of their report's text.</remarks>
public static class ListJson
{
    /// <summary>What a list shows of a report, as one line of UTF-8.</summary>
    public static byte[] Write(ReportSummary report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Line(json => Write(json, report));
    }

    /// <summary>A report with its other versions, its copies and the incidents that its events and figures belong to, as one line of UTF-8.</summary>
    public static byte[] Write(ArchivedReport archived)
    {
        ArgumentNullException.ThrowIfNull(archived);
        return Line(json =>
        {
            var report = archived.Reading.Report;
            Write(json, archived.Versions.First(version => version.Id == report.Id));
            json.WriteString("document", report.Document.Hex);
            json.WriteString("original", report.Original.Sha256.Hex);
            json.WriteString("mediaType", report.Original.MediaType);
            json.WriteString("reader", archived.Reading.Reader);
            json.WriteString("conflict", archived.Reading.Conflict);
            json.Objects("versions", archived.Versions, version => Write(json, version));
            json.Objects("copies", archived.Copies, copy => Write(json, copy));
            json.WriteStartObject("incidents");
            foreach (var (member, incident) in archived.Incidents.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
            {
                json.WriteString(member.ToString(), incident);
            }
            json.WriteEndObject();
        });
    }

    /// <summary>A claim with the incident that it belongs to, as one line of UTF-8.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="incident">The incident; null for a figure that belongs to none.</param>
    /// <param name="mapOf">Gives the map of the text of a report that claims are in.</param>
    public static byte[] Write(Claim claim, string? incident, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(mapOf);
        return Line(json =>
        {
            IncidentJson.WriteClaim(json, claim, mapOf);
            json.WriteString("incident", incident);
        });
    }

    /// <summary>A claim with its incident and with what it says in the fields that people put right, as one line of UTF-8.</summary>
    /// <param name="listed">The claim.</param>
    /// <param name="says">What it says; empty where that is not told.</param>
    /// <param name="wasRead">What was read before anybody put it right; empty where that is not told.</param>
    /// <param name="mapOf">Gives the map of the text of a report that claims are in.</param>
    public static byte[] Write(ListedClaim listed, ClaimValues says, ClaimValues wasRead, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(mapOf);
        return Line(json =>
        {
            IncidentJson.WriteClaim(json, listed.Claim, mapOf);
            json.WriteString("incident", listed.Incident?.Id);
            JudgementJson.WriteValues(json, "says", says);
            JudgementJson.WriteValues(json, "wasRead", wasRead);
        });
    }

    /// <summary>Somebody who is quoted, as one line of UTF-8.</summary>
    public static byte[] Write(SpeakerSummary speaker)
    {
        ArgumentNullException.ThrowIfNull(speaker);
        return Line(json =>
        {
            json.WriteString("key", speaker.Key);
            json.WriteString("name", speaker.Name);
            json.WriteString("side", speaker.Side);
            json.WriteBoolean("named", speaker.IsNamed);
            json.WriteNumber("claims", speaker.Claims);
            json.WriteBoolean("more", speaker.HasMore);
        });
    }

    /// <summary>What a measure comes to, as one line of UTF-8.</summary>
    public static byte[] Write(TallySummary tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return Line(json =>
        {
            json.Name("measure", tally.Measure);
            json.Number("low", tally.Low);
            json.Number("high", tally.High);
            json.Number("shown", tally.Shown);
            json.WriteNumber("incidents", tally.Incidents);
        });
    }

    /// <summary>What changed about an incident, as one line of UTF-8.</summary>
    public static byte[] Write(IncidentChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Line(json =>
        {
            json.WriteString("sequence", change.Sequence.ToString(CultureInfo.InvariantCulture));
            json.Name("kind", change.Kind);
            json.WriteString("incident", change.Incident);
            json.WriteString("at", change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("report", change.Report?.Hex);
            json.WriteString("measure", change.Measure is { } measure ? WireNames<Measure>.Of(measure) : null);
            json.Number("before", change.Before);
            json.Number("after", change.After);
            json.WriteString("other", change.Other);
        });
    }

    private static void Write(Utf8JsonWriter json, ReportSummary report)
    {
        json.WriteString("id", report.Id.Hex);
        json.WriteString("title", report.Title);
        json.WriteString("publisher", report.Publisher);
        json.Text("published", report.Published);
        json.WriteString("recorded", report.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("url", report.Url);
        json.WriteString("language", report.Language);
        json.WriteBoolean("read", report.IsRead);
        json.WriteNumber("attributions", report.Attributions);
        json.WriteNumber("figures", report.Figures);
        json.WriteNumber("events", report.Events);
        json.WriteBoolean("latest", report.IsLatest);
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
