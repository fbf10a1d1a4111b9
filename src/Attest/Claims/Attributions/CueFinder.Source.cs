namespace Attest.Claims.Attributions;

// Where a cue is one, and where its source begins and ends.
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
            // “…,” Venn comments. A form that could be a noun, where nothing follows and speech stands before.
            return tag == Language.UniversalTag.Noun && match.Form == CueForm.Third && CanBePostposed(match.Entry) && words[i + 1] is "." or "," && words.IsCapital(i - 1) && FollowsSpeech(NounPhrases.Start(words, i, first)) && words.IsQuote(NounPhrases.Start(words, i, first) - 1);
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
            return IsPurpose(i, match.Form) && match.Entry.Class is CueClass.Say or CueClass.Write or CueClass.Ask;
        }
        return match.Form switch
        {
            CueForm.Base => previous is "n't" or "not" or "n’t" || words.Is(i - 1, WordClass.Auxiliary | WordClass.Pronoun | WordClass.Adverb) || words.IsAdverb(i - 1) || IsPluralHere(i - 1),
            CueForm.Gerund => words[i - 1] == "," || (words.IsQuote(i - 1) && words[i - 2] == ",") || words.Is(i - 1, WordClass.Coordinator | WordClass.Auxiliary | WordClass.Adverb) || words.IsAdverb(i - 1) || previous is "while" || (previous is "by" or "after" && tree.RelationOf(i) == Language.Relation.Advcl) || (match.Entry.Class == CueClass.Show && SpeakerWords.Default.IsDocument(words[i - 1])) || !DoerOfParticiple(i).IsEmpty,
            _ => true,
        };
    }

    private bool IsPluralHere(int token) =>
        words[token].Length > 3 && words[token].EndsWith('s') && !words[token].EndsWith("ss", StringComparison.Ordinal) && !words.IsAdverb(token)
        || words[token] is "people" or "police" or "media" or "data" or ")" || words[token] is "," || SpeakerWords.Default.IsBody(words[token]) || (words.IsCapital(token) && words.Is(token - 1, WordClass.Coordinator)) || (words.IsCapital(token) && words[token - 1] == ",");

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
        if (form == CueForm.Gerund && verb == i && DoerOfParticiple(i) is { IsEmpty: false } doer && doer.First >= floor)
        {
            connector = doer.First;
            return doer;
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
                // "Ivan Ferro, the mayor of Melito, a city in the south, said": two appositions to one name.
                if (words.Is(start, WordClass.Determiner) && start - 2 > floor && words[start - 1] == "," && NounPhrases.Start(words, start - 1, floor) is var name && name < start - 1
                    && words.Parsed.Tokens[start - 2].Tag == Language.UniversalTag.Propn && name > floor)
                {
                    start = name;
                }
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
            if (k > first && words[k] is "which" or "who")
            {
                break;
            }
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
        // Nobody spoke before in the sentence: the subject that the verb shares with another, "the envoy left and vowed to return", "by claiming it, the army owns up".
        if (tree.Subject(i, out _) is var shared && shared >= floor && (shared < i || tree.Head(i) > i) && words[shared] is not ("who" or "which" or "that" or "what" or "there") && words[shared] != "it" && Phrase(shared) is var phrase && phrase.First >= floor && !phrase.Contains(i))
        {
            return phrase;
        }
        // Else its own subject, before the first verb.
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
}
