using Attest.Claims.Nations;
using Attest.Claims.Places;
using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Incidents.Tallies;

/// <summary>Sums a measure over incidents. Pure; the order of the incidents tells nothing.</summary>
public static class TallyCounter
{
    /// <summary>Days from which a date no longer tells one occurrence from the next.</summary>
    private const int MostDays = 31;

    /// <summary>The tally of a query over incidents, each with its claims.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="incidents">Incidents with all their claims as they stand at the moment that is asked of.</param>
    public static Tally Count(TallyQuery query, IEnumerable<(Incident Incident, IReadOnlyList<LinkedClaim> Claims)> incidents)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(incidents);
        var lines = new List<TallyLine>();
        var mixed = new List<TallyAlarm>();
        var leftOut = new SortedDictionary<LeftOut, int>();
        var undated = 0;
        foreach (var (incident, raw) in incidents.OrderBy(one => one.Incident.Id, StringComparer.Ordinal))
        {
            var claims = OriginFinder.Resolve(raw);
            if (query.Place is { } place && !IsAt(incident.Place, place))
            {
                continue;
            }
            var asked = claims.Where(claim => IsAsked(query, claim)).ToList();
            if (asked is [])
            {
                continue;
            }
            if (incident.Status is EventStatus.Denied or EventStatus.Planned or EventStatus.Hypothetical or EventStatus.Historical)
            {
                var reason = incident.Status switch { EventStatus.Denied => LeftOut.Denied, EventStatus.Historical => LeftOut.Historical, _ => LeftOut.NotHappened };
                leftOut[reason] = leftOut.GetValueOrDefault(reason) + asked.Count;
                continue;
            }
            if (DaysOf(incident) is not var (first, last))
            {
                // It may be one that is counted already, or the whole of many.
                undated += asked.Exists(ClaimStanding.Counts) ? 1 : 0;
                continue;
            }
            if (query.To < first || query.From > last)
            {
                continue;
            }
            AddLine(query, incident, asked, lines, mixed, leftOut);
        }
        lines.Sort((left, right) => (DaysOf(left).First, left.Incident, left.Incident.Length).CompareTo((DaysOf(right).First, right.Incident, right.Incident.Length)));
        return new Tally(
            query, lines.Sum(line => line.Toll.Low ?? 0), lines.Exists(line => line.Toll.High is null) ? null : lines.Sum(line => line.Toll.High!.Value),
            lines is [] ? null : lines.Sum(line => line.Toll.Shown ?? 0), lines, [.. mixed, .. TallyAlarms.Find(lines)], leftOut, undated);
    }

    /// <summary>Whether an incident's tolls are added to a tally: it is said to have happened, and dated to within a month.</summary>
    public static bool IsAdded(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Status is not (EventStatus.Denied or EventStatus.Planned or EventStatus.Hypothetical or EventStatus.Historical) && DaysOf(incident) is not null;
    }

    private static (DateOnly First, DateOnly Last)? DaysOf(Incident incident) =>
        incident.Date?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber < MostDays ? (first, last) : null;

    /// <summary>The first and last day of a line; the greatest where it is not dated.</summary>
    internal static (DateOnly First, DateOnly Last) DaysOf(TallyLine line) => line.Date?.Days is ({ } first, { } last) ? (first, last) : (DateOnly.MaxValue, DateOnly.MaxValue);

    private static void AddLine(TallyQuery query, Incident incident, List<LinkedClaim> asked, List<TallyLine> lines, List<TallyAlarm> mixed, SortedDictionary<LeftOut, int> leftOut)
    {
        var figures = asked.Where(ClaimStanding.Counts).OrderBy(claim => claim.Claim.Report.Published ?? new PublicationTime(DateOnly.MaxValue))
            .ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal).ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var superseded = Supersession.Find(figures);
        foreach (var claim in asked)
        {
            if (ReasonOf(claim, superseded) is { } reason)
            {
                leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
            }
        }
        var standing = figures.Where(figure => !superseded.ContainsKey(figure.Claim.Id)).ToList();
        if (standing is [])
        {
            return;
        }
        var whole = Wholes.Among(standing);
        if (whole.Count < standing.Count)
        {
            mixed.Add(new TallyAlarm(TallyAlarmKind.WholeAndPart, incident.Id, incident.Id));
        }
        // Unless only some of its figures are asked for, an incident adds what it says of itself.
        var counted = query is { Side: null, Claimant: null } ? incident.Toll : TollCounter.Count(whole, superseded);
        if (!counted.TryGetValue(query.Measure, out var toll))
        {
            return;
        }
        var byId = incident.Claims.DistinctBy(claim => claim.Id).ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        lines.Add(new TallyLine(incident.Id, incident.Title, incident.Place, incident.Date, toll, [.. whole.Select(figure => byId.GetValueOrDefault(figure.Claim.Id, figure.Claim))]));
    }

    private static bool IsAsked(TallyQuery query, LinkedClaim claim) => claim.Claim.Measure == query.Measure
        && (query.Side is null || string.Equals(claim.Claim.Side, query.Side, StringComparison.OrdinalIgnoreCase))
        && (query.Claimant is null || IsSaidBy(claim, query.Claimant));

    private static bool IsSaidBy(LinkedClaim claim, string claimant) => claim.OriginKey is { } origin
        && (string.Equals(claim.SpeakerSide, claimant, StringComparison.OrdinalIgnoreCase) || string.Equals(claim.Claim.Speaker, claimant, StringComparison.OrdinalIgnoreCase)
            || origin == PlaceKey.Fold(claimant));

    private static bool IsAt(IncidentPlace? place, string asked)
    {
        if (place is null)
        {
            return false;
        }
        var folded = PlaceKey.Fold(asked);
        return PlaceKey.Fold(place.Name) == folded || place.Region is { } region && PlaceKey.Fold(region) == folded || place.Gazetteer == asked
            || string.Equals(place.Country, asked, StringComparison.OrdinalIgnoreCase) || place.Country is { } country && NationTable.World.ByIso(country)?.Name is { } name && PlaceKey.Fold(name) == folded;
    }

    private static LeftOut? ReasonOf(LinkedClaim claim, Dictionary<string, LinkedClaim> superseded) => claim.Claim switch
    {
        { IsRejected: true } => LeftOut.Rejected,
        { Status: EventStatus.Denied } or { Modality: Modality.Denied } => LeftOut.Denied,
        { Status: EventStatus.Planned or EventStatus.Hypothetical } or { Modality: Modality.Planned or Modality.Possible or Modality.Asked } => LeftOut.NotHappened,
        { Status: EventStatus.Historical } => LeftOut.Historical,
        { IsPart: true } => LeftOut.Part,
        _ when claim.Scope is FigureScope.Cumulative or FigureScope.Stock => LeftOut.Total,
        _ when claim.Revision == Revision.Former || superseded.ContainsKey(claim.Claim.Id) => LeftOut.Superseded,
        _ => null,
    };
}
