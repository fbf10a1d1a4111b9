using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Archive.Exports;

/// <summary>A country as codes name it.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Code3">Alpha-3.</param>
/// <param name="Number">Its number there; 0 where it has none.</param>
/// <param name="Name">English.</param>
/// <param name="Region">The region that ACLED files it under.</param>
internal sealed record Country(string Code, string Code3, int Number, string Name, string Region)
{
    private static readonly FrozenDictionary<string, Country> ByCode = Table.Rows("Archive/Exports/countries.tsv")
        .Select(row => new Country(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[4])).ToFrozenDictionary(country => country.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Country> ByName = ByCode.Values.ToFrozenDictionary(country => country.Name, StringComparer.Ordinal);

    /// <summary>The country of a code; null where there is none.</summary>
    public static Country? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The country of a name; null where there is none.</summary>
    public static Country? Named(string? name) => name is null ? null : ByName.GetValueOrDefault(name);
}
