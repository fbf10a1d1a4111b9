using Attest.Claims.Attributions;
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
        var tree = new ClauseTree(parsed);
        var measures = new MeasureReader(words, tree);
        var sides = new SideReader(words, tree, places, speakers, known ?? Knowledge.None);
        var links = new FigureLinks(words, places, times, attributions, events);
        Candidate? previous = null;
        var chain = new List<Candidate>();
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
                var relation = previous is null ? default : FigureRelation.Of(words, quantity, previous, number);
                var noun = quantity.Unit.Length > 0 ? null : CountNoun.Of(words, tree, quantity, first, last);
                if (!(relation.IsIncrement || filter.Counts(quantity, noun, first)) || quantity.Last <= quantity.First || IsAbstract(noun))
                {
                    // A number that belongs to a date or a name hides none after it.
                    i = Math.Max(i, quantity.Last - 1);
                    continue;
                }
                var candidate = Describe(words, measures, quantity, noun, relation.IsIncrement || relation.IsConversion || relation.IsListed || noun is null ? previous : null, relation, first, last) with { Sentence = number };
                if (quantity is { Form: NumberForm.One, Unit.Length: 0 } && quantity.First == quantity.NumberFirst && !MeasureReader.CountsSingles(candidate.Measure))
                {
                    i = Math.Max(i, quantity.Last - 1);
                    continue;
                }
                if (relation.IsWhole && candidate.Category is not ("killed" or "wounded" or "missing") && MeasureReader.WholeOf(previous!.Measure) is { } launched)
                {
                    // "16 of the 21 drones": those that were downed, and then all that came.
                    candidate = candidate with { Measure = launched };
                }
                var span = words.Span(candidate.First, candidate.Last);
                var sentence = words.Span(first, last);
                var heading = noun is { } counted && counted.Last <= quantity.First ? measures.HeadingOf(first, last) : -1;
                var headed = heading < 0 ? default : parsed[parsed.SentenceOf(heading)];
                var attribution = links.AttributionOf(span);
                candidate = candidate with
                {
                    Side = relation.IsWhole || relation.IsIncrement || relation.IsConversion ? previous!.Side
                        : heading >= 0 && sides.OfHeading(heading, headed.Span) is { } side ? side
                        : sides.Of(candidate.Measure, new TokenRange(quantity.First, candidate.CountedLast), quantity.NumberFirst, sentence, attribution, relation.IsListed && MeasureReader.IsOneFamily(candidate.Measure, previous!.Measure) ? previous.Side : null),
                };
                figures.Add(new Figure(
                    new LocalId('f', figures.Count + 1),
                    span,
                    quantity.Low,
                    quantity.High,
                    quantity.Approximate,
                    candidate.Measure,
                    candidate.Of,
                    candidate.Side,
                    relation.IsIncrement ? FigureScope.New : heading >= 0 ? Scopes.Of(words, candidate.Measure, headed.First, headed.Last, heading, heading + 1) : Scopes.Of(words, candidate.Measure, first, last, quantity.First, candidate.Last),
                    links.TimeOf(span, sentence),
                    links.PlaceOf(span, sentence),
                    relation.IsPart ? figures[^1].Id : relation.IsFurtherPart ? figures[^1].PartOf : null,
                    attribution?.Id,
                    links.EventOf(span, sentence),
                    candidate.Confidence));
                if (relation.IsOfPackage)
                {
                    // "$2 billion, as part of the $61 billion package": the first is the part.
                    figures[^2] = figures[^2] with { PartOf = figures[^1].Id };
                }
                if (relation.IsIncrement)
                {
                    // "300,000 (+640)": the first is the sum of all days.
                    figures[^2] = figures[^2] with { Scope = FigureScope.Cumulative };
                }
                if (!relation.IsListed)
                {
                    chain.Clear();
                }
                else if (candidate.IsDecided)
                {
                    TellBefore(figures, chain, candidate);
                }
                chain.Add(candidate);
                previous = candidate;
                i = Math.Max(i, candidate.Last - 1);
                reached = i + 1;
            }
        }
        return figures;
    }

    // "40 soldiers, two guns and 13 tanks were destroyed": what is told of the last holds for those listed before it.
    private static void TellBefore(List<Figure> figures, List<Candidate> chain, Candidate told)
    {
        for (var back = 1; back <= chain.Count; back++)
        {
            var earlier = chain[^back];
            if (earlier.IsDecided || MeasureReader.Like(earlier.Category, told.Measure) is not { } measure)
            {
                return;
            }
            var index = figures.Count - 1 - back;
            figures[index] = figures[index] with { Measure = measure, Side = figures[index].Side ?? told.Side, Scope = figures[^1].Scope };
            chain[^back] = earlier with { Measure = measure, IsDecided = true };
        }
    }

    // "two reasons", "four elements": nothing in the world is counted.
    private static bool IsAbstract(CountNoun? noun) => noun is { Category: "abstract" };

    private static Candidate Describe(Words words, MeasureReader measures, Quantity quantity, CountNoun? noun, Candidate? previous, FigureRelation relation, int first, int last)
    {
        if (relation.IsIncrement)
        {
            return previous! with { First = quantity.First, Last = quantity.Last, CountedLast = quantity.Last };
        }
        var isLine = noun is { } before && before.First < quantity.First;
        var isAfter = noun is { IsApart: false } counted && counted.First >= quantity.Last;
        var countedLast = isAfter ? noun!.Value.Last : quantity.Last;
        var end = isAfter && CountNoun.OutOf(words, quantity.Last) == quantity.Last ? noun!.Value.Last : quantity.Last;
        if (quantity.Unit.Length == 0 && noun is null && quantity.Form != NumberForm.Part)
        {
            noun = CountNoun.OfSubject(words, quantity);
        }
        var category = quantity.Unit.Length > 0 ? quantity.Unit : quantity.Form == NumberForm.Part ? "part" : noun?.Category ?? "unnamed";
        if (category == "casualties" && quantity.Form == NumberForm.None)
        {
            category = "killed";
        }
        else if (category == "casualties" && IsOfCivilians(words, quantity.Last, countedLast))
        {
            // The dead and the wounded together: never the dead alone, and no losses of an army.
            category = "people";
        }
        var (measure, decided) = measures.Of(category, quantity.First, countedLast, first, last, isLine);
        if (relation.IsConversion)
        {
            (measure, decided) = (previous!.Measure, previous.IsDecided);
        }
        else if (category == "unnamed" && previous is not null && CountsOn(previous, quantity, words, first) && (!decided || measure == Measure.Other))
        {
            // "six people in one town and one in another": the same thing is counted on.
            (category, measure) = (previous.Category, previous.Category is "unnamed" ? previous.Measure : measures.Of(previous.Category, quantity.First, quantity.Last, first, last) is { Decided: true } own ? own.Measure : previous.Measure);
        }
        else if (!decided && relation.IsListed && previous?.Told is { } told && MeasureReader.Like(category, told) is { } alike)
        {
            // "400 vehicles, more than 1,600 missiles and 60 boats": what is told of the first holds for all.
            (measure, decided) = (alike, true);
        }
        var of = noun is { } named && named.Last > named.First ? words.Phrase(named.First, named.Last) : quantity.Unit.Length > 0 ? OfAfterUnit(words, quantity, last) : category == previous?.Category ? previous.Of : null;
        var confidence = quantity.Unit.Length > 0 ? WithUnit : noun is not null ? decided ? WithNounAndContext : WithNoun : Bare;
        return new Candidate(quantity.First, end, countedLast, category, measure, of, confidence) { IsDecided = decided, Told = decided ? measure : relation.IsListed ? previous?.Told : null };
    }

    // "12 civilian casualties": not those of an army.
    private static bool IsOfCivilians(Words words, int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words[k] is "civilian" or "civilians")
            {
                return true;
            }
        }
        return false;
    }

    // Where a verb, a mark or a pronoun ends what is counted.
    private static int PhraseEnd(Words words, int start, int last)
    {
        var k = start;
        while (k < last && words.Parsed.Tokens[k].Tag is not (UniversalTag.Verb or UniversalTag.Aux or UniversalTag.Sconj or UniversalTag.Punct) && words[k] is not ("who" or "that" or "which" or "whom"))
        {
            k++;
        }
        return k;
    }

    // A number of the next sentence counts on people and things, not sums and distances, and only where no word follows that it counts itself.
    private static bool CountsOn(Candidate previous, Quantity quantity, Words words, int first) =>
        previous.First >= first || (previous.Measure != Measure.Other && CountNoun.IsCounted(previous.Category) && !words.IsJoined(quantity.First - 1)
            && !words.IsQuote(quantity.Last) && words.Parsed.Tokens[Math.Min(quantity.Last, words.Count - 1)] is not ({ Tag: UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj } or { PennTag: "VBN" or "VBG" }));

    // "$2 billion in military aid", "1.3 million barrels of crude"; not "$2 billion in 2022", "7% in Ukrainian".
    private static string? OfAfterUnit(Words words, Quantity quantity, int last)
    {
        var start = quantity.Last + 1;
        if (words[quantity.Last] == "worth" && words[start] == "of")
        {
            start++;
        }
        else if (words[quantity.Last] is not ("of" or "worth") && !(words[quantity.Last] == "in" && quantity.Unit == "money" && !words.IsCapital(start) && !words.IsDigits(start) && !words.Is(start, WordClass.Determiner | WordClass.Period)))
        {
            return null;
        }
        if (quantity.Unit is "distance" or "duration" && words.IsCapital(start))
        {
            return null;
        }
        var end = Math.Min(NounPhrases.End(words, start, last), PhraseEnd(words, start, last));
        return end > start ? words.Phrase(start, end) : null;
    }
}

/// <summary>A figure while the one after it is read.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Last">The token after it.</param>
/// <param name="CountedLast">The token after what it counts.</param>
/// <param name="Category">What is counted.</param>
/// <param name="Measure">What it measures.</param>
/// <param name="Of">What is counted, in the report's words.</param>
/// <param name="Confidence">How sure the reader is.</param>
internal sealed record Candidate(int First, int Last, int CountedLast, string Category, Measure Measure, string? Of, double Confidence)
{
    /// <summary>The number of its sentence.</summary>
    public int Sentence { get; init; }

    /// <summary>Whether words around it, not only what is counted, told the measure.</summary>
    public bool IsDecided { get; init; }

    /// <summary>What is told of the list that it stands in, even where its own kind can't be that; null where nothing is.</summary>
    public Measure? Told { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Side { get; init; }
}
