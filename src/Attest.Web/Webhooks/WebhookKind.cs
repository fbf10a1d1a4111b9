using Attest.Archive;

namespace Attest.Web.Webhooks;

/// <summary>What a webhook can be told of.</summary>
public enum WebhookKind
{
    /// <summary>An incident that came into being since is what is asked for, for the first time.</summary>
    NewIncident,

    /// <summary>The number shown of a measure rose, or is the first.</summary>
    FigureRaised,

    /// <summary>Claims contradict each other that did not before.</summary>
    DisputeOpened,

    /// <summary>A source gave another number in place of its own.</summary>
    Corrected,

    /// <summary>Somebody denies it who had not before.</summary>
    Denied,
}

/// <summary>The kinds of webhooks.</summary>
internal static class WebhookKinds
{
    /// <summary>The kind of a change of an incident that is met already; null for those that no webhook is told of.</summary>
    public static WebhookKind? Of(IncidentChangeKind change) => change switch
    {
        IncidentChangeKind.FigureRaised => WebhookKind.FigureRaised,
        IncidentChangeKind.Disputed => WebhookKind.DisputeOpened,
        IncidentChangeKind.Corrected => WebhookKind.Corrected,
        IncidentChangeKind.Denied => WebhookKind.Denied,
        _ => null,
    };

    /// <summary>As which of the kinds asked for an incident is told that is met, once; null for as none. What it brings with it is told where the incident itself is not asked for: a dispute, a denial, a first figure.</summary>
    public static WebhookKind? OfArrival(Incident incident, IReadOnlySet<WebhookKind> asked) =>
        asked.Contains(WebhookKind.NewIncident) ? WebhookKind.NewIncident
        : asked.Contains(WebhookKind.DisputeOpened) && incident.Contradictions.Any(dispute => dispute.State == ContradictionState.Open) ? WebhookKind.DisputeOpened
        : asked.Contains(WebhookKind.Denied) && incident.Claims.Any(claim => !claim.IsRejected && (claim.Status == EventStatus.Denied || claim.Modality == Modality.Denied)) ? WebhookKind.Denied
        : asked.Contains(WebhookKind.FigureRaised) && incident.Toll.Values.Any(toll => toll.Shown is not null) ? WebhookKind.FigureRaised
        : null;

    /// <summary>What is ticked, in words.</summary>
    public static string Words(WebhookKind kind) => kind switch
    {
        WebhookKind.NewIncident => "a new incident",
        WebhookKind.FigureRaised => "a figure raised",
        WebhookKind.DisputeOpened => "a dispute opened",
        WebhookKind.Corrected => "a number that its source corrected",
        _ => "a denial",
    };
}
