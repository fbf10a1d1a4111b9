namespace Attest.Register.Matching;

/// <summary>What is held against damage claims of one incident: no texts, so that hundreds of thousands fit into memory.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Title">Its title.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Modes">PLOVER's modes.</param>
/// <param name="Subtype">ACLED's sub-event type; null for what is not violent.</param>
/// <param name="Status">Whether it is said to have happened.</param>
/// <param name="Place">Where.</param>
/// <param name="Date">When, as reports say.</param>
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

    /// <summary>What can be held against damage claims of an incident; null where it has no place below a country or no day, or did not happen.</summary>
    public static IndexedIncident? Of(Incident incident)
    {
        if (incident is not { Place: { Kind: not PlaceKind.Country } place, Date: { } date, Status: EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged or EventStatus.Denied }
            || incident.Type is not (EventType.Assault or EventType.Coerce or EventType.Mobilize or EventType.Retreat) || date.Days is not ({ } first, { } last) || last.DayNumber - first.DayNumber > LongestDays)
        {
            return null;
        }
        return new IndexedIncident(
            incident.Id, incident.Title, incident.Type, incident.Modes, incident.Subtype, incident.Status, place, date, first.DayNumber, last.DayNumber, incident.Reports, incident.Weight,
            [.. incident.Toll.Keys], AccountWords.Of(incident.Claims.Select(claim => claim.Report.Quote).Distinct(StringComparer.Ordinal).Take(MostQuotes).Append(incident.Title)));
    }

    private const int MostQuotes = 12;
}

/// <summary>Incidents by place and time: those near a point within some days are found without looking at the others. Not safe for a writer beside readers.</summary>
/// <remarks>Cells are half a degree wide and a month long. What is known only as an area is kept by month alone.</remarks>
internal sealed class IncidentIndex
{
    /// <summary>How far off an incident may be and still be looked at.</summary>
    public const double ReachKm = 40;

    private const double WideKm = 25;
    private const int DaysInCell = 32;

    private readonly Dictionary<(int Row, int Column, int Month), List<IndexedIncident>> _cells = [];
    private readonly Dictionary<int, List<IndexedIncident>> _wide = [];
    private readonly Dictionary<string, IndexedIncident> _all = new(StringComparer.Ordinal);

    /// <summary>Number of incidents.</summary>
    public int Count => _all.Count;

    /// <summary>Adds an incident, in the place of what was known by its id.</summary>
    public void Set(IndexedIncident incident)
    {
        Remove(incident.Id);
        _all.Add(incident.Id, incident);
        foreach (var cell in CellsOf(incident))
        {
            cell.Add(incident);
        }
    }

    /// <summary>Removes an incident; one that is not there is no fault.</summary>
    public void Remove(string id)
    {
        if (_all.Remove(id, out var known))
        {
            foreach (var cell in CellsOf(known))
            {
                cell.RemoveAll(one => one.Id == id);
            }
        }
    }

    /// <summary>The incidents near a point that can have been on some days, each once.</summary>
    /// <param name="position">The point.</param>
    /// <param name="radiusKm">How far from there it may be.</param>
    /// <param name="first">The first day, as a number.</param>
    /// <param name="last">The last day.</param>
    public IEnumerable<IndexedIncident> Near(GeoPoint position, double radiusKm, int first, int last)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (row, column) = Cell(position);
        var rows = 1 + (int)(radiusKm / 55);
        var columns = (int)Math.Ceiling(rows / Math.Max(0.2, Math.Cos(double.DegreesToRadians(position.Latitude))));
        for (var month = Month(first); month <= Month(last); month++)
        {
            for (var r = row - rows; r <= row + rows; r++)
            {
                for (var c = column - columns; c <= column + columns; c++)
                {
                    foreach (var incident in _cells.GetValueOrDefault((r, c, month)) ?? [])
                    {
                        if (incident.First <= last && incident.Last >= first && seen.Add(incident.Id) && incident.Place.Position.DistanceKm(position) <= ReachKm + radiusKm)
                        {
                            yield return incident;
                        }
                    }
                }
            }
            foreach (var incident in _wide.GetValueOrDefault(month) ?? [])
            {
                if (incident.First <= last && incident.Last >= first && seen.Add(incident.Id) && incident.Place.Position.DistanceKm(position) <= incident.Place.RadiusKm + radiusKm)
                {
                    yield return incident;
                }
            }
        }
    }

    private IEnumerable<List<IndexedIncident>> CellsOf(IndexedIncident incident)
    {
        var (row, column) = Cell(incident.Place.Position);
        for (var month = Month(incident.First); month <= Month(incident.Last); month++)
        {
            if (incident.Place.RadiusKm > WideKm)
            {
                yield return Made(_wide, month);
            }
            else
            {
                yield return Made(_cells, (row, column, month));
            }
        }
    }

    private static List<IndexedIncident> Made<TKey>(Dictionary<TKey, List<IndexedIncident>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var cell))
        {
            index.Add(key, cell = []);
        }
        return cell;
    }

    private static (int Row, int Column) Cell(GeoPoint point) => ((int)Math.Floor(point.Latitude * 2), (int)Math.Floor(point.Longitude * 2));

    private static int Month(int day) => day / DaysInCell;
}
