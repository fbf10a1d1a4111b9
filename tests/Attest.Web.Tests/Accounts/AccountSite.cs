using System.Net;
using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Attest.Sources;
using Attest.Sources.Adding;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Tests.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Accounts;

/// <summary>A site over an archive with one report, and whoever has an account there.</summary>
internal sealed class AccountSite : IAsyncDisposable
{
    /// <summary>The password of every account here.</summary>
    public const string Password = "four lamps in a brewery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private readonly SourcePoller _poller;

    private AccountSite(ReportArchive archive, SourceBook book, SourcePoller poller, ReportAdder adder, DirectoryInfo folder, bool isPublic, bool isWide, Uri? front, bool allowPrivate)
    {
        (Archive, _poller, _folder) = (archive, poller, folder);
        Site = AttestSite.Create(archive, [isWide ? "http://0.0.0.0:0" : "http://127.0.0.1:0"], new SiteOptions { Intake = new SiteIntake(adder, book, poller) { AllowPrivate = allowPrivate }, Public = isPublic ? new PublicationPolicy() : null, Address = front });
    }

    public WebApplication Site { get; }

    public ReportArchive Archive { get; }

    public string Folder => _folder.FullName;

    public Uri Address { get; private set; } = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a site.</summary>
    /// <param name="isPublic">Whether it is served with <c>--public</c>.</param>
    /// <param name="isWide">Whether other machines reach it.</param>
    /// <param name="roles">The roles for which there is an account, of their name.</param>
    public static Task<AccountSite> StartAsync(bool isPublic, bool isWide, params Role[] roles) => StartAsync(isPublic, isWide, null, roles);

    /// <summary>Starts a site that a program in front of it gives an address.</summary>
    public static Task<AccountSite> StartAsync(bool isPublic, bool isWide, Uri? front, params Role[] roles) => StartAsync(isPublic, isWide, front, allowPrivate: false, roles);

    /// <summary>Starts a site on this machine that may connect to addresses that are not public.</summary>
    public static Task<AccountSite> StartAllowingPrivateAsync(params Role[] roles) => StartAsync(isPublic: false, isWide: false, null, allowPrivate: true, roles);

    private static async Task<AccountSite> StartAsync(bool isPublic, bool isWide, Uri? front, bool allowPrivate, Role[] roles)
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel);
        var reading = Examples.Reading();
        await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), new IncidentLinker(), Cancel);
        var book = await SourceBook.OpenAsync(archive, TimeProvider.System, Cancel);
        var adder = new ReportAdder(archive, new Pipeline());
        var site = new AccountSite(archive, book, new SourcePoller(book, adder, TimeProvider.System, _ => { }), adder, folder, isPublic, isWide, front, allowPrivate);
        await site.Site.StartAsync(Cancel);
        site.Address = new Uri($"http://127.0.0.1:{new Uri(site.Site.Urls.Single()).Port}");
        foreach (var role in roles)
        {
            await site.AddAsync(role.Name, role);
        }
        return site;
    }

    /// <summary>Makes an account.</summary>
    public Task AddAsync(string name, Role role, bool mustChange = false) => WithAsync(async services =>
    {
        Assert.Empty(await services.GetRequiredService<AccountBook>().AddAsync(name, role, Password, mustChange, Cancel));
        return true;
    });

    /// <summary>Begins a session, as a browser holds it.</summary>
    public Task<string> SessionAsync(string name) => WithAsync(async services =>
        await services.GetRequiredService<SessionBook>().StartAsync((await services.GetRequiredService<AccountBook>().NamedAsync(name, Cancel))!, "Firefox/1 (X11; Linux)", "127.0.0.1", Cancel));

    /// <summary>Makes a token.</summary>
    public Task<string> TokenAsync(string name, params TokenScope[] scopes) => WithAsync(async services =>
        await services.GetRequiredService<TokenBook>().AddAsync((await services.GetRequiredService<AccountBook>().NamedAsync(name, Cancel))!, "test", scopes, TimeSpan.FromDays(7), Cancel));

    /// <summary>A browser that has not signed in; redirections are not followed.</summary>
    public HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A browser in which somebody is signed in.</summary>
    public async Task<HttpClient> BrowserAsync(string name)
    {
        var cookies = new CookieContainer();
        cookies.Add(Address, new Cookie(SessionCookie.Plain, await SessionAsync(name)));
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = Address };
    }

    /// <summary>Sends a form with the token of the page that it stands on.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string page, string address, params (string Name, string Value)[] fields)
    {
        var token = Markup.Parse(await browser.GetStringAsync(page, Cancel)).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields.Append(("form-token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))) };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await browser.SendAsync(request, Cancel);
    }

    /// <summary>Signs in by the form.</summary>
    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password, string next = "/") =>
        SendAsync(browser, "/sign-in", "/sign-in", ("name", name), ("password", password), ("next", next));

    public async Task<TResult> WithAsync<TResult>(Func<IServiceProvider, Task<TResult>> act)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.StopAsync(Cancel);
        await Site.DisposeAsync();
        _poller.Dispose();
        await Archive.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
