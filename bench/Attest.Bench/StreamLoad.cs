using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Attest.Archive;
using Attest.Incidents;

namespace Attest.Bench;

/// <summary>How soon those who follow a site's stream hear of a change: many subscribers, and reports added to its archive from this process, one a second.</summary>
internal static class StreamLoad
{
    private const int Messages = 10;

    /// <summary>Prints the table.</summary>
    /// <param name="site">Where the site listens, on this machine.</param>
    /// <param name="folder">The archive that it serves, whose reports are invented ones.</param>
    /// <param name="subscribers">How many follow.</param>
    public static async Task PrintAsync(Uri site, string folder, int subscribers)
    {
        var cancel = CancellationToken.None;
        await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, cancel);
        var after = await archive.LastChangeAsync(null, cancel);
        var number = (int)(await archive.StatusAsync(cancel)).Reports + 1_000_000;
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = subscribers + 1 }) { BaseAddress = site, Timeout = Timeout.InfiniteTimeSpan };
        using var end = new CancellationTokenSource();
        var heard = new ConcurrentDictionary<int, long>[Messages];
        for (var i = 0; i < Messages; i++)
        {
            heard[i] = [];
        }
        var (round, connected, failed) = (-1, 0, 0);
        var following = Enumerable.Range(0, subscribers).Select(async subscriber =>
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/live?all=yes&after={after}"), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, end.Token);
                using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(end.Token), Encoding.UTF8);
                Interlocked.Increment(ref connected);
                while (await lines.ReadLineAsync(end.Token) is { } line)
                {
                    if (line.StartsWith("event: change", StringComparison.Ordinal) && Volatile.Read(ref round) is >= 0 and var now)
                    {
                        heard[now].TryAdd(subscriber, Stopwatch.GetTimestamp());
                    }
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref failed);
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
        }).ToList();
        while (Volatile.Read(ref connected) + Volatile.Read(ref failed) < subscribers)
        {
            await Task.Delay(50, cancel);
        }
        await Task.Delay(1000, cancel);
        var times = new List<double>();
        var linker = new IncidentLinker();
        for (var i = 0; i < Messages; i++)
        {
            var reading = InventedReports.Make(number + i);
            Volatile.Write(ref round, i);
            await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, cancel);
            var added = Stopwatch.GetTimestamp();
            await Task.Delay(1000, cancel);
            times.AddRange(heard[i].Values.Select(at => Stopwatch.GetElapsedTime(added, at).TotalMilliseconds));
        }
        await end.CancelAsync();
        await Task.WhenAll(following);
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subscribers} subscribers, {failed} refused, {Messages} reports added: {times.Count} of {(subscribers - failed) * Messages} messages heard within a second; load of the machine: {SiteLoad.LoadAverage()}"));
        if (times.Count > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after the report was acknowledged: p50 {times[times.Count / 2]:0} ms, p99 {times[Math.Min(times.Count - 1, (int)(times.Count * 0.99))]:0} ms, last {times[^1]:0} ms"));
        }
    }
}
