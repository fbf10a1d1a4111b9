using Microsoft.Playwright;

namespace Attest.Web.Tests;

/// <summary>The pages as a browser lays them out, without script, on a phone and on a desk.</summary>
public sealed class BrowserTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Browser = "/usr/bin/chromium";

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task No_page_is_wider_than_the_window_or_asks_another_host(int width, ColorScheme colours)
    {
        Assert.SkipUnless(File.Exists(Browser), $"no browser: {Browser} is not there; on Debian, apt-get install chromium");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var window = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours });
        var page = await window.NewPageAsync();
        var asked = new List<string>();
        var faults = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) => faults.Add(message.Text);
        page.PageError += (_, fault) => faults.Add(fault);
        page.Dialog += (_, dialog) => faults.Add($"dialog: {dialog.Message}");

        await page.GotoAsync(site.Address.ToString());
        var incident = await page.Locator(".entry h3 a").First.GetAttributeAsync("href");
        foreach (var address in new[] { "/", incident!, "/reports", $"/reports/{site.Marked.Report.Id}", $"/reports/{site.Hostile.Report.Id}", "/about", "/tallies", "/tallies/people-killed", "/series", "/coverage", "/sources", "/add", "/sitrep", "/search?q=killed", "/speakers", "/since" })
        {
            await page.GotoAsync(new Uri(site.Address, address).ToString());
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{address} is {overflow} px wider than a window of {width} px.");
        }
        Assert.All(asked, url => Assert.StartsWith(site.Address.ToString(), url, StringComparison.Ordinal));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task From_the_front_page_a_reader_without_script_gets_to_the_words_of_a_claim()
    {
        Assert.SkipUnless(File.Exists(Browser), $"no browser: {Browser} is not there; on Debian, apt-get install chromium");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var window = await browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await window.NewPageAsync();

        await page.GotoAsync($"{site.Address}reports/{site.Marked.Report.Id}");
        await page.Locator(".n-event", new() { HasText = "Air/drone strike" }).GetByRole(AriaRole.Link, new() { Name = "incident" }).ClickAsync();
        await page.Locator(".statement", new() { HasText = "struck" }).First.Locator(".citation a").ClickAsync();
        await Assertions.Expect(page.Locator(":target")).ToHaveTextAsync("struck");
        await page.Locator(":target").ClickAsync();
        await Assertions.Expect(page.Locator(".note:target")).ToContainTextAsync("Air/drone strike");

        await page.Locator("#show-event").UncheckAsync();
        await Assertions.Expect(page.Locator(".n-event").First).ToBeHiddenAsync();
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Browser,
        Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    });
}
