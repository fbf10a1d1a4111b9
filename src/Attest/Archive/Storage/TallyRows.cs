using Attest.Archive.Formats;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>Sums a tally from what is kept of each incident (<see cref="TallyViews"/>). As of a moment, only incidents that were told of both before and after it are made anew.</summary>
/// <remarks>Hot: it goes through the shelves of what is asked once (<see cref="TallyShelves"/>), whatever the place, the days and the moments, so that each tally costs the same.</remarks>
internal sealed class TallyRows
{
    private readonly Sql _sql;
    private readonly TallyShelves.Of _shelves;
    private readonly TallyQuery _query;
    private readonly TextMaps _maps;
    private readonly TallySum _sum;
    private readonly IncidentsThen? _then;
    private readonly long? _place;
    private readonly int _from, _to;
    private readonly long _told, _kept;

    /// <summary>Asks the archive.</summary>
    /// <param name="sql">The archive.</param>
    /// <param name="shelves">Its shelves.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="then">Makes incidents as they stood at a moment of both clocks; null asks for now.</param>
    public TallyRows(Sql sql, TallyShelves.Of shelves, TallyQuery query, IncidentsThen? then)
    {
        var place = query.Place is { } asked ? Facets.Place(sql, asked) : null;
        (_sql, _shelves, _query, _then, _maps, _sum) = (sql, shelves, query, then, new TextMaps(sql), new TallySum(query, place));
        (_place, _from, _to) = (place is null ? null : Facets.OfPlace(place), query.From?.DayNumber ?? 0, query.To?.DayNumber ?? TalliedIncident.Undated);
        (_told, _kept) = (then?.Told ?? long.MaxValue, then?.Kept ?? long.MaxValue);
    }

    /// <summary>The tally.</summary>
    /// <param name="mostLines">How many lines and undated incidents to list, the latest.</param>
    public Tally Count(int mostLines)
    {
        var whole = new TallyQuery(_query.Measure);
        var straddling = new List<(int First, long Number)>();
        var (latest, undated) = (new LatestNumbers(mostLines), new LatestNumbers(mostLines));
        void Add(long number, int first, KeptToll toll)
        {
            toll.LeaveOut(_sum);
            if (toll.Toll is { } added)
            {
                _sum.Sum(1, added.Low ?? 0, added.High is null ? 1 : 0, added.High ?? 0, added.Shown ?? 0);
                latest.Add(first, number);
            }
            if (toll.IsUndated)
            {
                // Of these the last to come are the latest.
                undated.Add((int)number, number);
            }
        }
        var isNarrowed = _query.Side is not null || _query.Claimant is not null;
        var figures = Walk(whole, isNarrowed ? (_, _, _) => { } : Add, _then is null ? null : straddling);
        if (_query.Claimant is not null)
        {
            figures = LeaveOthers(figures, figures.Unsourced, LeftOut.Unsourced, LeftOut.OtherClaimant, whole with { Claimant = _query.Claimant }, _query.Side is null ? Add : (_, _, _) => { });
        }
        if (_query.Side is not null)
        {
            LeaveOthers(figures, figures.Sideless, LeftOut.UnknownSide, LeftOut.OtherSide, whole with { Claimant = _query.Claimant, Side = _query.Side }, Add);
        }
        List(latest);
        var listed = undated.Listed(IdOf).ConvertAll(number => _sql.Rows("SELECT id, title FROM incidents WHERE number = $1", row => new UndatedIncident(row.GetString(0), row.GetString(1)), number)[0]);
        listed.ForEach(_sum.List);
        MakeAnew(straddling);
        return _sum.Result(mostLines, undated.Count - listed.Count);
    }

    private delegate void Meet(long number, int first, KeptToll toll);

    // All incidents of a query, those that came last first (so that the latest days are soon known), that stand as they are kept and are at the place and within the days that are asked for; those that changed since the moment are gathered.
    private Figures Walk(TallyQuery query, Meet meet, List<(int First, long Number)>? straddling)
    {
        var (all, sideless, unsourced) = (0L, 0L, 0L);
        var (incidentShelves, placeShelves) = (_shelves.Incidents, _place is null ? [] : _shelves.Places);
        var (nextIncidents, nextPlaces) = (0, 0);
        foreach (var kept in _shelves.Tolls(Facets.Tally(query)))
        {
            var number = kept.Number * Shelf.Size;
            Shelf incidents = new(KeptShelf.Find(incidentShelves, ref nextIncidents, kept.Number)), places = new(KeptShelf.Find(placeShelves, ref nextPlaces, kept.Number)), tolls = new(kept.Content);
            while (tolls.Next())
            {
                var incident = incidents.Find(tolls.Place) ? new TalliedIncident(incidents.Entry) : throw PackReader.Damaged();
                if (!incident.StandsAt(_told, _kept))
                {
                    if (incident.IsKnownAt(_told, _kept))
                    {
                        straddling?.Add((incident.First, number + tolls.Place));
                    }
                }
                else if ((incident.First == TalliedIncident.Undated || (incident.First <= _to && incident.Last >= _from)) && (_place is not { } place || (places.Find(tolls.Place) && TalliedIncident.IsAt(places.Entry, place))))
                {
                    var toll = new KeptToll(tolls.Entry);
                    (all, sideless, unsourced) = (all + toll.Figures, sideless + toll.Sideless, unsourced + toll.Unsourced);
                    meet(number + tolls.Place, incident.First, toll);
                }
            }
        }
        return new Figures(all, sideless, unsourced);
    }

    // What a side or a claimant leaves out that is asked for: those of which it is not told whose they are, and those of others.
    private Figures LeaveOthers(Figures all, long without, LeftOut unknown, LeftOut others, TallyQuery asked, Meet meet)
    {
        var figures = Walk(asked, meet, null);
        _sum.Leave(unknown, (int)without);
        _sum.Leave(others, (int)(all.All - without - figures.All));
        return figures;
    }

    private string IdOf(long number) => (string)_sql.Value("SELECT id FROM incidents WHERE number = $1", number)!;

    private void List(LatestNumbers latest)
    {
        var variant = Facets.Tally(_query);
        foreach (var number in latest.Listed(IdOf))
        {
            var content = (byte[])_sql.Value("SELECT content FROM tolls WHERE variant = $1 AND shelf = $2", variant, Shelf.Of(number))!;
            var shelf = new Shelf(content);
            var toll = shelf.Find(Shelf.PlaceOf(number)) ? new KeptToll(shelf.Entry) : throw PackReader.Damaged();
            var incident = _sql.Rows("SELECT content FROM incidents WHERE number = $1", row => IncidentJson.Read(Squeeze.Unpack(row.GetBlob(0)), _maps.Of), number)[0];
            var added = toll.Toll!.Value;
            _sum.List(incident, new Toll(added.Low, added.High, added.Shown, TollCounter.Rule) { Approximate = added.IsApproximate }, [.. toll.Made().Select(index => incident.Claims[index].Id)], toll.IsMixed);
        }
    }

    // Whether these were at the place and within the days is seen then; last come those of which something was known, and nothing is left.
    private void MakeAnew(List<(int First, long Number)> straddling)
    {
        if (_then is null)
        {
            return;
        }
        foreach (var (_, number) in straddling.OrderDescending())
        {
            Add(_then.TryMake(number, out var made), made);
        }
        foreach (var id in _then.Gone)
        {
            Add(_then.TryMake(id, out var made), made);
        }
    }

    private void Add(bool isMade, (Incident Incident, List<LinkedClaim> Claims)? made)
    {
        if (!isMade)
        {
            _sum.Uncounted++;
        }
        else if (made is { } one)
        {
            _sum.Add(one.Incident, one.Claims);
        }
    }

    private readonly record struct Figures(long All, long Sideless, long Unsourced);
}
