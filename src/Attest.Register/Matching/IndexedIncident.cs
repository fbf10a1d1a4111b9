namespace Attest.Register.Matching;

/// <summary>What is held against damage claims of one incident: no texts, so that hundreds of thousands fit into memory.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Title">Its title.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Modes">PLOVER's modes.</param>
/// <param name="Subtype">ACLED's sub-event type; null for what is not violent.</param>
/// <param name="Status">Whether it is said to have happened.</param>
/// <param name="Place">Where.</param>
/// <param name="Date">When, as reports say, or the day of the first report where none says.</param>
/// <param name="First">The first day that it can have been on, as a number.</param>
/// <param name="Last">The last.</param>
/// <param name="Reports">Number of reports.</param>
/// <param name="Weight">How much it asks for attention.</param>
/// <param name="Measures">The measures that it has a toll of.</param>
/// <param name="Words">What its reports speak of, folded words in ordinal order.</param>
internal sealed record IndexedIncident(
    string Id, string Title, EventType Type, IReadOnlyList<string> Modes, string? Subtype, EventStatus Status, IncidentPlace Place, TimeValue Date, int First, int Last, int Reports, double Weight,
    IReadOnlyList<Measure> Measures, string[] Words)
{
    /// <summary>Days beyond which a date tells of a war and not of a day.</summary>
    private const int LongestDays = 100;

    /// <summary>A place so wide is an area, whatever it is called: “200 km from a town” is not the town.</summary>
    private const double WideKm = 25;

    private const int MostQuotes = 12;

    // What harm is counted in: an incident of any type that counts one of these did harm.
    private static readonly Measure[] Harm =
        [Measure.PeopleKilled, Measure.PeopleWounded, Measure.PeopleMissing, Measure.PeopleCaptured, Measure.PeopleDisplaced, Measure.FacilitiesDamaged, Measure.BuildingsDamaged];

    /// <summary>The measures of which reports say that there was none: nobody was killed, nothing was damaged.</summary>
    public IReadOnlyList<Measure> NoneOf { get; init; } = [];

    /// <summary>Whether no report says when it was, so that only the day of its first report bounds it.</summary>
    public bool IsDatedByReport { get; init; }

    /// <summary>Whether only an area is known, and no town or place in it.</summary>
    public bool IsArea => Place.Kind is PlaceKind.Region or PlaceKind.Water || Place.RadiusKm > WideKm;

    /// <summary>What can be held against damage claims of an incident; null where it has no place below a country, neither a day nor a dated report, did not happen, or is nothing that does harm.</summary>
    /// <remarks>What reports tell in retrospect counts where they date it: a damage claim may be years older than the report.</remarks>
    public static IndexedIncident? Of(Incident incident)
    {
        if (incident is not { Place: { Kind: not PlaceKind.Country } place, Status: EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged or EventStatus.Denied or EventStatus.Historical }
            || Days(incident) is not var (date, first, last, isByReport) || (isByReport && incident.Status == EventStatus.Historical))
        {
            return null;
        }
        Measure[] none = [.. incident.Toll.Where(toll => toll.Value.High == 0).Select(toll => toll.Key)];
        Measure[] measures = [.. incident.Toll.Keys.Except(none)];
        if (incident.Type is not (EventType.Assault or EventType.Coerce or EventType.Mobilize or EventType.Retreat or EventType.Sanction) && !measures.Any(Harm.Contains))
        {
            return null;
        }
        return new IndexedIncident(
            incident.Id, incident.Title, incident.Type, incident.Modes, incident.Subtype, incident.Status, place, date, first, last, incident.Reports, incident.Weight,
            measures, AccountWords.Of(incident.Claims.Select(claim => claim.Report.Quote).Distinct(StringComparer.Ordinal).Take(MostQuotes).Append(incident.Title)))
        {
            NoneOf = none,
            IsDatedByReport = isByReport,
        };
    }

    // As reports date it; from when they say that it began until the first of them told so; or else, as surely as news is told soon, on the days before its first report.
    private static (TimeValue Date, int First, int Last, bool IsByReport)? Days(Incident incident)
    {
        var (first, last) = incident.Date?.Days ?? (null, null);
        if (first is { } from && last is { } to)
        {
            return to.DayNumber - from.DayNumber <= LongestDays ? (incident.Date!.Value, from.DayNumber, to.DayNumber, false) : null;
        }
        var reports = incident.Claims.Where(claim => !claim.IsRejected && claim.Report.Published is not null).Select(claim => claim.Report.Published!.Value.Day.DayNumber).ToList();
        if (reports.Count == 0)
        {
            return null;
        }
        if (first is { } begun)
        {
            var told = reports.Min();
            return told >= begun.DayNumber && told - begun.DayNumber <= LongestDays ? (incident.Date!.Value, begun.DayNumber, told, false) : null;
        }
        var day = Math.Min(reports.Min(), last?.DayNumber ?? int.MaxValue);
        return (TimeValue.Of(DateOnly.FromDayNumber(day)), day - ToldAfter.MostDays, day, true);
    }
}
