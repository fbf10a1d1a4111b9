using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Attest.Archive;
using Attest.Web.Feeds;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Feeds;

/// <summary>Feeds by the rules of their formats: what must be there is there, names are for ever and each once, moments are RFC 3339.</summary>
public sealed class FeedTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_entry_says_what_editors_did_to_what()
    {
        var incident = Examples.Incident();
        var decided = incident with
        {
            Judged = [new ClaimJudgement(Verdict.Same, "j1"), new ClaimJudgement(Verdict.NotSame, "j2")],
            Claims = [incident.Claims[0] with { Judged = [new ClaimJudgement(Verdict.Accepted, "j3"), new ClaimJudgement(Verdict.Corrected, "j4")] }, .. incident.Claims.Skip(1)],
        };
        var entry = FeedEntries.Of(new ListedIncident(decided, 1, DateTimeOffset.UnixEpoch));
        Assert.Contains("By decision of editors reports that stood apart were joined; reports that stood together were parted; a claim was put right.", entry.Text.Split('\n'));
        Assert.Equal(["corrected"], entry.Tags.Except(FeedEntries.Of(new ListedIncident(incident, 1, DateTimeOffset.UnixEpoch)).Tags));
        Assert.DoesNotContain("By decision", FeedEntries.Of(new ListedIncident(incident, 1, DateTimeOffset.UnixEpoch)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feed.atom", true)]
    [InlineData("/feed.atom?all=yes", true)]
    [InlineData("/feed.atom?place=Kharkiv&type=ASSAULT", true)]
    [InlineData("/feed.atom?place=Nowhere", false)]
    [InlineData("/search/feed.atom?q=rubble", true)]
    [InlineData("/search/feed.atom?q=%3Cscript%3E%26%00", true)]
    [InlineData("/corrections/feed.atom", false)]
    [InlineData("/corrections/feed.atom?of=decisions", false)]
    [InlineData("/posts/feed.atom", false)]
    [InlineData("/reports/feed.atom", true)]
    [InlineData("/reports/feed.atom?publisher=Nobody%20%26%20Sons", false)]
    [InlineData("/series/feed.atom", false)]
    [InlineData("/series/feed.atom?measure=people-killed&claimant=Nobody", false)]
    [InlineData("/tallies/people-killed/feed.atom", true)]
    [InlineData("/tallies/people-killed/feed.atom?from=2001-01-01&to=2001-01-02", false)]
    [InlineData("/coverage/feed.atom", true)]
    [InlineData("/coverage/feed.atom?place=Kharkiv", true)]
    [InlineData("/sitrep/feed.atom", true)]
    [InlineData("/snapshots/feed.atom", false)]
    public async Task An_Atom_feed_is_valid(string address, bool hasEntries)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        foreach (var element in feed.Elements(Atom + "entry").Prepend(feed))
        {
            Assert.StartsWith("urn:uuid:", element.Elements(Atom + "id").Single().Value, StringComparison.Ordinal);
            Assert.NotEmpty(element.Elements(Atom + "title").Single().Value);
            CheckMoment(element.Elements(Atom + "updated").Single().Value);
            Assert.All(element.Elements(Atom + "published"), published => CheckMoment(published.Value));
            Assert.True(element.Elements(Atom + "published").Count() <= 1);
            Assert.Single(element.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "alternate");
            Assert.All(element.Elements(Atom + "link"), link => Assert.StartsWith(site.Address.ToString(), link.Attribute("href")!.Value, StringComparison.Ordinal));
            Assert.All(element.Elements(Atom + "author"), author => Assert.NotEmpty(author.Elements(Atom + "name").Single().Value));
        }
        Assert.Single(feed.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "self");
        Assert.NotEmpty(feed.Elements(Atom + "author"));
        Assert.All(feed.Elements(Atom + "entry"), entry => Assert.NotEmpty(entry.Elements(Atom + "summary").Single().Value));
        var ids = feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(hasEntries, ids.Count > 0);
        foreach (var link in feed.Descendants(Atom + "link").Select(link => link.Attribute("href")!.Value))
        {
            using var there = await site.Client.GetAsync(link, Cancel);
            Assert.True(there.IsSuccessStatusCode, $"{address} leads to {link}, which answers {there.StatusCode}.");
        }
    }

    [Theory]
    [InlineData("/feed.json")]
    [InlineData("/feed.json?all=yes")]
    [InlineData("/search/feed.json?q=rubble")]
    [InlineData("/corrections/feed.json")]
    [InlineData("/reports/feed.json")]
    [InlineData("/tallies/people-killed/feed.json")]
    [InlineData("/coverage/feed.json")]
    [InlineData("/sitrep/feed.json")]
    [InlineData("/posts/feed.json")]
    [InlineData("/snapshots/feed.json")]
    [InlineData("/series/feed.json")]
    public async Task A_JSON_feed_is_valid_and_has_the_entries_of_the_Atom_feed(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal("application/feed+json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var feed = json.RootElement;
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.NotEmpty(feed.GetProperty("title").GetString()!);
        Assert.Equal(new Uri(site.Address, address).ToString(), feed.GetProperty("feed_url").GetString());
        foreach (var item in feed.GetProperty("items").EnumerateArray())
        {
            Assert.NotEmpty(item.GetProperty("content_text").GetString()!);
            CheckMoment(item.GetProperty("date_modified").GetString()!);
            Assert.StartsWith(site.Address.ToString(), item.GetProperty("url").GetString(), StringComparison.Ordinal);
        }
        var atom = XDocument.Parse(await site.Client.GetStringAsync(address.Replace(".json", ".atom", StringComparison.Ordinal), Cancel)).Root!;
        Assert.Equal(atom.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value), feed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task A_feed_holds_the_incidents_of_its_page_under_names_that_do_not_change()
    {
        foreach (var query in new[] { "", "?all=yes", "?place=Kharkiv", "?measure=people-killed&disputed=yes" })
        {
            var page = Markup.Parse(await site.Client.GetStringAsync($"/{query}", Cancel));
            var listed = page.QuerySelectorAll("[data-live-part=list] article h3 a, [data-live-part=list] article h4 a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).Distinct().ToList();
            var feed = XDocument.Parse(await site.Client.GetStringAsync($"/feed.atom{query}", Cancel)).Root!;
            var ids = feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList();
            Assert.NotEmpty(ids);
            Assert.Equal(listed.Select(id => Feed.Name("incident", id)), ids);
            Assert.Contains(page.QuerySelectorAll("link[rel=alternate]"), link => link.GetAttribute("type") == "application/atom+xml" && link.GetAttribute("href") == $"/feed.atom{query}");
        }
    }

    [Fact]
    public async Task A_reports_a_speakers_and_a_days_entries_are_those_of_their_pages()
    {
        var publisher = site.Marked.Report.Publisher!;
        var reports = await IdsAsync($"/reports/feed.atom?publisher={Uri.EscapeDataString(publisher)}");
        var listed = Markup.Parse(await site.Client.GetStringAsync($"/reports?publisher={Uri.EscapeDataString(publisher)}", Cancel)).QuerySelectorAll(".report-list .what a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).ToList();
        Assert.NotEmpty(listed);
        Assert.Equal(listed.Select(id => Feed.Name("report", id)), reports);

        var speaker = (await site.Archive.SpeakersAsync(null, 10, Cancel)).Items.First(one => one.Claims > 1);
        var said = (await site.Archive.SpeakerClaimsAsync(speaker.Key, null, 50, Cancel)).Items.Select(one => Feed.Name("claim", one.Claim.Id));
        Assert.Equal(said.Distinct(), await IdsAsync($"/speakers/{Uri.EscapeDataString(speaker.Key)}/feed.atom"));

        var days = XDocument.Parse(await site.Client.GetStringAsync("/sitrep/feed.atom", Cancel)).Root!.Elements(Atom + "entry").ToList();
        Assert.All(days, day => Assert.StartsWith("# Situation report, ", day.Element(Atom + "summary")!.Value, StringComparison.Ordinal));
        Assert.Equal(days.Select(day => day.Element(Atom + "published")!.Value).OrderDescending(), days.Select(day => day.Element(Atom + "published")!.Value));

        async Task<List<string>> IdsAsync(string address) => [.. XDocument.Parse(await site.Client.GetStringAsync(address, Cancel)).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value)];
    }

    [Fact]
    public void A_name_is_a_UUID_of_what_it_names_on_every_machine()
    {
        Assert.Equal("urn:uuid:", Feed.Name("incident", "a")[..9]);
        Assert.Equal(Feed.Name("incident", "a"), Feed.Name("incident", "a"));
        Assert.NotEqual(Feed.Name("incident", "a"), Feed.Name("report", "a"));
        Assert.Equal('8', Feed.Name("incident", "a")["urn:uuid:".Length + 14]);
        Assert.Contains(Feed.Name("incident", "a")["urn:uuid:".Length + 19], "89ab");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u0000b\u000Bc\uFFFEd", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("😀 <b> & \t\n", "😀 <b> & \t\n")]
    public void What_XML_can_not_hold_is_replaced(string text, string plain) => Assert.Equal(plain, Feed.Plain(text));

    [Theory]
    [InlineData("/feed.atom?type=WAR", 400)]
    [InlineData("/search/feed.json?q=a&from=May", 400)]
    [InlineData("/series/feed.json?measure=tears", 400)]
    [InlineData("/tallies/tears/feed.atom", 400)]
    [InlineData("/tallies/people-killed/feed.atom?from=2023-05-02&to=2023-05-01", 400)]
    [InlineData("/coverage/feed.atom?place=Nowhereatall", 404)]
    [InlineData("/speakers/nobody/feed.atom", 404)]
    [InlineData("/series/none/feed.json", 404)]
    [InlineData("/sitrep/feed.json?date=May", 400)]
    [InlineData("/feed.atom?recorded-by=2000-01-01", 400)]
    [InlineData("/tallies/people-killed/feed.json?published-by=2000-01-01", 400)]
    public async Task What_can_not_be_asked_is_refused(string address, int status)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static void CheckMoment(string text)
    {
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", text);
        Assert.True(DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _));
    }
}
