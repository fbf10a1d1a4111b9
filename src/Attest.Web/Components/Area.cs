namespace Attest.Web.Components;

/// <summary>The areas of the site, as the navigation lists them.</summary>
public enum Area
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Incidents.</summary>
    Incidents,

    /// <summary>The map.</summary>
    Map,

    /// <summary>The situation report of a day.</summary>
    Situation,

    /// <summary>Reports.</summary>
    Reports,

    /// <summary>Those who are quoted.</summary>
    Speakers,

    /// <summary>Tallies.</summary>
    Tallies,

    /// <summary>Series.</summary>
    Series,

    /// <summary>Coverage.</summary>
    Coverage,

    /// <summary>Sources, and what adds reports.</summary>
    Sources,

    /// <summary>About.</summary>
    About,
}
