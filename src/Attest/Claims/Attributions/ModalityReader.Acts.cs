using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Attributions;

// Who acts, of their own will or not, and under which condition.
internal static partial class ModalityReader
{
    private const int OwnerReach = 5;
    private const int PleaReach = 24;
    private const int MeasureReach = 14;

    // A foe's or a stranger's acts are foretold, not planned, by whoever speaks: who acts must be the speaker, or of the same nation, or unnamed.
    private static bool IsOwn(Words words, ClauseTree tree, Candidate candidate, int verb, string? side)
    {
        var subject = tree.Subject(verb, out _);
        if (subject < 0 || words.Parsed.Tokens[subject].Tag == UniversalTag.Pron)
        {
            // "it will help": a body may speak of itself as "it", a human being speaks of something else.
            return subject < 0 || words[subject] is "i" or "we" || !(words[subject] == "it" && !IsBody(words, candidate.Source)) && !(words.IsQuote(candidate.Content[0].First) || words.IsQuote(candidate.Content[0].First - 1));
        }
        var phrase = tree.Subtree(subject);
        var acting = NationTable.World.AllIn(words.Phrase(phrase.First, Math.Min(phrase.Last, verb)));
        if (acting.Count == 0)
        {
            return words.Parsed.Tokens[subject].Tag != UniversalTag.Propn || Shares(words, candidate.Source, phrase);
        }
        foreach (var other in acting)
        {
            if (other.Nation.Name == side)
            {
                return true;
            }
        }
        foreach (var nation in candidate.Source.IsEmpty ? [] : NationTable.World.AllIn(words.Phrase(candidate.Source.First, candidate.Source.Last)))
        {
            foreach (var other in acting)
            {
                if (nation.Nation == other.Nation)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool IsBody(Words words, TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            if (SpeakerWords.Default.IsBody(words[k]) || NationTable.World.Find(words.Phrase(k, k + 1)) is { Word: NationWord.Name or NationWord.Capital or NationWord.Seat } || words[k] == "it")
            {
                return true;
            }
        }
        return false;
    }

    private static bool Shares(Words words, TokenRange source, TokenRange phrase)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            for (var other = phrase.First; words.IsCapital(k) && other < phrase.Last; other++)
            {
                if (words[k] == words[other])
                {
                    return true;
                }
            }
        }
        return false;
    }

    // Who can mean to do something: somebody, people, a body, a state.
    private static bool IsAgent(Words words, int noun) =>
        words.Parsed.Tokens[noun].Tag is UniversalTag.Propn or UniversalTag.Pron || SpeakerWords.Default.IsRole(words[noun]) || SpeakerWords.Default.IsBody(words[noun]) || SpeakerWords.Default.IsGroup(words[noun]);

    private static bool IsDone(Words words, ClauseTree tree, int verb) =>
        words.Parsed.Tokens[verb].Tag == UniversalTag.Verb && !Statives.ContainsKey(words.Parsed.Tokens[verb].Lemma) && tree.Child(verb, Relation.Cop) < 0;

    // "the brigade is to take the hill".
    private static bool IsBound(Words words, ClauseTree tree, Candidate candidate)
    {
        var content = candidate.Content[0];
        for (var k = content.First + 1; k < content.Last - 2; k++)
        {
            if (words[k] is "is" or "are" or "was" or "were" && words[k + 1] == "to" && words.Parsed.Tokens[k + 2].Tag == UniversalTag.Verb)
            {
                var subject = tree.Child(k, Relation.Nsubj) is var own && own >= 0 ? own : tree.Child(k + 2, Relation.Nsubj, Relation.NsubjPass);
                return subject >= content.First && IsAgent(words, subject);
            }
            if (words.Parsed.Tokens[k].PennTag is "VBD" or "VBZ" or "VBP" or "MD")
            {
                // The main verb is another.
                return false;
            }
        }
        return false;
    }

    // "If it holds, it would be the first truce": the whole stands under a condition.
    private static bool OpensWithIf(Words words, TokenRange content)
    {
        var first = content.First;
        while (first < content.Last && (words.IsQuote(first) || words.Is(first, WordClass.Coordinator)))
        {
            first++;
        }
        return words[first] == "if" && words[first + 1] is not ("needed" or "necessary" or "possible");
    }

    // "If the dam breaks, the town will be flooded": what comes of a case that may not arise.
    private static bool HasConsequence(Words words, TokenRange content)
    {
        var isAfter = false;
        for (var k = content.First; k < content.Last && words.Parsed.SentenceOf(k) == words.Parsed.SentenceOf(content.First); k++)
        {
            isAfter |= words[k] is "," or "then";
            if (isAfter && words[k] is "will" or "would" or "may" or "might" or "could" or "can" or "'ll" or "’ll" or "'d" or "’d")
            {
                return true;
            }
        }
        return false;
    }

    // "can start at any time".
    private static bool IsAnyTime(Words words, TokenRange content)
    {
        for (var k = content.First; k < content.Last - 1; k++)
        {
            if (words[k] == "any" && words[k + 1] is "time" or "moment" or "day" or "minute" && words[k - 1] is "at" or ",")
            {
                for (var modal = content.First; modal < k; modal++)
                {
                    if (words[modal] is "can" or "could" or "may" or "might")
                    {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    // "in the event of a war, it would".
    private static bool IsInCase(Words words, Candidate candidate, int root)
    {
        for (var k = candidate.Content[0].First; k < Math.Min(root, candidate.Content[0].Last - 3); k++)
        {
            if (words[k] == "in" && ((words[k + 1] == "the" && words[k + 2] == "event") || (words[k + 1] == "case" && words[k + 2] == "of") || (words[k + 1] == "that" && words[k + 2] == "case")))
            {
                return true;
            }
        }
        return false;
    }

    // "called all sides to restraint": to call somebody to something, not something a name.
    private static bool IsCalledUpon(Words words, ClauseTree tree, Candidate candidate)
    {
        for (var k = candidate.Content[0].First + 1; k < candidate.Content[0].Last; k++)
        {
            if (words[k] == "to" && tree.Head(k) is var goal && goal > k && tree.Head(goal) == candidate.Cue.First && tree.RelationOf(goal) is Relation.Obl or Relation.Xcomp or Relation.Advcl)
            {
                return true;
            }
        }
        return false;
    }

    // "will hold a call", "would visit the front": what is fixed to take place, whoever tells of it.
    private static bool IsScheduled(Words words, int verb) => Scheduled.ContainsKey(words.Parsed.Tokens[verb].Lemma);

    // What is announced, what is fixed to take place, what whoever speaks will do, and what will be done by whoever decides.
    private static bool IsPlanned(Words words, ClauseTree tree, Candidate candidate, int verb, int modal, string? side)
    {
        if (candidate.Entry?.Lemma == "announce")
        {
            return words.Parsed.Tokens[verb].Tag == UniversalTag.Verb;
        }
        return IsAct(words, tree, verb, modal) && (tree.Child(verb, Relation.NsubjPass) >= 0 ? words.Parsed.Tokens[verb].PennTag == "VBN" : IsScheduled(words, verb) || IsOwn(words, tree, candidate, verb, side));
    }

    private static bool IsWarning(Words words, Candidate candidate) =>
        candidate.Entry?.Lemma is "warn" or "alert" or "caution" or "forewarn" || (!candidate.Cue.IsEmpty && words[candidate.Cue.Last - 1] is "warning" or "warnings");

    // "announced new sanctions", "announced drills": they are to come.
    private static bool IsAnnouncedMeasure(Words words, Candidate candidate)
    {
        if (candidate.Entry?.Lemma != "announce" || candidate.Rule != CandidateRule.Before)
        {
            return false;
        }
        var found = false;
        for (var k = candidate.Content[0].First; k < Math.Min(candidate.Content[0].Last, candidate.Content[0].First + MeasureReach); k++)
        {
            if (words.Parsed.Tokens[k].PennTag is "VBD" or "VBZ" or "VBP" or "MD" && !Measures.ContainsKey(words[k]) && words[k - 1] is not ("that" or "which" or "who"))
            {
                return false;
            }
            found |= Measures.ContainsKey(words[k]);
        }
        return found;
    }

    // "there are no plans to march"
    private static bool IsNone(Words words, ClauseTree tree, int noun) => tree.Child(noun, Relation.Det) is var none && none >= 0 && words[none] == "no";

    // "Lorvale's aim is to", "their aim is to": whoever speaks of another's aims holds that they are so.
    private static bool IsOthers(Words words, ClauseTree tree, int noun)
    {
        for (var k = noun - 1; k >= 0 && k > noun - OwnerReach && tree.Subtree(noun).Contains(k); k--)
        {
            if (NounPhrases.IsPossessive(words, k) || words[k] is "his" or "her" or "their")
            {
                return true;
            }
        }
        return false;
    }

    // "called the story a lie", "described the reports as false".
    private static bool IsFalsehood(Words words, Candidate candidate)
    {
        if (candidate.Entry is not { Class: CueClass.Judge, Lemma: "call" or "describe" or "label" or "brand" or "dub" or "characterise" or "characterize" or "term" })
        {
            return false;
        }
        for (var k = candidate.Content[0].First; k < Math.Min(candidate.Content[^1].Last, candidate.Content[0].First + PleaReach); k++)
        {
            if (Falsehoods.ContainsKey(words[k]))
            {
                return true;
            }
        }
        return false;
    }

    // "We call on the council to act", "please stop": who speaks asks it in so many words.
    private static bool IsPlea(Words words, ClauseTree tree, Candidate candidate)
    {
        var content = candidate.Content[0];
        var first = content.First;
        while (first < content.Last && (words.IsQuote(first) || words[first] is "-" or "–" or "—"))
        {
            first++;
        }
        if (words[first] == "please")
        {
            return true;
        }
        for (var k = first; k < Math.Min(content.Last, first + PleaReach); k++)
        {
            if (words[k] is "we" or "i" && words.Is(k, WordClass.Pronoun))
            {
                for (var verb = k + 1; verb < Math.Min(content.Last, k + 4); verb++)
                {
                    if (words.Parsed.Tokens[verb].Tag == UniversalTag.Verb)
                    {
                        return words[verb] is "urge" or "appeal" or "implore" or "beg" or "demand" or "request" or "urging" or "appealing" or "demanding" || (words[verb] is "call" or "calling" && words[verb + 1] is "on" or "upon" or "for") || (words[verb] is "ask" or "asking" && words[verb + 1] is not ("why" or "how" or "what" or "who" or "whether" or "if" or "where"));
                    }
                }
                return false;
            }
        }
        return false;
    }
}
