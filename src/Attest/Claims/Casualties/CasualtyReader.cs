using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Casualties;

/// <summary>Finds who is said to have been killed, wounded or struck, from the trees of sentences: one victim for each that a verb, adjective or noun of harm has.</summary>
public sealed class CasualtyReader
{
    private static readonly FrozenDictionary<(string Word, string Sort), (Harm Harm, string Victim)> Words = Table.Rows("Claims/Casualties/harm-words.tsv")
        .ToFrozenDictionary(row => (row[0], row[1]), row => (WireNames<Harm>.Parse(row[2]), row[3]));

    /// <summary>The casualties of a report, in the text's order; empty where it tells of none.</summary>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="attributions">Who says what in it.</param>
    /// <param name="events">Its events.</param>
    /// <param name="figures">Its figures.</param>
    public IReadOnlyList<Casualty> Read(ParsedText parsed, IReadOnlyList<Attribution> attributions, IReadOnlyList<Event> events, IReadOnlyList<Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(attributions);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(figures);
        var found = new List<Casualty>();
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var sentence = parsed[number];
            HarmTree? tree = null;
            for (var i = 0; i < sentence.Tokens.Length; i++)
            {
                if (sentence.Tokens[i].Lemma is not { Length: > 0 } lemma || SortOf(sentence.Tokens[i]) is not { } sort || !Words.TryGetValue((lemma, sort), out var entry))
                {
                    continue;
                }
                tree ??= new HarmTree(sentence);
                if (!tree.IsSaidToBe(i))
                {
                    continue;
                }
                var harm = entry.Harm == Harm.Struck && tree.IsFatal(i) ? Harm.Killed : entry.Harm;
                foreach (var victim in tree.Victims(i, entry.Victim))
                {
                    if (Describe(tree, victim, figures) is var (span, low, high, who, named))
                    {
                        found.Add(new Casualty(new LocalId('c', 1), span, harm, low, high, who, named, Innermost(attributions, span), EventOf(events, sentence.Span, sentence.Tokens[i].Span)));
                    }
                }
            }
        }
        return [.. found.DistinctBy(one => (one.Span, one.Harm)).OrderBy(one => one.Span).ThenBy(one => one.Harm).Select((one, index) => one with { Id = new LocalId('c', index + 1) })];
    }

    private static string? SortOf(Token token) => token.Tag switch
    {
        UniversalTag.Verb => "verb",
        UniversalTag.Adj => "adjective",
        UniversalTag.Noun or UniversalTag.Propn => "noun",
        _ => null,
    };

    // Null for what is no person, or whose number a figure tells already as one of killed or wounded.
    private static (TextSpan Span, decimal? Low, decimal? High, string? Who, bool Named)? Describe(HarmTree tree, int victim, IReadOnlyList<Figure> figures)
    {
        if (tree.PersonAt(victim) is not { } person)
        {
            return null;
        }
        if (figures.FirstOrDefault(figure => figure.Span.Overlaps(person.Span)) is { } figure && figure.Measure is not (Measure.Duration or Measure.Other))
        {
            return figure.Measure == Measure.PeopleCount ? (figure.Span, figure.Low, figure.High, person.Who, false) : null;
        }
        return (person.Span, person.Count ?? 2, person.Count, person.Who, person.Named);
    }

    private static LocalId? Innermost(IReadOnlyList<Attribution> attributions, TextSpan span)
    {
        LocalId? best = null;
        var length = int.MaxValue;
        foreach (var said in attributions)
        {
            foreach (var content in said.Content)
            {
                if (content.Contains(span) && content.Length < length)
                {
                    (best, length) = (said.Id, content.Length);
                }
            }
        }
        return best;
    }

    // The violence whose mention stands nearest in the sentence.
    private static LocalId? EventOf(IReadOnlyList<Event> events, TextSpan sentence, TextSpan harm)
    {
        LocalId? nearest = null;
        var distance = int.MaxValue;
        foreach (var occurrence in events)
        {
            if (occurrence.Type != EventType.Assault)
            {
                continue;
            }
            foreach (var mention in occurrence.Mentions)
            {
                if (sentence.Contains(mention.Span) && Math.Abs(mention.Span.Start - harm.Start) is var apart && apart < distance)
                {
                    (nearest, distance) = (occurrence.Id, apart);
                }
            }
        }
        return nearest;
    }
}
