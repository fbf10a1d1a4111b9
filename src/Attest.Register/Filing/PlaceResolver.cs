using Attest.Incidents;
using Attest.Register.DamageClaims;
using Attest.Register.Examining;
using Attest.Register.Packs;

namespace Attest.Register.Filing;

/// <summary>Where a stated place lies: by the gazetteer entry that was chosen, the pin, or the settlement as typed, in Cyrillic or misspelt.</summary>
public sealed class PlaceResolver
{
    /// <summary>A pin is exact to about this.</summary>
    private const double PinRadiusKm = 0.3;

    private const int Offered = 8;

    private readonly RegisterPack _pack;

    /// <summary>Resolves within a register's territory.</summary>
    public PlaceResolver(RegisterPack pack) => _pack = pack;

    private PlaceSearch Search => PlaceSearch.Of(_pack.Countries);

    /// <summary>The settlements that what is typed can mean, the likeliest first; empty where the territory has none of that name.</summary>
    /// <param name="typed">As typed, in Latin or Cyrillic letters.</param>
    /// <param name="region">Region as typed; empty for none.</param>
    public IReadOnlyList<IncidentPlace> Offer(string typed, string region = "")
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(region);
        return typed.Trim().Length == 0 ? [] : Search.Find(NameFolding.Latin(typed.Trim()), region.Trim().Length == 0 ? null : NameFolding.Latin(region.Trim()), Offered);
    }

    /// <summary>The place; null where nothing stated tells it, or where it lies outside the territory.</summary>
    public ResolvedPlace? Resolve(DamagePlace? where)
    {
        if (where is null)
        {
            return null;
        }
        var settlement = where.Gazetteer.Length > 0 ? Search.Keyed(where.Gazetteer) : null;
        settlement ??= Offer(where.Settlement, where.Region) is [var likeliest, ..] ? likeliest : null;
        if (where.Pin is { } pin)
        {
            return IsPosition(pin) && Search.IsWithin(pin, _pack.ReachKm) && Search.Nearest(pin) is var (near, _)
                ? new ResolvedPlace((settlement ?? near).Name, (settlement ?? near).Gazetteer, near.Country, near.Region, pin, PinRadiusKm) : null;
        }
        return settlement is { Country: { } country } && _pack.Countries.Contains(country)
            ? new ResolvedPlace(settlement.Name, settlement.Gazetteer, settlement.Country, settlement.Region, settlement.Position, Math.Max(1, settlement.RadiusKm)) : null;
    }

    /// <summary>Where a place that <see cref="Resolve"/> does not know lies, as far as anybody can say: a sentence's part such as “Warsaw in PL”; null where it is known nowhere.</summary>
    public string? Elsewhere(DamagePlace where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var place = where.Pin is null ? PlaceNames.Find(where.Gazetteer.Length > 0 ? where.Gazetteer : NameFolding.Latin(where.Settlement)) : null;
        return place is { Country: { } country } && !_pack.Countries.Contains(country) ? $"{place.Name} in {country}" : null;
    }

    private static bool IsPosition(GeoPoint pin) =>
        double.IsFinite(pin.Latitude) && double.IsFinite(pin.Longitude) && Math.Abs(pin.Latitude) <= 90 && Math.Abs(pin.Longitude) <= 180;
}
