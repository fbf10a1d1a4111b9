using System.Text;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>Each bad input is named with what was found and what to do; the others go on; the exit code is 1.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_missing_path_is_named() => RefusesAsync("nowhere.txt", "Reading nowhere.txt: found nothing there");

    [Fact]
    public Task An_empty_file_is_named() => RefusesAsync(_folder.Write("empty.txt", ""), "Reading empty.txt: the file is empty");

    [Fact]
    public Task A_folder_without_reports_is_named_with_what_it_holds_instead()
    {
        _folder.Write("pictures/map.png", "no report");
        _folder.Write("pictures/.hidden.txt", "passed over");
        return RefusesAsync("pictures", "Looking through pictures: found only files of other kinds (1)");
    }

    [Fact]
    public Task A_binary_file_is_named_with_what_it_is() =>
        RefusesAsync(_folder.Write("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]), "Reading picture.txt: found");

    [Fact]
    public Task Broken_UTF_8_is_named_with_the_place_of_the_broken_byte() =>
        RefusesAsync(_folder.Write("broken.txt", [.. Encoding.UTF8.GetBytes("Харків: обстріл"), 0xFF, 0xFE, 0xD0, .. "end"u8]), "Reading broken.txt: found a byte that is not UTF-8");

    [Fact]
    public Task A_text_of_200_MB_is_named_without_being_read()
    {
        using (var file = File.Create(Path.Combine(_folder.Path, "huge.txt")))
        {
            file.SetLength(200 * 1024 * 1024);
        }
        return RefusesAsync("huge.txt", "Reading huge.txt: found 200.0 MiB, expected at most");
    }

    [Fact]
    public Task A_page_without_an_article_is_named() =>
        RefusesAsync(_folder.Write("empty.html", "<!doctype html><html><head><title>Log in</title></head><body><nav>Home</nav></body></html>"), "Reading empty.html: found a web page without an article");

    [Fact]
    public async Task A_page_whose_markup_is_broken_is_read_all_the_same()
    {
        _folder.Write("broken.html", Texts.Page.Replace("</p>", "<b <i", StringComparison.Ordinal).Replace("</article></body></html>", "", StringComparison.Ordinal));
        var finished = await AttestProgram.RunAsync(_folder.Path, "read", "--json", "broken.html");
        Assert.Contains("strike wounded two drivers", Assert.Single(finished.Exits(0).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_report_line_is_named_by_its_number_and_the_good_ones_are_added()
    {
        _folder.Write("lines.jsonl", $"{Texts.Line(1)}\n{{\"text\": \"cut o\n{Texts.Line(2)}\n{{\"title\": \"no text\"}}\n{Texts.Line(3)}\n");
        var finished = await AttestProgram.RunAsync(_folder.Path, "add", "lines.jsonl");
        finished.Exits(1);
        Assert.Contains("lines.jsonl:2", finished.Error, StringComparison.Ordinal);
        Assert.Contains("lines.jsonl:4", finished.Error, StringComparison.Ordinal);
        Assert.Contains("lines.jsonl: 3 new, 2 refused", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_named()
    {
        Machine.NeedsRoot();
        _folder.Write("good.txt", Texts.Strike(3));
        var secret = Path.Combine(_folder.Path, _folder.Write("secret.txt", Texts.Strike(4)));
        Assert.Equal(0, await Machine.RunAsync("chmod", "a+rx", _folder.Path));
        Assert.Equal(0, await Machine.RunAsync("chmod", "000", secret));
        // Root may read every file; somebody else may not.
        var finished = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "read", "--json", ".")
        {
            Wrapper = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"],
        });
        finished.Exits(1);
        Assert.Contains("secret.txt: found that you have no permission", finished.Error, StringComparison.Ordinal);
        Assert.Single(finished.Lines);
    }

    [Fact]
    public async Task A_name_that_holds_escapes_cannot_steer_the_terminal()
    {
        var finished = await AttestProgram.RunAsync(_folder.Path, "read", "\u001b[2Jgone.txt");
        Assert.DoesNotContain('\u001b', finished.Exits(1).Error);
    }

    [Fact]
    public async Task Reading_goes_on_after_a_bad_input_too()
    {
        _folder.Write("good.txt", Texts.Strike(3));
        var finished = await AttestProgram.RunAsync(_folder.Path, "read", "--json", "nowhere.txt", "good.txt");
        Assert.Contains("Reading nowhere.txt: found nothing there", finished.Exits(1).Error, StringComparison.Ordinal);
        Assert.Single(finished.Lines);
    }

    // The bad input stands before a good one, which is kept all the same.
    private async Task RefusesAsync(string path, string message)
    {
        _folder.Write("good.txt", Texts.Strike(3));
        var finished = await AttestProgram.RunAsync(_folder.Path, "add", path, "good.txt");
        Assert.Contains(message, finished.Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("good.txt: 1 new", finished.Output, StringComparison.Ordinal);
    }
}
