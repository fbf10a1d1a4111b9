using Attest.Language;


namespace Attest.Claims.Attributions;

/// <summary>Takes from what is said what the report itself puts around it: the dateline before it, and after it how and while what it was said.</summary>
internal static class Background
{
    // In tokens: "HARROW, 4 May (Agency) –"; and the least that may be left.
    private const int LongestDateline = 12;
    private const int Least = 3;
    private const int LongestRemark = 9;

    /// <summary>Bounds the contents of candidates anew; what says no more than "however" goes.</summary>
    /// <param name="words">The words.</param>
    /// <param name="tree">Their clauses.</param>
    /// <param name="candidates">In the order of their sentences.</param>
    public static void Trim(Words words, ClauseTree tree, List<Candidate> candidates)
    {
        candidates.RemoveAll(candidate => !candidate.IsHeld && !candidate.Cue.IsEmpty && IsConnective(words, candidate));
        Part(words, candidates);
        foreach (var candidate in candidates)
        {
            if (candidate.Content[0].Length > Least)
            {
                candidate.Content[0] = candidate.Content[0] with { First = AfterDateline(words, candidate.Content[0]) };
            }
            if (candidate.IsHeld || candidate.Cue.IsEmpty)
            {
                continue;
            }
            if (candidate.Content.Count > 1 && candidate.Content[0].Last <= candidate.Cue.First && candidate.Content[^1].First == Math.Max(candidate.Verb.Last, candidate.Source.Last)
                && words.Parsed.Tokens[candidate.Content[^1].First].PennTag is "VBG" or "IN")
            {
                // "…, he said addressing the congress".
                candidate.Content.RemoveAt(candidate.Content.Count - 1);
            }
            var last = candidate.Content[^1];
            if (last.First > candidate.Cue.First && End(words, tree, candidate, last) is var end && end < last.Last)
            {
                candidate.Content[^1] = last with { Last = end };
            }
        }
    }

    private static bool IsConnective(Words words, Candidate candidate)
    {
        foreach (var piece in candidate.Content)
        {
            for (var k = piece.First; k < piece.Last; k++)
            {
                if (!words.IsAdverb(k) && !words.Is(k, WordClass.Coordinator | WordClass.Subordinator) && words.IsWord(k) || words[k] is "that")
                {
                    return false;
                }
            }
        }
        return true;
    }

    // "acknowledged that the dam holds but questioned whether it will": the second clause of saying ends what is said in the first.
    private static void Part(Words words, List<Candidate> candidates)
    {
        for (var k = 0; k < candidates.Count; k++)
        {
            var later = candidates[k];
            if (later.Rule != CandidateRule.Before || !later.InheritsSource || later.ClauseStart >= later.Cue.First || !(words.Is(later.ClauseStart, WordClass.Coordinator) || words[later.ClauseStart] == ","))
            {
                continue;
            }
            for (var before = k - 1; before >= 0 && candidates[before].Sentence == later.Sentence; before--)
            {
                var earlier = candidates[before];
                if (earlier.Rule == CandidateRule.Before && earlier.Cue.First < later.ClauseStart && earlier.Source.Equals(later.Source)
                    && earlier.Content[^1] is var last && last.Contains(later.Cue) && later.ClauseStart - last.First >= Least)
                {
                    earlier.Content[^1] = last with { Last = later.ClauseStart };
                }
            }
        }
    }

    private static int AfterDateline(Words words, TokenRange content)
    {
        if (!StartsLine(words, content.First) || !words.IsCapital(content.First))
        {
            return content.First;
        }
        var isBracketed = false;
        for (var k = content.First; k < Math.Min(content.Last - Least, content.First + LongestDateline); k++)
        {
            if (words[k] is "-" or "–" or "—" or "--" && !words.IsJoined(k) && k > content.First)
            {
                return k + 1;
            }
            isBracketed = words[k] == "(" || (isBracketed && words[k] != ")");
            if (!isBracketed && words.IsWord(k) && !words.IsCapital(k))
            {
                return content.First;
            }
        }
        return content.First;
    }

    private static bool StartsLine(Words words, int token) => token == 0 || words.Text.AsSpan(words.End(token - 1), words.Start(token) - words.End(token - 1)).Contains('\n');

    // Where what is said ends.
    private static int End(Words words, ClauseTree tree, Candidate candidate, TokenRange content)
    {
        var tokens = words.Parsed.Tokens;
        var isThing = candidate.Entry is { Class: CueClass.Judge or CueClass.Intend or CueClass.Deny or CueClass.Ask };
        var isNominal = isThing || !HasFinite(words, content.First, content.Last);
        var isQuoted = false;
        for (var k = content.First + 1; k < content.Last - 1; k++)
        {
            if (candidate.Rule == CandidateRule.Before && !words.IsQuote(k) && StartsLine(words, k) && words.Parsed[words.Parsed.SentenceOf(k)].First == k)
            {
                // A new paragraph that opens no quotation anew is no part of what is said.
                return k;
            }
            isQuoted ^= words[k] is "\"" or "“" or "”";
            if (k >= content.First + Least && IsNextSpeech(words, k))
            {
                return words[k] == "." ? k : k + 1;
            }
            if (isQuoted || k < content.First + Least)
            {
                continue;
            }
            var comma = words[k] == ",";
            var word = comma ? k + 1 : k;
            var begins = words[word] switch
            {
                // "… without saying when", "… as he signed the bill": about the saying, not said.
                "without" => words[word + 1] is "specifying" or "elaborating" or "giving" or "providing" or "naming" or "offering" or "saying" or "explaining" or "detailing" or "citing" or "disclosing" or "mentioning",
                "as" => tokens[candidate.Cue.First].PennTag is "VBD" && (words[word + 1] is "he" or "she" && tokens[word + 2].PennTag is "VBD" || isThing && IsMeanwhile(words, word, content.Last)),
                "although" or "though" => isNominal,
                // "… but did not say when": nothing that was said.
                "but" or "and" => words[word + 1] == "did" && words.Is(word + 2, WordClass.Negation) && words[word + 3] is "say" or "specify" or "elaborate" or "give" or "provide" or "name" or "disclose" or "mention" or "explain" or "identify",
                "after" => candidate.Entry is { Class: CueClass.Intend } && tokens[word + 1].PennTag is "VBG",
                "despite" => isThing && HasFinite(words, content.First, k),
                "in" or "during" => isNominal && !isThing && words[word + 1] is "a" or "an" && SpeakerWords.Default.MediumAt(words, word + 2, content.Last) is not null,
                // "…, the town where he was born": a remark on the last word.
                "a" or "an" or "the" => comma && IsLastRemark(words, tree, word, content.Last),
                _ => comma && isThing && (tokens[word].PennTag is "VBG" || IsNewClause(words, word, content.Last)),
            };
            if (begins)
            {
                return k;
            }
        }
        return content.Last;
    }

    // "He said that “it is over.”- We were alone": words between dashes begin where the ones before end.
    private static bool IsNextSpeech(Words words, int token) =>
        words[token] is "\"" or "”" or "." && words[token + 1] is "-" or "–" or "—" && words.IsJoined(token) && !words.IsJoined(token + 1) && words.IsCapital(token + 2);

    private static bool IsLastRemark(Words words, ClauseTree tree, int token, int last)
    {
        for (var k = token + 1; k < Math.Min(last, token + LongestRemark); k++)
        {
            if (tree.RelationOf(k) == Relation.Appos && tree.Subtree(k) is var remark && remark.First >= token - 1)
            {
                return remark.Last >= last - 1 && tree.Head(k) < token;
            }
        }
        return false;
    }

    // "…, he would not go": what is wanted, judged or denied is over.
    private static bool IsNewClause(Words words, int token, int last) =>
        token + 1 < last && words[token] is "he" or "she" or "it" or "they" or "we" or "i" && words.Parsed.Tokens[token + 1].PennTag is "VBD" or "VBZ" or "VBP" or "MD";

    // "as a crowd looked on"; not "as long as it took".
    private static bool IsMeanwhile(Words words, int token, int last)
    {
        for (var k = token + 2; k < last && words[token - 2] != "as" && (words.Is(token + 1, WordClass.Determiner) || words.IsCapital(token + 1)); k++)
        {
            if (words.Parsed.Tokens[k].PennTag == "VBD")
            {
                return true;
            }
        }
        return false;
    }

    private static bool HasFinite(Words words, int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words.Parsed.Tokens[k].PennTag is "VBD" or "VBZ" or "VBP" or "MD")
            {
                return true;
            }
        }
        return false;
    }
}
