using System.Globalization;
using System.Net;
using Attest.Archive;
using Attest.Sources;
using Attest.Sources.Adding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Browsing;

/// <summary>A site with forms over an empty archive, and a feed on this machine that it may watch.</summary>
public sealed class JourneySite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private readonly List<(string Title, string Text)> _entries = [];
    private ReportArchive? _archive;
    private SourcePoller? _poller;
    private WebApplication? _site;
    private WebApplication? _feed;

    /// <summary>Where the site listens, with a slash at its end.</summary>
    public string Address => $"{_site!.Urls.Single()}/";

    /// <summary>The address of the feed.</summary>
    public string Feed => $"{_feed!.Urls.Single()}/feed.xml";

    /// <summary>Puts an entry with its whole text into the feed.</summary>
    public void Publish(string title, string text)
    {
        lock (_entries)
        {
            _entries.Add((title, text));
        }
    }

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _archive = await ReportArchive.OpenAsync(_folder.FullName, TimeProvider.System, cancel);
        var book = await SourceBook.OpenAsync(_archive, TimeProvider.System, cancel);
        var adder = new ReportAdder(_archive, new Pipeline());
        _poller = new SourcePoller(book, adder, TimeProvider.System, _ => { });
        _site = AttestSite.Create(_archive, ["http://127.0.0.1:0"], new SiteOptions { Intake = new SiteIntake(adder, book, _poller) { AllowPrivate = true } });
        await _site.StartAsync(cancel);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _feed = builder.Build();
        _feed.Run(async context =>
        {
            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            await context.Response.WriteAsync(Rss($"http://{context.Request.Host}"), cancel);
        });
        await _feed.StartAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _site!.DisposeAsync();
        await _feed!.DisposeAsync();
        _poller!.Dispose();
        await _archive!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Rss(string host)
    {
        lock (_entries)
        {
            return $"""
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Sample Feed</title><link>{host}/</link>{string.Concat(_entries.Select((entry, number) =>
                $"<item><title>{WebUtility.HtmlEncode(entry.Title)}</title><link>{host}/entries/{number.ToString(CultureInfo.InvariantCulture)}</link><guid>{host}/entries/{number.ToString(CultureInfo.InvariantCulture)}</guid><pubDate>{DateTimeOffset.UtcNow.AddMinutes(number - 60).ToString("R", CultureInfo.InvariantCulture)}</pubDate><content:encoded>{WebUtility.HtmlEncode($"<p>{entry.Text}</p>")}</content:encoded></item>"))}</channel></rss>
                """;
        }
    }
}
