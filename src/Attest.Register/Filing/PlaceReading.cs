using Attest.Register.DamageClaims;

namespace Attest.Register.Filing;

/// <summary>What the register understands of a stated place, and what must still be asked.</summary>
/// <param name="Certainty">How certain it is.</param>
/// <param name="Place">Where it lies; null unless it was chosen, is the only one of that name, or has a pin.</param>
/// <param name="Offers">The settlements to choose from, the likeliest first; empty where the name was never in question.</param>
public sealed record PlaceReading(PlaceCertainty Certainty, ResolvedPlace? Place, IReadOnlyList<IncidentPlace> Offers)
{
    /// <summary>Nothing stated.</summary>
    public static PlaceReading Missing { get; } = new(PlaceCertainty.Missing, null, []);

    /// <summary>How many settlements the name can mean; more than are offered where it is a common one.</summary>
    public int Meant { get; init; } = Offers.Count;

    /// <summary>The settlement that a pin contradicts; null where none does.</summary>
    public IncidentPlace? Named { get; init; }

    /// <summary>How far the pin lies from it, in kilometres; 0 where none contradicts.</summary>
    public double PinApartKm { get; init; }

    /// <summary>The settlement nearest to a pin that lies in no known one, or apart from the one named; null else.</summary>
    public IncidentPlace? NearPin { get; init; }

    /// <summary>How far that is from the pin, in kilometres.</summary>
    public double NearPinKm { get; init; }

    /// <summary>Whether the claimant has to say which place is meant before it can be filed.</summary>
    public bool MustChoose => Certainty is PlaceCertainty.Several or PlaceCertainty.Similar or PlaceCertainty.Unknown or PlaceCertainty.PinApart;
}

/// <summary>How certain it is which place is meant.</summary>
public enum PlaceCertainty
{
    /// <summary>None is stated.</summary>
    Missing,

    /// <summary>It was chosen, it is the only one of that name or much the largest, or the pin lies in it.</summary>
    Known,

    /// <summary>Several settlements bear the name: one must be chosen.</summary>
    Several,

    /// <summary>None is spelt so, and some are spelt alike: one must be chosen.</summary>
    Similar,

    /// <summary>No settlement of the territory is spelt so or alike.</summary>
    Unknown,

    /// <summary>Left open: the claimant says that it is none of the known ones, or the pin lies in none.</summary>
    Open,

    /// <summary>The pin lies too far from the settlement that is named: neither is taken.</summary>
    PinApart,

    /// <summary>It lies outside the territory.</summary>
    Outside,
}
