using System.Globalization;
using System.Text.RegularExpressions;
using Attest.Sources.Adding;
using Attest.Web.Serving;
using Attest.Web.Tests.Pages.Sources;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Browsing;

/// <summary>The desk as a browser sees it: what a reader reports, what an editor puts right, and the queue by the keyboard alone.</summary>
public sealed partial class DeskJourneyTests(WritingSite site, Chromium chromium) : IClassFixture<WritingSite>
{
    private const string Text =
        "Shells hit a market in Marhanets on Sunday, June 4, 2023, killing six people, the mayor said. Rescuers searched under the stalls until noon. Another three died in hospital, a doctor there told this paper.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_reports_chosen_words_an_editor_makes_a_claim_of_them_and_the_tally_follows()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        var added = await site.SendAsync("/add/text", null, null, ("text", Text), ("publisher", "Sample Wire"), ("published", "2023-06-05"), ("title", "Market hit in Marhanets"));
        var report = new Uri(site.Client.BaseAddress!, added.Headers.Location!).ToString();

        // The reader chooses words and presses Ctrl and Enter.
        await page.GotoAsync(report);
        await ChooseAsync(page, "searched under the stalls");
        await Assertions.Expect(page.Locator("[data-chosen]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page).ToHaveURLAsync(OnError());
        await Assertions.Expect(page.Locator("textarea[name=words]")).ToHaveValueAsync("searched under the stalls");
        await page.Locator("textarea[name=reason]").FillAsync("One was found there, wounded.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Report it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".judgement")).ToContainTextAsync("waits to be decided");

        // The editor finds it first in the queue and makes a claim of it.
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, "/review").ToString());
        await Assertions.Expect(page.Locator(".reported")).ToContainTextAsync("One was found there, wounded.");
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page).ToHaveURLAsync(OnClaim());
        await Assertions.Expect(page.Locator("details[open] textarea[name=words]")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Back to the queue" })).ToBeVisibleAsync();
        var form = page.Locator("details[open] form");
        await form.Locator("input[name=figure]").FillAsync("1");
        await form.Locator("select[name=measure]").SelectOptionAsync("people-wounded");
        await form.GetByRole(AriaRole.Button, new() { Name = "Make it a claim" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OnReview());
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, "/tallies/people-wounded?place=Marhanets").ToString());
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1");
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, "/corrections").ToString());
        await Assertions.Expect(page.Locator(".judgement").First).ToContainTextAsync("Added");
        await page.Locator(".judgement").First.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(page.Locator(".judgement").First).ToContainTextAsync("taken back");
    }

    [Fact]
    public async Task Of_a_number_that_stands_twice_the_one_chosen_with_the_mouse_becomes_the_claim()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        const string Twice = "In 2015 the old quay was closed, and 5 cranes were left there. 😀\n\nLast week, said a clerk, some 5 cranes were sold to a yard nearby.";
        var added = await site.SendAsync("/add/text", null, null, ("text", Twice), ("publisher", "Sample Wire"), ("published", "2023-06-05"), ("title", "Cranes sold"));
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, added.Headers.Location!).ToString());

        // Half of a word is chosen, as a hurried hand does.
        await ChooseAsync(page, "5 cran", last: true);
        await Assertions.Expect(page.Locator("[data-chosen-words]")).ToHaveTextAsync("5 cranes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make a claim of it" }).ClickAsync();
        await Assertions.Expect(page.Locator("blockquote.words")).ToHaveTextAsync("Last week, said a clerk, some 5 cranes were sold to a yard nearby.");
        var start = await page.Locator("details[open] input[name=start]").InputValueAsync();
        Assert.Equal((Twice.LastIndexOf('5') - 1).ToString(CultureInfo.InvariantCulture), start);
    }

    [Fact]
    public async Task Words_are_chosen_on_the_pages_of_incidents_and_claims_as_in_the_report_itself()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        const string Sentence = "Rockets hit a depot in Nikopol on Saturday, June 3, 2023, and 4 people were killed, the council said.";
        await site.SendAsync("/add/text", null, null, ("text", $"Smoke over a town 😀\n\n{Sentence}"), ("publisher", "Sample Wire"), ("published", "2023-06-04"), ("title", "Depot hit"));
        var claim = (await site.Archive.ClaimsAsync(Attest.Archive.ClaimFilter.All, null, null, null, 1000, Cancel)).Items.First(one => one.Claim.Report.Quote == Sentence && one.Claim.Kind == ClaimKind.Figure);
        foreach (var address in new[] { $"/incidents/{claim.Incident!.Id}", $"/claims/{claim.Claim.Id}" })
        {
            await page.GotoAsync(new Uri(site.Client.BaseAddress!, address).ToString());
            await ChooseAsync(page, "the council");
            await Assertions.Expect(page.Locator("[data-chosen-words]")).ToHaveTextAsync("the council");
            await page.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(page).ToHaveURLAsync(OnError());
            Assert.StartsWith($"/reports/{claim.Claim.Report.Id}/error", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator("textarea[name=words]")).ToHaveValueAsync("the council");
            // Counted in code points of the report, in which a character of two parts stands before.
            Assert.Contains($"start={(claim.Claim.Report.QuoteStart!.Value - 1 + Sentence.IndexOf("the council", StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture)}", page.Url, StringComparison.Ordinal);
        }
        // Three clicks take a quotation, though the selection then ends where the next block begins; what goes on over a second one is none.
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, $"/incidents/{claim.Incident!.Id}").ToString());
        var quote = page.Locator("blockquote[data-report] [data-at]").First;
        await quote.ClickAsync(new() { ClickCount = 3, Position = new() { X = 8, Y = 8 } });
        await Assertions.Expect(page.Locator("[data-chosen]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-chosen-words]")).ToContainTextAsync("Rockets hit a depot");
        await page.EvaluateAsync(
            """
            () => {
              const quote = document.querySelector('blockquote[data-report]');
              const second = quote.cloneNode(true);
              quote.after(second);
              getSelection().setBaseAndExtent(quote, 0, second, second.childNodes.length);
            }
            """);
        await Assertions.Expect(page.Locator("[data-chosen]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_correction_is_sent_once_however_long_the_key_is_held()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        await site.SendAsync("/add/text", null, null, ("text", "Mortars hit a barn near Orikhiv on Friday, June 2, 2023, and 2 people were wounded, a farmer said."), ("publisher", "Sample Wire"), ("published", "2023-06-03"), ("title", "Barn hit"));
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, "/review?of=claim").ToString());
        await page.Keyboard.PressAsync("c");
        await page.Locator("details[open] input[name=speaker]").FillAsync("A neighbour");
        var sent = 0;
        page.Request += (_, request) => Interlocked.Add(ref sent, request.Method == "POST" ? 1 : 0);
        await page.Keyboard.DownAsync("Control");
        for (var pressed = 0; pressed < 4; pressed++)
        {
            await page.Keyboard.DownAsync("Enter");
        }
        await page.Keyboard.UpAsync("Enter");
        await page.Keyboard.DownAsync("Enter");
        await page.Keyboard.UpAsync("Enter");
        await page.Keyboard.UpAsync("Control");
        await Assertions.Expect(page).ToHaveURLAsync(OnNext());
        Assert.Equal(1, sent);
        Assert.Single((await site.Archive.JudgementsAsync(Attest.Archive.JudgementFilter.All, null, 100, Cancel)).Items, one => one.Judgement.Changes[ClaimField.Speaker] == "A neighbour");
    }

    [Fact]
    public async Task Fifty_doubtful_claims_are_cleared_without_touching_the_mouse()
    {
        Assert.SkipUnless(ClientFiles.Embedded.HasScripts, "built without Node, so without scripts");
        var wire = Path.Combine(Environment.GetEnvironmentVariable("ATTEST_DATA") ?? "", "wire.jsonl");
        Assert.SkipUnless(File.Exists(wire), "ATTEST_DATA names no folder with wire.jsonl");
        var adder = new ReportAdder(site.Archive, new Pipeline());
        var lines = string.Join('\n', File.ReadLines(wire).Take(24));
        await adder.AddAsync(new Attest.Intake.IntakeInput("wire.jsonl", System.Text.Encoding.UTF8.GetBytes(lines)), _ => { }, Cancel);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(site.Client.BaseAddress!, "/review?of=claim").ToString());
        var left = page.Locator(".left b");
        var start = await LeftAsync(left);
        Assert.True(start >= 60, $"only {start} claims are in doubt");

        // Two are skipped, one is put right, every seventh does not hold, one is taken back; all others are right.
        await PressAsync("s", start - 1);
        await PressAsync("j", start - 2);
        await PressAsync("k", start - 1);
        var now = start - 1;
        for (var decided = 0; decided < 50; decided++)
        {
            if (decided == 10)
            {
                await page.Keyboard.PressAsync("c");
                await Assertions.Expect(page.Locator("details[open] :focus")).ToHaveCountAsync(1);
                while (await page.Locator("input[name=speaker]:focus").CountAsync() == 0)
                {
                    await page.Keyboard.PressAsync("Tab");
                }
                await page.Keyboard.PressAsync("Control+a");
                await page.Keyboard.TypeAsync("Somebody else");
                // The words that are put right stay in sight, and it is sent from any field, a list of choices among them.
                await Assertions.Expect(page.Locator(".review-words mark").First).ToBeInViewportAsync();
                while (await page.Locator("select:focus").CountAsync() == 0)
                {
                    await page.Keyboard.PressAsync("Tab");
                }
                await page.Keyboard.PressAsync("Control+Enter");
                await Assertions.Expect(left).ToHaveTextAsync((--now).ToString("#,0", CultureInfo.InvariantCulture));
                continue;
            }
            await PressAsync(decided % 7 == 6 ? "x" : "a", --now);
        }
        await PressAsync("u", now + 1);
        var judged = await site.Archive.JudgementsAsync(Attest.Archive.JudgementFilter.All, null, 100, Cancel);
        Assert.True(judged.Items.Count(one => one.Judgement.UndoneBy is null && one.Judgement.IsOfReading) >= 49);
        Assert.Contains(judged.Items, one => one.Judgement.Changes[ClaimField.Speaker] == "Somebody else");

        async Task PressAsync(string key, long expected)
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(left).ToHaveTextAsync(expected.ToString("#,0", CultureInfo.InvariantCulture));
        }
    }

    private static async Task<long> LeftAsync(ILocator left) => long.Parse(await left.InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    // As somebody does who drags over the words.
    private static async Task ChooseAsync(IPage page, string words, bool last = false)
    {
        await page.EvaluateAsync(
        """
        ([words, last]) => {
          // Words may be parted among marks, so they are looked for in a paragraph's text and found again in its nodes.
          const held = [...document.querySelectorAll('[data-report] [data-at]')].filter(one => one.textContent.includes(words));
          const paragraph = held.at(last ? -1 : 0);
          const start = paragraph.textContent.indexOf(words);
          const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          const ends = [start, start + words.length].map(() => null);
          for (let node = walker.nextNode(), at = 0; node; at += node.data.length, node = walker.nextNode()) {
            [start, start + words.length].forEach((end, i) => { if (!ends[i] && end <= at + node.data.length && (i === 1 || end < at + node.data.length)) ends[i] = [node, end - at]; });
          }
          getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
        }
        """,
        new object[] { words, last });
    }

    [GeneratedRegex("/error\\?words=")]
    private static partial Regex OnError();

    [GeneratedRegex("/claim\\?words=")]
    private static partial Regex OnClaim();

    // Where a decision leads names it.
    [GeneratedRegex("/review\\?.*last=")]
    private static partial Regex OnNext();

    [GeneratedRegex("/review")]
    private static partial Regex OnReview();
}
