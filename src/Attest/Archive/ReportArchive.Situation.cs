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

    /// <summary>What was reported on a day, as it stood at the day's end or, where that is earlier, at a moment of publication; as it is known now or as it had been recorded here by a moment.</summary>
    /// <param name="day">The day of publication, by UTC; null for the latest day that has a report which was read.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for the end of the day.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <returns>Null where no dated report had been read by then.</returns>
    /// <remarks>Of an incident that was reported later too, only what had been published by the end of the day is used.</remarks>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<DaySituation?> SituationAsync(DateOnly? day, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        recordedBy is { } by ? ThenAsync(day, publishedBy, by, cancel)
        : ReadAsync("Reading a day of", sql => Asked(sql, day, publishedBy, null) is { } asked ? Beside(sql, asked, Now(sql, asked)) : null, cancel);

    private static DayAsked? Asked(Sql sql, DateOnly? day, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy)
    {
        var (published, recorded) = (Written(publishedBy), Written(recordedBy));
        return (day ?? DayAt(sql, "listed_at <= $1 ORDER BY listed_at DESC", published, recorded)) is { } known ? DayAsked.Of(known, published, recorded) : null;
    }

    // With the days before and after it that have a report.
    private static DaySituation Beside(Sql sql, DayAsked asked, (SituationReport Report, long All) of) => new(
        of.Report with { NotLookedAt = Math.Max(0, of.All - MostIncidentsOfADay) },
        DayAt(sql, "listed_at < $1 ORDER BY listed_at DESC", asked.First, asked.Recorded),
        asked.IsWhole ? DayAt(sql, "listed_at > $1 AND listed_at <= $3 ORDER BY listed_at", asked.End, asked.Recorded, asked.Published) : null);

    // As it is known now.
    private static (SituationReport Report, long All) Now(Sql sql, DayAsked asked)
    {
        var (maps, linker) = (new TextMaps(sql), new IncidentLinker());
        var resolutions = JudgementTable.StandingAt(sql, EndOfTime, Verdict.Resolved);
        const string Told =
            "SELECT unit FROM reports JOIN accounts USING (position) WHERE reports.listed_at BETWEEN $1 AND $2 AND reports.recorded_to IS NULL";
        var report = SituationWriter.Of(asked.Day, sql.Rows($"SELECT content FROM incidents WHERE unit IN ({Told}) ORDER BY weight DESC, id LIMIT $3", Content, asked.First, asked.End, MostIncidentsOfADay)
            .Select(line => IncidentJson.Read(line, maps.Of)).Select(AsOfEnd).OfType<Incident>());
        return (report, sql.Number($"SELECT count(DISTINCT unit) FROM ({Told})", asked.First, asked.End));

        Incident? AsOfEnd(Incident incident) =>
            incident.Claims.All(claim => claim.Report.Published is not { } published || string.CompareOrdinal(Moment.Write(published), asked.End) <= 0) ? incident
            : ClaimsOf(sql, incident.Id, asked.End, EndOfTime) is [_, ..] claims ? linker.Assemble(incident.Id, claims, resolutions)
            : null;
    }

    // As it had been recorded: of the documents that told something on the day, by the versions that counted then, whatever incident has or had their accounts.
    private async Task<DaySituation?> ThenAsync(DateOnly? day, DateTimeOffset? publishedBy, DateTimeOffset recordedBy, CancellationToken cancel)
    {
        if (await ReadAsync("Reading a day of", sql => Asked(sql, day, publishedBy, recordedBy), cancel) is not { } asked)
        {
            return null;
        }
        await using var reader = await OpenIncidentsAsync(IncidentFilter.All, Moment.Read(asked.End), recordedBy, cancel);
        var (told, ids) = await ReadAsync("Reading a day of", sql => ToldOn(sql, asked), cancel);
        var incidents = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var id in ids.Take(MostIncidentsOfADay))
        {
            if (await reader.OneAsync(id, cancel) is { Incident: var incident } && incident.Claims.Any(claim => told.Contains(claim.Report.Id)))
            {
                incidents[incident.Id] = incident;
            }
        }
        return await ReadAsync("Reading a day of", sql => Beside(sql, asked, (SituationWriter.Of(asked.Day, incidents.Values), ids.Count)), cancel);
    }

    // The reports of the day, and the incidents that may have their claims, the weightiest first.
    private static (HashSet<Sha256> Reports, List<string> Incidents) ToldOn(Sql sql, DayAsked asked)
    {
        const string Told = $"FROM reports INDEXED BY reports_as_of WHERE listed_at BETWEEN $1 AND $2 AND {AsOf}";
        return (
            sql.Rows($"SELECT report {Told}", row => new Sha256(row.GetString(0)), asked.First, asked.End, asked.Recorded).ToHashSet(),
            [.. sql.Rows(
                $"""
                WITH told (position, document) AS (SELECT position, document {Told}),
                    named (account) AS (
                        SELECT account FROM told JOIN claims USING (position) WHERE account IS NOT NULL
                        UNION SELECT account FROM told JOIN reports AS latest ON latest.document = told.document AND latest.recorded_to IS NULL JOIN accounts ON accounts.position = latest.position)
                SELECT id, weight FROM named JOIN accounts USING (account) JOIN incidents USING (unit)
                UNION SELECT id, 0 FROM named JOIN former_accounts USING (account)
                UNION SELECT id, 0 FROM named JOIN moved_accounts USING (account) WHERE kept_to > $4 ORDER BY 2 DESC, 1
                """,
                row => row.GetString(0), asked.First, asked.End, asked.Recorded, Moment.Read(asked.Recorded).UtcTicks).Distinct(StringComparer.Ordinal)]);
    }

    private static DateOnly? DayAt(Sql sql, string where, string moment, string recorded, string published = EndOfTime) =>
        sql.Value(
            $"SELECT listed_at FROM reports WHERE {(recorded == EndOfTime ? "recorded_to IS NULL AND $2 IS NOT NULL" : "recorded_from <= $2")} AND is_read = 1 AND listed_at > '' AND $3 IS NOT NULL AND {where} LIMIT 1",
            moment, recorded, published) is string found ? DateOnly.FromDateTime(Moment.Read(found).UtcDateTime) : null;

    // A day of publication with the moments as of which it is asked, as the tables write them.
    private sealed record DayAsked(DateOnly Day, string First, string End, string Published, string Recorded)
    {
        public static DayAsked Of(DateOnly day, string published, string recorded)
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var end = day == DateOnly.MaxValue ? EndOfTime : Moment.Write(start.AddDays(1).AddTicks(-1));
            return new DayAsked(day, Moment.Write(start), string.CompareOrdinal(end, published) <= 0 ? end : published, published, recorded);
        }

        // Whether the day was over by the moment of publication.
        public bool IsWhole => string.CompareOrdinal(End, Published) < 0 || Published == EndOfTime;
    }
}
