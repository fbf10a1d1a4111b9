namespace Attest.Incidents.Linking;

/// <summary>Events of one report that tell of one occurrence, as far as they have been gathered.</summary>
internal sealed class AccountDraft
{
    /// <summary>Days that an expression may span and still mean one day: a night has two dates.</summary>
    private const int NightDays = 1;

    private static readonly HashSet<string> Territory = new(StringComparer.Ordinal) { "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory" };

    /// <summary>An account of one event.</summary>
    public AccountDraft(Event occurrence, EventFacts facts, int sentence, int item, bool isAsked)
    {
        (Type, Sentence, LastSentence, Item) = (facts.Type, sentence, sentence, item);
        Kind = Neighbourhood.KindOf(facts);
        IsTelling = !isAsked && occurrence.Status is not (EventStatus.Hypothetical or EventStatus.Historical);
        // A river or a sea is too long to be compared as a place.
        Place = facts.Place is { Kind: PlaceKind.Water } ? null : PlaceOf(facts.Place);
        if (facts.Date?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber is >= 0 and <= NightDays)
        {
            (First, Last) = (first.DayNumber, last.DayNumber);
        }
        Actor = facts.Actor is null ? null : ParticipantTally.SideOf(facts.Actor);
        TakesGround = occurrence.Direction?.Movement is not null || facts.Subtype is not null && Territory.Contains(facts.Subtype);
        IsCampaign = Place is not { IsSettlement: true } && !occurrence.TargetIsInferred && facts.Target is { } target && ParticipantTally.SideOf(target) == target;
        Modes.UnionWith(facts.Modes);
        Trigger = occurrence.Trigger;
        Tellings.Add((sentence, occurrence.Status));
    }

    /// <summary>Dates it where nothing else does.</summary>
    public void DateOn(int day) => (First, Last) = (day, day);

    /// <summary>An account of nothing but that somebody was harmed.</summary>
    public AccountDraft(Casualty casualty, int sentence, int item)
    {
        (Type, Kind, Sentence, LastSentence, Item, IsTelling) = (EventType.Assault, Neighbourhood.Violence, sentence, sentence, item, true);
        Trigger = casualty.Span;
        Tellings.Add((sentence, EventStatus.Happened));
    }

    public EventType Type { get; }

    public string Kind { get; }

    public bool IsTelling { get; }

    public int Item { get; }

    public int Sentence { get; }

    public int LastSentence { get; private set; }

    public AccountPlace? Place { get; private set; }

    public int? First { get; private set; }

    public int? Last { get; private set; }

    public string? Actor { get; private set; }

    /// <summary>Whether forces move or ground changes hands in it: each such place is an occurrence of its own.</summary>
    public bool TakesGround { get; }

    /// <summary>Whether it is told of a whole state and of no town in it.</summary>
    public bool IsCampaign { get; }

    public HashSet<string> Modes { get; } = new(StringComparer.Ordinal);

    /// <summary>The words that it is named by.</summary>
    public TextSpan Trigger { get; }

    /// <summary>Where it is told and with which status, in the text's order; never empty.</summary>
    public List<(int Sentence, EventStatus Status)> Tellings { get; } = [];

    public double Lead { get; set; }

    public bool HasVictims { get; set; }

    /// <summary>Takes in another event of the same occurrence: the more exact place and the narrower day hold.</summary>
    public void Add(AccountDraft other)
    {
        LastSentence = other.LastSentence;
        if (Place is null || other.Place is { IsSettlement: true } && !Place.IsSettlement)
        {
            Place = other.Place;
        }
        if (other.First is not null && (First is null || other.Last - other.First < Last - First))
        {
            (First, Last) = (other.First, other.Last);
        }
        Actor ??= other.Actor;
        Modes.UnionWith(other.Modes);
        Tellings.AddRange(other.Tellings);
    }

    /// <summary>A place as linking compares it; null for null.</summary>
    public static AccountPlace? PlaceOf(IncidentPlace? place) => place is null ? null : new AccountPlace(
        SettlementTable.AnchorOf(place), place.Name, place.Region is null ? place.Country : $"{place.Country}/{place.Region}", place.Position, place.RadiusKm,
        place.Kind is PlaceKind.City or PlaceKind.Village or PlaceKind.Site);
}
