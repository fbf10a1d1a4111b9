using System.Text.Json;

namespace Attest.Archive.Formats;

/// <content>Reads back what was written.</content>
public static partial class ReadingJson
{
    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">It is not JSON, or a member is missing or is not what it should be; the message names it.</exception>
    public static Reading Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Reading a reading from JSON: {fault.Message} Expected one line as `attest read --json` writes it.", fault);
        }
    }

    private static Reading Read(JsonElement json)
    {
        var text = json.Words("text");
        var map = new CodePointMap(text);
        return new Reading(
            json.Words("reader"),
            json.List("notices", notice => new Notice(
                notice.Words("code"), notice.Words("message"), notice.Int("start") is { } start ? map.ToIndex(start) : null)),
            Report(json.Member("report"), text, json.List("items", item => Item(item, map))),
            json.List("speakers", Speaker),
            json.List("attributions", attribution => Attribution(attribution, map)),
            json.List("places", place => Place(place, map)),
            json.List("times", time => Time(time, map)),
            json.List("figures", figure => Figure(figure, map)),
            json.List("events", occurrence => Event(occurrence, map)),
            // Readings kept before packs have no such member.
            json.TryGetProperty("conflict", out var conflict) ? conflict.GetString() : null)
        {
            Casualties = json.TryGetProperty("casualties", out _) ? json.List("casualties", casualty => Casualty(casualty, map)) : [],
        };
    }

    private static Report Report(JsonElement json, string text, IReadOnlyList<Item> items)
    {
        var original = json.Member("original");
        return new Report(
            json.Digest("id"), json.Digest("document"), json.Words("path"), json.Text("url"), json.Text("title"), json.Text("publisher"),
            json.Publication("published"), json.Name<PublishedFrom>("publishedFrom"), json.Publication("modified"), json.Words("language"),
            new Original(original.Digest("sha256"), original.Words("mediaType"), original.Member("bytes").GetInt64()), text, items)
        {
            // Readings kept before there were sources have no such member.
            Obtained = json.TryGetProperty("obtained", out var obtained) && obtained.ValueKind == JsonValueKind.Object ? Obtained(obtained) : null,
        };
    }

    private static Obtained Obtained(JsonElement json) =>
        new(json.Publication("at")?.Earliest ?? throw new FormatException("Reading JSON: “at” is null, expected an instant."), json.Name<ObtainedBy>("by"), json.Text("from"), json.Text("feed"));

    private static Item Item(JsonElement json, CodePointMap map) =>
        new(json.Id(), json.Span(map), json.Span("headline", map), json.Name<ItemKind>("kind"), json.Publication("published"));

    // Readings kept before a time's basis was recorded have no such members.
    private static TimeMention Time(JsonElement json, CodePointMap map) => new(json.Id(), json.Span(map), json.Time("value"), json.Int("timePrecision"))
    {
        Basis = json.TryGetProperty("basis", out _) ? json.Name<TimeBasis>("basis") : TimeBasis.None,
        Anchor = json.TryGetProperty("anchor", out _) ? json.Id("anchor") : null,
    };

    private static Speaker Speaker(JsonElement json) =>
        new(json.Id(), json.Words("name"), json.Text("role"), json.Text("affiliation"), json.Text("side"), json.Name<SpeakerKind>("kind"), json.Flag("named"));

    private static Attribution Attribution(JsonElement json, CodePointMap map) => new(
        json.Id(), json.List("content", part => part.Span(map)), json.Span("cue", map), json.Span("source", map), json.Id("speaker"), json.Text("via"),
        json.List("chain", relay => LocalId.Parse(relay.GetString()!)), json.Name<QuoteKind>("quote"), json.Name<Modality>("modality"),
        json.Member("confidence").GetDouble())
    {
        // Readings kept before pictures were told apart have no such member.
        Picture = json.TryGetProperty("picture", out var picture) && picture.ValueKind == JsonValueKind.Object
            ? new Picture(picture.Name<PictureKind>("kind"), picture.Name<PictureCheck>("check"), picture.Span("words", map)) : null,
    };

    private static Place Place(JsonElement json, CodePointMap map) => new(
        json.Id(), json.Span(map), json.Text("name"), json.Text("gazetteer"), json.Text("country"), json.Text("region"),
        json.Double("lat") is { } latitude && json.Double("lon") is { } longitude ? new GeoPoint(latitude, longitude) : null,
        json.Name<PlaceKind>("kind"), json.Int("geoPrecision"), json.Double("radiusKm"), json.Text("relation"), json.Member("confidence").GetDouble())
    {
        // Readings of earlier readers have none of these.
        RunnerUp = json.TryGetProperty("runnerUp", out var next) && next.ValueKind == JsonValueKind.Object ? RunnerUp(next) : null,
        Centre = json.TryGetProperty("centre", out var centre) && centre.ValueKind == JsonValueKind.Object
            ? new GeoPoint(centre.Member("lat").GetDouble(), centre.Member("lon").GetDouble()) : null,
        Disputed = json.TryGetProperty("disputed", out var disputed) ? disputed.GetString() : null,
    };

    private static PlaceRunnerUp RunnerUp(JsonElement json) => new(
        json.Words("name"), json.Words("gazetteer"), json.Text("country"), json.Text("region"),
        new GeoPoint(json.Member("lat").GetDouble(), json.Member("lon").GetDouble()), json.Name<PlaceKind>("kind"), json.Member("confidence").GetDouble());

    private static Figure Figure(JsonElement json, CodePointMap map) => new(
        json.Id(), json.Span(map), json.Decimal("low"), json.Decimal("high"), json.Flag("approximate"), json.Name<Measure>("measure"), json.Text("of"),
        json.Text("side"), json.Name<FigureScope>("scope"), json.Id("period"), json.Id("place"), json.Id("partOf"), json.Id("attribution"), json.Id("event"),
        json.Member("confidence").GetDouble());

    private static Casualty Casualty(JsonElement json, CodePointMap map) => new(
        json.Id(), json.Span(map), json.Name<Harm>("harm"), json.Decimal("low"), json.Decimal("high"), json.Text("who"), json.Flag("named"), json.Id("attribution"), json.Id("event"));

    private static Event Event(JsonElement json, CodePointMap map)
    {
        // Readings of earlier versions infer nothing.
        var inferred = json.TryGetProperty("inferred", out var parts) ? parts.EnumerateArray().Select(part => part.GetString()).ToList() : [];
        return new(
            json.Id(),
            json.Member("trigger").Span(map),
            json.List("mentions", mention => new EventMention(mention.Span(map), mention.Id("attribution"), mention.Name<EventStatus>("status"))),
            json.Name<EventType>("type"), json.List("mode", mode => mode.GetString()!), json.Text("subtype"), json.Text("means"), json.Text("actor"),
            json.Text("target"), json.Id("place"), json.Id("time"), json.Time("date"), json.Name<EventStatus>("status"), json.Id("attribution"),
            json.Member("confidence").GetDouble(), inferred.Contains("actor"), inferred.Contains("target"), inferred.Contains("place"), inferred.Contains("time"))
        {
            Direction = json.TryGetProperty("direction", out var direction) && direction.ValueKind == JsonValueKind.Object ? Direction(direction, map) : null,
        };
    }

    private static Direction Direction(JsonElement json, CodePointMap map) => new(
        json.Text("movement") is { } movement ? WireNames<Movement>.Parse(movement) : null,
        json.List("bearings", bearing => new Bearing(bearing.Name<BearingWay>("way"), bearing.Span(map), bearing.Id("place"), bearing.Text("sector"))));
}
