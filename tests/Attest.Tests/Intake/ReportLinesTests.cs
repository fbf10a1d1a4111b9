using System.Text;
using Attest.Intake;
using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class ReportLinesTests
{
    private const string Wire = "A depot burned in the port after a strike in the night, the regional governor said on Tuesday.";

    private static string Line(string url, string publisher) =>
        "{\"url\": \"" + url + "\", \"title\": \"Depot burns\", \"publisher\": \"" + publisher + "\", \"published\": \"2024-03-05T06:30:00+02:00\", \"language\": \"en\", \"text\": \"" + Wire + "\", \"extra\": 1}";

    [Fact]
    public void Each_line_is_a_report_with_its_metadata()
    {
        var report = Accept("wire.jsonl", Line("https://daily.example/depot", "Sample Daily")).Report;
        Assert.Equal("wire.jsonl:1", report.Path);
        Assert.Equal("https://daily.example/depot", report.Url);
        Assert.Equal("Depot burns", report.Title);
        Assert.Equal("Sample Daily", report.Publisher);
        Assert.Equal("2024-03-05T04:30:00Z", report.Published.ToString());
        Assert.Equal(PublishedFrom.Metadata, report.PublishedFrom);
        Assert.Equal("en", report.Language);
        Assert.Equal(Wire, report.Text);
        Assert.Equal(Sha256.Of(Wire), report.Original.Sha256);
        Assert.Equal("text/plain", report.Original.MediaType);
    }

    [Fact]
    public void One_story_from_two_publishers_is_one_original_and_two_reports()
    {
        var results = Read("wire.jsonl", Encoding.UTF8.GetBytes(Line("https://daily.example/1", "Sample Daily") + "\n" + Line("https://wire.example/2", "Sample Wire") + "\n"));
        var reports = results.Cast<IntakeResult.Accepted>().Select(accepted => accepted.Report).ToList();
        Assert.Equal(2, reports.Count);
        Assert.Equal(reports[0].Original, reports[1].Original);
        Assert.NotEqual(reports[0].Id, reports[1].Id);
        Assert.NotEqual(reports[0].Document, reports[1].Document);
    }

    [Theory]
    [InlineData("{broken")]
    [InlineData("{\"title\": \"no text\"}")]
    [InlineData("{\"text\": 5}")]
    [InlineData("{\"text\": \"  \"}")]
    [InlineData("{\"text\": \"\\uD800\"}")]
    [InlineData("{\"text\": \"a\\u0000b\"}")]
    [InlineData("[\"text\"]")]
    [InlineData("null")]
    public void A_broken_line_is_refused_with_its_number_and_the_others_go_on(string broken)
    {
        var results = Read("in/wire.jsonl", Encoding.UTF8.GetBytes(Line("https://a.example/1", "A") + "\r\n\r\n" + broken + "\n" + Line("https://a.example/2", "A")));
        Assert.Equal(3, results.Count);
        var refused = Assert.IsType<IntakeResult.Refused>(results[1]);
        Assert.Equal("in/wire.jsonl:3", refused.Path);
        Assert.Contains("in/wire.jsonl:3", refused.Message);
        Assert.IsType<IntakeResult.Accepted>(results[0]);
        Assert.Equal("in/wire.jsonl:4", Assert.IsType<IntakeResult.Accepted>(results[2]).Report.Path);
    }

    [Fact]
    public void A_line_that_is_not_UTF_8_is_refused_and_the_others_go_on()
    {
        byte[] bytes = [.. "{\"text\": \""u8, 0xFF, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Line("https://a.example/2", "A"))];
        var results = Read("wire.jsonl", bytes);
        Assert.Contains("not UTF-8", Assert.IsType<IntakeResult.Refused>(results[0]).Message);
        Assert.IsType<IntakeResult.Accepted>(results[1]);
    }

    [Theory]
    [InlineData("\"published\": \"yesterday\"", "bad-date")]
    [InlineData("\"published\": 20240305", "bad-member")]
    [InlineData("\"url\": \"javascript:alert(1)\"", "bad-url")]
    [InlineData("\"url\": \"not an address\"", "bad-url")]
    public void A_member_that_can_not_be_used_is_passed_over_with_a_notice(string member, string code)
    {
        var accepted = Accept("wire.jsonl", "{" + member + ", \"text\": \"" + Wire + "\"}");
        Assert.Contains(accepted.Notices, notice => notice.Code == code);
        Assert.Contains(accepted.Notices, notice => notice.Code == "no-date");
        Assert.Null(accepted.Report.Url);
        Assert.Null(accepted.Report.Published);
    }

    [Fact]
    public void The_text_of_an_archived_line_is_read_again_as_it_was()
    {
        var accepted = Accept("wire.jsonl", "{\"text\": \"\\uFEFFThe café “Київ” 😀 was hit in the morning.\"}");
        Assert.Equal(accepted.Report.Text, ReportIntake.TextOf(accepted.Report.Original.MediaType, accepted.Original.Span));
    }

    [Theory]
    [InlineData("https://Daily.example/story?id=7", "https://daily.example/story?id=7#top")]
    [InlineData("https://daily.example/story?id=7", "https://daily.example/story?utm_source=x&id=7&fbclid=abc")]
    [InlineData("https://daily.example/story", "https://daily.example/story?gclid=1&UTM_Medium=mail")]
    [InlineData("https://daily.example:443/story", "https://daily.example/story")]
    public void Fragment_and_tracking_parts_do_not_make_another_document(string one, string other) =>
        Assert.Equal(Accept("a.jsonl", Line(one, "A")).Report.Document, Accept("b.jsonl", Line(other, "A")).Report.Document);

    [Theory]
    [InlineData("https://daily.example/story?id=7", "https://daily.example/story?id=8")]
    [InlineData("https://daily.example/Story", "https://daily.example/story")]
    public void Another_address_is_another_document(string one, string other) =>
        Assert.NotEqual(Accept("a.jsonl", Line(one, "A")).Report.Document, Accept("b.jsonl", Line(other, "A")).Report.Document);

    [Fact]
    public void A_file_without_lines_is_refused() => Assert.Contains("wire.jsonl", Refuse("wire.jsonl", "\n \r\n").Message);
}
