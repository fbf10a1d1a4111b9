using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Attest.Archive.Storage;

/// <summary>Finds incidents by a filter, the newest first, starting from whatever part of the filter leaves fewest.</summary>
/// <remarks>
/// Facets are filed by the place in the list, so a common one is simply walked until the page is full, and others are looked up beside it. What holds few is walked first; a rare day or stretch of the map is
/// sorted instead. So a page costs little whether the filter holds for three incidents or for all.
/// </remarks>
internal sealed class IncidentQuery(Sql sql, IncidentFilter filter)
{
    /// <summary>From how many on something is common: walking it meets what is asked for soon.</summary>
    private const int Common = 4096;

    private const string LastDay = "9999-12-31";

    private List<object?> _values = [];

    /// <summary>The incidents after a place in the list.</summary>
    /// <param name="columns">What to give of each, of the table <c>i</c>.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="before">Only incidents whose place (<see cref="ListPlace"/>) is below this.</param>
    /// <param name="limit">How many at most.</param>
    public List<T> Run<T>(string columns, Func<SqlRow, T> read, long before, int limit)
    {
        var facets = Rarest();
        if (facets is [{ Count: 0 }, ..])
        {
            return [];
        }
        var sparse = Sparse(facets);
        var from = sparse ?? (facets is [var rarest, ..] ? $"{OfFacet(rarest.Facet)} AND f.listed < {Value(before)}" : "incidents AS i INDEXED BY incidents_by_listing WHERE true");
        var walked = sparse is null && facets is not [];
        var where = new StringBuilder();
        foreach (var (facet, _) in walked ? facets.Skip(1) : facets)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM facets AS other WHERE other.facet = {Value(facet)} AND other.listed = {(walked ? "f" : "i")}.listed)");
        }
        var asked = $"FROM {from}{where} AND {Exactly(filter with { IsDisputed = null, IsPlaced = null }, _values)} AND {(walked ? "f" : "i")}.listed < {Value(before)} ORDER BY {(walked ? "f" : "i")}.listed DESC LIMIT {Value(limit)}";
        // What is sorted is sorted without its content.
        return sparse is null ? sql.Rows($"SELECT {columns} {asked}", read, [.. _values])
            : sql.Rows($"SELECT i.number {asked}", row => row.GetInt64(0), [.. _values]).ConvertAll(number => sql.Rows($"SELECT {columns} FROM incidents AS i WHERE i.number = $1", read, number)[0]);
    }

    /// <summary>Where the filter leaves few, the part of a statement that gives at least these, as <c>i</c>, ending in a condition; null where it leaves many.</summary>
    /// <param name="values">The statement's values; those of the part are added.</param>
    public string? Few(List<object?> values)
    {
        _values = values;
        var facets = Rarest();
        return Sparse(facets) ?? (facets is [{ Count: < Common } rarest, ..] ? OfFacet(rarest.Facet) : null);
    }

    /// <summary>Those of some incidents that are asked for.</summary>
    public HashSet<string> Holding(IEnumerable<string> ids)
    {
        var given = Value(JsonSerializer.Serialize(ids));
        return sql.Rows($"SELECT i.id FROM json_each({given}) CROSS JOIN incidents AS i ON i.id = value WHERE {Condition(_values)}", row => row.GetString(0), [.. _values]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The whole filter as a condition on an incident's row <c>i</c>, for where there are few to hold against it.</summary>
    /// <param name="values">The statement's values; those of the condition are added.</param>
    public string Condition(List<object?> values)
    {
        var where = new StringBuilder(Exactly(filter with { IsDisputed = null, IsPlaced = null }, values));
        foreach (var facet in Facets.Asked(sql, filter))
        {
            values.Add(facet);
            where.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM facets AS other WHERE other.facet = ${values.Count} AND other.listed = i.listed)");
        }
        return where.ToString();
    }

    /// <summary>The conditions on an incident's own row <c>i</c> that a filter's period, box, dispute and having a place make.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="values">The statement's values; those of the conditions are added.</param>
    public static string Exactly(IncidentFilter filter, List<object?> values)
    {
        string Value(object? value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${values.Count}");
        }
        var where = new StringBuilder("true");
        if (filter.From is not null || filter.To is not null)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND i.first_day <= {Value(filter.To is { } to ? DayText.Of(to) : LastDay)} AND i.last_day >= {Value(filter.From is { } from ? DayText.Of(from) : "")}");
        }
        if (filter.IsDisputed is { } disputed)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND i.disputed = {Value(disputed ? 1 : 0)}");
        }
        if (filter.IsPlaced is { } placed)
        {
            where.Append(placed ? " AND i.latitude IS NOT NULL" : " AND i.latitude IS NULL");
        }
        if (filter.Box is { } within)
        {
            var (west, east) = (Value(within.West), Value(within.East));
            where.Append(CultureInfo.InvariantCulture, $" AND i.latitude BETWEEN {Value(within.South)} AND {Value(within.North)} AND ");
            where.Append(IsAcross(within) ? $"(i.longitude >= {west} OR i.longitude <= {east})" : $"i.longitude BETWEEN {west} AND {east}");
        }
        return where.ToString();
    }

    private List<(long Facet, int Count)> Rarest() => [.. Facets.Asked(sql, filter).Select(facet => (Facet: facet, Count: Count("facets WHERE facet = $1", facet))).OrderBy(one => one.Count)];

    // Those of a rare stretch of the map or of days, where no facet is rarer; null where they are none or many.
    private string? Sparse(List<(long Facet, int Count)> facets)
    {
        var fewest = facets is [var rarest, ..] ? rarest.Count : Common;
        var inPeriod = filter.From is null && filter.To is null ? Common : Count(InPeriod("$1", "$2", "$3"), To, From, Since);
        var inBox = filter.Box is not { } box ? Common
            : Count("incident_boxes WHERE south <= $1 AND north >= $2 AND west <= $3 AND east >= $4", box.North, box.South, IsAcross(box) ? 180 : box.East, IsAcross(box) ? -180 : box.West);
        return inBox < Math.Min(fewest, Math.Min(inPeriod, Common)) ? FromBox(filter.Box!)
            : inPeriod < Math.Min(fewest, Common) ? $"{InPeriod(Value(To), Value(From), Value(Since))} AS p CROSS JOIN incidents AS i ON i.number = p.number WHERE true" : null;
    }

    private string OfFacet(long facet) => $"facets AS f CROSS JOIN incidents AS i ON i.listed = f.listed WHERE f.facet = {Value(facet)}";

    private string From => filter.From is { } day ? DayText.Of(day) : "";

    private string To => filter.To is { } day ? DayText.Of(day) : LastDay;

    // A short incident that lasts on a day began not long before.
    private string Since => filter.From is { } day && day.DayNumber > IncidentTable.LongDays ? DayText.Of(day.AddDays(-IncidentTable.LongDays)) : "";

    private static string InPeriod(string to, string from, string since) =>
        $"""
        (SELECT number FROM incidents INDEXED BY incidents_by_day WHERE is_long = 0 AND first_day BETWEEN {since} AND {to} AND last_day >= {from}
        UNION ALL SELECT number FROM incidents INDEXED BY incidents_by_day WHERE is_long = 1 AND first_day <= {to} AND last_day >= {from})
        """;

    private string FromBox(GeoBox box)
    {
        var (west, east) = IsAcross(box) ? (-180.0, 180.0) : (box.West, box.East);
        return $"incident_boxes AS b CROSS JOIN incidents AS i ON i.number = b.number WHERE b.south <= {Value(box.North)} AND b.north >= {Value(box.South)} AND b.west <= {Value(east)} AND b.east >= {Value(west)}";
    }

    private int Count(string from, params ReadOnlySpan<object?> values) => (int)sql.Number(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {Common})"), values);

    private string Value(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    private static bool IsAcross(GeoBox box) => box.West > box.East;
}
