using System.Net;
using Attest.Sources;
using Attest.Sources.Adding;
using Attest.Sources.Fetching;
using Attest.Tests.Archive;

namespace Attest.Tests.Sources;

/// <summary>An archive with sources, a host that they are on, and a clock that stands.</summary>
internal sealed class WatchedArchive : IAsyncDisposable
{
    private static readonly Pipeline Pipeline = new();

    private WatchedArchive(TemporaryArchive archive, SourceBook book, ManualClock clock)
    {
        (Archive, Book, Clock) = (archive, book, clock);
        Poller = new SourcePoller(book, new ReportAdder(archive.Archive, Pipeline), clock, Told.Add, new FetchOptions
        {
            Pause = TimeSpan.Zero,
            Refusal = address => address.Equals(IPAddress.Loopback) ? null : AddressPolicy.Refusal(address),
            Resolve = (name, _) => Task.FromResult(new[] { name == "wire.example" ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1") }),
        }, () => 0);
    }

    public TemporaryArchive Archive { get; }

    public SourceBook Book { get; }

    public ManualClock Clock { get; }

    public SampleHost Host { get; } = new();

    public SourcePoller Poller { get; }

    public List<string> Told { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<WatchedArchive> MakeAsync()
    {
        var (archive, clock) = (await TemporaryArchive.MakeAsync(), ManualClock.AtNoon());
        return new WatchedArchive(archive, await SourceBook.OpenAsync(archive.Archive, clock, Cancel), clock);
    }

    public Task<Source> WatchAsync(string path) => Book.AddAsync(new SourceAddress(SourceKind.Web, Host.At(path).AbsoluteUri), allowPrivate: false, Cancel);

    /// <summary>Looks once, and says what it came to.</summary>
    public async Task<string> LookAsync(Source source) => (await Poller.LookAsync((await Book.FindAsync(source.Id, Cancel))!, Cancel)).Message;

    public async Task<SourceHealth> HealthAsync(Source source) => (await Book.FindAsync(source.Id, Cancel))!.Health;

    public async Task<IReadOnlyList<FailedEntry>> FailedAsync(Source source) => (await Book.HistoryAsync(source.Id, 20, Cancel)).Failed;

    /// <summary>The titles of the latest versions, in order.</summary>
    public async Task<IEnumerable<string>> TitlesAsync() => (await Archive.Archive.ReportsAsync(0, 100, Cancel)).Select(report => report.Title).Order(StringComparer.Ordinal);

    public static string Page(string title, string words = "") =>
        $"<!doctype html><html lang=\"en\"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The mayor said on Tuesday that three people were hurt when a drone fell on the market early in the morning. {words}</p>"
        + $"<p>The army said that nine of eleven drones had been shot down over the region in the night.</p></article><script>nonce('{Guid.NewGuid()}')</script></body></html>";

    public static string Feed(params (string Title, string Link, string? Text)[] entries) =>
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Sample Wire</title>"
        + string.Concat(entries.Select(entry => $"<item><title>{entry.Title}</title><link>{entry.Link}</link><pubDate>Wed, 12 Mar 2031 09:40:00 GMT</pubDate>{(entry.Text is null ? "<description>In short…</description>" : $"<content:encoded><![CDATA[{entry.Text}]]></content:encoded>")}</item>"))
        + "</channel></rss>";

    public async ValueTask DisposeAsync()
    {
        Poller.Dispose();
        await Host.DisposeAsync();
        await Archive.DisposeAsync();
    }
}
