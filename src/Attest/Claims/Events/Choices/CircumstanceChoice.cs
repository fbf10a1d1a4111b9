using Attest.Claims.Nations;

namespace Attest.Claims.Events.Choices;

/// <summary>Chooses where and when, among what the rules say and what the sentence, those before it and the item's first name.</summary>
internal sealed class CircumstanceChoice
{
    private const int Reach = 2;

    private readonly Report _report;
    private readonly EventScenes _scenes;
    private readonly Weighing _weighing;
    private readonly SignBag _signs;
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly List<(Place Place, int Back, int Token)> _places = [];
    private readonly List<(TimeMention Time, int Back, int Token)> _times = [];

    /// <summary>Prepares for a report.</summary>
    public CircumstanceChoice(Report report, EventScenes scenes, Weighing weighing)
    {
        (_report, _scenes, _weighing, _signs) = (report, scenes, weighing, weighing.Signs);
        foreach (var words in scenes.Sentences)
        {
            for (var k = 0; k < words.Count; k++)
            {
                if (words.PlaceAt(k) is { } place && place != words.PlaceAt(k - 1))
                {
                    _named[place.Name ?? ""] = _named.GetValueOrDefault(place.Name ?? "") + 1;
                }
            }
        }
    }

    /// <summary>Chooses place and time of an event.</summary>
    public void Choose(DraftEvent draft)
    {
        ChoosePlace(draft);
        ChooseTime(draft);
    }

    private void ChoosePlace(DraftEvent draft)
    {
        var main = draft.Main;
        _places.Clear();
        if (draft.Place is { } rules)
        {
            _places.Add((rules, -1, -1));
        }
        var first = main.Item < 0 ? 0 : _report.Items[main.Item].Span.Start;
        var begins = _scenes.FirstFrom(first);
        for (var number = main.Sentence; number >= Math.Max(begins, main.Sentence - Reach); number--)
        {
            AddPlaces(_scenes.Sentences[number], main.Sentence - number);
        }
        if (begins < main.Sentence - Reach)
        {
            AddPlaces(_scenes.Sentences[begins], Reach + 1);
        }
        Place? best = null;
        var (heaviest, isBefore) = (float.NegativeInfinity, false);
        if (draft.Place is null)
        {
            LookAtNone(draft, 0);
            heaviest = _weighing.Of(draft, Choice.Place, null, isRules: true);
        }
        foreach (var (place, back, token) in _places)
        {
            LookAtPlace(draft, place, back, token);
            if (_weighing.Of(draft, Choice.Place, place, AreSame(place, draft.Place)) is var weight && weight > heaviest)
            {
                (best, heaviest, isBefore) = (place, weight, back > 0);
            }
        }
        if (draft.Place is not null)
        {
            LookAtNone(draft, 1);
            best = _weighing.Of(draft, Choice.Place, null, isRules: false) > heaviest ? null : best;
        }
        if (best != draft.Place)
        {
            draft.TakePlace(best, best is not null && isBefore);
        }
    }

    private void AddPlaces(SentenceWords words, int back)
    {
        for (var k = 0; k < words.Count; k++)
        {
            if (words.PlaceAt(k) is { Gazetteer: not null } place && place != words.PlaceAt(k - 1) && !_places.Exists(known => AreSame(known.Place, place) && known.Back >= 0))
            {
                var last = k;
                while (words.PlaceAt(last + 1) == place)
                {
                    last++;
                }
                _places.Add((place, back, words.Tree.HeadOf(k, last)));
            }
        }
    }

    private void LookAtPlace(DraftEvent draft, Place place, int back, int token)
    {
        var main = draft.Main;
        var (words, type, family, part) = (main.Words, (int)main.Concept.Type, SignBag.Of(main.Concept.Family), main.IsNoun ? 1 : 0);
        var node = EventScene.NodeOf(words, main.Trigger);
        var rule = draft.Place is null ? 0 : AreSame(place, draft.Place) ? 1 : draft.Place.Country == place.Country ? draft.Place.Kind is PlaceKind.Country ? 2 : place.Kind is PlaceKind.Country ? 3 : 4 : 5;
        _signs.Clear();
        _signs.Add(Sign.Rule, rule, back < 0 ? 1 : 0);
        _signs.Add(Sign.RuleType, rule, type, (back < 0 ? 2 : 0) + part);
        _signs.Add(Sign.RuleFamily, rule, family, draft.PlaceIsInferred ? 1 : main.PlaceIsOwn ? 2 : 0);
        _signs.Add(Sign.PlaceKind, (int)place.Kind, back + 1);
        _signs.Add(Sign.PlaceKindType, (int)place.Kind, type, back + 1);
        _signs.Add(Sign.Near, back + 1, draft.Place is null ? 1 : 0);
        _signs.Add(Sign.NearType, back + 1, type, draft.Place is null ? 1 : 0);
        _signs.Add(Sign.Repeats, Math.Min(_named.GetValueOrDefault(place.Name ?? ""), 5), (int)place.Kind);
        _signs.Add(Sign.Owner, IsOf(draft.TargetSide, place) ? 1 : 0, IsOf(draft.ActorSide, place) ? 1 : 0, type);
        _signs.Add(Sign.OwnerType, IsOf(draft.TargetSide, place) ? 1 : 0, IsOf(draft.ActorSide, place) ? 1 : 0, (int)place.Kind + 100);
        _signs.Add(Sign.Status, (int)draft.Status, (int)place.Kind);
        if (back != 0 || token < 0)
        {
            return;
        }
        AddWay(words, node, token, type, part, family);
        _signs.Add(Sign.PlaceCase, TreePath.CaseOf(words, token), (int)place.Kind);
        _signs.Add(Sign.PlaceCaseType, TreePath.CaseOf(words, token), type);
        _signs.Add(Sign.Distance, token < node ? 1 : 0, Math.Min(Math.Abs(token - node) / 4, 6));
    }

    // The same mention, or another of the same place; what is not resolved is like no other.
    private static bool AreSame(Place one, Place? other) => other is not null && (ReferenceEquals(one, other) || one.Gazetteer is not null && one.Gazetteer == other.Gazetteer);

    private static bool IsOf(string? side, Place place) => side is not null && NationTable.World.NameOf(place) == side;

    private void ChooseTime(DraftEvent draft)
    {
        var main = draft.Main;
        _times.Clear();
        if (draft.Time is { } rules)
        {
            _times.Add((rules, -1, -1));
        }
        var first = main.Item < 0 ? 0 : _report.Items[main.Item].Span.Start;
        for (var back = 0; back <= 1 && main.Sentence - back >= 0 && _scenes.Sentences[main.Sentence - back].Sentence.Span.Start >= first; back++)
        {
            var words = _scenes.Sentences[main.Sentence - back];
            foreach (var time in _scenes.TimesIn(words.Sentence.Span))
            {
                if (time.Value is { IsDuration: false } value && value.Days.First is not null && time != draft.Time)
                {
                    _times.Add((time, back, words.HeadOf(time.Span)));
                }
            }
        }
        var (best, heaviest, isBefore) = ((TimeMention?)null, float.NegativeInfinity, false);
        if (draft.Time is null)
        {
            LookAtNone(draft, 2);
            heaviest = _weighing.Of(draft, Choice.Time, null, isRules: true);
        }
        foreach (var (time, back, token) in _times)
        {
            LookAtTime(draft, time, back, token);
            if (_weighing.Of(draft, Choice.Time, time, time == draft.Time) is var weight && weight > heaviest)
            {
                (best, heaviest, isBefore) = (time, weight, back > 0);
            }
        }
        if (draft.Time is not null)
        {
            LookAtNone(draft, 3);
            best = _weighing.Of(draft, Choice.Time, null, isRules: false) > heaviest ? null : best;
        }
        if (best != draft.Time)
        {
            draft.TakeTime(best, best is not null && isBefore);
        }
    }

    private void LookAtTime(DraftEvent draft, TimeMention time, int back, int token)
    {
        var main = draft.Main;
        var (words, type, family, part) = (main.Words, (int)main.Concept.Type, SignBag.Of(main.Concept.Family), main.IsNoun ? 1 : 0);
        var node = EventScene.NodeOf(words, main.Trigger);
        if (back < 0)
        {
            token = words.Sentence.Span.Contains(time.Span) ? words.HeadOf(time.Span) : -1;
        }
        var own = token >= 0 && back <= 0;
        var rule = back < 0 ? draft.TimeIsInferred ? 2 : 1 : 0;
        var tag = SignBag.Of(words.Sentence.Tokens[node].PennTag);
        var precision = time.Value!.Value.Day is not null ? 0 : time.Value.Value.Days.Last is null ? 1 : time.Value.Value.Iso.Length <= 4 ? 2 : time.Value.Value.Iso.Length <= 7 ? 3 : 4;
        var past = EventChoices.PastOf(time.Value, _report.Published?.Day);
        _signs.Clear();
        _signs.Add(Sign.Rule, rule, own ? 1 : 0);
        _signs.Add(Sign.RuleType, rule, type, part + (own ? 2 : 0));
        _signs.Add(Sign.RuleFamily, rule, family, own ? 1 : 0);
        _signs.Add(Sign.Near, back + 1, draft.Time is null ? 1 : 0);
        _signs.Add(Sign.NearType, back + 1, type, draft.Time is null ? 1 : 0);
        _signs.Add(Sign.Precision, precision, rule);
        _signs.Add(Sign.PrecisionType, precision, type, rule);
        _signs.Add(Sign.Past, past, (int)draft.Status);
        _signs.Add(Sign.PastType, past, type);
        _signs.Add(Sign.TenseType, tag, type, own ? 1 : 0);
        _signs.Add(Sign.Tense, tag, past);
        _signs.Add(Sign.Mentions, Math.Min(_times.Count, 4), rule);
        if (!own)
        {
            return;
        }
        var kind = AddWay(words, node, token, type, part, family);
        _signs.Add(Sign.Case, TreePath.CaseOf(words, token), type);
        _signs.Add(Sign.Distance, token < node ? 1 : 0, Math.Min(Math.Abs(token - node) / 3, 6));
        var isOfSaying = words.Tree.Head(token) is >= 0 and var head && head != node && _scenes.Sayings.CuesIn(words.Sentence.Span).Exists(cue => cue.Overlaps(words.Span(head)));
        _signs.Add(Sign.OfSaying, isOfSaying ? 1 : 0, type);
        _signs.Add(Sign.OfSaying, isOfSaying ? 1 : 0, kind, 1000);
    }

    private int AddWay(SentenceWords words, int node, int token, int type, int part, int family)
    {
        var (exact, kind) = TreePath.Of(words, node, token);
        _signs.Add(Sign.Path, exact);
        _signs.Add(Sign.PathType, exact, type, part);
        _signs.Add(Sign.PathFamily, kind, family);
        return kind;
    }

    private void LookAtNone(DraftEvent draft, int rules)
    {
        var main = draft.Main;
        var type = (int)main.Concept.Type;
        var node = EventScene.NodeOf(main.Words, main.Trigger);
        _signs.Clear();
        _signs.Add(Sign.NoneRule, rules);
        _signs.Add(Sign.NoneType, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneRuleType, rules, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneFamily, SignBag.Of(main.Concept.Family), rules);
        _signs.Add(Sign.NonePart, (int)draft.Status, rules);
        _signs.Add(Sign.NonePart, (int)draft.Status, type + 10, rules);
        _signs.Add(Sign.Tense, SignBag.Of(main.Words.Sentence.Tokens[node].PennTag), rules);
        _signs.Add(Sign.Relation, (int)main.Words.Tree.RelationOf(node), rules);
    }
}
