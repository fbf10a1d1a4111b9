using System.Net;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Accounts;
using Attest.Web.Rooms;
using Microsoft.Data.Sqlite;

namespace Attest.Register.Web.Tests.Access;

/// <summary>What somebody filed or was given hangs on their account, and not on what it is called.</summary>
public sealed class AccountKeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stands_under_a_name_from_before_accounts_had_keys_is_found_and_is_nobodys()
    {
        await using var site = await RegisterSite.StartAsync();
        await site.FileAsync(Statements.Displaced());
        string[] names = [RegisterSite.Claimant, RegisterSite.Stranger, RegisterSite.Examiner];
        Assert.Empty(await site.Register.HeldUnderAsync(names, Cancel));
        Assert.Equal(names, (await SiteAccounts.AllAsync(site.Folder, TimeProvider.System, Cancel)).Select(account => account.Name).Where(names.Contains).OrderBy(name => Array.IndexOf(names, name)));
        await site.Register.NewDraftAsync(new Actor(RegisterSite.Stranger, RegisterRole.Claimant), Statement.Empty, Cancel);
        await site.Register.GiveRoleAsync(site.Of(RegisterSite.Administrator), RegisterSite.Examiner, RegisterRole.Examiner, "as it was before", Cancel);
        Assert.Equal([RegisterSite.Stranger, RegisterSite.Examiner], await site.Register.HeldUnderAsync(names, Cancel));
        Assert.Empty(await site.Register.DraftsAsync(site.Of(RegisterSite.Stranger), Cancel));
    }

    [Fact]
    public async Task Who_is_given_the_name_of_a_removed_account_has_neither_its_damage_claims_nor_its_role()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        foreach (var name in new[] { RegisterSite.Claimant, RegisterSite.Board })
        {
            Rename(site, name, $"{name} that was");
            Assert.Empty(await SiteAccounts.AddAsync(site.Folder, name, Role.Reader, RegisterSite.Password, TimeProvider.System, Cancel));
        }
        using var claimant = site.BrowserWith(await RegisterSite.SignInAsync(site.Address, RegisterSite.Claimant));
        using var board = site.BrowserWith(await RegisterSite.SignInAsync(site.Address, RegisterSite.Board));
        Assert.Equal(HttpStatusCode.NotFound, (await claimant.GetAsync($"/register/damage-claims/{claim.Id}", Cancel)).StatusCode);
        Assert.DoesNotContain(claim.Number, await claimant.GetStringAsync("/register", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await board.GetAsync("/register/queue", Cancel)).StatusCode);
        // Whose it was still has it, under whatever name.
        Assert.Single((await site.Register.OwnAsync(site.Of(RegisterSite.Claimant), null, 10, Cancel)).Items);
    }

    [Fact]
    public async Task Pages_name_the_staff_and_never_show_a_key_and_only_an_account_is_given_a_role()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        await site.Register.AssignAsync(site.Of(RegisterSite.Board), claim.Id, site.Of(RegisterSite.Examiner).Account, Cancel);
        var board = await site.BrowserAsync(RegisterSite.Board);
        foreach (var address in new[] { "/register/roles", "/register/trail", "/register/queue?state=in-examination", $"/register/damage-claims/{claim.Id}", $"/register/damage-claims/{claim.Id}/trail" })
        {
            var page = await board.GetStringAsync(address, Cancel);
            Assert.Contains(address.EndsWith("/trail", StringComparison.Ordinal) ? RegisterSite.Board : RegisterSite.Examiner, page, StringComparison.Ordinal);
            foreach (var name in new[] { RegisterSite.Examiner, RegisterSite.Board, RegisterSite.Claimant, RegisterSite.Administrator })
            {
                Assert.DoesNotContain($">{site.Of(name).Account}", page, StringComparison.Ordinal);
            }
        }
        var keeper = await site.BrowserAsync(RegisterSite.Administrator);
        using var mistyped = await RegisterSite.SendAsync(keeper, "/register/roles", "/register/roles", ("account", "olean"), ("role", "board"), ("why", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mistyped.StatusCode);
        using var given = await RegisterSite.SendAsync(keeper, "/register/roles", "/register/roles", ("account", RegisterSite.OtherExaminer.ToUpperInvariant()), ("role", "auditor"), ("why", ""));
        Assert.Equal(HttpStatusCode.SeeOther, given.StatusCode);
        Assert.Equal(RegisterRole.Auditor, await site.Register.RoleOfAsync(site.Of(RegisterSite.OtherExaminer).Account, Cancel));
    }

    [Fact]
    public async Task Heads_are_published_for_everybody_as_a_page_and_as_text_and_each_by_its_size()
    {
        await using var site = await RegisterSite.StartAsync(isPublic: true);
        var visitor = site.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/register/checkpoint", Cancel)).StatusCode);
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        using var pack = new MemoryStream();
        await site.Register.WriteEvidencePackAsync(site.Of(RegisterSite.Board), claim.Id, pack, "", Cancel);
        var head = Assert.Single((await site.Register.HeadsAsync(null, 10, Cancel)).Items);
        Assert.Contains(head.RootText.Replace("+", "&#x2B;", StringComparison.Ordinal), await visitor.GetStringAsync("/register/heads", Cancel), StringComparison.Ordinal);
        Assert.Equal(head.Note, await visitor.GetStringAsync("/register/checkpoint", Cancel));
        foreach (var address in new[] { "/register/heads.txt", $"/register/heads/{head.Size}" })
        {
            Assert.True(EvidencePacks.PackVerifier.Verify(pack, await visitor.GetStringAsync(address, Cancel)).IsPublished, address);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/register/heads/{head.Size + 1}", Cancel)).StatusCode);
    }

    // As a copy of accounts.db put back, or a later version that renames, would have it.
    private static void Rename(RegisterSite site, string name, string other)
    {
        var file = Directory.EnumerateFiles(site.Folder, "accounts*.db").Single();
        using var sql = new SqliteConnection($"Data Source={file}");
        sql.Open();
        using var command = sql.CreateCommand();
        command.CommandText = "UPDATE accounts SET UserName = $2, NormalizedUserName = upper($2) WHERE UserName = $1";
        command.Parameters.AddWithValue("$1", name);
        command.Parameters.AddWithValue("$2", other);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
