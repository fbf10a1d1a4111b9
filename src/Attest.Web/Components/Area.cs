namespace Attest.Web.Components;

/// <summary>The areas of the site, as the navigation lists them.</summary>
public enum Area
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Incidents.</summary>
    Incidents,

    /// <summary>Reports.</summary>
    Reports,

    /// <summary>About.</summary>
    About,
}
