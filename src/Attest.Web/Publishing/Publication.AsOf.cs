using Attest.Archive;

namespace Attest.Web.Publishing;

/// <content>The archive as it stood at a moment. The public is asked no moment of recording (<see cref="Serving.Refusal.RecordWithheld"/>): an earlier state holds what was taken back since.</content>
internal sealed partial class Publication
{
    /// <summary>Incidents that are looked at for one page as of a moment.</summary>
    private const int MostLooked = 512;

    /// <summary>A page of incidents as they stood at a moment of both clocks.</summary>
    public async Task<Page<Incident>> IncidentsAsync(IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        await using var reader = await _archive.OpenIncidentsAsync(filter, publishedBy, recordedBy, cancel);
        async Task<Page<Incident>> AskAsync(string? from, int most)
        {
            var page = await reader.PageAsync(from, most, MostLooked, cancel);
            return new Page<Incident>([.. page.Items.Select(one => one.Incident)], page.Next);
        }
        return _mask is null ? await AskAsync(cursor, limit) : await FilledAsync(cursor, limit, AskAsync, incident => _mask.OfAsync(incident, filter, cancel));
    }

    /// <summary>One incident as it stood at a moment of both clocks; null where nothing of it was known.</summary>
    public async Task<Incident?> IncidentAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        await using var reader = await _archive.OpenIncidentsAsync(IncidentFilter.All, publishedBy, recordedBy, cancel);
        return await reader.OneAsync(id, cancel) is not { Incident: var incident } ? null : _mask is null ? incident : await _mask.OfAsync(incident, IncidentFilter.All, cancel);
    }

    /// <summary>Reports as they stood at a moment of both clocks.</summary>
    public Task<Page<ReportSummary>> ReportsAsync(string? publisher, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel) =>
        ShownAsync(publisher, cursor, limit, (from, most) => _archive.ReportsAsync(publisher, publishedBy, recordedBy, from, most, cancel), cancel);

    /// <summary>A report as it stood at a moment of both clocks; null where it was not there.</summary>
    public async Task<ArchivedReport?> ReportAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await ShownAsync(await _archive.ReportAsync(id, publishedBy, recordedBy, cancel), cancel);
}
