using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Finds who stands where a slot of a pattern points, from the order of words alone: for sentences whose tree names nobody there.</summary>
internal static class WordOrderArguments
{
    private const int AfterReach = 12;
    private const int BeforeReach = 14;
    private const int PossessorReach = 6;

    private static readonly FrozenSet<string> Prepositions = WordClasses.Of("preposition");
    private static readonly FrozenSet<string> LightVerbs = WordClasses.Of("light-verb");
    private static readonly FrozenSet<string> Determiners = WordClasses.Of("determiner");

    /// <summary>Who stands in a slot; null where nobody does.</summary>
    public static Participant? InSlot(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants, string slot) => slot switch
    {
        "subject" => trigger.IsPassive ? AfterPreposition(words, trigger, participants, "by") : Subject(words, trigger.First, participants),
        "object" => trigger.IsPassive ? Subject(words, trigger.First, participants) : Object(words, trigger, participants),
        "recipient" => Recipient(words, trigger, participants),
        "other" => Other(words, trigger, participants),
        "possessor" => Possessor(words, trigger, participants),
        "between" => AfterPreposition(words, trigger, participants, "between"),
        "between-other" => Second(words, participants, AfterPreposition(words, trigger, participants, "between")),
        "and" => Second(words, participants, Possessor(words, trigger, participants)),
        "struck" => null,
        _ => AfterPreposition(words, trigger, participants, slot),
    };

    // The nearest phrase before a verb that no preposition governs; what a comma or a relative clause puts between does not hide it.
    private static Participant? Subject(SentenceWords words, int trigger, IReadOnlyList<Participant> participants)
    {
        var start = Math.Max(words.ClauseStart(trigger), trigger - BeforeReach);
        Participant? governed = null;
        for (var i = participants.Count - 1; i >= 0; i--)
        {
            var one = participants[i];
            if (one.Last >= trigger)
            {
                continue;
            }
            if (one.First < start)
            {
                break;
            }
            if (one.IsPossessive && one.Last + 1 < trigger && one.Kind != ParticipantKind.Pronoun && !HasHeadBetween(words, one, trigger))
            {
                return one;
            }
            if (!IsGoverned(words, one))
            {
                return one;
            }
            governed ??= one;
        }
        return governed;
    }

    private static bool HasHeadBetween(SentenceWords words, Participant owner, int trigger)
    {
        for (var i = owner.Last + 1; i < trigger; i++)
        {
            if (Prepositions.Contains(words.Lower[i]))
            {
                return true;
            }
        }
        return false;
    }

    private static Participant? Object(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants)
    {
        var end = Math.Min(words.ClauseEnd(trigger.Last), trigger.Last + 1 + AfterReach);
        var from = trigger.IsContinuous ? trigger.Last : trigger.First;
        foreach (var one in participants)
        {
            if (one.First <= from)
            {
                continue;
            }
            if (one.First >= end)
            {
                break;
            }
            if (!IsGoverned(words, one) || GovernedBy(words, one) is "of" or "against")
            {
                return one;
            }
            if (one.First > from + 1 && GovernedBy(words, one) is "in" or "at" or "near" or "on" or "by" or "during" or "after" or "for" or "with")
            {
                break;
            }
        }
        return null;
    }

    // "gave Ukraine tanks", "tanks for Ukraine", "sent to Ukraine"
    private static Participant? Recipient(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants)
    {
        if (trigger.IsPassive)
        {
            return null;
        }
        foreach (var one in participants)
        {
            if (one.First > trigger.Last && one.First <= trigger.Last + 2 && one is { CanAct: true, IsPossessive: false } && !IsGoverned(words, one))
            {
                return one;
            }
        }
        return null;
    }

    // "A and B met", "A, B agree"
    private static Participant? Other(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants)
    {
        var second = Subject(words, trigger.First, participants);
        for (var i = 0; i + 1 < participants.Count; i++)
        {
            if (participants[i + 1] == second && words.At(participants[i].Last + 1) is "and" or ",")
            {
                return participants[i];
            }
        }
        return null;
    }

    private static Participant? Second(SentenceWords words, IReadOnlyList<Participant> participants, Participant? first)
    {
        if (first is null)
        {
            return null;
        }
        foreach (var one in participants)
        {
            if (one.First > first.Last && one.First <= first.Last + 4 && words.At(first.Last + 1) is "and" or "," or "–" or "-" && (words.At(first.Last + 1) is not "," || one.First == first.Last + 2))
            {
                return one;
            }
        }
        return null;
    }

    // "Russia's attack", "a massive Russian missile attack"; or who launches, holds, carries out what the noun names.
    private static Participant? Possessor(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants)
    {
        for (var i = participants.Count - 1; i >= 0; i--)
        {
            var one = participants[i];
            if (one.First > trigger.First)
            {
                continue;
            }
            var noun = trigger.First;
            if (one.Last >= noun && one.First <= noun)
            {
                // The phrase swallowed the trigger: "Russian attack aircraft" is none, "Russian strikes" is.
                return one.Side is null ? null : one;
            }
            if (noun - one.Last > PossessorReach || !IsOnePhrase(words, one.Last + 1, noun))
            {
                break;
            }
            if (one.Kind is not ParticipantKind.Capital && (one.IsPossessive || one.Side is not null || one.Kind is ParticipantKind.Pronoun))
            {
                return i > 0 && IsJoined(words, participants[i - 1], one) ? participants[i - 1] : one;
            }
        }
        for (var i = trigger.First - 1; i >= 0 && i >= trigger.First - PossessorReach; i--)
        {
            if (words.IsPunctuation(i))
            {
                break;
            }
            if (LightVerbs.Contains(words.Lower[i]))
            {
                return words.IsPassive(i) ? AfterPreposition(words, trigger, participants, "by") : Subject(words, i, participants);
            }
        }
        return null;
    }

    // "the X-Y war": two parties in one compound.
    private static bool IsJoined(SentenceWords words, Participant first, Participant second) =>
        second.First == first.Last + 2 && words.At(first.Last + 1) is "-" or "–" && first.Side is not null && first.Side != second.Side;

    private static bool IsOnePhrase(SentenceWords words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (words.IsPunctuation(i) && words.Lower[i] is not ("-" or "“" or "”" or "\"" or "‘" or ",") || Prepositions.Contains(words.Lower[i]) || Determiners.Contains(words.Lower[i]) && words.Lower[i] is not ("'s" or "’s" or "first" or "more")
                || LightVerbs.Contains(words.Lower[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static Participant? AfterPreposition(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants, string preposition)
    {
        var end = Math.Min(words.ClauseEnd(trigger.Last), trigger.Last + 1 + AfterReach);
        for (var i = trigger.Last + 1; i < end && trigger.Entry.Part == TriggerPart.Noun; i++)
        {
            if (words.Tag(i) == UniversalTag.Verb)
            {
                // What stands after the next verb is that verb's.
                end = i;
            }
        }
        foreach (var one in participants)
        {
            if (one.First > trigger.First && one.First < end && one.First > trigger.Last - (trigger.IsContinuous ? 0 : 4) && GovernedBy(words, one) == preposition)
            {
                return one;
            }
        }
        return null;
    }

    private static bool IsGoverned(SentenceWords words, Participant participant) => GovernedBy(words, participant) is not null;

    // The preposition whose phrase this is; null where none stands before it within its own noun phrase.
    private static string? GovernedBy(SentenceWords words, Participant participant)
    {
        for (var i = participant.First - 1; i >= 0 && i >= participant.First - 4; i--)
        {
            var word = words.Lower[i];
            if (Prepositions.Contains(word))
            {
                return word;
            }
            if (word is "to")
            {
                return word;
            }
            if (words.IsPunctuation(i) && word is not ("“" or "\"" or "‘" or "-" or "–") || LightVerbs.Contains(word) || word is "and" or "that" or "which" or "who")
            {
                return null;
            }
            if (Determiners.Contains(word) || WordClasses.Is(word, "adjective") || char.IsDigit(word[0]) || word.EndsWith("ed", StringComparison.Ordinal) && i < participant.First - 1)
            {
                continue;
            }
            if (i < participant.First - 2)
            {
                return null;
            }
        }
        return null;
    }
}
