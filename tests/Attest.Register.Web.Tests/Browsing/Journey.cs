using Attest.Register.Web.Tests.Running;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>What every journey through the room begins with.</summary>
internal static class Journey
{
    /// <summary>Opens the room as somebody who is signed in.</summary>
    public static async Task SignInAsync(IPage page, RegisterSite site, string name)
    {
        await AddSessionAsync(page.Context, site, name);
        await page.GotoAsync($"{site.Address}register");
        await Assertions.Expect(page.Locator(".room-ways")).ToBeVisibleAsync();
    }

    /// <summary>Signs in as people do, and comes to the room.</summary>
    public static async Task SignInByFormAsync(IPage page, RegisterSite site, string name)
    {
        await page.GotoAsync($"{site.Address}sign-in?next=%2Fregister");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(RegisterSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.Locator(".room-ways")).ToBeVisibleAsync();
    }

    /// <summary>Gives a window the session of somebody, in place of whosever it had.</summary>
    public static Task AddSessionAsync(IBrowserContext window, RegisterSite site, string name) =>
        window.AddCookiesAsync([new() { Name = site.Session(name).Name, Value = site.Session(name).Value, Url = site.Address.GetLeftPart(UriPartial.Authority) }]);
}
