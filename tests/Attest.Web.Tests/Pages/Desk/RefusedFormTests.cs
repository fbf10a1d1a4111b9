using System.Net;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>Forms that put a claim right and are not taken: nothing that was typed is lost, nor taken for what stood there before.</summary>
public sealed class RefusedFormTests(WritingSite site) : IClassFixture<WritingSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/claims/{id}/correct", "Alpha")]
    [InlineData("/review/correct", "Beta")]
    public async Task What_was_typed_beside_a_value_that_is_none_is_kept_and_sent_again_as_changed(string form, string name)
    {
        var figure = await FigureAsync(name);
        var address = form.Replace("{id}", figure.Id, StringComparison.Ordinal);
        if (address == "/review/correct")
        {
            // What a reader reports is on top of the queue.
            Assert.Equal(HttpStatusCode.SeeOther, (await site.SendAsync($"/claims/{figure.Id}/error", null, null, ("report", figure.Report.Id.Hex), ("reason", "look again"))).StatusCode);
        }
        var refused = await SendAsync(figure, address, "many");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = Markup.Parse(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("“many”", page.QuerySelectorAll("#fault").Single().TextContent, StringComparison.Ordinal);
        var again = page.QuerySelectorAll($"form[action='{address}']").Single(one => one.QuerySelector("[name=figure]") is not null);
        string? Value(string field) => again.QuerySelector($"[name='{field}']")!.GetAttribute("value");
        Assert.Equal(("many", "5", "Olek Example", "mayor", "he said so"), (Value("figure"), Value("was-figure"), Value("speaker"), Value("was-speaker"), Value("reason")));
        // Where the hand goes on without looking for the place.
        Assert.Equal("figure", again.QuerySelector("[autofocus]")!.GetAttribute("name"));

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(figure, address, "6")).StatusCode);
        var claim = (await site.Archive.ClaimAsync(figure.Id, Cancel))!.Claim;
        Assert.Equal((6m, "Olek Example"), (claim.Low, claim.Speaker));
    }

    [Fact]
    public async Task What_was_typed_for_one_claim_does_not_stand_in_the_form_of_another()
    {
        var figure = await FigureAsync("Gamma");
        var refused = await SendAsync(figure, "/review/correct", "many", "sentence");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.DoesNotContain("Olek Example", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(Claim figure, string address, string number, string queue = "reported") => site.SendAsync(
        address, null, null, ("claim", figure.Id), ("queue", queue), ("seen", "0"), ("was-figure", "5"), ("figure", number), ("was-speaker", "mayor"), ("speaker", "Olek Example"), ("reason", "he said so"));

    private async Task<Claim> FigureAsync(string name)
    {
        var sent = await site.SendAsync("/add/text", null, null, ("text", $"Report {name}\n\nShells hit a market in Odesa on June 5, 2023, killing five people, the mayor said."), ("publisher", $"Sample {name}"), ("published", "2023-06-06"));
        var archived = (await site.Archive.ReportAsync(sent.Headers.Location!.ToString().Split('/')[^1], Cancel))!;
        var id = archived.Claims[archived.Reading.Figures.Single(one => one.Measure == Measure.PeopleKilled).Id].Single();
        return (await site.Archive.ClaimAsync(id, Cancel))!.Claim;
    }
}
