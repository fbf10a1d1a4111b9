namespace Attest;

/// <summary>An event mention, a figure or a bare statement of one report, with who says so: the unit that agrees with or contradicts another.</summary>
/// <param name="Id">Made from its report, kind and words, so that it survives a new version of the reader.</param>
/// <param name="Report">The report that carries it.</param>
/// <param name="Kind">Event mention, figure or statement.</param>
/// <param name="Measure">What is measured; null for any but a figure.</param>
/// <param name="Low">Least value; null where open below or for any but a figure.</param>
/// <param name="High">Greatest value; null where open above or for any but a figure.</param>
/// <param name="Approximate">Whether the report says so.</param>
/// <param name="Side">Who lost, launched, paid or deployed it; null where it is not known.</param>
/// <param name="Status">Whether the event is said to have happened; tells nothing of a statement.</param>
/// <param name="Modality">In which mode it is said; asserted for the publisher's own voice.</param>
/// <param name="Speaker">Who says so, in a stable form; null for the publisher's own voice.</param>
/// <param name="Chain">Who relays it, the outermost first.</param>
/// <param name="Origin">The origin it rests on; null where it is unsourced.</param>
/// <param name="IsPart">Whether it is a part of another figure, and so never added or compared to a whole.</param>
/// <param name="Words">The trigger, the number or what is said, and the sentence around it is found through the report. UTF-16 spans of the report's text; of the quote where that has no <see cref="ClaimReport.QuoteStart"/>.</param>
public sealed record Claim(
    string Id,
    ClaimReport Report,
    ClaimKind Kind,
    Measure? Measure,
    decimal? Low,
    decimal? High,
    bool Approximate,
    string? Side,
    EventStatus Status,
    Modality Modality,
    string? Speaker,
    IReadOnlyList<string> Chain,
    string? Origin,
    bool IsPart,
    IReadOnlyList<TextSpan> Words)
{
    /// <summary>Whether its number is counted from the people whom the report names or describes, and is no figure of the report's own.</summary>
    public bool IsDerived { get; init; }

    /// <summary>How a figure relates to time; null for an event.</summary>
    public FigureScope? Scope { get; init; }

    /// <summary>Whether a person decided that it does not hold: it stays on view and counts for nothing.</summary>
    public bool IsRejected { get; init; }

    /// <summary>What people decided of it and still stands, the oldest first; empty where nobody did.</summary>
    public IReadOnlyList<ClaimJudgement> Judged { get; init; } = [];

    // With what people decided of it.
    internal Claim With(JudgedMember judged) => this with { Judged = judged.Judgements, IsRejected = judged.Judgements[^1].Verdict == Verdict.Rejected };
}

/// <summary>What a claim shows of its report.</summary>
/// <param name="Id">The report.</param>
/// <param name="Url">Its address; null for a plain file.</param>
/// <param name="Title">Its headline; null where it has none.</param>
/// <param name="Publisher">Who published it; null where not known.</param>
/// <param name="Published">When; null where not known.</param>
/// <param name="Quote">The sentence that holds the claim's words, to show beside it.</param>
/// <param name="QuoteStart">Where <paramref name="Quote"/> starts in the report's text (UTF-16), so that the claim's words can be found in it; null where it is not the text's own stretch, for names in it are withheld: then the claim's words are counted in the quote itself.</param>
public sealed record ClaimReport(Sha256 Id, string? Url, string? Title, string? Publisher, PublicationTime? Published, string Quote, int? QuoteStart = null);

/// <summary>What a claim is made of.</summary>
public enum ClaimKind
{
    /// <summary>A mention of an event.</summary>
    Event,

    /// <summary>A figure.</summary>
    Figure,

    /// <summary>That somebody says something, without a figure or an event. No incident has one among its claims, and lists of claims have those that somebody judged.</summary>
    Statement,
}

/// <summary>What claims of several reports speak of together: one occurrence, its claims, its origins, its disagreements.</summary>
/// <param name="Id">Permanent; a merged one lives on as an alias.</param>
/// <param name="Conflict">The war it belongs to, by its pack's name; null where none does.</param>
/// <param name="Title">A plain sentence about what is claimed; never a perpetrator that is contested or named by one side only.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Modes">PLOVER's modes.</param>
/// <param name="Subtype">ACLED's sub-event type; null for what is not violent.</param>
/// <param name="Actors">Who is said to have done it.</param>
/// <param name="Targets">To whom or what.</param>
/// <param name="Status">The strongest status of its mentions that is not denied by another origin.</param>
/// <param name="Place">Where; null where no claim says.</param>
/// <param name="Date">When; null where no claim says.</param>
/// <param name="TimePrecision">ACLED's code; null without a date.</param>
/// <param name="Reports">Number of reports that carry it.</param>
/// <param name="Origins">Independent roots of the reporting, the one with most reports first.</param>
/// <param name="Unsourced">Number of sentences with claims that name nobody.</param>
/// <param name="Claims">All its claims, by publication, report and place in the text.</param>
/// <param name="Toll">Each measure's range over the claims that count.</param>
/// <param name="Contradictions">Pairs of claims that can't both hold.</param>
/// <param name="Newest">When the newest of its reports was published; null where none is dated.</param>
public sealed record Incident(
    string Id,
    string? Conflict,
    string Title,
    EventType Type,
    IReadOnlyList<string> Modes,
    string? Subtype,
    IReadOnlyList<Participant> Actors,
    IReadOnlyList<Participant> Targets,
    EventStatus Status,
    IncidentPlace? Place,
    TimeValue? Date,
    int? TimePrecision,
    int Reports,
    IReadOnlyList<Origin> Origins,
    int Unsourced,
    IReadOnlyList<Claim> Claims,
    IReadOnlyDictionary<Measure, Toll> Toll,
    IReadOnlyList<Contradiction> Contradictions,
    PublicationTime? Newest)
{
    /// <summary>What people decided of which reports belong together and still stands, the oldest first: the same, or not the same, as others. Empty where nobody did.</summary>
    public IReadOnlyList<ClaimJudgement> Judged { get; init; } = [];

    /// <summary>Whether it tells a reader next to nothing, so that lists leave it out unless all is asked for.</summary>
    /// <remarks>It has neither a toll, a place below a country nor a party (for violence a party alone is not enough: "a fight somewhere in a country"), or it is only imagined or long past.</remarks>
    public bool IsSlight => Status is EventStatus.Historical or EventStatus.Hypothetical
        || (Toll.Count == 0 && Place is null or { Kind: PlaceKind.Country } && (Type == EventType.Assault || !Actors.Concat(Targets).Any(participant => participant.Side is not null)));

    private const double OriginWeight = 2, TellingWeight = 0.5, ViolenceWeight = 2, TollWeight = 2, SettlementWeight = 2, RegionWeight = 1, DayWeight = 2, DisputeWeight = 1;

    /// <summary>Days that a date may span and still tell when it was, and not only that it is part of a long war.</summary>
    private const int ShortDays = 2;

    /// <summary>Reports that carry it, copies of one text counted once; at least 1.</summary>
    public int Tellings => Math.Max(1, Reports - Origins.Where(origin => origin.Kind == OriginKind.Text).Sum(origin => origin.Reports - 1));

    /// <summary>How much it asks for attention, for lists that can't show all; never a measure of truth.</summary>
    /// <remarks>
    /// The number of known origins, and less of independent tellings, by their logarithms, and a fixed part each for violence, a toll, a place below the country, a day or night, and an open dispute;
    /// planned, possible, denied and long past incidents weigh half. Made from the other members, so that it needs no storing.
    /// </remarks>
    public double Weight
    {
        get
        {
            var isShort = Date is { } date && date.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber < ShortDays;
            var weight = (OriginWeight * Math.Log2(1 + Origins.Count(origin => origin.IsKnown))) + (TellingWeight * Math.Log2(1 + Tellings))
                + (Type == EventType.Assault ? ViolenceWeight : 0) + (Toll.Count > 0 ? TollWeight : 0) + (isShort ? DayWeight : 0)
                + (Place?.Kind switch { null or PlaceKind.Country => 0, PlaceKind.Region or PlaceKind.Water => RegionWeight, _ => SettlementWeight })
                + (Contradictions.Any(contradiction => contradiction.State == ContradictionState.Open) ? DisputeWeight : 0);
            return Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged ? weight : weight / 2;
        }
    }
}

/// <summary>Who took part.</summary>
/// <param name="Name">In a stable form.</param>
/// <param name="Side">Party or state; null where not known.</param>
/// <param name="Contested">Whether one side only says so, or another denies it.</param>
public sealed record Participant(string Name, string? Side, bool Contested);

/// <summary>Where an incident happened.</summary>
/// <param name="Name">The gazetteer's English name.</param>
/// <param name="Gazetteer">The entry's key.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; null at sea.</param>
/// <param name="Region">First-level region; null where the entry has none.</param>
/// <param name="Position">WGS 84.</param>
/// <param name="Kind">Country, region, city, village, site or water.</param>
/// <param name="GeoPrecision">ACLED's code.</param>
/// <param name="RadiusKm">Radius of the area meant.</param>
public sealed record IncidentPlace(string Name, string Gazetteer, string? Country, string? Region, GeoPoint Position, PlaceKind Kind, int GeoPrecision, double RadiusKm);

/// <summary>An independent root of reporting: all reports that relay one speaker, copy one wire or forward one post are one origin.</summary>
/// <param name="Id">Its place in this incident, such as <c>o1</c>.</param>
/// <param name="Speaker">Who it is, in a stable form; for a text that nobody signs, where it was first seen.</param>
/// <param name="Side">Party or state; null where not known.</param>
/// <param name="Reports">Number of reports that rest on it.</param>
/// <param name="Kind">What makes it a root. Only a <see cref="OriginKind.Text"/> names nobody.</param>
public sealed record Origin(string Id, string Speaker, string? Side, int Reports, OriginKind Kind = OriginKind.Speaker)
{
    /// <summary>Whether somebody stands for it: copies of a text that nobody signs have one root, but not a known one.</summary>
    public bool IsKnown => Kind != OriginKind.Text;
}

/// <summary>What makes an origin one root.</summary>
public enum OriginKind
{
    /// <summary>Somebody who is said to say it.</summary>
    Speaker,

    /// <summary>A news agency that the text credits.</summary>
    Agency,

    /// <summary>A post that the text forwards.</summary>
    Post,

    /// <summary>A text that several reports have nearly word for word, and that names nobody.</summary>
    Text,
}

/// <summary>The range of one measure over an incident's claims.</summary>
/// <param name="Low">Least value that a counting claim allows; null where open below.</param>
/// <param name="High">Greatest; null where open above.</param>
/// <param name="Shown">One number for a list or chart that needs one; null when none. Never shown without the range.</param>
/// <param name="Rule">How <paramref name="Shown"/> was chosen, in words.</param>
public sealed record Toll(decimal? Low, decimal? High, decimal? Shown, string Rule)
{
    /// <summary>Whether its ends come from words such as “dozens” or “about”.</summary>
    public bool Approximate { get; init; }
}

/// <summary>Two claims that can't both hold.</summary>
/// <param name="Kind">In what they disagree.</param>
/// <param name="Measure">The measure, for a count; else null.</param>
/// <param name="First">Id of the earlier claim.</param>
/// <param name="Second">Id of the later claim.</param>
/// <param name="State">Whether it still stands.</param>
/// <param name="Since">When the later one was published; null where it is not dated.</param>
public sealed record Contradiction(ContradictionKind Kind, Measure? Measure, string First, string Second, ContradictionState State, PublicationTime? Since)
{
    /// <summary>The judgement by which it is resolved; null where none is of it: it stands, or one of its claims was rejected.</summary>
    public string? ResolvedBy { get; init; }
}

/// <summary>In what two claims disagree.</summary>
public enum ContradictionKind
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>Where.</summary>
    Place,

    /// <summary>When.</summary>
    Time,

    /// <summary>Who.</summary>
    Actor,

    /// <summary>Whether it happened at all.</summary>
    Occurrence,

    /// <summary>Whether it is over, going on or planned.</summary>
    Status,
}

/// <summary>Whether a contradiction still stands.</summary>
public enum ContradictionState
{
    /// <summary>Both are upheld.</summary>
    Open,

    /// <summary>The same origin has given a later figure.</summary>
    Superseded,

    /// <summary>A person has decided.</summary>
    Resolved,
}
