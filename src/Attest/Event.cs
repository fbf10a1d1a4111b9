namespace Attest;

/// <summary>One thing that a report says happened, happens or is planned; however often it is mentioned, it is one event.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Trigger">The words that name it best; those of one of <paramref name="Mentions"/>.</param>
/// <param name="Mentions">Each mention with who says so and how, in the text's order; never empty.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Modes">PLOVER's modes, and <c>attest:intercept</c>; may be empty.</param>
/// <param name="Subtype">ACLED's sub-event type by name; null for what is not violent.</param>
/// <param name="Means">Weapon or instrument in the report's words; null where it names none.</param>
/// <param name="Actor">Who did it, in a stable form; null where the text names nobody.</param>
/// <param name="Target">To whom or what; null where the text names nobody.</param>
/// <param name="Place">Where; null where the text does not say.</param>
/// <param name="Time">The expression that dates it; null where none does.</param>
/// <param name="Date">The days it can have been on; null where open. Never publication itself by default.</param>
/// <param name="Status">Whether it happened, as far as its mentions say.</param>
/// <param name="Attribution">Who says so at <paramref name="Trigger"/>; null for the publisher's own voice.</param>
/// <param name="Confidence">How sure the reader is, 0 to 1.</param>
/// <param name="ActorIsInferred">Whether nobody says who did it, or on whose side those are: that is the only party at war with the one it happened to. What is inferred is attested by nobody.</param>
/// <param name="TargetIsInferred">Likewise for <paramref name="Target"/>, which may also be told by whose the place is.</param>
/// <param name="PlaceIsInferred">Whether nothing says where it was: <paramref name="Place"/> is the country that the war is fought in, as the report names it elsewhere.</param>
/// <param name="TimeIsInferred">Whether nothing in its own sentences says when it was: <paramref name="Time"/> is the day of the sentence before, or the day that its item is the news of.</param>
public sealed record Event(
    LocalId Id,
    TextSpan Trigger,
    IReadOnlyList<EventMention> Mentions,
    EventType Type,
    IReadOnlyList<string> Modes,
    string? Subtype,
    string? Means,
    string? Actor,
    string? Target,
    LocalId? Place,
    LocalId? Time,
    TimeValue? Date,
    EventStatus Status,
    LocalId? Attribution,
    double Confidence,
    bool ActorIsInferred = false,
    bool TargetIsInferred = false,
    bool PlaceIsInferred = false,
    bool TimeIsInferred = false)
{
    /// <summary>What forces do with ground in it, and which way; null where no words of it tell.</summary>
    public Direction? Direction { get; init; }
}

/// <summary>One mention of an event.</summary>
/// <param name="Span">The words that name it here.</param>
/// <param name="Attribution">Who says so; null for the publisher's own voice.</param>
/// <param name="Status">Whether this mention says that it happened.</param>
public sealed record EventMention(TextSpan Span, LocalId? Attribution, EventStatus Status);

/// <summary>PLOVER's sixteen types (PLOVER manual, repository 5e0c24f). The written name is the member's in capitals.</summary>
public enum EventType
{
#pragma warning disable CS1591 // PLOVER's manual defines each
    Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault,
#pragma warning restore CS1591
}

/// <summary>Whether an event happened, as a mention says. Only <see cref="Happened"/> and <see cref="Ongoing"/> ever count in a tally.</summary>
public enum EventStatus
{
    /// <summary>It is said to have happened.</summary>
    Happened,

    /// <summary>It is said to be going on.</summary>
    Ongoing,

    /// <summary>It is intended or announced.</summary>
    Planned,

    /// <summary>It is said without being established: reportedly, unconfirmed.</summary>
    Alleged,

    /// <summary>It is said not to have happened.</summary>
    Denied,

    /// <summary>It belongs to an earlier time than the report's.</summary>
    Historical,

    /// <summary>It is imagined: could, if, would.</summary>
    Hypothetical,
}
