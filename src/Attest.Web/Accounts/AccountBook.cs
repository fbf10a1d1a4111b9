using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Attest.Web.Accounts;

/// <summary>Who signs in here, and as what.</summary>
internal sealed class AccountBook(AccountFile file, AccountsContext context, UserManager<Account> manager, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    private const string PausedByReset = "somebody else gave its owner a new password";

    private static readonly Account Nobody = new() { RoleName = "", Made = 0 };
    private static string? _nobodysPassword;

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<Account>> AllAsync(CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        return await context.Users.AsNoTracking().OrderBy(account => account.NormalizedUserName).ToListAsync(cancel);
    }

    /// <summary>The account of this name, however its letters are cased; null where there is none.</summary>
    public async Task<Account?> NamedAsync(string name, CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        return name.Length > Account.LongestName ? null : await manager.FindByNameAsync(NamePolicy.Normalized(name));
    }

    /// <summary>The account with this id; null where there is none.</summary>
    public async Task<Account?> FindAsync(string id, CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        return await context.Users.FirstOrDefaultAsync(account => account.Id == id, cancel);
    }

    /// <summary>Makes an account.</summary>
    /// <param name="name">The name.</param>
    /// <param name="role">What they may do.</param>
    /// <param name="password">The password.</param>
    /// <param name="mustChange">Whether it was chosen by somebody else.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What is wrong with name or password, as sentences; none where the account was made.</returns>
    public async Task<IReadOnlyList<string>> AddAsync(string name, Role role, string password, bool mustChange, CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        var compared = manager.NormalizeName(NamePolicy.Normalized(name));
        if (await context.FormerNames.AnyAsync(former => former.Name == compared, cancel))
        {
            return ["An account of this name was removed, and what its owner did and filed stands under it. Choose another name."];
        }
        var account = new Account { UserName = NamePolicy.Normalized(name), RoleName = role.Name, Made = clock.GetUtcNow().UtcTicks, MustChangePassword = mustChange };
        return Faults(await manager.CreateAsync(account, password));
    }

    /// <summary>Gives an account another role; it holds from its next request on.</summary>
    /// <returns>Why not, as a sentence; null where it was done.</returns>
    public async Task<string?> SetRoleAsync(Account account, Role role, CancellationToken cancel)
    {
        // Asked and changed in one, so that two administrators can't make each other readers at once.
        await using var change = await context.Database.BeginTransactionAsync(cancel);
        if (role != Role.Administrator && await IsLastAdministratorAsync(account, cancel))
        {
            return LastOne(account);
        }
        account.RoleName = role.Name;
        return await EndAsync(change, await manager.UpdateAsync(account), account, cancel);
    }

    /// <summary>Gives an account another password, unlocks it, and ends its sessions. Where nobody who was signed in did it themselves, its tokens open nothing any more and its webhooks send nothing, too: they may be somebody else's doing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="password">The password.</param>
    /// <param name="mustChange">Whether it was chosen by somebody else.</param>
    /// <param name="kept">The session that goes on; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What is wrong with it; none where it was done.</returns>
    public async Task<IReadOnlyList<string>> SetPasswordAsync(Account account, string password, bool mustChange, string? kept, CancellationToken cancel)
    {
        foreach (var validator in manager.PasswordValidators)
        {
            if (await validator.ValidateAsync(manager, account, password) is { Succeeded: false } result)
            {
                return Faults(result);
            }
        }
        await using var change = await context.Database.BeginTransactionAsync(cancel);
        account.PasswordHash = hasher.HashPassword(account, password);
        account.MustChangePassword = mustChange;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        var changed = await manager.UpdateSecurityStampAsync(account);
        await context.Sessions.Where(session => session.AccountId == account.Id && session.Id != kept).ExecuteDeleteAsync(cancel);
        if (mustChange || kept is null)
        {
            var now = clock.GetUtcNow().UtcTicks;
            await context.Tokens.Where(token => token.AccountId == account.Id && token.Revoked == null).ExecuteUpdateAsync(token => token.SetProperty(row => row.Revoked, now), cancel);
            await context.Webhooks.Where(webhook => webhook.AccountId == account.Id && webhook.Paused == null).ExecuteUpdateAsync(webhook => webhook.SetProperty(row => row.Paused, PausedByReset), cancel);
        }
        return await EndAsync(change, changed, account, cancel) is { } fault ? [fault] : [];
    }

    /// <summary>Removes an account with its sessions and tokens. What its owner decided stays, under their name, which nobody else gets.</summary>
    /// <returns>Why not, as a sentence; null where it was done.</returns>
    public async Task<string?> RemoveAsync(Account account, CancellationToken cancel)
    {
        await using var change = await context.Database.BeginTransactionAsync(cancel);
        if (await IsLastAdministratorAsync(account, cancel) && await context.Users.CountAsync(cancel) > 1)
        {
            return LastOne(account);
        }
        context.FormerNames.Add(new FormerName { Name = account.NormalizedUserName!, Removed = clock.GetUtcNow().UtcTicks });
        return await EndAsync(change, await manager.DeleteAsync(account), account, cancel);
    }

    /// <inheritdoc cref="CheckAsync(string, string, bool, CancellationToken)"/>
    public Task<Account?> CheckAsync(string name, string password, CancellationToken cancel) => CheckAsync(name, password, isKnown: false, cancel);

    /// <summary>Who has this name and this password; null for nobody. It takes as long for a name that is not known.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="isKnown">Whether the name's owner signed in before in the browser that asks: then no lock holds that others brought about, and a wrong password locks nobody out.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Account?> CheckAsync(string name, string password, bool isKnown, CancellationToken cancel)
    {
        if (password.Length > PasswordPolicy.Longest)
        {
            return null;
        }
        if (await NamedAsync(name, cancel) is not { } account)
        {
            hasher.VerifyHashedPassword(Nobody, _nobodysPassword ??= hasher.HashPassword(Nobody, Secret.New()), password);
            return null;
        }
        var isRight = await manager.CheckPasswordAsync(account, password);
        if (isKnown)
        {
            return isRight ? account : null;
        }
        if (await manager.IsLockedOutAsync(account))
        {
            return null;
        }
        if (!isRight)
        {
            await manager.AccessFailedAsync(account);
            return null;
        }
        await manager.ResetAccessFailedCountAsync(account);
        return account;
    }

    // What Identity could not do is undone whole, and told.
    private static async Task<string?> EndAsync(IDbContextTransaction change, IdentityResult result, Account account, CancellationToken cancel)
    {
        if (result.Succeeded)
        {
            await change.CommitAsync(cancel);
            return null;
        }
        return result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? $"Somebody else changed the account {account.UserName} at the same moment; nothing was changed here. Look at it again."
            : $"The account {account.UserName} could not be changed: {string.Join(' ', Faults(result))}";
    }

    private static string LastOne(Account account) => $"{account.UserName} is the only administrator left. Make somebody else one first.";

    private async Task<bool> IsLastAdministratorAsync(Account account, CancellationToken cancel) =>
        account.Role == Role.Administrator && !await context.Users.AnyAsync(other => other.Id != account.Id && other.RoleName == Role.Administrator.Name, cancel);

    private static IReadOnlyList<string> Faults(IdentityResult result) => [.. result.Errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => "There is an account of this name already.",
        nameof(IdentityErrorDescriber.InvalidUserName) => null,
        nameof(IdentityErrorDescriber.PasswordTooShort) => $"A password has at least {PasswordPolicy.Shortest} characters. Four or five words that do not belong together make a good one.",
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => "The password is made of too few different characters.",
        _ => error.Description,
    }).OfType<string>()];
}
