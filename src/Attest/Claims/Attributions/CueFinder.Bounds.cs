namespace Attest.Claims.Attributions;

// Where source, circumstance and content begin and end.
internal sealed partial class CueFinder
{
    /// <summary>The innermost of the outer quotations that a token stands in; null outside any.</summary>
    private Quotation? QuotationAround(int token)
    {
        int low = 0, high = quotations.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (quotations[middle].Last <= token)
            {
                low = middle + 1;
            }
            else if (quotations[middle].First >= token)
            {
                high = middle - 1;
            }
            else
            {
                return quotations[middle];
            }
        }
        return null;
    }

    private int FirstQuotationFrom(int token)
    {
        int low = 0, high = quotations.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotations[middle].First < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private bool IsVerbHere(int i, CueMatch match, int first)
    {
        var previous = words[i - 1];
        var starts = i == first;
        var tag = words.Parsed.Tokens[i].Tag;
        if (tag is not (Language.UniversalTag.None or Language.UniversalTag.Verb or Language.UniversalTag.Aux))
        {
            return false;
        }
        if (starts)
        {
            return match.Form is CueForm.Past or CueForm.Third && CanBePostposed(match.Entry);
        }
        if (words.Is(i - 1, WordClass.Determiner) && previous is not ("that" or "this" or "both" or "all" or "some" or "others") && tag == Language.UniversalTag.None)
        {
            return false;
        }
        if (NounPhrases.IsPossessive(words, i - 1))
        {
            return false;
        }
        if (previous == "-" && words.IsJoined(i - 1))
        {
            return false;
        }
        if (char.IsUpper(words.Text[words.End(i) - 1]) || words[i - 1] is "must" or "should" or "cannot" or "can")
        {
            return false;
        }
        if (words.Is(i - 1, WordClass.Preposition) && match.Form != CueForm.Gerund)
        {
            return false;
        }
        return match.Form switch
        {
            CueForm.Base => previous is "n't" or "not" or "n’t" || words.Is(i - 1, WordClass.Auxiliary | WordClass.Pronoun | WordClass.Adverb) || words.IsAdverb(i - 1) || IsPluralHere(i - 1),
            CueForm.Gerund => words[i - 1] == "," || words.Is(i - 1, WordClass.Coordinator | WordClass.Auxiliary | WordClass.Adverb) || words.IsAdverb(i - 1) || previous is "while" || (match.Entry.Class == CueClass.Show && SpeakerWords.Default.IsDocument(words[i - 1])),
            _ => true,
        };
    }

    private bool IsPluralHere(int token) =>
        words[token].Length > 3 && words[token].EndsWith('s') && !words[token].EndsWith("ss", StringComparison.Ordinal) && !words.IsAdverb(token)
        || words[token] is "people" or "police" or "media" or ")" || words[token] is "," || SpeakerWords.Default.IsBody(words[token]) || (words.IsCapital(token) && words.Is(token - 1, WordClass.Coordinator)) || (words.IsCapital(token) && words[token - 1] == ",");

    /// <summary>Steps left over auxiliaries, negations and adverbs to where the subject ends.</summary>
    private int LeftOfAuxiliaries(int i, int floor, out bool passive, out bool negated, out bool modal)
    {
        passive = negated = modal = false;
        var k = i;
        var isGerund = words[i].EndsWith("ing", StringComparison.Ordinal);
        while (k > floor)
        {
            var form = words[k - 1];
            if (words.Is(k - 1, WordClass.Negation))
            {
                negated = true;
            }
            else if (words.Is(k - 1, WordClass.Auxiliary) && !(NounPhrases.IsPossessive(words, k - 1) && k - 1 == i - 1 && !isGerund))
            {
                passive |= !isGerund && form is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "am" && !isGerund;
                modal |= form is "may" or "might" or "could" or "would";
            }
            else if (!words.IsAdverb(k - 1) && !(words.Is(k - 1, WordClass.Adverb) && words[k - 1] is not "more"))
            {
                break;
            }
            k--;
        }
        return k;
    }

    /// <summary>Who says it: to the left of the verb, or the one who spoke before in the sentence.</summary>
    private TokenRange Subject(int sentence, int i, int verb, CueForm form, int floor, out int connector, out bool inherits)
    {
        inherits = false;
        connector = verb;
        var end = StepOverTime(verb, floor);
        if (end <= floor)
        {
            return TokenRange.None;
        }
        var previous = words[end - 1];
        if (previous is "who" or "which")
        {
            var noun = words[end - 2] == "," ? end - 2 : end - 1;
            connector = noun;
            var antecedent = NounPhrases.Start(words, noun, floor);
            // "a target for Moscow, which regards …": the name next to the pronoun, not what it is a part of.
            for (var k = noun - 1; k > antecedent; k--)
            {
                if (words.Is(k, WordClass.Preposition) && words.IsCapital(k + 1) && words[k] != "of")
                {
                    antecedent = k + 1;
                }
            }
            return new TokenRange(antecedent, noun);
        }
        if ((form == CueForm.Gerund && verb == i && !SpeakerWords.Default.IsDocument(previous)) || words.Is(end - 1, WordClass.Coordinator))
        {
            connector = end - 1;
            while (connector - 1 > floor && (words[connector - 1] == "," || words.Is(connector - 1, WordClass.Coordinator)))
            {
                connector--;
            }
            inherits = true;
            return Inherited(sentence, i, floor);
        }
        if (previous == ",")
        {
            return BeforeApposition(end - 1, floor, ref connector);
        }
        var start = NounPhrases.Start(words, end, floor);
        connector = start;
        if (start < end && start > floor)
        {
            // A second name in apposition: "the minister, X, said" is above; "his counterpart, Minister X repeated" is here.
            if (words.Is(start - 1, WordClass.Coordinator) || words[start - 1] is "while" or "as")
            {
                connector = start - 1;
                if (words[connector - 1] == ",")
                {
                    connector--;
                }
            }
        }
        return new TokenRange(start, end);
    }

    private TokenRange BeforeApposition(int comma, int floor, ref int connector)
    {
        for (var k = comma - 1; k > floor && comma - k <= 24; k--)
        {
            if (words[k] != ",")
            {
                if (words.IsQuote(k) || words[k] is ";")
                {
                    break;
                }
                continue;
            }
            var start = NounPhrases.Start(words, k, floor);
            if (start < k && IsName(start, k) && (IsApposition(k + 1, comma) || words[k + 1] is "who" or "which"))
            {
                connector = start;
                return new TokenRange(start, comma);
            }
            if (comma - k > 3 && words.Is(k + 1, WordClass.Pronoun))
            {
                break;
            }
        }
        return TokenRange.None;
    }

    private bool IsName(int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words.IsCapital(k) && (k > first || !words.Is(k, WordClass.Determiner)) || SpeakerWords.Default.IsRole(words[k]) || SpeakerWords.Default.IsBody(words[k]) || SpeakerWords.Default.IsGroup(words[k]))
            {
                return true;
            }
        }
        return false;
    }

    private bool IsApposition(int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words.Is(k, WordClass.Auxiliary) && !NounPhrases.IsPossessive(words, k))
            {
                return false;
            }
        }
        return last > first && !words.Is(first, WordClass.Preposition | WordClass.Coordinator | WordClass.Pronoun | WordClass.Subordinator);
    }

    private TokenRange Inherited(int sentence, int i, int floor)
    {
        for (var k = _found.Count - 1; k >= Math.Max(0, _found.Count - Reach) && _found[k].Sentence == sentence; k--)
        {
            if (!_found[k].Source.IsEmpty && _found[k].Cue.First < i && _found[k].Rule is CandidateRule.Before or CandidateRule.After)
            {
                return _found[k].Source;
            }
        }
        // Nobody spoke before in the sentence: its own subject, before the first verb.
        var start = floor;
        while (start < i && (words.Is(start, WordClass.Coordinator | WordClass.Adverb) || words.IsQuote(start)))
        {
            start++;
        }
        if (words.Is(start, WordClass.Preposition) || words.Is(start, WordClass.Subordinator))
        {
            while (start < i && words[start] != ",")
            {
                start++;
            }
            start++;
        }
        var end = start < i ? NounPhrases.End(words, start, i) : start;
        return end > start && end < i && IsName(start, end) || words.Is(start, WordClass.Pronoun) ? new TokenRange(start, end) : TokenRange.None;
    }

    // "The ministry on Tuesday said", "the paper this week also said".
    private int StepOverTime(int end, int floor)
    {
        var k = end;
        if (k - 1 > floor && words.Is(k - 1, WordClass.Weekday))
        {
            k--;
            return words[k - 1] is "on" or "late" or "early" or "last" && k - 1 > floor ? k - 1 : k;
        }
        if (k - 2 > floor && words.Is(k - 1, WordClass.Period) && words[k - 2] is "this" or "last" or "that" or "next" or "same")
        {
            return k - 2;
        }
        return k;
    }

    /// <summary>What follows the verb: over circumstances and "that" to the end of the clause.</summary>
    private TokenRange RightContent(CueEntry entry, int after, int ceiling, out TokenRange circumstance)
    {
        var start = AfterCircumstance(entry, after, ceiling);
        circumstance = new TokenRange(after, start);
        var last = ceiling;
        while (last > start && words[last - 1] is "." or "!" or "?" or ";" or ",")
        {
            last--;
        }
        if (start >= last)
        {
            return TokenRange.None;
        }
        var next = words[start];
        if (next == "that" && !words.Is(start + 1, WordClass.Auxiliary))
        {
            return (entry.Frames & (CueFrames.Clause | CueFrames.Addressee)) != 0 ? Nonempty(start + 1, last) : TokenRange.None;
        }
        if (next is ":" or ",")
        {
            var open = start + 1;
            return words.IsQuote(open) || (next == ":" && words.IsCapital(open) && entry.Class is CueClass.Say or CueClass.Write) ? Nonempty(open, last) : TokenRange.None;
        }
        if (words.IsQuote(start))
        {
            return Nonempty(start, last);
        }
        if (next == "to")
        {
            return entry.Frames.HasFlag(CueFrames.Infinitive) ? Nonempty(start, last) : TokenRange.None;
        }
        if (next is "whether" or "if" or "why" or "how" or "what" or "when" or "where" or "who")
        {
            return (entry.Frames & (CueFrames.Clause | CueFrames.Question)) != 0 ? Nonempty(start, last) : TokenRange.None;
        }
        if (words.Is(start, WordClass.Preposition) && !words.IsCapital(start) && next is not ("about" or "over" or "under" or "despite" or "of" or "on" or "in" or "at" or "by" or "during" or "with" or "for" or "against") )
        {
            return TokenRange.None;
        }
        if (words.Is(start, WordClass.Preposition) && entry.Frames.HasFlag(CueFrames.Noun) && entry.Class is not (CueClass.Ask or CueClass.Say or CueClass.Believe))
        {
            return TokenRange.None;
        }
        var nominal = (entry.Frames & (CueFrames.Noun | CueFrames.Object)) != 0 || (entry.Frames.HasFlag(CueFrames.Gerund) && next.EndsWith("ing", StringComparison.Ordinal));
        if (nominal)
        {
            return words[start] is "and" or "or" or "but" || (words.Is(start, WordClass.Preposition) && !entry.Frames.HasFlag(CueFrames.Clause)) ? TokenRange.None : Nonempty(start, last);
        }
        return (entry.Frames & (CueFrames.Clause | CueFrames.Addressee)) != 0 && last - start >= 2 && !words.Is(start, WordClass.Coordinator) ? Nonempty(start, last) : TokenRange.None;
    }

    private static TokenRange Nonempty(int first, int last) => last > first ? new TokenRange(first, last) : TokenRange.None;

    private int AfterCircumstance(CueEntry entry, int after, int ceiling)
    {
        var i = after;
        if (entry.Frames.HasFlag(CueFrames.Addressee) && !words.IsQuote(i) && words[i] is not ("that" or ":" or ","))
        {
            i = AfterAddressee(i, ceiling, entry.Lemma);
        }
        while (i < ceiling)
        {
            var before = i;
            if (words.IsAdverb(i) && words[i] is not ("more" or "first" or "once" or "even" or "only" or "just") || words[i] is "again" or "late" or "early")
            {
                i++;
            }
            else if (words.Is(i, WordClass.Weekday))
            {
                i += words[i + 1] is "morning" or "evening" or "night" or "afternoon" ? 2 : 1;
            }
            else if (words[i] is "this" or "last" or "earlier" or "later" && words.Is(i + 1, WordClass.Period))
            {
                i += 2;
            }
            else if (words.Is(i, WordClass.Preposition) && !words.IsCapital(i))
            {
                i = AfterPrepositional(i, ceiling);
            }
            else if (words[i] == "(" )
            {
                break;
            }
            if (i == before)
            {
                break;
            }
        }
        return i;
    }

    // A phrase of time, medium or company between the verb and what is said; not one that belongs to what is said.
    private int AfterPrepositional(int i, int ceiling)
    {
        if (words[i] is "on" or "at" or "in" or "by" or "since" or "from" && (words.Is(i + 1, WordClass.Weekday) || (words.Is(i + 1, WordClass.Month) && words.IsCapital(i + 1))))
        {
            var end = i + 2;
            while (end < ceiling && (words.IsDigits(end) || words[end] is "." || words.Is(end, WordClass.Period)) && end - i < 5)
            {
                end++;
            }
            return end;
        }
        var speaks = false;
        for (var k = i + 1; k < Math.Min(ceiling, i + 14); k++)
        {
            if (words[k] is "that" or ":" || words.IsQuote(k) || (words[k] == "," && (words.IsQuote(k + 1) || words[k + 1] == "that")))
            {
                // Whatever leads up to "that" or to a quotation is circumstance.
                return k;
            }
            if (words[k] is "," or "." or ";")
            {
                return speaks || k >= ceiling - 1 ? k : i;
            }
            if (speaks && (words.Is(k, WordClass.Pronoun | WordClass.Determiner) || words.IsCapital(k)) && !words.Is(k - 1, WordClass.Preposition | WordClass.Determiner | WordClass.Coordinator) && !words.IsCapital(k - 1))
            {
                return k;
            }
            speaks |= SpeakerWords.Default.MediumAt(words, k, k + 1) is not null || SpeakerWords.Default.OutletAt(words, k, ceiling) is not null || words[k] is "reporters" or "journalists" or "lawmakers" or "parliament" or "council";
        }
        return i + 14 >= ceiling && speaks ? ceiling : i;
    }

    private int AfterAddressee(int i, int ceiling, string lemma)
    {
        for (var k = i; k < Math.Min(ceiling, i + LongestAddressee); k++)
        {
            if (words[k] is "that" or ":" || words.IsQuote(k) || (words[k] == "," && k > i))
            {
                return k;
            }
        }
        if (words.Is(i, WordClass.Pronoun) && words[i] is "him" or "her" or "them" or "us" or "me" or "you" || words[i] is "reporters" or "journalists" or "lawmakers" or "parliament")
        {
            return i + 1;
        }
        if (SpeakerWords.Default.OutletAt(words, i, ceiling) is { } outlet)
        {
            return i + outlet.Tokens;
        }
        if (lemma is not "warn" and not "caution")
        {
            var end = i;
            while (end < ceiling && words.IsCapital(end))
            {
                end++;
            }
            if (end > i)
            {
                return end;
            }
        }
        if (words.Is(i, WordClass.Determiner))
        {
            // "the kingdom there would be": up to the next word that opens a clause.
            for (var k = i + 1; k < Math.Min(ceiling, i + 6); k++)
            {
                if (words.Is(k, WordClass.Pronoun | WordClass.Determiner) || words[k] is "there")
                {
                    return k;
                }
            }
        }
        return i;
    }

    /// <summary>What stands before the words of saying, over the whole of a quotation that ends there.</summary>
    private TokenRange LeftContent(int end, int floor, int first, int sentence)
    {
        var last = end;
        while (last > floor && words[last - 1] is ",")
        {
            last--;
        }
        var start = floor;
        for (var k = _found.Count - 1; k >= Math.Max(0, _found.Count - Reach) && _found[k].Sentence == sentence; k--)
        {
            // What another clause of saying has taken up before is not said here.
            if (_found[k].Rule is CandidateRule.After && _found[k].Extent.Last <= last)
            {
                start = Math.Max(start, Math.Max(_found[k].Extent.Last, Math.Max(_found[k].Cue.Last, _found[k].Source.Last)));
            }
        }
        while (start < last && words[start] is "," or "." or ";")
        {
            start++;
        }
        if (last - 1 >= first && words.IsQuote(last - 1))
        {
            if (QuotationAround(last - 2) is { IsClosed: true } quotation && quotation.Last == last - 1)
            {
                start = Math.Min(start, quotation.First);
            }
        }
        return last > start ? new TokenRange(start, last) : TokenRange.None;
    }

    // What the report itself adds at the end of a clause is not said: ", a city in the south", ", which lies …".
    private TokenRange WithoutBackground(TokenRange content, CueEntry? entry)
    {
        const int Least = 3;
        var clause = entry is null || ((entry.Frames & (CueFrames.Clause | CueFrames.Quote)) != 0 && entry.Class is not (CueClass.Judge or CueClass.Intend or CueClass.Deny or CueClass.Ask));
        for (var k = content.First + Least; k < content.Last - 1; k++)
        {
            if (QuotationAround(k) is not null)
            {
                return content;
            }
            var next = words[k + 1];
            if (words[k] == ",")
            {
                var relative = words.IsCapital(k - 1) && next is "which" or "who" or "where" or "whose";
                var apposition = words.IsCapital(k - 1) && next is "a" or "an" or "once";
                var adjunct = !clause && (next.EndsWith("ing", StringComparison.Ordinal) || words.Is(k + 1, WordClass.Subordinator | WordClass.Coordinator));
                if (relative || apposition || adjunct)
                {
                    return content with { Last = k };
                }
            }
            else if (!clause && words[k] is "and" or "but" && (words.Is(k + 1, WordClass.Auxiliary) || (words.IsAdverb(k + 1) && words.Is(k + 2, WordClass.Auxiliary))))
            {
                return content with { Last = k };
            }
        }
        return content;
    }

    // Content that begins or ends within a quotation of its own takes in the whole of it.
    private TokenRange OverQuotation(TokenRange content)
    {
        if (QuotationAround(content.First) is not null)
        {
            return content;
        }
        for (var k = FirstQuotationFrom(content.First); k < quotations.Count && quotations[k].First < content.Last; k++)
        {
            var quotation = quotations[k];
            if (quotation.Last >= content.Last)
            {
                return content with { Last = quotation.IsClosed ? quotation.Last + 1 : quotation.Last };
            }
            // "X said: “….” The report went on": what follows a closed quotation that fills the content is not said.
            if (quotation.First == content.First && quotation.Last < content.Last - 1 && quotation.IsClosed && quotation.Length >= 4 && words[quotation.Last - 1] is "." or "!" or "?" or ",")
            {
                return content with { Last = quotation.Last + 1 };
            }
        }
        return content;
    }
}
