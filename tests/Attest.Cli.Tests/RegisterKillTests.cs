using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>The real program, killed at some of the writes of one submission and of one decision: the damage claim is submitted or decided whole, or not at all. What every other write leaves is looked at without the program (<c>Storage/KillTests</c> of the register).</summary>
public sealed partial class RegisterKillTests : IDisposable
{
    private const int Killed = 137; // 128 + SIGKILL
    private const int MostWrites = 200;
    private const string Password = "four lamps in a brewery";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        _folder.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task Killed_at_a_write_of_one_submission_it_leaves_it_whole_or_not_at_all()
    {
        await Machine.NeedsAsync("strace");
        await AccountAsync("olena", "administrator");
        await AccountAsync("somebody", "reader");
        (await AttestProgram.RunAsync(_folder.Path, "register", "role", "olena", "examiner")).Exits(0);
        _folder.Write("one.csv", One);
        var (submitted, kills, isOver) = (0, 0, false);
        for (var write = 1; write < MostWrites && !isOver; write += 1 + (write * 2 / 3))
        {
            var run = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "register", "file", "one.csv", "--as", "somebody") { Wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", .. Trap(write)] });
            isOver = run.ExitCode == 0;
            Assert.True(isOver || run.ExitCode == Killed, $"Exit code {run.ExitCode}: {run.Error}");
            kills += isOver ? 0 : 1;
            var now = await CountAsync("submitted");
            Assert.True(now == submitted || now == submitted + 1, $"{now} damage claims after {submitted}.");
            // What was reported is there.
            Assert.True(!run.Output.Contains("line 2: RD-", StringComparison.Ordinal) || now == submitted + 1);
            submitted = now;
            Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "register", "verify")).Exits(0).Output, StringComparison.Ordinal);
        }
        Assert.True(isOver && kills >= 4 && submitted >= 1, $"{kills} kills, {submitted} damage claims.");
    }

    [Fact]
    public async Task Killed_at_a_write_of_a_decision_it_leaves_it_whole_or_not_at_all()
    {
        await Machine.NeedsAsync("strace");
        await AccountAsync("olena", "administrator");
        await AccountAsync("somebody", "reader");
        (await AttestProgram.RunAsync(_folder.Path, "register", "role", "olena", "board")).Exits(0);
        _folder.Write("one.csv", One);
        (await AttestProgram.RunAsync(_folder.Path, "register", "file", "one.csv", "--as", "somebody")).Exits(0);
        var kills = 0;
        for (var (write, isAssigned) = (1, false); write < MostWrites && await CountAsync("recorded") == 0; write += 1 + (write * 2 / 3))
        {
            using var serving = await ServeAsync();
            using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(serving.Address) };
            await SendAsync(browser, "/sign-in", "/sign-in", ("name", "olena"), ("password", Password));
            var claim = Key().Match(await browser.GetStringAsync(isAssigned ? "/register/queue?state=in-examination" : "/register/queue?state=submitted", _patience.Token)).Value;
            Assert.NotEqual("", claim);
            if (!isAssigned)
            {
                var examiner = Examiner().Match(await browser.GetStringAsync(claim, _patience.Token)).Groups[1].Value;
                Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(browser, claim, $"{claim}/assign", ("examiner", examiner)));
                isAssigned = true;
            }
            var token = Token().Match(await browser.GetStringAsync(claim, _patience.Token)).Groups[1].Value;
            using var tracer = await AttachAsync(serving.Process.Id, write);
            try
            {
                Assert.Equal(HttpStatusCode.SeeOther, await SendWithAsync(browser, token, $"{claim}/decide", ("decision", "record"), ("words", "What is described fits what was reported.")));
            }
            catch (HttpRequestException)
            {
                kills++;
                await serving.Process.WaitForExitAsync(_patience.Token);
            }
            if (!tracer.HasExited)
            {
                tracer.Kill();
            }
            serving.Process.Kill();
            await serving.Process.WaitForExitAsync(_patience.Token);
            Assert.Equal(1, await CountAsync("recorded") + await CountAsync("in-examination"));
            Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "register", "verify")).Exits(0).Output, StringComparison.Ordinal);
        }
        Assert.Equal(1, await CountAsync("recorded"));
        Assert.True(kills >= 4, $"{kills} kills.");
    }

    private const string One = "category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n";

    private async Task AccountAsync(string name, string role) =>
        (await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "user", "add", name, "--role", role) { Input = Encoding.UTF8.GetBytes(Password + "\n") })).Exits(0);

    // Only what is written to the register's database and its log counts.
    private string[] Trap(int write) =>
    [
        "-P", Path.Combine(_folder.Path, "attest-data", "register", "register.db"), "-P", Path.Combine(_folder.Path, "attest-data", "register", "register.db-wal"),
        "-e", "trace=pwrite64", "-e", $"inject=pwrite64:signal=KILL:when={write}",
    ];

    private async Task<int> CountAsync(string state) =>
        Regex.Match((await AttestProgram.RunAsync(_folder.Path, "register", "list")).Exits(0).Output, $@"(?m)^{state}  (\d+) damage claim") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    private async Task<Process> AttachAsync(int process, int write)
    {
        var tracer = Process.Start(new ProcessStartInfo("strace", ["-f", "-o", "/dev/null", "-p", process.ToString(System.Globalization.CultureInfo.InvariantCulture), .. Trap(write)]) { RedirectStandardError = true })!;
        var line = await tracer.StandardError.ReadLineAsync(_patience.Token);
        Assert.Contains("attached", line, StringComparison.Ordinal);
        _ = tracer.StandardError.ReadToEndAsync(_patience.Token);
        return tracer;
    }

    private async Task<HttpStatusCode> SendAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields) =>
        await SendWithAsync(browser, Token().Match(await browser.GetStringAsync(page, _patience.Token)).Groups[1].Value, action, fields);

    private async Task<HttpStatusCode> SendWithAsync(HttpClient browser, string token, string action, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields.Append(("form-token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))) };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.SendAsync(request, _patience.Token);
        return answer.StatusCode;
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

    [GeneratedRegex("<option value=\"([^\"]+)\"[^>]*>olena")]
    private static partial Regex Examiner();

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/register/damage-claims/[A-Za-z0-9-]+")]
    private static partial Regex Key();
}
