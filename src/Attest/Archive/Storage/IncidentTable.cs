using System.Globalization;
using Attest.Archive.Formats;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Origins;

namespace Attest.Archive.Storage;

/// <summary>Makes incidents anew from their claims and keeps what lists, maps and the feed of changes ask of them. Call it within <see cref="Sql.Write"/>.</summary>
/// <remarks>An incident's facets are filed under its place in the list (<see cref="ListPlace"/>), so that a list of the newest needs no sorting whatever it is filtered by.</remarks>
internal sealed class IncidentTable(Sql sql, IncidentLinker linker, Totals totals, ViewCache cache)
{
    /// <summary>Changes that one entry of the ledger may cause; its sequence numbers lie between its position and the next times this.</summary>
    public const long ChangesAnEntry = 1 << 20;

    /// <summary>Days between the first and the last from which on an incident is no longer found by its first day alone.</summary>
    public const int LongDays = 31;

    private readonly TextMaps _maps = new(sql);
    private readonly SearchIndex _search = new(sql);
    private readonly ClaimRows _claims = new(sql);
    private readonly TallyViews _tallies = new(sql);
    private readonly GoneIncidents _gone = new(sql);

    /// <summary>Makes the incidents of some units anew from their claims in the latest versions, and removes those of which nothing is left.</summary>
    /// <param name="units">The units, in ordinal order.</param>
    /// <param name="entry">The ledger's entry that changed them.</param>
    /// <param name="report">The report that it is of; null for a judgement.</param>
    /// <param name="left">When what is no longer there left.</param>
    public void Assemble(IReadOnlyCollection<string> units, LedgerEntry entry, string? report, LeftAt left)
    {
        var before = units.SelectMany(Kept).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var now = units.Select(unit => (Unit: unit, Made: Make(unit))).Where(one => one.Made is not null).ToDictionary(one => one.Made!.Value.Incident.Id, one => (one.Unit, one.Made!.Value.Incident, one.Made.Value.Claims), StringComparer.Ordinal);
        var sequence = entry.Position * ChangesAnEntry;
        // An id that goes from one unit to another, and a unit that gets another id, must be free before they are taken.
        foreach (var row in before.Values.Where(row => !now.TryGetValue(row.Id, out var one) || one.Unit != row.Unit))
        {
            _search.RemoveIncident(row.Number);
            sql.Run("DELETE FROM incidents WHERE number = $1", row.Number);
        }
        foreach (var id in before.Keys.Where(id => !now.ContainsKey(id)).Order(StringComparer.Ordinal))
        {
            Forget(before[id]);
            // One that lives on in another was by itself until this was recorded; when anything was published parts nothing.
            var isMerged = HeirOf(id) is not null;
            _gone.Put(id, before[id].ToldFrom, before[id].KeptFrom, isMerged ? left with { Told = 0 } : left);
            if (!isMerged)
            {
                Tell(++sequence, id, IncidentChangeKind.Removed, entry, report);
            }
        }
        var merged = before.Keys.Where(id => !now.ContainsKey(id)).ToLookup(HeirOf, StringComparer.Ordinal);
        // Those that keep their number come before those that get the next one.
        foreach (var (id, (unit, incident, claims)) in now.OrderBy(one => !before.ContainsKey(one.Key)).ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            var content = Squeeze.Pack(IncidentJson.Write(incident, _maps.Of));
            var was = before.GetValueOrDefault(id);
            var absorbed = merged[id].Order(StringComparer.Ordinal).ToList();
            Urge(unit, incident.Weight);
            if (was is not null && was.Unit == unit && absorbed is [] && content.AsSpan().SequenceEqual(was.Content))
            {
                continue;
            }
            foreach (var other in absorbed)
            {
                Tell(++sequence, id, IncidentChangeKind.Merged, entry, report, other: other);
            }
            sequence = TellDifference(sequence, was, incident, entry, report, before.Keys.FirstOrDefault(), absorbed.Count > 0);
            Keep(unit, incident, claims, content, was, was is not null && was.Unit == unit, sequence, entry.RecordedAt);
        }
    }

    private long TellDifference(long sequence, Row? was, Incident incident, LedgerEntry entry, string? report, string? partOf, bool told)
    {
        if (was is null)
        {
            // What a judgement brings about was part of something before, unless somebody added it.
            var isParted = report is null && partOf is not null;
            Tell(++sequence, incident.Id, isParted ? IncidentChangeKind.Parted : IncidentChangeKind.Created, entry, report, other: isParted ? partOf : null);
            return sequence;
        }
        foreach (var (kind, measure, before, after) in IncidentState.Of(incident).Since(IncidentState.Read(was.State)))
        {
            Tell(++sequence, incident.Id, kind, entry, report, measure, before, after);
            told = true;
        }
        if (!told)
        {
            Tell(++sequence, incident.Id, IncidentChangeKind.Updated, entry, report);
        }
        return sequence;
    }

    private void Tell(
        long sequence, string incident, IncidentChangeKind kind, LedgerEntry entry, string? report, Measure? measure = null, decimal? before = null, decimal? after = null, string? other = null) => sql.Run(
        "INSERT INTO changes (sequence, incident, kind, recorded_at, report, measure, before, after, other) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        sequence, incident, WireNames<IncidentChangeKind>.Of(kind), entry.RecordedAt, report, measure is { } known ? WireNames<Measure>.Of(known) : null, Decimals.Write(before), Decimals.Write(after), other);

    private (Incident Incident, List<LinkedClaim> Claims)? Make(string unit)
    {
        var kept = sql.Rows(
            """
            SELECT claims.claim, claims.number FROM accounts JOIN claims USING (account) WHERE unit = $1 AND recorded_to IS NULL ORDER BY claims.number
            """,
            row => (Id: row.GetString(0), Row: row.GetInt64(1)), unit);
        var claims = new List<LinkedClaim>(kept.Count);
        foreach (var (claim, number) in kept)
        {
            claims.Add(cache.Claims.Get(claim, _ => sql.Rows($"SELECT {ClaimRows.Columns} FROM claims WHERE number = $1", _claims.Read, number)[0]));
        }
        if (claims is [])
        {
            return null;
        }
        var resolved = OriginFinder.Resolve(claims);
        var judgements = new JudgementTable(sql, cache);
        return (linker.AssembleResolved((string)sql.Value("SELECT id FROM identities WHERE unit = $1", unit)!, resolved, judgements.Resolutions) with { Judged = judgements.GroupingOf(unit) }, resolved);
    }

    private void Keep(string unit, Incident incident, IReadOnlyList<LinkedClaim> claims, byte[] content, Row? was, bool isThere, long sequence, string recordedAt)
    {
        var (first, last) = incident.Date?.Days is ({ } from, { } to) ? (DayText.Of(from), DayText.Of(to)) : ((string?)null, (string?)null);
        var facets = Facets.Of(incident);
        var disputed = Facets.IsDisputed(incident);
        var bounds = ToldBounds.Of(sql, unit, incident.Id);
        var days = $"{SearchIndex.Days(incident.Date?.Days.First, incident.Date?.Days.Last)} {SearchIndex.Told(bounds.StandsFrom)}";
        var filed = $"[{string.Join(',', facets)}]";
        var sameWords = isThere && (was!.Title, was.Place, was.Facets, was.Days) == (incident.Title, incident.Place?.Name, filed, days);
        if (isThere && !sameWords)
        {
            _search.RemoveIncident(was!.Number);
        }
        var number = was?.Number ?? sql.Number("SELECT coalesce(max(number), 0) + 1 FROM incidents");
        var listed = ListPlace.Of(incident, number);
        var tolls = _tallies.Put(number, unit, incident, claims, bounds, was?.Tolls);
        ReadOnlySpan<object?> values =
        [
            number, unit, incident.Id, sequence, Moment.Write(incident.Newest), incident.Weight, disputed ? 1 : 0, recordedAt, first, last,
            incident.Place?.Position.Latitude, incident.Place?.Position.Longitude, incident.Place?.GeoPrecision, incident.Place?.RadiusKm, incident.Place?.Name, incident.Title,
            WireNames<EventType>.Of(incident.Type), WireNames<EventStatus>.Of(incident.Status), incident.Date?.Iso, incident.Reports, incident.Origins.Count(origin => origin.IsKnown),
            IncidentState.Of(incident).Write(), filed, content,
            incident.Date?.Days is ({ } start, { } end) && end.DayNumber - start.DayNumber > LongDays ? 1 : 0, days, listed, tolls.Write(), incident.Subtype,
            bounds.ToldFrom, bounds.ToldTo, bounds.KeptFrom, bounds.KeptTo,
        ];
        sql.Run(isThere
            ? """
              UPDATE incidents SET unit = $2, id = $3, changed = $4, is_long = $25, days = $26, listed = $27, newest_at = $5, weight = $6, disputed = $7, recorded_from = $8, first_day = $9, last_day = $10, latitude = $11, longitude = $12,
                  geo_precision = $13, radius_km = $14, place = $15, title = $16, type = $17, status = $18, date = $19, reports = $20, origins = $21, state = $22, facets = $23, content = $24, variants = $28, subtype = $29,
                  told_from = $30, told_to = $31, kept_from = $32, kept_to = $33
              WHERE number = $1
              """
            : """
              INSERT INTO incidents (number, unit, id, changed, newest_at, weight, disputed, recorded_from, first_day, last_day, latitude, longitude, geo_precision, radius_km, place, title, type, status, date,
                  reports, origins, state, facets, content, is_long, days, listed, variants, subtype, told_from, told_to, kept_from, kept_to)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
              """, values);
        if (was is not null && (was.Listed, was.Facets) != (listed, filed))
        {
            Unfile(was);
        }
        if (was is null || (was.Listed, was.Facets) != (listed, filed))
        {
            foreach (var facet in facets)
            {
                sql.Run("INSERT INTO facets (facet, listed) VALUES ($1, $2)", facet, listed);
            }
        }
        if (!sameWords)
        {
            _search.AddIncident(number);
        }
        Locate(number, incident, was);
        if (was is null)
        {
            _gone.Remove(incident.Id);
        }
        totals.Incidents += was is null ? 1 : 0;
        totals.Disputed += (disputed ? 1 : 0) - (was?.IsDisputed == true ? 1 : 0);
    }

    // What matters most in an incident of weight is looked at first.
    private void Urge(string unit, double weight) => sql.Run(
        "UPDATE claims SET urgency = doubt * $2 FROM accounts WHERE accounts.unit = $1 AND claims.account = accounts.account AND recorded_to IS NULL AND doubt IS NOT NULL AND urgency IS NOT doubt * $2", unit, weight);

    private void Locate(long number, Incident incident, Row? was)
    {
        var place = incident.Place is { } known ? new Spot(known.Position.Latitude, known.Position.Longitude) : null;
        if (place == was?.Spot)
        {
            return;
        }
        if (was?.Spot is not null)
        {
            sql.Run("DELETE FROM incident_boxes WHERE number = $1", number);
        }
        if (place is not null)
        {
            sql.Run("INSERT INTO incident_boxes (number, south, north, west, east) VALUES ($1, $2, $2, $3, $3)", number, place.Latitude, place.Longitude);
        }
    }

    private void Forget(Row row)
    {
        sql.Run("DELETE FROM incident_boxes WHERE number = $1", row.Number);
        _tallies.Forget(row.Number, row.Tolls);
        Unfile(row);
        totals.Incidents--;
        totals.Disputed -= row.IsDisputed ? 1 : 0;
    }

    // One by one: a set of them would cost a table of its own in SQLite.
    private void Unfile(Row row)
    {
        foreach (var facet in row.Facets.AsSpan(1, row.Facets.Length - 2).Split(','))
        {
            sql.Run("DELETE FROM facets WHERE facet = $1 AND listed = $2", long.Parse(row.Facets.AsSpan(1, row.Facets.Length - 2)[facet], CultureInfo.InvariantCulture), row.Listed);
        }
    }

    private string? HeirOf(string id) => sql.Value("SELECT id FROM aliases WHERE alias = $1", id) as string;

    private List<Row> Kept(string unit) => sql.Rows(
        "SELECT number, unit, id, listed, state, facets, content, disputed, latitude, longitude, title, place, days, variants, told_from, kept_from FROM incidents WHERE unit = $1",
        row => new Row(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetBytes(6), row.GetInt64(7) == 1,
            row.IsDBNull(8) ? null : new Spot(row.GetDouble(8), row.GetDouble(9)),
            row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11), row.GetString(12), FiledTolls.Read(row.GetBlob(13)), row.GetInt64(14), row.GetInt64(15)),
        unit);

    private sealed record Row(long Number, string Unit, string Id, long Listed, string State, string Facets, byte[] Content, bool IsDisputed, Spot? Spot, string Title, string? Place, string Days, FiledTolls Tolls, long ToldFrom, long KeptFrom);

    private sealed record Spot(double Latitude, double Longitude);
}
