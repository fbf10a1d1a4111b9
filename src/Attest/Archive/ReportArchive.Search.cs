using System.Globalization;
using System.Text;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Search over words.</content>
public sealed partial class ReportArchive
{
    /// <summary>The newest parts of reports that are compared with each other for the best: a word that stands everywhere tells nothing of older ones.</summary>
    private const int MostRanked = 2000;

    private const int SnippetWords = 32;
    private const char MatchStart = '\u0002', MatchEnd = '\u0003';

    /// <summary>Finds incidents and parts of reports by their words: all words and “phrases” asked for must be there; <c>shell*</c> stands for every word that begins so. Case and accents tell nothing.</summary>
    /// <param name="query">Whatever somebody typed; nothing in it is an operator but quotation marks and the star. An empty one finds nothing.</param>
    /// <param name="filter">What the incident must be; of a report, what its claims in that part must say. Its period is that of the report's publication; dispute and stretch of the map are those of one of its incidents.</param>
    /// <param name="cursor">Where to go on: <see cref="SearchResult.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many incidents and how many parts of reports to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>The best come first: those that have the words more often, in a title or as a speaker or place, and in fewer words. Of very many only the newest are compared.</remarks>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<SearchResult> SearchAsync(string query, IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filter);
        var terms = SearchTerms.Read(query);
        var (score, number) = cursor is null ? (double.NegativeInfinity, long.MaxValue) : (Score(Two(cursor).First), Number(Two(cursor).Second));
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
                var found = SearchPieces(sql, expression, filter, score, number, limit + 1);
                var hits = found.Take(limit).Select(hit => Hit(sql, expression, hit.Report, hit.Start, hit.Number)).ToList();
                var next = found.Count > limit && limit > 0 ? string.Create(CultureInfo.InvariantCulture, $"{found[limit - 1].Score:R}{CursorMark}{found[limit - 1].Number}") : null;
                return new SearchResult(incidents, hits, next, [.. terms.Phrases.Select(phrase => phrase.ToString())])
                {
                    IsOfNewestOnly = sql.Number($"SELECT count(*) FROM (SELECT 1 FROM piece_words WHERE piece_words MATCH $1 LIMIT {MostRanked + 1})", expression) > MostRanked,
                };
            },
            cancel);
    }

    private static List<IncidentPin> SearchIncidents(Sql sql, string expression, IncidentFilter filter, int limit)
    {
        var values = new List<object?> { expression, limit };
        return sql.Rows(
            $"""
            SELECT {PinColumns} FROM (
                SELECT rowid AS number, bm25(incident_words, 4, 4, 0, 0) AS score FROM incident_words WHERE incident_words MATCH $1 ORDER BY rowid DESC LIMIT {MostRanked}
            ) AS found JOIN incidents AS i USING (number) WHERE {IncidentQuery.Exactly(filter, values)} ORDER BY score, i.changed DESC LIMIT $2
            """,
            Pin, [.. values]);
    }

    private static List<(ReportSummary Report, int Start, long Number, double Score)> SearchPieces(Sql sql, string expression, IncidentFilter filter, double score, long number, int limit)
    {
        var values = new List<object?> { expression, score, number, limit, filter.From is { } from ? DayText.Of(from) : "", filter.To is { } to ? DayText.Of(to.AddDays(to < DateOnly.MaxValue ? 1 : 0)) : "a", filter.From is null && filter.To is null ? 0 : 1 };
        var ofIncident = filter is { IsDisputed: null, IsPlaced: null, Box: null } ? "true"
            : $"EXISTS (SELECT 1 FROM accounts JOIN incidents AS i USING (unit) WHERE accounts.position = pieces.position AND {IncidentQuery.Exactly(filter with { From = null, To = null }, values)})";
        return sql.Rows(
            $"""
            SELECT {SummaryColumns}, start, number, score FROM (
                SELECT rowid AS number, bm25(piece_words, 8, 1, 4, 4, 0, 0) AS score FROM piece_words WHERE piece_words MATCH $1 ORDER BY rowid DESC LIMIT {MostRanked}
            ) AS found JOIN (SELECT number, position, start, listed_at AS at FROM pieces) AS pieces USING (number) JOIN reports USING (position)
            WHERE (score > $2 OR score = $2 AND number < $3) AND at >= $5 AND at < $6 AND (at > '' OR $7 = 0) AND {ofIncident} ORDER BY score, number DESC LIMIT $4
            """,
            row => (Summary(row), row.GetInt32(12), row.GetInt64(13), row.GetDouble(14)), [.. values]);
    }

    private static ReportHit Hit(Sql sql, string expression, ReportSummary report, int start, long number)
    {
        var marked = (string)sql.Value(
            $"SELECT snippet(piece_words, 1, char(2), char(3), '…', {SnippetWords}) FROM piece_words WHERE piece_words MATCH $1 AND rowid = $2", expression, number)!;
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
}
