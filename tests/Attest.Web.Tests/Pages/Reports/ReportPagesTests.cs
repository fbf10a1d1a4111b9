using Attest.Web.Pages.Reports;

namespace Attest.Web.Tests.Pages.Reports;

public sealed class ReportPagesTests
{
    [Fact]
    public async Task Every_record_and_its_words_lead_to_each_other()
    {
        var reading = Examples.Reading();
        var page = Markup.Parse(await Page(reading));
        var records = reading.Attributions.Select(one => one.Id).Concat(reading.Figures.Select(one => one.Id)).Concat(reading.Events.Select(one => one.Id))
            .Concat(reading.Places.Select(one => one.Id)).Concat(reading.Times.Select(one => one.Id));
        foreach (var record in records.Select(id => id.ToString()))
        {
            var back = page.GetElementById(record)?.QuerySelector(".back")?.GetAttribute("href");
            Assert.NotNull(back);
            Assert.NotNull(page.GetElementById(back[1..]));
            Assert.Contains(page.QuerySelectorAll(".text a[href]"), link => link.GetAttribute("href") == $"#{record}" && !link.ClassList.Contains("back"));
        }
    }

    [Fact]
    public async Task A_claim_is_found_by_where_its_words_start()
    {
        var page = Markup.Parse(await Page(Examples.Reading()));
        Assert.Equal("at least three people", page.GetElementById($"at-{Examples.Find("at least three people").Start}")!.TextContent);
        Assert.Equal("struck", page.GetElementById($"at-{Examples.Find("struck").Start}")!.TextContent);
    }

    [Fact]
    public async Task The_text_is_shown_word_for_word_and_furniture_is_folded()
    {
        var page = Markup.Parse(await Page(Examples.Reading()));
        var shown = page.QuerySelectorAll(".paragraph > p, .paragraph > h2, .furniture > p").Select(paragraph => paragraph.TextContent.Trim());
        Assert.Equal(Examples.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), shown);
        Assert.Contains("11 words", page.QuerySelector(".furniture summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_with_a_unit_is_given_in_the_words_of_the_report()
    {
        var reading = Examples.Reading();
        var page = Markup.Parse(await Page(reading with { Figures = [reading.Figures[0] with { Measure = Measure.Price, Side = "Ukraine" }, .. reading.Figures.Skip(1)] }));
        var note = page.GetElementById("f1")!.TextContent;
        Assert.Contains("“at least three people” price", note, StringComparison.Ordinal);
        Assert.Contains("of Ukraine · read as at least 3 ·", note, StringComparison.Ordinal);
        Assert.Contains("7 people killed", page.GetElementById("f2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_mentioned_again_and_again_folds_all_but_two_mentions()
    {
        var reading = Examples.Reading();
        var strike = reading.Events[0];
        var page = Markup.Parse(await Page(reading with { Events = [strike with { TargetIsInferred = true, Mentions = [.. Enumerable.Repeat(strike.Mentions[1], 17)] }, reading.Events[1]] }));
        var note = page.GetElementById("e1")!;
        Assert.Equal("and 14 more mentions", note.QuerySelector("summary")!.TextContent);
        Assert.Equal(2, note.Children.Count(child => child.TextContent.StartsWith("again:", StringComparison.Ordinal)));
        Assert.Contains("on an apartment block (inferred)", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody says so here", note.QuerySelector("[title^=Nobody]")!.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_in_another_language_is_shown_as_unread()
    {
        var reading = Examples.Reading() with { Attributions = [], Figures = [], Events = [], Places = [], Times = [], Speakers = [] };
        var html = await Page(reading with { Report = reading.Report with { Language = "uk" } });
        Assert.Contains("unread: Ukrainian", html, StringComparison.Ordinal);
        Assert.Contains("This report was not read.", html, StringComparison.Ordinal);
        Markup.CheckSafe(html);
    }

    [Fact]
    public async Task Words_of_others_never_become_markup()
    {
        foreach (var hostile in Markup.Hostile)
        {
            var reading = Poisoned(hostile);
            Markup.CheckSafe(await Page(reading));
            Markup.CheckSafe(await Rendering.RenderAsync<ReportsPage>(("Reports", new[] { Examples.Summary(reading) }), ("Status", Examples.Status)));
        }
    }

    [Fact]
    public async Task A_very_long_report_is_shown_in_parts_and_nothing_is_lost_between_them()
    {
        var text = string.Concat(Enumerable.Repeat("Rain fell on the town. 🌧 \n", 16_000));
        var reading = Examples.Reading() with { Attributions = [], Figures = [], Events = [], Places = [], Times = [], Report = Examples.Report(text) };
        var shown = "";
        for (var part = 1; part <= 3; part++)
        {
            var page = Markup.Parse(await Page(reading, part));
            Assert.Contains($"part {part} of 3", page.QuerySelector(".note-line")!.TextContent, StringComparison.Ordinal);
            shown += string.Concat(page.QuerySelectorAll(".paragraph > p").Select(paragraph => paragraph.TextContent));
        }
        Assert.Equal(Squeeze(text), Squeeze(shown));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static Task<string> Page(Reading reading, int part = 1) => Rendering.RenderAsync<ReportPage>(("Archived", Examples.Archived(reading)), ("Part", part));

    private static Reading Poisoned(string hostile)
    {
        var reading = Examples.Reading();
        return reading with
        {
            Reader = hostile,
            Notices = [new Notice(hostile, hostile)],
            Report = reading.Report with
            {
                Path = hostile, Url = hostile, Title = hostile, Publisher = hostile, Text = hostile + Examples.Text,
                Original = reading.Report.Original with { MediaType = hostile },
            },
            Speakers = [.. reading.Speakers.Select(speaker => speaker with { Name = hostile, Role = hostile, Affiliation = hostile, Side = hostile })],
            Attributions = [.. reading.Attributions.Select(attribution => attribution with { Via = hostile, Chain = [new LocalId('s', 1)] })],
            Places = [.. reading.Places.Select(place => place with { Name = hostile, Region = hostile, Country = hostile, Relation = hostile })],
            Times = [.. reading.Times.Select(time => time with { Value = new TimeValue(hostile) })],
            Figures = [.. reading.Figures.Select(figure => figure with { Of = hostile, Side = hostile })],
            Events = [.. reading.Events.Select(occurrence => occurrence with { Modes = [hostile], Subtype = hostile, Means = hostile, Actor = hostile, Target = hostile })],
        };
    }
}
