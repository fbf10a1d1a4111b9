namespace Attest.Archive;

/// <summary>Which claims are asked for. Null asks for all; what is given must hold together.</summary>
/// <param name="Incidents">What the claim's incident must answer; where it asks for anything, claims of no incident are left out. Its measure and publisher are none of it: those are the claim's own.</param>
/// <param name="Kind">What the claim is.</param>
/// <param name="Measure">What the claim's own number measures.</param>
/// <param name="Publisher">Who published the claim's report, however it is spelt.</param>
/// <param name="HasIncident">Whether it belongs to an incident.</param>
public sealed record ClaimFilter(IncidentFilter Incidents, ClaimKind? Kind = null, Measure? Measure = null, string? Publisher = null, bool? HasIncident = null)
{
    /// <summary>Asks for everything.</summary>
    public static ClaimFilter All { get; } = new(IncidentFilter.All);

    /// <summary>A filter of incidents as one of claims: measure and publisher are asked of the claims themselves.</summary>
    public static ClaimFilter Of(IncidentFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ClaimFilter(filter with { Measure = null, Publisher = null }, Measure: filter.Measure, Publisher: filter.Publisher);
    }

    /// <summary>Whether something is asked of the incident.</summary>
    public bool AsksOfIncidents => Incidents != IncidentFilter.All;

    /// <summary>Whether a claim has the kind and the measure that are asked for.</summary>
    public bool Takes(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return (Kind is null || claim.Kind == Kind) && (Measure is null || claim.Measure == Measure);
    }
}

/// <summary>A claim with where it belongs.</summary>
/// <param name="Claim">The claim, as its incident has it.</param>
/// <param name="Incident">The incident; null for a claim that belongs to none, such as a figure of a series.</param>
public sealed record ListedClaim(Claim Claim, Incident? Incident);
