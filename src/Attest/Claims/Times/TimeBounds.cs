using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Words before or behind a date that leave it open at one end: "before 2015", "by Friday", "no later than May", "from 1 October onwards", "2012 or later".</summary>
internal static class TimeBounds
{
    private static readonly (string[] Words, TimeBound Bound)[] Leads =
    [
        (["no", "later", "than"], TimeBound.By), (["not", "later", "than"], TimeBound.By), (["on", "or", "before"], TimeBound.By), (["before", "or", "on"], TimeBound.By), (["before", "or", "in"], TimeBound.By),
        (["no", "earlier", "than"], TimeBound.From), (["not", "earlier", "than"], TimeBound.From), (["not", "before"], TimeBound.From), (["on", "or", "after"], TimeBound.From), (["after", "or", "on"], TimeBound.From),
        (["starting", "from"], TimeBound.From), (["starting", "on"], TimeBound.From), (["starting", "in"], TimeBound.From), (["starting", "with"], TimeBound.From), (["starting"], TimeBound.From),
        (["beginning", "from"], TimeBound.From), (["beginning", "on"], TimeBound.From), (["beginning", "in"], TimeBound.From), (["beginning", "with"], TimeBound.From), (["beginning"], TimeBound.From),
        (["earlier", "than"], TimeBound.Before), (["sooner", "than"], TimeBound.Before), (["prior", "to"], TimeBound.Before), (["before"], TimeBound.Before),
        (["later", "than"], TimeBound.After), (["after"], TimeBound.After), (["by"], TimeBound.By), (["from"], TimeBound.From),
    ];

    private static readonly string[] Nearly = ["shortly", "just", "immediately", "soon", "right", "long", "day", "morning", "night", "evening"];

    /// <summary>The words that bound what follows them; no tokens where there are none.</summary>
    public static (int Tokens, TimeBound Bound) LeadAt(TimeText text, int token)
    {
        // "Two days after", "shortly before": not open.
        // "During and after the war" is open at no end.
        if (text.IsAny(token - 1, ["and", "or"]) && text.IsAny(token - 2, ["during", "before", "after"]))
        {
            return (0, default);
        }
        var isCounted = (text.ClassesAt(token - 1) & TimeClass.Unit) != 0 || text.IsAny(token - 1, Nearly);
        foreach (var (words, bound) in Leads)
        {
            var matched = 0;
            while (matched < words.Length && text.Is(token + matched, words[matched]))
            {
                matched++;
            }
            if (matched == words.Length)
            {
                return isCounted && bound is TimeBound.Before or TimeBound.After ? (0, default) : (matched, bound);
            }
        }
        return (0, default);
    }

    /// <summary>The words behind a date that bound it; no tokens where there are none.</summary>
    public static (int Tokens, TimeBound Bound) TailAt(TimeText text, int token) =>
        text.IsAny(token, ["onwards", "onward"]) ? (1, TimeBound.From)
        : !text.Is(token, "or") ? (0, default)
        : text.Is(token + 2, "than") ? (0, default)
        : text.Is(token + 1, "later") ? (2, TimeBound.From)
        : text.Is(token + 1, "earlier") ? (2, TimeBound.By)
        : (0, default);

    /// <summary>The expression open at one end; null where what is bounded is not a date of its own: "after Friday's attack", "by now", "after two days".</summary>
    public static TimeExpression? Open(TimeText text, TimeExpression expression, TimeBound bound)
    {
        var meaning = expression.Meaning;
        if (meaning is not { Iso: { } iso, IsShown: true, IsComparison: false, TimexType: not "DURATION", Timex: not ("PRESENT_REF" or "PAST_REF" or "FUTURE_REF") } || iso[0] is 'P' or '/' || iso[^1] == '/' || iso.Contains('T', StringComparison.Ordinal)
            || text.IsAny(expression.Last, ["'s", "’s", "'", "’", "-"])
            || (expression.Last < text.Words.Length && text.Parsed.Tokens[expression.Last].Tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj or UniversalTag.Num))
        {
            return null;
        }
        var slash = iso.IndexOf('/', StringComparison.Ordinal);
        var (first, last) = slash < 0 ? (iso, iso) : (iso[..slash], iso[(slash + 1)..]);
        var open = bound switch
        {
            // "Before the end of the year" takes in its last day.
            TimeBound.Before when HasEnd(text, expression) => "/" + last,
            TimeBound.Before => Beside(first, -1) is { } before ? "/" + before : null,
            TimeBound.By => "/" + last,
            TimeBound.After => Beside(last, 1) is { } after ? after + "/" : null,
            _ => first + "/",
        };
        return open is null ? null : expression with { Meaning = meaning with { Iso = open, Precision = 3 } };
    }

    private static bool HasEnd(TimeText text, TimeExpression expression)
    {
        for (var token = expression.First; token < expression.Last; token++)
        {
            if (text.IsAny(token, ["end", "close"]))
            {
                return true;
            }
        }
        return false;
    }

    // The year, month or day before or after.
    private static string? Beside(string iso, int step)
    {
        if (!int.TryParse(iso.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2 or > 9998)
        {
            return null;
        }
        return iso.Length switch
        {
            4 => TimeCalendar.Year(year + step),
            7 => TimeCalendar.Month(DateOnly.ParseExact(iso + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(step)),
            10 => TimeCalendar.Day(DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(step)),
            _ => null,
        };
    }
}

/// <summary>How a date is bounded: what lies before it, up to it, after it, from it on.</summary>
internal enum TimeBound
{
    /// <summary>Before it begins.</summary>
    Before,

    /// <summary>Up to its end.</summary>
    By,

    /// <summary>After its end.</summary>
    After,

    /// <summary>From its beginning on.</summary>
    From,
}
