using Attest.Claims.Times;
using Attest.Language;
using Attest.Packs;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Times;

public sealed class TimeReaderTests
{
    private static readonly DateOnly Wednesday = new(2023, 9, 6);

    [Theory]
    [InlineData("It began on 24 February 2022 at noon.", "24 February 2022=2022-02-24|noon=2022-02-24")]
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
    [InlineData("Talks were held on February 16 or 17.", "February 16 or 17=2023-02-16/2023-02-17")]
    [InlineData("They have held the town since 7am on Saturday.", "since 7am on Saturday=2023-09-02T07:00/")]
    [InlineData("From the beginning of this year they took nine villages.", "From the beginning of this year=2023-01-01/")]
    [InlineData("The train left on Tuesday afternoon, around 17.15.", "Tuesday afternoon, around 17.15=2023-09-05T17:15")]
    [InlineData("So far this year 40 bridges fell.", "So far this year=2023-01-01/2023-09-06")]
    [InlineData("It will not end anytime soon.", "anytime soon=2023-09-06/")]
    [InlineData("A return to the pre-February lines is asked.", "pre-February=2023-02")]
    [InlineData("The law holds until at least 2030.", "until at least 2030=/2030")]
    [InlineData("Trade grew from January to May 2023.", "January to May 2023=2023-01/2023-05")]
    [InlineData("The town fell two days ago.", "two days ago=2023-09-04")]
    [InlineData("It was seized 13 months ago.", "13 months ago=2022-08")]
    [InlineData("Losses grew over the last two months.", "the last two months=2023-07/2023-09")]
    [InlineData("They will fall in the next three months.", "the next three months=2023-09/2023-12")]
    [InlineData("It has been shelled in recent weeks.", "recent weeks=2023-08/2023-09")]
    [InlineData("It was signed at the end of August.", "the end of August=2023-08")]
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
    [InlineData("The gate was shut overnight into Tuesday.", "overnight into Tuesday=2023-09-04/2023-09-05")]
    [InlineData("Two drones fell on the night of 3 September.", "the night of 3 September=2023-09-03/2023-09-04")]
    [InlineData("It began on 3 May. That night the bridge fell.", "3 May=2023-05-03|That night=2023-05-03")]
    [InlineData("It began on 3 May. Two days later the bridge fell.", "3 May=2023-05-03|Two days later=2023-05-05")]
    [InlineData("Two days later the bridge fell.", "Two days later=")]
    [InlineData("He was seen earlier this month.", "earlier this month=2023-09")]
    [InlineData("They could march in October.", "October=2023-10")]
    [InlineData("The truth will one day be clear.", "")]
    [InlineData("Around a quarter agreed.", "")]
    [InlineData("He has ruled for nearly a quarter-century.", "nearly a quarter-century=P25Y")]
    [InlineData("Their tanks were shown during and after the Second World War.", "the Second World War=1939/1945")]
    [InlineData("It began in 1995. The following year he left.", "1995=1995|The following year=1996")]
    [InlineData("It began in June 1998; later that year he left.", "June 1998=1998-06|later that year=1998")]
    [InlineData("The governor said that day trips would go on.", "")]
    [InlineData("They met on 1 September and again the following Tuesday.", "1 September=2023-09-01|the following Tuesday=2023-09-05")]
    [InlineData("The pact was signed in nineteen ninety-one.", "nineteen ninety-one=1991")]
    [InlineData("The siege took twenty-five days.", "twenty-five days=P25D")]
    [InlineData("The talks took two and a half hours.", "two and a half hours=PT2H30M")]
    [InlineData("The talks took 2 1/2 years.", "2 1/2 years=P2Y6M")]
    [InlineData("They waited an hour and a half.", "an hour and a half=PT1H30M")]
    [InlineData("The law holds from mid-November.", "mid-November=2023-11")]
    [InlineData("The new rule is effective February 1.", "February 1=2024-02-01")]
    [InlineData("The visit is planned for Friday.", "Friday=2023-09-08")]
    [InlineData("The minister said Friday the talks would go on.", "Friday=2023-09-01")]
    [InlineData("They could come as early as Thursday.", "Thursday=2023-09-07")]
    [InlineData("The sirens began at 10 am on 3 September.", "10 am on 3 September=2023-09-03T10:00")]
    [InlineData("Last Easter they met, and on Good Friday too.", "Last Easter=2023-04-09|Good Friday=2023-04-07")]
    [InlineData("Thanksgiving Day 2022 was quiet.", "Thanksgiving Day 2022=2022-11-24")]
    [InlineData("Orthodox Easter 2023 was quiet.", "Orthodox Easter 2023=2023-04-16")]
    [InlineData("It was the worst raid of the year.", "the year=2023")]
    [InlineData("Ten days before the raid they left.", "Ten days=P10D")]
    [InlineData("They pay $5 a day and 700 seats a week.", "")]
    [InlineData("Guards stand there 24 hours a day.", "")]
    [InlineData("They meet every Tuesday and on Tuesday nights.", "")]
    [InlineData("The hosts of This Week met.", "")]
    [InlineData("It happened in the first week of August.", "the first week of August=2023-07-31/2023-08-06")]
    [InlineData("It happened on the last Friday of August.", "the last Friday of August=2023-08-25")]
    [InlineData("It happened in the first six months of 2023.", "the first six months of 2023=2023-01-01/2023-06-30")]
    [InlineData("They paid $12 December dues.", "December=2022-12")]
    [InlineData("It happened on the 3rd of this month.", "the 3rd of this month=2023-09-03")]
    [InlineData("They will come back in three days.", "three days=2023-09-09")]
    [InlineData("It was built in three days.", "three days=P3D")]
    [InlineData("The road was shut from Monday until Wednesday.", "Monday until Wednesday=2023-09-04/2023-09-06")]
    [InlineData("Sirens began at 8 am this morning.", "8 am this morning=2023-09-06T08:00")]
    public void Expressions_are_resolved_against_publication(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("Before February 24, 2022 the village had two schools.", "Before February 24, 2022=/2022-02-23")]
    [InlineData("They left before 2015 and after May 2022.", "before 2015=/2014|after May 2022=2022-06/")]
    [InlineData("It must end by 2030 and open no later than Friday.", "by 2030=/2030|no later than Friday=/2023-09-08")]
    [InlineData("The rule applies from 1 October onwards.", "1 October onwards=2023-10-01/")]
    [InlineData("It will be done in 2031 or later.", "2031 or later=2031/")]
    [InlineData("The talks should begin before the end of the year.", "before the end of the year=/2023-12-31")]
    [InlineData("After Monday's raid they left.", "Monday=2023-09-04")]
    [InlineData("Order returned after World War II.", "after World War II=1946/")]
    [InlineData("They arrived three days after September 1.", "three days after September 1=2023-09-04")]
    public void A_date_before_after_or_by_which_something_is_told_is_open_at_one_end(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("In the night of September 3 drones fell.", "the night of September 3=2023-09-03/2023-09-04")]
    [InlineData("On the night of Monday to Tuesday drones fell.", "the night of Monday to Tuesday=2023-09-04/2023-09-05")]
    [InlineData("At dawn on February 24, 2022 it began.", "dawn on February 24, 2022=2022-02-24")]
    [InlineData("In the early hours of September 5 it burned.", "the early hours of September 5=2023-09-05")]
    [InlineData("She left on the night of September 3. Two days later they met.", "the night of September 3=2023-09-03/2023-09-04|Two days later=2023-09-05")]
    [InlineData("At 9pm local time on Monday the sirens began.", "9pm local time on Monday=2023-09-04T21:00")]
    [InlineData("On Tuesday at about 10.30am it burned.", "Tuesday at about 10.30am=2023-09-05T10:30")]
    [InlineData("Over the past day the army counted 40 raids.", "the past day=2023-09-05/2023-09-06")]
    public void A_part_of_a_day_belongs_to_the_day_named_with_it(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("They will meet on the 21st.", "the 21st=2023-09-21")]
    [InlineData("It burned on the 3rd.", "the 3rd=2023-09-03")]
    [InlineData("It burned on the 3rd floor.", "")]
    [InlineData("It burned on Friday the 1st.", "Friday the 1st=2023-09-01")]
    [InlineData("It will open in the week of the 18th.", "the week of the 18th=2023-09-18/2023-09-24")]
    [InlineData("It burned in the third month of 2021.", "the third month of 2021=2021-03")]
    public void A_day_of_the_month_alone_is_the_nearest_by_the_tense(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("On 24 February 2022 it began. On 2 April the guards left.", "24 February 2022=2022-02-24|2 April=2022-04-02")]
    [InlineData("On 24 February 2022 it began. On 3 September the bridge fell.", "24 February 2022=2022-02-24|3 September=2023-09-03")]
    public void A_date_without_a_year_goes_on_from_a_day_told_of_an_earlier_year(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("The bank gave them until January.", "until January=/2024-01")]
    [InlineData("It is the worst raid since the Cold War.", "since the Cold War=1991/")]
    [InlineData("The battle will last three days.", "three days=P3D")]
    [InlineData("Every now and then a shell fell.", "")]
    [InlineData("It fell on 3 May. Over the following weeks they dug.", "3 May=2023-05-03|the following weeks=2023-05-03/")]
    [InlineData("It burned in the spring of this year.", "the spring of this year=2023-03/2023-05")]
    [InlineData("In the year ended June 30, 2023 sales fell.", "the year ended June 30, 2023=2022-07-01/2023-06-30")]
    [InlineData("Sales of the third quarter of 2022 rose to $3 million from $2 million a year ago.", "the third quarter of 2022=2022-07/2022-09|a year ago=2021-07/2021-09")]
    public void Words_around_a_time_decide_which_one_is_meant(string text, string expected) => Assert.Equal(expected, Show(text, Wednesday));

    [Theory]
    [InlineData("They met on Tuesday.", "Tuesday=")]
    [InlineData("They met last week.", "last week=")]
    [InlineData("They met on 3 May 2023.", "3 May 2023=2023-05-03")]
    public void Without_publication_the_relative_has_no_value(string text, string expected) => Assert.Equal(expected, Show(text, null));

    [Theory]
    [InlineData("On 24 February 2022 it began.", "written")]
    [InlineData("Yesterday it began.", "publication")]
    [InlineData("It took three days.", "written")]
    [InlineData("Two days later it ended.", "none")]
    [InlineData("On 3 May 2022 it began. The next day it ended.", "written|mention t1")]
    [InlineData("From Monday to 6 September 2023 it went on.", "publication")]
    public void A_time_says_what_it_was_resolved_against(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(text, Wednesday).Select(time => time.Anchor is { } anchor ? $"{WireNames<TimeBasis>.Of(time.Basis)} {anchor}" : WireNames<TimeBasis>.Of(time.Basis))));

    [Theory]
    [InlineData("on Tuesday", 1)]
    [InlineData("overnight", 1)]
    [InlineData("last week", 2)]
    [InlineData("at the weekend", 2)]
    [InlineData("from May 3 to May 9", 2)]
    [InlineData("from May 3 to June 9", 3)]
    [InlineData("in May", 3)]
    [InlineData("last summer", 3)]
    [InlineData("in the 1990s", 3)]
    [InlineData("since Monday", 3)]
    [InlineData("two weeks ago", 2)]
    public void The_precision_is_a_day_a_week_or_longer(string text, int expected) =>
        Assert.Equal(expected, Assert.Single(Read($"The road was shut {text}.", Wednesday)).TimePrecision);

    [Fact]
    public void The_precision_is_that_of_the_expression() =>
        Assert.Equal([1, 2, 3, null], Read("On Tuesday, last week, in May it took three hours.", Wednesday).Select(time => time.TimePrecision));

    [Fact]
    public void An_item_of_its_own_date_is_resolved_against_it()
    {
        const string Text = "It rained yesterday.";
        var report = Make(Text, Wednesday, new PublicationTime(new DateOnly(2023, 9, 2)));
        var time = Assert.Single(new TimeReader().Read(report, new LanguageAnalyser().Analyse(report)));
        Assert.Equal("2023-09-01", time.Value!.Value.Iso);
        Assert.Equal(TimeBasis.ItemTime, time.Basis);
    }

    [Theory]
    [InlineData("https://news.example.ua/1", "2023-07-19T23:30:00Z", "2023-07-20")]
    [InlineData("https://news.example.ua/1", "2023-01-19T21:30:00Z", "2023-01-19")]
    [InlineData("https://news.example.ua/1", "2023-07-19T23:30:00-04:00", "2023-07-19")]
    [InlineData("https://news.example.com/1", "2023-07-19T23:30:00Z", "2023-07-19")]
    public void Today_is_the_day_at_the_home_of_the_publisher_where_the_address_tells_it(string url, string published, string expected)
    {
        Assert.True(PublicationTime.TryParse(published, out var time));
        var report = Make("It rained today.", null, null) with { Url = url, Published = time };
        Assert.Equal(expected, Assert.Single(new TimeReader().Read(report, new LanguageAnalyser().Analyse(report))).Value!.Value.Iso);
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

    [Theory]
    [InlineData("The bridge was hit at the beginning of the full-scale invasion.", "the beginning of the full-scale invasion=2022-02-24")]
    [InlineData("Ports were shut since the start of Russia's invasion.", "since the start of Russia's invasion=2022-02-24/")]
    [InlineData("Early in the conflict, trains ran.", "Early in the conflict=2022-02")]
    [InlineData("Trains stood in the first weeks of the war.", "the first weeks of the war=2022-02/2022-03")]
    [InlineData("So far 40 bridges fell.", "So far=2022-02-24/2023-09-06")]
    [InlineData("It fell at the start of the invasion in late February 2022.", "late February 2022=2022-02")]
    [InlineData("At the start of the war games it rained.", "")]
    public void Days_of_the_war_are_known_from_its_pack(string text, string expected)
    {
        var report = Make(text, Wednesday, null);
        var parsed = new LanguageAnalyser().Analyse(report);
        var times = new TimeReader().Read(report, parsed, PackCatalogue.Of(PackCatalogue.Named("ukraine-2022")).For(report, parsed));
        Assert.Equal(expected, string.Join('|', times.Select(time => $"{time.Span.Of(text)}={time.Value}")));
    }

    [Fact]
    public void Any_text_gives_times_in_order_within_it() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var end = 0;
        var times = Read($"{text} since May 31, 9999 {text} last 99999 years ago 0 centuries {text} on 31/02/23 at 25:99, two hundred and twenty days after Easter 9999 and the same night", Wednesday);
        foreach (var time in times)
        {
            Assert.True(time.Value is not { } value || value.IsDuration || value.Days is not (null, null), time.Value?.Iso);
            Assert.Equal(time.Value is null, time.Basis == TimeBasis.None);
            Assert.True(time.Anchor is not { } anchor || times.Any(other => other.Id == anchor));
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
