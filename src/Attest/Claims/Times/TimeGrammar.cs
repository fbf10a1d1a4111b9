using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Finds expressions of time by the patterns of patterns.tsv and joins them with "since", "until" and "from … to".</summary>
/// <remarks>Hot: looks at every token. A pattern is tried only where a word of time or one of the few words that may begin one stands.</remarks>
internal sealed class TimeGrammar(TimeText text, IReadOnlyList<Item> items, Func<int, TimeReference> referenceAt, WarDays war)
{
    private static readonly string[] Prepositions = ["in", "on", "at", "before", "after", "by", "from", "until", "till", "than", "of"];
    private static readonly string[] EdgeWords = ["beginning", "start", "onset", "outset", "outbreak"];
    private readonly ParsedText _parsed = text.Parsed;
    private readonly TimeMemory _memory = new();
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
                    _memory.Remember(expression);
                    token = expression.Last;
                }
                else
                {
                    token++;
                }
            }
        }
        return new TimeJoiner(text).Join(new QuotedTimes(text, position => referenceAt(position).Day).Anchor(found));
    }

    // An update with a time of its own does not go on from the day that another told of, and none goes on from a day still to come.
    private void ForgetOtherItems(int position)
    {
        var before = _item;
        while (_item < items.Count && items[_item].Span.End <= position)
        {
            _item++;
        }
        if (_item > before && ((_item < items.Count && items[_item].Published is not null) || _memory.Day > referenceAt(position).Day))
        {
            _memory.Forget();
        }
    }

    private TimeExpression? At(int token, Sentence sentence)
    {
        var classes = text.Words[token].Classes;
        if ((classes & (TimeClass.Since | TimeClass.Until)) != 0)
        {
            return Wrapped(token, sentence, (classes & TimeClass.Since) != 0);
        }
        if (war.At(token, sentence.Last, referenceAt(_parsed.Tokens[token].Start).Day) is { } began)
        {
            return began;
        }
        var isOccasion = text.OccasionAt(token).Tokens > 0;
        if ((!isOccasion && text.Words[token].Patterns.Length == 0) || IsVerb(token))
        {
            return (classes & TimeClass.Bound) != 0 ? Bounded(token, sentence) : null;
        }
        TimeExpression? best = null;
        TimeMatch? bestMatch = null;
        TimeContext? context = null;
        foreach (var pattern in isOccasion ? TimePattern.OfEvents : text.Words[token].Patterns)
        {
            if (pattern.Match(text, token, sentence.Last) is { } match && (best is null || match.Last > best.Value.Last) && !BreaksLine(match)
                && TimeRules.Resolve(match, context ??= _memory.Context(referenceAt(_parsed.Tokens[token].Start).Day, TimeTense.IsFuture(text, token), token)) is { } meaning)
            {
                // A comma before a year, or a dash before "long", that does not follow.
                var last = text.IsAny(match.Last - 1, [",", "-", "–", "—"]) ? match.Last - 1 : match.Last;
                var core = CoreOf(match);
                best = new TimeExpression(text.IsAny(match.First, Prepositions) ? core : match.First, last, core, meaning);
                bestMatch = match;
            }
        }
        if (best is not { } found)
        {
            return (classes & TimeClass.Bound) != 0 ? Bounded(token, sentence) : null;
        }
        var based = Based(found, bestMatch!, context!.Value);
        return TimeBounds.TailAt(text, based.Last) is (> 0, var bound) tail && based.Last + tail.Tokens <= sentence.Last && TimeBounds.Open(text, based with { Last = based.Last + tail.Tokens }, bound) is { } open ? open : based;
    }

    // "The war will last three days".
    private bool IsVerb(int token) => text.Is(token, "last") && (_parsed.Tokens[token].Tag == UniversalTag.Verb || text.IsAny(token - 1, ["will", "would", "could", "can", "may", "might", "not", "n't"]));

    // "Before 2015", "by Friday": open at one end. TIMEX3 leaves the words before it out.
    private TimeExpression? Bounded(int token, Sentence sentence)
    {
        if (TimeBounds.LeadAt(text, token) is not (> 0, var bound) lead || token + lead.Tokens >= sentence.Last || (text.ClassesAt(token + lead.Tokens) & (TimeClass.Since | TimeClass.Until)) != 0)
        {
            return null;
        }
        if (text.Is(token, "from") && !(text.IsAny(token + 1, EdgeWords) || (text.Is(token + 1, "the") && text.IsAny(token + 2, EdgeWords))))
        {
            // "A photo from Monday" bounds nothing, "from the start of May" does.
            return null;
        }
        return At(token + lead.Tokens, sentence) is { } inner && !(text.Is(token, "from") && (text.ClassesAt(inner.Last) & (TimeClass.To | TimeClass.Until)) != 0) && inner.First == token + lead.Tokens && TimeBounds.Open(text, inner, bound) is { } open ? open with { First = token } : null;
    }

    // "Earlier on Friday", "at noon": TIMEX3 marks Friday and noon; "earlier this year" it marks whole.
    private int CoreOf(TimeMatch match)
    {
        var first = match.First;
        if (text.Is(first, "so"))
        {
            return first + 2;
        }
        if (match.TokenOf(TimeClass.Weekday) is var weekday && weekday > first && match.HasWord("hours"))
        {
            return weekday;
        }
        if (match.Last - first > 1 && text.IsAny(first, ["earlier", "later"]) && !(match.Has(TimeClass.This | TimeClass.That) && match.Has(TimeClass.Unit) && !match.HasWord("week")))
        {
            first++;
        }
        return match.Last - first > 1 && text.IsAny(first, Prepositions) && !text.IsAny(first + 1, ["least", "present", "this"]) ? first + 1 : first;
    }

    // What it rests on is what it can't do without.
    private TimeExpression Based(TimeExpression found, TimeMatch match, TimeContext context)
    {
        if (found.Meaning.Iso is not { } iso)
        {
            return found;
        }
        if (_memory.AnchorOf(context, without => TimeRules.Resolve(match, without)?.Iso != iso) is var anchor and >= 0)
        {
            return found with { Basis = TimeBasis.Mention, Anchor = anchor };
        }
        var isWritten = TimeRules.Resolve(match, context with { Reference = null })?.Iso == iso;
        return found with { Basis = isWritten ? TimeBasis.Written : referenceAt(_parsed.Tokens[found.First].Start).OfItem ? TimeBasis.ItemTime : TimeBasis.Publication };
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
        if (inner >= sentence.Last || At(inner, sentence) is not { Meaning: { Iso: { } iso } meaning } expression || iso.StartsWith('P') || (iso.Contains('T') && !(isSince && iso.Length > 10 && !iso.Contains('/'))))
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
        var isOccasion = isSince && slash > 0 && text.OccasionAt(text.Is(inner, "the") ? inner + 1 : inner).Tokens > 0;
        var open = isSince ? (slash < 0 ? iso : isOccasion ? iso[(slash + 1)..] : iso[..slash]) + "/" : "/" + iso[(slash + 1)..];
        return open is "/" ? null : expression with { First = token, Meaning = meaning with { Iso = open, Precision = 3 } };
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

/// <summary>The day that "today" means at a place of a text.</summary>
/// <param name="Day">The day; null where no publication is known.</param>
/// <param name="OfItem">Whether it is that of the update, not of the whole report.</param>
internal readonly record struct TimeReference(DateOnly? Day, bool OfItem);
