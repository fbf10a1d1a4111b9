using Attest.Incidents.Coverage;
using Attest.Incidents.Series;
using Attest.Incidents.Tallies;
using Attest.Web.Pages.Incidents;
using Attest.Web.Pages.Overviews;

namespace Attest.Web.Tests.Pages;

public sealed class OverviewPagesTests
{
    private static readonly Sha256 Report = Sha256.Of("report");

    private static Claim Lost(string id, decimal number) => new(
        id, new ClaimReport(Report, null, "Losses <b>", "Sample Wire", new PublicationTime(new DateOnly(2031, 5, 3)), $"{number} tanks lost, the War Office said.", 0), ClaimKind.Figure, Measure.TanksLost, number, number,
        false, "Southland", EventStatus.Happened, Modality.Asserted, "War Office", [], null, false, [new TextSpan(0, 3)]);

    private static readonly CountSeries Series = new(
        "abc", "War Office", "Northland", Measure.TanksLost, "Southland", FigureScope.Cumulative, "tanks", null, null,
        [new SeriesPoint(new DateOnly(2031, 5, 1), false, 120, 120, false, [Lost("a", 120)]), new SeriesPoint(new DateOnly(2031, 5, 2), true, 110, null, true, [Lost("b", 110)])],
        [new SeriesAlarm(0, 1)]);

    [Fact]
    public async Task A_series_is_drawn_with_its_words_and_its_fall()
    {
        var html = await Rendering.RenderAsync<OneSeriesPage>(("Series", Series));
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal(2, page.QuerySelectorAll(".series-chart .dot").Length);
        Assert.Contains("A total can’t fall: 120 on Thu 1 May 2031", page.QuerySelector(".alarm")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("about 110 or more", page.QuerySelector(".series-chart .value")!.TextContent);
        Assert.Contains("110", page.QuerySelectorAll(".plot .axis text").Select(tick => tick.TextContent));
        Assert.Contains("day of publication", page.QuerySelector(".many-table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tally_leads_from_its_range_to_every_sentence()
    {
        var line = new TallyLine("one", "Alba: strike", null, new TimeValue("2031-05-03"), new Toll(3, null, 3, "newest"), [Lost("a", 3)]);
        var tally = new Tally(
            new TallyQuery(Measure.TanksLost), 3, null, 3, [line], [new TallyAlarm(TallyAlarmKind.WholeAndPart, "one", "one")], new Dictionary<LeftOut, int> { [LeftOut.Denied] = 2 }, 1);
        var html = await Rendering.RenderAsync<TallyPage>(("Tally", tally), ("PublishedBy", new DateTimeOffset(2031, 5, 4, 0, 0, 0, TimeSpan.Zero)));
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.StartsWith("at least 3, shown 3", page.QuerySelector(".tally-sum")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("as published by Sun 4 May 2031", page.QuerySelector(".tally-sum")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 denied", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/incidents/one", page.QuerySelector(".tally-title a")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector(".many-table blockquote mark"));
    }

    [Fact]
    public async Task A_silent_day_says_so()
    {
        var days = new[] { new DayCoverage(null, "Alba", null, null, new DateOnly(2031, 5, 3), 0, 0, 0) };
        var html = await Rendering.RenderAsync<CoveragePage>(("Days", days), ("Place", "Alba"), ("Sentences", Array.Empty<(Attest.Archive.ReportSummary, string, string)>()));
        Assert.Contains("no report", Markup.Parse(html).QuerySelector(".silent")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_stands_under_its_days_and_says_how_many_reports_have_none()
    {
        DayCoverage Row(string place, int day) => new($"gn:{place}", place, null, null, new DateOnly(2031, 5, day), 2, 1, 1);
        var html = await Rendering.RenderAsync<CoveragePage>(
            ("Days", new[] { Row("Alba", 3), Row("Brod", 3), Row("Alba", 2) }), ("Undated", 31L), ("Sentences", Array.Empty<(Attest.Archive.ReportSummary, string, string)>()));
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal(["Sat 3 May 2031", "Fri 2 May 2031"], page.QuerySelectorAll(".day-head").Select(head => head.TextContent));
        Assert.Equal([3, 2], page.QuerySelectorAll("tbody").Select(day => day.QuerySelectorAll("tr").Length));
        Assert.Contains("31 reports have no known date and stand in no row, but where they name the day", page.QuerySelector(".note-line")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["tell of it", "known origin", "only names it"], page.QuerySelectorAll("tbody")[0].QuerySelectorAll("[data-label]").Take(3).Select(cell => cell.GetAttribute("data-label")));
    }

    [Fact]
    public async Task The_history_of_a_toll_is_a_band_for_each_step()
    {
        TollStep Step(int day, decimal low, decimal? high) => new(new PublicationTime(new DateOnly(2031, 5, day)), new Toll(low, high, low, "newest"));
        var page = Markup.Parse(await Rendering.RenderAsync<TollHistoryView>(("Measure", Measure.PeopleKilled), ("Steps", new[] { Step(1, 3, 3), Step(2, 3, 7), Step(4, 5, null) })));
        Assert.Equal(3, page.QuerySelectorAll(".plot .steps .band").Length);
        Assert.Equal("open", page.QuerySelectorAll(".plot .steps .band")[2].ClassList[1]);
        Assert.Equal(3, page.QuerySelectorAll(".history-steps li").Length);
        Assert.Equal(["Thu 1 May 2031", "Sun 4 May 2031"], page.QuerySelectorAll(".series-ends span").Select(end => end.TextContent));
        Assert.Contains("0", page.QuerySelectorAll(".plot .axis text").Select(tick => tick.TextContent));
        Assert.Contains("the range of all accounts", page.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
    }
}
