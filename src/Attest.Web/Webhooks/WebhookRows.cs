namespace Attest.Web.Webhooks;

/// <summary>An address that is told of what changes.</summary>
public sealed class WebhookRow
{
    /// <summary>Names it in lists.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: it is told no more than they may see.</summary>
    public required string AccountId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is sent to.</summary>
    public required string Address { get; init; }

    /// <summary>The filter of the list that it follows, as it stands in the address: with a question mark, or empty for the front page’s list.</summary>
    public required string Filter { get; init; }

    /// <summary>The written names of the kinds, parted by blanks.</summary>
    public required string Kinds { get; init; }

    /// <summary>The name of the place that incidents must be near to; null for anywhere.</summary>
    public string? Near { get; init; }

    /// <summary>Degrees of WGS 84; null for anywhere.</summary>
    public double? NearLatitude { get; init; }

    /// <summary>Degrees of WGS 84; null for anywhere.</summary>
    public double? NearLongitude { get; init; }

    /// <summary>How near, in kilometres; null for anywhere.</summary>
    public int? NearKm { get; init; }

    /// <summary>What signs, encrypted by the keys in the archive's folder.</summary>
    public required string Secret { get; init; }

    /// <summary>When it was made, in ticks of UTC.</summary>
    public required long Made { get; init; }

    /// <summary>The number of the last change that was looked at.</summary>
    public required long Cursor { get; set; }

    /// <summary>When that change was recorded, in ticks of UTC: a rebuild may give changes other numbers.</summary>
    public required long CursorAt { get; set; }

    /// <summary>The number of the change after which an incident must have come into being to be new to it; null before it first looked.</summary>
    public long? Begun { get; set; }

    /// <summary>The site's address without a slash at its end, as its owner reached it when they made it; null where that was not noted.</summary>
    public string? Site { get; init; }

    /// <summary>Why nothing is sent; null while it is active.</summary>
    public string? Paused { get; set; }

    /// <summary>How many deliveries were given up one after another.</summary>
    public int GivenUp { get; set; }

    /// <summary>Before when it is not called again, in ticks of UTC.</summary>
    public long CallAfter { get; set; }
}

/// <summary>Something that a webhook is told, and how that went.</summary>
public sealed class DeliveryRow
{
    /// <summary>Its place in the order.</summary>
    public long Number { get; init; }

    /// <summary>Names it to the receiver, the same at each attempt.</summary>
    public required string Id { get; init; }

    /// <summary>Which webhook.</summary>
    public required string WebhookId { get; init; }

    /// <summary>What happened, by its written name.</summary>
    public required string Event { get; init; }

    /// <summary>The incident; null for a test.</summary>
    public string? Incident { get; init; }

    /// <summary>What is sent; null where it is done and long past.</summary>
    public string? Body { get; set; }

    /// <summary>When it was put in line, in ticks of UTC.</summary>
    public required long Made { get; init; }

    /// <summary>How it stands, one of <see cref="DeliveryState"/>.</summary>
    public required string State { get; set; }

    /// <summary>How many times it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is sent next, in ticks of UTC; null where it is done.</summary>
    public long? Next { get; set; }

    /// <summary>When it was last sent, in ticks of UTC; null where it never was.</summary>
    public long? Last { get; set; }

    /// <summary>How long that took, in milliseconds.</summary>
    public int? Took { get; set; }

    /// <summary>The status of the last answer; null where there was none.</summary>
    public int? Status { get; set; }

    /// <summary>Why it did not arrive; null where it did or was never sent.</summary>
    public string? Fault { get; set; }

    /// <summary>The beginning of the last answer.</summary>
    public string? Answer { get; set; }

    /// <summary>The headers of the last attempt, as lines.</summary>
    public string? Headers { get; set; }
}

/// <summary>How a delivery stands.</summary>
internal static class DeliveryState
{
    /// <summary>It is still to be sent.</summary>
    public const string Waiting = "waiting";

    /// <summary>It arrived.</summary>
    public const string Delivered = "delivered";

    /// <summary>It was sent often enough.</summary>
    public const string GivenUp = "given-up";

    /// <summary>Its owner did not want it any more.</summary>
    public const string Dropped = "dropped";
}
