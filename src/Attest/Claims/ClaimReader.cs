using Attest.Language;

namespace Attest.Claims;

/// <summary>Sentences → reading: the third stage. Pure: it cannot fail on text; what it does not know it leaves null or empty.</summary>
public sealed class ClaimReader
{
    /// <summary>Reads every attribution, figure, place, time and event of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="notices">What intake noticed; they come first in the reading's own.</param>
    public Reading Read(Report report, ParsedText parsed, IReadOnlyList<Notice> notices)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return new Reading(ReaderVersion.Current, notices, report, [], [], [], [], [], []);
    }
}
