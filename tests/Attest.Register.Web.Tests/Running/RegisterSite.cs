using System.Net;
using System.Net.Http.Headers;
using Attest.Archive;
using Attest.Register.DamageClaims;
using Attest.Web;
using Attest.Web.Publishing;
using Attest.Web.Tests.Pages;
using Microsoft.AspNetCore.Builder;

namespace Attest.Register.Web.Tests.Running;

/// <summary>A site with a register, and the people who use it: claimants are members of the site, those who examine readers.</summary>
internal sealed class RegisterSite : IAsyncDisposable
{
    public const string Password = "four lamps in a brewery";
    public const string Claimant = "olena", Stranger = "petro", Examiner = "examiner-1", OtherExaminer = "examiner-2", Board = "board-1", Auditor = "auditor-1", Administrator = "keeper";

    private const string SessionCookie = "attest-session";

    private readonly DirectoryInfo _folder;
    private readonly SiteTemplate _template;
    private readonly Dictionary<string, HttpClient> _browsers = new(StringComparer.Ordinal);

    private RegisterSite(DirectoryInfo folder, SiteTemplate template, ReportArchive archive, DamageRegister register, WebApplication site) => (_folder, _template, Archive, Register, Site) = (folder, template, archive, register, site);

    public WebApplication Site { get; }

    public ReportArchive Archive { get; }

    public DamageRegister Register { get; }

    public string Folder => _folder.FullName;

    public Uri Address => new(Site.Urls.Single());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RegisterSite> StartAsync(bool isPublic = false, bool withAccounts = true, Func<ReportArchive, Task>? fill = null, Register.Packs.RegisterPack? pack = null)
    {
        var template = await SiteTemplate.OfAsync(fill, withAccounts);
        var folder = Directory.CreateTempSubdirectory("attest-register-web-");
        template.CopyTo(folder.FullName);
        var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel);
        var register = await DamageRegister.OpenAsync(folder.FullName, new RegisterOptions { Archive = archive, Pack = pack }, TimeProvider.System, Cancel);
        return new RegisterSite(folder, template, archive, register, await RunAsync(archive, register, isPublic));
    }

    /// <summary>Runs the site of an archive and a register.</summary>
    internal static async Task<WebApplication> RunAsync(ReportArchive archive, DamageRegister register, bool isPublic)
    {
        var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], new SiteOptions { Rooms = [new RegisterRoom(register)], Public = isPublic ? new PublicationPolicy() : null });
        await site.StartAsync(Cancel);
        return site;
    }

    /// <summary>The role in the register of somebody.</summary>
    internal static RegisterRole RoleOf(string name) => name switch
    {
        Examiner or OtherExaminer => RegisterRole.Examiner,
        Board => RegisterRole.Board,
        Auditor => RegisterRole.Auditor,
        _ => RegisterRole.Claimant,
    };

    /// <summary>Somebody as the register knows them.</summary>
    public Actor Of(string name) => new(_template.Keys.GetValueOrDefault(name, name), RoleOf(name), IsAdministrator: name == Administrator) { Name = name };

    /// <summary>A browser that has not signed in; redirections are not followed.</summary>
    public HttpClient Browser() => Browser(Address, new CookieContainer());

    /// <summary>A browser in which somebody is signed in; the same for all who ask.</summary>
    public async Task<HttpClient> BrowserAsync(string name) => _browsers.TryGetValue(name, out var known) ? known
        : _browsers[name] = BrowserWith(_template.Sessions.ContainsKey(name) ? Session(name) : await SignInAsync(Address, name));

    /// <summary>A browser that holds a session.</summary>
    public HttpClient BrowserWith(Cookie session)
    {
        var cookies = new CookieContainer();
        cookies.Add(Address, session);
        return Browser(Address, cookies);
    }

    /// <summary>What a browser holds in which somebody is signed in.</summary>
    public Cookie Session(string name) => new(SessionCookie, _template.Sessions[name].Value, "/");

    /// <summary>Signs in by the form and gives what the browser holds then.</summary>
    /// <param name="site">The site.</param>
    /// <param name="name">The account.</param>
    internal static async Task<Cookie> SignInAsync(Uri site, string name)
    {
        var cookies = new CookieContainer();
        using var browser = Browser(site, cookies);
        using var answer = await SendAsync(browser, "/sign-in", "/sign-in", ("name", name), ("password", Password), ("next", "/register"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return cookies.GetCookies(site)[SessionCookie]!;
    }

    private static HttpClient Browser(Uri site, CookieContainer cookies) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site };

    /// <summary>The token of a page's forms.</summary>
    public static async Task<string> TokenAsync(HttpClient browser, string page) => Markup.Parse(await browser.GetStringAsync(page, Cancel)).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;

    /// <summary>Sends a form with the token of the page that it stands on.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string page, string address, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(browser, page);
        return await SendAsync(browser, address, new FormUrlEncodedContent(fields.Append(("form-token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>Sends files, as a form without a script does.</summary>
    public static async Task<HttpResponseMessage> SendFilesAsync(HttpClient browser, string draft, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(browser, $"/register/drafts/{draft}/evidence")), "form-token" }, { new StringContent("what it shows"), "description" } };
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "file", name);
        }
        return await SendAsync(browser, $"/register/drafts/{draft}/evidence", form);
    }

    /// <summary>Sends a CSV file to be filed line by line, and gives the address of its report.</summary>
    public static async Task<HttpResponseMessage> SendCsvAsync(HttpClient browser, byte[] csv, string name = "many.csv")
    {
        var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(browser, "/register/bulk")), "form-token" }, { new ByteArrayContent(csv), "file", name } };
        return await SendAsync(browser, "/register/bulk", form);
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string address, HttpContent content, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await browser.SendAsync(request, Cancel);
    }

    /// <summary>Files a statement as it is and gives its receipt.</summary>
    public async Task<Receipt> FileAsync(Statement statement, string claimant = Claimant, params (string Name, byte[] Bytes)[] evidence)
    {
        var draft = await Register.NewDraftAsync(Of(claimant), statement, Cancel);
        foreach (var (name, bytes) in evidence)
        {
            await Register.ReceiveAsync(Of(claimant), draft.Id, name, new MemoryStream(bytes), "", Cancel);
        }
        return await Register.SubmitAsync(Of(claimant), draft.Id, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values)
        {
            browser.Dispose();
        }
        await Site.StopAsync(Cancel);
        await Site.DisposeAsync();
        await Register.DisposeAsync();
        await Archive.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
