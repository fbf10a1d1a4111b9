using System.Buffers;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>What is known of a snapshot as JSON, as the matter behind the ledger's commitment holds it (docs/formats.md). Its content is not in it.</summary>
public static class SnapshotJson
{
    /// <summary>One line of UTF-8, without an end of line.</summary>
    public static byte[] Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            json.WriteString("id", snapshot.Id.Hex);
            json.Name("kind", snapshot.Kind);
            json.WriteString("address", snapshot.Address);
            json.WriteString("title", snapshot.Title);
            WriteMoment(json, "publishedBy", snapshot.PublishedBy);
            WriteMoment(json, "recordedBy", snapshot.RecordedBy);
            json.WriteString("author", snapshot.Author);
            json.WriteString("at", snapshot.At);
            json.WriteString("openId", snapshot.Open?.Id.Hex);
            json.WriteString("openTitle", snapshot.Open?.Title);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Snapshot Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var json = document.RootElement;
            return new Snapshot(
                json.Digest("id"), json.Name<SnapshotKind>("kind"), json.Words("address"), json.Words("title"), json.Known("publishedBy")?.GetDateTimeOffset(), json.Known("recordedBy")?.GetDateTimeOffset(), json.Words("author"),
                json.Member("at").GetDateTimeOffset())
            {
                Open = json.Text("openId") is { } open ? new OpenForm(new Sha256(open), json.Words("openTitle")) : null,
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Reading a snapshot from JSON: {fault.Message}", fault);
        }
    }

    /// <summary>A decision about a snapshot as one line of UTF-8, without an end of line.</summary>
    public static byte[] Write(SnapshotDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            json.WriteString("id", decision.Id);
            json.WriteString("snapshot", decision.Digest.Hex);
            json.WriteBoolean("withdrawn", decision.IsWithdrawn);
            json.WriteString("reason", decision.Reason);
            json.WriteString("author", decision.Author);
            json.WriteString("at", decision.At);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads one line of a decision.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SnapshotDecision ReadDecision(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var json = document.RootElement;
            return new SnapshotDecision(json.Words("id"), json.Digest("snapshot"), json.Flag("withdrawn"), json.Words("reason"), json.Words("author"), json.Member("at").GetDateTimeOffset());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Reading a decision about a snapshot from JSON: {fault.Message}", fault);
        }
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
