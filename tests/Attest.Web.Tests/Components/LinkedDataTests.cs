using System.Text.Json;
using Attest.Web.Tests.Browsing;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Components;

/// <summary>What pages say of themselves in the words of schema.org.</summary>
public sealed class LinkedDataTests(SiteFixture site, Chromium chromium) : IClassFixture<SiteFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_is_a_live_blog()
    {
        using var json = await OfAsync("/");
        var blog = json.RootElement;
        Assert.Equal("LiveBlogPosting", blog.GetProperty("@type").GetString());
        Assert.True(blog.TryGetProperty("coverageStartTime", out _));
        Assert.False(blog.TryGetProperty("coverageEndTime", out _));
        var updates = blog.GetProperty("liveBlogUpdate").EnumerateArray().ToList();
        Assert.NotEmpty(updates);
        Assert.All(updates, update =>
        {
            Assert.Equal("BlogPosting", update.GetProperty("@type").GetString());
            Assert.NotEmpty(update.GetProperty("articleBody").GetString()!);
            Assert.StartsWith("/incidents/", update.GetProperty("url").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_claims_of_an_incident_are_Claims_with_their_appearances_and_never_ClaimReviews()
    {
        var incident = (await site.Archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Contradictions.Count > 0);
        using var json = await OfAsync($"/incidents/{incident.Id}");
        Assert.DoesNotContain("ClaimReview", json.RootElement.GetRawText(), StringComparison.Ordinal);
        var claims = json.RootElement.GetProperty("@graph").EnumerateArray().Where(one => one.GetProperty("@type").GetString() == "Claim").ToList();
        Assert.Equal(incident.Claims.Count, claims.Count);
        foreach (var claim in claims)
        {
            Assert.NotEmpty(claim.GetProperty("appearance").GetProperty("url").GetString()!);
            using var there = await site.Client.GetAsync(claim.GetProperty("@id").GetString(), Cancel);
            Assert.True(there.IsSuccessStatusCode);
        }
        Assert.Contains(claims, claim => claim.TryGetProperty("attest:contradicts", out _));
    }

    [Fact]
    public async Task A_browser_reads_the_block_as_data_and_its_policy_is_not_broken()
    {
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Add(message.Text);
            }
        };
        var incident = (await site.Archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Claims.Any(claim => claim.Report.Id == site.Hostile.Report.Id));
        foreach (var address in new[] { "/", $"/incidents/{incident.Id}" })
        {
            await page.GotoAsync(new Uri(site.Address, address).ToString());
            var text = await page.Locator("script[type='application/ld+json']").TextContentAsync();
            JsonDocument.Parse(text!).Dispose();
        }
        Assert.Empty(faults);
    }

    private async Task<JsonDocument> OfAsync(string address) =>
        JsonDocument.Parse(Markup.Parse(await site.Client.GetStringAsync(address, Cancel)).QuerySelector("script[type='application/ld+json']")!.TextContent);
}
