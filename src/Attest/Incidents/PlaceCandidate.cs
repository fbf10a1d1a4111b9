namespace Attest.Incidents;

/// <summary>A settlement that a typed name can mean.</summary>
/// <param name="Place">The settlement.</param>
/// <param name="Fit">How it bears the name.</param>
/// <param name="IsInRegion">Whether it lies in the region that was typed with it; false where none was.</param>
/// <param name="Inhabitants">How many live there, as the gazetteer knows; 0 where it does not.</param>
public sealed record PlaceCandidate(IncidentPlace Place, NameFit Fit, bool IsInRegion, long Inhabitants);

/// <summary>How a settlement bears a typed name.</summary>
public enum NameFit
{
    /// <summary>It is one of its names, spelt so.</summary>
    Same,

    /// <summary>It is one of its names in another spelling of the same letters.</summary>
    OtherSpelling,

    /// <summary>Its name is one letter off.</summary>
    LetterOff,
}
