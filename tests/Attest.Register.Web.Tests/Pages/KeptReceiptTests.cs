using System.Net;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>A receipt that a claimant kept can be checked by whoever has it.</summary>
public sealed class KeptReceiptTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_that_was_downloaded_is_told_to_hold_and_one_that_was_changed_is_not()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        var file = await (await site.BrowserAsync(RegisterSite.Claimant)).GetByteArrayAsync($"/register/damage-claims/{claim.Id}/receipt.json", Cancel);
        // Somebody else has been given it.
        var other = await site.BrowserAsync(RegisterSite.Stranger);
        Assert.Contains("the receipt is this register", await CheckAsync(other, file, HttpStatusCode.OK), StringComparison.Ordinal);
        var changed = System.Text.Encoding.UTF8.GetString(file).Replace("Vydumanenko", "Inshenko", StringComparison.Ordinal);
        var answer = await CheckAsync(other, System.Text.Encoding.UTF8.GetBytes(changed), HttpStatusCode.OK);
        Assert.Contains("is not this register", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Inshenko", answer, StringComparison.Ordinal);
        Assert.Contains("no receipt", await CheckAsync(other, "{}"u8.ToArray(), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
    }

    private static async Task<string> CheckAsync(HttpClient browser, byte[] file, HttpStatusCode expected)
    {
        var form = new MultipartFormDataContent { { new StringContent(await RegisterSite.TokenAsync(browser, "/register/receipt")), "form-token" }, { new ByteArrayContent(file), "file", "kept.receipt.json" } };
        using var answer = await RegisterSite.SendAsync(browser, "/register/receipt", form);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
