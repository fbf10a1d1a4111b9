using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Api;

namespace Attest.Web.Tests.Api;

/// <summary>What people decided, as programs read it.</summary>
public sealed class CorrectionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Judgements_are_listed_as_the_description_says_followed_by_a_feed_and_seen_in_every_form()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            var (reading, linker) = (Examples.Reading(), new IncidentLinker());
            await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, Cancel);
            var incident = (await archive.IncidentsAsync(0, 100, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled));
            var claim = incident.Claims.First(one => one.Measure == Measure.PeopleKilled && one.High == 7);
            var rejected = await archive.RejectAsync(claim.Id, "The hospital <b>withdrew</b> it.", "an editor", linker, Cancel);
            var graded = await archive.GradeAsync(GradedKind.Publisher, "Sample Wire", 'B', 2, new Decision("It corrects itself.", "an editor"), linker, Cancel);
            await archive.UndoAsync(graded.Id, "Too early.", "an editor", linker, Cancel);
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], Rendering.Options);
            await site.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };

            using var listed = JsonDocument.Parse(await client.GetStringAsync("/api/v1/corrections", Cancel));
            var check = new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement);
            check.Check(listed.RootElement, "CorrectionPage");
            Assert.Contains(listed.RootElement.GetProperty("items").EnumerateArray(), one => one.GetProperty("id").GetString() == rejected.Id && one.GetProperty("verdict").GetString() == "rejected");
            Assert.Contains(listed.RootElement.GetProperty("items").EnumerateArray(), one => one.GetProperty("id").GetString() == graded.Id && one.GetProperty("undoneBy").ValueKind == JsonValueKind.String);

            using var some = JsonDocument.Parse(await client.GetStringAsync("/api/v1/corrections?verdict=rejected", Cancel));
            var only = Assert.Single(some.RootElement.GetProperty("items").EnumerateArray());
            Assert.Equal((rejected.Id, incident.Id, false), (only.GetProperty("id").GetString(), only.GetProperty("incident").GetString(), only.GetProperty("lost").GetBoolean()));
            using var waiting = JsonDocument.Parse(await client.GetStringAsync("/api/v1/corrections?of=waiting", Cancel));
            Assert.Equal(0, waiting.RootElement.GetProperty("items").GetArrayLength());

            XNamespace atom = "http://www.w3.org/2005/Atom";
            var entries = XDocument.Parse(await client.GetStringAsync("/corrections/feed.atom", Cancel)).Root!.Elements(atom + "entry").ToList();
            Assert.Equal(listed.RootElement.GetProperty("items").GetArrayLength(), entries.Count);
            Assert.Contains(entries, entry => entry.Element(atom + "summary")!.Value.Contains("The hospital <b>withdrew</b> it.", StringComparison.Ordinal));

            using var now = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/incidents/{incident.Id}", Cancel));
            check.Check(now.RootElement, "Incident");
            var seen = now.RootElement.GetProperty("claims").EnumerateArray().Single(one => one.GetProperty("id").GetString() == claim.Id);
            Assert.True(seen.GetProperty("rejected").GetBoolean());
            var toll = now.RootElement.GetProperty("toll").GetProperty("people-killed");
            foreach (var export in new[] { "/api/v1/export.csv", "/api/v1/export.hxl", "/api/v1/export.geojson", "/api/v1/export.acled" })
            {
                Assert.NotEmpty(await client.GetStringAsync(export, Cancel));
            }
            using var map = JsonDocument.Parse(await client.GetStringAsync("/api/v1/export.geojson", Cancel));
            var feature = map.RootElement.GetProperty("features").EnumerateArray().Single(one => one.GetProperty("id").GetString() == incident.Id);
            Assert.Equal(toll.GetRawText(), feature.GetProperty("properties").GetProperty("toll").GetProperty("people-killed").GetRawText());
            Assert.Contains("rejected", (await client.GetStringAsync("/api/v1/export.csv", Cancel)).Split('\n').Single(line => line.Contains(claim.Id, StringComparison.Ordinal)), StringComparison.Ordinal);

            // As it stood before: the claim counted.
            using var before = JsonDocument.Parse((await client.GetStringAsync($"/api/v1/export.jsonl?recordedBy={Uri.EscapeDataString(Before(rejected.At))}", Cancel)).Split('\n')[0]);
            Assert.DoesNotContain(before.RootElement.GetProperty("claims").EnumerateArray(), one => one.GetProperty("rejected").GetBoolean());
            await site.StopAsync(Cancel);
        }
        folder.Delete(recursive: true);
    }

    private static string Before(DateTimeOffset moment) => moment.AddTicks(-1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
