using System.Net;
using AngleSharp.Dom;
using Attest.Register.DamageClaims;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>What was given while a damage claim was returned, and not submitted with it: what its page says of it, and how it is handed in.</summary>
public sealed class HandingInTests
{
    private const string Csv = "category,family_name,given_name,account,from,settlement,region,street,house,flat,property\nA3.1,Vydumanenko,Olena,The blast broke the windows of the flat.,2023-03-22,Rzhyshchiv,Kyiv,vul. Sadova,12,7,a flat\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_piece_that_was_not_submitted_says_so_in_every_state_and_is_handed_in_by_a_form_or_by_giving_it_again()
    {
        await using var site = await RegisterSite.StartAsync();
        var (claimant, board) = (site.Of(RegisterSite.Claimant), site.Of(RegisterSite.Board));
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var id = (await site.Register.FileManyAsync(claimant, new StringReader(Csv), "en", Cancel).ToListAsync(Cancel))[0].Id!;
        await site.Register.AssignAsync(board, id, site.Of(RegisterSite.Examiner).Account, Cancel);
        await site.Register.ReturnAsync(board, id, ["missing-evidence"], "Pictures, please.", Cancel);
        var pieces = new List<string>();
        for (byte shade = 1; shade <= 3; shade++)
        {
            pieces.Add((await site.Register.ReceiveAsync(claimant, id, $"wall{shade}.png", new MemoryStream(Pictures.Png(shade, shade, shade)), "", Cancel)).Id);
        }
        await site.Register.ResumeAsync(board, id, "No answer.", Cancel);

        var address = $"/register/damage-claims/{id}";
        var page = Markup.Parse(await browser.GetStringAsync(address, Cancel));
        Assert.Equal(3, Notes(page).Count);
        Assert.Contains("none was submitted yet", page.QuerySelector("section[aria-labelledby=evidence]")!.TextContent, StringComparison.Ordinal);
        var form = page.QuerySelector($"form[action$='{pieces[0]}/hand-in']")!.GetAttribute("action")!;
        using var handed = await RegisterSite.SendAsync(browser, address, form);
        Assert.Equal($"{address}?handed-in=1#evidence", handed.Headers.Location!.ToString());
        page = Markup.Parse(await browser.GetStringAsync(handed.Headers.Location, Cancel));
        Assert.Contains("is handed in now", page.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Notes(page).Count);
        Assert.DoesNotContain("none was submitted yet", page.Body!.TextContent, StringComparison.Ordinal);

        using var given = await GiveAsync(browser, id, Pictures.Png(2, 2, 2));
        Assert.Equal($"{address}?handed-in=1#evidence", given.Headers.Location!.ToString());
        using var again = await GiveAsync(browser, id, Pictures.Png(2, 2, 2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("It was not added twice", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(pieces[..2], (await site.Register.DamageClaimAsync(board, id, Cancel)).SubmittedEvidence);

        await site.Register.DecideAsync(board, id, DamageStep.Record, [], "", Cancel);
        page = Markup.Parse(await browser.GetStringAsync(address, Cancel));
        Assert.Single(Notes(page));
        Assert.Null(page.QuerySelector("form[action$='/hand-in']"));
        using var late = await RegisterSite.SendAsync(browser, address, form.Replace(pieces[0], pieces[2], StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Equal(2, (await site.Register.DamageClaimAsync(board, id, Cancel)).SubmittedEvidence.Count);
    }

    private static List<IElement> Notes(IDocument page) => [.. page.QuerySelectorAll(".evidence-list .caution").Where(note => note.TextContent.Contains("nobody else sees it", StringComparison.Ordinal))];

    private static async Task<HttpResponseMessage> GiveAsync(HttpClient browser, string id, byte[] bytes)
    {
        var form = new MultipartFormDataContent { { new StringContent(await RegisterSite.TokenAsync(browser, $"/register/damage-claims/{id}")), "form-token" }, { new ByteArrayContent(bytes), "file", "again.png" } };
        return await RegisterSite.SendAsync(browser, $"/register/drafts/{id}/evidence", form);
    }
}
