using Attest.Web.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Rooms;

/// <summary>The accounts of an archive, for programs that put a site together.</summary>
public static class SiteAccounts
{
    /// <summary>The account of a name, however its letters were cased; null where there is none.</summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="name">The name.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<SiteAccount?> NamedAsync(string folder, string name, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(name);
        await using var services = new ServiceCollection().AddSingleton(clock).AddAccounts(folder).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return Of(await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync(name, cancel));
    }

    /// <summary>All accounts, in the order of their names.</summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<IReadOnlyList<SiteAccount>> AllAsync(string folder, TimeProvider clock, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddSingleton(clock).AddAccounts(folder).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<AccountBook>().AllAsync(cancel)).Select(account => new SiteAccount(account.Id, account.UserName!))];
    }

    /// <summary>The same for a room that answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<SiteAccount?> NamedAsync(HttpContext context, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(name);
        return Of(await context.RequestServices.GetRequiredService<AccountBook>().NamedAsync(name, cancel));
    }

    /// <summary>Makes an account, as <c>attest user add</c> does.</summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="name">The name.</param>
    /// <param name="role">What they may do on the site.</param>
    /// <param name="password">Their password.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>What is wrong with name or password, as sentences; none where the account was made.</returns>
    public static async Task<IReadOnlyList<string>> AddAsync(string folder, string name, Role role, string password, TimeProvider clock, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddSingleton(clock).AddAccounts(folder).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(name, role, password, mustChange: false, cancel);
    }

    private static SiteAccount? Of(Account? account) => account is null ? null : new SiteAccount(account.Id, account.UserName!);
}

/// <summary>An account as rooms know it.</summary>
/// <param name="Key">Its key, which no other account ever gets, whatever becomes of its name: what a room keeps hangs on it.</param>
/// <param name="Name">Its name as it is written.</param>
public sealed record SiteAccount(string Key, string Name);
