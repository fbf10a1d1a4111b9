using System.Net;
using AngleSharp.Dom;
using Attest.Archive.Storage;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>The number beside the room's entry in the navigation of every page.</summary>
public sealed class WaitingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_a_number_on_every_page_and_a_room_that_is_out_of_order_takes_no_other_page_with_it()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Displaced());
        await site.Register.AssignAsync(site.Of(RegisterSite.Board), claim.Id, site.Of(RegisterSite.Examiner).Account, Cancel);
        var browser = await site.BrowserAsync(RegisterSite.Examiner);
        foreach (var address in new[] { "/", "/about", "/nowhere", "/register/statistics" })
        {
            Assert.StartsWith("1", Number(await PageAsync(browser, address, address == "/nowhere" ? HttpStatusCode.NotFound : HttpStatusCode.OK))!, StringComparison.Ordinal);
        }
        using (var sql = Sql.OpenWriter(Path.Combine(site.Folder, "register", "register.db")))
        {
            sql.Script("ALTER TABLE damage_claims RENAME TO elsewhere");
        }
        foreach (var (address, status) in new[] { ("/", HttpStatusCode.OK), ("/about", HttpStatusCode.OK), ("/nowhere", HttpStatusCode.NotFound), ("/register", HttpStatusCode.InternalServerError) })
        {
            var page = await PageAsync(browser, address, status);
            Assert.Null(Number(page));
            Assert.NotNull(page.QuerySelector("header nav a[href='/register']"));
        }
    }

    private static string? Number(IDocument page) => page.QuerySelector("header nav a[href='/register'] .waiting")?.TextContent;

    private static async Task<IDocument> PageAsync(HttpClient browser, string address, HttpStatusCode status)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        Assert.Equal((address, status), (address, answer.StatusCode));
        return Markup.Parse(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
