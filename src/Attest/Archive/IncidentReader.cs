using System.Runtime.CompilerServices;
using Attest.Archive.Exports;
using Attest.Archive.Storage;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Microsoft.Data.Sqlite;

namespace Attest.Archive;

/// <summary>Incidents one after another from one unchanging state of the archive. Read it once, then dispose of it.</summary>
public sealed class IncidentReader : IAsyncDisposable
{
    internal const string Doing = "Listing the incidents of";

    /// <summary>Incidents that are taken at once: each costs a few kilobytes, the largest some megabytes.</summary>
    private const int AtOnce = 64;

    /// <summary>Incidents that are held against a filter at once, as of a moment: of these only their rows are looked at.</summary>
    private const int HeldAtOnce = 1024, MostHeld = 8 * HeldAtOnce;

    private static readonly IncidentLinker Linker = new();

    private readonly Sql _sql;
    private readonly Readers _readers;
    private readonly string _folder;
    private readonly IncidentFilter _filter;
    private readonly DateTimeOffset? _publishedBy, _recordedBy;
    private readonly TextMaps _maps;

    private DecidedThen? _decided;
    private bool _isClosed, _isFaulty;

    internal IncidentReader(Sql sql, Readers readers, string folder, IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy)
    {
        (_sql, _readers, _folder, _filter, _publishedBy, _recordedBy) = (sql, readers, folder, filter, publishedBy, recordedBy);
        _maps = new TextMaps(sql);
        sql.Run("BEGIN");
        var newest = sql.Value("SELECT recorded_at FROM ledger ORDER BY position DESC LIMIT 1") is string at ? Moment.Read(at) : (DateTimeOffset?)null;
        RecordedBy = recordedBy < newest ? recordedBy : newest;
    }

    /// <summary>The moment by which all that it holds was recorded: the one asked for, or that of the newest entry of the ledger; null for an empty archive.</summary>
    public DateTimeOffset? RecordedBy { get; }

    /// <summary>The incidents by their newest report, the newest first; as of a moment, by their first report (<see cref="PageAsync"/>).</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async IAsyncEnumerable<ExportedIncident> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        _sql.Hold(Sql.FewPages);
        if (_publishedBy is null && _recordedBy is null)
        {
            for (var before = long.MaxValue; await AskAsync(() => Next(before), cancel) is [.., var last] rows; before = last.Listed)
            {
                foreach (var row in rows)
                {
                    yield return row.Incident;
                }
            }
            yield break;
        }
        var page = new Page<ExportedIncident>([], null);
        do
        {
            page = await PageAsync(page.Next, AtOnce, AtOnce, cancel);
            foreach (var incident in page.Items)
            {
                yield return incident;
            }
        }
        while (page.Next is not null);
    }

    /// <summary>
    /// A page of the incidents as they stood, by when the first report of each was published (recorded, where only that is asked for), the newest first: an order in which nothing moves, whatever comes in.
    /// As of a moment it is not known beforehand which answer the filter, so a page may have fewer than asked for, or none, and others after it.
    /// </summary>
    /// <param name="cursor">Where to go on: <see cref="Page{T}.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="mostLooked">How many to make anew for one page.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ExportedIncident>> PageAsync(string? cursor, int limit, int mostLooked, CancellationToken cancel)
    {
        var start = cursor is null ? (long.MaxValue, 0L) : ReportArchive.TwoNumbers(cursor);
        return AskAsync(() => PageThen(start, limit, mostLooked), cancel);
    }

    /// <summary>One incident as it stood, whatever the filter; null where there is none of this id, alias or claim, or nothing of it was known.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ExportedIncident?> OneAsync(string id, CancellationToken cancel) => AskAsync(() => OneThen(id), cancel);

    /// <summary>Claims as they stood, those taken in last first (<see cref="ReportArchive.ClaimsAsync"/>).</summary>
    internal Task<Page<ListedClaim>> ClaimsAsync(ClaimFilter filter, long before, int limit, CancellationToken cancel) =>
        AskAsync(() => Claims(filter).Page(before, limit), cancel);

    /// <summary>One claim as it stood; null where there was none of this id.</summary>
    internal Task<ListedClaim?> ClaimAsync(string id, CancellationToken cancel) => AskAsync(() => Claims(ClaimFilter.All).Find(id), cancel);

    private ClaimList Claims(ClaimFilter filter) => _publishedBy is null && _recordedBy is null ? new ClaimList(_sql, filter)
        : new ClaimList(_sql, filter, this, ReportArchive.Written(_publishedBy), ReportArchive.Written(_recordedBy));

    /// <summary>The map of the text of a report that claims are in; it holds while they are at hand.</summary>
    internal Func<Sha256, CodePointMap> MapOf => _maps.Of;

    /// <summary>Whether an incident, as it stood, is asked for.</summary>
    internal bool Answers(Incident incident) => IsAsked(incident, Facets.Asked(_sql, _filter));

    /// <summary>The ids of incidents that may have had a claim then, by its account and its version: one, but for a version that came late and was never the latest.</summary>
    internal IReadOnlyList<string> IncidentsOf(string account, long position) =>
        _recordedBy is { UtcTicks: var by } && new MovedAccounts(_sql).IncidentOf(account, by) is { } was ? [was]
        : _sql.Rows(
            "SELECT id FROM accounts JOIN identities USING (unit) WHERE account = $1 UNION ALL SELECT id FROM former_accounts WHERE account = $1", row => row.GetString(0), account) is [_, ..] ids ? ids
        : _sql.Rows(
            "SELECT DISTINCT id FROM reports AS late JOIN reports AS other USING (document) JOIN accounts ON accounts.position = other.position JOIN identities USING (unit) WHERE late.position = $1", row => row.GetString(0), position);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
        {
            return ValueTask.CompletedTask;
        }
        try
        {
            _sql.Run("COMMIT");
            if (_isFaulty)
            {
                _sql.Dispose();
            }
            else
            {
                _sql.Hold(Sql.UsualPages);
                _readers.Return(_sql);
            }
        }
        catch (SqliteException)
        {
            // What was read was read; the connection is of no more use.
            _sql.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private Task<T> AskAsync<T>(Func<T> query, CancellationToken cancel) => Task.Run(
        () =>
        {
            // The connection may be another's by then.
            ObjectDisposedException.ThrowIf(_isClosed, this);
            try
            {
                return ArchiveFaults.Explain(Doing, _folder, query);
            }
            catch
            {
                _isFaulty = true;
                throw;
            }
        },
        cancel);

    private List<(ExportedIncident Incident, long Listed)> Next(long before) => new IncidentQuery(_sql, _filter).Run(
        "i.content, i.listed, i.recorded_from", row => (new ExportedIncident(Squeeze.Unpack(row.GetBlob(0)), _maps.Of, Moment.Read(row.GetString(2))), row.GetInt64(1)), before, AtOnce);

    private Page<ExportedIncident> PageThen((long At, long Number) before, int limit, int mostLooked)
    {
        // What a claim shows of its report is kept for these few alone.
        var (claims, asked, found, looked, held) = (new ClaimRows(_sql), Facets.Asked(_sql, _filter), new List<ExportedIncident>(), 0, 0);
        bool? goesOn = null;
        while (goesOn is null && looked < mostLooked && held < MostHeld && found.Count < limit)
        {
            var rows = Held(before, AtOnceHeld);
            var at = 0;
            for (; at < rows.Count && looked < mostLooked && found.Count < limit; at++)
            {
                before = (rows[at].At, rows[at].Number);
                if (!rows[at].MayAnswer)
                {
                    continue;
                }
                looked++;
                if (One(rows[at].Number, claims) is { } then && IsAsked(then, asked))
                {
                    found.Add(then);
                }
            }
            held += at;
            goesOn = at < rows.Count ? true : rows.Count < AtOnceHeld ? false : null;
        }
        return new Page<ExportedIncident>(found, goesOn ?? Held(before, 1) is not [] ? ReportArchive.Cursor(before.At, before.Number) : null);
    }

    private int AtOnceHeld => _filter == IncidentFilter.All ? AtOnce : HeldAtOnce;

    // Of those that were known then, the next: what stands as it stood is held against the filter as it is; what has changed since may have been of another place or sort.
    private List<(long At, long Number, bool MayAnswer)> Held((long At, long Number) before, int many)
    {
        var clock = _publishedBy is null ? "kept" : "told";
        var values = new List<object?> { before.At, before.Number, _publishedBy?.UtcTicks ?? long.MaxValue, _recordedBy?.UtcTicks ?? long.MaxValue, many };
        // A contradiction may have been open or resolved then, whatever else stands as it stood.
        var query = new IncidentQuery(_sql, _filter with { IsDisputed = null });
        var known = $"{clock}_from <= min($1, {(clock == "told" ? "$3" : "$4")}) AND {(clock == "told" ? "kept_from <= $4" : "told_from <= $3")}";
        var gone = $"""
            SELECT * FROM (SELECT -number AS number, {clock}_from AS at, 1 AS may FROM gone INDEXED BY gone_{clock} WHERE {known} AND ({clock}_from < $1 OR -number < $2) AND (told_to > $3 OR kept_to > $4) ORDER BY {clock}_from DESC, number LIMIT $5)
            """;
        var next = $"ORDER BY {clock}_from DESC, number DESC LIMIT $5";
        var comesNext = $"{known} AND ({clock}_from < $1 OR number < $2)";
        if (query.Few(values) is { } few)
        {
            // Where the filter leaves few, these are sorted; and those that a moment parts are all looked at.
            var answer = query.Condition(values);
            return Rows(
                $"""
                SELECT at, number, may FROM (
                    SELECT * FROM (SELECT i.number, i.{clock}_from AS at, 1 AS may FROM {few} AND i.told_to <= $3 AND i.kept_to <= $4 AND i.{clock}_from <= min($1, {(clock == "told" ? "$3" : "$4")}) AND (i.{clock}_from < $1 OR i.number < $2) AND {answer}
                        ORDER BY at DESC, i.number DESC LIMIT $5)
                    {string.Concat(Parted(comesNext, next).Select(part => $" UNION ALL {part}"))}
                    UNION ALL {gone}
                ) ORDER BY at DESC, number DESC LIMIT $5
                """, values);
        }
        var answers = query.Condition(values);
        return Rows(
            $"""
            SELECT w.at, w.number, w.may OR ({answers}) FROM (
                SELECT * FROM (SELECT number, {clock}_from AS at, told_to > $3 OR kept_to > $4 AS may FROM incidents INDEXED BY incidents_{clock} WHERE {comesNext} {next})
                UNION ALL {gone}
                ORDER BY at DESC, number DESC LIMIT $5) AS w
            LEFT JOIN incidents AS i ON i.number = w.number ORDER BY w.at DESC, w.number DESC
            """, values);
    }

    private List<(long At, long Number, bool MayAnswer)> Rows(string statement, List<object?> values) => _sql.Rows(statement, row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2) == 1), [.. values]);

    // Incidents that were told of (kept) before a moment and changed after it: of each class of spans only those that began so long before. What both clocks part is given once.
    private IEnumerable<string> Parted(string comesNext, string next)
    {
        foreach (var clock in new[] { "told", "kept" })
        {
            var (moment, at) = clock == "told" ? (_publishedBy, "$3") : (_recordedBy, "$4");
            for (var span = 0; moment is not null && span <= Schema.Spans.Count; span++)
            {
                var since = span < Schema.Spans.Count ? $"AND {clock}_from > {at} - {Schema.Spans[span].Ticks}" : "";
                yield return $"""
                    SELECT * FROM (SELECT number, {(_publishedBy is null ? "kept" : "told")}_from AS at, 1 AS may FROM incidents INDEXED BY incidents_{clock}_over
                        WHERE {clock}_span = {span} AND {clock}_from <= {at} {since} AND {clock}_to > {at} {(clock == "kept" ? "AND told_to <= $3" : "")} AND {comesNext} {next})
                    """;
            }
        }
    }

    // What has been merged since was by itself; a claim belonged where its account did; whatever else, where it belongs now.
    internal ExportedIncident? OneThen(string id)
    {
        var claims = new ClaimRows(_sql);
        if (_recordedBy is { UtcTicks: var by } && new MovedAccounts(_sql) is var moved)
        {
            var own = moved.HaveLeft(id, by) ? id : moved.IncidentOf(_sql.Value("SELECT account FROM claims WHERE claim = $1 AND account IS NOT NULL LIMIT 1", id) as string ?? id, by);
            if (own is not null && Then(own, claims) is { } then)
            {
                return then;
            }
        }
        return ReportArchive.UnitOf(_sql, id) is { } unit && _sql.Value("SELECT number FROM incidents WHERE unit = $1", unit) is long number ? One(number, claims)
            : new GoneIncidents(_sql).Find(id) is { } gone ? One(-gone, claims) : null;
    }

    // Those that are gone have the numbers below zero.
    private ExportedIncident? One(long number, ClaimRows claims) => number < 0 ? Then(new GoneIncidents(_sql).IdOf(-number), claims) : _sql.Rows<(ExportedIncident? Stands, string? Changed)>(
        "SELECT content, recorded_from, id, unit, told_to, kept_to FROM incidents WHERE number = $1",
        row => row.GetInt64(4) <= (_publishedBy?.UtcTicks ?? long.MaxValue) && row.GetInt64(5) <= (_recordedBy?.UtcTicks ?? long.MaxValue) && !(_decided ??= new DecidedThen(_sql, _recordedBy)).Units.Contains(row.GetString(3))
            ? (new ExportedIncident(Squeeze.Unpack(row.GetBlob(0)), _maps.Of, Moment.Read(row.GetString(1))), null)
            : (null, row.GetString(2)),
        number) is not [var row] ? null : row.Stands ?? Then(row.Changed!, claims);

    // The incident as it stood, made anew; null where nothing of it was known.
    private ExportedIncident? Then(string id, ClaimRows rows) =>
        ReportArchive.ClaimsOf(_sql, rows, id, Moment.Write(_publishedBy ?? DateTimeOffset.MaxValue), Moment.Write(_recordedBy ?? DateTimeOffset.MaxValue)) is [_, ..] claims
            ? new ExportedIncident(Made(id, claims, _decided ??= new DecidedThen(_sql, _recordedBy)), _maps.Of, claims.Select(claim => claim.Claim.Report.Id).Distinct().Max(RecordedAt)) : null;

    private static Incident Made(string id, IReadOnlyList<LinkedClaim> claims, DecidedThen decided) =>
        Linker.Assemble(id, claims, decided.Resolutions) with { Judged = decided.Grouping(claims.Select(claim => claim.Account).OfType<string>()) };

    private DateTimeOffset RecordedAt(Sha256 report) => Moment.Read((string)_sql.Value(
        "SELECT max(recorded_from) FROM reports WHERE report = $1 AND recorded_from <= $2", report.Hex, Moment.Write(_recordedBy ?? DateTimeOffset.MaxValue))!);

    // What stands as it stood was held against the filter before, but for its contradictions.
    private bool IsAsked(ExportedIncident one, List<long> asked) => _filter == IncidentFilter.All || (one.IsKept && _filter.IsDisputed is null) || IsAsked(one.Incident, asked);

    private bool IsAsked(Incident incident, List<long> asked)
    {
        if (asked.Count > 0 && Facets.Of(incident) is var facets && !asked.TrueForAll(facets.Contains))
        {
            return false;
        }
        if ((_filter.From is not null || _filter.To is not null) && (incident.Date?.Days is not ({ } first, { } last) || first > (_filter.To ?? DateOnly.MaxValue) || last < (_filter.From ?? DateOnly.MinValue)))
        {
            return false;
        }
        return _filter.Box is not { } box || (incident.Place?.Position is { } at && at.Latitude >= box.South && at.Latitude <= box.North
            && (box.West > box.East ? at.Longitude >= box.West || at.Longitude <= box.East : at.Longitude >= box.West && at.Longitude <= box.East));
    }
}
