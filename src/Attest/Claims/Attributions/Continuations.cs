namespace Attest.Claims.Attributions;

/// <summary>Quotations without words of saying of their own, which go on from the one before.</summary>
internal static class Continuations
{
    // Shorter ones are words that the report sets apart, not speech.
    private const int ShortestQuotation = 4;

    // In tokens: further on, nobody remembers who was speaking.
    private const int Reach = 160;

    /// <summary>Adds a candidate for each quotation that no candidate holds and that follows one that somebody speaks.</summary>
    public static void AddTo(List<Candidate> candidates, Words words, IReadOnlyList<Quotation> quotations)
    {
        var held = new bool[quotations.Count];
        var spoken = new bool[words.Count + 1];
        var reachedBy = -1;
        foreach (var candidate in candidates)
        {
            spoken[candidate.Cue.First] |= !candidate.Source.IsEmpty;
            foreach (var range in candidate.Content)
            {
                Mark(held, quotations, range);
            }
        }
        var added = new List<Candidate>();
        var last = int.MinValue;
        var cursor = 0;
        for (var k = 0; k < quotations.Count; k++)
        {
            var quotation = quotations[k];
            for (; cursor < quotation.First && cursor < words.Count; cursor++)
            {
                if (spoken[cursor])
                {
                    last = cursor;
                }
            }
            if (held[k])
            {
                last = Math.Max(last, quotation.Last);
                continue;
            }
            var sentence = words.Parsed.SentenceOf(quotation.First);
            var opensSentence = quotation.First == words.Parsed[sentence].First;
            if (IsHeading(words, quotation))
            {
                continue;
            }
            if (!opensSentence || quotation.Length < ShortestQuotation || last < 0 || quotation.First - last > Reach)
            {
                continue;
            }
            added.Add(new Candidate
            {
                Rule = CandidateRule.Continuation,
                Sentence = sentence,
                Content = [new TokenRange(quotation.First, quotation.IsClosed ? quotation.Last + 1 : quotation.Last)],
                Modality = Modality.Asserted,
            });
            last = quotation.Last;
            reachedBy = k;
        }
        if (reachedBy >= 0)
        {
            candidates.AddRange(added);
        }
    }

    // A line of its own without a full stop, or a title after a colon.
    private static bool IsHeading(Words words, Quotation quotation) =>
        words[quotation.First - 1] == ":" || (quotation.IsClosed && words[quotation.Last - 1] is not ("." or "!" or "?" or "," or "…")
            && Breaks(words, quotation.First) && (quotation.Last + 1 >= words.Count || Breaks(words, quotation.Last + 1)));

    private static bool Breaks(Words words, int token) => token == 0 || words.Text.AsSpan(words.End(token - 1), words.Start(token) - words.End(token - 1)).Contains('\n');

    private static void Mark(bool[] held, IReadOnlyList<Quotation> quotations, TokenRange range)
    {
        int low = 0, high = quotations.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotations[middle].Last <= range.First)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        for (var k = low; k < quotations.Count && quotations[k].First < range.Last; k++)
        {
            // A clause of saying inside a quotation does not account for the quotation.
            held[k] |= range.First <= quotations[k].First + 1 && range.Last >= quotations[k].Last - 1 || range.First <= quotations[k].First;
        }
    }
}
