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
    // A version counts as it stood at a moment of both clocks: the last of its document that had been published and recorded by then, as the latest of all is.
    internal const string AsOf =
        """
        reports.version_at <= $2 AND reports.recorded_from <= $3 AND (reports.recorded_to IS NULL OR NOT EXISTS (
            SELECT 1 FROM reports AS later WHERE later.document = reports.document AND later.version_at <= $2 AND later.recorded_from <= $3
                AND (later.version_at > reports.version_at OR later.version_at = reports.version_at AND later.position > reports.position)))
        """;

    private const int SeriesAtOnce = 16, SeriesKept = 16;

    private readonly Recent<string, KeptSeries> _series = new(SeriesKept);

    private const string FirstDay = "0001-01-01", LastDay = "9999-12-31";

    private const string EndOfTime = "9999-12-31T23:59:59.9999999Z";

    /// <summary>Series with values for at least two days, those with most values first.</summary>
    /// <param name="measure">Only of this measure; null for all.</param>
    /// <param name="claimant">Only of this claimant or side, as a part of the name; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task<IReadOnlyList<CountSeries>> SeriesAsync(Measure? measure, string? claimant, CancellationToken cancel) => (await SeriesAsync(measure, claimant, null, int.MaxValue, cancel)).Items;

    /// <summary>The same series page by page.</summary>
    /// <param name="measure">Only of this measure; null for all.</param>
    /// <param name="claimant">Only of this claimant or side, as a part of the name; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<CountSeries>> SeriesAsync(Measure? measure, string? claimant, string? cursor, int limit, CancellationToken cancel)
    {
        var place = RisingPlace.Read(cursor);
        return ReadAsync(
            "Listing the series of",
            sql =>
            {
                var found = new List<(CountSeries Series, string Place)>();
                var list = RisingList.OfSeries(sql, least: 2);
                // One more than asked for tells whether there is a next page.
                while (found.Count <= limit && list.Next(place, SeriesAtOnce, measure is { } known ? WireNames<Measure>.Of(known) : null, "measure") is [.., var last] next)
                {
                    found.AddRange(next.Select(one => (Series: Series(sql, one.Key), Place: one.Write())).Where(one => one.Series is { Days: > 1 } series && IsOf(series, claimant)).Select(one => (one.Series!, one.Place)));
                    place = last;
                }
                return PageOf(found, limit, one => one.Place, one => one.Series);
            },
            cancel);
    }

    /// <summary>One series in full; null where the archive has no value of it.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<CountSeries?> OneSeriesAsync(string id, CancellationToken cancel) => ReadAsync("Reading a series of", sql => Series(sql, id), cancel);

    /// <summary>How the tolls of an incident changed from publication to publication; empty where there is no such incident or nothing is dated.</summary>
    /// <param name="incident">Its id.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<Measure, IReadOnlyList<TollStep>>> TollHistoryAsync(string incident, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        ReadAsync("Reading an incident of", sql => TollHistory.Of(ClaimsOf(sql, incident, Written(publishedBy), Written(recordedBy))), cancel);

    /// <summary>Days of a place that are listed at most where silent ones are listed too: ten years.</summary>
    public const int MostSilentDays = 3653;

    /// <summary>Whether a report of the archive speaks of a place of some name or gazetteer entry, or the gazetteer knows one: of any other, silence tells nothing.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<bool> IsPlaceAsync(string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ReadAsync(
            "Looking for a place in",
            sql => PlaceNames.IsKnown(name) || IsSeen(sql, name, PlaceKey.Fold(name)), cancel);
    }

    private static bool IsSeen(Sql sql, string entry, string folded) => sql.Value(
        """
        SELECT 1 FROM sightings WHERE gazetteer = $1 UNION ALL SELECT 1 FROM sightings WHERE folded = $2 UNION ALL SELECT 1 FROM sightings WHERE folded_region = $2
        UNION ALL SELECT 1 FROM sightings WHERE folded_city = $2 LIMIT 1
        """,
        entry, folded) is not null;

    private static string? PlaceIn(Sql sql, string? place) => place is null ? null : PlaceNames.Asked(place, folded => IsSeen(sql, place, folded));

    /// <summary>How well places were covered, day by day, the newest day first.</summary>
    /// <param name="place">A place's or region's name or gazetteer entry; null for all places.</param>
    /// <param name="from">The first day; null for all.</param>
    /// <param name="to">The last day; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>Where a place and both days are given, every day between them has a row, a silent one too. A city's quarters count for it.</remarks>
    /// <exception cref="ArgumentException">Silent days would be listed too, and they are more than <see cref="MostSilentDays"/>.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<DayCoverage>> CoverageAsync(string? place, DateOnly? from, DateOnly? to, CancellationToken cancel) => ReadAsync<IReadOnlyList<DayCoverage>>(
        "Counting the coverage in",
        sql =>
        {
            if (place is not null && to?.DayNumber - from?.DayNumber >= MostSilentDays)
            {
                throw new ArgumentException($"Counting the coverage of {place}: found {to?.DayNumber - from?.DayNumber + 1} days, expected at most {MostSilentDays}.", nameof(to));
            }
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
              UNION SELECT day FROM sightings WHERE folded_region = $4 AND day >= $1 AND day < $2 UNION SELECT day FROM sightings WHERE folded_city = $4 AND day >= $1 AND day < $2 ORDER BY day DESC LIMIT 32
              """,
        row => row.GetString(0), first, before, place, PlaceIn(sql, place));

    private static List<DayCoverage> DaysOf(Sql sql, string? place, string first, string last) => sql.Rows(
        $"""
        SELECT gazetteer, name, region, country, day, count(DISTINCT CASE WHEN told = 1 THEN position END), count(DISTINCT origin), count(DISTINCT CASE WHEN told = 0 THEN position END)
        FROM sightings JOIN reports USING (position) WHERE recorded_to IS NULL AND day >= $1 AND day <= $2
            AND {(place is null ? "$3 IS NULL AND $4 IS NULL" : "(gazetteer = $3 OR folded = $4 OR folded_region = $4 OR folded_city = $4)")}
        GROUP BY gazetteer, day ORDER BY day DESC, 6 DESC, 8 DESC, name, gazetteer
        """,
        row => new DayCoverage(
            row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3), DayText.Read(row.GetString(4)), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7)),
        first, last, place, PlaceIn(sql, place));

    /// <summary>How many sentences with a word of attack or casualties were not understood and nobody passed, and the first of them, the newest report first.</summary>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<(long Count, IReadOnlyList<(ReportSummary Report, string Word, string Quote)> Sentences)> UnreadSentencesAsync(int take, CancellationToken cancel) =>
        ReadAsync<(long, IReadOnlyList<(ReportSummary, string, string)>)>(
            "Listing the sentences not understood in",
            sql => (
                sql.Number(CountOfUnread),
                sql.Rows(
                    $"SELECT {SummaryColumns}, word, quote FROM {UnreadInOrder} LIMIT $1",
                    row => (Summary(row), row.GetString(12), row.GetString(13)), take)),
            cancel);

    /// <summary>The code-point maps of the texts of reports, to write their words by.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<Sha256, CodePointMap>> TextMapsAsync(IReadOnlyCollection<Sha256> reports, CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<Sha256, CodePointMap>>(
        "Reading the reports of",
        sql =>
        {
            return new TextMaps(sql).Of(reports);
        },
        cancel);

    private static List<DayCoverage> WithSilence(List<DayCoverage> rows, string place, DateOnly from, DateOnly to)
    {
        var named = rows.FirstOrDefault();
        var days = rows.Select(row => row.Day).ToHashSet();
        for (var number = from.DayNumber; number <= to.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            if (!days.Contains(day))
            {
                rows.Add(new DayCoverage(named?.Gazetteer, named?.Name ?? place, named?.Region, named?.Country, day, 0, 0, 0));
            }
        }
        return [.. rows.OrderByDescending(row => row.Day).ThenByDescending(row => row.Telling).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    private static bool IsOf(CountSeries series, string? claimant) => claimant is null
        || series.Claimant.Contains(claimant, StringComparison.OrdinalIgnoreCase) || string.Equals(series.ClaimantSide, claimant, StringComparison.OrdinalIgnoreCase);

    // A series as it was put together last, where neither it nor what is judged has changed since.
    private CountSeries? Series(Sql sql, string id)
    {
        var stamp = (sql.Number("SELECT changed FROM series WHERE series = $1", id), sql.Number("SELECT max(position) FROM judgements"));
        lock (_series)
        {
            if (_series.Find(id) is { } kept && kept.Stamp == stamp)
            {
                return kept.Series;
            }
        }
        var series = Build(sql, id);
        lock (_series)
        {
            _series.Set(id, new KeptSeries(stamp, series));
        }
        return series;
    }

    private sealed record KeptSeries((long, long) Stamp, CountSeries? Series);

    private static CountSeries? Build(Sql sql, string id)
    {
        var rows = new ClaimRows(sql);
        return sql.Rows(
            $"""
            SELECT {ClaimRows.Columns} FROM figures JOIN claims USING (number) WHERE series = $1 AND claims.recorded_to IS NULL ORDER BY claims.number
            """,
            rows.Read, id).FindAll(claim => !claim.Claim.IsRejected) is [_, ..] claims ? SeriesReader.Build(id, claims) : null;
    }
}
