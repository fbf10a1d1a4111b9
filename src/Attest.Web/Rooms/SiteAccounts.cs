using Attest.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Rooms;

/// <summary>The accounts of an archive, for programs that put a site together.</summary>
public static class SiteAccounts
{
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
