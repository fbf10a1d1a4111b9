using Attest.Web.Accounts;
using Attest.Web.Tests.Accounts;
using Attest.Web.Tests.Webhooks;
using Attest.Web.Webhooks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>An editor's way from a narrowed list to a webhook that arrives, on a desk and on a phone.</summary>
public sealed class WebhookJourneyTests(Chromium chromium)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task From_a_narrowed_list_a_webhook_is_made_tested_paused_and_removed(int width)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor);
        await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{site.Address}sign-in?next=%2F%3Fplace%3DKharkiv");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("editor");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AccountSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Send changes to a webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Of which incidents")).ToHaveValueAsync("/?place=Kharkiv");
        await page.GetByLabel("Name by which").FillAsync("Night desk");
        await page.GetByLabel("Send to").FillAsync("http://127.0.0.1:22/");
        await page.GetByLabel("a denial").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("names port 22");
        await CheckAsync(page);
        await page.GetByLabel("Send to").FillAsync(receiver.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Assertions.Expect(page.Locator("code.secret")).ToContainTextAsync("whsec_");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Send a test" }).ClickAsync();
        receiver.Status = 500;
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.Locator(".delivery").First).ToContainTextAsync("did not arrive");
        receiver.Status = 200;
        // Not so soon again: what to do is told, and then it goes.
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.GetByText("try again in ten seconds")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Task.Delay(WebhookSender.TestRest + TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.Locator(".delivery").First).ToContainTextAsync("delivered");
        await page.Locator(".delivery summary").First.ClickAsync();
        await Assertions.Expect(page.Locator(".delivery-text").First).ToContainTextAsync("Attest-Signature: t=");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("paused by hand");
        await CheckAsync(page);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on from now" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
