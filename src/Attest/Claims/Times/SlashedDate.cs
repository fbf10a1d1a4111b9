using System.Globalization;

namespace Attest.Claims.Times;

/// <summary>Dates in figures: 13/09/2023, 13.09.2023, 11/02/89, 2023/09/13.</summary>
internal static class SlashedDate
{
    /// <summary>Reads one. Where both orders are possible, full stops put the day first and slashes the month, as the press of each habit does.</summary>
    public static bool TryParse(ReadOnlySpan<char> form, out DateOnly date)
    {
        const int FirstOfLastCentury = 50;
        date = default;
        var mark = form.IndexOfAny('/', '.', '-');
        if (mark == 4 && form[4] == '/')
        {
            return DateOnly.TryParseExact(form, ["yyyy/M/d", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        }
        if (mark is < 1 or > 2)
        {
            return false;
        }
        var rest = form[(mark + 1)..];
        var second = rest.IndexOf(form[mark]);
        if (second is < 1 or > 2 || !int.TryParse(form[..mark], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(rest[..second], NumberStyles.None, CultureInfo.InvariantCulture, out var middle)
            || rest.Length - second - 1 is not (2 or 4)
            || !int.TryParse(rest[(second + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return false;
        }
        if (year < 100)
        {
            year += year >= FirstOfLastCentury ? 1900 : 2000;
        }
        var (day, month) = middle > 12 || (first <= 12 && form[mark] == '/') ? (middle, first) : (first, middle);
        if (month is < 1 or > 12 || day < 1 || year is < 1 or > 9999 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        date = new DateOnly(year, month, day);
        return true;
    }
}
