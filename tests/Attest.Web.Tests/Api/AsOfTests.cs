using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Api;

namespace Attest.Web.Tests.Api;

/// <summary>What programs are given as of a moment, on both clocks.</summary>
public sealed class AsOfTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_list_and_thing_is_given_as_it_stood_by_either_clock()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            var (early, linker) = (Examples.Reading(), new IncidentLinker());
            var before = Written(DateTimeOffset.UtcNow.AddSeconds(-1));
            await archive.RecordAsync(early, Encoding.UTF8.GetBytes(early.Report.Text), linker, Cancel);
            await Task.Delay(20, Cancel);
            var between = Written(DateTimeOffset.UtcNow);
            await Task.Delay(20, Cancel);
            var late = Later();
            await archive.RecordAsync(late, Encoding.UTF8.GetBytes(late.Report.Text), linker, Cancel);
            var incident = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Claims.Any(claim => claim.Report.Id == late.Report.Id));
            var old = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled));
            var figure = old.Claims.First(claim => claim.High == 7);
            await Task.Delay(20, Cancel);
            var undecided = Written(DateTimeOffset.UtcNow);
            await Task.Delay(20, Cancel);
            var corrected = await archive.CorrectAsync(figure.Id, [new FieldValue(ClaimField.Figure, "9")], new Decision("counted again", "an editor"), linker, Cancel);
            await Task.Delay(20, Cancel);
            var decided = Written(DateTimeOffset.UtcNow);
            await Task.Delay(20, Cancel);
            await archive.UndoAsync(corrected.Id, "no", "an editor", linker, Cancel);
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], Rendering.Options);
            await site.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
            var check = new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement);
            async Task<JsonElement> Ask(string address, string schema)
            {
                var body = JsonDocument.Parse(await client.GetStringAsync(address, Cancel)).RootElement;
                check.Check(body, schema);
                return body;
            }
            async Task<int> Count(string address, string schema) => (await Ask(address, schema)).GetProperty("items").GetArrayLength();

            foreach (var moment in new[] { $"recordedBy={between}", "publishedBy=2031-12-31", $"recordedBy={between}&publishedBy=2031-12-31" })
            {
                Assert.DoesNotContain(incident.Id, (await Ask($"/api/v1/incidents?{moment}", "IncidentPage")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
                Assert.DoesNotContain(incident.Id, (await Ask($"/api/v1/claims?{moment}", "ClaimPage")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("incident").GetString()));
                Assert.Equal(early.Report.Id.Hex, (await Ask($"/api/v1/reports?{moment}", "ReportPage")).GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString());
                foreach (var address in new[] { $"incidents/{incident.Id}", $"claims/{incident.Claims[0].Id}", $"reports/{late.Report.Id}", $"readings/{late.Report.Id}" })
                {
                    using var answer = await client.GetAsync($"/api/v1/{address}?{moment}", Cancel);
                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                }
                check.Check(await Ask($"/api/v1/incidents/{old.Id}?{moment}", "Incident"), "Incident");
                await Ask($"/api/v1/reports/{early.Report.Id}?{moment}", "Report");
                await Ask($"/api/v1/readings/{early.Report.Id}?{moment}", "Reading");
                Assert.Contains("people-killed", (await Ask($"/api/v1/tallies?{moment}", "TallyList")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("measure").GetString()));
                await Ask($"/api/v1/series?{moment}", "SeriesPage");
            }
            Assert.Equal(2, await Count("/api/v1/reports?publishedBy=2040-01-01", "ReportPage"));
            foreach (var (list, schema) in new[] { ("incidents", "IncidentPage"), ("claims", "ClaimPage"), ("reports", "ReportPage"), ("tallies", "TallyList") })
            {
                Assert.Equal(0, await Count($"/api/v1/{list}?recordedBy={before}", schema));
            }

            // Before, with and after a correction.
            foreach (var (moment, high, judgements) in new[] { (undecided, 7, 0), (decided, 9, 1), ("2040-01-01", 7, 1) })
            {
                Assert.Equal(high, (await Ask($"/api/v1/claims/{figure.Id}?recordedBy={moment}", "ClaimRecord")).GetProperty("high").GetInt32());
                var reading = await Ask($"/api/v1/readings/{early.Report.Id}?recordedBy={moment}", "Reading");
                Assert.Contains(high, reading.GetProperty("figures").EnumerateArray().Where(one => one.GetProperty("measure").GetString() == "people-killed").Select(one => one.GetProperty("high")).Where(one => one.ValueKind == JsonValueKind.Number).Select(one => one.GetInt32()));
                Assert.Equal(judgements, await Count($"/api/v1/corrections?recordedBy={moment}", "CorrectionPage"));
            }
            Assert.Equal(JsonValueKind.Null, (await Ask($"/api/v1/corrections?recordedBy={decided}", "CorrectionPage")).GetProperty("items")[0].GetProperty("undoneBy").ValueKind);
            Assert.Equal(JsonValueKind.String, (await Ask("/api/v1/corrections", "CorrectionPage")).GetProperty("items")[0].GetProperty("undoneBy").ValueKind);

            using var refused = await client.GetAsync("/api/v1/search?q=drone&recordedBy=2031-01-01", Cancel);
            Assert.Contains("/api/v1/incidents", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            await site.StopAsync(Cancel);
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pages_as_of_a_moment_give_each_incident_once()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            for (var number = 0; number < 9; number++)
            {
                var reading = Later(number);
                await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), new IncidentLinker(), Cancel);
            }
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], Rendering.Options);
            await site.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
            foreach (var (list, expected) in new[] { ("incidents", 5), ("reports", 5) })
            {
                var (seen, next) = (new List<string>(), (string?)null);
                do
                {
                    using var json = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/{list}?limit=2&publishedBy={Later(4).Report.Published}{(next is null ? "" : $"&cursor={next}")}", Cancel));
                    seen.AddRange(json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                    next = json.RootElement.GetProperty("next").GetString();
                }
                while (next is not null);
                Assert.Equal(expected, seen.Count);
                Assert.Equal(expected, seen.Distinct().Count());
            }
            await site.StopAsync(Cancel);
        }
        folder.Delete(recursive: true);
    }

    private static string Written(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static Reading Later(int number = 0)
    {
        var day = new DateOnly(2032, 5, 4).AddMonths(number * 2);
        var text = $"Report {number}. A strike killed {number + 2} people in Kharkiv, officials said.";
        var report = Examples.Report(text, $"Report {number}", url: $"https://sample.example/{number}") with { Published = new PublicationTime(day) };
        var struck = Examples.Find("strike", text);
        return new Reading(
            "0.1.0", [], report, [], [], [], [new TimeMention(Examples.Id("t1"), Examples.Find("Report", text), TimeValue.Of(day), 1)], [],
            [new Event(Examples.Id("e1"), struck, [new EventMention(struck, null, EventStatus.Happened)], EventType.Assault, ["drone"], "Air/drone strike", null, "Russia", null, null, Examples.Id("t1"), TimeValue.Of(day), EventStatus.Happened, null, 0.9)]);
    }
}
