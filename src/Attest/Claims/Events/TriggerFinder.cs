using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Finds the words of a sentence that name events, and tells which sense they have.</summary>
/// <remarks>Hot: every token of every report passes here.</remarks>
internal static class TriggerFinder
{
    private const int LongestGap = 4;
    private const int ObjectReach = 9;
    private const int PremodifierReach = 4;

    private static readonly TriggerLexicon Lexicon = TriggerLexicon.Shipped;
    // In steps of the tree: "the Convention on the Prohibition of the Use and Transfer of mines".
    private const int LongestName = 6;

    private static readonly FrozenSet<string> Treaties = WordClasses.Of("treaties");
    private static readonly FrozenSet<string> Laws = WordClasses.Of("laws");
    private static readonly FrozenSet<string> NamedFor = WordClasses.Of("named-for");
    private static readonly FrozenSet<string> LightVerbs = WordClasses.Of("light-verb");
    private static readonly FrozenSet<string> Capabilities = WordClasses.Of("capability");
    private static readonly FrozenSet<string> Abstracts = WordClasses.Of("abstract");
    private static readonly FrozenSet<string> Weapons = WordClasses.Of("weapons");
    private static readonly FrozenSet<string> Fighters = WordClasses.Of("fighters");
    private static readonly FrozenSet<string> Idioms = WordClasses.Of("idiom");
    private static readonly FrozenSet<string> HaveForms = WordClasses.Of("have");

    /// <summary>The triggers of a sentence, from left to right, without overlap.</summary>
    public static List<TriggerMatch> Find(SentenceWords words)
    {
        var found = new List<TriggerMatch>();
        for (var i = 0; i < words.Count;)
        {
            var next = i + 1;
            foreach (var candidate in Lexicon.BeginningWith(words.Lower[i]))
            {
                if (Match(words, i, candidate.Words) is not { } last)
                {
                    continue;
                }
                if (candidate.Entry.Part == TriggerPart.NoEvent)
                {
                    next = last + 1;
                    break;
                }
                if (Reads(words, i, last, candidate) is { } match)
                {
                    found.Add(match);
                    next = match.IsContinuous ? last + 1 : i + 1;
                    break;
                }
            }
            i = next;
        }
        found.RemoveAll(one => one.Entry.Part == TriggerPart.Noun && found.Exists(other => IsWardedOff(words, one, other)));
        found.RemoveAll(one => one.Entry.Part == TriggerPart.Verb && found.Exists(other => IsCarriedOut(words, one, other)));
        found.RemoveAll(one => one.Entry.Part == TriggerPart.Noun && found.Exists(other => IsGivenOrStopped(words, one, other)));
        return found;
    }

    // "repelled four attacks": the attack and that it was held off are one occurrence.
    private static bool IsWardedOff(SentenceWords words, TriggerMatch attack, TriggerMatch verb) =>
        verb.Entry.Part == TriggerPart.Verb && verb.Entry.Roles.Name == RolePattern.Warding
        && words.Tree.HeadOf(attack.First, attack.Last) is var node && words.Tree.Head(node) == verb.First && words.Tree.RelationOf(node) is (Relation.Obj or Relation.NsubjPass);

    // "provides support", "halted deliveries": that help is given, or goods no longer are, is the verb's own event.
    private static bool IsGivenOrStopped(SentenceWords words, TriggerMatch thing, TriggerMatch verb) =>
        verb.Entry.Part == TriggerPart.Verb && thing.Concept.Type is EventType.Aid or EventType.Support && verb.Concept.Type is EventType.Aid or EventType.Sanction or EventType.Coerce
        && words.Tree.HeadOf(thing.First, thing.Last) is var node && words.Tree.Head(node) == verb.First && words.Tree.RelationOf(node) is (Relation.Obj or Relation.NsubjPass);

    // "launched missile attacks": the verb only says that the attacks were made.
    private static bool IsCarriedOut(SentenceWords words, TriggerMatch verb, TriggerMatch deed) =>
        deed is { Entry.Part: TriggerPart.Noun, Concept.Type: EventType.Assault } && verb.Concept.Type == EventType.Assault && verb.First == verb.Last && LightVerbs.Contains(words.Lower[verb.First])
        && words.Tree.HeadOf(deed.First, deed.Last) is var node
        && (words.Tree.RelationOf(node) is Relation.Conj or Relation.Compound && words.Tree.Head(node) is >= 0 and var first ? first : node) is var thing
        && words.Tree.Head(thing) == verb.First && words.Tree.RelationOf(thing) is (Relation.Obj or Relation.NsubjPass);

    // Index of the last token of the phrase; null where it does not stand here.
    private static int? Match(SentenceWords words, int start, string[] phrase)
    {
        var at = start;
        for (var k = 1; k < phrase.Length; k++)
        {
            if (phrase[k] != "*")
            {
                if (words.At(++at) != phrase[k])
                {
                    return null;
                }
                continue;
            }
            var reach = Math.Min(words.Count - 1, at + LongestGap + 1);
            var next = -1;
            for (var i = at + 1; i <= reach && !words.IsPunctuation(i); i++)
            {
                if (words.Lower[i] == phrase[k + 1])
                {
                    next = i;
                    break;
                }
            }
            if (next < 0)
            {
                return null;
            }
            at = next;
            k++;
        }
        return at;
    }

    private static TriggerMatch? Reads(SentenceWords words, int first, int last, Candidate candidate)
    {
        var entry = candidate.Entry;
        var form = FormOf(words, first) ?? candidate.Form;
        if (entry.Part != TriggerPart.Verb ? !IsNoun(words, first, last) : entry.Pattern?.Name == RolePattern.Obliging ? !IsObliging(words, first) : !IsVerb(words, first))
        {
            return null;
        }
        var passive = form is VerbForm.Participle or VerbForm.Past && entry.Part == TriggerPart.Verb && IsPassive(words, first, last);
        if (passive && form == VerbForm.Past)
        {
            form = VerbForm.Participle;
        }
        if (entry.Part == TriggerPart.Verb && IsWordOfSaying(words, first, entry.Concept!))
        {
            return null;
        }
        if (entry.Part == TriggerPart.Verb && entry.Concept!.Type is EventType.Aid or EventType.Support && IsPurpose(words, first))
        {
            return null;
        }
        if (entry.Part == TriggerPart.Verb && entry.Concept!.Type == EventType.Assault && (IsFigurative(words, first, last, entry) || IsCapability(words, first)))
        {
            return null;
        }
        foreach (var condition in entry.Conditions)
        {
            if (!Holds(words, first, last, entry.Part, passive, condition))
            {
                return null;
            }
        }
        var isContinuous = last - first + 1 == candidate.Words.Length && !entry.Phrase.Contains('*');
        return entry is { Part: TriggerPart.Verb, Concept.Name: "territory-loss" } && words.Tree.IsNegated(first)
            ? new TriggerMatch(first, last, isContinuous, entry with { Concept = Concept.All["hold"], Pattern = null }, form, passive, IsTurned: true)
            : new TriggerMatch(first, last, isContinuous, entry, form, passive);
    }

    // "agreed that", "accepts that": who only grants that something is so has agreed on nothing; "wants to go" asks nobody for anything.
    private static bool IsWordOfSaying(SentenceWords words, int verb, Concept concept) => concept.Type switch
    {
        EventType.Agree or EventType.Reject or EventType.Support or EventType.Concede => words.Tree.Child(verb, Relation.Ccomp) >= 0,
        // "helped defund", "help them acquire": what is furthered is the other verb's.
        EventType.Aid => words.Tree.Child(verb, Relation.Ccomp, Relation.Xcomp) >= 0,
        EventType.Request => words.At(verb + 1) == "to" && words.Lower[verb] is not ("appeal" or "appeals" or "appealed" or "appealing") && words.Tree.Child(verb, Relation.Obj, Relation.Obl) < 0 && words.Tree.Child(verb, Relation.Xcomp) >= 0,
        _ => false,
    };

    // "a rally to support the plan", "a law aimed at helping farmers": what something is for is not yet done.
    private static bool IsPurpose(SentenceWords words, int verb) =>
        words.At(verb - 1) is "to" && words.Tree.RelationOf(verb) is Relation.Advcl or Relation.Acl || words.At(verb - 1) is "at" && words.At(verb - 2) is "aimed" or "directed";

    // The tagger tells which of several forms that look alike a verb has: "hit".
    private static VerbForm? FormOf(SentenceWords words, int index) => words.Sentence.Tokens[index].PennTag switch
    {
        "VB" or "VBP" => VerbForm.Base,
        "VBZ" => VerbForm.Third,
        "VBD" => VerbForm.Past,
        "VBN" => VerbForm.Participle,
        "VBG" => VerbForm.Ing,
        _ => null,
    };

    private static bool IsPassive(SentenceWords words, int first, int last)
    {
        if (words.IsPassive(first) || words.Tree.IsPassive(first))
        {
            return true;
        }
        // "a bridge hit by a missile", "villages seized by rebels in May": a reduced relative clause.
        return words.At(last + 1) == "by" && !words.Is(first - 1, HaveForms);
    }

    // A participle before its noun ("the damaged buildings") is a quality, told of something by the way.
    private static bool IsVerb(SentenceWords words, int index) =>
        words.Tag(index) is UniversalTag.Verb && (words.Tree.RelationOf(index) is not (Relation.Amod or Relation.Compound or Relation.Case) || IsFiniteAfterAll(words, index))
        || words.Tag(index) is UniversalTag.Aux && words.Lower[index] is "be" or "is" or "are";

    // "sanctions have hit the economy"; "hit a wall", "struck a balance", but not "shelled the wall".
    private static bool IsFigurative(SentenceWords words, int first, int last, TriggerEntry entry) =>
        last == first && words.Tree.Object(first) is >= 0 and var token && (Abstracts.Contains(words.Lower[token]) && !IsOfArms(words, first, entry) || entry.Phrase is "hit" or "strike" && Idioms.Contains(words.Lower[token]));

    // Shells and troops hit a market where things are sold; sanctions hit the other sort.
    private static bool IsOfArms(SentenceWords words, int verb, TriggerEntry entry) =>
        entry.Conditions.Length == 0 || words.Tree.Subject(verb) is >= 0 and var subject && (Weapons.Contains(words.Lower[subject]) || Fighters.Contains(words.Lower[subject]));

    // "the right to strike it", "weapons to strike targets", "able to hit the bridge": what could be done is no event, unless it was so used.
    private static bool IsCapability(SentenceWords words, int verb)
    {
        if (words.At(verb - 1) != "to" || words.Tree.Head(verb) is not (>= 0 and var head))
        {
            return false;
        }
        return words.Tree.RelationOf(verb) is Relation.Acl or Relation.Xcomp or Relation.Advcl or Relation.Ccomp && Capabilities.Contains(words.Lower[head])
            && !(words.Lower[head] == "used" && !words.Tree.IsPassive(head));
    }

    // "They must stop": a helping verb with its verb and its subject.
    private static bool IsObliging(SentenceWords words, int index) =>
        words.Tree.RelationOf(index) is Relation.Aux && words.Tree.Head(index) is >= 0 and var verb && words.Tree.Child(verb, Relation.Nsubj) >= 0;

    // "Germany delivered howitzers", "and wounded nine": a bare name before a participle is its subject and a bare number after it its object,
    // whatever the tree says; a quality would be "German" or stand before a noun.
    private static bool IsFiniteAfterAll(SentenceWords words, int index)
    {
        var head = words.Tree.Head(index);
        if (words.Tree.RelationOf(index) != Relation.Amod || index == 0)
        {
            return false;
        }
        // "police in Alba seized weapons, the army said": the past tense is no quality, nor what follows "have", or a noun that is not of the same phrase.
        var before = index - 1;
        while (before > 0 && words.Tag(before) == UniversalTag.Adv)
        {
            before--;
        }
        return words.Sentence.Tokens[index].PennTag == "VBD" || words.Is(before, HaveForms)
            || head == index + 1 && (words.Tag(head) == UniversalTag.Num || words.Tag(index - 1) == UniversalTag.Propn && words.Tree.Head(index - 1) == head)
            || head > index && words.Tag(before) is UniversalTag.Propn or UniversalTag.Noun && words.Tree.RelationOf(before) is not Relation.Compound && !words.IsPunctuation(index - 1);
    }

    // A noun before another ("air-defence systems", "an attack drone") says what sort the other is and names nothing that happens.
    private static bool IsNoun(SentenceWords words, int first, int last)
    {
        var head = words.Tree.HeadOf(first, last);
        return (words.Tag(last) is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj or UniversalTag.Num || last > first + 1 && words.Lower[last - 1] == "-" || IsGerund(words, head))
            && words.Tree.RelationOf(head) != Relation.Amod && !(words.Tree.RelationOf(head) == Relation.Compound && words.Tree.Head(head) > last) && !IsPartOfName(words, head);
    }

    // "the Convention on the Prohibition of Attacks", "the Movement for the Liberation of the coast": what a law is about or a body is called after does not happen.
    private static bool IsPartOfName(SentenceWords words, int noun)
    {
        var isAbout = false;
        var node = noun;
        for (var steps = 0; steps < LongestName && words.Tree.RelationOf(node) is Relation.Nmod or Relation.Conj or Relation.Compound && words.Tree.Head(node) is >= 0 and var head && head < node; steps++)
        {
            isAbout |= words.Tree.RelationOf(node) == Relation.Nmod;
            node = head;
            if (isAbout && (Treaties.Contains(words.Lower[node]) || (words.IsCapital(node) && words.IsCapital(noun) && (Laws.Contains(words.Lower[node]) || NamedFor.Contains(words.Lower[node])))))
            {
                return true;
            }
        }
        return false;
    }

    // "Fighting raged", "after shelling": a verb by its tag, a thing by its place in the tree.
    private static bool IsGerund(SentenceWords words, int index) =>
        words.Sentence.Tokens[index].PennTag == "VBG" && words.Tree.RelationOf(index) is Relation.Nsubj or Relation.NsubjPass or Relation.Csubj && words.Tree.Object(index) < 0;

    private static bool Holds(SentenceWords words, int first, int last, TriggerPart part, bool passive, TriggerCondition condition)
    {
        foreach (var (bySubject, name) in condition.Any)
        {
            int from, to;
            if (part == TriggerPart.Noun)
            {
                (from, to) = (Math.Max(0, first - PremodifierReach), Math.Min(words.Count, last + 1 + ObjectReach));
            }
            else if (bySubject != passive)
            {
                (from, to) = (Math.Max(words.ClauseStart(first), first - ObjectReach), first);
            }
            else
            {
                (from, to) = (first + 1, Math.Min(words.ClauseEnd(last), last + 1 + ObjectReach));
            }
            for (var i = from; i < to; i++)
            {
                if ((i < first || i > last || words.Lower[i] != words.Lower[first] && i > first) && IsOfClass(words, i, name))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool IsOfClass(SentenceWords words, int index, string name) => name switch
    {
        "nation" => words.IsCapital(index) && (NationTable.World.At(words.Sentence.Parsed, words.Sentence.First + index) is not null || words.PlaceAt(index) is { Kind: PlaceKind.Country }),
        // "to return", "not to return": what somebody is asked to do.
        "infinitive" => words.Lower[index] == "to" && index + 1 < words.Count && words.Tag(index + 1) is UniversalTag.Verb or UniversalTag.Aux,
        "named" => words.Tag(index) == UniversalTag.Propn || words.IsCapital(index) && index > 0 && words.Tag(index) is UniversalTag.Adj,
        "place" => words.PlaceAt(index) is { Kind: not PlaceKind.Country } || WordClasses.Is(words.Lower[index], name),
        _ => WordClasses.Is(words.Lower[index], name),
    };
}

/// <summary>Words of a sentence that name an event.</summary>
/// <param name="First">Index of the first token in the sentence.</param>
/// <param name="Last">Index of the last.</param>
/// <param name="IsContinuous">Whether all tokens between belong to it.</param>
/// <param name="Entry">What they mean.</param>
/// <param name="Form">Which form of the verb; none for a noun.</param>
/// <param name="IsPassive">Whether what would be its object stands before it.</param>
/// <param name="IsTurned">Whether its denial tells of something that is: "have not lost positions" of positions held.</param>
internal readonly record struct TriggerMatch(int First, int Last, bool IsContinuous, TriggerEntry Entry, VerbForm Form, bool IsPassive, bool IsTurned = false)
{
    /// <summary>What it means.</summary>
    public Concept Concept => Entry.Concept!;
}
