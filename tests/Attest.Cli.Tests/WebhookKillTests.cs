using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>The real program, killed again and again while it tells a webhook of what changes: in the end everything was told.</summary>
public sealed partial class WebhookKillTests : IDisposable
{
    private const string Password = "four lamps in a brewery";
    private const int Reports = 8, Kills = 6;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        _folder.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_nothing_out_and_repeats_under_the_same_name()
    {
        (await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "user", "add", "olena", "--role", "administrator") { Input = Encoding.UTF8.GetBytes(Password + "\n") })).Exits(0);
        using var receiver = new HttpListener();
        var port = FreePort();
        receiver.Prefixes.Add($"http://127.0.0.1:{port}/");
        receiver.Start();
        var told = new ConcurrentQueue<(string Delivery, string Incident)>();
        Action? kill = null;
        var receiving = Task.Run(async () =>
        {
            while (receiver.IsListening)
            {
                try
                {
                    var context = await receiver.GetContextAsync();
                    using var body = await JsonDocument.ParseAsync(context.Request.InputStream, cancellationToken: _patience.Token);
                    told.Enqueue((context.Request.Headers["Attest-Delivery"]!, body.RootElement.GetProperty("subject").GetString()!));
                    // The moment between the receipt and its note: what was received comes again.
                    Interlocked.Exchange(ref kill, null)?.Invoke();
                    context.Response.StatusCode = 204;
                    context.Response.Close();
                }
                catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or IOException or JsonException)
                {
                    // The sender was killed, or the test is over.
                }
            }
        }, TestContext.Current.CancellationToken);
        var serving = await ServeAsync();
        await MakeWebhookAsync(serving.Address, $"http://127.0.0.1:{port}/hook");
        var added = 0;
        for (var round = 0; round < Kills; round++)
        {
            var process = serving.Process;
            if (round % 2 == 0 && added < Reports)
            {
                kill = () => process.Kill();
            }
            var some = Enumerable.Range(added, Math.Min(2, Reports - added)).Select(number => _folder.Write($"reports/{number}.txt", Strike(number))).ToArray();
            added += some.Length;
            if (some.Length > 0)
            {
                (await AttestProgram.RunAsync(_folder.Path, ["add", .. some])).Exits(0);
            }
            if (round % 2 == 1 || some.Length == 0)
            {
                await Task.Delay(137 * round, _patience.Token);
                process.Kill();
            }
            await process.WaitForExitAsync(_patience.Token);
            serving.Dispose();
            serving = await ServeAsync();
        }
        using var client = new HttpClient { BaseAddress = new Uri(serving.Address) };
        using var changes = JsonDocument.Parse(await client.GetStringAsync("/api/v1/changes?limit=1000", _patience.Token));
        var created = changes.RootElement.GetProperty("items").EnumerateArray().Where(change => change.GetProperty("kind").GetString() == "created").Select(change => change.GetProperty("incident").GetString()!).ToHashSet();
        Assert.True(created.Count >= Reports - 1, $"{created.Count} incidents of {Reports} reports.");
        while (!created.IsSubsetOf(told.Select(one => one.Incident)))
        {
            await Task.Delay(200, _patience.Token);
        }
        // Each incident has one delivery, however often it came.
        Assert.All(told.GroupBy(one => one.Incident), one => Assert.Single(one.Select(message => message.Delivery).Distinct()));
        Assert.True(told.Count > created.Count, "Nothing came twice, though the program was killed before it noted what it sent.");
        serving.Dispose();
        receiver.Stop();
        await receiving;
    }

    private async Task MakeWebhookAsync(string address, string receiver)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        await SendAsync(browser, "/sign-in", ("name", "olena"), ("password", Password));
        var made = await SendAsync(browser, "/webhooks", ("name", "kill"), ("address", receiver), ("kind", "new-incident"), ("filter", "/?all=yes"));
        Assert.Contains("The webhook is made", made, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(HttpClient browser, string page, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page, _patience.Token)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(fields.Append(("form-token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))) };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.SendAsync(request, _patience.Token);
        return await answer.Content.ReadAsStringAsync(_patience.Token);
    }

    private async Task<Serving> ServeAsync()
    {
        var process = AttestProgram.Launch(new AttestProgram.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--allow-private"));
        while (await process.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.StartsWith("Serving ", StringComparison.Ordinal))
            {
                return new Serving(process, line[line.IndexOf("http", StringComparison.Ordinal)..].Split([' ', ','])[0].TrimEnd('.'));
            }
        }
        throw new InvalidOperationException($"It ended before it served: {await process.StandardError.ReadToEndAsync(_patience.Token)}");
    }

    private static string Strike(int number)
    {
        string[] towns = ["Kharkiv", "Odesa", "Lviv", "Dnipro", "Zaporizhzhia", "Mykolaiv", "Kherson", "Poltava", "Sumy", "Chernihiv", "Vinnytsia", "Rivne"];
        return $"A missile strike on {towns[number]} killed {number + 3} people on {number + 1} March 2031, the regional governor said. Rescuers searched the rubble of the building until the evening.";
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Serving(Process Process, string Address) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
                Process.WaitForExit();
            }
            Process.Dispose();
        }
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
