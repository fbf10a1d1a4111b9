using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Accounts;

/// <summary>In which browsers people are signed in. Each is a row that every request asks for, so that one that was ended is ended at once.</summary>
internal sealed class SessionBook(AccountsContext context, TimeProvider clock)
{
    private const int LongestAgent = 200;

    /// <summary>For how long a session lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>After how long without a request it ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    // Not every request is worth a write.
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session.</summary>
    /// <returns>What the browser is to hold.</returns>
    public async Task<string> StartAsync(Account account, string agent, string address, CancellationToken cancel)
    {
        var (secret, now) = (Secret.New(), clock.GetUtcNow().UtcTicks);
        await context.Sessions.Where(session => session.Started < now - Longest.Ticks || session.Used < now - Idle.Ticks).ExecuteDeleteAsync(cancel);
        context.Add(new SessionRow
        {
            Id = Secret.NewId(), Digest = Secret.Digest(secret), AccountId = account.Id, Started = now, Used = now,
            Agent = agent.Length > LongestAgent ? agent[..LongestAgent] : agent, Address = address,
        });
        await context.SaveChangesAsync(cancel);
        return secret;
    }

    /// <summary>Whose session a browser holds; null where it is none or has ended.</summary>
    public async Task<(Account Account, SessionRow Session)?> FindAsync(string secret, CancellationToken cancel)
    {
        var digest = Secret.Digest(secret);
        var found = await context.Sessions.Where(session => session.Digest == digest).Join(context.Users, session => session.AccountId, account => account.Id, (session, account) => new { account, session }).FirstOrDefaultAsync(cancel);
        var now = clock.GetUtcNow().UtcTicks;
        if (found is null || found.session.Started < now - Longest.Ticks || found.session.Used < now - Idle.Ticks)
        {
            return null;
        }
        if (found.session.Used < now - Grain.Ticks)
        {
            await context.Sessions.Where(session => session.Digest == digest).ExecuteUpdateAsync(session => session.SetProperty(row => row.Used, now), cancel);
        }
        return (found.account, found.session);
    }

    /// <summary>The sessions of an account, the last used first.</summary>
    public async Task<IReadOnlyList<SessionRow>> OfAsync(string account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        return await context.Sessions.AsNoTracking()
            .Where(session => session.AccountId == account && session.Started >= now - Longest.Ticks && session.Used >= now - Idle.Ticks).OrderByDescending(session => session.Used).ToListAsync(cancel);
    }

    /// <summary>How many sessions each account has.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        return await context.Sessions.Where(session => session.Started >= now - Longest.Ticks && session.Used >= now - Idle.Ticks)
            .GroupBy(session => session.AccountId).ToDictionaryAsync(group => group.Key, group => group.Count(), cancel);
    }

    /// <summary>Ends one session of an account.</summary>
    /// <returns>False where it has none of this id.</returns>
    public async Task<bool> EndAsync(string account, string id, CancellationToken cancel) =>
        await context.Sessions.Where(session => session.AccountId == account && session.Id == id).ExecuteDeleteAsync(cancel) > 0;

    /// <summary>Ends all sessions of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="kept">The one that goes on; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many were ended.</returns>
    public Task<int> EndAllAsync(string account, string? kept, CancellationToken cancel) =>
        context.Sessions.Where(session => session.AccountId == account && session.Id != kept).ExecuteDeleteAsync(cancel);
}
