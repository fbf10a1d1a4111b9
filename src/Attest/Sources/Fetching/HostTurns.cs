namespace Attest.Sources.Fetching;

/// <summary>Lets one fetch at a time to a host, with a pause between two, and few at once in all.</summary>
internal sealed class HostTurns(FetchOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _all = new(options.AtOnce);
    private readonly Dictionary<string, Turn> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Does the work when it is this host's turn.</summary>
    public async Task<T> TakeAsync<T>(string host, Func<Task<T>> work, CancellationToken cancel)
    {
        var turn = Join(host);
        try
        {
            await turn.Gate.WaitAsync(cancel);
            try
            {
                // Who waits for one slow host must not keep the others waiting.
                if (turn.Free - clock.GetUtcNow() is var pause && pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, clock, cancel);
                }
                await _all.WaitAsync(cancel);
                try
                {
                    return await work();
                }
                finally
                {
                    turn.Free = clock.GetUtcNow() + options.Pause;
                    _all.Release();
                }
            }
            finally
            {
                turn.Gate.Release();
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    public void Dispose() => _all.Dispose();

    private Turn Join(string host)
    {
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(host, out var turn))
            {
                _hosts[host] = turn = new Turn();
            }
            turn.Waiting++;
            return turn;
        }
    }

    private void Leave(Turn turn)
    {
        lock (_hosts)
        {
            // A host is forgotten when nobody waits for it and its pause is over, so that the list does not grow with every host ever met.
            turn.Waiting--;
            foreach (var (other, idle) in _hosts.Where(entry => entry.Value.Waiting == 0 && entry.Value.Free <= clock.GetUtcNow()).ToList())
            {
                _hosts.Remove(other);
                idle.Gate.Dispose();
            }
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public DateTimeOffset Free { get; set; } = DateTimeOffset.MinValue;

        public int Waiting { get; set; }
    }
}
