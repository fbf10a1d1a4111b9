using System.Text.RegularExpressions;
using Attest.Web.Serving;
using Attest.Web.Tests.Pages.Sources;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>The edited page as a browser sees it: a post is written by the keyboard, pinned, corrected and withdrawn; key points are set; incidents are merged, split and brought back.</summary>
public sealed partial class PostJourneyTests(WritingSite site, Chromium chromium) : IClassFixture<WritingSite>
{
    [Fact]
    public async Task A_post_is_written_pinned_corrected_and_withdrawn_while_another_reads_and_key_points_are_set()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await AddAsync("Sample Wire", "Shells hit a market in Marhanets on Sunday, June 4, 2023, killing six people, the mayor of Marhanets said. Rescuers searched under the stalls until noon.");
        await using var window = await chromium.OpenAsync();
        var (reader, page) = (await window.NewPageAsync(), await window.NewPageAsync());
        await reader.GotoAsync(At("/"));
        await Assertions.Expect(reader.Locator("[data-live-state]")).ToContainTextAsync("Connected");

        // All by the keyboard: to the finder, Enter looks, Space puts the claim in where the cursor was.
        await page.GotoAsync(At("/desk/posts/write"));
        await page.Locator("textarea").FocusAsync();
        await page.Keyboard.TypeAsync("Six people died in Marhanets");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("market");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".found-sentence input:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("textarea")).ToHaveValueAsync("Six people died in Marhanets [1]");
        await Assertions.Expect(page.Locator(".chosen-claim")).ToContainTextAsync("killing six people");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync(", the mayor says.");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish it" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OnPost());
        await CheckAsync(page);
        var post = page.Url;

        // Who reads the live page is told of it behind the bar, and nothing moves before that.
        var bar = reader.Locator("[data-live-bar]");
        await Assertions.Expect(bar).ToContainTextAsync("1 new", new() { Timeout = 30_000 });
        Assert.Equal(0, await reader.Locator(".entry.post").CountAsync());
        await bar.ClickAsync();
        await Assertions.Expect(reader.Locator(".entry.post.just-in")).ToContainTextAsync("Written by the desk");
        await CheckAsync(reader);
        await reader.Locator(".entry.post a.ref").ClickAsync();
        await Assertions.Expect(reader.Locator("li:target")).ToContainTextAsync("killing six people");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pin it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".eyebrow")).ToContainTextAsync("pinned");
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct it" }).ClickAsync();
        await page.Locator("textarea").FillAsync("At least six people died in Marhanets [1], the mayor says.");
        await page.GetByLabel("Why it changes").FillAsync("more are missed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".post-state").First).ToContainTextAsync("more are missed");
        await Assertions.Expect(bar).ToContainTextAsync("1 changed", new() { Timeout = 30_000 });
        await bar.ClickAsync();
        await Assertions.Expect(reader.Locator(".pinned .entry.post")).ToContainTextAsync("At least six people");

        await page.GetByLabel("Withdraw it, because").FillAsync("the mayor took it back");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-line")).ToContainTextAsync("the mayor took it back");
        // Whoever reads the live page at that moment does not keep the words on it.
        await Assertions.Expect(reader.Locator(".front-list")).Not.ToContainTextAsync("At least six people", new() { Timeout = 30_000 });
        await reader.GotoAsync(At("/"));
        await Assertions.Expect(reader.Locator(".entry.post")).ToContainTextAsync("Withdrawn on");
        await Assertions.Expect(reader.Locator(".entry.post")).Not.ToContainTextAsync("six people died");
        await page.GotoAsync(post);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".post-body")).ToContainTextAsync("At least six people");

        // Key points, without script.
        await using var plain = await chromium.OpenAsync(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var phone = await plain.NewPageAsync();
        await phone.GotoAsync(At("/desk/key-points?q=Marhanets"));
        await phone.Locator(".found-sentence input").First.CheckAsync();
        await phone.Locator("textarea").FillAsync("Six people died in Marhanets [1].");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Set them" }).ClickAsync();
        await phone.GotoAsync(At("/"));
        await Assertions.Expect(phone.Locator(".front-points .points")).ToContainTextAsync("Six people died in Marhanets1.");
        Assert.True(await phone.Locator(".front-points").EvaluateAsync<double>("element => element.getBoundingClientRect().right") <= 390);
    }

    [Fact]
    public async Task Incidents_are_merged_split_and_brought_back()
    {
        await AddAsync("Sample Wire", "Shells hit a school in Lozova on Monday, May 1, 2023, killing three people, the governor said.");
        await AddAsync("Sample Daily", "A missile hit a bridge in Pokrovsk on Tuesday, June 13, 2023, killing four people, the mayor said.");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        async Task<string> IncidentAsync(string town)
        {
            await page.GotoAsync(At($"/?place={town}"));
            return new Uri(new Uri(page.Url), await page.Locator("[data-incident] h4 a").First.GetAttributeAsync("href")).ToString();
        }
        var (one, other) = (await IncidentAsync("Lozova"), await IncidentAsync("Pokrovsk"));

        await page.GotoAsync(one);
        await page.GetByRole(AriaRole.Link, new() { Name = "Merge, split, resolve" }).ClickAsync();
        await page.GetByLabel("The other").FillAsync(other);
        await page.Locator("form[action$='/merge'] input[name=reason]").FillAsync("one volley");
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();
        await Assertions.Expect(page.Locator(".judgements")).ToContainTextAsync("one volley");
        await Assertions.Expect(page.Locator("form[action$='/split'] input[name=claim]")).ToHaveCountAsync(2);

        // What was the other leads to both, and parts again.
        await page.GotoAsync(other);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("hit a school in Lozova");
        await page.GotoAsync($"{page.Url}/desk");
        await page.Locator("form[action$='/split'] .check", new() { HasText = "Pokrovsk" }).Locator("input").CheckAsync();
        await page.Locator("form[action$='/split'] input[name=reason]").FillAsync("six weeks apart");
        await page.GetByRole(AriaRole.Button, new() { Name = "Split" }).ClickAsync();
        await Assertions.Expect(page.Locator(".judgements")).ToContainTextAsync("six weeks apart");
        await page.GotoAsync(one);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("bridge in Pokrovsk");

        // Both are taken back, the last first, and each incident stands under its own address.
        await page.GotoAsync($"{one}/desk");
        foreach (var reason in new[] { "six weeks apart", "one volley" })
        {
            await page.Locator(".judgement", new() { HasText = reason }).GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
            await Assertions.Expect(page.Locator(".judgement", new() { HasText = reason })).ToContainTextAsync("taken back");
        }
        await page.GotoAsync(one);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("bridge in Pokrovsk");
        await page.GotoAsync(other);
        Assert.Equal(other, page.Url);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("bridge in Pokrovsk");
    }

    private string At(string address) => new Uri(site.Client.BaseAddress!, address).ToString();

    private async Task AddAsync(string publisher, string text) => await site.SendAsync("/add/text", null, null, ("text", text), ("publisher", publisher), ("published", "2023-06-14"));

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }

    [GeneratedRegex("/posts/[0-9a-f]{12}$")]
    private static partial Regex OnPost();
}
