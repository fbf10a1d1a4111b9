using System.Globalization;
using Attest.Incidents;
using Attest.Register.DamageClaims;
using Attest.Register.Examining;
using Attest.Register.Packs;
using Attest.Register.Strings;

namespace Attest.Register.Filing;

/// <summary>Where a stated place lies: by the gazetteer entry that was chosen, the pin, or the settlement as typed, in Cyrillic or misspelt. Where a name leaves it open nothing is put in its place: the claimant is asked.</summary>
public sealed class PlaceResolver
{
    /// <summary>What stands for the key of the gazetteer where a claimant says that the place is none of those that are known.</summary>
    public const string NoneKnown = "none";

    /// <summary>How many settlements are offered at most.</summary>
    public const int Offered = 12;

    /// <summary>A pin is exact to about this.</summary>
    private const double PinRadiusKm = 0.3;

    // A farm may lie so far from the village that it belongs to; what is farther off was pinned or named wrongly.
    private const double PinReachKm = 20;

    // A city is meant by its name, though hamlets bear it too: it is shown, and another can be chosen.
    private const long CityPeople = 20_000, TimesLarger = 100;

    // Known to whoever lives around it.
    private const long TownPeople = 5_000;

    private readonly RegisterPack _pack;

    /// <summary>Resolves within a register's territory.</summary>
    public PlaceResolver(RegisterPack pack) => _pack = pack;

    private PlaceSearch Search => PlaceSearch.Of(_pack.Countries);

    /// <summary>The settlements that what is typed can mean, the likeliest first; empty where the territory has none of that name.</summary>
    /// <param name="typed">As typed, in Latin or Cyrillic letters.</param>
    /// <param name="region">Region as typed; empty for none.</param>
    public IReadOnlyList<IncidentPlace> Offer(string typed, string region = "") => [.. Candidates(typed, region).Take(Offered).Select(candidate => candidate.Place)];

    /// <summary>The place where it is certain; null where nothing stated tells it, where it must still be chosen, or where it lies outside the territory.</summary>
    public ResolvedPlace? Resolve(DamagePlace? where) => Read(where).Place;

    /// <summary>What is understood of a place, and what must be asked.</summary>
    public PlaceReading Read(DamagePlace? where)
    {
        if (where is null || (where.Settlement.Trim().Length == 0 && where.Gazetteer is "" or NoneKnown && where.Pin is null))
        {
            return PlaceReading.Missing;
        }
        if (where.Pin is { } pin && !(IsPosition(pin) && Search.IsWithin(pin, _pack.ReachKm)))
        {
            return PlaceReading.Missing with { Certainty = PlaceCertainty.Outside };
        }
        if (where.Gazetteer == NoneKnown)
        {
            return Pinned(where.Pin, PlaceCertainty.Open) with { Offers = Offer(where.Settlement, where.Region) };
        }
        if (where.Gazetteer.Length > 0)
        {
            return Search.Keyed(where.Gazetteer) is { } chosen ? Known(chosen, where.Pin, Offer(where.Settlement, where.Region)) : Unknown(where);
        }
        return where.Settlement.Trim().Length == 0 ? Pinned(where.Pin, PlaceCertainty.Known) : Named(where);
    }

    /// <summary>Where a place that <see cref="Resolve"/> does not know lies, as far as anybody can say: a sentence's part such as “Warsaw in PL”; null where it is known nowhere.</summary>
    public string? Elsewhere(DamagePlace where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var place = where.Pin is null ? PlaceNames.Find(where.Gazetteer.Length > 0 ? where.Gazetteer : NameFolding.Latin(where.Settlement)) : null;
        return place is { Country: { } country } && !_pack.Countries.Contains(country) ? $"{place.Name} in {country}" : null;
    }

    /// <summary>How each of some settlements to choose from is told: with its region, and where that is not known, or another of them is told so too, with the town that it lies by.</summary>
    /// <param name="offers">The settlements.</param>
    /// <param name="language">Language of the words between, such as <c>en</c> or <c>uk</c>.</param>
    public IReadOnlyList<string> Labels(IReadOnlyList<IncidentPlace> offers, string language)
    {
        ArgumentNullException.ThrowIfNull(offers);
        var shared = offers.CountBy(offer => offer.Area()).Where(area => area.Value > 1).Select(area => area.Key).ToHashSet();
        return [.. offers.Select(offer => (shared.Contains(offer.Area()) || offer.Region is null) && Search.Nearest(offer.Position, TownPeople) is var (town, distance)
            ? RegisterWords.Of("place-by", language, offer.Area(), distance.ToString("0", CultureInfo.InvariantCulture), town.Name) : offer.Area())];
    }

    private PlaceReading Named(DamagePlace where)
    {
        var all = Candidates(where.Settlement, where.Region);
        IReadOnlyList<PlaceCandidate> meant = [.. all.Where(one => one.IsInRegion)];
        var isRegionKnown = meant.Count > 0 || where.Region.Trim().Length == 0;
        meant = meant.Count > 0 ? meant : all;
        // A pin in or by one of them tells which.
        if (where.Pin is { } pin && meant.Where(one => one.Place.Position.DistanceKm(pin) <= one.Place.RadiusKm + PinReachKm).ToList() is [var pinned])
        {
            return Known(pinned.Place, pin, []);
        }
        if (meant is [])
        {
            return Unknown(where);
        }
        IReadOnlyList<IncidentPlace> offers = [.. all.Take(Offered).Select(one => one.Place)];
        var same = meant.Where(one => one.Fit == NameFit.Same).ToList();
        if (isRegionKnown && meant[0].Fit == NameFit.Same && same.Skip(1).All(other => IsDwarfed(other, same[0])))
        {
            return Known(meant[0].Place, where.Pin, offers);
        }
        return new PlaceReading(meant[0].Fit == NameFit.Same || same.Count > 0 ? PlaceCertainty.Several : PlaceCertainty.Similar, null, offers) { Meant = all.Count };
    }

    private static bool IsDwarfed(PlaceCandidate one, PlaceCandidate other) => other.Inhabitants >= CityPeople && other.Inhabitants >= TimesLarger * one.Inhabitants;

    private PlaceReading Known(IncidentPlace settlement, GeoPoint? pin, IReadOnlyList<IncidentPlace> offers)
    {
        if (settlement.Country is not { } country || !_pack.Countries.Contains(country))
        {
            return PlaceReading.Missing with { Certainty = PlaceCertainty.Outside };
        }
        if (pin is not { } point)
        {
            return new PlaceReading(PlaceCertainty.Known, new ResolvedPlace(settlement.Name, settlement.Gazetteer, settlement.Country, settlement.Region, settlement.Position, Math.Max(1, settlement.RadiusKm)), offers);
        }
        var apart = settlement.Position.DistanceKm(point);
        if (apart <= settlement.RadiusKm + PinReachKm)
        {
            return new PlaceReading(PlaceCertainty.Known, new ResolvedPlace(settlement.Name, settlement.Gazetteer, settlement.Country, settlement.Region, point, PinRadiusKm), offers);
        }
        var near = Search.Nearest(point);
        return new PlaceReading(PlaceCertainty.PinApart, null, offers) { Named = settlement, PinApartKm = Math.Round(apart, 1), NearPin = near?.Place, NearPinKm = Math.Round(near?.DistanceKm ?? 0, 1) };
    }

    // A pin alone: in the town that it lies in, or else open and told by what is nearest.
    private PlaceReading Pinned(GeoPoint? pin, PlaceCertainty inTown)
    {
        if (pin is not { } point || Search.Nearest(point) is not var (near, distance))
        {
            return new PlaceReading(PlaceCertainty.Open, null, []);
        }
        return inTown == PlaceCertainty.Known && Search.At(point) is { } town
            ? new PlaceReading(PlaceCertainty.Known, new ResolvedPlace(town.Name, town.Gazetteer, town.Country, town.Region, point, PinRadiusKm), [])
            : new PlaceReading(PlaceCertainty.Open, new ResolvedPlace(near.Name, "", near.Country, near.Region, point, PinRadiusKm), []) { NearPin = near, NearPinKm = Math.Round(distance, 1) };
    }

    private PlaceReading Unknown(DamagePlace where) => PlaceReading.Missing with { Certainty = Elsewhere(where) is null ? PlaceCertainty.Unknown : PlaceCertainty.Outside };

    private IReadOnlyList<PlaceCandidate> Candidates(string typed, string region)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(region);
        return typed.Trim().Length == 0 ? [] : Search.Candidates(NameFolding.Latin(typed.Trim()), region.Trim().Length == 0 ? null : NameFolding.Latin(region.Trim()));
    }

    private static bool IsPosition(GeoPoint pin) =>
        double.IsFinite(pin.Latitude) && double.IsFinite(pin.Longitude) && Math.Abs(pin.Latitude) <= 90 && Math.Abs(pin.Longitude) <= 180;
}
