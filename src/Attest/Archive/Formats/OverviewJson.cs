using System.Buffers;
using System.Text.Json;
using Attest.Incidents.Coverage;
using Attest.Incidents.Series;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Formats;

/// <summary>Series, tallies and coverage as lines of JSON, member by member as docs/formats.md gives them.</summary>
/// <remarks>Claims are written as in an incident, so words are counted in code points of their report's text.</remarks>
public static class OverviewJson
{
    /// <summary>A series as one line of UTF-8.</summary>
    /// <param name="series">The series.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    public static byte[] Write(CountSeries series, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(mapOf);
        return Line(json =>
        {
            json.WriteString("id", series.Id);
            json.WriteString("claimant", series.Claimant);
            json.WriteString("claimantSide", series.ClaimantSide);
            json.Name("measure", series.Measure);
            json.WriteString("of", series.Of.Length == 0 ? null : series.Of);
            json.WriteString("side", series.Side);
            json.Name("scope", series.Scope);
            json.Text("since", series.Since is { } since ? TimeValue.Of(since) : (TimeValue?)null);
            IncidentJson.WritePlace(json, series.Place);
            json.Objects("points", series.Points, point =>
            {
                json.Text<TimeValue>("date", TimeValue.Of(point.Day));
                json.WriteBoolean("dateOfPublication", point.IsDayOfPublication);
                json.Number("low", point.Low);
                json.Number("high", point.High);
                json.WriteBoolean("approximate", point.Approximate);
                json.Objects("claims", point.Claims, claim => IncidentJson.WriteClaim(json, claim, mapOf));
            });
            json.Objects("alarms", series.Alarms, alarm =>
            {
                json.WriteString("kind", "fall");
                json.WriteNumber("earlier", alarm.Earlier);
                json.WriteNumber("later", alarm.Later);
            });
        });
    }

    /// <summary>A tally as one line of UTF-8.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="publishedBy">The moment of publication that was asked of; null for none.</param>
    /// <param name="recordedBy">The moment of recording that was asked of; null for none.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    public static byte[] Write(Tally tally, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(mapOf);
        return Line(json =>
        {
            var query = tally.Query;
            json.Name("measure", query.Measure);
            json.WriteString("side", query.Side);
            json.WriteString("place", query.Place);
            json.Text("from", query.From is { } from ? TimeValue.Of(from) : (TimeValue?)null);
            json.Text("to", query.To is { } to ? TimeValue.Of(to) : (TimeValue?)null);
            json.WriteString("claimant", query.Claimant);
            json.Text("publishedBy", At(publishedBy));
            json.Text("recordedBy", At(recordedBy));
            json.Number("low", tally.Low);
            json.Number("high", tally.High);
            json.Number("shown", tally.Shown);
            json.WriteString("rule", Tally.Rule);
            json.Objects("incidents", tally.Lines, line =>
            {
                json.WriteString("id", line.Incident);
                json.WriteString("title", line.Title);
                IncidentJson.WritePlace(json, line.Place);
                json.Text("date", line.Date);
                json.Number("low", line.Toll.Low);
                json.Number("high", line.Toll.High);
                json.Number("shown", line.Toll.Shown);
                json.WriteString("rule", line.Toll.Rule);
                json.Objects("claims", line.Claims, claim => IncidentJson.WriteClaim(json, claim, mapOf));
            });
            json.Objects("alarms", tally.Alarms, alarm =>
            {
                json.Name("kind", alarm.Kind);
                json.Strings("incidents", alarm.First == alarm.Second ? [alarm.First] : [alarm.First, alarm.Second]);
            });
            json.WriteStartObject("leftOut");
            foreach (var reason in Enum.GetValues<LeftOut>())
            {
                json.WriteNumber(WireNames<LeftOut>.Of(reason), tally.LeftOut.GetValueOrDefault(reason));
            }
            json.WriteEndObject();
            json.WriteNumber("undated", tally.Undated);
        });
    }

    /// <summary>How a place was covered on a day as one line of UTF-8.</summary>
    public static byte[] Write(DayCoverage day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return Line(json =>
        {
            json.Text<TimeValue>("date", TimeValue.Of(day.Day));
            json.WriteString("place", day.Name);
            json.WriteString("gazetteer", day.Gazetteer);
            json.WriteString("region", day.Region);
            json.WriteString("country", day.Country);
            json.WriteNumber("reportsTelling", day.Telling);
            json.WriteNumber("knownOrigins", day.Origins);
            json.WriteNumber("reportsNaming", day.Naming);
        });
    }

    private static PublicationTime? At(DateTimeOffset? moment) => moment is { } known ? new PublicationTime(DateOnly.FromDateTime(known.UtcDateTime), known) : null;

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }
}
