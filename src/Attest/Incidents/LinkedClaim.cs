using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Incidents;

/// <summary>A claim with all that linking needs to know of it, so that an incident is assembled without its reports.</summary>
/// <remarks>The archive keeps it member by member (Archive/Storage/Packing): a new one is to be added there.</remarks>
/// <param name="Claim">The claim. Its <see cref="Claim.Origin"/> is null here: origins are numbered when an incident is assembled.</param>
/// <param name="Member">The event, figure or, for a statement, attribution that it is in its reading.</param>
/// <param name="Account">Its report's account of one occurrence, by which it is linked with claims of other reports; null for a figure that belongs to none.</param>
/// <param name="Event">What its report says of its event; null for a figure that belongs to none.</param>
/// <param name="SpeakerSide">Party or state of the claim's speaker; null where it is not known.</param>
/// <param name="OriginKey">The root that it rests on, the same in every report; null where it names nobody.</param>
/// <param name="Scope">How a figure relates to time; null for an event.</param>
/// <param name="Of">What a figure counts, in the report's words; null where they leave it open and for an event.</param>
/// <param name="Conflict">The war that its report is about; null where no pack fits.</param>
/// <param name="Credit">The agency or post that its text is taken from; null where none is named, and for a claim that somebody is said to make.</param>
/// <param name="Signature">What its paragraph looks like (<see cref="Origins.TextSignature"/>), for a claim in the report's own voice; null where that is too short.</param>
/// <param name="SaidAt">When its part of the report was published; null where its report's own time holds.</param>
/// <param name="Revision">Whether its words say that it replaces another number, or is the number replaced.</param>
/// <param name="Period">The time that a figure counts over; null where its report gives none.</param>
/// <param name="CountedAt">Where a figure was counted; null where its report gives no place for it, or one that is not resolved.</param>
/// <param name="IsRate">Whether a figure is so many in each of many periods (“each day”), and so no count of anything.</param>
public sealed record LinkedClaim(
    Claim Claim, LocalId Member, string? Account, EventFacts? Event, string? SpeakerSide, string? OriginKey = null, FigureScope? Scope = null, string? Of = null, string? Conflict = null,
    Credit? Credit = null, string? Signature = null, PublicationTime? SaidAt = null, Revision Revision = Revision.None, TimeValue? Period = null, IncidentPlace? CountedAt = null, bool IsRate = false)
{
    /// <summary>When it was said: its part of the report, or else the report; null where neither is dated.</summary>
    public PublicationTime? At => SaidAt ?? Claim.Report.Published;
}

/// <summary>What one report says of an event.</summary>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Modes">PLOVER's modes; may be empty.</param>
/// <param name="Subtype">ACLED's sub-event type; null for what is not violent.</param>
/// <param name="Actor">Who did it; null where the report names nobody.</param>
/// <param name="Target">To whom or what; null where the report names nobody.</param>
/// <param name="Place">Where; null where the report does not say or the mention is not resolved.</param>
/// <param name="Date">When; null where open.</param>
/// <param name="TimePrecision">ACLED's code; null without a date.</param>
public sealed record EventFacts(
    EventType Type, IReadOnlyList<string> Modes, string? Subtype, string? Actor, string? Target, IncidentPlace? Place, TimeValue? Date, int? TimePrecision);
