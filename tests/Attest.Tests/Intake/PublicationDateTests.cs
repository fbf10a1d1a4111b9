using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class PublicationDateTests
{
    [Theory]
    [InlineData("KYIV, March 3, 2024 — A drone fell on the town in the night, the mayor said.", "2024-03-03")]
    [InlineData("KYIV, Ukraine, March 3, 2024 (Sample Wire) - A drone fell on the town in the night.", "2024-03-03")]
    [InlineData("SAMPLE TOWN, 3 March 2024 (Sample Wire) – A drone fell on the town in the night.", "2024-03-03")]
    [InlineData("Drone falls on the town\nPublished: 13 September 2023\nA drone fell on the town in the night, the mayor said.", "2023-09-13")]
    [InlineData("Drone falls on the town\nPublished on Wednesday, September 13th, 2023\nA drone fell on the town in the night, the mayor said.", "2023-09-13")]
    [InlineData("Drone falls on the town\n2023-09-13\nA drone fell on the town in the night, the mayor said.", "2023-09-13")]
    [InlineData("Drone falls on the town\nBy Ann Example, 13 Sept. 2023\nA drone fell on the town in the night, the mayor said.", "2023-09-13")]
    public void A_text_that_says_when_it_was_published_is_dated(string text, string expected)
    {
        var report = Accept("a.txt", text).Report;
        Assert.Equal(expected, report.Published.ToString());
        Assert.Equal(PublishedFrom.Text, report.PublishedFrom);
    }

    [Theory]
    [InlineData("The town was taken on March 3, 2022, and freed in November of that year.")]
    [InlineData("SAMPLE TOWN, 26 September (Sample Wire) – A drone fell on the town in the night.")]
    [InlineData("Published: 31 February 2023\nA drone fell on the town in the night, the mayor said.")]
    [InlineData("Drone falls on the town\nUpdated: 13 September 2023\nA drone fell on the town in the night, the mayor said.")]
    public void Nothing_is_guessed_where_it_does_not_say(string text)
    {
        var accepted = Accept("a.txt", text);
        Assert.Null(accepted.Report.Published);
        Assert.Equal(PublishedFrom.Unknown, accepted.Report.PublishedFrom);
        Assert.Contains(accepted.Notices, notice => notice.Code == "no-date");
    }

    [Fact]
    public void An_option_outweighs_metadata_and_metadata_the_text()
    {
        const string Dated = "{\"published\": \"2024-03-05\", \"text\": \"KYIV, March 3, 2024 — A drone fell on the town in the night.\"}";
        var byMetadata = Accept("a.jsonl", Dated).Report;
        Assert.Equal("2024-03-05", byMetadata.Published.ToString());
        Assert.Equal(PublishedFrom.Metadata, byMetadata.PublishedFrom);
        var byOption = Accept("a.jsonl", Dated, new PublicationTime(new DateOnly(2024, 3, 9))).Report;
        Assert.Equal("2024-03-09", byOption.Published.ToString());
        Assert.Equal(PublishedFrom.Option, byOption.PublishedFrom);
    }
}
