using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Bench;

/// <summary>How fast a site answers: every page at a steady rate, then the front page as fast as it goes. Only for sites on this machine.</summary>
internal static partial class SiteLoad
{
    private const int Connections = 32;

    /// <summary>Prints the table.</summary>
    /// <param name="site">Where it listens, such as http://127.0.0.1:5080.</param>
    /// <param name="rate">Requests a second.</param>
    /// <param name="seconds">For how long each page is asked.</param>
    public static async Task PrintAsync(Uri site, int rate, int seconds)
    {
        if (!site.IsLoopback)
        {
            Console.Error.WriteLine($"Loading {site}: found another machine, expected this one. Load tests are only run against this machine's own loopback.");
            return;
        }
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections * 2, AllowAutoRedirect = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(30) };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate} requests/s for {seconds} s a page, client on the same machine; load of the machine before: {LoadAverage()}"));
        Console.WriteLine($"{"page",-56} {"KB",6} {"first ms",9} {"p50 ms",8} {"p99 ms",8} {"failed",7}");
        foreach (var page in await PagesAsync(client))
        {
            var (first, times, failed, bytes) = await AskAsync(client, page, rate, seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Short(page),-56} {bytes / 1024.0,6:0.0} {first,9:0.0} {At(times, 0.5),8:0.0} {At(times, 0.99),8:0.0} {failed,7}"));
        }
        var (count, elapsed) = await FloodAsync(client, "/", seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"/ as fast as it goes, {Connections} connections: {count / elapsed.TotalSeconds:0} requests/s; load of the machine after: {LoadAverage()}"));
    }

    // What else the machine does stands beside every table.
    internal static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    // One page of each kind, with an incident, a report, a speaker and a series that the site itself links, and tallies as of moments of its own days.
    private static async Task<List<string>> PagesAsync(HttpClient client)
    {
        async Task<string> PageAsync(string page)
        {
            try
            {
                return await client.GetStringAsync(new Uri(page, UriKind.Relative));
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                Console.Error.WriteLine($"Looking for pages on {page}: {fault.Message}");
                return "";
            }
        }
        var (front, reports, speakers, series, tally) = (await PageAsync("/"), await PageAsync("/reports"), await PageAsync("/speakers"), await PageAsync("/series"), await PageAsync("/tallies/people-killed"));
        var days = Day().Matches(tally).Select(match => match.Value).Order(StringComparer.Ordinal).ToList();
        var day = days.Count == 0 ? "2031-02-01" : days[days.Count / 2];
        var month = day[..8] + "01";
        return
        [
            "/", .. First(front, "/incidents/"), "/reports", .. First(reports, "/reports/"), "/?disputed=yes", "/?type=ASSAULT&measure=people-killed", "/since?after=1", "/search?q=killed", "/search?q=%22were%20killed%22%20dron*",
            "/speakers", .. First(speakers, "/speakers/"), "/map", "/map/pins.json", "/tallies", "/tallies/people-killed", $"/tallies/people-killed?from={month}&to={day}", "/tallies/people-killed?place=UA", "/tallies/people-killed?side=Northland",
            "/tallies/people-killed?claimant=Southland", $"/tallies/people-killed?published-by={day}", $"/tallies/people-killed?recorded-by={day}T12:00:00Z&from={month}", "/series", .. First(series, "/series/"), "/coverage",
            "/sitrep", "/sources", "/about", "/feed.atom", "/api", "/api/v1", "/api/v1/incidents", "/api/v1/incidents?type=ASSAULT&measure=people-killed&all=no", .. First(front, "/incidents/").Select(page => $"/api/v1{page}"),
            "/api/v1/claims", "/api/v1/reports", .. First(reports, "/reports/").Select(page => $"/api/v1{page}"), .. First(reports, "/reports/").Select(page => page.Replace("/reports/", "/api/v1/readings/", StringComparison.Ordinal)),
            "/api/v1/series", .. First(series, "/series/").Select(page => $"/api/v1{page}"), "/api/v1/tallies", "/api/v1/tallies/people-killed", $"/api/v1/tallies/people-killed?publishedBy={day}", "/api/v1/speakers",
            .. First(speakers, "/speakers/").Select(page => $"/api/v1{page}"), "/api/v1/search?q=killed", "/api/v1/changes?after=1", "/api/v1/corrections",
        ];
    }

    private static IEnumerable<string> First(string html, string prefix) =>
        Link().Matches(html).Select(match => match.Groups[1].Value).Where(link => link.StartsWith(prefix, StringComparison.Ordinal)).Take(1);

    // Sent at their moments whether or not the one before was answered, so that waiting counts.
    private static async Task<(double First, List<double> Times, int Failed, long Bytes)> AskAsync(HttpClient client, string page, int rate, int seconds)
    {
        // The first answer is a row of its own: a page that is made once a change is made then. It may fail like any other.
        var warm = await OneAsync(client, page, TimeSpan.Zero, Stopwatch.StartNew());
        var asked = new List<Task<(double Time, bool IsGood, long Bytes)>>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - clock.Elapsed is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause);
            }
            asked.Add(OneAsync(client, page, due, clock));
        }
        var answers = await Task.WhenAll(asked);
        return (warm.Time, [.. answers.Select(answer => answer.Time).Order()], answers.Count(answer => !answer.IsGood) + (warm.IsGood ? 0 : 1), answers.Max(answer => answer.Bytes));
    }

    private static async Task<(double Time, bool IsGood, long Bytes)> OneAsync(HttpClient client, string page, TimeSpan due, Stopwatch clock)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
            var bytes = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            return ((clock.Elapsed - due).TotalMilliseconds, (int)answer.StatusCode < 400, bytes);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return ((clock.Elapsed - due).TotalMilliseconds, false, 0);
        }
    }

    private static async Task<(int Count, TimeSpan Elapsed)> FloodAsync(HttpClient client, string page, int seconds)
    {
        var (count, clock) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                if ((await OneAsync(client, page, TimeSpan.Zero, clock)).IsGood)
                {
                    Interlocked.Increment(ref count);
                }
            }
        }));
        return (count, clock.Elapsed);
    }

    private static double At(List<double> times, double share) => times[Math.Min(times.Count - 1, (int)(times.Count * share))];

    private static string Short(string page) => page.Length <= 56 ? page : page[..53] + "...";

    [GeneratedRegex("20[0-9]{2}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Day();

    [GeneratedRegex("href=\"(/[^\"#?]*)")]
    private static partial Regex Link();
}
