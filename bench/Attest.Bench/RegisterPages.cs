using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Attest.Archive;
using Attest.Register;
using Attest.Register.DamageClaims;
using Attest.Register.Web;
using Attest.Web;
using Attest.Web.Accounts;
using Attest.Web.Rooms;
using Microsoft.AspNetCore.Builder;

namespace Attest.Bench;

/// <summary>The pages of a register's site among many damage claims, over HTTP on loopback, as its claimant, examiner, board and auditor and the public see them.</summary>
internal sealed partial class RegisterPages : IAsyncDisposable
{
    private const string Password = "four lamps in a brewery";

    private readonly DamageRegister _register;
    private readonly WebApplication _site;
    private readonly Dictionary<string, HttpClient> _browsers = new(StringComparer.Ordinal);

    private RegisterPages(DamageRegister register, WebApplication site) => (_register, _site) = (register, site);

    /// <summary>The one who files.</summary>
    public Actor Claimant { get; private set; } = default!;

    /// <summary>The board.</summary>
    public Actor Board { get; private set; } = default!;

    private Actor Examiner { get; set; } = default!;

    /// <summary>Starts a site with the register, with an account for each role.</summary>
    public static async Task<RegisterPages> StartAsync(ReportArchive archive, DamageRegister register)
    {
        var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], new SiteOptions { Rooms = [new RegisterRoom(register)] });
        var pages = new RegisterPages(register, site);
        await site.StartAsync();
        var keeper = new Actor("keeper", RegisterRole.Claimant, IsAdministrator: true) { Name = "keeper" };
        pages.Claimant = await pages.KnownAsync(archive.Folder, "claimant", Role.Member, RegisterRole.Claimant, keeper);
        pages.Examiner = await pages.KnownAsync(archive.Folder, "examiner", Role.Reader, RegisterRole.Examiner, keeper);
        pages.Board = await pages.KnownAsync(archive.Folder, "board", Role.Reader, RegisterRole.Board, keeper);
        await pages.KnownAsync(archive.Folder, "auditor", Role.Reader, RegisterRole.Auditor, keeper);
        pages._browsers[""] = pages.Browser();
        return pages;
    }

    /// <summary>Asks for each page many times, and prints how long it took.</summary>
    /// <param name="ids">Damage claims of the claimant.</param>
    /// <param name="print">Takes what was asked and the milliseconds of each.</param>
    public async Task PrintAsync(IReadOnlyList<string> ids, Action<string, List<double>> print)
    {
        foreach (var id in ids)
        {
            await _register.AssignAsync(Board, id, Examiner.Account, CancellationToken.None);
        }
        var draft = (await _register.NewDraftAsync(Claimant, new Statement { Category = "A3.1" }, CancellationToken.None)).Id;
        await _register.PrepareMatchingAsync(CancellationToken.None);
        var some = ids.ToArray();
        foreach (var (who, page, addresses) in new (string, string, IReadOnlyList<string>)[]
        {
            ("claimant", "/register", Same("/register")),
            ("claimant", "/register/damage-claims/…", Each("")),
            ("claimant", "/register/damage-claims/…/receipt", Each("/receipt")),
            ("claimant", "/register/damage-claims/…/receipt.json", Each("/receipt.json")),
            ("claimant", "/register/drafts/…/who", Same($"/register/drafts/{draft}/who")),
            ("claimant", "/register/drafts/…/where", Same($"/register/drafts/{draft}/where")),
            ("claimant", "/register/drafts/…/check", Same($"/register/drafts/{draft}/check")),
            ("claimant", "/register/bulk", Same("/register/bulk")),
            ("examiner", "/register", Same("/register")),
            ("examiner", "/register/queue", Same("/register/queue")),
            ("examiner", "/register/damage-claims/…", Each("")),
            ("board", "/register/queue?state=submitted", Same("/register/queue?state=submitted")),
            ("board", "/register/queue?state=submitted&category=A3.1", Same("/register/queue?state=submitted&category=A3.1")),
            ("board", "/register/damage-claims/…", Each("")),
            ("board", "/register/damage-claims/…/trail", Each("/trail")),
            ("board", "/register/erase", Same("/register/erase")),
            ("auditor", "/register/trail", Same("/register/trail")),
            ("auditor", "/register/damage-claims/…/trail", Each("/trail")),
            ("", "/register", Same("/register")),
            ("", "/register/statistics", Same("/register/statistics")),
            ("", "/register/statistics.csv", Same("/register/statistics.csv")),
            ("", "/register/statistics.json", Same("/register/statistics.json")),
            ("", "/register/heads", Same("/register/heads")),
        })
        {
            print($"{(who.Length == 0 ? "everybody" : who)}: {page}", await TimeAsync(_browsers[who], addresses));
        }

        IReadOnlyList<string> Same(string address) => [.. Enumerable.Repeat(address, 200)];
        IReadOnlyList<string> Each(string after) => [.. some.Select(id => $"/register/damage-claims/{id}{after}")];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values)
        {
            browser.Dispose();
        }
        await _site.StopAsync();
        await _site.DisposeAsync();
    }

    private static async Task<List<double>> TimeAsync(HttpClient browser, IReadOnlyList<string> addresses)
    {
        var times = new List<double>();
        // The first of a kind compiles what it needs.
        (await browser.GetAsync(addresses[0])).EnsureSuccessStatusCode().Dispose();
        foreach (var address in addresses)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await browser.GetAsync(address);
            await answer.Content.CopyToAsync(Stream.Null);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"Asking for {address}: found {(int)answer.StatusCode}, expected 200.");
            }
        }
        return times;
    }

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_site.Urls.Single()) };

    private async Task<Actor> KnownAsync(string folder, string name, Role role, RegisterRole inRegister, Actor keeper)
    {
        // The folder may have them from a run before.
        await SiteAccounts.AddAsync(folder, name, role, Password, TimeProvider.System, CancellationToken.None);
        var key = (await SiteAccounts.NamedAsync(folder, name, TimeProvider.System, CancellationToken.None))!.Key;
        if (inRegister != RegisterRole.Claimant)
        {
            await _register.GiveRoleAsync(keeper, key, name, inRegister, "for the bench", CancellationToken.None);
        }
        var browser = _browsers[name] = Browser();
        var form = new FormUrlEncodedContent([new("name", name), new("password", Password), new("next", "/register"), new("form-token", Token().Match(await browser.GetStringAsync("/sign-in")).Groups[1].Value)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.SeeOther ? new Actor(key, inRegister) { Name = name }
            : throw new InvalidOperationException($"Signing in as {name}: found {(int)answer.StatusCode}, expected 303. Take another folder, or delete its accounts.");
    }

    [GeneratedRegex("""name="form-token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="form-token" """)]
    private static partial Regex Token();
}
