using System.Collections.Immutable;
using Attest.Archive;
using Attest.Web.Publishing;
using Microsoft.Extensions.Hosting;

namespace Attest.Web.Pages.Live;

/// <summary>Looks for new changes once for all open pages, and wakes those that wait for them.</summary>
/// <remarks>Reports may be added by another process, so the archive is asked again and again; nobody asks while nobody listens.</remarks>
internal sealed class ChangeHub(Publications publications, TimeProvider clock) : BackgroundService
{
    private const int MostKept = 2000, MostAtOnce = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    // Changes name incidents and posts alone, the same to all.
    private readonly Publication _publication = publications.Public;
    private State _state = new(0, 0, [], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    private int _listeners;

    /// <summary>What changed after a change, as soon as there is anything.</summary>
    /// <param name="after">The last change that is known.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The changes in their order, at least one; none where the archive has no such change yet: the listener comes from another one.</returns>
    public async Task<IReadOnlyList<LiveChange>> NextAsync(long after, CancellationToken cancel)
    {
        Interlocked.Increment(ref _listeners);
        try
        {
            while (true)
            {
                var state = Volatile.Read(ref _state);
                if (state.IsKnown && after < state.Last)
                {
                    // Whoever was away for longer than is remembered here asks the publication.
                    return after >= state.Before ? [.. state.Kept.SkipWhile(change => change.Sequence <= after)] : await _publication.LiveChangesAsync(after, MostAtOnce, cancel);
                }
                if (state.IsKnown && after > state.Last && after > await _publication.LastLiveChangeAsync(null, cancel))
                {
                    return [];
                }
                await state.Woken.Task.WaitAsync(cancel);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (Volatile.Read(ref _listeners) > 0)
                {
                    await LookAsync(stoppingToken);
                }
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ArchiveException)
            {
                // It is being rebuilt or written by another; the next look finds what there is.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var state = Volatile.Read(ref _state);
        if (!state.IsKnown)
        {
            var last = await _publication.LastLiveChangeAsync(null, cancel);
            Step(state, state with { Last = last, Before = last, IsKnown = true });
            return;
        }
        if (await _publication.LiveChangesAsync(state.Last, MostAtOnce, cancel) is [_, ..] changes)
        {
            var kept = state.Kept.AddRange(changes);
            var surplus = Math.Max(0, kept.Count - MostKept);
            Step(state, state with { Last = changes[^1].Sequence, Before = surplus > 0 ? kept[surplus - 1].Sequence : state.Before, Kept = kept.RemoveRange(0, surplus) });
        }
    }

    private void Step(State old, State next)
    {
        Volatile.Write(ref _state, next with { Woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) });
        old.Woken.SetResult();
    }

    // All changes after Before up to Last are in Kept.
    private sealed record State(long Before, long Last, ImmutableList<LiveChange> Kept, TaskCompletionSource Woken)
    {
        public bool IsKnown { get; init; }
    }
}
