using Attest.Claims.Events;
using Attest.Language;

namespace Attest.Tests.Claims.Events;

public sealed class NewsDayTests
{
    private const string Text = "Rain fell on Monday. The port was calm. Ships left on Tuesday.";

    private static readonly DateOnly Published = new(2031, 5, 14);

    [Theory]
    [InlineData("2031-05-14", null, true)]
    [InlineData("2031-05-12", null, false)]
    [InlineData("2031-05-14", "2031-05-14", true)]
    [InlineData("2031-05-14", "2030-01-01", false)]
    public void The_day_of_publication_or_one_just_before_it_is_what_an_item_is_the_news_of(string monday, string? tuesday, bool isOnly)
    {
        var news = Of(monday, tuesday, Published);
        Assert.Equal((1, isOnly), (news?.Time.Id.Number, news?.IsOnly));
    }

    [Theory]
    [InlineData("2031-05-11", null)]
    [InlineData("2031-05-15", null)]
    [InlineData("2031-05-13", "2031-05-14")]
    [InlineData("2031-05", null)]
    public void An_item_of_old_or_coming_days_or_of_several_is_the_news_of_none(string monday, string? tuesday) => Assert.Null(Of(monday, tuesday, Published));

    [Fact]
    public void Where_publication_is_not_known_no_day_is_the_news() => Assert.Null(Of("2031-05-14", null, null));

    [Fact]
    public void A_day_that_is_named_late_is_not_what_the_item_is_about()
    {
        var text = string.Concat(Enumerable.Repeat("The sea was calm. ", 8)) + Text;
        Assert.Null(Of("2031-05-14", null, Published, text));
    }

    [Fact]
    public void Only_the_items_own_times_tell_its_day()
    {
        var report = ReportOf.Text(Text);
        var parsed = new LanguageAnalyser().Analyse(report);
        List<TimeMention> times = [Time(Text, 1, "Monday", "2031-05-13"), Time(Text, 2, "Tuesday", "2031-05-14")];
        var item = new TextSpan(Text.IndexOf("The port", StringComparison.Ordinal), Text.Length);
        Assert.Equal(2, NewsDay.Of(item, parsed, 1, times, 1, Published)?.Time.Id.Number);
    }

    private static NewsDay? Of(string monday, string? tuesday, DateOnly? published, string text = Text)
    {
        List<TimeMention> times = [Time(text, 1, "Monday", monday)];
        if (tuesday is not null)
        {
            times.Add(Time(text, 2, "Tuesday", tuesday));
        }
        return NewsDay.Of(new TextSpan(0, text.Length), new LanguageAnalyser().Analyse(ReportOf.Text(text)), 0, times, 0, published);
    }

    private static TimeMention Time(string text, int number, string words, string iso)
    {
        var start = text.IndexOf(words, StringComparison.Ordinal);
        return new TimeMention(new LocalId('t', number), new TextSpan(start, start + words.Length), new TimeValue(iso), 1);
    }
}
