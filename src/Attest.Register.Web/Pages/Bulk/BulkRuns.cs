using System.Collections.Concurrent;
using Attest.Archive;
using Attest.Register.DamageClaims;
using Attest.Register.Web.Pages.Filing;
using Microsoft.Extensions.Hosting;

namespace Attest.Register.Web.Pages.Bulk;

/// <summary>The files that are being filed by this program: a few at a time, one of an account. What came of their lines the register keeps.</summary>
internal sealed class BulkRuns(DamageRegister register, IHostApplicationLifetime life) : IDisposable
{
    /// <summary>The most bytes of one file.</summary>
    public const long MostBytes = 32L * 1024 * 1024;

    private const int AtOnce = 2;

    private readonly ConcurrentDictionary<string, string> _underWay = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);

    /// <summary>Whether a file is on its way into the register, here.</summary>
    public bool IsUnderWay(BulkRun run) => _underWay.Values.Contains(run.Id, StringComparer.Ordinal);

    /// <summary>The keys of those that are on their way into the register, here.</summary>
    public IReadOnlySet<string> UnderWay() => _underWay.Values.ToHashSet(StringComparer.Ordinal);

    /// <summary>Begins to file, or goes on.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="run">What the register knows of the file.</param>
    /// <param name="file">The file; it is disposed when it was read.</param>
    /// <returns>Whether it does; not where another file of theirs is on its way: this one is then still the caller's.</returns>
    public bool Begin(Actor actor, BulkRun run, SpooledFile file)
    {
        if (!_underWay.TryAdd(actor.Account, run.Id))
        {
            return false;
        }
        _ = Task.Run(() => FileAsync(actor, run, file, life.ApplicationStopping));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task FileAsync(Actor actor, BulkRun run, SpooledFile file, CancellationToken stopping)
    {
        await using (file)
        {
            try
            {
                await _turns.WaitAsync(stopping);
                try
                {
                    await foreach (var _ in register.FileManyAsync(actor, run, file, stopping))
                    {
                        // What came of it is kept with it.
                    }
                }
                finally
                {
                    _turns.Release();
                }
            }
            catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException or ArchiveException or IOException or RegisterException)
            {
                // It is not ended, and its page says so: the same file goes on where it stopped.
            }
            finally
            {
                _underWay.TryRemove(actor.Account, out _);
            }
        }
    }
}
