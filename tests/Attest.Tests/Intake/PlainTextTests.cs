using System.Text;
using Attest.Intake;
using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class PlainTextTests
{
    private const string Text = "Shelling in the border district, says the governor – “two hurt”.\r\nThe school was closed for the day.\n";

    [Fact]
    public void The_text_is_the_file_unchanged()
    {
        var accepted = Accept("a.txt", Text);
        Assert.Equal(Text, accepted.Report.Text);
        Assert.Equal(Sha256.Of(Text), accepted.Report.Original.Sha256);
        Assert.Equal("text/plain", accepted.Report.Original.MediaType);
        Assert.Equal(Encoding.UTF8.GetByteCount(Text), accepted.Report.Original.Bytes);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
        var accepted = Assert.IsType<IntakeResult.Accepted>(Assert.Single(Read("a.md", bytes)));
        Assert.Equal(Text, accepted.Report.Text);
        Assert.Equal(Sha256.Of(bytes), accepted.Report.Original.Sha256);
        Assert.Equal(Text, ReportIntake.TextOf(accepted.Report.Original.MediaType, bytes));
    }

    [Fact]
    public void Windows_1252_is_read_with_a_notice()
    {
        var accepted = Assert.IsType<IntakeResult.Accepted>(Assert.Single(Read("a.txt", Encoding.Latin1.GetBytes("The governor said \u0093two\u0094 people were hurt \u0096 in the caf\u00E9."))));
        Assert.Equal("The governor said “two” people were hurt – in the café.", accepted.Report.Text);
        Assert.Contains(accepted.Notices, notice => notice.Code == "windows-1252");
    }

    [Fact]
    public void Broken_UTF_8_is_refused_with_the_position_of_the_fault()
    {
        byte[] bytes = [.. "Київ, "u8, 0xD0, .. " and then more text"u8];
        var refused = Refuse("folder/broken.txt", bytes);
        Assert.Contains("folder/broken.txt", refused.Message);
        Assert.Contains("position 10", refused.Message);
        Assert.Contains("Save the file anew as UTF-8", refused.Message);
    }

    [Fact]
    public void A_text_of_another_code_page_is_refused_rather_than_read_as_gibberish()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Вибух пролунав у центрі міста вранці.");
        Refuse("a.txt", bytes);
    }

    [Fact]
    public void Cut_UTF_16_is_refused() => Refuse("a.txt", [0xFF, 0xFE, (byte)'a', 0, (byte)'b']);

    [Theory]
    [InlineData("%PDF-1.7 and so on", "a PDF document")]
    [InlineData("PK\u0003\u0004 and so on", "a ZIP archive")]
    [InlineData("some text\0with a NUL", "NUL byte at position 9")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005", "control characters")]
    public void Binary_files_are_refused_by_what_they_are(string content, string found)
    {
        var refused = Refuse("report.txt", content);
        Assert.Contains("report.txt", refused.Message);
        Assert.Contains(found, refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n\t \n")]
    public void An_empty_file_is_refused(string content) => Assert.Contains("a.txt", Refuse("a.txt", content).Message);

    [Fact]
    public void Too_long_a_file_is_refused_before_it_need_be_opened()
    {
        Assert.Null(InputForms.TooLong("a.txt", InputForms.LongestText));
        var message = InputForms.TooLong("big/a.txt", 200L * 1024 * 1024);
        Assert.Contains("big/a.txt", message);
        Assert.Contains("200.0 MiB", message);
        Assert.Contains("at most 32", message);
        Assert.Contains("at most 32", Refuse("big/a.txt", new byte[InputForms.LongestText + 1]).Message);
    }

    [Theory]
    [InlineData("a.txt", true)]
    [InlineData("folder/A.MD", true)]
    [InlineData("page.html", true)]
    [InlineData("page.htm", true)]
    [InlineData("lines.jsonl", true)]
    [InlineData("picture.png", false)]
    [InlineData("README", false)]
    public void Files_of_a_folder_are_reports_by_their_extension(string path, bool isReport) => Assert.Equal(isReport, InputForms.IsReport(path));

    [Theory]
    [InlineData("Drone strike hurts three in the market town\n\n" + Paragraph, "Drone strike hurts three in the market town")]
    [InlineData("# Drone strike hurts three\n\n" + Paragraph, "Drone strike hurts three")]
    [InlineData("Drone strike hurts three\nOfficials speak of a “lucky escape”\nBy Ann Example\n" + Paragraph, "Drone strike hurts three")]
    [InlineData(Paragraph + "\n\n" + Paragraph, null)]
    [InlineData("Drone strike hurts three in the market town", null)]
    public void A_first_line_above_text_is_the_title(string text, string? title) => Assert.Equal(title, Accept("a.txt", text).Report.Title);

    [Fact]
    public void The_same_path_and_bytes_are_the_same_report_and_changed_bytes_another_version()
    {
        var first = Accept("a.txt", Paragraph).Report;
        var again = Accept("a.txt", Paragraph).Report;
        var changed = Accept("a.txt", Paragraph + " The number rose to four.").Report;
        var elsewhere = Accept("b.txt", Paragraph).Report;
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(first.Document, changed.Document);
        Assert.NotEqual(first.Id, changed.Id);
        Assert.NotEqual(first.Document, elsewhere.Document);
        Assert.Equal(first.Original, elsewhere.Original);
    }

    [Fact]
    public void Standard_input_is_read_by_what_it_looks_like()
    {
        Assert.Equal(Paragraph, Accept("-", Paragraph).Report.Text);
        Assert.Equal("-:1", Accept("-", "{\"text\": \"" + Paragraph + "\"}").Report.Path);
    }

    [Fact]
    public void Characters_that_reorder_what_is_shown_are_noticed()
    {
        var notice = Assert.Single(Accept("a.txt", "The attack killed \u202E21\u202C people, the mayor said.").Notices, notice => notice.Code == "direction-marks");
        Assert.Equal(18, notice.Start);
    }
}
