using Attest.Web.Accounts;
using Attest.Web.Tests.Accounts;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>Signing in as a browser does it: a wrong password, a role that does not suffice, a session that is ended.</summary>
public sealed class SigningInJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task A_reader_mistypes_signs_in_is_refused_what_editors_do_and_ends_a_session()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader, Role.Administrator);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        var address = site.Address.ToString();

        // Nothing is shown before; the way leads back to what was asked for.
        await page.GotoAsync($"{address}users");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        await CheckAsync(page);
        await SignInAsync(page, "reader", "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not fit together");
        await CheckAsync(page);
        await SignInAsync(page, "reader", AccountSite.Password);

        // A reader is told that accounts are for administrators.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your role does not go that far");
        await Assertions.Expect(page.Locator(".who")).ToContainTextAsync("reader");
        await page.Locator(".who a").ClickAsync();
        await CheckAsync(page);

        // Another browser of the same person is seen and ended from here.
        await using var elsewhere = await chromium.OpenAsync();
        var other = await elsewhere.NewPageAsync();
        await other.GotoAsync($"{address}sign-in");
        await SignInAsync(other, "reader", AccountSite.Password);
        await Assertions.Expect(other.Locator(".who")).ToContainTextAsync("reader");
        await page.ReloadAsync();
        await page.Locator(".session-list").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator(".session-list > li")).ToHaveCountAsync(1);
        await other.GotoAsync($"{address}reports");
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Two_editors_judge_the_same_claim_at_once_and_the_first_is_told_whose_judgement_stands()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        await site.AddAsync("second", Role.Editor);
        var claim = (await site.Archive.IncidentsAsync(0, 1, TestContext.Current.CancellationToken))[0].Claims.First(each => each.Kind == ClaimKind.Figure).Id;
        await using var one = await chromium.OpenAsync();
        await using var other = await chromium.OpenAsync();
        var (first, second) = (await OnClaimAsync(one, "editor"), await OnClaimAsync(other, "second"));

        // Both look at the same record; whoever decides first does not see the other's decision.
        await first.GetByRole(AriaRole.Button, new() { Name = "It does not hold" }).ClickAsync();
        await Assertions.Expect(first.Locator(".judgement")).ToHaveCountAsync(1);
        await second.GetByRole(AriaRole.Button, new() { Name = "It was read rightly" }).ClickAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Somebody was quicker" })).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator(".judgement")).ToHaveCountAsync(2);
        await Assertions.Expect(second.Locator(".replaced")).ToHaveCountAsync(0);

        // Both are kept, the later stands, and the first is told until they say that they know.
        var kept = (await site.Archive.ClaimAsync(claim, TestContext.Current.CancellationToken))!;
        Assert.Equal([Verdict.Rejected, Verdict.Accepted], kept.Judgements.Select(judgement => judgement.Verdict));
        Assert.False(kept.Claim.IsRejected);
        await first.GotoAsync($"{site.Address}review");
        await Assertions.Expect(first.Locator(".replaced")).ToContainTextAsync("second");
        await CheckAsync(first);
        await first.Locator("form[action='/review/told'] button").ClickAsync();
        await Assertions.Expect(first.Locator(".replaced")).ToHaveCountAsync(0);

        async Task<IPage> OnClaimAsync(IBrowserContext window, string name)
        {
            var page = await window.NewPageAsync();
            await page.GotoAsync($"{site.Address}sign-in?next=/claims/{claim}");
            await SignInAsync(page, name, AccountSite.Password);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("One claim, and what was decided of it");
            return page;
        }
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
