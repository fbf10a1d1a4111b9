using Attest.Claims.Places;

namespace Attest.Gazetteer;

/// <summary>Decides which alternates of a place are names that a report in English could use.</summary>
internal static class NameFilter
{
    private static readonly HashSet<string> Transliterated = ["UA", "RU", "BY", "MD"];

    /// <summary>Whether spellings of its names differ by the system of transliteration.</summary>
    public static bool IsTransliterated(string country) => Transliterated.Contains(country);

    /// <summary>Whether the alternate is kept: not a code of airlines, not a transcription from Chinese or Arabic, not a letter or two.</summary>
    public static bool Keeps(string name, PlaceFeature feature)
    {
        if (feature.IsCountry)
        {
            return name.Length > 1;
        }
        if (name.Length < 4 || !char.IsUpper(name[0]))
        {
            return false;
        }
        return !name.All(letter => char.IsUpper(letter) || char.IsDigit(letter));
    }
}
