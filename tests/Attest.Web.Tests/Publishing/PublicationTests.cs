using System.Net;
using System.Reflection;
using System.Text.Json;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Components;
using Attest.Web.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Publishing;

/// <summary>The public view of an archive: what it must not show stands nowhere.</summary>
public sealed class PublicationTests(PublicSite site) : IClassFixture<PublicSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task How_the_archive_stood_before_is_not_told_to_the_public()
    {
        var incident = (await site.Archive.IncidentsAsync(0, 10, Cancel))[0];
        var post = (await site.Archive.PostsAsync(PostList.All, null, 100, Cancel)).Items[0].Id;
        string[] asked =
        [
            "/api/v1/incidents", $"/api/v1/incidents/{incident.Id}", "/api/v1/claims", $"/api/v1/claims/{incident.Claims[0].Id}", "/api/v1/reports", $"/api/v1/reports/{incident.Claims[0].Report.Id}",
            $"/api/v1/readings/{incident.Claims[0].Report.Id}", "/api/v1/series", "/api/v1/tallies", "/api/v1/tallies/people-killed", "/api/v1/corrections", $"/api/v1/posts/{post}", "/api/v1/key-points", "/api/v1/export.jsonl",
        ];
        foreach (var address in asked.Select(address => $"{address}?recordedBy=2031-03-20").Concat(["/tallies/people-killed?recorded-by=2031-03-20", $"/posts/{post}?recorded-by=2031-03-20"]))
        {
            using var answer = await site.Client.GetAsync(address, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{address} answers {answer.StatusCode}.");
        }
    }

    [Fact]
    public async Task What_waits_is_refused_as_what_is_read_and_what_has_lost_its_words_is_told()
    {
        using var waiting = await site.Client.GetAsync("/api/v1/corrections?of=waiting", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, waiting.StatusCode);
        var told = await waiting.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("What waits to be decided is not for the public", told, StringComparison.Ordinal);
        Assert.DoesNotContain("can be added", told, StringComparison.Ordinal);
        using var lost = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/corrections?of=lost", Cancel));
        Assert.All(lost.RootElement.GetProperty("items").EnumerateArray(), one => Assert.True(one.GetProperty("lost").GetBoolean()));
    }

    [Fact]
    public async Task What_is_withheld_stands_on_no_page_in_no_stream_and_in_no_file()
    {
        var routes = await PublicWalk.AddressesAsync(site, Cancel);
        var known = site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<RouteAccess>() is { NeedsAccount: false } access && access.Least == Role.Reader).Select(route => route.RoutePattern.RawText!).Distinct().ToList();
        Assert.Equal(known.Order(StringComparer.Ordinal), routes.Keys.Order(StringComparer.Ordinal));

        var leaks = await PublicWalk.LeaksAsync(site.Client, routes.Values.SelectMany(addresses => addresses), Cancel);
        Assert.True(leaks.Count == 0, string.Join(Environment.NewLine, leaks.Take(20)));
    }

    [Theory]
    [InlineData("Koval")]
    [InlineData("Olha Koval")]
    [InlineData("Kov*")]
    [InlineData("Yampil")]
    [InlineData("Drobysheve")]
    [InlineData("4149499123456789")]
    [InlineData("okoval")]
    [InlineData("okoval@mail.example")]
    [InlineData("Melnyk")]
    [InlineData("Гордієнко")]
    public async Task What_is_withheld_is_not_found_either(string words)
    {
        var page = Markup.Parse(await ReadAsync($"/search?q={Uri.EscapeDataString(words)}"));
        Assert.Empty(page.QuerySelectorAll("[data-stop]"));
    }

    [Theory]
    [InlineData("Yampil")]
    [InlineData("Drobysheve")]
    public async Task No_program_can_tell_a_place_where_forces_are_from_one_where_none_are(string place)
    {
        foreach (var address in new[] { "/api/v1/incidents?place={0}", "/api/v1/claims?place={0}", "/api/v1/search?q=deployed&place={0}", "/api/v1/export.csv?place={0}", "/feed.json?place={0}&all=yes", "/api/v1/tallies/troops-deployed?place={0}" })
        {
            Assert.Equal(Without(await ReadAsync(address.Replace("{0}", "Poltava", StringComparison.Ordinal)), "Poltava"), Without(await ReadAsync(address.Replace("{0}", place, StringComparison.Ordinal)), place));
        }

        static string Without(string body, string place) => body.Replace(place, "there", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_place_that_is_told_cuts_the_words_that_it_names_out_of_what_is_shown()
    {
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var claim in (await site.Archive.ClaimsAsync(ClaimFilter.All, null, null, null, 10_000, Cancel)).Items.Select(listed => listed.Claim))
        {
            whole[claim.Id] = QuotePiece.WordsOf(claim) ?? "";
        }
        var told = 0;
        var walked = await PublicWalk.AddressesAsync(site, Cancel);
        foreach (var address in walked.Where(route => route.Key.StartsWith("/api/v1", StringComparison.Ordinal) || route.Key == "/snapshots/{id}.json").SelectMany(route => route.Value).Where(address => !address.Contains("recordedBy", StringComparison.Ordinal)))
        {
            using var answer = await site.Client.GetAsync(address, Cancel);
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/x-ndjson"))
            {
                continue;
            }
            foreach (var line in (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var json = JsonDocument.Parse(line);
                foreach (var claim in Within(json.RootElement).Where(one => one.TryGetProperty("words", out var words) && words.ValueKind == JsonValueKind.Array && one.TryGetProperty("report", out var report) && report.TryGetProperty("quote", out _)))
                {
                    var report = claim.GetProperty("report");
                    Assert.Equal(JsonValueKind.Null, report.GetProperty("quoteStart").ValueKind);
                    var quote = report.GetProperty("quote").GetString()!.EnumerateRunes().ToArray();
                    var cut = string.Join(" … ", claim.GetProperty("words").EnumerateArray().Select(span => string.Concat(quote[span.GetProperty("start").GetInt32()..span.GetProperty("end").GetInt32()])));
                    var expected = whole[claim.GetProperty("id").GetString()!];
                    Assert.True(cut == expected || cut.Contains('[', StringComparison.Ordinal) || (cut.Length == 0 && report.GetProperty("quote").GetString()!.StartsWith('[')), $"{address}: “{cut}” stands for “{expected}”.");
                    told++;
                }
                foreach (var anchor in Within(json.RootElement).Where(one => one.TryGetProperty("anchor", out var of) && of.ValueKind == JsonValueKind.Object))
                {
                    Assert.Equal(JsonValueKind.Null, anchor.GetProperty("anchor").GetProperty("start").ValueKind);
                }
                // The words of a reading are counted in the excerpt that comes with it.
                foreach (var reading in Within(json.RootElement).Where(one => one.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String && one.TryGetProperty("items", out _)))
                {
                    var length = reading.GetProperty("text").GetString()!.EnumerateRunes().Count();
                    foreach (var span in Within(reading).Where(one => one.TryGetProperty("start", out var start) && start.ValueKind == JsonValueKind.Number && one.TryGetProperty("end", out _)))
                    {
                        Assert.InRange(span.GetProperty("end").GetInt32(), span.GetProperty("start").GetInt32(), length);
                        Assert.InRange(span.GetProperty("start").GetInt32(), 0, length);
                        told++;
                    }
                }
            }
        }
        Assert.True(told > 300, $"Only {told} places were told.");

        static IEnumerable<JsonElement> Within(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Within(member.Value)).Prepend(element),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Within),
            _ => [],
        };
    }

    [Fact]
    public async Task A_claim_leads_to_its_record_in_the_excerpt()
    {
        var incident = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).First(incident => incident.Toll.ContainsKey(Measure.PeopleKilled) && incident.Place?.Name == "Marhanets");
        var links = Markup.Parse(await ReadAsync($"/incidents/{incident.Id}")).QuerySelectorAll(".citation a").Select(link => link.GetAttribute("href")!.Split('#')).Where(link => link[0].StartsWith("/reports/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.StartsWith("claim-", link[1], StringComparison.Ordinal));
        var found = 0;
        foreach (var link in links)
        {
            found += Markup.Parse(await ReadAsync(link[0])).QuerySelector($".note [id='{link[1]}']") is null ? 0 : 1;
        }
        Assert.True(found > 0, "No link leads to a record.");
    }

    [Fact]
    public async Task Pages_of_other_sites_may_read_what_everybody_may_and_exports_say_that_it_is_that()
    {
        using var answer = await site.Client.GetAsync("/api/v1/export.csv", Cancel);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains(" public\",", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/v1/incidents");
        using var allowed = await site.Client.SendAsync(asked, Cancel);
        Assert.Equal((HttpStatusCode.NoContent, "GET, HEAD, OPTIONS"), (allowed.StatusCode, allowed.Headers.GetValues("Access-Control-Allow-Methods").Single()));
        using var page = await site.Client.GetAsync("/", Cancel);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task What_may_be_shown_is_shown()
    {
        var market = (await site.Archive.ReportsAsync(0, 100, Cancel)).Single(report => report.Published!.Value.Day == new DateOnly(2023, 3, 22));
        var report = await ReadAsync($"/reports/{market.Id}");
        Assert.Contains("Iryna Hlushko", report, StringComparison.Ordinal);
        Assert.Contains("[name withheld]", report, StringComparison.Ordinal);
        Assert.Contains("This is an excerpt", report, StringComparison.Ordinal);
        Assert.DoesNotContain("/originals/", report, StringComparison.Ordinal);
        Assert.DoesNotContain("brass weathercock", report, StringComparison.Ordinal);
        var incident = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).First(incident => incident.Toll.ContainsKey(Measure.PeopleKilled) && incident.Place?.Name == "Marhanets");
        var page = await ReadAsync($"/incidents/{incident.Id}");
        Assert.Contains("A private person", page, StringComparison.Ordinal);
        Assert.Contains("Andrii Kostin", await ReadAsync("/speakers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_of_forces_are_late_and_coarse()
    {
        var incidents = await site.Archive.IncidentsAsync(0, 1000, Cancel);
        var old = incidents.First(incident => incident.Type == EventType.Mobilize && incident.Place?.Name == "Drobysheve");
        var page = await ReadAsync($"/incidents/{old.Id}");
        Assert.Contains("Donetsk Oblast: ", page, StringComparison.Ordinal);
        foreach (var fresh in incidents.Where(incident => incident.Type is EventType.Mobilize or EventType.Retreat && incident.Place?.Name == "Yampil"))
        {
            using var answer = await site.Client.GetAsync($"/incidents/{fresh.Id}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_stream_names_no_incident_that_is_not_shown()
    {
        var hidden = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).Where(incident => incident.Type is EventType.Mobilize or EventType.Retreat && incident.Place?.Name == "Yampil").Select(incident => incident.Id).ToList();
        Assert.NotEmpty(hidden);
        var told = await PublicWalk.StreamAsync(site.Client, "/live?after=0&all=yes", Cancel);
        Assert.Contains("event: change", told, StringComparison.Ordinal);
        Assert.All(hidden, id => Assert.DoesNotContain(id, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_form_of_a_public_site_is_answered()
    {
        using var answer = await site.Client.PostAsync("/add/text", new FormUrlEncodedContent([KeyValuePair.Create("text", "Anything at all.")]), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("<form method=\"post\"", await ReadAsync("/sources"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_holds_the_archive_itself()
    {
        var holders = typeof(AttestSite).Assembly.GetTypes()
            .Where(type => type.Namespace != "Attest.Web.Publishing" && type != typeof(AttestSite) && type.DeclaringType != typeof(AttestSite))
            .Where(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(Holds))
            .Select(type => type.FullName);
        Assert.Empty(holders);

        static bool Holds(MemberInfo member) => member switch
        {
            FieldInfo field => IsArchive(field.FieldType),
            PropertyInfo property => IsArchive(property.PropertyType),
            MethodBase method => method.GetParameters().Any(parameter => IsArchive(parameter.ParameterType)) || method.GetMethodBody()?.LocalVariables.Any(local => IsArchive(local.LocalType)) == true,
            _ => false,
        };

        static bool IsArchive(Type type) => type == typeof(ReportArchive) || type == typeof(IncidentReader);
    }

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
