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

    private const string Gone = "nothing is left of it: its reports were changed or put right and tell of it no more";

    /// <summary>A change of an incident.</summary>
    /// <param name="delivery">The delivery's id.</param>
    /// <param name="webhook">Which webhook.</param>
    /// <param name="site">What links begin with: the site's address, or nothing.</param>
    /// <param name="told">What happened.</param>
    /// <param name="mapOf">Gives the map of the text of a report that claims are in.</param>
    public static string Of(string delivery, WebhookRow webhook, string site, ToldChange told, Func<Sha256, CodePointMap> mapOf) => Write(delivery, webhook, site, WireNames<WebhookKind>.Of(told.Kind), told.Change.At, told.Incident?.Id ?? told.Change.Incident, json =>
    {
        var incident = told.Incident;
        json.WritePropertyName("change");
        json.WriteRawValue(ListJson.Write(told.Change), skipInputValidation: true);
        json.WriteStartArray("figures");
        foreach (var (measure, before, after) in told.Figures)
        {
            json.WriteStartObject();
            json.WriteString("measure", WireNames<Measure>.Of(measure));
            json.WritePropertyName("before");
            if (before is { } known)
            {
                json.WriteNumberValue(known);
            }
            else
            {
                json.WriteNullValue();
            }
            json.WritePropertyName("after");
            if (after is { } shown)
            {
                json.WriteNumberValue(shown);
            }
            else
            {
                json.WriteNullValue();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("words");
        foreach (var words in incident is null ? [Gone] : !told.IsArrival && ChangeWords.Of([told.Change], incident) is [_, ..] changed ? changed : [incident.Title])
        {
            json.WriteStringValue(words);
        }
        json.WriteEndArray();
        json.WriteString("page", $"{site}/incidents/{Uri.EscapeDataString(incident?.Id ?? told.Change.Incident)}");
        json.WritePropertyName("incident");
        if (incident is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(IncidentJson.Write(incident, mapOf), skipInputValidation: true);
        }
    });

    /// <summary>Nothing but a try.</summary>
    public static string OfTest(string delivery, WebhookRow webhook, string site, DateTimeOffset now) => Write(delivery, webhook, site, Test, now, null, json => json.WriteString("words", "This is a test: nothing has changed."));

    private static string Write(string delivery, WebhookRow webhook, string site, string kind, DateTimeOffset at, string? incident, Action<Utf8JsonWriter> data) => Encoding.UTF8.GetString(ApiAnswer.Write(json =>
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", delivery);
        json.WriteString("source", $"{site}/webhooks/{webhook.Id}");
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

/// <summary>What happened, as a webhook is told of it.</summary>
/// <param name="Kind">What it is told as.</param>
/// <param name="Change">The change; of an incident that is met, the one by which it is what the webhook asks for.</param>
/// <param name="Incident">The incident as it is now; null where nothing is left of it.</param>
/// <param name="IsArrival">Whether the incident is met now.</param>
internal sealed record ToldChange(WebhookKind Kind, IncidentChange Change, Incident? Incident, bool IsArrival)
{
    /// <summary>The numbers that are told, each with the one shown before: null where there was none, or none that the webhook could know of; and after: null where none stands any more.</summary>
    public IEnumerable<(Measure Measure, decimal? Before, decimal? After)> Figures => Incident is not null && IsArrival
        ? Incident.Toll.Where(toll => toll.Value.Shown is not null).OrderBy(toll => toll.Key).Select(toll => (toll.Key, Change.Measure == toll.Key ? Change.Before : null, toll.Value.Shown))
        : Kind is WebhookKind.FigureRaised or WebhookKind.FigureLowered && Change is { Measure: { } measure } ? [(measure, Change.Before, Change.After)] : [];
}
