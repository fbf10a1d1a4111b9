using System.Collections.Concurrent;
using System.Net;
using Attest.Archive;
using Attest.Register.DamageClaims;
using Attest.Web.Accounts;
using Attest.Web.Rooms;

namespace Attest.Register.Web.Tests.Running;

/// <summary>What every site of the tests begins with, made once and copied for each: an archive, a register with its roles, accounts, and a session of each of them.</summary>
/// <param name="Files">The files of the folder, by path within it.</param>
/// <param name="Keys">The keys of the accounts, by name.</param>
/// <param name="Sessions">What a browser holds in which somebody is signed in, by name.</param>
internal sealed record SiteTemplate(IReadOnlyDictionary<string, byte[]> Files, IReadOnlyDictionary<string, string> Keys, IReadOnlyDictionary<string, Cookie> Sessions)
{
    private static readonly string[] Staff = [RegisterSite.Examiner, RegisterSite.OtherExaminer, RegisterSite.Board, RegisterSite.Auditor];

    private static readonly ConcurrentDictionary<(Func<ReportArchive, Task>? Fill, bool WithAccounts), Lazy<Task<SiteTemplate>>> Made = new();

    /// <summary>The template of an archive that is filled so, with or without accounts.</summary>
    public static Task<SiteTemplate> OfAsync(Func<ReportArchive, Task>? fill, bool withAccounts) => Made.GetOrAdd((fill, withAccounts), _ => new Lazy<Task<SiteTemplate>>(() => MakeAsync(fill, withAccounts))).Value;

    /// <summary>Writes the files into a folder.</summary>
    public void CopyTo(string folder)
    {
        foreach (var (name, bytes) in Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    // The tests after the first wait for it, so that none of theirs ends it.
    private static async Task<SiteTemplate> MakeAsync(Func<ReportArchive, Task>? fill, bool withAccounts)
    {
        var folder = Directory.CreateTempSubdirectory("attest-register-web-").FullName;
        try
        {
            var (keys, sessions) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, Cookie>(StringComparer.Ordinal));
            if (fill is not null)
            {
                var empty = await OfAsync(null, withAccounts);
                empty.CopyTo(folder);
                await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, CancellationToken.None);
                await fill(archive);
                (keys, sessions) = (new(empty.Keys), new(empty.Sessions));
            }
            else
            {
                await FoundAsync(folder, withAccounts, keys, sessions);
            }
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return new SiteTemplate(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes, StringComparer.Ordinal), keys, sessions);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FoundAsync(string folder, bool withAccounts, Dictionary<string, string> keys, Dictionary<string, Cookie> sessions)
    {
        await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, CancellationToken.None);
        await using var register = await DamageRegister.OpenAsync(folder, new RegisterOptions { Archive = archive }, TimeProvider.System, CancellationToken.None);
        if (!withAccounts)
        {
            return;
        }
        await AddAsync(folder, keys);
        foreach (var name in Staff)
        {
            await register.GiveRoleAsync(new Actor(keys[RegisterSite.Administrator], RegisterRole.Claimant, IsAdministrator: true) { Name = RegisterSite.Administrator }, keys[name], name, RegisterSite.RoleOf(name), "for the tests", CancellationToken.None);
        }
        await using var site = await RegisterSite.RunAsync(archive, register, isPublic: false);
        foreach (var name in keys.Keys)
        {
            sessions[name] = await RegisterSite.SignInAsync(new Uri(site.Urls.Single()), name);
        }
        await site.StopAsync(CancellationToken.None);
    }

    private static async Task AddAsync(string folder, Dictionary<string, string> keys)
    {
        foreach (var name in (string[])[RegisterSite.Claimant, RegisterSite.Stranger, .. Staff, RegisterSite.Administrator])
        {
            var role = name switch { RegisterSite.Administrator => Role.Administrator, RegisterSite.Claimant or RegisterSite.Stranger => Role.Member, _ => Role.Reader };
            Assert.Empty(await SiteAccounts.AddAsync(folder, name, role, RegisterSite.Password, TimeProvider.System, CancellationToken.None));
            keys[name] = (await SiteAccounts.NamedAsync(folder, name, TimeProvider.System, CancellationToken.None))!.Key;
        }
    }
}
