using Attest.Incidents.Coverage;

namespace Attest.Register.DamageClaims;

/// <summary>Another damage claim that this one may overlap with. It is shown to examiners with its reasons and never decides anything by itself.</summary>
/// <param name="Other">The other damage claim.</param>
/// <param name="Kinds">In what they agree.</param>
/// <param name="IsLikelyDuplicate">Whether person or entity, category and thing are all the same.</param>
/// <param name="Weight">How much they agree, to sort by; never a measure of anybody's honesty.</param>
/// <param name="Reasons">Why, in plain sentences.</param>
public sealed record Overlap(DamageClaimSummary Other, IReadOnlyList<OverlapKind> Kinds, bool IsLikelyDuplicate, double Weight, IReadOnlyList<string> Reasons);

/// <summary>In what two damage claims can agree.</summary>
public enum OverlapKind
{
    /// <summary>The same claimant, or the same person concerned.</summary>
    Person,

    /// <summary>The same company or body, also under another spelling.</summary>
    Entity,

    /// <summary>The same number in a register of property.</summary>
    Property,

    /// <summary>The same street, house and flat.</summary>
    Address,

    /// <summary>The same building, another flat or none stated.</summary>
    Building,

    /// <summary>The same town within the same days: perhaps one strike.</summary>
    Strike,
}

/// <summary>Damage claims of one building or one strike, put together so that they are examined together.</summary>
/// <param name="Kind"><see cref="OverlapKind.Building"/> or <see cref="OverlapKind.Strike"/>.</param>
/// <param name="Members">The damage claims, by their numbers.</param>
/// <param name="Total">How many there are; more than <paramref name="Members"/> holds where it is a large group.</param>
public sealed record DamageGroup(OverlapKind Kind, IReadOnlyList<DamageClaimSummary> Members, int Total);

/// <summary>A reported incident held against a damage claim.</summary>
/// <param name="Incident">The incident's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Score">How well it fits, 0 to 1; to sort by.</param>
/// <param name="For">What speaks for it, in plain sentences, the weightiest first.</param>
/// <param name="Against">What speaks against it; may be empty.</param>
/// <param name="Quotes">The reports' own sentences, few.</param>
/// <param name="Place">Where it was; null where no report says.</param>
/// <param name="Date">When it was; null where no report says.</param>
/// <param name="DistanceKm">From the damage claim's place to the incident's; null where the incident has none.</param>
/// <param name="Reports">Number of reports that tell of it.</param>
/// <param name="Status">Whether it is said to have happened.</param>
public sealed record Match(
    string Incident,
    string Title,
    double Score,
    IReadOnlyList<string> For,
    IReadOnlyList<string> Against,
    IReadOnlyList<MatchQuote> Quotes,
    IncidentPlace? Place,
    TimeValue? Date,
    double? DistanceKm,
    int Reports,
    EventStatus Status)
{
    /// <summary>Whether what is stated does not tell it apart from the first, or from another where it is the first itself.</summary>
    public bool IsTied { get; init; }
}

/// <summary>A sentence of a report.</summary>
/// <param name="Sentence">As it stands there.</param>
/// <param name="Start">Where the words of the claim begin in the report's text, as a UTF-16 index.</param>
/// <param name="Report">The report.</param>
/// <param name="Publisher">Who published it; null where not known.</param>
/// <param name="Published">When; null where not known.</param>
/// <param name="Speaker">Who says so; null for the publisher's own voice.</param>
public sealed record MatchQuote(string Sentence, int Start, Sha256 Report, string? Publisher, PublicationTime? Published, string? Speaker);

/// <summary>What was reported that a damage claim can be held against. That nothing was found never counts against a claimant.</summary>
/// <param name="Matches">Incidents that fit, the best first; empty where none does.</param>
/// <param name="Coverage">How well that place was covered on each of those days, silent days among them; empty where the damage claim has no place or day.</param>
/// <param name="CoverageSentence">The same in one plain sentence, to be shown beside an empty list above all.</param>
public sealed record MatchResult(IReadOnlyList<Match> Matches, IReadOnlyList<DayCoverage> Coverage, string CoverageSentence)
{
    /// <summary>Whether incidents were looked for: false where they were still being made ready to be searched, so that an empty list says nothing yet.</summary>
    public bool IsReady { get; init; } = true;

    /// <summary>That the first of them can't be told apart by what is stated, in a plain sentence; null where they can.</summary>
    public string? TieSentence { get; init; }

    /// <summary>What its place means for this, where it is open or the pin contradicts the town that is named; null where nothing is to be said.</summary>
    public string? PlaceSentence { get; init; }
}

/// <summary>One row of the open statistics.</summary>
/// <param name="Category">Category's code; null for all.</param>
/// <param name="Region">First-level region; null for all; empty for damage claims without one.</param>
/// <param name="Month">Month of the damage, such as <c>2023-03</c>; null for all.</param>
/// <param name="State">Where they stand; null for all.</param>
/// <param name="Count">How many; null where the number is withheld because it, or one that could be told from it, is small.</param>
public sealed record StatisticsRow(string? Category, string? Region, string? Month, DamageState? State, int? Count);

/// <summary>The open statistics of a register.</summary>
/// <param name="At">When they were counted. They stand unchanged until they are published anew, so that no two days can be compared.</param>
/// <param name="Smallest">Counts below this are withheld.</param>
/// <param name="Rows">One table after another: all, by category, by region, by month, by state, category × region, category × state, region × month. Cells of nothing are left out only where they say nothing of anybody.</param>
/// <param name="Withheld">How many cells are withheld.</param>
public sealed record StatisticsTable(DateTimeOffset At, int Smallest, IReadOnlyList<StatisticsRow> Rows, int Withheld)
{
    /// <summary>What the other counts are rounded to the nearest multiple of; 1 where they are told exactly.</summary>
    public int RoundedTo { get; init; } = 1;

    /// <summary>Days that pass at least until they are published anew.</summary>
    public int EveryDays { get; init; }

    /// <summary>How many damage claims must at least have changed until then.</summary>
    public int LeastChanged { get; init; }

    /// <summary>Whether anything was published yet: before enough damage claims are filed nothing is.</summary>
    public bool IsPublished => Rows.Count > 0;
}

/// <summary>A mistake or a question found in a statement before it is submitted.</summary>
/// <param name="Field">The field it is about, by its id in the pack.</param>
/// <param name="Code">What it is, stable: tests and pages may rely on it.</param>
/// <param name="Sentence">What was found, what is expected and what to do, in the language asked for.</param>
/// <param name="Stops">Whether it must be put right first; else it is a question that may be passed.</param>
public sealed record Mistake(string Field, string Code, string Sentence, bool Stops);
