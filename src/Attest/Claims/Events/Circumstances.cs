using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Finds where and when an event of a sentence happened: from its own clause, else its sentence, else what went before in its item.</summary>
internal static class Circumstances
{
    private const double InClause = 1.0;
    private const double InSentence = 0.8;
    /// <summary>How sure a place is that an earlier sentence gave.</summary>
    public const double FromContext = 0.5;

    /// <summary>Sentences back that a place or day still holds for.</summary>
    private const int ContextReach = 1;

    /// <summary>Tokens before a word for help in which somebody grants it.</summary>
    private const int GrantReach = 5;

    /// <summary>Tokens after the word for a whole war in which its place stands.</summary>
    private const int WarReach = 6;

    /// <summary>Characters from the word for a whole war in which its time stands.</summary>
    private const int WarDistance = 40;

    /// <summary>Distance in the tree at which a place still stands in the trigger's own clause.</summary>
    private const int Farthest = 7;

    /// <summary>What the name of the larger place loses where a smaller one in it is named.</summary>
    private const int WholePenalty = 8;

    /// <summary>Distance at which a time can still be the event's.</summary>
    private const int FarthestTime = 11;

    /// <summary>Families that a report tells of blow by blow, so that a day named once holds for the next.</summary>
    private static readonly FrozenSet<string> RemoteViolence = FrozenSet.Create(StringComparer.Ordinal, "strike", "harm", "blast", "intercept", "attack");

    private static readonly FrozenSet<string> PlacePrepositions = WordClasses.Of("place-preposition");
    private static readonly FrozenSet<string> PerfectForms = WordClasses.Of("have");
    private static readonly FrozenSet<string> Determiners = WordClasses.Of("determiner");

    /// <summary>The place of an event, with how sure that is; null where nothing says.</summary>
    /// <param name="scene">The trigger in its sentence.</param>
    /// <param name="context">The item's last place before this sentence, with the number of its sentence; null where there is none.</param>
    public static (Place Place, double Confidence)? Where(EventScene scene, (Place Place, int Sentence)? context)
    {
        var (words, trigger) = (scene.Words, scene.Trigger);
        Place? best = null;
        var bestScore = double.NegativeInfinity;
        var bestDistance = 0;
        var isOnTheGround = trigger.Concept.Type is EventType.Assault or EventType.Retreat or EventType.Mobilize;
        for (var i = 0; i < words.Count; i++)
        {
            if (words.PlaceAt(i) is not { } place || place == words.PlaceAt(i - 1))
            {
                continue;
            }
            if (trigger.Concept.Family is "war" && (i < trigger.Last || i > trigger.Last + WarReach))
            {
                // A war as a whole is where its own words say: not in every town of its sentence.
                continue;
            }
            var last = i;
            while (words.PlaceAt(last + 1) == place)
            {
                last++;
            }
            var head = words.Tree.HeadOf(i, last);
            var governed = IsGoverned(words, i) || words.Tree.Child(head, Relation.Case) is >= 0 and var preposition && PlacePrepositions.Contains(words.Lower[preposition]);
            if (place.Kind == PlaceKind.Country && (!governed || IsVerbal(trigger.Concept.Type) && trigger.Concept.Name is not ("visit" or "meet") || trigger.Concept.Type == EventType.Cooperate))
            {
                // "Russia said" and "struck Ukraine" name parties, as do most countries where words are exchanged.
                continue;
            }
            if (IsGovernment(scene, i, head) || place.Kind == PlaceKind.Country && trigger.Concept.Name is "aid" or "fund" or "relief" && IsGranted(scene))
            {
                continue;
            }
            var isOfAsking = trigger.Entry.Roles.Name == RolePattern.Obliging && scene.IsOfSaying(head);
            var distance = isOfAsking ? 0 : scene.DistanceTo(head);
            if (!isOfAsking && (distance > Farthest && (!isOnTheGround || place.Kind == PlaceKind.Country || scene.IsOfOther(head)) || scene.IsOfSaying(head) || IsScopeOfSuperlative(words, head)))
            {
                // Another clause's place is at best an attack's, and only where nothing else happens there; where somebody said it is nobody's but the saying's.
                continue;
            }
            var score = -2 * distance - 0.1 * Math.Abs(i - trigger.First) + (governed ? 2 : 0) + Exactness(place) - (IsWhole(words, i, head) ? WholePenalty : 0);
            if (score > bestScore)
            {
                (best, bestScore, bestDistance) = (place, score, distance);
            }
        }
        if (best is not null)
        {
            return (best, bestDistance <= Farthest ? InClause : InSentence);
        }
        return trigger.Concept.Type is EventType.Assault && trigger.Concept.Family is not ("war" or "losses") && context is { } known && words.Number - known.Sentence <= ContextReach
            ? (known.Place, FromContext)
            : null;
    }

    /// <summary>Where goods go: the country that somebody sends, gives or lends them to; null where the sentence does not name it.</summary>
    /// <param name="scene">The trigger in its sentence.</param>
    /// <param name="receiver">Who gets them.</param>
    public static Place? OfReceiver(EventScene scene, Participant? receiver) =>
        scene.Trigger.Concept.Name is "aid" && receiver is not null && scene.Words.PlaceAt(receiver.First) is { Kind: PlaceKind.Country } country && !IsGranted(scene) ? country : null;

    // "approved aid to Norland": money is granted at home, and goes there another day.
    private static bool IsGranted(EventScene scene)
    {
        var words = scene.Words;
        if (WordClasses.Is(words.Lower[scene.Trigger.First], "granting"))
        {
            return true;
        }
        for (var i = scene.Trigger.First - 1; i >= 0 && i >= scene.Trigger.First - GrantReach && words.Tag(i) is not UniversalTag.Adp && !words.IsPunctuation(i); i--)
        {
            if (WordClasses.Is(words.Lower[i], "granting"))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a trigger only helps to name a time: "since the start of the invasion" tells of no invasion anew.</summary>
    public static bool NamesTime(EventScene scene, IReadOnlyList<TimeMention> times)
    {
        var span = new TextSpan(scene.Words.Span(scene.Trigger.First).Start, scene.Words.Span(scene.Trigger.Last).End);
        foreach (var time in times)
        {
            if (time.Span.Contains(span))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The expression that dates an event, with how sure that is; null where nothing says.</summary>
    /// <param name="scene">The trigger in its sentence.</param>
    /// <param name="times">The times of the sentence, in its order.</param>
    /// <param name="context">What dates the sentence before where it dates it to one day; null where nothing does.</param>
    /// <param name="news">The day that the item is the news of; null where it tells none.</param>
    public static (TimeMention Time, double Confidence)? When(EventScene scene, IReadOnlyList<TimeMention> times, TimeMention? context, NewsDay? news)
    {
        var (words, trigger) = (scene.Words, scene.Trigger);
        TimeMention? best = null;
        var bestScore = int.MaxValue;
        var bestDistance = 0;
        var span = new TextSpan(words.Span(trigger.First).Start, words.Span(trigger.Last).End);
        foreach (var time in times)
        {
            // A span that is open at its beginning ("to date"), and "so far", bound what is counted and date nothing; nor does "the start of the war" date that war again.
            if (time.Value is not { } value || value.Days.First is null || time.Span.Contains(span) || words.Sentence.Parsed.Text.AsSpan(time.Span.Start).StartsWith("so far", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            var head = words.HeadOf(time.Span);
            if ((!IsVerbal(trigger.Concept.Type) || scene.Said is not null && trigger.Entry.Roles.Name != RolePattern.Obliging) && DatesSaying(time.Span, span, scene.Cues) || IsMeasureOfRarity(words, head) || IsOfName(scene, head))
            {
                continue;
            }
            var apart = time.Span.Start >= span.End ? time.Span.Start - span.End : span.Start - time.Span.End;
            var distance = scene.DistanceTo(head);
            var score = 20 * distance + apart;
            if (distance <= FarthestTime && score < bestScore && (trigger.Concept.Family is not "war" || apart <= WarDistance))
            {
                (best, bestScore, bestDistance) = (time, score, distance);
            }
        }
        if (best is not null)
        {
            return (best, bestDistance <= Farthest ? InClause : InSentence);
        }
        if (context is not null && RemoteViolence.Contains(trigger.Concept.Family))
        {
            return (context, FromContext);
        }
        if (times.Count > 0 && news is not { IsOnly: true } || trigger.Entry.Part != TriggerPart.Verb && trigger.Concept.Family is not "uprising")
        {
            return null;
        }
        // An item of one day alone is wholly of that day; in another its day is that of what it tells as the news.
        return news is { IsOnly: true } whole ? (whole.Time, FromContext)
            : IsTold(words, trigger, scene.Node) && (context ?? news?.Time) is { } told ? (told, FromContext)
            : null;
    }

    // "The ministry denied it", "he said troops crossed the river": told as the news, in the simple past, in no clause by the way; "has lost", "had seized" and "which destroyed" may be of any day.
    private static bool IsTold(SentenceWords words, TriggerMatch trigger, int node)
    {
        if (trigger.Entry.Part != TriggerPart.Verb || trigger.Concept.Family is "war" || words.Sentence.Tokens[trigger.First].PennTag is not ("VBD" or "VBN"))
        {
            return false;
        }
        var isFinite = words.Sentence.Tokens[trigger.First].PennTag == "VBD";
        for (var i = trigger.First - 1; i >= 0 && i >= trigger.First - 4; i--)
        {
            if (words.Is(i, PerfectForms))
            {
                return false;
            }
            isFinite |= words.Lower[i] is "was" or "were";
        }
        for (int steps = 0, at = node; isFinite && steps < 6 && at >= 0; steps++, at = words.Tree.Head(at))
        {
            if (words.Tree.RelationOf(at) is Relation.Acl or Relation.AclRelcl or Relation.Advcl or Relation.AdvclRelcl)
            {
                return false;
            }
        }
        return isFinite;
    }

    // "the 2012 Games", "the Tuesday paper": of which year or day the thing is, not what happened.
    private static bool IsOfName(EventScene scene, int time) =>
        scene.Words.Tree.RelationOf(time) is Relation.Compound or Relation.Nummod or Relation.Amod && scene.Words.Tree.Head(time) is >= 0 and var noun && noun != scene.Node
        && (noun < scene.Trigger.First || noun > scene.Trigger.Last);

    // "the heaviest since 2014", "for the first time since the war": how rare something is, not when it was.
    private static bool IsMeasureOfRarity(SentenceWords words, int time)
    {
        if (!words.Tree.HasCase(time, "since"))
        {
            return false;
        }
        for (var i = 0; i < time; i++)
        {
            if (words.Sentence.Tokens[i].PennTag is "JJS" or "RBS" || words.Lower[i] == "first" && words.At(i + 1) == "time")
            {
                return true;
            }
        }
        return false;
    }

    // "weapons to Alba", "asked Alba for help" where Alba is a capital: its government.
    private static bool IsGovernment(EventScene scene, int place, int head) =>
        scene.Trigger.Concept.Type is EventType.Aid or EventType.Agree or EventType.Support or EventType.Request or EventType.Accuse or EventType.Threaten or EventType.Reject or EventType.Cooperate
        && NationTable.World.At(scene.Words.Sentence.Parsed, scene.Words.Sentence.First + place) is { Match.Word: NationWord.Capital }
        && !(scene.Words.Tree.Child(head, Relation.Case) is >= 0 and var preposition && scene.Words.Lower[preposition] is "in" or "at" or "near" or "outside");

    // "the bloodiest battle in Europe", "the largest attack on Norland since": of which it is the most, not where it was.
    private static bool IsScopeOfSuperlative(SentenceWords words, int place)
    {
        var head = words.Tree.Head(place);
        if (head < 0 || words.Tree.Child(place, Relation.Case) is not (>= 0 and var preposition) || words.Lower[preposition] is not ("in" or "of" or "across"))
        {
            return false;
        }
        foreach (var quality in words.Tree.Children(head, Relation.Amod))
        {
            if (words.Sentence.Tokens[quality].PennTag == "JJS")
            {
                return words.Tree.After(head, "since").Any() || words.PlaceAt(place) is { Kind: PlaceKind.Country or PlaceKind.Region };
            }
        }
        return false;
    }

    // "Alba in Norland", "Alba, Norland": the second is where the first lies.
    private static bool IsWhole(SentenceWords words, int first, int head) =>
        words.PlaceAt(first - 2) is not null && words.Lower[first - 1] is "in" or "," && words.Tree.RelationOf(head) != Relation.Conj;

    /// <summary>Whether events of a type are words: they happen when they are said.</summary>
    public static bool IsVerbal(EventType type) => type is EventType.Agree or EventType.Consult or EventType.Support or EventType.Concede or EventType.Request
        or EventType.Accuse or EventType.Reject or EventType.Threaten;

    // "said on Tuesday": nearer to the word of saying than to the trigger, and right beside it.
    private static bool DatesSaying(TextSpan time, TextSpan trigger, IReadOnlyList<TextSpan> cues)
    {
        foreach (var cue in cues)
        {
            if (cue.Overlaps(trigger))
            {
                continue;
            }
            var toCue = time.Start >= cue.End ? time.Start - cue.End : cue.Start - time.End;
            var toTrigger = time.Start >= trigger.End ? time.Start - trigger.End : trigger.Start - time.End;
            if (toCue is >= 0 and <= 12 && toCue < toTrigger)
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsGoverned(SentenceWords words, int index)
    {
        for (var i = index - 1; i >= 0 && i >= index - 4; i--)
        {
            if (PlacePrepositions.Contains(words.Lower[i]))
            {
                return true;
            }
            if (words.IsPunctuation(i) || !(Determiners.Contains(words.Lower[i]) || WordClasses.Is(words.Lower[i], "adjective") || words.IsCapital(i) || WordClasses.Is(words.Lower[i], "place") || words.Lower[i].EndsWith("ern", StringComparison.Ordinal)))
            {
                return false;
            }
        }
        return false;
    }

    private static int Exactness(Place place) => place.Kind switch
    {
        PlaceKind.Site or PlaceKind.Village or PlaceKind.City => 4,
        PlaceKind.Region or PlaceKind.Water => 2,
        _ => 0,
    };
}
