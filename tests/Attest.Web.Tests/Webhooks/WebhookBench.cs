using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Attest.Tests.Sources;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Attest.Web.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Webhooks;

/// <summary>Webhooks over an archive, step by step: nothing runs by itself, and the clock stands until it is moved.</summary>
internal sealed class WebhookBench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private ServiceProvider _services = default!;

    public ReportArchive Archive { get; private set; } = default!;

    public Receiver Receiver { get; private set; } = default!;

    public ManualClock Clock { get; } = ManualClock.AtNoon();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the site is reached by whoever makes webhooks.</summary>
    public const string Site = "https://desk.example";

    /// <summary>How many incidents a webhook remembers.</summary>
    public int MostMet { get; private init; } = MetIncidents.Most;

    public static async Task<WebhookBench> StartAsync(bool allowPrivate = true, int mostMet = MetIncidents.Most)
    {
        var bench = new WebhookBench { Receiver = await Receiver.StartAsync(), MostMet = mostMet };
        bench.Archive = await ReportArchive.OpenAsync(bench._folder.FullName, bench.Clock, Cancel);
        await bench.StartAgainAsync(allowPrivate);
        await bench.WithAsync(async services => Assert.Empty(await services.GetRequiredService<AccountBook>().AddAsync("editor", Role.Editor, "four lamps in a brewery", false, Cancel)));
        return bench;
    }

    /// <summary>Everything but the files is new, as after a start of the program.</summary>
    public async Task StartAgainAsync(bool allowPrivate = true, Uri? address = null)
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddForms(_folder.FullName);
        services.AddAccounts(_folder.FullName);
        var options = new SiteOptions { Clock = Clock };
        services.AddSingleton(new Publications(Archive, options));
        WebhookService.AddTo(services, allowPrivate, address);
        services.AddSingleton(new WebhookOptions(allowPrivate) { Chance = () => 0, Address = address, MostMet = MostMet });
        AttestSite.AddLooks(services, options);
        _services = services.BuildServiceProvider();
    }

    public async Task WithAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    public async Task<T> AskAsync<T>(Func<WebhookBook, Account, Task<T>> ask)
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<WebhookBook>(), (await scope.ServiceProvider.GetRequiredService<AccountBook>().NamedAsync("editor", Cancel))!);
    }

    /// <summary>Makes a webhook that leads to the receiver.</summary>
    public Task<(string Id, string Secret)> AddAsync(string filter = "", string near = "", string km = "", params WebhookKind[] kinds) => AskAsync(async (book, editor) =>
    {
        var (order, fault) = new WebhookForm("test", Receiver.Address, filter, [.. (kinds is [] ? Enum.GetValues<WebhookKind>() : kinds).Select(WireNames<WebhookKind>.Of)], near, km).Read(allowPrivate: true);
        Assert.Null(fault);
        return (await book.AddAsync(editor, order!, Site, Cancel))!.Value;
    });

    public Task<WebhookRow> WebhookAsync(string id) => AskAsync(async (book, editor) => (await book.FindAsync(editor, id, Cancel))!.Webhook);

    /// <summary>Its deliveries, the oldest first.</summary>
    public Task<List<DeliveryRow>> DeliveriesAsync(string id) => AskAsync(async (book, _) => (await book.DeliveriesAsync(id, 1000, Cancel)).Reverse().ToList());

    /// <summary>Puts in line what changed, and sends what is due.</summary>
    public async Task RunAsync()
    {
        await LookAsync();
        await SendAsync();
    }

    public async Task LookAsync()
    {
        while (await _services.GetRequiredService<WebhookPump>().LookAsync(Cancel))
        {
        }
    }

    public async Task SendAsync() => await await _services.GetRequiredService<WebhookSender>().SendDueAsync(Cancel);

    /// <summary>Records one strike in a month of its own, at a town; with another number of people killed it is another report of the same strike.</summary>
    public async Task<string> StrikeAsync(int number, string town = "Kharkiv", int? killed = null)
    {
        var people = killed ?? number + 2;
        var day = new DateOnly(2024, 1, 15).AddMonths(number * 2);
        var (gazetteer, point, region) = town == "Kharkiv" ? ("gn:706483", new GeoPoint(49.98, 36.25), "Kharkiv Oblast") : ("gn:698740", new GeoPoint(46.48, 30.73), "Odesa Oblast");
        var text = $"Report {number}. A strike killed {people} people in {town}, officials said.";
        var report = Examples.Report(text, $"Report {number}", url: $"https://sample.example/{number}/{killed}") with { Published = new PublicationTime(day) };
        var struck = Examples.Find("strike", text);
        var reading = new Reading(
            "0.1.0", [], report, [], [], [new Place(Examples.Id("p1"), Examples.Find(town, text), town, gazetteer, "UA", region, point, PlaceKind.City, 1, 8, null, 0.9)],
            [new TimeMention(Examples.Id("t1"), Examples.Find("Report", text), TimeValue.Of(day), 1)],
            [new Figure(Examples.Id("f1"), Examples.Find($"{people} people", text), people, people, false, Measure.PeopleKilled, "people", null, FigureScope.New, Examples.Id("t1"), Examples.Id("p1"), null, null, Examples.Id("e1"), 0.9)],
            [new Event(Examples.Id("e1"), struck, [new EventMention(struck, null, EventStatus.Happened)], EventType.Assault, ["drone"], "Air/drone strike", null, "Russia", null, Examples.Id("p1"), Examples.Id("t1"), TimeValue.Of(day), EventStatus.Happened, null, 0.9)]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Archive.RecordAsync(reading, Encoding.UTF8.GetBytes(text), new IncidentLinker(), Cancel);
        return (await Archive.IncidentsAsync(0, 1000, Cancel)).First(incident => incident.Claims.Any(claim => claim.Report.Id == report.Id)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Archive.DisposeAsync();
        await Receiver.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
