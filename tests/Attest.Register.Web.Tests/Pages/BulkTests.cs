using System.Net;
using System.Text;
using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>Many damage claims at once, by a CSV file and a form without scripts.</summary>
public sealed class BulkTests
{
    private const string Headings = "category,entity,registration_number,entity_country,account,from,settlement,region,moved-to\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_line_is_filed_with_its_receipt_or_refused_with_its_mistakes_and_stops_no_other()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var csv = Headings
            + "C3.3,Vyhadka LLC,30000001,UA,The workshop was moved after the strikes.,2023-03-22,Rzhyshchiv,Kyiv,Lviv\n"
            + "C3.3,Vyhadka LLC,30000001,UA,The second workshop was moved too.,22.3.2023,Rzhyshchiv,Kyiv,Lviv\n"
            + "C3.3,,,,Nobody files this one.,2021-01-05,Rzhyshchiv,Kyiv,\n"
            + "C3.3,Vyhadka LLC,30000001,UA,\"The third one,\nof two lines.\",2023-03-23,Rzhyshchiv,Kyiv,Lviv\n";
        var report = await FiledAsync(browser, Encoding.UTF8.GetBytes(csv));
        var rows = Markup.Parse(await browser.GetStringAsync(report, Cancel)).QuerySelectorAll(".bulk-table tbody tr").ToList();
        Assert.Equal(["2", "3", "4", "5"], rows.Select(row => row.QuerySelector(".count")!.TextContent));
        Assert.StartsWith("RD-", rows[0].QuerySelector("a")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Column from: found no day", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("It does not say which company files", rows[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("begins with", rows[2].TextContent, StringComparison.Ordinal);
        using var receipt = await browser.GetAsync(rows[3].QuerySelector("a[href$='/receipt']")!.GetAttribute("href"), Cancel);
        Assert.Equal(HttpStatusCode.OK, receipt.StatusCode);

        var refused = Markup.Parse(await browser.GetStringAsync($"{report}?show=refused", Cancel));
        Assert.Equal(2, refused.QuerySelectorAll(".bulk-table tbody tr").Length);
        using var file = await browser.GetAsync($"{report}/report.csv", Cancel);
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        var lines = (await file.Content.ReadAsStringAsync(Cancel)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("line,number,receipt,mistakes,place", lines[0]);
        Assert.StartsWith("2,RD-", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\"Rzhyshchiv, Kyiv Oblast\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("Rzhyshchiv, Kyiv Oblast", rows[0].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("3,,,\"Column from", lines[2], StringComparison.Ordinal);
        Assert.Equal(2, (await site.Register.OwnAsync(site.Of(RegisterSite.Claimant), null, 50, Cancel)).Items.Count);
    }

    [Fact]
    public async Task A_report_is_nobody_elses_and_tells_in_the_language_of_who_gave_the_file()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        await browser.GetStringAsync("/register?lang=uk", Cancel);
        var report = await FiledAsync(browser, Encoding.UTF8.GetBytes(Headings.Replace(',', ';') + "C3.3;ТОВ «Вигадка»;30000001;UA;Цех перевезли після обстрілів.;22.3.2023;Ржищів;Київ;Львів\n"));
        Assert.Contains("Стовпець from: це не дата", WebUtility.HtmlDecode(await browser.GetStringAsync(report, Cancel)), StringComparison.Ordinal);
        foreach (var other in new[] { RegisterSite.Stranger, RegisterSite.Board, RegisterSite.Administrator })
        {
            using var answer = await (await site.BrowserAsync(other)).GetAsync(report, Cancel);
            using var file = await (await site.BrowserAsync(other)).GetAsync($"{report}/report.csv", Cancel);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, file.StatusCode));
        }
    }

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("PK\u0003\u0004spread", "found a spreadsheet")]
    [InlineData("category\u0000", "not UTF-8")]
    [InlineData("category,colour\nC3.3,red\n", "found the column 2, which is unknown")]
    public async Task A_file_that_is_no_csv_is_told_and_nothing_of_it_is_filed(string content, string told)
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        using var answer = await RegisterSite.SendCsvAsync(browser, Encoding.Latin1.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(told, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_of_another_encoding_are_found_before_a_line_is_filed_wherever_they_stand()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var lines = string.Concat(Enumerable.Repeat("C3.3,ТОВ «Вигадка»,30000001,UA,Цех перевезли після обстрілів того тижня.,2023-03-22,Ржищів,Київ,Львів\n", 900));
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Headings + lines), 0xCA, 0xE8, 0xBF, 0xE2];
        using var answer = await RegisterSite.SendCsvAsync(browser, bytes);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await site.Register.OwnAsync(site.Of(RegisterSite.Claimant), null, 50, Cancel)).Items);
        var report = await FiledAsync(browser, bytes[..^4]);
        Assert.Contains("900 filed, 0 not filed", await browser.GetStringAsync(report, Cancel), StringComparison.Ordinal);
        Assert.Contains("from=200", await browser.GetStringAsync(report, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_files_nothing_of_what_it_takes_in()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        const string Good = "C3.3,Vyhadka LLC,30000001,UA,The workshop was moved after the strikes.,2023-03-22,Rzhyshchiv,Kyiv,Lviv\n";
        var report = Markup.Parse(await browser.GetStringAsync(await FiledAsync(browser, Encoding.UTF8.GetBytes(Headings + Good + Good.Replace("Lviv", "\"Lviv", StringComparison.Ordinal) + Good)), Cancel));
        Assert.Equal(2, report.QuerySelectorAll(".bulk-table tbody tr").Length);
        Assert.Contains("quotation mark that is missing", report.QuerySelector(".bulk-table .refused")!.TextContent, StringComparison.Ordinal);
        Assert.Single((await site.Register.OwnAsync(site.Of(RegisterSite.Claimant), null, 50, Cancel)).Items);
    }

    [Fact]
    public async Task A_form_without_the_token_or_with_unknown_headings_files_nothing()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        using var form = new MultipartFormDataContent { { new ByteArrayContent("category\n"u8.ToArray()), "file", "many.csv" }, { new StringContent(await RegisterSite.TokenAsync(browser, "/register/bulk")), "form-token" } };
        using var late = await RegisterSite.SendAsync(browser, "/register/bulk", form);
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Empty((await site.Register.OwnAsync(site.Of(RegisterSite.Claimant), null, 50, Cancel)).Items);
    }

    [Fact]
    public async Task The_same_file_given_again_is_told_and_files_nothing_twice()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var csv = Encoding.UTF8.GetBytes(Headings + "C3.3,Vyhadka LLC,30000001,UA,The workshop was moved after the strikes.,2023-03-22,Rzhyshchiv,Kyiv,Lviv\nC3.3,,,,Nobody,,,,\n");
        var report = await FiledAsync(browser, csv);
        var again = await FiledAsync(browser, csv);
        Assert.Equal($"{report}?again=1", again);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(again, Cancel));
        Assert.Contains("This very file was given before", page, StringComparison.Ordinal);
        Assert.Contains("1 filed, 1 not filed", page, StringComparison.Ordinal);
        var own = Assert.Single((await site.Register.OwnAsync(site.Of(RegisterSite.Claimant), null, 50, Cancel)).Items);
        // Somebody else's file of the same bytes is theirs, and theirs to remove.
        var stranger = await site.BrowserAsync(RegisterSite.Stranger);
        var theirs = await FiledAsync(stranger, csv);
        Assert.NotEqual(report, theirs);
        using var notTheirs = await RegisterSite.SendAsync(browser, "/register/bulk", $"{theirs}/remove");
        Assert.Equal(HttpStatusCode.NotFound, notTheirs.StatusCode);
        Assert.Equal($"{theirs}/remove", Markup.Parse(await stranger.GetStringAsync(theirs, Cancel)).QuerySelector("form[action$='/remove']")!.GetAttribute("action"));
        using var removed = await RegisterSite.SendAsync(stranger, theirs, $"{theirs}/remove");
        Assert.Equal("/register/bulk", removed.Headers.Location!.ToString());
        Assert.Null(Markup.Parse(await stranger.GetStringAsync("/register/bulk", Cancel)).QuerySelector("#given"));
        Assert.Single((await site.Register.OwnAsync(site.Of(RegisterSite.Stranger), null, 50, Cancel)).Items);
        // Of a file of which everything was erased nothing is told.
        await site.Register.EraseAsync(site.Of(RegisterSite.Claimant), own.Id, "asked for", Cancel);
        using var gone = await browser.GetAsync(report, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_file_that_was_stopped_is_listed_as_stopped()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var csv = Encoding.UTF8.GetBytes(Headings + "C3.3,Vyhadka LLC,30000001,UA,The workshop was moved after the strikes.,2023-03-22,Rzhyshchiv,Kyiv,Lviv\n");
        await site.Register.BeginBulkAsync(site.Of(RegisterSite.Claimant), await site.Register.LookThroughAsync(new MemoryStream(csv), Cancel), "many.csv", "en", Cancel);
        var listed = Markup.Parse(await browser.GetStringAsync("/register/bulk", Cancel)).QuerySelector("[aria-labelledby=given] li")!.TextContent;
        Assert.Contains("stopped after 0 of 1 row", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("On its way", listed, StringComparison.Ordinal);
        await FiledAsync(browser, csv);
        Assert.Contains("1 filed, 0 not filed", Markup.Parse(await browser.GetStringAsync("/register/bulk", Cancel)).QuerySelector("[aria-labelledby=given] li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_of_every_category_is_taken_as_it_is()
    {
        var pack = RegisterPackReader.Named(RegisterPackReader.Default);
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        foreach (var category in pack.Categories)
        {
            var columns = BulkTemplate.Of(pack, category);
            Assert.Equal(columns.Count, columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count());
            Assert.All(category.Asks.Where(asked => asked is { IsRequired: true } && pack.Field(asked.Field) is { Kind: not FormFieldKind.BuiltIn }), asked => Assert.Contains(columns, column => column.Name == asked.Field && column.IsNeeded));
            Markup.CheckSafe(await browser.GetStringAsync($"/register/bulk?category={category.Code}", Cancel));
        }
        var template = await browser.GetByteArrayAsync("/register/bulk/template.csv?category=C1.5", Cancel);
        var report = Markup.Parse(await browser.GetStringAsync(await FiledAsync(browser, template), Cancel));
        Assert.Contains("What property", report.QuerySelector(".bulk-table")!.TextContent, StringComparison.Ordinal);
    }

    // Sends it and waits for its end.
    private static async Task<string> FiledAsync(HttpClient browser, byte[] csv)
    {
        using var answer = await RegisterSite.SendCsvAsync(browser, csv);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var report = answer.Headers.Location!.ToString();
        while (true)
        {
            using var page = await browser.GetAsync(report, Cancel);
            if (!page.Headers.Contains("Refresh"))
            {
                return report;
            }
            await Task.Delay(100, Cancel);
        }
    }
}
