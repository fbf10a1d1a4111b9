using Attest.Language;

namespace Attest.Claims.Attributions;

// Where circumstance and content begin and end.
internal sealed partial class CueFinder
{
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
        if (next == "to" || (next == "not" && words[start + 1] == "to"))
        {
            return entry.Frames.HasFlag(CueFrames.Infinitive) ? Nonempty(start, last) : TokenRange.None;
        }
        if (next is "whether" or "if" or "why" or "how" or "what" or "when" or "where" or "who")
        {
            // "knows how to" tells what somebody is able to do.
            return (entry.Frames & (CueFrames.Clause | CueFrames.Question)) != 0 && entry.Lemma != "know" ? Nonempty(start, last) : TokenRange.None;
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
        // "maintained close links": without "that", what is said has a verb of its own.
        return (entry.Frames & (CueFrames.Clause | CueFrames.Addressee)) != 0 && last - start >= 2 && !words.Is(start, WordClass.Coordinator) && (entry.Class != CueClass.Say || entry.Frames.HasFlag(CueFrames.Addressee) || HasFiniteVerb(new TokenRange(start, last))) ? Nonempty(start, last) : TokenRange.None;
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
            else if (words.Is(i, WordClass.Preposition) && !words.IsCapital(i) && !(words[i] == "to" && words.Parsed.Tokens[i].Tag == UniversalTag.Part && entry.Frames.HasFlag(CueFrames.Infinitive)))
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
        if (words[i] is "on" or "since" or "by" && words.IsDigits(i + 1) && words.Is(i + 2, WordClass.Month))
        {
            return Math.Min(ceiling, i + 3);
        }
        var speaks = false;
        for (var k = i + 1; k < Math.Min(ceiling, i + 14); k++)
        {
            if (words.IsQuote(k) && words.Is(k - 1, WordClass.Determiner | WordClass.Preposition))
            {
                // "of the “growing” threat": a word set apart, not words that are introduced.
                return i;
            }
            if (words[k] is "that" or ":" || words.IsQuote(k) || (words[k] == "," && (words.IsQuote(k + 1) || words[k + 1] == "that")))
            {
                // Whatever leads up to "that" or to a quotation is circumstance.
                return k;
            }
            if (words[k] is "," or "." or ";")
            {
                return speaks || k >= ceiling - 1 ? k : i;
            }
            if (speaks && k > i + 1 && words.Is(k, WordClass.Pronoun) && !words.IsCapital(k) && !words.Is(k - 1, WordClass.Preposition | WordClass.Coordinator))
            {
                return k;
            }
            if (speaks && !words.Is(k, WordClass.Month | WordClass.Weekday) && (words.Is(k, WordClass.Pronoun | WordClass.Determiner) || words.IsCapital(k)) && !words.Is(k - 1, WordClass.Preposition | WordClass.Determiner | WordClass.Coordinator) && !words.IsCapital(k - 1))
            {
                return k;
            }
            speaks |= SpeakerWords.Default.MediumAt(words, k, k + 1) is not null || SpeakerWords.Default.OutletAt(words, k, ceiling) is not null || words[k] is "reporters" or "journalists" or "lawmakers" or "parliament" or "council";
        }
        return i + 14 >= ceiling && speaks ? ceiling : i;
    }

    private int AfterAddressee(int i, int ceiling, string lemma)
    {
        if (words[i] is "of" or "about" or "against" or "over")
        {
            return i;
        }
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
        while (last > floor && words[last - 1] is "," or "-" or "–" or "—")
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
        while (start < last && words[start] is "," or "." or ";" or "-" or "–" or "—")
        {
            start++;
        }
        if (last - 1 >= first && words.IsQuote(last - 1))
        {
            if (QuotationAround(last - 2) is { IsClosed: true } quotation && quotation.Last == last - 1)
            {
                start = Math.Min(start, quotation.First);
            }
            else if (words[last - 1] == "\"" && words[last - 2] == "," && !words.IsJoined(last - 1) && FirstQuotationFrom(start) == FirstQuotationFrom(last))
            {
                (start, last) = (ParagraphStart(start), last - 1);
            }
        }
        else if (last < end && QuotationAround(last - 1) is { IsClosed: true } speech && speech.Last == last)
        {
            start = speech.First + 1;
        }
        else if (last <= start && end == first + 1 && end > 2 && ParagraphStart(first) == first && QuotationAround(first - 1) is null)
        {
            // A paragraph set apart, and below it "- said the major."
            return new TokenRange(ParagraphStart(first - 1), first);
        }
        return last > start ? new TokenRange(start, last) : TokenRange.None;
    }

    private int ParagraphStart(int token)
    {
        var start = token;
        while (start > 0 && token - start < LongestParagraph && !(words.Text.AsSpan(words.End(start - 1), words.Start(start) - words.End(start - 1)).Contains('\n') && words.Parsed[words.Parsed.SentenceOf(start)].First == start))
        {
            start--;
        }
        return start;
    }

    /// <summary>Whether speech ends before a token: in quotation marks, or between dashes.</summary>
    private bool FollowsSpeech(int token) =>
        words[token - 1] == "," || words.IsQuote(token - 1) || (words[token - 1] is "-" or "–" or "—" && QuotationAround(token - 2) is { } speech && speech.Last == token - 1);

    // What the report itself adds at the end of a clause is not said: ", a city in the south", ", which lies …".
    private TokenRange WithoutBackground(TokenRange content, CueEntry? entry, int verb)
    {
        const int Least = 3;
        var clause = entry is null || ((entry.Frames & (CueFrames.Clause | CueFrames.Quote)) != 0 && entry.Class is not (CueClass.Judge or CueClass.Intend or CueClass.Deny or CueClass.Ask));
        // A remark before the main verb of what is said stands in its midst: "a blast at the port, which burned, was sabotage".
        var main = clause ? Math.Max(tree.ChildAbove(content.First, verb), tree.Child(verb, Relation.Ccomp)) : -1;
        for (var k = Math.Max(content.First + Least, content.Contains(main) ? main : 0); k < content.Last - 1; k++)
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
                if (relative || apposition || adjunct || next == "something")
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

    // "Lorvale says it holds the ford, the agency reported": what Lorvale says ends before the words that frame the whole.
    private void Enclose(int before)
    {
        for (var k = before; k < _found.Count; k++)
        {
            var outer = _found[k];
            if (outer.Rule is not (CandidateRule.After or CandidateRule.According) || outer.Source.IsEmpty)
            {
                continue;
            }
            var frame = Math.Min(outer.Source.First, outer.Cue.First);
            var said = outer.Content[0];
            if (frame < said.Last)
            {
                continue;
            }
            for (var m = before; m < _found.Count; m++)
            {
                var inner = _found[m];
                if (m == k || !said.Contains(inner.Cue) || inner.Rule is CandidateRule.After or CandidateRule.According)
                {
                    continue;
                }
                for (var piece = inner.Content.Count - 1; piece >= 0; piece--)
                {
                    var range = inner.Content[piece];
                    if (range.Last > said.Last && range.First < said.Last)
                    {
                        inner.Content[piece] = range with { Last = said.Last };
                    }
                }
            }
        }
    }

    // A clause that takes its source over, or stands beside, ends the content of the one before it.
    private void Truncate(int before)
    {
        for (var k = before; k < _found.Count; k++)
        {
            var later = _found[k];
            if (later.Rule is not CandidateRule.Before || later.ClauseStart >= later.Cue.First + 1)
            {
                continue;
            }
            var opens = later.InheritsSource || words.Is(later.ClauseStart, WordClass.Coordinator) || words[later.ClauseStart] is "while" or ";" or ",";
            if (!opens)
            {
                continue;
            }
            for (var m = Math.Max(before, k - Reach); m < k; m++)
            {
                var content = _found[m].Content;
                if (_found[m].Rule is CandidateRule.Before && content[^1].Contains(later.ClauseStart) && later.ClauseStart - content[^1].First >= 2 && QuotationAround(later.ClauseStart) is null)
                {
                    content[^1] = content[^1] with { Last = later.ClauseStart };
                }
            }
        }
    }
}
