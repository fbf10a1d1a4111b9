namespace Attest.Claims.Attributions;

/// <summary>A stretch of tokens, half-open.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="Last">Index after its last.</param>
internal readonly record struct TokenRange(int First, int Last)
{
    /// <summary>No tokens at all.</summary>
    public static TokenRange None { get; }

    /// <summary>Whether there are no tokens in it.</summary>
    public bool IsEmpty => Last <= First;

    /// <summary>Number of tokens.</summary>
    public int Length => Math.Max(0, Last - First);

    /// <summary>Whether a token is in it.</summary>
    public bool Contains(int token) => First <= token && token < Last;

    /// <summary>Whether all of another range is in it.</summary>
    public bool Contains(TokenRange other) => First <= other.First && other.Last <= Last;
}

/// <summary>Bounds noun phrases by closed classes of words, where a text is not parsed.</summary>
internal static class NounPhrases
{
    private const int LongestPhrase = 24;
    private const int LongestApposition = 22;

    /// <summary>The start of the noun phrase that ends before <paramref name="end"/>; <paramref name="end"/> itself where there is none.</summary>
    public static int Start(Words words, int end, int floor)
    {
        floor = Math.Max(floor, end - LongestPhrase);
        var i = end;
        while (i > floor)
        {
            var previous = i - 1;
            if (words[previous] == ")" && OpeningBracket(words, previous, floor) is var bracket && bracket > floor)
            {
                i = bracket;
                continue;
            }
            if (IsJoint(words, previous))
            {
                i = previous;
                continue;
            }
            if (!words.IsWord(previous) && !words.IsDigits(previous))
            {
                break;
            }
            var capital = words.IsCapital(previous) && previous > floor;
            if (words.Is(previous, WordClass.Pronoun) && !(capital && words[previous] is "who" or "us"))
            {
                return i == end && words[previous] is not ("who" or "him" or "them" or "me") ? previous : i;
            }
            if (words.Is(previous, WordClass.Coordinator))
            {
                if (i < end && previous > floor && Start(words, previous, floor) == floor)
                {
                    return floor;
                }
                break;
            }
            if (words.Is(previous, WordClass.Determiner))
            {
                if (words[previous] is "that")
                {
                    break;
                }
                i = previous;
                if (words.Is(previous - 1, WordClass.Preposition) && previous - 1 > floor && CanTakePreposition(words, previous - 2, floor))
                {
                    i = previous - 1;
                    continue;
                }
                if (previous - 1 >= floor && words.Is(previous - 1, WordClass.Determiner) && words[previous - 1] is not "that")
                {
                    // "the two leaders", "all the ministers".
                    i = previous - 1;
                }
                break;
            }
            if (!capital && (words.Is(previous, WordClass.Subordinator | WordClass.Verb) || (words.Is(previous, WordClass.Auxiliary) && !IsPossessive(words, previous)) || words.IsAdverb(previous)))
            {
                break;
            }
            if (words.Is(previous, WordClass.Negation | WordClass.Weekday) || (words.Is(previous, WordClass.Month) && words.IsCapital(previous)) || words.Is(previous, WordClass.Period))
            {
                break;
            }
            if (words.Is(previous, WordClass.Preposition) && !capital)
            {
                if (i == end || !CanTakePreposition(words, previous - 1, floor))
                {
                    break;
                }
            }
            i = previous;
        }
        return i;
    }

    /// <summary>The end of the noun phrase that starts at <paramref name="start"/>, with its appositions; <paramref name="start"/> where there is none.</summary>
    public static int End(Words words, int start, int ceiling)
    {
        ceiling = Math.Min(ceiling, start + LongestPhrase);
        var i = start;
        while (i < ceiling)
        {
            if (words[i] == "," && i > start)
            {
                var apposition = AppositionEnd(words, i, ceiling);
                if (apposition == i)
                {
                    break;
                }
                return apposition;
            }
            if (words[i] == "(" && i > start && ClosingBracket(words, i, ceiling) is var bracket && bracket > i)
            {
                i = bracket + 1;
                continue;
            }
            if (IsJoint(words, i) && i > start)
            {
                i++;
                continue;
            }
            if (!words.IsWord(i) && !words.IsDigits(i))
            {
                break;
            }
            if (words.Is(i, WordClass.Pronoun) && !words.IsCapital(i))
            {
                return i == start ? i + 1 : i;
            }
            if (i > start && StopsRight(words, i, ceiling))
            {
                break;
            }
            i++;
        }
        while (i > start && (words.Is(i - 1, WordClass.Preposition | WordClass.Coordinator | WordClass.Determiner) || IsJoint(words, i - 1)) && !words.IsCapital(i - 1) && !IsPossessive(words, i - 1))
        {
            i--;
        }
        return i;
    }

    /// <summary>Whether a token is the 's of a genitive.</summary>
    public static bool IsPossessive(Words words, int token) => words[token] is "'s" or "’s" or "'" or "’";

    /// <summary>A source without what is no part of who speaks: "the agency in the summer", "President Venn on Friday", "following Lorvale".</summary>
    public static TokenRange WithoutTime(Words words, TokenRange source)
    {
        var (first, last) = (source.First, source.Last);
        while (last - first > 2 && words[first] is "following" or "after" or "amid" or "including" or "with" or "meanwhile" or ",")
        {
            first++;
        }
        while (last - first > 1)
        {
            var start = last - 1;
            if (words.Is(start, WordClass.Weekday) || words[start] is "yesterday" or "today")
            {
                start = words[start - 1] is "on" or "late" or "early" or "last" or "this" ? start - 1 : start;
            }
            else if (words.Is(start, WordClass.Period) && words[start - 1] is "this" or "last")
            {
                start--;
            }
            else if ((words.Is(start, WordClass.Period) && words[start - 1] == "the" && words[start - 2] is "in" or "during" or "over") || (words.Is(start, WordClass.Month) && words.IsCapital(start) && words[start - 1] is "in" or "last"))
            {
                start -= words[start - 1] == "the" ? 2 : 1;
            }
            else
            {
                break;
            }
            if (start <= first)
            {
                break;
            }
            last = start;
        }
        return last > first ? new TokenRange(first, last) : source;
    }

    private static bool StopsRight(Words words, int i, int ceiling)
    {
        if (words.Is(i, WordClass.Subordinator) || (words.Is(i, WordClass.Auxiliary) && !IsPossessive(words, i)) || words.Is(i, WordClass.Weekday | WordClass.Negation)
            || (words.Is(i, WordClass.Month) && words.IsCapital(i)) || words.IsAdverb(i))
        {
            return true;
        }
        if (words.Is(i, WordClass.Determiner))
        {
            return !words.Is(i - 1, WordClass.Preposition | WordClass.Coordinator);
        }
        if (words.Is(i, WordClass.Coordinator))
        {
            for (var k = i + 1; k < Math.Min(ceiling, i + 7); k++)
            {
                if (words.Is(k, WordClass.Auxiliary | WordClass.Verb) && !IsPossessive(words, k))
                {
                    return true;
                }
            }
            return !(words.IsCapital(i + 1) || words.Is(i + 1, WordClass.Determiner) || words.IsWord(i + 1)) || words[i] == "but";
        }
        if (words.Is(i, WordClass.Preposition))
        {
            if (words[i] == "of")
            {
                return false;
            }
            // "said Smith in Berlin": a place of speaking; "a spokesman for the ministry": a part of the name.
            return words.IsCapital(i - 1) || words.Is(i + 1, WordClass.Weekday | WordClass.Month) || words[i] is not ("for" or "from" or "at" or "in" or "with" or "within" or "on" or "to" or "by");
        }
        return false;
    }

    private static int AppositionEnd(Words words, int comma, int ceiling)
    {
        var next = comma + 1;
        var opens = words.Is(next, WordClass.Determiner) || words[next] is "who" or "which" || (words.IsWord(next) && SpeakerWords.Default.IsRole(words[next])) || (words.IsCapital(next) && SpeakerWords.Default.IsTitle(words[next]))
            || (words[next] == "a" || words[next] == "an");
        if (!opens)
        {
            return comma;
        }
        var relative = words[next] is "who" or "which";
        for (var i = next; i < Math.Min(words.Count, comma + LongestApposition); i++)
        {
            if (words[i] is "," or "." or ";" or "—" or "–" || i >= ceiling)
            {
                return i;
            }
            if (!relative && words.Is(i, WordClass.Auxiliary) && !IsPossessive(words, i) && words.Start(i) > 0)
            {
                return comma;
            }
        }
        return comma;
    }

    private static bool CanTakePreposition(Words words, int noun, int floor) =>
        noun >= floor && (words.IsWord(noun) || words.IsDigits(noun)) && !words.Is(noun, WordClass.Preposition | WordClass.Pronoun | WordClass.Auxiliary | WordClass.Subordinator | WordClass.Coordinator | WordClass.Weekday | WordClass.Negation)
        && !words.IsAdverb(noun) && !words.Is(noun, WordClass.Verb);

    private static bool IsJoint(Words words, int token) =>
        words[token] is "-" or "–" or "/" or "&" or "." && words.IsJoined(token - 1) && (words.IsJoined(token) || words[token] == "&") || words[token] == "&" || IsPossessive(words, token) && words.IsJoined(token - 1);

    private static int OpeningBracket(Words words, int close, int floor)
    {
        for (var i = close - 1; i > floor && close - i <= 8; i--)
        {
            if (words[i] == "(")
            {
                return i;
            }
        }
        return -1;
    }

    private static int ClosingBracket(Words words, int open, int ceiling)
    {
        for (var i = open + 1; i < ceiling && i - open <= 8; i++)
        {
            if (words[i] == ")")
            {
                return i;
            }
        }
        return -1;
    }
}
