using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Figures;

/// <summary>Finds the numbers that count or measure something in the world.</summary>
public sealed class FigureReader
{
    // First settings by judgement: how many of ten such figures hold.
    private const double WithUnit = 0.95;
    private const double WithNounAndContext = 0.9;
    private const double WithNoun = 0.75;
    private const double Bare = 0.55;

    /// <summary>The figures of a report, in the text's order, without overlap; empty where it gives none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="places">Its places, in the text's order.</param>
    /// <param name="times">Its times, in the text's order.</param>
    /// <param name="attributions">Who says what in it.</param>
    /// <param name="speakers">Who says something in it; an attribution's speaker is the one with its number.</param>
    /// <param name="events">What happened in it, in the text's order of triggers.</param>
    /// <param name="known">What is known of the war that it is about; null for nothing.</param>
    public IReadOnlyList<Figure> Read(
        Report report,
        ParsedText parsed,
        IReadOnlyList<Place> places,
        IReadOnlyList<TimeMention> times,
        IReadOnlyList<Attribution> attributions,
        IReadOnlyList<Speaker> speakers,
        IReadOnlyList<Event> events,
        Knowledge? known = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        var figures = new List<Figure>();
        if (parsed.Tokens.Length == 0)
        {
            return figures;
        }
        var words = new Words(parsed);
        var grammar = new NumberGrammar(words);
        var filter = new NumberFilter(words, places, times);
        var measures = new MeasureReader(words);
        var tree = new Attributions.ClauseTree(parsed);
        var sides = new SideReader(words, tree, places, speakers, known ?? Knowledge.None);
        var links = new FigureLinks(words, places, times, attributions, events);
        Candidate? previous = null;
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var (first, last) = (parsed[number].First, parsed[number].Last);
            if (previous is not null && previous.Sentence < number - 1)
            {
                previous = null;
            }
            var reached = first;
            for (var i = first; i < last; i++)
            {
                if (grammar.At(i, reached, last) is not { } quantity)
                {
                    continue;
                }
                var noun = quantity.Unit.Length > 0 ? null : CountNoun.After(words, OutOf(words, quantity.Last), last);
                if (!filter.Counts(quantity, noun, first) || quantity.Last <= quantity.First)
                {
                    // A number that belongs to a date or a name hides none after it.
                    i = Math.Max(i, quantity.Last - 1);
                    continue;
                }
                var whole = previous is not null && IsWhole(words, quantity, previous);
                var candidate = Describe(words, measures, quantity, noun, previous, first, last) with { Sentence = number };
                if (whole && Launched(previous!.Measure) is { } launched)
                {
                    // "16 of the 21 drones": those that were downed, and then all that came.
                    candidate = candidate with { Measure = launched };
                }
                var span = words.Span(candidate.First, candidate.Last);
                var sentence = words.Span(first, last);
                var attribution = links.AttributionOf(span);
                figures.Add(new Figure(
                    new LocalId('f', figures.Count + 1),
                    span,
                    quantity.Low,
                    quantity.High,
                    quantity.Approximate,
                    candidate.Measure,
                    candidate.Of,
                    whole ? figures[^1].Side : sides.Of(candidate.Measure, new Attributions.TokenRange(quantity.First, candidate.CountedLast), quantity.NumberFirst, sentence, attribution),
                    Scopes.Of(words, candidate.Measure, first, last, quantity.First),
                    links.TimeOf(span, sentence),
                    links.PlaceOf(span, sentence),
                    PartOf(words, quantity, previous, figures),
                    attribution?.Id,
                    links.EventOf(span, sentence),
                    candidate.Confidence));
                if (previous is not null && previous.Sentence == number && IsPackage(words, candidate.First, previous.Last))
                {
                    // "$2 billion, as part of the $61 billion package": the first is the part.
                    figures[^2] = figures[^2] with { PartOf = figures[^1].Id };
                }
                previous = candidate;
                i = Math.Max(i, candidate.Last - 1);
                reached = i + 1;
            }
        }
        return figures;
    }

    private static Measure? Launched(Measure downed) => downed switch
    {
        Measure.DronesDowned => Measure.DronesLaunched,
        Measure.MissilesDowned => Measure.MissilesLaunched,
        _ => null,
    };

    // "16 out of 21 drones", "16 of the 21 drones": the second number is what the first is taken from.
    private static bool IsWhole(Words words, Quantity quantity, Candidate previous)
    {
        var k = quantity.First;
        while (words[k - 1] is "the" or "some" or "all")
        {
            k--;
        }
        return words[k - 1] == "of" && (k - 1 == previous.Last || (words[k - 2] == "out" && k - 2 == previous.Last));
    }

    private static bool IsPackage(Words words, int first, int from)
    {
        for (var k = Math.Max(from, first - 4); k < first - 1; k++)
        {
            if (words[k] is "part" or "tranche" or "share" or "portion" && words[k + 1] == "of")
            {
                return true;
            }
        }
        return false;
    }

    private static Candidate Describe(Words words, MeasureReader measures, Quantity quantity, CountNoun? noun, Candidate? previous, int first, int last)
    {
        var outOf = OutOf(words, quantity.Last) != quantity.Last;
        var end = noun is { } counted && !outOf ? counted.Last : quantity.Last;
        var category = quantity.Unit.Length > 0 ? quantity.Unit : quantity.Form == NumberForm.Part ? "part" : noun?.Category ?? "unnamed";
        var (measure, decided) = measures.Of(category, quantity.First, noun?.Last ?? quantity.Last, first, last);
        if (category == "unnamed" && previous is not null && (!decided || measure == Measure.Other))
        {
            // "six people in one town and one in another": the same thing is counted on.
            (category, measure) = (previous.Category, previous.Category is "unnamed" ? previous.Measure : measures.Of(previous.Category, quantity.First, quantity.Last, first, last) is { Decided: true } own ? own.Measure : previous.Measure);
        }
        var of = noun is { } named && named.Last > named.First ? words.Phrase(named.First, named.Last) : OfAfterUnit(words, quantity, last);
        var confidence = quantity.Unit.Length > 0 ? WithUnit : noun is not null ? decided ? WithNounAndContext : WithNoun : Bare;
        return new Candidate(quantity.First, end, noun?.Last ?? quantity.Last, category, measure, of, confidence);
    }

    // "$2 billion in military aid", "1.3 million barrels of crude".
    private static string? OfAfterUnit(Words words, Quantity quantity, int last)
    {
        if (quantity.Unit.Length == 0 || words[quantity.Last] is not ("of" or "in" or "worth"))
        {
            return null;
        }
        var end = Attributions.NounPhrases.End(words, quantity.Last + 1, last);
        return end > quantity.Last + 1 ? words.Phrase(quantity.Last + 1, end) : null;
    }

    private static int OutOf(Words words, int token) => words[token] == "out" && words[token + 1] == "of" ? SkipNumber(words, token + 2) : token;

    private static int SkipNumber(Words words, int token) => words.IsDigits(token) || words[token] is "the" ? token + 1 : token;

    private static LocalId? PartOf(Words words, Quantity quantity, Candidate? previous, List<Figure> figures)
    {
        if (previous is null || figures.Count == 0)
        {
            return null;
        }
        for (var k = Math.Max(previous.Last, quantity.First - 4); k < quantity.First; k++)
        {
            if (words[k] is "including" or "among" || (words[k] == "of" && words[k + 1] is "whom" or "which" or "them"))
            {
                return figures[^1].Id;
            }
        }
        return words[quantity.Last] == "of" && words[quantity.Last + 1] is "them" or "whom" ? figures[^1].Id : null;
    }

    private sealed record Candidate(int First, int Last, int CountedLast, string Category, Measure Measure, string? Of, double Confidence)
    {
        public int Sentence { get; init; }
    }
}
