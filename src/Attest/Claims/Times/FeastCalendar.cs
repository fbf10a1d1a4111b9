using System.Globalization;

namespace Attest.Claims.Times;

/// <summary>Days that come once a year, as occasions.tsv writes them: --12-25, --11-W4-4 (the fourth Thursday), --05-W9-1 (the last Monday), easter-2, orthodox+0.</summary>
internal static class FeastCalendar
{
    private const int LastOfMonth = 9;

    /// <summary>Whether it comes every year.</summary>
    public static bool IsYearly(string value) => value.StartsWith("--", StringComparison.Ordinal) || value[0] is 'e' or 'o';

    /// <summary>Its day in a year; null where the calendar has none.</summary>
    public static DateOnly? In(int year, string value)
    {
        if (year is < 2 or > 9998)
        {
            return null;
        }
        if (value[0] is 'e' or 'o')
        {
            var sign = value.IndexOfAny(['+', '-']);
            return (value[0] == 'e' ? Easter(year) : OrthodoxEaster(year)).AddDays(int.Parse(value.AsSpan(sign), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        }
        var month = Digits(value, 2, 2);
        if (value[5] != 'W')
        {
            return TimeCalendar.Of(year, month, Digits(value, 5, 2));
        }
        var (week, weekday) = (Digits(value, 6, 1), Digits(value, 8, 1));
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays((weekday - 1 - (((int)first.DayOfWeek + 6) % 7) + 7) % 7);
        for (var i = 1; i < week && day.AddDays(7).Month == month && week <= LastOfMonth; i++)
        {
            day = day.AddDays(7);
        }
        return value.Length > 9 ? day.AddDays(int.Parse(value.AsSpan(9), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) : day;
    }

    private static int Digits(string value, int start, int length) => int.Parse(value.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    // Meeus, Jones and Butcher: the Gregorian computus.
    private static DateOnly Easter(int year)
    {
        int golden = year % 19, century = year / 100, ofCentury = year % 100;
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var days = epact + toSunday - (7 * correction) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }

    // Meeus: the Julian computus, then the days between the calendars.
    private static DateOnly OrthodoxEaster(int year)
    {
        var moon = ((19 * (year % 19)) + 15) % 30;
        var days = moon + (((2 * (year % 4)) + (4 * (year % 7)) - moon + 34) % 7) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1).AddDays((year / 100) - (year / 400) - 2);
    }
}
