using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Finds candidates by words of saying, sentence by sentence, from closed classes of words.</summary>
internal sealed partial class CueFinder(Words words, ClauseTree tree, IReadOnlyList<Quotation> quotations)
{
    private const int LongestAddressee = 9;
    private const int LongestFrame = 10;
    private const int LongestParagraph = 200;

    // Candidates of one sentence that are looked back over.
    private const int Reach = 12;

    private readonly List<Candidate> _found = [];

    /// <summary>The candidates of a text, in the order of their cues.</summary>
    public List<Candidate> Find()
    {
        for (var sentence = 0; sentence < words.Parsed.SentenceCount; sentence++)
        {
            var (first, last) = (words.Parsed[sentence].First, words.Parsed[sentence].Last);
            var before = _found.Count;
            for (var i = first; i < last; i++)
            {
                var step = TryAccording(sentence, i, first, last) ?? TryOpinion(sentence, i, first, last) ?? TryQuoted(sentence, i, first, last) ?? TryAs(sentence, i, first, last) ?? TryUnverified(sentence, i, first, last) ?? TryUnnamed(sentence, i, first, last) ?? TryHearsay(sentence, i, first, last) ?? TryCue(sentence, i, first, last) ?? TryNoun(sentence, i, first, last);
                if (step is { } cue)
                {
                    i += cue - 1;
                }
            }
            if (_found.Count == before)
            {
                Headline(sentence, first, last);
            }
            Truncate(before);
            Enclose(before);
            Relay(before, last);
        }
        return _found;
    }

    /// <summary>The bounds within which a cue finds its source: its quotation where it stands in one, else its sentence.</summary>
    private (int Floor, int Ceiling) Bounds(int token, int first, int last)
    {
        if (QuotationAround(token) is { } around)
        {
            (first, last) = (Math.Max(first, around.First + 1), Math.Min(last, around.Last));
        }
        return (first, last);
    }

    private int? TryCue(int sentence, int i, int first, int last)
    {
        foreach (var match in CueLexicon.Default.At(words, i, last))
        {
            if (!IsVerbHere(i, match, first))
            {
                continue;
            }
            var candidate = Build(sentence, i, match, first, last);
            if (candidate is not null)
            {
                _found.Add(candidate);
                return match.Tokens;
            }
        }
        return null;
    }

    private Candidate? Build(int sentence, int i, CueMatch match, int first, int last)
    {
        var (floor, ceiling) = Bounds(i, first, last);
        var entry = match.Entry;
        var after = i + match.Tokens;
        var verb = LeftOfAuxiliaries(i, floor, out var passive, out var negated, out var modal);
        if (!passive && IsToCome(i, verb, negated, entry))
        {
            return null;
        }
        if (passive)
        {
            return ((entry.Class is CueClass.Say && entry.Frames.HasFlag(CueFrames.Addressee)) || entry is { Class: CueClass.Ask } ? Told(sentence, i, entry, after, verb, ceiling) : null)
                ?? SaidBy(sentence, i, entry, after, verb, floor, ceiling, negated) ?? Impersonal(sentence, i, entry, after, verb, floor, ceiling);
        }
        if (IsPurpose(i, match.Form))
        {
            return ForPurpose(sentence, i, entry, after, floor, ceiling);
        }
        var subject = Subject(sentence, i, verb, match.Form, floor, out var connector, out var inherits);
        if (inherits && SubjectWithin(sentence, i, subject) is { IsEmpty: false } nearer)
        {
            // "said the rebels are growing and are seeking a port": the rebels seek it, within what is said.
            (subject, inherits, connector) = (nearer, false, i + match.Tokens);
        }
        if (inherits && entry.Class == CueClass.Intend && IsSaidToo(sentence, verb, i))
        {
            return null;
        }
        var inverted = TokenRange.None;
        if (!(inherits && !subject.IsEmpty) && words[i - 1] is not ("-" or "–" or "—") && SubjectInTree(i, subject, floor, ceiling, out var shared) is { IsEmpty: false } known && (!shared || inherits))
        {
            if (known.First > i)
            {
                (inverted, subject) = (known, TokenRange.None);
            }
            else
            {
                // A subject of its own begins the clause, one that is shared was said before.
                connector = shared || known.First > connector ? connector : AfterCoordinator(known.First, floor);
                inherits |= shared;
                subject = known;
            }
        }
        if (negated && entry is { Class: CueClass.Say or CueClass.Write, Lemma: not ("confirm" or "verify" or "establish" or "determine" or "ascertain") } or { Lemma: "know" })
        {
            // "did not say", "has not disclosed": nothing was said.
            return null;
        }
        if (IsRead(entry, subject))
        {
            return Impersonal(sentence, i, entry, after, verb, floor, ceiling);
        }
        var right = ByTree(i, entry, RightContent(entry, after, ceiling, out var circumstance));
        if (entry.Class is CueClass.Say or CueClass.Write && words[after] == "this" && (words.Is(after + 1, WordClass.Preposition) || words[after + 1] is "," or "." or "while" or "when"))
        {
            // "The mayor said this on the radio": what was told before.
            right = new TokenRange(after, after + 1);
        }
        var lightly = entry.Class == CueClass.Light || entry.Lemma is "express" or "voice" or "reiterate" or "repeat" or "reaffirm" ? SaidByNoun(after, ceiling) : null;
        if (lightly is { } held && !subject.IsEmpty && IsSpeaking(subject, entry))
        {
            // "voiced fears that …": the verb and its noun are the cue, what the noun introduces is said.
            return New(CandidateRule.Before, sentence, entry, new TokenRange(i, held.Noun + 1), subject, [held.Content], TokenRange.None, connector, inherits, negated ? Modality.Denied : held.Modality);
        }
        if (entry.Class == CueClass.Light)
        {
            return null;
        }
        var atEnd = right.IsEmpty;
        var modality = negated && entry.Class == CueClass.Say ? Modality.Unverified : negated && entry.Class is not (CueClass.Ask or CueClass.Deny) ? Modality.Denied : modal || (negated && entry.Class is CueClass.Deny) ? Modality.Possible : entry.Modality;

        // “…”, said X. / …, reported X.
        if (subject.IsEmpty && (match.Form is CueForm.Past or CueForm.Third || (match.Form == CueForm.Base && (SpeakerWords.Default.IsGroup(words[after]) || SpeakerWords.Default.IsGroup(words[after + 1])))) && i > floor && (words[i - 1] is "," or "-" or "–" or "—" || words.IsQuote(i - 1)) && CanBePostposed(entry))
        {
            var source = WithName(inverted.First == after && !inverted.IsEmpty ? inverted : new TokenRange(after, NounPhrases.End(words, after, ceiling)), ceiling);
            if (!source.IsEmpty && IsSpeaking(source, entry) && RelaysFramed(sentence, source))
            {
                return null;
            }
            var left = LeftContent(i, floor, first, sentence);
            if (!source.IsEmpty && !words.Is(source.First, WordClass.Preposition | WordClass.Subordinator) && !left.IsEmpty && (IsSpeaking(source, entry) || (IsBetweenDashes(left) && IsPlainNoun(source))))
            {
                var (content, rest) = AroundParenthesis(left, source.Last, ceiling);
                return New(CandidateRule.After, sentence, entry, new TokenRange(i, after), source, content, new TokenRange(source.Last, rest), i, false, modality);
            }
        }
        if (subject.IsEmpty || !IsSpeaking(subject, entry))
        {
            return null;
        }
        if (words.Is(subject.First, WordClass.Pronoun) && words[subject.First] is "i" or "we" or "you" && (entry.Class != CueClass.Say || modal || negated))
        {
            // "I think", "we must not repeat": a turn of speech within somebody's words, not a report of them.
            return null;
        }
        if (entry.Lemma == "want" && subject.Length == 1 && words.Is(subject.First, WordClass.Pronoun) && words[right.First] != "to")
        {
            // "they want the port": a turn of a story told.
            return null;
        }
        // …, X said. / “…,” X said on Monday.
        var parenthetical = words[after] == "," && subject.First > floor;
        // “…,” X told the paper: after a quotation, whatever follows is circumstance unless it is said too.
        var follows = subject.First - 1 > floor && (words.IsQuote(subject.First - 1) || (words[subject.First - 1] == "," && words.IsQuote(subject.First - 2))) && words[circumstance.Last] is not (":" or "that")
            && !(words.IsQuote(circumstance.Last) && (circumstance.IsEmpty || words[circumstance.Last - 1] is "," or ":"));
        var framing = !atEnd && IsFraming(i, subject);
        var circumstantial = IsCircumstance(entry, right, subject, floor);
        if ((atEnd || parenthetical || follows || framing || circumstantial) && CanBePostposed(entry, atEnd) && !inherits && (subject.First > floor || (subject.First > 0 && words[subject.First - 1] is "-" or "–" or "—")) && FollowsSpeech(subject.First))
        {
            if (RelaysFramed(sentence, subject))
            {
                return null;
            }
            var left = LeftContent(subject.First, floor, first, sentence);
            if (!left.IsEmpty)
            {
                var (content, rest) = AroundParenthesis(left, atEnd || follows || framing ? circumstance.Last : after, ceiling);
                return New(CandidateRule.After, sentence, entry, new TokenRange(i, after), subject, content, new TokenRange(after, Math.Max(after, rest)), subject.First, false, modality);
            }
        }
        return atEnd ? null : New(CandidateRule.Before, sentence, entry, new TokenRange(i, after), subject, [right], circumstance, connector, inherits, modality);
    }

    // "The gate is shut, the warden said on the radio": what the tree hangs the words of saying by, or hangs by them, stands before them and nothing after.
    private bool IsFraming(int verb, TokenRange subject)
    {
        var head = tree.Head(verb);
        var before = (head >= 0 && head < subject.First && tree.RelationOf(verb) == Relation.Parataxis) || (tree.Child(verb, Relation.Ccomp, Relation.Parataxis) is var said && said >= 0 && said < subject.First);
        if (!before)
        {
            return false;
        }
        for (var k = verb + 1; k < tree.Subtree(verb).Last; k++)
        {
            if (tree.Head(k) == verb && IsContent(tree.RelationOf(k)))
            {
                return false;
            }
        }
        return true;
    }

    // "The gate is shut, the warden said at noon, the radio reports": a mere circumstance stands after the verb, and a clause before.
    private bool IsCircumstance(CueEntry entry, TokenRange right, TokenRange subject, int floor) =>
        entry.Class == CueClass.Say && !right.IsEmpty && words[right.First] is "at" or "in" or "on" or "during" && words[subject.First - 1] == "," && HasVerb(floor, subject.First - 1);

    // "will ask", "would discuss", "may report": nothing has been said yet. "Would not rule out" has been.
    private bool IsToCome(int i, int verb, bool negated, CueEntry entry)
    {
        for (var k = verb; k < i; k++)
        {
            if (words[k] is "will" or "would" or "may" or "might" or "could" or "shall" or "'ll" or "’ll" or "'d" or "’d" or "wo" or "ca")
            {
                return !(negated && entry.Class == CueClass.Deny);
            }
        }
        return false;
    }

    // "X was told that …", "officers were urged to …": nobody is named as the source, or "by Y" names it.
    private Candidate? Told(int sentence, int i, CueEntry entry, int after, int verb, int ceiling)
    {
        var (source, next) = Agent(after, ceiling, entry);
        if (words[next] is not ("that" or "to") || words[next + 1] is "")
        {
            return null;
        }
        var content = new TokenRange(words[next] == "that" ? next + 1 : next, TrimEnd(next, ceiling));
        return content.Length < 2 ? null
            : New(source.IsEmpty ? CandidateRule.Hearsay : CandidateRule.Before, sentence, entry, new TokenRange(i, after), source, [content], TokenRange.None, verb, false, words[next] == "to" ? Modality.Asked : entry.Modality);
    }

    // "The raid was condemned by the envoy", "the army was accused by the envoy of hiding losses".
    private Candidate? SaidBy(int sentence, int i, CueEntry entry, int after, int verb, int floor, int ceiling, bool negated)
    {
        var (source, next) = Agent(after, ceiling, entry);
        if (source.IsEmpty || !entry.Frames.HasFlag(CueFrames.Noun) && !entry.Frames.HasFlag(CueFrames.Object) || entry.Class is CueClass.Show or CueClass.Light)
        {
            return null;
        }
        var subject = SubjectOf(i, verb, passive: true, floor);
        if (subject.IsEmpty || subject.Last > i || (subject.Length == 1 && words.Is(subject.First, WordClass.Pronoun)))
        {
            return null;
        }
        List<TokenRange> content = words[next] is "of" or "as" or "for" ? [subject, new TokenRange(next, ClauseEnd(next, TrimEnd(next, ceiling)))] : [subject];
        return content[^1].IsEmpty ? null : New(CandidateRule.After, sentence, entry, new TokenRange(i, after), source, content, TokenRange.None, subject.First, false, negated ? Modality.Denied : entry.Modality);
    }

    // "by the governor" after a passive, and where it ends; nothing and the same place where nobody is named.
    private (TokenRange Source, int End) Agent(int after, int ceiling, CueEntry? entry)
    {
        if (words[after] != "by")
        {
            return (TokenRange.None, after);
        }
        var end = NounPhrases.End(words, after + 1, ceiling);
        for (var k = after + 2; k < end; k++)
        {
            if ((words[k] == "to" && words.Parsed.Tokens[k + 1].Tag == UniversalTag.Verb) || (words[k] == "of" && words[k + 1].EndsWith("ing", StringComparison.Ordinal)) || (words[k] == "," && words[k + 1] is "who" or "which"))
            {
                end = k;
            }
        }
        var source = new TokenRange(after + 1, end);
        return source.IsEmpty || !IsSpeaking(source, entry) ? (TokenRange.None, after) : (source, source.Last);
    }

    private Candidate New(CandidateRule rule, int sentence, CueEntry? entry, TokenRange cue, TokenRange source, List<TokenRange> content, TokenRange circumstance, int clauseStart, bool inherits, Modality modality)
    {
        for (var k = 0; k < content.Count; k++)
        {
            content[k] = OverQuotation(content[k]);
        }
        if (rule == CandidateRule.Before)
        {
            content[0] = WithoutBackground(content[0], entry, cue.First);
        }
        return new Candidate
        {
            Rule = rule,
            Sentence = sentence,
            Entry = entry,
            Cue = cue,
            Verb = rule is CandidateRule.Before or CandidateRule.After ? new TokenRange(LeftOfAuxiliaries(cue.First, words.Parsed[sentence].First, out _, out _, out _), cue.Last) : cue,
            Source = NounPhrases.WithoutTime(words, source),
            Content = content,
            Circumstance = circumstance,
            ClauseStart = clauseStart,
            InheritsSource = inherits,
            Modality = modality,
            IsHeld = rule == CandidateRule.After && content.Count > 0 && (content[0].First < words.Parsed[sentence].First || IsBetweenDashes(content[0])),
        };
    }

    // "the lodger": whoever it is, nothing else stands there.
    private bool IsPlainNoun(TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            if (words.Parsed.Tokens[k].Tag is not (UniversalTag.Noun or UniversalTag.Det or UniversalTag.Adj))
            {
                return false;
            }
        }
        return !source.IsEmpty;
    }

    private bool IsBetweenDashes(TokenRange content) => QuotationAround(content.First) is { } speech && words[speech.First] is "-" or "–" or "—" && speech.First == content.First - 1;

    // "…, customs data show." stands at the end.
    private static bool CanBePostposed(CueEntry entry, bool atEnd = false) =>
        (entry.Frames & (CueFrames.Clause | CueFrames.Quote | CueFrames.Addressee | CueFrames.Question)) != 0 && entry.Class is not CueClass.Intend && (atEnd || entry.Class is not CueClass.Show);

    // Two pieces where the words of saying stand within the sentence: "Losses, he said, were heavy."
    private (List<TokenRange> Content, int CircumstanceEnd) AroundParenthesis(TokenRange left, int after, int ceiling)
    {
        var end = after;
        while (end < ceiling && words[end] is not ("," or "." or ":" or "“" or "\"" or ";"))
        {
            end++;
        }
        var rest = end;
        if (words[end] is "," && end + 2 < ceiling && end - after <= 12)
        {
            var start = end + 1;
            // "…," he said, adding that …: another cue follows, not the rest of the content.
            var isOther = CueLexicon.Default.At(words, start, ceiling).Any() || words.Is(start, WordClass.Coordinator | WordClass.Subordinator) || words[start] is "who" or "which" or "according" or "per" or "citing" or "quoting";
            var leftIsQuote = words.IsQuote(left.Last - 1) || (left.Last >= 2 && words[left.Last - 1] == "," && words.IsQuote(left.Last - 2)) || (words.Is(left.Last, WordClass.None) && words.IsQuote(left.Last));
            for (var k = start; !isOther && k < Math.Min(ceiling, start + LongestFrame); k++)
            {
                // "…, the envoy said on the radio, the agency has learned": the rest is words of saying too.
                isOther = k > start && ceiling - k <= 3 && words.Parsed.Tokens[k].Tag == UniversalTag.Verb && CueLexicon.Default.At(words, k, ceiling).Any();
            }
            if (!isOther && (!leftIsQuote || words.IsQuote(start)))
            {
                return ([left, new TokenRange(start, ceiling)], rest);
            }
        }
        return ([left], rest);
    }
}
