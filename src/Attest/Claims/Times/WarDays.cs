using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Times;

/// <summary>Times that are counted from a day of the war: "the beginning of the full-scale invasion", "early in the conflict", "the first weeks of the war", "so far".</summary>
/// <param name="text">The text.</param>
/// <param name="days">The days that the war's pack knows; where there are none, nothing is found.</param>
internal sealed class WarDays(TimeText text, IReadOnlyList<PackDay> days)
{
    // In tokens: "of Ruritania's new full-scale" between the beginning and the invasion.
    private const int LongestPhrase = 9;

    private static readonly string[] Beginnings = ["beginning", "start", "onset", "outset", "outbreak"];
    private static readonly string[] Firsts = ["first", "early", "earliest", "opening", "initial"];

    /// <summary>The expression that begins with a token; null where none does.</summary>
    public TimeExpression? At(int token, int end, DateOnly? reference)
    {
        if (days.Count == 0 || reference is not { } today)
        {
            return null;
        }
        var first = text.Is(token, "the") ? token + 1 : token;
        if (first + 1 >= end)
        {
            return null;
        }
        if (text.Is(token, "so") && text.Is(token + 1, "far"))
        {
            // "So far this year" is another stretch; "up so far" none.
            return !text.Is(token - 1, "up") && days[0].Day < today && (text.ClassesAt(token + 2) & TimeClass.This) == 0
                ? Made(token, token + 2, TimeCalendar.Day(days[0].Day) + "/" + TimeCalendar.Day(today), 3) with { Meaning = new TimeMeaning(TimeCalendar.Day(days[0].Day) + "/" + TimeCalendar.Day(today), "PRESENT_REF", 3, IsTimex: false) }
                : null;
        }
        if (text.IsAny(first, Beginnings) && text.Is(first + 1, "of"))
        {
            return WarAt(first + 2, end) is var (last, day) && day < today ? Made(token, last, TimeCalendar.Day(day), 1) : null;
        }
        if (text.IsAny(first, ["early", "late"]) && text.IsAny(first + 1, ["in", "on"]) && text.Is(first, "early"))
        {
            return WarAt(first + 2, end) is var (last, day) && day < today ? Made(token, last, TimeCalendar.Month(day), 3) : null;
        }
        if (TimeQuantity.At(text, token) is var (tokens, count) && Into(token, tokens, count, end) is { } into)
        {
            return into.Day < today ? into.Expression : null;
        }
        if (text.IsAny(first, Firsts) && first > token && first + 3 < end)
        {
            var unit = first + 1;
            while (unit < first + 3 && (text.ClassesAt(unit) & (TimeClass.Number | TimeClass.Some | TimeClass.Figure)) != 0)
            {
                unit++;
            }
            if ((text.ClassesAt(unit) & TimeClass.Unit) != 0 && text.IsAny(unit + 1, ["of", "in"]) && WarAt(unit + 2, end) is var (last, day) && day < today)
            {
                return text.IsAny(unit, ["day", "days", "hours", "hour"]) ? Made(token, last, TimeCalendar.Month(day), 3)
                    : text.IsAny(unit, ["week", "weeks"]) ? Made(token, last, TimeCalendar.Month(day) + "/" + TimeCalendar.Month(day.AddDays(28)), 3)
                    : text.IsAny(unit, ["month", "months"]) ? Made(token, last, TimeCalendar.Year(day.Year), 3)
                    : null;
            }
        }
        return null;
    }

    // "A month into the fighting", "two weeks into the invasion": counted from its first day.
    private (TimeExpression Expression, DateOnly Day)? Into(int token, int tokens, double count, int end)
    {
        var unit = tokens > 0 ? token + tokens : token + 1;
        if ((tokens == 0 && (text.ClassesAt(token) & TimeClass.One) == 0) || (text.ClassesAt(unit) & TimeClass.Unit) == 0 || !text.Is(unit + 1, "into") || WarAt(unit + 2, end) is not var (last, first))
        {
            return null;
        }
        var letter = text.Words[unit].ValueAs(TimeClass.Unit);
        if (letter is not ("D" or "W" or "M" or "Y") || TimeCalendar.Shift(first, letter, tokens > 0 ? count : 1) is not { } day)
        {
            return null;
        }
        return (Made(token, last, letter is "D" or "W" ? TimeCalendar.Day(day) : TimeCalendar.Month(day), letter is "D" or "W" ? 1 : 3), day);
    }

    // The end of the phrase that names the war, with whom it is against; null where it names none, or tells the time itself ("the start of the war in 2020").
    private (int Last, DateOnly Day)? WarAt(int from, int end)
    {
        for (var token = from; token < Math.Min(end, from + LongestPhrase); token++)
        {
            if (DayOf(token, end) is var (day, tokens))
            {
                var last = token + tokens;
                return text.IsAny(last, ["in", "on"]) && (IsTime(last + 1) || IsTime(last + 2)) ? null : (last, day);
            }
            if (text.Parsed.Tokens[token].Tag is not (UniversalTag.Det or UniversalTag.Adj or UniversalTag.Propn or UniversalTag.Part or UniversalTag.Pron or UniversalTag.Noun) && !text.IsAny(token, ["'s", "’s", "'", "’", "-", "scale", "\"", "“", "all", "out"]))
            {
                return null;
            }
        }
        return null;
    }

    private (DateOnly Day, int Tokens)? DayOf(int token, int end)
    {
        foreach (var day in days)
        {
            foreach (var words in day.Words)
            {
                var k = token;
                foreach (var word in words.AsSpan().Split(' '))
                {
                    k = k >= 0 && k < end && text.Form(k).Equals(words.AsSpan(word), StringComparison.OrdinalIgnoreCase) ? k + 1 : -1;
                }
                // "The start of war games" is none, nor is that of "war crimes trials".
                if (k > token && !(k < end && text.Parsed.Tokens[k].Tag == UniversalTag.Noun))
                {
                    return (day.Day, k - token);
                }
            }
        }
        return null;
    }

    private bool IsTime(int token) => (text.ClassesAt(token) & (TimeClass.Month | TimeClass.Year | TimeClass.Early | TimeClass.Late | TimeClass.Mid | TimeClass.Day | TimeClass.Season | TimeClass.Weekday)) != 0;

    private static TimeExpression Made(int first, int last, string iso, int precision) => new(first, last, first, new TimeMeaning(iso, null, precision, IsTimex: false)) { Basis = TimeBasis.Written };
}
