namespace Attest.Incidents.Contradictions;

/// <summary>What a claim's own sentence denies.</summary>
public enum Denial
{
    /// <summary>Nothing, or something else than the claim's event.</summary>
    None,

    /// <summary>That it happened: “denied shelling the port”, “did not attack”, “no evidence of a withdrawal”.</summary>
    Occurrence,

    /// <summary>That it is intended: “denied planning an attack”.</summary>
    Intention,
}
