using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Attest.Web.Tests.Browsing;

/// <summary>One browser for all tests that look at pages: each takes a window of its own, which shares nothing with the others.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a window; skips the test where there is no browser.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(File.Exists(Program), $"no browser: {Program} is not there; on Debian, apt-get install chromium");
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            // A machine without a graphics card draws maps by its processor.
            _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program,
                Args = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            });
        }
        finally
        {
            _turn.Release();
        }
        var window = await _browser.NewContextAsync(options);
        window.SetDefaultTimeout(20_000);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        _turn.Dispose();
    }
}
