using Attest.Claims.Nations;
using Attest.Claims.Places;
using Attest.Packs;

namespace Attest.Claims.Events.Choices;

/// <summary>Chooses where an event was, among what the rules say and what its sentence, those near it and the first of its item name.</summary>
internal sealed class PlaceChoice
{
    /// <summary>Sentences before the event's whose places can still be its own.</summary>
    private const int Reach = 3;

    /// <summary>Sentences after that of an event which its item begins with: what a headline tells is told again.</summary>
    private const int ReachOn = 2;

    private const int OfFirst = Reach + 1, OfNext = Reach + 2, OfElsewhere = Reach + 3, OfParty = Reach + 4;

    private readonly Report _report;
    private readonly EventScenes _scenes;
    private readonly Weighing _weighing;
    private readonly SignBag _signs;
    private readonly Surroundings _surroundings;
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly List<Option> _options = [];
    private readonly Dictionary<string, List<Place>> _countries = new(StringComparer.Ordinal);
    private readonly string? _theatre;
    private (Place? Place, DraftMention Main)? _before;

    /// <summary>Prepares for a report.</summary>
    public PlaceChoice(Report report, EventScenes scenes, Knowledge known, Weighing weighing, Surroundings surroundings)
    {
        _theatre = known.Theatre is { } code ? NationTable.World.ByIso(code)?.Name : null;
        (_report, _scenes, _weighing, _signs, _surroundings) = (report, scenes, weighing, weighing.Signs, surroundings);
        foreach (var words in scenes.Sentences)
        {
            for (var k = 0; k < words.Count; k++)
            {
                if (words.PlaceAt(k) is { } place && place != words.PlaceAt(k - 1))
                {
                    _named[place.Name ?? ""] = _named.GetValueOrDefault(place.Name ?? "") + 1;
                    if (place.Kind is PlaceKind.Country && NationTable.World.NameOf(place) is { } nation)
                    {
                        _countries.TryAdd(nation, []);
                        _countries[nation].Add(place);
                    }
                }
            }
        }
    }

    /// <summary>Chooses the place of the event that the surroundings were taken of.</summary>
    public void Choose(DraftEvent draft)
    {
        Gather(draft);
        Option? best = null;
        var heaviest = float.NegativeInfinity;
        if (draft.Place is null)
        {
            LookAtNone(draft, 0);
            heaviest = _weighing.Of(draft, Choice.Place, null, isRules: true);
        }
        foreach (var option in _options)
        {
            Look(draft, option);
            if (_weighing.Of(draft, Choice.Place, option.Place, AreSame(option.Place, draft.Place)) is var weight && weight > heaviest)
            {
                (best, heaviest) = (option, weight);
            }
        }
        if (draft.Place is not null)
        {
            LookAtNone(draft, 1);
            best = _weighing.Of(draft, Choice.Place, null, isRules: false) > heaviest ? null : best;
        }
        if (best is null ? draft.Place is not null : !AreSame(best.Place, draft.Place))
        {
            draft.TakePlace(best?.Place, best is { Back: not 0 });
        }
        _before = (draft.Place, draft.Main);
    }

    private void Gather(DraftEvent draft)
    {
        var main = draft.Main;
        _options.Clear();
        Add(_scenes.Sentences[main.Sentence], 0);
        var begins = _scenes.FirstFrom(main.Item < 0 ? 0 : _report.Items[main.Item].Span.Start);
        for (var number = main.Sentence - 1; number >= Math.Max(begins, main.Sentence - Reach); number--)
        {
            Add(_scenes.Sentences[number], main.Sentence - number);
        }
        if (begins < main.Sentence - Reach)
        {
            Add(_scenes.Sentences[begins], OfFirst);
        }
        if (main.Sentence - begins <= 1)
        {
            var ends = main.Item < 0 ? int.MaxValue : _report.Items[main.Item].Span.End;
            for (var number = main.Sentence + 1; number <= main.Sentence + ReachOn && number < _scenes.Sentences.Count && _scenes.Sentences[number].Sentence.Span.Start < ends; number++)
            {
                Add(_scenes.Sentences[number], OfNext);
            }
        }
        AddCountry(main, _theatre);
        AddCountry(main, draft.TargetSide);
        AddCountry(main, draft.ActorSide);
        if (draft.Place is { } rules)
        {
            // Theirs first: of equal weight they hold.
            var known = _options.FindIndex(option => ReferenceEquals(option.Place, rules)) is >= 0 and var itself ? itself : _options.FindIndex(option => AreSame(option.Place, rules));
            var theirs = known < 0 ? new Option(rules, OfElsewhere, -1) : _options[known];
            if (known >= 0)
            {
                _options.RemoveAt(known);
            }
            _options.Insert(0, theirs);
        }
    }

    private void Add(SentenceWords words, int back)
    {
        for (var k = 0; k < words.Count; k++)
        {
            if (words.PlaceAt(k) is { Gazetteer: not null } place && place != words.PlaceAt(k - 1) && (back == 0 || !_options.Exists(known => AreSame(known.Place, place))))
            {
                var last = k;
                while (words.PlaceAt(last + 1) == place)
                {
                    last++;
                }
                _options.Add(new Option(place, back, words.Tree.HeadOf(k, last)));
            }
        }
    }

    // The country where the war is, or whose side is in the event, as the report names it last before, or else first after.
    private void AddCountry(DraftMention main, string? name)
    {
        if (name is null || !_countries.TryGetValue(name, out var mentions) || _options.Exists(known => known.Place.Kind is PlaceKind.Country && known.Place.Country == mentions[0].Country))
        {
            return;
        }
        _options.Add(new Option(mentions[Math.Max(0, PlaceOrder.FirstFrom(mentions, main.Span.Start) - 1)], OfParty, -1));
    }

    private void Look(DraftEvent draft, Option option)
    {
        var main = draft.Main;
        var (place, back, token) = option;
        var (words, type, family, part) = (main.Words, (int)main.Concept.Type, SignBag.Of(main.Concept.Family), main.IsNoun ? 1 : 0);
        var kind = (int)place.Kind;
        var rule = draft.Place is null ? 0 : AreSame(place, draft.Place) ? 1 : draft.Place.Country == place.Country ? draft.Place.Kind is PlaceKind.Country ? 2 : place.Kind is PlaceKind.Country ? 3 : 4 : 5;
        _signs.Clear();
        _signs.Add(Sign.Rule, rule, back == 0 ? 1 : 0);
        _signs.Add(Sign.RuleType, rule, type, (back == 0 ? 2 : 0) + part);
        _signs.Add(Sign.RuleFamily, rule, family, draft.PlaceIsInferred ? 1 : main.PlaceIsOwn ? 2 : 0);
        _signs.Add(Sign.PlaceKind, kind, back);
        _signs.Add(Sign.PlaceKindType, kind, type, back == 0 ? 0 : 1);
        _signs.Add(Sign.Near, back, draft.Place is null ? 1 : 0);
        _signs.Add(Sign.NearType, back, type, draft.Place is null ? 1 : 0);
        _signs.Add(Sign.Repeats, Math.Min(_named.GetValueOrDefault(place.Name ?? ""), 5), kind);
        _signs.Add(Sign.Owner, IsOf(draft.TargetSide, place) ? 1 : 0, IsOf(draft.ActorSide, place) ? 1 : 0, type);
        _signs.Add(Sign.OwnerType, IsOf(draft.TargetSide, place) ? 1 : 0, IsOf(draft.ActorSide, place) ? 1 : 0, kind + 100);
        _signs.Add(Sign.Status, (int)draft.Status, kind);
        var isTheatre = place.Kind is PlaceKind.Country && NationTable.World.NameOf(place) is { } nation && nation == _theatre ? 1 : 0;
        var away = back == 0 ? 0 : back == OfParty ? 2 : 1;
        _signs.Add(Sign.Theatre, isTheatre, away, type);
        _signs.Add(Sign.Theatre, isTheatre, away, family);
        _signs.Add(Sign.Theatre, isTheatre, away * 8 + (int)draft.Status, type + 100);
        var (finer, coarser, own) = (0, 0, 0);
        foreach (var other in _options)
        {
            own += other.Back == 0 ? 1 : 0;
            if (other.Back == 0 && other.Place.Country == place.Country && other.Place != place)
            {
                finer |= Grain(other.Place) > Grain(place) ? 1 : 0;
                coarser |= Grain(other.Place) < Grain(place) ? 1 : 0;
            }
        }
        _signs.Add(Sign.Finer, finer, coarser, kind + (back == 0 ? 0 : 10));
        _signs.Add(Sign.OwnCount, Math.Min(own, 4), back);
        if (_before is { } before && before.Main.Item == main.Item)
        {
            var gap = Math.Clamp(main.Sentence - before.Main.Sentence, 0, 3);
            var told = before.Place is null ? 0 : AreSame(place, before.Place) ? 1 : 2;
            _signs.Add(Sign.Prior, told, gap, back == 0 ? 0 : 1);
            _signs.Add(Sign.Prior, told, before.Main.Concept.Type == main.Concept.Type ? 11 : 10, back == 0 ? 0 : 1);
        }
        if (back != 0)
        {
            return;
        }
        var node = _surroundings.Node;
        var (exact, way) = TreePath.Of(words, node, token);
        _signs.Add(Sign.Path, exact);
        _signs.Add(Sign.PathType, exact, type, part);
        _signs.Add(Sign.PathFamily, way, family);
        _signs.Add(Sign.KindPath, way, kind, part);
        _signs.Add(Sign.PlaceCase, TreePath.CaseOf(words, token), kind);
        _signs.Add(Sign.PlaceCaseType, TreePath.CaseOf(words, token), type);
        _signs.Add(Sign.Distance, token < node ? 1 : 0, Math.Min(Math.Abs(token - node) / 4, 6));
        _surroundings.Add(token, place.Span, kind, type, part);
        var distance = _surroundings.DistanceTo(token);
        var rank = 0;
        foreach (var other in _options)
        {
            rank += other.Back == 0 && other.Place != place && _surroundings.DistanceTo(other.Token) < distance ? 1 : 0;
        }
        _signs.Add(Sign.Rank, Math.Min(rank, 3), Math.Min(own, 4));
        _signs.Add(Sign.RankType, Math.Min(rank, 2), kind, type);
    }

    private void LookAtNone(DraftEvent draft, int rules)
    {
        var main = draft.Main;
        var type = (int)main.Concept.Type;
        var node = _surroundings.Node;
        var (own, nearest, exact) = (0, 15, 0);
        foreach (var option in _options)
        {
            if (option.Back == 0)
            {
                own++;
                nearest = Math.Min(nearest, _surroundings.DistanceTo(option.Token));
                exact += option.Place.Kind is PlaceKind.Country ? 0 : 1;
            }
        }
        _signs.Clear();
        _signs.Add(Sign.NoneRule, rules);
        _signs.Add(Sign.NoneType, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneRuleType, rules, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneFamily, SignBag.Of(main.Concept.Family), rules);
        _signs.Add(Sign.NonePart, (int)draft.Status, rules);
        _signs.Add(Sign.NonePart, (int)draft.Status, type + 10, rules);
        _signs.Add(Sign.Tense, SignBag.Of(main.Words.Sentence.Tokens[node].PennTag), rules);
        _signs.Add(Sign.Relation, (int)main.Words.Tree.RelationOf(node), rules);
        _signs.Add(Sign.OwnCount, Math.Min(own, 3), Math.Min(exact, 2), 100);
        _signs.Add(Sign.OwnCount, Math.Min(own, 2), type, 101);
        _signs.Add(Sign.TreeDistance, nearest / 2, main.IsNoun ? 1 : 0, 100);
        _signs.Add(Sign.Prior, _before is { } before && before.Main.Item == main.Item ? before.Place is null ? 1 : 2 : 0, 100);
    }

    // The same mention, or another of the same place; what is not resolved is like no other.
    private static bool AreSame(Place one, Place? other) => other is not null && (ReferenceEquals(one, other) || one.Gazetteer is not null && one.Gazetteer == other.Gazetteer);

    private static bool IsOf(string? side, Place place) => side is not null && NationTable.World.NameOf(place) == side;

    private static int Grain(Place place) => place.Kind switch
    {
        PlaceKind.Country => 0,
        PlaceKind.Region or PlaceKind.Water => 1,
        _ => 2,
    };

    private sealed record Option(Place Place, int Back, int Token);
}
