using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>Whether the clause of an expression speaks of what is to come: "will meet on Friday", "due to expire on Friday", "could fall as early as Friday".</summary>
/// <remarks>From the tree: the nearest verb above the expression, its auxiliaries and what governs it; the words around it decide where the tree is silent.</remarks>
internal static class TimeTense
{
    private const int HighestStep = 6;
    private const int Reach = 12;
    private static readonly string[] FutureAuxiliaries = ["will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "should", "must", "'d", "’d"];
    private static readonly string[] Scheduled = ["schedule", "expect", "plan", "slate", "anticipate"];
    private static readonly string[] Upcoming = ["schedule", "expect", "plan", "slate", "upcoming", "forthcoming", "due", "propose"];
    private static readonly string[] Planned = ["schedule", "expect", "plan", "slate", "set", "due", "intend", "hope", "agree", "vow", "promise", "prepare", "want", "threaten", "aim", "likely", "ready", "poise", "need", "order", "urge", "ask", "tell", "be", "propose", "call", "able", "go", "decide", "plot", "anticipate"];
    private static readonly string[] FutureWords = ["will", "'ll", "’ll", "shall", "upcoming", "scheduled", "expected", "due", "planned", "slated", "plans", "tomorrow", "going", "payable", "effective", "forthcoming"];
    private static readonly string[] PastWords = ["said", "told", "was", "were", "had", "has", "have", "announced", "did", "says", "ago", "since"];

    /// <summary>Whether what is dated by the expression that begins with a token lies ahead; null where nothing tells.</summary>
    public static bool? IsFuture(TimeText text, int token)
    {
        if (text.IsAny(token - 1, ["as", "than"]) && text.IsAny(token - 2, ["early", "soon", "late", "later", "earlier"]))
        {
            return true;
        }
        if (text.Is(token - 1, "since"))
        {
            return false;
        }
        if (text.IsAny(token - 1, ["effective", "payable", "due", "upcoming", "forthcoming"]))
        {
            return true;
        }
        // "Said Friday their presence would …": the verb beside it is the one that it dates.
        var beside = text.Is(token - 1, "on") ? token - 2 : token - 1;
        const Morphology Told = Morphology.Past | Morphology.Finite;
        var sentence = text.Parsed[text.Parsed.SentenceOf(token)];
        if (beside >= sentence.First && text.Parsed.Tokens[beside] is { Tag: UniversalTag.Verb } verb && (verb.Morphology & Told) == Told && Array.IndexOf(Scheduled, verb.Lemma) < 0)
        {
            return false;
        }
        return ByTree(text, sentence, token) ?? ByWords(text, sentence, token);
    }

    private static bool? ByTree(TimeText text, Sentence sentence, int token)
    {
        var tokens = sentence.Tokens;
        var at = token - sentence.First;
        for (var step = 0; step < HighestStep && at >= 0; step++, at = tokens[at].Head)
        {
            var current = tokens[at];
            if (current.Tag is not (UniversalTag.Verb or UniversalTag.Aux) && !HasAuxiliary(tokens, at))
            {
                if (step > 0 && IsUpcoming(tokens, at))
                {
                    return true;
                }
                continue;
            }
            return OfVerb(text, sentence, at);
        }
        return null;
    }

    private static bool? OfVerb(TimeText text, Sentence sentence, int verb)
    {
        var tokens = sentence.Tokens;
        var (isModal, isPerfect, wasPerfect, isTo, isPast) = (false, false, false, false, (tokens[verb].Morphology & Morphology.Past) != 0 && (tokens[verb].Morphology & Morphology.Participle) == 0);
        for (var i = Math.Max(0, verb - Reach); i < Math.Min(tokens.Length, verb + 3); i++)
        {
            if (tokens[i].Head != verb)
            {
                continue;
            }
            if (tokens[i].Relation is Relation.Aux or Relation.AuxPass or Relation.Cop)
            {
                isModal |= text.IsAny(sentence.First + i, FutureAuxiliaries);
                wasPerfect |= text.Is(sentence.First + i, "had");
                isPerfect |= text.IsAny(sentence.First + i, ["have", "has", "had", "'ve", "’ve"]);
                isPast |= (tokens[i].Morphology & Morphology.Past) != 0 && !text.IsAny(sentence.First + i, FutureAuxiliaries);
            }
            else if (tokens[i].Relation == Relation.Mark && text.Is(sentence.First + i, "to"))
            {
                isTo = true;
            }
        }
        if (isModal)
        {
            return !isPerfect;
        }
        if (Array.IndexOf(Scheduled, tokens[verb].Lemma) >= 0 || (tokens[verb].Lemma == "set" && (tokens[verb].Morphology & Morphology.Participle) != 0))
        {
            return !wasPerfect;
        }
        if (isTo && !isPerfect)
        {
            var head = tokens[verb].Head;
            return (tokens[verb].Relation == Relation.Acl && (tokens[verb].Morphology & Morphology.Passive) != 0) || (head >= 0 && Array.IndexOf(Planned, tokens[head].Lemma) >= 0) || text.IsAny(sentence.First + verb - 2, ["is", "are"]);
        }
        return isPast || isPerfect ? false : null;
    }

    // "The slated visit in September".
    private static bool IsUpcoming(ReadOnlySpan<Token> tokens, int noun)
    {
        for (var i = Math.Max(0, noun - 6); i < noun; i++)
        {
            if (tokens[i].Head == noun && tokens[i].Relation == Relation.Amod && Array.IndexOf(Upcoming, tokens[i].Lemma) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    private static bool HasAuxiliary(ReadOnlySpan<Token> tokens, int head)
    {
        for (var i = Math.Max(0, head - Reach); i < head; i++)
        {
            if (tokens[i].Head == head && tokens[i].Relation is Relation.Cop or Relation.Aux)
            {
                return true;
            }
        }
        return false;
    }

    // By the nearest telling word before it or, failing that, behind it within its clause.
    private static bool? ByWords(TimeText text, Sentence sentence, int token)
    {
        for (var i = token - 1; i >= sentence.First && i > token - Reach; i--)
        {
            if (text.IsAny(i, FutureWords) || (text.Is(i, "to") && text.IsAny(i - 1, ["set", "is", "are", "plans", "plan", "planning"])))
            {
                return true;
            }
            if (text.IsAny(i, PastWords) || (text.Parsed.Tokens[i].Morphology & (Morphology.Past | Morphology.Finite)) == (Morphology.Past | Morphology.Finite))
            {
                return false;
            }
            if (text.IsAny(i, [";", "“", "\""]))
            {
                break;
            }
        }
        for (var i = token + 1; i < sentence.Last && i < token + 5; i++)
        {
            if (text.IsAny(i, ["will", "'ll", "’ll", "shall"]))
            {
                return true;
            }
            if (text.IsAny(i, PastWords))
            {
                return false;
            }
            if (text.IsAny(i, [",", ";", "\"", "”"]))
            {
                break;
            }
        }
        return null;
    }
}
