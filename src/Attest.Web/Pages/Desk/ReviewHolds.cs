using System.Collections.Concurrent;

namespace Attest.Web.Pages.Desk;

/// <summary>Which entry of the queue each editor has before them, so that two who work at once are given different ones. An entry is held for a few minutes from when it was shown; memory alone knows of it.</summary>
internal sealed class ReviewHolds(TimeProvider clock)
{
    /// <summary>For how long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Entry, DateTimeOffset Until)> _held = new(StringComparer.Ordinal);

    /// <summary>What others have before them.</summary>
    /// <param name="account">Who asks; null for whoever sits at this machine.</param>
    public IReadOnlySet<string> OfOthers(string? account)
    {
        var now = clock.GetUtcNow();
        return _held.Where(one => one.Key != (account ?? "") && one.Value.Until > now).Select(one => one.Value.Entry).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Holds what somebody is shown, and lets go of what they had; null lets go alone.</summary>
    public void Hold(string? account, string? entry)
    {
        var (who, now) = (account ?? "", clock.GetUtcNow());
        foreach (var old in _held.Where(one => one.Value.Until <= now).ToList())
        {
            _held.TryRemove(old);
        }
        if (entry is null)
        {
            _held.TryRemove(who, out _);
        }
        else
        {
            _held[who] = (entry, now + Longest);
        }
    }
}
