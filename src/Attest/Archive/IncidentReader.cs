using System.Runtime.CompilerServices;
using Attest.Archive.Exports;
using Attest.Archive.Storage;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;

namespace Attest.Archive;

/// <summary>Incidents one after another from one unchanging state of the archive. Read it once, then dispose of it.</summary>
public sealed class IncidentReader : IAsyncDisposable
{
    internal const string Doing = "Listing the incidents of";

    /// <summary>Incidents that are taken at once: each costs a few kilobytes, the largest some megabytes.</summary>
    private const int AtOnce = 64;

    private static readonly IncidentLinker Linker = new();

    private readonly Sql _sql;
    private readonly string _folder;
    private readonly IncidentFilter _filter;
    private readonly DateTimeOffset? _publishedBy, _recordedBy;
    private readonly TextMaps _maps;

    private (IReadOnlyList<Judgement> Then, HashSet<string?> Units)? _resolutions;

    internal IncidentReader(Sql sql, string folder, IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy)
    {
        (_sql, _folder, _filter, _publishedBy, _recordedBy) = (sql, folder, filter, publishedBy, recordedBy);
        _maps = new TextMaps(sql);
        sql.Run("BEGIN");
        var newest = sql.Value("SELECT recorded_at FROM ledger ORDER BY position DESC LIMIT 1") is string at ? Moment.Read(at) : (DateTimeOffset?)null;
        RecordedBy = recordedBy < newest ? recordedBy : newest;
    }

    /// <summary>The moment by which all that it holds was recorded: the one asked for, or that of the newest entry of the ledger; null for an empty archive.</summary>
    public DateTimeOffset? RecordedBy { get; }

    /// <summary>The incidents, by their newest report, the newest first.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async IAsyncEnumerable<ExportedIncident> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var isAsOf = _publishedBy is not null || _recordedBy is not null;
        var before = long.MaxValue;
        while (await Task.Run(() => ArchiveFaults.Explain(Doing, _folder, () => Next(before, isAsOf)), cancel) is [.., var last] rows)
        {
            before = last.Listed;
            foreach (var incident in rows.Select(row => row.Incident).OfType<ExportedIncident>())
            {
                yield return incident;
            }
        }
    }

    /// <summary>A page of the incidents as they stood, in the same order. As of a moment it is not known beforehand which answer the filter, so a page may have fewer than asked for, or none, and others after it.</summary>
    /// <param name="cursor">Where to go on: <see cref="Page{T}.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="mostLooked">How many to look at for one page.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<ExportedIncident>> PageAsync(string? cursor, int limit, int mostLooked, CancellationToken cancel)
    {
        var before = ReportArchive.Number(cursor);
        return Task.Run(
            () => ArchiveFaults.Explain(Doing, _folder, () =>
            {
                var found = new List<ExportedIncident>();
                for (var looked = 0; looked < mostLooked;)
                {
                    var rows = Next(before, isAsOf: true);
                    if (rows.Count == 0)
                    {
                        return new Page<ExportedIncident>(found, null);
                    }
                    foreach (var (incident, listed) in rows)
                    {
                        (before, looked) = (listed, looked + 1);
                        if (incident is not null)
                        {
                            found.Add(incident);
                            if (found.Count >= limit)
                            {
                                return new Page<ExportedIncident>(found, On(before));
                            }
                        }
                    }
                }
                return new Page<ExportedIncident>(found, On(before));
            }),
            cancel);

        static string On(long place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>One incident as it stood, whatever the filter; null where there is none of this id, alias or claim, or nothing of it was known.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ExportedIncident?> OneAsync(string id, CancellationToken cancel) => Task.Run(
        () => ArchiveFaults.Explain(Doing, _folder, () => ReportArchive.UnitOf(_sql, id) is { } unit && _sql.Rows(
            "SELECT content, recorded_from, id FROM incidents WHERE unit = $1", row => (Content: Squeeze.Unpack(row.GetBlob(0)), ChangedAt: Moment.Read(row.GetString(1)), Id: row.GetString(2)), unit) is [var row]
            ? Then(row.Content, row.Id, unit, row.ChangedAt, new ClaimRows(_sql)) : null),
        cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sql.Dispose();
        return ValueTask.CompletedTask;
    }

    private List<(ExportedIncident? Incident, long Listed)> Next(long before, bool isAsOf)
    {
        // As of a moment an incident may have been of another place or sort: all are looked at.
        var rows = new IncidentQuery(_sql, isAsOf ? IncidentFilter.All : _filter).Run(
            "i.content, i.listed, i.recorded_from, i.id, i.unit",
            row => (Content: Squeeze.Unpack(row.GetBlob(0)), Listed: row.GetInt64(1), ChangedAt: Moment.Read(row.GetString(2)), Id: row.GetString(3), Unit: row.GetString(4)), before, AtOnce);
        if (!isAsOf)
        {
            return rows.ConvertAll(row => ((ExportedIncident?)new ExportedIncident(row.Content, _maps.Of, row.ChangedAt), row.Listed));
        }
        // What a claim shows of its report is kept for these few alone.
        var (claims, asked) = (new ClaimRows(_sql), Facets.Asked(_sql, _filter));
        return rows.ConvertAll(row => (Then(row.Content, row.Id, row.Unit, row.ChangedAt, claims) is { } then && IsAsked(then.Incident, asked) ? then : null, row.Listed));
    }

    // Resolutions that stood then, and the units of those that stood at only one of then and now.
    private (IReadOnlyList<Judgement> Then, HashSet<string?> Units) Resolutions()
    {
        var then = JudgementTable.ResolutionsAt(_sql, Moment.Write(_recordedBy ?? DateTimeOffset.MaxValue));
        var now = JudgementTable.ResolutionsAt(_sql, Moment.Write(DateTimeOffset.MaxValue));
        var (were, are) = (then.Select(judgement => judgement.Id).ToHashSet(StringComparer.Ordinal), now.Select(judgement => judgement.Id).ToHashSet(StringComparer.Ordinal));
        return (then, [.. then.Where(judgement => !are.Contains(judgement.Id)).Concat(now.Where(judgement => !were.Contains(judgement.Id))).SelectMany(judgement => judgement.One).Select(claim => ReportArchive.UnitOf(_sql, claim.Claim))]);
    }

    // The incident as it stood; null where nothing of it was known.
    private ExportedIncident? Then(byte[] content, string id, string unit, DateTimeOffset changedAt, ClaimRows rows)
    {
        var (published, recorded) = (Moment.Write(_publishedBy ?? DateTimeOffset.MaxValue), Moment.Write(_recordedBy ?? DateTimeOffset.MaxValue));
        var resolutions = _resolutions ??= Resolutions();
        if (!resolutions.Units.Contains(unit) && _sql.Value("SELECT 1 FROM accounts JOIN reports USING (position) WHERE unit = $1 AND (version_at > $2 OR recorded_from > $3) LIMIT 1", unit, published, recorded) is null)
        {
            return new ExportedIncident(content, _maps.Of, changedAt);
        }
        return ReportArchive.ClaimsOf(_sql, rows, id, published, recorded) is [_, ..] claims
            ? new ExportedIncident(Linker.Assemble(id, claims, resolutions.Then), _maps.Of, claims.Select(claim => claim.Claim.Report.Id).Distinct().Max(RecordedAt)) : null;
    }

    private DateTimeOffset RecordedAt(Sha256 report) => Moment.Read((string)_sql.Value(
        "SELECT max(recorded_from) FROM reports WHERE report = $1 AND recorded_from <= $2", report.Hex, Moment.Write(_recordedBy ?? DateTimeOffset.MaxValue))!);

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
