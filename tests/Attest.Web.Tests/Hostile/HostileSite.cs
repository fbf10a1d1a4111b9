using System.Net;
using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Corrections;
using Attest.Incidents;
using Attest.Sources;
using Attest.Sources.Adding;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Publishing;
using Attest.Web.Tests.Accounts;
using Attest.Web.Tests.Hostile.Walking;
using Attest.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Hostile;

/// <summary>A site into which strangers wrote hostile words wherever anything can be written, by every form and every body.</summary>
public sealed class HostileSite : IAsyncLifetime
{
    // What is written in one round is what the next finds; short fields need several until every word was in them.
    private const int MostRounds = 4, PagesOfRoute = 5;


    private static readonly string[] Administrators = ["administrator", "second", "third"], Readers = ["reader 1", "reader 2", "reader 3"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private readonly Dictionary<string, string> _passwords = Administrators.ToDictionary(name => name, _ => AccountSite.Password, StringComparer.Ordinal);
    private SourcePoller? _poller;
    private int _signings, _readers;

    internal ReportArchive Archive { get; private set; } = default!;

    internal WebApplication Site { get; private set; } = default!;

    /// <summary>The same archive as the public sees it.</summary>
    internal WebApplication Open { get; private set; } = default!;

    internal HostileHost Host { get; private set; } = default!;

    internal HostileFound Found { get; private set; } = default!;

    internal Planting Planting { get; } = new();

    internal AnswerCheck Check { get; } = new();

    internal RouteBook Routes { get; private set; } = default!;

    internal FormWalk Forms { get; private set; } = default!;

    internal BodyWalk Bodies { get; private set; } = default!;

    /// <summary>The names of queries that links have, by route.</summary>
    internal HashSet<(string Route, string Name)> Queries { get; } = [];

    /// <summary>What an administrator sees of it all, by route.</summary>
    internal Dictionary<string, List<Seen>> Views { get; private set; } = [];

    /// <summary>What everybody sees of it on a public site.</summary>
    internal Dictionary<string, List<Seen>> OpenViews { get; private set; } = [];

    /// <summary>The present password of who is signed in.</summary>
    internal string Password => _passwords[Present];

    internal Uri Address => new(Site.Urls.Single());

    private string Present => Administrators[_signings % Administrators.Length];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Archive = await ReportArchive.OpenAsync(_folder.FullName, TimeProvider.System, Cancel);
        Found = new HostileFound(Archive, await HostileSeeds.FillAsync(Archive, Planting, Cancel));
        Host = await HostileHost.StartAsync(Planting);
        var adder = new ReportAdder(Archive, new Pipeline());
        var book = await SourceBook.OpenAsync(Archive, TimeProvider.System, Cancel);
        _poller = new SourcePoller(book, adder, TimeProvider.System, _ => { });
        Site = AttestSite.Create(Archive, ["http://127.0.0.1:0"], new SiteOptions { Intake = new SiteIntake(adder, book, _poller) { AllowPrivate = true } });
        await Site.StartAsync(Cancel);
        Open = AttestSite.Create(Archive, ["http://127.0.0.1:0"], new SiteOptions { Public = new PublicationPolicy() });
        await Open.StartAsync(Cancel);
        foreach (var (name, role) in Administrators.Select(name => (name, Role.Administrator)).Concat(Readers.Select(name => (name, Role.Reader))).Append(("machine", Role.Editor)))
        {
            await AddAsync(name, role);
        }
        Routes = new RouteBook(Site);
        // Another browser of each, to be put out.
        foreach (var name in Administrators)
        {
            for (var more = 0; more < 3; more++)
            {
                (await BrowserAsync(name)).Dispose();
            }
        }
        await TellAsync();
        await Found.LookAsync(Cancel);
        var own = await OwnAsync();
        Forms = new FormWalk(Routes, Planting, HostileFields.OfForms(this), address => address.Split('/').Any(own.Contains), form => form.Fields.Any(field => field is { Name: "do", Options: ["find"] })) { WhenTaken = RememberAsync };
        Bodies = new BodyWalk([.. BodyShape.In(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement, Enum.GetValues<ClaimKind>().Where(kind => kind != ClaimKind.Statement).ToDictionary(WireNames<ClaimKind>.Of, kind => (IReadOnlyList<string>)[.. ClaimForm.FieldsOf(kind).Select(WireNames<ClaimField>.Of)], StringComparer.Ordinal))], Planting, HostileFields.OfBodies(this), await MachineAsync());
        await WriteAsync();
        Planting.ForgetShown();
        using var visitor = Stranger(Open);
        OpenViews = await HostileViews.LookAsync(this, visitor);
        foreach (var seen in Views.Values.Concat(OpenViews.Values).SelectMany(route => route))
        {
            Planting.Find(seen.Text);
        }
    }

    /// <summary>The session of somebody with an account, as a browser holds it.</summary>
    internal async Task<Cookie> SessionAsync(string name)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var account = (await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync(name, Cancel))!;
        // What a browser says of itself is a stranger's word, too.
        return new Cookie(SessionCookie.Plain, await scope.ServiceProvider.GetRequiredService<SessionBook>().StartAsync(account, HostileWords.Words[0], "127.0.0.1", Cancel));
    }

    /// <summary>Somebody who is signed in as an administrator.</summary>
    internal Visitor Administrator() => new(async () => await BrowserAsync(Administrators[++_signings % Administrators.Length]), Check.Look);

    /// <summary>Somebody who has not signed in, to a site.</summary>
    internal Visitor Stranger(WebApplication site) => new(() => Task.FromResult(Browser(site)), Check.Look, staysOut: true);

    /// <summary>An account to sign in to; one after another, for a name is not tried often in a while.</summary>
    internal string NextReader() => Readers[_readers++ % Readers.Length];

    /// <summary>The addresses from which all others are found: every route without a gap, and what only a form asks for.</summary>
    internal IEnumerable<string> Starts() => Routes.Of("GET").Where(route => !route.Contains('{', StringComparison.Ordinal) && route != "/live")
        .Concat(["/?all=yes", "/map?all=yes", "/search?q=died", "/speakers", "/corrections?of=waiting", "/corrections?of=decisions", "/desk/posts/write?q=died", "/desk/key-points?q=died", "/reports?page=1", "/review?of=sentence", "/review?of=reported", .. Enumerable.Range(0, 12).Select(at => $"/review?of=claim&at={2 * at}"), .. Found.Posts.Select(post => $"/posts/{post}"), $"/reports/{Found.Unread}/claim", $"/reports/{Found.Unread}/error"]);

    public async ValueTask DisposeAsync()
    {
        foreach (var site in new[] { Site, Open })
        {
            await site.StopAsync(CancellationToken.None);
            await site.DisposeAsync();
        }
        _poller!.Dispose();
        await Host.DisposeAsync();
        await Archive.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // Rounds of looking for forms and filling them in, and programs between them, whose judgements come over those of people.
    private async Task WriteAsync()
    {
        using var administrator = Administrator();
        using var stranger = Stranger(Site);
        var round = 0;
        do
        {
            var found = new Crawl(Routes, administrator, PagesOfRoute);
            await found.FollowAsync(Forms.Leads.TakeLast(12).Concat(Starts()).ToList());
            Forms.Leads.Clear();
            Queries.UnionWith(found.Queries);
            Forms.Learn(administrator, found.Forms);
            if (round == 0)
            {
                var outside = new Crawl(Routes, stranger, 1);
                await outside.FollowAsync(["/sign-in"]);
                Forms.Learn(stranger, [.. outside.Forms.Where(form => form.Form.Address == "/sign-in")]);
                await Forms.ProbeAsync();
                await Bodies.ProbeAsync();
            }
            else
            {
                await Forms.ProbeAsync();
            }
            await Forms.FillAsync(withChanges: false);
            await Forms.FillAsync(withChanges: true);
            await RestoreAsync();
            await Bodies.FillAsync();
        }
        while (await RestoreAsync() && ++round < MostRounds && !(Forms.IsDone && Bodies.IsDone));
        // What changes took away is there once more.
        var last = new Crawl(Routes, administrator, PagesOfRoute);
        await last.FollowAsync(Starts());
        Forms.Learn(administrator, last.Forms);
        await Forms.FillAsync(withChanges: false);
        // What somebody keeps for themselves only they see.
        Views = await HostileViews.LookAsync(this, administrator);
    }

    // What was rejected stands again, so that there are always claims to write of.
    private async Task<bool> RestoreAsync()
    {
        var linker = new IncidentLinker();
        foreach (var listed in (await Archive.JudgementsAsync(JudgementFilter.All, null, 200, Cancel)).Items.Where(listed => listed.Judgement is { Verdict: Verdict.Rejected or Verdict.Resolved, UndoneBy: null }))
        {
            await Archive.UndoAsync(listed.Judgement.Id, "as it was", "machine", linker, Cancel);
        }
        // Somebody came in between, too.
        var decided = (await Archive.JudgementsAsync(JudgementFilter.All, null, 200, Cancel)).Items.Select(listed => listed.Judgement).Where(one => one is { IsOfReading: true, UndoneBy: null, One: [{ Claim.Length: > 0 }] }).ToList();
        foreach (var judged in Administrators.Select(name => decided.Find(one => one.Author == name)).OfType<Judgement>())
        {
            await Archive.AcceptAsync(judged.One[0].Claim, new Decision("as it was", "machine") { Seen = 0 }, linker, Cancel);
        }
        await Found.LookAsync(Cancel);
        return true;
    }

    // Addresses that are told of what comes in, and refuse it.
    private async Task TellAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<WebhookBook>();
        foreach (var name in Administrators.Concat(Administrators))
        {
            var owner = (await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync(name, Cancel))!;
            Assert.NotNull(await book.AddAsync(owner, new WebhookOrder("told", Host.Hook, "?all=yes", Enum.GetValues<WebhookKind>(), null, null), Address.ToString(), Cancel));
        }
    }

    private async Task RememberAsync(string route, IReadOnlyList<(string Name, string Value)> values)
    {
        if (route == "/account/password")
        {
            // Other browsers were signed out by it.
            await SessionAsync(Present);
            _passwords[Present] = values.First(value => value.Name == "password").Value;
        }
    }

    private async Task<Func<HttpRequestMessage, Task<Seen>>> MachineAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var owner = (await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync("machine", Cancel))!;
        var token = await scope.ServiceProvider.GetRequiredService<TokenBook>().AddAsync(owner, "machine", [.. TokenScope.All], TimeSpan.FromDays(7), Cancel);
        var program = Browser(Site);
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return async request =>
        {
            using var answer = await program.SendAsync(request, Cancel);
            var seen = await Seen.OfAsync(request, answer, Cancel);
            Check.Look(seen);
            await Found.LookAsync(Cancel);
            if (Found.Contradicting.One is null)
            {
                await RestoreAsync();
            }
            return seen;
        };
    }

    private async Task AddAsync(string name, Role role)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(name, role, AccountSite.Password, mustChange: false, Cancel));
    }

    private async Task<List<string>> OwnAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var ids = new List<string>();
        foreach (var name in Administrators.Concat(Readers).Append("machine"))
        {
            ids.Add((await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync(name, Cancel))!.Id);
        }
        return ids;
    }

    private async Task<HttpClient> BrowserAsync(string name)
    {
        var browser = Browser(Site, out var cookies);
        cookies.Add(browser.BaseAddress!, await SessionAsync(name));
        return browser;
    }

    private static HttpClient Browser(WebApplication site) => Browser(site, out _);

    private static HttpClient Browser(WebApplication site, out CookieContainer cookies)
    {
        cookies = new CookieContainer();
        // Headers are sent as they are: what is no ASCII may come over the line, too.
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = new Uri(site.Urls.Single()) };
    }
}
