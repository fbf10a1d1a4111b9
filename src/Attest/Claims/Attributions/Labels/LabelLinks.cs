namespace Attest.Claims.Attributions.Labels;

/// <summary>An attribution as the labels have it: spans that were put together.</summary>
/// <param name="Cue">The words of saying; empty where a quotation has none in its paragraph.</param>
/// <param name="Source">Who says it; empty where nobody is named.</param>
/// <param name="Content">What is said, in the text's order; never empty.</param>
internal sealed record LinkedSpans(TokenRange Cue, TokenRange Source, List<TokenRange> Content);

/// <summary>Puts labelled spans together: each word of saying with its source and what is said, by nearness and by the tree.</summary>
internal static class LabelLinks
{
    // Spans that are looked back and ahead over.
    private const int Reach = 5;

    // In tokens: what crossing another cue, or leaving the sentence, counts for; and what is too far to be one attribution.
    private const int AcrossCue = 30, AcrossSentence = 20, TooFar = 60;

    /// <summary>The attributions that the spans of a text make up, in the order of their cues; then quotations without one.</summary>
    public static List<LinkedSpans> Link(Words words, ClauseTree tree, List<(SpanRole Role, TokenRange Range)> spans)
    {
        var sources = new TokenRange[spans.Count];
        var contents = new List<TokenRange>?[spans.Count];
        var taken = new bool[spans.Count];
        foreach (var (_, cue, source) in Pairs(spans, SpanRole.Source, (cue, other) => SourceCost(words, tree, spans, cue, other)))
        {
            if (sources[cue].IsEmpty && !taken[source])
            {
                (sources[cue], taken[source]) = (spans[source].Range, true);
            }
        }
        var pairs = Pairs(spans, SpanRole.Content, (cue, other) => ContentCost(words, spans, cue, other, sources[cue]));
        foreach (var isFirst in new[] { true, false })
        {
            foreach (var (_, cue, content) in pairs)
            {
                if (!taken[content] && (contents[cue] is null || !isFirst))
                {
                    (contents[cue] ??= []).Add(spans[content].Range);
                    taken[content] = true;
                }
            }
        }
        var linked = new List<LinkedSpans>();
        for (var k = 0; k < spans.Count; k++)
        {
            if (spans[k].Role == SpanRole.Cue && contents[k] is { } content)
            {
                content.Sort((a, b) => a.First.CompareTo(b.First));
                linked.Add(new LinkedSpans(spans[k].Range, sources[k], content));
            }
            else if (spans[k].Role == SpanRole.Content && !taken[k])
            {
                linked.Add(new LinkedSpans(TokenRange.None, TokenRange.None, [spans[k].Range]));
            }
        }
        return linked;
    }

    private static List<(int Cost, int Cue, int Other)> Pairs(List<(SpanRole Role, TokenRange Range)> spans, SpanRole role, Func<int, int, int> cost)
    {
        var pairs = new List<(int Cost, int Cue, int Other)>();
        for (var cue = 0; cue < spans.Count; cue++)
        {
            for (var other = Math.Max(0, cue - Reach); spans[cue].Role == SpanRole.Cue && other < Math.Min(spans.Count, cue + Reach + 1); other++)
            {
                if (spans[other].Role == role && cost(cue, other) is var known && known < TooFar)
                {
                    pairs.Add((known, cue, other));
                }
            }
        }
        pairs.Sort();
        return pairs;
    }

    private static int SourceCost(Words words, ClauseTree tree, List<(SpanRole Role, TokenRange Range)> spans, int cue, int source)
    {
        var (verb, noun) = (spans[cue].Range, spans[source].Range);
        if (words.Parsed.SentenceOf(verb.First) != words.Parsed.SentenceOf(noun.First))
        {
            return TooFar;
        }
        var cost = Gap(verb, noun) + (AcrossCue * CuesBetween(spans, cue, source));
        for (var k = verb.First; k < verb.Last; k++)
        {
            if (tree.Subject(k, out _) is var subject && subject >= 0 && noun.Contains(subject))
            {
                return cost - TooFar;
            }
        }
        return cost;
    }

    private static int ContentCost(Words words, List<(SpanRole Role, TokenRange Range)> spans, int cue, int content, TokenRange source)
    {
        var (verb, said) = (spans[cue].Range, spans[content].Range);
        var gap = Math.Min(Gap(verb, said), source.IsEmpty ? int.MaxValue : Gap(source, said));
        var (first, last) = (Math.Min(verb.First, said.First), Math.Max(verb.First, said.Last - 1));
        var between = said.First > verb.First ? words.Text.AsSpan(words.End(verb.Last - 1), Math.Max(0, words.Start(said.First) - words.End(verb.Last - 1))) : words.Text.AsSpan(words.End(said.Last - 1), Math.Max(0, words.Start(verb.First) - words.End(said.Last - 1)));
        if (between.Contains('\n') && !(words[said.First - 1] == ":" || words[said.First - 2] == ":"))
        {
            return TooFar;
        }
        var sentence = words.Parsed.SentenceOf(verb.First);
        // "“…,” he noted, adding that …": what a gerund adds follows it.
        var isLate = said.First < verb.First && words.Parsed.Tokens[verb.First].PennTag == "VBG";
        var isSame = words.Parsed.SentenceOf(first) <= sentence && sentence <= words.Parsed.SentenceOf(last) && (words.Parsed.SentenceOf(said.First) == sentence || words.Parsed.SentenceOf(said.Last - 1) == sentence);
        return gap + (isSame ? 0 : AcrossSentence) + (isLate ? AcrossCue : 0) + (AcrossCue * CuesBetween(spans, cue, content));
    }

    private static int CuesBetween(List<(SpanRole Role, TokenRange Range)> spans, int one, int other)
    {
        var count = 0;
        for (var k = Math.Min(one, other) + 1; k < Math.Max(one, other); k++)
        {
            count += spans[k].Role == SpanRole.Cue ? 1 : 0;
        }
        return count;
    }

    private static int Gap(TokenRange a, TokenRange b) => a.First < b.First ? b.First - a.Last : a.First - b.Last;
}
