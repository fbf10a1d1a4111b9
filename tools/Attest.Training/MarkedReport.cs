using System.Text;
using System.Text.Json;
using Attest.Intake;

namespace Attest.Training;

/// <summary>An event as a reader marked it.</summary>
internal sealed record MarkedEvent(TextSpan Trigger, EventType Type, EventStatus Status, string? Actor, string? Target, string? Place, string? Date);

/// <summary>An attribution as a reader marked it.</summary>
internal sealed record MarkedAttribution(IReadOnlyList<TextSpan> Content, TextSpan? Cue, TextSpan? Source, Modality Modality);

/// <summary>A wire article with what a reader marked in it (<c>bench/marks</c>, MODELS.md): positions without words, in the order of ../shared/gold/GUIDE.md.</summary>
internal sealed record MarkedReport(string Name, Report Report, IReadOnlyList<MarkedEvent> Events, IReadOnlyList<MarkedAttribution> Attributions)
{
    /// <summary>The marked articles of a folder, in the order of their names.</summary>
    /// <param name="folder">Files of marks.</param>
    /// <param name="data">Where the wire's articles are.</param>
    public static List<MarkedReport> In(string folder, string data) =>
        [.. Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Read(file, data))];

    private static MarkedReport Read(string file, string data)
    {
        using var marks = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = marks.RootElement;
        var name = root.GetProperty("report").GetString()!;
        var wire = Path.Combine(data, "wire", name);
        var whole = File.ReadAllText(File.Exists(wire) ? wire : Path.Combine(data, "reports", name), Encoding.UTF8);
        var map = new CodePointMap(whole);
        // A long article is marked up to the end of a paragraph only.
        var text = root.TryGetProperty("length", out var length) ? whole[..map.ToIndex(length.GetInt32())] : whole;
        var line = JsonSerializer.SerializeToUtf8Bytes(new { url = "https://marked.invalid/" + name, published = root.GetProperty("published").GetString(), language = "en", text });
        var report = new ReportIntake().Read(new IntakeInput("marked.jsonl", line)).OfType<IntakeResult.Accepted>().Single().Report;
        var events = root.GetProperty("events").EnumerateArray().Select(one => new MarkedEvent(
            Span(one.GetProperty("trigger")), WireNames<EventType>.Parse(one.GetProperty("type").GetString()!), WireNames<EventStatus>.Parse(one.GetProperty("status").GetString()!),
            Text(one, "actor"), Text(one, "target"), Text(one, "place"), Text(one, "date")));
        var attributions = root.GetProperty("attributions").EnumerateArray().Select(one => new MarkedAttribution(
            one.GetProperty("content") is { ValueKind: JsonValueKind.Array } pieces ? [.. pieces.EnumerateArray().Select(Span)] : [Span(one.GetProperty("content"))],
            Optional(one, "cue"), Optional(one, "source"), WireNames<Modality>.Parse(Text(one, "modality") ?? "asserted")));
        return new MarkedReport(name, report, [.. events], [.. attributions]);

        TextSpan Span(JsonElement at) => new(map.ToIndex(at.GetProperty("start").GetInt32()), map.ToIndex(at.GetProperty("end").GetInt32()));
        TextSpan? Optional(JsonElement one, string property) => one.TryGetProperty(property, out var at) && at.ValueKind == JsonValueKind.Object ? Span(at) : null;
        static string? Text(JsonElement one, string property) => one.TryGetProperty(property, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
    }
}
