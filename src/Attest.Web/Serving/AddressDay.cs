using System.Globalization;

namespace Attest.Web.Serving;

/// <summary>Days as addresses and forms write them: <c>2023-09-13</c>.</summary>
internal static class AddressDay
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Reads a day.</summary>
    /// <param name="text">What stands in the address; null or empty asks for none.</param>
    /// <param name="day">The day; null for none.</param>
    /// <returns>False where it is no day.</returns>
    public static bool TryRead(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }
        var isDay = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var known);
        day = isDay ? known : null;
        return isDay;
    }

    /// <summary>Writes a day.</summary>
    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
