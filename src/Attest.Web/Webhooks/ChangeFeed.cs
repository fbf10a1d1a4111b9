using Attest.Archive;
using Attest.Web.Publishing;

namespace Attest.Web.Webhooks;

/// <summary>The archive's changes from a place on that is kept for long: by number, and by when it was recorded, for a rebuild by another version of the program may number changes anew.</summary>
internal static class ChangeFeed
{
    /// <summary>The last change of all; zeros where there is none.</summary>
    public static async Task<(long Sequence, long At)> LastAsync(Publication publication, CancellationToken cancel) =>
        await publication.NewestChangesAsync(0, 1, cancel) is [var last] ? (last.Sequence, last.At.UtcTicks) : (0, 0);

    /// <summary>The changes after a place, the oldest first.</summary>
    /// <param name="publication">Where.</param>
    /// <param name="sequence">The number of the last change that is known.</param>
    /// <param name="at">When that was recorded, in ticks of UTC.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>Where the changes were numbered anew it goes on before all that was recorded with the last one: some are told twice, none is left out.</remarks>
    public static async Task<IReadOnlyList<IncidentChange>> AfterAsync(Publication publication, long sequence, long at, int limit, CancellationToken cancel)
    {
        if (sequence > 0 && !(await publication.ChangesAsync(sequence - 1, 1, cancel) is [var known] && known.Sequence == sequence && known.At.UtcTicks == at))
        {
            sequence = await publication.LastChangeAsync(new DateTimeOffset(at - 1, TimeSpan.Zero), cancel);
        }
        return await publication.ChangesAsync(sequence, limit, cancel);
    }
}
