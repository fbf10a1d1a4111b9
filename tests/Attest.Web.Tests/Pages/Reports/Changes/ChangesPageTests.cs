using System.Net;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Reports.Changes;

/// <summary>The page that tells two versions of a report apart.</summary>
public sealed class ChangesPageTests(WritingSite site) : IClassFixture<WritingSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_version_says_what_it_changed_and_leads_to_both()
    {
        const string Address = "https://daily.example/depot";
        var first = await AddAsync("Three people were killed when a drone struck a depot in Odesa on Tuesday, the mayor said.\n\n<script>alert(1)</script> The depot burned.", Address, "2031-03-12T08:00:00Z");
        var second = await AddAsync("Five people were killed when a drone struck a depot in Odesa on Tuesday, the mayor said.\n\nThe fire was put out by noon, rescuers said.", Address, "2031-03-12T12:00:00Z");

        var report = await ReadAsync(second);
        var link = report.QuerySelectorAll("a").First(link => link.TextContent.StartsWith("What changed", StringComparison.Ordinal)).GetAttribute("href")!;
        var html = await site.Client.GetStringAsync(link, Cancel);
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal(["Three"], page.QuerySelectorAll(".change.changed del").Select(words => words.TextContent));
        Assert.Equal(["Five"], page.QuerySelectorAll(".change.changed ins").Select(words => words.TextContent));
        Assert.Contains("1 paragraph added, 1 paragraph removed, 1 paragraph changed", page.QuerySelector(".change-counts")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".change"), change => Assert.Equal("0", change.GetAttribute("tabindex")));
        Assert.Contains(page.QuerySelectorAll("a"), back => back.GetAttribute("href") == first);

        using var none = await site.Client.GetAsync($"{first}/changes", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var later = await site.Client.GetAsync($"{first}/changes?since={second["/reports/".Length..]}", Cancel);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        using var foreign = await site.Client.GetAsync($"{second}/changes?since={new string('0', 64)}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    private async Task<string> AddAsync(string text, string address, string published)
    {
        using var answer = await site.SendAsync("/add/text", fields: [("text", text), ("url", address), ("published", published)]);
        return answer.Headers.Location!.ToString();
    }

    private async Task<AngleSharp.Dom.IDocument> ReadAsync(string address) => Markup.Parse(await site.Client.GetStringAsync(address, Cancel));
}
