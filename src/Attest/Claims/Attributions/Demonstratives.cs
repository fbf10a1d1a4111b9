using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Finds what "this" means where a report says it first and whose it is after: "The depot burned down. This was reported by the governor."</summary>
internal static class Demonstratives
{
    // In tokens and sentences: a longer paragraph is more than one statement.
    private const int LongestParagraph = 120;
    private const int MostSentences = 3;
    private const int LongestContent = 3;
    private const double Covered = 0.6;

    // In tokens: "a correspondent of the Harrow Post has learned".
    private const int LongestFrame = 10;

    // Candidates before and after that may speak of the same words.
    private const int Near = 20;

    /// <summary>Gives each candidate whose content is a mere "this" the words that it stands for.</summary>
    /// <param name="words">The words.</param>
    /// <param name="candidates">In the order of their sentences.</param>
    public static void Resolve(Words words, List<Candidate> candidates)
    {
        var dropped = new HashSet<Candidate>();
        for (var k = 0; k < candidates.Count; k++)
        {
            var candidate = candidates[k];
            if (candidate.Source.IsEmpty || candidate.IsHeld || !IsDemonstrative(words, candidate))
            {
                continue;
            }
            var (meant, isBefore) = Meant(words, candidate);
            if (meant.Length < LongestContent)
            {
                continue;
            }
            if (isBefore)
            {
                var near = candidates.GetRange(Math.Max(0, k - Near), Math.Min(candidates.Count, k + Near) - Math.Max(0, k - Near));
                Frame(words, candidate, near, dropped);
                if (candidate.Entry is null or { Class: CueClass.Say or CueClass.Write, Lemma: not ("confirm" or "admit" or "acknowledge" or "verify") }
                    && near.Find(other => other != candidate && !other.Source.IsEmpty && !dropped.Contains(other) && other.Entry is not { Class: CueClass.Believe or CueClass.Intend } && Overlap(other.Extent, meant) >= Covered) is { } told)
                {
                    // What is reported is itself somebody's statement, and whoever reports it relays it; who said so themselves is relayed by whoever frames that.
                    told.Relayer = !told.Relayer.IsEmpty ? told.Relayer : ShareName(words, told.Source, candidate.Source) ? candidate.Relayer : candidate.Source;
                    dropped.Add(candidate);
                    continue;
                }
            }
            candidate.Content.Clear();
            candidate.Content.Add(meant);
            candidate.IsHeld = true;
        }
        candidates.RemoveAll(dropped.Contains);
    }

    private static bool IsDemonstrative(Words words, Candidate candidate)
    {
        var tokens = 0;
        var any = false;
        foreach (var piece in candidate.Content)
        {
            for (var k = piece.First; k < piece.Last; k++, tokens++)
            {
                any |= words[k] is "this" or "that" or "it";
                if (tokens >= LongestContent || words[k] is not ("this" or "that" or "it" or "'s" or "’s" or "is" or "was" or "about" or "of"))
                {
                    return false;
                }
            }
        }
        return any;
    }

    // The clause before in the sentence; else the sentence before, or the whole paragraph where a new one begins.
    private static (TokenRange Meant, bool IsBefore) Meant(Words words, Candidate candidate)
    {
        var sentence = candidate.Sentence;
        var first = words.Parsed[sentence].First;
        var at = candidate.Content[0].First;
        if (at < first)
        {
            return default;
        }
        if (at - first > LongestContent && at < candidate.Cue.First && words[at - 1] is "and" or "but" or ";")
        {
            return (new TokenRange(words.IsQuote(first) ? first + 1 : first, words[at - 2] == "," ? at - 2 : at - 1), false);
        }
        if (sentence == 0)
        {
            return default;
        }
        var start = sentence - 1;
        if (BreaksBefore(words, first))
        {
            if (words[first - 1] is not ("." or "!" or "?" or "”" or "\""))
            {
                return default;
            }
            while (start > 0 && sentence - start < MostSentences && !BreaksBefore(words, words.Parsed[start].First))
            {
                start--;
            }
            if (!BreaksBefore(words, words.Parsed[start].First) || first - words.Parsed[start].First > LongestParagraph)
            {
                start = sentence - 1;
            }
        }
        var from = words.Parsed[start].First;
        return (new TokenRange(from, words[first - 1] is "." ? first - 1 : first), true);
    }

    // "This was reported by the governor, the agency writes": whoever frames the sentence relays it.
    private static void Frame(Words words, Candidate candidate, List<Candidate> candidates, HashSet<Candidate> dropped)
    {
        foreach (var other in candidates)
        {
            if (other != candidate && other.Sentence == candidate.Sentence && !other.Source.IsEmpty && other.Extent.Contains(candidate.Cue))
            {
                candidate.Relayer = other.Source;
                dropped.Add(other);
                return;
            }
        }
        var end = words.Parsed[candidate.Sentence].Last;
        while (end > candidate.Cue.Last && !words.IsWord(end - 1))
        {
            end--;
        }
        for (var k = end - 2; k > Math.Max(candidate.Cue.Last - 1, end - LongestFrame); k--)
        {
            if (words[k] == ",")
            {
                var relayer = new TokenRange(k + 1, end - 1);
                while (!relayer.IsEmpty && words.Parsed.Tokens[relayer.Last - 1].Tag is UniversalTag.Aux or UniversalTag.Adv)
                {
                    relayer = relayer with { Last = relayer.Last - 1 };
                }
                if (CanRelay(words, relayer) && Tells(words, end - 1, relayer))
                {
                    candidate.Relayer = relayer;
                    candidate.Source = candidate.Source with { Last = Math.Min(candidate.Source.Last, k) };
                }
                return;
            }
        }
    }

    // "reports", also where it was taken for a noun after a name; "saw", where a known outlet did.
    private static bool Tells(Words words, int verb, TokenRange relayer) =>
        CueLexicon.Default.First(words, verb, verb + 1) is { Entry.Class: CueClass.Say or CueClass.Write } ? words.Parsed.Tokens[verb].Tag == UniversalTag.Verb || words.Parsed.Tokens[relayer.Last - 1].Tag == UniversalTag.Propn
        : words.Parsed.Tokens[verb].Tag == UniversalTag.Verb && SpeakerWords.Default.OutletAt(words, relayer.First, relayer.Last) is not null;

    // "the Harrow Post", "a correspondent of the agency": a name or an office, and no clause.
    private static bool CanRelay(Words words, TokenRange relayer)
    {
        var isNamed = false;
        for (var k = relayer.First; k < relayer.Last; k++)
        {
            if (words.Parsed.Tokens[k].Tag is UniversalTag.Verb or UniversalTag.Aux or UniversalTag.Pron or UniversalTag.Sconj)
            {
                return false;
            }
            isNamed |= words.IsCapital(k) || SpeakerWords.Default.IsRole(words[k]) || SpeakerWords.Default.IsBody(words[k]) || SpeakerWords.Default.IsGroup(words[k]);
        }
        return isNamed;
    }

    // "Olga Brenn, the mayor of Tarn" and "Brenn": one name; "Kenya's minister" and "Kenya's army" are two.
    private static bool ShareName(Words words, TokenRange one, TokenRange other)
    {
        for (var k = one.First; k < one.Last; k++)
        {
            if (words.Parsed.Tokens[k].Tag != UniversalTag.Propn || NationTable.World.Find(words.Phrase(k, k + 1)) is not null)
            {
                continue;
            }
            for (var i = other.First; i < other.Last; i++)
            {
                if (words[i] == words[k])
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool BreaksBefore(Words words, int token) => token == 0 || words.Text.AsSpan(words.End(token - 1), words.Start(token) - words.End(token - 1)).Contains('\n');

    private static double Overlap(TokenRange a, TokenRange b)
    {
        var common = Math.Min(a.Last, b.Last) - Math.Max(a.First, b.First);
        return common <= 0 ? 0 : (double)common / (Math.Max(a.Last, b.Last) - Math.Min(a.First, b.First));
    }
}
