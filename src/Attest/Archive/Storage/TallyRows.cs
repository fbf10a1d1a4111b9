using System.Globalization;
using Attest.Archive.Formats;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>Sums a tally from what is kept of each incident (<see cref="TallyViews"/>). As of a moment, only incidents that were told of both before and after it are made anew; so are those of a side and a claimant together.</summary>
internal sealed class TallyRows
{
    /// <summary>From how many incidents of a place on they are no longer looked up one by one.</summary>
    private const int Common = 4096;

    private const string Standing = "AND t.told_to <= $5 AND t.kept_to <= $6", Straddling = "AND t.told_from <= $5 AND t.kept_from <= $6 AND (t.told_to > $5 OR t.kept_to > $6)";

    private readonly IncidentLinker _linker = new();
    private readonly Sql _sql;
    private readonly TallyQuery _query;
    private readonly TextMaps _maps;
    private readonly TallySum _sum;
    private readonly Func<string, List<LinkedClaim>> _claimsOf;
    private readonly object?[] _values;
    private readonly bool _isRarePlace, _isAsOf;

    /// <summary>Asks the archive.</summary>
    /// <param name="sql">The archive.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="published">Only what had been published by this moment; null for all.</param>
    /// <param name="recorded">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="claimsOf">The claims of an incident as of both moments.</param>
    public TallyRows(Sql sql, TallyQuery query, DateTimeOffset? published, DateTimeOffset? recorded, Func<string, List<LinkedClaim>> claimsOf)
    {
        var place = query.Place is { } asked ? Facets.Place(sql, asked) : null;
        (_sql, _query, _claimsOf, _maps, _sum, _isAsOf) = (sql, query, claimsOf, new TextMaps(sql), new TallySum(query, place), published is not null || recorded is not null);
        var from = query.From?.DayNumber ?? 0;
        _values =
        [
            null, Math.Max(0, from - TallyReader.MostDays), query.To?.DayNumber ?? TallyViews.Undated - 1, from, published?.UtcTicks ?? long.MaxValue, recorded?.UtcTicks ?? long.MaxValue,
            place is null ? null : Facets.OfPlace(place), null,
        ];
        _isRarePlace = _values[6] is { } facet && sql.Number(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT 1 FROM facets WHERE facet = $1 LIMIT {Common})"), facet) < Common;
    }

    /// <summary>The tally.</summary>
    /// <param name="mostLines">How many lines and undated incidents to list, the latest.</param>
    /// <param name="mostMade">How many incidents to make anew.</param>
    public Tally Count(int mostLines, int mostMade)
    {
        var asked = Facets.Tally(_query.Measure, _query.Claimant is null ? _query.Side : null, _query.Claimant);
        var whole = Facets.Tally(_query.Measure, null, null);
        var undated = 0L;
        if (_query.Claimant is not null || _query.Side is not null)
        {
            LeaveOthers(whole, asked);
        }
        if (_query.Claimant is not null && _query.Side is not null)
        {
            Make(asked, Standing, mostMade, othersAreLeft: true);
        }
        else
        {
            undated = Sum(asked);
            List(asked, mostLines);
        }
        if (_isAsOf)
        {
            // Then those of which something was known, and nothing is left.
            var rest = Make(whole, Straddling, mostMade, othersAreLeft: false);
            Make(new GoneIncidents(_sql).StandingAt((long)_values[4]!, (long)_values[5]!), rest, othersAreLeft: false);
        }
        return _sum.Result(mostLines, undated > mostLines ? undated : null);
    }

    // Sums the rows that stand as they are; returns the number of the undated.
    private long Sum(long variant)
    {
        var undated = 0L;
        foreach (var isDated in new[] { true, false })
        {
            var (incidents, low, open, high, shown, left) = Rows(
                "count(t.shown), total(t.low), count(t.shown) - count(t.high), total(t.high), total(t.shown), total(t.undated)", variant, isDated, "", "",
                row => (row.GetInt64(0), (decimal)row.GetDouble(1), row.GetInt64(2), (decimal)row.GetDouble(3), (decimal)row.GetDouble(4), (long)row.GetDouble(5)))[0];
            _sum.Sum(incidents, low, open, high, shown);
            undated += left;
            foreach (var (text, count) in Rows("t.left_out, count(*)", variant, isDated, "AND t.left_out IS NOT NULL", "GROUP BY t.left_out", row => (row.GetString(0), row.GetInt32(1))))
            {
                foreach (var (reason, figures) in TallyViews.ReadLeftOut(text))
                {
                    _sum.Leave(reason, figures * count);
                }
            }
        }
        return undated;
    }

    private void List(long variant, int mostLines)
    {
        _values[7] = mostLines;
        foreach (var (content, made, isMixed, low, high, shown) in Rows(
            "i.content, t.made, t.mixed, t.low, t.high, t.shown", variant, isDated: true, "AND t.shown IS NOT NULL", "ORDER BY t.first DESC, i.id DESC LIMIT $8",
            row => (Squeeze.Unpack(row.GetBlob(0)), TallyViews.ReadIndexes(row.GetBlob(1)), row.GetInt64(2) == 1, Number(row, 3), Number(row, 4), Number(row, 5)), readsIncidents: true))
        {
            var incident = IncidentJson.Read(content, _maps.Of);
            // Of all its figures it gives the toll itself, as exactly as it was read.
            var whole = incident.Toll.GetValueOrDefault(_query.Measure);
            var toll = whole is not null && ((double?)whole.Low, (double?)whole.High, (double?)whole.Shown) == ((double?)low, (double?)high, (double?)shown) ? whole : new Toll(low, high, shown, TollCounter.Rule);
            _sum.List(incident, toll, [.. made.Select(index => incident.Claims[index].Id)], isMixed);
        }
        foreach (var one in Rows("i.id, i.title", variant, isDated: false, "AND t.undated = 1", "ORDER BY i.id LIMIT $8", row => new UndatedIncident(row.GetString(0), row.GetString(1)), readsIncidents: true))
        {
            _sum.List(one);
        }
    }

    // What a side or a claimant leaves out that is asked for.
    private void LeaveOthers(long whole, long asked)
    {
        const string Counts = "total(t.figures), total(t.sideless), total(t.unsourced)";
        static (int Figures, int Sideless, int Unsourced) Read(SqlRow row) => ((int)row.GetDouble(0), (int)row.GetDouble(1), (int)row.GetDouble(2));
        var (unknown, others) = _query.Claimant is null ? (LeftOut.UnknownSide, LeftOut.OtherSide) : (LeftOut.Unsourced, LeftOut.OtherClaimant);
        foreach (var isDated in new[] { true, false })
        {
            var all = Rows(Counts, whole, isDated, "", "", Read)[0];
            var without = _query.Claimant is null ? all.Sideless : all.Unsourced;
            _sum.Leave(unknown, without);
            _sum.Leave(others, all.Figures - without - Rows(Counts, asked, isDated, "", "", Read)[0].Figures);
        }
    }

    // Incidents that no row holds as they are asked for are made anew from their claims; whether they are at the place and within the days is seen then.
    private int Make(long variant, string condition, int mostMade, bool othersAreLeft)
    {
        _values[0] = variant;
        return Make(
            _sql.Rows($"SELECT i.id FROM tolls AS t CROSS JOIN incidents AS i ON i.number = t.number WHERE t.variant = $1 {condition} ORDER BY t.first DESC, i.id DESC", row => row.GetString(0), _values), mostMade, othersAreLeft);
    }

    // Returns how many more may be made.
    private int Make(List<string> ids, int mostMade, bool othersAreLeft)
    {
        _sum.Uncounted += Math.Max(0, ids.Count - mostMade);
        foreach (var id in ids.Take(mostMade))
        {
            if (_claimsOf(id) is [_, ..] claims)
            {
                _sum.Add(_linker.Assemble(id, claims), claims, othersAreLeft);
            }
        }
        return Math.Max(0, mostMade - ids.Count);
    }

    private List<T> Rows<T>(string columns, long variant, bool isDated, string condition, string tail, Func<SqlRow, T> read, bool readsIncidents = false)
    {
        _values[0] = variant;
        var from = _isRarePlace ? "facets AS f CROSS JOIN incidents AS i ON i.listed = f.listed CROSS JOIN tolls AS t ON t.variant = $1 AND t.first = i.toll_day AND t.number = i.number WHERE f.facet = $7"
            : $"tolls AS t {(readsIncidents ? "CROSS JOIN incidents AS i ON i.number = t.number " : "")}WHERE t.variant = $1{(_values[6] is null ? "" : " AND EXISTS (SELECT 1 FROM facets WHERE facet = $7 AND facets.listed = t.listed)")}";
        var days = isDated ? "t.first BETWEEN $2 AND $3 AND t.last >= $4" : string.Create(CultureInfo.InvariantCulture, $"t.first = {TallyViews.Undated}");
        return _sql.Rows($"SELECT {columns} FROM {from} AND {days} {(_isAsOf ? Standing : "")} {condition} {tail}", read, _values);
    }

    private static decimal? Number(SqlRow row, int column) => row.IsDBNull(column) ? null : (decimal)row.GetDouble(column);
}
