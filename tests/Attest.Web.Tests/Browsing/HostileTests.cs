using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Serving;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>Words of strangers that would run as script where a page forgot to encode them: each in every field of a report, on every page.</summary>
public sealed class HostileTests(Chromium chromium)
{
    // Payloads that share a report: one that breaks out of where it stands does so beside others, too.
    private const int AtOnce = 5;

    [Fact]
    public async Task No_payload_in_any_field_runs_on_any_page()
    {
        var payloads = Payloads();
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, cancel))
        {
            var linker = new IncidentLinker();
            foreach (var reading in payloads.Chunk(AtOnce).Select((some, number) => Examples.Hostile(string.Join(' ', some), number)))
            {
                await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, cancel);
            }
            await WriteAsync(archive, payloads, cancel);
            await using var site = AttestSite.Create(archive, ["http://127.0.0.1:0"], Rendering.Options);
            await site.StartAsync(cancel);
            await VisitAsync(site.Urls.Single(), payloads, [.. await AddressesAsync(archive, payloads, cancel)]);
            await site.StopAsync(cancel);
        }
        folder.Delete(recursive: true);
    }

    // Editors' own words are strangers' to the page, too.
    private static async Task WriteAsync(ReportArchive archive, List<string> payloads, CancellationToken cancel)
    {
        var claims = (await archive.IncidentsAsync(0, 1000, cancel)).SelectMany(incident => incident.Claims).Where(claim => !claim.IsRejected).Take(2).ToList();
        NumberedClaim[] chosen = [.. claims.Select((claim, index) => new NumberedClaim(index + 1, claim.Id))];
        foreach (var some in payloads.Chunk(AtOnce))
        {
            var all = string.Join(' ', some);
            var words = all.Length > 3000 ? all[..3000] : all;
            var draft = new PostDraft(PostKind.Post, words.Length > 180 ? words[..180] : words, $"{words} [1]\n\n{string.Join("\n\n", some)} [2]", chosen);
            var post = (await archive.WritePostAsync(draft, new Decision(words, some[0].Length is > 0 and < 200 ? some[0] : "an editor"), isHeld: false, cancel)).Post;
            await archive.CorrectPostAsync(post, draft with { Headline = some[0].Length > 190 ? "another" : $"{some[0]} again" }, new Decision($"{words} again", "an editor"), cancel);
        }
        var newest = (await archive.PostsAsync(PostList.All, null, 2, cancel)).Items;
        await archive.ActOnPostAsync(newest[0].Id, PostAction.Pinned, new Decision("", "an editor"), cancel);
        await archive.ActOnPostAsync(newest[1].Id, PostAction.Withdrawn, new Decision(newest[1].Content.Paragraphs[0], "an editor"), cancel);
        await archive.WritePostAsync(new PostDraft(PostKind.KeyPoints, "", string.Join('\n', payloads.Where(payload => payload.Length < 300).Take(10).Select(payload => $"{payload.ReplaceLineEndings(" ")} [1]")), chosen), new Decision("", "an editor"), isHeld: false, cancel);
    }

    private async Task VisitAsync(string address, List<string> payloads, List<string> addresses)
    {
        // Encoding alone has to hold: the policy that forbids inline script is switched off.
        await using var window = await chromium.OpenAsync(new() { BypassCSP = true });
        var (faults, at) = (new List<string>(), "");
        await window.RouteAsync("**", async route =>
        {
            if (route.Request.Url.StartsWith(address, StringComparison.Ordinal))
            {
                await route.ContinueAsync();
                return;
            }
            faults.Add($"{at} asks {route.Request.Url}");
            await route.AbortAsync();
        });
        var page = await window.NewPageAsync();
        page.Dialog += async (_, dialog) =>
        {
            faults.Add($"{at} opens a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.PageError += (_, fault) => faults.Add($"{at}: {fault}");
        foreach (var one in addresses)
        {
            at = one;
            await page.GotoAsync($"{address}{one}", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            // What waits for the pointer or the keyboard gets them.
            foreach (var suspect in await page.Locator("[onmouseover], [onclick], [onfocus], [onerror], [onload], a[href^='javascript' i], a[href^='data' i], iframe, object, embed, meta[http-equiv], base").AllAsync())
            {
                faults.Add($"{one} has {await suspect.EvaluateAsync<string>("element => element.outerHTML.slice(0, 200)")}");
            }
        }
        // What programs read is text wherever a browser shows it: none of it is a page.
        foreach (var one in new[] { "/api/v1/posts?limit=100", "/api/v1/key-points", "/feed.atom?all=yes", "/feed.json?all=yes", "/search/feed.atom?q=killed", "/api/v1/incidents?limit=100", "/api/v1/reports?limit=100", "/api/v1/speakers?limit=100", "/api/v1/search?q=killed" })
        {
            at = one;
            await page.GotoAsync($"{address}{one}", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        }
        at = "/map";
        await page.GotoAsync($"{address}/map");
        if (ClientFiles.Embedded.HasScripts)
        {
            await Assertions.Expect(page.Locator("[data-map]")).ToHaveAttributeAsync("data-ready", "yes", new() { Timeout = 90_000 });
            await page.Locator("table button").First.ClickAsync();
            await Assertions.Expect(page.Locator("[data-map-panel]")).ToBeVisibleAsync();
        }
        Assert.Empty(faults);
        Assert.NotEmpty(payloads);
    }

    private static async Task<IEnumerable<string>> AddressesAsync(ReportArchive archive, List<string> payloads, CancellationToken cancel)
    {
        var incidents = await archive.IncidentsAsync(0, 1000, cancel);
        var reports = await archive.ReportsAsync(0, 1000, cancel);
        var speakers = await archive.SpeakersAsync(null, 1000, cancel);
        var series = await archive.SeriesAsync(null, null, cancel);
        string[] fixedOnes = ["/", "/?all=yes", "/since", "/sitrep", "/reports", "/tallies", "/tallies/people-killed", "/series", "/coverage", "/sources", "/speakers", "/map", "/api", "/posts", "/posts/key-points"];
        // One report to an address holds its payload in every field; asked for, it stands in every address, too.
        return fixedOnes
            .Concat((await archive.PostsAsync(PostList.All, null, 1000, cancel)).Items.Select(post => $"/posts/{post.Id}"))
            .Concat(incidents.Select(incident => $"/incidents/{incident.Id}"))
            .Concat(reports.Select(report => $"/reports/{report.Id}"))
            .Concat(speakers.Items.Select(speaker => $"/speakers/{Uri.EscapeDataString(speaker.Key)}"))
            .Concat(series.Select(one => $"/series/{one.Id}"))
            .Concat(payloads.Select(Uri.EscapeDataString).Select((payload, number) => (number % 6) switch
            {
                0 => $"/search?q={payload}",
                1 => $"/?place={payload}",
                2 => $"/coverage?place={payload}",
                3 => $"/tallies/people-killed?claimant={payload}&side={payload}",
                4 => $"/?publisher={payload}&conflict={payload}",
                _ => $"/search?q={payload}&side={payload}",
            }));
    }

    private static List<string> Payloads()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("ATTEST_DATA") ?? "", "badinput/owasp-xss/payloads.json");
        var shared = File.Exists(file) ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))! : [];
        return [.. Pages.Markup.Hostile.Concat(shared).Where(payload => !payload.Contains('\0', StringComparison.Ordinal) && payload.Length is > 0 and < 4000).Distinct(StringComparer.Ordinal)];
    }
}
