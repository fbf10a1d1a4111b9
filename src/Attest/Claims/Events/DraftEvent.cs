namespace Attest.Claims.Events;

/// <summary>One mention of an event as it was read, before it is known which mentions tell of one occurrence.</summary>
internal sealed record DraftMention(
    TextSpan Span,
    SentenceWords Words,
    TriggerMatch Trigger,
    string Word,
    int Item,
    Concept Concept,
    IReadOnlyList<string> Modes,
    string? Subtype,
    string? Means,
    Participant? Actor,
    Participant? Target,
    string? TargetName,
    Place? Place,
    bool PlaceIsOwn,
    TimeMention? Time,
    bool TimeIsOwn,
    Direction? Direction,
    EventStatus Status,
    LocalId? Attribution,
    bool IsNoun,
    double Confidence)
{
    /// <summary>Why the rules alone would not record it.</summary>
    public Weakness Weakness { get; init; }

    /// <summary>Number of its sentence in the text.</summary>
    public int Sentence => Words.Number;

    /// <summary>Whether its sentence tells nothing of who, whom, where or when.</summary>
    public bool IsBare => Actor is null && Target is null && !PlaceIsOwn && Time is null;

    /// <summary>Whether its target, or whose that is, is told by where it was alone.</summary>
    public bool TargetIsInferred => TargetName != Target?.Name;

    /// <summary>The days it can have been on.</summary>
    public TimeValue? Date => Time?.Value;
}

/// <summary>Mentions that tell of one occurrence, the most telling of each fact kept.</summary>
internal sealed class DraftEvent(DraftMention first)
{
    /// <summary>In the text's order of reading; the first is the one that named it.</summary>
    public List<DraftMention> Mentions { get; } = [first];

    /// <summary>The mention that tells most plainly what it was.</summary>
    public DraftMention Main { get; private set; } = first;

    /// <summary>ACLED's sub-event type, as its most telling mention has it or as what happens beside it decides; null for what ACLED does not code by itself.</summary>
    public string? Subtype { get; set; } = first.Subtype;

    /// <summary>Why the rules alone would not record it.</summary>
    public Weakness Weakness => IsBare ? Weakness.Bare : Main.Weakness;

    /// <summary>Whether no sentence of it tells of who, whom, where or when.</summary>
    public bool IsBare { get; set; }

    /// <summary>Whether it happened, as far as its mentions say; what is set is said by each mention that said what held before.</summary>
    public EventStatus Status
    {
        get => Mentions.Select(mention => mention.Status).Where(status => status is not EventStatus.Denied).DefaultIfEmpty(EventStatus.Denied).First();
        set
        {
            var before = Status;
            var main = Mentions.IndexOf(Main);
            for (var i = 0; i < Mentions.Count; i++)
            {
                Mentions[i] = Mentions[i].Status == before ? Mentions[i] with { Status = value } : Mentions[i];
            }
            Main = Mentions[main];
        }
    }

    /// <summary>Where, as far as any mention says.</summary>
    public Place? Place { get; private set; } = first.Place;

    /// <summary>When, as far as any mention says.</summary>
    public TimeMention? Time { get; private set; } = first.Time;

    /// <summary>Whether no mention's own sentence says when.</summary>
    public bool TimeIsInferred { get; private set; } = first.Time is not null && !first.TimeIsOwn;

    /// <summary>What forces do with ground in it, and which way, as far as any mention says.</summary>
    public Direction? Direction { get; private set; } = first.Direction;

    /// <summary>Who did it, as far as any mention says.</summary>
    public string? Actor { get; private set; } = first.Actor?.Name;

    /// <summary>Whose side did it.</summary>
    public string? ActorSide { get; private set; } = first.Actor?.Side;

    /// <summary>To whom or what, as far as any mention says.</summary>
    public string? Target { get; private set; } = first.TargetName;

    /// <summary>On whose side that is.</summary>
    public string? TargetSide { get; private set; } = first.Target?.Side;

    /// <summary>What sort of phrase names it; null where none does.</summary>
    public ParticipantKind? TargetKind { get; private set; } = first.Target?.Kind;

    /// <summary>The weapon, as far as any mention says.</summary>
    public string? Means { get; private set; } = first.Means;

    /// <summary>Whether no mention says who did it, or on whose side those are.</summary>
    public bool ActorIsInferred { get; private set; }

    /// <summary>Whether no mention says whom it happened to, or whose that is.</summary>
    public bool TargetIsInferred { get; private set; } = first.TargetIsInferred;

    /// <summary>Whether no mention says where.</summary>
    public bool PlaceIsInferred { get; private set; }

    /// <summary>Whether a mention of the same type stands in a sentence of this one's.</summary>
    public bool IsToldWith(DraftMention other) => Main.Concept.Type == other.Concept.Type && Mentions.Exists(mention => mention.Sentence == other.Sentence);

    /// <summary>Takes another actor, or none.</summary>
    /// <param name="name">Who did it.</param>
    /// <param name="side">Whose side did.</param>
    /// <param name="isInferred">Whether no words of its own sentence say so.</param>
    public void TakeActor(string? name, string? side, bool isInferred) => (Actor, ActorSide, ActorIsInferred) = (name, side, isInferred);

    /// <summary>Takes another target, or none, likewise.</summary>
    public void TakeTarget(string? name, string? side, ParticipantKind? kind, bool isInferred) => (Target, TargetSide, TargetKind, TargetIsInferred) = (name, side, kind, isInferred);

    /// <summary>Takes another place, or none, likewise.</summary>
    public void TakePlace(Place? place, bool isInferred) => (Place, PlaceIsInferred) = (place, isInferred);

    /// <summary>Takes another time, or none, likewise.</summary>
    public void TakeTime(TimeMention? time, bool isInferred) => (Time, TimeIsInferred) = (time, isInferred);

    /// <summary>Gives it the country that the war is fought in where no mention says where it was.</summary>
    public void CompletePlace(Place theatre) => (Place, PlaceIsInferred) = (theatre, true);

    /// <summary>Names the actor where none is told and the report knows of one opponent alone; a group without a side gets it in brackets.</summary>
    public void CompleteActor(string side)
    {
        ActorIsInferred = true;
        (Actor, ActorSide) = (Actor is null ? side : $"{side} ({Actor})", side);
    }

    /// <summary>Names the target's side likewise.</summary>
    public void CompleteTarget(string side)
    {
        var name = Target is null || TargetSide is not null && TargetKind is not ParticipantKind.Weapon ? side
            : Target.StartsWith(side, StringComparison.Ordinal) ? Target : $"{side} ({Target})";
        TargetIsInferred |= name != Target;
        (Target, TargetSide) = (name, side);
    }

    /// <summary>Adds a mention of the same occurrence.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="moreTelling">Whether it names the occurrence more plainly than those before: "a strike" than "were killed".</param>
    public void Add(DraftMention mention, bool moreTelling)
    {
        Mentions.Add(mention);
        if (moreTelling)
        {
            Main = mention;
            Subtype = mention.Subtype;
        }
        if (Place is null || mention.Place is { } exact && exact.Kind is not (PlaceKind.Country or PlaceKind.Region or PlaceKind.Water) && Place.Kind is PlaceKind.Country && Place.Country == exact.Country)
        {
            // "arrived in Norland … landed in Alba": the town says more.
            Place = mention.Place ?? Place;
        }
        if (mention.Time is not null && (Time is null || TimeIsInferred && mention.TimeIsOwn))
        {
            (Time, TimeIsInferred) = (mention.Time, !mention.TimeIsOwn);
        }
        Direction = Joined(Direction, mention.Direction);
        (Actor, ActorSide) = Actor is null ? (mention.Actor?.Name, mention.Actor?.Side) : (Actor, ActorSide);
        (Target, TargetSide, TargetKind, TargetIsInferred) = Target is null ? (mention.TargetName, mention.Target?.Side, mention.Target?.Kind, mention.TargetIsInferred) : (Target, TargetSide, TargetKind, TargetIsInferred);
        Means ??= mention.Means;
    }

    // Each place or axis once in each way; the first mention that says what is done with ground is believed.
    private static Direction? Joined(Direction? known, Direction? other) => known is null || other is null ? known ?? other : new Direction(
        known.Movement ?? other.Movement,
        [.. known.Bearings, .. other.Bearings.Where(one => !known.Bearings.Any(before => before.Way == one.Way && (one.Sector is not null ? before.Sector == one.Sector : before.Place == one.Place)))]);
}

/// <summary>Why the rules alone would not record a mention.</summary>
internal enum Weakness
{
    /// <summary>They would.</summary>
    None,

    /// <summary>It is what another event asks for, promises or threatens.</summary>
    Content,

    /// <summary>It is imagined and no violence.</summary>
    Imagined,

    /// <summary>Its sentence tells nothing of who, whom, where or when.</summary>
    Bare,
}
