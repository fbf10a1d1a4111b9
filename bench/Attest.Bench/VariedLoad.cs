using System.Diagnostics;
using System.Globalization;

namespace Attest.Bench;

/// <summary>How fast a site answers what nobody asked before: another address for each request, of every kind of operation of its API and of page, at a steady rate.</summary>
internal static class VariedLoad
{
    private const int Connections = 64, SlowestShown = 5, FaultsShown = 10;

    /// <summary>What the API keeps to, of every kind.</summary>
    private const double MostMilliseconds = 100;

    /// <summary>Prints the table.</summary>
    /// <param name="site">Where it listens.</param>
    /// <param name="rate">Requests a second.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="part">Only kinds whose name holds this; null for all.</param>
    /// <returns>Whether nothing failed and every kind of the API kept to its bar.</returns>
    public static async Task<bool> PrintAsync(Uri site, int rate, int seconds, string? part)
    {
        if (!site.IsLoopback)
        {
            Console.Error.WriteLine($"Loading {site}: found another machine, expected this one. Load tests are only run against this machine's own loopback.");
            return false;
        }
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, AllowAutoRedirect = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(30) };
        var matter = await SiteMatter.AskAsync(client);
        var kinds = new VariedAddresses(matter).Kinds().Where(kind => part is null || kind.Kind.Contains(part, StringComparison.Ordinal)).ToList();
        // What must be compiled first is compiled by requests that do not count.
        foreach (var (_, _, draw) in kinds)
        {
            await OneAsync(client, draw(), mayBeNone: true, TimeSpan.Zero, Stopwatch.StartNew());
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rate} requests/s for {seconds} s, {kinds.Count} kinds in turn, no address twice, archive from {matter.Life.First:yyyy-MM-dd} to {matter.Life.Last:yyyy-MM-dd}; load of the machine before: {SiteLoad.LoadAverage()}"));
        var answers = await AskAsync(client, kinds, rate, seconds);
        Console.WriteLine($"{"kind",-48} {"asked",6} {"KB",7} {"p50 ms",8} {"p99 ms",8} {"max ms",8} {"failed",7}");
        var holds = true;
        foreach (var (kind, isApi, _) in kinds)
        {
            holds &= Row(kind, answers.FindAll(one => one.Kind == kind), isApi);
        }
        foreach (var isApi in new[] { true, false })
        {
            if (answers.FindAll(one => one.IsApi == isApi) is [_, ..] all)
            {
                holds &= Row(isApi ? "the API" : "pages", all, isApi);
            }
        }
        Console.WriteLine($"the slowest: {string.Join("", answers.OrderByDescending(one => one.Time).Take(SlowestShown).Select(one => string.Create(CultureInfo.InvariantCulture, $"\n  {one.Time,7:0} ms {one.Address}")))}");
        foreach (var one in answers.Where(one => one.Fault is not null).Take(FaultsShown))
        {
            Console.Error.WriteLine($"Asking for {one.Address}: found {one.Fault}, expected an answer.");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(holds ? $"holds: nothing failed, and p99 of every kind of the API is at most {MostMilliseconds} ms" : $"does NOT hold: something failed, or p99 of a kind of the API is over {MostMilliseconds} ms (marked !)")}; load of the machine after: {SiteLoad.LoadAverage()}"));
        return holds;
    }

    // Kinds take turns, each round in another order; sent at their moments whether or not the one before was answered, so that waiting counts.
    private static async Task<List<Answer>> AskAsync(HttpClient client, List<(string Kind, bool IsApi, Func<string> Draw)> kinds, int rate, int seconds)
    {
        var random = new Random(5);
        var plan = new List<(string Kind, bool IsApi, string Address)>();
        while (plan.Count < rate * seconds)
        {
            var round = kinds.ToArray();
            random.Shuffle(round);
            plan.AddRange(round.Take((rate * seconds) - plan.Count).Select(kind => (kind.Kind, kind.IsApi, kind.Draw())));
        }
        var asked = new List<Task<Answer>>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < plan.Count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - clock.Elapsed is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause);
            }
            asked.Add(AskAsync(plan[i]));
        }
        return [.. await Task.WhenAll(asked)];

        async Task<Answer> AskAsync((string Kind, bool IsApi, string Address) one)
        {
            var due = TimeSpan.FromSeconds((double)asked.Count / rate);
            var (time, bytes, fault) = await OneAsync(client, one.Address, one.Kind.EndsWith(VariedAddresses.MayBeNone, StringComparison.Ordinal), due, clock);
            return new Answer(one.Kind, one.IsApi, one.Address, time, bytes, fault);
        }
    }

    private static async Task<(double Time, long Bytes, string? Fault)> OneAsync(HttpClient client, string address, bool mayBeNone, TimeSpan due, Stopwatch clock)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            var bytes = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            return ((clock.Elapsed - due).TotalMilliseconds, bytes, (int)answer.StatusCode is var status && (status < 400 || (status == 404 && mayBeNone)) ? null : $"{status}");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return ((clock.Elapsed - due).TotalMilliseconds, 0, fault.Message);
        }
    }

    private static bool Row(string kind, List<Answer> answers, bool isApi)
    {
        var times = answers.Select(one => one.Time).Order().ToList();
        var failed = answers.Count(one => one.Fault is not null);
        var (p50, p99) = (At(times, 0.5), At(times, 0.99));
        var holds = failed == 0 && (!isApi || p99 <= MostMilliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kind,-48} {times.Count,6} {answers.Average(one => one.Bytes) / 1024,7:0.0} {p50,8:0.0} {p99,8:0.0} {times[^1],8:0.0} {failed,7}{(p99 > MostMilliseconds ? " !" : "")}"));
        return holds;
    }

    private static double At(List<double> times, double share) => times[Math.Min(times.Count - 1, (int)(times.Count * share))];

    private sealed record Answer(string Kind, bool IsApi, string Address, double Time, long Bytes, string? Fault);
}
