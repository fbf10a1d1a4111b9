using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Attest.Archive;
using Attest.Register.DamageClaims;
using Attest.Register.Web.Pages.Filing;
using Attest.Register.Web.Words;
using Microsoft.Extensions.Hosting;

namespace Attest.Register.Web.Pages.Bulk;

/// <summary>The files that are being filed or were of late: a few at a time, one of an account. What was told of each line is kept in memory alone, for a day.</summary>
internal sealed class BulkRuns(DamageRegister register, IHostApplicationLifetime life, TimeProvider clock) : IDisposable
{
    /// <summary>The most lines of one file.</summary>
    public const int MostLines = 20_000;

    private const int AtOnce = 2, MostOfAccount = 3, MostKept = 200;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, BulkRun> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private readonly Lock _lock = new();

    /// <summary>A file of somebody's; null where they have none of this key.</summary>
    public BulkRun? Find(Actor actor, string id) => _runs.GetValueOrDefault(id) is { } run && run.Actor.Account == actor.Account ? run : null;

    /// <summary>Somebody's files, the newest first.</summary>
    public IReadOnlyList<BulkRun> Of(Actor actor) => [.. _runs.Values.Where(run => run.Actor.Account == actor.Account).OrderByDescending(run => run.Begun)];

    /// <summary>Begins to file.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="file">The file; it is disposed when it was read.</param>
    /// <param name="language">The language of what is told.</param>
    /// <returns>Null where another file of theirs is on its way; this one is then still the caller's.</returns>
    public BulkRun? Begin(Actor actor, string name, SpooledFile file, string language)
    {
        BulkRun run;
        lock (_lock)
        {
            if (Of(actor).Any(other => !other.Stand().IsDone))
            {
                return null;
            }
            Forget(actor);
            run = new BulkRun(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)), actor, name, language, clock.GetUtcNow());
            _runs[run.Id] = run;
        }
        _ = Task.Run(() => FileAsync(run, file, life.ApplicationStopping));
        return run;
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task FileAsync(BulkRun run, SpooledFile file, CancellationToken stopping)
    {
        await using (file)
        {
            try
            {
                await _turns.WaitAsync(stopping);
                try
                {
                    using var text = new StreamReader(file, Strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
                    await foreach (var line in register.FileManyAsync(run.Actor, text, run.Language, stopping))
                    {
                        if (run.Add(line) == MostLines)
                        {
                            run.End(RoomWords.Of("bulk.most-lines", run.Language, RoomWords.Number(MostLines, run.Language)));
                            return;
                        }
                    }
                    run.End(null);
                }
                finally
                {
                    _turns.Release();
                }
            }
            catch (RegisterException refused)
            {
                run.End(refused.In(run.Language));
            }
            catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException or ArchiveException or IOException)
            {
                run.End(RoomWords.Of("bulk.stopped", run.Language));
            }
        }
    }

    // What is told of a file is for the hour in which it is put right.
    private void Forget(Actor actor)
    {
        var now = clock.GetUtcNow();
        var (own, all) = (Of(actor), _runs.Values.OrderByDescending(run => run.Begun).ToList());
        foreach (var run in own.Skip(MostOfAccount - 1).Concat(all.Where(run => now - run.Begun > KeptFor)).Concat(all.Skip(MostKept - 1)).Where(run => run.Stand().IsDone).ToList())
        {
            _runs.TryRemove(run.Id, out _);
        }
    }
}
