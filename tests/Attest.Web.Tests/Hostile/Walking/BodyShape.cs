using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>One way in which programs may send something, as the description of the API gives it.</summary>
/// <param name="Path">The route.</param>
/// <param name="Name">Its schema, or its media type where it has none.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Members">All that it may hold.</param>
internal sealed record BodyShape(string Path, string Name, string MediaType, IReadOnlyList<BodyMember> Members)
{
    /// <summary>All that a description names.</summary>
    /// <param name="description">OpenAPI.</param>
    /// <param name="fields">The members of what is only described as an object of texts, by the kinds of it; a body that has such an object is one of each kind.</param>
    public static IEnumerable<BodyShape> In(JsonElement description, IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                var around = operation.Value.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() is "query" or "header")
                    .Select(parameter => new BodyMember(parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!, "string", [])).ToList();
                foreach (var content in operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject())
                {
                    var schema = content.Value.GetProperty("schema");
                    // Beside JSON and parts the address says what a body can't.
                    List<BodyMember> beside = content.Name is "application/json" or "multipart/form-data" ? [.. around.Where(member => member.Where == "header")] : around;
                    foreach (var (name, one) in Each(description, schema, content.Name))
                    {
                        foreach (var kind in HasFields(description, one) ? fields.Keys : [""])
                        {
                            yield return new BodyShape(path.Name, $"{name} {kind}".TrimEnd(), content.Name, [.. MembersOf(description, one, kind, fields.GetValueOrDefault(kind, [])), .. beside]);
                        }
                    }
                }
            }
        }
    }

    /// <summary>The request that sends it.</summary>
    /// <param name="values">What each member is, by name.</param>
    public HttpRequestMessage Request(IReadOnlyDictionary<string, string> values)
    {
        var query = string.Join('&', Members.Where(member => member.Where == "query" && values.ContainsKey(member.Name)).Select(member => $"{member.Name}={Uri.EscapeDataString(values[member.Name])}"));
        var request = new HttpRequestMessage(HttpMethod.Post, query.Length == 0 ? Path : $"{Path}?{query}") { Content = Content(values) };
        foreach (var member in Members.Where(member => member.Where == "header" && values.ContainsKey(member.Name)))
        {
            request.Headers.TryAddWithoutValidation(member.Name, values[member.Name]);
        }
        return request;
    }

    private HttpContent Content(IReadOnlyDictionary<string, string> values)
    {
        var given = Members.Where(member => member.Where == "body" && values.ContainsKey(member.Name)).ToList();
        if (MediaType == "multipart/form-data")
        {
            var parts = new MultipartFormDataContent();
            foreach (var member in given.Where(member => member.Name != "file"))
            {
                parts.Add(new StringContent(values[member.Name]), member.Name);
            }
            // The name of the file is a stranger's, too.
            var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"A bridge in Kherson was damaged overnight, officials said. {values["file"]}")) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
            file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=file; filename*=UTF-8''{Uri.EscapeDataString(values["file"])}.txt");
            parts.Add(file);
            return parts;
        }
        if (MediaType != "application/json")
        {
            return new StringContent(values.GetValueOrDefault("body", ""), Encoding.UTF8, MediaType);
        }
        var json = new JsonObject();
        foreach (var member in given)
        {
            var (value, into, name) = (values[member.Name], json, member.Name);
            if (name.Split('.') is [var outer, var inner])
            {
                json[outer] ??= new JsonObject();
                (into, name) = (json[outer]!.AsObject(), inner);
            }
            into[name] = member.Type switch
            {
                "array" => new JsonArray(value),
                "integer" when int.TryParse(value, out var number) => number,
                _ => value,
            };
        }
        return new StringContent(json.ToJsonString(), Encoding.UTF8, MediaType);
    }

    private static IEnumerable<(string Name, JsonElement Schema)> Each(JsonElement description, JsonElement schema, string type)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
        {
            return [(type, schema)];
        }
        var target = Resolve(description, schema);
        return target.TryGetProperty("oneOf", out var several) ? several.EnumerateArray().SelectMany(one => Each(description, one, type)) : [(reference.GetString()!.Split('/')[^1], target)];
    }

    private static bool HasFields(JsonElement description, JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) && properties.EnumerateObject().Any(property => IsObject(Resolve(description, property.Value)));

    private static IEnumerable<BodyMember> MembersOf(JsonElement description, JsonElement schema, string kind, IReadOnlyList<string> fields)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return [new BodyMember("body", "body", "string", [])];
        }
        return properties.EnumerateObject().SelectMany(property =>
        {
            var value = Resolve(description, property.Value);
            IReadOnlyList<string> options = value.TryGetProperty("enum", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
            return IsObject(value) ? fields.Select(field => new BodyMember($"{property.Name}.{field}", "body", "string", []))
                : [new BodyMember(property.Name, "body", value.GetProperty("type").GetString()!, options.Contains(kind) ? [kind] : options)];
        });
    }

    private static bool IsObject(JsonElement schema) => schema.GetProperty("type").GetString() == "object";

    private static JsonElement Resolve(JsonElement description, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
}

/// <summary>One thing that a body may hold.</summary>
/// <param name="Name">Its name; with a dot before it that of the object which holds it.</param>
/// <param name="Where">body, query or header.</param>
/// <param name="Type">Its type in JSON.</param>
/// <param name="Options">The only values; empty where there is no such list.</param>
internal sealed record BodyMember(string Name, string Where, string Type, IReadOnlyList<string> Options);
