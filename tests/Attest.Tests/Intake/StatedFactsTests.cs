using System.Text;
using Attest.Intake;

namespace Attest.Tests.Intake;

/// <summary>What a user or a feed says of a report, beside what it says itself.</summary>
public sealed class StatedFactsTests
{
    private static readonly ReportFacts Facts = new("The feed's title", "The feed", new PublicationTime(new DateOnly(2031, 3, 12)));

    private const string Page =
        "<html><head><title>Its own title of some length</title><meta property=\"og:site_name\" content=\"Its own name\"><link rel=\"canonical\" href=\"https://own.example/a\"></head><body><article>"
        + "<h1>Its own title of some length</h1><p>" + IntakeSamples.Paragraph + "</p><p>" + IntakeSamples.Paragraph + "</p></article></body></html>";

    [Fact]
    public void What_is_stated_outweighs_what_the_page_says()
    {
        var report = Read(Page, input => input with { Stated = Facts, Address = new Uri("https://wire.example/a?utm_source=x") });
        Assert.Equal(("The feed's title", "The feed", "2031-03-12"), (report.Title, report.Publisher, report.Published.ToString()));
        Assert.Equal((PublishedFrom.Metadata, "https://wire.example/a?utm_source=x"), (report.PublishedFrom, report.Url));
        Assert.Equal(Sha256.Of("https://wire.example/a"), report.Document);
    }

    [Fact]
    public void What_is_presumed_holds_where_the_page_says_nothing()
    {
        var report = Read(Page, input => input with { Presumed = Facts });
        Assert.Equal(("Its own title of some length", "Its own name", "2031-03-12", "https://own.example/a"), (report.Title, report.Publisher, report.Published.ToString(), report.Url));
    }

    [Fact]
    public void The_date_that_the_user_gives_outweighs_all() =>
        Assert.Equal((new DateOnly(2031, 1, 1), PublishedFrom.Option), Read(Page, input => input with { Stated = Facts, Published = new PublicationTime(new DateOnly(2031, 1, 1)) }) is var report ? (report.Published!.Value.Day, report.PublishedFrom) : default);

    [Fact]
    public void A_piece_of_markup_is_a_report_and_its_text_can_be_read_from_the_bytes_again()
    {
        var markup = $"<p>{IntakeSamples.Paragraph}</p><p>{IntakeSamples.Paragraph}</p>";
        var obtained = new Obtained(new DateTimeOffset(2031, 3, 12, 10, 0, 0, TimeSpan.Zero), ObtainedBy.Feed, null, "https://wire.example/feed");
        var report = Read(markup, input => input with { Form = InputForm.WebPage, Stated = Facts, Obtained = obtained });
        Assert.Equal($"{IntakeSamples.Paragraph}\n\n{IntakeSamples.Paragraph}", report.Text);
        Assert.Equal(report.Text, ReportIntake.TextOf(report.Original.MediaType, Encoding.UTF8.GetBytes(markup)));
        Assert.Equal(obtained, report.Obtained);
    }

    private static Report Read(string text, Func<IntakeInput, IntakeInput> with) =>
        Assert.IsType<IntakeResult.Accepted>(Assert.Single(new ReportIntake().Read(with(new IntakeInput("https://wire.example/a", Encoding.UTF8.GetBytes(text)))))).Report;
}
