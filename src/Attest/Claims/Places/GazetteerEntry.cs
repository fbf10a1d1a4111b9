using System.Collections.Frozen;

namespace Attest.Claims.Places;

/// <summary>One place of the gazetteer.</summary>
/// <param name="Row">Its number in the file; the same place has the same number in one build of the file.</param>
/// <param name="Name">English name.</param>
/// <param name="Identifier">Such as <c>geonames:698740</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; empty at sea and across borders.</param>
/// <param name="Region">First-level region; empty where there is none.</param>
/// <param name="Position">Where it is, or its middle.</param>
/// <param name="Feature">What it is.</param>
/// <param name="Population">Inhabitants, to within a few per cent; 0 where not known.</param>
/// <param name="Trust">How far the position is to be trusted, 0 to 1.</param>
internal sealed record GazetteerEntry(
    int Row,
    string Name,
    string Identifier,
    string Country,
    string Region,
    GeoPoint Position,
    PlaceFeature Feature,
    long Population,
    double Trust)
{
    private static readonly FrozenDictionary<string, string> EnglishNames = Table.Rows("Claims/Places/english-names.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>What the English press calls it (<c>english-names.tsv</c>), or else <see cref="Name"/>.</summary>
    public string EnglishName => EnglishNames.GetValueOrDefault(Identifier) ?? Name;

    /// <summary>What sort of place it is, by its feature and its size.</summary>
    public PlaceKind Kind => Feature.Kind == PlaceKind.City && Population < Feature.CityFrom ? PlaceKind.Village : Feature.Kind;

    /// <summary>Radius of the area that its name covers, in kilometres.</summary>
    public double RadiusKm => Math.Round(Feature.RadiusKm + ((Feature.LargestKm - Feature.RadiusKm) * Math.Pow(Population / 1e7, 0.5)), 1);

    /// <summary>Whether people live at it: a city, town, village or quarter.</summary>
    public bool IsSettlement => Feature.Kind is PlaceKind.City or PlaceKind.Village;
}

/// <summary>A kind of places, one row of features.tsv.</summary>
/// <param name="Code">GeoNames feature code.</param>
/// <param name="Number">Its number in gazetteer.bin.</param>
/// <param name="Kind">What it is here.</param>
/// <param name="CityFrom">Inhabitants from which it is a city and not a village.</param>
/// <param name="Precision">ACLED's geo_precision of something that happened there.</param>
/// <param name="RadiusKm">Radius of one without inhabitants, in kilometres.</param>
/// <param name="LargestKm">Radius of one with ten million.</param>
internal sealed record PlaceFeature(string Code, byte Number, PlaceKind Kind, long CityFrom, int Precision, double RadiusKm, double LargestKm)
{
    /// <summary>All features by their numbers; the first is unused.</summary>
    public static readonly IReadOnlyList<PlaceFeature> All = Load();

    /// <summary>Whether it is a state, of today or of the past.</summary>
    public bool IsCountry => Kind == PlaceKind.Country;

    private static PlaceFeature[] Load()
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var features = Table.Rows("Claims/Places/features.tsv").Select(row => new PlaceFeature(row[0], byte.Parse(row[1], invariant), WireNames<PlaceKind>.Parse(row[2]),
            long.Parse(row[3], invariant), int.Parse(row[4], invariant), double.Parse(row[5], invariant), double.Parse(row[6], invariant))).ToList();
        return [features[0], .. features];
    }
}
