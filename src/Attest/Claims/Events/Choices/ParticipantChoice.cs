using Attest.Claims.Nations;
using Attest.Packs;

namespace Attest.Claims.Events.Choices;

/// <summary>Chooses who did it and to whom, among whom the rules name, who takes part in the sentence and the one before, who speaks, and the report's foremost sides.</summary>
internal sealed class ParticipantChoice
{
    private const int MostSides = 3;

    private readonly EventScenes _scenes;
    private readonly Knowledge _known;
    private readonly Weighing _weighing;
    private readonly SignBag _signs;
    private readonly List<string> _sides;
    private readonly List<Option> _options = [];

    /// <summary>Prepares for a report.</summary>
    public ParticipantChoice(EventScenes scenes, Knowledge known, Weighing weighing)
    {
        (_scenes, _known, _weighing, _signs) = (scenes, known, weighing, weighing.Signs);
        _sides = [.. scenes.Participants.SelectMany(all => all).Select(one => one.Side).OfType<string>().GroupBy(side => side, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostSides).Select(group => group.Key)];
    }

    /// <summary>Chooses actor and target of an event.</summary>
    public void Choose(DraftEvent draft)
    {
        var (actor, actorIsRules) = Best(draft, Choice.Actor, null);
        var (target, targetIsRules) = Best(draft, Choice.Target, actor?.Name);
        if (!actorIsRules)
        {
            draft.TakeActor(actor?.Name, actor?.Side, actor is { IsOwn: false });
        }
        if (!targetIsRules)
        {
            draft.TakeTarget(target?.Name, target?.Side, target?.Participant?.Kind, target is { IsOwn: false });
        }
    }

    private (Option? Option, bool IsRules) Best(DraftEvent draft, Choice choice, string? taken)
    {
        var rules = choice == Choice.Actor ? draft.Actor : draft.Target;
        Gather(draft, choice);
        Option? best = null;
        var heaviest = float.NegativeInfinity;
        if (rules is null)
        {
            LookAtNone(draft, rules);
            heaviest = _weighing.Of(draft, choice, null, rules is null);
        }
        foreach (var option in _options)
        {
            if (taken is not null && option.Name == taken)
            {
                continue;
            }
            Look(draft, choice, option, rules);
            if (_weighing.Of(draft, choice, option.Name, option.Name == rules) is var weight && weight > heaviest)
            {
                (best, heaviest) = (option, weight);
            }
        }
        if (rules is not null)
        {
            LookAtNone(draft, rules);
            best = _weighing.Of(draft, choice, null, rules is null) > heaviest ? null : best;
        }
        return (best, best?.Name == rules);
    }

    private void Gather(DraftEvent draft, Choice choice)
    {
        _options.Clear();
        var main = draft.Main;
        if (choice == Choice.Actor && draft.Actor is { } actor)
        {
            Add(actor, draft.ActorSide, main.Actor, Source.Rules, !draft.ActorIsInferred);
        }
        else if (choice == Choice.Target && draft.Target is { } target)
        {
            Add(target, draft.TargetSide, main.Target, Source.Rules, !draft.TargetIsInferred);
        }
        foreach (var one in _scenes.Participants[main.Sentence])
        {
            if (NameOf(one, choice) is { } name)
            {
                var isBound = TreePath.Of(main.Words, EventScene.NodeOf(main.Words, main.Trigger), main.Words.Tree.HeadOf(one.First, one.Last)).Kind != TreePath.Loose;
                Add(name, one.Side, one, Source.Sentence, isBound);
            }
        }
        if (_scenes.Sayings.SpeakerOf(_scenes.Sayings.Around(main.Span)) is { } speaker && _scenes.Finder.SideOf(speaker) is { } speaking)
        {
            Add(speaking, speaking, null, Source.Speaker, false);
        }
        for (var number = main.Sentence - 1; number >= Math.Max(0, main.Sentence - 2); number--)
        {
            foreach (var one in _scenes.Participants[number])
            {
                if (one.Side is { } side)
                {
                    Add(side, side, null, number == main.Sentence - 1 ? Source.Before : Source.Earlier, false);
                }
            }
        }
        foreach (var side in _sides)
        {
            Add(side, side, null, Source.Report, false);
        }
        if (NationTable.World.NameOf(draft.Place) is { } nation)
        {
            Add(nation, nation, null, Source.Place, false);
        }
        foreach (var party in _known.Parties)
        {
            Add(party, party, null, Source.Party, false);
        }
    }

    // As the rules would name it: a weapon acts for whoever fires it.
    private static string? NameOf(Participant one, Choice choice) =>
        one.Kind is ParticipantKind.Capital ? one.Side : choice == Choice.Actor && !one.CanAct ? one.Side : one.Name;

    private void Add(string name, string? side, Participant? participant, Source source, bool isOwn)
    {
        foreach (var known in _options)
        {
            if (known.Name == name)
            {
                known.Sources |= source;
                known.Participant ??= participant;
                known.IsOwn |= isOwn;
                return;
            }
        }
        _options.Add(new Option(name, side) { Participant = participant, Sources = source, IsOwn = isOwn });
    }

    private void Look(DraftEvent draft, Choice choice, Option option, string? rules)
    {
        var main = draft.Main;
        var words = main.Words;
        var node = EventScene.NodeOf(words, main.Trigger);
        var (type, family, part) = ((int)main.Concept.Type, SignBag.Of(main.Concept.Family), main.IsNoun ? 1 : main.Trigger.IsPassive ? 2 : 0);
        var other = choice == Choice.Actor ? draft.Target : draft.Actor;
        var otherSide = choice == Choice.Actor ? draft.TargetSide : draft.ActorSide;
        _signs.Clear();
        var rule = option.Name == rules ? 1 : option.Name == other ? 2 : option.Side is not null && option.Side == otherSide ? 3 : rules is null ? 4 : 5;
        _signs.Add(Sign.Rule, rule);
        _signs.Add(Sign.RuleType, rule, type, part);
        _signs.Add(Sign.RuleFamily, rule, family);
        _signs.Add(Sign.OtherRule, rule, other is null ? 0 : 1, type);
        for (var source = 1; source <= (int)Source.Last; source <<= 1)
        {
            if (((int)option.Sources & source) != 0)
            {
                _signs.Add(Sign.Near, source, rules is null ? 0 : 1);
                _signs.Add(Sign.NearType, source, type, rules is null ? 0 : 1);
                _signs.Add(Sign.NearType, source, family, 2 + part);
            }
        }
        if (option.Participant is { } participant)
        {
            var head = words == main.Words && participant.Last < words.Count ? words.Tree.HeadOf(participant.First, participant.Last) : -1;
            _signs.Add(Sign.Kind, (int)participant.Kind);
            _signs.Add(Sign.KindType, (int)participant.Kind, type, part);
            if (head >= 0)
            {
                var (exact, kind) = TreePath.Of(words, node, head);
                _signs.Add(Sign.Path, exact);
                _signs.Add(Sign.PathPart, exact, part);
                _signs.Add(Sign.PathType, exact, type, part);
                _signs.Add(Sign.PathFamily, kind, family, part);
                _signs.Add(Sign.KindPath, kind, (int)participant.Kind, part);
                _signs.Add(Sign.Case, TreePath.CaseOf(words, head), type);
                _signs.Add(Sign.Distance, head < node ? 1 : 0, Math.Min(Math.Abs(head - node) / 3, 6));
            }
            _signs.Add(Sign.Named, participant.IsPossessive ? 1 : 0, participant.Last < node ? 1 : 0, type);
        }
        else
        {
            _signs.Add(Sign.Kind, -1, (int)option.Sources & 62);
        }
        var rank = option.Side is null ? 4 : _sides.IndexOf(option.Side) is var found and >= 0 ? found : 3;
        _signs.Add(Sign.Rank, rank);
        _signs.Add(Sign.RankType, rank, type, part);
        var opposes = otherSide is null || option.Side is null ? 0 : _known.Opponent(otherSide) == option.Side ? 1 : otherSide == option.Side ? 2 : 3;
        _signs.Add(Sign.Opponent, opposes, rules is null ? 0 : 1);
        _signs.Add(Sign.OpponentType, opposes, type, rules is null ? 0 : 1);
        _signs.Add(Sign.OpponentType, opposes, family, 2);
        var owns = option.Side is { } side && NationTable.World.NameOf(draft.Place) == side;
        _signs.Add(Sign.OwnerType, owns ? 1 : draft.Place is null ? 0 : 2, type, rules is null ? 0 : 1);
        var isParty = option.Side is null ? 0 : _known.Parties.Contains(option.Side) ? 1 : 2;
        _signs.Add(Sign.SpeakerType, isParty, type, (option.Sources & Source.Speaker) != 0 ? 1 : 0);
    }

    private void LookAtNone(DraftEvent draft, string? rules)
    {
        var main = draft.Main;
        var type = (int)main.Concept.Type;
        _signs.Clear();
        _signs.Add(Sign.NoneType, type);
        _signs.Add(Sign.NonePart, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneFamily, SignBag.Of(main.Concept.Family));
        _signs.Add(Sign.NoneFamily, SignBag.Of(main.Concept.Family), rules is null ? 1 : 2);
        _signs.Add(Sign.NoneRule, rules is null ? 0 : 1);
        _signs.Add(Sign.NoneRuleType, rules is null ? 0 : 1, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.Status, (int)draft.Status, type);
    }

    [Flags]
    private enum Source
    {
        Rules = 1,
        Sentence = 2,
        Speaker = 4,
        Before = 8,
        Earlier = 16,
        Report = 32,
        Place = 64,
        Party = 128,
        Last = Party,
    }

    private sealed class Option(string name, string? side)
    {
        public string Name { get; } = name;
        public string? Side { get; } = side;
        public Participant? Participant { get; set; }
        public Source Sources { get; set; }

        /// <summary>Whether the event's own sentence names it in one of the ways that bind a word to an event.</summary>
        public bool IsOwn { get; set; }
    }
}
