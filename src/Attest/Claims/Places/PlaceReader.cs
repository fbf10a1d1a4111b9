using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Finds mentions of named places and resolves them to the gazetteer.</summary>
public sealed class PlaceReader
{
    /// <summary>The places that a report names, in the text's order, without overlap; empty where it names none.</summary>
    public IReadOnlyList<Place> Read(Report report, ParsedText parsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        return [];
    }
}
