using System.Globalization;
using System.Net;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>Words that stand more than once in a report, on the forms that take them.</summary>
public sealed class ChosenWordsTests(WritingSite site) : IClassFixture<WritingSite>
{
    private const string Text = "Shells hit the port in 2015, and 5 people died in Odesa, the mayor said. On Sunday, June 4, 2023, shells hit a market in Kharkiv. There 5 people died, a doctor told this paper.";

    private static readonly int Second = Text.LastIndexOf('5');

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_is_told_no_place_gives_the_places_to_choose_from_and_takes_the_one_chosen()
    {
        var report = await AddAsync("choice");
        var page = await PageAsync($"/reports/{report}/error?words=5%20people");
        var places = page.QuerySelectorAll(".places-meant label");
        Assert.Equal(2, places.Length);
        Assert.Equal("There 5 people died, a doctor told this paper.", places[1].TextContent.Trim());
        Assert.Equal("5 people", places[1].QuerySelector("mark")!.TextContent);
        var start = places[1].QuerySelector("input[name=start]")!.GetAttribute("value")!;
        Assert.Equal(Second.ToString(CultureInfo.InvariantCulture), start);

        var refused = await site.SendAsync($"/reports/{report}/error", null, null, ("words", "5 people"), ("reason", "It was six."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(2, Markup.Parse(await refused.Content.ReadAsStringAsync(Cancel)).QuerySelectorAll(".places-meant label").Length);

        var sent = await site.SendAsync($"/reports/{report}/error", null, null, ("words", "5 people"), ("start", start), ("reason", "It was six."));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var judgement = (await site.Archive.JudgementAsync(sent.Headers.Location!.ToString().Split('/')[^1], Cancel))!.Judgement;
        Assert.Equal((Second, "There "), (judgement.One[0].Anchor!.Start, judgement.One[0].Anchor!.Before));
        // And the editor sees that sentence in the queue.
        Assert.Equal("There 5 people died, a doctor told this paper.", (await PageAsync("/review?of=reported")).QuerySelector(".review-words .words")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_place_that_is_given_is_shown_and_kept_and_a_part_of_a_year_is_no_number()
    {
        var report = await AddAsync("place");
        var page = await PageAsync($"/reports/{report}/claim?words=5%20people&start={Second}");
        Assert.Empty(page.QuerySelectorAll(".places-meant"));
        Assert.Equal("There 5 people died, a doctor told this paper.", page.QuerySelector("blockquote.words")!.TextContent.Trim());
        Assert.All(page.QuerySelectorAll("input[name=start]"), field => Assert.Equal(Second.ToString(CultureInfo.InvariantCulture), field.GetAttribute("value")));

        Assert.Contains("a part of other words", (await PageAsync($"/reports/{report}/claim?words=5&start={Text.IndexOf("5,", StringComparison.Ordinal)}")).Body!.TextContent, StringComparison.Ordinal);
        // The year is none of the places of the bare number.
        Assert.Equal(2, (await PageAsync($"/reports/{report}/error?words=5")).QuerySelectorAll(".places-meant label").Length);
    }

    [Fact]
    public async Task Each_paragraph_of_a_report_says_where_it_starts_in_code_points()
    {
        const string Emoji = "A first line 😀 with a sign.\n\nThe second line stands here, said the mayor.";
        var sent = await site.SendAsync("/add/text", null, null, ("text", Emoji), ("publisher", "Sample Wire"), ("published", "2023-06-05"));
        var page = await PageAsync(sent.Headers.Location!.ToString());
        var second = page.QuerySelectorAll("[data-at]").Single(paragraph => paragraph.TextContent.Contains("second line", StringComparison.Ordinal));
        Assert.Equal((Emoji.IndexOf("The second", StringComparison.Ordinal) - 1).ToString(CultureInfo.InvariantCulture), second.GetAttribute("data-at"));
    }

    private async Task<string> AddAsync(string title)
    {
        var sent = await site.SendAsync("/add/text", null, null, ("text", Text), ("publisher", "Sample Wire"), ("published", "2023-06-05"), ("title", title), ("url", $"https://sample.example/{title}"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString().Split('/')[^1];
    }

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string address) => Markup.Parse(await site.Client.GetStringAsync(address, Cancel));
}
