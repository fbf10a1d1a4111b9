using Attest.Claims.Attributions;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>Tells numbers that count or measure from dates, clock times, ages, ordinals, names of models and bodies, telephone and list numbers.</summary>
internal sealed class NumberFilter(Words words, IReadOnlyList<Place> places, IReadOnlyList<TimeMention> times)
{
    private const int FirstYear = 1800;
    private const int LastYear = 2100;

    // In tokens: "ages of six weeks and" before the second age.
    private const int AgeReach = 6;
    private int _place;
    private int _time;

    /// <summary>Whether a number counts or measures. To be asked in the text's order.</summary>
    /// <param name="quantity">The number.</param>
    /// <param name="noun">What is counted, where a noun was found for it.</param>
    /// <param name="first">First token of its sentence.</param>
    public bool Counts(Quantity quantity, CountNoun? noun, int first)
    {
        var number = quantity.NumberFirst;
        var span = words.Span(number, quantity.Last);
        if (InTime(span, quantity) || words[number - 1] is "#" or "@" or "№" || words[number - 1] == "." && words.IsJoined(number - 1) || words[quantity.Last] is "/" or ":" && words.IsJoined(quantity.Last - 1) && words.IsDigits(quantity.Last + 1))
        {
            return false;
        }
        if (quantity.Unit == "calibre" || IsJoinedDigits(quantity) || IsClock(quantity, noun) || IsDottedDate(quantity, noun) || IsPartOfWord(quantity, noun))
        {
            return false;
        }
        if (words[quantity.Last] is "o'clock" or "o’clock" || (words.Is(number - 1, WordClass.Month) && words.IsCapital(number - 1) && quantity.Form == NumberForm.Digits && quantity.Low <= 31 && (noun is null || noun.Value.First != quantity.Last)))
        {
            return false;
        }
        if (quantity.Form == NumberForm.Digits && (words[number - 1] is "/" or ":" && words.IsJoined(number - 1) && words.IsDigits(number - 2)))
        {
            return false;
        }
        return quantity.Form switch
        {
            NumberForm.One => IsCountedOne(quantity, noun),
            NumberForm.None => noun is { Category: "casualties" or "killed" or "wounded" } || (noun is { Category: "people" or "troops" } or null && FollowedByHarm(noun?.Last ?? quantity.Last)),
            NumberForm.Pair => noun is { Category: not CountNoun.Thing } && (words[number] is not "both" || FollowedByHarm(noun.Value.Last)),
            NumberForm.Digits => IsDigitsCount(quantity, noun, first),
            NumberForm.Words => !IsAge(quantity) && !IsRank(quantity, noun) && !(words[number - 1] is "first" or "last" or "next" && noun is null or { Category: CountNoun.Thing }) && !(words.IsCapital(number) && number > first && words.IsCapital(number - 1)),
            _ => true,
        };
    }

    // "2012-14", "3-1", "222-2222": digits joined to digits that are no range; "1932–33" one of years.
    private bool IsJoinedDigits(Quantity quantity)
    {
        var (number, last) = (quantity.NumberFirst, quantity.Last);
        if (quantity.Form != NumberForm.Digits)
        {
            return false;
        }
        return (words[number - 1] is "-" or "–" && words.IsJoined(number - 1) && words.IsJoined(number - 2) && words.IsDigits(number - 2))
            || (words[last] is "-" or "–" && words.IsJoined(last - 1) && words.IsJoined(last) && words.IsDigits(last + 1));
    }

    // "at 12.30", "after 14.00".
    private bool IsClock(Quantity quantity, CountNoun? noun)
    {
        var number = quantity.NumberFirst;
        var form = words[number];
        var point = form.IndexOf('.', StringComparison.Ordinal);
        return quantity.Unit.Length == 0 && (noun is null || noun.Value.First != quantity.Last) && point is 1 or 2 && form.Length == point + 3 && quantity.Last == number + 1
            && quantity.Low is >= 0 and < 24 && form[point + 1] is >= '0' and <= '5' && (words[quantity.First - 1] is "at" or "by" or "after" or "before" or "until" or "till" or "from" or "since" or "around" or "about" || (quantity.First < number && words.Is(quantity.First - 2, WordClass.Weekday | WordClass.Period)));
    }

    // "(27.04)", "on 03.12": day and month with a full stop between.
    private bool IsDottedDate(Quantity quantity, CountNoun? noun)
    {
        var number = quantity.NumberFirst;
        var form = words[number];
        return quantity is { Unit: "", Form: NumberForm.Digits } && noun is null && quantity.First == number && quantity.Last == number + 1 && form.Length is 4 or 5 && form[^3] == '.' && form[^2] is '0' or '1'
            && int.TryParse(form.AsSpan(form.Length - 2), out var month) && month is >= 1 and <= 12 && quantity.Low is >= 1 and < 32
            && ((words[number - 1] == "(" && words[number + 1] == ")") || words[number - 1] is "on" or "," && words.Is(number - 2, WordClass.Weekday) || words.Is(number - 1, WordClass.Weekday));
    }

    // "Year two", "split in two": a number that ranks or divides.
    private bool IsRank(Quantity quantity, CountNoun? noun) => FigureWords.Ranked.Contains(words[quantity.NumberFirst - 1])
        || (words[quantity.NumberFirst - 1] == "in" && noun is null && quantity is { Unit: "", Low: 2 or 3 or 4 });

    // "two-pronged", "five-point", "a quarter-century": the number qualifies another word; "27-nation" counts.
    private bool IsPartOfWord(Quantity quantity, CountNoun? noun)
    {
        var last = quantity.Last;
        if (words[last] != "-" || !words.IsJoined(last - 1) || !words.IsJoined(last) || !words.IsWord(last + 1) || quantity.Unit.Length > 0)
        {
            return false;
        }
        return quantity.Form == NumberForm.Part || (words[last + 1] is not "strong" && CountNoun.At(words, last + 1, Math.Min(words.Count, last + 3)) is null && words.Parsed.Tokens[last + 1].PennTag is not ("NNS" or "NNPS"));
    }

    private bool IsDigitsCount(Quantity quantity, CountNoun? noun, int first)
    {
        var number = quantity.NumberFirst;
        if (quantity.Unit.Length > 0 && quantity.Unit is not "duration")
        {
            return true;
        }
        if (IsAge(quantity) || IsListNumber(quantity, first) || IsName(quantity, noun, first))
        {
            return false;
        }
        var digits = words.End(number) - words.Start(number);
        var plain = words[number].AsSpan().IndexOfAny(',', '.') < 0;
        if (plain && digits >= 7 && quantity.Last == number + 1 && noun is null)
        {
            return false;
        }
        if (noun is { Category: CountNoun.Thing } && plain && digits == 4 && quantity.First == number && quantity.Low is >= FirstYear and <= LastYear)
        {
            // "its 1991 borders".
            return false;
        }
        if (plain && digits == 4 && quantity.Unit.Length == 0 && quantity.Low is >= FirstYear and <= LastYear && quantity.First == number && (noun is null || words[number - 1] is "in" or "since" or "by" or "of" or "early" or "late" or "mid" || words.Is(number - 1, WordClass.Month)))
        {
            return false;
        }
        if ((words.Is(number - 1, WordClass.Month) && words.IsCapital(number - 1)) || (words.Is(quantity.Last, WordClass.Month) && words.IsCapital(quantity.Last)))
        {
            return noun is not null && !words.Is(quantity.Last, WordClass.Month) && noun.Value.First == quantity.Last && !words.Is(number - 1, WordClass.Month);
        }
        return words[quantity.Last] is not ("am" or "pm" or "a.m." or "p.m." or "a.m" or "p.m" or "o'clock" or "st" or "nd" or "rd" or "th" or "gmt");
    }

    // "Challenger 2", "T-72", "155-mm", "Article 5": a number that belongs to a name.
    private bool IsName(Quantity quantity, CountNoun? noun, int first)
    {
        var number = quantity.NumberFirst;
        if (quantity.First < number || number <= first)
        {
            return false;
        }
        var previous = number - 1;
        if (words[previous] is "-" or "–" && words.IsJoined(previous) && words.IsWord(previous - 1))
        {
            return true;
        }
        if (words[previous] is "and" or "or" && words.IsDigits(previous - 1) && words.IsCapital(previous - 2) && (words.Parsed.Tokens[previous - 2].Tag == UniversalTag.Propn || previous - 2 > first) && quantity.Low < 20)
        {
            // "lines 1 and 2" of a named thing.
            return true;
        }
        if (FigureWords.Numbered.Contains(words[previous]))
        {
            return true;
        }
        if (!words.IsCapital(previous) || words.Parsed.Tokens[previous].Tag is UniversalTag.Adv or UniversalTag.Verb or UniversalTag.Aux or UniversalTag.Adp or UniversalTag.Cconj or UniversalTag.Sconj or UniversalTag.Pron || words.Is(previous, WordClass.Weekday | WordClass.Month | WordClass.Preposition | WordClass.Determiner))
        {
            return false;
        }
        // "In Lorvale 12 people": the place is not part of the number's name where something counted follows.
        return !(noun is { } counted && counted.First == quantity.Last && (InPlace(previous) || words[number].Length > 2 || previous == first || (counted.Category != CountNoun.Thing && (IsGovernedFromBefore(previous, first) || NationTable.World.At(words.Parsed, previous) is not null))));
    }

    // "gave Norway 28 tanks": the name hangs on the verb, not on what is counted, as it does in "Leopard 2 tanks".
    private bool IsGovernedFromBefore(int token, int first) => words.Parsed.Tokens[token].Head is >= 0 and var head && first + head < token;

    private bool IsAge(Quantity quantity)
    {
        var (number, last) = (quantity.NumberFirst, quantity.Last);
        if (words[number - 1] is "aged" or "age" || words[last] == "-" && words[last + 1] == "old" || IsOfAges(quantity))
        {
            return true;
        }
        if (quantity.Unit == "duration" && words[last - 1] == "old")
        {
            // "a 9-year-old girl" is an age, "a two-year-old war" a duration.
            return !words.IsWord(last) || words.Is(last, WordClass.Preposition | WordClass.Auxiliary | WordClass.Coordinator | WordClass.Pronoun) || words.IsCapital(last) || SpeakerWords.Default.IsRole(words[last]) || CountNoun.At(words, last, Math.Min(words.Count, last + 3)) is { Category: "people" or "troops" };
        }
        if (quantity.Unit == "duration" && words[last] == "old")
        {
            return true;
        }
        // ", 34,": after a name.
        return quantity.Form == NumberForm.Digits && quantity.Unit.Length == 0 && words[number - 1] == "," && words[last] is "," or "." && words.IsCapital(number - 2) && quantity.Low is > 0 and < 120;
    }

    // "between the ages of six weeks and nine years", "aged 18 to 60", "aged between 5 and 12".
    private bool IsOfAges(Quantity quantity)
    {
        for (var k = quantity.NumberFirst - 1; k >= Math.Max(0, quantity.NumberFirst - AgeReach); k--)
        {
            if (words[k] is "aged" or "ages" || (words[k] == "age" && words[k + 1] == "of"))
            {
                return true;
            }
            if (!(words.IsDigits(k) || words[k] is "of" or "and" or "to" or "or" or "from" or "between" or "-" or "–" or "over" or "under" or "about" or "," or "months" or "years" or "weeks" or "the" || words.Is(k, WordClass.Period) || Numerals.WordOf(words[k]) is not null))
            {
                return false;
            }
        }
        return false;
    }

    private bool IsListNumber(Quantity quantity, int first)
    {
        var (number, last) = (quantity.NumberFirst, quantity.Last);
        return (number == first && words[last] is "." or ")" or ":" && words.IsJoined(last - 1) && words.IsWord(last + 1)) || (words[number - 1] == "(" && words[last] == ")" && quantity.Low < 20 && quantity.Unit.Length == 0 && quantity.First == number);
    }

    private bool IsCountedOne(Quantity quantity, CountNoun? noun)
    {
        if (quantity.First < quantity.NumberFirst && words[quantity.NumberFirst - 1] is not ("the" or "another"))
        {
            return noun is not null || quantity.Unit.Length > 0 || FollowedByHarm(quantity.Last);
        }
        if (words[quantity.NumberFirst - 1] == "that" && words.Is(quantity.Last, WordClass.Auxiliary) && FollowedByHarm(quantity.Last))
        {
            // "and that one had died".
            return true;
        }
        if (words[quantity.NumberFirst - 1] is "no" or "this" or "that" or "the" or "another" or "any" or "every" or "each" or "which" or "-" || quantity.Unit is "duration" or "times")
        {
            return false;
        }
        // "one in the capital", "as well as one closer to it" after something counted; what it measures decides later.
        return noun is { Category: not ("countries" or "facilities" or "attacks" or "buildings") } || FollowedByHarm(quantity.Last)
            || (words[quantity.First - 1] is "and" or "as" or "plus" or "including" && noun is null && words.Is(quantity.Last, WordClass.Preposition) && words[quantity.Last] != "of");
    }

    private bool FollowedByHarm(int token)
    {
        for (var k = token; k < token + 4 && k < words.Count; k++)
        {
            if (FigureWords.Harmed.Contains(words[k]))
            {
                return true;
            }
            if (!words.Is(k, WordClass.Auxiliary | WordClass.Adverb) && words[k] is not ("person" or "people" or "others" or "one"))
            {
                return false;
            }
        }
        return false;
    }

    private bool InTime(TextSpan span, Quantity quantity)
    {
        while (_time < times.Count && times[_time].Span.End <= span.Start)
        {
            _time++;
        }
        if (_time >= times.Count || !times[_time].Span.Overlaps(span))
        {
            return false;
        }
        if (quantity.Unit is "" or "duration")
        {
            // A duration by itself measures; within "three days ago" it dates.
            return quantity.Unit != "duration" || times[_time].Value is not { IsDuration: true } || words[quantity.Last] is "ago" or "earlier" or "later" || words[quantity.First - 1] is "past" or "last" or "next" or "previous";
        }
        return false;
    }

    private bool InPlace(int token)
    {
        var start = words.Start(token);
        while (_place < places.Count && places[_place].Span.End <= start)
        {
            _place++;
        }
        return _place < places.Count && places[_place].Span.Contains(start);
    }
}
