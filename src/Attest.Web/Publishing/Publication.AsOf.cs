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
        var page = await reader.PageAsync(cursor, limit, MostLooked, cancel);
        var shown = new List<Incident>();
        foreach (var incident in page.Items.Select(one => one.Incident))
        {
            if (_mask is null)
            {
                shown.Add(incident);
            }
            else if (await _mask.OfAsync(incident, cancel) is { } masked && Answers(filter, incident, masked))
            {
                shown.Add(masked);
            }
        }
        return new Page<Incident>(shown, page.Next);
    }

    /// <summary>One incident as it stood at a moment of both clocks; null where nothing of it was known.</summary>
    public async Task<Incident?> IncidentAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        await using var reader = await _archive.OpenIncidentsAsync(IncidentFilter.All, publishedBy, recordedBy, cancel);
        return await reader.OneAsync(id, cancel) is not { Incident: var incident } ? null : _mask is null ? incident : await _mask.OfAsync(incident, cancel);
    }

    /// <summary>Reports as they stood at a moment of both clocks.</summary>
    public async Task<Page<ReportSummary>> ReportsAsync(string? publisher, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await _archive.ReportsAsync(publisher, publishedBy, recordedBy, cursor, limit, cancel);
        return _mask is null ? page : page with { Items = [.. (await MaskedAsync(_mask, page.Items, cancel)).Where(report => publisher is null || report.Publisher == publisher)] };
    }

    /// <summary>A report as it stood at a moment of both clocks; null where it was not there.</summary>
    public async Task<ArchivedReport?> ReportAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await _archive.ReportAsync(id, publishedBy, recordedBy, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);
}
