using Attest.Claims;
using Attest.Claims.Events;
using Attest.Claims.Events.Choices;
using Attest.Language;
using Attest.Packs;

namespace Attest.Training;

/// <summary>What can be chosen, with the rows of its signs and whether a reader's mark agrees.</summary>
internal sealed record ChoiceOption(int[] Rows, bool IsRight);

/// <summary>A choice that an event put.</summary>
/// <param name="Choice">Of what.</param>
/// <param name="Options">Those that the rules laid out, theirs first.</param>
/// <param name="IsWeak">Whether the rules alone would not record the event.</param>
internal sealed record ChoiceDecision(Choice Choice, List<ChoiceOption> Options, bool IsWeak);

/// <summary>A marked article with the choices that its events put.</summary>
internal sealed class ChoiceArticle
{
    // Of two triggers that are as near, the one of the same type.
    private const double SameType = 0.3;

    private static readonly LanguageAnalyser Language = new();
    private static readonly ClaimReader Claims = new();

    private readonly ParsedText _parsed;
    private readonly Knowledge _known;
    private readonly Reading _reading;
    private readonly EventScenes _scenes;

    /// <summary>Reads an article.</summary>
    public ChoiceArticle(MarkedReport marked)
    {
        Marked = marked;
        _parsed = Language.Analyse(marked.Report);
        _known = PackCatalogue.Shipped.For(marked.Report, _parsed);
        _reading = Claims.Read(marked.Report, _parsed, _known, []);
        _scenes = EventScenes.Of(_parsed, _reading.Places, _reading.Times, _reading.Attributions, _reading.Speakers, _known);
        var read = new Collector();
        _ = Settle(_scenes, read);
        var pairs = Pairs(read);
        Decide(read, pairs, isKeptAsked: true);
        if (MarkedTriggers.Added(_scenes, marked.Events.Except(pairs.Values)) is { } added)
        {
            // What the rules pass over teaches who, whom, where and when as well.
            var more = new Collector();
            _ = Settle(added, more);
            Decide(more, Pairs(more).Where(pair => !pairs.ContainsValue(pair.Value)).ToDictionary(), isKeptAsked: false);
        }
    }

    /// <summary>The article with its marks.</summary>
    public MarkedReport Marked { get; }

    /// <summary>The choices that its events put.</summary>
    public List<ChoiceDecision> Decisions { get; } = [];

    /// <summary>Its events as a weigher settles them.</summary>
    public List<DraftEvent> Settled(IWeigher weigher) => Settle(_scenes, weigher);

    private List<DraftEvent> Settle(EventScenes scenes, IWeigher weigher) => EventReader.Settled(Marked.Report, _parsed, _reading.Places, scenes, _known, weigher);

    private Dictionary<DraftEvent, MarkedEvent> Pairs(Collector read) =>
        ChoiceScore.Pairs(Marked.Events, read.Drafts, static (gold, draft) => gold.Type == draft.Main.Concept.Type ? SameType : 0).ToDictionary(pair => pair.Draft, pair => pair.Gold);

    private void Decide(Collector read, Dictionary<DraftEvent, MarkedEvent> pairs, bool isKeptAsked)
    {
        foreach (var ((draft, choice), options) in read.Seen)
        {
            var gold = pairs.GetValueOrDefault(draft);
            if (choice == Choice.Kept)
            {
                if (isKeptAsked)
                {
                    Decisions.Add(new ChoiceDecision(choice, [new ChoiceOption(options[0].Rows, gold?.Type == draft.Main.Concept.Type)], draft.Weakness is not Weakness.None));
                }
            }
            else if (gold is not null)
            {
                Decisions.Add(new ChoiceDecision(choice, options.ConvertAll(option => new ChoiceOption(option.Rows, IsRight(choice, option.Option, gold))), draft.Weakness is not Weakness.None));
            }
        }
    }

    private static bool IsRight(Choice choice, object? option, MarkedEvent gold) => choice switch
    {
        Choice.Actor => MarkedName.AreSame(gold.Actor, (string?)option),
        Choice.Target => MarkedName.AreSame(gold.Target, (string?)option),
        Choice.Place => MarkedName.AreSame(gold.Place, ((Place?)option)?.Name),
        Choice.Time => MarkedName.AreSameDay(gold.Date, ((TimeMention?)option)?.Value?.Iso),
        _ => (EventStatus)option! == gold.Status,
    };

    /// <summary>Notes the signs of every option and prefers none.</summary>
    private sealed class Collector : IWeigher
    {
        public Dictionary<(DraftEvent Draft, Choice Choice), List<(object? Option, int[] Rows)>> Seen { get; } = [];

        public List<DraftEvent> Drafts { get; } = [];

        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs)
        {
            if (choice == Choice.Kept)
            {
                Drafts.Add(draft);
            }
            if (!Seen.TryGetValue((draft, choice), out var options))
            {
                Seen.Add((draft, choice), options = []);
            }
            options.Add((option, [.. signs.All]));
            return 0;
        }
    }
}
