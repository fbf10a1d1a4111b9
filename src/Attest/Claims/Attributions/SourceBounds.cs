using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Puts the bounds of sources right: a compound joined by hyphens is whole, and a clause says nothing, but the one named in it who does.</summary>
internal static class SourceBounds
{
    /// <summary>Tidies the sources of all candidates; those whose source is a clause that names nobody are taken out.</summary>
    public static void Tidy(Words words, ClauseTree tree, List<Candidate> candidates) => candidates.RemoveAll(candidate =>
    {
        if (candidate.Source.IsEmpty)
        {
            return false;
        }
        if (candidate.Source.Length == 1 && words[candidate.Source.First] is "this" or "that" or "these" or "which" && !words.IsCapital(candidate.Source.First + 1))
        {
            // "This shows how near it is": nobody says so.
            return true;
        }
        candidate.Source = words[candidate.Source.First] == "not" && candidate.Source.Length == 1 && !candidate.Cue.IsEmpty && tree.Subject(candidate.Cue.First, out _) is >= 0 and var told && told < candidate.Cue.First
            ? tree.Subtree(told) with { Last = told + 1 } : WhoHas(words, tree, candidate);
        var whole = candidate.Rule == CandidateRule.Noun ? AfterVerb(words, candidate.Source) : WithoutCircumstance(words, tree, Whole(words, candidate.Source), candidate.Cue);
        if (IsHyphen(words, whole.Last - 1) && words.IsJoined(whole.Last - 1))
        {
            // "Eyebrow-raising": no word of saying.
            return true;
        }
        var named = IsClause(tree, whole) ? Namer(words, tree, whole, candidate.Cue) : whole;
        // What belongs to the content can't be the source.
        candidate.Source = named.IsEmpty || candidate.Content.Exists(part => part.First < named.Last && named.First < part.Last && !(candidate.Source.First < part.Last && part.First < candidate.Source.Last)) ? candidate.Source : named;
        return named.IsEmpty;
    });

    // "The ministry has another view of it, which says …": what can't speak stands for whoever has it.
    private static TokenRange WhoHas(Words words, ClauseTree tree, Candidate candidate)
    {
        var after = words[candidate.Source.Last] == "," ? candidate.Source.Last + 1 : candidate.Source.Last;
        if (candidate.Cue.IsEmpty || words[after] is not ("which" or "who") || candidate.Rule != CandidateRule.Before || CanSpeak(words, candidate.Source))
        {
            return candidate.Source;
        }
        var verb = candidate.Source.First;
        while (verb >= 0 && words.Parsed.Tokens[verb].Tag is not (UniversalTag.Verb or UniversalTag.Aux))
        {
            verb = tree.Head(verb);
        }
        if (verb < 0 || verb >= candidate.Source.First || tree.Child(verb, Relation.Nsubj) is not (>= 0 and var subject) || subject > verb)
        {
            return candidate.Source;
        }
        var owner = tree.Subtree(subject) with { Last = Math.Min(tree.Subtree(subject).Last, verb) };
        return CanSpeak(words, owner) ? owner : candidate.Source;
    }

    private static bool CanSpeak(Words words, TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            var form = words[k];
            if (words.Parsed.Tokens[k].PennTag == "PRP$" || NounPhrases.IsPossessive(words, k + 1))
            {
                // "Its own answer", "the navy's view": who has it is not what can speak.
                continue;
            }
            if (words.Parsed.Tokens[k].Tag is UniversalTag.Propn or UniversalTag.Pron || SpeakerWords.Default.IsRole(form) || SpeakerWords.Default.IsBody(form) || SpeakerWords.Default.IsGroup(form) || SpeakerWords.Default.IsDocument(form))
            {
                return true;
            }
        }
        return false;
    }

    // "[Commander]-in-Chief": from the word that the hyphens join it to.
    private static TokenRange Whole(Words words, TokenRange source)
    {
        var first = source.First;
        while (first > 0 && words.IsJoined(first - 1) && (IsHyphen(words, first) || first > 1 && IsHyphen(words, first - 1) && words.IsJoined(first - 2)))
        {
            first--;
        }
        return new TokenRange(first, source.Last);
    }

    // "In her speech Moreau", "the ministry on Friday", "the mayor in an interview", "Moreau after the vote": who says it, without where and when.
    private static TokenRange WithoutCircumstance(Words words, ClauseTree tree, TokenRange source, TokenRange cue)
    {
        var (first, last) = (source.First, source.Last);
        if (words[first] is "in" or "at" or "during" or "after" or "on" or "even" or "from" or "despite" or "amid" && !cue.IsEmpty
            && tree.Subject(cue.First, out var shared) is var subject && !shared && subject > first + 1 && subject < last)
        {
            first = Math.Max(first + 1, Math.Min(tree.Subtree(subject).First, subject));
            while (first < subject && (words[first] == "," || words.IsQuote(first) || words.Is(first, WordClass.Preposition | WordClass.Subordinator)))
            {
                first++;
            }
            // "her speech Moreau": two phrases that the tree took for one.
            first = words[first] is "his" or "her" or "their" or "its" && words.Parsed.Tokens[subject].Tag == UniversalTag.Propn ? subject : first;
        }
        for (var k = first + 1; k < last - 1; k++)
        {
            // "a pact - the agency": speech ends where a dash stands by itself.
            first = words[k] is "-" or "–" or "—" && !words.IsJoined(k) && !words.IsJoined(k - 1) && k + 1 < last && !cue.IsEmpty && cue.First >= last && tree.Subject(cue.First, out _) > k ? k + 1 : first;
        }
        for (var k = first + 1; k < last - 1; k++)
        {
            if (words[k] is "who" or "which" or "that" or "whose")
            {
                break;
            }
            if ((words[k] == "on" && words.Is(k + 1, WordClass.Weekday) && k + 2 == last)
                || (words[k] is "in" or "during" && words[k + 1] is "a" or "an" && IsTelling(words, k + 2, last))
                || (words[k] is "after" or "following" && words.IsCapital(k - 1)))
            {
                last = k;
            }
        }
        return new TokenRange(first, last);
    }

    // "a joint statement", "an interview with the paper".
    private static bool IsTelling(Words words, int first, int last)
    {
        for (var k = first; k < Math.Min(last, first + 3); k++)
        {
            if (SpeakerWords.Default.IsDocument(words[k]) || words[k] is "interview" or "speech" or "address" or "broadcast" or "podcast" or "briefing" or "conversation" or "tweet" or "comment" or "communiqué" or "article")
            {
                return true;
            }
        }
        return false;
    }

    // "[Accused it of ignoring] Lorvale's demands": whose the noun of saying is stands right before it.
    private static TokenRange AfterVerb(Words words, TokenRange source)
    {
        var first = source.First;
        for (var token = source.First; token < source.Last - 1; token++)
        {
            first = words.Parsed.Tokens[token] is { Tag: UniversalTag.Verb, PennTag: "VBG" or "VBD" or "VBZ" or "VBP" or "VB" } && !words.IsCapital(token) && !words.IsJoined(token - 1) ? token + 1 : first;
        }
        return new TokenRange(first, source.Last);
    }

    private static bool IsHyphen(Words words, int token) => words[token] is "-" or "‑";

    // A word of it with a subject of its own heads all the rest.
    private static bool IsClause(ClauseTree tree, TokenRange source)
    {
        for (var token = source.First; token < source.Last; token++)
        {
            if (!source.Contains(tree.Head(token)) && tree.Child(token, Relation.Nsubj, Relation.NsubjPass) is >= 0 and var subject && source.Contains(subject))
            {
                return true;
            }
        }
        return false;
    }

    // "[The plane fell despite] video evidence showing": the noun that the word of saying hangs on, or its subject.
    private static TokenRange Namer(Words words, ClauseTree tree, TokenRange clause, TokenRange cue)
    {
        if (cue.IsEmpty)
        {
            return TokenRange.None;
        }
        var noun = tree.Subject(cue.First, out var shared) is >= 0 and var subject && !shared && clause.Contains(subject) ? subject : tree.Head(cue.First);
        if (!clause.Contains(noun) || words.Parsed.Tokens[noun].Tag is not (UniversalTag.Noun or UniversalTag.Propn))
        {
            return TokenRange.None;
        }
        var first = Math.Max(clause.First, tree.Subtree(noun).First);
        while (first < noun && tree.RelationOf(first) is Relation.Case or Relation.Punct)
        {
            first++;
        }
        return new TokenRange(first, noun + 1);
    }
}
