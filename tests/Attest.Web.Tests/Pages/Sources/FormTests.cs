using System.Net;
using System.Text;
using Attest.Sources;

namespace Attest.Web.Tests.Pages.Sources;

/// <summary>The forms by which reports get in, and those who must not use them.</summary>
public sealed class FormTests(WritingSite site) : IClassFixture<WritingSite>
{
    private const string Text = "The mayor of Odesa said on Tuesday that three people were killed when a drone struck a market in the city early in the morning.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pasted_text_becomes_a_report_and_the_browser_is_led_to_it()
    {
        using var answer = await site.SendAsync("/add/text", fields: [("text", Text + "\r\n\r\nNobody else was hurt."), ("publisher", "Sample Daily"), ("published", "2031-03-12"), ("url", "https://daily.example/odesa"), ("title", "Market struck in Odesa")]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        Assert.StartsWith("/reports/", address, StringComparison.Ordinal);
        Assert.Contains("Market struck in Odesa", await site.Client.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        var report = (await site.Archive.ReportAsync(address["/reports/".Length..], Cancel))!.Reading.Report;
        Assert.Equal(("Sample Daily", "2031-03-12", PublishedFrom.Option, "https://daily.example/odesa", ObtainedBy.Paste), (report.Publisher, report.Published.ToString(), report.PublishedFrom, report.Url, report.Obtained?.By));
        Assert.Equal(Text + "\n\nNobody else was hurt.", report.Text);

        using var again = await site.SendAsync("/add/text", fields: [("text", report.Text), ("url", "https://daily.example/odesa")]);
        Assert.Equal(address, again.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Uploaded_files_become_reports_and_what_is_none_is_named()
    {
        using var one = await site.SendAsync("/add/file", Files(("../../evil/report.txt", Encoding.UTF8.GetBytes(Text + " One."))));
        Assert.Equal(HttpStatusCode.SeeOther, one.StatusCode);
        var report = (await site.Archive.ReportAsync(one.Headers.Location!.ToString()["/reports/".Length..], Cancel))!.Reading.Report;
        Assert.Matches("^uploaded/[0-9a-f]{12}/report.txt$", report.Path);

        using var lines = await site.SendAsync("/add/file", Files(("wire.jsonl", Encoding.UTF8.GetBytes($"{{\"text\":\"{Text} Two.\"}}\n{{\"text\":\"{Text} Three.\"}}\n"))));
        Assert.Equal("/reports", lines.Headers.Location!.ToString());

        using var mixed = await site.SendAsync("/add/file", Files(("good.txt", Encoding.UTF8.GetBytes(Text + " Four.")), ("bad.txt", [0, 1, 2, 3, 0])));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mixed.StatusCode);
        var page = await mixed.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("1 report was added", page, StringComparison.Ordinal);
        Assert.Contains("bad.txt: found binary data", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/add/text", "There is no text", "text", " ")]
    [InlineData("/add/text", "This is not a date", "text", Text, "published", "Tuesday")]
    [InlineData("/add/text", "This is not an address of http or https", "text", Text, "url", "javascript:alert(1)")]
    [InlineData("/add/source", "is neither an address of http or https nor a folder", "source", "<script>alert(1)</script>")]
    [InlineData("/add/source", "is a loopback address", "source", "http://127.0.0.1:5432/")]
    [InlineData("/add/source", "is a link-local address", "source", "http://169.254.169.254/latest/meta-data/")]
    [InlineData("/add/source", "expected the address of a feed", "source", "")]
    public async Task What_is_wrong_is_said_on_the_page_with_what_was_typed(string address, string fault, params string[] fields)
    {
        using var answer = await site.SendAsync(address, fields: [.. fields.Chunk(2).Select(pair => (pair[0], pair[1]))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Contains(fault, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        var invalid = Assert.Single(page.QuerySelectorAll("[aria-invalid=true]"));
        Assert.Equal(fields[^2], invalid.GetAttribute("name"));
        Assert.Contains("fault", invalid.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.All(fields.Chunk(2).Where(pair => pair[1].Length > 1), pair => Assert.Contains(
            page.QuerySelectorAll($"[name={pair[0]}]"), field => (field.GetAttribute("value") ?? field.TextContent).Trim() == pair[1]));
    }

    [Fact]
    public async Task A_folder_is_watched_shows_how_it_fares_and_can_be_let_go()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-watched-");
        using var added = await site.SendAsync("/add/source", fields: [("source", folder.FullName)]);
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        var source = (await site.Book.FindAsync(folder.FullName, Cancel))!;
        Assert.Equal($"/sources#source-{source.Id}", added.Headers.Location!.ToString());
        var page = await site.Client.GetStringAsync("/sources", Cancel);
        Markup.CheckSafe(page);
        Assert.Contains(folder.FullName, Markup.Parse(page).QuerySelector($"#source-{source.Id}")!.TextContent, StringComparison.Ordinal);

        using var look = await site.SendAsync($"/sources/{source.Id}/look");
        Assert.Equal($"/sources#source-{source.Id}", look.Headers.Location!.ToString());
        using var removed = await site.SendAsync($"/sources/{source.Id}/remove");
        Assert.Equal("/sources", removed.Headers.Location!.ToString());
        using var gone = await site.SendAsync($"/sources/{source.Id}/remove");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_source_that_fails_says_why_on_its_card()
    {
        var source = await site.Book.AddAsync(new SourceAddress(SourceKind.Web, "http://10.0.0.1/feed"), allowPrivate: false, Cancel);
        using var poller = new SourcePoller(site.Book, site.Options.Intake!.Adder, TimeProvider.System, _ => { });
        await poller.LookAsync(source, Cancel);
        var card = Markup.Parse(await site.Client.GetStringAsync("/sources", Cancel)).QuerySelector($"#source-{source.Id}")!;
        Assert.Contains("it is a private address, which is asked only with --allow-private", card.TextContent, StringComparison.Ordinal);
        await site.Book.RemoveAsync(source.Id, Cancel);
    }

    [Fact]
    public async Task A_form_without_its_token_or_from_another_site_changes_nothing()
    {
        var before = (await site.Archive.StatusAsync(Cancel)).LedgerEntries;
        var text = new FormUrlEncodedContent([KeyValuePair.Create("text", Text + " Foreign.")]);
        await ExpectAsync(HttpStatusCode.BadRequest, "be taken any more", await site.Client.PostAsync("/add/text", text, Cancel));
        await ExpectAsync(HttpStatusCode.BadRequest, "be taken any more", await site.SendAsync("/add/text", fields: [("text", Text), ("form-token", "forged")]));
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "none"), ("Origin", "https://evil.example"), ("Origin", "http://127.0.0.1:1") })
        {
            await ExpectAsync(HttpStatusCode.Forbidden, "comes from another site", await site.SendAsync("/add/text", change: request => Set(request, name, value), fields: [("text", Text)]));
        }
        await ExpectAsync(HttpStatusCode.Forbidden, "comes from another site", await site.SendAsync("/add/text", change: request =>
        {
            Set(request, "Origin", "null");
            request.Headers.Remove("Sec-Fetch-Site");
        }, fields: [("text", Text)]));
        await ExpectAsync(HttpStatusCode.UnsupportedMediaType, "is no form", await site.SendAsync("/add/text", new StringContent(Text)));
        Assert.Equal(before, (await site.Archive.StatusAsync(Cancel)).LedgerEntries);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.1")]
    public async Task A_name_that_is_not_this_machines_is_not_answered(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/reports");
        request.Headers.Host = host;
        await ExpectAsync(HttpStatusCode.MisdirectedRequest, "names of this machine only", await site.Client.SendAsync(request, Cancel));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("[::1]:5080")]
    public async Task Every_name_of_this_machine_is(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/reports");
        request.Headers.Host = host;
        using var answer = await site.Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_read()
    {
        await ExpectAsync(HttpStatusCode.RequestEntityTooLarge, "too large for the form", await site.SendAsync("/add/source", new FormUrlEncodedContent([KeyValuePair.Create("source", new string('x', 40_000))])));
        var endless = new StreamContent(new MemoryStream(new byte[200_000]));
        endless.Headers.ContentType = new("application/x-www-form-urlencoded");
        await ExpectAsync(HttpStatusCode.RequestEntityTooLarge, "too large for the form", await site.SendAsync("/add/source", endless, request => request.Headers.TransferEncodingChunked = true));
    }

    [Fact]
    public async Task The_token_lies_in_a_cookie_for_this_site_alone_and_its_keys_in_a_folder_of_the_owners()
    {
        using var bare = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site.Client.BaseAddress };
        using var answer = await bare.GetAsync("/add", Cancel);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        var keys = new DirectoryInfo(Path.Combine(site.Folder, "keys"));
        Assert.NotEmpty(keys.GetFiles("key-*.xml"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, keys.UnixFileMode);
        }
    }

    [Fact]
    public async Task Where_other_machines_reach_the_site_its_forms_are_closed()
    {
        foreach (var (options, urls, status) in new[]
        {
            (site.Options, "http://0.0.0.0:0", HttpStatusCode.Forbidden),
            (new SiteOptions(), "http://127.0.0.1:0", HttpStatusCode.Forbidden),
            (site.Options, "http://127.0.0.1:0", HttpStatusCode.BadRequest),
        })
        {
            await using var other = AttestSite.Create(site.Archive, [urls], options);
            await other.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{new Uri(other.Urls.Single()).Port}") };
            using var answer = await client.PostAsync("/add/text", new FormUrlEncodedContent([KeyValuePair.Create("text", Text)]), Cancel);
            Assert.Equal(status, answer.StatusCode);
            foreach (var address in new[] { "/add", "/sources" })
            {
                using var page = await client.GetAsync(address, Cancel);
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
                Assert.Equal(status == HttpStatusCode.Forbidden, (await page.Content.ReadAsStringAsync(Cancel)).Contains("<form method=\"post\"", StringComparison.Ordinal) is false);
            }
            await other.StopAsync(Cancel);
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_form_that_a_proxy_hands_on_is_refused(string header, string value) => await ExpectAsync(
        HttpStatusCode.Forbidden, "Another program hands this request on", await site.SendAsync("/add/text", change: request => Set(request, header, value), fields: [("text", Text)]));

    private static MultipartFormDataContent Files(params (string Name, byte[] Bytes)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), "file", name);
        }
        return content;
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.Add(name, value);
    }

    private static async Task ExpectAsync(HttpStatusCode status, string words, HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Markup.CheckSafe(html);
            Assert.Contains(words, html, StringComparison.Ordinal);
        }
    }
}
