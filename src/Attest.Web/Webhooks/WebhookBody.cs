using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Web.Api;
using Attest.Web.Pages.Live;

namespace Attest.Web.Webhooks;

/// <summary>What is sent: one event as JSON, with the attributes of CloudEvents 1.0 and the incident as the API gives it.</summary>
internal static class WebhookBody
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/json; charset=utf-8";

    /// <summary>The event that only tries whether anything arrives.</summary>
    public const string Test = "test";

    /// <summary>A change of an incident.</summary>
    /// <param name="delivery">The delivery's id.</param>
    /// <param name="webhook">Which webhook.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="change">The change.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="mapOf">Gives the map of the text of a report that claims are in.</param>
    public static string Of(string delivery, WebhookRow webhook, WebhookKind kind, IncidentChange change, Incident incident, Func<Sha256, CodePointMap> mapOf) => Write(delivery, webhook, WireNames<WebhookKind>.Of(kind), change.At, incident.Id, json =>
    {
        json.WritePropertyName("change");
        json.WriteRawValue(ListJson.Write(change), skipInputValidation: true);
        json.WriteStartArray("words");
        foreach (var words in ChangeWords.Of([change], incident) is [_, ..] told ? told : [incident.Title])
        {
            json.WriteStringValue(words);
        }
        json.WriteEndArray();
        json.WriteString("page", $"/incidents/{Uri.EscapeDataString(incident.Id)}");
        json.WritePropertyName("incident");
        json.WriteRawValue(IncidentJson.Write(incident, mapOf), skipInputValidation: true);
    });

    /// <summary>Nothing but a try.</summary>
    public static string OfTest(string delivery, WebhookRow webhook, DateTimeOffset now) => Write(delivery, webhook, Test, now, null, json => json.WriteString("words", "This is a test: nothing has changed."));

    private static string Write(string delivery, WebhookRow webhook, string kind, DateTimeOffset at, string? incident, Action<Utf8JsonWriter> data) => Encoding.UTF8.GetString(ApiAnswer.Write(json =>
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", delivery);
        json.WriteString("source", $"/webhooks/{webhook.Id}");
        json.WriteString("type", $"attest.{kind}");
        json.WriteString("time", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (incident is not null)
        {
            json.WriteString("subject", incident);
        }
        json.WriteString("datacontenttype", "application/json");
        json.WriteStartObject("data");
        data(json);
        json.WriteEndObject();
    }));
}
