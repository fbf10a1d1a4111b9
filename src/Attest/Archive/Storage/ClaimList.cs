using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Archive.Formats;
using Attest.Archive.Storage.Packing;
using Attest.Claims.Places;

namespace Attest.Archive.Storage;

/// <summary>Lists claims by the order in which they were taken in, the newest first, starting from whatever part of a filter leaves fewest.</summary>
/// <remarks>
/// The number of a claim is its place in the list: nothing that comes in moves another. What is common is walked until the page is full; where the walk meets too little, the page ends short of its length and goes on.
/// As of a moment a version's claims are those that it had then, and their incidents are made as they stood.
/// </remarks>
internal sealed class ClaimList
{
    /// <summary>From how many on something is common: walking all claims meets what is asked for soon.</summary>
    private const int Common = 512;

    /// <summary>Numbers of claims that are walked for a page, and incidents that are made for one as of a moment.</summary>
    private const int MostWalked = 10_000, MostMade = 256;

    private const int AtOnce = 256;

    private readonly Sql _sql;
    private readonly ClaimFilter _filter;
    private readonly IncidentReader? _then;
    private readonly string _publishedBy, _recordedBy;
    private readonly ClaimRows _rows;
    private readonly TextMaps _maps;
    private readonly Dictionary<string, Incident?> _incidents = new(StringComparer.Ordinal);

    /// <summary>The list as it stands.</summary>
    public ClaimList(Sql sql, ClaimFilter filter)
        : this(sql, filter, null, ReportArchive.Written(null), ReportArchive.Written(null))
    {
    }

    /// <summary>The list as it stood.</summary>
    /// <param name="sql">The archive, within one transaction.</param>
    /// <param name="filter">Which claims.</param>
    /// <param name="then">Makes incidents as they stood and holds them against the filter; null for now.</param>
    /// <param name="publishedBy">The moment of publication, as the tables write it.</param>
    /// <param name="recordedBy">The moment of recording.</param>
    public ClaimList(Sql sql, ClaimFilter filter, IncidentReader? then, string publishedBy, string recordedBy)
    {
        (_sql, _filter, _then, _publishedBy, _recordedBy) = (sql, filter, then, publishedBy, recordedBy);
        (_rows, _maps) = (new ClaimRows(sql), new TextMaps(sql));
    }

    /// <summary>The claims before a number.</summary>
    /// <param name="before">The number; <see cref="long.MaxValue"/> for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    public Page<ListedClaim> Page(long before, int limit)
    {
        before = Math.Min(before, _sql.Number("SELECT coalesce(max(number), 0) + 1 FROM claims"));
        var walk = WalkOf();
        var floor = Math.Max(0, before - walk.Reach);
        var (found, made) = (new List<(ListedClaim Claim, long Number)>(), _incidents.Count);
        while (true)
        {
            var rows = Rows(walk, before, floor, Math.Min(AtOnce, limit + 1));
            foreach (var row in rows)
            {
                before = row.Number;
                if (Listed(row) is { } listed)
                {
                    found.Add((listed, row.Number));
                    if (found.Count > limit)
                    {
                        return new Page<ListedClaim>([.. found.Take(limit).Select(one => one.Claim)], limit > 0 ? Cursor(found[limit - 1].Number) : null);
                    }
                }
                if (_then is not null && _incidents.Count - made >= MostMade)
                {
                    return new Page<ListedClaim>([.. found.Select(one => one.Claim)], Cursor(before));
                }
            }
            if (rows.Count < Math.Min(AtOnce, limit + 1))
            {
                return new Page<ListedClaim>([.. found.Select(one => one.Claim)], floor > 0 ? Cursor(floor) : null);
            }
        }
    }

    /// <summary>The claim of an id, whatever the filter; null where there is none.</summary>
    public ListedClaim? Find(string id) => _sql.Rows(
        $"SELECT {Columns} FROM claims JOIN reports USING (position) WHERE claims.claim = $1 AND {Stands} ORDER BY claims.number DESC LIMIT 1", Read, id, _publishedBy, _recordedBy) is [var row] ? WithIncident(row) : null;

    // What a row gives beside the claim: its number, and the incident that has its account now.
    private const string Columns = $"{ClaimRows.Columns}, claims.number, (SELECT incidents.id FROM accounts JOIN incidents USING (unit) WHERE accounts.account = claims.account)";

    private string Stands => _then is null ? "claims.recorded_to IS NULL AND $2 IS NOT NULL AND $3 IS NOT NULL" : ReportArchive.AsOf;

    // Where the walk begins, what it holds against each claim, and over how many numbers it goes for a page.
    private (string From, string Where, IReadOnlyList<object?> Values, long Reach) WalkOf()
    {
        List<object?> values = [];
        string Value(object? value)
        {
            values.Add(value);
            return $"${values.Count + 5}";
        }
        var (from, where, isFew) = ("claims CROSS JOIN reports USING (position)", new StringBuilder(), false);
        var publishers = _filter.Publisher is { } asked ? _sql.Rows("SELECT publisher, documents FROM publishers", row => (Name: row.GetString(0), Documents: row.GetInt64(1))).FindAll(one => PlaceKey.Fold(one.Name) == PlaceKey.Fold(asked)) : null;
        if (_then is null && _filter.AsksOfIncidents && Few() is { } units)
        {
            from = $"json_each({Value(JsonSerializer.Serialize(units))}) AS unit CROSS JOIN accounts ON accounts.unit = unit.value CROSS JOIN claims ON claims.account = accounts.account CROSS JOIN reports ON reports.position = claims.position";
            isFew = true;
        }
        else if (_filter.Measure is { } measure)
        {
            from = "figures INDEXED BY figures_by_measure CROSS JOIN claims USING (number) CROSS JOIN reports USING (position)";
            where.Append(CultureInfo.InvariantCulture, $" AND figures.measure = {Value(WireNames<Measure>.Of(measure))} AND figures.number < $1 AND figures.number >= $4");
        }
        else if (_then is null && publishers is not null && publishers.Sum(one => one.Documents) < Common)
        {
            from = $"json_each({Value(JsonSerializer.Serialize(publishers.Select(one => one.Name)))}) AS named CROSS JOIN reports INDEXED BY reports_by_publisher ON reports.publisher = named.value AND reports.recorded_to IS NULL CROSS JOIN claims ON claims.position = reports.position";
            isFew = true;
        }
        if (_then is null && _filter.AsksOfIncidents && !isFew)
        {
            // The values of this condition come first after those of the walk.
            var numbered = new List<object?>([null, null, null, null, null, .. values]);
            where.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM accounts JOIN incidents AS i USING (unit) WHERE accounts.account = claims.account AND {new IncidentQuery(_sql, _filter.Incidents).Condition(numbered)})");
            values = numbered[5..];
        }
        if (publishers is not null)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND reports.publisher IN (SELECT value FROM json_each({Value(JsonSerializer.Serialize(publishers.Select(one => one.Name)))}))");
        }
        if (_filter.Measure is { } own && isFew)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM figures WHERE figures.number = claims.number AND figures.measure = {Value(WireNames<Measure>.Of(own))})");
        }
        // What an index names alone is met without looking at others.
        var isNamed = _filter is { Measure: not null, Publisher: null, HasIncident: null } && !_filter.AsksOfIncidents;
        return (from, where.ToString(), values, isFew ? long.MaxValue : !isNamed ? MostWalked : _then is null ? long.MaxValue : 10 * MostWalked);
    }

    // The units of the incidents that answer, where they are few.
    private List<string>? Few() => new IncidentQuery(_sql, _filter.Incidents).Run("i.unit", row => row.GetString(0), long.MaxValue, Common + 1) is { Count: <= Common } units ? units : null;

    private List<Row> Rows((string From, string Where, IReadOnlyList<object?> Values, long Reach) walk, long before, long floor, int limit) => _sql.Rows(
        $"""
        SELECT {Columns} FROM (SELECT claims.number AS picked FROM {walk.From} WHERE claims.number < $1 AND claims.number >= $4 AND {Stands}{walk.Where} ORDER BY claims.number DESC LIMIT $5)
        CROSS JOIN claims ON claims.number = picked ORDER BY claims.number DESC
        """,
        Read, [before, _publishedBy, _recordedBy, floor, limit, .. walk.Values]);

    private Row Read(SqlRow row) => new(_rows.Read(row).Claim, row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt64(ClaimRows.Own), row.IsDBNull(ClaimRows.Own + 1) ? null : row.GetString(ClaimRows.Own + 1));

    // As it is listed; null where the filter does not ask for it.
    private ListedClaim? Listed(Row row)
    {
        if (!_filter.Takes(row.Claim))
        {
            return null;
        }
        var listed = WithIncident(row);
        return _filter.HasIncident is { } has && has != listed.Incident is not null ? null
            : _then is not null && _filter.AsksOfIncidents && (listed.Incident is null || !_then.Answers(listed.Incident)) ? null
            : listed;
    }

    // The claim as its incident has it, with the origin that it rests on there.
    private ListedClaim WithIncident(Row row)
    {
        foreach (var id in _then is null || row.Account is null ? new[] { row.Incident }.OfType<string>() : _then.IncidentsOf(row.Account, row.Position))
        {
            if (!_incidents.TryGetValue(id, out var incident))
            {
                _incidents.Add(id, incident = _then is null ? Now(id) : _then.OneThen(id)?.Incident);
            }
            if (incident?.Claims.FirstOrDefault(claim => claim.Id == row.Claim.Id && claim.Report.Id == row.Claim.Report.Id) is { } claim)
            {
                return new ListedClaim(claim, incident);
            }
        }
        return new ListedClaim(row.Claim, null);
    }

    private Incident? Now(string id) => _sql.Rows("SELECT content FROM incidents WHERE id = $1", row => Squeeze.Unpack(row.GetBlob(0)), id) is [var line] ? IncidentJson.Read(line, _maps.Of) : null;

    private static string Cursor(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(Claim Claim, string? Account, long Position, long Number, string? Incident);
}
