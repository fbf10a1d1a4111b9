using Attest.Archive.Formats;
using Attest.Archive.Storage;
using Attest.Incidents;
using Attest.Incidents.Situation;

namespace Attest.Archive;

/// <content>What is asked of one day.</content>
public sealed partial class ReportArchive
{
    // Far more than a report shows: the weightiest are chosen of them.
    private const int MostIncidentsOfADay = 400;

    /// <summary>What was reported on a day, as it stood at the day's end.</summary>
    /// <param name="day">The day of publication, by UTC; null for the latest day that has a report which was read.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <remarks>Of an incident that was reported later too, only what had been published by the end of the day is used.</remarks>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<DaySituation?> SituationAsync(DateOnly? day, CancellationToken cancel) => ReadAsync(
        "Reading a day of",
        sql =>
        {
            if ((day ?? LatestDay(sql)) is not { } asked)
            {
                return null;
            }
            var start = new DateTimeOffset(asked.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var (first, end) = (Moment.Write(start), asked == DateOnly.MaxValue ? EndOfTime : Moment.Write(start.AddDays(1).AddTicks(-1)));
            var maps = new TextMaps(sql);
            var linker = new IncidentLinker();
            var resolutions = JudgementTable.ResolutionsAt(sql, EndOfTime);
            var report = SituationWriter.Of(asked, sql.Rows(
                """
                SELECT content FROM incidents WHERE unit IN (
                    SELECT unit FROM reports JOIN accounts USING (position)
                    WHERE reports.listed_at BETWEEN $1 AND $2 AND reports.recorded_to IS NULL)
                ORDER BY weight DESC, id LIMIT $3
                """,
                Content, first, end, MostIncidentsOfADay).Select(line => IncidentJson.Read(line, maps.Of)).Select(incident => AsOf(incident)).OfType<Incident>());
            var all = sql.Number(
                """
                SELECT count(DISTINCT unit) FROM reports JOIN accounts USING (position)
                WHERE reports.listed_at BETWEEN $1 AND $2 AND reports.recorded_to IS NULL
                """,
                first, end);
            return new DaySituation(
                report with { NotLookedAt = Math.Max(0, all - MostIncidentsOfADay) },
                DayAt(sql, "listed_at < $1 ORDER BY listed_at DESC", first),
                DayAt(sql, "listed_at > $1 ORDER BY listed_at", end));

            Incident? AsOf(Incident incident) =>
                incident.Claims.All(claim => claim.Report.Published is not { } published || string.CompareOrdinal(Moment.Write(published), end) <= 0) ? incident
                : ClaimsOf(sql, incident.Id, end, EndOfTime) is [_, ..] claims ? linker.Assemble(incident.Id, claims, resolutions)
                : null;
        },
        cancel);

    private static DateOnly? LatestDay(Sql sql) => DayAt(sql, "listed_at <= $1 ORDER BY listed_at DESC", EndOfTime);

    private static DateOnly? DayAt(Sql sql, string where, string moment) =>
        sql.Value($"SELECT listed_at FROM reports WHERE recorded_to IS NULL AND is_read = 1 AND listed_at > '' AND {where} LIMIT 1", moment) is string found ? DateOnly.FromDateTime(Moment.Read(found).UtcDateTime) : null;
}
