using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents.Tallies;

namespace Attest.Web.Api;

/// <summary>The description of the API in OpenAPI 3.1, made once of its operations and of the tables beside it.</summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Made = new(Make);

    private static readonly Dictionary<string, string[]> Enumerations = new(StringComparer.Ordinal)
    {
        ["EventType"] = Names<EventType>(), ["EventStatus"] = Names<EventStatus>(), ["Measure"] = Names<Measure>(), ["Modality"] = Names<Modality>(), ["ClaimKind"] = Names<ClaimKind>(),
        ["FigureScope"] = Names<FigureScope>(), ["PlaceKind"] = Names<PlaceKind>(), ["OriginKind"] = Names<OriginKind>(), ["ContradictionKind"] = Names<ContradictionKind>(),
        ["ContradictionState"] = Names<ContradictionState>(), ["Verdict"] = Names<Verdict>(), ["IncidentChangeKind"] = Names<IncidentChangeKind>(), ["PublishedFrom"] = Names<PublishedFrom>(),
        ["ObtainedBy"] = Names<ObtainedBy>(), ["ItemKind"] = Names<ItemKind>(), ["SpeakerKind"] = Names<SpeakerKind>(), ["QuoteKind"] = Names<QuoteKind>(), ["PictureKind"] = Names<PictureKind>(),
        ["PictureCheck"] = Names<PictureCheck>(), ["TimeBasis"] = Names<TimeBasis>(), ["Movement"] = Names<Movement>(), ["BearingWay"] = Names<BearingWay>(), ["Harm"] = Names<Harm>(),
        ["TallyAlarmKind"] = Names<TallyAlarmKind>(), ["GradedKind"] = Names<GradedKind>(),
    };

    /// <summary>What each parameter means, by its name.</summary>
    public static IReadOnlyDictionary<string, (string Schema, string Meaning)> Parameters { get; } =
        Table.Rows(typeof(OpenApiDocument).Assembly, "Api/parameters.tsv").ToDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);

    /// <summary>The document.</summary>
    public static byte[] Bytes => Made.Value;

    private static byte[] Make()
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "Attest");
        json.WriteString("version", "1");
        json.WriteString("description", "Who attests what about an armed conflict, in which words: incidents, claims, reports and what they come to. Attest does not decide what is true.");
        json.WriteStartObject("license");
        json.WriteString("name", "Apache-2.0");
        json.WriteString("identifier", "Apache-2.0");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", "/");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("paths");
        foreach (var operation in ApiOperation.All)
        {
            Write(json, operation);
        }
        json.WriteEndObject();
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        WriteSchemas(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ApiOperation operation)
    {
        json.WriteStartObject(operation.Path);
        json.WriteStartObject("get");
        json.WriteString("operationId", operation.Name);
        json.WriteString("summary", operation.Summary);
        json.WriteString("description", operation.Description);
        json.WriteStartArray("parameters");
        foreach (var part in operation.Path.Split('{', '}').Where((_, number) => number % 2 == 1))
        {
            WriteParameter(json, part, Parameters[$"{{{part}}}"], "path");
        }
        foreach (var name in operation.Parameters)
        {
            var (schema, meaning) = Parameters[name];
            WriteParameter(json, name, name == "limit" ? ($$"""{"type":"integer","minimum":1,"maximum":{{operation.MostLimit}},"default":{{operation.DefaultLimit}}}""", meaning) : (schema, meaning), "query");
        }
        json.WriteEndArray();
        json.WriteStartObject("responses");
        if (operation.Schema.Length > 0)
        {
            WriteAnswer(json, "200", operation.Summary, operation.Schema, "application/json", hasTag: true);
        }
        else
        {
            WriteFile(json);
        }
        WriteAnswer(json, "400", "A parameter can't be understood, or is none of this address.", "Problem", "application/problem+json");
        if (operation.Path.Contains('{', StringComparison.Ordinal))
        {
            WriteAnswer(json, "404", "There is none of this name.", "Problem", "application/problem+json");
        }
        WriteAnswer(json, "429", "Too many requests: Retry-After says for how many seconds to wait.", "Problem", "application/problem+json");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, string name, (string Schema, string Meaning) about, string where)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", where);
        json.WriteBoolean("required", where == "path");
        json.WriteString("description", about.Meaning);
        json.WritePropertyName("schema");
        json.WriteRawValue(about.Schema);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, string status, string description, string schema, string mediaType, bool hasTag = false)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        if (hasTag)
        {
            json.WriteStartObject("headers");
            json.WriteStartObject("ETag");
            json.WriteString("description", "Give it as If-None-Match to be answered 304 where nothing has changed.");
            json.WriteStartObject("schema");
            json.WriteString("type", "string");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteStartObject("content");
        json.WriteStartObject(mediaType);
        json.WriteStartObject("schema");
        json.WriteString("$ref", $"#/components/schemas/{schema}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json)
    {
        json.WriteStartObject("200");
        json.WriteString("description", "The file, streamed.");
        json.WriteStartObject("content");
        foreach (var type in new[] { "application/x-ndjson", "text/csv", "application/geo+json" })
        {
            json.WriteStartObject(type);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSchemas(Utf8JsonWriter json)
    {
        foreach (var (name, values) in Enumerations)
        {
            json.WriteStartObject(name);
            json.WriteString("type", "string");
            json.WriteStartArray("enum");
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        foreach (var members in Table.Rows(typeof(OpenApiDocument).Assembly, "Api/schemas.tsv").GroupBy(row => row[0]))
        {
            json.WriteStartObject(members.Key);
            json.WriteString("type", "object");
            json.WriteStartArray("required");
            foreach (var member in members)
            {
                json.WriteStringValue(member[1]);
            }
            json.WriteEndArray();
            json.WriteStartObject("properties");
            foreach (var member in members)
            {
                json.WriteStartObject(member[1]);
                json.WriteString("description", member[3]);
                WriteType(json, member[2]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteType(Utf8JsonWriter json, string type)
    {
        // A name of its own is always there; it is its value that may be null.
        var isNullable = type.EndsWith('?') && !type.StartsWith("map:", StringComparison.Ordinal);
        type = isNullable ? type[..^1] : type;
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            WriteType(json, type[..^2]);
            json.WriteEndObject();
        }
        else if (type.StartsWith("map:", StringComparison.Ordinal))
        {
            json.WriteString("type", "object");
            json.WriteStartObject("additionalProperties");
            WriteType(json, type["map:".Length..]);
            json.WriteEndObject();
        }
        else if (type switch { "text" or "moment" => "string", "number" => "number", "whole" => "integer", "flag" => "boolean", _ => null } is { } plain)
        {
            WritePlain(json, plain, isNullable);
            if (type == "moment")
            {
                json.WriteString("format", "date-time");
            }
        }
        else if (isNullable)
        {
            json.WriteStartArray("anyOf");
            json.WriteStartObject();
            Refer(json, type);
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("type", "null");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            Refer(json, type);
        }
    }

    private static void WritePlain(Utf8JsonWriter json, string type, bool isNullable)
    {
        if (!isNullable)
        {
            json.WriteString("type", type);
            return;
        }
        json.WriteStartArray("type");
        json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    private static void Refer(Utf8JsonWriter json, string type) =>
        json.WriteString("$ref", $"#/components/schemas/{(type.StartsWith("enum:", StringComparison.Ordinal) ? type["enum:".Length..] : type)}");

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(WireNames<T>.Of)];
}
