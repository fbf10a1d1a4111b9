namespace Attest.Claims.Events;

/// <summary>Tells which mentions of a report speak of one occurrence: same sort, nothing that sets them apart, and near each other.</summary>
internal static class EventMerger
{
    /// <summary>Sentences between two mentions of one occurrence that nothing but its sort joins.</summary>
    private const int Reach = 3;

    /// <summary>Sentences after an attack in which people killed and things damaged are still those of that attack.</summary>
    private const int ConsequenceReach = 2;

    /// <summary>Share of the telling words of the shorter of two sentences from which on they say the same.</summary>
    private const double Repeats = 0.7;

    /// <summary>Families that name an occurrence by what it did to people and things.</summary>
    private static readonly HashSet<string> Consequences = new(StringComparer.Ordinal) { "harm", "blast" };

    /// <summary>Families that name it by what was done.</summary>
    private static readonly HashSet<string> Causes = new(StringComparer.Ordinal) { "strike", "attack", "combat", "blast", "uprising", "crowd" };

    /// <summary>Families of which a report knows one occurrence between two parties, however often it is named.</summary>
    private static readonly HashSet<string> Singular = new(StringComparer.Ordinal) { "war", "sanction", "uprising" };

    /// <summary>The occurrences that mentions tell of, in order of their first mentions.</summary>
    public static List<DraftEvent> Merge(IReadOnlyList<DraftMention> mentions)
    {
        var events = new List<DraftEvent>();
        // Mentions of two types never tell of one occurrence.
        var byType = new Dictionary<EventType, List<DraftEvent>>();
        foreach (var mention in mentions)
        {
            DraftEvent? same = null;
            var asConsequence = false;
            if (!byType.TryGetValue(mention.Concept.Type, out var ofType))
            {
                byType.Add(mention.Concept.Type, ofType = []);
            }
            for (var i = ofType.Count - 1; i >= 0 && same is null; i--)
            {
                var known = ofType[i];
                if (IsConsequence(known.Mentions[^1], mention) && Fits(known, mention))
                {
                    (same, asConsequence) = (known, true);
                }
                else if (IsSame(known, mention))
                {
                    same = known;
                }
            }
            if (same is null)
            {
                ofType.Add(new DraftEvent(mention));
                events.Add(ofType[^1]);
            }
            else
            {
                same.Add(mention, mention.Subtype is "Violent demonstration" && same.Main.Subtype is "Peaceful protest" || asConsequence && Causes.Contains(mention.Concept.Family) && !Causes.Contains(same.Main.Concept.Family));
            }
        }
        return events;
    }

    /// <summary>Whether a mention tells of an occurrence that is known.</summary>
    public static bool IsOf(DraftEvent known, DraftMention mention) => IsSame(known, mention);

    // "A strike killed four": one occurrence, told by its cause and by its consequence; a consequence without a place and time of its own may follow a little later.
    private static bool IsConsequence(DraftMention known, DraftMention mention)
    {
        if (known.Concept.Type != mention.Concept.Type)
        {
            return false;
        }
        bool knownIsConsequence = Consequences.Contains(known.Concept.Family), mentionIsConsequence = Consequences.Contains(mention.Concept.Family);
        bool knownIsCause = Causes.Contains(known.Concept.Family), mentionIsCause = Causes.Contains(mention.Concept.Family);
        return known.Sentence == mention.Sentence
            ? (knownIsConsequence && (mentionIsCause || mentionIsConsequence)) || (knownIsCause && mentionIsConsequence)
            : mentionIsConsequence && (knownIsCause || knownIsConsequence) && known.Item == mention.Item && mention.Sentence - known.Sentence <= ConsequenceReach
                && !mention.PlaceIsOwn && mention.Time is null && Tells(known.Status) && Tells(mention.Status);
    }

    private static bool IsSame(DraftEvent known, DraftMention mention)
    {
        var main = known.Main;
        if (main.Concept.Type != mention.Concept.Type || main.Concept.Family != mention.Concept.Family)
        {
            return false;
        }
        // A war is the same whatever is wished or feared of it.
        if (mention.Concept.Family is "war" && ArePartiesOf(known, mention))
        {
            return true;
        }
        if (!StatusFits(main.Status, mention.Status))
        {
            return false;
        }
        if (Singular.Contains(mention.Concept.Family))
        {
            return true;
        }
        if (!Fits(known, mention))
        {
            return false;
        }
        if (IsRepeated(known, mention))
        {
            return true;
        }
        var last = known.Mentions[^1];
        var sameWhere = known.Place is not null && mention.Place is not null;
        var sameWhen = known.Time is not null && mention.Time is not null;
        if (sameWhere && sameWhen)
        {
            return true;
        }
        return last.Item == mention.Item && mention.Sentence - last.Sentence <= Reach && (sameWhere || sameWhen || mention.Sentence == last.Sentence || Parties(known, mention) > 0 || mention.IsBare);
    }

    // Whoever is named in it is one of its parties, in whichever order.
    private static bool ArePartiesOf(DraftEvent known, DraftMention mention) =>
        known.ActorSide is null && known.TargetSide is null
        || (mention.Actor?.Side is not { } actor || actor == known.ActorSide || actor == known.TargetSide)
        && (mention.Target?.Side is not { } target || target == known.ActorSide || target == known.TargetSide);

    // A live page says a thing in its summary and again in its items, and in much the same words.
    private static bool IsRepeated(DraftEvent known, DraftMention mention)
    {
        foreach (var one in known.Mentions)
        {
            if (one.Sentence != mention.Sentence && one.Word == mention.Word && Overlap(one.Words, mention.Words) >= Repeats)
            {
                return true;
            }
        }
        return false;
    }

    private static double Overlap(SentenceWords one, SentenceWords other)
    {
        if (one.Telling.Count == 0 || other.Telling.Count == 0)
        {
            return 0;
        }
        var shared = 0;
        foreach (var word in one.Telling)
        {
            shared += other.Telling.Contains(word) ? 1 : 0;
        }
        return shared / (double)Math.Min(one.Telling.Count, other.Telling.Count);
    }

    private static int Parties(DraftEvent known, DraftMention mention) =>
        (known.ActorSide is not null && known.ActorSide == mention.Actor?.Side ? 1 : 0) + (known.TargetSide is not null && known.TargetSide == mention.Target?.Side ? 1 : 0);

    // Nothing that both tell may differ.
    private static bool Fits(DraftEvent known, DraftMention mention) =>
        PlacesFit(known.Place, mention.Place)
        && DatesFit(known.Time?.Value, mention.Date)
        && (known.ActorSide is null || mention.Actor?.Side is null || known.ActorSide == mention.Actor.Side)
        && (known.TargetSide is null || mention.Target?.Side is null || known.TargetSide == mention.Target.Side);

    private static bool PlacesFit(Place? left, Place? right) =>
        left is null || right is null || (left.Gazetteer is not null ? left.Gazetteer == right.Gazetteer : left.Name == right.Name)
        || (left.Kind == PlaceKind.Country || right.Kind == PlaceKind.Country) && left.Country == right.Country;

    private static bool DatesFit(TimeValue? left, TimeValue? right)
    {
        if (left is not { } one || right is not { } other)
        {
            return true;
        }
        var (oneFirst, oneLast) = one.Days;
        var (otherFirst, otherLast) = other.Days;
        return (oneFirst is null || otherLast is null || oneFirst <= otherLast) && (otherFirst is null || oneLast is null || otherFirst <= oneLast);
    }

    private static bool StatusFits(EventStatus left, EventStatus right) => left == right || (Tells(left) && Tells(right)) || (IsOpen(left) && IsOpen(right));

    private static bool IsOpen(EventStatus status) => status is EventStatus.Planned or EventStatus.Hypothetical;

    // A denial is a mention of the occurrence that it denies; what is planned or imagined is another matter.
    private static bool Tells(EventStatus status) => status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged or EventStatus.Denied;
}
