using System.Buffers;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>An incident as one line of JSON, as the document “An incident” (docs/formats.md) gives it.</summary>
/// <remarks>
/// Beyond that document it holds an origin's <c>kind</c>, the place's <c>region</c> and <c>kind</c>, a claim report's <c>title</c> and <c>quote</c>, a claim's <c>part</c>,
/// and <c>newest</c>. Words are counted in code points of their report's text, so both ways need a map for each report.
/// </remarks>
public static class IncidentJson
{
    /// <summary>The line as UTF-8, without an end of line.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    public static byte[] Write(Incident incident, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(mapOf);
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            json.WriteString("id", incident.Id);
            json.WriteString("conflict", incident.Conflict);
            json.WriteString("title", incident.Title);
            json.Name("type", incident.Type);
            json.Strings("mode", incident.Modes);
            json.WriteString("subtype", incident.Subtype);
            json.Objects("actors", incident.Actors, actor => WriteParticipant(json, actor));
            json.Objects("targets", incident.Targets, target => WriteParticipant(json, target));
            json.Name("status", incident.Status);
            WritePlace(json, incident.Place);
            WriteDate(json, incident.Date, incident.TimePrecision);
            json.WriteNumber("reports", incident.Reports);
            json.Objects("origins", incident.Origins, origin => WriteOrigin(json, origin));
            json.WriteNumber("unsourced", incident.Unsourced);
            json.Objects("claims", incident.Claims, claim => WriteClaim(json, claim, mapOf));
            WriteToll(json, incident);
            json.Objects("contradictions", incident.Contradictions, contradiction => WriteContradiction(json, contradiction));
            json.Text("newest", incident.Newest);
            json.Objects("judged", incident.Judged, judged => WriteJudged(json, judged));
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads one line.</summary>
    /// <param name="line">UTF-8.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    /// <exception cref="FormatException">It is not JSON, or a member is missing or is not what it should be; the message names it.</exception>
    public static Incident Read(ReadOnlyMemory<byte> line, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(mapOf);
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement, mapOf);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Reading an incident from JSON: {fault.Message} Expected one line as `attest incidents --json` writes it.", fault);
        }
    }

    private static Incident Read(JsonElement json, Func<Sha256, CodePointMap> mapOf)
    {
        var date = json.Known("date");
        return new Incident(
            json.Words("id"), json.Text("conflict"), json.Words("title"), json.Name<EventType>("type"), json.List("mode", mode => mode.GetString()!),
            json.Text("subtype"), json.List("actors", ReadParticipant), json.List("targets", ReadParticipant), json.Name<EventStatus>("status"),
            json.Known("place") is { } place ? ReadPlace(place) : null, date?.Time("value"), date?.Int("timePrecision"), json.Member("reports").GetInt32(),
            json.List("origins", ReadOrigin),
            json.Member("unsourced").GetInt32(),
            json.List("claims", claim => ReadClaim(claim, mapOf)),
            json.Member("toll").EnumerateObject().ToDictionary(
                toll => WireNames<Measure>.Parse(toll.Name),
                toll => new Toll(toll.Value.Decimal("low"), toll.Value.Decimal("high"), toll.Value.Decimal("shown"), toll.Value.Words("rule")) { Approximate = toll.Value.TryGetProperty("approximate", out var isApproximate) && isApproximate.GetBoolean() }),
            json.List("contradictions", ReadContradiction),
            json.Publication("newest"))
        {
            Judged = ReadJudged(json),
        };
    }

    /// <summary>The tolls of an incident, by measure.</summary>
    internal static void WriteToll(Utf8JsonWriter json, Incident incident)
    {
        json.WriteStartObject("toll");
        foreach (var (measure, toll) in incident.Toll.OrderBy(pair => pair.Key))
        {
            json.WriteStartObject(WireNames<Measure>.Of(measure));
            json.Number("low", toll.Low);
            json.Number("high", toll.High);
            json.Number("shown", toll.Shown);
            json.WriteBoolean("approximate", toll.Approximate);
            json.WriteString("rule", toll.Rule);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteParticipant(Utf8JsonWriter json, Participant participant)
    {
        json.WriteString("name", participant.Name);
        json.WriteString("side", participant.Side);
        json.WriteBoolean("contested", participant.Contested);
    }

    private static Participant ReadParticipant(JsonElement json) => new(json.Words("name"), json.Text("side"), json.Flag("contested"));

    internal static void WritePlace(Utf8JsonWriter json, IncidentPlace? place)
    {
        if (place is null)
        {
            json.WriteNull("place");
            return;
        }
        json.WriteStartObject("place");
        WritePlaceMembers(json, place);
        json.WriteEndObject();
    }

    /// <summary>The members of a place.</summary>
    internal static void WritePlaceMembers(Utf8JsonWriter json, IncidentPlace place)
    {
        json.WriteString("name", place.Name);
        json.WriteString("gazetteer", place.Gazetteer);
        json.WriteString("country", place.Country);
        json.WriteNumber("lat", place.Position.Latitude);
        json.WriteNumber("lon", place.Position.Longitude);
        json.WriteNumber("geoPrecision", place.GeoPrecision);
        json.WriteNumber("radiusKm", place.RadiusKm);
        json.WriteString("region", place.Region);
        json.Name("kind", place.Kind);
    }

    internal static IncidentPlace ReadPlace(JsonElement json) => new(
        json.Words("name"), json.Words("gazetteer"), json.Text("country"), json.Text("region"),
        new GeoPoint(json.Member("lat").GetDouble(), json.Member("lon").GetDouble()), json.Name<PlaceKind>("kind"),
        json.Member("geoPrecision").GetInt32(), json.Member("radiusKm").GetDouble());

    private static void WriteDate(Utf8JsonWriter json, TimeValue? date, int? precision)
    {
        if (date is null)
        {
            json.WriteNull("date");
            return;
        }
        json.WriteStartObject("date");
        json.Text("value", date);
        json.Number("timePrecision", precision);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, Origin origin)
    {
        json.WriteString("id", origin.Id);
        json.WriteString("speaker", origin.Speaker);
        json.WriteString("side", origin.Side);
        json.WriteNumber("reports", origin.Reports);
        json.Name("kind", origin.Kind);
    }

    // Incidents kept before origins had a kind have speakers only.
    private static Origin ReadOrigin(JsonElement json) => new(
        json.Words("id"), json.Words("speaker"), json.Text("side"), json.Member("reports").GetInt32(),
        json.TryGetProperty("kind", out _) ? json.Name<OriginKind>("kind") : OriginKind.Speaker);

    /// <summary>Where a claim's words stand, in code points of its report's text; of its quote where that is no stretch of the text.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="mapOf">Gives the map of the text of a report.</param>
    internal static CodePointMap MapOf(Claim claim, Func<Sha256, CodePointMap> mapOf) => claim.Report.QuoteStart is null ? new CodePointMap(claim.Report.Quote) : mapOf(claim.Report.Id);

    internal static void WriteClaim(Utf8JsonWriter json, Claim claim, Func<Sha256, CodePointMap> mapOf)
    {
        var map = MapOf(claim, mapOf);
        json.WriteString("id", claim.Id);
        json.WriteStartObject("report");
        json.WriteString("id", claim.Report.Id.Hex);
        json.WriteString("url", claim.Report.Url);
        json.WriteString("publisher", claim.Report.Publisher);
        json.Text("published", claim.Report.Published);
        json.WriteString("title", claim.Report.Title);
        json.WriteString("quote", claim.Report.Quote);
        json.Number("quoteStart", claim.Report.QuoteStart is { } start ? map.ToCodePoint(start) : (int?)null);
        json.WriteEndObject();
        json.Name("kind", claim.Kind);
        json.WriteString("measure", claim.Measure is { } measure ? WireNames<Measure>.Of(measure) : null);
        json.Number("low", claim.Low);
        json.Number("high", claim.High);
        json.WriteBoolean("approximate", claim.Approximate);
        json.WriteString("side", claim.Side);
        json.Name("status", claim.Status);
        json.Name("modality", claim.Modality);
        json.WriteString("speaker", claim.Speaker);
        json.Strings("chain", claim.Chain);
        json.WriteString("origin", claim.Origin);
        json.Spans("words", claim.Words, map);
        json.WriteBoolean("part", claim.IsPart);
        json.WriteBoolean("derived", claim.IsDerived);
        json.WriteString("scope", claim.Scope is { } scope ? WireNames<FigureScope>.Of(scope) : null);
        json.WriteBoolean("rejected", claim.IsRejected);
        json.Objects("judged", claim.Judged, judged => WriteJudged(json, judged));
    }

    /// <summary>Reads a claim.</summary>
    /// <param name="json">The claim, as incidents, series, tallies and posts hold it.</param>
    /// <param name="mapOf">Gives the map of the text of a report.</param>
    /// <exception cref="FormatException">A member is missing or is not what it should be.</exception>
    public static Claim ReadClaim(JsonElement json, Func<Sha256, CodePointMap> mapOf)
    {
        var report = json.Member("report");
        var start = report.Int("quoteStart");
        var map = start is null ? new CodePointMap(report.Words("quote")) : mapOf(report.Digest("id"));
        return new Claim(
            json.Words("id"),
            new ClaimReport(
                report.Digest("id"), report.Text("url"), report.Text("title"), report.Text("publisher"), report.Publication("published"), report.Words("quote"),
                start is { } known ? map.ToIndex(known) : null),
            json.Name<ClaimKind>("kind"), json.Text("measure") is { } measure ? WireNames<Measure>.Parse(measure) : null, json.Decimal("low"),
            json.Decimal("high"), json.Flag("approximate"), json.Text("side"), json.Name<EventStatus>("status"), json.Name<Modality>("modality"),
            json.Text("speaker"), json.List("chain", relay => relay.GetString()!), json.Text("origin"), json.Flag("part"),
            json.List("words", part => part.Span(map)))
        {
            IsDerived = json.Flag("derived"),
            Scope = json.TryGetProperty("scope", out var scope) && scope.GetString() is { } named ? WireNames<FigureScope>.Parse(named) : null,
            IsRejected = json.Flag("rejected"),
            Judged = ReadJudged(json),
        };
    }

    private static void WriteJudged(Utf8JsonWriter json, ClaimJudgement judged)
    {
        json.Name("verdict", judged.Verdict);
        json.WriteString("judgement", judged.Judgement);
    }

    // Lines that were written before it was kept have none.
    private static IReadOnlyList<ClaimJudgement> ReadJudged(JsonElement json) =>
        json.TryGetProperty("judged", out _) ? json.List("judged", judged => new ClaimJudgement(judged.Name<Verdict>("verdict"), judged.Words("judgement"))) : [];

    private static void WriteContradiction(Utf8JsonWriter json, Contradiction contradiction)
    {
        json.Name("kind", contradiction.Kind);
        json.WriteString("measure", contradiction.Measure is { } measure ? WireNames<Measure>.Of(measure) : null);
        json.Strings("claims", [contradiction.First, contradiction.Second]);
        json.Name("state", contradiction.State);
        json.Text("since", contradiction.Since);
        json.Objects("judged", contradiction.ResolvedBy is { } by ? [new ClaimJudgement(Verdict.Resolved, by)] : Array.Empty<ClaimJudgement>(), judged => WriteJudged(json, judged));
    }

    private static Contradiction ReadContradiction(JsonElement json)
    {
        var claims = json.List("claims", claim => claim.GetString()!);
        return new Contradiction(
            json.Name<ContradictionKind>("kind"), json.Text("measure") is { } measure ? WireNames<Measure>.Parse(measure) : null, claims[0], claims[1],
            json.Name<ContradictionState>("state"), json.Publication("since"))
        {
            ResolvedBy = ReadJudged(json) is [{ Judgement: var by }, ..] ? by : null,
        };
    }
}
