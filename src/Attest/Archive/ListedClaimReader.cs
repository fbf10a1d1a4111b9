using System.Runtime.CompilerServices;
using Attest.Claims.Places;

namespace Attest.Archive;

/// <summary>Claims one after another from one unchanging state of the archive: incident by incident, then those that belong to none. Read it once, then dispose of it.</summary>
/// <remarks>One incident is held at a time, and of the others a few hundred claims, so that any number of them takes the same room.</remarks>
public sealed class ListedClaimReader : IAsyncDisposable
{
    private const int AtOnce = 256;

    private readonly IncidentReader _incidents;
    private readonly ClaimFilter _filter;

    internal ListedClaimReader(IncidentReader incidents, ClaimFilter filter) => (_incidents, _filter) = (incidents, filter);

    /// <summary>The moment by which all that it holds was recorded; null for an empty archive.</summary>
    public DateTimeOffset? RecordedBy => _incidents.RecordedBy;

    /// <summary>The map of the text of a report that claims are in; it holds while the claim is at hand.</summary>
    public Func<Sha256, CodePointMap> MapOf => _incidents.MapOf;

    /// <summary>The claims: of each incident by publication, report and place in the text; those of none, the last taken in first.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async IAsyncEnumerable<ListedClaim> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (_filter.HasIncident != false)
        {
            await foreach (var exported in _incidents.ReadAsync(cancel))
            {
                foreach (var claim in exported.Incident.Claims.Where(claim => _filter.Takes(claim) && IsOfPublisher(claim)))
                {
                    yield return new ListedClaim(claim, exported.Incident);
                }
            }
        }
        if (_filter.AsksOfIncidents || _filter.HasIncident == true)
        {
            yield break;
        }
        var (page, before) = (new Page<ListedClaim>([], null), long.MaxValue);
        do
        {
            page = await _incidents.ClaimsAsync(_filter with { HasIncident = false }, before, AtOnce, cancel);
            foreach (var claim in page.Items)
            {
                yield return claim;
            }
            before = ReportArchive.Number(page.Next);
        }
        while (page.Next is not null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _incidents.DisposeAsync();

    private bool IsOfPublisher(Claim claim) => _filter.Publisher is not { } asked || (claim.Report.Publisher is { } publisher && PlaceKey.Fold(publisher) == PlaceKey.Fold(asked));
}
