namespace Attest.Claims.Times;

/// <summary>Anchors "today", "now" and "yesterday" within quotation marks to the day on which the words were said, where a weekday beside them tells it.</summary>
internal sealed class QuotedTimes(TimeText text, Func<int, DateOnly?> referenceAt)
{
    private const int ReachTokens = 90;
    private const int OldestDays = 3;

    /// <summary>The same expressions, those in quotations anchored.</summary>
    public List<TimeExpression> Anchor(List<TimeExpression> found)
    {
        var quoted = Quoted();
        for (var i = 0; i < found.Count; i++)
        {
            if (quoted[found[i].First] && Shift(found[i]) is { } shift && SaidOn(found, i) is var (day, anchor))
            {
                var iso = found[i].Meaning.Iso!;
                var anchored = TimeCalendar.Day(day.AddDays(shift));
                found[i] = found[i] with { Basis = TimeBasis.Mention, Anchor = anchor, Meaning = found[i].Meaning with { Iso = iso.StartsWith('/') ? "/" + anchored : iso.EndsWith('/') ? anchored + "/" : anchored } };
            }
        }
        return found;
    }

    // Days from the saying to the day meant; null for an expression that does not count from it.
    private int? Shift(TimeExpression expression)
    {
        if (expression.Meaning.Iso is null)
        {
            return null;
        }
        return expression.Meaning.Timex is "PRESENT_REF" or "FUTURE_REF" ? 0
            : expression.Last - expression.First > 2 || (text.Words[expression.Last - 1].Classes & TimeClass.DayWord) == 0 ? null
            : text.Is(expression.Last - 1, "yesterday") ? -1 : text.Is(expression.Last - 1, "tomorrow") ? 1 : 0;
    }

    private (DateOnly Day, int Token)? SaidOn(List<TimeExpression> found, int index)
    {
        (DateOnly, int)? nearest = null;
        var least = ReachTokens;
        var reference = referenceAt(text.Parsed.Tokens[found[index].First].Start);
        for (var i = 0; i < found.Count; i++)
        {
            var distance = Math.Abs(found[i].First - found[index].First);
            if (i != index && distance < least && (text.Words[found[i].First].Classes & TimeClass.Weekday) != 0 && found[i].Meaning.Iso is { } iso && new TimeValue(iso).Day is { } day
                && reference is { } published && day <= published && published.DayNumber - day.DayNumber <= OldestDays)
            {
                (nearest, least) = ((day, found[i].First), distance);
            }
        }
        return nearest;
    }

    private bool[] Quoted()
    {
        var quoted = new bool[text.Words.Length];
        var isOpen = false;
        for (var i = 0; i < quoted.Length; i++)
        {
            if (i > 0 && text.Parsed.Text.AsSpan(text.Parsed.Tokens[i - 1].End, text.Parsed.Tokens[i].Start - text.Parsed.Tokens[i - 1].End).Contains('\n'))
            {
                isOpen = false;
            }
            isOpen = text.Form(i) switch { "“" or "``" => true, "”" or "''" => false, "\"" => !isOpen, _ => isOpen };
            quoted[i] = isOpen;
        }
        return quoted;
    }
}
