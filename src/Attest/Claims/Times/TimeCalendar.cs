using System.Globalization;

namespace Attest.Claims.Times;

/// <summary>Writes stretches of the calendar in ISO 8601.</summary>
internal static class TimeCalendar
{
    /// <summary>A day: 2023-09-13.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A month: 2023-09.</summary>
    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A month: 2023-09.</summary>
    public static string Month(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}");

    /// <summary>A year: 2023.</summary>
    public static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>From one day to another: 2023-09-04/2023-09-10.</summary>
    public static string Days(DateOnly first, DateOnly last) => $"{Day(first)}/{Day(last)}";

    /// <summary>An ISO week: 2023-W36.</summary>
    public static string Week(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time):D4}-W{ISOWeek.GetWeekOfYear(time):D2}");
    }

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The last day of a day's month.</summary>
    public static DateOnly MonthEnd(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    /// <summary>The day, or null where the calendar has none such.</summary>
    public static DateOnly? Of(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>A day some units earlier or later; null where it lies outside the calendar or the unit is none of whole days.</summary>
    public static DateOnly? Shift(DateOnly day, string unit, double count)
    {
        if (Math.Abs(count) > 3_000)
        {
            return null;
        }
        var whole = (int)Math.Round(count);
        try
        {
            return unit switch
            {
                "D" or "N" => day.AddDays(whole),
                "W" or "E" => day.AddDays(7 * whole),
                "F" => day.AddDays(14 * whole),
                "M" => day.AddMonths(whole),
                "Q" => day.AddMonths(3 * whole),
                "Y" => day.AddYears(whole),
                "10Y" => day.AddYears(10 * whole),
                "100Y" => day.AddYears(100 * whole),
                "TH" or "TM" or "TS" => day.AddDays((int)(count / (unit == "TH" ? 24 : unit == "TM" ? 1440 : 86_400))),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>ACLED's time_precision of a value: 1 up to two days, 2 up to a fortnight, 3 longer or open; null for a duration.</summary>
    public static int? PrecisionOf(string iso)
    {
        const int WeekOrSimilar = 14;
        return iso[0] == 'P' ? null
            : new TimeValue(iso).Days is ({ } first, { } last) ? (last.DayNumber - first.DayNumber) switch { <= 1 => 1, <= WeekOrSimilar => 2, _ => 3 }
            : 3;
    }

    /// <summary>A duration: P3M, PT2H; a half in the next smaller unit where that is whole: P1Y6M, PT1H30M.</summary>
    public static string Duration(double count, string unit)
    {
        var half = unit switch { "Y" => "6M", "TH" => "30M", "TM" => "30S", _ => null };
        if (half is not null && count % 1 == 0.5)
        {
            var prefix = unit[0] == 'T' ? "PT" : "P";
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}{(count >= 1 ? $"{Math.Floor(count):0}{unit[^1]}" : "")}{half}");
        }
        var (factor, letter) = unit switch
        {
            "F" => (2, "W"),
            "Q" => (3, "M"),
            "10Y" => (10, "Y"),
            "100Y" => (100, "Y"),
            "N" or "E" => (1, "D"),
            _ => (1, unit.TrimStart('T')),
        };
        return string.Create(CultureInfo.InvariantCulture, $"P{(unit.StartsWith('T') ? "T" : "")}{count * factor:0.##}{letter}");
    }

    /// <summary>A duration in two units, the larger first: PT2H30M, P1Y6M; null where they don't go together.</summary>
    public static string? Duration(double count, string unit, double rest, string smaller)
    {
        string first = Duration(count, unit), second = Duration(rest, smaller);
        var isTime = unit[0] == 'T';
        var order = "YMWD";
        return isTime != (smaller[0] == 'T') ? (isTime ? null : first + second[1..])
            : isTime ? ("HMS".IndexOf(unit[^1], StringComparison.Ordinal) < "HMS".IndexOf(smaller[^1], StringComparison.Ordinal) ? first + second[2..] : null)
            : order.IndexOf(first[^1], StringComparison.Ordinal) < order.IndexOf(second[^1], StringComparison.Ordinal) ? first + second[1..] : null;
    }
}
