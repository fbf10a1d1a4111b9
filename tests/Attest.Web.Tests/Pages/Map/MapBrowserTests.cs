using System.Text.RegularExpressions;
using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Pages.Map;

/// <summary>The map as a browser draws it.</summary>
public sealed partial class MapBrowserTests(SiteFixture site, Chromium chromium) : IClassFixture<SiteFixture>
{
    // A machine without a graphics card draws the first map in many seconds.
    private const float Patience = 90_000;

    [Fact]
    public async Task From_the_table_a_place_is_shown_on_the_map_and_keys_open_what_lies_there()
    {
        await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        var page = await window.NewPageAsync();
        var asked = new List<string>();
        var faults = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };

        await page.GotoAsync($"{site.Address}map");
        Assert.SkipUnless(await page.Locator("script[src*=map]").CountAsync() > 0, "the site was built without Node: there is no map");
        await Assertions.Expect(page.Locator("[data-map]")).ToHaveAttributeAsync("data-ready", "yes", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-map-words]")).ToContainTextAsync("In view: ");

        var panel = page.Locator("[data-map-panel]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Kharkiv on the map" }).First.ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("Kharkiv");
        var incident = await panel.GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        Assert.StartsWith("/incidents/", incident, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToBeHiddenAsync();

        // The place now lies under the cross.
        await Assertions.Expect(page).ToHaveURLAsync(Centred());
        await page.Locator(".map-frame canvas").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(panel).ToContainTextAsync("Kharkiv");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        // So does it under the pointer.
        var canvas = (await page.Locator(".map-frame canvas").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(canvas.X + (canvas.Width / 2), canvas.Y + (canvas.Height / 2));
        await Assertions.Expect(panel).ToContainTextAsync("Kharkiv");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await page.Locator("[data-brush-to]").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page).ToHaveURLAsync(UntilItsDay());
        await Assertions.Expect(page.Locator(".filters input[name=to]")).ToHaveValueAsync("2031-03-12");
        Assert.Empty(faults);
        Assert.All(asked, url => Assert.True(url.StartsWith(site.Address.ToString(), StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
    }

    [GeneratedRegex(@"view=[\d.]+/4[89]\.\d+/36\.\d+")]
    private static partial Regex Centred();

    [GeneratedRegex(@"[?&]to=2031-03-12")]
    private static partial Regex UntilItsDay();
}
