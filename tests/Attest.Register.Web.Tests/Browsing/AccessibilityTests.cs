using System.Collections.Concurrent;
using Attest.Register.Web.Access;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>Everybody can use the room: axe finds nothing on any of its pages, nothing is wider than a phone, and keys alone suffice.</summary>
public sealed class AccessibilityTests(AccessibilityTests.Room room, Chromium chromium) : IClassFixture<AccessibilityTests.Room>
{
    // How many pages one window looks at, and how many windows look at a time.
    private const int OfWindow = 12, Windows = 2;

    [Theory]
    [InlineData(390, 844, "light", "en")]
    [InlineData(390, 844, "dark", "uk")]
    [InlineData(1280, 900, "dark", "en")]
    [InlineData(1280, 900, "light", "uk")]
    public async Task Axe_finds_nothing_on_any_page_and_none_scrolls_sideways(int width, int height, string scheme, string language)
    {
        var found = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(room.Pages.GroupBy(page => page.Who).SelectMany(pages => pages.Chunk(OfWindow)), new ParallelOptions { MaxDegreeOfParallelism = Windows, CancellationToken = TestContext.Current.CancellationToken }, async (pages, _) =>
        {
            await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
            await window.AddCookiesAsync([new() { Name = RoomDoor.LanguageCookie, Value = language, Url = room.Site.Address.GetLeftPart(UriPartial.Authority) }]);
            if (pages[0].Who.Length > 0)
            {
                await Journey.AddSessionAsync(window, room.Site, pages[0].Who);
            }
            var page = await window.NewPageAsync();
            foreach (var (who, address) in pages)
            {
                await page.GotoAsync(new Uri(room.Site.Address, address).AbsoluteUri);
                var faults = await Axe.FoundAsync(page);
                foreach (var fault in await Axe.ScrollsSidewaysAsync(page) ? [.. faults, "scrolls sideways."] : faults)
                {
                    found.Add($"{address} as {who}: {fault}");
                }
            }
        });
        Assert.True(found.IsEmpty, string.Join('\n', found.Order(StringComparer.Ordinal)));
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

    /// <summary>The site that all of them look at, with every page of the room.</summary>
    public sealed class Room : IAsyncLifetime
    {
        internal RegisterSite Site { get; private set; } = default!;

        internal IReadOnlyList<(string Who, string Address)> Pages { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
            Pages = await RoomPages.MakeAsync(Site);
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
