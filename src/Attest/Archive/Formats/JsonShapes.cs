using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>How the values that readings and incidents have in common are written and read.</summary>
internal static class JsonShapes
{
    /// <summary>One line, and only those characters escaped that JSON requires: the output is a file, never part of a page.</summary>
    public static readonly JsonWriterOptions OneLine = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Dividing by one with 28 places removes trailing zeros, so that equal numbers are written alike.
    private const decimal One = 1.0000000000000000000000000000m;

    public static void Span(this Utf8JsonWriter json, TextSpan span, CodePointMap map)
    {
        json.WriteNumber("start", map.ToCodePoint(span.Start));
        json.WriteNumber("end", map.ToCodePoint(span.End));
    }

    public static void Span(this Utf8JsonWriter json, string name, TextSpan? span, CodePointMap map)
    {
        if (span is not { } known)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.Span(known, map);
        json.WriteEndObject();
    }

    public static void Spans(this Utf8JsonWriter json, string name, IReadOnlyList<TextSpan> spans, CodePointMap map) => json.Array(name, spans, span =>
    {
        json.WriteStartObject();
        json.Span(span, map);
        json.WriteEndObject();
    });

    public static void Array<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }
        json.WriteEndArray();
    }

    public static void Objects<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<T> write) => json.Array(name, values, value =>
    {
        json.WriteStartObject();
        write(value);
        json.WriteEndObject();
    });

    public static void Strings(this Utf8JsonWriter json, string name, IReadOnlyList<string> values) => json.Array(name, values, json.WriteStringValue);

    public static void Text<T>(this Utf8JsonWriter json, string name, T? value)
        where T : struct => json.WriteString(name, value?.ToString());

    public static void Name<T>(this Utf8JsonWriter json, string name, T value)
        where T : struct, Enum => json.WriteString(name, WireNames<T>.Of(value));

    public static void Number(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known / One);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static TextSpan Span(this JsonElement json, CodePointMap map) =>
        new(map.ToIndex(json.Member("start").GetInt32()), map.ToIndex(json.Member("end").GetInt32()));

    public static TextSpan? Span(this JsonElement json, string name, CodePointMap map) => json.Known(name) is { } known ? known.Span(map) : null;

    public static IReadOnlyList<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        [.. json.Member(name).EnumerateArray().Select(read)];

    public static string? Text(this JsonElement json, string name) => json.Member(name).GetString();

    public static string Words(this JsonElement json, string name) =>
        json.Text(name) ?? throw new FormatException($"Reading JSON: “{name}” is null, expected a text.");

    public static Sha256 Digest(this JsonElement json, string name) => new(json.Words(name));

    public static T Name<T>(this JsonElement json, string name)
        where T : struct, Enum => WireNames<T>.Parse(json.Words(name));

    public static LocalId Id(this JsonElement json) => LocalId.Parse(json.Words("id"));

    public static LocalId? Id(this JsonElement json, string name) => json.Text(name) is { } id ? LocalId.Parse(id) : null;

    public static decimal? Decimal(this JsonElement json, string name) => json.Known(name)?.GetDecimal();

    public static double? Double(this JsonElement json, string name) => json.Known(name)?.GetDouble();

    public static int? Int(this JsonElement json, string name) => json.Known(name)?.GetInt32();

    public static bool Flag(this JsonElement json, string name) => json.Member(name).GetBoolean();

    public static TimeValue? Time(this JsonElement json, string name) => json.Text(name) is { } iso ? new TimeValue(iso) : null;

    public static PublicationTime? Publication(this JsonElement json, string name) => json.Text(name) switch
    {
        null => null,
        var text when PublicationTime.TryParse(text, out var time) => time,
        var text => throw new FormatException($"Reading JSON: “{name}” is “{text}”, expected an ISO 8601 date or instant."),
    };

    /// <summary>A moment to the second, in UTC.</summary>
    public static string Second(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The member, or null where it holds null.</summary>
    public static JsonElement? Known(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: not JsonValueKind.Null } known ? known : null;

    /// <summary>The member.</summary>
    /// <exception cref="FormatException">There is none; the message names it.</exception>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) ? member : throw new FormatException($"Reading JSON: the member “{name}” is missing.");
}
