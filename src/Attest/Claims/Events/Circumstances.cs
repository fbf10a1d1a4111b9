using System.Collections.Frozen;

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

    /// <summary>Tokens after the word for a whole war in which its place stands.</summary>
    private const int WarReach = 6;

    /// <summary>Characters from the word for a whole war in which its time stands.</summary>
    private const int WarDistance = 40;

    private static readonly FrozenSet<string> PlacePrepositions = WordClasses.Of("place-preposition");
    private static readonly FrozenSet<string> Determiners = WordClasses.Of("determiner");

    /// <summary>The place of an event, with how sure that is; null where nothing says.</summary>
    /// <param name="words">Its sentence.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="context">The item's last place before this sentence, with the number of its sentence; null where there is none.</param>
    public static (Place Place, double Confidence)? Where(SentenceWords words, TriggerMatch trigger, (Place Place, int Sentence)? context)
    {
        Place? best = null;
        var bestScore = double.NegativeInfinity;
        var bestInClause = false;
        int start = words.ClauseStart(trigger.First), end = words.ClauseEnd(trigger.Last);
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
            var inClause = i >= start && i < end;
            var governed = IsGoverned(words, i);
            if (place.Kind == PlaceKind.Country && (!governed || IsVerbal(trigger.Concept.Type) && trigger.Concept.Name is not ("visit" or "meet")))
            {
                // "Russia said" and "struck Ukraine" name parties, as do most countries where words are exchanged.
                continue;
            }
            var distance = i > trigger.Last ? i - trigger.Last : trigger.First - i + 4;
            var score = (inClause ? 20 : 0) - distance + (governed ? 3 : 0) + Exactness(place);
            if (score > bestScore)
            {
                (best, bestScore, bestInClause) = (place, score, inClause);
            }
        }
        if (best is not null)
        {
            return (best, bestInClause ? InClause : InSentence);
        }
        return trigger.Concept.Type is EventType.Assault && trigger.Concept.Family is not "war" && context is { } known && words.Number - known.Sentence <= ContextReach
            ? (known.Place, FromContext)
            : null;
    }

    /// <summary>The expression that dates an event, with how sure that is; null where nothing says.</summary>
    /// <param name="words">Its sentence.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="times">The times of the sentence, in its order.</param>
    /// <param name="cues">Where the words of saying stand in the sentence: a day beside them dates the saying.</param>
    public static (TimeMention Time, double Confidence)? When(SentenceWords words, TriggerMatch trigger, IReadOnlyList<TimeMention> times, IReadOnlyList<TextSpan> cues)
    {
        TimeMention? best = null;
        var bestDistance = int.MaxValue;
        var bestInClause = false;
        var span = new TextSpan(words.Span(trigger.First).Start, words.Span(trigger.Last).End);
        var clause = new TextSpan(words.Span(words.ClauseStart(trigger.First)).Start, words.Span(words.ClauseEnd(trigger.Last) - 1).End);
        foreach (var time in times)
        {
            if (time.Value is not { } value || value.IsDuration || (!IsVerbal(trigger.Concept.Type) && DatesSaying(time.Span, span, cues)))
            {
                continue;
            }
            var inClause = clause.Contains(time.Span);
            var distance = (time.Span.Start >= span.End ? time.Span.Start - span.End : span.Start - time.Span.End) + (inClause ? 0 : 200);
            if (distance < bestDistance && (trigger.Concept.Family is not "war" || distance <= WarDistance))
            {
                (best, bestDistance, bestInClause) = (time, distance, inClause);
            }
        }
        return best is null ? null : (best, bestInClause ? InClause : InSentence);
    }

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
