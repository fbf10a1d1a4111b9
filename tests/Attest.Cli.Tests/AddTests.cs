using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class AddTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Adding_twice_changes_nothing()
    {
        _folder.Write("reports/a.txt", Texts.Strike(3));
        _folder.Write("reports/b.html", Texts.Page);
        var first = await AttestProgram.RunAsync(_folder.Path, "add", "reports");
        Assert.Contains("Added to attest-data: 2 new.", first.Exits(0).Output, StringComparison.Ordinal);
        var incidents = await AttestProgram.RunAsync(_folder.Path, "incidents", "--json");

        var second = await AttestProgram.RunAsync(_folder.Path, "add", "reports/");
        Assert.Contains("Added to attest-data: 2 unchanged.", second.Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal(incidents.Output, (await AttestProgram.RunAsync(_folder.Path, "incidents", "--json")).Exits(0).Output);
    }

    [Fact]
    public async Task A_changed_file_is_a_new_version_and_the_same_bytes_elsewhere_a_copy()
    {
        _folder.Write("a.txt", Texts.Strike(3));
        _folder.Write("copy.txt", Texts.Strike(3));
        var first = await AttestProgram.RunAsync(_folder.Path, "add", "a.txt", "copy.txt");
        Assert.Contains("copy.txt: 1 new (of these 1 with the same bytes as a report from elsewhere)", first.Exits(0).Output, StringComparison.Ordinal);

        _folder.Write("a.txt", Texts.Strike(4));
        var second = await AttestProgram.RunAsync(_folder.Path, "add", "a.txt");
        Assert.Contains("a.txt: 1 new version", second.Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_rebuilt_is_what_was_added()
    {
        _folder.Write("lines.jsonl", $"{Texts.Line(1)}\n{Texts.Line(2)}\n");
        _folder.Write("a.txt", Texts.Strike(3));
        (await AttestProgram.RunAsync(_folder.Path, "add", "lines.jsonl", "a.txt")).Exits(0);
        var added = await AttestProgram.RunAsync(_folder.Path, "incidents", "--json");

        var rebuilt = await AttestProgram.RunAsync(_folder.Path, "rebuild");
        Assert.Contains("3 reports", rebuilt.Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal(added.Exits(0).Output, (await AttestProgram.RunAsync(_folder.Path, "incidents", "--json")).Output);
        Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "verify")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_from_standard_input_is_added()
    {
        var finished = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "add", "--data", "kept", "-") { Input = System.Text.Encoding.UTF8.GetBytes(Texts.Strike(5)) });
        Assert.Contains("Added to kept: 1 new.", finished.Exits(0).Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_folder.Path, "kept")));
    }

    [Fact]
    public async Task Verify_names_an_original_whose_bytes_were_changed()
    {
        _folder.Write("a.txt", Texts.Strike(3));
        (await AttestProgram.RunAsync(_folder.Path, "add", "a.txt")).Exits(0);
        var digest = Sha256.Of(Texts.Strike(3)).Hex;
        var original = Directory.EnumerateFiles(Path.Combine(_folder.Path, "attest-data"), "*", SearchOption.AllDirectories)
            .Single(file => file.Replace("/", "", StringComparison.Ordinal).Contains(digest[4..], StringComparison.Ordinal));
        Assert.Equal(0, await Machine.RunAsync("chmod", "u+w", original));
        await File.WriteAllTextAsync(original, Texts.Strike(30), TestContext.Current.CancellationToken);

        var finished = await AttestProgram.RunAsync(_folder.Path, "verify");
        Assert.Contains(digest, finished.Exits(1).Error, StringComparison.Ordinal);
    }
}
