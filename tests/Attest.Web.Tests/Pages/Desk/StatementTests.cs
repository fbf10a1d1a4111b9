using System.Net;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>Bare statements on the site: each record of a report leads to where it is judged, and says what was decided.</summary>
public sealed class StatementTests(WritingSite site) : IClassFixture<WritingSite>
{
    private const string Text = "Shells hit a market in Marhanets on Sunday, June 4, 2023, killing six people, the mayor said.\n\n\"We are still looking under the roof,\" he added. The yard was quiet by noon.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quotation_given_to_the_wrong_speaker_is_put_right_from_its_record_and_back()
    {
        var report = await AddAsync("quoted");
        var note = (await PageAsync($"/reports/{report}")).QuerySelectorAll(".n-said")[^1];
        var address = note.QuerySelector("a.check")!.GetAttribute("href")!;
        var page = await PageAsync(address);
        Assert.Equal("We are still looking under the roof", page.QuerySelector(".words mark")!.TextContent);
        Assert.StartsWith("A statement", page.QuerySelector(".eyebrow")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["speaker", "speaker-side", "modality"], page.QuerySelectorAll($"form[action='{address}/correct'] .field [name]").Select(field => field.GetAttribute("name")!).Where(name => name != "reason"));

        await LeadsAsync($"{address}/error", address, ("report", report), ("reason", "It was the doctor."));
        Assert.Contains("It was the doctor.", (await PageAsync("/review?of=reported")).QuerySelector(".reported")!.TextContent, StringComparison.Ordinal);
        await LeadsAsync($"{address}/correct", address, ("was-speaker", "the mayor"), ("speaker", "Oksana Sample"), ("reason", "the recording"));
        var said = (await PageAsync(address)).Body!.TextContent;
        Assert.Contains("Oksana Sample", said, StringComparison.Ordinal);
        var marked = (await PageAsync($"/reports/{report}")).QuerySelectorAll(".n-said").Single(one => one.QuerySelector(".speaker")!.TextContent == "Oksana Sample");
        Assert.Equal("corrected", marked.QuerySelector("a.judged")!.TextContent);
        Assert.Contains("Oksana Sample", (await PageAsync("/corrections")).QuerySelector(".judgement")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("We are still looking", (await PageAsync("/speakers/oksana%20sample")).Body!.TextContent, StringComparison.Ordinal);

        var undo = (await PageAsync(address)).QuerySelector("form[action$='/undo']")!.GetAttribute("action")!;
        await LeadsAsync(undo, address, ("next", address));
        Assert.Empty((await PageAsync($"/reports/{report}")).QuerySelectorAll(".n-said a.judged"));
        await LeadsAsync($"{address}/reject", address, ("seen", "2"));
        Assert.Contains("Rejected.", (await PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_added_statement_is_marked_where_it_stands_and_leads_to_its_own_record()
    {
        var report = await AddAsync("added");
        var sent = await site.SendAsync($"/reports/{report}/claim", null, null, ("kind", "statement"), ("words", "The yard was quiet by noon."), ("speaker", "A guard"), ("reason", "missed"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var address = sent.Headers.Location!.ToString();
        Assert.StartsWith("/claims/", address, StringComparison.Ordinal);
        Assert.Contains("A guard", (await PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        var note = (await PageAsync($"/reports/{report}")).QuerySelectorAll(".n-said").Single(one => one.QuerySelector(".speaker")!.TextContent == "A guard");
        Assert.Equal(("added", address), (note.QuerySelector("a.judged")!.TextContent, note.QuerySelector("a.check")!.GetAttribute("href")));
        Assert.Contains((await PageAsync("/corrections")).QuerySelectorAll(".judgement a"), link => link.GetAttribute("href") == address);
    }

    private async Task<string> AddAsync(string title)
    {
        var sent = await site.SendAsync("/add/text", null, null, ("text", Text), ("publisher", "Sample Wire"), ("published", "2023-06-05"), ("title", title), ("url", $"https://sample.example/{title}"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString().Split('/')[^1];
    }

    private async Task LeadsAsync(string form, string address, params (string, string)[] fields)
    {
        var sent = await site.SendAsync(form, null, null, fields);
        Assert.True(sent.StatusCode == HttpStatusCode.SeeOther, $"{form}: {sent.StatusCode} {await sent.Content.ReadAsStringAsync(Cancel)}");
        Assert.Equal(address, sent.Headers.Location!.ToString());
    }

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string address) => Markup.Parse(await site.Client.GetStringAsync(address, Cancel));
}
