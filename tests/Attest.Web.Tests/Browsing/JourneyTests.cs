using System.Text.RegularExpressions;
using Attest.Web.Serving;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>What people come for, from the first page to what they want, as a browser does it.</summary>
public sealed partial class JourneyTests(Chromium chromium) : IAsyncLifetime
{
    // Each journey begins with a site of its own, whichever comes first.
    private readonly JourneySite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private const string Market =
        "Three people were killed and 12 wounded when a drone struck a market in Odesa early on Tuesday morning, the mayor of Odesa said. Rescuers searched for people under the stalls until noon and found nobody else, and the market was closed for the rest of the week. "
        + "A hospital in Odesa put the number of dead at seven. Russia’s defence ministry denied that it had struck the market in Odesa and said that an ammunition depot had been hit.";

    private const string Depot =
        "Two people were wounded when shells hit a school in Kharkiv on Tuesday evening, the governor of Kharkiv Oblast said. The school was empty at that time, and the teachers had sent the children home at noon because of the air alarm, which lasted until the next morning. "
        + "Firefighters needed two hours to put the fire out, and the neighbouring houses lost their windows, but nobody in them was hurt, the rescue service said.";

    [Fact]
    public async Task A_newcomer_adds_a_feed_sees_what_comes_in_and_follows_a_figure_to_its_sentence()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        _site.Publish("Market struck in Odesa", Market);

        // An empty archive says how to begin.
        await page.GotoAsync(_site.Address);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nothing has been added yet");
        await page.GetByRole(AriaRole.Link, new() { Name = "here on the site" }).ClickAsync();
        await page.GetByLabel("Its address, or the folder’s path").FillAsync(_site.Feed);
        await page.GetByRole(AriaRole.Button, new() { Name = "Watch it" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OnSources());

        // Its first report is read, and an incident stands on the first page.
        await ComesAsync(page, "Odesa");
        var entry = page.Locator(".entry", new() { HasText = "3 to 7 killed" }).First;
        await entry.Locator("h4 a").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("3 to 7 killed");
        await page.Locator(".statement", new() { HasText = "seven" }).First.Locator(".citation a").ClickAsync();
        await Assertions.Expect(page.Locator(":target")).ToContainTextAsync("seven");

        // What comes in while the page is open waits behind a bar.
        await page.GotoAsync(_site.Address);
        await Assertions.Expect(page.Locator("[data-live-state]")).ToContainTextAsync("Connected");
        _site.Publish("School hit in Kharkiv", Depot);
        var other = await window.NewPageAsync();
        await other.GotoAsync($"{_site.Address}sources");
        await other.GetByRole(AriaRole.Button, new() { Name = "Look now" }).ClickAsync();
        var bar = page.Locator("[data-live-bar]");
        await Assertions.Expect(bar).ToContainTextAsync("new", new() { Timeout = 30_000 });
        Assert.Equal(0, await page.Locator(".entry", new() { HasText = "Kharkiv" }).CountAsync());
        await bar.ClickAsync();
        await Assertions.Expect(page.Locator(".entry.just-in", new() { HasText = "Kharkiv" }).First).ToBeVisibleAsync();

        // Narrowed, the list has an address that shows another reader the same.
        await page.Locator(".filters summary").ClickAsync();
        await page.GetByLabel("Place", new() { Exact = true }).FillAsync("Kharkiv");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OnKharkiv());
        await Assertions.Expect(page.Locator(".entry", new() { HasText = "Odesa" })).ToHaveCountAsync(0);
        await using var elsewhere = await chromium.OpenAsync();
        var shared = await elsewhere.NewPageAsync();
        await shared.GotoAsync(page.Url);
        await Assertions.Expect(shared.Locator(".narrowed")).ToContainTextAsync("Place: Kharkiv");
        Assert.Equal(await page.Locator(".entry").CountAsync(), await shared.Locator(".entry").CountAsync());
        await shared.Locator(".narrowed a").ClickAsync();
        await Assertions.Expect(shared.Locator(".entry", new() { HasText = "Odesa" }).First).ToBeVisibleAsync();

        // Back after an hour, the browser offers what changed since.
        await page.GotoAsync(_site.Address);
        await page.EvaluateAsync("localStorage.setItem('attest.looked', JSON.stringify({ since: 1, seen: 1, at: Date.now() - 3600000 }))");
        await page.ReloadAsync();
        await page.Locator("[data-handover]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("What changed");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Kharkiv");

        // The search finds words, and leads to where they stand.
        await page.GetByRole(AriaRole.Searchbox).FillAsync("\"under the stalls\"");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".hits mark").First).ToHaveTextAsync("under the stalls");
        await page.Locator(".hits a").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Market struck in Odesa");
    }

    [Fact]
    public async Task A_pasted_text_is_read_at_once_on_a_phone()
    {
        await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{_site.Address}add");
        await page.GetByLabel("The words of the report").FillAsync("Four people were killed when a missile hit a bridge in Dnipro on 3 March 2031, the mayor said.");
        await page.GetByLabel("Published on").First.FillAsync("2031-03-03");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the text" }).TapAsync();
        await Assertions.Expect(page.Locator(".text .t-figure").First).ToHaveTextAsync("Four people");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await page.Locator(".text .t-figure").First.TapAsync();
        await Assertions.Expect(page.Locator(".note:target")).ToContainTextAsync("people killed");
        await page.Locator(".note:target").GetByRole(AriaRole.Link, new() { Name = "incident" }).TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Dnipro");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);

        // A situation report of that day, with its footnotes, also on paper.
        await page.GotoAsync($"{_site.Address}sitrep?date=2031-03-03");
        await page.Locator(".sitrep a.ref").First.TapAsync();
        await Assertions.Expect(page.Locator("li:target")).ToContainTextAsync("Four people were killed");
        var paper = await page.PdfAsync(new() { Format = "A4" });
        Assert.Equal("%PDF"u8.ToArray(), paper[..4]);
    }

    // Sources are looked at in the background; a reader loads the page again until it is there.
    private async Task ComesAsync(IPage page, string words)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.GotoAsync(_site.Address);
            if (await page.Locator(".entry", new() { HasText = words }).CountAsync() > 0)
            {
                return;
            }
            await page.WaitForTimeoutAsync(500);
        }
        await page.GotoAsync($"{_site.Address}sources");
        Assert.Fail($"Nothing about {words} came in. {await page.Locator("main").InnerTextAsync()}");
    }

    [GeneratedRegex("/sources#source-")]
    private static partial Regex OnSources();

    [GeneratedRegex(@"[?&]place=Kharkiv")]
    private static partial Regex OnKharkiv();
}
