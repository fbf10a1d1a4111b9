using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Serving;
using Attest.Web.Tests.Accounts;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Tests.Api;

/// <summary>What is limited however it is written, and what lists and feeds give when there is something to give.</summary>
public sealed class LimitTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_address_is_limited_and_costs_the_same_in_whatever_case_and_with_a_slash_at_its_end()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false);
        var number = 0;
        foreach (var operation in ApiOperation.All.Where(operation => operation is { Method: "GET", IsOpen: true } && !operation.Path.Contains("{id}", StringComparison.Ordinal) && !operation.Path.Contains("{key}", StringComparison.Ordinal)))
        {
            var path = operation.Path.Replace("{format}", "jsonl", StringComparison.Ordinal).Replace("{measure}", "people-killed", StringComparison.Ordinal);
            var left = new List<string>();
            foreach (var written in new[] { path, path.ToUpperInvariant(), $"{path}/", $"/API{path[4..]}" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, written);
                request.Headers.Add("X-Forwarded-For", $"203.0.{number / 250}.{number++ % 250}");
                using var browser = site.Browser();
                using var answer = await browser.SendAsync(request, Cancel);
                left.Add(answer.Headers.TryGetValues("RateLimit-Remaining", out var values) ? values.Single() : $"{written}: none");
            }
            Assert.Single(left.Distinct());
            Assert.Equal((ApiLimits.Store - (operation == ApiOperation.Export ? ApiLimits.ForExport : 1)).ToString(System.Globalization.CultureInfo.InvariantCulture), left[0]);
        }
        foreach (var feed in new[] { "/FEED.ATOM", "/Search/Feed.json/", "/corrections/feed.ATOM" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, feed);
            request.Headers.Add("X-Forwarded-For", "198.51.100.9");
            using var browser = site.Browser();
            using var answer = await browser.SendAsync(request, Cancel);
            Assert.True(answer.Headers.Contains("RateLimit-Remaining"), feed);
        }
    }

    [Fact]
    public void One_machine_has_two_exports_under_way_and_all_together_eight()
    {
        var turns = new ExportTurns();
        var taken = Enumerable.Range(0, 6).SelectMany(machine => Enumerable.Repeat(machine, 3)).Select(machine => From($"203.0.113.{machine}")).Select(context => (Context: context, Took: turns.TryTake(context, out _))).ToList();
        Assert.Equal(ExportTurns.MostInAll, taken.Count(one => one.Took));
        Assert.All(taken.GroupBy(one => one.Context.Connection.RemoteIpAddress), machine => Assert.True(machine.Count(one => one.Took) <= ExportTurns.MostOfOne));
    }

    [Fact]
    public async Task Pages_of_a_stranger_are_limited_while_whoever_sits_here_and_the_files_of_pages_are_not()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false);
        using var stranger = site.Browser();
        stranger.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        HttpResponseMessage? refused = null;
        for (var i = 0; i < PageLimits.Store && refused is null; i++)
        {
            var answer = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/snapshots/none"), Cancel);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }
        Assert.NotNull(refused);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        using var icon = await stranger.GetAsync("/assets/none", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, icon.StatusCode);
        using var here = site.Browser();
        using var page = await here.GetAsync("/about", Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Speakers_searches_and_posts_are_given_as_of_publication()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        var claim = (await site.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).First(claim => claim.Speaker is not null);
        await site.Archive.WritePostAsync(new PostDraft(PostKind.Post, "", "Three were killed [1].", [new NumberedClaim(1, claim.Id)]), new Decision("", "editor"), isHeld: false, Cancel);
        using var client = site.Browser();
        var check = new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement);
        async Task<JsonElement> AskAsync(string address, string schema)
        {
            var body = JsonDocument.Parse(await client.GetStringAsync(address, Cancel)).RootElement;
            check.Check(body, schema);
            return body;
        }
        static int Count(JsonElement body, string member = "items") => body.GetProperty(member).GetArrayLength();
        var now = await AskAsync("/api/v1/speakers", "SpeakerPage");
        Assert.NotEqual(0, Count(now));
        Assert.Equal(now.GetRawText(), (await AskAsync("/api/v1/speakers?publishedBy=2040-01-01", "SpeakerPage")).GetRawText());
        Assert.Equal(0, Count(await AskAsync("/api/v1/speakers?publishedBy=2001-01-01", "SpeakerPage")));
        var key = Uri.EscapeDataString(now.GetProperty("items")[0].GetProperty("key").GetString()!);
        Assert.NotEqual(0, Count(await AskAsync($"/api/v1/speakers/{key}?publishedBy=2040-01-01", "SpeakerClaims")));
        using var nobody = await client.GetAsync($"/api/v1/speakers/{key}?publishedBy=2001-01-01", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        var found = await AskAsync("/api/v1/search?q=rubble&publishedBy=2040-01-01", "SearchPage");
        Assert.Equal((await AskAsync("/api/v1/search?q=rubble", "SearchPage")).GetRawText(), found.GetRawText());
        var early = await AskAsync("/api/v1/search?q=rubble&publishedBy=2001-01-01", "SearchPage");
        Assert.Equal((0, 0), (Count(early), Count(early, "incidents")));
        Assert.Equal(1, Count(await AskAsync("/api/v1/posts?publishedBy=2100-01-01", "PostPage")));
        Assert.Equal(1, Count(await AskAsync("/api/v1/posts?recordedBy=2100-01-01", "PostPage")));
        Assert.Equal(0, Count(await AskAsync("/api/v1/posts?publishedBy=2001-01-01", "PostPage")));
        Assert.Equal(0, Count(await AskAsync("/api/v1/posts?recordedBy=2001-01-01", "PostPage")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_feed_of_corrections_tells_what_became_of_what(bool isPublic)
    {
        await using var site = await AccountSite.StartAsync(isPublic, isWide: false);
        var figure = (await site.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).First(claim => claim.High == 7);
        var made = await site.Archive.CorrectAsync(figure.Id, [new FieldValue(ClaimField.Figure, "9")], new Decision("counted again", "an editor"), new IncidentLinker(), Cancel);
        await site.Archive.AcceptAsync(figure.Id, new Decision("read rightly", "an editor"), new IncidentLinker(), Cancel);
        using var client = site.Browser();
        if (isPublic)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.5");
        }
        var feed = XDocument.Parse(await client.GetStringAsync("/corrections/feed.atom", Cancel)).Root!;
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Contains("how many: 7 → 9", entry.Element(Atom + "summary")!.Value, StringComparison.Ordinal);
        Assert.EndsWith($"/corrections/{made.Id}", entry.Element(Atom + "link")!.Attribute("href")!.Value, StringComparison.Ordinal);
        Assert.Equal(isPublic ? [] : ["an editor"], entry.Elements(Atom + "author").Select(author => author.Element(Atom + "name")!.Value));
        Assert.Equal(!isPublic, entry.Value.Contains("counted again", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(await client.GetStringAsync("/corrections/feed.json", Cancel));
        Assert.Equal(entry.Element(Atom + "summary")!.Value, Assert.Single(json.RootElement.GetProperty("items").EnumerateArray()).GetProperty("content_text").GetString());
        Assert.Equal(!isPublic, json.RootElement.GetProperty("items")[0].TryGetProperty("authors", out _));
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
