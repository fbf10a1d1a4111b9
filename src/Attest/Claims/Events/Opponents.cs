using Attest.Claims.Nations;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>Completes events of a war whose report names only one of two parties: who fights one side is, in a report that knows of one opponent alone, the other.</summary>
/// <remarks>
/// Fights and losses of forces are completed, and strikes with the weapons of armies on one party in a war of two. Whom nobody names is marked as inferred: who struck a school is
/// for reports to say, and no incident takes an inferred actor.
/// </remarks>
internal static class Opponents
{
    /// <summary>Mutual in their nature: whoever is in them fights somebody.</summary>
    private static readonly HashSet<string> Mutual = new(StringComparer.Ordinal) { "war", "combat", "territory", "losses" };

    /// <summary>Families whose target can be completed where the actor is named.</summary>
    private static readonly HashSet<string> OneSided = new(StringComparer.Ordinal) { "strike", "attack", "intercept", "withdraw", "deploy", "mobilise", "alert", "drill", "fortify", "surrender" };

    /// <summary>What only armies strike with.</summary>
    private static readonly HashSet<string> ArmyModes = new(StringComparer.Ordinal) { "drone", "aerial", "heavy-weapons" };

    /// <summary>Completes the events of one report.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="known">What is known of the war that it is about.</param>
    public static void Complete(IReadOnlyList<DraftEvent> events, Knowledge known)
    {
        foreach (var draft in events)
        {
            if (draft.Main.Concept.Family is "losses" or "strike" or "harm" && draft.ActorSide is { } side && known.Opponent(side) is { } foe && draft.TargetSide is { } given && given != side
                && !known.Parties.Contains(given) && draft.TargetKind == ParticipantKind.Weapon)
            {
                // A weapon that a third country gave is lost by whom it was given to.
                draft.CompleteTarget(foe);
            }
        }
        if ((Find(events) ?? (known.Parties is [var first, var second] ? (first, second) : null)) is not var (one, other))
        {
            return;
        }
        foreach (var draft in events)
        {
            var family = draft.Main.Concept.Family;
            if (Mutual.Contains(family) && draft.ActorSide is null && Opponent(draft.TargetSide) is { } actor)
            {
                draft.CompleteActor(actor);
            }
            if ((Mutual.Contains(family) || OneSided.Contains(family)) && (draft.TargetSide is null || (draft.TargetSide == draft.ActorSide && Mutual.Contains(family))) && Opponent(draft.ActorSide) is { } target)
            {
                draft.CompleteTarget(target);
            }
            else if (family is "harm" && draft is { TargetSide: null, TargetKind: ParticipantKind.Group } && Opponent(draft.ActorSide) is { } harmed)
            {
                draft.CompleteTarget(harmed);
            }
            if (draft.ActorSide is null && draft.Main.Concept.Type == EventType.Assault && family is not "intercept" && draft.Main.Modes.Any(ArmyModes.Contains)
                && Opponent(HolderOf(draft.Main.Words) ?? draft.TargetSide ?? NationTable.World.NameOf(draft.Place)) is { } striker)
            {
                draft.CompleteActor(striker);
            }
        }
        string? Opponent(string? side) => side == one ? other : side == other ? one : null;
    }

    // "in Norland-held Alba": whose it is for now.
    private static string? HolderOf(SentenceWords words)
    {
        for (var i = 2; i < words.Count; i++)
        {
            if (words.Lower[i - 1] == "-" && WordClasses.Is(words.Lower[i], "holding") && NationTable.World.At(words.Sentence.Parsed, words.Sentence.First + i - 2) is { } nation)
            {
                return nation.Match.Nation.Name;
            }
        }
        return null;
    }

    // The two sides that most events of violence set against each other, and of equal pairs the one whose sides are named most; null where none stands out.
    private static (string One, string Other)? Find(IReadOnlyList<DraftEvent> events)
    {
        var violent = events.Where(draft => draft.Main.Concept.Type == EventType.Assault && draft.Weakness is Weakness.None).ToList();
        var named = violent.SelectMany(draft => draft.Mentions).SelectMany(mention => new[] { mention.Actor?.Side, mention.Target?.Side }).OfType<string>()
            .GroupBy(side => side, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var pairs = violent.Where(draft => draft.ActorSide is not null && draft.TargetSide is not null && draft.ActorSide != draft.TargetSide)
            .GroupBy(draft => string.CompareOrdinal(draft.ActorSide, draft.TargetSide) < 0 ? (One: draft.ActorSide!, Other: draft.TargetSide!) : (One: draft.TargetSide!, Other: draft.ActorSide!))
            .Select(group => (group.Key, Count: group.Count(), Named: named.GetValueOrDefault(group.Key.One) + named.GetValueOrDefault(group.Key.Other)))
            .OrderByDescending(pair => pair.Count).ThenByDescending(pair => pair.Named).Take(2).ToList();
        return pairs is [] || (pairs is [var first, var second] && first.Count == second.Count && first.Named == second.Named) ? null : pairs[0].Key;
    }
}
