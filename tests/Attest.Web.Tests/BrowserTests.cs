using Deque.AxeCore.Playwright;
using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

namespace Attest.Web.Tests;

/// <summary>The pages as a browser lays them out, without script, on a phone and on a desk.</summary>
public sealed class BrowserTests(SiteFixture site, Chromium chromium) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task No_page_is_wider_than_the_window_or_asks_another_host(int width, ColorScheme colours)
    {
        await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours });
        var page = await window.NewPageAsync();
        var asked = new List<string>();
        var faults = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) => faults.Add(message.Text);
        page.PageError += (_, fault) => faults.Add(fault);
        page.Dialog += (_, dialog) => faults.Add($"dialog: {dialog.Message}");

        await page.GotoAsync(site.Address.ToString());
        var incident = await page.Locator(".entry h4 a").First.GetAttributeAsync("href");
        foreach (var address in Addresses(incident!))
        {
            await page.GotoAsync(new Uri(site.Address, address).ToString());
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{address} is {overflow} px wider than a window of {width} px.");
            // A class meant for a text, put on the page, narrows its head as well.
            Assert.Equal(width, await page.EvaluateAsync<int>("Math.round(document.querySelector('.masthead').getBoundingClientRect().width + innerWidth - document.documentElement.clientWidth)"));
        }
        // What the last page still asks for would come while it is looked through.
        await page.CloseAsync();
        Assert.All(asked, url => Assert.StartsWith(site.Address.ToString(), url, StringComparison.Ordinal));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task From_the_front_page_a_reader_without_script_gets_to_the_words_of_a_claim()
    {
        await using var window = await chromium.OpenAsync(new() { JavaScriptEnabled = false });
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

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    public async Task No_page_has_a_serious_fault_of_accessibility(int width, ColorScheme colours)
    {
        // The checker puts itself into the page, which the site's own policy forbids to everybody.
        await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours, BypassCSP = true });
        var page = await window.NewPageAsync();
        await page.GotoAsync(site.Address.ToString());
        var incident = await page.Locator(".entry h4 a").First.GetAttributeAsync("href");
        var faults = new List<string>();
        foreach (var address in Addresses(incident!))
        {
            await page.GotoAsync(new Uri(site.Address, address).ToString());
            var result = await page.RunAxe();
            faults.AddRange(result.Violations.Where(fault => fault.Impact is "serious" or "critical").Select(fault => $"{address}: {fault.Id}: {fault.Help}: {string.Join(" | ", fault.Nodes.Take(3).Select(node => node.Html))}"));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task What_comes_in_waits_behind_a_bar_until_it_is_asked_for()
    {
        Assert.SkipUnless(Attest.Web.Serving.ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(site.Address.ToString());
        await Assertions.Expect(page.Locator("[data-live-state]")).ToContainTextAsync("Connected");
        var reading = Examples.Reading();
        var text = reading.Report.Text;
        await site.Archive.RecordAsync(
            reading with { Report = Examples.Report(text, publisher: "Evening Sample", url: "https://evening.example/", items: reading.Report.Items) }, System.Text.Encoding.UTF8.GetBytes(text),
            new Attest.Incidents.IncidentLinker(), TestContext.Current.CancellationToken);
        var bar = page.Locator("[data-live-bar]");
        await Assertions.Expect(bar).ToBeVisibleAsync();
        await Assertions.Expect(bar).ToContainTextAsync("changed – show");
        await bar.ClickAsync();
        await Assertions.Expect(bar).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".entry.just-in").First).ToBeVisibleAsync();
    }

    /// <summary>A page of every kind that whoever sits at the machine may see, what the desk uses too.</summary>
    private string[] Addresses(string incident) =>
    [
        "/", incident, "/reports", $"/reports/{site.Marked.Report.Id}", $"/reports/{site.Hostile.Report.Id}", "/about", "/tallies", "/tallies/people-killed", "/series", "/coverage",
        "/sources", "/add", "/sitrep", "/search?q=killed", "/speakers", "/since", "/api", "/map", "/corrections", "/posts", "/snapshots",
        $"{incident}/desk", $"/reports/{site.Marked.Report.Id}/claim?start=0&end=4", $"/reports/{site.Marked.Report.Id}/error", "/review", "/desk/posts", "/desk/posts/write", "/desk/key-points", "/freeze?address=/",
    ];
}
