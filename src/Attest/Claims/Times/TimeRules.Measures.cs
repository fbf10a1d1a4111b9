using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Lengths of time, and stretches of the calendar by their names.</summary>
internal static partial class TimeRules
{
    // Words before "a day" that make it a rate: $5 a day, twice a week, kilometres an hour.
    private static readonly string[] RateWords = ["twice", "once", "times", "kilometres", "kilometers", "km", "miles", "per", "dollars", "euros", "barrels", "tons", "tonnes", "shells", "people", "%", "percent"];
    private static readonly string[] SeasonWords = ["in", "by", "since", "until", "during", "before", "after", "of", "this", "last", "next", "late", "early", "mid", "-", "through", "that", "for", "over", "throughout"];
    private static readonly string[] YearWords =
        ["in", "of", "since", "by", "from", "to", "until", "till", "during", "before", "after", "through", "for", "late", "early", "mid", "the", "between", "and", "than", "(", "-", "–", "into", "around", "about", "circa", "a", "fiscal", ",", "on", "over", "year", "spring", "summer", "autumn", "winter", "that", "as", "back", "around", "throughout", "its", "his", "their", "'s", "’s"];

    private static TimeMeaning? Duration(TimeMatch match)
    {
        var unit = match.Value(TimeClass.Unit)!;
        var unitToken = match.TokenOf(TimeClass.Unit);
        var count = match.Quantity() ?? (match.HasWord("half") && !match.HasWord("and") ? 0 : 1);
        if (match.HasWord("half") && (match.Quantity() is null || match.Text.Is(match.Last - 1, "half")))
        {
            count += 0.5;
        }
        var isOne = match.Has(TimeClass.One);
        // "24 hours a day"; "another day".
        if ((match.Text.Is(match.Last, "a") && (match.Text.ClassesAt(match.Last + 1) & TimeClass.Unit) != 0) || (match.Text.Is(match.First, "another") && unit == "D"))
        {
            return null;
        }
        // Round the clock; "a second missile"; "three quarters of it"; "the night".
        if ((count == 24 && unit == "TH" && match.HasWord("-")) || unit == "E" || (match.Text.Is(unitToken, "second") && match.Quantity() is null)
            || (unit == "Q" && (match.Text.Is(match.Last, "of") || match.Text.Is(match.Last, "-"))) || (unit == "N" && isOne))
        {
            return null;
        }
        // "A day" is mostly a rate ($5 a day, 700 seats a week); "in a day", "a day after" are not.
        if (isOne && match.TokenOf(TimeClass.One) == match.First && match.Last - match.First == 2 && IsRate(match))
        {
            return null;
        }
        if (unit == "D" && isOne && !match.Text.IsAny(match.Last, ["after", "before", "of", "when"]) && !match.Text.IsAny(match.First - 1, ["in", "for", "within", "after", "over", "on"]))
        {
            return null;
        }
        if (unit == "D" && match.Text.Is(match.First, "one") && match.Last - match.First == 2 && match.First > 0
            && (match.Text.Parsed.Tokens[match.First - 1].Tag == UniversalTag.Aux || (match.Last < match.Text.Words.Length && match.Text.Parsed.Tokens[match.Last].Tag is UniversalTag.Verb or UniversalTag.Aux)))
        {
            // "Will one day be clear": some day.
            return null;
        }
        if (unit == "Q" && isOne && !match.Text.IsAny(match.First - 1, ["in", "for", "within", "over", "per"]))
        {
            // "Around a quarter agreed": a share.
            return null;
        }
        // "5 to 3 years old", "aged 30 years": an age.
        if (match.Text.Is(match.Last, "old") || (match.Text.Is(match.Last, "-") && match.Text.Is(match.Last + 1, "old")) || match.Text.Is(match.First - 1, "aged"))
        {
            return null;
        }
        // "Two hours and thirty minutes".
        if (match.TokenOf(TimeClass.Unit, 1) >= 0)
        {
            return match.Quantity(1) is { } rest && TimeCalendar.Duration(count, unit, rest, match.Value(TimeClass.Unit, 1)!) is { } both ? TimeMeaning.OfLength(both) : null;
        }
        return TimeMeaning.OfLength(TimeCalendar.Duration(count, unit)) with { Timex = TimexDuration(count, unit) };
    }

    // What is counted, or a number of times, before it.
    private static bool IsRate(TimeMatch match)
    {
        var before = match.First - 1;
        if (before < 0)
        {
            return false;
        }
        return match.Text.IsAny(before, RateWords) || (match.Text.Words[before].Classes & (TimeClass.Figure | TimeClass.Number)) != 0
            || (match.Text.Parsed.Tokens[before] is { Tag: UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Sym or UniversalTag.Num } && !match.Text.IsAny(match.Last, ["ago", "earlier", "later", "before", "after", "from"]));
    }

    private static string TimexDuration(double count, string unit)
    {
        var letters = unit switch { "Q" => "Q", "100Y" => "CE", _ => null };
        return letters is null ? TimeCalendar.Duration(count, unit) : string.Create(CultureInfo.InvariantCulture, $"P{count:0.##}{letters}");
    }

    private static TimeMeaning? Durations(TimeMatch match)
    {
        var unit = match.Value(TimeClass.Unit)!;
        if (match.Quantity() is not { } least || match.Quantity(1) is not { } most || match.Text.Is(match.Last, "old"))
        {
            return null;
        }
        return new TimeMeaning($"{TimeCalendar.Duration(least, unit)}/{TimeCalendar.Duration(most, unit)}", TimeCalendar.Duration(most, unit), null);
    }

    private static TimeMeaning? Age(TimeMatch match) =>
        match.Last < match.Text.Words.Length && match.HasWord("-") && (match.Text.Words[match.Last].Classes & TimeClass.Lasting) != 0 && match.Quantity() is { } count
            ? TimeMeaning.OfLength(TimeCalendar.Duration(count, match.Value(TimeClass.Unit)!))
            : null;

    private static TimeMeaning? Set(TimeMatch match)
    {
        var timex = match.Value(TimeClass.Unit) is "E" ? match.Quantity() is { } weekends ? string.Create(CultureInfo.InvariantCulture, $"P{weekends:0.##}WE") : "XXXX-WXX-WE"
            : match.Value(TimeClass.Unit) is "N" ? "XXXX-XX-XXTNI"
            : match.Value(TimeClass.Unit) is { } unit ? TimexDuration(match.Quantity() ?? (match.HasWord("other") ? 2 : 1), unit)
            : match.Value(TimeClass.Weekday) is { } weekday ? $"XXXX-WXX-{weekday}{match.Value(TimeClass.Part)}"
            : match.Value(TimeClass.Month) is { } month ? $"XXXX-{month.PadLeft(2, '0')}"
            : match.Value(TimeClass.Season) is { } season ? $"XXXX-{season}"
            : match.Value(TimeClass.Part) is { } part ? $"XXXX-XX-XX{part}"
            : match.Value(TimeClass.Set) ?? "P1D";
        // "The annual meeting" says which; "they meet annually" how often. TimeML marks the latter.
        var isAttribute = match.Has(TimeClass.Set) && match.Text.Parsed.Tokens[match.First] is { Relation: Relation.Amod or Relation.Compound };
        return new TimeMeaning(null, timex, null, false, !isAttribute) { IsSet = true };
    }

    private static TimeMeaning? Year(TimeMatch match, TimeContext context)
    {
        if (match.Year() is not { } year)
        {
            return TimeMeaning.OfYear(context.Reference?.Year + (match.Has(TimeClass.Last) ? -1 : match.Has(TimeClass.Next) ? 1 : 0));
        }
        var isAlone = match.Last - match.First == 1;
        if (isAlone && (year is < 1500 or > 2100 || IsCount(match) || IsCountOf(match)))
        {
            return null;
        }
        return TimeMeaning.OfYear((int)year);
    }

    // "2000 troops" is a number, "the 2024 Olympics" is not.
    private static bool IsCount(TimeMatch match)
    {
        var next = match.Last;
        var isBeforeNoun = next < match.Text.Words.Length && match.Text.Form(next) is [>= 'a' and <= 'z', .., 's'] and not ("was" or "is" or "has" or "as" or "after");
        var isAfterYearWord = match.First > 0 && match.Text.IsAny(match.First - 1, YearWords);
        var isFollowedByUnit = next < match.Text.Words.Length && (match.Text.Words[next].Classes & TimeClass.Unit) != 0;
        return isFollowedByUnit || match.Text.Form(match.First - (match.First > 0 ? 1 : 0)) is "$" or "€" or "£" || (!isAfterYearWord && isBeforeNoun) || (isAfterYearWord && isBeforeNoun && !match.Text.IsAny(match.First - 1, ["in", "since", "of", "the", "by"]))
            || (!isAfterYearWord && next < match.Text.Words.Length && match.Text.Form(next) is [>= 'a' and <= 'z', ..] and not ("and" or "to" or "was" or "when" or "as" or "after" or "with" or "by" or "that" or "but"));
    }

    // "A limit of 1550 strategic warheads": it counts the noun that it hangs on.
    private static bool IsCountOf(TimeMatch match)
    {
        if (match.First == 0 || !match.Text.Is(match.First - 1, "of"))
        {
            return false;
        }
        var parsed = match.Text.Parsed;
        var token = parsed.Tokens[match.First];
        var head = parsed[parsed.SentenceOf(match.First)].First + token.Head;
        return token.Relation == Relation.Nummod && head > match.First && (parsed.Tokens[head].Morphology & Morphology.Plural) != 0;
    }

    private static TimeMeaning? Years(TimeMatch match)
    {
        if (match.Year() is not { } first || match.Year(1) is not { } last || first >= last)
        {
            return null;
        }
        return new TimeMeaning($"{TimeCalendar.Year((int)first)}/{TimeCalendar.Year((int)last)}", TimeCalendar.Year((int)first), 3) { SecondTimex = TimeCalendar.Year((int)last), Split = SplitOf(match) };
    }

    // "The nineties" are a decade, "in her nineties" is an age.
    private static TimeMeaning? Decade(TimeMatch match) => match.Text.Words[match.TokenOf(TimeClass.Decade)].Number == 0 && !match.Text.Is(match.First, "the") ? null : match.Number(TimeClass.Decade) is { } first
        ? new TimeMeaning($"{TimeCalendar.Year((int)first)}/{TimeCalendar.Year((int)first + 9)}", TimeCalendar.Year((int)first)[..3], 3)
        : null;

    private static TimeMeaning? Century(TimeMatch match) => match.Number(TimeClass.Ordinal) is { } number and >= 2 and <= 22
        ? new TimeMeaning($"{TimeCalendar.Year((((int)number - 1) * 100) + 1)}/{TimeCalendar.Year((int)number * 100)}", TimeCalendar.Year(((int)number - 1) * 100)[..2], 3)
        : null;

    private static TimeMeaning? Season(TimeMatch match, TimeContext context)
    {
        if (match.Last - match.First == 1 && !(match.First > 0 && match.Text.IsAny(match.First - 1, SeasonWords)))
        {
            return null;
        }
        var season = match.Value(TimeClass.Season) ?? "FA";
        var firstMonth = season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        var year = match.HasWord("year") ? YearOf(match, context) : match.Year();
        if (year is null && context.Reference is { } today)
        {
            year = match.Has(TimeClass.Last) ? (firstMonth + 2 < today.Month ? today.Year : today.Year - 1)
                : match.Has(TimeClass.Next) ? (firstMonth > today.Month ? today.Year : today.Year + 1)
                : match.Has(TimeClass.This) || context.IsFuture || firstMonth <= today.Month ? today.Year : today.Year - 1;
        }
        if (year is not { } known)
        {
            return TimeMeaning.Open;
        }
        return SeasonOf(known, season);
    }

    private static TimeMeaning? SeasonOf(int year, string season)
    {
        var firstMonth = season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        if (season == "WI" && year >= DateOnly.MaxValue.Year)
        {
            return TimeMeaning.Open;
        }
        var last = season == "WI" ? TimeCalendar.Month(year + 1, 2) : TimeCalendar.Month(year, firstMonth + 2);
        return new TimeMeaning($"{TimeCalendar.Month(year, firstMonth)}/{last}", $"{TimeCalendar.Year(year)}-{season}", 3);
    }

    private static TimeMeaning QuarterOf(DateOnly day)
    {
        var quarter = (day.Month + 2) / 3;
        return new TimeMeaning($"{TimeCalendar.Month(day.Year, (quarter * 3) - 2)}/{TimeCalendar.Month(day.Year, quarter * 3)}", string.Create(CultureInfo.InvariantCulture, $"{day.Year:D4}-Q{quarter}"), 3);
    }

    private static TimeMeaning? Quarter(TimeMatch match, TimeContext context)
    {
        if (match.Text.Is(match.Last, "of") && !match.Has(TimeClass.Ordinal) && !match.Has(TimeClass.This | TimeClass.Last | TimeClass.Next))
        {
            return null;
        }
        var number = match.Number(TimeClass.Ordinal) ?? match.Number(TimeClass.QuarterName);
        if (number is > 4)
        {
            return null;
        }
        if (YearOf(match, context) is { } year && number is { } known)
        {
            return QuarterOf(new DateOnly(year, ((int)known * 3) - 2, 1));
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        if (number is { } quarter)
        {
            return QuarterOf(new DateOnly(((int)quarter * 3) - 2 > today.Month && !context.IsFuture ? today.Year - 1 : today.Year, ((int)quarter * 3) - 2, 1));
        }
        return QuarterOf(today.AddMonths(match.Has(TimeClass.Next) ? 3 : match.Has(TimeClass.This) ? 0 : -3));
    }

    private static TimeMeaning? Half(TimeMatch match, TimeContext context)
    {
        var year = match.Year() ?? (context.Reference?.Year + (match.Has(TimeClass.Last) ? -1 : match.Has(TimeClass.Next) ? 1 : 0));
        if (year is not { } known)
        {
            return TimeMeaning.Open;
        }
        var isFirst = match.HasWord("first") || match.Number(TimeClass.HalfName) == 1;
        return new TimeMeaning($"{TimeCalendar.Month(known, isFirst ? 1 : 7)}/{TimeCalendar.Month(known, isFirst ? 6 : 12)}", $"{TimeCalendar.Year(known)}-H{(isFirst ? 1 : 2)}", 3);
    }

    private static TimeMeaning? Clock(TimeMatch match, TimeContext context)
    {
        if (TimeOfDay(match) is not { } time)
        {
            return null;
        }
        // Scores ("2:1") have no two figures after the colon and do not come here; "10:30" is on the day told of, and where none is told of, the day stays open: the day of publication would be a guess.
        if (match.Has(TimeClass.This))
        {
            return context.Reference is { } thisDay ? new TimeMeaning(TimeCalendar.Day(thisDay) + time, TimeCalendar.Day(thisDay) + time, 1) : TimeMeaning.Open;
        }
        if (match.Has(TimeClass.Weekday) || match.Has(TimeClass.DayWord))
        {
            var named = match.Has(TimeClass.Weekday) ? Weekday(match, context) : Day(match, context);
            return named is { Iso: { } iso } ? new TimeMeaning(iso + time, iso + time, 1) : named;
        }
        // A clock time on a line of its own is when that was published.
        var sentence = match.Text.Parsed[match.Text.Parsed.SentenceOf(match.First)];
        var isOwnLine = sentence.First == match.First && sentence.Last == match.Last;
        return new TimeMeaning((isOwnLine ? context.LastDay ?? context.Reference : context.LastDay) is { } day ? TimeCalendar.Day(day) + time : null, context.Reference is { } today ? TimeCalendar.Day(today) + time : null, 1);
    }

    // 10 and 10.30 before "am": whole hours, and minutes behind a full stop.
    private static double? MinutesOf(double? figure) => figure is { } hours ? (Math.Floor(hours) * 60) + Math.Round((hours - Math.Floor(hours)) * 100) : null;

    // T14:30; null where the figures are no time of day.
    private static string? TimeOfDay(TimeMatch match)
    {
        const int MinutesOfDay = 1440, MinutesOfHalf = 720;
        if ((match.Number(TimeClass.Clock) ?? MinutesOf(match.Number(TimeClass.Figure) ?? match.Number(TimeClass.Dotted))) is not { } minutes || minutes >= MinutesOfDay)
        {
            return null;
        }
        if (match.TokenOf(TimeClass.Meridiem) is var meridiem and >= 0)
        {
            minutes = (minutes % MinutesOfHalf) + (match.Text.Form(meridiem)[0] is 'p' or 'P' ? MinutesOfHalf : 0);
        }
        return string.Create(CultureInfo.InvariantCulture, $"T{(int)minutes / 60:D2}:{(int)minutes % 60:D2}");
    }

    private static TimeMeaning? Occasion(TimeMatch match, TimeContext context)
    {
        const int CloseDays = 60;
        var value = match.Text.OccasionAt(match.ElementOf(TimeClass.Event) is var token and >= 0 ? token : match.Text.Is(match.First, "the") ? match.First + 1 : match.First).Value;
        if (value.Length == 0)
        {
            return null;
        }
        if (!FeastCalendar.IsYearly(value))
        {
            return match.Has(TimeClass.This | TimeClass.Last | TimeClass.Next) ? null : new TimeMeaning(value, value, 3, IsTimex: false);
        }
        if (match.Year() is { } year)
        {
            return TimeMeaning.OfDay(FeastCalendar.In(year, value));
        }
        if (context.Reference is not { } today)
        {
            return TimeMeaning.Open;
        }
        var date = FeastCalendar.In(today.Year, value)!.Value;
        if (match.Has(TimeClass.This))
        {
            return TimeMeaning.OfDay(date);
        }
        var isLast = match.Has(TimeClass.Last) ? date >= today : date > today && !context.IsFuture && !match.Has(TimeClass.Next) && date.DayNumber - today.DayNumber > CloseDays;
        var isNext = match.Has(TimeClass.Next) ? date <= today : date < today && context.IsFuture;
        return TimeMeaning.OfDay(isLast ? FeastCalendar.In(today.Year - 1, value) : isNext ? FeastCalendar.In(today.Year + 1, value) : date);
    }
}
