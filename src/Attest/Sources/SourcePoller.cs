using System.Threading.Channels;
using Attest.Archive;
using Attest.Sources.Adding;
using Attest.Sources.Fetching;

namespace Attest.Sources;

/// <summary>Looks at each source when it is due, a few at a time, for as long as it runs.</summary>
public sealed class SourcePoller : IDisposable
{
    private const int AtOnce = 4;

    // Another process may add a source meanwhile, as `attest source add` does while the site is served.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly SourceBook _book;
    private readonly SourceLooker _looker;
    private readonly WebFetcher _fetcher;
    private readonly TimeProvider _clock;
    private readonly Func<double> _chance;
    private readonly Action<string> _fail;
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Makes a poller; nothing is looked at before it runs.</summary>
    /// <param name="book">The sources.</param>
    /// <param name="adder">Adds what is found.</param>
    /// <param name="clock">Says what is due.</param>
    /// <param name="fail">Is told, in a sentence, when the archive could not be written; the source stays due.</param>
    /// <param name="fetching">The limits of fetching; null for the defaults.</param>
    /// <param name="chance">Gives numbers from 0 to 1, so that looks are spread; null for the system's own.</param>
    public SourcePoller(SourceBook book, ReportAdder adder, TimeProvider clock, Action<string> fail, FetchOptions? fetching = null, Func<double>? chance = null)
    {
        _book = book;
        _clock = clock;
        _fail = fail;
        _chance = chance ?? Random.Shared.NextDouble;
        _fetcher = new WebFetcher(clock, fetching);
        _looker = new SourceLooker(book, adder, _fetcher, clock);
    }

    /// <summary>Looks at what is due until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                var wait = Longest;
                try
                {
                    wait = await StartDueAsync(running, cancel);
                }
                catch (ArchiveException problem)
                {
                    _fail(problem.Message);
                }
                await RestAsync(running.Values, wait, cancel);
                foreach (var (id, look) in running.Where(entry => entry.Value.IsCompleted).ToList())
                {
                    running.Remove(id);
                    await look;
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // To be stopped is its normal end.
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Has it see at once what is due: something was added.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    /// <summary>Looks at one source now, keeps what came of it, and says it.</summary>
    /// <exception cref="ArchiveException">The archive can't take what was found.</exception>
    public async Task<PastLook> LookAsync(Source source, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        var look = await _looker.LookAsync(source, cancel);
        await _book.RecordAsync(source, look, NextAfter(source, look), cancel);
        return new PastLook(_clock.GetUtcNow(), look.Fault is null, look.Message);
    }

    /// <inheritdoc/>
    public void Dispose() => _fetcher.Dispose();

    // How long nothing will be due, at most.
    private async Task<TimeSpan> StartDueAsync(Dictionary<string, Task> running, CancellationToken cancel)
    {
        var (due, next) = await _book.DueAsync(cancel);
        foreach (var source in due.Where(source => !running.ContainsKey(source.Id)).Take(AtOnce - running.Count))
        {
            running[source.Id] = Task.Run(() => LookGuardedAsync(source, cancel), CancellationToken.None);
        }
        var wait = next - _clock.GetUtcNow();
        return wait is { } known && known < Longest ? (known > TimeSpan.Zero ? known : TimeSpan.FromMilliseconds(1)) : Longest;
    }

    private async Task RestAsync(IEnumerable<Task> running, TimeSpan wait, CancellationToken cancel)
    {
        using var rested = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny([.. running, Task.Delay(wait, _clock, rested.Token), _woken.Reader.WaitToReadAsync(rested.Token).AsTask()]);
        await rested.CancelAsync();
        _woken.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task LookGuardedAsync(Source source, CancellationToken cancel)
    {
        try
        {
            await LookAsync(source, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The source stays due, and is looked at when the program runs again.
        }
        catch (ArchiveException problem)
        {
            _fail($"Looking at {source.Address.Text}: {problem.Message}");
            // The source stays due; its host is not asked again and again for what can't be kept.
            await Task.Delay(LookSchedule.Rest, _clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (ObjectDisposedException)
        {
            // The archive was closed meanwhile: the program ends.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // No source should bring the poller down; where one does, that is a fault of ours with one source, and the others go on.
            await RecordOwnFaultAsync(source, fault, cancel);
        }
    }

    private async Task RecordOwnFaultAsync(Source source, Exception fault, CancellationToken cancel)
    {
        var look = new Look(SourceForm.Unknown, $"made Attest itself fail ({fault.GetType().Name}: {fault.Message}); please report this line", new AddTally());
        _fail($"Looking at {source.Address.Text}: {look.Message}");
        try
        {
            await _book.RecordAsync(source, look, NextAfter(source, look), cancel);
        }
        catch (Exception problem) when (problem is ArchiveException or OperationCanceledException or ObjectDisposedException)
        {
            // It was told above.
        }
    }

    private DateTimeOffset? NextAfter(Source source, Look look) => look.IsGone ? null
        : _clock.GetUtcNow() + (look.Fault is null
            ? LookSchedule.AfterSuccess(source.Address.Kind, look.Waiting, look.LeaveAlone, _chance())
            : LookSchedule.AfterFailure(source.Address.Kind, source.Health.Failures + 1, look.LeaveAlone, _chance()));
}
