using System.Net;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Accounts;

/// <summary>Comments and saved views: what people who sign in keep for themselves and for one another.</summary>
public sealed class DeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_is_seen_by_those_who_read_the_archive_and_by_nobody_else()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false, Role.Reader, Role.Editor, Role.Administrator);
        var incident = $"/incidents/{(await site.Archive.IncidentsAsync(0, 1, Cancel)).Single().Id}";
        using var reader = await site.BrowserAsync("reader");
        using var editor = await site.BrowserAsync("editor");
        using var visitor = site.Browser();
        var hostile = string.Concat(Markup.Hostile.Where(text => !text.Contains('\0', StringComparison.Ordinal)));
        using var made = await AccountSite.SendAsync(reader, incident, $"{incident}/comments", ("text", $"Ask the desk in the morning.\r\n{hostile}"));
        Assert.StartsWith($"{incident}#comment-", made.Headers.Location?.ToString(), StringComparison.Ordinal);
        var page = await editor.GetStringAsync(incident, Cancel);
        Markup.CheckSafe(page);
        var comment = Markup.Parse(page).QuerySelector(".comment-list li")!;
        Assert.Equal("reader", comment.QuerySelector("b")!.TextContent);
        Assert.Contains("Ask the desk in the morning.", comment.TextContent, StringComparison.Ordinal);
        Assert.Empty(comment.QuerySelectorAll("form"));
        var shown = await visitor.GetStringAsync(incident, Cancel);
        Assert.DoesNotContain("Ask the desk", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("comment", shown, StringComparison.OrdinalIgnoreCase);

        var remove = $"/comments/{comment.Id!["comment-".Length..]}/remove";
        using var others = await AccountSite.SendAsync(editor, incident, remove);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using var empty = await AccountSite.SendAsync(reader, incident, $"{incident}/comments", ("text", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var administrator = await site.BrowserAsync("administrator");
        using var removed = await AccountSite.SendAsync(administrator, incident, remove);
        Assert.Equal($"{incident}#comments", removed.Headers.Location?.ToString());
        Assert.DoesNotContain("Ask the desk", await reader.GetStringAsync(incident, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_view_is_listed_for_its_owner_and_its_link_works_for_everybody()
    {
        await using var site = await AccountSite.StartAsync(isPublic: true, isWide: false, Role.Reader, Role.Editor);
        using var reader = await site.BrowserAsync("reader");
        using var visitor = site.Browser();
        var save = Markup.Parse(await reader.GetStringAsync("/?place=Odesa", Cancel)).QuerySelectorAll(".freeze-link a").Single(link => link.TextContent == "Save this view").GetAttribute("href")!;
        Assert.Equal("/?place=Odesa", Markup.Parse(await reader.GetStringAsync(save, Cancel)).QuerySelector("input[name=address]")!.GetAttribute("value"));
        Assert.DoesNotContain("Save this view", await visitor.GetStringAsync("/?place=Odesa", Cancel), StringComparison.Ordinal);
        using var saved = await AccountSite.SendAsync(reader, save, "/views", ("name", "My <b>port</b>"), ("address", $"{site.Address}?place=Odesa"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var html = await reader.GetStringAsync("/views", Cancel);
        Markup.CheckSafe(html);
        var link = Markup.Parse(html).QuerySelectorAll(".session-list a").Single(link => link.TextContent == "My <b>port</b>").GetAttribute("href")!;
        using var followed = await visitor.GetAsync(link, Cancel);
        Assert.Equal((HttpStatusCode.SeeOther, "/?place=Odesa"), (followed.StatusCode, followed.Headers.Location?.ToString()));
        using var editor = await site.BrowserAsync("editor");
        Assert.DoesNotContain(link, await editor.GetStringAsync("/views", Cancel), StringComparison.Ordinal);
        using var others = await AccountSite.SendAsync(editor, "/views", $"{link}/remove");
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using var removed = await AccountSite.SendAsync(reader, "/views", $"{link}/remove");
        Assert.Equal("/views", removed.Headers.Location?.ToString());
        using var gone = await visitor.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/users")]
    [InlineData("/sign-in?next=/")]
    [InlineData("")]
    public async Task A_view_leads_to_a_page_of_this_site_that_can_be_narrowed(string address)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Reader);
        using var reader = await site.BrowserAsync("reader");
        using var answer = await AccountSite.SendAsync(reader, "/views", "/views", ("name", "view"), ("address", address));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Markup.CheckSafe(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
