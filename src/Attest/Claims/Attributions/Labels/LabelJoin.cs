using Attest.Language;

namespace Attest.Claims.Attributions.Labels;

/// <summary>Where rules and labels meet: what both see gets the labels' bounds, what only the labels see is added, what they doubt is dropped.</summary>
internal static class LabelJoin
{
    // A cue that the rules alone see stands if the labels give it at least this probability of being one, or of standing within what somebody says.
    private const float LeastCue = 0.1f;

    // A quotation without a cue of its own stands if the labels give its words at least this probability of being what somebody says.
    private const float LeastContent = 0.3f;

    // What only the labels see is taken from this probability on.
    private const float Sure = 0.6f;

    // Fewer words are a connective: "Meanwhile", "However".
    private const int LeastSaid = 2;

    // What only the labels see, of a verb that is none of saying and of something that is no clause.
    private const double SureOfDeed = 0.8;

    /// <summary>The candidates of a text, by rules and labels together.</summary>
    public static List<Candidate> Join(Words words, ClauseTree tree, List<Candidate> byRules, LabelledText labelled)
    {
        var linked = LabelLinks.Link(words, tree, labelled.Spans());
        var joined = new List<Candidate>();
        var cueAt = new Dictionary<int, int>();
        for (var k = 0; k < linked.Count; k++)
        {
            for (var token = linked[k].Cue.First; token < linked[k].Cue.Last; token++)
            {
                cueAt[token] = k;
            }
        }
        var met = new bool[linked.Count];
        foreach (var candidate in byRules)
        {
            var same = -1;
            for (var token = candidate.Cue.First; token < candidate.Cue.Last && same < 0; token++)
            {
                same = cueAt.GetValueOrDefault(token, -1);
            }
            if (same >= 0 && !met[same])
            {
                met[same] = true;
                candidate.Evidence = CandidateEvidence.Both;
                Rebound(words, candidate, linked[same]);
                joined.Add(candidate);
                AddContinuations(words, linked[same], joined);
            }
            else if (same < 0 && Stands(words, candidate, labelled))
            {
                joined.Add(candidate);
            }
        }
        for (var k = 0; k < linked.Count; k++)
        {
            if (!met[k] && IsSure(linked[k], labelled) && New(words, linked[k]) is { } found && Speaks(words, found))
            {
                joined.Add(found);
                AddContinuations(words, linked[k], joined);
            }
        }
        foreach (var candidate in joined)
        {
            candidate.Certainty = Certainty(candidate, labelled);
        }
        var held = joined.FindAll(candidate => candidate.IsHeld);
        joined.RemoveAll(candidate => candidate.Evidence == CandidateEvidence.Labels && (IsDeed(words, candidate) || held.Exists(whole => candidate.Rule == CandidateRule.Continuation && whole.Extent.Contains(candidate.Extent))));
        return joined;
    }

    // Nobody says nothing; and "I know", "I could imagine" is a turn of speech within somebody's words.
    private static bool Speaks(Words words, Candidate candidate) => candidate.Source.Length switch
    {
        1 => words[candidate.Source.First] is not ("nobody" or "none") && (words[candidate.Source.First] != "i" || candidate.Entry is { Class: CueClass.Say or CueClass.Write or CueClass.Claim }),
        2 => !(words[candidate.Source.First] is "no" or "neither"),
        _ => true,
    };

    // "drew up a plan", "issued an order": a verb that is none of saying, and a thing that was made or given, are a deed unless the labels are sure.
    private static bool IsDeed(Words words, Candidate candidate)
    {
        if (candidate.Cue.IsEmpty || candidate.Entry is { Class: not CueClass.Light } || candidate.Certainty is null or >= SureOfDeed || words.Parsed.Tokens[candidate.Cue.First].Tag is not (UniversalTag.Verb or UniversalTag.Aux))
        {
            return false;
        }
        foreach (var piece in candidate.Content)
        {
            for (var k = piece.First; k < piece.Last; k++)
            {
                if (words.Parsed.Tokens[k].PennTag is "VBD" or "VBZ" or "VBP" or "MD" || (words[k] == "to" && k == piece.First))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static double? Certainty(Candidate candidate, LabelledText labelled)
    {
        if (candidate.Evidence == CandidateEvidence.Rules && !candidate.Cue.IsEmpty && Mean(candidate.Cue, labelled, SpanRole.Content) > Mean(candidate.Cue, labelled, SpanRole.Cue))
        {
            return null;
        }
        var (sum, parts) = (candidate.Content.Sum(range => Mean(range, labelled, SpanRole.Content) * range.Length) / candidate.Content.Sum(range => range.Length), 1);
        if (!candidate.Cue.IsEmpty)
        {
            (sum, parts) = (sum + Mean(candidate.Verb, labelled, SpanRole.Cue), parts + 1);
        }
        if (!candidate.Source.IsEmpty)
        {
            (sum, parts) = (sum + Mean(candidate.Source, labelled, SpanRole.Source), parts + 1);
        }
        return sum / parts;
    }

    private static bool Stands(Words words, Candidate candidate, LabelledText labelled)
    {
        if (candidate.Cue.IsEmpty && candidate.Rule == CandidateRule.After || candidate.Rule == CandidateRule.According || candidate.IsHeld)
        {
            // The colon of a headline and "in the words of" are cues by their form.
            return true;
        }
        if (candidate.Cue.IsEmpty)
        {
            return Mean(candidate.Extent, labelled, SpanRole.Content) >= LeastContent;
        }
        if (IsMereThis(words, candidate))
        {
            // "The ministry informed about it": what was told before.
            return true;
        }
        if (candidate is { Rule: CandidateRule.Hearsay, Modality: Modality.Unverified })
        {
            // What nobody could verify is nobody's statement, and so is not labelled.
            return true;
        }
        var cue = Mean(candidate.Cue, labelled, SpanRole.Cue);
        var within = Mean(candidate.Cue, labelled, SpanRole.Content);
        return cue + within >= LeastCue;
    }

    private static bool IsMereThis(Words words, Candidate candidate) =>
        candidate.Entry is { Class: CueClass.Say or CueClass.Write } && candidate.Content[0].Length <= LeastSaid && words[candidate.Content[0].Last - 1] is "it" or "this";

    private static float Mean(TokenRange range, LabelledText labelled, SpanRole role)
    {
        var sum = 0f;
        for (var k = range.First; k < range.Last; k++)
        {
            sum += labelled.Probability(k, role);
        }
        return sum / Math.Max(1, range.Length);
    }

    private static void Rebound(Words words, Candidate candidate, LinkedSpans spans)
    {
        candidate.Verb = spans.Cue;
        var content = Main(words, spans);
        if (candidate.Rule == CandidateRule.After && content.Count > 1)
        {
            // "… - estimates the ministry": who says it is not said.
            content.RemoveAll(range => range.First == candidate.Source.First);
        }
        if (candidate.IsHeld || IsMereThis(words, candidate) || (candidate.Rule == CandidateRule.According && (content.Sum(range => range.Length) <= LeastSaid || candidate.Content.Exists(range => range.Contains(spans.Source.Last - 1) && !spans.Source.IsEmpty))))
        {
            return;
        }
        // Where somebody relays the words, the labels name the one who relays.
        if (!spans.Source.IsEmpty && candidate.Relayer.IsEmpty && (candidate.Source.IsEmpty || !IsRelative(words, spans.Source)))
        {
            candidate.Source = Speaker(words, spans.Source);
        }
        for (var k = 0; k < content.Count; k++)
        {
            foreach (var ours in candidate.Content)
            {
                if (ours.First == content[k].First && ours.Last < content[k].Last && IsBackground(words, ours.Last))
                {
                    content[k] = ours;
                }
            }
        }
        candidate.Content.Clear();
        candidate.Content.AddRange(content);
    }

    // What the report itself adds after a comma: ", a city in the south", ", which lies …".
    private static bool IsBackground(Words words, int token) => words[token] == "," && words[token + 1] is "which" or "who" or "where" or "whose" or "a" or "an" or "once" or "something";

    private static bool IsRelative(Words words, TokenRange source) => source.Length == 1 && words[source.First] is "who" or "which" or "that";

    // Whom a relative pronoun stands for.
    private static TokenRange Speaker(Words words, TokenRange source)
    {
        var first = source.First;
        if (IsRelative(words, source))
        {
            var end = words[first - 1] == "," ? first - 1 : first;
            source = new TokenRange(NounPhrases.Start(words, end, words.Parsed[words.Parsed.SentenceOf(first)].First), end);
        }
        while (source.Length > 1 && words[source.Last - 1] is "," or ":" or ";")
        {
            source = source with { Last = source.Last - 1 };
        }
        return source;
    }

    /// <summary>What is said in the sentence of the cue, without "that".</summary>
    private static List<TokenRange> Main(Words words, LinkedSpans spans)
    {
        var main = spans.Content.FindAll(range => IsBeside(words, range, spans.Cue));
        if (main.Count == 0)
        {
            main.Add(spans.Content[0]);
        }
        return main.ConvertAll(range => words[range.First] == "that" && range.Length > 1 && !words.Is(range.First + 1, WordClass.Auxiliary) ? range with { First = range.First + 1 } : range);
    }

    private static bool IsBeside(Words words, TokenRange range, TokenRange cue) => words.Parsed.SentenceOf(range.First) <= words.Parsed.SentenceOf(cue.First) && words.Parsed.SentenceOf(cue.First) <= words.Parsed.SentenceOf(range.Last - 1);

    // “…,” he said. “…”: what goes on in a sentence of its own.
    private static void AddContinuations(Words words, LinkedSpans spans, List<Candidate> joined)
    {
        var any = spans.Content.Exists(range => IsBeside(words, range, spans.Cue));
        foreach (var range in spans.Content)
        {
            if (!IsBeside(words, range, spans.Cue) && (any || range != spans.Content[0]))
            {
                joined.Add(new Candidate { Rule = CandidateRule.Continuation, Sentence = words.Parsed.SentenceOf(range.First), Evidence = CandidateEvidence.Labels, Content = [range], Modality = Modality.Asserted });
            }
        }
    }

    // Words that name no source are left to the rules: what they say is rarely worth it.
    private static bool IsSure(LinkedSpans spans, LabelledText labelled) =>
        !spans.Cue.IsEmpty && !spans.Source.IsEmpty && spans.Content.Sum(range => range.Length) > 1 && Mean(spans.Cue, labelled, SpanRole.Cue) >= Sure && Mean(spans.Content[0], labelled, SpanRole.Content) >= Sure;

    private static Candidate? New(Words words, LinkedSpans spans)
    {
        CueMatch? match = null;
        var at = spans.Cue.First;
        for (var k = spans.Cue.First; k < spans.Cue.Last && match is null; k++)
        {
            match = CueLexicon.Default.First(words, k, spans.Cue.Last);
            at = match is null ? at : k;
        }
        var content = Main(words, spans);
        var before = content[0].First > spans.Cue.First;
        var rule = words[spans.Cue.First] == "according" ? CandidateRule.According
            : spans.Source.IsEmpty ? CandidateRule.Hearsay
            : match is null && words.Parsed.Tokens[spans.Cue.Last - 1].Tag == UniversalTag.Noun ? CandidateRule.Noun
            : before ? CandidateRule.Before : CandidateRule.After;
        var negated = false;
        for (var k = spans.Cue.First; k < spans.Cue.Last; k++)
        {
            negated |= words.Is(k, WordClass.Negation);
        }
        if (negated && match?.Entry is { Class: CueClass.Say or CueClass.Write, Lemma: not ("confirm" or "verify") })
        {
            // "did not say", "has not disclosed": nothing was said.
            return null;
        }
        var after = spans.Cue.Last;
        return new Candidate
        {
            Rule = rule,
            Evidence = CandidateEvidence.Labels,
            Sentence = words.Parsed.SentenceOf(spans.Cue.First),
            Entry = match?.Entry,
            Cue = new TokenRange(at, Math.Max(at + 1, match is { } known ? at + known.Tokens : spans.Cue.Last)),
            Verb = spans.Cue,
            Source = spans.Source.IsEmpty ? spans.Source : Speaker(words, spans.Source),
            Content = content,
            Circumstance = before && content[0].First > after ? new TokenRange(after, content[0].First) : TokenRange.None,
            ClauseStart = Math.Min(spans.Cue.First, spans.Source.IsEmpty ? int.MaxValue : spans.Source.First),
            Modality = negated && match?.Entry.Class is not CueClass.Deny ? Modality.Denied : match?.Entry.Modality ?? CueFinder.NounModality(words[spans.Cue.Last - 1]),
        };
    }
}
