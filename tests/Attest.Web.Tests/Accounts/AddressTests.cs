using System.Net;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Accounts;

/// <summary>A site that is not public, behind a program that speaks TLS for it.</summary>
public sealed class AddressTests
{
    private static readonly Uri Front = new("https://attest.example.org");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("attest.example.org", true)]
    [InlineData("attest.example.org", false)]
    [InlineData("127.0.0.1", true)]
    public async Task People_sign_in_under_the_sites_address_whatever_name_the_proxy_passes_on(string host, bool saysSo)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Front, Role.Editor);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
        using var page = await AskAsync(browser, HttpMethod.Get, "/sign-in", host, saysSo, "");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var token = Markup.Parse(await page.Content.ReadAsStringAsync(Cancel)).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        var held = Assert.Single(page.Headers.GetValues("Set-Cookie")).Split(';')[0];

        using var signedIn = await AskAsync(browser, HttpMethod.Post, "/sign-in", host, saysSo, held, ("name", "editor"), ("password", AccountSite.Password), ("next", "/add"), ("form-token", token));

        Assert.Equal((HttpStatusCode.SeeOther, "/add"), (signedIn.StatusCode, signedIn.Headers.Location?.ToString()));
        var session = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith(SessionCookie.Secure, StringComparison.Ordinal));
        Assert.Contains("; secure", session, StringComparison.OrdinalIgnoreCase);
        using var open = await AskAsync(browser, HttpMethod.Get, "/add", host, saysSo, session.Split(';')[0]);
        Assert.Contains("<form method=\"post\"", await open.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example.net", true)]
    [InlineData("evil.example.net", false)]
    [InlineData("attest.example.org.evil.example.net", true)]
    public async Task Another_name_is_refused_as_before(string host, bool saysSo)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Front);
        using var browser = new HttpClient { BaseAddress = site.Address };
        using var answer = await AskAsync(browser, HttpMethod.Get, "/", host, saysSo, "");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_by_the_address_does_not_sit_at_this_machine()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Front);
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site.Address };
        using var from = await AskAsync(browser, HttpMethod.Get, "/add", "attest.example.org", saysSo: false, "");
        Assert.DoesNotContain("<form method=\"post\"", await from.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        // A proxy that says nothing passes on everybody's requests under this machine's name.
        Assert.DoesNotContain("<form method=\"post\"", await browser.GetStringAsync("/add", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_bear_the_sites_address()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false, Front);
        using var browser = new HttpClient { BaseAddress = site.Address };
        using var feed = await AskAsync(browser, HttpMethod.Get, "/feed.atom", "127.0.0.1", saysSo: true, "");
        var text = await feed.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("https://attest.example.org/", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http://127.0.0.1", text, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient browser, HttpMethod method, string address, string host, bool saysSo, string cookies, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Host = host;
        if (saysSo)
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("X-Forwarded-Proto", "https");
        }
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
            request.Headers.Add("Origin", "https://attest.example.org");
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        }
        return await browser.SendAsync(request, Cancel);
    }
}
