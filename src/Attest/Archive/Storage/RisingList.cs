using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>A place in a list of those that have most claims.</summary>
/// <param name="Standing">How many claims the last one had that was given, when the first page was made.</param>
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

/// <summary>Walks what has claims, those with most first, by how many it had when the first page was made: what comes in while somebody pages moves nothing, so that nothing is given twice or left out.</summary>
/// <remarks>What came in since is counted anew for each page, by the entries of the ledger after the place's. Of very much the numbers of now count: a list that is gone on with after months may give something twice.</remarks>
/// <param name="sql">The archive.</param>
/// <param name="table">The table that counts the claims of each.</param>
/// <param name="key">Its column that names each, and that of <paramref name="claims"/>.</param>
/// <param name="claims">The claims, each with whose it is.</param>
/// <param name="least">How many claims something must have to be listed.</param>
internal sealed class RisingList(Sql sql, string table, string key, string claims, int least)
{
    private const int MostArrivals = 20_000;

    private Dictionary<string, long>? _arrived;

    /// <summary>The next after a place, with how many claims each had then.</summary>
    /// <param name="after">The place; null for the beginning.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="of">Only rows whose <paramref name="column"/> has this value; null for all.</param>
    /// <param name="column">A column of the table; by default its key.</param>
    public List<RisingPlace> Next(RisingPlace? after, int limit, object? of = null, string? column = null)
    {
        var (standing, last, position) = after ?? new RisingPlace(long.MaxValue, "", sql.Number("SELECT coalesce(max(position), 0) FROM ledger"));
        var arrived = _arrived ??= after is null ? [] : Arrived(position);
        column ??= key;
        var rows = sql.Rows(
            $"SELECT {key}, claims FROM {table} WHERE claims >= $4 AND claims <= $1 AND (claims < $1 OR {key} > $2) AND ($5 IS NULL OR {column} = $5) ORDER BY claims DESC, {key} LIMIT $3",
            row => new RisingPlace(row.GetInt64(1), row.GetString(0), position), standing, last, limit + arrived.Count, least, of).Where(row => !arrived.ContainsKey(row.Key)).ToList();
        foreach (var (risen, more) in arrived)
        {
            rows.AddRange(sql.Rows($"SELECT claims FROM {table} WHERE {key} = $1 AND ($2 IS NULL OR {column} = $2)", row => new RisingPlace(row.GetInt64(0) - more, risen, position), risen, of)
                .Where(row => row.Standing >= least && (row.Standing < standing || (row.Standing == standing && string.CompareOrdinal(row.Key, last) > 0))));
        }
        return [.. rows.OrderByDescending(row => row.Standing).ThenBy(row => row.Key, StringComparer.Ordinal).Take(limit)];
    }

    // How many claims each has won since an entry, less those that it lost because their reports have another version.
    private Dictionary<string, long> Arrived(long position)
    {
        if (sql.Number("SELECT count(*) FROM (SELECT 1 FROM claims WHERE position > $1 LIMIT $2)", position, MostArrivals + 1) > MostArrivals || sql.Value("SELECT recorded_at FROM ledger WHERE position = $1", position) is not string at)
        {
            return [];
        }
        return sql.Rows(
            $"""
            SELECT {key}, sum(more) FROM (
                SELECT {key}, 1 AS more FROM {claims} WHERE claims.position > $1 AND claims.recorded_to IS NULL AND {key} IS NOT NULL
                UNION ALL
                SELECT {key}, -1 FROM {claims} WHERE {key} IS NOT NULL AND claims.position IN (
                    SELECT early.position FROM reports AS late JOIN reports AS early ON early.document = late.document WHERE late.position > $1 AND early.position <= $1 AND early.recorded_to > $2))
            GROUP BY {key} HAVING sum(more) <> 0
            """,
            row => (Key: row.GetString(0), More: row.GetInt64(1)), position, at).ToDictionary(row => row.Key, row => row.More, StringComparer.Ordinal);
    }
}
