using Attest.Archive;
using Attest.Incidents.Coverage;
using Attest.Incidents.Series;
using Attest.Incidents.Tallies;

namespace Attest.Web.Publishing;

/// <summary>The archive as the pages see it: the one door between them. Without a policy all goes through as it is; with one, everything as the public may see it.</summary>
/// <remarks>No page holds the archive itself (a test looks), so none can show what the policy hides.</remarks>
internal sealed partial class Publication
{
    /// <summary>Incidents of one list that the public is given: each is masked by the covers of all its reports.</summary>
    private const int MostPins = 1000;

    /// <summary>Pages of judgements that are looked through to fill one for the public.</summary>
    private const int MostPagesAhead = 40;

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

    public Task<ILookup<string, IncidentChange>> LastChangesAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) => _archive.LastChangesAsync(incidents, cancel);

    public async Task<Page<ListedIncident>> IncidentsAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.IncidentsAsync(filter, cursor, limit, cancel);
        if (_mask is null)
        {
            return page;
        }
        var shown = new List<ListedIncident>();
        foreach (var one in page.Items)
        {
            if (await _mask.OfAsync(one.Incident, cancel) is { } incident && Answers(filter, one.Incident, incident))
            {
                shown.Add(one with { Incident = incident });
            }
        }
        return page with { Items = shown };
    }

    /// <summary>All incidents that a filter asks for, from one unchanging state.</summary>
    public async Task<PublishedIncidents> OpenIncidentsAsync(IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        var reader = await _archive.OpenIncidentsAsync(filter, publishedBy, recordedBy, cancel);
        return new PublishedIncidents(reader, _mask is null ? null : async (incident, ending) => await _mask.OfAsync(incident, ending) is { } shown && Answers(filter, incident, shown) ? shown : null);
    }

    public Task<IReadOnlyDictionary<Sha256, CodePointMap>> TextMapsAsync(IReadOnlyCollection<Sha256> reports, CancellationToken cancel) => _archive.TextMapsAsync(reports, cancel);

    public async Task<Page<ReportSummary>> ReportsAsync(string? publisher, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.ReportsAsync(publisher, cursor, limit, cancel);
        // Whoever asks for a publisher whose name is not shown is given none of its reports.
        return _mask is null ? page : page with { Items = [.. (await MaskedAsync(_mask, page.Items, cancel)).Where(report => publisher is null || report.Publisher == publisher)] };
    }

    public async Task<Page<IncidentPin>> PinsAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.PinsAsync(filter, cursor, _mask is null ? limit : Math.Min(limit, MostPins), cancel);
        return _mask is null ? page : page with { Items = await AnsweringAsync(_mask, filter, page.Items, cancel) };
    }

    public async Task<IReadOnlyList<IncidentPin>> PinsOfAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel)
    {
        var pins = await _archive.PinsOfAsync(incidents, cancel);
        return _mask is null ? pins : await _mask.OfAsync(pins, cancel);
    }

    /// <summary>Those of some incidents that a filter asks for and that are shown; null where all are.</summary>
    public async Task<IReadOnlySet<string>?> VisibleAsync(IncidentFilter filter, IReadOnlyCollection<string> incidents, CancellationToken cancel)
    {
        if (_mask is null)
        {
            return filter == IncidentFilter.All ? null : await _archive.HoldingAsync(filter, incidents, cancel);
        }
        var held = await _archive.HoldingAsync(filter, incidents, cancel);
        return (await AnsweringAsync(_mask, filter, await _archive.PinsOfAsync([.. held.Order(StringComparer.Ordinal)], cancel), cancel)).Select(pin => pin.Id).ToHashSet(StringComparer.Ordinal);
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
    public async Task<IReadOnlyDictionary<Measure, IReadOnlyList<TollStep>>> TollHistoryAsync(string incident, CancellationToken cancel) =>
        _mask is not null && await _mask.OfAsync(incident, cancel) is null ? new Dictionary<Measure, IReadOnlyList<TollStep>>() : await _archive.TollHistoryAsync(incident, cancel);

    /// <summary>A report: whole, or the excerpt of it that the public may read.</summary>
    public async Task<ArchivedReport?> ReportAsync(string id, CancellationToken cancel) =>
        await _archive.ReportAsync(id, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    public async Task<IReadOnlyList<ReportSummary>> ReportsAsync(int skip, int take, CancellationToken cancel)
    {
        var reports = await _archive.ReportsAsync(skip, take, cancel);
        return _mask is null ? reports : await MaskedAsync(_mask, reports, cancel);
    }

    /// <summary>The bytes of an original; null where there are none, and for the public, who sees no whole text.</summary>
    public Task<byte[]?> OriginalAsync(Sha256 digest, CancellationToken cancel) => _mask is null ? _archive.OriginalAsync(digest, cancel) : Task.FromResult<byte[]?>(null);

    public async Task<SearchResult> SearchAsync(string query, IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var found = await _archive.SearchAsync(query, filter, cursor, limit, cancel);
        return _mask is null ? found : await _mask.OfAsync(found with { Incidents = await AnsweringAsync(_mask, filter, found.Incidents, cancel) }, filter.Place is not null || filter.Box is not null, cancel);
    }

    public async Task<Page<CountSeries>> SeriesAsync(Measure? measure, string? claimant, string? cursor, int limit, CancellationToken cancel)
    {
        return await ShownAsync(await _archive.SeriesAsync(measure, claimant, cursor, limit, cancel), cancel);
    }

    /// <summary>Series as they stood at a moment of both clocks.</summary>
    public async Task<Page<CountSeries>> SeriesAsync(Measure? measure, string? claimant, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel) =>
        await ShownAsync(await _archive.SeriesAsync(measure, claimant, publishedBy, recordedBy, cursor, limit, cancel), cancel);

    /// <summary>One series as it stood at a moment of both clocks.</summary>
    public async Task<CountSeries?> OneSeriesAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await _archive.OneSeriesAsync(id, publishedBy, recordedBy, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    private async Task<Page<CountSeries>> ShownAsync(Page<CountSeries> page, CancellationToken cancel)
    {
        if (_mask is null)
        {
            return page;
        }
        var shown = new List<CountSeries>();
        foreach (var series in page.Items)
        {
            if (await _mask.OfAsync(series, cancel) is { } masked)
            {
                shown.Add(masked);
            }
        }
        return page with { Items = shown };
    }

    public async Task<CountSeries?> OneSeriesAsync(string id, CancellationToken cancel) =>
        await _archive.OneSeriesAsync(id, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    /// <summary>Numbers alone; for the public without those that are not shown yet.</summary>
    public async Task<IReadOnlyList<TallySummary>> TalliesAsync(CancellationToken cancel)
    {
        var tallies = await _archive.TalliesAsync(cancel);
        if (_mask is null)
        {
            return tallies;
        }
        var shown = new List<TallySummary>();
        foreach (var one in tallies)
        {
            if (!PublicationPolicy.IsPosition(one.Measure))
            {
                shown.Add(one);
            }
            else if (await TallyAsync(new TallyQuery(one.Measure), null, null, int.MaxValue, int.MaxValue, cancel) is { Lines.Count: > 0 } tally)
            {
                shown.Add(new TallySummary(one.Measure, tally.Low, tally.High, tally.Shown ?? 0, tally.Lines.Count));
            }
        }
        return shown;
    }

    /// <summary>The same as it stood at a moment of both clocks, each with how many incidents were too many to be made anew.</summary>
    public async Task<IReadOnlyList<(TallySummary Summary, long Uncounted)>> TalliesAsync(DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, int mostMade, CancellationToken cancel)
    {
        var shown = new List<(TallySummary, long)>();
        foreach (var measure in Enum.GetValues<Measure>())
        {
            if (await TallyAsync(new TallyQuery(measure), publishedBy, recordedBy, 1, mostMade, cancel) is { Lines.Count: > 0 } tally)
            {
                shown.Add((new TallySummary(measure, tally.Low, tally.High, tally.Shown ?? 0, PublicationPolicy.IsPosition(measure) && _mask is not null ? tally.Lines.Count : tally.Incidents), tally.Uncounted));
            }
        }
        return shown;
    }

    public async Task<Tally> TallyAsync(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, int mostLines, int mostMade, CancellationToken cancel)
    {
        // Of troops all lines are looked at, so that what is hidden is taken from the sums whole.
        var isOfPositions = PublicationPolicy.IsPosition(query.Measure);
        var tally = await _archive.TallyAsync(query, publishedBy, recordedBy, _mask is not null && isOfPositions ? int.MaxValue : mostLines, mostMade, cancel);
        return _mask is null ? tally : await _mask.OfAsync(tally, query.Place is null ? null : place => IsAskedFor(new IncidentFilter(Place: query.Place), place?.Name, place?.Country), cancel);
    }

    /// <summary>Whether anything is known of a place of some name.</summary>
    public Task<bool> IsPlaceAsync(string name, CancellationToken cancel) => _archive.IsPlaceAsync(name, cancel);

    /// <summary>How many reports of places and days; for the public of regions alone and without the newest days: what it showed or left out of a town would tell where forces are.</summary>
    public async Task<IReadOnlyList<DayCoverage>> CoverageAsync(string? place, DateOnly? from, DateOnly? to, CancellationToken cancel) =>
        Shown(await _archive.CoverageAsync(place, from, to, cancel));

    /// <inheritdoc cref="CoverageAsync(string?, DateOnly?, DateOnly?, CancellationToken)"/>
    public async Task<Page<DayCoverage>> CoverageAsync(string? place, DateOnly? from, DateOnly? to, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.CoverageAsync(place, from, to, cursor, limit, cancel);
        var shown = Shown(page.Items);
        return new Page<DayCoverage>(shown, _policy is null || place is null || shown.Count > 0 ? page.Next : null);
    }

    public async Task<(long Count, IReadOnlyList<(ReportSummary Report, string Word, string Quote)> Sentences)> UnreadSentencesAsync(int take, CancellationToken cancel)
    {
        var (count, sentences) = await _archive.UnreadSentencesAsync(take, cancel);
        if (_mask is null)
        {
            return (count, sentences);
        }
        var shown = new List<(ReportSummary, string, string)>();
        foreach (var (report, word, quote) in sentences)
        {
            shown.Add((await _mask.OfAsync(report, cancel), word, await _mask.WordsAsync(report.Id, quote, cancel)));
        }
        return (count, shown);
    }

    public async Task<DaySituation?> SituationAsync(DateOnly? day, CancellationToken cancel) =>
        await _archive.SituationAsync(day, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    /// <summary>Those who are quoted; for the public without private persons.</summary>
    public async Task<Page<SpeakerSummary>> SpeakersAsync(string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.SpeakersAsync(cursor, limit, cancel);
        if (_mask is null)
        {
            return page;
        }
        var shown = await NamedAsync(_mask, page, cancel);
        while (shown.Count == 0 && page.Next is not null)
        {
            page = await _archive.SpeakersAsync(page.Next, limit, cancel);
            shown = await NamedAsync(_mask, page, cancel);
        }
        // The place in the list is a name; one that is not shown must not stand in an address.
        var next = shown.Count == 0 || page.Next is null ? null
            : page.Items[^1] == shown[^1] ? page.Next : $"{shown[^1].Claims.ToString(System.Globalization.CultureInfo.InvariantCulture)}|{shown[^1].Key}";
        return new Page<SpeakerSummary>(shown, next);
    }

    private static async Task<List<SpeakerSummary>> NamedAsync(PublicMask mask, Page<SpeakerSummary> page, CancellationToken cancel)
    {
        var shown = new List<SpeakerSummary>();
        foreach (var speaker in page.Items)
        {
            if (!await mask.IsPrivateAsync(speaker, cancel))
            {
                shown.Add(speaker);
            }
        }
        return shown;
    }

    public async Task<SpeakerSummary?> SpeakerAsync(string key, CancellationToken cancel) =>
        await _archive.SpeakerAsync(key, cancel) is { } found && (_mask is null || !await _mask.IsPrivateAsync(found, cancel)) ? found : null;

    public async Task<Page<SpeakerClaim>> SpeakerClaimsAsync(string speaker, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.SpeakerClaimsAsync(speaker, cursor, limit, cancel);
        if (_mask is null)
        {
            return page;
        }
        var claims = await _mask.OfAsync(page.Items.Select(one => one.Claim), cancel);
        return page with { Items = [.. page.Items.Zip(claims, (one, claim) => one with { Claim = claim })] };
    }

    public Task<Page<PublisherSummary>> PublishersAsync(string? cursor, int limit, CancellationToken cancel) => _archive.PublishersAsync(cursor, limit, cancel);

    /// <summary>What people decided, the newest first; for the public only what was corrected, with what the policy hides masked, and without who decided.</summary>
    public async Task<Page<ListedJudgement>> JudgementsAsync(JudgementFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.JudgementsAsync(filter, cursor, limit, cancel);
        if (_mask is null)
        {
            return page;
        }
        var shown = new List<ListedJudgement>();
        for (var pages = 1; ; pages++)
        {
            foreach (var listed in page.Items)
            {
                if (await _mask.OfAsync(listed, cancel) is { } masked)
                {
                    shown.Add(masked);
                }
            }
            // A page is filled from what comes after it: whoever follows must not take a stretch of hidden ones for the end.
            if (page.Next is null || shown.Count >= limit || pages == MostPagesAhead)
            {
                return page with { Items = shown };
            }
            page = await _archive.JudgementsAsync(filter, page.Next, limit - shown.Count, cancel);
        }
    }

    /// <summary>One judgement; null where there is none, and where the public does not see it.</summary>
    public async Task<ListedJudgement?> JudgementAsync(string id, CancellationToken cancel) =>
        await _archive.JudgementAsync(id, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    /// <summary>The grades of sources; for the public those of publishers alone, without reasons and who gave them.</summary>
    public async Task<IReadOnlyDictionary<(GradedKind Kind, string Source), Judgement>> GradesAsync(CancellationToken cancel)
    {
        var grades = await _archive.GradesAsync(cancel);
        // A reason is in its author's own words, which may name anybody.
        return _mask is null ? grades : grades.Where(grade => grade.Key.Kind == GradedKind.Publisher).ToDictionary(grade => grade.Key, grade => grade.Value with { Reason = "", Author = "" });
    }

    /// <summary>How the reader did, of the claims that people judged: numbers alone.</summary>
    public Task<IReadOnlyList<ErrorRate>> ErrorRatesAsync(CancellationToken cancel) => _archive.ErrorRatesAsync(cancel);

    private IReadOnlyList<DayCoverage> Shown(IReadOnlyList<DayCoverage> rows) =>
        _policy is null ? rows : [.. rows.Where(row => CoarsePlaces.IsRegion(row) && row.Day.ToDateTime(TimeOnly.MinValue).AddDays(1) + _policy.PositionDelay <= _clock.GetUtcNow().UtcDateTime)];

    private static async Task<IReadOnlyList<ReportSummary>> MaskedAsync(PublicMask mask, IReadOnlyList<ReportSummary> reports, CancellationToken cancel)
    {
        var shown = new List<ReportSummary>();
        foreach (var report in reports)
        {
            shown.Add(await mask.OfAsync(report, cancel));
        }
        return shown;
    }

    private static async Task<IReadOnlyList<IncidentPin>> AnsweringAsync(PublicMask mask, IncidentFilter filter, IEnumerable<IncidentPin> pins, CancellationToken cancel)
    {
        var all = pins.ToDictionary(pin => pin.Id, StringComparer.Ordinal);
        return [.. (await mask.OfAsync(all.Values, cancel)).Where(pin => all[pin.Id].Place == pin.Place || IsAskedFor(filter, pin.Place, null))];
    }

    // Who asks for a village must not learn by the answer that this is where the forces in its region are.
    private static bool Answers(IncidentFilter filter, Incident whole, Incident shown) => whole.Place == shown.Place || IsAskedFor(filter, shown.Place?.Name, shown.Place?.Country);

    private static bool IsAskedFor(IncidentFilter filter, string? place, string? country) => filter.Box is null
        && (filter.Place is not { } asked || asked.Equals(place, StringComparison.OrdinalIgnoreCase) || asked.Equals(country, StringComparison.OrdinalIgnoreCase));
}
