namespace Attest.Incidents.Contradictions;

/// <summary>Whether a figure's own words say that it replaces another.</summary>
public enum Revision
{
    /// <summary>They say nothing of the sort.</summary>
    None,

    /// <summary>It replaces a lower number: “rose to nine”.</summary>
    Raised,

    /// <summary>It replaces a greater number: “lowered to seven”.</summary>
    Lowered,

    /// <summary>It replaces a number that was wrong or old: “corrected to eight”.</summary>
    Corrected,

    /// <summary>It is the number that another replaces: “from six”.</summary>
    Former,
}
