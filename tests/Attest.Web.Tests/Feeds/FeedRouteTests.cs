using System.Reflection;
using System.Xml.Linq;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Feeds;

/// <summary>Every page that can be narrowed is a feed, found from the routes themselves: a new filter without one fails here.</summary>
public sealed class FeedRouteTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    // What names a place in a list, a moment to look back from, or a way to look at one thing, narrows nothing.
    private static readonly string[] NoFilters = ["cursor", "page", "part", "after", "before", "since", "over", "id", "address", "publishedBy", "recordedBy"];

    // Pages with filters that are no list of what comes in, each with why.
    private static readonly Dictionary<string, string> NoLists = new(StringComparer.Ordinal)
    {
        ["/since"] = "what changed since a moment is the stream, and the feed of the front page",
        ["/sitrep.md"] = "the file of a page", ["/map/pins.json"] = "data of the map", ["/live"] = "a stream",
    };

    // A narrowed address of each page that has a feed.
    private static readonly Dictionary<string, string> Narrowed = new(StringComparer.Ordinal)
    {
        ["/"] = "/?place=Kharkiv&type=ASSAULT", ["/map"] = "/map?place=Kharkiv", ["/search"] = "/search?q=rubble", ["/posts"] = "/posts", ["/reports"] = "/reports?publisher=Sample%20Wire",
        ["/speakers/{id}"] = "", ["/series"] = "/series?measure=people-killed", ["/series/{id}"] = "", ["/tallies/{measure}"] = "/tallies/people-killed?place=Kharkiv&from=2022-01-01", ["/coverage"] = "/coverage?place=Kharkiv",
        ["/sitrep"] = "/sitrep", ["/snapshots"] = "/snapshots", ["/corrections"] = "/corrections?of=decisions",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_page_that_takes_a_filter_is_a_feed()
    {
        var feeds = Routes().Select(route => route.RoutePattern.RawText!).Where(path => path.EndsWith("/feed.atom", StringComparison.Ordinal)).Select(path => path[..^"/feed.atom".Length] is { Length: > 0 } page ? page : "/").ToHashSet(StringComparer.Ordinal);
        var pages = Routes().Where(IsPage).Select(route => (Path: route.RoutePattern.RawText!, Filters: FiltersOf(route))).Where(page => page.Filters.Count > 0 && !NoLists.ContainsKey(page.Path)).ToList();
        Assert.Contains(pages, page => page.Path == "/tallies/{measure}");
        Assert.All(pages, page => Assert.True(feeds.Contains(page.Path) || page.Path == "/map", $"{page.Path} is narrowed by {string.Join(", ", page.Filters)} and is no feed."));
        Assert.Equal(feeds.Append("/map").Order(StringComparer.Ordinal), Narrowed.Keys.Order(StringComparer.Ordinal));
        // Each as Atom and as JSON Feed.
        Assert.Equal(feeds.Count, Routes().Count(route => route.RoutePattern.RawText!.EndsWith("/feed.json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_page_names_its_feed_with_its_own_narrowing_and_the_feed_leads_back()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var speaker = (await site.Archive.SpeakersAsync(null, 1, Cancel)).Items[0];
        foreach (var (page, narrowed) in Narrowed.Where(page => page.Key != "/series/{id}"))
        {
            var address = page == "/speakers/{id}" ? $"/speakers/{Uri.EscapeDataString(speaker.Key)}" : narrowed;
            var (path, query) = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (address[..at], address[at..]) : (address, "");
            var document = Markup.Parse(await site.Client.GetStringAsync(address, Cancel));
            var named = document.QuerySelectorAll("link[rel=alternate]").Select(link => link.GetAttribute("href")!).ToList();
            var own = page == "/map" || path == "/" ? "" : path;
            Assert.Equal([$"{own}/feed.atom{query}", $"{own}/feed.json{query}"], named);
            var feed = XDocument.Parse(await site.Client.GetStringAsync(named[0], Cancel)).Root!;
            var back = feed.Elements(atom + "link").Single(link => link.Attribute("rel")!.Value == "alternate").Attribute("href")!.Value;
            Assert.Equal(new Uri(site.Address, page == "/map" ? "/" + query : address).AbsoluteUri, back);
        }
    }

    [Theory]
    [InlineData("/feed.atom?plcae=Kharkiv", "plcae")]
    [InlineData("/feed.JSON?of=waiting", "of")]
    [InlineData("/posts/feed.atom?place=Kharkiv", "place")]
    [InlineData("/tallies/people-killed/feed.json?publisher=Sample", "publisher")]
    public async Task What_a_feed_cannot_be_asked_for_is_refused_and_not_passed_over(string address, string name)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"“{name}”", System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    private IReadOnlyList<RouteEndpoint> Routes() => [.. site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static bool IsPage(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        && route.RoutePattern.RawText is { } path && !path.StartsWith("/api", StringComparison.Ordinal) && !path.StartsWith("/openapi", StringComparison.Ordinal) && !path.Contains("/feed.", StringComparison.Ordinal)
        && route.Metadata.GetMetadata<RouteAccess>() is { } access && access.Least == Role.Reader && access.LeastInPublic == Role.Visitor;

    // What a route takes from the query: its own parameters, or the whole request where it reads the filters of incidents.
    private static List<string> FiltersOf(RouteEndpoint route) => route.Metadata.GetMetadata<MethodInfo>() is not { } method ? []
        : [.. method.GetParameters().Where(parameter => parameter.ParameterType == typeof(HttpRequest) || (parameter.ParameterType == typeof(string) && !NoFilters.Contains(parameter.Name) && route.RoutePattern.GetParameter(parameter.Name!) is null))
            .Select(parameter => parameter.Name!)];
}
