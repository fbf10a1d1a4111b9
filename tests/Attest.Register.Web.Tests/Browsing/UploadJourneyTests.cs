using System.Collections.Concurrent;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Browsing;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>Files on their way up, as a browser on a bad connection sends them, and many damage claims as a table.</summary>
public sealed class UploadJourneyTests(Chromium chromium)
{
    private const int Piece = 4 * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_that_is_cut_goes_on_after_the_page_is_loaded_again()
    {
        await using var site = await RegisterSite.StartAsync();
        var actor = site.Of(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(actor, Statements.Flat(), Cancel)).Id;
        var bytes = new byte[(2 * Piece) + 12_345];
        new Random(7).NextBytes(bytes);
        "%PDF-1.7\n"u8.CopyTo(bytes);
        var folder = Directory.CreateTempSubdirectory("attest-upload-").FullName;
        try
        {
            var file = Path.Combine(folder, "papers.pdf");
            await File.WriteAllBytesAsync(file, bytes, Cancel);
            await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
            var page = await window.NewPageAsync();
            page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
            await Journey.SignInAsync(page, site, RegisterSite.Claimant);
            var (ranges, isCut) = (new ConcurrentQueue<string>(), false);
            await page.RouteAsync("**/register/uploads/*", async route =>
            {
                if (route.Request.Method != "PUT")
                {
                    await (isCut ? route.AbortAsync() : route.ContinueAsync());
                    return;
                }
                ranges.Enqueue(route.Request.Headers["content-range"]);
                isCut |= ranges.Count == 2;
                await (isCut ? route.AbortAsync() : route.ContinueAsync());
            });
            await page.GotoAsync($"{site.Address}register/drafts/{draft}/evidence");
            await page.Locator("input[type=file]").SetInputFilesAsync(file);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator(".upload-progress")).ToContainTextAsync("Waiting for the network");

            // The page goes while the network is away; what comes back is a new one.
            await page.GotoAsync("about:blank");
            isCut = false;
            ranges.Clear();
            await page.UnrouteAllAsync();
            page.Request += (_, request) =>
            {
                if (request.Method == "PUT")
                {
                    ranges.Enqueue(request.Headers["content-range"]);
                }
            };
            await page.GotoAsync($"{site.Address}register/drafts/{draft}/evidence");
            await Assertions.Expect(page.Locator("[data-upload-unfinished]")).ToContainTextAsync("4 MB of 8 MB");
            await page.Locator("input[type=file]").SetInputFilesAsync(file);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator(".evidence-name")).ToContainTextAsync("papers.pdf");
            await Assertions.Expect(page.Locator("[data-upload-unfinished]")).ToHaveCountAsync(0);
            Assert.StartsWith($"bytes {Piece}-", ranges.First(), StringComparison.Ordinal);
            Assert.Equal(Sha256.Of(bytes), (await site.Register.DraftAsync(actor, draft, Cancel)).Evidence.Single().Sha256);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Each question is cut once on its way, after the site has answered it; what is told is told in the language of the page.</summary>
    [Fact]
    public async Task A_cut_at_the_beginning_and_at_the_finish_costs_nothing_and_is_told_in_ones_own_language()
    {
        await using var site = await RegisterSite.StartAsync();
        var actor = site.Of(RegisterSite.Claimant);
        var id = (await site.FileAsync(Statements.Displaced())).Id;
        await using var window = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "uk" });
        var page = await window.NewPageAsync();
        await Journey.SignInAsync(page, site, RegisterSite.Claimant);
        var (cut, told) = (new ConcurrentDictionary<string, int>(), new ConcurrentQueue<string>());
        await page.RouteAsync("**/uploads**", CutOnceAsync);
        await page.RouteAsync("**/uploads/**", CutOnceAsync);
        await page.GotoAsync($"{site.Address}register/damage-claims/{id}?lang=uk");
        await page.GetByText("Додати докази").ClickAsync();
        byte[] paper = [.. "%PDF-1.7\n"u8, .. new byte[1000]];
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "довідка.pdf", MimeType = "application/pdf", Buffer = paper });
        await page.GetByRole(AriaRole.Button, new() { Name = "Додати", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".upload-progress")).ToContainTextAsync("Очікуємо на мережу");
        await Assertions.Expect(page.Locator(".evidence-name")).ToContainTextAsync("довідка.pdf");
        Assert.True(cut.Count >= 2, string.Join(' ', cut.Keys));
        Assert.DoesNotContain(told, words => words.Contains("Failed", StringComparison.Ordinal));
        var claim = await site.Register.DamageClaimAsync(site.Of(RegisterSite.Board), id, Cancel);
        Assert.Equal(Sha256.Of(paper), Assert.Single(claim.Evidence).Sha256);
        Assert.Empty(await site.Register.UploadsAsync(actor, id, Cancel));

        // The same bytes once more are told, and a site that is busy or takes less at once is waited for and given less.
        await page.UnrouteAllAsync();
        await page.GetByText("Додати докази").ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "ще раз.pdf", MimeType = "application/pdf", Buffer = paper });
        await page.GetByRole(AriaRole.Button, new() { Name = "Додати", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".upload-progress")).ToContainTextAsync("Такий файл уже є");
        Assert.Single((await site.Register.DamageClaimAsync(actor, id, Cancel)).Evidence);
        var lengths = new ConcurrentQueue<int>();
        await page.RouteAsync("**/register/uploads/*", async route =>
        {
            var range = route.Request.Headers.GetValueOrDefault("content-range", "bytes 0-0/0")[6..].Split('/')[0].Split('-').Select(int.Parse).ToList();
            var length = range[1] - range[0];
            if (route.Request.Method == "PUT" && (length > 300_000 || lengths.IsEmpty))
            {
                lengths.Enqueue(length);
                await route.FulfillAsync(lengths.Count == 1 ? new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } } : new() { Status = 413 });
                return;
            }
            lengths.Enqueue(length);
            await route.ContinueAsync();
        });
        byte[] scan = [.. "%PDF-1.7\n"u8, .. new byte[700_000]];
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "скан.pdf", MimeType = "application/pdf", Buffer = scan });
        await page.GetByRole(AriaRole.Button, new() { Name = "Додати", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".evidence-name")).ToHaveCountAsync(2);
        Assert.Equal(Sha256.Of(scan), (await site.Register.DamageClaimAsync(actor, id, Cancel)).Evidence[^1].Sha256);
        Assert.True(lengths.Count(length => length > 300_000) >= 2 && lengths.Count > 4, string.Join(' ', lengths));

        async Task CutOnceAsync(IRoute route)
        {
            told.Enqueue(await page.Locator(".upload-progress").InnerTextAsync());
            var question = route.Request.Url.EndsWith("/finish", StringComparison.Ordinal) ? "finish" : route.Request.Method == "POST" ? "begin" : "";
            if (question.Length > 0 && cut.TryAdd(question, 1))
            {
                // It reaches the site, and the answer is lost.
                using var _ = (await route.FetchAsync()) as IDisposable;
                await route.AbortAsync();
                return;
            }
            await route.FallbackAsync();
        }
    }

    [Fact]
    public async Task An_upload_that_something_else_answers_is_told_and_one_that_waits_can_be_stopped()
    {
        await using var site = await RegisterSite.StartAsync();
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id;
        await using var window = await chromium.OpenAsync(new());
        var page = await window.NewPageAsync();
        await Journey.SignInAsync(page, site, RegisterSite.Claimant);
        var isElsewhere = true;
        await page.RouteAsync("**/register/drafts/*/uploads", route => route.FulfillAsync(isElsewhere ? new() { Status = 200, ContentType = "text/html", Body = "<p>Sign in to this network" } : new() { Status = 503 }));
        await page.GotoAsync($"{site.Address}register/drafts/{draft}/evidence");
        var (files, add, lines) = (page.Locator("input[type=file]"), page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }), page.Locator(".upload-progress li"));
        var scan = new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7\n"u8, .. new byte[1000]] };
        await files.SetInputFilesAsync(scan);
        await add.ClickAsync();
        await Assertions.Expect(lines.Nth(0)).ToContainTextAsync("Not taken; the site answered 200");

        isElsewhere = false;
        await files.SetInputFilesAsync(scan);
        await add.ClickAsync();
        await Assertions.Expect(lines.Nth(1)).ToContainTextAsync("Waiting for the network");
        await Assertions.Expect(add).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop: scan.pdf" }).ClickAsync();
        await Assertions.Expect(lines.Nth(1)).ToContainTextAsync("Stopped. Choose the same file once more");
        await Assertions.Expect(add).ToBeEnabledAsync();
        await Assertions.Expect(lines.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await page.UnrouteAllAsync();
        await files.SetInputFilesAsync(scan);
        await add.ClickAsync();
        await Assertions.Expect(page.Locator(".evidence-name")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_company_files_a_table_and_reads_what_came_of_each_row_without_a_script()
    {
        await using var site = await RegisterSite.StartAsync();
        await using var window = await chromium.OpenAsync(new() { JavaScriptEnabled = false, AcceptDownloads = true });
        var page = await window.NewPageAsync();
        await Journey.SignInAsync(page, site, RegisterSite.Claimant);
        await page.GetByRole(AriaRole.Link, new() { Name = "Many at once" }).ClickAsync();
        await page.GetByLabel("Category").SelectOptionAsync("C3.3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        var template = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Template for C3.3" }).ClickAsync());
        var headings = (await File.ReadAllLinesAsync(await template.PathAsync(), Cancel))[0].TrimStart('\uFEFF').Split(',');
        string Row(params (string Column, string Value)[] cells) => string.Join(',', headings.Select(heading => cells.FirstOrDefault(cell => cell.Column == heading).Value ?? ""));
        var good = Row(("category", "C3.3"), ("entity", "Vyhadka LLC"), ("account", "The workshop was moved to the west after the strikes."), ("from", "2023-03-22"), ("settlement", "Rzhyshchiv"), ("region", "Kyiv"), ("moved-to", "Lviv"));
        var bad = Row(("category", "C3.3"), ("account", "Nobody files this."), ("from", "2023-03-22"), ("settlement", "Rzhyshchiv"), ("region", "Kyiv"), ("moved-to", "Lviv"));
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "workshops.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"{string.Join(',', headings)}\n{good}\n{bad}\n{good}\n") });
        await page.GetByRole(AriaRole.Button, new() { Name = "File it" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("workshops.csv");
        await Assertions.Expect(page.Locator(".standfirst")).ToHaveTextAsync("2 filed, 1 not filed");
        await Assertions.Expect(page.Locator(".bulk-table .refused")).ToContainTextAsync("It does not say which company files");
        var report = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download the report" }).ClickAsync());
        Assert.Equal(4, (await File.ReadAllLinesAsync(await report.PathAsync(), Cancel)).Length);
        await page.Locator(".bulk-table a[href$='/receipt']").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Receipt for RD-");
    }
}
