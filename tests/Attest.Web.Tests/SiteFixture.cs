using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Microsoft.AspNetCore.Builder;

namespace Attest.Web.Tests;

/// <summary>The site as it is served: Kestrel on a free port of this machine, over an archive in a folder of its own with a few reports.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private ReportArchive? _archive;
    private WebApplication? _site;

    /// <summary>Asks the site; redirections are not followed.</summary>
    public HttpClient Client { get; private set; } = default!;

    /// <summary>Where it listens.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>The report that everything is marked in.</summary>
    internal Reading Marked { get; } = Examples.Reading();

    /// <summary>A report whose every field is hostile.</summary>
    internal Reading Hostile { get; } = HostileReading();

    internal ReportArchive Archive => _archive!;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _archive = await ReportArchive.OpenAsync(_folder.FullName, TimeProvider.System, cancel);
        var linker = new IncidentLinker();
        foreach (var reading in new[] { Marked, Hostile, Unread() })
        {
            await _archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, cancel);
        }
        _site = AttestSite.Create(_archive, ["http://127.0.0.1:0"], Rendering.Options);
        await _site.StartAsync(cancel);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_site.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _site!.DisposeAsync();
        await _archive!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Reading HostileReading()
    {
        var hostile = string.Join(' ', Pages.Markup.Hostile.Where(text => !text.Contains('\0', StringComparison.Ordinal)));
        var text = $"{hostile}\n\nAt least 12 people died in Odesa, {hostile} said.";
        var report = Examples.Report(text, hostile, hostile, "javascript:alert(1)");
        var died = Examples.Find("died", text);
        return new Reading(
            "0.1.0", [new Notice("no-date", hostile)], report,
            [new Speaker(new LocalId('s', 1), hostile, hostile, hostile, hostile, SpeakerKind.Person, true)],
            [new Attribution(new LocalId('a', 1), [Examples.Find("At least 12 people died in Odesa", text)], Examples.Find("said", text), null, new LocalId('s', 1), hostile, [new LocalId('s', 1)], QuoteKind.Indirect, Modality.Asserted, 0.5)],
            [new Place(new LocalId('p', 1), Examples.Find("Odesa", text), hostile, "gn:698740", "UA", hostile, new GeoPoint(46.48, 30.73), PlaceKind.City, 1, 8, hostile, 0.9)],
            [],
            [new Figure(new LocalId('f', 1), Examples.Find("At least 12 people", text), 12, null, false, Measure.PeopleKilled, hostile, hostile, FigureScope.New, null, null, null, new LocalId('a', 1), new LocalId('e', 1), 0.9)],
            [new Event(new LocalId('e', 1), died, [new EventMention(died, new LocalId('a', 1), EventStatus.Happened)], EventType.Assault, [hostile], hostile, hostile, hostile, hostile,
                new LocalId('p', 1), null, TimeValue.Of(Examples.Day), EventStatus.Happened, new LocalId('a', 1), 0.9)]);
    }

    private static Reading Unread() => new(
        "0.1.0", [new Notice("language", "The language is Ukrainian, which is not read.")],
        Examples.Report("Вночі було гучно.", null, "Sample Ukrainian Post", null, "uk"), [], [], [], [], [], []);
}
