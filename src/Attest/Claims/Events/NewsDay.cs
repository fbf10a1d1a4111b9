using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>The day that an item is the news of.</summary>
/// <param name="Time">The expression that names it.</param>
/// <param name="IsOnly">Whether the item names no other day, and this one is that of its publication.</param>
internal sealed record NewsDay(TimeMention Time, bool IsOnly)
{
    /// <summary>Sentences of an item before the one that names its day.</summary>
    private const int Begins = 6;

    /// <summary>Sentences of the longest item of which one day can be told.</summary>
    private const int Longest = 30;

    /// <summary>Days before publication of which an item can still be the news.</summary>
    private const int Recent = 2;

    /// <summary>The first time near an item's beginning that names the day of publication or one just before it; null where it names several such days, or none.</summary>
    /// <param name="item">Where the item stands.</param>
    /// <param name="parsed">The report's sentences.</param>
    /// <param name="sentence">Number of the item's first sentence.</param>
    /// <param name="times">All times of the report, in the text's order.</param>
    /// <param name="time">Index of the first that can stand in the item.</param>
    /// <param name="published">When it was published; null where that is not known.</param>
    public static NewsDay? Of(TextSpan item, ParsedText parsed, int sentence, IReadOnlyList<TimeMention> times, int time, DateOnly? published)
    {
        if (published is not { } last)
        {
            return null;
        }
        TimeMention? first = null;
        var isOnly = true;
        for (; time < times.Count && times[time].Span.Start < item.End; time++)
        {
            if (!item.Contains(times[time].Span) || times[time].Value?.Day is not { } day)
            {
                continue;
            }
            isOnly &= day == last;
            if (day > last || last.DayNumber - day.DayNumber > Recent)
            {
                continue;
            }
            if (first is not null && first.Value!.Value.Day != day)
            {
                return null;
            }
            first ??= times[time];
        }
        return first is not null && IsNear(item, parsed, sentence, first) ? new NewsDay(first, isOnly) : null;
    }

    private static bool IsNear(TextSpan item, ParsedText parsed, int sentence, TimeMention time)
    {
        int before = 0, whole = 0;
        for (var i = sentence; i < parsed.SentenceCount && parsed[i].Span.Start < item.End; i++)
        {
            if (item.Contains(parsed[i].Span))
            {
                whole++;
                before += parsed[i].Span.End <= time.Span.Start ? 1 : 0;
            }
        }
        return before <= Begins && whole <= Longest;
    }
}
