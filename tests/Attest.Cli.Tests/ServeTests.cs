using System.Diagnostics;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    public ServeTests() => _folder.Write("reports/a.txt", Texts.Strike(3));

    public void Dispose()
    {
        _folder.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task Serve_adds_the_reports_answers_and_ends_when_it_is_told_to()
    {
        using var serving = await ServeAsync("attest-data", "http://127.0.0.1:0", "reports", "nowhere");
        using (var client = new HttpClient())
        {
            var page = await client.GetAsync(serving.Address, _patience.Token);
            Assert.True(page.IsSuccessStatusCode, $"The front page answered {page.StatusCode}.");
        }
        // On a busy machine the site starts before the report is through.
        if (!serving.Said.Contains("reports/a.txt: 1 new"))
        {
            Assert.Equal("reports/a.txt: 1 new", await serving.Process.StandardOutput.ReadLineAsync(_patience.Token));
        }

        Assert.Equal(0, await Machine.RunAsync("kill", "-TERM", $"{serving.Process.Id}"));
        await serving.Process.WaitForExitAsync(_patience.Token);
        Assert.Equal(0, serving.Process.ExitCode);
        var error = await serving.Process.StandardError.ReadToEndAsync(_patience.Token);
        Assert.Contains("Reading nowhere: found nothing there", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_serve_on_the_same_folder_or_the_same_port_is_told_so()
    {
        using var serving = await ServeAsync("attest-data", "http://127.0.0.1:0");
        var folder = await AttestProgram.RunAsync(_folder.Path, "serve", "--urls", "http://127.0.0.1:0");
        Assert.Contains("serves it already", folder.Exits(2).Error, StringComparison.Ordinal);
        var port = await AttestProgram.RunAsync(_folder.Path, "serve", "--data", "another", "--urls", serving.Address);
        Assert.Contains("listens there, expected a free port", port.Exits(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_can_be_added_and_listed_while_the_site_runs()
    {
        using var serving = await ServeAsync("attest-data", "http://127.0.0.1:0");
        (await AttestProgram.RunAsync(_folder.Path, "add", "reports")).Exits(0);
        Assert.Contains("from 1 report", (await AttestProgram.RunAsync(_folder.Path, "incidents")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://192.0.2.1:5080")]
    public async Task An_address_that_is_not_this_machines_is_refused(string urls)
    {
        var finished = await AttestProgram.RunAsync(_folder.Path, "serve", "--urls", urls);
        Assert.Contains($"Serving on {urls}: found", finished.Exits(2).Error, StringComparison.Ordinal);
    }

    private async Task<Serving> ServeAsync(string data, string urls, params string[] paths)
    {
        var process = AttestProgram.Launch(new AttestProgram.Start(_folder.Path, ["serve", "--data", data, "--urls", urls, .. paths]));
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
        {
            said.Add(line);
            if (line.StartsWith("Serving ", StringComparison.Ordinal))
            {
                var address = line[line.IndexOf("http", StringComparison.Ordinal)..].Split([' ', ','])[0].TrimEnd('.');
                return new Serving(process, address, said);
            }
        }
        throw new InvalidOperationException($"It ended before it served: {await process.StandardError.ReadToEndAsync(_patience.Token)}");
    }

    private sealed record Serving(Process Process, string Address, IReadOnlyList<string> Said) : IDisposable
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
}
