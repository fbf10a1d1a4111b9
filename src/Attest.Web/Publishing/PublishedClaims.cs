using System.Runtime.CompilerServices;
using Attest.Archive;

namespace Attest.Web.Publishing;

/// <summary>All claims that a filter asks for, one after another, as whoever asks may see them.</summary>
/// <param name="reader">The archive's.</param>
/// <param name="show">A claim as it may be seen; null where it is not.</param>
internal sealed class PublishedClaims(ListedClaimReader reader, Func<ListedClaim, CancellationToken, Task<ListedClaim?>>? show) : IAsyncDisposable
{
    /// <summary>The moment by which all of it was recorded; null for an empty archive.</summary>
    public DateTimeOffset? RecordedBy => reader.RecordedBy;

    /// <summary>The map of the text of a report that the claim at hand is in.</summary>
    public Func<Sha256, CodePointMap> MapOf => reader.MapOf;

    /// <summary>The claims, incident by incident, then those of none.</summary>
    public async IAsyncEnumerable<ListedClaim> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var claim in reader.ReadAsync(cancel))
        {
            if (show is null)
            {
                yield return claim;
            }
            else if (await show(claim, cancel) is { } shown)
            {
                yield return shown;
            }
        }
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}

/// <summary>Claims as the public may see them: each as its incident is shown, which is masked once for all of its claims that come together.</summary>
/// <param name="mask">The mask.</param>
/// <param name="filter">What is asked of incidents.</param>
internal sealed class ShownIncidents(PublicMask mask, IncidentFilter filter)
{
    private const int MostKept = 128;

    private readonly Dictionary<string, (Incident Whole, Incident? Shown)> _kept = new(StringComparer.Ordinal);

    /// <summary>A claim; null where it is not shown, and where only what is hidden of it answers.</summary>
    public async Task<ListedClaim?> OfAsync(ListedClaim listed, ClaimFilter asked, CancellationToken cancel)
    {
        var shown = listed.Incident is not { } incident ? await mask.OfAsync(new SpeakerClaim(listed.Claim, null, null), cancel) is { } alone ? new ListedClaim(alone.Claim, null) : null
            : await ShownAsync(incident, cancel) is { } of && of.Claims.FirstOrDefault(claim => claim.Id == listed.Claim.Id) is { } one ? new ListedClaim(one, of) : null;
        // Whoever asks for a publisher whose name is not shown is given none of its claims.
        return shown is null || (asked.Publisher is not null && shown.Claim.Report.Publisher != listed.Claim.Report.Publisher) ? null : shown;
    }

    private async Task<Incident?> ShownAsync(Incident incident, CancellationToken cancel)
    {
        if (_kept.TryGetValue(incident.Id, out var kept) && ReferenceEquals(kept.Whole, incident))
        {
            return kept.Shown;
        }
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
        var shown = await mask.OfAsync(incident, filter, cancel);
        _kept[incident.Id] = (incident, shown);
        return shown;
    }
}
