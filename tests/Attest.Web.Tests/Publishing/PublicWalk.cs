using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Attest.Archive;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Publishing;

/// <summary>All that shows an archive on a public site, looked through for what must stand nowhere.</summary>
internal static partial class PublicWalk
{
    private static readonly string[] Queries = ["killed", "said", "soldiers", "deployed", "resident", "market", "prisoners", "brewery", "village", "general staff", "reached", "move*"];

    private static readonly string[] Forms = ["jsonl", "csv", "geojson", "acled", "hxl", "claims"];

    private static readonly string[] Then = ["recordedBy=2040-01-01", "publishedBy=2040-01-01", "publishedBy=2031-03-20&recordedBy=2040-01-01"];

    /// <summary>The addresses to look at, by route: whatever shows the archive; forms, accounts and style sheets show nothing of it.</summary>
    public static async Task<Dictionary<string, IEnumerable<string>>> AddressesAsync(PublicSite site, CancellationToken cancel)
    {
        var reports = await site.Archive.ReportsAsync(0, 100, cancel);
        var incidents = await site.Archive.IncidentsAsync(0, 1000, cancel);
        var speakers = await site.Archive.SpeakersAsync(null, 100, cancel);
        var series = await site.Archive.SeriesAsync(null, null, cancel);
        var pages = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal)
        {
            ["/"] = ["/", "/?all=yes", "/?place=Yampil&all=yes", "/?place=Drobysheve&all=yes", "/?disputed=yes", $"/?all=yes&{Published}", $"/?place=Yampil&all=yes&{Published}"],
            ["/since"] = ["/since", "/since?after=1"],
            ["/incidents/{id}"] = incidents.Select(incident => $"/incidents/{incident.Id}").SelectMany(AsPublished),
            ["/map"] = ["/map", "/map?all=yes", "/map?place=Donetsk%20Oblast", $"/map?{Published}", $"/map?place=Yampil&{Published}"],
            ["/map/pins.json"] = ["/map/pins.json", "/map/pins.json?all=yes", "/map/pins.json?place=Drobysheve", $"/map/pins.json?{Published}", $"/map/pins.json?place=Drobysheve&{Published}"],
            ["/map/land.json"] = [],
            ["/map/borders.json"] = [],
            ["/reports"] = ["/reports", $"/reports?{Published}"],
            ["/reports/{id}"] = reports.Select(report => $"/reports/{report.Id}").SelectMany(AsPublished).Concat(reports.Select(report => $"/reports/{report.Id}?part=2")),
            ["/reports/{id}/changes"] = reports.Select(report => $"/reports/{report.Id}/changes"),
            ["/originals/{digest}"] = (await Task.WhenAll(reports.Select(report => site.Archive.ReportAsync(report.Id.Hex, cancel)))).Select(report => $"/originals/{report!.Reading.Report.Original.Sha256}"),
            ["/series"] = ["/series", "/series?claimant=officials", $"/series?{Published}"],
            ["/series/{id}"] = series.Select(one => $"/series/{one.Id}").SelectMany(AsPublished),
            ["/tallies"] = ["/tallies", $"/tallies?{Published}"],
            ["/tallies/{measure}"] = Enum.GetValues<Measure>().Select(measure => $"/tallies/{WireNames<Measure>.Of(measure)}"),
            ["/coverage"] = ["/coverage", "/coverage?from=2023-01-01&to=2023-12-31&place=Marhanets"],
            ["/sources"] = ["/sources"],
            ["/add"] = ["/add"],
            ["/sitrep"] = reports.Select(report => $"/sitrep?date={report.Published!.Value.Day:yyyy-MM-dd}").Append("/sitrep").SelectMany(AsPublished),
            ["/sitrep.md"] = reports.Select(report => $"/sitrep.md?date={report.Published!.Value.Day:yyyy-MM-dd}").SelectMany(AsPublished),
            ["/search"] = Queries.Select(words => $"/search?q={Uri.EscapeDataString(words)}"),
            ["/speakers"] = ["/speakers"],
            ["/speakers/{id}"] = speakers.Items.Select(speaker => $"/speakers/{Uri.EscapeDataString(speaker.Key)}"),
            ["/about"] = ["/about"],
            ["/corrections"] = ["/corrections", "/corrections?of=decisions", "/corrections?of=waiting", "/corrections?of=lost"],
            ["/corrections/{id}"] = (await site.Archive.JudgementsAsync(JudgementFilter.All, null, 100, cancel)).Items.Select(listed => $"/corrections/{listed.Judgement.Id}"),
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
            ["/api/v1/claims"] = ["/api/v1/claims?limit=100", "/api/v1/claims?limit=100&incident=none", "/api/v1/claims?limit=100&place=Yampil", .. Then.SelectMany(then => new[] { $"/api/v1/claims?limit=100&{then}", $"/api/v1/claims?limit=100&incident=none&{then}", $"/api/v1/claims?limit=100&place=Drobysheve&{then}" })],
            ["/api/v1/claims/{id}"] = (await site.Archive.ClaimsAsync(ClaimFilter.All, null, null, null, 10_000, cancel)).Items.Select(listed => $"/api/v1/claims/{listed.Claim.Id}").SelectMany(With),
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
            ["/api/v1/corrections/{id}"] = (await site.Archive.JudgementsAsync(JudgementFilter.All, null, 100, cancel)).Items.Select(listed => $"/api/v1/corrections/{listed.Judgement.Id}"),
            ["/api/v1/export.{format}"] = Forms.SelectMany(format => new[] { $"/api/v1/export.{format}", $"/api/v1/export.{format}?place=Yampil", $"/api/v1/export.{format}?recordedBy=2040-01-01" }),
            ["/views/{id}"] = [],
            ["/snapshots"] = ["/snapshots"],
            ["/snapshots/{id}"] = (await site.Archive.SnapshotsAsync(null, 100, cancel)).Items.SelectMany(snapshot => new[] { $"/snapshots/{snapshot.Id}", $"/snapshots/{snapshot.Open?.Id}" }),
            ["/snapshots/{id}.json"] = (await site.Archive.SnapshotsAsync(null, 100, cancel)).Items.SelectMany(snapshot => new[] { $"/snapshots/{snapshot.Id}.json", $"/snapshots/{snapshot.Open?.Id}.json" }),
            ["/posts"] = ["/posts"],
            ["/posts/{id}"] = (await site.Archive.PostsAsync(PostList.All, null, 100, cancel)).Items.Select(post => $"/posts/{post.Id}").Append("/posts/key-points"),
            ["/api/v1/posts"] = ["/api/v1/posts?limit=100"],
            ["/api/v1/posts/{id}"] = (await site.Archive.PostsAsync(PostList.All, null, 100, cancel)).Items.SelectMany(post => new[] { $"/api/v1/posts/{post.Id}", $"/api/v1/posts/{post.Id}?recordedBy=2040-01-01" }),
            ["/api/v1/key-points"] = ["/api/v1/key-points"],
        };
        // Under each list's address its feed, with what the list is asked by.
        foreach (var page in new[] { "/posts", "/reports", "/speakers/{id}", "/series", "/series/{id}", "/tallies/{measure}", "/coverage", "/sitrep", "/snapshots" })
        {
            foreach (var form in new[] { "atom", "json" })
            {
                pages[$"{page}/feed.{form}"] = pages[page].Where(address => !address.Contains(Published, StringComparison.Ordinal)).Select(address => address.Split('?') is [var path, var query] ? $"{path}/feed.{form}?{query}" : $"{address}/feed.{form}");
            }
        }
        return pages;
    }

    /// <summary>Where somebody comes upon something that must stand nowhere, following every link; empty for nowhere.</summary>
    public static async Task<List<string>> LeaksAsync(HttpClient client, IEnumerable<string> addresses, CancellationToken cancel)
    {
        var toVisit = new Queue<string>(addresses);
        var seen = toVisit.ToHashSet(StringComparer.Ordinal);
        var leaks = new List<string>();
        while (toVisit.TryDequeue(out var address))
        {
            using var answer = await client.GetAsync(address, cancel);
            Assert.True((int)answer.StatusCode < 500, $"{address} answers {answer.StatusCode}.");
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancel));
            // Data in pages writes some letters by their numbers.
            var body = Numbered().Replace(WebUtility.HtmlDecode(text), match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
            leaks.AddRange(PublicSite.Secrets.Where(secret => !IsAskedFor(address, secret) && body.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{address}: {Around(body, secret)}"));
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Markup.CheckSafe(text);
                foreach (var link in Markup.Parse(text).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(link => link.StartsWith('/') && seen.Add(link)))
                {
                    toVisit.Enqueue(link);
                }
            }
        }
        return leaks;
    }

    /// <summary>What a stream tells in its first seconds.</summary>
    public static async Task<string> StreamAsync(HttpClient client, string address, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
        var told = new StringBuilder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
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
        return told.ToString();
    }

    // As pages are asked by what had been published.
    private const string Published = "published-by=2040-01-01";

    private static IEnumerable<string> AsPublished(string address) => [address, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Published}"];

    private static IEnumerable<string> With(string address) => [address, .. Then.Select(then => $"{address}?{then}")];

    // Whoever asks for something by its name sees what was asked.
    private static bool IsAskedFor(string address, string secret) => Uri.UnescapeDataString(address).Split('?') is [_, var query, ..] && query.Contains(secret, StringComparison.OrdinalIgnoreCase);

    private static string Around(string body, string secret) =>
        body.IndexOf(secret, StringComparison.OrdinalIgnoreCase) is var at && at >= 0 ? body[Math.Max(0, at - 80)..Math.Min(body.Length, at + 80)].ReplaceLineEndings(" ") : "";

    [GeneratedRegex("\\\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Numbered();
}
