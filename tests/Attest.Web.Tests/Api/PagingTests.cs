using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;

namespace Attest.Web.Tests.Api;

/// <summary>Pages of a list hold whatever comes in between.</summary>
public sealed class PagingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_in_between_two_pages_moves_nothing_and_is_told_among_the_changes()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            for (var number = 0; number < 12; number++)
            {
                await AddAsync(archive, number, 10 + number);
            }
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], Rendering.Options);
            await site.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
            foreach (var list in new[] { "incidents", "reports" })
            {
                var expected = await IdsAsync(client, $"/api/v1/{list}?limit=100");
                var (seen, next, sequence) = (new List<string>(), (string?)null, "");
                for (var page = 0; page == 0 || next is not null; page++)
                {
                    using var json = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/{list}?limit=3{(next is null ? "" : $"&cursor={next}")}", Cancel));
                    seen.AddRange(json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                    next = json.RootElement.GetProperty("next").GetString();
                    sequence = page == 0 && list == "incidents" ? json.RootElement.GetProperty("sequence").GetString()! : sequence;
                    await AddAsync(archive, 100 + page + (list.Length * 10), (list == "incidents" ? 60 : 120) + page);
                }
                Assert.Equal(expected, seen);
                if (list == "incidents")
                {
                    using var changes = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/changes?after={sequence}", Cancel));
                    var changed = changes.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("incident").GetString()!).ToHashSet();
                    Assert.Equal((await IdsAsync(client, "/api/v1/incidents?limit=100")).Except(expected).Order(StringComparer.Ordinal), changed.Order(StringComparer.Ordinal));
                }
            }
            await site.StopAsync(Cancel);
        }
        folder.Delete(recursive: true);
    }

    private static async Task<List<string>> IdsAsync(HttpClient client, string address)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync(address, Cancel));
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    // One strike a report, each in a month of its own, so that none is another's.
    private static async Task AddAsync(ReportArchive archive, int number, int months)
    {
        var day = new DateOnly(2024, 1, 15).AddMonths(months);
        var text = $"Report {number}. A strike killed {number + 2} people in Kharkiv, officials said.";
        var report = Examples.Report(text, $"Report {number}", url: $"https://sample.example/{number}") with { Published = new PublicationTime(day) };
        var struck = Examples.Find("strike", text);
        var reading = new Reading(
            "0.1.0", [], report, [], [], [], [new TimeMention(Examples.Id("t1"), Examples.Find("Report", text), TimeValue.Of(day), 1)], [],
            [new Event(Examples.Id("e1"), struck, [new EventMention(struck, null, EventStatus.Happened)], EventType.Assault, ["drone"], "Air/drone strike", null, "Russia", null, null, Examples.Id("t1"), TimeValue.Of(day), EventStatus.Happened, null, 0.9)]);
        await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(text), new IncidentLinker(), Cancel);
    }
}
