using System.Globalization;
using System.Text;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Search over words.</content>
public sealed partial class ReportArchive
{
    private const string NewestMark = "newest";
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
    public Task<SearchResult> SearchAsync(string query, IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filter);
        var terms = SearchTerms.Read(query);
        var place = cursor is null ? default : Two(cursor);
        bool? goesOnByNewest = cursor is null ? null : place.First == NewestMark;
        var (score, number) = (goesOnByNewest is false ? Score(place.First) : double.NegativeInfinity, cursor is null ? long.MaxValue : Number(place.Second));
        if (terms.Phrases is [])
        {
            return Task.FromResult(new SearchResult([], [], null, []));
        }
        return ReadAsync(
            "Searching",
            sql =>
            {
                var facets = Facets.Asked(sql, filter);
                var incidents = cursor is null ? SearchIncidents(sql, $"{terms.Expression("title place")}{SearchIndex.Narrowing(filter, facets)}", filter, limit) : [];
                var expression = $"{terms.Expression("title body speakers places")}{SearchIndex.Narrowing(filter, Facets.Asked(sql, filter with { IsDisputed = null, IsPlaced = null }))}";
                var isNewestFirst = goesOnByNewest ?? AreMany(sql, "piece_words", expression);
                var found = isNewestFirst ? NewestPieces(sql, expression, filter, number, limit + 1) : BestPieces(sql, expression, filter, score, number, limit + 1);
                return new SearchResult(
                    incidents, [.. found.Take(limit).Select(one => one.Hit)],
                    found.Count > limit && limit > 0 ? $"{(isNewestFirst ? NewestMark : found[limit - 1].Score.ToString("R", CultureInfo.InvariantCulture))}{CursorMark}{found[limit - 1].Number.ToString(CultureInfo.InvariantCulture)}" : null,
                    [.. terms.Phrases.Select(phrase => phrase.ToString())]) { IsNewestFirst = isNewestFirst };
            },
            cancel);
    }

    /// <summary>Incidents or parts of reports that are compared for the best; of more the newest are given. To weigh one, its words are counted throughout the index.</summary>
    internal int MostRanked { get; set; } = 1000;

    private bool AreMany(Sql sql, string table, string expression) =>
        sql.Number($"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH $1 LIMIT $2)", expression, MostRanked + 1) > MostRanked;

    private List<IncidentPin> SearchIncidents(Sql sql, string expression, IncidentFilter filter, int limit)
    {
        var values = new List<object?> { expression, limit };
        var (score, order) = AreMany(sql, "incident_words", expression) ? ("0", "number DESC") : ("bm25(incident_words, 4, 4, 0, 0)", "score, i.changed DESC");
        return sql.Rows(
            $"""
            SELECT {PinColumns} FROM (SELECT rowid AS number, {score} AS score FROM incident_words WHERE incident_words MATCH $1 ORDER BY rowid DESC) AS found
            CROSS JOIN incidents AS i USING (number) WHERE {IncidentQuery.Exactly(filter, values)} ORDER BY {order} LIMIT $2
            """,
            Pin, [.. values]);
    }

    // Every part that has the words is weighed, and then looked at from the best on until there are enough.
    private static List<FoundPiece> BestPieces(Sql sql, string expression, IncidentFilter filter, double score, long number, int limit)
    {
        var ranked = sql.Rows(
            "SELECT rowid, bm25(piece_words, 8, 1, 4, 4, 0, 0) FROM piece_words WHERE piece_words MATCH $1", row => (Number: row.GetInt64(0), Score: row.GetDouble(1)), expression);
        var found = new List<FoundPiece>();
        foreach (var (next, weight) in ranked.Where(one => one.Score > score || one.Score == score && one.Number < number).OrderBy(one => one.Score).ThenByDescending(one => one.Number))
        {
            if (found.Count == limit)
            {
                break;
            }
            found.AddRange(Pieces(sql, "piece_words.rowid = $2", [expression, next], filter, limit).Select(one => one with { Score = weight }));
        }
        return found;
    }

    // Walked as they are filed until there are enough.
    private static List<FoundPiece> NewestPieces(Sql sql, string expression, IncidentFilter filter, long number, int limit) =>
        Pieces(sql, "piece_words.rowid < $2", [expression, number], filter, limit);

    private static List<FoundPiece> Pieces(Sql sql, string which, List<object?> values, IncidentFilter filter, int limit)
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
            row => new FoundPiece(Hit(Summary(row), row.GetInt32(12), row.GetString(14)), row.GetInt64(13), 0), [.. values]);
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

    private static double Score(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : throw NoCursor(text);

    private sealed record FoundPiece(ReportHit Hit, long Number, double Score);
}
