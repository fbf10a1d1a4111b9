using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Attest.Web.Serving;

namespace Attest.Web.Api;

/// <summary>A body that a program sent, after it was held against its form: a text is a text, and what is needed is there.</summary>
internal sealed class GivenBody
{
    // Of everything but the texts of reports.
    private const int LongestText = 4000, MostItems = 500;

    private readonly JsonElement _json;

    private GivenBody(JsonElement json) => _json = json;

    /// <summary>A text without the blanks around it; null where it is not given or empty.</summary>
    public string? this[string name] => _json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A text as it is; null where it is not given.</summary>
    public string? Whole(string name) => _json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    /// <summary>A number; null where it is not given.</summary>
    public int? Number(string name) => _json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number ? member.GetInt32() : null;

    /// <summary>A list of texts; empty where it is not given.</summary>
    public IReadOnlyList<string> All(string name) => _json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray().Select(item => item.GetString()!.Trim())] : [];

    /// <summary>The fields of a claim; empty where they are not given.</summary>
    public IReadOnlyList<FieldValue> Fields(string name) => _json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object
        ? [.. member.EnumerateObject().Select(field => new FieldValue(WireNames<ClaimField>.Parse(field.Name), field.Value.GetString()))] : [];

    /// <summary>Reads the object of a body.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="json">The object.</param>
    /// <param name="refusal">What was found instead.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, out JsonElement json, [NotNullWhen(false)] out Refusal? refusal)
    {
        (json, refusal) = (default, null);
        try
        {
            json = JsonElement.Parse(bytes.Span, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
        }
        catch (JsonException fault)
        {
            refusal = ApiRefusals.NoJson(fault.LineNumber is { } line ? FormattableString.Invariant($"it breaks off at line {line + 1}, byte {fault.BytePositionInLine + 1}") : fault.Message);
            return false;
        }
        if (json.ValueKind != JsonValueKind.Object)
        {
            refusal = ApiRefusals.BadBody($"Found {Kind(json)}, expected an object.");
            return false;
        }
        return true;
    }

    /// <summary>Holds an object against a form.</summary>
    /// <param name="json">The object.</param>
    /// <param name="form">The form.</param>
    /// <param name="also">A member that it may have besides; null for none.</param>
    /// <param name="body">What it holds.</param>
    /// <param name="refusal">All that is wrong with it.</param>
    public static bool TryRead(JsonElement json, BodyForm form, string? also, [NotNullWhen(true)] out GivenBody? body, [NotNullWhen(false)] out Refusal? refusal)
    {
        try
        {
            return TryHold(json, form, also, out body, out refusal);
        }
        catch (InvalidOperationException)
        {
            // Half a character, "\ud800", is no text; nothing before this looks at it.
            (body, refusal) = (null, ApiRefusals.NoJson("a text in it holds half of a character of two parts"));
            return false;
        }
    }

    private static bool TryHold(JsonElement json, BodyForm form, string? also, [NotNullWhen(true)] out GivenBody? body, [NotNullWhen(false)] out Refusal? refusal)
    {
        var faults = new List<string>();
        foreach (var member in json.EnumerateObject().Where(member => member.Name != also))
        {
            if (form.Members.FirstOrDefault(known => known.Name == member.Name) is not { } known)
            {
                faults.Add($"“{ApiQuery.Short(member.Name)}” is none of: {string.Join(", ", form.Members.Select(one => one.Name).Order(StringComparer.Ordinal))}.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null && Fault(member.Value, known, form == BodyForm.Report) is { } fault)
            {
                faults.Add($"“{member.Name}”: {fault}");
            }
        }
        faults.AddRange(form.Members.Where(member => member.IsNeeded && !IsThere(json, member.Name)).Select(member => $"“{member.Name}” is missing: {member.Meaning}"));
        body = faults.Count == 0 ? new GivenBody(json) : null;
        refusal = faults.Count == 0 ? null : ApiRefusals.BadBody(string.Join(' ', faults.Take(8)));
        return body is not null;
    }

    private static bool IsThere(JsonElement json, string name) => json.TryGetProperty(name, out var member)
        && member.ValueKind switch { JsonValueKind.Null => false, JsonValueKind.String => !string.IsNullOrWhiteSpace(member.GetString()), JsonValueKind.Array => member.GetArrayLength() > 0, JsonValueKind.Object => member.EnumerateObject().Any(), _ => true };

    private static string? Fault(JsonElement value, BodyMember member, bool isReport) => member.Type switch
    {
        "text" => value.ValueKind != JsonValueKind.String ? $"found {Kind(value)}, expected a text."
            : value.GetString()!.Length > LongestText && !isReport ? FormattableString.Invariant($"found {value.GetString()!.Length} characters, expected at most {LongestText}.") : null,
        "whole" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? null : $"found {ApiQuery.Short(value.GetRawText())}, expected a whole number from 0 on.",
        "text[]" => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostItems && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && item.GetString()!.Length <= LongestText)
            ? null : $"expected a list of at most {MostItems} texts.",
        "fields" => value.ValueKind != JsonValueKind.Object ? $"found {Kind(value)}, expected an object of fields such as \"figure\": \"8..\"." : FieldsFault(value),
        _ => value.ValueKind == JsonValueKind.String && OpenApiSchemas.Names(member.Type["enum:".Length..]) is var names && names.Contains(value.GetString()!) ? null
            : $"found {ApiQuery.Short(value.GetRawText())}, expected one of {string.Join(", ", OpenApiSchemas.Names(member.Type["enum:".Length..]))}.",
    };

    private static string? FieldsFault(JsonElement value)
    {
        foreach (var field in value.EnumerateObject())
        {
            if (!WireNames<ClaimField>.TryParse(field.Name, out _))
            {
                return $"“{ApiQuery.Short(field.Name)}” is no field of a claim; those are {string.Join(", ", Enum.GetValues<ClaimField>().Select(WireNames<ClaimField>.Of))}.";
            }
            if (field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null) || field.Value.GetString()?.Length > LongestText)
            {
                return $"“{field.Name}” is {Kind(field.Value)}, expected a text of at most {LongestText} characters, as a person writes it, or null.";
            }
        }
        return null;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object", JsonValueKind.Array => "a list", JsonValueKind.String => "a text", JsonValueKind.Number => "a number", JsonValueKind.Null => "null", _ => "true or false",
    };
}
