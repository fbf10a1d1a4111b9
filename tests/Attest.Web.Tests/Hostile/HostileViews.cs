using System.Text;
using Attest.Archive.Exports;
using Attest.Web.Api;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Web.Tests.Hostile;

/// <summary>Everything that shows what was written, as somebody sees it: each route with all that fills its gaps, found by following every link.</summary>
internal static class HostileViews
{
    private const int PagesOfRoute = 80;

    // Of what program and page call differently the one is found by the other.
    private static readonly Dictionary<string, string> SameKeys = new(StringComparer.Ordinal) { ["readings"] = "reports" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Looks at everything.</summary>
    /// <param name="site">What was written.</param>
    /// <param name="visitor">Who looks.</param>
    /// <returns>What was answered, by route.</returns>
    public static async Task<Dictionary<string, List<Seen>>> LookAsync(HostileSite site, Visitor visitor)
    {
        var crawl = new Crawl(site.Routes, visitor, PagesOfRoute);
        await crawl.FollowAsync(site.Starts());
        // Programs ask by the keys that people come upon.
        var keys = crawl.Keys;
        await crawl.FollowAsync(site.Routes.Of("GET").Where(route => route.Contains('{', StringComparison.Ordinal)).SelectMany(route => Filled(route, keys)).ToList());
        return crawl.Visited;
    }

    /// <summary>Every route with a hostile key in its gap, and every query that is known with a hostile value.</summary>
    /// <param name="site">What was written.</param>
    public static IEnumerable<string> Wrong(HostileSite site)
    {
        foreach (var route in site.Routes.Of("GET").Where(route => route != "/live"))
        {
            if (route.Contains('{', StringComparison.Ordinal))
            {
                yield return Gap(route, Uri.EscapeDataString(site.Planting.Next("a key in an address", 200).Value));
            }
            yield return $"{Gap(route, "x").TrimEnd('/')}/{Uri.EscapeDataString(HostileWords.Words[0])}";
        }
        var ofPrograms = ApiOperation.All.Where(operation => operation.Method == "GET").SelectMany(operation => operation.Parameters.Select(name => (Route: operation.Path, Name: name)));
        foreach (var (route, name) in site.Queries.Concat(ofPrograms).Distinct().Where(query => query.Route != "/live").Order())
        {
            yield return $"{Gap(route, "x")}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(site.Planting.Next("a query", 190).Value)}";
            yield return $"{Gap(route, "x")}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(HostileWords.Controls[0])}";
        }
        yield return $"/live?after={Uri.EscapeDataString(HostileWords.Words[1])}";
    }

    /// <summary>The first lines of a stream, up to the first change after it was opened.</summary>
    /// <param name="browser">Who listens.</param>
    /// <param name="address">The stream.</param>
    /// <param name="change">Makes the change.</param>
    public static async Task<Seen> StreamAsync(HttpClient browser, string address, Func<Task> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var told = new StringBuilder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var isChanged = false;
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            told.Append(line).Append('\n');
            if (!isChanged && line.Length == 0)
            {
                isChanged = true;
                await change();
            }
            if (line.Length == 0 && told.ToString().Contains("event: change", StringComparison.Ordinal))
            {
                break;
            }
        }
        return new Seen("GET", address, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", null, answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase), Encoding.UTF8.GetBytes(told.ToString()));
    }

    private static IEnumerable<string> Filled(string route, ILookup<string, string> keys)
    {
        var parts = route.Split('/');
        var gap = Array.FindIndex(parts, part => part.Contains('{', StringComparison.Ordinal));
        if (parts[gap] == "export.{format}")
        {
            return Enum.GetValues<ExportFormat>().Select(format => Gap(route, WireNames<ExportFormat>.Of(format)));
        }
        var name = SameKeys.GetValueOrDefault(parts[gap - 1], parts[gap - 1]);
        return keys[name].Take(PagesOfRoute).Select(key => Gap(route, key.Split('.')[0]));
    }

    private static string Gap(string route, string value) => string.Concat(route.Split('{', '}').Select((part, number) => number % 2 == 1 ? value : part));
}
