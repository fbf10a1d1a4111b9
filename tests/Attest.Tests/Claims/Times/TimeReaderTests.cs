using Attest.Claims.Times;
using Attest.Language;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Times;

public sealed class TimeReaderTests
{
    private static readonly DateOnly Wednesday = new(2023, 9, 6);

    [Theory]
    [InlineData("It began on 24 February 2022 at noon.", "24 February 2022=2022-02-24")]
    [InlineData("It began on February 24, 2022.", "February 24, 2022=2022-02-24")]
    [InlineData("The bridge fell on Aug. 30.", "Aug. 30=2023-08-30")]
    [InlineData("The bridge fell on December 20.", "December 20=2022-12-20")]
    [InlineData("They met on Tuesday evening.", "Tuesday evening=2023-09-05")]
    [InlineData("They will meet on Friday.", "Friday=2023-09-08")]
    [InlineData("They met late on Monday night.", "late on Monday night=2023-09-04")]
    [InlineData("Yesterday and today it rained.", "Yesterday=2023-09-05|today=2023-09-06")]
    [InlineData("Three drones were downed overnight.", "overnight=2023-09-05/2023-09-06")]
    [InlineData("Sales rose last month and this week.", "last month=2023-08|this week=2023-09-04/2023-09-10")]
    [InlineData("He plans a visit later this month.", "later this month=2023-09-06/2023-09-30")]
    [InlineData("It was agreed earlier this year.", "earlier this year=2023-01/2023-09")]
    [InlineData("Two ports have been shut since July 18.", "since July 18=2023-07-18/")]
    [InlineData("It has been so since November.", "since November=2022-11/")]
    [InlineData("The cut holds through the end of the year.", "through the end of the year=/2023-12-31")]
    [InlineData("The law holds until at least 2030.", "until at least 2030=/2030")]
    [InlineData("Trade grew from January to May 2023.", "January to May 2023=2023-01/2023-05")]
    [InlineData("The town fell two days ago.", "two days ago=2023-09-04")]
    [InlineData("It was seized 13 months ago.", "13 months ago=2022-08")]
    [InlineData("Almost three months after the start they held it.", "Almost three months=P3M")]
    [InlineData("A two-day visit ended.", "two-day=P2D")]
    [InlineData("He faces between 12 and 20 years in prison.", "between 12 and 20 years=P12Y/P20Y")]
    [InlineData("It happened in the 1990s and in summer 2014.", "the 1990s=1990/1999|summer 2014=2014-06/2014-08")]
    [InlineData("Profits rose in the second quarter of 2023.", "the second quarter of 2023=2023-04/2023-06")]
    [InlineData("It was held from May 3 to May 9.", "May 3 to May 9=2023-05-03/2023-05-09")]
    [InlineData("A 35-year-old man and a woman aged 40 years were hurt.", "")]
    [InlineData("They may march past 2,000 troops.", "")]
    [InlineData("The pact sets a limit of 1550 deployed launchers.", "")]
    [InlineData("The 2-year-old war goes on.", "2-year-old=P2Y")]
    [InlineData("A 24-hour service is open.", "")]
    [InlineData("The sirens began at 10:30.", "10:30=")]
    [InlineData("The sirens began at 10 am.", "10 am=")]
    [InlineData("It fell on Tuesday; the sirens began at 10 am.", "Tuesday=2023-09-05|10 am=2023-09-05T10:00")]
    [InlineData("The sirens began at 10 am on Tuesday.", "10 am on Tuesday=2023-09-05T10:00")]
    [InlineData("It ended later in the day.", "later in the day=")]
    public void Expressions_are_resolved_against_publication(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("They met on Tuesday.", "Tuesday=")]
    [InlineData("They met last week.", "last week=")]
    [InlineData("They met on 3 May 2023.", "3 May 2023=2023-05-03")]
    public void Without_publication_the_relative_has_no_value(string text, string expected) => Assert.Equal(expected, Show(text, null));

    [Fact]
    public void The_precision_is_that_of_the_expression() =>
        Assert.Equal([1, 2, 3, null], Read("On Tuesday, last week, in May it took three hours.", Wednesday).Select(time => time.TimePrecision));

    [Fact]
    public void An_item_of_its_own_date_is_resolved_against_it()
    {
        const string Text = "It rained yesterday.";
        var report = Make(Text, Wednesday, new PublicationTime(new DateOnly(2023, 9, 2)));
        Assert.Equal("2023-09-01", Assert.Single(new TimeReader().Read(report, new LanguageAnalyser().Analyse(report))).Value!.Value.Iso);
    }

    [Fact]
    public void An_update_does_not_go_on_from_the_day_of_the_one_before_it()
    {
        const string First = "The cuts will last to the end of the year.\n\n", Second = "08:40\n\nThe bridge is open, the army said at 07:30.";
        var report = Make(First + Second, Wednesday, null) with
        {
            Items = [new Item(new LocalId('i', 1), new TextSpan(0, First.Length), null, ItemKind.Update, null), new Item(new LocalId('i', 2), new TextSpan(First.Length, First.Length + Second.Length), null, ItemKind.Update, null)],
        };
        Assert.Equal(["2023-12-31", "2023-09-06T08:40", "2023-09-06T07:30"], new TimeReader().Read(report, new LanguageAnalyser().Analyse(report)).Select(time => time.Value?.Iso));
    }

    [Fact]
    public void Any_text_gives_times_in_order_within_it() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var end = 0;
        foreach (var time in Read($"{text} since May 31, 9999 {text} last 99999 years ago 0 centuries {text} on 31/02/23 at 25:99", Wednesday))
        {
            Assert.True(time.Span.Start >= end && time.Span.End > time.Span.Start);
            end = time.Span.End;
        }
    }).QuickCheckThrowOnFailure();

    private static string Show(string text, DateOnly? published) => string.Join('|', Read(text, published).Select(time => $"{time.Span.Of(text)}={time.Value?.Iso}"));

    private static IReadOnlyList<TimeMention> Read(string text, DateOnly? published)
    {
        var report = Make(text, published, null);
        return new TimeReader().Read(report, new LanguageAnalyser().Analyse(report));
    }

    private static Report Make(string text, DateOnly? published, PublicationTime? ofItem)
    {
        var digest = Sha256.Of("test");
        return new Report(digest, digest, "test", null, null, null, published is { } day ? new PublicationTime(day) : null, PublishedFrom.Unknown, null, "en", new Original(digest, "text/plain", 0), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, ofItem)]);
    }
}
