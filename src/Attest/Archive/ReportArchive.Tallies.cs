using Attest.Archive.Storage;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive;

/// <content>Measures summed over incidents.</content>
public sealed partial class ReportArchive
{
    /// <summary>A measure summed over incidents, as the archive stands or stood.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>
    /// Of each document the version is used that was the last by both moments; one without a time of publication counts by when it was recorded.
    /// What belongs to which incident is told as it had been recorded by then: as the archive had put reports together, and as people had decided.
    /// </remarks>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Tally> TallyAsync(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        TallyAsync(query, publishedBy, recordedBy, int.MaxValue, int.MaxValue, cancel);

    /// <summary>The same tally with its latest lines alone, and with no more work than a page may cost.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="mostLines">How many lines and undated incidents to list; all are added.</param>
    /// <param name="mostMade">How many incidents to make anew: as of a moment those that were told of both before and after it. <see cref="Tally.Uncounted"/> tells of the rest.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Tally> TallyAsync(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, int mostLines, int mostMade, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(
            "Counting what is in",
            sql =>
            {
                var then = publishedBy is null && recordedBy is null ? null : new IncidentsThen(sql, publishedBy, recordedBy, mostMade);
                return new TallyRows(sql, _shelves.At(sql), query, then).Count(mostLines);
            },
            cancel);
    }

    /// <summary>What each measure of which a figure counts comes to over all incidents.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<TallySummary>> TalliesAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<TallySummary>>(
        "Counting what is in",
        sql =>
        {
            var (shelves, summaries) = (_shelves.At(sql), new List<TallySummary>());
            foreach (var measure in Enum.GetValues<Measure>())
            {
                var tally = new TallyRows(sql, shelves, new TallyQuery(measure), null).Count(0);
                if (tally.Incidents > 0)
                {
                    summaries.Add(new TallySummary(measure, tally.Low, tally.High, tally.Shown ?? 0, tally.Incidents));
                }
            }
            return summaries;
        },
        cancel);

    /// <summary>The tally of each measure as it stood at a moment of both clocks; incidents that are made anew for one are for all.</summary>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="mostLines">How many lines of a measure to list.</param>
    /// <param name="mostMade">How many incidents to make anew in all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<Tally>> TalliesAsync(DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, Func<Measure, int> mostLines, int mostMade, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(mostLines);
        return ReadAsync<IReadOnlyList<Tally>>(
            "Counting what is in",
            sql =>
            {
                var (shelves, then) = (_shelves.At(sql), new IncidentsThen(sql, publishedBy, recordedBy, mostMade));
                return [.. Enum.GetValues<Measure>().Select(measure => new TallyRows(sql, shelves, new TallyQuery(measure), then).Count(mostLines(measure)))];
            },
            cancel);
    }

    internal static List<LinkedClaim> ClaimsOf(Sql sql, string incident, string publishedBy, string recordedBy) => ClaimsOf(sql, new ClaimRows(sql), incident, publishedBy, recordedBy);

    internal static List<LinkedClaim> ClaimsOf(Sql sql, ClaimRows rows, string incident, string publishedBy, string recordedBy)
    {
        if (publishedBy == EndOfTime && recordedBy == EndOfTime)
        {
            return NowOf(sql, rows, incident);
        }
        var members = new MovedAccounts(sql).Of(incident, recordedBy == EndOfTime ? long.MaxValue : Moment.Read(recordedBy).UtcTicks);
        var standing = sql.Rows(
            $"""
            SELECT {ClaimRows.ColumnsWithReport}, claims.number FROM json_each($1) AS member CROSS JOIN claims ON claims.account = member.value JOIN reports ON reports.position = claims.position
            WHERE claims.recorded_to IS NULL AND {AsOf}
            """,
            row => (Claim: rows.ReadWithReport(row), Number: row.GetInt64(ClaimRows.OwnWithReport)), members, publishedBy, recordedBy);
        return [.. standing.Concat(ReplacedOf(sql, rows, members, publishedBy, recordedBy)).OrderBy(one => one.Number).Select(one => one.Claim)];
    }

    // Of versions that were replaced since: what belonged to the incident then. What came late and was never the latest belongs to it where its document does, and it tells of the same sort, place and day.
    private static IEnumerable<(LinkedClaim Claim, long Number)> ReplacedOf(Sql sql, ClaimRows rows, string members, string publishedBy, string recordedBy)
    {
        var replaced = sql.Rows(
            $"""
            SELECT reports.position FROM reports WHERE reports.recorded_to IS NOT NULL AND {AsOf} AND reports.document IN (
                SELECT document FROM json_each($1) AS member CROSS JOIN accounts ON account = member.value JOIN reports USING (position)
                UNION SELECT document FROM json_each($1) AS member CROSS JOIN former_accounts ON account = member.value)
            """,
            row => row.GetInt64(0), members, publishedBy, recordedBy);
        if (replaced is [])
        {
            return [];
        }
        var told = sql.Rows(
            $"SELECT {ClaimRows.Columns} FROM json_each($1) AS member CROSS JOIN claims ON claims.account = member.value WHERE claims.recorded_to IS NULL", rows.Read, members)
            .Where(claim => claim.Event is not null).Select(FactsOf).ToHashSet();
        return replaced.SelectMany(position => sql.Rows(
            $"""
            SELECT {ClaimRows.Columns}, claims.number, CASE WHEN accounts.account IS NOT NULL OR former_accounts.account IS NOT NULL THEN claims.account IN (SELECT value FROM json_each($1)) END
            FROM claims LEFT JOIN accounts USING (account) LEFT JOIN former_accounts USING (account) WHERE claims.position = $2 AND claims.recorded_to IS NOT NULL
            """,
            row => (Claim: rows.Read(row), Number: row.GetInt64(ClaimRows.Own), IsOwn: row.IsDBNull(ClaimRows.Own + 1) ? (bool?)null : row.GetInt64(ClaimRows.Own + 1) == 1), members, position))
            .Where(row => row.IsOwn ?? (row.Claim.Event is not null && told.Contains(FactsOf(row.Claim)))).Select(row => (row.Claim, row.Number));
    }

    private static List<LinkedClaim> NowOf(Sql sql, ClaimRows rows, string incident) => sql.Rows(
        $"""
        SELECT {ClaimRows.Columns} FROM incidents JOIN accounts USING (unit) JOIN claims USING (account) WHERE id = $1 AND recorded_to IS NULL ORDER BY claims.number
        """,
        rows.Read, incident);

    private static (EventType Type, string? Place, TimeValue? Date) FactsOf(LinkedClaim claim) => (claim.Event!.Type, claim.Event.Place?.Gazetteer, claim.Event.Date);
}
