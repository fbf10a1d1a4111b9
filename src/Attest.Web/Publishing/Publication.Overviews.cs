using Attest.Archive;
using Attest.Incidents.Coverage;
using Attest.Incidents.Series;
using Attest.Incidents.Tallies;

namespace Attest.Web.Publishing;

/// <content>What looks over many incidents: tallies, series, coverage, a day's report.</content>
internal sealed partial class Publication
{
    /// <summary>Lines of a narrowed tally that are looked at for the public, the latest.</summary>
    private const int MostLines = 250;

    public Task<Page<CountSeries>> SeriesAsync(Measure? measure, string? claimant, string? cursor, int limit, CancellationToken cancel) =>
        ShownAsync(cursor, limit, (from, most) => _archive.SeriesAsync(measure, claimant, from, most, cancel), cancel);

    /// <summary>Series as they stood at a moment of both clocks.</summary>
    public Task<Page<CountSeries>> SeriesAsync(Measure? measure, string? claimant, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel) =>
        ShownAsync(cursor, limit, (from, most) => _archive.SeriesAsync(measure, claimant, publishedBy, recordedBy, from, most, cancel), cancel);

    public async Task<CountSeries?> OneSeriesAsync(string id, CancellationToken cancel) => await ShownAsync(await _archive.OneSeriesAsync(id, cancel), cancel);

    /// <summary>One series as it stood at a moment of both clocks.</summary>
    public async Task<CountSeries?> OneSeriesAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await ShownAsync(await _archive.OneSeriesAsync(id, publishedBy, recordedBy, cancel), cancel);

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

    /// <summary>The same as it stood at a moment of both clocks, each with how many incidents were too many to be made anew (<paramref name="mostMade"/> are, in all).</summary>
    public async Task<IReadOnlyList<(TallySummary Summary, long Uncounted)>> TalliesAsync(DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, int mostMade, CancellationToken cancel)
    {
        var shown = new List<(TallySummary, long)>();
        foreach (var tally in await _archive.TalliesAsync(publishedBy, recordedBy, measure => _mask is not null && PublicationPolicy.IsPosition(measure) ? int.MaxValue : 1, mostMade, cancel))
        {
            if ((_mask is null ? tally : await _mask.OfAsync(tally, cancel)) is { Lines.Count: > 0 } seen)
            {
                shown.Add((new TallySummary(seen.Query.Measure, seen.Low, seen.High, seen.Shown ?? 0, PublicationPolicy.IsPosition(seen.Query.Measure) && _mask is not null ? seen.Lines.Count : seen.Incidents), seen.Uncounted));
            }
        }
        return shown;
    }

    /// <summary>A tally; for the public of what it is shown.</summary>
    /// <remarks>However few lines are asked for, as many are looked at: what is hidden is taken from the sums of all, so that nobody learns of it by asking again for more.</remarks>
    public async Task<Tally> TallyAsync(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, int mostLines, int mostMade, CancellationToken cancel)
    {
        var isNarrowed = query != new TallyQuery(query.Measure);
        var looked = _mask is null ? mostLines : PublicationPolicy.IsPosition(query.Measure) ? int.MaxValue : isNarrowed ? Math.Max(mostLines, MostLines) : mostLines;
        var tally = await _archive.TallyAsync(query, publishedBy, recordedBy, looked, mostMade, cancel);
        return _mask is null ? tally : PublicMask.Latest(await _mask.OfAsync(tally, cancel), mostLines);
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

    /// <summary>A day's report, as it stood at a moment of both clocks.</summary>
    public async Task<DaySituation?> SituationAsync(DateOnly? day, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await _archive.SituationAsync(day, publishedBy, recordedBy, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    private IReadOnlyList<DayCoverage> Shown(IReadOnlyList<DayCoverage> rows) =>
        _policy is null ? rows : [.. rows.Where(row => CoarsePlaces.IsRegion(row) && row.Day.ToDateTime(TimeOnly.MinValue).AddDays(1) + _policy.PositionDelay <= _clock.GetUtcNow().UtcDateTime)];

    private async Task<CountSeries?> ShownAsync(CountSeries? found, CancellationToken cancel) => found is null || _mask is null ? found : await _mask.OfAsync(found, cancel);

    private async Task<Page<CountSeries>> ShownAsync(string? cursor, int limit, Func<string?, int, Task<Page<CountSeries>>> ask, CancellationToken cancel) =>
        _mask is null ? await ask(cursor, limit) : await FilledAsync(cursor, limit, ask, series => _mask.OfAsync(series, cancel));
}
