using Attest.Register.Web.Tests.Running;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>What every journey through the room begins with.</summary>
internal static class Journey
{
    public static async Task SignInAsync(IPage page, RegisterSite site, string name)
    {
        await page.GotoAsync($"{site.Address}sign-in?next=%2Fregister");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(RegisterSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.Locator(".room-ways")).ToBeVisibleAsync();
    }
}
