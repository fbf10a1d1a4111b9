using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Publishing;

/// <summary>The public view of an archive: what it must not show stands nowhere.</summary>
public sealed partial class PublicationTests(PublicSite site) : IClassFixture<PublicSite>
{
    private static readonly string[] Queries = ["killed", "said", "soldiers", "deployed", "resident", "market", "prisoners", "brewery", "village", "general staff", "reached", "move*"];

    private static readonly string[] Forms = ["jsonl", "csv", "geojson", "acled", "hxl"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly string[] Then = ["recordedBy=2040-01-01", "publishedBy=2040-01-01", "publishedBy=2031-03-20&recordedBy=2040-01-01"];

    private static IEnumerable<string> With(string address) => [address, .. Then.Select(then => $"{address}?{then}")];

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
    public async Task What_is_withheld_stands_on_no_page_in_no_stream_and_in_no_file()
    {
        var reports = await site.Archive.ReportsAsync(0, 100, Cancel);
        var incidents = await site.Archive.IncidentsAsync(0, 1000, Cancel);
        var speakers = await site.Archive.SpeakersAsync(null, 100, Cancel);
        var series = await site.Archive.SeriesAsync(null, null, Cancel);
        // Whatever shows the archive; forms, accounts and style sheets show nothing of it.
        var routes = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal)
        {
            ["/"] = ["/", "/?all=yes", "/?place=Yampil&all=yes", "/?place=Drobysheve&all=yes", "/?disputed=yes"],
            ["/since"] = ["/since", "/since?after=1"],
            ["/incidents/{id}"] = incidents.Select(incident => $"/incidents/{incident.Id}"),
            ["/map"] = ["/map", "/map?all=yes", "/map?place=Donetsk%20Oblast"],
            ["/map/pins.json"] = ["/map/pins.json", "/map/pins.json?all=yes", "/map/pins.json?place=Drobysheve"],
            ["/map/land.json"] = [],
            ["/map/borders.json"] = [],
            ["/reports"] = ["/reports"],
            ["/reports/{id}"] = reports.Select(report => $"/reports/{report.Id}").Concat(reports.Select(report => $"/reports/{report.Id}?part=2")),
            ["/reports/{id}/changes"] = reports.Select(report => $"/reports/{report.Id}/changes"),
            ["/originals/{digest}"] = (await Task.WhenAll(reports.Select(report => site.Archive.ReportAsync(report.Id.Hex, Cancel)))).Select(report => $"/originals/{report!.Reading.Report.Original.Sha256}"),
            ["/series"] = ["/series", "/series?claimant=officials"],
            ["/series/{id}"] = series.Select(one => $"/series/{one.Id}"),
            ["/tallies"] = ["/tallies"],
            ["/tallies/{measure}"] = Enum.GetValues<Measure>().Select(measure => $"/tallies/{WireNames<Measure>.Of(measure)}"),
            ["/coverage"] = ["/coverage", "/coverage?from=2023-01-01&to=2023-12-31&place=Marhanets"],
            ["/sources"] = ["/sources"],
            ["/add"] = ["/add"],
            ["/sitrep"] = reports.Select(report => $"/sitrep?date={report.Published!.Value.Day:yyyy-MM-dd}").Append("/sitrep"),
            ["/sitrep.md"] = reports.Select(report => $"/sitrep.md?date={report.Published!.Value.Day:yyyy-MM-dd}"),
            ["/search"] = Queries.Select(words => $"/search?q={Uri.EscapeDataString(words)}"),
            ["/speakers"] = ["/speakers"],
            ["/speakers/{id}"] = speakers.Items.Select(speaker => $"/speakers/{Uri.EscapeDataString(speaker.Key)}"),
            ["/about"] = ["/about"],
            ["/corrections"] = ["/corrections", "/corrections?of=decisions", "/corrections?of=waiting", "/corrections?of=lost"],
            ["/corrections/{id}"] = (await site.Archive.JudgementsAsync(JudgementFilter.All, null, 100, Cancel)).Items.Select(listed => $"/corrections/{listed.Judgement.Id}"),
            ["/claims/{id}"] = incidents.SelectMany(incident => incident.Claims).Select(claim => $"/claims/{claim.Id}"),
            ["/claims/{id}/error"] = [],
            ["/reports/{id}/error"] = reports.Select(report => $"/reports/{report.Id}/error"),
            ["/live"] = [],
            ["/feed.atom"] = ["/feed.atom", "/feed.atom?all=yes", "/feed.atom?place=Yampil&all=yes"],
            ["/feed.json"] = ["/feed.json?all=yes"],
            ["/search/feed.atom"] = Queries.Select(words => $"/search/feed.atom?q={Uri.EscapeDataString(words)}"),
            ["/search/feed.json"] = Queries.Select(words => $"/search/feed.json?q={Uri.EscapeDataString(words)}"),
            ["/corrections/feed.atom"] = ["/corrections/feed.atom"],
            ["/corrections/feed.json"] = ["/corrections/feed.json"],
            ["/api"] = ["/api"],
            ["/api/v1"] = ["/api/v1"],
            ["/api/v1/incidents"] = ["/api/v1/incidents?limit=100", "/api/v1/incidents?place=Yampil", "/api/v1/incidents?place=Drobysheve", .. Then.SelectMany(then => new[] { $"/api/v1/incidents?limit=100&{then}", $"/api/v1/incidents?place=Yampil&{then}", $"/api/v1/incidents?place=Drobysheve&{then}" })],
            ["/api/v1/incidents/{id}"] = incidents.Select(incident => $"/api/v1/incidents/{incident.Id}").Concat(incidents.SelectMany(incident => incident.Claims).Select(claim => $"/api/v1/incidents/{claim.Id}")).Concat(Then.SelectMany(then => incidents.Select(incident => $"/api/v1/incidents/{incident.Id}?{then}"))),
            ["/api/v1/claims"] = ["/api/v1/claims?limit=100", .. Then.Select(then => $"/api/v1/claims?limit=100&{then}")],
            ["/api/v1/claims/{id}"] = incidents.SelectMany(incident => incident.Claims).Select(claim => $"/api/v1/claims/{claim.Id}").SelectMany(With),
            ["/api/v1/claims/{id}/judgements"] = incidents.SelectMany(incident => incident.Claims).Select(claim => $"/api/v1/claims/{claim.Id}/judgements"),
            ["/api/v1/reports"] = ["/api/v1/reports?limit=100", "/api/v1/reports?publisher=Sample%20Daily", .. Then.SelectMany(then => new[] { $"/api/v1/reports?limit=100&{then}", $"/api/v1/reports?publisher=Sample%20Daily&{then}" })],
            ["/api/v1/reports/{id}"] = reports.Select(report => $"/api/v1/reports/{report.Id}").SelectMany(With),
            ["/api/v1/readings/{id}"] = reports.Select(report => $"/api/v1/readings/{report.Id}").SelectMany(With),
            ["/api/v1/series"] = ["/api/v1/series?limit=50", .. Then.Select(then => $"/api/v1/series?limit=50&{then}")],
            ["/api/v1/series/{id}"] = series.Select(one => $"/api/v1/series/{one.Id}").SelectMany(With),
            ["/api/v1/tallies"] = With("/api/v1/tallies"),
            ["/api/v1/tallies/{measure}"] = Enum.GetValues<Measure>().Select(measure => $"/api/v1/tallies/{WireNames<Measure>.Of(measure)}"),
            ["/api/v1/speakers"] = ["/api/v1/speakers?limit=100"],
            ["/api/v1/speakers/{key}"] = speakers.Items.Select(speaker => $"/api/v1/speakers/{Uri.EscapeDataString(speaker.Key)}"),
            ["/api/v1/search"] = Queries.Select(words => $"/api/v1/search?q={Uri.EscapeDataString(words)}"),
            ["/api/v1/changes"] = ["/api/v1/changes?limit=1000"],
            ["/api/v1/corrections"] = ["/api/v1/corrections", "/api/v1/corrections?recordedBy=2040-01-01"],
            ["/api/v1/corrections/{id}"] = (await site.Archive.JudgementsAsync(JudgementFilter.All, null, 100, Cancel)).Items.Select(listed => $"/api/v1/corrections/{listed.Judgement.Id}"),
            ["/api/v1/export.{format}"] = Forms.SelectMany(format => new[] { $"/api/v1/export.{format}", $"/api/v1/export.{format}?place=Yampil", $"/api/v1/export.{format}?recordedBy=2040-01-01" }),
            ["/views/{id}"] = [],
            ["/snapshots"] = ["/snapshots"],
            ["/snapshots/{id}"] = (await site.Archive.SnapshotsAsync(null, 100, Cancel)).Items.SelectMany(snapshot => new[] { $"/snapshots/{snapshot.Id}", $"/snapshots/{snapshot.Open?.Id}" }),
            ["/snapshots/{id}.json"] = (await site.Archive.SnapshotsAsync(null, 100, Cancel)).Items.SelectMany(snapshot => new[] { $"/snapshots/{snapshot.Id}.json", $"/snapshots/{snapshot.Open?.Id}.json" }),
            ["/posts"] = ["/posts"],
            ["/posts/{id}"] = (await site.Archive.PostsAsync(PostList.All, null, 100, Cancel)).Items.Select(post => $"/posts/{post.Id}").Append("/posts/key-points"),
            ["/api/v1/posts"] = ["/api/v1/posts?limit=100"],
            ["/api/v1/posts/{id}"] = (await site.Archive.PostsAsync(PostList.All, null, 100, Cancel)).Items.SelectMany(post => new[] { $"/api/v1/posts/{post.Id}", $"/api/v1/posts/{post.Id}?recordedBy=2040-01-01" }),
            ["/api/v1/key-points"] = ["/api/v1/key-points"],
        };
        var known = site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<RouteAccess>() is { NeedsAccount: false } access && access.Least == Role.Reader).Select(route => route.RoutePattern.RawText!).Distinct().ToList();
        Assert.Equal(known.Order(StringComparer.Ordinal), routes.Keys.Order(StringComparer.Ordinal));

        var toVisit = new Queue<string>(routes.Values.SelectMany(addresses => addresses));
        var seen = toVisit.ToHashSet(StringComparer.Ordinal);
        var leaks = new List<string>();
        while (toVisit.TryDequeue(out var address))
        {
            using var answer = await site.Client.GetAsync(address, Cancel);
            Assert.True((int)answer.StatusCode < 500, $"{address} answers {answer.StatusCode}.");
            // Data in pages writes some letters by their numbers.
            var body = Numbered().Replace(WebUtility.HtmlDecode(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancel))), match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
            leaks.AddRange(PublicSite.Secrets.Where(secret => !IsAskedFor(address, secret) && body.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{address}: {Around(body, secret)}"));
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Markup.CheckSafe(body.Length == 0 ? body : await ReadAsync(address));
                foreach (var link in Markup.Parse(await ReadAsync(address)).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(link => link.StartsWith('/') && seen.Add(link)))
                {
                    toVisit.Enqueue(link);
                }
            }
        }
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
        using var answer = await site.Client.GetAsync("/live?after=0&all=yes", HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var told = new StringBuilder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                told.AppendLine(line);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream goes on for ever; what there is has been told.
        }
        Assert.Contains("event: change", told.ToString(), StringComparison.Ordinal);
        Assert.All(hidden, id => Assert.DoesNotContain(id, told.ToString(), StringComparison.Ordinal));
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

    [GeneratedRegex("\\\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Numbered();

    // Whoever asks for something by its name sees what was asked.
    private static bool IsAskedFor(string address, string secret) => Uri.UnescapeDataString(address).Split('?') is [_, var query, ..] && query.Contains(secret, StringComparison.OrdinalIgnoreCase);

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static string Around(string body, string secret) =>
        body.IndexOf(secret, StringComparison.OrdinalIgnoreCase) is var at && at >= 0 ? body[Math.Max(0, at - 80)..Math.Min(body.Length, at + 80)].ReplaceLineEndings(" ") : "";
}
