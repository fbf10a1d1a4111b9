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
    internal Reading Hostile { get; } = Examples.Hostile(string.Join(' ', Pages.Markup.Hostile.Where(text => !text.Contains('\0', StringComparison.Ordinal))), 0);

    internal ReportArchive Archive => _archive!;

    internal WebApplication Site => _site!;

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

    private static Reading Unread() => new(
        "0.1.0", [new Notice("language", "The language is Ukrainian, which is not read.")],
        Examples.Report("Вночі було гучно.", null, "Sample Ukrainian Post", null, "uk"), [], [], [], [], [], []);
}
