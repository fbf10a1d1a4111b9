using Attest.Claims.Nations;
using Attest.Claims.Events.Choices;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>Finds what a report says happened, happens or is planned, once for each occurrence.</summary>
public sealed class EventReader
{
    private readonly IWeigher? _weigher;

    /// <summary>A reader that settles what the rules leave open by the weights that ship.</summary>
    public EventReader()
    {
    }

    /// <summary>A reader with another weigher.</summary>
    internal EventReader(IWeigher weigher) => _weigher = weigher;

    /// <summary>The events of a report, in the text's order of triggers; empty where it tells of none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="places">Its places, in the text's order.</param>
    /// <param name="times">Its times, in the text's order.</param>
    /// <param name="attributions">Who says what in it.</param>
    /// <param name="speakers">Who says something in it; an attribution's speaker is the one with its number.</param>
    /// <param name="known">What is known of the war that it is about; null for nothing.</param>
    public IReadOnlyList<Event> Read(
        Report report,
        ParsedText parsed,
        IReadOnlyList<Place> places,
        IReadOnlyList<TimeMention> times,
        IReadOnlyList<Attribution> attributions,
        IReadOnlyList<Speaker> speakers,
        Knowledge? known = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        var scenes = EventScenes.Of(parsed, places, times, attributions, speakers, known ?? Knowledge.None);
        return [.. Settled(report, parsed, places, scenes, known ?? Knowledge.None, _weigher ?? ChoiceModel.Shared).OrderBy(one => one.Main.Span).Select((one, index) => Finish(one, index + 1))];
    }

    /// <summary>The events of a report before they are put into order, as a weigher settles what the rules leave open.</summary>
    internal static List<DraftEvent> Settled(Report report, ParsedText parsed, IReadOnlyList<Place> places, EventScenes scenes, Knowledge known, IWeigher weigher)
    {
        var mentions = Mentions(report, parsed, scenes);
        var events = EventMerger.Merge([.. mentions.Where(mention => mention.Weakness is Weakness.None)]);
        // What the rules would not record stands for itself, unless it is a mention of what they do, or of the same sort in the same sentence: "announced aid".
        events.AddRange(EventMerger.Merge([.. mentions.Where(mention => mention.Weakness is not Weakness.None && !events.Exists(one => EventMerger.IsOf(one, mention) || one.IsToldWith(mention)))]));
        foreach (var one in events)
        {
            one.IsBare = one.Mentions.TrueForAll(mention => mention.IsBare);
        }
        Opponents.Complete(events, known);
        Theatre.Complete(events, places, known);
        events.Sort((one, other) => one.Mentions[0].Span.CompareTo(other.Mentions[0].Span));
        new EventChoices(report, scenes, known, weigher).Settle(events);
        SubtypePrecedence.Settle(events, [.. scenes.Sentences]);
        return events;
    }

    private static List<DraftMention> Mentions(Report report, ParsedText parsed, EventScenes scenes)
    {
        var mentions = new List<DraftMention>();
        var (sentences, sayings) = (scenes.Sentences, scenes.Sayings);
        (Place Place, int Sentence)? context = null;
        TimeMention? day = null;
        NewsDay? news = null;
        var item = -1;
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var sentence = parsed[number];
            var itemNow = ItemOf(report, sentence.Span.Start);
            if (itemNow != item)
            {
                (item, context, day) = (itemNow, null, null);
                news = item < 0 ? null : NewsDay.Of(report.Items[item].Span, parsed, number, scenes.Times, scenes.FirstTimeFrom(sentence.Span.Start), (report.Items[item].Published ?? report.Published)?.Day);
            }
            var words = sentences[number];
            var published = item >= 0 && report.Items[item].Published is { } own ? own : report.Published;
            Place? placeHere = null;
            var timesHere = scenes.TimesIn(sentence.Span);
            List<TextSpan>? cuesHere = null;
            var dated = false;
            foreach (var trigger in scenes.Triggers[number])
            {
                cuesHere ??= sayings.CuesIn(sentence.Span);
                var scene = new EventScene(words, trigger, scenes.Triggers[number], cuesHere, sayings);
                if (Mention(scene, scenes.Finder, scenes.Participants[number], timesHere, sayings, context, day, news, item, published) is not { } mention)
                {
                    continue;
                }
                mentions.Add(mention);
                if (mention.Weakness is Weakness.None)
                {
                    placeHere ??= mention.Place;
                    dated |= mention.Time is not null && mention.Time == day;
                }
            }
            if ((placeHere ?? LastExact(words)) is { Kind: not PlaceKind.Country } here)
            {
                context = (here, number);
            }
            day = OneDay(timesHere) ?? (dated ? day : null);
        }
        return mentions;
    }

    // What fixes a sentence to one day: its only time.
    private static TimeMention? OneDay(List<TimeMention> times) => times is [var only] && only.Value?.Day is not null ? only : null;

    // Null for what asks nobody for anything.
    private static DraftMention? Mention(
        EventScene scene, ParticipantFinder finder, List<Participant> participants, List<TimeMention> times, Sayings sayings,
        (Place Place, int Sentence)? context, TimeMention? day, NewsDay? news, int item, PublicationTime? published)
    {
        var (words, trigger) = (scene.Words, scene.Trigger);
        var concept = trigger.Concept;
        var (actor, target) = ArgumentFinder.Find(words, trigger, participants);
        if (trigger.Entry.Roles.Name == RolePattern.Obliging)
        {
            // "X said that Y must stop" asks it of Y; what one must do oneself, or what the report thinks, asks nobody.
            if (sayings.SpeakerOf(scene.Said) is not { } asking || target?.Side is null || target.Side == finder.SideOf(asking))
            {
                return null;
            }
            actor = finder.FromSpeaker(asking, trigger.First);
        }
        var where = Circumstances.Where(scene, context);
        where ??= Circumstances.OfReceiver(scene, target) is { } receiver ? (receiver, Circumstances.FromContext) : null;
        var when = Circumstances.When(scene, times, day, news);
        var said = scene.Said;
        var speakerSide = sayings.SpeakerOf(said) is { } speaker ? finder.SideOf(speaker) : null;
        var saidOfSelf = concept.Type == EventType.Assault && speakerSide is not null && target?.Side != speakerSide
            && (actor?.Side == speakerSide || actor is null && target?.Side is not null && concept.Family is "losses" or "harm" or "intercept")
            || concept.Family is "combat" or "territory" && speakerSide is not null && (actor?.Side == speakerSide || target?.Side == speakerSide);
        var weakness = Weakness.None;
        var status = StatusReader.Read(words, trigger, said, saidOfSelf, when?.Time.Value, published);
        status = status is EventStatus.Happened && Circumstances.NamesTime(scene, times) ? EventStatus.Historical : status;
        if (Contents.Of(scene) is { } holder)
        {
            if (holder.Concept.Type is EventType.Accuse)
            {
                // What is condemned has happened; what somebody is accused of is for others to say.
                status = status is EventStatus.Happened && holder.Concept.Name is "allege" ? EventStatus.Alleged : status;
            }
            else if (status is EventStatus.Planned or EventStatus.Hypothetical || status is EventStatus.Happened && trigger.Form == VerbForm.Base)
            {
                weakness = Weakness.Content;
            }
        }
        if (status is EventStatus.Hypothetical && concept.Type is not EventType.Assault && weakness is Weakness.None)
        {
            weakness = Weakness.Imagined;
        }
        // A day that only the item gives dates what has been done, not what may be.
        if (when is { Confidence: Circumstances.FromContext } && status is not (EventStatus.Happened or EventStatus.Alleged))
        {
            when = null;
        }
        var owner = OwnerOfPlace(concept, where?.Place, actor);
        // People without a side who come to harm in a country are that country's.
        var targetName = target is { Side: null, Kind: ParticipantKind.Group } && concept.Family is "harm" or "strike" or "attack" && owner is not null ? $"{owner} ({target.Name})" : target?.Name ?? owner;
        var means = concept.Type == EventType.Assault ? MeansTable.Of(words, trigger, target) : null;
        var (modes, subtype) = Subtypes.Of(words, trigger, means?.Entry, actor, target, where?.Place);
        var meansText = means is var (_, first, last) ? words.Sentence.Parsed.Text[words.Span(first).Start..words.Span(last).End] : null;
        var confidence = 0.5 + (actor is null ? 0 : 0.1) + (target is null ? 0 : 0.1) + (where is null ? 0 : 0.1 * where.Value.Confidence) + (when is null ? 0 : 0.1 * when.Value.Confidence);
        return new DraftMention(
            scene.Span, words, trigger, words.Lower[trigger.First], item, concept, modes, subtype, meansText, actor, target, targetName, where?.Place, where is { Confidence: > Circumstances.FromContext }, when?.Time, when is { Confidence: > Circumstances.FromContext }, DirectionReader.Read(scene, finder.Known), status, said?.Id,
            trigger.Entry.Part == TriggerPart.Noun, Math.Round(confidence, 2))
        {
            Weakness = weakness,
        };
    }

    // What is struck in a country and named by nothing else is that country's, unless its own side did it; who travels to a country visits it.
    private static string? OwnerOfPlace(Concept concept, Place? place, Participant? actor) =>
        (concept.Type == EventType.Assault || concept.Name == "visit") && NationTable.World.NameOf(place) is { } nation && nation != actor?.Side ? nation : null;

    private static Place? LastExact(SentenceWords words)
    {
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words.PlaceAt(i) is { Kind: PlaceKind.City or PlaceKind.Village or PlaceKind.Site } place)
            {
                return place;
            }
        }
        return null;
    }

    // Items stand in order and without overlap.
    private static int ItemOf(Report report, int position)
    {
        int low = 0, high = report.Items.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = report.Items[middle].Span.End <= position ? (middle + 1, high) : (low, middle);
        }
        return low < report.Items.Count && report.Items[low].Span.Contains(position) ? low : -1;
    }

    private static Event Finish(DraftEvent draft, int number)
    {
        var main = draft.Main;
        return new Event(
            new LocalId('e', number), main.Span, [.. draft.Mentions.OrderBy(mention => mention.Span).Select(mention => new EventMention(mention.Span, mention.Attribution, mention.Status))],
            main.Concept.Type, main.Modes, draft.Subtype, draft.Means, draft.Actor, draft.Target, draft.Place?.Id, draft.Time?.Id, draft.Time?.Value, draft.Status, main.Attribution, main.Confidence,
            draft.ActorIsInferred, draft.TargetIsInferred, draft.PlaceIsInferred, draft.TimeIsInferred)
        {
            Direction = draft.Direction,
        };
    }
}
