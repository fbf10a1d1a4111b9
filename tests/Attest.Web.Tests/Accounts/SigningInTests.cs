using System.Diagnostics;
using System.Net;
using System.Text;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Accounts;

/// <summary>Signing in and out, as browsers do it, and those who try to without a right to.</summary>
public sealed class SigningInTests
{
    private const string Another = "green river takes stones";

    private static readonly string[] CookieFlags = ["secure", "httponly", "samesite"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_is_led_back_sees_their_name_and_may_write()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var browser = site.Browser();
        Assert.Contains("href=\"/sign-in\"", await browser.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\"", await browser.GetStringAsync("/add", Cancel), StringComparison.Ordinal);

        using var answer = await AccountSite.SignInAsync(browser, "EDITOR", AccountSite.Password, "/add");
        Assert.Equal((HttpStatusCode.SeeOther, "/add"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith(SessionCookie.Plain, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var page = await browser.GetStringAsync("/add", Cancel);
        Assert.Contains("<a href=\"/account\"", page, StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\"", page, StringComparison.Ordinal);
        using var added = await AccountSite.SendAsync(browser, "/add", "/add/text", ("text", "Three people were killed in Odesa, the mayor of Odesa said."));
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);

        using var left = await AccountSite.SendAsync(browser, "/account", "/sign-out");
        Assert.Equal("/", left.Headers.Location?.ToString());
        Assert.DoesNotContain("<form method=\"post\"", await browser.GetStringAsync("/add", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer_in_the_same_time()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var browser = site.Browser();
        var (known, knownTime) = await TryAsync("editor");
        var (unknown, unknownTime) = await TryAsync("nobody");
        Assert.Equal(known.Replace("editor", "nobody", StringComparison.Ordinal), unknown);
        Assert.Contains("do not fit together", Markup.Parse(known).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong password 1", known, StringComparison.Ordinal);
        Assert.InRange(knownTime.TotalMilliseconds, 590, 20_000);
        Assert.InRange(unknownTime.TotalMilliseconds, 590, 20_000);

        async Task<(string Page, TimeSpan Time)> TryAsync(string name)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await AccountSite.SignInAsync(browser, name, "wrong password 1");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Markup.CheckSafe(html);
            var token = Markup.Parse(html).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
            return (html.Replace(token, "", StringComparison.Ordinal), Stopwatch.GetElapsedTime(began));
        }
    }

    [Theory]
    [InlineData("editor")]
    [InlineData("nobody")]
    public async Task Brute_force_is_slowed_down_whether_or_not_the_name_is_known(string name)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        var tries = await Task.WhenAll(Enumerable.Range(0, SignInThrottle.MostOfName).Select(async number =>
        {
            using var browser = site.Browser();
            using var answer = await AccountSite.SignInAsync(browser, name, $"wrong password {number}");
            return answer.StatusCode;
        }));
        Assert.All(tries, status => Assert.Equal(HttpStatusCode.UnprocessableEntity, status));
        using var last = site.Browser();
        using var refused = await AccountSite.SignInAsync(last, name, AccountSite.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, SignInThrottle.Window.TotalSeconds);
    }

    [Fact]
    public async Task Who_signed_in_in_a_browser_before_is_not_kept_out_by_tries_from_elsewhere_and_neither_is_who_changes_their_password()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor, Role.Reader);
        using var own = site.Browser();
        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(own, AccountSite.Password));
        using var left = await AccountSite.SendAsync(own, "/account", "/sign-out");
        using var signedIn = await site.BrowserAsync("editor");
        using var stranger = site.Browser();
        await TryAsync(stranger, SignInThrottle.MostOfName - 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(stranger, AccountSite.Password));
        // Nor does somebody else's device count, or one that was made up.
        using var another = site.Browser();
        using var reads = await AccountSite.SignInAsync(another, "reader", AccountSite.Password);
        using var gone = await AccountSite.SendAsync(another, "/account", "/sign-out");
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests), (reads.StatusCode, await SignInAsync(another, AccountSite.Password)));
        var cookies = new CookieContainer();
        cookies.Add(site.Address, new Cookie(DeviceCookie.Plain, "CfDJ8forged"));
        using var forged = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Address };
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(forged, AccountSite.Password));

        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(own, AccountSite.Password));
        using var changed = await AccountSite.SendAsync(signedIn, "/account", "/account/password", ("current", AccountSite.Password), ("password", Another), ("again", Another));
        Assert.Equal("/account?changed=yes", changed.Headers.Location?.ToString());
        // A device guesses no faster than others.
        await TryAsync(own, SignInThrottle.MostOfName - 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(own, Another));

        static async Task TryAsync(HttpClient browser, int times)
        {
            for (var tries = 0; tries < times; tries++)
            {
                Assert.Equal(HttpStatusCode.UnprocessableEntity, await SignInAsync(browser, $"wrong password {tries}"));
            }
        }

        static async Task<HttpStatusCode> SignInAsync(HttpClient browser, string password)
        {
            using var answer = await AccountSite.SignInAsync(browser, "editor", password);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task From_one_address_only_so_many_names_can_be_tried()
    {
        using var throttle = new SignInThrottle();
        Assert.All(Enumerable.Range(0, SignInThrottle.MostOfAddress), number => Assert.True(throttle.TryBegin($"name {number}", "192.0.2.1", out _)));
        Assert.False(throttle.TryBegin("another", "192.0.2.1", out var wait));
        Assert.True(wait > TimeSpan.Zero);
        Assert.True(throttle.TryBegin("another", "192.0.2.2", out _));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task An_account_is_locked_for_a_while_though_the_program_starts_again()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        for (var tries = 0; tries < AccountServices.MostFailures; tries++)
        {
            Assert.Null(await CheckAsync("wrong password"));
        }
        // The lock is kept with the account, and the right password opens it no sooner.
        Assert.Null(await CheckAsync(AccountSite.Password));

        Task<Account?> CheckAsync(string password) => site.WithAsync(services => services.GetRequiredService<AccountBook>().CheckAsync("editor", password, Cancel));
    }

    [Fact]
    public async Task A_session_that_is_ended_is_ended_at_once_and_so_are_all_when_the_password_changes()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader);
        using var one = await site.BrowserAsync("reader");
        using var other = await site.BrowserAsync("reader");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, "/reports"));
        var ends = Markup.Parse(await one.GetStringAsync("/account", Cancel)).QuerySelectorAll("form[action^='/account/sessions/'][action$='/end']").Select(form => form.GetAttribute("action")!).Where(action => action != "/account/sessions/end").ToList();
        using var ended = await AccountSite.SendAsync(one, "/account", Assert.Single(ends));
        Assert.Equal("/account#sessions", ended.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(other, "/reports"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(one, "/reports"));

        using var third = await site.BrowserAsync("reader");
        using var wrong = await AccountSite.SendAsync(one, "/account", "/account/password", ("current", "no password at all"), ("password", Another), ("again", Another));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var changed = await AccountSite.SendAsync(one, "/account", "/account/password", ("current", AccountSite.Password), ("password", Another), ("again", Another));
        Assert.Equal("/account?changed=yes", changed.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(third, "/reports"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(one, "/reports"));
        using var fresh = site.Browser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AccountSite.SignInAsync(fresh, "reader", AccountSite.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await AccountSite.SignInAsync(fresh, "reader", Another)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task After_signing_in_nobody_is_led_to_another_site(string next)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Reader);
        using var browser = site.Browser();
        using var answer = await AccountSite.SignInAsync(browser, "reader", AccountSite.Password, next);
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Behind_a_program_that_adds_tls_the_cookie_never_leaves_it()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false, Role.Reader);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
        using var page = await SendAsync(HttpMethod.Get, null, "");
        var token = Markup.Parse(await page.Content.ReadAsStringAsync(Cancel)).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        var held = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(value => value.Split(';')[0]));
        using var answer = await SendAsync(HttpMethod.Post, new FormUrlEncodedContent([new("name", "reader"), new("password", AccountSite.Password), new("form-token", token)]), held);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.Contains("session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-attest-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.All(page.Headers.GetValues("Set-Cookie").Concat(answer.Headers.GetValues("Set-Cookie")), given =>
            Assert.All(CookieFlags, flag => Assert.Contains(flag, given, StringComparison.OrdinalIgnoreCase)));

        async Task<HttpResponseMessage> SendAsync(HttpMethod method, HttpContent? content, string cookies)
        {
            using var request = new HttpRequestMessage(method, "/sign-in") { Content = content };
            request.Headers.Host = "desk.example";
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            if (content is not null)
            {
                request.Headers.Add("Cookie", cookies);
                request.Headers.Add("Origin", "https://desk.example");
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
            }
            return await browser.SendAsync(request, Cancel);
        }
    }

    [Fact]
    public async Task What_people_who_are_signed_in_see_is_never_given_to_others()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false, Role.Reader);
        using var reader = await site.BrowserAsync("reader");
        using var visitor = site.Browser();
        var report = (await site.Archive.ReportsAsync(0, 1, Cancel)).Single();
        var original = $"/originals/{(await site.Archive.ReportAsync(report.Id.Hex, Cancel))!.Reading.Report.Original.Sha256.Hex}";
        // Those first that are made once for all who ask.
        foreach (var address in new[] { "/", "/tallies", "/series", "/coverage", "/sitrep", "/map/pins.json", "/reports", $"/reports/{report.Id}", $"/reports/{report.Id}/changes", original, "/speakers", "/search?q=said" })
        {
            var before = await visitor.GetAsync(address, Cancel);
            var own = await reader.GetAsync(address, Cancel);
            var after = await visitor.GetAsync(address, Cancel);
            var others = await reader.GetAsync(address, Cancel);
            foreach (var answer in new[] { own, others })
            {
                Assert.Equal("private, no-store", string.Join(", ", answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal).Reverse()));
                Assert.Contains("Cookie", answer.Headers.Vary);
            }
            Assert.Contains("Cookie", before.Headers.Vary);
            Assert.Equal(before.StatusCode, after.StatusCode);
            foreach (var answer in new[] { before, after })
            {
                var text = await answer.Content.ReadAsStringAsync(Cancel);
                Assert.DoesNotContain("/account", text.Replace("%2Faccount", "", StringComparison.Ordinal), StringComparison.Ordinal);
            }
            if (own.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.Contains("<a href=\"/account\"", await own.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
                Assert.Contains("<a href=\"/account\"", await others.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            }
        }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, original));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(visitor, original));
        Assert.Contains("excerpt", await visitor.GetStringAsync($"/reports/{report.Id}", Cancel), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("excerpt", await reader.GetStringAsync($"/reports/{report.Id}", Cancel), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Passwords_tokens_and_sessions_are_kept_as_digests_for_the_owner_of_the_folder_alone()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        var secrets = new[] { AccountSite.Password, await site.SessionAsync("editor"), await site.TokenAsync("editor", TokenScope.Read) };
        foreach (var file in Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, Cancel);
            Assert.All(secrets, secret => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"{file} holds a secret."));
        }
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(site.Folder, "accounts.db*"))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        return answer.StatusCode;
    }
}
