namespace Attest.Incidents.Tallies;

/// <summary>Finds lines of a tally that may count the same people or things twice.</summary>
internal static class TallyAlarms
{
    /// <summary>Days from which a line sums up a time rather than tells of one occurrence.</summary>
    private const int SummaryDays = 3;

    private const double SameTownKm = 3;

    /// <summary>The alarms. Of many lines that may be one, each is told beside the first of them alone: their pairs would be as many as the square of the lines.</summary>
    /// <param name="lines">Lines by their first day.</param>
    public static List<TallyAlarm> Find(IReadOnlyList<TallyLine> lines)
    {
        var alarms = new List<TallyAlarm>();
        // Lines that still last on the day that is looked at; no pair further apart is compared.
        var lasting = new List<TallyLine>();
        foreach (var line in lines)
        {
            if (line.Date is null || line.Place is null)
            {
                continue;
            }
            var (first, _) = TallyCounter.DaysOf(line);
            lasting.RemoveAll(other => TallyCounter.DaysOf(other).Last < first);
            var told = new HashSet<TallyAlarmKind>();
            foreach (var other in lasting)
            {
                if (Alarm(other, line) is { } alarm && told.Add(alarm.Kind))
                {
                    alarms.Add(alarm);
                }
            }
            lasting.Add(line);
        }
        return alarms;
    }

    private static TallyAlarm? Alarm(TallyLine left, TallyLine right)
    {
        IncidentPlace here = left.Place!, there = right.Place!;
        if (Holds(here, there) || Holds(there, here))
        {
            var (outer, inner) = Holds(here, there) ? (left, right) : (right, left);
            return new TallyAlarm(DaysIn(outer) >= SummaryDays && DaysIn(inner) < SummaryDays ? TallyAlarmKind.PeriodAndDay : TallyAlarmKind.RegionAndTown, outer.Incident, inner.Incident);
        }
        if (here.Gazetteer != there.Gazetteer && here.Position.DistanceKm(there.Position) > SameTownKm)
        {
            return null;
        }
        var (longer, shorter) = DaysIn(left) >= DaysIn(right) ? (left, right) : (right, left);
        return new TallyAlarm(DaysIn(longer) >= SummaryDays && DaysIn(shorter) < SummaryDays ? TallyAlarmKind.PeriodAndDay : TallyAlarmKind.SameDayAndPlace, longer.Incident, shorter.Incident);
    }

    // A region holds its towns, a country its regions and towns.
    private static bool Holds(IncidentPlace outer, IncidentPlace inner) => outer.Gazetteer != inner.Gazetteer && outer.Kind switch
    {
        PlaceKind.Country => inner.Kind != PlaceKind.Country && outer.Country is not null && outer.Country == inner.Country,
        PlaceKind.Region => inner.Kind is PlaceKind.City or PlaceKind.Village or PlaceKind.Site
            && (inner.Region is not null && (inner.Region == outer.Name || inner.Region == outer.Region) || inner.Region is null && outer.Position.DistanceKm(inner.Position) <= outer.RadiusKm),
        _ => false,
    };

    private static int DaysIn(TallyLine line) => TallyCounter.DaysOf(line) is var (first, last) ? last.DayNumber - first.DayNumber + 1 : 0;
}
