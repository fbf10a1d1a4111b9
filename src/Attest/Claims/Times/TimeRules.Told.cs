using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Expressions that go on from a time told before: "that year", "the same night", "at dawn". Where none was told they stay open.</summary>
internal static partial class TimeRules
{
    // "In the evening", "at dawn", "the following night": on the day told of, or the one beside it.
    private static TimeMeaning? ToldPart(TimeMatch match, TimeContext context)
    {
        var part = match.Value(TimeClass.Part) is { Length: > 0 } named ? named : PartWord(match) ?? "TMO";
        var step = match.HasWord("following") || match.HasWord("next") ? 1 : match.HasWord("previous") ? -1 : 0;
        if (match.Has(TimeClass.Last) && step == 0)
        {
            return null;
        }
        return DayToldOf(context.LastDay?.AddDays(step), context.Reference?.AddDays(step), part) with { IsTimex = !match.HasWord("hours") };
    }

    // The part of day that stands as a plain word of the pattern.
    private static string? PartWord(TimeMatch match)
    {
        for (var token = match.First; token < match.Last; token++)
        {
            if ((match.Text.Words[token].Classes & TimeClass.Part) != 0)
            {
                return match.Text.Words[token].ValueAs(TimeClass.Part);
            }
        }
        return null;
    }

    private static TimeMeaning? ThatWeekday(TimeMatch match, TimeContext context)
    {
        if (!IsDeterminer(match))
        {
            return null;
        }
        var wanted = int.Parse(match.Value(TimeClass.Weekday)!, CultureInfo.InvariantCulture);
        return context.LastDay is { } told
            ? TimeMeaning.OfDay(TimeCalendar.Monday(told).AddDays(wanted - 1), match.Value(TimeClass.Part))
            : Weekday(match, context) is { } weekday && match.Has(TimeClass.That) ? weekday : TimeMeaning.Open;
    }

    // "That day", not "he said that day trips would go on".
    private static bool IsDeterminer(TimeMatch match) => match.TokenOf(TimeClass.That) is not (var that and >= 0) || match.Text.Parsed.Tokens[that].Tag == UniversalTag.Det;

    private static TimeMeaning? Told(TimeMatch match, TimeContext context)
    {
        if (!IsDeterminer(match))
        {
            return null;
        }
        if (match.Value(TimeClass.Season) is { } season)
        {
            return context.LastTold is { Days.First: { } within } ? SeasonOf(within.Year, season) : TimeMeaning.Open;
        }
        var unit = match.Value(TimeClass.Unit);
        var part = match.Value(TimeClass.Part) ?? (unit == "N" ? "TNI" : null);
        // "That day the army …", not "that years of war" and "so that night patrols".
        if (match.TokenOf(TimeClass.Unit) is var token and >= 0 && match.Text.Form(token) is [.., 's' or 'S'])
        {
            return null;
        }
        if (unit is null or "D" or "N")
        {
            return DayToldOf(context.LastDay, context.Reference, part);
        }
        if (context.LastTold is not { Days: ({ } first, _) })
        {
            return unit is "TS" or "TM" or "TH" ? null : TimeMeaning.Open;
        }
        return unit is "TS" or "TM" or "TH" or "F" ? null : Stretch(match, unit, 0, first) is { } stretch && !match.Has(TimeClass.Early) && !match.Has(TimeClass.Late) ? stretch : unit switch
        {
            "M" => TimeMeaning.OfMonth(first.Year, first.Month),
            "Y" => TimeMeaning.OfYear(first.Year),
            _ => Stretch(match, unit, 0, first),
        };
    }

    private static TimeMeaning? ThatMonth(TimeMatch match, TimeContext context) => context.LastTold is { Days.First: { } told }
        ? TimeMeaning.OfMonth(told.Year, int.Parse(match.Value(TimeClass.Month)!, CultureInfo.InvariantCulture))
        : TimeMeaning.Open;

    // "The worst attack of the year", not "the year of the war" nor "the year before".
    private static TimeMeaning? TheYear(TimeMatch match, TimeContext context) =>
        match.Text.IsAny(match.First - 1, ["of", "for", "during", "throughout"]) && !match.Text.IsAny(match.Last, ["of", "when", "that", "before", "after", "ended", "ending", "to", "-", "in", "since", "earlier", "later", "until", "'s", "’s"])
            && (match.Text.ClassesAt(match.Last) & (TimeClass.Year | TimeClass.Figure)) == 0
            ? TimeMeaning.OfYear(context.Reference?.Year)
            : null;

    // The night before publication; with a weekday or date, the night to or around it.
    private static TimeMeaning? Overnight(TimeMatch match, TimeContext context)
    {
        var named = match.Has(TimeClass.Weekday) ? Weekday(match, context)?.Iso : match.Has(TimeClass.Month) ? Date(match, context)?.Iso : null;
        if (named is not null && new TimeValue(named).Day is { } day && day > DateOnly.MinValue && day < DateOnly.MaxValue)
        {
            if (match.TokenOf(TimeClass.Weekday, 1) >= 0 || match.TokenOf(TimeClass.Day, 1) >= 0)
            {
                return new TimeMeaning(TimeCalendar.Days(day, day.AddDays(1)), TimeCalendar.Day(day) + "TNI", 1);
            }
            // "Overnight into Wednesday" ends on it; "overnight on Wednesday" may begin or end on it, but lies before publication.
            var isInto = match.HasWord("into") || match.HasWord("to");
            var last = isInto || day == context.Reference ? day : day.AddDays(1);
            return new TimeMeaning(TimeCalendar.Days(day.AddDays(-1), last), TimeCalendar.Day(day) + "TNI", last == day ? 1 : 2);
        }
        if (match.Has(TimeClass.Weekday) || match.Has(TimeClass.Month))
        {
            return TimeMeaning.Open;
        }
        return context.Reference is { } published ? new TimeMeaning(TimeCalendar.Days(published.AddDays(-1), published), TimeCalendar.Day(published) + "TNI", 1) : TimeMeaning.Open;
    }

    private static TimeMeaning Vague(TimeMatch match)
    {
        var unit = match.Value(TimeClass.Unit)!;
        var letters = unit switch { "10Y" => "DE", "100Y" => "CE", "N" => "D", "E" => "WE", "F" => "W", _ => unit.TrimStart('T') };
        return new TimeMeaning(null, $"P{(unit.StartsWith('T') ? "T" : "")}X{letters}", null);
    }

    // "For weeks", "within hours", "decades-long": how long is not told.
    private static TimeMeaning? Bare(TimeMatch match)
    {
        var token = match.First;
        if (match.Text.Form(token) is not [.., 's' or 'S'] || match.Value(TimeClass.Unit) is "E" or "Q" or "N" or "TS")
        {
            return null;
        }
        if (match.Has(TimeClass.Ago))
        {
            return new TimeMeaning(null, "PAST_REF", null);
        }
        if (match.HasWord("long") || match.HasWord("or") || match.HasWord("and"))
        {
            return match.TokenOf(TimeClass.Unit, 1) is >= 0 and var second && match.Text.Form(second) is not [.., 's' or 'S'] ? null : Vague(match);
        }
        return match.Text.IsAny(token - 1, ["for", "within", "in", "over", "after", "took", "take", "takes", "despite", "follows"])
            && !match.Text.IsAny(match.Last, ["of", "'", "’"]) && !match.Text.Is(match.Last, "-") ? Vague(match) : null;
    }

    private static TimeMeaning? ClockDate(TimeMatch match, TimeContext context) =>
        TimeOfDay(match) is { } time && (match.Has(TimeClass.Slashed) && SlashedDate.TryParse(match.Text.Form(match.TokenOf(TimeClass.Slashed)), out var slashed) ? TimeMeaning.OfDay(slashed)
            : match.TokenOf(TimeClass.Iso) is var iso8601 and >= 0 ? new TimeMeaning(match.Text.Form(iso8601).ToString(), null, 1)
            : Date(match, context)) is { } date ? date.Iso is { } iso ? new TimeMeaning(iso + time, iso + time, 1) : date : null;
}
