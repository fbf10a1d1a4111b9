using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Finds expressions of time by the patterns of patterns.tsv and joins them with "since", "until" and "from … to".</summary>
/// <remarks>Hot: looks at every token. A pattern is tried only where a word of time or one of the few words that may begin one stands.</remarks>
internal sealed class TimeGrammar(TimeText text, IReadOnlyList<Item> items, Func<int, DateOnly?> referenceAt)
{
    private static readonly string[] FutureWords = ["will", "'ll", "’ll", "shall", "upcoming", "scheduled", "expected", "due", "planned", "slated", "plans", "tomorrow", "going"];
    private static readonly string[] PastWords = ["said", "told", "was", "were", "had", "has", "have", "announced", "did", "says"];
    private readonly ParsedText _parsed = text.Parsed;
    private DateOnly? _lastDay;
    private string? _lastStretch;
    private int _item;

    /// <summary>All expressions in the text's order, without overlap.</summary>
    public List<TimeExpression> Find()
    {
        var found = new List<TimeExpression>();
        for (var number = 0; number < _parsed.SentenceCount; number++)
        {
            var sentence = _parsed[number];
            ForgetOtherItems(_parsed.Tokens[sentence.First].Start);
            for (var token = sentence.First; token < sentence.Last;)
            {
                if (At(token, sentence) is { } expression)
                {
                    found.Add(expression);
                    Remember(expression.Meaning);
                    token = expression.Last;
                }
                else
                {
                    token++;
                }
            }
        }
        return Join(new QuotedTimes(text, referenceAt).Anchor(found));
    }

    // An update with a time of its own does not go on from the day that another told of, and none goes on from a day still to come.
    private void ForgetOtherItems(int position)
    {
        var before = _item;
        while (_item < items.Count && items[_item].Span.End <= position)
        {
            _item++;
        }
        if (_item > before && ((_item < items.Count && items[_item].Published is not null) || _lastDay > referenceAt(position)))
        {
            (_lastDay, _lastStretch) = (null, null);
        }
    }

    private TimeExpression? At(int token, Sentence sentence)
    {
        var classes = text.Words[token].Classes;
        if ((classes & (TimeClass.Since | TimeClass.Until)) != 0)
        {
            return Wrapped(token, sentence, (classes & TimeClass.Since) != 0);
        }
        if (classes == TimeClass.None && !CanBegin(token))
        {
            return null;
        }
        TimeExpression? best = null;
        var context = new TimeContext(referenceAt(_parsed.Tokens[token].Start), _lastDay, _lastStretch, IsFuture(token, sentence));
        foreach (var pattern in TimePattern.All)
        {
            if (pattern.Match(text, token, sentence.Last) is { } match && (best is null || match.Last > best.Value.Last) && !BreaksLine(match)
                && TimeRules.Resolve(match, context) is { } meaning)
            {
                // A comma before a year that does not follow; "earlier" and "later", which TIMEX3 leaves out.
                var last = text.Is(match.Last - 1, ",") ? match.Last - 1 : match.Last;
                var isLeftOut = match.Last - match.First > 1 && text.IsAny(match.First, ["earlier", "later"]);
                best = new TimeExpression(match.First, last, isLeftOut ? match.First + 1 : match.First, meaning);
            }
        }
        return best;
    }

    // "Since July 18" is open at its end, "until at least 2030" at its beginning.
    private TimeExpression? Wrapped(int token, Sentence sentence, bool isSince)
    {
        var inner = token + 1;
        if (text.Is(inner, "at") && text.Is(inner + 1, "least"))
        {
            inner += 2;
        }
        else if (text.IsAny(inner, ["around", "about", "roughly", "approximately"]))
        {
            inner++;
        }
        if (inner >= sentence.Last || At(inner, sentence) is not { Meaning: { Iso: { } iso } meaning } expression || iso.StartsWith('P') || iso.Contains('T'))
        {
            return null;
        }
        // "Since the beginning of the day" is that day.
        if (isSince && text.Is(expression.Last - 1, "day") && iso.Length == 10)
        {
            return expression with { First = token };
        }
        var slash = iso.IndexOf('/', StringComparison.Ordinal);
        // Since a war means since its end, since a week its beginning.
        var isOccasion = isSince && slash > 0 && text.OccasionAt(inner).Tokens > 0;
        var open = isSince ? (slash < 0 ? iso : isOccasion ? iso[(slash + 1)..] : iso[..slash]) + "/" : "/" + iso[(slash + 1)..];
        return open is "/" ? null : expression with { First = token, Meaning = meaning with { Iso = open, Precision = 3 } };
    }

    // "From May 3 to May 9": two days with a word between them are one stretch.
    private List<TimeExpression> Join(List<TimeExpression> found)
    {
        var joined = new List<TimeExpression>(found.Count);
        foreach (var expression in found)
        {
            if (joined.Count > 0 && joined[^1] is var before && expression.First == before.Last + 1 && IsFixed(before) && IsFixed(expression)
                && ((text.Words[before.Last].Classes & TimeClass.To) != 0 || (text.Is(before.Last, "and") && text.Is(before.First - 1, "between")))
                && (before.First > 0 && text.IsAny(before.First - 1, ["from", "between"])) && string.CompareOrdinal(before.Meaning.Iso, expression.Meaning.Iso) < 0)
            {
                joined[^1] = new TimeExpression(before.First, expression.Last, before.CoreFirst, new TimeMeaning($"{before.Meaning.Iso}/{expression.Meaning.Iso}", before.Meaning.Timex, 3));
            }
            else
            {
                joined.Add(expression);
            }
        }
        return joined;
    }

    private static bool IsFixed(TimeExpression expression) => expression.Meaning.Iso is { Length: 4 or 7 or 10 } iso && iso[0] != 'P' && !iso.Contains('/');

    private void Remember(TimeMeaning meaning)
    {
        if (meaning.Iso is not { } iso || iso[0] == 'P')
        {
            return;
        }
        var value = new TimeValue(iso);
        if (value.Day is { } day && meaning.Timex != "PRESENT_REF")
        {
            _lastDay = day;
        }
        else if (value.Days is { First: not null, Last: not null } && iso.Contains('/'))
        {
            _lastStretch = iso;
        }
    }

    private bool CanBegin(int token) =>
        text.IsAny(token, ["the", "more", "less", "at", "up", "as", "half", "between", "beginning", "start", "end", "close", "recent", "these", "so", "fiscal", "year", "in", "couple"]) || text.OccasionAt(token).Tokens > 0;

    // What is to come, by the nearest telling word before it or, failing that, behind it within its clause.
    private bool IsFuture(int token, Sentence sentence)
    {
        const int Reach = 12;
        for (var i = token - 1; i >= sentence.First && i > token - Reach; i--)
        {
            if (text.IsAny(i, PastWords) || (text.Form(i).EndsWith("ed", StringComparison.Ordinal) && !text.IsAny(i, FutureWords)))
            {
                return false;
            }
            if (text.IsAny(i, FutureWords) || (text.Is(i, "to") && text.IsAny(i - 1, ["set", "is", "are", "plans", "plan", "planning"])))
            {
                return true;
            }
            if (text.IsAny(i, [";", "“", "\""]))
            {
                break;
            }
        }
        for (var i = token + 1; i < sentence.Last && i < token + 5; i++)
        {
            if (text.IsAny(i, ["will", "'ll", "’ll", "shall"]))
            {
                return true;
            }
            if (text.IsAny(i, PastWords) || text.IsAny(i, [",", ";", "\"", "”"]))
            {
                return false;
            }
        }
        return false;
    }

    private bool BreaksLine(TimeMatch match)
    {
        for (var token = match.First + 1; token < match.Last; token++)
        {
            if (_parsed.Text.AsSpan(_parsed.Tokens[token - 1].End, _parsed.Tokens[token].Start - _parsed.Tokens[token - 1].End).Contains('\n'))
            {
                return true;
            }
        }
        return false;
    }
}
