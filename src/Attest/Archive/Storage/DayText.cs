using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>Days as the archive writes them: ISO 8601, so that they sort as texts.</summary>
internal static class DayText
{
    private const string Format = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
