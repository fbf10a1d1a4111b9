using Attest.Archive;

namespace Attest.Web.Webhooks;

/// <summary>What a webhook can be told of.</summary>
public enum WebhookKind
{
    /// <summary>An incident that came into being since is what is asked for, for the first time.</summary>
    NewIncident,

    /// <summary>The number shown of a measure rose, or is the first.</summary>
    FigureRaised,

    /// <summary>The number shown of a measure fell, or none stands any more.</summary>
    FigureLowered,

    /// <summary>Claims contradict each other that did not before.</summary>
    DisputeOpened,

    /// <summary>A contradiction is no longer open.</summary>
    DisputeResolved,

    /// <summary>A source gave another number in place of its own.</summary>
    Revised,

    /// <summary>Somebody denies it who had not before.</summary>
    Denied,

    /// <summary>Another incident became part of it.</summary>
    Merged,

    /// <summary>It was part of another incident and is one by itself now.</summary>
    Parted,

    /// <summary>Nothing is left of it.</summary>
    Removed,
}

/// <summary>The kinds of webhooks.</summary>
internal static class WebhookKinds
{
    // What a source puts right itself was called so before "corrected" meant what editors do.
    private const string EarlierRevised = "corrected";

    /// <summary>The kind of a written name, its earlier one among them; null for none.</summary>
    public static WebhookKind? Read(string name) => name == EarlierRevised ? WebhookKind.Revised : WireNames<WebhookKind>.TryParse(name, out var kind) ? kind : null;

    /// <summary>The kinds that a webhook was made with.</summary>
    /// <exception cref="FormatException">It was made for a kind that this program does not know.</exception>
    public static IReadOnlySet<WebhookKind> Of(WebhookRow webhook) =>
        webhook.Kinds.Split(' ').Select(name => Read(name) ?? throw new FormatException($"Reading what the webhook {webhook.Name} is told of: found “{name}”, expected some of {string.Join(", ", Enum.GetValues<WebhookKind>().Select(WireNames<WebhookKind>.Of))}.")).ToHashSet();

    /// <summary>The kind of a change of an incident that is met already; null for those that no webhook is told of.</summary>
    public static WebhookKind? Of(IncidentChangeKind change) => change switch
    {
        IncidentChangeKind.FigureRaised => WebhookKind.FigureRaised,
        IncidentChangeKind.FigureLowered => WebhookKind.FigureLowered,
        IncidentChangeKind.Disputed => WebhookKind.DisputeOpened,
        IncidentChangeKind.Resolved => WebhookKind.DisputeResolved,
        IncidentChangeKind.Corrected => WebhookKind.Revised,
        IncidentChangeKind.Merged => WebhookKind.Merged,
        IncidentChangeKind.Parted => WebhookKind.Parted,
        IncidentChangeKind.Removed => WebhookKind.Removed,
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
        WebhookKind.FigureLowered => "a figure lowered, or that stands no more",
        WebhookKind.DisputeOpened => "a dispute opened",
        WebhookKind.DisputeResolved => "a dispute settled",
        WebhookKind.Revised => "a number that its source revised",
        WebhookKind.Merged => "incidents merged",
        WebhookKind.Parted => "an incident parted from another",
        WebhookKind.Removed => "an incident of which nothing is left",
        _ => "a denial",
    };
}
