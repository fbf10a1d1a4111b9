using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class SourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_watched_looked_at_listed_and_let_go()
    {
        _folder.Write("coming/a.txt", Texts.Strike(3));
        var folder = Path.Combine(_folder.Path, "coming");
        Assert.Contains($"{folder}: it is looked at while attest serve runs", (await RunAsync("source", "add", "coming")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("Not looked at yet.", (await RunAsync("source", "list")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal($"{folder}: 1 new.", Assert.Single((await RunAsync("source", "check")).Exits(0).Lines));
        Assert.Equal($"{folder}: Nothing new.", Assert.Single((await RunAsync("source", "check", "coming")).Exits(0).Lines));

        var listed = (await RunAsync("source", "list")).Exits(0);
        Assert.Matches($"^[0-9a-f]{{12}}  folder  {folder}", listed.Lines[0]);
        Assert.Matches("Last success .* UTC. Next look .* UTC. 1 report.", listed.Lines[1]);
        Assert.Equal($"{folder} is no longer watched. Its 1 reports stay.", Assert.Single((await RunAsync("source", "remove", listed.Lines[0][..12])).Exits(0).Lines));
        Assert.Contains("from 1 report", (await RunAsync("incidents")).Exits(0).Output, StringComparison.Ordinal);
        Assert.StartsWith("No source is watched.", (await RunAsync("source", "list")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5432/", "is a loopback address, which is asked only with --allow-private")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "is a link-local address")]
    [InlineData("file:///etc/passwd", "is neither an address of http or https nor a folder that is there")]
    [InlineData("nowhere/", "is neither an address of http or https nor a folder that is there")]
    public async Task What_may_not_be_asked_is_refused_and_the_others_are_added(string address, string reason)
    {
        var finished = (await RunAsync("source", "add", address, "https://news.example/rss.xml")).Exits(1);
        Assert.Contains($"Adding the source {address}: it {reason}", finished.Error, StringComparison.Ordinal);
        Assert.Contains("https://news.example/rss.xml", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_fails_is_told_with_its_reason()
    {
        // A port of this machine where nothing listens.
        (await RunAsync("source", "add", "--allow-private", "http://127.0.0.1:65530/feed")).Exits(0);
        Assert.Contains("http://127.0.0.1:65530/feed: It could not be reached", (await RunAsync("source", "check")).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("No look has succeeded yet. Failed once: it could not be reached", (await RunAsync("source", "list")).Exits(1).Output, StringComparison.Ordinal);
        Assert.Contains("Looking for the source elsewhere: found none", (await RunAsync("source", "check", "elsewhere")).Exits(1).Error, StringComparison.Ordinal);
    }

    private Task<AttestProgram.Finished> RunAsync(params string[] arguments) => AttestProgram.RunAsync(_folder.Path, arguments);
}
