namespace Attest.Archive;

/// <summary>One thing that changed about an incident, for a feed that misses nothing and repeats nothing.</summary>
/// <param name="Sequence">Rises strictly from change to change; never used twice. A rebuild by the same program gives the same numbers, and one by another keeps their order by what was recorded when.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Incident">The incident.</param>
/// <param name="At">When it was recorded here.</param>
/// <param name="Report">The report that changed it; null for a person's judgement.</param>
/// <param name="Measure">The measure, for a figure; else null.</param>
/// <param name="Before">The number shown before, for a figure; null where there was none.</param>
/// <param name="After">The number shown since, for a figure; null where none stands any more.</param>
/// <param name="Other">The incident that was merged into this one, or that this one was part of; else null.</param>
public sealed record IncidentChange(
    long Sequence, IncidentChangeKind Kind, string Incident, DateTimeOffset At, Sha256? Report, Measure? Measure, decimal? Before, decimal? After, string? Other);

/// <summary>What changed about an incident.</summary>
public enum IncidentChangeKind
{
    /// <summary>It is new here.</summary>
    Created,

    /// <summary>One more report tells of it.</summary>
    Joined,

    /// <summary>The number shown of a measure rose, or is the first.</summary>
    FigureRaised,

    /// <summary>The number shown of a measure fell, or none stands any more.</summary>
    FigureLowered,

    /// <summary>Claims contradict each other that did not before.</summary>
    Disputed,

    /// <summary>A contradiction is no longer open: a person decided it, or what contradicted was put right or is gone.</summary>
    Resolved,

    /// <summary>An origin gave another number in place of its own.</summary>
    Corrected,

    /// <summary>Somebody denies it who had not before.</summary>
    Denied,

    /// <summary>Another incident became part of it.</summary>
    Merged,

    /// <summary>It was part of another incident and is one by itself now.</summary>
    Parted,

    /// <summary>Nothing is left of it: its reports were changed and tell of it no more.</summary>
    Removed,

    /// <summary>Its reports, wording, place, time or other facts changed.</summary>
    Updated,
}
