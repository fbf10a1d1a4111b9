using Attest.Archive;
using Attest.Archive.Formats;

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

    /// <summary>A page of incidents, as they stand or stood, as lines of JSON: for whoever reads everything those that are kept, unread.</summary>
    public async Task<Page<ReadOnlyMemory<byte>>> IncidentLinesAsync(IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var isNow = publishedBy is null && recordedBy is null;
        if (_mask is null && isNow)
        {
            return await _archive.IncidentLinesAsync(filter, cursor, limit, cancel);
        }
        if (_mask is null)
        {
            await using var reader = await _archive.OpenIncidentsAsync(filter, publishedBy, recordedBy, cancel);
            var kept = await reader.PageAsync(cursor, limit, MostLooked, cancel);
            return new Page<ReadOnlyMemory<byte>>([.. kept.Items.Select(one => one.Line)], kept.Next);
        }
        var page = isNow ? await NowAsync(filter, cursor, limit, cancel) : await IncidentsAsync(filter, publishedBy, recordedBy, cursor, limit, cancel);
        var maps = await TextMapsAsync([.. page.Items.SelectMany(incident => incident.Claims).Select(claim => claim.Report.Id).Distinct()], cancel);
        return new Page<ReadOnlyMemory<byte>>([.. page.Items.Select(incident => new ReadOnlyMemory<byte>(IncidentJson.Write(incident, report => maps[report])))], page.Next);
    }

    private async Task<Page<Incident>> NowAsync(IncidentFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await IncidentsAsync(filter, cursor, limit, cancel);
        return new Page<Incident>([.. page.Items.Select(one => one.Incident)], page.Next);
    }

    /// <summary>One incident as it stood at a moment of both clocks; null where nothing of it was known.</summary>
    public async Task<Incident?> IncidentAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        await using var reader = await _archive.OpenIncidentsAsync(IncidentFilter.All, publishedBy, recordedBy, cancel);
        return await reader.OneAsync(id, cancel) is not { Incident: var incident } ? null : _mask is null ? incident : await _mask.OfAsync(incident, IncidentFilter.All, cancel);
    }

    /// <summary>Incidents by id as they stood by what had been published; those of which nothing was known then are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Incident>> IncidentsAsync(IEnumerable<string> ids, DateTimeOffset publishedBy, CancellationToken cancel)
    {
        await using var reader = await _archive.OpenIncidentsAsync(IncidentFilter.All, publishedBy, null, cancel);
        var found = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (await reader.OneAsync(id, cancel) is { Incident: var incident } && (_mask is null ? incident : await _mask.OfAsync(incident, IncidentFilter.All, cancel)) is { } shown)
            {
                found[id] = shown;
            }
        }
        return found;
    }

    /// <summary>Reports as they stood at a moment of both clocks.</summary>
    public Task<Page<ReportSummary>> ReportsAsync(string? publisher, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel) =>
        ShownAsync(publisher, cursor, limit, (from, most) => _archive.ReportsAsync(publisher, publishedBy, recordedBy, from, most, cancel), cancel);

    /// <summary>A report as it stood at a moment of both clocks; null where it was not there.</summary>
    public async Task<ArchivedReport?> ReportAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await ShownAsync(await _archive.ReportAsync(id, publishedBy, recordedBy, cancel), cancel);

    /// <summary>What a search finds of what had been published by a moment: parts of reports in their latest versions, and incidents that are asked for now as they stood.</summary>
    public async Task<SearchResult> SearchAsync(string query, IncidentFilter filter, DateTimeOffset publishedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var found = await FoundAsync(query, filter, publishedBy, cursor, limit, cancel);
        await using var reader = await _archive.OpenIncidentsAsync(filter, publishedBy, null, cancel);
        var then = new List<IncidentPin>();
        foreach (var pin in found.Incidents)
        {
            var one = await reader.OneAsync(pin.Id, cancel);
            if (_mask is null && one is { IsKept: true })
            {
                then.Add(pin);
            }
            else if (one is { Incident: var incident } && (_mask is null ? incident : await _mask.OfAsync(incident, filter, cancel)) is { } shown)
            {
                then.Add(PinOf(shown, pin.Sequence));
            }
        }
        return found with { Incidents = then };
    }

    /// <summary>Claims by themselves, as they stand or stood. A page may have fewer than asked for, or none, and others after it.</summary>
    public async Task<Page<ListedClaim>> ClaimsAsync(ClaimFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        if (_mask is null)
        {
            return await _archive.ClaimsAsync(filter, publishedBy, recordedBy, cursor, limit, cancel);
        }
        var shown = new ShownIncidents(_mask, filter.Incidents);
        return await FilledAsync(cursor, limit, (from, most) => _archive.ClaimsAsync(filter, publishedBy, recordedBy, from, most, cancel), claim => shown.OfAsync(claim, filter, cancel));
    }

    /// <summary>One claim with its incident; null where there is none, and where it is not shown.</summary>
    public async Task<ListedClaim?> ListedClaimAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel) =>
        await _archive.ListedClaimAsync(id, publishedBy, recordedBy, cancel) is not { } found ? null
        : _mask is null ? found : await new ShownIncidents(_mask, IncidentFilter.All).OfAsync(found, ClaimFilter.All, cancel);

    /// <summary>What a claim says in the fields that people put right, and what was read before; nothing of it for the public, whom its fields would name everybody.</summary>
    public async Task<(ClaimValues Says, ClaimValues WasRead)> SaysAsync(string claim, CancellationToken cancel) =>
        _mask is null && await _archive.ClaimAsync(claim, cancel) is { } record ? (record.Says, record.WasRead) : (ClaimValues.None, ClaimValues.None);

    /// <summary>All claims that a filter asks for, from one unchanging state.</summary>
    public async Task<PublishedClaims> OpenClaimsAsync(ClaimFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        var reader = await _archive.OpenClaimsAsync(filter, publishedBy, recordedBy, cancel);
        var shown = _mask is null ? null : new ShownIncidents(_mask, filter.Incidents);
        return new PublishedClaims(reader, shown is null ? null : (claim, ending) => shown.OfAsync(claim, filter, ending));
    }

    /// <summary>Incidents as they stood, as a map or a table shows them. A page may have fewer than asked for, or none, and others after it.</summary>
    public async Task<Page<IncidentPin>> PinsAsync(IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await IncidentsAsync(filter, publishedBy, recordedBy, cursor, limit, cancel);
        // A change that was recorded since is none of what is shown.
        return new Page<IncidentPin>([.. page.Items.Select(incident => PinOf(incident, 0))], page.Next);
    }

    private static IncidentPin PinOf(Incident incident, long sequence) => new(
        incident.Id, incident.Title, incident.Type, incident.Status, incident.Place?.Name, incident.Place?.Position, incident.Place?.GeoPrecision, incident.Place?.RadiusKm, incident.Date, incident.Reports,
        incident.Origins.Count(origin => origin.IsKnown), incident.Contradictions.Any(dispute => dispute.State == ContradictionState.Open), sequence) { Subtype = incident.Subtype, Weight = incident.Weight };

    /// <summary>Those who had been quoted by a moment, those with most claims now first: with how many they had then, counted to <see cref="MostCounted"/>. A page may have fewer than asked for, or none, and others after it.</summary>
    public async Task<Page<SpeakerSummary>> SpeakersAsync(DateTimeOffset publishedBy, string? cursor, int limit, CancellationToken cancel)
    {
        var page = await SpeakersAsync(cursor, limit, cancel);
        return page with { Items = await CountedAsync(page.Items, publishedBy, cancel) };
    }

    private async Task<IReadOnlyList<SpeakerSummary>> CountedAsync(IReadOnlyList<SpeakerSummary> speakers, DateTimeOffset publishedBy, CancellationToken cancel)
    {
        var counts = await _archive.SpeakerClaimCountsAsync([.. speakers.Select(speaker => speaker.Key)], publishedBy, MostCounted + 1, cancel);
        return [.. speakers.Where(speaker => counts[speaker.Key] > 0).Select(speaker => speaker with { Claims = Math.Min(counts[speaker.Key], MostCounted), HasMore = counts[speaker.Key] > MostCounted })];
    }

    /// <summary>Claims of one speaker as of a moment that are counted for a list.</summary>
    public const int MostCounted = 500;
}
