using Attest.Web.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Rooms;

/// <summary>The accounts of an archive, for programs that put a site together.</summary>
public static class SiteAccounts
{
    /// <summary>The name of an account as it is written, however its letters were cased; null where there is no account of this name.</summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="name">The name.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<string?> NamedAsync(string folder, string name, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(name);
        await using var services = new ServiceCollection().AddSingleton(clock).AddAccounts(folder).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync(name, cancel))?.UserName;
    }

    /// <summary>The same for a room that answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<string?> NamedAsync(HttpContext context, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(name);
        return (await context.RequestServices.GetRequiredService<AccountBook>().NamedAsync(name, cancel))?.UserName;
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
}
