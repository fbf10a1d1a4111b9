using System.Net;
using AngleSharp.Dom;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>The desk's forms where something is in the way: two accounts in one report, many reports, a new version, a reason that was typed and not taken.</summary>
public sealed class DeskFormTests(WritingSite site) : IClassFixture<WritingSite>
{
    private const string Typed = "Four lines of what is wrong, typed on a train.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_two_accounts_of_one_report_is_split_off_and_the_other_could_be()
    {
        var report = await AddAsync("Shells hit a market in Sumy on June 4, 2023, killing six people, the mayor said.\n\nA drone hit a school in Poltava on June 9, 2023, wounding two people, police said.\n", "2023-06-10");
        var ids = (await site.Archive.ReportAsync(report, Cancel))!.Incidents.Values.Distinct().ToList();
        Assert.Equal(2, ids.Count);
        await LeadsAsync(site.SendAsync($"/incidents/{ids[0]}/merge", null, null, ("other", ids[1]), ("reason", "one evening")), $"/incidents/{ids[0]}/desk");
        var merged = (await site.Archive.IncidentAsync(ids[0], Cancel))!;
        Assert.Equal(1, merged.Reports);

        // Whoever reads it sees that people put it together.
        var mark = Assert.Single((await PageAsync($"/incidents/{merged.Id}")).QuerySelectorAll(".grouped a.judged"));
        Assert.Contains("one evening", (await PageAsync(mark.GetAttribute("href")!)).Body!.TextContent, StringComparison.Ordinal);
        var boxes = (await PageAsync($"/incidents/{merged.Id}/desk")).QuerySelectorAll("form[action$='/split'] input[name=claim]");
        Assert.Equal(2, boxes.Length);
        string BoxOf(string town) => Assert.Single(boxes, box => box.ParentElement!.TextContent.Contains(town, StringComparison.Ordinal)).GetAttribute("value")!;
        var (stays, ticked) = (BoxOf("Sumy"), BoxOf("Poltava"));

        // What is not taken keeps what was ticked and typed.
        var refused = Markup.Parse(await TextAsync(site.SendAsync($"/incidents/{merged.Id}/split", null, null, ("claim", ticked), ("claim", stays), ("reason", Typed)), HttpStatusCode.UnprocessableEntity));
        Assert.Equal(2, refused.QuerySelectorAll("input[name=claim][checked]").Length);
        Assert.Equal(Typed, refused.QuerySelector("form[action$='/split'] input[name=reason]")!.GetAttribute("value"));
        Assert.Null(refused.QuerySelector("form[action$='/merge'] input[name=reason]")!.GetAttribute("value"));

        await LeadsAsync(site.SendAsync($"/incidents/{merged.Id}/split", null, null, ("claim", ticked), ("reason", "two evenings")), $"/incidents/{merged.Id}/desk");
        var (sumy, poltava) = ((await site.Archive.IncidentAsync(stays, Cancel))!, (await site.Archive.IncidentAsync(ticked, Cancel))!);
        Assert.NotEqual(sumy.Id, poltava.Id);
        Assert.Equal(("Sumy", "Poltava"), (sumy.Place!.Name, poltava.Place!.Name));
        await LeadsAsync(site.SendAsync($"/incidents/{sumy.Id}/unsure", null, null, ("other", poltava.Id), ("reason", "nobody says")), $"/incidents/{sumy.Id}/desk");
        Assert.Contains((await site.Archive.HistoryAsync(sumy.Id, Cancel))!.Judgements, judgement => judgement.Verdict == Verdict.Unsure);
    }

    [Fact]
    public async Task A_dispute_that_an_editor_resolved_says_by_which_judgement_and_one_of_a_rejected_claim_says_that()
    {
        var (six, nine) = (await FigureAsync(await AddAsync("Shells hit a market in Kupiansk on June 4, 2023, killing six people, the mayor said.\n", "2023-06-05")),
            await FigureAsync(await AddAsync("Shells hit a market in Kupiansk on June 4, 2023, killing nine people, the police said.\n", "2023-06-05")));
        var (one, other) = ((await site.Archive.IncidentAsync(six, Cancel))!, (await site.Archive.IncidentAsync(nine, Cancel))!);
        if (one.Id != other.Id)
        {
            await LeadsAsync(site.SendAsync($"/incidents/{one.Id}/merge", null, null, ("other", other.Id), ("reason", "one market")), $"/incidents/{one.Id}/desk");
        }
        var incident = (await site.Archive.IncidentAsync(six, Cancel))!;
        Assert.Contains(incident.Contradictions, dispute => dispute is { Kind: ContradictionKind.Count, State: ContradictionState.Open });
        await LeadsAsync(site.SendAsync($"/incidents/{incident.Id}/resolve", null, null, ("one", six), ("other", nine), ("reason", "three died of their wounds later")), $"/incidents/{incident.Id}/desk");
        var resolved = (await PageAsync($"/incidents/{incident.Id}")).QuerySelector(".dispute a.judged")!;
        Assert.Contains("three died of their wounds later", resolved.ParentElement!.TextContent, StringComparison.Ordinal);
        var judgement = resolved.GetAttribute("href")!.Split('/')[^1];
        await LeadsAsync(site.SendAsync($"/judgements/{judgement}/undo"), $"/corrections/{judgement}");
        await LeadsAsync(site.SendAsync($"/claims/{nine}/reject", null, null, ("seen", "0")), $"/claims/{nine}");
        Assert.Contains("rejected", (await PageAsync($"/incidents/{incident.Id}")).QuerySelector(".dispute a.judged")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_are_ticked_at_once_and_what_is_too_much_is_said_in_words()
    {
        var report = await AddAsync("Shells hit a market in Izium on June 4, 2023, killing six people, the mayor said.\n", "2023-06-05");
        var incident = (await site.Archive.ReportAsync(report, Cancel))!.Incidents.Values.First();
        (string, string)[] Ticks(int count) => [.. Enumerable.Repeat(("claim", "nothing"), count), ("reason", "two")];
        Assert.Contains("no claim nothing", await TextAsync(site.SendAsync($"/incidents/{incident}/split", null, null, Ticks(400)), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("more than 564 fields", await TextAsync(site.SendAsync($"/incidents/{incident}/split", null, null, Ticks(600)), HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.Contains("more than 64 fields", await TextAsync(site.SendAsync($"/incidents/{incident}/merge", null, null, Ticks(70)), HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_of_an_earlier_version_leads_to_the_latest_with_its_history_and_what_was_typed_meanwhile_is_kept()
    {
        const string Url = "https://desk.example/live";
        var first = await AddAsync("Shells hit a market in Nikopol on June 4, 2023, killing six people, the mayor said.\n", "2023-06-05T08:00:00Z", Url);
        var old = await FigureAsync(first);
        await LeadsAsync(site.SendAsync($"/claims/{old}/correct", null, null, ("seen", "0"), ("was-figure", "6"), ("figure", "8"), ("reason", "checked")), $"/claims/{old}");
        var later = await AddAsync("Shells hit a market in Nikopol on June 4, 2023, killing six people, the mayor said.\n\nRescuers went on until the morning.\n", "2023-06-05T09:00:00Z", Url);
        var now = await FigureAsync(later);

        Assert.NotEqual(old, now);
        await LeadsAsync(site.Client.GetAsync($"/claims/{old}", Cancel), $"/claims/{now}?was={old}");
        var page = await PageAsync($"/claims/{now}?was={old}");
        Assert.Contains("checked", page.QuerySelector(".judgements")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.QuerySelector("form[action$='/correct'] input[name=seen]")!.GetAttribute("value"));
        Assert.Contains("earlier version", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        using var redirected = await site.Client.GetAsync($"/api/v1/claims/{old}/judgements", Cancel);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, $"/api/v1/claims/{now}/judgements"), (redirected.StatusCode, redirected.Headers.Location?.ToString()));

        // A page that was open since before.
        await LeadsAsync(site.SendAsync($"/claims/{old}/accept", null, null, ("seen", "1")), $"/claims/{old}");
        Assert.Equal(2, (await site.Archive.ClaimAsync(now, Cancel))!.Judgements.Count);
        var refused = Markup.Parse(await TextAsync(site.SendAsync($"/claims/{old}/correct", null, null, ("seen", "2"), ("was-figure", "8"), ("figure", "many"), ("reason", Typed)), HttpStatusCode.UnprocessableEntity));
        Assert.Equal((Typed, "many"), (refused.QuerySelector("#correct-form input[name=reason]")!.GetAttribute("value"), refused.QuerySelector("#correct-form input[name=figure]")!.GetAttribute("value")));
        await LeadsAsync(site.SendAsync($"/reports/{first}/error", null, null, ("words", "six people"), ("reason", "it was eight")), null);

        await AddAsync("All of it was withdrawn by its author.\n", "2023-06-05T10:00:00Z", Url);
        using var gone = await site.Client.GetAsync($"/claims/{now}", Cancel);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains($"/reports/{later}", await gone.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains(Typed, await TextAsync(site.SendAsync($"/reports/{first}/error", null, null, ("words", "six people"), ("reason", Typed)), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains(Typed, await TextAsync(site.SendAsync($"/reports/{later}/claim", null, null, ("words", "six people"), ("kind", "figure"), ("figure", "6"), ("reason", Typed)), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains(Typed, await TextAsync(site.SendAsync($"/claims/{now}/reject", null, null, ("reason", Typed)), HttpStatusCode.Conflict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_nobody_gave_is_called_none_and_a_grade_that_is_refused_keeps_its_choices()
    {
        var claim = await FigureAsync(await AddAsync("Shells hit a market in Lozova on June 4, 2023, killing six people, the mayor said.\n", "2023-06-05"));
        await LeadsAsync(site.SendAsync($"/claims/{claim}/reject", null, null, ("seen", "0")), $"/claims/{claim}");
        var rejected = Assert.Single((await site.Archive.ClaimAsync(claim, Cancel))!.Judgements);
        Assert.Equal("no reason given", rejected.Reason);
        await LeadsAsync(site.SendAsync($"/judgements/{rejected.Id}/undo", null, null, ("reason", "a slip of the hand")), $"/corrections/{rejected.Id}");
        var undone = (await site.Archive.JudgementAsync(rejected.Id, Cancel))!.Judgement.UndoneBy!;
        var page = await PageAsync($"/corrections/{undone}");
        Assert.Contains("a slip of the hand", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action$='/undo']"));
        Assert.Contains(Typed, await TextAsync(site.SendAsync($"/judgements/{rejected.Id}/undo", null, null, ("reason", Typed)), HttpStatusCode.Conflict), StringComparison.Ordinal);

        var refused = Markup.Parse(await TextAsync(site.SendAsync("/grade", null, null, ("kind", "publisher"), ("source", "Sample Wire"), ("reliability", "D"), ("credibility", "9"), ("reason", Typed)), HttpStatusCode.UnprocessableEntity));
        Assert.Equal(("D", Typed), (refused.QuerySelector("select[name=reliability] option[selected]")!.GetAttribute("value"), refused.QuerySelector("input[name=reason]")!.GetAttribute("value")));
    }

    private async Task<string> AddAsync(string text, string published, string? url = null)
    {
        var (id, publisher) = (url ?? $"https://desk.example/{Guid.NewGuid():N}", "Sample Wire");
        using var sent = await site.Client.PostAsync("/api/v1/reports", System.Net.Http.Json.JsonContent.Create(new { text, publisher, published, url = id }), Cancel);
        var body = await sent.Content.ReadAsStringAsync(Cancel);
        Assert.True(sent.StatusCode == HttpStatusCode.Created, body);
        return System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }

    private async Task<string> FigureAsync(string report)
    {
        var archived = (await site.Archive.ReportAsync(report, Cancel))!;
        return Assert.Single(archived.Claims[archived.Reading.Figures.Single(figure => figure.Measure == Measure.PeopleKilled).Id]);
    }

    private async Task<IDocument> PageAsync(string address) => Markup.Parse(await site.Client.GetStringAsync(address, Cancel));

    private static async Task<string> TextAsync(Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var sent = await sending;
        var text = await sent.Content.ReadAsStringAsync(Cancel);
        Assert.True(sent.StatusCode == status, $"{sent.StatusCode}: {text}");
        return text;
    }

    // To the address, or to any where none is given.
    private static async Task LeadsAsync(Task<HttpResponseMessage> sending, string? address)
    {
        using var sent = await sending;
        Assert.True(sent.StatusCode == HttpStatusCode.SeeOther, $"{sent.StatusCode}: {await sent.Content.ReadAsStringAsync(Cancel)}");
        Assert.Equal(address ?? sent.Headers.Location!.ToString(), sent.Headers.Location!.ToString());
    }
}
