using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Api;

namespace Attest.Web.Tests.Api;

/// <summary>Claims by themselves: every one of the archive, whether an incident has it or not.</summary>
public sealed class ClaimsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly SchemaCheck Check = new(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement);

    private static async Task TryAsync(Func<HttpClient, ReportArchive, Pipeline, Task> ask)
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            var pipeline = new Pipeline();
            foreach (var (name, day, text) in Texts)
            {
                await AddAsync(archive, pipeline, name, day, text);
            }
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], Rendering.Options);
            await site.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
            await ask(client, archive, pipeline);
            await site.StopAsync(Cancel);
        }
        folder.Delete(recursive: true);
    }

    private static readonly (string Name, string Day, string Text)[] Texts =
    [
        ("strike", "2031-05-04", "Two people were killed when a drone struck a market in Nikopol on Sunday, the governor said."),
        ("losses-1", "2031-05-04", "Russia has lost 9120 tanks since the start of the invasion, the Defence Ministry of Ukraine said on Telegram."),
        ("losses-2", "2031-05-05", "Russia has lost 9134 tanks since the start of the invasion, the Defence Ministry of Ukraine said on Telegram."),
        ("bridge", "2031-05-05", "A bridge in Odesa was damaged by shelling on Monday, wounding three people, police said."),
    ];

    private static async Task AddAsync(ReportArchive archive, Pipeline pipeline, string name, string day, string text)
    {
        Assert.True(PublicationTime.TryParse(day, out var published));
        await foreach (var outcome in pipeline.AddAsync(new Attest.Intake.IntakeInput(name + ".txt", Encoding.UTF8.GetBytes(text), published) { Stated = new Attest.Intake.ReportFacts(name, name == "bridge" ? "Sample Post" : "Sample Wire") }, archive, Cancel))
        {
            Assert.IsType<AddOutcome.Recorded>(outcome);
        }
    }

    private static async Task<List<JsonElement>> AllAsync(HttpClient client, string query, int limit = 2)
    {
        var (found, next) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/claims?limit={limit}{query}{(next is null ? "" : $"&cursor={next}")}", Cancel)).RootElement;
            Check.Check(page, "ClaimPage");
            Assert.True(page.GetProperty("items").GetArrayLength() <= limit);
            found.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return found;
    }

    private static string? Text(JsonElement claim, string member) => claim.GetProperty(member).GetString();

    [Fact]
    public Task The_list_has_every_claim_once_and_each_is_found_by_its_id() => TryAsync(async (client, archive, _) =>
    {
        var status = JsonDocument.Parse(await client.GetStringAsync("/api/v1", Cancel)).RootElement.GetProperty("claims").GetInt32();
        var claims = await AllAsync(client, "");
        Assert.Equal(status, claims.Count);
        Assert.Equal(status, claims.Select(claim => Text(claim, "id")).Distinct().Count());
        var ofIncidents = (await archive.IncidentsAsync(0, 100, Cancel)).SelectMany(incident => incident.Claims.Select(claim => (claim.Id, Incident: incident.Id, claim.Origin))).ToDictionary(one => one.Id);
        Assert.Equal(ofIncidents.Count, claims.Count(claim => Text(claim, "incident") is not null));
        Assert.Equal(2, claims.Count(claim => Text(claim, "measure") == "tanks-lost" && Text(claim, "incident") is null));
        foreach (var claim in claims)
        {
            if (Text(claim, "incident") is { } incident)
            {
                Assert.Equal((incident, Text(claim, "origin")), (ofIncidents[Text(claim, "id")!].Incident, ofIncidents[Text(claim, "id")!].Origin));
            }
            var one = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/claims/{Text(claim, "id")}", Cancel)).RootElement;
            Check.Check(one, "ClaimRecord");
            Assert.StartsWith(claim.GetRawText()[..^1], one.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(!claim.GetProperty("derived").GetBoolean(), one.GetProperty("says").EnumerateObject().Any());
        }
        // Those of series and of speakers lead there.
        var series = JsonDocument.Parse(await client.GetStringAsync("/api/v1/series", Cancel)).RootElement.GetProperty("items")[0];
        foreach (var claim in series.GetProperty("points").EnumerateArray().SelectMany(point => point.GetProperty("claims").EnumerateArray()))
        {
            Assert.Contains(Text(claim, "id"), claims.Select(listed => Text(listed, "id")));
        }
    });

    [Theory]
    [InlineData("&measure=tanks-lost", 2, 2)]
    [InlineData("&incident=none&measure=tanks-lost", 2, 2)]
    [InlineData("&measure=people-killed", 1, 0)]
    [InlineData("&measure=people-killed&publisher=sample%20wire", 1, 0)]
    [InlineData("&measure=people-killed&publisher=Sample%20Post", 0, 0)]
    [InlineData("&place=Odesa&measure=people-wounded", 1, 0)]
    [InlineData("&place=Odesa&measure=tanks-lost", 0, 0)]
    [InlineData("&place=Nowhere", 0, 0)]
    [InlineData("&incident=none&place=Odesa", 0, 0)]
    public Task Filters_are_held_against_the_claim_and_its_incident_now_and_as_of_a_moment(string query, int expected, int loose) => TryAsync(async (client, _, _) =>
    {
        foreach (var moment in new[] { "", "&recordedBy=2040-01-01", "&publishedBy=2040-01-01" })
        {
            var claims = await AllAsync(client, query + moment);
            Assert.Equal((expected, loose), (claims.Count, claims.Count(claim => Text(claim, "incident") is null)));
        }
    });

    [Fact]
    public Task Kinds_publishers_and_what_belongs_to_no_incident_part_the_whole() => TryAsync(async (client, _, _) =>
    {
        var all = (await AllAsync(client, "", 100)).Select(claim => Text(claim, "id")).Order(StringComparer.Ordinal).ToList();
        foreach (var parts in new[] { new[] { "&kind=event", "&kind=figure", "&kind=statement" }, ["&publisher=Sample%20Wire", "&publisher=Sample%20Post"] })
        {
            var found = new List<string?>();
            foreach (var part in parts)
            {
                found.AddRange((await AllAsync(client, part)).Select(claim => Text(claim, "id")));
            }
            Assert.Equal(all, found.Order(StringComparer.Ordinal));
        }
        Assert.All(await AllAsync(client, "&incident=none"), claim => Assert.Null(Text(claim, "incident")));
        foreach (var wrong in new[] { "kind=verb", "incident=some", "cursor=x", "cursor=eA" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/v1/claims?{wrong}", Cancel)).StatusCode);
        }
    });

    [Fact]
    public Task What_comes_in_between_pages_moves_nothing_and_both_clocks_part_it() => TryAsync(async (client, archive, pipeline) =>
    {
        var before = (await AllAsync(client, "", 100)).Select(claim => Text(claim, "id")).ToList();
        await Task.Delay(20, Cancel);
        var moment = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        await Task.Delay(20, Cancel);
        var (seen, next) = (new List<string?>(), (string?)null);
        for (var page = 0; page == 0 || next is not null; page++)
        {
            var json = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/claims?limit=1{(next is null ? "" : $"&cursor={next}")}", Cancel)).RootElement;
            seen.AddRange(json.GetProperty("items").EnumerateArray().Select(claim => Text(claim, "id")));
            next = json.GetProperty("next").GetString();
            await AddAsync(archive, pipeline, $"more-{page}", "2031-05-06", $"Russia has lost {9200 + page} tanks since the start of the invasion, the Defence Ministry of Ukraine said on Telegram.");
        }
        Assert.Equal(before, seen);
        Assert.True((await AllAsync(client, "", 100)).Count > before.Count);
        Assert.Equal(before, (await AllAsync(client, $"&recordedBy={moment}")).Select(claim => Text(claim, "id")));
        Assert.Equal(before, (await AllAsync(client, "&publishedBy=2031-05-05")).Select(claim => Text(claim, "id")));
        Assert.Equal(2, (await AllAsync(client, $"&incident=none&measure=tanks-lost&recordedBy={moment}")).Count);
        var added = (await AllAsync(client, "", 100)).First(claim => !before.Contains(Text(claim, "id")));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/claims/{Text(added, "id")}?recordedBy={moment}", Cancel)).StatusCode);
    });

    [Fact]
    public Task A_corrected_claim_is_listed_as_it_was_put_right_and_as_it_stood_before() => TryAsync(async (client, archive, _) =>
    {
        var figure = (await AllAsync(client, "&measure=tanks-lost", 100)).First(claim => claim.GetProperty("high").GetInt32() == 9134);
        await Task.Delay(20, Cancel);
        var moment = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        await Task.Delay(20, Cancel);
        await archive.CorrectAsync(Text(figure, "id")!, [new FieldValue(ClaimField.Figure, "9135")], new Decision("counted again", "an editor"), new IncidentLinker(), Cancel);
        async Task<int> HighAsync(string query) => JsonDocument.Parse(await client.GetStringAsync($"/api/v1/claims/{Text(figure, "id")}{query}", Cancel)).RootElement.GetProperty("high").GetInt32();
        Assert.Equal((9135, 9134), (await HighAsync(""), await HighAsync($"?recordedBy={moment}")));
        var record = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/claims/{Text(figure, "id")}", Cancel)).RootElement;
        Assert.Equal(("9135", "9134"), (record.GetProperty("says").GetProperty("figure").GetString(), record.GetProperty("wasRead").GetProperty("figure").GetString()));
        Assert.Equal([9120, 9135], (await AllAsync(client, "&measure=tanks-lost")).Select(claim => claim.GetProperty("high").GetInt32()).Order());
        Assert.Equal([9120, 9134], (await AllAsync(client, $"&measure=tanks-lost&recordedBy={moment}")).Select(claim => claim.GetProperty("high").GetInt32()).Order());
    });

    [Theory]
    [InlineData("", "")]
    [InlineData("?recordedBy=2040-01-01", "&recordedBy=2040-01-01")]
    [InlineData("?publishedBy=2031-05-04", "&publishedBy=2031-05-04")]
    [InlineData("?measure=tanks-lost", "&measure=tanks-lost")]
    [InlineData("?place=Odesa", "&place=Odesa")]
    [InlineData("?publisher=Sample%20Post", "&publisher=Sample%20Post")]
    public Task The_export_of_claims_has_the_same_lines(string export, string list) => TryAsync(async (client, _, _) =>
    {
        using var answer = await client.GetAsync($"/api/v1/export.claims{export}", Cancel);
        Assert.Equal(("application/x-ndjson", "attest.claims.jsonl"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith("claims/1 ", JsonDocument.Parse(line).RootElement.GetProperty("export").GetProperty("stamp").GetString(), StringComparison.Ordinal));
        var listed = await AllAsync(client, list);
        Assert.NotEmpty(listed);
        Assert.Equal(listed.Select(claim => claim.GetRawText()[..^1]).Order(StringComparer.Ordinal), lines.Select(line => line[..line.LastIndexOf(",\"export\":", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    });
}
