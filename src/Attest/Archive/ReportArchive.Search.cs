using System.Globalization;
using System.Text;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Search over words.</content>
public sealed partial class ReportArchive
{
    private const string NewestMark = "newest";
    private const int RankingsKept = 64;
    private const int SnippetWords = 32;
    private const char MatchStart = '\u0002', MatchEnd = '\u0003';

    /// <summary>Finds incidents and parts of reports by their words: all words and “phrases” asked for must be there; <c>shell*</c> stands for every word that begins so. Case and accents tell nothing.</summary>
    /// <param name="query">Whatever somebody typed; nothing in it is an operator but quotation marks and the star. An empty one finds nothing.</param>
    /// <param name="filter">What the incident must be; of a report, what its claims in that part must say. Its period is that of the report's publication; dispute and stretch of the map are those of one of its incidents.</param>
    /// <param name="cursor">Where to go on: <see cref="SearchResult.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many incidents and how many parts of reports to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>The best come first: those that have the words more often, in a title or as a speaker or place, and in fewer words. Of very many those added last come first: to compare them all costs much and tells little.</remarks>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<SearchResult> SearchAsync(string query, IncidentFilter filter, string? cursor, int limit, CancellationToken cancel) => SearchAsync(query, filter, null, cursor, limit, cancel);

    /// <inheritdoc cref="SearchAsync(string, IncidentFilter, string?, int, CancellationToken)"/>
    /// <param name="query">Whatever somebody typed.</param>
    /// <param name="filter">What the incident must be; of a report, what its claims in that part must say.</param>
    /// <param name="publishedBy">Only latest versions that had been published by this moment, and incidents that such a one tells of; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    public Task<SearchResult> SearchAsync(string query, IncidentFilter filter, DateTimeOffset? publishedBy, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filter);
        var terms = SearchTerms.Read(query);
        var place = cursor is null ? default : Two(cursor);
        bool? goesOnByNewest = cursor is null ? null : place.First == NewestMark;
        var (top, number) = (goesOnByNewest is false ? Number(place.First) : (long?)null, cursor is null ? (long?)null : Number(place.Second));
        if (terms.Phrases is [])
        {
            return Task.FromResult(new SearchResult([], [], null, []));
        }
        return ReadAsync(
            "Searching",
            sql =>
            {
                var facets = Facets.Asked(sql, filter);
                var until = publishedBy is { } by ? new SearchIndex(sql).Until(by) : "";
                var incidents = cursor is null ? SearchIncidents(sql, $"{terms.Expression("title place")}{SearchIndex.Narrowing(filter, facets)}{until}", filter, publishedBy, limit) : [];
                var expression = $"{terms.Expression("title body speakers places")}{SearchIndex.Narrowing(filter, Facets.Asked(sql, filter with { IsDisputed = null, IsPlaced = null }))}{until}";
                var isNewestFirst = goesOnByNewest ?? AreMany(sql, "piece_words", expression);
                // What comes in while somebody pages is not among the ranked, and does not change their order.
                var newest = top ?? sql.Number("SELECT coalesce(max(number), 0) FROM pieces");
                var found = isNewestFirst ? NewestPieces(sql, expression, filter, publishedBy, number ?? long.MaxValue, limit + 1) : BestPieces(sql, expression, filter, publishedBy, newest, number ?? 0, limit + 1);
                return new SearchResult(
                    incidents, [.. found.Take(limit).Select(one => one.Hit)],
                    found.Count > limit && limit > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(isNewestFirst ? NewestMark : newest)}{CursorMark}{found[limit - 1].Place}") : null,
                    [.. terms.Phrases.Select(phrase => phrase.ToString())]) { IsNewestFirst = isNewestFirst };
            },
            cancel);
    }

    /// <summary>Incidents or parts of reports that are compared for the best; of more the newest are given. To weigh one, its words are counted throughout the index.</summary>
    internal int MostRanked { get; set; } = 1000;

    private bool AreMany(Sql sql, string table, string expression) =>
        sql.Number($"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH $1 LIMIT $2)", expression, MostRanked + 1) > MostRanked;

    private List<IncidentPin> SearchIncidents(Sql sql, string expression, IncidentFilter filter, DateTimeOffset? publishedBy, int limit)
    {
        var values = new List<object?> { expression, limit };
        string Value(object? value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${values.Count}");
        }
        var (score, order) = AreMany(sql, "incident_words", expression) ? ("0", "number DESC") : ("bm25(incident_words, 4, 4, 0, 0)", "score, i.changed DESC");
        return sql.Rows(
            $"""
            SELECT {PinColumns} FROM (SELECT rowid AS number, {score} AS score FROM incident_words WHERE incident_words MATCH $1 ORDER BY rowid DESC) AS found
            CROSS JOIN incidents AS i USING (number) WHERE {IncidentQuery.Exactly(filter, values)}{(publishedBy is { } by ? $" AND EXISTS (SELECT 1 FROM accounts JOIN reports USING (position) WHERE accounts.unit = i.unit AND reports.version_at <= {Value(Moment.Write(by))})" : "")} ORDER BY {order} LIMIT $2
            """,
            Pin, [.. values]);
    }

    // Every part that has the words is weighed, and then looked at from the best on until there are enough.
    private List<FoundPiece> BestPieces(Sql sql, string expression, IncidentFilter filter, DateTimeOffset? publishedBy, long newest, long after, int limit)
    {
        var ranked = Ranked(sql, expression, newest);
        var found = new List<FoundPiece>();
        for (var place = (int)Math.Min(after, ranked.Length); place < ranked.Length && found.Count < limit; place++)
        {
            found.AddRange(Pieces(sql, "piece_words.rowid = $2", [expression, ranked[place]], filter, publishedBy, 1).Select(one => one with { Place = place + 1 }));
        }
        return found;
    }

    // The weights change with whatever is added; an order that was given is kept for a while, so that a list goes on as it began.
    private long[] Ranked(Sql sql, string expression, long newest)
    {
        lock (_rankings)
        {
            if (_rankings.Find((expression, newest)) is { } kept)
            {
                return kept;
            }
        }
        long[] ranked =
        [
            .. sql.Rows("SELECT rowid, bm25(piece_words, 8, 1, 4, 4, 0, 0) FROM piece_words WHERE piece_words MATCH $1 AND rowid <= $2", row => (Number: row.GetInt64(0), Score: row.GetDouble(1)), expression, newest)
                .OrderBy(one => one.Score).ThenByDescending(one => one.Number).Select(one => one.Number),
        ];
        lock (_rankings)
        {
            _rankings.Set((expression, newest), ranked);
        }
        return ranked;
    }

    private readonly Recent<(string Expression, long Newest), long[]> _rankings = new(RankingsKept);

    // Walked as they are filed until there are enough.
    private static List<FoundPiece> NewestPieces(Sql sql, string expression, IncidentFilter filter, DateTimeOffset? publishedBy, long number, int limit) =>
        Pieces(sql, "piece_words.rowid < $2", [expression, number], filter, publishedBy, limit);

    private static List<FoundPiece> Pieces(Sql sql, string which, List<object?> values, IncidentFilter filter, DateTimeOffset? publishedBy, int limit)
    {
        string Value(object? value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${values.Count}");
        }
        var where = new StringBuilder($"piece_words MATCH $1 AND {which}");
        if (filter.From is not null || filter.To is not null)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND at > '' AND at >= {Value(filter.From is { } from ? DayText.Of(from) : "")} AND at < {Value(filter.To is { } to ? DayText.Of(to.AddDays(to < DateOnly.MaxValue ? 1 : 0)) : "a")}");
        }
        if (publishedBy is { } by)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND reports.version_at <= {Value(Moment.Write(by))}");
        }
        if (filter is not { IsDisputed: null, IsPlaced: null, Box: null })
        {
            where.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM accounts JOIN incidents AS i USING (unit) WHERE accounts.position = pieces.position AND {IncidentQuery.Exactly(filter with { From = null, To = null }, values)})");
        }
        return sql.Rows(
            $"""
            SELECT {SummaryColumns}, start, pieces.number, snippet(piece_words, 1, char(2), char(3), '…', {SnippetWords}) FROM piece_words
            CROSS JOIN (SELECT number, position, start, listed_at AS at FROM pieces) AS pieces ON pieces.number = piece_words.rowid CROSS JOIN reports USING (position)
            WHERE {where} ORDER BY piece_words.rowid DESC LIMIT {Value(limit)}
            """,
            row => new FoundPiece(Hit(Summary(row), row.GetInt32(12), row.GetString(14)), row.GetInt64(13)), [.. values]);
    }

    private static ReportHit Hit(ReportSummary report, int start, string marked)
    {
        var words = new StringBuilder(marked.Length);
        var matches = new List<TextSpan>();
        int? open = null;
        foreach (var letter in marked)
        {
            if (letter == MatchStart)
            {
                open = words.Length;
            }
            else if (letter == MatchEnd)
            {
                if (open is { } first && first < words.Length)
                {
                    matches.Add(new TextSpan(first, words.Length));
                }
                open = null;
            }
            else
            {
                words.Append(letter);
            }
        }
        return new ReportHit(report, start, words.ToString(), matches);
    }

    // Place: where the list goes on after it, by the number of the part or by its rank.
    private sealed record FoundPiece(ReportHit Hit, long Place);
}
