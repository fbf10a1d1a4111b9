namespace Attest.Claims.Attributions;

/// <summary>Finds who relays words in the phrase that names their source: "officials cited by the agency", "a spokesman, quoted on Sunday by the radio".</summary>
internal static class Relayers
{
    private const int LongestCircumstance = 4;
    private const int LongestFrame = 12;

    /// <summary>Parts the sources of candidates into who says it and who relays it.</summary>
    /// <param name="words">The words.</param>
    /// <param name="candidates">In the order of their sentences.</param>
    public static void Find(Words words, List<Candidate> candidates)
    {
        var frames = new HashSet<Candidate>();
        for (var k = 0; k < candidates.Count; k++)
        {
            for (var before = k - 1; before >= 0 && candidates[before].Sentence == candidates[k].Sentence; before--)
            {
                if (IsFramed(candidates[before], candidates[k]))
                {
                    frames.Add(candidates[k]);
                }
            }
        }
        candidates.RemoveAll(frames.Contains);
        foreach (var candidate in candidates)
        {
            if (!candidate.Relayer.IsEmpty || candidate.Source.IsEmpty)
            {
                continue;
            }
            var sentence = words.Parsed[words.Parsed.SentenceOf(candidate.Source.First)].Last;
            for (var k = candidate.Source.First + 1; k < Math.Min(sentence, candidate.Source.Last + 2); k++)
            {
                if (words[k] is "cited" or "quoted" && By(words, k + 1, sentence) is var by && by > 0)
                {
                    var end = Math.Max(by + 1, candidate.Source.Contains(by) ? candidate.Source.Last : NounPhrases.End(words, by + 1, sentence));
                    candidate.Relayer = NounPhrases.WithoutTime(words, new TokenRange(by + 1, end));
                    candidate.Source = new TokenRange(candidate.Source.First, Math.Min(candidate.Source.Last, words[k - 1] == "," ? k - 1 : k));
                    break;
                }
            }
        }
    }

    // "The gate is shut, the warden said at noon, the agency has learned": the outer words hold the inner and no more.
    private static bool IsFramed(Candidate inner, Candidate outer)
    {
        if (outer.Source.IsEmpty || inner.Source.IsEmpty || !inner.Relayer.IsEmpty || outer.Cue.IsEmpty || inner.Cue.IsEmpty || outer.Content.Count != 1 || outer.Content[0].Last > outer.Cue.First || inner.Content[^1].Last > inner.Cue.First
            || outer.Content[0].First != inner.Content[0].First || !outer.Content[0].Contains(inner.Cue) || outer.Content[0].Last - Math.Max(inner.Cue.Last, inner.Source.Last) > LongestFrame)
        {
            return false;
        }
        inner.Relayer = outer.Source;
        return true;
    }

    private static int By(Words words, int from, int last)
    {
        for (var k = from; k < Math.Min(last - 1, from + LongestCircumstance); k++)
        {
            if (words[k] == "by")
            {
                return k;
            }
            if (words[k] is "," or "as" or "that")
            {
                return 0;
            }
        }
        return 0;
    }
}
