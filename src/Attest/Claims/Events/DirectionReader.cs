using System.Collections.Frozen;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>Finds what forces do with ground in an event, where to and from where, and on which axis.</summary>
internal static class DirectionReader
{
    /// <summary>Distance in the tree at which an axis or place still tells of the trigger.</summary>
    private const int Farthest = 8;

    /// <summary>Words between a place and the preposition that leads to it: "the outskirts of", "positions near".</summary>
    private const int LongestLead = 3;

    /// <summary>Tokens after a trigger in which a point of the compass tells where it goes.</summary>
    private const int CompassReach = 5;

    private static readonly FrozenDictionary<string, MovementEntry> Movements = Load();
    private static readonly FrozenSet<string> Fighting = FrozenSet.Create(StringComparer.Ordinal, "combat", "territory", "war", "losses", "strike", "attack", "intercept", "withdraw", "deploy", "handover", "fortify", "mine");
    private static readonly FrozenSet<string> Compass = WordClasses.Of("compass");
    private static readonly FrozenSet<string> Leads = WordClasses.Of("lead-preposition");

    /// <summary>The direction of one mention; null where nothing tells of any.</summary>
    /// <param name="scene">The trigger in its sentence.</param>
    /// <param name="known">What is known of the war: its axes and sectors.</param>
    public static Direction? Read(EventScene scene, Knowledge known)
    {
        var concept = scene.Trigger.Concept;
        if (!Fighting.Contains(concept.Family))
        {
            return null;
        }
        var entry = Movements.GetValueOrDefault(concept.Name);
        var bearings = new List<Bearing>();
        var sectors = scene.Words.SectorsOf(known);
        foreach (var sector in sectors)
        {
            if (scene.DistanceTo(sector.Head) <= Farthest && !scene.IsOfSaying(sector.Head))
            {
                var (way, first) = WayOf(scene, sector.First, sector.Head, entry) ?? (BearingWay.On, sector.First);
                bearings.Add(new Bearing(way, Between(scene.Words, first, sector.Last), sector.Place, sector.Name));
            }
        }
        if (entry is not null)
        {
            Places(scene, entry, sectors, bearings);
            OnCompass(scene, entry, bearings);
        }
        return entry is null && bearings.Count == 0 ? null : new Direction(entry?.Movement, [.. bearings.OrderBy(bearing => bearing.Span)]);
    }

    private static void Places(EventScene scene, MovementEntry entry, IReadOnlyList<SectorMention> sectors, List<Bearing> bearings)
    {
        var words = scene.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (words.PlaceAt(i) is not { } place || place == words.PlaceAt(i - 1) || sectors.Any(sector => sector.First <= i && i <= sector.Last))
            {
                continue;
            }
            var last = i;
            while (words.PlaceAt(last + 1) == place)
            {
                last++;
            }
            var head = words.Tree.HeadOf(i, last);
            if (WayOf(scene, i, head, entry) is var (way, first) && scene.DistanceTo(head) <= Farthest && !scene.IsOfSaying(head))
            {
                bearings.Add(new Bearing(way, Between(words, first, last), place.Id, null));
            }
        }
    }

    // "moved north", "pushed back to the east", "advanced westwards"; "north of Alba" is where, not where to.
    private static void OnCompass(EventScene scene, MovementEntry entry, List<Bearing> bearings)
    {
        var words = scene.Words;
        if (entry.Towards.Count == 0)
        {
            return;
        }
        for (var i = scene.Trigger.Last + 1; i < words.Count && i <= scene.Trigger.Last + CompassReach && !words.IsPunctuation(i); i++)
        {
            if (Compass.Contains(words.Lower[i]) && words.At(i + 1) is not ("of" or "from") && words.PlaceAt(i) is null && words.Tag(i + 1) is not (UniversalTag.Noun or UniversalTag.Propn)
                && words.Lower[i - 1] is var before && (before is not ("in" or "the") || words.At(i - 2) is "to" or "towards" or "toward"))
            {
                var first = before == "the" ? i - 2 : i;
                bearings.Add(new Bearing(BearingWay.Towards, Between(words, first, i), null, null));
                return;
            }
        }
    }

    // By the preposition that leads from the trigger's own words to the place: "from the outskirts of Alba", "in the direction of Alba".
    private static (BearingWay Way, int First)? WayOf(EventScene scene, int first, int head, MovementEntry? entry)
    {
        var tree = scene.Words.Tree;
        var node = head;
        for (var steps = 0; steps <= LongestLead && node >= 0; steps++)
        {
            var preposition = tree.Child(node, Relation.Case);
            if (preposition < 0 || preposition > first)
            {
                return null;
            }
            var word = scene.Words.Lower[preposition];
            if (word == "in" && scene.Words.Lower[node] == "direction" && node != head)
            {
                return (BearingWay.Towards, preposition);
            }
            if (node != head && node == scene.Node)
            {
                return null;
            }
            if (word is "toward" or "towards" || entry is not null && entry.Towards.Contains(word))
            {
                return (BearingWay.Towards, preposition);
            }
            if (word == "from" && (entry is null || entry.From.Contains(word)) || word == "out" && entry?.From.Count > 0)
            {
                return (BearingWay.From, preposition);
            }
            if (!Leads.Contains(word))
            {
                return null;
            }
            node = tree.Head(node);
        }
        return null;
    }

    private static TextSpan Between(SentenceWords words, int first, int last) => new(words.Span(first).Start, words.Span(last).End);

    private static FrozenDictionary<string, MovementEntry> Load() => Table.Rows("Claims/Events/movements.tsv").ToFrozenDictionary(
        row => row[0],
        row => new MovementEntry(WireNames<Movement>.Parse(row[1]), Table.Alternatives(row[2]).ToFrozenSet(StringComparer.Ordinal), Table.Alternatives(row[3]).ToFrozenSet(StringComparer.Ordinal)),
        StringComparer.Ordinal);

    private sealed record MovementEntry(Movement Movement, FrozenSet<string> Towards, FrozenSet<string> From);
}
