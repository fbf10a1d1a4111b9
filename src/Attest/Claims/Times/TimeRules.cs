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
        "toldpart" => ToldPart(match, context),
        "thatpart" => ThatWeekday(match, context),
        "told" => Told(match, context),
        "thatmonth" => ThatMonth(match, context),
        "nightdate" => Night(Date(match, context)),
        "nightdays" => Days(match, context),
        "dayalone" => DayAlone(match, context),
        "afternext" => context.Reference is { } asked ? Stretch(match, match.Value(TimeClass.Unit)!, 2, asked) : TimeMeaning.Open,
        "yearended" => YearEnded(match, context),
        "yearstretch" => YearStretch(match, context),
        "couple" => new TimeMeaning(null, TimexDuration(2, match.Value(TimeClass.Unit)!), null),
        "overnight" => Overnight(match, context),
        "theyear" => TheYear(match, context),
        "yearago" => YearAgo(match, context),
        "relative" => Relative(match, context),
        "span" => Span(match, context),
        "recent" => Recent(match, context),
        "ago" => IsYearAgoOfQuarter(match, context) ? YearAgo(match, context) : Ago(match, context, context.Reference),
        "shift" => Shift(match, context),
        "duration" => Ahead(match, context) ?? Duration(match),
        "dayofmonth" => DayOfMonth(match, context),
        "nthweekday" => NthWeekday(match, context),
        "fromday" => Ago(match, context, Day(match, context)?.Iso is { } from ? new TimeValue(from).Day : null),
        "firstof" => FirstOf(match, context),
        "weekof" => WeekOf(match, context),
        "weekwithday" => WeekWith(DayAlone(match, context)),
        "nthmonth" => match.Number(TimeClass.Ordinal) is not ({ } nth and >= 1 and <= 12) ? null : YearOf(match, context) is { } ofYear ? TimeMeaning.OfMonth(ofYear, (int)nth) : TimeMeaning.Open,
        "weekwith" => WeekWith(Date(match, context)),
        "durations" => Durations(match),
        "vague" => Unshown(Vague(match)),
        "bare" => Unshown(Bare(match)),
        "age" => Age(match),
        "year" => Year(match, context),
        "years" => Years(match),
        "decade" => Decade(match),
        "century" => Century(match),
        "season" => Season(match, context),
        "quarter" => Quarter(match, context),
        "half" => Half(match, context),
        // "Video 01:33 - Source: an agency": how long it runs.
        "clock" when match.Text.Is(match.Last, "-") && match.Text.Is(match.Last + 1, "source") => null,
        "clock" => Clock(match, context),
        "quartercentury" => TimeMeaning.OfLength("P25Y"),
        "clockdate" => ClockDate(match, context),
        "present" when match.Text.Is(match.Last, "and") && match.Text.IsAny(match.Last + 1, ["then", "again"]) => null,
        "present" => context.Reference is { } now ? new TimeMeaning(TimeCalendar.Day(now), "PRESENT_REF", 1) : new TimeMeaning(null, "PRESENT_REF", null),
        "recently" => new TimeMeaning(null, "PAST_REF", null, false),
        "set" => Set(match),
        "sofar" when match.Text.Is(match.First - 1, "up") => null,
        "sofar" => new TimeMeaning(context.Reference is { } end ? "/" + TimeCalendar.Day(end) : null, "PRESENT_REF", 3, IsTimex: false),
        "sofaryear" => SoFar(match, context),
        "hiddenpresent" => new TimeMeaning(null, "PRESENT_REF", null, false),
        "hiddenpast" when (match.Text.ClassesAt(match.Last) & (TimeClass.Unit | TimeClass.Figure | TimeClass.Number | TimeClass.Season)) != 0 => null,
        "hiddenpast" => new TimeMeaning(null, "PAST_REF", null, false),
        "hiddenfuture" => new TimeMeaning(null, "FUTURE_REF", null, false),
        "nearfuture" => new TimeMeaning(context.Reference is { } start ? TimeCalendar.Day(start) + "/" : null, "FUTURE_REF", 3),
        "period" => Period(match, context),
        "occasion" => Occasion(match, context),
        _ => throw new InvalidOperationException($"Resolving a time: patterns.tsv names the rule {match.Pattern.Rule}, which is not known here."),
    };

    // "For weeks", "within days": fixes nothing and measures nothing.
    private static TimeMeaning? Unshown(TimeMeaning? vague) => vague is { Iso: null } meaning ? meaning with { IsShown = false } : vague;

    private static TimeMeaning? Date(TimeMatch match, TimeContext context)
    {
        var month = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
        if ((match.Number(TimeClass.Day) ?? match.Number(TimeClass.Ordinal)) is not { } day || !IsDayMonth(match))
        {
            return null;
        }
        return DateIn(YearOf(match, context), month, (int)day, context) is { } date ? TimeMeaning.OfDay(date, match.Value(TimeClass.Part) ?? PartWord(match))
            : context.Reference is null && TimeCalendar.Of(2000, month, (int)day) is not null ? TimeMeaning.Open : null;
    }

    // "A second May", "$12 December": no day of a month.
    private static bool IsDayMonth(TimeMatch match) => !(match.First > 0 && match.Text.Form(match.First - 1) is "$" or "€" or "£") && !(match.Text.Is(match.First, "second") && match.Last - match.First == 2);

    // The night that begins on a day ends on the next.
    private static TimeMeaning? Night(TimeMeaning? day) => day is { Iso: { } iso } meaning && new TimeValue(iso).Day is { } first && first < DateOnly.MaxValue
        ? meaning with { Iso = TimeCalendar.Days(first, first.AddDays(1)), Timex = TimeCalendar.Day(first) + "TNI" }
        : day;

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
        var iso = TimeCalendar.Days(start, end);
        return new TimeMeaning(iso, TimeCalendar.Day(start), TimeCalendar.PrecisionOf(iso)) { SecondTimex = TimeCalendar.Day(end), Split = SplitOf(match) };
    }

    private static int SplitOf(TimeMatch match) => match.TokenOf(TimeClass.To | TimeClass.And);

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
        return TimeMeaning.OfMonth(IsAwaited(match, month, today) ? (month > today.Month ? today.Year : today.Year + 1) : YearOfMonth(month, today, IsPossible(match, month, today) ? true : context.Tense), month);
    }

    // "A possibility that they could march in February": the one that comes soon, where the clause itself says no more than could.
    private static bool IsPossible(TimeMatch match, int month, DateOnly today)
    {
        const int SoonMonths = 3, Reach = 9;
        if ((month - today.Month + 12) % 12 is not (> 0 and <= SoonMonths))
        {
            return false;
        }
        for (var token = match.First - 1; token >= Math.Max(0, match.First - Reach); token--)
        {
            if (match.Text.IsAny(token, ["could", "might", "may"]))
            {
                return !match.Text.IsAny(token + 1, ["have", "not"]);
            }
            if (match.Text.IsAny(token, ["had", "was", "were", "did", ".", ";"]))
            {
                return false;
            }
        }
        return false;
    }

    // "Gave them until January", "to be paid by February": the one that comes, where it comes soon and nothing says "had".
    private static bool IsAwaited(TimeMatch match, int month, DateOnly today)
    {
        const int SoonMonths = 4, Reach = 6;
        if (!match.Text.IsAny(match.First - 1, ["by", "until", "till", "through"]) || (month - today.Month + 12) % 12 is not (> 0 and <= SoonMonths))
        {
            return false;
        }
        for (var token = match.First - Reach; token < match.Last + Reach; token++)
        {
            if (match.Text.IsAny(token, ["had", "was", "were", "lasted", "continued"]))
            {
                return false;
            }
        }
        return true;
    }

    private static TimeMeaning? Months(TimeMatch match, TimeContext context)
    {
        var first = int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture);
        var last = int.Parse(match.Value(TimeClass.Month, 1)!, CultureInfo.InvariantCulture);
        var years = (First: match.Year(), Second: match.Year(1));
        var lastYear = years.Second ?? years.First ?? (context.Reference is { } today ? YearOfMonth(last, today, context.Tense) : null);
        if (lastYear is not { } end)
        {
            return TimeMeaning.Open;
        }
        var start = (years.Second is null ? null : years.First) ?? (first > last ? end - 1 : end);
        return new TimeMeaning($"{TimeCalendar.Month(start, first)}/{TimeCalendar.Month(end, last)}", TimeCalendar.Month(start, first), 3) { SecondTimex = TimeCalendar.Month(end, last), Split = SplitOf(match) };
    }

    private static TimeMeaning? Weekday(TimeMatch match, TimeContext context)
    {
        if (IsDoubtfulWeekday(match))
        {
            return null;
        }
        // "On Tuesday nights": how often.
        if (match.TokenOf(TimeClass.Part) is var partToken and >= 0 && match.Text.Form(partToken) is [.., 's' or 'S'])
        {
            return new TimeMeaning(null, $"XXXX-WXX-{match.Value(TimeClass.Weekday)}{match.Value(TimeClass.Part)}", null, false) { IsSet = true };
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        var wanted = int.Parse(match.Value(TimeClass.Weekday)!, CultureInfo.InvariantCulture);
        var monday = TimeCalendar.Monday(today);
        DateOnly day;
        if (context.LastDay is { } told && (match.HasWord("previous") || match.HasWord("following")))
        {
            // "The following Tuesday" follows on the day told.
            day = told;
            do
            {
                day = day.AddDays(match.Has(TimeClass.Last) ? -1 : 1);
            }
            while (((int)day.DayOfWeek + 6) % 7 != wanted - 1);
        }
        else if (match.HasWord("week"))
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
        return TimeMeaning.OfDay(day, match.Value(TimeClass.Part) ?? PartWord(match));
    }

    private static TimeMeaning? Day(TimeMatch match, TimeContext context)
    {
        var shift = match.HasWord("before") ? -2 : match.HasWord("after") ? 2 : int.Parse(match.Value(TimeClass.DayWord)!, CultureInfo.InvariantCulture);
        var part = match.HasWord("tonight") ? "TNI" : match.Value(TimeClass.Part) ?? PartWord(match);
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
        if (match.Year() is { } given)
        {
            return given;
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
        if (month == 2 && day == 29 && !DateTime.IsLeapYear(today.Year))
        {
            // The leap year before, or the next where that is spoken of.
            var leap = today.Year - (today.Year % 4) + (context.IsFuture ? 4 : 0);
            return TimeCalendar.Of(leap, month, day);
        }
        var same = TimeCalendar.Of(today.Year, month, day);
        if (Narrated(same, month, day, today, context) is { } narrated)
        {
            return narrated;
        }
        if (same is { } date && date > today && !context.IsFuture && date.DayNumber - today.DayNumber > CloseDays)
        {
            return TimeCalendar.Of(today.Year - 1, month, day);
        }
        return same is { } past && context.IsFuture && past < today && today.DayNumber - past.DayNumber > 180 ? TimeCalendar.Of(today.Year + 1, month, day) : same;
    }

    // "On 24 February 2022 it began. On 2 April they left": soon after a day told of an earlier year, unless the nearest such day has just passed or the tense looks ahead.
    private static DateOnly? Narrated(DateOnly? same, int month, int day, DateOnly today, TimeContext context)
    {
        const int JustPassedDays = 30, SoonDays = 62;
        if (!(context.IsLastDayNear || same > today) || context.LastDay is not { } told || told.Year >= today.Year || context.IsFuture || (same is { } recent && recent <= today && today.DayNumber - recent.DayNumber <= JustPassedDays))
        {
            return null;
        }
        return TimeCalendar.Of(month < told.Month ? told.Year + 1 : told.Year, month, day) is { } date && date >= told && date <= today && date.DayNumber - told.DayNumber <= SoonDays ? date : null;
    }

    // The month before publication, or after it where that is spoken of or close.
    private static int YearOfMonth(int month, DateOnly today, bool? isFuture)
    {
        const int CloseMonths = 2;
        var ahead = month - today.Month;
        return isFuture == true ? (ahead < 0 ? today.Year + 1 : today.Year) : ahead > (isFuture == false ? 0 : CloseMonths) ? today.Year - 1 : today.Year;
    }

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
