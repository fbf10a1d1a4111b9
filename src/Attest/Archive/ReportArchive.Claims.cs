using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Claims by themselves, whether they belong to an incident or not.</content>
public sealed partial class ReportArchive
{
    /// <summary>Claims of the latest versions of reports, those taken in last first: an order in which nothing moves, but that a claim whose report is read anew or judged comes to its front. A page may have fewer than asked for, or none, and others after it.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="publishedBy">Only what had been published by this moment, in the versions that were the latest then; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment, as people had put it right by then; null for all.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task<Page<ListedClaim>> ClaimsAsync(ClaimFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var before = Number(cursor);
        if (publishedBy is null && recordedBy is null)
        {
            return await ReadAsync("Listing the claims of", sql => new ClaimList(sql, filter).Page(before, limit), cancel);
        }
        await using var reader = await OpenIncidentsAsync(filter.Incidents, publishedBy, recordedBy, cancel);
        return await reader.ClaimsAsync(filter, before, limit, cancel);
    }

    /// <summary>One claim with its incident; null where no version of a report that counts, or counted then, has one of this id.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task<ListedClaim?> ListedClaimAsync(string id, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        if (publishedBy is null && recordedBy is null)
        {
            return await ReadAsync("Reading a claim of", sql => new ClaimList(sql, ClaimFilter.All).Find(id), cancel);
        }
        await using var reader = await OpenIncidentsAsync(IncidentFilter.All, publishedBy, recordedBy, cancel);
        return await reader.ClaimAsync(id, cancel);
    }

    /// <summary>Opens all claims that a filter asks for, in one unchanging state whatever is written meanwhile.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task<ListedClaimReader> OpenClaimsAsync(ClaimFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ListedClaimReader(await OpenIncidentsAsync(filter.Incidents with { Measure = filter.Measure, Publisher = filter.Publisher }, publishedBy, recordedBy, cancel), filter);
    }
}
