using System.Globalization;
using System.Net;
using Attest.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Accounts;

/// <summary>What people who sign in from elsewhere must not reach, and what a password given anew takes away.</summary>
public sealed class DeskMachineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_names_no_folder_of_this_machine_and_does_not_learn_whether_it_is_there()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor, Role.Administrator);
        foreach (var role in new[] { "editor", "administrator" })
        {
            using var browser = await site.BrowserAsync(role);
            var told = new List<string>();
            foreach (var folder in new[] { Path.GetTempPath(), "/nowhere/at/all" })
            {
                using var answer = await AccountSite.SendAsync(browser, "/add", "/add/source", ("source", folder));
                Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
                told.Add(Pages.Markup.Parse(await answer.Content.ReadAsStringAsync(Cancel)).QuerySelector("#fault")!.TextContent);
            }
            Assert.Equal(told[0], told[1]);
            Assert.Empty(Pages.Markup.Parse(await browser.GetStringAsync("/sources", Cancel)).QuerySelectorAll("article[id^='source-']"));
        }
    }

    [Fact]
    public async Task What_one_person_has_seen_of_their_replaced_judgements_another_in_the_same_browser_has_not()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor, Role.Administrator);
        var names = new List<string>();
        foreach (var role in new[] { "editor", "administrator" })
        {
            using var browser = await site.BrowserAsync(role);
            using var answer = await AccountSite.SendAsync(browser, "/add", "/review/told", ("until", DateTimeOffset.UtcNow.AddMinutes(-1).UtcTicks.ToString(CultureInfo.InvariantCulture)));
            names.Add(Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("attest-told", StringComparison.Ordinal)).Split('=')[0]);
        }
        Assert.NotEqual(names[0], names[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_that_somebody_else_gives_ends_tokens_and_webhooks_and_ones_own_does_not(bool isReset)
    {
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor);
        using var browser = await site.BrowserAsync("editor");
        using var made = await AccountSite.SendAsync(browser, "/webhooks", "/webhooks", ("name", "mine"), ("address", "http://127.0.0.1:59999/hook"), ("kind", "new-incident"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var token = await site.TokenAsync("editor", TokenScope.Read);
        var (holds, paused) = await site.WithAsync(async services =>
        {
            var (book, sessions) = (services.GetRequiredService<AccountBook>(), services.GetRequiredService<SessionBook>());
            var account = (await book.NamedAsync("editor", Cancel))!;
            var own = (await sessions.OfAsync(account.Id, Cancel))[0].Id;
            Assert.Empty(await book.SetPasswordAsync(account, "six stones by the river", mustChange: false, isReset ? null : own, Cancel));
            return (await services.GetRequiredService<TokenBook>().FindAsync(token, Cancel) is not null, await services.GetRequiredService<AccountsContext>().Webhooks.AsNoTracking().Select(webhook => webhook.Paused).SingleAsync(Cancel));
        });
        Assert.Equal((!isReset, isReset), (holds, paused is not null));
    }
}
