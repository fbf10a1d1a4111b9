namespace Attest.Incidents.Tallies;

/// <summary>What is asked of a tally. Null asks for everything.</summary>
/// <param name="Measure">What is summed.</param>
/// <param name="Side">Who lost, launched or paid it.</param>
/// <param name="Place">A place's, region's or country's name, code or gazetteer entry.</param>
/// <param name="From">The first day on which an incident may have happened.</param>
/// <param name="To">The last.</param>
/// <param name="Claimant">Only figures that rest on this origin, or on an origin of this side.</param>
public sealed record TallyQuery(Measure Measure, string? Side = null, string? Place = null, DateOnly? From = null, DateOnly? To = null, string? Claimant = null);

/// <summary>A measure over incidents: a range, one number to show, and everything that it is made of.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Low">The sum of the least values; an incident whose least value is open adds nothing.</param>
/// <param name="High">The sum of the greatest values; null where one of them is open.</param>
/// <param name="Shown">The sum of the numbers shown; null where no incident counts. Never shown without the range.</param>
/// <param name="Lines">The incidents that count, by day, then by id.</param>
/// <param name="Alarms">Where the same people or things may be counted twice.</param>
/// <param name="LeftOut">Figures of this measure that were met and not counted, by reason.</param>
/// <param name="Undated">Incidents with such figures that are not added, because no report dates them to within a month: they may be among those that are.</param>
public sealed record Tally(
    TallyQuery Query, decimal Low, decimal? High, decimal? Shown, IReadOnlyList<TallyLine> Lines, IReadOnlyList<TallyAlarm> Alarms, IReadOnlyDictionary<LeftOut, int> LeftOut, int Undated)
{
    /// <summary>Number of incidents that are added; more than there are lines where not all are listed.</summary>
    public long Incidents { get; init; } = Lines.Count;

    /// <summary>Incidents left out because no report dates them to within a month, by id; not all where there are very many.</summary>
    public IReadOnlyList<UndatedIncident> UndatedIncidents { get; init; } = [];

    /// <summary>Of a tally as of a moment: incidents told of both before and after it that are left out, because they are too many to be made anew for one page.</summary>
    public long Uncounted { get; init; }

    /// <summary>How the sum is made, in words for a reader.</summary>
    public const string Rule =
        "each incident once: the sum of its least, its greatest and its shown number; nothing denied, planned, possible, imagined or long past, no total since some start, no stock and no part of another figure is added";
}

/// <summary>What a measure comes to over all incidents, without what it is made of.</summary>
/// <param name="Measure">What is summed.</param>
/// <param name="Low">As <see cref="Tally.Low"/>.</param>
/// <param name="High">As <see cref="Tally.High"/>.</param>
/// <param name="Shown">As <see cref="Tally.Shown"/>.</param>
/// <param name="Incidents">Number of incidents that count.</param>
public sealed record TallySummary(Measure Measure, decimal Low, decimal? High, decimal Shown, long Incidents);

/// <summary>What one incident adds to a tally.</summary>
/// <param name="Incident">Its id.</param>
/// <param name="Title">What it is.</param>
/// <param name="Place">Where; null where no report says.</param>
/// <param name="Date">When; null where no report says.</param>
/// <param name="Toll">The measure's range in it, with the rule for the number shown.</param>
/// <param name="Claims">The claims that the range is made of, by publication.</param>
public sealed record TallyLine(string Incident, string Title, IncidentPlace? Place, TimeValue? Date, Toll Toll, IReadOnlyList<Claim> Claims);

/// <summary>An incident that a tally leaves out for want of a date.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is.</param>
public sealed record UndatedIncident(string Id, string Title);

/// <summary>That two lines of a tally, or two figures of one, may count the same twice.</summary>
/// <param name="Kind">Why.</param>
/// <param name="First">The id of the incident that may hold the other, or of both.</param>
/// <param name="Second">The id of the other incident.</param>
public sealed record TallyAlarm(TallyAlarmKind Kind, string First, string Second);

/// <summary>Why something may be counted twice.</summary>
public enum TallyAlarmKind
{
    /// <summary>One is a region's figure, the other a town's within it, of one time.</summary>
    RegionAndTown,

    /// <summary>One sums up several days, the other is of one of them.</summary>
    PeriodAndDay,

    /// <summary>One sort of occurrence in one place on one day: they may be one incident.</summary>
    SameDayAndPlace,

    /// <summary>One incident has figures of a whole and of a sort that may be its part.</summary>
    WholeAndPart,

    /// <summary>One incident spans more days than are asked for: what it adds may have been before or after.</summary>
    PartlyWithin,
}

/// <summary>Why a figure was not counted.</summary>
public enum LeftOut
{
    /// <summary>It is denied.</summary>
    Denied,

    /// <summary>It is planned, possible, asked or imagined.</summary>
    NotHappened,

    /// <summary>It is of an earlier time.</summary>
    Historical,

    /// <summary>It is a total since some start, or a stock.</summary>
    Total,

    /// <summary>It is a part of another figure.</summary>
    Part,

    /// <summary>A person rejected it.</summary>
    Rejected,

    /// <summary>Its own sentence, or a later figure of its origin, replaces it.</summary>
    Superseded,

    /// <summary>A side is asked for, and nobody says of which one it is.</summary>
    UnknownSide,

    /// <summary>It is of another side than is asked for.</summary>
    OtherSide,

    /// <summary>A claimant is asked for, and nobody is named who says it.</summary>
    Unsourced,

    /// <summary>Another than the claimant asked for says it.</summary>
    OtherClaimant,
}
