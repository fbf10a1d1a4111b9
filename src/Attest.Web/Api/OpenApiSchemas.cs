using System.Text.Json;
using Attest.Archive;
using Attest.Incidents.Tallies;
using Attest.Web.Webhooks;

namespace Attest.Web.Api;

/// <summary>The schemas of what the API answers (<c>schemas.tsv</c>) and takes (<c>bodies.tsv</c>).</summary>
internal static class OpenApiSchemas
{
    private static readonly Dictionary<string, string[]> Enumerations = new(StringComparer.Ordinal)
    {
        ["EventType"] = NamesOf<EventType>(), ["EventStatus"] = NamesOf<EventStatus>(), ["Measure"] = NamesOf<Measure>(), ["Modality"] = NamesOf<Modality>(), ["ClaimKind"] = NamesOf<ClaimKind>(),
        ["FigureScope"] = NamesOf<FigureScope>(), ["PlaceKind"] = NamesOf<PlaceKind>(), ["OriginKind"] = NamesOf<OriginKind>(), ["ContradictionKind"] = NamesOf<ContradictionKind>(),
        ["ContradictionState"] = NamesOf<ContradictionState>(), ["Verdict"] = NamesOf<Verdict>(), ["IncidentChangeKind"] = NamesOf<IncidentChangeKind>(), ["PublishedFrom"] = NamesOf<PublishedFrom>(),
        ["ObtainedBy"] = NamesOf<ObtainedBy>(), ["ItemKind"] = NamesOf<ItemKind>(), ["SpeakerKind"] = NamesOf<SpeakerKind>(), ["QuoteKind"] = NamesOf<QuoteKind>(), ["PictureKind"] = NamesOf<PictureKind>(),
        ["PictureCheck"] = NamesOf<PictureCheck>(), ["TimeBasis"] = NamesOf<TimeBasis>(), ["Movement"] = NamesOf<Movement>(), ["BearingWay"] = NamesOf<BearingWay>(), ["Harm"] = NamesOf<Harm>(),
        ["TallyAlarmKind"] = NamesOf<TallyAlarmKind>(), ["GradedKind"] = NamesOf<GradedKind>(), ["RecordKind"] = NamesOf<RecordKind>(), ["PostKind"] = NamesOf<PostKind>(), ["PostState"] = NamesOf<PostState>(), ["PostClaimState"] = NamesOf<PostClaimState>(), ["WebhookKind"] = NamesOf<WebhookKind>(),
    };

    /// <summary>The names that values of an enumeration have.</summary>
    public static IReadOnlyList<string> Names(string enumeration) => Enumerations[enumeration];

    /// <summary>Writes all schemas, each under its name.</summary>
    public static void Write(Utf8JsonWriter json)
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
        foreach (var form in BodyForm.All.Values)
        {
            WriteForm(json, form, BodyForm.Judgements.FirstOrDefault(pair => pair.Value == form).Key);
        }
        WriteEither(json);
        foreach (var members in Table.Rows(typeof(OpenApiSchemas).Assembly, "Api/schemas.tsv").GroupBy(row => row[0]))
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

    private static void WriteForm(Utf8JsonWriter json, BodyForm form, string? verdict)
    {
        json.WriteStartObject(form.Schema);
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartArray("required");
        foreach (var name in form.Members.Where(member => member.IsNeeded).Select(member => member.Name).Prepend(verdict is null ? null : "verdict").OfType<string>())
        {
            json.WriteStringValue(name);
        }
        json.WriteEndArray();
        json.WriteStartObject("properties");
        if (verdict is not null)
        {
            json.WriteStartObject("verdict");
            json.WriteString("description", "What is decided.");
            json.WriteString("type", "string");
            json.WriteStartArray("enum");
            json.WriteStringValue(verdict);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        foreach (var member in form.Members)
        {
            json.WriteStartObject(member.Name);
            json.WriteString("description", member.Meaning);
            WriteType(json, member.Type);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEither(Utf8JsonWriter json)
    {
        json.WriteStartObject("NewJudgement");
        json.WriteStartArray("oneOf");
        foreach (var form in BodyForm.Judgements.Values)
        {
            json.WriteStartObject();
            Refer(json, form.Schema);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("discriminator");
        json.WriteString("propertyName", "verdict");
        json.WriteStartObject("mapping");
        foreach (var (verdict, form) in BodyForm.Judgements)
        {
            json.WriteString(verdict, $"#/components/schemas/{form.Schema}");
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string type)
    {
        // An object of a claim's fields, each a text or nothing.
        type = type == "fields" ? "map:text?" : type;
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

    private static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(WireNames<T>.Of)];
}
