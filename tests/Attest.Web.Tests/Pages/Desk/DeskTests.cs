using System.Net;
using Attest.Incidents.Tallies;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>What people put right on the site, as a browser without script sends it.</summary>
public sealed class DeskTests(WritingSite site) : IClassFixture<WritingSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_reports_an_error_an_editor_puts_it_right_and_the_tally_and_the_corrections_tell_it()
    {
        var figure = await FigureAsync("Marhanets", 6);
        var page = await PageAsync($"/claims/{figure.Id}");
        Assert.Contains("killing", page.QuerySelector(".words")!.TextContent, StringComparison.Ordinal);
        var before = await TallyAsync();

        await LeadsAsync(site.SendAsync($"/claims/{figure.Id}/error", null, null, ("report", figure.Report.Id.Hex), ("reason", "The mayor said eight.")), $"/claims/{figure.Id}");
        var waiting = await PageAsync("/corrections?of=waiting");
        Assert.Contains("The mayor said eight.", waiting.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await TallyAsync());
        var review = await PageAsync("/review?of=reported");
        Assert.Contains("The mayor said eight.", review.QuerySelector(".reported")!.TextContent, StringComparison.Ordinal);
        var answers = review.QuerySelector("form[action='/review/correct'] input[name=answers]")!.GetAttribute("value")!;

        var sent = await site.SendAsync("/review/correct", null, null, ("claim", figure.Id), ("answers", answers), ("seen", "0"), ("was-figure", "6"), ("figure", "8..9"), ("was-measure", "people-killed"), ("measure", "people-killed"), ("reason", "checked"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);

        // The headline says six, too.
        Assert.Equal((before.Low, before.High + 3), await TallyAsync());
        var corrections = (await PageAsync("/corrections")).Body!.TextContent;
        Assert.Contains("8–9", corrections, StringComparison.Ordinal);
        Assert.Contains("checked", corrections, StringComparison.Ordinal);
        Assert.DoesNotContain("The mayor said eight.", (await PageAsync("/corrections?of=waiting")).Body!.TextContent, StringComparison.Ordinal);
        var incident = await PageAsync($"/incidents/{(await site.Archive.IncidentAsync(figure.Id, Cancel))!.Id}");
        Assert.Contains(incident.QuerySelectorAll("a.judged"), mark => mark.TextContent == "corrected");
        Assert.NotEmpty((await PageAsync($"/reports/{figure.Report.Id}")).QuerySelectorAll(".notes a.judged"));

        // The last is taken back from where it was made.
        var last = sent.Headers.Location!.ToString();
        var undo = (await PageAsync(last)).QuerySelector("form[action='/review/undo'] input[name=judgement]")!.GetAttribute("value")!;
        await LeadsAsync(site.SendAsync("/review/undo", null, null, ("judgement", undo)), "/review");
        Assert.Equal(before, await TallyAsync());
    }

    [Fact]
    public async Task Of_two_editors_at_once_the_later_stands_and_the_page_says_whose_judgement_it_replaced()
    {
        var figure = await FigureAsync("Brovary", 5);
        await LeadsAsync(site.SendAsync($"/claims/{figure.Id}/reject", null, null, ("seen", "0")), $"/claims/{figure.Id}");
        var second = await site.SendAsync($"/claims/{figure.Id}/accept", null, null, ("seen", "0"));
        var address = second.Headers.Location!.ToString();
        Assert.StartsWith($"/claims/{figure.Id}?over=", address, StringComparison.Ordinal);
        var page = (await PageAsync(address)).Body!.TextContent;
        Assert.Contains("Somebody was quicker", page, StringComparison.Ordinal);
        Assert.False((await site.Archive.ClaimAsync(figure.Id, Cancel))!.Claim.IsRejected);
        Assert.Equal(2, (await site.Archive.ClaimAsync(figure.Id, Cancel))!.Judgements.Count);
    }

    [Fact]
    public async Task Words_become_a_claim_without_script_and_what_is_wrong_is_told_where_it_was_typed()
    {
        var figure = await FigureAsync("Chuhuiv", 7);
        var report = figure.Report.Id.Hex;
        var sentences = await PageAsync($"/reports/{report}/claim");
        Assert.NotEmpty(sentences.QuerySelectorAll(".sentence-list a"));
        var wrong = await site.SendAsync($"/reports/{report}/claim", null, null, ("kind", "figure"), ("words", "under the roof"), ("figure", "many"), ("measure", "people-missing"), ("reason", "missed"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("“many”", Markup.Parse(await wrong.Content.ReadAsStringAsync(Cancel)).QuerySelector("#fault")!.TextContent, StringComparison.Ordinal);

        var sent = await site.SendAsync($"/reports/{report}/claim", null, null, ("kind", "figure"), ("words", "under  the roof"), ("figure", "3"), ("measure", "people-missing"), ("speaker", "Ana Sample"), ("reason", "missed"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var claim = (await PageAsync(sent.Headers.Location!.ToString())).Body!.TextContent;
        Assert.Contains("Ana Sample", claim, StringComparison.Ordinal);
        var error = await site.SendAsync($"/reports/{report}/error", null, null, ("words", "under the roof"), ("reason", "nobody was there"));
        Assert.Equal(HttpStatusCode.SeeOther, error.StatusCode);
        var reported = error.Headers.Location!.ToString().Split('/')[^1];
        await LeadsAsync(site.SendAsync($"/judgements/{reported}/dismiss"), "/corrections?of=waiting");
        Assert.DoesNotContain("nobody was there", (await PageAsync("/corrections?of=waiting")).Body!.TextContent, StringComparison.Ordinal);
        // Who dismisses it at the same time is told that somebody was quicker.
        Assert.Equal(HttpStatusCode.Conflict, (await site.SendAsync($"/judgements/{reported}/dismiss")).StatusCode);
    }

    [Fact]
    public async Task A_merge_and_an_undo_without_a_reason_are_told_so()
    {
        var one = (await site.Archive.IncidentAsync((await FigureAsync("Odesa", 5)).Id, Cancel))!;
        var other = (await site.Archive.IncidentAsync((await FigureAsync("Ternopil", 6)).Id, Cancel))!;
        var sent = await site.SendAsync($"/incidents/{one.Id}/merge", null, null, ("other", other.Id), ("reason", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Contains("a reason of 0 characters", await sent.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotEqual((await site.Archive.IncidentAsync(one.Claims[0].Id, Cancel))!.Id, (await site.Archive.IncidentAsync(other.Claims[0].Id, Cancel))!.Id);
    }

    [Fact]
    public async Task Incidents_are_merged_split_and_brought_back_and_sources_graded()
    {
        var one = (await site.Archive.IncidentAsync((await FigureAsync("Lozova", 3)).Id, Cancel))!;
        var other = (await site.Archive.IncidentAsync((await FigureAsync("Pokrovsk", 4)).Id, Cancel))!;
        await LeadsAsync(site.SendAsync($"/incidents/{one.Id}/merge", null, null, ("other", $"http://localhost/incidents/{other.Id}"), ("reason", "one volley")), $"/incidents/{one.Id}/desk");
        var merged = (await site.Archive.IncidentAsync(other.Id, Cancel))!;
        Assert.Equal(2, merged.Reports);
        var again = await site.SendAsync($"/incidents/{one.Id}/merge", null, null, ("other", other.Id), ("reason", "again"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        var split = await site.SendAsync($"/incidents/{merged.Id}/split", null, null, ("claim", other.Claims[0].Id), ("reason", "two volleys"));
        Assert.Equal(HttpStatusCode.SeeOther, split.StatusCode);
        Assert.NotEqual((await site.Archive.IncidentAsync(one.Claims[0].Id, Cancel))!.Id, (await site.Archive.IncidentAsync(other.Claims[0].Id, Cancel))!.Id);
        var desk = await PageAsync($"/incidents/{(await site.Archive.IncidentAsync(one.Claims[0].Id, Cancel))!.Id}/desk");
        Assert.Contains("one volley", desk.Body!.TextContent, StringComparison.Ordinal);

        await LeadsAsync(site.SendAsync("/grade", null, null, ("kind", "publisher"), ("source", "Sample Wire"), ("reliability", "B"), ("credibility", "2"), ("reason", "prompt corrections")), "/sources");
        Assert.Contains("usually reliable, probably true: prompt corrections", (await PageAsync("/sources")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains((await PageAsync($"/incidents/{one.Id}")).QuerySelectorAll("a.grade"), grade => grade.TextContent == "B2");
        Assert.Contains("Claims as a whole", (await AboutAfterOneAsync()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/claims/nothing", HttpStatusCode.NotFound)]
    [InlineData("/corrections/nothing", HttpStatusCode.NotFound)]
    [InlineData("/corrections?after=nothing", HttpStatusCode.NotFound)]
    [InlineData("/reports/nothing/claim", HttpStatusCode.NotFound)]
    [InlineData("/incidents/nothing/desk", HttpStatusCode.NotFound)]
    [InlineData("/grade?kind=planet&source=x", HttpStatusCode.NotFound)]
    [InlineData("/review?at=99999&of=nonsense", HttpStatusCode.OK)]
    public async Task What_is_not_there_is_said_so(string address, HttpStatusCode status)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task What_people_write_is_shown_as_words_and_leads_nowhere_else()
    {
        var figure = await FigureAsync("Kupiansk", 2);
        var sent = await site.SendAsync($"/claims/{figure.Id}/correct", null, null, ("was-speaker", ""), ("speaker", "<script>alert(1)</script>"), ("reason", "<img src=x onerror=alert(1)>"), ("next", "//elsewhere.invalid/"));
        Assert.Equal($"/claims/{figure.Id}", sent.Headers.Location!.ToString());
        foreach (var address in new[] { $"/claims/{figure.Id}", "/corrections", $"/incidents/{(await site.Archive.IncidentAsync(figure.Id, Cancel))!.Id}" })
        {
            var body = await site.Client.GetStringAsync(address, Cancel);
            Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", body, StringComparison.Ordinal);
        }
    }

    private async Task<AngleSharp.Dom.IDocument> AboutAfterOneAsync()
    {
        var figure = await FigureAsync("Izium", 9);
        await LeadsAsync(site.SendAsync($"/claims/{figure.Id}/accept", null, null, ("seen", "0")), $"/claims/{figure.Id}");
        return await PageAsync("/about");
    }

    private static async Task LeadsAsync(Task<HttpResponseMessage> sending, string address)
    {
        var sent = await sending;
        Assert.True(sent.StatusCode == HttpStatusCode.SeeOther, $"{sent.StatusCode}: {await sent.Content.ReadAsStringAsync(Cancel)}");
        Assert.Equal(address, sent.Headers.Location!.ToString());
    }

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string address) => Markup.Parse(await site.Client.GetStringAsync(address, Cancel));

    private async Task<(decimal Low, decimal? High)> TallyAsync()
    {
        var tally = await site.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled, Place: "Marhanets"), null, null, Cancel);
        return (tally.Low, tally.High);
    }

    // Adds a report of a strike on a town, and gives its figure of the dead.
    private async Task<Claim> FigureAsync(string town, int killed)
    {
        var number = killed switch { 2 => "two", 3 => "three", 4 => "four", 5 => "five", 6 => "six", 7 => "seven", _ => "nine" };
        var text = $"{town}: {number} dead after shells hit a market\n\n{town.ToUpperInvariant()}, Ukraine, June {killed}, 2023 - Shells hit a market in {town} on June {killed}, killing {number} people, the mayor said.\n\n\"We are still looking under the roof,\" he added.\n";
        var sent = await site.SendAsync("/add/text", null, null, ("text", text), ("publisher", "Sample Wire"), ("published", $"2023-06-{killed + 1:D2}"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var report = sent.Headers.Location!.ToString().Split('/')[^1];
        var archived = (await site.Archive.ReportAsync(report, Cancel))!;
        foreach (var figure in archived.Reading.Figures.Where(one => one.Measure == Measure.PeopleKilled))
        {
            foreach (var id in archived.Claims[figure.Id])
            {
                if (archived.Incidents.ContainsKey(figure.Id) && archived.Reading.Report.Text[..figure.Span.Start].Contains("June", StringComparison.Ordinal))
                {
                    return (await site.Archive.ClaimAsync(id, Cancel))!.Claim;
                }
            }
        }
        throw new InvalidOperationException($"No figure of an incident was read from: {text}");
    }
}
