using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Web.Accounts;

namespace Attest.Web.Api;

/// <summary>The description of the API in OpenAPI 3.1, made once of its operations and of the tables beside it.</summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Made = new(Make);

    private static readonly Dictionary<int, string> Meanings = new()
    {
        [304] = "Nothing has changed since the answer with the tag in If-None-Match.", [307] = "It lives on in another incident.", [400] = "A parameter can't be understood, or is none of this address; or the body is no JSON.",
        [401] = "A token is asked for, or the one shown is not known, has ended or was revoked.", [403] = "The token is not good for this, or its owner lacks the role.", [404] = "There is none of this name.",
        [409] = "A request with this Idempotency-Key is under way, or was cut off.", [413] = "The body is longer than is taken.", [415] = "The body is of a kind that is not taken; Accept-Post lists those that are.",
        [422] = "The body does not hold what it must, or what it asks for can't be done.", [429] = "Too many requests: Retry-After says for how many seconds to wait.",
    };

    /// <summary>What a parameter of an operation means.</summary>
    public static (string Schema, string Meaning) ParameterOf(ApiOperation operation, string name) => Parameters.GetValueOrDefault($"{operation.Name} {name}") is { Schema: not null } own ? own : Parameters[name];

    /// <summary>What each parameter means, by its name.</summary>
    public static IReadOnlyDictionary<string, (string Schema, string Meaning)> Parameters { get; } =
        Table.Rows(typeof(OpenApiDocument).Assembly, "Api/parameters.tsv").ToDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);

    /// <summary>How many characters a parameter of an operation takes at most.</summary>
    public static int LongestOf(ApiOperation operation, string name)
    {
        using var schema = JsonDocument.Parse(ParameterOf(operation, name).Schema);
        return schema.RootElement.TryGetProperty("maxLength", out var most) ? most.GetInt32() : LongestValue;
    }

    // Of a parameter that states none.
    private const int LongestValue = 1000;

    // What answers say in their headers, each with the schema of its value.
    private static readonly (string Name, string Type, string Meaning)[] Headers =
    [
        ("RateLimit-Limit", "integer", "How many requests one machine may make at once."), ("RateLimit-Remaining", "integer", "How many of them are left."), ("RateLimit-Reset", "integer", "In how many seconds all are back."),
        ("RateLimit-Policy", "string", "The rule that they are counted by."), ("Retry-After", "integer", "For how many seconds to wait."), ("Link", "string", "The address of the next page, as rel=\"next\"; not there on the last."),
        ("ETag", "string", "Give it as If-None-Match to be answered 304 where nothing has changed."), ("Location", "string", "Where it is."),
        (ApiRoutes.LeftOut, "string", "Of the form acled: how many incidents of the filter it has no room for, in all and by the first reason (no-subtype, not-happened, no-place, no-day): 120;no-place=100;no-day=20."),
    ];

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
        foreach (var operations in ApiOperation.All.GroupBy(operation => operation.Path))
        {
            json.WriteStartObject(operations.Key);
            foreach (var operation in operations)
            {
                Write(json, operation);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        OpenApiSchemas.Write(json);
        json.WriteEndObject();
        json.WriteStartObject("headers");
        foreach (var (name, type, meaning) in Headers)
        {
            json.WriteStartObject(name);
            json.WriteString("description", meaning);
            json.WriteStartObject("schema");
            json.WriteString("type", type);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteSecurity(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ApiOperation operation)
    {
        json.WriteStartObject(operation.Method.ToLowerInvariant());
        json.WriteString("operationId", operation.Name);
        json.WriteString("summary", operation.Summary);
        json.WriteString("description", operation.Description);
        WriteNeeded(json, operation);
        json.WriteStartArray("parameters");
        foreach (var part in operation.Path.Split('{', '}').Where((_, number) => number % 2 == 1))
        {
            WriteParameter(json, part, Parameters[$"{{{part}}}"], "path");
        }
        foreach (var name in operation.Parameters)
        {
            var (schema, meaning) = ParameterOf(operation, name);
            WriteParameter(json, name, name == "limit" ? ($$"""{"type":"integer","minimum":1,"maximum":{{operation.MostLimit}},"default":{{operation.DefaultLimit}}}""", meaning) : (schema, meaning), "query");
        }
        if (operation.Body is not null)
        {
            WriteParameter(json, "Idempotency-Key", Parameters["Idempotency-Key"], "header");
            WriteParameter(json, "Prefer", Parameters["Prefer"], "header");
        }
        json.WriteEndArray();
        WriteBody(json, operation);
        json.WriteStartObject("responses");
        foreach (var status in operation.Statuses)
        {
            var text = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (status == 200 && operation.Schema.Length == 0)
            {
                WriteFile(json, HeadersOf(operation, status));
            }
            else if (status is 304 or 307)
            {
                json.WriteStartObject(text);
                json.WriteString("description", Meanings[status]);
                json.WriteEndObject();
            }
            else
            {
                var isFault = status >= 400;
                WriteAnswer(json, text, isFault ? Meanings[status] : status == 200 && operation.Body is not null ? "It was kept already; nothing changed." : operation.Summary,
                    isFault ? "Problem" : operation.Schema, isFault ? "application/problem+json" : "application/json", HeadersOf(operation, status));
            }
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<string> HeadersOf(ApiOperation operation, int status) =>
    [
        .. Headers.Select(header => header.Name).Where(name => name.StartsWith("RateLimit", StringComparison.Ordinal)), .. status == 429 ? ["Retry-After"] : Array.Empty<string>(),
        .. status == 200 && operation.Parameters.Contains("cursor") ? ["Link"] : Array.Empty<string>(), .. status == 200 && operation is { Body: null, Schema.Length: > 0 } ? ["ETag"] : Array.Empty<string>(),
        .. status < 300 && operation.Body is not null ? ["Location"] : Array.Empty<string>(), .. status == 200 && operation == ApiOperation.Export ? [ApiRoutes.LeftOut] : Array.Empty<string>(),
    ];

    private static void WriteHeaders(Utf8JsonWriter json, IEnumerable<string> headers)
    {
        json.WriteStartObject("headers");
        foreach (var name in headers)
        {
            json.WriteStartObject(name);
            json.WriteString("$ref", $"#/components/headers/{name}");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteNeeded(Utf8JsonWriter json, ApiOperation operation)
    {
        json.WriteStartArray("security");
        if (operation.IsOpen)
        {
            // Where a site lets everybody read, or whoever sits at its machine, no token is asked for.
            json.WriteStartObject();
            json.WriteEndObject();
        }
        json.WriteStartObject();
        json.WriteStartArray("bearerAuth");
        json.WriteStringValue(operation.Scope.Name);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSecurity(Utf8JsonWriter json)
    {
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("bearerAuth");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", $"A token that an editor makes under /account/tokens, good for the scopes that were ticked and no others: {string.Join("; ", TokenScope.All.Select(scope => $"{scope.Name} to {scope.Meaning}"))}. A browser's session is never looked at for writing.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, ApiOperation operation)
    {
        if (operation.Body is not { } schema)
        {
            return;
        }
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", true);
        json.WriteStartObject("content");
        foreach (var type in operation.BodyTypes)
        {
            json.WriteStartObject(type);
            json.WritePropertyName("schema");
            json.WriteRawValue(type switch
            {
                "application/json" => $$"""{"$ref":"#/components/schemas/{{schema}}"}""",
                "multipart/form-data" => """{"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"},"url":{"type":"string"},"title":{"type":"string"},"publisher":{"type":"string"},"published":{"type":"string"}}}""",
                _ => """{"type":"string"}""",
            });
            json.WriteEndObject();
        }
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

    private static void WriteAnswer(Utf8JsonWriter json, string status, string description, string schema, string mediaType, IEnumerable<string> headers)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        WriteHeaders(json, headers);
        json.WriteStartObject("content");
        json.WriteStartObject(mediaType);
        json.WriteStartObject("schema");
        json.WriteString("$ref", $"#/components/schemas/{schema}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, IEnumerable<string> headers)
    {
        json.WriteStartObject("200");
        json.WriteString("description", "The file, streamed.");
        WriteHeaders(json, headers);
        json.WriteStartObject("content");
        foreach (var type in new[] { "application/x-ndjson", "text/csv", "application/geo+json" })
        {
            json.WriteStartObject(type);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
