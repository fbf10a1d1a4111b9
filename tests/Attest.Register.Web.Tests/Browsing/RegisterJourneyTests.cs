using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>The way of a damage claim as people go it with a browser, and what each of the others sees of it.</summary>
public sealed class RegisterJourneyTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damage_claim_is_filed_on_a_phone_returned_completed_and_recorded()
    {
        await using var site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
        await using var phone = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        var page = await phone.NewPageAsync();
        await Journey.SignInByFormAsync(page, site, RegisterSite.Claimant);
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "For a person" }).ClickAsync();
        await page.GetByLabel("Family name").FillAsync("Vydumanenko");
        await page.GetByLabel("Given name").FillAsync("Olena");
        await NextAsync(page);
        await page.Locator("input[value='A3.1']").CheckAsync();
        await NextAsync(page);
        await page.GetByLabel("What happened, in your own words").FillAsync("A drone hit the dormitory next door, and the blast broke all windows and the wall of the kitchen.");
        await page.Locator("input[name=first]").FillAsync("2023-03-22");
        await page.Locator("input[value=drone]").CheckAsync();
        await NextAsync(page);
        await page.GetByLabel("Town or village").FillAsync("Rzhyshchiv");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look it up" }).ClickAsync();
        // Of two of one name none is chosen beforehand.
        await Assertions.Expect(page.Locator(".offers input[type=radio]:checked")).ToHaveCountAsync(0);
        await page.Locator(".offers label", new() { HasText = "Kyiv Oblast" }).ClickAsync();
        await page.GetByLabel("Street").FillAsync("vul. Sadova");
        await page.GetByLabel("House").FillAsync("12-A");
        await CheckAsync(page);
        await NextAsync(page);
        await page.GetByLabel("What property").FillAsync("a flat of two rooms");
        await NextAsync(page);

        // Two photographs, which go up piece by piece.
        await page.Locator("input[type=file]").SetInputFilesAsync([
            new FilePayload { Name = "front.png", MimeType = "image/png", Buffer = Pictures.Png(90, 60, 40, 300) },
            new FilePayload { Name = "kitchen.png", MimeType = "image/png", Buffer = Pictures.Png(40, 60, 90, 300) },
        ]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".evidence img")).ToHaveCountAsync(2);
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on to the check" }).ClickAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Receipt for RD-");
        await CheckAsync(page);
        var id = page.Url.Split('/')[5];

        // The board assigns it, the examiner sees what was reported and returns it.
        await site.Register.AssignAsync(site.Of(RegisterSite.Board), id, site.Of(RegisterSite.Examiner).Account, Cancel);
        await using var desk = await chromium.OpenAsync();
        var examiner = await desk.NewPageAsync();
        await Journey.SignInAsync(examiner, site, RegisterSite.Examiner);
        await examiner.GotoAsync($"{site.Address}register/queue");
        await examiner.Locator(".queue-table a").ClickAsync();
        await Assertions.Expect(examiner.Locator(".match-list h3").First).ToContainTextAsync("Rzhyshchiv");
        await Assertions.Expect(examiner.Locator(".matches")).ToContainTextAsync("never counts against a claimant");
        await CheckAsync(examiner);
        await examiner.Locator(".decisions summary").First.ClickAsync();
        await examiner.Locator("form[action$='/return'] input[value=missing-evidence]").CheckAsync();
        await examiner.Locator("form[action$='/return'] textarea").FillAsync("Please add the number in the register of property.");
        await examiner.Locator("form[action$='/return'] button").ClickAsync();
        await Assertions.Expect(examiner.Locator(".claim-head")).ToContainTextAsync("Returned for completion");

        // Its claimant reads what is asked, completes it, and it is recorded.
        await page.GotoAsync($"{site.Address}register/damage-claims/{id}");
        await Assertions.Expect(page.Locator(".asked")).ToContainTextAsync("the number in the register of property");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Complete it" }).ClickAsync();
        await page.Locator(".steps a[href$='/details']").ClickAsync();
        await page.GetByLabel("Number in the register of property").FillAsync("80000:123:0001");
        await NextAsync(page);
        await page.Locator(".steps a[href$='/check']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit again" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Receipt for RD-");
        var board = await (await chromium.OpenAsync()).NewPageAsync();
        await Journey.SignInAsync(board, site, RegisterSite.Board);
        await board.GotoAsync($"{site.Address}register/damage-claims/{id}");
        await board.Locator(".decisions summary", new() { HasText = "Decide" }).ClickAsync();
        await board.Locator("form[action$='/decide'] input[value=record]").CheckAsync();
        await board.Locator("form[action$='/decide'] button").ClickAsync();
        await Assertions.Expect(board.Locator(".claim-head")).ToContainTextAsync("Recorded");
        await page.GotoAsync($"{site.Address}register/damage-claims/{id}");
        await Assertions.Expect(page.Locator(".standfirst").First).ToHaveTextAsync("It is in the register.");
        await board.Context.CloseAsync();
    }

    [Fact]
    public async Task An_auditor_sees_the_trail_without_names_and_everybody_the_statistics()
    {
        await using var site = await RegisterSite.StartAsync();
        for (var number = 0; number < 12; number++)
        {
            await site.FileAsync(Statements.Displaced($"Vydumanenko{(char)('a' + number)}"));
        }
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{site.Address}register/statistics");
        await Assertions.Expect(page.Locator(".bar-table").First).ToContainTextAsync("10");
        await CheckAsync(page);
        await Journey.SignInAsync(page, site, RegisterSite.Auditor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Trail" }).ClickAsync();
        await Assertions.Expect(page.Locator(".trail-table tbody tr")).ToHaveCountAsync(12);
        await CheckAsync(page);
        await page.Locator(".trail-table a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".change-list")).ToContainTextAsync("Claimant");
        Assert.DoesNotContain("Vydumanenko", await page.ContentAsync(), StringComparison.Ordinal);
        await CheckAsync(page);
    }

    [Fact]
    public async Task An_evidence_pack_verifies_from_the_disk_without_a_network()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        using var answer = await RegisterSite.SendAsync(browser, $"/register/damage-claims/{claim.Id}", $"/register/damage-claims/{claim.Id}/pack", ("why", "to keep it"));
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        var folder = Directory.CreateTempSubdirectory("attest-pack-").FullName;
        try
        {
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            var pack = Path.Combine(folder, "pack.zip");
            await File.WriteAllBytesAsync(pack, bytes, Cancel);
            using (var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes)))
            {
                System.IO.Compression.ZipFileExtensions.ExtractToDirectory(zip, folder);
            }
            await using var window = await chromium.OpenAsync(new() { Offline = true });
            var page = await window.NewPageAsync();
            var html = Directory.EnumerateFiles(folder, "*.html").Single();
            await page.GotoAsync(new Uri(html).AbsoluteUri);
            await page.Locator("#pack").SetInputFilesAsync(pack);
            await Assertions.Expect(page.Locator("#outcome")).ToContainTextAsync("Verified");
            await Assertions.Expect(page.Locator("#faults li")).ToHaveCountAsync(0);
            await using (var ukrainian = await chromium.OpenAsync(new() { Offline = true, Locale = "uk-UA" }))
            {
                var same = await ukrainian.NewPageAsync();
                await same.GotoAsync(new Uri(html).AbsoluteUri);
                await Assertions.Expect(same.Locator("h1")).ToHaveTextAsync("Перевірити пакет доказів");
                await same.Locator("#pack").SetInputFilesAsync(pack);
                await Assertions.Expect(same.Locator("#outcome")).ToContainTextAsync("усе гаразд");
            }
            // One byte of the evidence, of the record, and of the end.
            foreach (var at in new[] { IndexOf(bytes, "IDAT"), IndexOf(bytes, "a flat of two rooms"), bytes.Length - 30 })
            {
                byte[] forged = [.. bytes];
                forged[at] ^= 1;
                await page.Locator("#pack").SetInputFilesAsync(new FilePayload { Name = "pack.zip", MimeType = "application/zip", Buffer = forged });
                await Assertions.Expect(page.Locator("#faults li").First).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator("#outcome")).Not.ToContainTextAsync("Verified:");
                await page.ReloadAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_of_a_pack_finds_each_kind_of_forgery_and_holds_its_head_against_those_that_were_published()
    {
        await using var site = await RegisterSite.StartAsync();
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        await site.Register.AssignAsync(site.Of(RegisterSite.Board), claim.Id, site.Of(RegisterSite.Examiner).Account, Cancel);
        await site.Register.ProposeAsync(site.Of(RegisterSite.Examiner), claim.Id, DamageStep.Record, [], "I propose it", Cancel);
        await site.Register.DecideAsync(site.Of(RegisterSite.Board), claim.Id, DamageStep.Record, [], "recorded", Cancel);
        var (boards, own) = (await PackAsync(RegisterSite.Board), await PackAsync(RegisterSite.Claimant));
        var heads = System.Text.Encoding.UTF8.GetBytes(await site.Browser().GetStringAsync("/register/heads.txt", Cancel));
        var html = Path.GetTempFileName() + ".html";
        try
        {
            await File.WriteAllBytesAsync(html, new PackForgery(boards).Files["verify.html"], Cancel);
            await using var window = await chromium.OpenAsync(new() { Offline = true });
            var page = await window.NewPageAsync();
            await page.GotoAsync(new Uri(html).AbsoluteUri);
            foreach (var pack in new[] { boards, own })
            {
                Assert.Equal("", await VerifyAsync(page, pack));
                await Assertions.Expect(page.Locator("#head")).ToContainTextAsync("the pack can’t prove");
            }
            await Assertions.Expect(page.Locator("#head")).ToContainTextAsync("Withheld");
            await Assertions.Expect(page.Locator("#record")).Not.ToContainTextAsync(RegisterSite.Board);
            foreach (var (kind, (forge, _)) in PackForgery.Kinds)
            {
                var (told, named) = (await VerifyAsync(page, forge(boards)), PackForgery.NamedOnPage(kind));
                Assert.True(told.Contains(named, StringComparison.Ordinal), $"{kind}: expected “{named}”, the page says: {told}");
            }
            // A ledger of the forger's own is found by the heads alone.
            var forged = new PackForgery(boards).OnALedgerOfItsOwn().Seal();
            Assert.Equal("", await VerifyAsync(page, forged));
            await page.Locator("#heads").SetInputFilesAsync(new FilePayload { Name = "heads.txt", MimeType = "text/plain", Buffer = heads });
            Assert.Contains("published", await VerifyAsync(page, forged), StringComparison.Ordinal);
            Assert.Equal("", await VerifyAsync(page, boards));
            await Assertions.Expect(page.Locator("#head")).ToContainTextAsync("among the heads");
            await Assertions.Expect(page.Locator("#record")).ToContainTextAsync(RegisterSite.Board);
        }
        finally
        {
            File.Delete(html);
        }

        async Task<byte[]> PackAsync(string who)
        {
            using var answer = await RegisterSite.SendAsync(await site.BrowserAsync(who), "/account", $"/register/damage-claims/{claim.Id}/pack", ("why", "to keep it"));
            return await answer.Content.ReadAsByteArrayAsync(Cancel);
        }
    }

    // What the page tells of a pack; empty where it finds nothing wrong.
    private static async Task<string> VerifyAsync(IPage page, byte[] pack)
    {
        await page.EvaluateAsync("document.getElementById('outcome').className = ''");
        await page.Locator("#pack").SetInputFilesAsync(Array.Empty<FilePayload>());
        await page.Locator("#pack").SetInputFilesAsync(new FilePayload { Name = "pack.zip", MimeType = "application/zip", Buffer = pack });
        await Assertions.Expect(page.Locator("#outcome.holds, #outcome.fails")).ToBeVisibleAsync();
        return string.Join('\n', await page.Locator("#faults li").AllTextContentsAsync());
    }

    private static int IndexOf(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) is >= 0 and var at ? at : throw new InvalidOperationException($"The pack holds no {text}.");

    private static Task NextAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync();

    private static async Task CheckAsync(IPage page)
    {
        Assert.Empty((await Axe.FoundAsync(page)).Select(found => $"{page.Url}: {found}"));
        Assert.False(await Axe.ScrollsSidewaysAsync(page), $"{page.Url} scrolls sideways.");
    }
}
