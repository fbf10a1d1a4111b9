namespace Attest.Register.Matching;

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
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);

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
        foreach (var word in incident.Words)
        {
            _words[word] = _words.GetValueOrDefault(word) + 1;
        }
    }

    /// <summary>How much it tells that an account has a word of an incident: 1 for a word that only one has, near 0 for one that nearly all have.</summary>
    public double Rarity(string word) => Math.Log((Count + 1.0) / Math.Max(1, _words.GetValueOrDefault(word))) / Math.Log(Count + 1.0);

    /// <summary>Removes an incident; one that is not there is no fault.</summary>
    public void Remove(string id)
    {
        if (_all.Remove(id, out var known))
        {
            foreach (var cell in CellsOf(known))
            {
                cell.RemoveAll(one => one.Id == id);
            }
            foreach (var word in known.Words)
            {
                _words[word]--;
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
