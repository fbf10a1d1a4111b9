using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Claims.Places;

/// <summary>What the resolver's likelihoods have proved to be worth: calibration.tsv, one ascending staircase for each class of places.</summary>
internal static class PlaceCalibration
{
    private static readonly FrozenSet<string> Covered = Table.Rows("Claims/Places/covered-countries.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);
    private static readonly (double From, double Confidence)[][] Stairs = Load();

    /// <summary>How many of a hundred places of this class and likelihood were right, as a part of one.</summary>
    public static double Confidence(GazetteerEntry entry, double likelihood)
    {
        var stairs = Stairs[(int)ClassOf(entry)];
        var confidence = 0.0;
        foreach (var (from, worth) in stairs)
        {
            if (likelihood < from)
            {
                break;
            }
            confidence = worth;
        }
        return confidence;
    }

    /// <summary>The class whose places err alike.</summary>
    public static PlaceClass ClassOf(GazetteerEntry entry)
    {
        const int Metropolis = 500_000, City = 50_000;
        return entry.Feature.Code switch
        {
            "PCLI" or "PCLH" => PlaceClass.Country,
            "ADM2" => PlaceClass.District,
            "PPLC" => PlaceClass.Metropolis,
            _ when entry.Feature.Kind is PlaceKind.Region or PlaceKind.Water => PlaceClass.Region,
            _ when entry.Population >= Metropolis => PlaceClass.Metropolis,
            _ when Covered.Contains(entry.Country) => entry.Population >= City ? PlaceClass.KnownCity : PlaceClass.KnownTown,
            _ => entry.Population >= City ? PlaceClass.City : PlaceClass.Town,
        };
    }

    private static (double From, double Confidence)[][] Load()
    {
        var stairs = Enum.GetValues<PlaceClass>().Select(_ => new List<(double From, double Confidence)>()).ToList();
        foreach (var row in Table.Rows("Claims/Places/calibration.tsv"))
        {
            stairs[(int)WireNames<PlaceClass>.Parse(row[0])].Add((double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture)));
        }
        return [.. stairs.Select(steps => steps.ToArray())];
    }
}

/// <summary>Places that err alike when they are resolved.</summary>
internal enum PlaceClass
{
    /// <summary>A state.</summary>
    Country,

    /// <summary>A first-level region, a coast, a sea.</summary>
    Region,

    /// <summary>A county or district, whose name mostly repeats.</summary>
    District,

    /// <summary>A capital, or a city of half a million.</summary>
    Metropolis,

    /// <summary>A city of fifty thousand.</summary>
    City,

    /// <summary>A smaller settlement, and a site.</summary>
    Town,

    /// <summary>A city of fifty thousand in a state whose settlements are all known.</summary>
    KnownCity,

    /// <summary>A smaller settlement there.</summary>
    KnownTown,
}
