using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Attest.Archive;
using Attest.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attest.Web.Tests;

public sealed class SiteTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_link_on_every_page_leads_somewhere()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var toVisit = new Queue<string>(seen);
        var anchors = new Dictionary<string, HashSet<string?>>(StringComparer.Ordinal);
        var wanted = new List<(string From, string Page, string Anchor)>();
        while (toVisit.TryDequeue(out var page))
        {
            using var answer = await site.Client.GetAsync(page, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page} answers {answer.StatusCode}.");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Markup.CheckSafe(html);
            var document = Markup.Parse(html);
            anchors[page] = [.. document.All.Select(element => element.Id)];
            foreach (var link in document.QuerySelectorAll("[href]").Where(element => element.GetAttribute("rel") != "noreferrer noopener external"))
            {
                var parts = link.GetAttribute("href")!.Split('#', 2);
                var target = parts[0].Length == 0 ? page : parts[0];
                if (parts.Length > 1)
                {
                    wanted.Add((page, target, parts[1]));
                }
                if (seen.Add(target))
                {
                    toVisit.Enqueue(target);
                }
            }
        }
        Assert.Contains(seen, page => page.StartsWith("/incidents/", StringComparison.Ordinal));
        Assert.Contains(seen, page => page.StartsWith("/originals/", StringComparison.Ordinal));
        Assert.Contains($"/reports/{site.Marked.Report.Id}", seen);
        foreach (var (from, page, anchor) in wanted)
        {
            Assert.True(anchors[page].Contains(anchor), $"{from} leads to {page}#{anchor}, which is not there.");
        }
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/about", 200)]
    [InlineData("/reports", 200)]
    [InlineData("/tallies", 200)]
    [InlineData("/tallies/people-killed", 200)]
    [InlineData("/tallies/people-killed?place=Odesa&from=2023-01-01&published-by=2023-12-31&recorded-by=2023-12-31T10:00:00Z", 200)]
    [InlineData("/tallies/deaths", 400)]
    [InlineData("/tallies/people-killed?from=May", 400)]
    [InlineData("/tallies/people-killed?published-by=May", 400)]
    [InlineData("/series", 200)]
    [InlineData("/series?measure=deaths", 400)]
    [InlineData("/series/unknown", 404)]
    [InlineData("/coverage", 200)]
    [InlineData("/sources", 200)]
    [InlineData("/add", 200)]
    [InlineData("/coverage?place=Nowhere&from=2023-05-01&to=2023-05-03", 404)]
    [InlineData("/coverage?place=Odesa&from=2023-05-01&to=2023-05-03", 200)]
    [InlineData("/coverage?from=2023-05-02&to=2023-05-01", 400)]
    [InlineData("/coverage?place=Odesa&from=0001-01-01&to=9999-12-31", 200)]
    [InlineData("/tallies/people-killed?from=2023-05-02&to=2023-05-01", 400)]
    [InlineData("/tallies/people-killed?published-by=9999-12-31", 200)]
    [InlineData("/series?before=nothing", 400)]
    [InlineData("/coverage?to=May", 400)]
    [InlineData("/nowhere", 404)]
    [InlineData("/incidents/unknown", 404)]
    [InlineData("/incidents/%3Cscript%3E", 404)]
    [InlineData("/reports/unknown", 404)]
    [InlineData("/reports/0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/originals/..%2F..%2Fetc%2Fpasswd", 404)]
    [InlineData("/originals/0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/assets/nothing.css", 404)]
    [InlineData("/?cursor=1", 200)]
    [InlineData("/?cursor=-1", 400)]
    [InlineData("/?cursor=one", 400)]
    [InlineData("/?cursor=1&cursor=2", 400)]
    [InlineData("/?place=Kharkiv&from=2031-03-01&to=2031-03-31&type=ASSAULT&side=Russia&status=happened&publisher=Sample%20Wire&measure=people-killed&disputed=yes", 200)]
    [InlineData("/?place=&type=", 200)]
    [InlineData("/?type=WAR", 400)]
    [InlineData("/?status=maybe", 400)]
    [InlineData("/?from=2031-02-30", 400)]
    [InlineData("/?disputed=perhaps", 400)]
    [InlineData("/?place=a&place=b", 400)]
    [InlineData("/search", 200)]
    [InlineData("/search?q=Kharkiv", 200)]
    [InlineData("/search?q=%22apartment%20block%22%20kill*&type=ASSAULT", 200)]
    [InlineData("/search?q=%22%27%29%28*%3A%5E%00%2D--%20OR%20NEAR%28a%29", 200)]
    [InlineData("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", 200)]
    [InlineData("/search?q=a&cursor=x", 400)]
    [InlineData("/search?q=a&type=WAR", 400)]
    [InlineData("/speakers", 200)]
    [InlineData("/speakers?cursor=x", 400)]
    [InlineData("/speakers/unknown", 404)]
    [InlineData("/since?at=2031-03-12T07:00", 200)]
    [InlineData("/since?at=12:00", 400)]
    [InlineData("/since?at=05/06/2031", 400)]
    [InlineData("/map", 200)]
    [InlineData("/map?place=Kharkiv&from=2031-03-01&disputed=yes", 200)]
    [InlineData("/map?cursor=1", 200)]
    [InlineData("/map?cursor=one", 400)]
    [InlineData("/map?type=WAR", 400)]
    [InlineData("/since", 200)]
    [InlineData("/since?after=1", 200)]
    [InlineData("/since?at=2023-09-13T07:00Z", 200)]
    [InlineData("/since?at=yesterday", 400)]
    [InlineData("/since?after=x", 400)]
    [InlineData("/reports?page=%00", 400)]
    public async Task Every_address_answers_with_the_right_status_a_helpful_page_and_the_headers(string address, int status)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Markup.CheckSafe(html);
        Assert.DoesNotContain("   at ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", html, StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_query_of_ten_thousand_characters_is_answered()
    {
        using var answer = await site.Client.GetAsync($"/search?q={new string('x', 10_000)}", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_word_of_a_report_is_found_with_the_words_around_it_and_leads_to_its_place()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync("/search?q=rubble", Cancel));
        var hit = page.QuerySelector(".hits li")!;
        Assert.Equal("rubble", hit.QuerySelector("mark")!.TextContent);
        Assert.Equal("No incident and 1 passage in 1 report for “rubble”.", page.QuerySelector(".standfirst")!.TextContent);
        Assert.StartsWith($"/reports/{site.Marked.Report.Id}#at-", hit.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_speaker_has_a_page_with_what_others_say_of_the_same()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync("/speakers/olena%20tarasenko", Cancel));
        Assert.Equal("Olena Tarasenko", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("at least 3 people killed", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The city hospital", page.QuerySelector(".others")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_change_something_is_refused()
    {
        using var answer = await site.Client.PostAsync("/", new StringContent("x"), Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("can only be read", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_of_a_page_can_be_asked_for()
    {
        using var answer = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/reports"), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_style_sheet_is_kept_for_ever_and_loads_nothing_else()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync("/", Cancel));
        var address = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var answer = await site.Client.GetAsync(address, Cancel);
        var css = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", css, StringComparison.Ordinal);
        Assert.True(css.Length > 10_000);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Headers.ETag!.Tag));
        using var unchanged = await site.Client.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task An_original_is_given_byte_for_byte_and_never_shown_by_the_browser()
    {
        var report = site.Hostile.Report;
        using var answer = await site.Client.GetAsync($"/originals/{report.Original.Sha256}", Cancel);
        Assert.Equal(Encoding.UTF8.GetBytes(report.Text), await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_taken_port_is_told_to_the_caller()
    {
        await using var second = AttestSite.Create(site.Archive, [site.Address.ToString()]);
        await Assert.ThrowsAsync<IOException>(() => second.StartAsync(Cancel));
    }

    [Fact]
    public async Task Serving_makes_no_keys()
    {
        await using var unstarted = AttestSite.Create(site.Archive, []);
        Assert.DoesNotContain(
            unstarted.Services.GetServices<IHostedService>(), service => service.GetType().FullName!.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_that_fails_gives_a_page_without_its_insides()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel);
        await using var failing = AttestSite.Create(archive, ["http://127.0.0.1:0"]);
        await failing.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(failing.Urls.Single()) };
        Assert.Contains("Nothing has been added yet", await client.GetStringAsync("/", Cancel), StringComparison.Ordinal);

        await archive.DisposeAsync();
        using var answer = await client.GetAsync("/", Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("This page could not be made", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Disposed", html, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        folder.Delete(recursive: true);
    }
}
