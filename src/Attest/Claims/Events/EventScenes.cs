using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>The sentences of a report with all that events are made of: the words that can name one, who and what can take part, who says what.</summary>
/// <param name="Sentences">The sentences, in the text's order.</param>
/// <param name="Triggers">The words of each that the lexicon knows as an event.</param>
/// <param name="Participants">Who and what in each can take part.</param>
/// <param name="Times">The report's times.</param>
/// <param name="Sayings">Who says what in the report.</param>
/// <param name="Finder">Who is known in it.</param>
internal sealed record EventScenes(
    IReadOnlyList<SentenceWords> Sentences, IReadOnlyList<List<TriggerMatch>> Triggers, IReadOnlyList<List<Participant>> Participants, IReadOnlyList<TimeMention> Times, Sayings Sayings, ParticipantFinder Finder)
{
    /// <summary>Looks over a report.</summary>
    public static EventScenes Of(
        Report report, ParsedText parsed, IReadOnlyList<Place> places, IReadOnlyList<TimeMention> times, IReadOnlyList<Attribution> attributions, IReadOnlyList<Speaker> speakers, Knowledge known)
    {
        ArgumentNullException.ThrowIfNull(report);
        var sentences = new List<SentenceWords>(parsed.SentenceCount);
        var finder = new ParticipantFinder(speakers, known);
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            sentences.Add(new SentenceWords(parsed[number], number, places));
            finder.Learn(sentences[number]);
        }
        var sayings = new Sayings(attributions, speakers);
        var participants = sentences.ConvertAll(words => finder.Find(words, sayings));
        return new EventScenes(sentences, sentences.ConvertAll(TriggerFinder.Find), participants, times, sayings, finder);
    }

    /// <summary>The times that stand within a sentence, in its order.</summary>
    public IEnumerable<TimeMention> TimesIn(TextSpan sentence)
    {
        var (low, high) = (0, Times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Times[middle].Span.Start < sentence.Start ? (middle + 1, high) : (low, middle);
        }
        for (; low < Times.Count && Times[low].Span.Start < sentence.End; low++)
        {
            if (sentence.Contains(Times[low].Span))
            {
                yield return Times[low];
            }
        }
    }

    /// <summary>Number of the first sentence that begins at a position or after it.</summary>
    public int FirstFrom(int position)
    {
        var (low, high) = (0, Sentences.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Sentences[middle].Sentence.Span.Start < position ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
