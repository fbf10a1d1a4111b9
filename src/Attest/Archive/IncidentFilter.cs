using Attest.Incidents.Origins;

namespace Attest.Archive;

/// <summary>Which incidents are asked for. Null asks for all; what is given must hold together.</summary>
/// <param name="Place">A place, region or country that the incident is in: its name, code or gazetteer entry, however it is spelt.</param>
/// <param name="From">The first day on which it may have happened; what has no day, or an open one, is left out.</param>
/// <param name="To">The last such day.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Side">A party or state that is said to have done it, to have suffered it, or whom one of its figures is of.</param>
/// <param name="Status">Whether it is said to have happened.</param>
/// <param name="Publisher">Who published one of its reports.</param>
/// <param name="Measure">What one of its figures measures.</param>
/// <param name="Conflict">The war that it belongs to.</param>
/// <param name="IsDisputed">Whether a contradiction is open in it.</param>
/// <param name="IsPlaced">Whether a report says where it was.</param>
/// <param name="IsSlight">Whether it tells a reader next to nothing (<see cref="Incident.IsSlight"/>).</param>
/// <param name="Box">Where on the map it is; what has no place is left out.</param>
public sealed record IncidentFilter(
    string? Place = null, DateOnly? From = null, DateOnly? To = null, EventType? Type = null, string? Side = null, EventStatus? Status = null, string? Publisher = null,
    Measure? Measure = null, string? Conflict = null, bool? IsDisputed = null, bool? IsPlaced = null, bool? IsSlight = null, GeoBox? Box = null)
{
    /// <summary>Asks for everything.</summary>
    public static IncidentFilter All { get; } = new();
}

/// <summary>A stretch of the map in degrees of WGS 84, its edges included. One whose west is greater than its east goes over the 180th meridian.</summary>
public sealed record GeoBox(double South, double West, double North, double East);

/// <summary>One page of a list.</summary>
/// <param name="Items">In the list's order; may be empty.</param>
/// <param name="Next">Where the next page begins, to be given back as the cursor; null where there is none.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An incident with when it last changed here.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Sequence">The number of its last change (<see cref="IncidentChange.Sequence"/>).</param>
/// <param name="ChangedAt">When that was recorded.</param>
public sealed record ListedIncident(Incident Incident, long Sequence, DateTimeOffset ChangedAt);

/// <summary>What a map or a table shows of an incident: no claims, so that thousands can be given at once.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Title">What it is.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Status">Whether it is said to have happened.</param>
/// <param name="Place">Its name; null where no report says.</param>
/// <param name="Position">WGS 84; null without a place.</param>
/// <param name="GeoPrecision">ACLED's code; null without a place.</param>
/// <param name="RadiusKm">Radius of the area meant; null without a place.</param>
/// <param name="Date">When; null where no report says.</param>
/// <param name="Reports">Number of reports.</param>
/// <param name="Origins">Number of known origins.</param>
/// <param name="IsDisputed">Whether a contradiction is open.</param>
/// <param name="Sequence">The number of its last change.</param>
public sealed record IncidentPin(
    string Id, string Title, EventType Type, EventStatus Status, string? Place, GeoPoint? Position, int? GeoPrecision, double? RadiusKm, TimeValue? Date, int Reports, int Origins,
    bool IsDisputed, long Sequence)
{
    /// <summary>ACLED's sub-event type; null for what is not violent.</summary>
    public string? Subtype { get; init; }

    /// <summary>How much it asks for attention (<see cref="Incident.Weight"/>).</summary>
    public double Weight { get; init; }
}

/// <summary>What one speaker says in one place of a report.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Incident">The incident that it belongs to; null for a figure that belongs to none.</param>
/// <param name="At">When it was said; null where nothing is dated.</param>
public sealed record SpeakerClaim(Claim Claim, string? Incident, DateTimeOffset? At);

/// <summary>Somebody who is quoted.</summary>
/// <param name="Key">The root of all that they say, the same in every report; a body's spokespersons have that of the body.</param>
/// <param name="Name">As a report names them.</param>
/// <param name="Side">Party or state; null where not known.</param>
/// <param name="Claims">Number of their claims in the latest versions.</param>
public sealed record SpeakerSummary(string Key, string Name, string? Side, long Claims)
{
    /// <summary>Where the page after them begins in the list of speakers; null outside of it.</summary>
    public string? Place { get; init; }

    /// <summary>Whether they have more claims than were counted.</summary>
    public bool HasMore { get; init; }

    /// <summary>What sort of voice it is.</summary>
    public SpeakerSort Sort => SpeakerSorts.Of(Name, Key);

    /// <summary>Whether it is somebody of a name, or a state; false for “officials”, “residents” and others that only words stand for.</summary>
    public bool IsNamed => Sort != SpeakerSort.Unnamed;

    /// <summary>Whether only the words of one publisher stand for it, so that “officials” of another publisher are others.</summary>
    public bool IsOfOnePublisher => OriginFinder.IsUnnamed(Key);
}

/// <summary>A publisher and what is kept of it, counting the latest version of each document.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reports">Documents.</param>
/// <param name="Unread">Those in a language that is not read.</param>
/// <param name="Claims">Event mentions and figures in them.</param>
public sealed record PublisherSummary(string Name, long Reports, long Unread, long Claims)
{
    /// <summary>Where the page after it begins in the list of publishers; null outside of it.</summary>
    public string? Place { get; init; }
}
