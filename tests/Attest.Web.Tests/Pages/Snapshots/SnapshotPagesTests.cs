using System.Net;
using System.Text;
using Attest.Web.Pages.Snapshots;
using Attest.Web.Publishing;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Snapshots;

/// <summary>Views that are frozen on the site, and how they stand when the view has changed.</summary>
public sealed class SnapshotPagesTests(WritingSite site) : IClassFixture<WritingSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frozen_incident_stays_the_same_when_the_incident_changes_and_says_what_changed()
    {
        var figure = await FigureAsync("Nikopol", "six");
        var incident = (await site.Archive.IncidentAsync(figure.Id, Cancel))!;
        var form = await PageAsync($"/freeze?address={Uri.EscapeDataString($"/incidents/{incident.Id}")}");
        Assert.Equal($"/incidents/{incident.Id}", form.QuerySelector("input[name=address]")!.GetAttribute("value"));
        Assert.NotNull((await PageAsync($"/incidents/{incident.Id}")).QuerySelector(".freeze-link a[href^='/freeze']"));
        var address = await FreezeAsync($"/incidents/{incident.Id}");

        var bytes = await site.Client.GetByteArrayAsync($"{address}.json", Cancel);
        Assert.Equal(address, $"/snapshots/{Sha256.Of(bytes)}");
        var page = await PageAsync(address);
        Assert.Contains("stands the same now", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{address}.json | sha256sum", page.QuerySelector(".proof code")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Sha256.Of(bytes).Hex, page.QuerySelector("input[readonly]")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains("killing six people", page.QuerySelector(".frozen")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(address, await FreezeAsync($"http://{site.Client.BaseAddress!.Authority}/incidents/{incident.Id}#disputes"));

        await site.Archive.CorrectAsync(figure.Id, [new FieldValue(ClaimField.Figure, "9")], new Archive.Decision("counted again", "an editor"), new Attest.Incidents.IncidentLinker(), Cancel);
        var later = await PageAsync(address);
        Assert.Equal(Frozen(page), Frozen(later));
        Assert.Equal(bytes, await site.Client.GetByteArrayAsync($"{address}.json", Cancel));
        Assert.Contains("changed since", later.QuerySelector(".proof")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(later.QuerySelectorAll(".proof li"), change => change.TextContent.Contains("6 then, 9 now", StringComparison.Ordinal));
        Assert.NotEqual(address, await FreezeAsync($"/incidents/{incident.Id}"));
        Assert.NotNull((await PageAsync("/snapshots")).QuerySelector($"a[href='{address}']"));
        Assert.Empty((await site.Archive.VerifyAsync(null, Cancel)).Faults);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?place=Chernihiv&all=yes")]
    [InlineData("/tallies/people-killed?place=Chernihiv&published-by=2040-01-01")]
    [InlineData("/search?q=stalls")]
    [InlineData("/sitrep?date=2023-06-05")]
    [InlineData("/sitrep?date=2023-06-05&recorded-by=2040-01-01")]
    [InlineData("/sitrep")]
    [InlineData("/coverage?place=Chernihiv&from=2023-06-01&to=2023-06-05")]
    [InlineData("/coverage")]
    [InlineData("/map")]
    [InlineData("/map?place=Chernihiv&published-by=2040-01-01")]
    [InlineData("/?place=Chernihiv&all=yes&published-by=2040-01-01")]
    [InlineData("/tallies", "People killed")]
    [InlineData("/tallies?published-by=2040-01-01", "People killed")]
    [InlineData("/reports", "Chernihiv", true)]
    [InlineData("/reports/{report}", "Rescuers searched under the stalls", true)]
    [InlineData("/speakers", "Chernihiv", true)]
    [InlineData("/speakers/{speaker}", "killing seven people", true)]
    public async Task Every_view_that_can_be_frozen_is_and_is_drawn_from_its_bytes(string view, string shows = "Chernihiv", bool isForReaders = false)
    {
        var figure = await FigureAsync("Chernihiv", "seven");
        view = view.Replace("{report}", figure.Report.Id.Hex, StringComparison.Ordinal);
        if (view.Contains("{speaker}", StringComparison.Ordinal))
        {
            var speaker = (await site.Archive.SpeakersAsync(null, 100, Cancel)).Items.First(one => one.Name.Contains("Chernihiv", StringComparison.Ordinal));
            view = view.Replace("{speaker}", Uri.EscapeDataString(speaker.Key), StringComparison.Ordinal);
        }
        isForReaders |= view.Contains("recorded-by", StringComparison.Ordinal);
        var address = await FreezeAsync(view);
        var page = await PageAsync(address);
        Assert.Contains(shows, page.QuerySelector(".frozen")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("stands the same now", page.Body!.TextContent, StringComparison.Ordinal);
        var other = await site.Archive.SnapshotAsync(new Sha256(address["/snapshots/".Length..]), Cancel);
        // Of coverage everybody sees regions alone, and here there may be none.
        Assert.Equal(isForReaders || view is "/search?q=stalls" || view is "/coverage?place=Chernihiv&from=2023-06-01&to=2023-06-05" || (view == "/coverage" && other!.Open is null), (await site.Archive.SnapshotAsync(new Sha256(address["/snapshots/".Length..]), Cancel))!.Open is null);
        Assert.True(FrozenAddress.TryRead(other!.Address, out var read, out _));
        Assert.Equal(other.Address, read.Address);
    }

    [Fact]
    public async Task A_withdrawn_snapshot_answers_gone_with_the_reason_the_digest_and_the_citation_until_it_is_shown_again()
    {
        var incident = (await site.Archive.IncidentAsync((await FigureAsync("Romny", "eight")).Id, Cancel))!;
        var address = await FreezeAsync($"/incidents/{incident.Id}");
        Assert.Equal(HttpStatusCode.Conflict, (await site.SendAsync($"{address}/withdraw", null, null, ("reason", " "))).StatusCode);
        var sent = await site.SendAsync($"{address}/withdraw", null, null, ("reason", "It names a witness."));
        Assert.Equal((HttpStatusCode.SeeOther, address), (sent.StatusCode, sent.Headers.Location!.ToString()));

        using var answer = await site.Client.GetAsync(address, Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("It names a witness.", page.QuerySelector(".standfirst")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(address["/snapshots/".Length..], page.QuerySelector(".digest")!.TextContent);
        Assert.Contains(address, page.QuerySelector("input[readonly]")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.DoesNotContain("killing eight", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await site.Client.GetAsync($"{address}.json", Cancel)).StatusCode);
        // Its bytes are kept among the originals, which are no way around it.
        using var original = await site.Client.GetAsync(address.Replace("/snapshots/", "/originals/", StringComparison.Ordinal), Cancel);
        Assert.Equal((HttpStatusCode.SeeOther, $"{address}.json"), (original.StatusCode, original.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.Conflict, (await site.SendAsync($"{address}/withdraw", null, null, ("reason", "again"))).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await site.SendAsync($"{address}/restore", null, null, ("reason", "It was another."))).StatusCode);
        Assert.Contains("killing eight", (await PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["It names a witness.", "It was another."], (await site.Archive.SnapshotDecisionsAsync(new Sha256(address["/snapshots/".Length..]), Cancel)).Select(decision => decision.Reason));
        Assert.Empty((await site.Archive.VerifyAsync(null, Cancel)).Faults);
    }

    [Theory]
    [InlineData("/about")]
    [InlineData("/corrections")]
    [InlineData("/reports?page=2")]
    [InlineData("/sitrep?date=yesterday")]
    [InlineData("/coverage?recorded-by=2040-01-01")]
    [InlineData("/?recorded-by=soon")]
    [InlineData("/?recorded-by=2000-01-01")]
    [InlineData("/coverage?place=Nowhere")]
    [InlineData("/speakers/nobody")]
    [InlineData("/?cursor=12")]
    [InlineData("/tallies/nothing")]
    [InlineData("/?from=yesterday")]
    [InlineData("https://elsewhere.invalid/about")]
    [InlineData("/incidents/nothing")]
    [InlineData("javascript:alert(1)")]
    public async Task What_is_no_view_is_not_frozen(string view)
    {
        var sent = await site.SendAsync("/freeze", null, null, ("address", view));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.NotEmpty(Markup.Parse(await sent.Content.ReadAsStringAsync(Cancel)).QuerySelector("#fault p")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync("/snapshots/nothing", Cancel)).StatusCode);
    }

    [Fact]
    public async Task An_incident_is_frozen_as_it_stood_and_a_correction_since_leaves_it_as_it_was()
    {
        var figure = await FigureAsync("Lozova", "four");
        await Task.Delay(20, Cancel);
        var moment = Uri.EscapeDataString(DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        await Task.Delay(20, Cancel);
        var incident = (await site.Archive.IncidentAsync(figure.Id, Cancel))!;
        await site.Archive.CorrectAsync(figure.Id, [new FieldValue(ClaimField.Figure, "5")], new Archive.Decision("counted again", "an editor"), new Attest.Incidents.IncidentLinker(), Cancel);
        var (then, now) = (await FreezeAsync($"/incidents/{incident.Id}?recorded-by={moment}"), await FreezeAsync($"/incidents/{incident.Id}"));
        Assert.NotEqual(then, now);
        Assert.Equal((4m, 5m), (Greatest(await site.Client.GetStringAsync($"{then}.json", Cancel)), Greatest(await site.Client.GetStringAsync($"{now}.json", Cancel))));
        Assert.Contains("stands the same now", (await PageAsync(then)).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await site.Archive.SnapshotAsync(new Sha256(then["/snapshots/".Length..]), Cancel))!.RecordedBy);

        static decimal Greatest(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("incident").GetProperty("toll").GetProperty("people-killed").GetProperty("high").GetDecimal();
    }

    [Fact]
    public void What_changed_is_told_thing_by_thing()
    {
        static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
        var then = Json("""{"incident":{"title":"A","reports":1,"claims":[{"id":"a","low":1},{"id":"b","low":2}],"toll":{"people-killed":{"low":3}}}}""");
        Assert.Empty(FrozenDifference.Between(then, then));
        Assert.Equal(["the view shows nothing any more"], FrozenDifference.Between(then, null));
        Assert.Equal(
            ["title: “A” then, “B” now", "claims: 1 more", "claims: 1 fewer", "claims: 1 changed", "toll: people killed: low: 3 then, 4 now"],
            FrozenDifference.Between(then, Json("""{"incident":{"title":"B","reports":1,"claims":[{"id":"b","low":9},{"id":"c","low":2}],"toll":{"people-killed":{"low":4}}}}""")));
    }

    [Fact]
    public void What_the_form_of_data_got_since_is_no_change_of_what_it_tells()
    {
        static IReadOnlyList<string> Between(string now) => FrozenDifference.Between(
            Encoding.UTF8.GetBytes("""{"incidents":[{"id":"a","claims":[{"id":"b","low":1,"report":{"id":"r","quoteStart":90},"words":[{"start":95,"end":99}]}],"contradictions":[{"kind":"count"}]}]}"""), Encoding.UTF8.GetBytes(now));
        Assert.Equal(
            ["the form of its data"],
            Between("""{"incidents":[{"id":"a","judged":[],"claims":[{"id":"b","low":1,"report":{"id":"r","quoteStart":null},"words":[{"start":5,"end":9}]}],"contradictions":[{"kind":"count","judged":null}]}],"more":{}}"""));
        foreach (var changed in new[]
        {
            """{"incidents":[{"id":"a","judged":[{"verdict":"same","judgement":"c"}],"claims":[{"id":"b","low":1,"report":{"id":"r","quoteStart":90},"words":[{"start":95,"end":99}]}],"contradictions":[{"kind":"count"}]}]}""",
            """{"incidents":[{"id":"a","claims":[{"id":"b","low":2,"report":{"id":"r","quoteStart":null},"words":[{"start":5,"end":9}]}],"contradictions":[{"kind":"count"}]}]}""",
            """{"incidents":[{"id":"a","claims":[{"id":"b","low":1,"report":{"id":"r","quoteStart":90},"words":[{"start":95,"end":98}]}],"contradictions":[{"kind":"count"}]}]}""",
            """{"incidents":[{"id":"a","claims":[{"id":"b","low":1,"report":{"id":"r","quoteStart":90},"words":[{"start":95,"end":99}]}],"contradictions":[]}]}""",
        })
        {
            Assert.Equal(["incidents: 1 changed"], Between(changed));
        }
    }

    private static string Frozen(AngleSharp.Dom.IDocument page) => page.QuerySelector(".frozen")!.InnerHtml;

    private async Task<string> FreezeAsync(string view)
    {
        var sent = await site.SendAsync("/freeze", null, null, ("address", view));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString();
    }

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string address)
    {
        var html = await site.Client.GetStringAsync(address, Cancel);
        Markup.CheckSafe(html);
        return Markup.Parse(html);
    }

    private async Task<Claim> FigureAsync(string town, string number)
    {
        var sent = await site.SendAsync(
            "/add/text", null, null, ("text", $"Shells hit a market in {town} on Sunday, June 4, 2023, killing {number} people, the mayor of {town} said. Rescuers searched under the stalls until noon."), ("publisher", "Sample Wire"), ("published", "2023-06-05"));
        var report = sent.Headers.Location!.ToString()["/reports/".Length..].Split('?', '#')[0];
        return (await site.Archive.ClaimsOfAsync(new Sha256(report), Cancel)).First(claim => claim is { Kind: ClaimKind.Figure, IsDerived: false });
    }
}
