using Attest.Claims.Events;
using Attest.Language;

namespace Attest.Training;

/// <summary>Marked events as if the lexicon knew the words that name them, so that where, when, who and whom can be learnt from those that it passes over.</summary>
internal static class MarkedTriggers
{
    // The plainest sort of each type: only its type, its family and where its actor and target stand are looked at.
    private static readonly Dictionary<EventType, Concept> Plainest = Concept.All.Values.GroupBy(concept => concept.Type).ToDictionary(group => group.Key, group => group.First());

    /// <summary>The scenes with triggers added for these events; null where none can be.</summary>
    public static EventScenes? Added(EventScenes scenes, IEnumerable<MarkedEvent> events)
    {
        var triggers = scenes.Triggers.Select(known => known.ToList()).ToList();
        var added = false;
        foreach (var gold in events)
        {
            var number = Math.Max(0, scenes.FirstFrom(gold.Trigger.Start + 1) - 1);
            if (number >= scenes.Sentences.Count || !scenes.Sentences[number].Sentence.Span.Overlaps(gold.Trigger))
            {
                continue;
            }
            var words = scenes.Sentences[number];
            var token = words.HeadOf(gold.Trigger);
            if (triggers[number].Exists(known => known.First <= token && token <= known.Last && known.Concept.Type == gold.Type))
            {
                continue;
            }
            triggers[number].RemoveAll(known => known.First <= token && token <= known.Last);
            triggers[number].Add(Match(words, token, gold.Type));
            triggers[number].Sort(static (one, other) => one.First.CompareTo(other.First));
            added = true;
        }
        return added ? scenes with { Triggers = triggers } : null;
    }

    private static TriggerMatch Match(SentenceWords words, int token, EventType type)
    {
        var isVerb = words.Tag(token) is UniversalTag.Verb or UniversalTag.Aux;
        var part = isVerb ? TriggerPart.Verb : TriggerPart.Noun;
        Concept? concept = null;
        foreach (var candidate in TriggerLexicon.Shipped.BeginningWith(words.Lower[token]))
        {
            concept ??= candidate.Entry.Concept is { } known && known.Type == type ? known : null;
        }
        var form = words.Sentence.Tokens[token].PennTag switch
        {
            "VB" or "VBP" => VerbForm.Base,
            "VBZ" => VerbForm.Third,
            "VBD" => VerbForm.Past,
            "VBN" => VerbForm.Participle,
            "VBG" => VerbForm.Ing,
            _ => VerbForm.None,
        };
        return new TriggerMatch(token, token, true, new TriggerEntry(words.Lower[token], part, concept ?? Plainest[type], null, []), form, isVerb && words.Tree.IsPassive(token));
    }
}
