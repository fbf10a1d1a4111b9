using System.Net;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Pages.Desk;
using Attest.Web.Tests.Accounts;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>How many errors readers may report, as the routes hold it.</summary>
public sealed class ErrorRouteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_so_many_errors_from_one_address_the_routes_refuse_more_and_keep_nothing_of_them()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Reader, Role.Editor);
        var claim = (await site.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).First();
        var (ofClaim, ofReport) = ($"/claims/{claim.Id}", $"/reports/{claim.Report.Id}");
        using var stranger = site.Browser();
        for (var i = 0; i < ErrorThrottle.Most; i++)
        {
            // Both routes draw on one store, and what is not taken for its own sake counts, too.
            using var taken = i % 2 == 0
                ? await AccountSite.SendAsync(stranger, ofClaim, $"{ofClaim}/error", ("report", claim.Report.Id.Hex), ("reason", $"the number is of another day ({i})"))
                : await AccountSite.SendAsync(stranger, $"{ofReport}/error?words={Uri.EscapeDataString("killed")}", $"{ofReport}/error", ("words", "no such words"), ("reason", "missing"));
            Assert.Equal(i % 2 == 0 ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        }
        var kept = await CountAsync(site);
        Assert.Equal(ErrorThrottle.Most / 2, kept);
        foreach (var address in new[] { ofClaim, ofReport })
        {
            using var refused = await AccountSite.SendAsync(stranger, ofClaim, $"{address}/error", ("report", claim.Report.Id.Hex), ("words", "killed"), ("reason", "once more"));
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(ErrorThrottle.Window, refused.Headers.RetryAfter?.Delta);
            Assert.Contains("Too many errors were reported in this hour", Markup.Parse(await refused.Content.ReadAsStringAsync(Cancel)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(kept, await CountAsync(site));
        // Whoever has signed in has a store of their own, from whatever address, until that is empty.
        using var reader = await site.BrowserAsync("reader");
        using var editor = await site.BrowserAsync("editor");
        foreach (var browser in new[] { reader, editor })
        {
            using var taken = await AccountSite.SendAsync(browser, ofClaim, $"{ofClaim}/error", ("report", claim.Report.Id.Hex), ("reason", "it was two days before"));
            Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        }
        Assert.Equal(kept + 2, await CountAsync(site));
        for (var i = 1; i < ErrorThrottle.Most; i++)
        {
            reader.DefaultRequestHeaders.Remove("X-Forwarded-For");
            reader.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            using var taken = await AccountSite.SendAsync(reader, $"{ofReport}/error", $"{ofReport}/error", ("words", "no such words"), ("reason", "missing"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        }
        using var last = await AccountSite.SendAsync(reader, ofClaim, $"{ofClaim}/error", ("report", claim.Report.Id.Hex), ("reason", "once more"));
        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
    }

    private static async Task<int> CountAsync(AccountSite site) => (await site.Archive.JudgementsAsync(JudgementFilter.All, null, 1000, Cancel)).Items.Count(listed => listed.Judgement.Verdict == Verdict.Reported);
}
