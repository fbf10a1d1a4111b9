using System.Globalization;
using System.Net;
using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Pages.Speakers;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Pages;

/// <summary>Pages as of a moment of either clock.</summary>
public sealed class MomentPagesTests
{
    private const string LateTitle = "Depot burns in Odesa", LateSpeaker = "Ivan Dovzhenko";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Written(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static async Task<string> NowAsync()
    {
        await Task.Delay(20, Cancel);
        var now = Written(DateTimeOffset.UtcNow);
        await Task.Delay(20, Cancel);
        return now;
    }

    // A report of the same day as the example, published later on it.
    private static Reading Late()
    {
        const string text = LateTitle + ". A drone struck a depot in Odesa on 12 March, the harbour master, Ivan Dovzhenko, said.";
        var struck = Examples.Find("struck", text);
        var report = Examples.Report(text, LateTitle, url: "https://sample.example/depot") with { Published = new PublicationTime(Examples.Day, new DateTimeOffset(2031, 3, 12, 20, 0, 0, TimeSpan.Zero)) };
        return new Reading(
            "0.1.0", [], report, [new Speaker(Examples.Id("s1"), LateSpeaker, "harbour master", null, "Ukraine", SpeakerKind.Person, true)],
            [new Attribution(Examples.Id("a1"), [Examples.Find("A drone struck a depot in Odesa on 12 March", text)], Examples.Find("said", text), Examples.Find("the harbour master, " + LateSpeaker, text), Examples.Id("s1"), null, [], QuoteKind.Indirect, Modality.Asserted, 0.9)],
            [], [new TimeMention(Examples.Id("t1"), Examples.Find("12 March", text), TimeValue.Of(Examples.Day), 1)], [],
            [new Event(Examples.Id("e1"), struck, [new EventMention(struck, Examples.Id("a1"), EventStatus.Happened)], EventType.Assault, ["drone"], "Air/drone strike", "Russia", "Ukraine", null, null, Examples.Id("t1"), TimeValue.Of(Examples.Day), EventStatus.Happened, Examples.Id("a1"), 0.9)]);
    }

    private static async Task TryAsync(SiteOptions options, Func<Uri, ReportArchive, IServiceProvider, Func<Task<string>>, Task> ask)
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            var early = Examples.Reading();
            await archive.RecordAsync(early, Encoding.UTF8.GetBytes(early.Report.Text), new IncidentLinker(), Cancel);
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], options);
            await site.StartAsync(Cancel);
            await ask(new Uri(site.Urls.Single()), archive, site.Services, async () =>
            {
                var between = await NowAsync();
                var late = Late();
                await archive.RecordAsync(late, Encoding.UTF8.GetBytes(late.Report.Text), new IncidentLinker(), Cancel);
                return between;
            });
            await site.StopAsync(Cancel);
        }
        folder.Delete(recursive: true);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri site, string address)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site };
        using var answer = await client.GetAsync(address, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<AngleSharp.Dom.IDocument> PageAsync(Uri site, string address)
    {
        var (status, body) = await GetAsync(site, address);
        Assert.True(status == HttpStatusCode.OK, $"{address} answered {status}.");
        return Markup.Parse(body);
    }

    [Fact]
    public Task Every_page_that_answers_shows_what_had_been_recorded_or_published_then_and_its_links_keep_the_moment() => TryAsync(Rendering.Options, async (site, archive, _, addLater) =>
    {
        var between = Uri.EscapeDataString(await addLater());
        var early = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled));
        var late = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Claims.Any(claim => claim.Report.Title == LateTitle));
        var report = early.Claims[0].Report.Id;
        string[] pages = ["/?all=yes", $"/incidents/{early.Id}", "/tallies", "/tallies/people-killed", "/series", "/map", "/reports", $"/reports/{report}", "/sitrep", "/sitrep?date=2031-03-12"];
        foreach (var moment in new[] { $"recorded-by={between}", "published-by=2031-03-12T12:00:00Z", $"published-by=2031-03-12T12:00:00Z&recorded-by={between}" })
        {
            foreach (var address in pages)
            {
                var page = await PageAsync(site, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{moment}");
                var note = page.QuerySelector(".as-of")!;
                Assert.Equal(moment.Contains("recorded", StringComparison.Ordinal), note.TextContent.Contains("recorded here by", StringComparison.Ordinal));
                Assert.Equal(moment.Contains("published", StringComparison.Ordinal), note.TextContent.Contains("published by Wed 12 Mar 2031, 12:00 UTC", StringComparison.Ordinal));
                Assert.Equal(address, note.QuerySelector("a")!.GetAttribute("href"));
                Assert.DoesNotContain("Odesa", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
                var links = page.QuerySelectorAll("main a[href]:not(.as-of a)").Select(link => link.GetAttribute("href")!)
                    .Where(link => link.StartsWith("/incidents/", StringComparison.Ordinal) || link.StartsWith("/tallies/", StringComparison.Ordinal) || link.StartsWith("/series/", StringComparison.Ordinal) || (link.StartsWith("/reports/", StringComparison.Ordinal) && !link.Contains("/changes", StringComparison.Ordinal))).ToList();
                Assert.All(links, link => Assert.Equal(moment.Split('&').Length, link.Split("ed-by=").Length - 1));
                // Each leads to a page that answers it.
                foreach (var link in links.Select(link => link.Split('#')[0]).Distinct())
                {
                    Assert.Equal(HttpStatusCode.OK, (await GetAsync(site, link)).Status);
                }
            }
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(site, $"/incidents/{late.Id}?{moment}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(site, $"/reports/{late.Claims[0].Report.Id}?{moment}")).Status);
            var pins = (await GetAsync(site, $"/map/pins.json?{moment}")).Body;
            Assert.Contains(early.Id, pins, StringComparison.Ordinal);
            Assert.DoesNotContain(late.Id, pins, StringComparison.Ordinal);
            var markdown = (await GetAsync(site, $"/sitrep.md?{moment}")).Body;
            Assert.Contains("As it stood by what had been", markdown, StringComparison.Ordinal);
            Assert.DoesNotContain("Odesa", markdown, StringComparison.Ordinal);
        }
        foreach (var address in pages.Where(address => address is "/?all=yes" or "/map" or "/reports"))
        {
            var page = await PageAsync(site, address);
            Assert.Null(page.QuerySelector(".as-of"));
            Assert.True(page.QuerySelector("main")!.TextContent.Contains("Odesa", StringComparison.Ordinal) || page.QuerySelector($"main a[href='/incidents/{late.Id}']") is not null, $"{address} does not show what came later.");
        }
        // By a moment before anything was recorded there is nothing.
        Assert.Contains("Nothing had been told of by then", (await GetAsync(site, "/?all=yes&recorded-by=2000-01-01")).Body, StringComparison.Ordinal);
        Assert.Contains("No report yet", (await GetAsync(site, "/sitrep?recorded-by=2000-01-01")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(site, $"/incidents/{early.Id}?recorded-by=2000-01-01")).Status);
        // The map's places and the filters keep it, too.
        var map = await PageAsync(site, $"/map?recorded-by={between}");
        Assert.Contains("recorded-by=", map.QuerySelector("[data-map]")!.GetAttribute("data-pins"), StringComparison.Ordinal);
        Assert.Equal(Uri.UnescapeDataString(between), map.QuerySelector(".filters input[name=recorded-by]")!.GetAttribute("value"));
    });

    [Fact]
    public Task Searches_and_speakers_are_shown_by_what_had_been_published_then() => TryAsync(Rendering.Options, async (site, archive, _, addLater) =>
    {
        await addLater();
        const string then = "published-by=2031-03-12T12:00:00Z";
        var speakers = (await archive.SpeakersAsync(null, 10, Cancel)).Items;
        var early = SpeakerRoutes.AddressOf(speakers.First(speaker => speaker.Name != LateSpeaker).Key);
        var late = SpeakerRoutes.AddressOf(speakers.Single(speaker => speaker.Name == LateSpeaker).Key);
        foreach (var (address, later) in new[] { ("/search?q=struck&", "Odesa"), ("/speakers?", LateSpeaker), ($"{early}?", null) })
        {
            var page = await PageAsync(site, address + then);
            var main = page.QuerySelector("main")!.TextContent;
            Assert.Contains("published by Wed 12 Mar 2031, 12:00 UTC", page.QuerySelector(".as-of")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("changed since", main, StringComparison.Ordinal);
            Assert.Equal("2031-03-12T12:00:00Z", page.QuerySelector(".masthead-search input[name=published-by]")!.GetAttribute("value"));
            var now = await PageAsync(site, address.TrimEnd('&', '?'));
            Assert.DoesNotContain("changed since", now.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Null(now.QuerySelector(".masthead-search input[name=published-by]"));
            if (later is not null)
            {
                Assert.DoesNotContain(later, main, StringComparison.Ordinal);
                Assert.Contains(later, now.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            }
            var links = page.QuerySelectorAll("main a[href]:not(.as-of a)").Select(link => link.GetAttribute("href")!.Split('#')[0])
                .Where(link => new[] { "/incidents/", "/speakers", "/reports/", "/search?" }.Any(start => link.StartsWith(start, StringComparison.Ordinal)) && !link.Contains("/feed.", StringComparison.Ordinal)).Distinct().ToList();
            Assert.NotEmpty(links);
            foreach (var link in links)
            {
                Assert.Contains("published-by=", link, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, (await GetAsync(site, link)).Status);
            }
        }
        Assert.Contains("those who are quoted most now first", (await GetAsync(site, $"/speakers?{then}")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(site, late)).Status);
        var unknown = await GetAsync(site, $"{late}?{then}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("by then", unknown.Body, StringComparison.Ordinal);
        var found = await PageAsync(site, $"/search?q=struck&{then}");
        Assert.Contains(found.QuerySelectorAll("main a"), link => link.GetAttribute("href") == "/api/v1/search?q=struck&publishedBy=2031-03-12T12%3A00%3A00Z");
    });

    [Fact]
    public Task Posts_are_shown_as_they_stood_by_what_had_been_recorded_then() => TryAsync(Rendering.Options, async (site, archive, _, _) =>
    {
        var early = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled));
        PostDraft Draft(string headline) => new(PostKind.Post, headline, "Some were killed [1].", [new(1, early.Claims[0].Id)]);
        var post = (await archive.WritePostAsync(Draft("Of the first strike"), new Decision("told", "an editor"), isHeld: false, Cancel)).Post;
        await archive.CorrectPostAsync(post, Draft("Of the second strike"), new Decision("it was the second", "an editor"), Cancel);
        var between = Uri.EscapeDataString(await NowAsync());
        await archive.CorrectPostAsync(post, Draft("Of the third strike"), new Decision("it was the third", "an editor"), Cancel);
        var later = (await archive.WritePostAsync(Draft("Of a fourth strike"), new Decision("told", "an editor"), isHeld: false, Cancel)).Post;
        foreach (var (address, first, others) in new[] { ($"/posts?recorded-by={between}", "second strike", "third"), ("/posts?recorded-by=2999-01-01", "third strike", "of nothing"), ("/posts", "third strike", "of nothing") })
        {
            var page = await PageAsync(site, address);
            var entry = page.QuerySelector($"[data-post='{post}']")!;
            Assert.Contains(first, entry.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(others, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(!address.Contains(between, StringComparison.Ordinal), page.QuerySelector($"[data-post='{later}']") is not null);
            // What leads to the post keeps the moment.
            Assert.All(entry.QuerySelectorAll($"a[href^='/posts/{post}']"), link => Assert.Equal(address.Contains("recorded-by", StringComparison.Ordinal), link.GetAttribute("href")!.Contains("recorded-by=", StringComparison.Ordinal)));
            Assert.Contains("#history", entry.QuerySelector(".post-state a")!.GetAttribute("href"), StringComparison.Ordinal);
        }
        Assert.Contains("Nothing had been written by then", (await GetAsync(site, "/posts?recorded-by=2000-01-01")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(site, "/posts?published-by=2999-01-01")).Status);
    });

    [Fact]
    public Task A_correction_and_its_undoing_part_what_the_pages_show() => TryAsync(Rendering.Options, async (site, archive, _, _) =>
    {
        var incident = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled));
        var figure = incident.Claims.First(claim => claim.High == 7);
        var undecided = await NowAsync();
        var corrected = await archive.CorrectAsync(figure.Id, [new FieldValue(ClaimField.Figure, "9")], new Decision("counted again", "an editor"), new IncidentLinker(), Cancel);
        var decided = await NowAsync();
        await archive.UndoAsync(corrected.Id, "no", "an editor", new IncidentLinker(), Cancel);
        foreach (var (moment, range) in new[] { (undecided, "3 to 7"), (decided, "3 to 9"), ("2040-01-01", "3 to 7") })
        {
            foreach (var address in new[] { "/?all=yes&", "/tallies?", "/tallies/people-killed?" })
            {
                var text = (await PageAsync(site, $"{address}recorded-by={Uri.EscapeDataString(moment)}")).QuerySelector("main")!.TextContent;
                Assert.True(text.Contains(range, StringComparison.Ordinal) || text.Contains(range.Replace(" to ", "–", StringComparison.Ordinal), StringComparison.Ordinal), $"{address} as of {moment} does not say {range}: {text}");
            }
        }
        foreach (var address in new[] { $"/incidents/{incident.Id}?", "/sitrep?date=2031-03-12&", "/sitrep.md?" })
        {
            var then = new List<string>();
            foreach (var moment in new[] { undecided, decided, "2040-01-01" })
            {
                then.Add(await WithoutMomentAsync(site, $"{address}recorded-by={Uri.EscapeDataString(moment)}"));
            }
            Assert.Equal(then[0], then[2]);
            Assert.NotEqual(then[0], then[1]);
        }
    });

    // What a page says, but for the line that says as of when.
    private static async Task<string> WithoutMomentAsync(Uri site, string address)
    {
        if (address.StartsWith("/sitrep.md", StringComparison.Ordinal))
        {
            return string.Join('\n', (await GetAsync(site, address)).Body.Split('\n').Where(line => !line.StartsWith("As it stood", StringComparison.Ordinal)));
        }
        var page = await PageAsync(site, address);
        page.QuerySelector(".as-of")!.Remove();
        return page.QuerySelector("main")!.TextContent;
    }

    [Fact]
    public Task What_cannot_be_shown_as_it_stood_is_refused() => TryAsync(Rendering.Options, async (site, _, services, _) =>
    {
        var routes = services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
        Assert.Equal(
            ["/", "/incidents/{id}", "/map", "/map/pins.json", "/posts", "/posts/{id}", "/reports", "/reports/{id}", "/search", "/series", "/series/{id}", "/sitrep", "/sitrep.md", "/speakers", "/speakers/{id}", "/tallies", "/tallies/{measure}"],
            routes.Where(route => route.Metadata.GetMetadata<AnsweredClocks>() is not null).Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Order(StringComparer.Ordinal));
        foreach (var path in new[] { "/coverage", "/since", "/corrections", "/sources", "/about", "/feed.atom", "/snapshots" })
        {
            foreach (var clock in new[] { "published-by", "recorded-by" })
            {
                var (status, body) = await GetAsync(site, $"{path}?{clock}=2031-03-12");
                Assert.True(status == HttpStatusCode.BadRequest && body.Contains(clock, StringComparison.Ordinal), $"{path} answered {clock} with {status}.");
            }
        }
        // Who says what is counted by publication; when it came in here is not kept for it.
        foreach (var path in new[] { "/search?q=struck&", "/speakers?" })
        {
            Assert.Contains("published-by", (await GetAsync(site, $"{path}recorded-by=2031-03-12")).Body, StringComparison.Ordinal);
        }
        foreach (var address in new[] { "/search?q=struck&recorded-by=2031-03-12", "/speakers?recorded-by=2031-03-12", "/speakers/x?recorded-by=2031-03-12", "/posts?recorded-by=May", "/?published-by=May", "/map?recorded-by=2031-02-30", "/sitrep?published-by=2031-03-12&published-by=2031-03-13", "/posts/x?published-by=2031-03-12", "/?recorded-by=2031-03-12&cursor=here", "/reports?recorded-by=2031-03-12&cursor=here", "/map?published-by=2031-03-12&cursor=x" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(site, address)).Status);
        }
        // Nothing is asked by an empty field of a form.
        Assert.Null((await PageAsync(site, "/?published-by=&recorded-by=")).QuerySelector(".as-of"));
    });

    [Fact]
    public Task The_public_is_shown_what_had_been_published_and_not_what_had_been_recorded() => TryAsync(new SiteOptions { Public = new PublicationPolicy() }, async (site, _, _, addLater) =>
    {
        var between = Uri.EscapeDataString(await addLater());
        foreach (var address in new[] { "/", "/map", "/map/pins.json", "/tallies", "/tallies/people-killed", "/series", "/reports", "/sitrep", "/sitrep.md" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(site, $"{address}?recorded-by={between}")).Status);
            var (status, body) = await GetAsync(site, $"{address}?published-by=2031-03-12T12:00:00Z");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.DoesNotContain("Odesa", body, StringComparison.Ordinal);
        }
    });
}
