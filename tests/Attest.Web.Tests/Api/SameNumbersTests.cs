using System.Globalization;
using Attest.Web.Tests.Pages;
using Attest.Web.Tests.Webhooks;
using Attest.Web.Wording;

namespace Attest.Web.Tests.Api;

/// <summary>A spreadsheet, a GeoJSON, a line of a shell and the page tell the same numbers of one filter, each read as its own programs read it.</summary>
public sealed class SameNumbersTests
{
    private const string Filter = "place=Kharkiv&measure=people-killed";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_filter_gives_one_set_of_numbers_in_every_form()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jq") && File.Exists("/usr/bin/python3"), "This machine has no jq or no python3.");
        await using var bench = await WebhookBench.StartAsync();
        for (var number = 1; number <= 5; number++)
        {
            await bench.StrikeAsync(number);
            await bench.StrikeAsync(number + 10, "Odesa");
        }
        foreach (var number in new[] { 1, 3 })
        {
            await bench.StrikeAsync(number, killed: number + 20);
        }
        await using var site = AttestSite.Create(bench.Archive, ["http://127.0.0.1:0"], Rendering.Options);
        await site.StartAsync(Cancel);
        var address = site.Urls.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var asked = await LinesAsync($"curl -sf '{address}/api/v1/incidents?{Filter}&limit=100' | jq -r '.items[] | [.id, .toll[\"people-killed\"].low, .toll[\"people-killed\"].high, (.claims | length)] | @tsv'");
        Assert.True(asked.Count >= 5, $"{asked.Count} incidents.");
        Assert.Contains(asked, line => line.Split('\t') is [_, var low, var high, _] && low != high);

        var spreadsheet = await LinesAsync(
            $"curl -sf '{address}/api/v1/export.hxl?{Filter}' > sheet && /usr/bin/python3 -c \"import csv\nrows = list(csv.DictReader(open('sheet', newline='', encoding='utf-8-sig')))[1:]\nfor row in rows: print(row['Incident'], row['Killed, least'], row['Killed, greatest'], row['Claims'], sep='\\t')\"; rm sheet");
        Assert.Equal(asked, spreadsheet);

        var claims = await LinesAsync(
            $"curl -sf '{address}/api/v1/export.csv?{Filter}' > sheet && /usr/bin/python3 -c \"import csv, collections\nrows = list(csv.DictReader(open('sheet', newline='', encoding='utf-8-sig')))\ncounts = collections.Counter(row['incident_id'] for row in rows)\nkilled = [row for row in rows if row['measure'] == 'people-killed']\nfor one in counts: print(one, min(int(row['low']) for row in killed if row['incident_id'] == one), max(int(row['high']) for row in killed if row['incident_id'] == one), counts[one], sep='\\t')\"; rm sheet");
        Assert.Equal(asked.Order(StringComparer.Ordinal), claims.Order(StringComparer.Ordinal));

        var map = await LinesAsync(
            $"curl -sf '{address}/api/v1/export.geojson?{Filter}' | /usr/bin/python3 -c \"import json, sys\nfor feature in json.load(sys.stdin)['features']:\n  p = feature['properties']\n  print(feature['id'], p['toll']['people-killed']['low'], p['toll']['people-killed']['high'], p['claims'], sep='\\t')\"");
        Assert.Equal(asked, map);

        var page = Markup.Parse(await client.GetStringAsync($"/?{Filter}", Cancel));
        foreach (var line in asked)
        {
            var (id, low, high) = (line.Split('\t')[0], Number(line.Split('\t')[1]), Number(line.Split('\t')[2]));
            var entry = page.QuerySelectorAll("article").Single(article => article.QuerySelector($"a[href='/incidents/{id}']") is not null);
            Assert.Contains(Numbers.Range(low, high), entry.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(asked.Count, page.QuerySelectorAll("[data-live-part=list] article").Length);
        await site.StopAsync(Cancel);
    }

    private static async Task<List<string>> LinesAsync(string line) => [.. (await Shell.RunAsync(line)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
