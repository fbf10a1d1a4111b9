using Attest.Claims.Attributions;
using Attest.Claims.Casualties;
using Attest.Claims.Events;
using Attest.Claims.Figures;
using Attest.Claims.Places;
using Attest.Claims.Times;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims;

/// <summary>Sentences → reading: the third stage. Pure: it cannot fail on text; what it does not know it leaves null or empty.</summary>
/// <remarks>Each kind has its folder, its reader and its tables. The order matters: an event is told by somebody at a place and time, a figure belongs to an event.</remarks>
public sealed class ClaimReader
{
    private readonly PlaceReader _places = new();
    private readonly TimeReader _times = new();
    private readonly AttributionReader _attributions = new();
    private readonly EventReader _events = new();
    private readonly FigureReader _figures = new();
    private readonly CasualtyReader _casualties = new();

    /// <summary>Reads every place, time, attribution, event and figure of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences; none where it is not in a language that is read.</param>
    /// <param name="known">What is known of the war that it is about.</param>
    /// <param name="notices">What intake noticed; they come first in the reading's own.</param>
    public Reading Read(Report report, ParsedText parsed, Knowledge known, IReadOnlyList<Notice> notices)
    {
        var places = _places.Read(report, parsed, known);
        var times = _times.Read(report, parsed, known);
        var (attributions, speakers) = _attributions.Read(report, parsed, known, places);
        var events = _events.Read(report, parsed, places, times, attributions, speakers, known);
        var figures = _figures.Read(report, parsed, places, times, attributions, speakers, events, known);
        return new Reading(known.Digest is { } packs ? $"{ReaderVersion.Current}.packs:{packs}" : ReaderVersion.Current, notices, report, speakers, attributions, places, times, figures, events, known.Conflict)
        {
            Casualties = _casualties.Read(parsed, attributions, events, figures),
        };
    }
}
