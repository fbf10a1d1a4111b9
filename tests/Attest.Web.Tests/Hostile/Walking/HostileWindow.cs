using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>A browser's window in which whatever of a hostile word runs, asks or becomes an element is told.</summary>
internal sealed class HostileWindow : IAsyncDisposable
{
    private readonly IBrowserContext _window;
    private readonly Uri _site;
    private string _at = "";

    private HostileWindow(IBrowserContext window, IPage page, Uri site) => (_window, Page, _site) = (window, page, site);

    /// <summary>What happened that must not.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The page that is open.</summary>
    public IPage Page { get; }

    /// <summary>Opens one.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="site">The only site that it may ask.</param>
    /// <param name="cookie">The session of who looks; null for nobody's.</param>
    public static async Task<HostileWindow> OpenAsync(Chromium chromium, Uri site, System.Net.Cookie? cookie)
    {
        // Encoding alone has to hold: the policy that forbids inline script is switched off.
        var window = await chromium.OpenAsync(new() { BypassCSP = true });
        if (cookie is not null)
        {
            await window.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = site.GetLeftPart(UriPartial.Authority) }]);
        }
        var here = new HostileWindow(window, await window.NewPageAsync(), site);
        await window.ExposeFunctionAsync(HostileWords.Call, () => here.Faults.Add($"{here._at} runs it."));
        await window.RouteAsync("**", here.LetAsync);
        here.Page.Dialog += here.Dismiss;
        here.Page.PageError += (_, fault) => here.Faults.Add($"{here._at}: {fault}");
        return here;
    }

    /// <summary>Opens a page and gives what waits for the pointer or the keyboard both.</summary>
    public async Task VisitAsync(string address)
    {
        _at = address;
        await Page.GotoAsync(new Uri(_site, address).ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await LookAsync();
    }

    /// <summary>Looks at the page as it stands, with what its scripts made of it.</summary>
    public async Task LookAsync()
    {
        var made = await Page.EvaluateAsync<string[]>($$"""
            () => [...document.querySelectorAll('*')].filter(element => element.localName.includes('{{HostileWords.Mark}}') || element.getAttributeNames().some(name => name.startsWith('on') || name.includes('{{HostileWords.Mark}}'))
              || /^\s*javascript:/i.test(element.getAttribute('href') ?? '')).map(element => { element.dispatchEvent(new Event('mouseover')); element.focus?.(); element.click?.(); return element.outerHTML.slice(0, 160); })
            """);
        Faults.AddRange(made.Select(element => $"{_at} has {element}"));
    }

    public async ValueTask DisposeAsync() => await _window.DisposeAsync();

    private async Task LetAsync(IRoute route)
    {
        if (new Uri(route.Request.Url) is { Scheme: "http" } address && address.Authority != _site.Authority)
        {
            Faults.Add($"{_at} asks {address}.");
            await route.AbortAsync();
            return;
        }
        await route.ContinueAsync();
    }

    private void Dismiss(object? sender, IDialog dialog)
    {
        Faults.Add($"{_at} opens a dialog: {dialog.Message}");
        _ = dialog.DismissAsync();
    }
}
