using Attest.Archive.Storage;
using Attest.Claims.Places;
using Attest.Incidents;
using Attest.Incidents.Coverage;
using Attest.Incidents.Series;
using Attest.Incidents.Tallies;

namespace Attest.Archive;

/// <content>What is asked of many reports and incidents together: series, tallies, histories and coverage.</content>
public sealed partial class ReportArchive
{
    // A version counts as it stood at a moment of both clocks: the last of its document that had been published and recorded by then.
    private const string AsOf =
        """
        reports.version_at <= $2 AND reports.recorded_from <= $3 AND NOT EXISTS (
            SELECT 1 FROM reports AS later WHERE later.document = reports.document AND later.version_at <= $2 AND later.recorded_from <= $3
                AND (later.version_at > reports.version_at OR later.version_at = reports.version_at AND later.position > reports.position))
        """;

    private const string FirstDay = "0001-01-01", LastDay = "9999-12-31";

    private const string EndOfTime = "9999-12-31T23:59:59.9999999Z";

    /// <summary>Series with values for at least two days, those with most values first.</summary>
    /// <param name="measure">Only of this measure; null for all.</param>
    /// <param name="claimant">Only of this claimant or side, as a part of the name; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<CountSeries>> SeriesAsync(Measure? measure, string? claimant, CancellationToken cancel) => ReadAsync<IReadOnlyList<CountSeries>>(
        "Listing the series of",
        sql =>
        {
            var ids = sql.Rows(
                """
                SELECT series FROM figures JOIN reports USING (position) WHERE series IS NOT NULL AND recorded_to IS NULL AND ($1 IS NULL OR measure = $1)
                GROUP BY series HAVING count(*) > 1 ORDER BY count(*) DESC, series
                """,
                row => row.GetString(0), measure is { } known ? WireNames<Measure>.Of(known) : null);
            return [.. ids.Select(id => Build(sql, id)).OfType<CountSeries>().Where(series => series.Days > 1 && IsOf(series, claimant))];
        },
        cancel);

    /// <summary>One series in full; null where the archive has no value of it.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<CountSeries?> OneSeriesAsync(string id, CancellationToken cancel) => ReadAsync("Reading a series of", sql => Build(sql, id), cancel);

    /// <summary>A measure summed over incidents, as the archive stands or stood.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>
    /// Of each document the version is used that was the last by both moments; one without a time of publication counts by when it was recorded.
    /// What belongs to which incident is told as it is known now.
    /// </remarks>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Tally> TallyAsync(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(
            "Counting what is in",
            sql =>
            {
                var (published, recorded) = (publishedBy is { } by ? Moment.Write(by) : EndOfTime, recordedBy is { } until ? Moment.Write(until) : EndOfTime);
                var linker = new IncidentLinker();
                return TallyCounter.Count(query, Candidates(sql, query, isNow: publishedBy is null && recordedBy is null).Select(id => (Id: id, Claims: ClaimsOf(sql, id, published, recorded)))
                    .Where(one => one.Claims.Count > 0).Select(one => (linker.Assemble(one.Id, one.Claims), (IReadOnlyList<LinkedClaim>)one.Claims)));
            },
            cancel);
    }

    /// <summary>What each measure of which a figure counts comes to over all incidents.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<TallySummary>> TalliesAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<TallySummary>>(
        "Counting what is in",
        sql => [.. sql.Rows(
            "SELECT measure, total(low), CASE WHEN count(high) = count(*) THEN total(high) END, total(shown), count(*) FROM tolls GROUP BY measure",
            row => new TallySummary(
                WireNames<Measure>.Parse(row.GetString(0)), (decimal)row.GetDouble(1), row.IsDBNull(2) ? null : (decimal)row.GetDouble(2), (decimal)row.GetDouble(3), row.GetInt64(4)))
            .OrderBy(summary => summary.Measure)],
        cancel);

    /// <summary>How the tolls of an incident changed from publication to publication; empty where there is no such incident or nothing is dated.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<Measure, IReadOnlyList<TollStep>>> TollHistoryAsync(string incident, CancellationToken cancel) =>
        ReadAsync("Reading an incident of", sql => TollHistory.Of(ClaimsOf(sql, incident, EndOfTime, EndOfTime)), cancel);

    /// <summary>How well places were covered, day by day, the newest day first.</summary>
    /// <param name="place">A place's or region's name or gazetteer entry; null for all places.</param>
    /// <param name="from">The first day; null for all.</param>
    /// <param name="to">The last day; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>Where a place and both days are given, every day between them has a row, a silent one too.</remarks>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<DayCoverage>> CoverageAsync(string? place, DateOnly? from, DateOnly? to, CancellationToken cancel) => ReadAsync<IReadOnlyList<DayCoverage>>(
        "Counting the coverage in",
        sql =>
        {
            var rows = DaysOf(sql, place, from is { } first ? DayText.Of(first) : FirstDay, to is { } last ? DayText.Of(last) : LastDay);
            return place is not null && from is { } start && to is { } end ? WithSilence(rows, place, start, end) : rows;
        },
        cancel);

    /// <summary>How well places were covered, the newest day first, page by page of whole days; days without a report have no row.</summary>
    /// <param name="place">A place's or region's name or gazetteer entry; null for all places.</param>
    /// <param name="from">The first day; null for all.</param>
    /// <param name="to">The last day; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">From how many rows on a page ends, after the whole of its last day.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<DayCoverage>> CoverageAsync(string? place, DateOnly? from, DateOnly? to, string? cursor, int limit, CancellationToken cancel)
    {
        if (cursor is not null && !DateOnly.TryParseExact(cursor, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _))
        {
            throw NoCursor(cursor);
        }
        return ReadAsync(
            "Counting the coverage in",
            sql =>
            {
                var (first, before) = (from is { } day ? DayText.Of(day) : FirstDay, cursor ?? (to is { } last && last < DateOnly.MaxValue ? DayText.Of(last.AddDays(1)) : LastDay));
                var rows = new List<DayCoverage>();
                while (rows.Count < limit && NewestDays(sql, place, first, before) is [.., var oldest] days)
                {
                    rows.AddRange(DaysOf(sql, place, oldest, days[0]));
                    before = oldest;
                }
                var more = limit > 0 && rows.Count >= limit && NewestDays(sql, place, first, before) is not [];
                return new Page<DayCoverage>(rows, more ? before : null);
            },
            cancel);
    }

    // The newest days before one of which something is known, so that no page looks at more.
    private static List<string> NewestDays(Sql sql, string? place, string first, string before) => sql.Rows(
        place is null
            ? "SELECT DISTINCT day FROM sightings WHERE day >= $1 AND day < $2 AND $3 IS NULL AND $4 IS NULL ORDER BY day DESC LIMIT 4"
            : """
              SELECT day FROM sightings WHERE gazetteer = $3 AND day >= $1 AND day < $2 UNION SELECT day FROM sightings WHERE folded = $4 AND day >= $1 AND day < $2
              UNION SELECT day FROM sightings WHERE folded_region = $4 AND day >= $1 AND day < $2 ORDER BY day DESC LIMIT 32
              """,
        row => row.GetString(0), first, before, place, place is null ? null : PlaceKey.Fold(place));

    private static List<DayCoverage> DaysOf(Sql sql, string? place, string first, string last) => sql.Rows(
        $"""
        SELECT gazetteer, name, region, country, day, count(DISTINCT CASE WHEN told = 1 THEN position END), count(DISTINCT origin), count(DISTINCT CASE WHEN told = 0 THEN position END)
        FROM sightings JOIN reports USING (position) WHERE recorded_to IS NULL AND day >= $1 AND day <= $2
            AND {(place is null ? "$3 IS NULL AND $4 IS NULL" : "(gazetteer = $3 OR folded = $4 OR folded_region = $4)")}
        GROUP BY gazetteer, day ORDER BY day DESC, 6 DESC, 8 DESC, name, gazetteer
        """,
        row => new DayCoverage(
            row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3), DayText.Read(row.GetString(4)), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7)),
        first, last, place, place is null ? null : PlaceKey.Fold(place));

    /// <summary>How many sentences with a word of attack or casualties were not understood, and the first of them, the newest report first.</summary>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<(long Count, IReadOnlyList<(ReportSummary Report, string Word, string Quote)> Sentences)> UnreadSentencesAsync(int take, CancellationToken cancel) =>
        ReadAsync<(long, IReadOnlyList<(ReportSummary, string, string)>)>(
            "Listing the sentences not understood in",
            sql => (
                sql.Number("SELECT unread_sentences FROM totals"),
                sql.Rows(
                    $"SELECT {SummaryColumns}, word, quote FROM unread_sentences JOIN reports USING (position) WHERE recorded_to IS NULL ORDER BY listed_at DESC, report, start LIMIT $1",
                    row => (Summary(row), row.GetString(12), row.GetString(13)), take)),
            cancel);

    /// <summary>The code-point maps of the texts of reports, to write their words by.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<Sha256, CodePointMap>> TextMapsAsync(IReadOnlyCollection<Sha256> reports, CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<Sha256, CodePointMap>>(
        "Reading the reports of",
        sql =>
        {
            var maps = new TextMaps(sql);
            return reports.Distinct().ToDictionary(report => report, maps.Of);
        },
        cancel);

    private static List<DayCoverage> WithSilence(List<DayCoverage> rows, string place, DateOnly from, DateOnly to)
    {
        var named = rows.FirstOrDefault();
        var days = rows.Select(row => row.Day).ToHashSet();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!days.Contains(day))
            {
                rows.Add(new DayCoverage(named?.Gazetteer, named?.Name ?? place, named?.Region, named?.Country, day, 0, 0, 0));
            }
        }
        return [.. rows.OrderByDescending(row => row.Day).ThenByDescending(row => row.Telling).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    private static bool IsOf(CountSeries series, string? claimant) => claimant is null
        || series.Claimant.Contains(claimant, StringComparison.OrdinalIgnoreCase) || string.Equals(series.ClaimantSide, claimant, StringComparison.OrdinalIgnoreCase);

    private static CountSeries? Build(Sql sql, string id)
    {
        var rejected = JudgementTable.RejectedClaims(sql);
        var rows = new ClaimRows(sql);
        return sql.Rows(
            $"""
            SELECT {ClaimRows.Columns} FROM figures JOIN claims USING (number) WHERE series = $1 AND claims.recorded_to IS NULL ORDER BY claims.number
            """,
            row => rows.Read(row, rejected), id).FindAll(claim => !claim.Claim.IsRejected) is [_, ..] claims ? SeriesReader.Build(id, claims) : null;
    }

    // Incidents that have a figure of a measure, whether or not it counts; as they stand now, only those of the place and side.
    private static List<string> Candidates(Sql sql, TallyQuery query, bool isNow) => isNow
        ? new IncidentQuery(sql, new IncidentFilter(Place: query.Place, Side: query.Side, Measure: query.Measure)).Run("i.id", row => row.GetString(0), long.MaxValue, int.MaxValue)
        : sql.Rows(
        "SELECT DISTINCT id FROM figures JOIN claims USING (number) JOIN accounts USING (account) JOIN incidents USING (unit) WHERE measure = $1 ORDER BY id", row => row.GetString(0), WireNames<Measure>.Of(query.Measure));

    private static List<LinkedClaim> ClaimsOf(Sql sql, string incident, string publishedBy, string recordedBy)
    {
        var rejected = JudgementTable.RejectedClaims(sql);
        var rows = new ClaimRows(sql);
        var now = sql.Rows(
            $"""
            SELECT {ClaimRows.Columns} FROM incidents JOIN accounts USING (unit) JOIN claims USING (account) WHERE id = $1 AND recorded_to IS NULL ORDER BY claims.number
            """,
            row => rows.Read(row, rejected), incident);
        if (publishedBy == EndOfTime && recordedBy == EndOfTime)
        {
            return now;
        }
        // A version that was replaced has no account any more: its claims belong to the incident that its successor's belong to, where they tell of the same sort, place and day.
        var told = now.Where(claim => claim.Event is not null).Select(FactsOf).ToHashSet();
        return [.. sql.Rows(
            $"""
            SELECT {ClaimRows.Columns}, accounts.unit = (SELECT unit FROM incidents WHERE id = $1) FROM reports JOIN claims USING (position) LEFT JOIN accounts USING (account)
            WHERE reports.document IN (SELECT document FROM incidents JOIN accounts USING (unit) JOIN reports USING (position) WHERE id = $1) AND {AsOf}
            ORDER BY claims.number
            """,
            row => (Claim: rows.Read(row, rejected), IsOwn: row.IsDBNull(ClaimRows.Own) ? (bool?)null : row.GetInt64(ClaimRows.Own) == 1), incident, publishedBy, recordedBy)
            .Where(row => row.IsOwn ?? (row.Claim.Event is not null && told.Contains(FactsOf(row.Claim)))).Select(row => row.Claim)];
    }

    private static (EventType Type, string? Place, TimeValue? Date) FactsOf(LinkedClaim claim) => (claim.Event!.Type, claim.Event.Place?.Gazetteer, claim.Event.Date);
}
