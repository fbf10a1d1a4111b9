using System.Net;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Accounts;

/// <summary>Two editors who judge one claim at the same moment, each under their own account.</summary>
public sealed class TwoEditorsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_judgements_are_kept_the_later_stands_and_the_first_is_told_until_they_have_seen_it()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        await site.AddAsync("second", Role.Editor);
        using var one = await site.BrowserAsync("editor");
        using var other = await site.BrowserAsync("second");
        var claim = (await site.Archive.IncidentsAsync(0, 1, Cancel))[0].Claims.First(each => each.Kind == ClaimKind.Figure).Id;

        var sent = await Task.WhenAll(JudgeAsync(one, "reject"), JudgeAsync(other, "accept"));
        Assert.All(sent, status => Assert.Equal(HttpStatusCode.SeeOther, status));

        var kept = (await site.Archive.ClaimAsync(claim, Cancel))!;
        Assert.Equal(["editor", "second"], kept.Judgements.Select(judgement => judgement.Author).Order());
        var (first, later) = (kept.Judgements[0], kept.Judgements[1]);
        Assert.Equal((first.Id, later.Verdict == Verdict.Rejected), (later.Over, kept.Claim.IsRejected));
        var (replaced, replacing) = first.Author == "editor" ? (one, other) : (other, one);
        Assert.Contains(later.Author, await NoticeAsync(replaced), StringComparison.Ordinal);
        Assert.Equal("", await NoticeAsync(replacing));

        var until = Markup.Parse(await replaced.GetStringAsync("/review", Cancel)).QuerySelector("form[action='/review/told'] input[name=until]")!.GetAttribute("value")!;
        using var told = await AccountSite.SendAsync(replaced, "/review", "/review/told", ("until", until), ("next", "/review"));
        Assert.Equal(HttpStatusCode.SeeOther, told.StatusCode);
        Assert.Equal("", await NoticeAsync(replaced));

        // Whose judgement is taken back by another is told as well.
        using var undone = await AccountSite.SendAsync(replaced, $"/claims/{claim}", $"/judgements/{later.Id}/undo", ("reason", "checked again"), ("next", "/review"));
        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        Assert.Contains("checked again", await NoticeAsync(replacing), StringComparison.Ordinal);

        async Task<HttpStatusCode> JudgeAsync(HttpClient browser, string verdict)
        {
            using var answer = await AccountSite.SendAsync(browser, $"/claims/{claim}", $"/claims/{claim}/{verdict}", ("seen", "0"), ("reason", "by its words"));
            return answer.StatusCode;
        }

        static async Task<string> NoticeAsync(HttpClient browser) => Markup.Parse(await browser.GetStringAsync("/review", Cancel)).QuerySelector(".replaced")?.TextContent ?? "";
    }
}
