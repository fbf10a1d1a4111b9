using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>The real program, killed between any two writes while it keeps what an editor wrote: it is there whole or not at all.</summary>
public sealed partial class PostKillTests : IDisposable
{
    private const int Killed = 137; // 128 + SIGKILL

    // Writes of one thread from when the form is asked for; the last is never reached.
    private static readonly int[] Kills = [1, 2, 4, 7, 11, 16, 24, 100_000], KillsOfPoints = [1, 6, 100_000];

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        _folder.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_post_and_key_points_that_a_kill_interrupts_are_there_whole_or_not_at_all()
    {
        await Machine.NeedsAsync("strace");
        (await AttestProgram.RunAsync(_folder.Path, "add", _folder.Write("reports/1.txt", "A missile strike on Kharkiv killed 3 people on 1 March 2031, the regional governor said. Rescuers searched the rubble until the evening."))).Exits(0);
        var claim = await ClaimAsync();
        var before = await StandingAsync();
        var (kept, lost, kills) = (0, 0, 0);
        foreach (var (when, isOfPoints) in Kills.Select(when => (when, false)).Concat(KillsOfPoints.Select(when => (when, true))))
        {
            var (headline, text) = (isOfPoints ? "" : $"Headline {when}", string.Join(isOfPoints ? "\n" : "\n\n", Enumerable.Range(1, 5).Select(part => $"Part {part} of what was written at {when} [1].")));
            using var serving = await ServeAsync();
            using var killer = await AttachAsync(serving.Process, when);
            var isTold = await TrySendAsync(serving.Address, isOfPoints ? "/desk/key-points" : "/desk/posts/write", null, ("headline", headline), ("text", text), ("claim", $"1:{claim}"), ("do", "write"), ("reason", "so it is"));
            kills += await EndAsync(serving.Process, killer, isTold) ? 1 : 0;
            var after = await StandingAsync();
            var fresh = isOfPoints ? after.Points == before.Points ? [] : [after.Points] : after.Posts.Except(before.Posts).ToList();
            Assert.True(fresh.Count == 0 || (fresh.Count == 1 && fresh[0] == (isOfPoints ? text : $"{headline}\n{text}")), string.Join(" | ", fresh));
            Assert.True(!isTold || fresh.Count == 1, $"What was acknowledged at {when} is not there.");
            Assert.Empty(before.Posts.Except(after.Posts));
            (kept, lost, before) = (kept + fresh.Count, lost + 1 - fresh.Count, after);
        }
        Assert.True(kills >= 4 && lost > 0 && kept > 0, $"{kills} kills; {lost} texts are not there, {kept} are.");
        Assert.NotEmpty(before.Points);
        Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "verify")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_on_the_site_that_a_kill_interrupts_is_there_whole_or_not_at_all()
    {
        await Machine.NeedsAsync("strace");
        _folder.Write("reports/1.txt", Texts.Strike(6));
        _folder.Write("reports/2.txt", "Brenhovar: talks\n\nBRENHOVAR, June 9, 2023 - Envoys of both states met in Kyiv on Thursday. Some forty people waited outside.\n");
        (await AttestProgram.RunAsync(_folder.Path, "add", "reports")).Exits(0);
        var apart = await IncidentsAsync();
        var (one, other) = (apart[0], apart[^1]);
        var (kept, lost, kills) = (0, 0, 0);
        foreach (var when in Kills.Append(40))
        {
            using var serving = await ServeAsync();
            using var killer = await AttachAsync(serving.Process, when);
            var isTold = await TrySendAsync(serving.Address, $"/incidents/{one}/desk", $"/incidents/{one}/merge", ("other", other), ("reason", "one evening"));
            kills += await EndAsync(serving.Process, killer, isTold) ? 1 : 0;
            Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "verify")).Exits(0).Output, StringComparison.Ordinal);
            var now = await IncidentsAsync();
            var standing = (await AttestProgram.RunAsync(_folder.Path, "judgements", "--json")).Exits(0).Lines.Select(line => JsonDocument.Parse(line).RootElement).Where(judgement => judgement.GetProperty("undoneBy").ValueKind == JsonValueKind.Null).ToList();
            var isThere = now.Count < apart.Count;
            Assert.Equal(isThere ? 1 : 0, standing.Count);
            Assert.Equal(isThere ? apart.Count - 1 : apart.Count, now.Count);
            Assert.True(isThere || !isTold, $"What was acknowledged at {when} is not there.");
            (kept, lost) = isThere ? (kept + 1, lost) : (kept, lost + 1);
            if (isThere)
            {
                (await AttestProgram.RunAsync(_folder.Path, "undo", standing[0].GetProperty("id").GetString()!, "--reason", "and again")).Exits(0);
                Assert.Equal(apart, await IncidentsAsync());
            }
        }
        Assert.True(kills >= 4 && lost > 0 && kept > 0, $"{kills} kills; {lost} merges are not there, {kept} are.");
    }

    private async Task<IReadOnlyList<string>> IncidentsAsync() =>
        [.. (await AttestProgram.RunAsync(_folder.Path, "incidents", "--json")).Exits(0).Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];

    private async Task<string> ClaimAsync()
    {
        using var serving = await ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(serving.Address) };
        using var claims = JsonDocument.Parse(await client.GetStringAsync("/api/v1/claims", _patience.Token));
        return claims.RootElement.GetProperty("items").EnumerateArray().First().GetProperty("id").GetString()!;
    }

    // Every post with all its words, from a program that starts anew on what the killed one left.
    private async Task<(IReadOnlyList<string> Posts, string Points)> StandingAsync()
    {
        using var serving = await ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(serving.Address) };
        using var posts = JsonDocument.Parse(await client.GetStringAsync("/api/v1/posts?limit=100", _patience.Token));
        using var answer = await client.GetAsync("/api/v1/key-points", _patience.Token);
        using var points = answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync(_patience.Token)) : null;
        return ([.. posts.RootElement.GetProperty("items").EnumerateArray().Select(post => $"{post.GetProperty("headline").GetString()}\n{Text(post, "\n\n")}")], points is null ? "" : Text(points.RootElement, "\n"));

        static string Text(JsonElement post, string between)
        {
            Assert.Single(post.GetProperty("claims").EnumerateArray());
            return string.Join(between, post.GetProperty("paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString()));
        }
    }

    private async Task<bool> TrySendAsync(string address, string page, string? to, params (string Name, string Value)[] fields)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        try
        {
            var token = Token().Match(await browser.GetStringAsync(page, _patience.Token)).Groups[1].Value;
            using var request = new HttpRequestMessage(HttpMethod.Post, to ?? page) { Content = new FormUrlEncodedContent(fields.Append(("form-token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))) };
            request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await browser.SendAsync(request, _patience.Token);
            return answer.StatusCode == HttpStatusCode.SeeOther;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return false;
        }
    }

    // From its first write of the form on: strace counts from when it is there.
    private async Task<Process> AttachAsync(Process process, int when)
    {
        var killer = Process.Start(new ProcessStartInfo("strace", ["-f", "-p", process.Id.ToString(CultureInfo.InvariantCulture), "-o", "/dev/null", "-e", "trace=pwrite64,fsync,fdatasync", "-e", $"inject=pwrite64:signal=KILL:when={when}"]) { RedirectStandardError = true })!;
        while (await killer.StandardError.ReadLineAsync(_patience.Token) is { } line && !line.Contains("attached", StringComparison.Ordinal))
        {
        }
        return killer;
    }

    private async Task<bool> EndAsync(Process process, Process killer, bool isTold)
    {
        if (isTold)
        {
            // Give a kill that was due after the answer its moment.
            await Task.Delay(50, _patience.Token);
        }
        var wasKilled = process.HasExited || (!isTold && process.WaitForExit(10_000));
        if (!process.HasExited)
        {
            process.Kill();
        }
        await process.WaitForExitAsync(_patience.Token);
        if (!killer.HasExited)
        {
            killer.Kill();
        }
        await killer.WaitForExitAsync(_patience.Token);
        Assert.True(!wasKilled || process.ExitCode == Killed, $"It ended with {process.ExitCode}.");
        return wasKilled;
    }

    private async Task<Serving> ServeAsync()
    {
        var process = AttestProgram.Launch(new AttestProgram.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0"));
        while (await process.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.StartsWith("Serving ", StringComparison.Ordinal))
            {
                return new Serving(process, line[line.IndexOf("http", StringComparison.Ordinal)..].Split([' ', ','])[0].TrimEnd('.'));
            }
        }
        throw new InvalidOperationException($"It ended before it served: {await process.StandardError.ReadToEndAsync(_patience.Token)}");
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
