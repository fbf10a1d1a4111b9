using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Finds expressions that fix or measure a time and resolves them against the publication of the item they stand in.</summary>
public sealed class TimeReader
{
    /// <summary>The times that a report names, in the text's order, without overlap; empty where it names none.</summary>
    public IReadOnlyList<TimeMention> Read(Report report, ParsedText parsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        return [];
    }
}
