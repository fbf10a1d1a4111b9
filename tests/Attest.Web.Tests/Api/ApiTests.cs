using System.Net;
using System.Text;
using System.Text.Json;
using Attest.Archive.Exports;
using Attest.Web.Api;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Api;

/// <summary>The API as programs meet it: what the document says is what is answered.</summary>
public sealed class ApiTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly JsonElement Document = JsonDocument.Parse(OpenApiDocument.Bytes).RootElement;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_valid_OpenAPI_and_describes_every_address()
    {
        using var answer = await site.Client.GetAsync("/openapi/v1.json", Cancel);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(ApiOperation.All.Select(operation => operation.Path).Distinct().Order(StringComparer.Ordinal), read.Document!.Paths.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ApiOperation.All.Select(operation => operation.Name).Order(StringComparer.Ordinal), read.Document.Paths.Values.SelectMany(path => path.Operations!.Values).Select(operation => operation.OperationId!).Order(StringComparer.Ordinal));
        Assert.Equal(["bearerAuth"], read.Document.Components!.SecuritySchemes!.Keys);
        foreach (var operation in read.Document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            Assert.Contains("bearerAuth", operation.Security![^1].Keys.Select(scheme => scheme.Reference.Id));
            Assert.All(["400", "401", "403", "429"], status => Assert.Contains(status, operation.Responses!.Keys));
        }
        foreach (var operation in read.Document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary) || string.IsNullOrWhiteSpace(operation.Description));
            Assert.All(operation.Parameters!, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Description)));
        }
    }

    [Fact]
    public async Task Every_curl_line_of_the_page_is_answered_as_the_description_says()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync("/api", Cancel));
        var lines = page.QuerySelectorAll("code.curl").Select(code => code.TextContent).ToList();
        Assert.Equal(ApiOperation.All.Sum(operation => operation.Examples.Count), lines.Count + ApiOperation.All.SelectMany(operation => operation.Examples).Count(line => line.Contains("{series}", StringComparison.Ordinal) || line.Contains("{judgement}", StringComparison.Ordinal) || line.Contains("{post}", StringComparison.Ordinal) || line.Contains("{points}", StringComparison.Ordinal)));
        // Those that ask for a token are tried on an archive of their own (WritingTests).
        foreach (var (operation, line) in ApiOperation.All.Where(operation => operation.IsOpen).SelectMany(operation => page.QuerySelectorAll($"#{operation.Name} code.curl").Select(code => (operation, code.TextContent))))
        {
            var body = await Shell.RunAsync(line.Replace("-s ", "-sf ", StringComparison.Ordinal).Replace("-sL ", "-sfL ", StringComparison.Ordinal));
            if (operation.Schema.Length > 0)
            {
                new SchemaCheck(Document).Check(JsonDocument.Parse(body).RootElement, operation.Schema);
            }
            else
            {
                Assert.NotEmpty(body);
            }
        }
    }

    private static string Readme([System.Runtime.CompilerServices.CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "README.md");

    [Fact]
    public async Task Every_curl_line_of_the_readme_is_answered()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jq"), "This machine has no jq.");
        var lines = (await File.ReadAllLinesAsync(Readme(), Cancel)).Where(line => line.StartsWith("curl -", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            Assert.Contains("'http://127.0.0.1:5080/", line, StringComparison.Ordinal);
            var told = await Shell.RunAsync(line.Replace("http://127.0.0.1:5080", site.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal).Replace("-s ", "-sf ", StringComparison.Ordinal));
            Assert.Contains("\"title\"", told, StringComparison.Ordinal);
            Assert.Contains("\"people-killed\"", told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/incidents")]
    [InlineData("/api/v1/incidents?place=Kharkiv&type=ASSAULT&limit=1")]
    [InlineData("/api/v1/claims?limit=100")]
    [InlineData("/api/v1/reports")]
    [InlineData("/api/v1/reports?publisher=Sample%20Wire")]
    [InlineData("/api/v1/series")]
    [InlineData("/api/v1/tallies")]
    [InlineData("/api/v1/tallies/people-killed?place=Kharkiv&from=2031-01-01&to=2031-12-31&recordedBy=2040-01-01T00:00:00Z")]
    [InlineData("/api/v1/speakers")]
    [InlineData("/api/v1/search?q=rubble")]
    [InlineData("/api/v1/search?q=kharkiv&all=no")]
    [InlineData("/api/v1/search")]
    [InlineData("/api/v1/changes")]
    [InlineData("/api/v1/corrections")]
    [InlineData("/api/v1/corrections?recordedBy=2040-01-01")]
    [InlineData("/api/v1/corrections?verdict=corrected")]
    [InlineData("/api/v1/corrections?of=waiting")]
    [InlineData("/api/v1/incidents?recordedBy=2040-01-01&place=Kharkiv")]
    [InlineData("/api/v1/claims?publishedBy=2040-01-01&limit=2")]
    [InlineData("/api/v1/reports?publishedBy=2040-01-01&publisher=Sample%20Wire")]
    [InlineData("/api/v1/series?recordedBy=2040-01-01")]
    [InlineData("/api/v1/tallies?publishedBy=2040-01-01")]
    [InlineData("/api/v1/speakers?publishedBy=2040-01-01")]
    [InlineData("/api/v1/search?q=kharkiv&publishedBy=2040-01-01&all=no")]
    [InlineData("/api/v1/posts?publishedBy=2040-01-01&recordedBy=2040-01-01")]
    public async Task Each_answer_has_the_members_that_the_description_gives_a_tag_and_is_not_sent_twice(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        var path = address.Split('?')[0];
        new SchemaCheck(Document).Check(body, (ApiOperation.All.FirstOrDefault(operation => operation.Path == path) ?? ApiOperation.Tally).Schema);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await site.Client.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Each_answer_has_a_status_and_headers_that_the_description_names()
    {
        foreach (var operation in ApiOperation.All.Where(operation => operation.IsOpen && operation.Method == "GET"))
        {
            foreach (var address in new[] { $"{operation.Path.Replace("{measure}", "people-killed", StringComparison.Ordinal).Replace("{format}", "jsonl", StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal).Replace("{key}", "none", StringComparison.Ordinal)}{(operation.Parameters.Contains("limit") ? "?limit=1" : "")}", $"{operation.Path}?nothing=asked" })
            {
                using var answer = await site.Client.GetAsync(address, Cancel);
                var status = (int)answer.StatusCode;
                Assert.True(operation.Statuses.Contains(status), $"{address} answers {status}, which the description does not name.");
                var described = Document.GetProperty("paths").GetProperty(operation.Path).GetProperty("get").GetProperty("responses").GetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
                var named = described.GetProperty("headers").EnumerateObject().Select(header => header.Name).ToList();
                Assert.All(named.Where(name => name.StartsWith("RateLimit", StringComparison.Ordinal)), name => Assert.True(answer.Headers.Contains(name), $"{address} lacks {name}."));
                Assert.All(new[] { "ETag", "Link", "RateLimit-Limit" }.Where(answer.Headers.Contains), name => Assert.Contains(name, named));
            }
        }
        // There are no key points, and the description says that this may be.
        Assert.Contains(404, ApiOperation.KeyPoints.Statuses);
        Assert.DoesNotContain(200, ApiOperation.AddJudgement.Statuses);
        Assert.Contains(200, ApiOperation.AddReport.Statuses);
    }

    [Theory]
    [InlineData("/api/v1/reports?publisher=", 200)]
    [InlineData("/api/v1/series?claimant=", 200)]
    [InlineData("/api/v1/search?q=", 1000)]
    public async Task A_parameter_is_as_long_as_the_description_says_at_most(string address, int longest)
    {
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync(address + new string('a', longest), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.GetAsync(address + new string('a', longest + 1), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Every_report_reading_and_incident_is_as_the_description_says()
    {
        var check = new SchemaCheck(Document);
        foreach (var report in await site.Archive.ReportsAsync(0, 100, Cancel))
        {
            check.Check(JsonDocument.Parse(await site.Client.GetStringAsync($"/api/v1/reports/{report.Id}", Cancel)).RootElement, "Report");
            check.Check(JsonDocument.Parse(await site.Client.GetStringAsync($"/api/v1/readings/{report.Id}", Cancel)).RootElement, "Reading");
        }
        foreach (var incident in await site.Archive.IncidentsAsync(0, 100, Cancel))
        {
            check.Check(JsonDocument.Parse(await site.Client.GetStringAsync($"/api/v1/incidents/{incident.Id}", Cancel)).RootElement, "Incident");
            using var claim = await site.Client.GetAsync($"/api/v1/incidents/{incident.Claims[^1].Id}", Cancel);
            Assert.Equal((HttpStatusCode.TemporaryRedirect, $"/api/v1/incidents/{incident.Id}"), (claim.StatusCode, claim.Headers.Location?.ToString()));
        }
    }

    [Theory]
    [InlineData("/api/v1/incidents?plcae=Kharkiv", 400)]
    [InlineData("/api/v1/incidents?type=WAR", 400)]
    [InlineData("/api/v1/incidents?from=2031-05-02&to=2031-05-01", 400)]
    [InlineData("/api/v1/incidents?limit=0", 400)]
    [InlineData("/api/v1/incidents?limit=101", 400)]
    [InlineData("/api/v1/incidents?limit=many", 400)]
    [InlineData("/api/v1/incidents?cursor=%21", 400)]
    [InlineData("/api/v1/incidents?cursor=bm8", 400)]
    [InlineData("/api/v1/incidents?slight=no", 400)]
    [InlineData("/api/v1/incidents?all=some", 400)]
    [InlineData("/api/v1/incidents?recordedBy=May", 400)]
    [InlineData("/api/v1/speakers?recordedBy=2031-01-01", 400)]
    [InlineData("/api/v1/search?q=a&recordedBy=2031-01-01", 400)]
    [InlineData("/api/v1/changes?recordedBy=2031-01-01", 400)]
    [InlineData("/api/v1/corrections?publishedBy=2031-01-01", 400)]
    [InlineData("/api/v1/corrections/none", 404)]
    [InlineData("/api/v1/corrections?verdict=accept", 400)]
    [InlineData("/api/v1/corrections?of=decisions", 400)]
    [InlineData("/api/v1/corrections?of=lost&recordedBy=2031-01-01", 400)]
    [InlineData("/api/v1/incidents/none?recordedBy=2031-01-01", 404)]
    [InlineData("/api/v1?limit=1", 400)]
    [InlineData("/api/v1/incidents?place=a&place=b", 400)]
    [InlineData("/api/v1/incidents/none", 404)]
    [InlineData("/api/v1/claims/none", 404)]
    [InlineData("/api/v1/reports?cursor=bm8", 400)]
    [InlineData("/api/v1/reports/none", 404)]
    [InlineData("/api/v1/readings/none", 404)]
    [InlineData("/api/v1/series?measure=deaths", 400)]
    [InlineData("/api/v1/series/none", 404)]
    [InlineData("/api/v1/tallies/deaths", 404)]
    [InlineData("/api/v1/tallies/people-killed?publishedBy=May", 400)]
    [InlineData("/api/v1/speakers/none", 404)]
    [InlineData("/api/v1/changes?after=x", 400)]
    [InlineData("/api/v1/export.xlsx", 404)]
    [InlineData("/api/v1/export.csv?limit=5", 400)]
    [InlineData("/api/v1/nothing", 404)]
    public async Task A_fault_is_told_as_problem_details(string address, int status)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        await CheckProblemAsync(answer, status);
    }

    [Fact]
    public async Task What_would_change_something_is_refused_as_a_problem()
    {
        using var answer = await site.Client.PostAsync("/api/v1/incidents", new StringContent("{}"), Cancel);
        await CheckProblemAsync(answer, 405);
    }

    [Theory]
    [InlineData("jsonl", "application/x-ndjson", "attest.jsonl")]
    [InlineData("csv", "text/csv", "attest.csv")]
    [InlineData("geojson", "application/geo+json", "attest.geojson")]
    [InlineData("acled", "text/csv", "attest.acled.csv")]
    [InlineData("hxl", "text/csv", "attest.hxl.csv")]
    public async Task An_export_is_a_file_of_the_same_incidents(string format, string mediaType, string file)
    {
        using var answer = await site.Client.GetAsync($"/api/v1/export.{format}?place=Kharkiv", Cancel);
        Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(file, answer.Content.Headers.ContentDisposition?.FileName);
        await using var incidents = await site.Archive.OpenIncidentsAsync(new Archive.IncidentFilter(Place: "Kharkiv"), null, null, Cancel);
        using var expected = new MemoryStream();
        await ExportWriter.Of(new ExportHeader(WireNames<ExportFormat>.Parse(format), null, incidents.RecordedBy)).WriteAllAsync(incidents.ReadAsync(Cancel), expected, Cancel);
        Assert.Equal(Encoding.UTF8.GetString(expected.ToArray()), await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task An_ACLED_file_says_before_it_begins_how_many_incidents_it_leaves_out_and_why()
    {
        using var answer = await site.Client.GetAsync("/api/v1/export.acled", HttpCompletionOption.ResponseHeadersRead, Cancel);
        var told = answer.Headers.GetValues("Attest-Left-Out").Single().Split(';');
        var rows = (await answer.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
        var leftOut = int.Parse(told[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((await site.Archive.StatusAsync(Cancel)).Incidents, rows + leftOut);
        Assert.Equal(leftOut, told.Skip(1).Sum(reason => int.Parse(reason.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(told.Skip(1), reason => Assert.True(WireNames<LeftOutReason>.TryParse(reason.Split('=')[0], out _)));
        Assert.Equal($"attest.acled.without-{leftOut}.csv", answer.Content.Headers.ContentDisposition?.FileName);
        using var other = await site.Client.GetAsync("/api/v1/export.csv", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.False(other.Headers.Contains("Attest-Left-Out"));
    }

    [Fact]
    public async Task Every_answer_says_what_is_left_and_other_sites_may_not_read_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tallies");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await site.Client.SendAsync(request, Cancel);
        Assert.Equal(ApiLimits.StoreHere.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Headers.GetValues("RateLimit-Limit").Single());
        Assert.InRange(int.Parse(answer.Headers.GetValues("RateLimit-Remaining").Single(), System.Globalization.CultureInfo.InvariantCulture), 1, ApiLimits.StoreHere);
        Assert.True(answer.Headers.Contains("RateLimit-Reset"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_too_often_from_elsewhere_is_told_when_to_come_back()
    {
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage? refused = null;
        for (var i = 0; i < ApiLimits.Store * 2 && refused is null; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/tallies");
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            var answer = await site.Client.SendAsync(request, Cancel);
            statuses.Add(answer.StatusCode);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }
        Assert.True(statuses.Count > ApiLimits.Store);
        Assert.NotNull(refused);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("0", refused.Headers.GetValues("RateLimit-Remaining").Single());
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tallies");
        other.Headers.Add("X-Forwarded-For", "203.0.113.8");
        using var untouched = await site.Client.SendAsync(other, Cancel);
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);
    }

    [Fact]
    public async Task Who_has_a_network_of_IPv6_has_one_store_and_not_one_for_each_of_its_addresses()
    {
        var refused = false;
        for (var i = 0; i < ApiLimits.Store * 2 && !refused; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/tallies");
            request.Headers.Add("X-Forwarded-For", $"2001:db8:7:7::{(i + 1).ToString("x", System.Globalization.CultureInfo.InvariantCulture)}");
            using var answer = await site.Client.SendAsync(request, Cancel);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests;
        }
        Assert.True(refused);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tallies");
        other.Headers.Add("X-Forwarded-For", "2001:db8:7:8::1");
        using var untouched = await site.Client.SendAsync(other, Cancel);
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);
    }

    private static async Task CheckProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        new SchemaCheck(Document).Check(problem, "Problem");
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
    }
}
