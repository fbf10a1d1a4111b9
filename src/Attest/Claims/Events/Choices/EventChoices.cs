using Attest.Claims.Nations;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events.Choices;

/// <summary>Chooses of each event that the rules made whether it is kept, and who, whom, where, when and whether it happened, by weights learnt from marked articles.</summary>
/// <remarks>The options are those that the report's words give; the rules' own stands first and is what holds where nothing outweighs it.</remarks>
internal sealed class EventChoices
{
    /// <summary>Sentences of a text so short that all it tells is its news.</summary>
    private const int ShortNote = 3;

    private readonly EventScenes _scenes;
    private readonly Knowledge _known;
    private readonly Report _report;
    private readonly Weighing _weighing;
    private readonly SignBag _signs;
    private readonly ParticipantChoice _participants;
    private readonly Surroundings _surroundings;
    private readonly PlaceChoice _places;
    private readonly TimeChoice _times;

    /// <summary>Prepares for a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="scenes">Its sentences with all that events are made of.</param>
    /// <param name="known">What is known of the war that it is about.</param>
    /// <param name="weigher">What tells how well options fit.</param>
    public EventChoices(Report report, EventScenes scenes, Knowledge known, IWeigher weigher)
    {
        (_report, _scenes, _known, _weighing) = (report, scenes, known, new Weighing(weigher));
        _signs = _weighing.Signs;
        _participants = new ParticipantChoice(scenes, known, _weighing);
        _surroundings = new Surroundings(scenes, _signs);
        _places = new PlaceChoice(report, scenes, known, _weighing, _surroundings);
        _times = new TimeChoice(report, scenes, _weighing, _surroundings);
    }

    /// <summary>Settles the events of a report; those that are not kept are taken out.</summary>
    /// <param name="drafts">Its events, in the order of their first mentions.</param>
    public void Settle(List<DraftEvent> drafts)
    {
        var concepts = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var sentences = drafts.GroupBy(draft => draft.Main.Sentence).ToDictionary(group => group.Key, group => group.Count());
        drafts.RemoveAll(draft =>
        {
            var (earlier, repeated) = (concepts.GetValueOrDefault(draft.Main.Concept.Name), words.GetValueOrDefault(draft.Main.Word));
            concepts[draft.Main.Concept.Name] = earlier + 1;
            words[draft.Main.Word] = repeated + 1;
            return !IsKept(draft, earlier, repeated, sentences[draft.Main.Sentence]);
        });
        foreach (var draft in drafts)
        {
            ChooseStatus(draft);
            _participants.Choose(draft);
            _surroundings.Take(draft.Main);
            _places.Choose(draft);
            _times.Choose(draft);
        }
    }

    private bool IsKept(DraftEvent draft, int earlier, int repeated, int together)
    {
        var main = draft.Main;
        var (words, trigger) = (main.Words, main.Trigger);
        var node = EventScene.NodeOf(words, trigger);
        var (type, concept, word) = ((int)main.Concept.Type, SignBag.Of(main.Concept.Name), SignBag.Of(WordOf(words, node)));
        var head = words.Tree.Head(node);
        var thing = words.Tree.Object(node) is >= 0 and var acted ? acted : words.Tree.Child(node, Language.Relation.Nmod);
        var said = _scenes.Sayings.Around(main.Span);
        var tag = SignBag.Of(words.Sentence.Tokens[node].PennTag);
        var (item, inItem) = PositionOf(main);
        _signs.Clear();
        _signs.Add(Sign.Always);
        _signs.Add(Sign.Type, type);
        _signs.Add(Sign.Type, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.Concept, concept);
        _signs.Add(Sign.Concept, concept, main.IsNoun ? 1 : 2);
        _signs.Add(Sign.Family, SignBag.Of(main.Concept.Family));
        _signs.Add(Sign.Word, word);
        _signs.Add(Sign.WordTag, word, tag);
        _signs.Add(Sign.Form, tag, (int)words.Tree.RelationOf(node));
        _signs.Add(Sign.FormType, type, (int)words.Tree.RelationOf(node), main.IsNoun ? 1 : 0);
        _signs.Add(Sign.Relation, (int)words.Tree.RelationOf(node));
        if (head >= 0)
        {
            _signs.Add(Sign.Head, SignBag.Of(WordOf(words, head)));
            _signs.Add(Sign.HeadTag, SignBag.Of(words.Sentence.Tokens[head].PennTag), (int)words.Tree.RelationOf(node));
        }
        if (thing >= 0)
        {
            _signs.Add(Sign.Thing, SignBag.Of(WordOf(words, thing)));
            _signs.Add(Sign.Thing, SignBag.Of(WordOf(words, thing)), type + 1);
        }
        _signs.Add(Sign.Weak, (int)draft.Weakness);
        _signs.Add(Sign.Weak, (int)draft.Weakness, type + 1);
        _signs.Add(Sign.Mentions, Math.Min(draft.Mentions.Count, 4));
        _signs.Add(Sign.Facts, draft.Actor is null ? 0 : 1, draft.Target is null ? 0 : 1, 0);
        _signs.Add(Sign.Facts, main.PlaceIsOwn ? 1 : draft.Place is null ? 0 : 2, main.TimeIsOwn ? 1 : draft.Time is null ? 0 : 2, 1);
        _signs.Add(Sign.Facts, (main.Actor is null ? 0 : 1) + (main.Target is null ? 0 : 2) + (main.PlaceIsOwn ? 4 : 0) + (main.TimeIsOwn ? 8 : 0), type, 2);
        _signs.Add(Sign.Position, inItem);
        _signs.Add(Sign.Position, inItem, type + 1);
        _signs.Add(Sign.Item, item);
        _signs.Add(Sign.Said, said is null ? 0 : 1 + (int)said.Modality);
        _signs.Add(Sign.SaidType, said is null ? 0 : 1 + (int)said.Modality, type);
        _signs.Add(Sign.Quote, said is null ? 0 : 1 + (int)said.Quote, type);
        _signs.Add(Sign.Cue, _scenes.Sayings.CuesIn(words.Sentence.Span).Exists(cue => cue.Overlaps(main.Span)) ? 1 : 0, type);
        _signs.Add(Sign.Earlier, Math.Min(earlier, 3));
        _signs.Add(Sign.Earlier, Math.Min(earlier, 3), concept);
        _signs.Add(Sign.EarlierWord, Math.Min(repeated, 2), type);
        _signs.Add(Sign.Together, Math.Min(together, 5));
        _signs.Add(Sign.Status, (int)main.Status);
        _signs.Add(Sign.StatusType, (int)main.Status, type);
        _signs.Add(Sign.StatusConcept, (int)main.Status, concept);
        _signs.Add(Sign.StatusHelper, HelperOf(words, node), main.IsNoun ? 1 : 0);
        return _weighing.Of(draft, Choice.Kept, true, isRules: true) >= 0 || draft.Weakness is Weakness.None && (_scenes.Sentences.Count <= ShortNote || IsViolence(main.Concept.Family));
    }

    // An attack and whom it harmed is never passed over: to miss one costs a register more than to look at one too many.
    private static bool IsViolence(string family) => family is "harm" or "strike" or "attack" or "blast";

    private void ChooseStatus(DraftEvent draft)
    {
        var main = draft.Main;
        var said = _scenes.Sayings.Around(main.Span);
        if (draft.Status is EventStatus.Historical or EventStatus.Denied || said?.Picture is not null)
        {
            // What is past stays past, and what is denied denied; what a picture shows is as established as the picture.
            return;
        }
        var (words, type, concept) = (main.Words, (int)main.Concept.Type, SignBag.Of(main.Concept.Name));
        var node = EventScene.NodeOf(words, main.Trigger);
        var side = SideOfSaying(draft, said);
        var rule = (int)draft.Status;
        var past = PastOf(draft.Time?.Value, _report.Published?.Day);
        // What the words leave open no weight makes a fact: a tally counts what happened or goes on. Nor does a weight deny: only words do.
        EventStatus[] open = [EventStatus.Planned, EventStatus.Alleged];
        EventStatus[] options = [draft.Status, .. (draft.Status is EventStatus.Happened or EventStatus.Ongoing ? [EventStatus.Happened, EventStatus.Ongoing, .. open] : open).Where(status => status != draft.Status)];
        var (best, heaviest) = (draft.Status, float.NegativeInfinity);
        foreach (var option in options)
        {
            var status = (int)option + 1;
            _signs.Clear();
            _signs.Add(Sign.Status, status);
            _signs.Add(Sign.StatusRule, status, rule);
            _signs.Add(Sign.StatusRuleType, status, rule, type);
            _signs.Add(Sign.StatusType, status, type);
            _signs.Add(Sign.StatusPart, status, type, main.IsNoun ? 1 : 0);
            _signs.Add(Sign.StatusConcept, status, concept);
            _signs.Add(Sign.StatusConcept, status, concept, main.IsNoun ? 1 : 2);
            _signs.Add(Sign.StatusTag, status, SignBag.Of(words.Sentence.Tokens[node].PennTag));
            _signs.Add(Sign.StatusTag, status, SignBag.Of(words.Sentence.Tokens[node].PennTag), type + 1);
            _signs.Add(Sign.StatusModality, status, said is null ? 0 : 1 + (int)said.Modality);
            _signs.Add(Sign.StatusModalityRule, status, said is null ? 0 : 1 + (int)said.Modality, rule);
            _signs.Add(Sign.StatusSaid, status, said is null ? 0 : 1 + (int)said.Quote, type);
            _signs.Add(Sign.StatusHelper, status, HelperOf(words, node));
            _signs.Add(Sign.StatusHelper, status, HelperOf(words, node), rule + 1);
            _signs.Add(Sign.StatusPast, status, past);
            _signs.Add(Sign.StatusPast, status, past, type + 1);
            _signs.Add(Sign.StatusSide, status, side);
            _signs.Add(Sign.StatusSideType, status, side, type);
            _signs.Add(Sign.StatusFacts, status, (draft.Actor is null ? 0 : 1) + (draft.Target is null ? 0 : 2) + (draft.Place is null ? 0 : 4), type);
            if (words.Tree.Head(node) is >= 0 and var head)
            {
                _signs.Add(Sign.StatusHead, status, SignBag.Of(WordOf(words, head)));
                _signs.Add(Sign.StatusHead, status, (int)words.Tree.RelationOf(node), SignBag.Of(words.Sentence.Tokens[head].PennTag));
            }
            if (_weighing.Of(draft, Choice.Status, option, option == draft.Status) is var weight && weight > heaviest)
            {
                (best, heaviest) = (option, weight);
            }
        }
        draft.Status = best;
    }

    // Whether who says it speaks of a deed of his own side, of what his side suffered, or of others.
    private int SideOfSaying(DraftEvent draft, Attribution? said)
    {
        if (_scenes.Sayings.SpeakerOf(said) is not { } speaker)
        {
            return said is null ? 0 : 1;
        }
        var side = _scenes.Finder.SideOf(speaker);
        return side is null ? 2 : side == draft.ActorSide ? 3 : side == draft.TargetSide ? 4 : draft.ActorSide is { } actor && _known.Opponent(side) == actor ? 5 : 6;
    }

    private (int Item, int InItem) PositionOf(DraftMention main)
    {
        if (main.Item < 0)
        {
            return (0, 0);
        }
        var item = _report.Items[main.Item];
        if (item.Headline is { } headline && headline.Contains(main.Span))
        {
            return (Math.Min(main.Item, 3), 1);
        }
        var before = 0;
        for (var number = main.Sentence - 1; number >= 0 && before < 6 && _scenes.Sentences[number].Sentence.Span.Start >= item.Span.Start; number--)
        {
            before++;
        }
        return (Math.Min(main.Item, 3), 2 + before);
    }

    /// <summary>Whether an event is dated before, on or after the report's day, or not at all.</summary>
    internal static int PastOf(TimeValue? date, DateOnly? published)
    {
        if (date is not { } known || published is not { } day)
        {
            return 0;
        }
        var (first, last) = known.Days;
        return first > day ? 1 : last is null ? 2 : first is null ? 3 : last >= day ? 4 : day.DayNumber - last.Value.DayNumber <= 7 ? 5 : day.DayNumber - last.Value.DayNumber <= 60 ? 6 : 7;
    }

    /// <summary>The word that helps a verb, or opens it: "will", "to", "if".</summary>
    internal static int HelperOf(SentenceWords words, int node) =>
        words.Tree.Child(node, Language.Relation.Aux) is >= 0 and var helper ? SignBag.Of("aux " + words.Lower[helper])
        : words.Tree.Child(node, Language.Relation.Mark) is >= 0 and var mark ? SignBag.Of("mark " + words.Lower[mark])
        : words.Tree.Child(node, Language.Relation.Det) is >= 0 and var determiner ? SignBag.Of("det " + words.Lower[determiner])
        : 0;

    /// <summary>A word as a sign: names are all one, and so are numbers.</summary>
    internal static string WordOf(SentenceWords words, int token) => words.Tag(token) switch
    {
        _ when NationTable.World.At(words.Sentence.Parsed, words.Sentence.First + token) is not null || words.PlaceAt(token) is not null || token > 0 && words.IsCapital(token) => "*name",
        UniversalTag.Propn => "*name",
        UniversalTag.Num => "*number",
        UniversalTag.Pron => "*pronoun",
        _ => words.Lower[token],
    };
}
