using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Claims.Places;

/// <summary>Lengths and directions as reports write them, read from distances.tsv.</summary>
internal static class PlaceDistance
{
    private static readonly FrozenDictionary<string, double> Units = Of("unit"), Numbers = Of("number"), Bearings = Of("bearing");
    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> UnitLookup = Units.GetAlternateLookup<ReadOnlySpan<char>>(),
        NumberLookup = Numbers.GetAlternateLookup<ReadOnlySpan<char>>(), BearingLookup = Bearings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Kilometres in a unit of length; null where the word is none.</summary>
    public static double? KmIn(ReadOnlySpan<char> word) => UnitLookup.TryGetValue(word, out var km) ? km : null;

    /// <summary>A number in figures or in one word; null where the word is none.</summary>
    public static double? Number(ReadOnlySpan<char> word)
    {
        if (word.Length > 0 && char.IsAsciiDigit(word[0]))
        {
            return double.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number
                : word.IndexOfAny('-', '–') is > 0 and var dash && Number(word[..dash]) is { } least && Number(word[(dash + 1)..]) is { } most && least < most ? (least + most) / 2 : null;
        }
        return NumberLookup.TryGetValue(word, out var named) ? named : null;
    }

    /// <summary>A direction in degrees clockwise from north; null where the word is none.</summary>
    public static double? Bearing(ReadOnlySpan<char> word) => BearingLookup.TryGetValue(word, out var degrees) ? degrees : null;

    private static FrozenDictionary<string, double> Of(string kind) => Table.Rows("Claims/Places/distances.tsv").Where(row => row[1] == kind)
        .ToFrozenDictionary(row => row[0], row => double.Parse(row[2], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
}
