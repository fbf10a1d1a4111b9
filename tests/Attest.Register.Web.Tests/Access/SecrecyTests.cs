using System.Net;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Access;

/// <summary>What people state is told to nobody whose business it is not, and runs nowhere.</summary>
public sealed class SecrecyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_somebody_elses_is_answered_like_what_does_not_exist()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(1, 2, 3)));
        var stranger = await site.BrowserAsync(RegisterSite.Stranger);
        using var theirs = await stranger.GetAsync($"/register/damage-claims/{claim.Id}", Cancel);
        using var none = await stranger.GetAsync("/register/damage-claims/00000000000000000000", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        // But for the address that was asked for, which the page names to lead to itself in another language.
        Assert.Equal(
            (await none.Content.ReadAsStringAsync(Cancel)).Replace("00000000000000000000", "asked", StringComparison.Ordinal), (await theirs.Content.ReadAsStringAsync(Cancel)).Replace(claim.Id, "asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evidence_is_served_so_that_nothing_in_it_runs()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel);
        using var sent = await RegisterSite.SendFilesAsync(browser, draft.Id, ("../../../etc/front.png", Pictures.Png(90, 120, 30)), ("notes.html", "<script>alert(1)</script>"u8.ToArray()));
        var pieces = (await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft.Id, Cancel)).Evidence;
        Assert.NotEmpty(pieces);
        foreach (var piece in pieces)
        {
            Assert.DoesNotContain('/', piece.Name);
            var address = $"/register/damage-claims/{draft.Id}/evidence/{piece.Id}";
            using var original = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft.Id}/evidence", $"{address}/original", ("why", "to look"));
            Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.MediaType);
            Check(original);
            using var shown = await browser.GetAsync($"{address}/view", Cancel);
            if (piece.WorkingCopy is not null)
            {
                Assert.Equal(piece.WorkingCopy.MediaType, shown.Content.Headers.ContentType!.MediaType);
                Check(shown);
            }
        }

        static void Check(HttpResponseMessage answer)
        {
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("..", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_page_runs_or_loads_what_somebody_stated()
    {
        await using var site = await RegisterSite.StartAsync();
        var hostile = string.Concat(Markup.Hostile)[..200];
        var claim = await site.FileAsync(Statements.Displaced("Vydumanenko") with { Account = string.Join(' ', Markup.Hostile) + " and we left.", Where = new DamagePlace("Rzhyshchiv") { Region = "Kyiv", Street = hostile, House = hostile } });
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        foreach (var address in new[] { "/register", $"/register/damage-claims/{claim.Id}", $"/register/damage-claims/{claim.Id}/receipt", $"/register/damage-claims/{claim.Id}/trail", "/register/statistics", "/register?lang=uk" })
        {
            Markup.CheckSafe(await browser.GetStringAsync(address, Cancel));
        }
        var board = await site.BrowserAsync(RegisterSite.Board);
        foreach (var address in new[] { "/register/queue", $"/register/damage-claims/{claim.Id}", "/register/trail", "/register/roles" })
        {
            Markup.CheckSafe(await board.GetStringAsync(address, Cancel));
        }
    }
}
