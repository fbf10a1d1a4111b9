using System.Globalization;

namespace Attest.Claims.Times;

/// <summary>Resolves what patterns find, one method a rule of patterns.tsv. Null where the match is no expression of time after all.</summary>
internal static partial class TimeRules
{
    /// <summary>What a match means.</summary>
    public static TimeMeaning? Resolve(TimeMatch match, TimeContext context) => match.Pattern.Rule switch
    {
        "iso" => DateOnly.TryParseExact(match.Text.Form(match.First), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso) ? TimeMeaning.OfDay(iso) : null,
        "slashed" => SlashedDate.TryParse(match.Text.Form(match.First), out var slashed) ? TimeMeaning.OfDay(slashed) : null,
        "date" => Date(match, context),
        "days" => Days(match, context),
        "month" => Month(match, context),
        "months" => Months(match, context),
        "edge" => Edge(match, context),
        "weekday" => Weekday(match, context),
        "day" => Day(match, context),
        "part" => Part(match, context),
        "overnight" => context.Reference is { } day ? new TimeMeaning(TimeCalendar.Days(day.AddDays(-1), day), TimeCalendar.Day(day) + "TNI", 1) : TimeMeaning.Open,
        "relative" => Relative(match, context),
        "span" => Span(match, context),
        "recent" => Recent(match, context),
        "ago" => Ago(match, context, context.Reference),
        "shift" => Shift(match, context),
        "duration" => Duration(match),
        "durations" => Durations(match),
        "vague" => new TimeMeaning(null, $"P{(match.Value(TimeClass.Unit)!.StartsWith('T') ? "T" : "")}X{match.Value(TimeClass.Unit)!.TrimStart('T')}", null),
        "age" => Age(match),
        "year" => Year(match, context),
        "years" => Years(match),
        "decade" => Decade(match),
        "century" => Century(match),
        "season" => Season(match, context),
        "quarter" => Quarter(match, context),
        "half" => Half(match, context),
        "clock" => Clock(match, context),
        "present" => context.Reference is { } now ? new TimeMeaning(TimeCalendar.Day(now), "PRESENT_REF", 1) : new TimeMeaning(null, "PRESENT_REF", null),
        "recently" => new TimeMeaning(null, "PAST_REF", null, false),
        "set" => Set(match),
        "sofar" => new TimeMeaning(context.Reference is { } end ? "/" + TimeCalendar.Day(end) : null, "PRESENT_REF", 3, IsTimex: false),
        "hiddenpresent" => new TimeMeaning(null, "PRESENT_REF", null, false),
        "hiddenpast" => new TimeMeaning(null, "PAST_REF", null, false),
        "hiddenfuture" => new TimeMeaning(null, "FUTURE_REF", null, false),
        "nearfuture" => new TimeMeaning(context.Reference is { } start ? TimeCalendar.Day(start) + "/" : null, "FUTURE_REF", 3),
        "period" => Period(match, context),
        "occasion" => Occasion(match, context),
        _ => throw new InvalidOperationException($"Resolving a time: patterns.tsv names the rule {match.Pattern.Rule}, which is not known here."),
    };

    private static TimeMeaning? Date(TimeMatch match, TimeContext context)
    {
        var month = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
        if (match.Number(TimeClass.Day) is not { } day)
        {
            return null;
        }
        return DateIn(YearOf(match, context), month, (int)day, context) is { } date ? TimeMeaning.OfDay(date)
            : context.Reference is null && TimeCalendar.Of(2000, month, (int)day) is not null ? TimeMeaning.Open : null;
    }

    private static TimeMeaning? Days(TimeMatch match, TimeContext context)
    {
        var firstMonth = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
        var lastMonth = match.TokenOf(TimeClass.Month, 1) >= 0 ? int.Parse(match.Value(TimeClass.Month, 1)!, CultureInfo.InvariantCulture) : firstMonth;
        if (match.Number(TimeClass.Day) is not { } firstDay || match.Number(TimeClass.Day, 1) is not { } lastDay)
        {
            return null;
        }
        var last = DateIn(YearOf(match, context), lastMonth, (int)lastDay, context);
        if (last is not { } end || TimeCalendar.Of(firstMonth > lastMonth ? end.Year - 1 : end.Year, firstMonth, (int)firstDay) is not { } start || start >= end)
        {
            return null;
        }
        return new TimeMeaning(TimeCalendar.Days(start, end), TimeCalendar.Day(start), end.DayNumber - start.DayNumber > 7 ? 3 : 2);
    }

    private static TimeMeaning? Month(TimeMatch match, TimeContext context)
    {
        if (IsDoubtfulMonth(match))
        {
            return null;
        }
        var month = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
        if (YearOf(match, context) is { } year)
        {
            return TimeMeaning.OfMonth(year, month);
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        if (match.Has(TimeClass.Last) || match.Has(TimeClass.Next) || match.Has(TimeClass.This))
        {
            var isPast = match.Has(TimeClass.Last);
            return TimeMeaning.OfMonth(isPast && month >= today.Month ? today.Year - 1 : match.Has(TimeClass.Next) && month <= today.Month ? today.Year + 1 : today.Year, month);
        }
        return TimeMeaning.OfMonth(YearOfMonth(month, today, context.IsFuture), month);
    }

    private static TimeMeaning? Months(TimeMatch match, TimeContext context)
    {
        var first = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
        var last = int.Parse(match.Value(TimeClass.Month, 1)!, CultureInfo.InvariantCulture);
        var years = (First: match.Number(TimeClass.Year), Second: match.Number(TimeClass.Year, 1));
        int? lastYear = (int?)(years.Second ?? (match.Tokens[1] >= 0 && match.Text.Words[match.Tokens[1]].Classes.HasFlag(TimeClass.Year) && years.Second is null && last >= first ? years.First : years.First));
        lastYear ??= context.Reference is { } today ? YearOfMonth(last, today, context.IsFuture) : null;
        if (lastYear is not { } end)
        {
            return TimeMeaning.Open;
        }
        var start = (int?)(years.Second is null ? null : years.First) ?? (first > last ? end - 1 : end);
        return new TimeMeaning($"{TimeCalendar.Month(start, first)}/{TimeCalendar.Month(end, last)}", TimeCalendar.Month(start, first), 3);
    }

    private static TimeMeaning? Weekday(TimeMatch match, TimeContext context)
    {
        if (IsDoubtfulWeekday(match))
        {
            return null;
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        var wanted = int.Parse(match.Value(TimeClass.Weekday)!, CultureInfo.InvariantCulture);
        var monday = TimeCalendar.Monday(today);
        DateOnly day;
        if (match.HasWord("week"))
        {
            day = monday.AddDays(wanted - 1 + (match.Has(TimeClass.Last) ? -7 : match.Has(TimeClass.Next) || match.HasWord("from") ? 7 : 0));
        }
        else
        {
            var back = ((int)today.DayOfWeek + 6) % 7 - (wanted - 1);
            back = back < 0 ? back + 7 : back;
            day = match.Has(TimeClass.Next) || (context.IsFuture && !match.Has(TimeClass.Last)) ? today.AddDays(back == 0 ? (match.Has(TimeClass.Next) ? 7 : 0) : 7 - back)
                : match.Has(TimeClass.Last) && back == 0 ? today.AddDays(-7) : today.AddDays(-back);
        }
        return TimeMeaning.OfDay(day, match.Value(TimeClass.Part) is { Length: > 0 } part ? part : null);
    }

    private static TimeMeaning? Day(TimeMatch match, TimeContext context)
    {
        var shift = match.HasWord("before") ? -2 : match.HasWord("after") ? 2 : int.Parse(match.Value(TimeClass.DayWord)!, CultureInfo.InvariantCulture);
        var part = match.HasWord("tonight") ? "TNI" : match.Value(TimeClass.Part);
        return TimeMeaning.OfDay(context.Reference?.AddDays(shift), part);
    }

    private static TimeMeaning? Part(TimeMatch match, TimeContext context)
    {
        var part = match.Value(TimeClass.Part);
        if (match.Has(TimeClass.Last) && !match.HasWord("last") && !match.HasWord("previous"))
        {
            return null;
        }
        var day = context.Reference?.AddDays(match.Has(TimeClass.Last) ? -1 : 0);
        return DayToldOf(match.Has(TimeClass.Last) || match.Has(TimeClass.This) ? day : context.LastDay, day, part);
    }

    // A year given, or this, last or next year; null where neither.
    private static int? YearOf(TimeMatch match, TimeContext context)
    {
        if (match.Number(TimeClass.Year) is { } given)
        {
            return (int)given;
        }
        return context.Reference is { } today && match.HasWord("year")
            ? match.Has(TimeClass.Last) ? today.Year - 1 : match.Has(TimeClass.Next) ? today.Year + 1 : match.Has(TimeClass.This) ? today.Year : null
            : null;
    }

    // Without a year: the one that puts it nearest before publication, or after it where that is spoken of or close.
    private static DateOnly? DateIn(int? year, int month, int day, TimeContext context)
    {
        const int CloseDays = 60;
        if (year is { } given)
        {
            return TimeCalendar.Of(given, month, day);
        }
        if (context.Reference is not { } today)
        {
            return null;
        }
        var same = TimeCalendar.Of(today.Year, month, day);
        if (same is { } date && date > today && !context.IsFuture && date.DayNumber - today.DayNumber > CloseDays)
        {
            return TimeCalendar.Of(today.Year - 1, month, day);
        }
        return same is { } past && context.IsFuture && past < today && today.DayNumber - past.DayNumber > 180 ? TimeCalendar.Of(today.Year + 1, month, day) : same;
    }

    private static int YearOfMonth(int month, DateOnly today, bool isFuture) =>
        isFuture ? (month < today.Month ? today.Year + 1 : today.Year) : month > today.Month ? today.Year - 1 : today.Year;

    // "May" at the start of a sentence, "Jan" and "Mar" alone.
    private static bool IsDoubtfulMonth(TimeMatch match)
    {
        if (match.Last - match.First > 1)
        {
            return false;
        }
        var form = match.Text.Form(match.First);
        var isShort = form.Length <= 3 && form is not "May" && form[^1] != '.';
        var isVerbLike = form is "May" or "March" && match.Text.Parsed[match.Text.Parsed.SentenceOf(match.First)].First == match.First;
        return isShort || isVerbLike;
    }

    // "Sun" and "Sat" alone are more often something else.
    private static bool IsDoubtfulWeekday(TimeMatch match) => match.Last - match.First == 1 && match.Text.Form(match.First) is "Sun" or "Sat" or "Wed" or "Mon" or "Fri";
}
