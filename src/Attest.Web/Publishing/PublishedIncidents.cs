using System.Runtime.CompilerServices;
using Attest.Archive;
using Attest.Archive.Exports;

namespace Attest.Web.Publishing;

/// <summary>All incidents that a filter asks for, one after another, as whoever asks may see them.</summary>
/// <param name="reader">The archive's.</param>
/// <param name="show">An incident as it may be seen; null where it is not.</param>
internal sealed class PublishedIncidents(IncidentReader reader, Func<Incident, CancellationToken, Task<Incident?>>? show) : IAsyncDisposable
{
    /// <summary>The moment by which all of it was recorded; null for an empty archive.</summary>
    public DateTimeOffset? RecordedBy => reader.RecordedBy;

    /// <summary>The incidents, by their newest report, the newest first.</summary>
    public async IAsyncEnumerable<ExportedIncident> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var exported in reader.ReadAsync(cancel))
        {
            if (show is null)
            {
                yield return exported;
            }
            else if (await show(exported.Incident, cancel) is { } incident)
            {
                yield return new ExportedIncident(incident, exported.MapOf, exported.ChangedAt);
            }
        }
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
