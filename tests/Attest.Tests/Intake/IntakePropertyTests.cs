using System.IO.Compression;
using System.Text;
using Attest.Intake;
using FsCheck;
using FsCheck.Fluent;
using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class IntakePropertyTests
{
    private static readonly string[] Names = ["a.txt", "a.md", "a.html", "a.jsonl", "-"];

    // Lines as live pages, broken pages and report lines have them, in any order.
    private static readonly string[] Pieces =
    [
        "\n", "\n\n", "\r\n", " ", "Advertisement", "Read more:", "Power returns to the river villages", "Ann Example reports:", Paragraph, "10:45", "– ‘Nothing’ –", "THE MINISTER VISITS THE NEW BRIDGE",
        "Border war – live: Drone hits market", "Other Topics of Interest", "- a bullet", "😀", "\uD83D", "<p>", "</p>", "<article>", "</div>", "<h1>", "<time datetime=\"2024-03-05\">", "<table>", "<b>", "<script>",
        "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{\"headline\":5},{\"headline\":\"Power is back\"}]}</script>", "{\"text\":\"", "\"}", "\\u", "#", "**", "Київ сьогодні", "\t",
    ];

    private static readonly Arbitrary<string[]> Mixtures = Gen.ArrayOf(Gen.OneOf(Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get))).ToArbitrary();

    private static void Check(string path, byte[] bytes)
    {
        var first = Read(path, bytes);
        var second = Read(path, bytes);
        Assert.NotEmpty(first);
        Assert.Equal(first.Count, second.Count);
        foreach (var (result, again) in first.Zip(second))
        {
            if (result is IntakeResult.Refused refused)
            {
                Assert.Equal(refused, again);
                Assert.Contains(path, refused.Message, StringComparison.Ordinal);
                continue;
            }
            var accepted = Assert.IsType<IntakeResult.Accepted>(result);
            CheckReport(accepted);
            Assert.Equal(accepted.Report with { Items = [] }, Assert.IsType<IntakeResult.Accepted>(again).Report with { Items = [] });
            Assert.Equal(accepted.Report.Items, ((IntakeResult.Accepted)again).Report.Items);
        }
    }

    private static void CheckReport(IntakeResult.Accepted accepted)
    {
        var report = accepted.Report;
        Assert.False(string.IsNullOrWhiteSpace(report.Text));
        Assert.Equal(report.Original.Sha256, Sha256.Of(accepted.Original.Span));
        Assert.Equal(report.Text, ReportIntake.TextOf(report.Original.MediaType, accepted.Original.Span));
        var at = 0;
        foreach (var item in report.Items)
        {
            Assert.Equal(at, item.Span.Start);
            Assert.True(item.Span.Length > 0);
            Assert.True(item.Headline is not { } headline || (item.Span.Contains(headline) && headline.Length > 0));
            at = item.Span.End;
        }
        Assert.Equal(report.Text.Length, at);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_and_items_cover_the_text_without_overlap() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Array.ForEach(Names, name => Check(name, bytes))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_lines_and_tags_is_read_or_refused_and_items_cover_the_text_without_overlap() =>
        Prop.ForAll(Mixtures, pieces => Array.ForEach(Names, name => Check(name, Encoding.UTF8.GetBytes(string.Concat(pieces))))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_files_of_bad_input_are_read_or_refused()
    {
        var data = Environment.GetEnvironmentVariable("ATTEST_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "no data: ATTEST_DATA is not set");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data!, "badinput"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(file).Length < 2_000_000)
            {
                Check(file, File.ReadAllBytes(file));
            }
        }
    }

    [Fact]
    public void Real_pages_are_read_or_refused_twice_the_same()
    {
        var data = Environment.GetEnvironmentVariable("ATTEST_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "no data: ATTEST_DATA is not set");
        var files = Directory.EnumerateFiles(Path.Combine(data!, "pages", "trafilatura-eval", "html"), "*.gz").Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < files.Count; i += 20)
        {
            using var packed = new GZipStream(File.OpenRead(files[i]), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            Check("page.html", bytes.ToArray());
        }
    }
}
