using Attest.Incidents.Situation;
using Attest.Web.Pages.Incidents;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Situation;

/// <summary>The sentences of a situation report: what is claimed, by whom, and who differs. No sentence without a claim.</summary>
public static class SituationWords
{
    private const int MostMeasures = 4, MostNamed = 4, LongestQuote = 240;

    private static readonly Measure[] OfPeople = [Measure.PeopleKilled, Measure.PeopleWounded, Measure.PeopleMissing, Measure.PeopleCaptured];

    /// <summary>A heading.</summary>
    public static string Heading(SituationTopic topic) => topic switch
    {
        SituationTopic.Territory => "Territory",
        SituationTopic.Strikes => "Strikes and air defence",
        SituationTopic.People => "Violence against people, captures and displacement",
        SituationTopic.Diplomacy => "Diplomacy",
        SituationTopic.Aid => "Aid",
        _ => "Other events",
    };

    /// <summary>The sentences of an entry: what it is, who says so, which numbers they give; no spans of time and no prices, which tell nothing by themselves.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isCounted">Whether the numbers of people stand under a heading of their own.</param>
    public static IReadOnlyList<IReadOnlyList<SituationPhrase>> Entry(SituationEntry entry, bool isCounted = false)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var sentences = new List<IReadOnlyList<SituationPhrase>> { new[] { new SituationPhrase($"{entry.Incident.Title}.", entry.Voices[0].Leading) } };
        if (Voices(entry) is [_, ..] voices)
        {
            sentences.Add(voices);
        }
        sentences.AddRange(Enum.GetValues<Measure>().Where(measure => measure is not (Measure.Other or Measure.Duration or Measure.Price) && !(isCounted && OfPeople.Contains(measure)) && entry.Voices.Any(voice => voice.Figures.Any(figure => figure.Measure == measure)))
            .Take(MostMeasures).Select(measure => Figures(entry, measure)));
        return sentences;
    }

    /// <summary>The toll of an entry, a number a voice: “Kharkiv, people killed: 3, says A; 7, says B.”</summary>
    public static IReadOnlyList<IReadOnlyList<SituationPhrase>> Toll(SituationEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return [.. OfPeople
            .Where(measure => entry.Incident.Toll.ContainsKey(measure) && entry.Voices.Any(voice => voice.Figures.Any(figure => figure.Measure == measure)))
            .Select(measure => Figures(entry, measure))];
    }

    /// <summary>Both sides of a disagreement in a sentence.</summary>
    public static IReadOnlyList<SituationPhrase> Dispute(SituationDispute dispute)
    {
        ArgumentNullException.ThrowIfNull(dispute);
        return
        [
            new($"{Names.Of(dispute.Contradiction.Kind, dispute.Contradiction.Measure)}: "),
            new($"according to {Speaker(dispute.First)}, {Stand(dispute.First)}", dispute.First),
            new("; "),
            new($"according to {Speaker(dispute.Second)}, {Stand(dispute.Second)}", dispute.Second),
            new("."),
        ];
    }

    private static List<SituationPhrase> Voices(SituationEntry entry)
    {
        var phrases = new List<SituationPhrase>();
        var named = entry.Voices.Where(voice => voice is { Speaker: not null, Denies: false }).ToList();
        var own = entry.Voices.Where(voice => voice is { Speaker: null, Denies: false }).ToList();
        if (named.Count > 0)
        {
            phrases.Add(new("According to "));
            Join(phrases, [.. named.Take(MostNamed).Select(voice => new SituationPhrase(WithSide(voice), voice.Leading))], named.Count);
            phrases.Add(new("."));
        }
        else if (own.Count > 0)
        {
            // Where nobody is named, the words are all there is.
            Quote(phrases, entry, own[0]);
            if (own.Count > 1)
            {
                phrases.Add(new(" So also "));
                Join(phrases, [.. own.Skip(1).Take(MostNamed).Select(voice => new SituationPhrase(voice.Publisher ?? "a publisher that is not known", voice.Leading))], own.Count - 1);
                phrases.Add(new("."));
            }
        }
        if (entry.Voices.Where(voice => voice is { Denies: true, Speaker: not null }).ToList() is [_, ..] deniers)
        {
            phrases.Add(new(" Denied by "));
            Join(phrases, [.. deniers.Take(MostNamed).Select(voice => new SituationPhrase(WithSide(voice), voice.Leading))], deniers.Count);
            phrases.Add(new("."));
        }
        if (entry.Voices.FirstOrDefault(voice => voice is { Denies: true, Speaker: null }) is { } denial)
        {
            phrases.Add(new($"{(phrases.Count == 0 ? "" : " ")}Said not to be so: "));
            Quote(phrases, entry, denial);
        }
        return phrases;
    }

    // The footnote of an entry's title is that of its first voice, and needs no second.
    private static void Quote(List<SituationPhrase> phrases, SituationEntry entry, SituationVoice voice)
    {
        phrases.Add(new($"“{IncidentWords.Short(voice.Leading.Report.Quote, LongestQuote)}”", voice == entry.Voices[0] ? null : voice.Leading));
        phrases.Add(new($" ({voice.Publisher ?? "publisher not known"}, naming no source)."));
    }

    private static List<SituationPhrase> Figures(SituationEntry entry, Measure measure)
    {
        var given = entry.Voices.SelectMany(voice => voice.Figures.Where(figure => figure.Measure == measure).Select(figure => (Voice: voice, Figure: figure))).ToList();
        // Whose it is stands in the heading, or at each number where they are several parties'.
        var sides = given.Select(one => one.Figure.Side).Distinct().ToList();
        var phrases = new List<SituationPhrase> { new($"{Names.Heading(measure)}{(sides is [{ } only] ? $", on {Whose(only)} side" : "")}: ") };
        var first = true;
        foreach (var same in given.GroupBy(one => $"{WithDoubt(one.Figure)}{(sides.Count > 1 && one.Figure.Side is { } side ? $" on {Whose(side)} side" : "")}"))
        {
            phrases.Add(new($"{(first ? "" : "; ")}{same.Key}, according to "));
            Join(phrases, [.. same.Take(MostNamed).Select(one => new SituationPhrase(WithSide(one.Voice), one.Figure))], same.Count());
            first = false;
        }
        phrases.Add(new("."));
        return phrases;
    }

    // Those who are not named are counted: "A, B and 3 others".
    private static void Join(List<SituationPhrase> phrases, List<SituationPhrase> parts, int all)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            phrases.Add(parts[i]);
            if (i < parts.Count - 1)
            {
                phrases.Add(new(i == parts.Count - 2 && all == parts.Count ? " and " : ", "));
            }
        }
        if (all > parts.Count)
        {
            phrases.Add(new($" and {Numbers.Count(all - parts.Count, "other")}"));
        }
    }

    private static string WithDoubt(Claim figure) =>
        string.Join(" ", new[] { IncidentWords.Figure(figure), ScopeWord(figure), Marks.Doubts.Word(Marks.Doubts.Of(figure.Status, figure.Modality)) is { Length: > 0 } doubt ? $"({doubt})" : "" }.Where(word => word.Length > 0));

    private static string Whose(string side) => side.EndsWith('s') ? $"{side}’" : $"{side}’s";

    // What is new is what a reader takes a number for; a total or a stock says so.
    private static string ScopeWord(Claim figure) => figure switch
    {
        { Measure: { } measure } when !Names.HasScope(measure) => "",
        { Scope: FigureScope.Cumulative } => "in all so far",
        { Scope: FigureScope.Stock } => "at that time",
        _ => "",
    };

    private static string WithSide(SituationVoice voice)
    {
        var name = voice.Speaker ?? voice.Publisher ?? "a publisher that is not known";
        return voice.Side is { } side && voice.Speaker is not null && !name.Contains(side, StringComparison.OrdinalIgnoreCase) ? $"{name} ({side})" : name;
    }

    private static string Speaker(Claim claim) => claim.Speaker ?? claim.Report.Publisher ?? "a publisher that is not known";

    private static string Stand(Claim claim) => claim.Kind == ClaimKind.Figure ? IncidentWords.Figure(claim) : claim.Status switch
    {
        EventStatus.Happened => "it happened",
        EventStatus.Ongoing => "it is going on",
        EventStatus.Planned => "it is planned",
        EventStatus.Alleged => "it is said without confirmation",
        EventStatus.Denied => "it did not happen",
        EventStatus.Historical => "it happened earlier",
        _ => "it may happen",
    };
}
