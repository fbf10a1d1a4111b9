using System.Collections.Concurrent;
using System.Globalization;

namespace Attest.Register.Web.Words;

/// <summary>The world's states by name, for lists to choose from.</summary>
public static class States
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Named = new(StringComparer.Ordinal);

    /// <summary>Codes (ISO 3166-1 alpha-2) with the states' names in a language, by name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Of(string language) => Named.GetOrAdd(language, Make);

    private static IReadOnlyList<(string Code, string Name)> Make(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            // Names come in the language of the thread and in no other.
            CultureInfo.CurrentUICulture = culture;
            return [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(one => new RegionInfo(one.Name)).Where(region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
                .DistinctBy(region => region.TwoLetterISORegionName).Select(region => (region.TwoLetterISORegionName, region.DisplayName)).OrderBy(state => state.DisplayName, StringComparer.Create(culture, ignoreCase: true))];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
