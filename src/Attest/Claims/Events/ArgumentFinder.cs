using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Finds a trigger's actor and target by the slots of its pattern, each a relation of the dependency tree, or where the tree names nobody a place in the order of words.</summary>
internal static class ArgumentFinder
{
    private static readonly FrozenSet<string> LightVerbs = WordClasses.Of("light-verb");

    /// <summary>Who does it and to whom; either may be null.</summary>
    public static (Participant? Actor, Participant? Target) Find(SentenceWords words, TriggerMatch trigger, IReadOnlyList<Participant> participants)
    {
        if (participants is [])
        {
            return (null, null);
        }
        var scene = new Scene(words, trigger, words.Tree.HeadOf(trigger.First, trigger.IsContinuous ? trigger.Last : trigger.First), participants);
        if (trigger.Entry.Roles.Name == RolePattern.Obliging)
        {
            return (null, Fitting(scene, At(scene, words.Tree.Subject(words.Tree.Head(trigger.First))), forActor: false, null));
        }
        var actor = First(scene, trigger.Entry.Roles.Actor, forActor: true, null);
        var target = First(scene, trigger.Entry.Roles.Target, forActor: false, actor);
        return (actor, target);
    }

    private static Participant? First(Scene scene, string[] slots, bool forActor, Participant? taken)
    {
        foreach (var slot in slots)
        {
            if (Fitting(scene, InSlot(scene, slot), forActor, taken) is { } found)
            {
                return found;
            }
        }
        foreach (var slot in slots)
        {
            if (slot == "object" && !scene.Trigger.IsPassive && scene.Tree.Object(scene.Node) is >= 0 and var thing && scene.Words.PlaceAt(thing) is not null)
            {
                // "destroy Alba with rockets": the place itself, which is no party.
                continue;
            }
            if (Fitting(scene, WordOrderArguments.InSlot(scene.Words, scene.Trigger, scene.Participants, slot), forActor, taken) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private static Participant? Fitting(Scene scene, Participant? found, bool forActor, Participant? taken)
    {
        if (found is null || found == taken || taken is not null && found.Name == taken.Name)
        {
            return null;
        }
        if (forActor)
        {
            // A weapon acts for whoever fired it.
            return found.CanAct ? found : found.Side is null || found.Kind == ParticipantKind.Capital ? null : found with { Name = found.Side, Kind = ParticipantKind.Nation };
        }
        if (found.Kind == ParticipantKind.Capital)
        {
            return IsBetweenParties(scene.Trigger.Concept.Type) && scene.Trigger.Concept.Type is not EventType.Consult ? found with { Kind = ParticipantKind.Nation } : null;
        }
        // What is asked for or talked about is no party to the asking.
        return found.CanAct || found.Side is not null || !IsBetweenParties(scene.Trigger.Concept.Type) ? found : null;
    }

    // Whether both sides of such an event are somebody.
    private static bool IsBetweenParties(EventType type) => type is EventType.Agree or EventType.Consult or EventType.Support or EventType.Cooperate or EventType.Aid
        or EventType.Request or EventType.Accuse or EventType.Threaten;

    private static Participant? InSlot(Scene scene, string slot) => slot switch
    {
        "subject" => scene.Trigger.IsPassive ? After(scene, "by") : At(scene, scene.Tree.Subject(scene.Node)),
        "object" => scene.Trigger.IsPassive ? At(scene, scene.Tree.Subject(scene.Node)) : Object(scene),
        "recipient" => At(scene, scene.Tree.Child(scene.Node, Relation.Iobj)),
        "other" => Second(scene, scene.Tree.Subject(scene.Node)),
        "possessor" => Possessor(scene),
        "between" => After(scene, "between"),
        "between-other" => scene.Tree.After(scene.Node, "between").Select(one => Second(scene, one)).FirstOrDefault(one => one is not null),
        "struck" => scene.Tree.RelationOf(scene.Node) == Relation.Nsubj ? At(scene, scene.Tree.Object(scene.Tree.Head(scene.Node))) : null,
        "and" => Possessor(scene) is { } first ? Second(scene, scene.Tree.HeadOf(first.First, first.Last)) ?? Joined(scene, first) : null,
        _ => After(scene, slot),
    };

    // "opened a case against him", "called on the rebels": the object of a fixed phrase hangs on its noun or its preposition.
    private static Participant? Object(Scene scene)
    {
        var token = scene.Tree.Object(scene.Node);
        if (token > scene.Trigger.First && token <= scene.Trigger.Last && scene.Trigger.IsContinuous)
        {
            return Governed(scene, token, "of") ?? Governed(scene, token, "against") ?? Governed(scene, scene.Node, "against") ?? Governed(scene, token, "for") ?? Governed(scene, scene.Node, "for")
                ?? Governed(scene, token, "on") ?? Governed(scene, token, "to");
        }
        if (scene.Trigger.Concept.Type == EventType.Threaten && token >= 0 && Covering(scene, token) is null)
        {
            // "threatened strikes on the port", "threatens war against Norland"
            return Governed(scene, token, "on") ?? Governed(scene, token, "against") ?? At(scene, token);
        }
        if (token < 0 && scene.Trigger.Concept.Type is EventType.Request or EventType.Threaten && scene.Tree.Child(scene.Node, Relation.Ccomp, Relation.Xcomp) is >= 0 and var content
            && scene.Tree.Child(content, Relation.Nsubj, Relation.NsubjPass) is >= 0 and var addressed)
        {
            // "asked Norland to send", "warned that Norland would pay"
            return At(scene, addressed);
        }
        return token >= 0 || scene.Trigger.Last == scene.Trigger.First ? At(scene, token) : Governed(scene, scene.Node, scene.Words.Lower[scene.Trigger.Last]);
    }

    private static Participant? Governed(Scene scene, int node, string preposition) =>
        scene.Tree.After(node, preposition).Select(one => At(scene, one)).FirstOrDefault(one => one is not null);

    private static Participant? After(Scene scene, string preposition)
    {
        foreach (var node in scene.Nodes())
        {
            foreach (var one in scene.Tree.After(node, preposition))
            {
                if (At(scene, one) is { } found)
                {
                    return found;
                }
            }
        }
        return null;
    }

    // "Russia's attack", "a massive Russian missile attack"; or who launches, holds, carries out what the noun names.
    private static Participant? Possessor(Scene scene)
    {
        if (Covering(scene, scene.Node) is { Side: not null } own)
        {
            // The phrase holds the trigger: "Russian strikes".
            return own;
        }
        if (Modifier(scene, scene.Node) is { } modifier)
        {
            return First(scene, modifier);
        }
        if (OfRelativeClause(scene) is { } doer)
        {
            return doer;
        }
        // "The announcement was a warning": whose the announcement is.
        if (scene.Tree.Child(scene.Node, Relation.Cop) >= 0 && At(scene, scene.Tree.Subject(scene.Node)) is { } subject)
        {
            return subject;
        }
        // "a wave of strikes": what is launched is the wave.
        var thing = scene.Node;
        while (scene.Tree.RelationOf(thing) == Relation.Conj && scene.Words.Tag(scene.Tree.Head(thing)) is UniversalTag.Noun or UniversalTag.Propn)
        {
            thing = scene.Tree.Head(thing);
        }
        for (var steps = 0; steps < 2 && scene.Tree.RelationOf(thing) == Relation.Nmod && scene.Tree.HasCase(thing, "of"); steps++)
        {
            thing = scene.Tree.Head(thing);
            if (Modifier(scene, thing) is { } whose)
            {
                return whose;
            }
        }
        var verb = scene.Tree.Head(thing);
        if (verb >= 0 && scene.Trigger.Concept.Type == EventType.Consult && scene.Tree.RelationOf(thing) == Relation.Obl && scene.Words.Tag(verb) == UniversalTag.Verb)
        {
            // "On his visit to Alba, Reed said", "at a meeting with the ministers Reed called for": he was there.
            return At(scene, scene.Tree.Subject(verb));
        }
        if (verb < 0 || !LightVerbs.Contains(scene.Words.Lower[verb]))
        {
            return null;
        }
        return scene.Tree.RelationOf(thing) switch
        {
            Relation.Obj or Relation.Obl => At(scene, scene.Tree.Subject(verb)),
            Relation.NsubjPass => Governed(scene, verb, "by"),
            _ => null,
        };
    }

    // "the attack that Norland launched", "the package approved by its parliament"
    private static Participant? OfRelativeClause(Scene scene)
    {
        foreach (var verb in scene.Tree.Children(scene.Node, Relation.AclRelcl).Concat(scene.Tree.Children(scene.Node, Relation.Acl)))
        {
            if (!LightVerbs.Contains(scene.Words.Lower[verb]))
            {
                continue;
            }
            if (scene.Tree.IsPassive(verb))
            {
                return Governed(scene, verb, "by");
            }
            if (scene.Tree.Child(verb, Relation.Nsubj) is >= 0 and var subject && scene.Tree.Object(verb) == scene.Node)
            {
                return At(scene, subject);
            }
        }
        return null;
    }

    // "the A-B war": of two that a dash joins the first comes first.
    private static Participant First(Scene scene, Participant modifier)
    {
        foreach (var one in scene.Participants)
        {
            if (one.Last == modifier.First - 2 && scene.Words.At(modifier.First - 1) is "-" or "–" && one.Side is not null && one.Side != modifier.Side)
            {
                return one;
            }
        }
        return modifier;
    }

    private static Participant? Joined(Scene scene, Participant first) =>
        scene.Words.At(first.Last + 1) is "-" or "–" ? scene.Participants.FirstOrDefault(one => one.First == first.Last + 2 && one.Side is not null) : null;

    // The second of two that a conjunction joins: "A and B met".
    private static Participant? Second(Scene scene, int first)
    {
        if (first < 0)
        {
            return null;
        }
        foreach (var other in scene.Tree.Children(first, Relation.Conj))
        {
            if (At(scene, other) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    // Who a word stands for: the phrase it belongs to, or else the owner or nation that the phrase names, or whom it consists of.
    private static Participant? At(Scene scene, int token)
    {
        if (token < 0)
        {
            return null;
        }
        // "UK tank", "their leader's forces": what has no side of its own has its owner's.
        var own = Covering(scene, token);
        return own?.Side is null && Modifier(scene, token) is { Side: not null } owner ? owner : own ?? Modifier(scene, token) ?? scene.Tree.After(token, "of").Concat(scene.Tree.After(token, "by")).Select(one => Covering(scene, one)).FirstOrDefault(one => one is not null);
    }

    private static Participant? Covering(Scene scene, int token)
    {
        foreach (var one in scene.Participants)
        {
            if (one.First <= token && token <= one.Last)
            {
                return one;
            }
        }
        return null;
    }

    private static Participant? Modifier(Scene scene, int head)
    {
        foreach (var one in scene.Participants)
        {
            var top = scene.Tree.HeadOf(one.First, one.Last);
            if (scene.Tree.Head(top) == head
                && (scene.Tree.RelationOf(top) is Relation.NmodPoss or Relation.Appos or Relation.Flat || scene.Tree.RelationOf(top) is Relation.Amod or Relation.Compound && one.Side is not null))
            {
                return one;
            }
        }
        return null;
    }

    private sealed record Scene(SentenceWords Words, TriggerMatch Trigger, int Node, IReadOnlyList<Participant> Participants)
    {
        public SentenceTree Tree => Words.Tree;

        // A phrase after a preposition hangs on its trigger, or on the verb whose object the trigger is, or on the trigger's own object.
        public IEnumerable<int> Nodes()
        {
            yield return Node;
            if (Trigger.Entry.Part == TriggerPart.Noun)
            {
                if (Tree.RelationOf(Node) is Relation.Obj or Relation.NsubjPass or Relation.Obl && Tree.Head(Node) is >= 0 and var verb)
                {
                    yield return verb;
                }
            }
            else if (Tree.Object(Node) is >= 0 and var own)
            {
                yield return own;
            }
        }
    }
}
