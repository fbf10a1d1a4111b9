using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Expressions that count from publication or from a time named before.</summary>
internal static partial class TimeRules
{
    // Up to this day of a month "recent weeks" began in the month before.
    private const int WeeksOfMonth = 20;

    private static TimeMeaning? Relative(TimeMatch match, TimeContext context)
    {
        if (match.HasWord("time"))
        {
            return TimeMeaning.OfYear(context.Reference?.Year - 1);
        }
        var isWeekend = match.HasWord("weekend");
        var unit = isWeekend ? "E" : match.Value(TimeClass.Unit)!;
        if (IsTitle(match))
        {
            return null;
        }
        if (unit is "TS" or "TM" || (match.HasWord("second") && !match.Has(TimeClass.Last)))
        {
            return null;
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        var isPlural = match.TokenOf(TimeClass.Unit) is var token and >= 0 && match.Text.Form(token) is [.., 's' or 'S'];
        if (isPlural && match.Text.Is(match.Last, "of"))
        {
            return null;
        }
        if (isPlural && (match.HasWord("following") || match.HasWord("subsequent")))
        {
            return new TimeMeaning(context.LastTold is { Days.Last: { } end } ? TimeCalendar.Day(end) + "/" : null, "FUTURE_REF", 3);
        }
        if (isPlural)
        {
            return match.Has(TimeClass.Next) ? new TimeMeaning(TimeCalendar.Day(today) + "/", "FUTURE_REF", 3) : unit is "Y" or "10Y" ? new TimeMeaning(null, "PAST_REF", null) : Recent(unit, today);
        }
        var step = match.Has(TimeClass.Last) ? -1 : match.Has(TimeClass.Next) ? 1 : 0;
        // "The following week" follows on what was told; "last week" on publication.
        var isTold = match.HasWord("following") || match.HasWord("subsequent") || match.HasWord("previous") || match.HasWord("preceding") || match.HasWord("prior");
        if (isTold && unit is "W" or "M" or "Y" or "Q" or "10Y" && context.LastTold is { Days.First: { } told })
        {
            return Stretch(match, unit, step, told);
        }
        // "Attacks of the past day" are those of the last 24 hours.
        if (unit == "D" && match.HasWord("past") && today > DateOnly.MinValue)
        {
            return new TimeMeaning(TimeCalendar.Days(today.AddDays(-1), today), "P1D", 1);
        }
        if (unit is "D" or "N" && step != 0)
        {
            var isNarrated = isTold || match.HasWord("next");
            return DayToldOf((isNarrated ? context.LastDay : today)?.AddDays(step), today.AddDays(step), unit == "N" ? "TNI" : null);
        }
        if (unit is "D" or "N" && !match.Has(TimeClass.This))
        {
            return DayToldOf(context.LastDay, today, unit == "N" ? "TNI" : null) with { IsTimex = !match.HasWord("in") };
        }
        if (match.HasWord("past") && unit is "W" or "M" or "Y" or "10Y")
        {
            return TimeCalendar.Shift(today, unit, -1) is { } start ? new TimeMeaning(TimeCalendar.Days(start, today), TimeCalendar.Duration(1, unit), unit == "W" ? 2 : 3) : null;
        }
        if (match.HasWord("coming") && unit is "W" or "M" or "Y")
        {
            return TimeCalendar.Shift(today, unit, 1) is { } until ? new TimeMeaning(TimeCalendar.Days(today, until), TimeCalendar.Duration(1, unit), unit == "W" ? 2 : 3) : null;
        }
        if (unit == "F")
        {
            return step != 0 && TimeCalendar.Shift(today, unit, step) is { } far ? new TimeMeaning(Closed(today, far), "P2W", 2) : null;
        }
        if (unit == "E" && match.Has(TimeClass.This) && context.Tense == false && today.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday)
        {
            // "What shocked the world this weekend", read on a Monday.
            return Stretch(match, unit, -1, today);
        }
        return Stretch(match, unit, step, today);
    }

    // The programme "This Week".
    private static bool IsTitle(TimeMatch match) => match.Last - match.First == 2 && match.Has(TimeClass.This) && char.IsUpper(match.Text.Form(match.Last - 1)[0]);

    // "Later in the day", "in the morning", "the next day": on the day told of. Where none is told of it stays open, and only TimeML's value takes the day of publication.
    private static TimeMeaning DayToldOf(DateOnly? told, DateOnly? published, string? part) =>
        TimeMeaning.OfDay(told ?? published, part) with { Iso = told is { } day ? TimeCalendar.Day(day) : null };

    private static TimeMeaning? Stretch(TimeMatch match, string unit, int step, DateOnly today)
    {
        bool isEarly = match.Has(TimeClass.Early) && step == 0, isLate = (match.Has(TimeClass.Late) || match.HasWord("rest")) && step == 0;
        switch (unit)
        {
            case "W":
                var monday = TimeCalendar.Monday(today).AddDays(7 * step);
                var sunday = monday.AddDays(6);
                return new TimeMeaning(isEarly ? Closed(monday, today) : isLate ? Closed(today, sunday) : TimeCalendar.Days(monday, sunday), TimeCalendar.Week(monday), 2);
            case "E":
                var saturday = TimeCalendar.Monday(today).AddDays(5 + (7 * step));
                // On a weekday "the weekend" is the one before; on a weekend it is that one.
                if (step == 0 && !match.Has(TimeClass.This) && saturday > today)
                {
                    saturday = saturday.AddDays(-7);
                }
                return new TimeMeaning(TimeCalendar.Days(saturday, saturday.AddDays(1)), TimeCalendar.Week(saturday) + "-WE", 2);
            case "M":
                var month = new DateOnly(today.Year, today.Month, 1).AddMonths(step);
                return new TimeMeaning(isEarly ? TimeCalendar.Month(month) : isLate ? Closed(today, TimeCalendar.MonthEnd(today)) : TimeCalendar.Month(month), TimeCalendar.Month(month), 3);
            case "Q":
                return QuarterOf(today.AddMonths(3 * step));
            case "Y":
                var year = today.Year + step;
                return new TimeMeaning(
                    isEarly ? $"{TimeCalendar.Month(year, 1)}/{TimeCalendar.Month(today)}" : isLate ? $"{TimeCalendar.Month(today)}/{TimeCalendar.Month(year, 12)}" : TimeCalendar.Year(year),
                    TimeCalendar.Year(year), 3);
            case "10Y":
                var decade = (today.Year / 10 * 10) + (10 * step);
                return new TimeMeaning($"{TimeCalendar.Year(decade)}/{TimeCalendar.Year(decade + 9)}", TimeCalendar.Year(decade)[..3], 3);
            case "100Y":
                var century = (today.Year - 1) / 100 + step;
                return century is < 1 or > 98 ? TimeMeaning.Open : new TimeMeaning($"{TimeCalendar.Year((century * 100) + 1)}/{TimeCalendar.Year((century + 1) * 100)}", TimeCalendar.Year(century * 100)[..2], 3);
            case "D" or "N":
                return TimeMeaning.OfDay(today, unit == "N" ? "TNI" : null);
            default:
                return null;
        }
    }

    // "So far this year": from its beginning to the day of publication.
    private static TimeMeaning? SoFar(TimeMatch match, TimeContext context) =>
        context.Reference is not { } today ? TimeMeaning.Open
        : Stretch(match, match.Value(TimeClass.Unit)!, 0, today) is { Iso: { } iso } stretch && new TimeValue(iso).Days.First is { } first && first < today ? stretch with { Iso = TimeCalendar.Days(first, today), Precision = 3 }
        : null;

    private static TimeMeaning? Edge(TimeMatch match, TimeContext context)
    {
        var isEnd = match.HasWord("end") || match.HasWord("close");
        var isMiddle = match.HasWord("middle") || match.HasWord("mid");
        var today = context.Reference;
        DateOnly? first, last;
        string? timex;
        if (match.Has(TimeClass.Month))
        {
            var month = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
            var year = match.Year() ?? (today is { } now ? YearOfMonth(month, now, context.Tense) : null);
            if (year is not { } known)
            {
                return TimeMeaning.Open;
            }
            first = new DateOnly(known, month, 1);
            last = TimeCalendar.MonthEnd(first.Value);
            timex = TimeCalendar.Month(first.Value);
        }
        else if (match.Year() is { } year)
        {
            first = TimeCalendar.Of((int)year, 1, 1);
            last = TimeCalendar.Of((int)year, 12, 31);
            timex = TimeCalendar.Year((int)year);
        }
        else
        {
            var unit = match.HasWord("year") ? "Y" : match.Value(TimeClass.Unit)!;
            if (today is not { } reference)
            {
                return TimeMeaning.Open;
            }
            var step = match.Has(TimeClass.Last) ? -1 : match.Has(TimeClass.Next) ? 1 : 0;
            if (unit == "D")
            {
                return DayToldOf(match.Has(TimeClass.This) ? reference : context.LastDay, reference, null);
            }
            if (Stretch(match, unit, step, reference) is not { Iso: { } stretch } meaning)
            {
                return null;
            }
            (first, last) = new TimeValue(stretch).Days;
            timex = meaning.Timex;
        }
        if (first is null || last is null)
        {
            return null;
        }
        return isMiddle
            ? new TimeMeaning(TimeCalendar.Month(first.Value.AddDays((last.Value.DayNumber - first.Value.DayNumber) / 2)), timex, 3)
            // "At the end of August": which of its days is not told.
            : isEnd && match.Has(TimeClass.Month) && !match.Text.IsAny(match.First - 1, ["until", "till", "through", "by", "before", "to"]) ? new TimeMeaning(TimeCalendar.Month(last.Value), timex, 3)
            : new TimeMeaning(TimeCalendar.Day((isEnd ? last : first).Value), timex, 2);
    }

    private static TimeMeaning? Span(TimeMatch match, TimeContext context)
    {
        var unit = match.Value(TimeClass.Unit)!;
        var count = match.Quantity();
        // "Only 3 next week".
        if (count is > 1 && match.TokenOf(TimeClass.Unit) is var unitToken && match.Text.Form(unitToken) is not [.., 's' or 'S'])
        {
            return null;
        }
        var duration = count is { } known ? TimexDuration(known, unit) : $"P{(unit.StartsWith('T') ? "T" : "")}X{unit.TrimStart('T')}";
        if (context.Reference is not { } today)
        {
            return new TimeMeaning(null, duration, null);
        }
        var precision = unit is "D" or "W" or "TH" ? 2 : 3;
        if (match.Has(TimeClass.Next))
        {
            var end = count is { } ahead ? TimeCalendar.Shift(today, unit, ahead) : null;
            if (end is { } month && unit == "M" && count >= 2)
            {
                return new TimeMeaning(TimeCalendar.Month(today) + "/" + TimeCalendar.Month(month), duration, precision);
            }
            return new TimeMeaning($"{TimeCalendar.Day(today)}/{(end is { } day ? TimeCalendar.Day(day) : "")}", duration, precision);
        }
        return count is { } back && TimeCalendar.Shift(today, unit, -back) is { } start
            // Whoever counts months counts no days.
            ? new TimeMeaning(unit == "M" && count >= 2 ? TimeCalendar.Month(start) + "/" + TimeCalendar.Month(today) : Closed(start, today), duration, precision)
            : new TimeMeaning($"/{TimeCalendar.Day(today)}", duration, precision);
    }

    private static TimeMeaning? Recent(TimeMatch match, TimeContext context) =>
        context.Reference is { } today ? Recent(match.Value(TimeClass.Unit)!, today) : new TimeMeaning(null, "PAST_REF", null);

    private static TimeMeaning Recent(string unit, DateOnly today) => unit switch
    {
        // Weeks reach back into the month before but at a month's end.
        "W" when today.Day <= WeeksOfMonth && today > DateOnly.MinValue.AddMonths(1) => new TimeMeaning(TimeCalendar.Month(today.AddMonths(-1)) + "/" + TimeCalendar.Month(today), "PAST_REF", 3),
        "D" or "W" or "N" or "E" or "TH" => new TimeMeaning(TimeCalendar.Month(today), "PAST_REF", 3),
        "M" => new TimeMeaning(TimeCalendar.Year(today.Year), "PAST_REF", 3),
        _ => new TimeMeaning(null, "PAST_REF", null),
    };

    private static TimeMeaning? Ago(TimeMatch match, TimeContext context, DateOnly? from)
    {
        const double VagueCount = 4;
        if (from is not { } today)
        {
            return TimeMeaning.Open;
        }
        var unit = match.Value(TimeClass.Unit)!;
        var given = match.HasWord("half") ? 0.5 : (match.Quantity() ?? match.Number(TimeClass.One));
        if (given is null && (match.Has(TimeClass.Some) || match.HasWord("few") || match.HasWord("couple")))
        {
            given = null;
        }
        if (given == 0.5)
        {
            (given, unit) = unit == "Y" ? (6, "M") : unit == "10Y" ? (5, "Y") : (given, unit);
        }
        var count = given ?? VagueCount;
        var sign = (match.Has(TimeClass.After) && !match.Has(TimeClass.Ago)) || match.HasWord("from") || match.HasWord("hence") ? 1 : -1;
        if (TimeCalendar.Shift(today, unit, sign * count) is not { } day)
        {
            return TimeMeaning.Open;
        }
        return unit switch
        {
            "D" or "N" when given is null => new TimeMeaning(Closed(today.AddDays(-7), today.AddDays(-2)), "PXD", 2),
            "D" or "N" or "TH" or "TM" or "TS" => TimeMeaning.OfDay(day),
            "W" or "F" when given is null => new TimeMeaning(TimeCalendar.Month(day), "PXW", 3),
            "W" or "F" => new TimeMeaning(TimeCalendar.Day(day), TimeCalendar.Week(day), 2),
            "M" => given is null ? TimeMeaning.OfYear(day.Year) : TimeMeaning.OfMonth(day.Year, day.Month),
            "Q" => QuarterOf(day),
            _ when given is null => new TimeMeaning(null, "PAST_REF", null),
            "10Y" => TimeMeaning.OfYear(day.Year),
            _ => TimeMeaning.OfYear(day.Year),
        };
    }

    private static TimeMeaning? Shift(TimeMatch match, TimeContext context)
    {
        // "Ten days before the attack", "the day after he fled": that is told elsewhere, if at all.
        if (match.Text.IsAny(match.Last - 1, ["before", "after"]) && match.Last < match.Text.Words.Length
            && match.Text.Parsed.Tokens[match.Last] is { Tag: UniversalTag.Det or UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Pron or UniversalTag.Adj or UniversalTag.Num or UniversalTag.Verb or UniversalTag.Sconj })
        {
            return match.Has(TimeClass.Quantity) || match.ElementOf(TimeClass.Quantity) >= 0 ? null : TimeMeaning.Open with { IsTimex = false };
        }
        if (!match.Has(TimeClass.Figure | TimeClass.Number | TimeClass.One | TimeClass.Some) && !match.HasWord("few"))
        {
            // "The day before", "the year after".
            var unit = match.Value(TimeClass.Unit)!;
            var step = match.Has(TimeClass.Before) ? -1 : 1;
            return unit switch
            {
                "D" or "N" => DayToldOf(context.LastDay?.AddDays(step), context.Reference?.AddDays(step), unit == "N" ? "TNI" : null),
                "W" or "M" or "Q" when context.LastTold is { Days.First: { } told } => Stretch(match, unit, step, told),
                "Y" => TimeMeaning.OfYear((context.LastTold?.Days.First ?? context.Reference)?.Year + step),
                _ => TimeMeaning.Open,
            };
        }
        var shifted = match.Value(TimeClass.Unit);
        if (shifted == "Y" && match.Has(TimeClass.One) && context.LastStretch is { } stretch && IsQuarter(stretch) && match.Has(TimeClass.Before))
        {
            return YearAgo(match, context);
        }
        if (shifted is not ("D" or "W" or "TH" or "N" or "TM"))
        {
            return Ago(match, context, match.Has(TimeClass.After) && !match.Has(TimeClass.Before) ? context.LastTold?.Days.First ?? context.Reference : context.Reference);
        }
        // "Two days later" counts from the day told of; where none is told, only TimeML's value counts from publication.
        return context.LastDay is { } day ? Ago(match, context, day) : Ago(match, context, context.Reference) is { } meaning ? meaning with { Iso = null, Precision = null } : null;
    }

    // "In three days" of what is to come counts from publication; "built in three days" is a length.
    private static TimeMeaning? Ahead(TimeMatch match, TimeContext context) =>
        context.IsFuture && match.Text.Is(match.First - 1, "in") && match.Quantity() is { } count && match.Value(TimeClass.Unit) is ("D" or "W" or "M" or "Y" or "F") and var unit
            && !match.HasWord("more") && !match.HasWord("first") && match.TokenOf(TimeClass.Unit, 1) < 0 && Duration(match) is not null && context.Reference is { } today && TimeCalendar.Shift(today, unit, count) is { } day
            ? unit switch
            {
                "M" => TimeMeaning.OfMonth(day.Year, day.Month),
                "Y" => TimeMeaning.OfYear(day.Year),
                "D" => TimeMeaning.OfDay(day),
                _ => new TimeMeaning(TimeCalendar.Day(day), TimeCalendar.Week(day), 2),
            }
            : null;

    private static string Closed(DateOnly first, DateOnly last) => first == last ? TimeCalendar.Day(first) : TimeCalendar.Days(first < last ? first : last, first < last ? last : first);
}
