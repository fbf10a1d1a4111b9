using System.Net;
using System.Text.Json;
using Attest.Archive;
using Attest.Web.Api;
using Attest.Web.Tests.Api;
using Attest.Web.Tests.Pages.Sources;

namespace Attest.Web.Tests.Pages.Posts;

/// <summary>What editors write of claims, as a browser without script sends and sees it.</summary>
public sealed class PostPagesTests(WritingSite site) : IClassFixture<WritingSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_written_of_found_claims_and_stands_on_the_live_page_in_the_feeds_and_in_the_api()
    {
        var claims = await ClaimsAsync("Marhanets", "six");
        // What is typed stays while claims are looked for; nothing is published by that.
        var found = await site.SendAsync("/desk/posts/write", null, null, ("headline", "A market hit"), ("text", "Six people died"), ("q", "Marhanets market"), ("do", "find"));
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        var form = Markup.Parse(await found.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(("A market hit", "Six people died"), (form.QuerySelector("input[name=headline]")!.GetAttribute("value"), form.QuerySelector("textarea")!.TextContent));
        var box = form.QuerySelectorAll(".found-sentence input").Select(one => one.GetAttribute("value")!).First(value => value.EndsWith(claims[0].Id, StringComparison.Ordinal));
        Assert.Equal("find", form.QuerySelector("form.write-grid button")!.GetAttribute("value"));
        Assert.DoesNotContain((await site.Archive.PostsAsync(PostList.All, null, 100, Cancel)).Items, post => post.Content.Headline == "A market hit");

        // Without its number the claim stands behind the text; with a wrong one the form says so.
        var wrong = await site.SendAsync("/desk/posts/write", null, null, ("text", "Six people died [4]"), ("claim", box), ("do", "write"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("[4]", Markup.Parse(await wrong.Content.ReadAsStringAsync(Cancel)).QuerySelector("#fault")!.TextContent, StringComparison.Ordinal);
        var address = await WriteAsync(("headline", "A market hit"), ("text", "Six people died [1], the mayor says."), ("claim", box));

        var page = await PageAsync(address);
        Assert.Equal("A market hit", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Written by the desk", page.QuerySelector(".eyebrow")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#n-1", page.QuerySelector(".post-body a.ref")!.GetAttribute("href"));
        var note = page.QuerySelector("#n-1")!;
        Assert.Contains(claims[0].Report.Quote[..40], note.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"/reports/{claims[0].Report.Id}#at-", note.QuerySelector(".citation a")!.GetAttribute("href"), StringComparison.Ordinal);

        var live = await PageAsync("/");
        var entry = live.QuerySelector($"[data-post='{Id(address)}']")!;
        Assert.Contains("Written by the desk", entry.TextContent, StringComparison.Ordinal);
        Assert.Contains("Made from reports", live.QuerySelector("[data-incident] .entry-origins")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await PageAsync("/?place=Marhanets")).QuerySelector($"[data-post='{Id(address)}']"));
        Assert.Null((await PageAsync("/?place=Kyiv")).QuerySelector($"[data-post='{Id(address)}']"));
        Assert.Contains("\"BlogPosting\"", live.QuerySelector("script[type='application/ld+json']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A market hit", await site.Client.GetStringAsync("/feed.atom", Cancel), StringComparison.Ordinal);
        Assert.Contains("A market hit", await site.Client.GetStringAsync("/feed.json?place=Marhanets", Cancel), StringComparison.Ordinal);
        Assert.Contains("A market hit", (await PageAsync("/since")).Body!.TextContent, StringComparison.Ordinal);
        var schema = new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement);
        schema.Check(JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/posts", Cancel)).RootElement, "PostPage");
        schema.Check(JsonDocument.Parse(await site.Client.GetStringAsync($"/api/v1{address}", Cancel)).RootElement, "Post");
        Assert.NotNull((await PageAsync("/posts")).QuerySelector($"[data-post='{Id(address)}']"));
    }

    [Fact]
    public async Task A_post_is_corrected_pinned_held_withdrawn_and_taken_back_and_its_history_tells_all()
    {
        var claims = await ClaimsAsync("Brovary", "five");
        var address = await WriteAsync(("text", "Five people died [1]."), ("claim", $"1:{claims[0].Id}"));
        var unexplained = await site.SendAsync($"{address}/edit", null, null, ("text", "At least five people died [1]."), ("claim", $"1:{claims[0].Id}"), ("do", "write"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unexplained.StatusCode);
        Assert.Equal("Five people died [1].", (await PageAsync($"{address}/edit")).QuerySelector("textarea")!.TextContent);
        await LeadsAsync(site.SendAsync($"{address}/edit", null, null, ("text", "At least five people died [1]."), ("claim", $"1:{claims[0].Id}"), ("reason", "the mayor said at least"), ("seen", "1"), ("do", "write")), address);

        var page = await PageAsync(address);
        Assert.Contains("Corrected on", page.QuerySelector(".post-state")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("the mayor said at least", page.QuerySelector(".post-state")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["At least five", "Five"], page.QuerySelectorAll(".post-changes ins, .post-changes del").Select(word => word.TextContent).Order());
        Assert.Contains("CorrectionComment", page.QuerySelector("script[type='application/ld+json']")!.TextContent, StringComparison.Ordinal);

        await LeadsAsync(site.SendAsync($"{address}/pin", null, null), address);
        Assert.NotNull((await PageAsync("/")).QuerySelector($".pinned [data-post='{Id(address)}']"));
        await LeadsAsync(site.SendAsync($"{address}/hold", null, null), address);
        Assert.Null((await PageAsync("/")).QuerySelector($"[data-post='{Id(address)}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync($"/api/v1{address}", Cancel)).StatusCode);
        Assert.Contains("Held", (await PageAsync(address)).QuerySelector(".note-line")!.TextContent, StringComparison.Ordinal);
        await LeadsAsync(site.SendAsync($"{address}/release", null, null), address);

        await LeadsAsync(site.SendAsync($"{address}/withdraw", null, null, ("reason", "the mayor took it back")), address);
        var withdrawn = (await PageAsync("/")).QuerySelector($"[data-post='{Id(address)}']")!;
        Assert.Contains("Withdrawn on", withdrawn.TextContent, StringComparison.Ordinal);
        Assert.Contains("the mayor took it back", withdrawn.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("five people died", withdrawn.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("five people died", await site.Client.GetStringAsync($"/api/v1{address}", Cancel), StringComparison.OrdinalIgnoreCase);
        var undo = (await PageAsync(address)).QuerySelector("form[action$='/undo']")!.GetAttribute("action")!;
        await LeadsAsync(site.SendAsync(undo, null, null), address);
        Assert.Contains("At least five people died", (await PageAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        var twice = await site.SendAsync(undo, null, null);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);

        // Two at once: the later stands, and its author is told.
        var both = await site.SendAsync($"{address}/edit", null, null, ("text", "More than five people died [1]."), ("claim", $"1:{claims[0].Id}"), ("reason", "more"), ("seen", "1"), ("do", "write"));
        Assert.Contains("?over=", both.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Somebody was quicker", (await PageAsync(both.Headers.Location.ToString())).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_points_stand_at_the_top_and_what_changes_under_them_is_marked_and_listed_for_the_desk()
    {
        var claims = await ClaimsAsync("Chuhuiv", "seven");
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync("/api/v1/key-points", Cancel)).StatusCode);
        await LeadsAsync(site.SendAsync("/desk/key-points", null, null, ("text", "Seven people died in Chuhuiv [1].\r\n\r\nMore are missed [1]."), ("claim", $"0:{claims[0].Id}"), ("do", "write")), "/posts/key-points");
        var points = (await PageAsync("/")).QuerySelectorAll(".front-points .points li");
        Assert.Equal(2, points.Length);
        Assert.Equal("#k-1", points[0].QuerySelector("a.ref")!.GetAttribute("href"));
        new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement).Check(JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/key-points", Cancel)).RootElement, "Post");
        var note = await WriteAsync(("text", "We are back at six."), ("kind", "note"));
        Assert.Contains("Editor’s note", (await PageAsync(note)).QuerySelector(".eyebrow")!.TextContent, StringComparison.Ordinal);
        var address = await WriteAsync(("text", "Seven people died [1]."), ("claim", $"1:{claims[0].Id}"));

        await site.SendAsync($"/claims/{claims[0].Id}/reject", null, null, ("seen", "0"));
        Assert.Contains("a claim of this post has changed since", (await PageAsync("/")).QuerySelector($"[data-post='{Id(address)}']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("rejected since", (await PageAsync(address)).QuerySelector("#n-1")!.TextContent, StringComparison.OrdinalIgnoreCase);
        var desk = await PageAsync("/desk/posts?of=changed");
        Assert.NotNull(desk.QuerySelector($".plain-list a[href='{address}']"));
        Assert.Contains("key points has changed", desk.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(params (string Name, string Value)[] fields)
    {
        var sent = await site.SendAsync("/desk/posts/write", null, null, [.. fields, ("do", "write")]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString();
    }

    private static string Id(string address) => address["/posts/".Length..];

    private static async Task LeadsAsync(Task<HttpResponseMessage> sending, string address)
    {
        var sent = await sending;
        Assert.Equal((HttpStatusCode.SeeOther, address), (sent.StatusCode, sent.Headers.Location?.ToString()));
    }

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string address)
    {
        var html = await site.Client.GetStringAsync(address, Cancel);
        Markup.CheckSafe(html);
        return Markup.Parse(html);
    }

    private async Task<IReadOnlyList<Claim>> ClaimsAsync(string town, string number)
    {
        var sent = await site.SendAsync(
            "/add/text", null, null, ("text", $"Shells hit a market in {town} on Sunday, June 4, 2023, killing {number} people, the mayor of {town} said. Rescuers searched under the roof until noon."), ("publisher", $"Sample {town}"), ("published", "2023-06-05"));
        var report = sent.Headers.Location!.ToString()["/reports/".Length..].Split('?', '#')[0];
        return [.. (await site.Archive.ClaimsOfAsync(new Sha256(report), Cancel)).Where(claim => claim is { Kind: ClaimKind.Figure, IsDerived: false })];
    }
}
