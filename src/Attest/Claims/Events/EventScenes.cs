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
        ParsedText parsed, IReadOnlyList<Place> places, IReadOnlyList<TimeMention> times, IReadOnlyList<Attribution> attributions, IReadOnlyList<Speaker> speakers, Knowledge known)
    {
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
    public List<TimeMention> TimesIn(TextSpan sentence)
    {
        var within = new List<TimeMention>();
        for (var time = FirstTimeFrom(sentence.Start); time < Times.Count && Times[time].Span.Start < sentence.End; time++)
        {
            if (sentence.Contains(Times[time].Span))
            {
                within.Add(Times[time]);
            }
        }
        return within;
    }

    /// <summary>Number of the first time that begins at a position or after it.</summary>
    public int FirstTimeFrom(int position) => First(Times.Count, number => Times[number].Span.Start >= position);

    /// <summary>Number of the first sentence that begins at a position or after it.</summary>
    public int FirstFrom(int position) => First(Sentences.Count, number => Sentences[number].Sentence.Span.Start >= position);

    // The first of so many that holds, where all after it do.
    private static int First(int count, Func<int, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
