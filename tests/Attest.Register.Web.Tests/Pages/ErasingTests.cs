using System.Net;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>Erasing: the key is destroyed, a tombstone stays.</summary>
public sealed class ErasingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_erases_without_seeing_what_is_stated_and_a_tombstone_stays()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat("Zaplantovana"), RegisterSite.Claimant, ("front.png", Pictures.Png(1, 2, 3)));
        var keeper = await site.BrowserAsync(RegisterSite.Administrator);
        using var read = await keeper.GetAsync($"/register/damage-claims/{claim.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        var page = await keeper.GetStringAsync($"/register/erase?number={claim.Number}", Cancel);
        Assert.Contains(claim.Number, page, StringComparison.Ordinal);
        Assert.DoesNotContain("aplantovan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sadova", page, StringComparison.Ordinal);

        var erase = $"/register/damage-claims/{claim.Id}/erase";
        foreach (var fields in new (string, string)[][] { [("words", "asked for it")], [("words", "asked for it"), ("number", "RD-2000-000001")], [("number", claim.Number)] })
        {
            using var refused = await RegisterSite.SendAsync(keeper, "/register/erase?number=" + claim.Number, erase, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.NotEmpty(Markup.Parse(await refused.Content.ReadAsStringAsync(Cancel)).QuerySelector("[role=alert] p")!.TextContent);
        }
        Assert.Equal(DamageState.Submitted, (await site.Register.ErasableAsync(site.Of(RegisterSite.Administrator), claim.Id, Cancel)).State);
        using var done = await RegisterSite.SendAsync(keeper, "/register/erase?number=" + claim.Number, erase, ("words", "its claimant asked by letter"), ("number", claim.Number.ToLowerInvariant()));
        Assert.Equal("/register/erase", done.Headers.Location?.ToString());

        var left = Markup.Parse(await keeper.GetStringAsync("/register/erase", Cancel)).QuerySelector("table")!.TextContent;
        Assert.Contains(claim.Number, left, StringComparison.Ordinal);
        Assert.Contains("its claimant asked by letter", left, StringComparison.Ordinal);
        Assert.Contains(RegisterSite.Administrator, left, StringComparison.Ordinal);
        using var gone = await (await site.BrowserAsync(RegisterSite.Claimant)).GetAsync($"/register/damage-claims/{claim.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("Erase", await (await site.BrowserAsync(RegisterSite.Auditor)).GetStringAsync($"/register/damage-claims/{claim.Id}/trail", Cancel), StringComparison.Ordinal);
        Assert.Empty((await site.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task A_claimant_erases_their_own_with_its_number_and_nobody_elses()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Displaced());
        var own = await site.BrowserAsync(RegisterSite.Claimant);
        var erase = $"/register/damage-claims/{claim.Id}/erase";
        using var theirs = await RegisterSite.SendAsync(await site.BrowserAsync(RegisterSite.Stranger), "/account", erase, ("words", "why not"), ("number", claim.Number));
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        using var forged = await RegisterSite.SendAsync(own, erase, new FormUrlEncodedContent([KeyValuePair.Create("words", "mine"), KeyValuePair.Create("number", claim.Number), KeyValuePair.Create("form-token", "forged")]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var early = await RegisterSite.SendAsync(own, $"/register/damage-claims/{claim.Id}", erase, ("words", "mine"), ("number", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        using var done = await RegisterSite.SendAsync(own, $"/register/damage-claims/{claim.Id}", erase, ("words", "I want it gone"), ("number", claim.Number));
        Assert.Equal("/register", done.Headers.Location?.ToString());
        Assert.Contains("claimant", Markup.Parse(await (await site.BrowserAsync(RegisterSite.Administrator)).GetStringAsync("/register/erase", Cancel)).QuerySelector("table")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_erases_is_told_where_traces_are_left_for_now()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Displaced());
        var own = await site.BrowserAsync(RegisterSite.Claimant);
        using var reader = Sql.OpenReader(Path.Combine(site.Folder, "register", "register.db"));
        reader.Script("BEGIN");
        Assert.NotEqual(0, reader.Number("SELECT count(*) FROM keys"));
        using var done = await RegisterSite.SendAsync(own, $"/register/damage-claims/{claim.Id}", $"/register/damage-claims/{claim.Id}/erase", ("words", "I want it gone"), ("number", claim.Number));
        Assert.Contains("traces stay", Markup.Parse(await own.GetStringAsync(done.Headers.Location, Cancel)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        reader.Script("COMMIT");
    }
}
