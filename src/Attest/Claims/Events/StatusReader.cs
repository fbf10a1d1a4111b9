using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Tells whether an event is said to have happened: from the words about its trigger (<c>status-cues.tsv</c>) and from how it is attributed.</summary>
internal static class StatusReader
{
    private const int BeforeReach = 9;
    private const int AfterReach = 6;

    /// <summary>An event dated longer before its report than this belongs to the past that the report only recalls.</summary>
    private const int HistoricalAfterDays = 3 * 365;

    private static readonly FrozenSet<string> LightVerbs = WordClasses.Of("light-verb");
    private static readonly FrozenSet<string> BeForms = WordClasses.Of("be");
    private static readonly FrozenDictionary<string, Cue[]> Before = Load("before");
    private static readonly FrozenDictionary<string, Cue[]> After = Load("after");

    /// <summary>The status of one mention.</summary>
    /// <param name="words">Its sentence.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="said">Who says so; null for the publisher's own voice.</param>
    /// <param name="saidOfSelf">Whether a party tells of its own deed against another.</param>
    /// <param name="date">When it is dated to.</param>
    /// <param name="published">When the report was published.</param>
    public static EventStatus Read(SentenceWords words, TriggerMatch trigger, Attribution? said, bool saidOfSelf, TimeValue? date, PublicationTime? published)
    {
        if (published is { Day: var day } && date is { } dated)
        {
            var (first, last) = dated.Days;
            if (last is { } end && day.DayNumber - end.DayNumber > HistoricalAfterDays)
            {
                return EventStatus.Historical;
            }
            // What is said is said by now, whatever day it is about.
            if (first is { } begin && begin > day && !IsWords(trigger.Concept.Type))
            {
                return EventStatus.Planned;
            }
        }
        var picture = said?.Picture;
        var status = FromWords(words, trigger, date is not null, picture is null ? 0 : said!.Content[0].Start);
        if (status is EventStatus.Ongoing && trigger.Concept.Type is EventType.Request or EventType.Accuse or EventType.Threaten && trigger.Entry.Part == TriggerPart.Verb)
        {
            // "I am asking you", "still calls for": what is being said has been said.
            status = EventStatus.Happened;
        }
        if (status is EventStatus.Happened or EventStatus.Ongoing && IsAsked(words))
        {
            status = EventStatus.Hypothetical;
        }
        if (picture is not null && status is EventStatus.Happened or EventStatus.Ongoing)
        {
            // A picture shows what was going on when it was taken; that it happened so is not established before somebody has looked.
            return picture.IsVerified ? EventStatus.Happened : EventStatus.Alleged;
        }
        return said?.Modality switch
        {
            Modality.Denied => EventStatus.Denied,
            Modality.Planned when status is EventStatus.Happened && !IsCircumstance(words, trigger) => EventStatus.Planned,
            Modality.Possible or Modality.Asked when status is EventStatus.Happened => EventStatus.Hypothetical,
            Modality.Possible when status is EventStatus.Ongoing => EventStatus.Hypothetical,
            Modality.Unverified when status is EventStatus.Happened or EventStatus.Ongoing => EventStatus.Alleged,
            _ when saidOfSelf && status is (EventStatus.Happened or EventStatus.Ongoing) => EventStatus.Alleged,
            _ => status,
        };
    }

    // What a picture shows begins where it does: "could not verify the footage, which showed a strike" denies no strike.
    private static EventStatus FromWords(SentenceWords words, TriggerMatch trigger, bool isDated, int from)
    {
        var node = words.Tree.HeadOf(trigger.First, trigger.IsContinuous ? trigger.Last : trigger.First);
        var start = Math.Max(words.ClauseStart(trigger.First), trigger.First - BeforeReach);
        for (var i = trigger.First - 1; i >= start && words.Span(i).Start >= from; i--)
        {
            if (Match(words, i, Before, trigger.First) is { } cue && !(trigger.IsTurned && cue.Status is EventStatus.Denied) && Governs(words, i, trigger, cue) && (!IsHelper(words, i) || words.Tree.Helps(i, node, verb => LightVerbs.Contains(words.Lower[verb]))))
            {
                return cue.Status is EventStatus.Denied && IsUnwished(words, i) ? EventStatus.Hypothetical : cue.Status;
            }
        }
        // The conjunction itself opens the clause: "if Russia attacks".
        if (start > 0 && words.Span(start - 1).Start >= from && Match(words, start - 1, Before, trigger.First) is { Status: EventStatus.Hypothetical or EventStatus.Denied } opening)
        {
            return opening.Status;
        }
        var end = Math.Min(words.Count, trigger.Last + 1 + AfterReach);
        for (var i = trigger.Last + 1; i < end; i++)
        {
            if (Match(words, i, After, end) is { } cue)
            {
                return cue.Status;
            }
        }
        if (trigger.Entry.Part == TriggerPart.Noun && trigger.Concept.Type == EventType.Aid && words.Lower[trigger.Last] is "plan" or "plans" or "initiative" or "bill")
        {
            return EventStatus.Planned;
        }
        if (trigger.Entry.Part == TriggerPart.Noun && IsOfWhatMayBe(words, node))
        {
            return EventStatus.Hypothetical;
        }
        return IsProgressive(words, trigger, isDated) ? EventStatus.Ongoing : EventStatus.Happened;
    }

    // "Was the bridge hit?" does not say so; "Who hit the bridge?" takes it for known.
    private static bool IsAsked(SentenceWords words)
    {
        var last = words.Count - 1;
        while (last > 0 && words.IsPunctuation(last) && words.Lower[last] != "?")
        {
            last--;
        }
        var first = 0;
        while (first < last && words.IsPunctuation(first))
        {
            first++;
        }
        return words.Lower[last] == "?" && words.Tag(first) == UniversalTag.Aux;
    }

    // "an offensive would be costly", "any breakthrough could": one that is not known to be.
    private static bool IsOfWhatMayBe(SentenceWords words, int node)
    {
        if (words.Tree.RelationOf(node) is not Relation.Nsubj || words.Tree.Child(node, Relation.Det) is >= 0 and var determiner && words.Lower[determiner] is not ("a" or "an" or "any"))
        {
            return false;
        }
        var verb = words.Tree.Head(node);
        return words.Tree.Children(verb, Relation.Aux).Any(helper => words.Lower[helper] is "would" or "could" or "might" or "may");
    }

    // "would not attack", "must not deliver": what nobody says has been or has not been done.
    private static bool IsUnwished(SentenceWords words, int not) =>
        words.Lower[not] is "not" or "n't" or "n’t" && words.At(not - 1) is "would" or "must" or "should" or "may" or "might" or "can";

    private static bool IsHelper(SentenceWords words, int index) =>
        words.Tree.RelationOf(index) is Relation.Aux || words.Tree.RelationOf(index) is Relation.Advmod && words.Lower[index] is "not" or "n't" or "n’t" or "never";

    // A cue of a verb that stands between it and the trigger is that verb's own: "will discuss the attack" plans no attack.
    private static bool Governs(SentenceWords words, int at, TriggerMatch trigger, Cue cue)
    {
        var between = trigger.First - at - cue.Words.Length;
        if (cue.Status is EventStatus.Hypothetical or EventStatus.Planned && IsCircumstance(words, trigger) && words.Tree.Child(words.Tree.HeadOf(trigger.First, trigger.Last), Relation.Case) > at)
        {
            // "called for talks during a protest": what is called for is not the protest.
            return false;
        }
        if (trigger.Entry.Part == TriggerPart.Noun && cue.Words[^1] == "to" && !HasVerb(words, at + cue.Words.Length, trigger.First))
        {
            // "due to attacks": nothing is to be done.
            return false;
        }
        return trigger.Entry.Part == TriggerPart.Verb ? between <= 3 : cue.Words.Length > 1 || cue.Status is EventStatus.Alleged or EventStatus.Ongoing || between <= 4;
    }

    // "announced aid during a visit": what is announced is not the visit.
    private static bool IsCircumstance(SentenceWords words, TriggerMatch trigger) =>
        trigger.Entry.Part == TriggerPart.Noun && words.Tree.Child(words.Tree.HeadOf(trigger.First, trigger.Last), Relation.Case) is >= 0 and var preposition
        && words.Lower[preposition] is "during" or "amid" or "following" or "after" or "since";

    private static bool HasVerb(SentenceWords words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (words.Tag(i) is UniversalTag.Verb)
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsProgressive(SentenceWords words, TriggerMatch trigger, bool isDated)
    {
        if (trigger.Entry.Part == TriggerPart.Verb)
        {
            return trigger.Form switch
            {
                // "are shelling", "the troops holding the bridge"
                VerbForm.Ing => words.Is(trigger.First - 1, BeForms) || words.Is(trigger.First - 2, BeForms) || words.Tree.RelationOf(trigger.First) == Relation.Acl && words.Tree.Child(trigger.First, Relation.Case, Relation.Mark) < 0,
                // Words are said once, even where a headline has them in the present.
                // "has maintained ties"
                _ when trigger.Concept.Name == "cooperate" && words.Lower[trigger.First] is "maintain" or "maintains" or "maintained" => true,
                VerbForm.Third => !Circumstances.IsVerbal(trigger.Concept.Type),
                _ => false,
            };
        }
        // An invasion that is dated or that somebody launched is how a war began; sanctions of which no more is said are in force.
        return trigger.Concept.Name switch
        {
            "war" => !(words.Lower[trigger.Last] is "invasion" or "incursion") || !isDated && !IsCarriedOut(words, trigger),
            // "the troops at the border"
            "deploy" => words.Lower[trigger.Last] is "border" or "borders" or "frontier" or "presence",
            "sanction" or "support" or "misinform" => !IsCarriedOut(words, trigger),
            // "soldiers involved in exercises"
            "drill" => !isDated && words.Tree.HasCase(words.Tree.HeadOf(trigger.First, trigger.Last), "in"),
            _ => false,
        };
    }

    private static bool IsWords(EventType type) => Circumstances.IsVerbal(type) && type is not EventType.Consult;

    private static bool IsCarriedOut(SentenceWords words, TriggerMatch trigger) =>
        words.Tree.Head(words.Tree.HeadOf(trigger.First, trigger.Last)) is >= 0 and var verb && LightVerbs.Contains(words.Lower[verb]);

    private static Cue? Match(SentenceWords words, int index, FrozenDictionary<string, Cue[]> cues, int end)
    {
        if (!cues.TryGetValue(words.Lower[index], out var candidates))
        {
            return null;
        }
        if (words.Lower[index] == "may" && words.Sentence.Tokens[index].PennTag is not "MD")
        {
            // The month.
            return null;
        }
        foreach (var cue in candidates)
        {
            var fits = index + cue.Words.Length <= end;
            for (var k = 1; fits && k < cue.Words.Length; k++)
            {
                fits = words.At(index + k) == cue.Words[k];
            }
            if (fits)
            {
                return cue;
            }
        }
        return null;
    }

    private static FrozenDictionary<string, Cue[]> Load(string where) => Table.Rows("Claims/Events/status-cues.tsv")
        .Where(row => row[2] == where)
        .Select(row => new Cue(row[0].Split(' '), WireNames<EventStatus>.Parse(row[1])))
        .GroupBy(cue => cue.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(cue => cue.Words.Length).ToArray(), StringComparer.Ordinal);

    private sealed record Cue(string[] Words, EventStatus Status);
}
