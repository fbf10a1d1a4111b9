using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Browsing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>Everybody can use the room: axe finds nothing on any of its pages, nothing is wider than a phone, and keys alone suffice.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [InlineData(390, 844, "light", "en")]
    [InlineData(390, 844, "dark", "uk")]
    [InlineData(1280, 900, "dark", "en")]
    [InlineData(1280, 900, "light", "uk")]
    public async Task Axe_finds_nothing_on_any_page_and_none_scrolls_sideways(int width, int height, string scheme, string language)
    {
        await using var site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
        var found = new List<string>();
        foreach (var pages in (await RoomPages.MakeAsync(site)).GroupBy(page => page.Who))
        {
            await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light, Locale = language });
            var page = await window.NewPageAsync();
            if (pages.Key.Length > 0)
            {
                await Journey.SignInAsync(page, site, pages.Key);
            }
            await page.GotoAsync($"{site.Address}register?lang={language}");
            foreach (var (_, address) in pages)
            {
                await page.GotoAsync(new Uri(site.Address, address).AbsoluteUri);
                var axe = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
                found.AddRange(axe.Violations.Select(violation => $"{address} as {pages.Key}: {violation.Id}: {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}"));
                if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"))
                {
                    found.Add($"{address} as {pages.Key} scrolls sideways.");
                }
            }
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task A_damage_claim_is_begun_with_keys_alone()
    {
        await using var site = await RegisterSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        await Journey.SignInAsync(page, site, RegisterSite.Claimant);
        await ToAsync(page, "button[value=person]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("input[name=family-name]")).ToBeVisibleAsync();
        await ToAsync(page, "input[name=family-name]");
        await page.Keyboard.TypeAsync("Vydumanenko");
        await ToAsync(page, "input[name=given-name]");
        await page.Keyboard.TypeAsync("Olena");
        await ToAsync(page, "button[value=next]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("input[name=category]").First).ToBeVisibleAsync();
        await ToAsync(page, "input[name=category]");
        await page.Keyboard.PressAsync("ArrowDown");
        await ToAsync(page, "button[value=next]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("textarea[name=account]")).ToBeVisibleAsync();
        Assert.NotEqual("", (await site.Register.DraftsAsync(site.Of(RegisterSite.Claimant), TestContext.Current.CancellationToken)).Single().Statement.Category);
    }

    // By the key alone, with the focus to be seen on the way.
    private static async Task ToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                // A choice is outlined whole.
                Assert.True(await page.EvaluateAsync<bool>("() => { const at = document.activeElement, frame = at.closest('.choice') ?? at; return [at, frame].some(one => getComputedStyle(one).outlineStyle !== 'none'); }"), $"{selector} has the focus and does not show it.");
                return;
            }
        }
        Assert.Fail($"{selector} is not reached by keys on {page.Url}.");
    }
}
