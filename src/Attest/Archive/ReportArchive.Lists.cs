using System.Globalization;
using System.Text.Json;
using Attest.Archive.Formats;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Lists by key: a page costs the same wherever in a list it is, and however much is kept.</content>
public sealed partial class ReportArchive
{
    private const char CursorMark = '|';

    /// <summary>Incidents by when their newest report was published, the newest first and within a minute the weightiest; those without a dated report last.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to go on: <see cref="Page{T}.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ListedIncident>> IncidentsAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var before = Number(cursor);
        return ReadAsync(
            "Listing the incidents of",
            sql =>
            {
                var maps = new TextMaps(sql);
                return PageOf(
                    new IncidentQuery(sql, filter).Run(
                        "i.content, i.changed, i.recorded_from, i.listed",
                        row => (Incident: new ListedIncident(IncidentJson.Read(Content(row), maps.Of), row.GetInt64(1), Moment.Read(row.GetString(2))), Place: row.GetInt64(3)), before, limit + 1),
                    limit, last => last.Place.ToString(CultureInfo.InvariantCulture), one => one.Incident);
            },
            cancel);
    }

    /// <summary>The same page as the lines that <see cref="IncidentJson"/> writes, which are kept and not read.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ReadOnlyMemory<byte>>> IncidentLinesAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var before = Number(cursor);
        return ReadAsync(
            "Listing the incidents of",
            sql => PageOf(
                new IncidentQuery(sql, filter).Run("i.content, i.listed", row => (Line: new ReadOnlyMemory<byte>(Content(row)), Place: row.GetInt64(1)), before, limit + 1),
                limit, last => last.Place.ToString(CultureInfo.InvariantCulture), one => one.Line),
            cancel);
    }

    /// <summary>Incidents in the same order, as a map or a table shows them.</summary>
    /// <param name="filter">Which; <see cref="IncidentFilter.Box"/> for those within a stretch of the map.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<IncidentPin>> PinsAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var before = Number(cursor);
        return ReadAsync(
            "Listing the incidents of", sql => PageOf(new IncidentQuery(sql, filter).Run($"{PinColumns}, i.listed", row => (Pin: Pin(row), Place: row.GetInt64(16)), before, limit + 1), limit, last => last.Place.ToString(CultureInfo.InvariantCulture), one => one.Pin), cancel);
    }

    /// <summary>What changed about incidents after a change, the oldest first: to go on where a stream was broken off, without a gap.</summary>
    /// <param name="after">The sequence number of the last change that is known; 0 for all.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<IncidentChange>> ChangesAsync(long after, int limit, CancellationToken cancel) => ReadAsync<IReadOnlyList<IncidentChange>>(
        "Reading the changes of", sql => sql.Rows($"SELECT {ChangeColumns} FROM changes WHERE sequence > $1 ORDER BY sequence LIMIT $2", Change, after, limit), cancel);

    /// <summary>The newest changes after a change, the oldest of them first.</summary>
    /// <param name="after">The sequence number of the last change that is known; 0 for all.</param>
    /// <param name="limit">How many to give at most; older ones are left out.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<IncidentChange>> NewestChangesAsync(long after, int limit, CancellationToken cancel) => ReadAsync<IReadOnlyList<IncidentChange>>(
        "Reading the changes of",
        sql => sql.Rows($"SELECT {ChangeColumns} FROM (SELECT * FROM changes WHERE sequence > $1 ORDER BY sequence DESC LIMIT $2) ORDER BY sequence", Change, after, limit), cancel);

    /// <summary>What changed last about each of some incidents: the changes of the newest entry of the ledger that touched it, the newest first.</summary>
    /// <param name="incidents">Their ids.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ILookup<string, IncidentChange>> LastChangesAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) => ReadAsync(
        "Reading the changes of",
        sql => incidents.SelectMany(id => sql.Rows(
            $"SELECT {ChangeColumns} FROM changes WHERE incident = $1 AND recorded_at = (SELECT recorded_at FROM changes WHERE incident = $1 ORDER BY sequence DESC LIMIT 1) ORDER BY sequence DESC LIMIT 8", Change, id))
            .ToLookup(change => change.Incident, StringComparer.Ordinal),
        cancel);

    /// <summary>The sequence numbers of the changes by which some incidents came into being, by their ids; what never was one is left out.</summary>
    /// <param name="incidents">Their ids; those of incidents that were merged or removed since, too.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<string, long>> BirthsAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<string, long>>(
        "Reading the changes of",
        sql => sql.Rows("SELECT value, (SELECT min(sequence) FROM changes WHERE incident = value) FROM json_each($1)", row => (Id: row.GetString(0), First: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), JsonSerializer.Serialize(incidents))
            .Where(one => one.First is not null).ToDictionary(one => one.Id, one => one.First!.Value, StringComparer.Ordinal),
        cancel);

    /// <summary>Those of some incidents that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="incidents">Their ids.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlySet<string>> HoldingAsync(IncidentFilter filter, IReadOnlyCollection<string> incidents, CancellationToken cancel) => ReadAsync<IReadOnlySet<string>>(
        "Looking for incidents in", sql => new IncidentQuery(sql, filter).Holding(incidents), cancel);

    /// <summary>Some incidents as a list shows them, in the order of their ids; what is no incident any more is left out.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<IncidentPin>> PinsOfAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) => ReadAsync<IReadOnlyList<IncidentPin>>(
        "Listing the incidents of", sql => sql.Rows($"SELECT {PinColumns} FROM json_each($1) CROSS JOIN incidents AS i ON i.id = value ORDER BY key", Pin, JsonSerializer.Serialize(incidents)), cancel);

    /// <summary>The sequence number of the last change that was recorded by a moment; 0 where there was none.</summary>
    /// <param name="moment">The moment; null for now.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<long> LastChangeAsync(DateTimeOffset? moment, CancellationToken cancel) => ReadAsync(
        "Reading the changes of",
        sql => moment is { } by
            ? sql.Number("SELECT sequence FROM changes WHERE recorded_at <= $1 ORDER BY recorded_at DESC, sequence DESC LIMIT 1", Moment.Write(by))
            : sql.Number("SELECT max(sequence) FROM changes"),
        cancel);

    /// <summary>The latest version of each document, by publication, the newest first; those without a date last.</summary>
    /// <param name="publisher">Only of this publisher; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ReportSummary>> ReportsAsync(string? publisher, string? cursor, int limit, CancellationToken cancel)
    {
        var (at, report) = cursor is null ? (EndOfTime, "") : Two(cursor);
        return ReadAsync(
            "Listing the reports of",
            sql => PageOf(
                sql.Rows(
                    $"""
                    SELECT {SummaryColumns}, listed_at FROM reports WHERE recorded_to IS NULL {(publisher is null ? "AND $4 IS NULL" : "AND publisher = $4")} AND listed_at <= $1 AND (listed_at < $1 OR report > $2)
                    ORDER BY listed_at DESC, report LIMIT $3
                    """,
                    row => (Report: Summary(row), At: row.GetString(12)), at, report, limit + 1, publisher),
                limit, last => $"{last.At}{CursorMark}{last.Report.Id}", one => one.Report),
            cancel);
    }

    /// <summary>Those who are quoted, the most quoted first.</summary>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<SpeakerSummary>> SpeakersAsync(string? cursor, int limit, CancellationToken cancel)
    {
        var after = RisingPlace.Read(cursor);
        return ReadAsync(
            "Listing the speakers of",
            sql => PageOf(
                RisingList.OfSpeakers(sql).Next(after, limit + 1), limit, last => last.Write(),
                place => sql.Rows("SELECT speaker, name, side, claims FROM speakers WHERE speaker = $1", Speaker, place.Key)[0] with { Place = place.Write() }),
            cancel);
    }

    /// <summary>One speaker; null where nobody is quoted under this key.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<SpeakerSummary?> SpeakerAsync(string key, CancellationToken cancel) => ReadAsync(
        "Reading a speaker of", sql => sql.Rows("SELECT speaker, name, side, claims FROM speakers WHERE speaker = $1 AND claims > 0", Speaker, key) is [var found] ? found : null, cancel);

    /// <summary>How many claims each of some speakers had made and seen published by a moment, in the latest versions of reports.</summary>
    /// <param name="speakers">Their keys.</param>
    /// <param name="publishedBy">The moment.</param>
    /// <param name="most">Counts are made to this number.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyDictionary<string, long>> SpeakerClaimCountsAsync(IReadOnlyCollection<string> speakers, DateTimeOffset publishedBy, int most, CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<string, long>>(
        "Listing the speakers of",
        sql => speakers.Distinct(StringComparer.Ordinal).ToDictionary(
            speaker => speaker,
            speaker => sql.Number($"SELECT count(*) FROM (SELECT 1 FROM claims WHERE speaker = $1 AND recorded_to IS NULL AND said_at <= $2 AND {ToldBy} ORDER BY said_at DESC, number DESC LIMIT $3)", speaker, Moment.Write(publishedBy), most),
            StringComparer.Ordinal),
        cancel);

    // Of a claim: its report had been published by the moment of the second value.
    private const string ToldBy = "(SELECT version_at FROM reports WHERE reports.position = claims.position) <= $2";

    /// <inheritdoc cref="SpeakerClaimsAsync(string, DateTimeOffset?, string?, int, CancellationToken)"/>
    public Task<Page<SpeakerClaim>> SpeakerClaimsAsync(string speaker, string? cursor, int limit, CancellationToken cancel) => SpeakerClaimsAsync(speaker, null, cursor, limit, cancel);

    /// <summary>What one speaker says, the newest first, so that the claims of a day stand together; those without a date last.</summary>
    /// <param name="speaker">The speaker's key (<see cref="SpeakerSummary.Key"/>).</param>
    /// <param name="publishedBy">Only what had been said and published by this moment, in the latest versions of reports; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<SpeakerClaim>> SpeakerClaimsAsync(string speaker, DateTimeOffset? publishedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var (at, number) = cursor is null ? (publishedBy is { } by ? Moment.Write(by) : EndOfTime, long.MaxValue) : (Two(cursor).First, Number(Two(cursor).Second));
        return ReadAsync(
            "Reading what a speaker says in",
            sql =>
            {
                var claims = new ClaimRows(sql);
                return PageOf(
                    sql.Rows(
                        $"""
                        SELECT {ClaimRows.Columns}, said_at, number, (SELECT incidents.id FROM accounts JOIN incidents USING (unit) WHERE accounts.account = claims.account)
                        FROM claims WHERE speaker = $1 AND recorded_to IS NULL AND (said_at, number) < ($3, $4) {(publishedBy is null ? "AND $2 IS NOT NULL" : $"AND {ToldBy}")} ORDER BY said_at DESC, number DESC LIMIT $5
                        """,
                        row => (
                            Said: new SpeakerClaim(claims.Read(row).Claim, Text(row, ClaimRows.Own + 2), row.GetString(ClaimRows.Own) is { Length: > 0 } moment ? Moment.Read(moment) : null),
                            Place: $"{row.GetString(ClaimRows.Own)}{CursorMark}{row.GetString(ClaimRows.Own + 1)}"),
                        speaker, Written(publishedBy), at, number, limit + 1),
                    limit, last => last.Place, one => one.Said);
            },
            cancel);
    }

    /// <summary>Publishers, those with most reports first.</summary>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<PublisherSummary>> PublishersAsync(string? cursor, int limit, CancellationToken cancel)
    {
        var after = RisingPlace.Read(cursor);
        return ReadAsync(
            "Listing the publishers of",
            sql => PageOf(
                RisingList.OfPublishers(sql).Next(after, limit + 1), limit, last => last.Write(),
                place => sql.Rows("SELECT publisher, documents, unread, claims FROM publishers WHERE publisher = $1", row => new PublisherSummary(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), place.Key)[0] with { Place = place.Write() }),
            cancel);
    }

    private const string PinColumns = "i.id, i.title, i.type, i.status, i.place, i.latitude, i.longitude, i.geo_precision, i.radius_km, i.date, i.reports, i.origins, i.disputed, i.changed, i.weight, i.subtype";

    private const string ChangeColumns = "sequence, kind, incident, recorded_at, report, measure, before, after, other";

    private static IncidentPin Pin(SqlRow row) => new(
        row.GetString(0), row.GetString(1), WireNames<EventType>.Parse(row.GetString(2)), WireNames<EventStatus>.Parse(row.GetString(3)), Text(row, 4),
        row.IsDBNull(5) ? null : new GeoPoint(row.GetDouble(5), row.GetDouble(6)), row.IsDBNull(7) ? null : row.GetInt32(7), row.IsDBNull(8) ? null : row.GetDouble(8),
        Text(row, 9) is { } date ? new TimeValue(date) : null, row.GetInt32(10), row.GetInt32(11), row.GetInt64(12) == 1, row.GetInt64(13))
    {
        Weight = row.GetDouble(14),
        Subtype = Text(row, 15),
    };

    private static IncidentChange Change(SqlRow row) => new(
        row.GetInt64(0), WireNames<IncidentChangeKind>.Parse(row.GetString(1)), row.GetString(2), Moment.Read(row.GetString(3)), Text(row, 4) is { } report ? new Sha256(report) : null,
        Text(row, 5) is { } measure ? WireNames<Measure>.Parse(measure) : null, Decimals.Read(Text(row, 6)), Decimals.Read(Text(row, 7)), Text(row, 8));

    private static SpeakerSummary Speaker(SqlRow row) => new(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3));

    private static Page<T> PageOf<T>(List<T> rows, int limit, Func<T, string> cursor) => PageOf(rows, limit, cursor, row => row);

    // One row more than asked for tells whether there is a next page.
    private static Page<T> PageOf<TRow, T>(List<TRow> rows, int limit, Func<TRow, string> cursor, Func<TRow, T> item) =>
        new([.. rows.Take(limit).Select(item)], rows.Count > limit && limit > 0 ? cursor(rows[limit - 1]) : null);

    private static (string First, string Second) Two(string cursor) => cursor.IndexOf(CursorMark, StringComparison.Ordinal) is >= 0 and var mark
        ? (cursor[..mark], cursor[(mark + 1)..])
        : throw NoCursor(cursor);

    internal static (long First, long Second) TwoNumbers(string cursor) => (Number(Two(cursor).First), Two(cursor).Second is ['-', .. var below] ? -Number(below) : Number(Two(cursor).Second));

    internal static string Cursor(long first, long second) => string.Create(CultureInfo.InvariantCulture, $"{first}{CursorMark}{second}");

    internal static long Number(string? cursor) => cursor is null ? long.MaxValue
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NoCursor(cursor);

    private static ArgumentException NoCursor(string cursor) => new($"Listing from “{cursor}” on: expected the cursor that the page before gave.", nameof(cursor));
}
