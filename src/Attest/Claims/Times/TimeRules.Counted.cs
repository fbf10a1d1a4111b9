using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Days and weeks counted within a month or a year: "the 3rd of this month", "the last Friday of August", "on the 21st".</summary>
internal static partial class TimeRules
{
    // "On the 21st", "Friday the 15th": of the month told of, or the nearest by the tense. Not "on the 3rd floor".
    private static TimeMeaning? DayAlone(TimeMatch match, TimeContext context)
    {
        const int Furthest = 366;
        var token = match.Last - 1;
        if (!char.IsAsciiDigit(match.Text.Form(token)[0]) || match.Number(TimeClass.Ordinal) is not ({ } number and >= 1 and <= 31) || match.Text.IsAny(match.Last, ["and", "or", "of", "to", "-", "–"])
            || (match.Last < match.Text.Words.Length && match.Text.Parsed.Tokens[match.Last].Tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj or UniversalTag.Num))
        {
            return null;
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        var weekday = match.Value(TimeClass.Weekday) is { } named ? int.Parse(named, CultureInfo.InvariantCulture) : 0;
        if (weekday == 0 && context is { IsLastDayNear: true, LastDay: { } told } && TimeCalendar.Of(told.Year, told.Month, (int)number) is { } date && date >= told)
        {
            return TimeMeaning.OfDay(date);
        }
        for (var distance = 0; distance <= Furthest; distance++)
        {
            if (context.Tense != true && IsIt(-distance))
            {
                return TimeMeaning.OfDay(today.AddDays(-distance));
            }
            if ((context.Tense ?? (weekday != 0)) && IsIt(distance))
            {
                return TimeMeaning.OfDay(today.AddDays(distance));
            }
        }
        return null;

        bool IsIt(int step) => today.DayNumber + step is var day && day >= 0 && day <= DateOnly.MaxValue.DayNumber && DateOnly.FromDayNumber(day) is var wanted && wanted.Day == (int)number
            && (weekday == 0 || ((int)wanted.DayOfWeek + 6) % 7 == weekday - 1);
    }

    private static TimeMeaning? DayOfMonth(TimeMatch match, TimeContext context)
    {
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(match.Has(TimeClass.Last) ? -1 : match.Has(TimeClass.Next) ? 1 : 0);
        return match.Number(TimeClass.Day) is { } day && TimeCalendar.Of(month.Year, month.Month, (int)day) is { } date ? TimeMeaning.OfDay(date) : null;
    }

    private static TimeMeaning? NthWeekday(TimeMatch match, TimeContext context)
    {
        const int LastOne = 9;
        if (MonthOf(match, context) is not { } month)
        {
            return TimeMeaning.Open;
        }
        var number = match.Number(TimeClass.Ordinal) is { } nth ? (int)nth : LastOne;
        return number is > 5 and < LastOne ? null
            : TimeMeaning.OfDay(FeastCalendar.In(month.Year, string.Create(CultureInfo.InvariantCulture, $"--{month.Month:D2}-W{number}-{match.Value(TimeClass.Weekday)}")));
    }

    // "The first six months of 2023": TIMEX3 marks the length and the year apart.
    private static TimeMeaning? FirstOf(TimeMatch match, TimeContext context)
    {
        var split = match.Last - 1;
        while (!match.Text.Is(split, "of"))
        {
            split--;
        }
        DateOnly first, last;
        if (match.Has(TimeClass.Month) || match.HasWord("month"))
        {
            if (MonthOf(match, context) is not { } month)
            {
                return TimeMeaning.Open;
            }
            (first, last) = (month, TimeCalendar.MonthEnd(month));
        }
        else
        {
            var step = match.Text.IsAny(split + 1, ["last", "previous", "past"]) ? -1 : match.Text.IsAny(split + 1, ["next", "coming", "following"]) ? 1 : 0;
            if ((match.Year() ?? (context.Reference?.Year + step)) is not { } year || year is < 2 or > 9998)
            {
                return TimeMeaning.Open;
            }
            (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        }
        if (match.Quantity() is not { } count || match.Value(TimeClass.Unit) is not (("D" or "W" or "M") and var unit))
        {
            return null;
        }
        var isFirst = match.HasWord("first");
        if ((isFirst ? TimeCalendar.Shift(first, unit, count)?.AddDays(-1) : TimeCalendar.Shift(last.AddDays(1), unit, -count)) is not { } edge || edge < first || edge > last)
        {
            return null;
        }
        var iso = isFirst ? TimeCalendar.Days(first, edge) : TimeCalendar.Days(edge, last);
        return new TimeMeaning(iso, TimexDuration(count, unit), TimeCalendar.PrecisionOf(iso))
        {
            SecondTimex = match.Has(TimeClass.Month) || match.HasWord("month") ? TimeCalendar.Month(first) : TimeCalendar.Year(first.Year),
            Split = split,
        };
    }

    // The month that is named, or this, last or next month; its first day.
    private static DateOnly? MonthOf(TimeMatch match, TimeContext context)
    {
        if (match.Value(TimeClass.Month) is not { } named)
        {
            var isAfter = match.Text.IsAny(match.Last - 2, ["next", "coming", "following"]);
            var isBefore = match.Text.IsAny(match.Last - 2, ["last", "past", "previous"]);
            return context.Reference is { Year: > 1 and < 9998 } now ? new DateOnly(now.Year, now.Month, 1).AddMonths(isAfter ? 1 : isBefore ? -1 : 0) : null;
        }
        var month = int.Parse(named, CultureInfo.InvariantCulture);
        return (match.Year() ?? (context.Reference is { } today ? YearOfMonth(month, today, context.Tense) : null)) is { } year and > 1 and < 9998 ? new DateOnly(year, month, 1) : null;
    }

    // A week belongs to the month or year of its Thursday, as in ISO 8601.
    private static TimeMeaning? WeekOf(TimeMatch match, TimeContext context)
    {
        const int DaysOfWeek = 7, Thursday = 3;
        DateOnly first, last;
        if (match.Has(TimeClass.Month) || match.HasWord("month"))
        {
            if (MonthOf(match, context) is not { } month)
            {
                return TimeMeaning.Open;
            }
            (first, last) = (month, TimeCalendar.MonthEnd(month));
        }
        else if (match.Year() is { } whole && whole is > 1 and < 9999)
        {
            (first, last) = (new DateOnly(whole, 1, 1), new DateOnly(whole, 12, 31));
        }
        else if (context.Reference is { Year: > 1 and < 9998 } today)
        {
            var step = match.HasWord("next") ? 1 : match.Text.IsAny(match.Last - 2, ["last", "previous", "past"]) ? -1 : 0;
            (first, last) = (new DateOnly(today.Year + step, 1, 1), new DateOnly(today.Year + step, 12, 31));
        }
        else
        {
            return TimeMeaning.Open;
        }
        var firstThursday = TimeCalendar.Monday(first).AddDays(Thursday) is var thursday && thursday < first ? thursday.AddDays(DaysOfWeek) : thursday;
        var number = match.Number(TimeClass.Ordinal);
        var middle = number is { } nth ? firstThursday.AddDays(DaysOfWeek * ((int)nth - 1)) : TimeCalendar.Monday(last).AddDays(Thursday) is var end && end > last ? end.AddDays(-DaysOfWeek) : end;
        return middle > last ? null : WeekWith(TimeMeaning.OfDay(middle));
    }

    private static TimeMeaning? WeekWith(TimeMeaning? day) => day is { Iso: { } iso } && new TimeValue(iso).Day is { } known && TimeCalendar.Monday(known) is var monday
        ? new TimeMeaning(TimeCalendar.Days(monday, monday.AddDays(6)), TimeCalendar.Week(monday), 2)
        : day;
}
