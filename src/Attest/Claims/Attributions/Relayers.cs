namespace Attest.Claims.Attributions;

/// <summary>Finds who relays words in the phrase that names their source: "officials cited by the agency", "a spokesman, quoted on Sunday by the radio".</summary>
internal static class Relayers
{
    private const int LongestCircumstance = 4;

    /// <summary>Parts the sources of candidates into who says it and who relays it.</summary>
    public static void Find(Words words, List<Candidate> candidates)
    {
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
