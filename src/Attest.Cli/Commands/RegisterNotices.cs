using Attest.Cli.Terminal;
using Attest.Register;
using Attest.Web.Rooms;

namespace Attest.Cli.Commands;

/// <summary>What whoever keeps a register is told when it is opened.</summary>
internal static class RegisterNotices
{
    /// <summary>Tells of accounts under whose names something stands, as in registers that were made before accounts had keys: it is nobody's now, because a name can be given to somebody else.</summary>
    /// <param name="register">The register.</param>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="screen">Where it is told.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task TellOfNamesAsync(DamageRegister register, string folder, Screen screen, CancellationToken cancel)
    {
        var names = (await SiteAccounts.AllAsync(folder, TimeProvider.System, cancel)).Where(account => account.Key != account.Name).Select(account => account.Name).ToList();
        if (await register.HeldUnderAsync(names, cancel) is { Count: > 0 } held)
        {
            screen.Fail(
                $"Opening the register {register.Folder}: found damage claims, drafts or roles under the {(held.Count == 1 ? "name" : "names")} {string.Join(", ", held)}, expected accounts’ keys. It was made by a program of before accounts had keys, "
                + "and who bore a name then may be somebody else now: nobody is given what stands under it. Give the roles anew (attest register role), and have the damage claims filed anew; the board sees the old ones, and can erase them.");
        }
    }
}
