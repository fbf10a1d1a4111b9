using Attest.Incidents;
using Attest.Intake.Feeds;
using Attest.Sources;

namespace Attest.Tests.Sources;

/// <summary>What looks at feeds, pages and folders come to.</summary>
public sealed class SourceTests
{
    private const string Whole =
        "<p>A drone struck a depot on the edge of the town before dawn, the mayor said, and a fire that broke out in two of its halls was put out by noon.</p>"
        + "<p>Nobody was hurt, she added. Trains on the line to the coast were held up for three hours while the rails were looked at, and the school nearby stayed shut for the day.</p>"
        + "<p>The army said that nine of eleven drones had been shot down in the night over the region, and that the wreck of one fell on a field.</p>";

    private static readonly string[] Both = ["/one", "/two"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_gives_its_entries_once_from_its_own_text_or_from_their_pages()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        watched.Host.Answer("/feed", 200, WatchedArchive.Feed(("Depot hit", watched.Host.At("/depot").AbsoluteUri, Whole), ("Market hit", watched.Host.At("/market?utm_source=rss").AbsoluteUri, null)), "Content-Type: application/rss+xml");
        watched.Host.Answer("/market?utm_source=rss", 200, WatchedArchive.Page("Market hit, three hurt"), "Content-Type: text/html");
        var source = await watched.WatchAsync("/feed");

        Assert.Equal("2 new.", await watched.LookAsync(source));
        Assert.Equal(["Depot hit", "Market hit, three hurt"], await watched.TitlesAsync());
        Assert.Equal("Nothing new.", await watched.LookAsync(source));
        Assert.Equal(["/feed", "/market?utm_source=rss", "/feed"], watched.Host.Requests.Select(request => request.Path));

        var found = (await watched.Book.FindAsync(source.Address.Text, Cancel))!;
        Assert.Equal(("Sample Wire", SourceForm.Feed, 2L), (found.Name, found.Form, found.Health.Reports));
        Assert.Equal((watched.Clock.GetUtcNow(), watched.Clock.GetUtcNow() + LookSchedule.Web), (found.Health.SucceededAt, found.Health.NextAt));

        var reports = await watched.Archive.Archive.ReportsAsync(0, 10, Cancel);
        var depot = (await watched.Archive.Archive.ReportAsync(reports.First(report => report.Title == "Depot hit").Id.Hex, Cancel))!.Reading.Report;
        Assert.Equal((watched.Host.At("/depot").AbsoluteUri, "Sample Wire", "2031-03-12T09:40:00Z"), (depot.Url, depot.Publisher, depot.Published.ToString()));
        Assert.Equal(new Obtained(watched.Clock.GetUtcNow(), ObtainedBy.Feed, source.Address.Text, source.Address.Text), depot.Obtained);
        var verification = await watched.Archive.VerifyAsync();
        Assert.Empty(verification.Faults);
    }

    [Theory]
    [InlineData("https://paper.example/a", "https://www.paper.example/feed", true)]
    [InlineData("https://www.paper.example/a", "https://feeds.paper.example/rss", true)]
    [InlineData("https://news.paper.example/a", "https://paper.example/rss", true)]
    [InlineData("https://paper.example/a", "https://other.example/rss", false)]
    [InlineData("https://notpaper.example/a", "https://paper.example/rss", false)]
    [InlineData("https://paper.co.uk/a", "https://other.co.uk/rss", false)]
    [InlineData("https://blogs.example/a", "https://someone.blogs.example/rss", false)]
    public void A_feed_gives_the_text_of_its_own_site_alone(string link, string feed, bool isOwn) =>
        Assert.Equal(isOwn, EntryInput.IsOwn(new FeedEntry("1", new Uri(link), null, null, null, null, null, true, default), new Uri(feed)));

    [Fact]
    public async Task A_changed_entry_is_a_new_version_and_a_page_that_says_the_same_is_none()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        var (market, depot) = (watched.Host.At("/market").AbsoluteUri, watched.Host.At("/depot").AbsoluteUri);
        void Publish(string marketTitle, string marketWords)
        {
            watched.Host.Answer("/feed", 200, WatchedArchive.Feed((marketTitle, market, null), ("Depot hit", depot, null)), "Content-Type: text/xml");
            watched.Host.Answer("/market", 200, WatchedArchive.Page("Market hit", marketWords), "Content-Type: text/html");
        }
        watched.Host.Answer("/depot", 200, WatchedArchive.Page("Depot hit"), "Content-Type: text/html");
        Publish("Market hit", "");
        var source = await watched.WatchAsync("/feed");
        Assert.Equal("2 new.", await watched.LookAsync(source));
        Publish("Market hit again", "");
        Assert.Equal("1 unchanged.", await watched.LookAsync(source));
        Publish("Market hit, update", "A fourth person was found later.");
        Assert.Equal("1 new version.", await watched.LookAsync(source));
        Assert.Equal(1, watched.Host.Requests.Count(request => request.Path == "/depot"));
    }

    [Fact]
    public async Task An_unchanged_feed_is_not_sent_again_unless_something_of_it_is_left()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        var page = watched.Host.At("/page").AbsoluteUri;
        watched.Host.Answer("/feed", async (request, stream, cancel) => await stream.WriteAsync(request.Header("If-None-Match") is not null
            ? SampleHost.Head(304)
            : [.. SampleHost.Head(200, "ETag: \"1\"", "Content-Type: text/xml"), .. System.Text.Encoding.UTF8.GetBytes(WatchedArchive.Feed(("T", page, null)))], cancel));
        watched.Host.Answer("/page", 403, "");
        var source = await watched.WatchAsync("/feed");
        Assert.Equal("1 refused.", await watched.LookAsync(source));
        Assert.Equal(new FailedEntry(page, "It answered 403 Forbidden.", true), Assert.Single(await watched.FailedAsync(source)));

        Assert.Equal("Nothing new.", await watched.LookAsync(source));
        Assert.Equal(1, watched.Host.Requests.Count(request => request.Path == "/page"));
        watched.Clock.Advance(TimeSpan.FromMinutes(11));
        watched.Host.Answer("/page", 200, WatchedArchive.Page("A page of some length"), "Content-Type: text/html");
        Assert.Equal("1 new.", await watched.LookAsync(source));
        Assert.Empty(await watched.FailedAsync(source));
        Assert.Equal("Unchanged.", await watched.LookAsync(source));
    }

    [Fact]
    public async Task A_page_that_stays_away_is_given_up_until_its_entry_changes()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        watched.Host.Answer("/feed", 200, WatchedArchive.Feed(("T", watched.Host.At("/gone").AbsoluteUri, null)), "Content-Type: text/xml");
        var source = await watched.WatchAsync("/feed");
        for (var look = 0; look < 12; look++)
        {
            await watched.LookAsync(source);
            watched.Clock.Advance(TimeSpan.FromHours(6));
        }
        Assert.Equal(EntryAdder.MostTries, watched.Host.Requests.Count(request => request.Path == "/gone"));
        Assert.False(Assert.Single(await watched.FailedAsync(source)).WillRetry);
    }

    [Fact]
    public async Task A_long_feed_is_taken_in_parts()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        var entries = Enumerable.Range(1, 35).Select(number => ($"Report {number}", watched.Host.At($"/{number}").AbsoluteUri, (string?)null)).ToArray();
        Array.ForEach(entries, entry => watched.Host.Answer(new Uri(entry.AbsoluteUri).AbsolutePath, 404, ""));
        watched.Host.Answer("/feed", 200, WatchedArchive.Feed(entries), "Content-Type: text/xml");
        var source = await watched.WatchAsync("/feed");
        Assert.Equal("30 refused, 5 left for the next look.", await watched.LookAsync(source));
        Assert.Equal(watched.Clock.GetUtcNow() + LookSchedule.Rest, (await watched.HealthAsync(source)).NextAt);
        Assert.Equal("5 refused.", await watched.LookAsync(source));
    }

    [Fact]
    public async Task A_page_is_a_report_and_another_one_when_its_text_changes()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        watched.Host.Answer("/live", 200, WatchedArchive.Page("Live: the war today"), "Content-Type: text/html");
        var source = await watched.WatchAsync("/live");
        Assert.Equal("1 new.", await watched.LookAsync(source));
        watched.Host.Answer("/live", 200, WatchedArchive.Page("Live: the war today"), "Content-Type: text/html");
        Assert.Equal("1 unchanged.", await watched.LookAsync(source));
        watched.Host.Answer("/live", 200, WatchedArchive.Page("Live: the war today", "Power is back in most of the town."), "Content-Type: text/html");
        Assert.Equal("1 new version.", await watched.LookAsync(source));
        Assert.Equal("Live: the war today", (await watched.Book.FindAsync(source.Id, Cancel))!.Name);
        Assert.Equal([source.Address.Text], (await watched.Archive.Archive.ReportsAsync(0, 10, Cancel)).Select(report => report.Url));
    }

    [Theory]
    [InlineData("<html><body><p>Log in.</p></body></html>", "text/html", "It gave no report: ")]
    [InlineData("{\"a\":1}", "application/json", "It is no feed that can be read: found JSON")]
    [InlineData("<opml/>", "text/xml", "It is no feed that can be read: found a document of <opml>")]
    [InlineData("<rss><channel><item></rss>", "application/rss+xml", "Nothing new.")]
    public async Task What_is_no_report_is_told_as_such(string body, string type, string message)
    {
        await using var watched = await WatchedArchive.MakeAsync();
        watched.Host.Answer("/a", 200, body, $"Content-Type: {type}");
        Assert.StartsWith(message, await watched.LookAsync(await watched.WatchAsync("/a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_wait_longer_each_time_heed_the_host_and_end_where_it_is_gone()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        var source = await watched.WatchAsync("/feed");
        Assert.Equal("It answered 404 NotFound.", (await watched.LookAsync(source)).Replace("Not Found", "NotFound", StringComparison.Ordinal));
        await watched.LookAsync(source);
        var health = await watched.HealthAsync(source);
        Assert.Equal((2, watched.Clock.GetUtcNow() + TimeSpan.FromMinutes(40)), (health.Failures, health.NextAt));
        watched.Host.Answer("/feed", 429, "", "Retry-After: 7200");
        await watched.LookAsync(source);
        Assert.Equal(watched.Clock.GetUtcNow() + TimeSpan.FromHours(2), (await watched.HealthAsync(source)).NextAt);
        watched.Host.Answer("/feed", 200, WatchedArchive.Feed(), "Content-Type: text/xml");
        await watched.LookAsync(source);
        Assert.Equal((0, (string?)null), (await watched.HealthAsync(source)) is var well ? (well.Failures, well.Fault) : default);
        watched.Host.Answer("/feed", 410, "");
        await watched.LookAsync(source);
        Assert.Null((await watched.HealthAsync(source)).NextAt);
        Assert.Empty((await watched.Book.DueAsync(Cancel)).Due);
    }

    [Fact]
    public async Task A_source_on_a_private_address_fails_with_the_reason_and_entries_of_feeds_too()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        var inside = await watched.Book.AddAsync(new SourceAddress(SourceKind.Web, "http://inside.example/feed"), allowPrivate: false, Cancel);
        Assert.Contains("leads to 10.0.0.1, a private address", await watched.LookAsync(inside), StringComparison.Ordinal);
        watched.Host.Answer("/feed", 200, WatchedArchive.Feed(("T", "http://inside.example/page", null), ("U", "http://127.0.0.1:5432/", null)), "Content-Type: text/xml");
        var source = await watched.WatchAsync("/feed");
        Assert.Equal("2 refused.", await watched.LookAsync(source));
        Assert.All(await watched.FailedAsync(source), entry => Assert.Contains("--allow-private", entry.Fault, StringComparison.Ordinal));
        Assert.Single(watched.Host.Requests);
    }

    [Fact]
    public async Task Files_of_a_folder_are_added_when_two_looks_find_them_alike()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        var folder = Directory.CreateTempSubdirectory("attest-test-");
        var file = Path.Combine(folder.FullName, "a.txt");
        var source = await watched.Book.AddAsync(SourceAddress.Parse(folder.FullName, false, out _)!, allowPrivate: false, Cancel);
        Assert.Equal("Nothing new.", await watched.LookAsync(source));
        await File.WriteAllTextAsync(file, "The mayor said that three people were hurt", Cancel);
        Assert.Equal("Nothing new, 1 left for the next look.", await watched.LookAsync(source));
        await File.AppendAllTextAsync(file, " when a drone fell on the market early in the morning.", Cancel);
        Assert.Equal("Nothing new, 1 left for the next look.", await watched.LookAsync(source));
        Assert.Equal("1 new.", await watched.LookAsync(source));
        Assert.Equal("Nothing new.", await watched.LookAsync(source));
        await File.AppendAllTextAsync(file, "\n\nA fourth was found later, the mayor said.", Cancel);
        await watched.LookAsync(source);
        Assert.Equal("1 new version.", await watched.LookAsync(source));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "b.txt"), [0, 1, 2, 3], Cancel);
        await watched.LookAsync(source);
        Assert.Equal("1 refused.", await watched.LookAsync(source));
        Assert.Equal("Nothing new.", await watched.LookAsync(source));
        Assert.Contains("binary data", Assert.Single(await watched.FailedAsync(source)).Fault, StringComparison.Ordinal);
        folder.Delete(recursive: true);
        Assert.Equal("It is no longer there, or may not be read.", await watched.LookAsync(source));
    }

    [Fact]
    public async Task Sources_stay_when_the_views_are_rebuilt_and_go_only_when_they_are_removed()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        watched.Host.Answer("/live", 200, WatchedArchive.Page("Live: the war today"), "Content-Type: text/html");
        var source = await watched.WatchAsync("/live");
        await watched.LookAsync(source);
        await watched.Archive.Archive.RebuildAsync(new IncidentLinker(), null, Cancel);
        Assert.Equal("1 unchanged.", await watched.LookAsync(source));
        Assert.Equal(2, (await watched.Book.HistoryAsync(source.Id, 20, Cancel)).Looks.Count);
        Assert.True(await watched.Book.RemoveAsync(source.Id, Cancel));
        Assert.False(await watched.Book.RemoveAsync(source.Id, Cancel));
        Assert.Empty(await watched.Book.AllAsync(Cancel));
        Assert.Single(await watched.TitlesAsync());
    }

    [Fact]
    public async Task A_running_poller_looks_at_what_is_due_and_at_what_is_added_meanwhile()
    {
        await using var watched = await WatchedArchive.MakeAsync();
        watched.Host.Answer("/one", 200, WatchedArchive.Feed(), "Content-Type: text/xml");
        watched.Host.Answer("/two", 200, WatchedArchive.Feed(), "Content-Type: text/xml");
        var one = await watched.WatchAsync("/one");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = watched.Poller.RunAsync(stop.Token);
        Assert.Equal("/one", (await watched.Host.AskedAsync()).Path);
        await watched.WatchAsync("/two");
        watched.Poller.Wake();
        Assert.Equal("/two", (await watched.Host.AskedAsync()).Path);
        while ((await watched.HealthAsync(one)).LookedAt is null || !watched.Clock.IsAwaited)
        {
            await Task.Yield();
        }
        // The clock stands, so only moving it makes anything due again.
        var asked = watched.Host.AskedAsync();
        while (!asked.IsCompleted)
        {
            watched.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
        Assert.Contains((await asked).Path, Both);
        await stop.CancelAsync();
        await running;
        Assert.Empty(watched.Told);
    }
}
