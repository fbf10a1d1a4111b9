namespace Attest.Claims.Attributions;

/// <summary>Reads the medium that something is said on, or the outlet it is told to, from the words around the cue.</summary>
internal static class MediumReader
{
    // "Speaking in an interview with the local radio on Friday, …": a longer lead is a clause of its own.
    private const int LongestLead = 16;

    /// <summary>The medium's name; null where the words name none.</summary>
    public static string? Of(Words words, Candidate candidate) =>
        candidate.Source.IsEmpty && candidate.Rule != CandidateRule.Hearsay ? null
        : In(words, candidate.Circumstance) ?? In(words, Lead(words, candidate));

    // "In a statement on Facebook, the staff said": what leads up to whoever speaks.
    private static TokenRange Lead(Words words, Candidate candidate)
    {
        if (candidate.Rule != CandidateRule.Before || candidate.InheritsSource)
        {
            return TokenRange.None;
        }
        var first = words.Parsed[candidate.Sentence].First;
        while (first < candidate.Source.First && (words.IsQuote(first) || words.Is(first, WordClass.Coordinator)))
        {
            first++;
        }
        var lead = new TokenRange(first, candidate.Source.First);
        return lead.Length is > 1 and <= LongestLead && words[first] is "in" or "on" or "during" or "at" or "via" or "speaking" or "writing" or "posting" or "addressing" or "talking" or "appearing" && words[lead.Last - 1] == "," ? lead : TokenRange.None;
    }

    // A newspaper that was told, or that the interview was given to, says more than "interview", and a platform more than "statement".
    private static string? In(Words words, TokenRange range)
    {
        string? medium = null;
        var isNamed = false;
        for (var k = range.First; k < range.Last; k++)
        {
            if (SpeakerWords.Default.OutletAt(words, k, range.Last) is { } outlet)
            {
                return outlet.Name;
            }
            if (SpeakerWords.Default.MediumAt(words, k, range.Last) is { } found)
            {
                var named = char.IsUpper(found.Via[0]);
                if (medium is null || (named && !isNamed))
                {
                    (medium, isNamed) = (found.Via, named);
                }
                k += found.Tokens - 1;
            }
        }
        return medium;
    }
}
