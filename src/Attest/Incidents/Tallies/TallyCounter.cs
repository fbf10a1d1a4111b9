using Attest.Incidents.Origins;

namespace Attest.Incidents.Tallies;

/// <summary>Sums a measure over incidents. Pure; the order of the incidents tells nothing.</summary>
public static class TallyCounter
{
    /// <summary>The tally of a query over incidents, each with its claims.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="incidents">Incidents with all their claims as they stand at the moment that is asked of.</param>
    public static Tally Count(TallyQuery query, IEnumerable<(Incident Incident, IReadOnlyList<LinkedClaim> Claims)> incidents)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(incidents);
        var all = incidents.ToList();
        var sum = new TallySum(query, query.Place is { } place ? PlaceNames.Asked(place, folded => all.Exists(one => PlaceNames.Of(one.Incident.Place).Contains(folded, StringComparer.Ordinal))) : null);
        foreach (var (incident, claims) in all)
        {
            sum.Add(incident, OriginFinder.Resolve(claims));
        }
        return sum.Result();
    }

    /// <summary>The first and last day of a line; the greatest where it is not dated.</summary>
    internal static (DateOnly First, DateOnly Last) DaysOf(TallyLine line) => line.Date?.Days is ({ } first, { } last) ? (first, last) : (DateOnly.MaxValue, DateOnly.MaxValue);
}

/// <summary>A tally while it is summed up.</summary>
/// <param name="query">What is asked.</param>
/// <param name="place">The folded name of the place that is asked for, as <see cref="PlaceNames.Asked"/> gives it; null for all.</param>
internal sealed class TallySum(TallyQuery query, string? place)
{
    private readonly List<TallyLine> _lines = [];
    private readonly List<TallyAlarm> _within = [];
    private readonly List<UndatedIncident> _undated = [];
    private readonly SortedDictionary<LeftOut, int> _leftOut = [];
    private decimal _low, _high, _shown;
    private long _incidents, _open;

    /// <summary>Incidents that could not be counted as they stood, because they are too many to be made anew.</summary>
    public long Uncounted { get; set; }

    /// <summary>Adds an incident with all its claims.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="claims">Its claims, each with its origin resolved.</param>
    public void Add(Incident incident, IReadOnlyList<LinkedClaim> claims)
    {
        if (place is not null && !PlaceNames.Of(incident.Place).Contains(place, StringComparer.Ordinal))
        {
            return;
        }
        if (TallyReader.Of(query, incident, claims) is not { } entry || entry.First is { } first && query.To < first || entry.Last is { } last && query.From > last)
        {
            return;
        }
        foreach (var (reason, count) in entry.LeftOut)
        {
            Leave(reason, count);
        }
        if (entry.IsUndated)
        {
            List(new UndatedIncident(incident.Id, incident.Title));
        }
        if (entry.Toll is { } toll)
        {
            Sum(1, toll.Low ?? 0, toll.High is null ? 1 : 0, toll.High ?? 0, toll.Shown ?? 0);
            List(incident, toll, entry.Claims, entry.IsMixed);
        }
    }

    /// <summary>Adds what some incidents come to together.</summary>
    public void Sum(long incidents, decimal low, long open, decimal high, decimal shown)
    {
        _incidents += incidents;
        _low += low;
        _open += open;
        _high += high;
        _shown += shown;
    }

    /// <summary>Counts figures that do not count.</summary>
    public void Leave(LeftOut reason, int count)
    {
        if (count > 0)
        {
            _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + count;
        }
    }

    /// <summary>Lists an incident that is summed up.</summary>
    public void List(Incident incident, Toll toll, IReadOnlyList<string> claims, bool isMixed)
    {
        var byId = incident.Claims.DistinctBy(claim => claim.Id).ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        _lines.Add(new TallyLine(incident.Id, incident.Title, incident.Place, incident.Date, toll, [.. claims.Select(id => byId[id])]));
        if (isMixed)
        {
            _within.Add(new TallyAlarm(TallyAlarmKind.WholeAndPart, incident.Id, incident.Id));
        }
        if (TallyReader.DaysOf(incident) is var (first, last) && (first < query.From || last > query.To))
        {
            _within.Add(new TallyAlarm(TallyAlarmKind.PartlyWithin, incident.Id, incident.Id));
        }
    }

    /// <summary>Lists an incident that is left out for want of a date.</summary>
    public void List(UndatedIncident incident) => _undated.Add(incident);

    /// <summary>The tally.</summary>
    /// <param name="mostLines">Of more lines and undated incidents only the latest are given, and looked at for what may be counted twice.</param>
    /// <param name="undated">Number of the undated that were not listed.</param>
    public Tally Result(int mostLines = int.MaxValue, long undated = 0)
    {
        _lines.Sort((left, right) => TallyCounter.DaysOf(left).First.CompareTo(TallyCounter.DaysOf(right).First) is var days && days != 0 ? days : string.CompareOrdinal(left.Incident, right.Incident));
        _undated.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        List<TallyLine> lines = [.. _lines.TakeLast(mostLines)];
        var listed = lines.Select(line => line.Incident).ToHashSet(StringComparer.Ordinal);
        return new Tally(
            query, _low, _open > 0 ? null : _high, _incidents == 0 ? null : _shown, lines,
            [.. _within.Where(alarm => listed.Contains(alarm.First)).OrderBy(alarm => alarm.Kind).ThenBy(alarm => alarm.First, StringComparer.Ordinal), .. TallyAlarms.Find(lines)], _leftOut, (int)(_undated.Count + undated))
        {
            Incidents = _incidents,
            UndatedIncidents = [.. _undated.Take(mostLines)],
            Uncounted = Uncounted,
        };
    }
}
