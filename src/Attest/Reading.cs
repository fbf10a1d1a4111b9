namespace Attest;

/// <summary>All that was read in one report: a pure function of its bytes, its metadata and the reader's version.</summary>
/// <param name="Reader">Version of the reader and a short digest of its models and tables.</param>
/// <param name="Notices">What a reader of the result should know, in the order found.</param>
/// <param name="Report">The report.</param>
/// <param name="Speakers">Who says something in it, in order of first mention.</param>
/// <param name="Attributions">Who says what, in the text's order of content.</param>
/// <param name="Places">Mentions of places, in the text's order, without overlap.</param>
/// <param name="Times">Expressions of time, in the text's order, without overlap.</param>
/// <param name="Figures">Numbers that count or measure, in the text's order, without overlap.</param>
/// <param name="Events">What happened or is planned, in the text's order of triggers.</param>
/// <param name="Conflict">The war that the report is about, by its pack's id; null where no pack fits.</param>
public sealed record Reading(
    string Reader,
    IReadOnlyList<Notice> Notices,
    Report Report,
    IReadOnlyList<Speaker> Speakers,
    IReadOnlyList<Attribution> Attributions,
    IReadOnlyList<Place> Places,
    IReadOnlyList<TimeMention> Times,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Event> Events,
    string? Conflict = null)
{
    /// <summary>Whom it says to have been killed, wounded or struck, in the text's order; a number word may say the same as a figure.</summary>
    public IReadOnlyList<Casualty> Casualties { get; init; } = [];

    /// <summary>What people's standing judgements say of its claims; empty where nobody judged any. What they added comes last among figures, events, places and times.</summary>
    public IReadOnlyList<JudgedMember> Judged { get; init; } = [];

    /// <summary>The reading as it was before judgements were applied; null where none was.</summary>
    public Reading? AsRead { get; init; }

    /// <summary>The speaker with this id; null for null.</summary>
    public Speaker? SpeakerOf(LocalId? id) => id is { } known && Speakers[known.Number - 1] is { IsUnspecified: false } speaker ? speaker : null;

    /// <summary>The attribution with this id; null for null.</summary>
    public Attribution? AttributionOf(LocalId? id) => id is { } known ? Attributions[known.Number - 1] : null;

    /// <summary>The place with this id; null for null.</summary>
    public Place? PlaceOf(LocalId? id) => id is { } known ? Places[known.Number - 1] : null;

    /// <summary>The time with this id; null for null.</summary>
    public TimeMention? TimeOf(LocalId? id) => id is { } known ? Times[known.Number - 1] : null;

    /// <summary>The event with this id; null for null.</summary>
    public Event? EventOf(LocalId? id) => id is { } known ? Events[known.Number - 1] : null;
}
