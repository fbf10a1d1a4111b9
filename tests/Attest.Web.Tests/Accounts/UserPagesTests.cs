using System.Net;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Accounts;

/// <summary>What administrators do about accounts, and editors about tokens.</summary>
public sealed class UserPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_makes_an_account_whose_first_password_is_good_for_choosing_another()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Administrator);
        using var administrator = await site.BrowserAsync("administrator");
        using var made = await AccountSite.SendAsync(administrator, "/users", "/users", ("name", "Zoë Кравець"), ("role", "editor"));
        var html = await made.Content.ReadAsStringAsync(Cancel);
        Markup.CheckSafe(html);
        var password = Markup.Parse(html).QuerySelector(".secret")!.TextContent;
        Assert.DoesNotContain(password, await administrator.GetStringAsync("/users", Cancel), StringComparison.Ordinal);

        using var editor = site.Browser();
        using var signedIn = await AccountSite.SignInAsync(editor, "zoë кравець", password, "/add");
        Assert.Equal("/account", signedIn.Headers.Location?.ToString());
        using var closed = await editor.GetAsync("/reports", Cancel);
        Assert.Equal("/account", closed.Headers.Location?.ToString());
        const string Own = "seven quiet barges upstream";
        using var changed = await AccountSite.SendAsync(editor, "/account", "/account/password", ("current", password), ("password", Own), ("again", Own));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        using var open = await editor.GetAsync("/reports", Cancel);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData("name", "<script>alert(1)</script>")]
    [InlineData("name", "administrator")]
    [InlineData("name", "ADMINISTRATOR")]
    [InlineData("name", "this machine")]
    [InlineData("name", "a\u202Eb")]
    [InlineData("name", "")]
    [InlineData("role", "king")]
    public async Task A_name_that_would_mislead_is_not_taken(string field, string value)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Administrator);
        using var administrator = await site.BrowserAsync("administrator");
        using var answer = await AccountSite.SendAsync(administrator, "/users", "/users", field == "name" ? [("name", value), ("role", "editor")] : [("name", "new"), ("role", value)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Markup.CheckSafe(html);
        Assert.NotEmpty(Markup.Parse(html).QuerySelector("[role=alert]")!.QuerySelectorAll("p"));
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_at_the_next_request_and_one_administrator_stays()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor, Role.Administrator);
        using var administrator = await site.BrowserAsync("administrator");
        using var editor = await site.BrowserAsync("editor");
        Assert.Contains("<form method=\"post\" action=\"/add/text\"", await editor.GetStringAsync("/add", Cancel), StringComparison.Ordinal);
        var page = Markup.Parse(await administrator.GetStringAsync("/users", Cancel));
        string Form(string name, string what) => page.QuerySelectorAll(".session-list > li").Single(item => item.QuerySelector(".session-name")!.TextContent.StartsWith(name, StringComparison.Ordinal))
            .QuerySelector($"form[action$='/{what}']")!.GetAttribute("action")!;
        using var demoted = await AccountSite.SendAsync(administrator, "/users", Form("editor", "role"), ("role", "reader"));
        Assert.Equal(HttpStatusCode.SeeOther, demoted.StatusCode);
        Assert.DoesNotContain("action=\"/add/text\"", await editor.GetStringAsync("/add", Cancel), StringComparison.Ordinal);

        using var last = await AccountSite.SendAsync(administrator, "/users", Form("administrator", "role"), ("role", "reader"));
        Assert.Contains("only administrator left", await last.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var self = await AccountSite.SendAsync(administrator, "/users", Form("administrator", "remove"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, self.StatusCode);
        using var removed = await AccountSite.SendAsync(administrator, "/users", Form("editor", "remove"));
        Assert.Equal("/users", removed.Headers.Location?.ToString());
        using var gone = await editor.GetAsync("/account", Cancel);
        Assert.Equal("/sign-in?next=%2Faccount", gone.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_password_that_an_administrator_gives_ends_sessions_and_tokens()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor, Role.Administrator);
        using var administrator = await site.BrowserAsync("administrator");
        using var program = site.Browser();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await site.TokenAsync("editor", TokenScope.Read));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/incidents", Cancel)).StatusCode);
        var action = Markup.Parse(await administrator.GetStringAsync("/users", Cancel)).QuerySelectorAll(".session-list > li").Single(item => item.QuerySelector(".session-name")!.TextContent.StartsWith("editor", StringComparison.Ordinal))
            .QuerySelector("form[action$='/password']")!.GetAttribute("action")!;
        using var reset = await AccountSite.SendAsync(administrator, "/users", action);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        // The first password is chosen anew, and the token is as revoked as the session.
        var password = Markup.Parse(await reset.Content.ReadAsStringAsync(Cancel)).QuerySelector(".secret")!.TextContent;
        using var editor = site.Browser();
        using var signedIn = await AccountSite.SignInAsync(editor, "editor", password);
        const string Own = "seven quiet barges upstream";
        using var changed = await AccountSite.SendAsync(editor, "/account", "/account/password", ("current", password), ("password", Own), ("again", Own));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/incidents", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_opens_nothing_when_it_is_revoked()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Editor);
        using var editor = await site.BrowserAsync("editor");
        using var none = await AccountSite.SendAsync(editor, "/account/tokens", "/account/tokens", ("name", "importer"), ("days", "30"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        using var made = await AccountSite.SendAsync(editor, "/account/tokens", "/account/tokens", ("name", "<b>importer</b>"), ("scope", "read"), ("days", "30"));
        var html = await made.Content.ReadAsStringAsync(Cancel);
        Markup.CheckSafe(html);
        var token = Markup.Parse(html).QuerySelector(".secret")!.TextContent;
        Assert.StartsWith(TokenBook.Prefix, token, StringComparison.Ordinal);
        var list = Markup.Parse(await editor.GetStringAsync("/account/tokens", Cancel));
        Assert.DoesNotContain(token, list.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("never used", list.QuerySelector(".session-list")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await FoundAsync());
        using var revoked = await AccountSite.SendAsync(editor, "/account/tokens", list.QuerySelector("form[action$='/revoke']")!.GetAttribute("action")!);
        Assert.Equal(HttpStatusCode.SeeOther, revoked.StatusCode);
        Assert.Null(await FoundAsync());
        Assert.Contains("revoked", Markup.Parse(await editor.GetStringAsync("/account/tokens", Cancel)).QuerySelector(".session-list")!.TextContent, StringComparison.Ordinal);

        Task<(Account Account, TokenRow Token)?> FoundAsync() => site.WithAsync(services => ((TokenBook)services.GetService(typeof(TokenBook))!).FindAsync(token, Cancel));
    }
}
