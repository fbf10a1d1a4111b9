using Attest.Archive;
using Attest.Incidents.Tallies;

namespace Attest.Web.Publishing;

/// <summary>The archive as the pages see it: the one door between them. Without a policy all goes through as it is; with one, everything as the public may see it.</summary>
/// <remarks>No page holds the archive itself (a test looks), so none can show what the policy hides.</remarks>
internal sealed partial class Publication
{
    /// <summary>Incidents of one list that the public is given: each is masked by the covers of all its reports.</summary>
    private const int MostPins = 1000;

    /// <summary>What is looked through to fill one page for the public.</summary>
    private const int MostLookedThrough = 1000;

    /// <summary>What is looked at beyond a full page at once, to see whether it goes on.</summary>
    private const int LookedAhead = 16;

    private readonly ReportArchive _archive;
    private readonly PublicMask? _mask;
    private readonly PublicationPolicy? _policy;
    private readonly TimeProvider _clock;

    public Publication(ReportArchive archive, SiteOptions options)
    {
        (_archive, _policy, _clock) = (archive, options.Public, options.Clock);
        _mask = _policy is null ? null : new PublicMask(archive, new ReportCovers(archive, options.Packs, _policy, options.Clock), _policy, options.Clock);
    }

    /// <summary>Whether the policy holds.</summary>
    public bool IsPublic => _mask is not null;

    public Task<ArchiveStatus> StatusAsync(CancellationToken cancel) => _archive.StatusAsync(cancel);

    public Task<long> LastChangeAsync(DateTimeOffset? moment, CancellationToken cancel) => _archive.LastChangeAsync(moment, cancel);

    /// <summary>Changes tell of incidents by their ids alone; <see cref="VisibleAsync"/> says which of them are shown.</summary>
    public Task<IReadOnlyList<IncidentChange>> ChangesAsync(long after, int limit, CancellationToken cancel) => _archive.ChangesAsync(after, limit, cancel);

    public Task<IReadOnlyList<IncidentChange>> NewestChangesAsync(long after, int limit, CancellationToken cancel) => _archive.NewestChangesAsync(after, limit, cancel);

    /// <summary>Numbers of changes, which tell no more than <see cref="ChangesAsync"/>.</summary>
    public Task<IReadOnlyDictionary<string, long>> BirthsAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) => _archive.BirthsAsync(incidents, cancel);

    public Task<ILookup<string, IncidentChange>> LastChangesAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) => _archive.LastChangesAsync(incidents, cancel);

    public async Task<Page<ListedIncident>> IncidentsAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel) => _mask is null
        ? await _archive.IncidentsAsync(filter, cursor, limit, cancel)
        : await FilledAsync(cursor, limit, (from, most) => _archive.IncidentsAsync(filter, from, most, cancel), async one => await _mask.OfAsync(one.Incident, filter, cancel) is { } shown ? one with { Incident = shown } : null);

    /// <summary>All incidents that a filter asks for, from one unchanging state.</summary>
    public async Task<PublishedIncidents> OpenIncidentsAsync(IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        var reader = await _archive.OpenIncidentsAsync(filter, publishedBy, recordedBy, cancel);
        return new PublishedIncidents(reader, _mask is null ? null : (incident, ending) => _mask.OfAsync(incident, filter, ending));
    }

    public Task<IReadOnlyDictionary<Sha256, CodePointMap>> TextMapsAsync(IReadOnlyCollection<Sha256> reports, CancellationToken cancel) => _archive.TextMapsAsync(reports, cancel);

    public Task<Page<ReportSummary>> ReportsAsync(string? publisher, string? cursor, int limit, CancellationToken cancel) =>
        ShownAsync(publisher, cursor, limit, (from, most) => _archive.ReportsAsync(publisher, from, most, cancel), cancel);

    public async Task<Page<IncidentPin>> PinsAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel) => _mask is null
        ? await _archive.PinsAsync(filter, cursor, limit, cancel)
        : await FilledAsync(cursor, Math.Min(limit, MostPins), (from, most) => _archive.PinsAsync(filter, from, most, cancel), pin => _mask.OfAsync(pin, filter, cancel));

    public async Task<IReadOnlyList<IncidentPin>> PinsOfAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel)
    {
        var pins = await _archive.PinsOfAsync(incidents, cancel);
        return _mask is null ? pins : await _mask.OfAsync(pins, IncidentFilter.All, cancel);
    }

    /// <summary>Those of some incidents that a filter asks for and that are shown; null where all are.</summary>
    public async Task<IReadOnlySet<string>?> VisibleAsync(IncidentFilter filter, IReadOnlyCollection<string> incidents, CancellationToken cancel)
    {
        if (_mask is null)
        {
            return filter == IncidentFilter.All ? null : await _archive.HoldingAsync(filter, incidents, cancel);
        }
        var held = await _archive.HoldingAsync(filter, incidents, cancel);
        return (await _mask.OfAsync(await _archive.PinsOfAsync([.. held.Order(StringComparer.Ordinal)], cancel), filter, cancel)).Select(pin => pin.Id).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<Incident?> IncidentAsync(string id, CancellationToken cancel) => _mask is null ? await _archive.IncidentAsync(id, cancel) : await _mask.OfAsync(id, cancel);

    /// <summary>Some incidents by id; those that are not shown are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Incident>> IncidentsAsync(IEnumerable<string> ids, CancellationToken cancel)
    {
        var found = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await IncidentAsync(id, cancel) is { } incident)
            {
                found[id] = incident;
            }
        }
        return found;
    }

    /// <summary>What lists call some reports.</summary>
    public async Task<IReadOnlyDictionary<Sha256, string>> TitlesAsync(IEnumerable<Sha256> reports, CancellationToken cancel)
    {
        var titles = await _archive.TitlesAsync([.. reports], cancel);
        if (_mask is null)
        {
            return titles;
        }
        var shown = new Dictionary<Sha256, string>();
        foreach (var (report, title) in titles)
        {
            shown[report] = await _mask.WordsAsync(report, title, cancel);
        }
        return shown;
    }

    /// <summary>How many reports have no date of publication.</summary>
    public Task<long> UndatedReportsAsync(CancellationToken cancel) => _archive.UndatedReportsAsync(cancel);

    /// <summary>The ids of incidents that live on in one.</summary>
    public Task<IReadOnlyList<string>> AliasesAsync(string incident, CancellationToken cancel) => _archive.AliasesAsync(incident, cancel);

    /// <summary>Numbers and times alone; none of an incident that is not shown yet.</summary>
    public async Task<IReadOnlyDictionary<Measure, IReadOnlyList<TollStep>>> TollHistoryAsync(string incident, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        _mask is not null && await _mask.OfAsync(incident, cancel) is null ? new Dictionary<Measure, IReadOnlyList<TollStep>>() : await _archive.TollHistoryAsync(incident, publishedBy, recordedBy, cancel);

    /// <summary>A report: whole, or the excerpt of it that the public may read.</summary>
    public async Task<ArchivedReport?> ReportAsync(string id, CancellationToken cancel) => await ShownAsync(await _archive.ReportAsync(id, cancel), cancel);

    public async Task<IReadOnlyList<ReportSummary>> ReportsAsync(int skip, int take, CancellationToken cancel)
    {
        var reports = await _archive.ReportsAsync(skip, take, cancel);
        return _mask is null ? reports : await MaskedAsync(_mask, reports, cancel);
    }

    /// <summary>The bytes of an original; null where there are none, and for the public, who sees no whole text.</summary>
    public Task<byte[]?> OriginalAsync(Sha256 digest, CancellationToken cancel) => _mask is null ? _archive.OriginalAsync(digest, cancel) : Task.FromResult<byte[]?>(null);

    public Task<SearchResult> SearchAsync(string query, IncidentFilter filter, string? cursor, int limit, CancellationToken cancel) => FoundAsync(query, filter, null, cursor, limit, cancel);

    private async Task<SearchResult> FoundAsync(string query, IncidentFilter filter, DateTimeOffset? publishedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var found = await _archive.SearchAsync(query, filter, publishedBy, cursor, limit, cancel);
        if (_mask is null)
        {
            return found;
        }
        var terms = SearchedTerm.Of(found.Terms);
        var first = found;
        async Task<Page<ReportHit>> HitsAsync(string? from, int most)
        {
            var page = first ?? await _archive.SearchAsync(query, filter, publishedBy, from, most, cancel);
            first = null;
            return new Page<ReportHit>(page.Reports, page.Next);
        }
        var hits = await FilledAsync(cursor, limit, HitsAsync, hit => _mask.OfAsync(hit, terms, filter, cancel));
        return found with { Incidents = await _mask.OfAsync(found.Incidents, terms, filter, cancel), Reports = hits.Items, Next = hits.Next };
    }

    /// <summary>Whether a content that was frozen for everybody tells what they are not shown by now.</summary>
    public async Task<bool> HidesAsync(byte[] content, CancellationToken cancel) => _mask is not null && await _mask.HidesAsync(content, cancel);

    /// <summary>Why editors withdrew what was frozen, as it may be seen.</summary>
    public async Task<string> ReasonAsync(string reason, DateTimeOffset at, byte[] content, CancellationToken cancel) => _mask is null ? reason : await _mask.ReasonAsync(reason, at, content, cancel);

    private async Task<ArchivedReport?> ShownAsync(ArchivedReport? found, CancellationToken cancel) => found is null || _mask is null ? found : await _mask.OfAsync(found, cancel);

    private async Task<Page<ReportSummary>> ShownAsync(string? publisher, string? cursor, int limit, Func<string?, int, Task<Page<ReportSummary>>> ask, CancellationToken cancel) => _mask is null
        ? await ask(cursor, limit)
        // Whoever asks for a publisher whose name is not shown is given none of its reports.
        : await FilledAsync(cursor, limit, ask, async report => await _mask.OfAsync(report, cancel) is var shown && (publisher is null || shown.Publisher == publisher) ? shown : null);

    private static async Task<IReadOnlyList<ReportSummary>> MaskedAsync(PublicMask mask, IReadOnlyList<ReportSummary> reports, CancellationToken cancel)
    {
        var shown = new List<ReportSummary>();
        foreach (var report in reports)
        {
            shown.Add(await mask.OfAsync(report, cancel));
        }
        return shown;
    }

    // A page is filled from what comes after what is hidden, and goes on only where more is shown: neither its length nor its end tells of what is left out.
    private static async Task<Page<TShown>> FilledAsync<TKept, TShown>(string? cursor, int limit, Func<string?, int, Task<Page<TKept>>> ask, Func<TKept, Task<TShown?>> show)
        where TShown : class
    {
        var (shown, next, goesOn) = (new List<TShown>(), cursor, (string?)null);
        for (var looked = 0; looked < MostLookedThrough;)
        {
            var page = await ask(next, shown.Count < limit ? limit - shown.Count : LookedAhead);
            foreach (var kept in page.Items)
            {
                if (await show(kept) is not { } one)
                {
                    continue;
                }
                if (shown.Count >= limit)
                {
                    return new Page<TShown>(shown, goesOn);
                }
                shown.Add(one);
            }
            (looked, next) = (looked + Math.Max(1, page.Items.Count), page.Next);
            if (next is null)
            {
                return new Page<TShown>(shown, null);
            }
            goesOn ??= shown.Count >= limit ? next : null;
        }
        return new Page<TShown>(shown, shown.Count == 0 ? null : goesOn ?? next);
    }
}
