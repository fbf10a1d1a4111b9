using Attest.Incidents.Situation;
using Attest.Web.Pages.Situation;

namespace Attest.Web.Tests.Pages.Situation;

public sealed class SituationPageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly string Date = "2031-03-12";

    [Fact]
    public async Task Every_sentence_leads_to_the_words_of_its_source()
    {
        var html = await site.Client.GetStringAsync($"/sitrep?date={Date}", TestContext.Current.CancellationToken);
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal("Wed 12 Mar 2031", page.QuerySelector("h1")!.TextContent);
        var references = page.QuerySelectorAll(".sitrep a.ref").Select(reference => reference.GetAttribute("href")!).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(page.QuerySelector(reference)));
        Assert.Equal(references.Distinct().Count(), page.QuerySelectorAll(".footnotes li").Length);
        Assert.All(page.QuerySelectorAll(".sitrep ul > li"), entry => Assert.NotNull(entry.QuerySelector("a.ref")));
    }

    [Fact]
    public async Task Without_a_day_it_is_the_latest_that_was_read()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync("/sitrep", TestContext.Current.CancellationToken));
        Assert.Equal("Wed 12 Mar 2031", page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("/sitrep?date=2031-03-13", 200, "That is no sign of calm")]
    [InlineData("/sitrep?date=9999-12-31", 200, "That is no sign of calm")]
    [InlineData("/sitrep?date=0001-01-01", 200, "That is no sign of calm")]
    [InlineData("/sitrep?date=yesterday", 400, "can’t be asked")]
    [InlineData("/sitrep.md?date=2031-02-30", 400, "can’t be asked")]
    public async Task A_day_without_reports_or_that_is_none_is_explained(string address, int status, string words)
    {
        var answer = await site.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_Markdown_every_footnote_is_defined_and_no_word_of_others_becomes_markup()
    {
        var text = await site.Client.GetStringAsync($"/sitrep.md?date={Date}", TestContext.Current.CancellationToken);
        Assert.StartsWith("# Situation report, Wed 12 Mar 2031\n", text, StringComparison.Ordinal);
        var used = System.Text.RegularExpressions.Regex.Matches(text, @"\[\^(\d+)\](?!:)").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(used);
        Assert.All(used, number => Assert.Contains($"\n[^{number}]: ", text, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"(?<!\\)<(?!https?://)", text);
    }

    private static readonly ClaimReport Carrier = new(Sha256.Of("r"), null, null, null, null, "Two bridges were struck in the night.");

    private static Claim Said(Measure? measure, decimal? number) => new(
        $"{measure}", Carrier, number is null ? ClaimKind.Event : ClaimKind.Figure, measure, number, number, false, null, EventStatus.Happened, Modality.Asserted, null, [], null, false, [new TextSpan(0, 1)]);

    [Fact]
    public void Where_nobody_is_named_the_words_are_quoted_and_numbers_that_stand_elsewhere_or_tell_nothing_are_left_out()
    {
        var incident = new Incident("one", null, "Alba: strike; 3 killed", EventType.Assault, [], "Air/drone strike", [], [], EventStatus.Happened, null, null, null, 1, [], 0, [], new Dictionary<Measure, Toll>(), [], null);
        var entry = new SituationEntry(incident,
            [new SituationVoice(null, null, null, Said(null, null), [Said(Measure.PeopleKilled, 3), Said(Measure.Duration, 8), Said(Measure.Price, 90), Said(Measure.DronesDowned, 4)], false)]);
        Assert.Equal(
            "Alba: strike; 3 killed. “Two bridges were struck in the night.” (publisher not known, naming no source). Drones downed: 4, according to a publisher that is not known.",
            string.Join(' ', SituationWords.Entry(entry, isCounted: true).Select(sentence => string.Concat(sentence.Select(phrase => phrase.Text)))));
    }

    [Fact]
    public async Task Disputes_and_casualties_come_first_under_short_names()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync($"/sitrep?date={Date}", TestContext.Current.CancellationToken));
        Assert.Equal(["Disputes", "Casualties"], page.QuerySelectorAll(".sitrep h2").Take(2).Select(head => head.TextContent));
        Assert.All(page.QuerySelectorAll(".sitrep section li > a[href^='/incidents']"), link => Assert.DoesNotContain(";", link.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_names_who_says_so_with_the_side_and_who_denies_it()
    {
        var report = new ClaimReport(Sha256.Of("r"), null, null, "Sample Wire", null, "Seven died.");
        Claim Said(string id, string? speaker, decimal? number, EventStatus status = EventStatus.Happened) => new(
            id, report with { Quote = $"{id}." }, number is null ? ClaimKind.Event : ClaimKind.Figure, number is null ? null : Measure.PeopleKilled, number, number, false, null, status, Modality.Asserted, speaker, [], null, false,
            [new TextSpan(0, 1)]);
        var incident = new Incident("one", null, "Alba: strike", EventType.Assault, [], "Air/drone strike", [], [], EventStatus.Happened, null, null, null, 1, [], 0, [], new Dictionary<Measure, Toll>(), [], null);
        var entry = new SituationEntry(incident,
        [
            new SituationVoice("Mayor", "Northland", "Sample Wire", Said("a", "Mayor", null), [Said("b", "Mayor", 3)], false),
            new SituationVoice("War Office of Southland", "Southland", "Sample Wire", Said("c", "War Office of Southland", 7), [Said("c", "War Office of Southland", 7)], false),
            new SituationVoice("Envoy", null, "Sample Wire", Said("d", "Envoy", null, EventStatus.Denied), [], true),
        ]);
        Assert.Equal(
            "Alba: strike. According to Mayor (Northland) and War Office of Southland. Denied by Envoy. People killed: 3, according to Mayor (Northland); 7, according to War Office of Southland.",
            string.Join(' ', SituationWords.Entry(entry).Select(sentence => string.Concat(sentence.Select(phrase => phrase.Text)))));
    }
}
