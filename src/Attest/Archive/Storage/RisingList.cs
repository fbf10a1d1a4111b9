using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>A place in a list of those that have most claims or reports.</summary>
/// <param name="Standing">How many claims or reports the last one had that was given, when the first page was made.</param>
/// <param name="Key">The last one.</param>
/// <param name="Position">The last entry of the ledger when the first page was made.</param>
internal readonly record struct RisingPlace(long Standing, string Key, long Position)
{
    private const char Between = '|';

    /// <summary>The place that a cursor names; null for the beginning.</summary>
    /// <exception cref="ArgumentException">It names none.</exception>
    public static RisingPlace? Read(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }
        return cursor.Split(Between, 3) is [var standing, var position, var key] && long.TryParse(standing, NumberStyles.None, CultureInfo.InvariantCulture, out var claims) && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var entry)
            ? new RisingPlace(claims, key, entry) : throw new ArgumentException($"Listing from “{cursor}” on: expected the cursor that the page before gave.", nameof(cursor));
    }

    /// <summary>The cursor.</summary>
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Standing}{Between}{Position}{Between}{Key}");
}

/// <summary>Walks what has claims or reports, those with most first, by how many it had when the first page was made: what comes in while somebody pages moves nothing, so that nothing is given twice or left out.</summary>
/// <remarks>What came in since is counted anew for each page, by the entries of the ledger after the place's. Of very much the numbers of now count: a list that is gone on with after months may give something twice.</remarks>
internal sealed class RisingList
{
    private const int MostArrivals = 20_000;

    private readonly Sql _sql;
    private readonly string _table, _key, _count, _rows, _from;
    private readonly int _least;
    private Dictionary<string, long>? _arrived;

    // Table and column that count what each key has, and the rows (with their version's position and the moment at which it was replaced) that are counted there, out of what they are joined from.
    private RisingList(Sql sql, string table, string key, string count, string rows, string from, int least) => (_sql, _table, _key, _count, _rows, _from, _least) = (sql, table, key, count, rows, from, least);

    /// <summary>Those who are quoted, by their claims.</summary>
    public static RisingList OfSpeakers(Sql sql) => new(sql, "speakers", "speaker", "claims", "claims", "claims", 1);

    /// <summary>Those who publish, by their reports.</summary>
    public static RisingList OfPublishers(Sql sql) => new(sql, "publishers", "publisher", "documents", "reports", "reports", 1);

    /// <summary>Series, by their values.</summary>
    /// <param name="sql">The archive.</param>
    /// <param name="least">How many one must have to be listed.</param>
    public static RisingList OfSeries(Sql sql, int least) => new(sql, "series", "series", "claims", "claims", "figures JOIN claims USING (number)", least);

    /// <summary>The next after a place, with how many each had then.</summary>
    /// <param name="after">The place; null for the beginning.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="of">Only rows whose <paramref name="column"/> has this value; null for all.</param>
    /// <param name="column">A column of the table; by default its key.</param>
    public List<RisingPlace> Next(RisingPlace? after, int limit, object? of = null, string? column = null)
    {
        var (standing, last, position) = after ?? new RisingPlace(long.MaxValue, "", _sql.Number("SELECT coalesce(max(position), 0) FROM ledger"));
        var arrived = _arrived ??= after is null ? [] : Arrived(position);
        column ??= _key;
        var rows = _sql.Rows(
            $"SELECT {_key}, {_count} FROM {_table} WHERE {_count} >= $4 AND {_count} <= $1 AND ({_count} < $1 OR {_key} > $2) AND ($5 IS NULL OR {column} = $5) ORDER BY {_count} DESC, {_key} LIMIT $3",
            row => new RisingPlace(row.GetInt64(1), row.GetString(0), position), standing, last, limit + arrived.Count, _least, of).Where(row => !arrived.ContainsKey(row.Key)).ToList();
        foreach (var (risen, more) in arrived)
        {
            rows.AddRange(_sql.Rows($"SELECT {_count} FROM {_table} WHERE {_key} = $1 AND ($2 IS NULL OR {column} = $2)", row => new RisingPlace(row.GetInt64(0) - more, risen, position), risen, of)
                .Where(row => row.Standing >= _least && (row.Standing < standing || (row.Standing == standing && string.CompareOrdinal(row.Key, last) > 0))));
        }
        return [.. rows.OrderByDescending(row => row.Standing).ThenBy(row => row.Key, StringComparer.Ordinal).Take(limit)];
    }

    // How many claims each has won since an entry, less those that it lost because their reports have another version.
    private Dictionary<string, long> Arrived(long position)
    {
        if (_sql.Number($"SELECT count(*) FROM (SELECT 1 FROM {_rows} WHERE position > $1 LIMIT $2)", position, MostArrivals + 1) > MostArrivals || _sql.Value("SELECT recorded_at FROM ledger WHERE position = $1", position) is not string at)
        {
            return [];
        }
        return _sql.Rows(
            $"""
            SELECT {_key}, sum(more) FROM (
                SELECT {_key}, 1 AS more FROM {_from} WHERE {_rows}.position > $1 AND {_rows}.recorded_to IS NULL AND {_key} IS NOT NULL
                UNION ALL
                SELECT {_key}, -1 FROM {_from} WHERE {_key} IS NOT NULL AND {_rows}.position IN (
                    SELECT early.position FROM reports AS late JOIN reports AS early ON early.document = late.document WHERE late.position > $1 AND early.position <= $1 AND early.recorded_to > $2))
            GROUP BY {_key} HAVING sum(more) <> 0
            """,
            row => (Key: row.GetString(0), More: row.GetInt64(1)), position, at).ToDictionary(row => row.Key, row => row.More, StringComparer.Ordinal);
    }
}
