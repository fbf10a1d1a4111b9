using Attest.Web.Accounts;
using Attest.Web.Tests.Accounts;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>Signing in as a browser does it: a wrong password, a role that does not suffice, a session that is ended.</summary>
public sealed class SigningInJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task A_reader_mistypes_signs_in_is_refused_what_editors_do_and_ends_a_session()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader, Role.Administrator);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        var address = site.Address.ToString();

        // Nothing is shown before; the way leads back to what was asked for.
        await page.GotoAsync($"{address}users");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        await CheckAsync(page);
        await SignInAsync(page, "reader", "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not fit together");
        await CheckAsync(page);
        await SignInAsync(page, "reader", AccountSite.Password);

        // A reader is told that accounts are for administrators.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your role does not go that far");
        await Assertions.Expect(page.Locator(".who")).ToContainTextAsync("reader");
        await page.Locator(".who a").ClickAsync();
        await CheckAsync(page);

        // Another browser of the same person is seen and ended from here.
        await using var elsewhere = await chromium.OpenAsync();
        var other = await elsewhere.NewPageAsync();
        await other.GotoAsync($"{address}sign-in");
        await SignInAsync(other, "reader", AccountSite.Password);
        await Assertions.Expect(other.Locator(".who")).ToContainTextAsync("reader");
        await page.ReloadAsync();
        await page.Locator(".session-list").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator(".session-list > li")).ToHaveCountAsync(1);
        await other.GotoAsync($"{address}reports");
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
