using System.Globalization;
using Attest.Web.Webhooks;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Webhooks;

/// <summary>Webhooks in words.</summary>
internal static class WebhookWords
{
    /// <summary>What one is told of, as a sentence.</summary>
    public static string Of(WebhookRow webhook)
    {
        var kinds = WebhookKinds.Of(webhook).Order().Select(WebhookKinds.Words).ToList();
        var told = kinds.Count == 1 ? kinds[0] : $"{string.Join(", ", kinds.SkipLast(1))} or {kinds[^1]}";
        var near = webhook.Near is null ? "" : string.Create(CultureInfo.InvariantCulture, $" within {webhook.NearKm} km of {webhook.Near}");
        return $"Told of {told}{near}{Narrowed(webhook)}.";
    }

    /// <summary>How it stands, in a few words.</summary>
    public static string State(WebhookRow webhook, int waiting) => webhook.Paused is { } why ? $"Paused: {why}." : waiting == 0 ? "Active." : $"Active; {Numbers.Count(waiting, "delivery", "deliveries")} to be sent.";

    /// <summary>How a delivery stands, in a word or two.</summary>
    public static string State(DeliveryRow delivery) => delivery.State switch
    {
        DeliveryState.Delivered => "delivered",
        DeliveryState.GivenUp => delivery.Event == WebhookBody.Test ? "did not arrive" : "given up",
        DeliveryState.Dropped => "dropped",
        _ => delivery.Attempts == 0 ? "in line" : "to be sent again",
    };

    /// <summary>How often it was sent and what was answered last; empty while it never was.</summary>
    public static string Attempts(DeliveryRow delivery) =>
        delivery.Attempts == 0 ? "" : Numbers.Count(delivery.Attempts, "attempt") + (delivery.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $", answered {status}") : "");

    /// <summary>The instant of some ticks of UTC, in words to the second.</summary>
    public static string At(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Narrowed(WebhookRow webhook)
    {
        var parts = webhook.Filter.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var filters = parts.Where(part => part != "all=yes").Select(Uri.UnescapeDataString).ToList();
        return (filters.Count == 0 ? "" : $", of incidents narrowed to {string.Join(", ", filters)}") + (parts.Contains("all=yes") ? ", also where little is known" : "");
    }
}
