using System.Text.Json;

namespace Attest.Web.Tests.Api;

/// <summary>Holds an answer against the schema that the OpenAPI document gives for it: every member there, none besides, each of its type.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>Checks a value.</summary>
    public void Check(JsonElement value, string schema) => Check(value, document.GetProperty("components").GetProperty("schemas").GetProperty(schema), schema);

    private void Check(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(value, document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), at);
            return;
        }
        if (schema.TryGetProperty("anyOf", out var either))
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                Check(value, either[0], at);
            }
            return;
        }
        var types = schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().Select(type => type.GetString()!).ToArray() : [schema.GetProperty("type").GetString()!];
        var found = value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => types.Contains("integer") && value.TryGetInt64(out _) ? "integer" : "number",
            JsonValueKind.Array => "array",
            _ => "object",
        };
        Assert.True(types.Contains(found), $"{at} is {found}, expected {string.Join(" or ", types)}: {value.GetRawText()}");
        if (schema.TryGetProperty("enum", out var names) && found == "string")
        {
            Assert.True(names.EnumerateArray().Any(name => name.GetString() == value.GetString()), $"{at} is {value.GetString()}, which its enumeration does not have.");
        }
        if (found == "array")
        {
            foreach (var item in value.EnumerateArray())
            {
                Check(item, schema.GetProperty("items"), $"{at}[]");
            }
        }
        else if (found == "object" && schema.TryGetProperty("additionalProperties", out var each))
        {
            foreach (var member in value.EnumerateObject())
            {
                Check(member.Value, each, $"{at}.{member.Name}");
            }
        }
        else if (found == "object")
        {
            Assert.Equal(schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal), value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
            foreach (var member in value.EnumerateObject())
            {
                Check(member.Value, schema.GetProperty("properties").GetProperty(member.Name), $"{at}.{member.Name}");
            }
        }
    }
}
