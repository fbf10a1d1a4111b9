using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Accounts;

/// <summary>What programs show instead of signing in.</summary>
internal sealed class TokenBook(AccountsContext context, TimeProvider clock)
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "attest_";

    /// <summary>The longest name that an owner may give a token.</summary>
    public const int LongestName = 80;

    /// <summary>The most tokens that an account has at a time.</summary>
    public const int MostOfAccount = 50;

    /// <summary>For how many days a token may hold.</summary>
    public static readonly IReadOnlyList<int> Days = [7, 30, 90, 365];

    // Not every request is worth a write.
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    /// <summary>Makes a token.</summary>
    /// <returns>The token, which is not kept and can't be shown again.</returns>
    public async Task<string> AddAsync(Account account, string name, IReadOnlyList<TokenScope> scopes, TimeSpan life, CancellationToken cancel)
    {
        var (secret, now) = (Secret.New(Prefix), clock.GetUtcNow());
        context.Add(new TokenRow
        {
            Id = Secret.NewId(), Digest = Secret.Digest(secret), AccountId = account.Id, Name = name, Scopes = string.Join(' ', scopes), Made = now.UtcTicks, Ends = (now + life).UtcTicks,
        });
        await context.SaveChangesAsync(cancel);
        return secret;
    }

    /// <summary>Whose token it is and what it is good for; null where it is none, has ended or was revoked.</summary>
    public async Task<(Account Account, TokenRow Token)?> FindAsync(string secret, CancellationToken cancel)
    {
        var (digest, now) = (Secret.Digest(secret), clock.GetUtcNow().UtcTicks);
        var found = await context.Tokens.Where(token => token.Digest == digest && token.Revoked == null && token.Ends > now)
            .Join(context.Users, token => token.AccountId, account => account.Id, (token, account) => new { account, token }).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }
        if (found.token.Used is not { } used || used < now - Grain.Ticks)
        {
            await context.Tokens.Where(token => token.Digest == digest).ExecuteUpdateAsync(token => token.SetProperty(row => row.Used, now), cancel);
        }
        return (found.account, found.token);
    }

    /// <summary>The tokens of an account, the newest first; those that were revoked or have ended too.</summary>
    public async Task<IReadOnlyList<TokenRow>> OfAsync(string account, CancellationToken cancel) =>
        await context.Tokens.AsNoTracking().Where(token => token.AccountId == account).OrderByDescending(token => token.Made).ThenBy(token => token.Id).ToListAsync(cancel);

    /// <summary>Revokes a token of an account; it opens nothing from now on.</summary>
    /// <returns>False where the account has none of this id that still holds.</returns>
    public async Task<bool> RevokeAsync(string account, string id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        return await context.Tokens.Where(token => token.AccountId == account && token.Id == id && token.Revoked == null).ExecuteUpdateAsync(token => token.SetProperty(row => row.Revoked, now), cancel) > 0;
    }
}
