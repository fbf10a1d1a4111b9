using Attest.Claims.Attributions.Labels;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Attributions;

/// <summary>Finds who says what: candidates by words of saying and by quotation marks, then the decision which of them stand, then who speaks.</summary>
public sealed class AttributionReader
{
    /// <summary>Two candidates whose contents have at least this much in common are one attribution.</summary>
    private const double SameContent = 0.7;

    /// <summary>The attributions of a report in the text's order of content, and who speaks in them in the order of first mention.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="known">What is known of the war that it is about; null for nothing.</param>
    /// <param name="places">Its places, in the text's order: whose mayor somebody is; null for none.</param>
    public AttributionResult Read(Report report, ParsedText parsed, Knowledge? known = null, IReadOnlyList<Place>? places = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        if (parsed.Tokens.Length == 0)
        {
            return new AttributionResult([], []);
        }
        var words = new Words(parsed);
        var quotations = Quotations.Find(words);
        var tree = new ClauseTree(parsed);
        var candidates = ByRules(words, tree, quotations);
        var labeller = SpanLabeller.OfThisThread;
        var inputs = new LabelInputs(words, tree, quotations, candidates, labeller.Model.WordRow, labeller.Model.TagRow);
        var joined = LabelJoin.Join(words, tree, candidates, labeller.Label(inputs, inputs.Stretches(report.Items)));
        joined.Sort((a, b) => a.Sentence != b.Sentence ? a.Sentence.CompareTo(b.Sentence) : a.Cue.First != b.Cue.First ? a.Cue.First.CompareTo(b.Cue.First) : a.Extent.First != b.Extent.First ? a.Extent.First.CompareTo(b.Extent.First) : a.Extent.Last.CompareTo(b.Extent.Last));
        Background.Trim(words, tree, joined);
        Relayers.Find(words, joined);
        SourceBounds.Tidy(words, tree, joined);
        Demonstratives.Resolve(words, joined);
        candidates = Decide(joined);
        Nest(candidates, words);
        return PictureReader.Mark(parsed, Name(words, tree, quotations, candidates, new SpeakerBook(words, known ?? Knowledge.None, places ?? [], candidates)));
    }

    /// <summary>What the rules alone find, decided and nested.</summary>
    internal static List<Candidate> ByRules(Words words, ClauseTree tree, IReadOnlyList<Quotation> quotations)
    {
        var candidates = new CueFinder(words, tree, quotations).Find();
        Continuations.AddTo(candidates, words, quotations);
        candidates = Decide(candidates);
        Nest(candidates, words);
        return candidates;
    }

    // Of two candidates for one content, the one that names its source stays; in the order of content.
    private static List<Candidate> Decide(List<Candidate> candidates)
    {
        candidates.Sort((a, b) => a.Extent.First != b.Extent.First ? a.Extent.First.CompareTo(b.Extent.First)
            : a.Extent.Last != b.Extent.Last ? b.Extent.Last.CompareTo(a.Extent.Last) : a.Cue.First.CompareTo(b.Cue.First));
        var kept = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            var twin = -1;
            for (var k = kept.Count - 1; k >= 0 && k >= kept.Count - 4 && twin < 0; k--)
            {
                twin = Overlap(kept[k].Extent, candidate.Extent) >= SameContent ? k : -1;
            }
            if (twin < 0)
            {
                kept.Add(candidate);
            }
            else if (kept[twin].Source.IsEmpty && (!candidate.Source.IsEmpty || candidate.Rule != CandidateRule.Continuation))
            {
                kept[twin] = candidate;
            }
            else if ((!candidate.Source.IsEmpty || candidate is { Rule: CandidateRule.Hearsay, Entry: not null }) && !kept[twin].Source.Equals(candidate.Source) && kept[twin].Extent.Contains(candidate.Cue))
            {
                kept.Add(candidate);
            }
        }
        return kept;
    }

    private static double Overlap(TokenRange a, TokenRange b)
    {
        var common = Math.Min(a.Last, b.Last) - Math.Max(a.First, b.First);
        return common <= 0 ? 0 : (double)common / (Math.Max(a.Last, b.Last) - Math.Min(a.First, b.First));
    }

    // Content within content: A reports that B says. "The ministry said the troops plan to leave" is one statement of a plan, not a statement and a plan.
    private static void Nest(List<Candidate> candidates, Words words)
    {
        var merged = new HashSet<Candidate>();
        var open = new Stack<Candidate>();
        foreach (var candidate in candidates)
        {
            while (open.TryPeek(out var top) && top.Extent.Last <= candidate.Extent.First)
            {
                open.Pop();
            }
            candidate.Outer = null;
            foreach (var outer in open)
            {
                if ((!outer.Source.IsEmpty || outer.Rule == CandidateRule.Continuation) && outer.Extent.Contains(candidate.Extent) && !candidate.Cue.IsEmpty && outer.Extent.Contains(candidate.Cue))
                {
                    candidate.Outer = outer;
                    break;
                }
            }
            if (candidate is { Outer: { } saying, Entry.Class: CueClass.Intend } && words[candidate.Content[0].First] == "to" && IsOwn(words, candidate, saying))
            {
                merged.Add(candidate);
                continue;
            }
            open.Push(candidate);
        }
        candidates.RemoveAll(merged.Contains);
        candidates.RemoveAll(candidate => candidate.Outer is { Source.IsEmpty: false } && (IsTurnOfSpeech(words, candidate) || IsDeed(candidate)));
    }

    // "I repeat that", "we are talking about" within somebody's own words; "we have always said that" is told of oneself.
    private static bool IsTurnOfSpeech(Words words, Candidate candidate) =>
        candidate.Source.Length == 1 && (words[candidate.Source.First] == "i" || (words[candidate.Source.First] == "we" && candidate.Entry is { Class: CueClass.Say } && words[candidate.Verb.First] is not ("have" or "'ve" or "’ve" or "had") && words[candidate.Source.Last] is not ("have" or "'ve" or "’ve" or "had")));

    // "She said they had agreed to meet": what is done by agreeing or threatening is a part of what is told.
    private static bool IsDeed(Candidate candidate) => candidate.Entry is { Class: CueClass.Intend, Lemma: "decide" or "agree" or "threaten" or "undertake" };

    // "The ministry said the troops plan to leave" is one statement of a plan; "the ministry said Lorvale had promised to leave" is a promise of another besides.
    private static bool IsOwn(Words words, Candidate intention, Candidate saying)
    {
        if (intention.Entry is { Lemma: "plan" or "intend" or "aim" or "seek" } || intention.InheritsSource || intention.Source.IsEmpty || saying.Source.IsEmpty || words.Is(intention.Source.First, WordClass.Pronoun))
        {
            return true;
        }
        for (var k = intention.Source.First; k < intention.Source.Last; k++)
        {
            for (var other = saying.Source.First; words.IsCapital(k) && other < saying.Source.Last; other++)
            {
                if (words[k] == words[other])
                {
                    return true;
                }
            }
        }
        return !words.IsCapital(intention.Source.First) && !SpeakerWords.Default.IsGroup(words[intention.Source.Last - 1]) && !SpeakerWords.Default.IsBody(words[intention.Source.Last - 1]);
    }

    private static AttributionResult Name(Words words, ClauseTree tree, IReadOnlyList<Quotation> quotations, List<Candidate> candidates, SpeakerBook book)
    {
        var speakers = new LocalId?[candidates.Count];
        var relayers = new LocalId?[candidates.Count];
        // Names are met in the order of the text's sources, pronouns look back from where they stand.
        var order = Enumerable.Range(0, candidates.Count).ToArray();
        Array.Sort(order, (a, b) => Position(candidates[a]) is var x && Position(candidates[b]) is var y && x != y ? x.CompareTo(y) : a.CompareTo(b));
        var index = new Dictionary<Candidate, int>();
        for (var k = 0; k < candidates.Count; k++)
        {
            index.Add(candidates[k], k);
        }
        LocalId? latest = null;
        var framed = -1;
        string? medium = null;
        var media = new string?[candidates.Count];
        foreach (var k in order)
        {
            var candidate = candidates[k];
            var quoting = candidate.Outer is { } outer ? speakers[index[outer]] : null;
            relayers[k] = candidate.Relayer.IsEmpty ? null : book.Resolve(candidate.Relayer, quoting, isQuoted: false);
            media[k] = candidate.Rule == CandidateRule.Continuation ? medium : MediumReader.Of(words, candidate);
            if (!candidate.Source.IsEmpty)
            {
                speakers[k] = book.Resolve(NounPhrases.WithoutTime(words, candidate.Source), quoting, QuotationsWithin(quotations, candidate.Source.First, candidate.Source.Last).Any(quotation => quotation.Contains(candidate.Source.First)));
                if (speakers[k] is { } counted && book.Poll(candidate.Source) is { } poll && poll != counted)
                {
                    book.Answers(counted, poll);
                    relayers[k] ??= poll;
                }
                // Whoever is spoken of beside a quotation, "referring to what the court held", is not the one who goes on.
                latest = candidate.Outer is null && (candidate.Sentence != framed || candidate.Rule == CandidateRule.After) ? speakers[k] ?? latest : latest;
                medium = candidate.Outer is null ? media[k] : medium;
                framed = candidate.Rule == CandidateRule.After ? candidate.Sentence : framed;
            }
            else if (candidate.Rule == CandidateRule.Continuation || (candidate is { Rule: CandidateRule.Hearsay, Outer: null } && CueFinder.IsGoingOn(words, candidate)))
            {
                speakers[k] = latest;
            }
        }
        var attributions = new List<Attribution>(candidates.Count);
        for (var k = 0; k < candidates.Count; k++)
        {
            var candidate = candidates[k];
            if (speakers[k] is null && candidate.Source.IsEmpty && !candidate.Cue.IsEmpty)
            {
                speakers[k] = book.Unspecified();
            }
            var content = ContentSpans(words, candidate, quotations, out var quote);
            // "By reading on, you agree to our terms": the reader says nothing.
            if (content.Count == 0 || (speakers[k] is null && candidate.Source.Length == 1 && words[candidate.Source.First] == "you"))
            {
                continue;
            }
            var chain = new List<LocalId>();
            for (var outer = candidate.Outer; outer is not null; outer = outer.Outer)
            {
                if (speakers[index[outer]] is { } id && id != speakers[k] && !chain.Contains(id))
                {
                    chain.Insert(0, id);
                }
            }
            if (relayers[k] is { } relayer && relayer != speakers[k] && !chain.Contains(relayer))
            {
                chain.Add(relayer);
            }
            attributions.Add(new Attribution(
                new LocalId('a', attributions.Count + 1),
                content,
                candidate.Cue.IsEmpty ? null : words.Span(candidate.Verb.First, candidate.Verb.Last),
                candidate.Source.IsEmpty ? null : words.Span(candidate.Source.First, candidate.Source.Last),
                speakers[k],
                media[k],
                chain,
                quote,
                ModalityReader.Of(words, tree, candidate, speakers[k] is { } speaker ? book.SideOf(speaker) : null),
                Confidence.Of(candidate)));
        }
        return new AttributionResult(attributions, book.Speakers);
    }

    private static int Position(Candidate candidate) => candidate.Source.IsEmpty ? candidate.Extent.First : candidate.Source.First;

    // Content without the marks around it: commas and stops at its ends, and quotation marks that enclose the whole.
    private static List<TextSpan> ContentSpans(Words words, Candidate candidate, IReadOnlyList<Quotation> quotations, out QuoteKind quote)
    {
        var spans = new List<TextSpan>();
        int inside = 0, outside = 0;
        foreach (var range in candidate.Content)
        {
            var (first, last) = (range.First, range.Last);
            var changed = true;
            while (changed && last > first)
            {
                changed = false;
                if (words[last - 1] is "," or ";" or ":" or ".")
                {
                    (last, changed) = (last - 1, true);
                }
                else if (words[first] is "," or ";" or ":")
                {
                    (first, changed) = (first + 1, true);
                }
                else if (words.IsQuote(first) && (words.IsQuote(last - 1) || !HasQuote(words, first + 1, last)) && Enclosed(words, first, last))
                {
                    // “…” around the whole, or opened and never closed.
                    var closes = words.IsQuote(last - 1) && last - 1 > first;
                    (first, last, changed) = (first + 1, closes ? last - 1 : last, true);
                    inside += Math.Max(0, last - first);
                }
            }
            if (last <= first)
            {
                continue;
            }
            spans.Add(words.Span(first, last));
            if (inside == 0)
            {
                outside += last - first;
                foreach (var quotation in QuotationsWithin(quotations, first, last))
                {
                    var covered = Math.Min(last, quotation.Last) - Math.Max(first, quotation.First + 1);
                    inside += Math.Max(0, covered);
                    outside -= Math.Max(0, covered);
                }
            }
        }
        quote = inside == 0 ? QuoteKind.Indirect : outside <= 0 ? QuoteKind.Direct : QuoteKind.Mixed;
        spans.Sort();
        return spans;
    }

    private static IEnumerable<Quotation> QuotationsWithin(IReadOnlyList<Quotation> quotations, int first, int last)
    {
        int low = 0, high = quotations.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotations[middle].Last <= first)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        for (var k = low; k < quotations.Count && quotations[k].First < last; k++)
        {
            yield return quotations[k];
        }
    }

    private static bool HasQuote(Words words, int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words[k] is "”" or "\"" or "»" or "“")
            {
                return true;
            }
        }
        return false;
    }

    // “A” and “B” is not enclosed by its first and last mark.
    private static bool Enclosed(Words words, int first, int last)
    {
        for (var k = first + 1; k < last - 1; k++)
        {
            if (words[k] is "”" or "\"" or "»" && words.IsQuote(last - 1))
            {
                return false;
            }
        }
        return true;
    }
}
