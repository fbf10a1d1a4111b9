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
    private static readonly FrozenSet<string> Determiners = WordClasses.Of("determiner");
    private static readonly FrozenSet<string> Adjectives = WordClasses.Of("adjective");
    private static readonly FrozenSet<string> Prepositions = WordClasses.Of("preposition");
    private static readonly FrozenSet<string> Modals = WordClasses.Of("modal");
    private static readonly FrozenSet<string> Pronouns = WordClasses.Of("pronoun");
    private static readonly FrozenSet<string> BeForms = WordClasses.Of("be");
    private static readonly FrozenSet<string> HaveForms = WordClasses.Of("have");
    private static readonly FrozenSet<string> Possessives = WordClasses.Of("possessive");

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
        return found;
    }

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
        var form = candidate.Form;
        if (entry.Part == TriggerPart.Verb ? !IsVerb(words, first, form) : !IsNoun(words, first, last))
        {
            return null;
        }
        var passive = form is VerbForm.Participle or VerbForm.Past && entry.Part == TriggerPart.Verb && IsPassive(words, first, last);
        if (passive && form == VerbForm.Past)
        {
            form = VerbForm.Participle;
        }
        foreach (var condition in entry.Conditions)
        {
            if (!Holds(words, first, last, entry.Part, passive, condition))
            {
                return null;
            }
        }
        return new TriggerMatch(first, last, last - first + 1 == entry.Phrase.Split(' ').Length && !entry.Phrase.Contains('*'), entry, form, passive);
    }

    private static bool IsPassive(SentenceWords words, int first, int last)
    {
        if (words.IsPassive(first))
        {
            return true;
        }
        // "a bridge hit by a missile", "villages seized by rebels in May": a reduced relative clause.
        return words.At(last + 1) == "by" && !words.Is(first - 1, HaveForms);
    }

    private static bool IsVerb(SentenceWords words, int index, VerbForm form)
    {
        var tag = words.Tag(index);
        if (tag != UniversalTag.None)
        {
            return tag == UniversalTag.Verb || (tag == UniversalTag.Aux && words.Lower[index] is "be" or "is" or "are");
        }
        if (words.IsCapital(index) && index > 0 && IsInsideName(words, index))
        {
            return false;
        }
        var before = words.At(index - 1);
        return form switch
        {
            VerbForm.Base => IsBaseVerb(words, index, before),
            VerbForm.Third => !IsNominalContext(words, index) && IsFollowedLikeVerb(words, index),
            VerbForm.Ing => words.Is(index - 1, BeForms) || !(words.Is(index - 1, Determiners) || (words.Is(index - 1, Adjectives) && words.At(index + 1) == "of")) || words.IsCapital(index + 1),
            _ => !IsAttributive(words, index),
        };
    }

    // After to, a modal, a pronoun, a plural or a conjunction a bare form is a verb; a noun otherwise, but for those that can only be verbs.
    private static bool IsBaseVerb(SentenceWords words, int index, string before)
    {
        if (Modals.Contains(before) || Pronouns.Contains(before))
        {
            return true;
        }
        if (index == 0 || Determiners.Contains(before) || Adjectives.Contains(before) || Prepositions.Contains(before) || Possessives.Contains(before))
        {
            return false;
        }
        if (before is "and" or "or" or "," || before.EndsWith("ly", StringComparison.Ordinal))
        {
            return IsFollowedLikeVerb(words, index);
        }
        return before.EndsWith('s') && !before.EndsWith("ss", StringComparison.Ordinal) && IsFollowedLikeVerb(words, index)
            || WordClasses.Is(before, "people") || WordClasses.Is(before, "fighters") && IsFollowedLikeVerb(words, index);
    }

    private static bool IsFollowedLikeVerb(SentenceWords words, int index)
    {
        var after = words.At(index + 1);
        return Determiners.Contains(after) || words.IsCapital(index + 1) || Pronouns.Contains(after) || after is "to" or "down" or "back" or "up" or "out" or "off" or "in" or "on" or "at" or "from" or "for" or "with"
            || (after.Length > 0 && char.IsDigit(after[0])) || WordClasses.Is(after, "people") || WordClasses.Is(after, "weapons") || WordClasses.Is(after, "fighters") || WordClasses.Is(after, "facility")
            || Adjectives.Contains(after);
    }

    // "the damaged buildings", "of wounded soldiers": a quality, told of something by the way.
    private static bool IsAttributive(SentenceWords words, int index)
    {
        if (words.Is(index - 1, BeForms) || words.Is(index - 1, HaveForms))
        {
            return false;
        }
        var before = words.At(index - 1);
        var after = words.At(index + 1);
        return (Determiners.Contains(before) || Prepositions.Contains(before)) && after.Length > 0 && char.IsLetter(after[0]) && !words.IsCapital(index + 1)
            && !Prepositions.Contains(after) && !Determiners.Contains(after);
    }

    private static bool IsNoun(SentenceWords words, int first, int last)
    {
        var tag = words.Tag(last);
        if (tag != UniversalTag.None)
        {
            return tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj or UniversalTag.Num;
        }
        return first != last || !Modals.Contains(words.At(first - 1)) || IsNominalContext(words, first);
    }

    private static bool IsNominalContext(SentenceWords words, int index)
    {
        var before = words.At(index - 1);
        return index == 0 || Determiners.Contains(before) || Adjectives.Contains(before) || (Prepositions.Contains(before) && before != "to") || Possessives.Contains(before)
            || (before.Length > 0 && (char.IsDigit(before[0]) || before[^1] is 'n' && words.IsCapital(index - 1) && NationTable.World.Find(words.Sentence.Form(index - 1)) is { Word: NationWord.Adjective }));
    }

    private static bool IsInsideName(SentenceWords words, int index) =>
        words.IsCapital(index - 1) && words.Lower[index - 1] is not ("“" or "\"") && words.IsCapital(index + 1);

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
internal readonly record struct TriggerMatch(int First, int Last, bool IsContinuous, TriggerEntry Entry, VerbForm Form, bool IsPassive)
{
    /// <summary>What it means.</summary>
    public Concept Concept => Entry.Concept!;
}
