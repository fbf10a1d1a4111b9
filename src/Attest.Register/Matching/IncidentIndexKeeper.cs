using Attest.Archive;

namespace Attest.Register.Matching;

/// <summary>Keeps the index of incidents as the archive stands: made once, then kept up by the archive's feed of changes. That is never anybody's request: who no longer waits ends nothing.</summary>
internal sealed class IncidentIndexKeeper(ReportArchive archive) : IAsyncDisposable
{
    private const int ChangesAtOnce = 500;

    // What is behind by more is made anew.
    private const int MostChanges = 5000;

    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _using = new(1, 1);
    private readonly Lock _beginning = new();
    private Task _refreshing = Task.CompletedTask;
    private IncidentIndex? _index;
    private long _change = -1;

    /// <summary>Searches among the incidents as the archive's last change left them.</summary>
    /// <param name="search">What is asked; it has the index for itself.</param>
    /// <param name="patience">How long to wait for the index to be ready; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancel">Ends the waiting and the search.</param>
    /// <returns>What was found; null where the index was not ready in that time. It is made all the same.</returns>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task<T?> SearchAsync<T>(Func<IncidentIndex, T> search, TimeSpan patience, CancellationToken cancel)
        where T : class
    {
        try
        {
            await ReadyAsync(cancel).WaitAsync(patience, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
        await _using.WaitAsync(cancel);
        try
        {
            return _index is { } index ? await Task.Run(() => search(index), cancel) : null;
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>Waits until the index holds what the archive held when this was asked.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        var newest = await archive.LastChangeAsync(null, cancel);
        // Work that began before may not have seen the newest change; what begins after it has.
        for (var attempt = 0; attempt < 2 && Volatile.Read(ref _change) != newest; attempt++)
        {
            await Refreshing().WaitAsync(cancel);
        }
    }

    /// <summary>Ends the work that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Refreshing(begins: false).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
        _using.Dispose();
    }

    private Task Refreshing(bool begins = true)
    {
        lock (_beginning)
        {
            return begins && _refreshing.IsCompleted ? _refreshing = Task.Run(() => RefreshAsync(_closing.Token)) : _refreshing;
        }
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        var newest = await archive.LastChangeAsync(null, cancel);
        if (_index is not { } index || newest < _change || newest - _change > MostChanges)
        {
            _index = await MadeAsync(cancel);
            Volatile.Write(ref _change, newest);
            return;
        }
        var (known, changed) = (_change, new Dictionary<string, IndexedIncident?>(StringComparer.Ordinal));
        while (await archive.ChangesAsync(known, ChangesAtOnce, cancel) is [.., var last] changes)
        {
            foreach (var id in changes.SelectMany(change => change.Other is { } other ? new[] { change.Incident, other } : [change.Incident]))
            {
                changed[id] = null;
            }
            known = last.Sequence;
        }
        foreach (var id in changed.Keys.ToList())
        {
            changed[id] = await archive.IncidentAsync(id, cancel) is { } incident && incident.Id == id ? IndexedIncident.Of(incident) : null;
        }
        await _using.WaitAsync(cancel);
        try
        {
            foreach (var (id, incident) in changed)
            {
                index.Remove(id);
                if (incident is not null)
                {
                    index.Set(incident);
                }
            }
            Volatile.Write(ref _change, known);
        }
        finally
        {
            _using.Release();
        }
    }

    private async Task<IncidentIndex> MadeAsync(CancellationToken cancel)
    {
        var index = new IncidentIndex();
        await using var reader = await archive.OpenIncidentsAsync(IncidentFilter.All, null, null, cancel);
        await foreach (var exported in reader.ReadAsync(cancel))
        {
            if (IndexedIncident.Of(exported.Incident) is { } indexed)
            {
                index.Set(indexed);
            }
        }
        return index;
    }
}
