using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Finds who says what.</summary>
public sealed class AttributionReader
{
    /// <summary>The attributions of a report in the text's order of content, and who speaks in them in the order of first mention.</summary>
    public AttributionResult Read(Report report, ParsedText parsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        return new AttributionResult([], []);
    }
}
