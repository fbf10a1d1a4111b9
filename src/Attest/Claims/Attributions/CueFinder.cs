namespace Attest.Claims.Attributions;

/// <summary>Finds candidates by words of saying, sentence by sentence, from closed classes of words.</summary>
internal sealed partial class CueFinder(Words words, ClauseTree tree, IReadOnlyList<Quotation> quotations)
{
    private const int LongestAddressee = 9;

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
                var step = TryAccording(sentence, i, first, last) ?? TryQuoted(sentence, i, first, last) ?? TryUnverified(sentence, i, first, last) ?? TryHearsay(sentence, i, first, last) ?? TryCue(sentence, i, first, last) ?? TryNoun(sentence, i, first, last);
                if (step is { } cue)
                {
                    i += cue - 1;
                }
            }
            Truncate(before);
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
            return entry.Class is CueClass.Say && entry.Frames.HasFlag(CueFrames.Addressee) ? Told(sentence, i, entry, after, verb, ceiling) : null;
        }
        var subject = Subject(sentence, i, verb, match.Form, floor, out var connector, out var inherits);
        var inverted = TokenRange.None;
        if (!(inherits && !subject.IsEmpty) && SubjectInTree(i, subject, floor, ceiling, out var shared) is { IsEmpty: false } known && (!shared || inherits))
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
        var right = ByTree(i, entry, RightContent(entry, after, ceiling, out var circumstance));
        var atEnd = right.IsEmpty;
        var modality = negated && entry.Class is not (CueClass.Ask or CueClass.Deny) ? Modality.Denied : modal || (negated && entry.Class is CueClass.Deny) ? Modality.Possible : entry.Modality;

        // “…”, said X. / …, reported X.
        if (subject.IsEmpty && match.Form is CueForm.Past or CueForm.Third && i > floor && (words[i - 1] == "," || words.IsQuote(i - 1)) && CanBePostposed(entry))
        {
            var source = inverted.First == after && !inverted.IsEmpty ? inverted : new TokenRange(after, NounPhrases.End(words, after, ceiling));
            var left = LeftContent(i, floor, first, sentence);
            if (!source.IsEmpty && !words.Is(source.First, WordClass.Preposition | WordClass.Subordinator) && !left.IsEmpty && IsSpeaking(source, entry))
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
        if (negated && entry.Class is CueClass.Say or CueClass.Write && words[right.First] is "what" or "who" or "how" or "why" or "whether" or "which" or "where" or "when")
        {
            // "did not say what": nothing was said.
            return null;
        }
        // …, X said. / “…,” X said on Monday.
        var parenthetical = words[after] == "," && subject.First > floor;
        // “…,” X told the paper: after a quotation, whatever follows is circumstance unless it is said too.
        var follows = subject.First - 1 > floor && (words.IsQuote(subject.First - 1) || (words[subject.First - 1] == "," && words.IsQuote(subject.First - 2))) && words[circumstance.Last] is not (":" or "that")
            && !words.IsQuote(circumstance.Last);
        if ((atEnd || parenthetical || follows) && CanBePostposed(entry) && !inherits && subject.First > floor && (words[subject.First - 1] == "," || words.IsQuote(subject.First - 1)))
        {
            var left = LeftContent(subject.First, floor, first, sentence);
            if (!left.IsEmpty)
            {
                var (content, rest) = AroundParenthesis(left, atEnd || follows ? circumstance.Last : after, ceiling);
                return New(CandidateRule.After, sentence, entry, new TokenRange(i, after), subject, content, new TokenRange(after, Math.Max(after, rest)), subject.First, false, modality);
            }
        }
        return atEnd ? null : New(CandidateRule.Before, sentence, entry, new TokenRange(i, after), subject, [right], circumstance, connector, inherits, modality);
    }

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

    // "X was told that …", "officers were warned that …": nobody is named as the source.
    private Candidate? Told(int sentence, int i, CueEntry entry, int after, int verb, int ceiling)
    {
        if (words[after] != "that")
        {
            return null;
        }
        var content = new TokenRange(after + 1, ceiling);
        return content.Length < 2 ? null : New(CandidateRule.Hearsay, sentence, entry, new TokenRange(i, after), TokenRange.None, [content], TokenRange.None, verb, false, entry.Modality);
    }

    private Candidate New(CandidateRule rule, int sentence, CueEntry? entry, TokenRange cue, TokenRange source, List<TokenRange> content, TokenRange circumstance, int clauseStart, bool inherits, Modality modality)
    {
        for (var k = 0; k < content.Count; k++)
        {
            content[k] = OverQuotation(content[k]);
        }
        if (rule == CandidateRule.Before)
        {
            content[0] = WithoutBackground(content[0], entry);
        }
        return new Candidate
        {
            Rule = rule,
            Sentence = sentence,
            Entry = entry,
            Cue = cue,
            Verb = rule is CandidateRule.Before or CandidateRule.After ? new TokenRange(LeftOfAuxiliaries(cue.First, words.Parsed[sentence].First, out _, out _, out _), cue.Last) : cue,
            Source = source,
            Content = content,
            Circumstance = circumstance,
            ClauseStart = clauseStart,
            InheritsSource = inherits,
            Modality = modality,
        };
    }

    private static bool CanBePostposed(CueEntry entry) =>
        (entry.Frames & (CueFrames.Clause | CueFrames.Quote | CueFrames.Addressee | CueFrames.Question)) != 0 && entry.Class is not (CueClass.Intend or CueClass.Show);

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
            var isOther = CueLexicon.Default.At(words, start, ceiling).Any() || words.Is(start, WordClass.Coordinator | WordClass.Subordinator) || words[start] is "who" or "which";
            var leftIsQuote = words.IsQuote(left.Last - 1) || (left.Last >= 2 && words[left.Last - 1] == "," && words.IsQuote(left.Last - 2)) || (words.Is(left.Last, WordClass.None) && words.IsQuote(left.Last));
            if (!isOther && (!leftIsQuote || words.IsQuote(start)))
            {
                return ([left, new TokenRange(start, ceiling)], rest);
            }
        }
        return ([left], rest);
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
