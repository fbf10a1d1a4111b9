using System.Net;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>Another register is another pack: what ships is not in the pages.</summary>
public sealed class OtherPackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_register_of_lost_boats_is_filed_returned_recorded_and_counted_by_its_own_rules()
    {
        await using var site = await RegisterSite.StartAsync(pack: TinyPack.Read());
        var (claimant, board) = (await site.BrowserAsync(RegisterSite.Claimant), await site.BrowserAsync(RegisterSite.Board));
        using var begun = await RegisterSite.SendAsync(claimant, "/register", "/register/drafts", ("for", "person"));
        var draft = begun.Headers.Location!.ToString().Split('/')[3];
        await SaveAsync("who", ("kind", "person"), ("family-name", "Vydumanenko"), ("given-name", "Olena"));
        await SaveAsync("category", ("category", "1"));

        // The steps and fields are the pack's: neither place nor evidence, nothing without a name.
        var what = await PageAsync(claimant, $"/register/drafts/{draft}/what");
        Assert.Equal(["Who files", "Category", "What happened", "Details", "Check"], what.QuerySelectorAll(".steps li a span").Select(step => step.FirstChild!.TextContent.Trim()));
        Assert.Empty(what.QuerySelectorAll("#field-when, #field-where, #field-pin, #field-means"));
        Assert.NotNull(what.QuerySelector("input[name=answer-lost-on]"));
        Assert.All(what.QuerySelectorAll("form.step-form label.field > span, form.step-form legend"), label => Assert.Matches("\\p{L}", label.FirstChild!.TextContent));
        await SaveAsync("what", ("account", "The boat did not come back to the harbour."), ("answer-lost-on", "whenever"));
        await SaveAsync("details", ("answer-boat", "Zoria"), ("answer-crew", "a few"));
        var check = (await PageAsync(claimant, $"/register/drafts/{draft}/check")).QuerySelectorAll(".check-list .stops").Select(line => line.TextContent).ToList();
        Assert.Equal(2, check.Count);
        Assert.Contains(check, line => line.Contains("When it was seen last: “whenever” could not be read", StringComparison.Ordinal));
        Assert.Contains(check, line => line.Contains("How many sailed in it: “a few” could not be read", StringComparison.Ordinal));
        await SaveAsync("what", ("account", "The boat did not come back to the harbour."), ("answer-lost-on", "2023-05"));
        await SaveAsync("details", ("answer-boat", "Zoria"), ("answer-crew", "3"));
        using var submitted = await RegisterSite.SendAsync(claimant, $"/register/drafts/{draft}/check", $"/register/drafts/{draft}/submit");
        var receipt = await PageAsync(claimant, submitted.Headers.Location!.ToString());
        Assert.Contains("LB-", receipt.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        await StepAsync("assign", ("examiner", site.Of(RegisterSite.Examiner).Account));
        var examined = await PageAsync(board, $"/register/damage-claims/{draft}");
        Assert.Contains("The boat is not named", examined.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("nationality", examined.QuerySelector(".decisions")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.All(examined.QuerySelectorAll("h2, dt"), heading => Assert.NotEqual("", heading.TextContent.Trim()));
        await StepAsync("return", ("reason", "no-name"), ("words", "Which of the two?"));
        Assert.Equal("1", (await PageAsync(claimant, "/register")).QuerySelector(".room-ways .waiting")!.FirstChild!.TextContent);
        await SaveAsync("details", ("answer-boat", "Zoria II"));
        using var again = await RegisterSite.SendAsync(claimant, $"/register/drafts/{draft}/check", $"/register/drafts/{draft}/submit");
        await StepAsync("decide", ("decision", "record"));
        Assert.Equal(DamageState.Recorded, (await site.Register.DamageClaimAsync(site.Of(RegisterSite.Board), draft, Cancel)).State);

        for (var number = 0; number < 6; number++)
        {
            await site.FileAsync(Statement.Empty with { Category = "1", Claimant = new Person("Vydumanenko", $"Olena {number}"), Account = "The boat did not come back to the harbour.", Answers = new SortedDictionary<string, string> { ["boat"] = $"Boat {number}" } });
        }
        var statistics = await PageAsync(claimant, "/register/statistics");
        Assert.Contains("A lost boat", statistics.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 A lost boat", (await PageAsync(claimant, "/register/bulk")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("category,family_name,given_name,patronymic,born,identity_number,nationalities,contact,representative,representative_basis,account,boat,lost-on,crew", (await claimant.GetStringAsync("/register/bulk/template.csv?category=1", Cancel)).TrimStart('\uFEFF').Split("\r\n")[0]);
        Assert.Empty((await site.Register.VerifyAsync(null, Cancel)).Faults);

        async Task SaveAsync(string step, params (string, string)[] fields)
        {
            using var saved = await RegisterSite.SendAsync(claimant, $"/register/drafts/{draft}/{step}", $"/register/drafts/{draft}/{step}", fields);
            Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        }

        async Task StepAsync(string step, params (string, string)[] fields)
        {
            using var done = await RegisterSite.SendAsync(board, $"/register/damage-claims/{draft}", $"/register/damage-claims/{draft}/{step}", fields);
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        }
    }

    private static async Task<AngleSharp.Dom.IDocument> PageAsync(HttpClient browser, string address) => Markup.Parse(await browser.GetStringAsync(address, Cancel));
}
