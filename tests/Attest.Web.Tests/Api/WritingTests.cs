using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Tests.Accounts;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Api;

/// <summary>Programs that add reports and record judgements.</summary>
public sealed class WritingTests
{
    private const string Text = "Two people were wounded by shelling in Nikopol on Sunday, the regional governor said.";

    private static readonly JsonElement Document = JsonDocument.Parse(OpenApiDocument.Bytes).RootElement;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_added_once_whichever_way_it_comes_and_the_answer_tells_what_was_read()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.ReportsWrite);
        using var made = await program.PostAsync("/api/v1/reports", Json(new { text = Text, publisher = "Sample Desk", published = "2031-03-16", title = "Nikopol" }), Cancel);
        var body = await CheckAsync(made, HttpStatusCode.Created, "ReportAdded");
        Assert.Equal(("new", true), (body.GetProperty("kept").GetString(), body.GetProperty("read").GetBoolean()));
        Assert.True(body.GetProperty("claims").GetInt32() > 0);
        Assert.NotEmpty(body.GetProperty("incidents").EnumerateArray());
        Assert.Equal($"/api/v1/reports/{body.GetProperty("id").GetString()}", made.Headers.Location?.ToString());
        using var reader = site.Browser();
        using var kept = JsonDocument.Parse(await reader.GetStringAsync(made.Headers.Location, Cancel));
        Assert.Equal(("Nikopol", "Sample Desk", "2031-03-16"), (kept.RootElement.GetProperty("title").GetString(), kept.RootElement.GetProperty("publisher").GetString(), kept.RootElement.GetProperty("published").GetString()));

        using var again = await program.PostAsync("/api/v1/reports", Json(new { text = Text, publisher = "Another" }), Cancel);
        Assert.Equal(("unchanged", body.GetProperty("id").GetString()), (await CheckAsync(again, HttpStatusCode.OK, "ReportAdded")) is var second ? (second.GetProperty("kept").GetString(), second.GetProperty("id").GetString()) : default);
        using var raw = await program.PostAsync("/api/v1/reports?publisher=Another", new StringContent(Text, Encoding.UTF8, "text/plain"), Cancel);
        Assert.Equal(body.GetProperty("id").GetString(), (await CheckAsync(raw, HttpStatusCode.OK, "ReportAdded")).GetProperty("id").GetString());

        const string url = "https://desk.example/live";
        using var first = await program.PostAsync("/api/v1/reports", Json(new { html = "<html><body><article><p>One person was killed in Kherson on Monday, police said.</p></article></body></html>", url }), Cancel);
        using var later = await program.PostAsync("/api/v1/reports", new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes("<html><body><article><p>Two people were killed in Kherson on Monday, police said.</p></article></body></html>")) { Headers = { ContentType = new("text/html") } }, "file", "live.html" },
            { new StringContent(url), "url" },
        }, Cancel);
        await CheckAsync(first, HttpStatusCode.Created, "ReportAdded");
        Assert.Equal("new-version", (await CheckAsync(later, HttpStatusCode.Created, "ReportAdded")).GetProperty("kept").GetString());
    }

    public static TheoryData<string?, string, int, string> Bad => new()
    {
        { "application/json", "{", 400, "JSON" },
        { "application/json", "[]", 422, "expected an object" },
        { "application/json", "{}", 422, "neither text nor html" },
        { "application/json", """{"text":"a","html":"<p>a"}""", 422, "both text and html" },
        { "application/json", """{"text":"a","txet":"b"}""", 422, "txet" },
        { "application/json", """{"text":"a","text":"b"}""", 400, "JSON" },
        { "application/json", """{"text":7}""", 422, "expected a text" },
        { "application/json", """{"text":"a","published":"May"}""", 422, "2023-09-13" },
        { "application/json", """{"text":"a","url":"file:///etc/passwd"}""", 422, "http" },
        { "text/plain", "   ", 422, "empty" },
        { "application/pdf", "%PDF", 415, "text/html" },
        { null, "words", 415, "no Content-Type" },
        { "text/plain; charset=koi8-r", "words", 415, "utf-8" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\na\r\n--x--\r\n", 422, "file" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_no_report_is_refused_with_what_was_found_and_expected(string? type, string body, int status, string told)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.ReportsWrite);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await program.PostAsync("/api/v1/reports", content, Cancel);
        var problem = await CheckAsync(answer, (HttpStatusCode)status, "Problem");
        Assert.Contains(told, problem.GetProperty("detail").GetString() + problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(status == 415, answer.Headers.Contains("Accept-Post"));
        Assert.Equal(1, (await site.Archive.StatusAsync(Cancel)).Documents);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_it_says_so_beforehand()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.ReportsWrite, TokenScope.JudgementsWrite);
        foreach (var (address, most) in new[] { ("/api/v1/reports", ReportPosts.MostBytes), ("/api/v1/judgements", JudgementPosts.MostBytes) })
        {
            foreach (var isTold in new[] { true, false })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(new byte[most + 1]) };
                request.Content.Headers.ContentType = new("application/json");
                request.Headers.TransferEncodingChunked = !isTold;
                // The server stops listening, so the client may learn it as a broken line.
                request.Headers.ExpectContinue = true;
                using var answer = await program.SendAsync(request, Cancel);
                Assert.Contains($"expected at most {most}", (await CheckAsync(answer, HttpStatusCode.RequestEntityTooLarge, "Problem")).GetProperty("detail").GetString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_repetition_with_the_same_key_does_nothing_and_is_answered_as_the_first_was()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.ReportsWrite, TokenScope.JudgementsWrite);
        var claim = (await site.Archive.IncidentsAsync(0, 10, Cancel))[0].Claims[0].Id;
        var judgement = new { verdict = "accepted", claim, reason = "read rightly" };
        using var first = await KeyedAsync(program, "/api/v1/judgements", "key 1", judgement);
        var made = await CheckAsync(first, HttpStatusCode.Created, "JudgementMade");
        using var second = await KeyedAsync(program, "/api/v1/judgements", "key 1", judgement);
        Assert.Equal(made.GetRawText(), (await CheckAsync(second, HttpStatusCode.Created, "JudgementMade")).GetRawText());
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Single((await site.Archive.JudgementsAsync(Archive.JudgementFilter.All, null, 10, Cancel)).Items);
        using var other = await KeyedAsync(program, "/api/v1/judgements", "key 1", judgement with { reason = "another" });
        await CheckAsync(other, HttpStatusCode.UnprocessableEntity, "Problem");
        // What was refused may be put right and sent again.
        using var wrong = await KeyedAsync(program, "/api/v1/judgements", "key 2", judgement with { claim = "none" });
        await CheckAsync(wrong, HttpStatusCode.UnprocessableEntity, "Problem");
        using var right = await KeyedAsync(program, "/api/v1/judgements", "key 2", judgement with { verdict = "rejected" });
        await CheckAsync(right, HttpStatusCode.Created, "JudgementMade");
        using var noKey = await KeyedAsync(program, "/api/v1/judgements", new string('k', 201), judgement);
        await CheckAsync(noKey, HttpStatusCode.BadRequest, "Problem");
        using var report = await KeyedAsync(program, "/api/v1/reports", "key 1", new { text = Text });
        await CheckAsync(report, HttpStatusCode.Created, "ReportAdded");
        using var same = await KeyedAsync(program, "/api/v1/reports", "key 1", new { text = Text });
        await CheckAsync(same, HttpStatusCode.Created, "ReportAdded");
    }

    [Fact]
    public async Task Every_verdict_is_recorded_as_its_owner_and_stands_on_the_page_of_corrections()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.JudgementsWrite, TokenScope.ReportsWrite, TokenScope.Read);
        using var other = await program.PostAsync("/api/v1/reports", Json(new { text = "A drone hit a bakery in Odesa on Friday, killing nine people, the city hospital said.", published = "2031-04-12", publisher = "Sample Post" }), Cancel);
        var second = (await CheckAsync(other, HttpStatusCode.Created, "ReportAdded")).GetProperty("incidents")[0].GetString()!;
        var incident = (await site.Archive.IncidentsAsync(0, 10, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled) && one.Id != second);
        var figure = incident.Claims.First(claim => claim.Kind == ClaimKind.Figure && claim.High == 7);
        var report = figure.Report.Id.Hex;
        async Task<JsonElement> Judge(object judgement)
        {
            using var answer = await program.PostAsync("/api/v1/judgements", Json(judgement), Cancel);
            var body = await CheckAsync(answer, HttpStatusCode.Created, "JudgementMade");
            Assert.Equal(("editor", answer.Headers.Location?.ToString()), (body.GetProperty("judgement").GetProperty("author").GetString(), body.GetProperty("address").GetString()));
            using var listed = JsonDocument.Parse(await program.GetStringAsync(answer.Headers.Location, Cancel));
            new SchemaCheck(Document).Check(listed.RootElement, "ListedCorrection");
            return body;
        }
        Assert.Equal("unsure", (await Judge(new { verdict = "unsure", incident = incident.Id, other = second, reason = "the bakery may be in the block" })).GetProperty("judgement").GetProperty("verdict").GetString());
        var accepted = await Judge(new { verdict = "accepted", claim = figure.Id, reason = "as it stands", seen = 0 });
        Assert.Equal(JsonValueKind.Null, accepted.GetProperty("replaced").ValueKind);
        var over = await Judge(new { verdict = "rejected", claim = figure.Id, reason = "withdrawn", seen = 0 });
        Assert.Equal(accepted.GetProperty("judgement").GetProperty("id").GetString(), over.GetProperty("replaced").GetProperty("id").GetString());
        await Judge(new { verdict = "undone", judgement = over.GetProperty("judgement").GetProperty("id").GetString(), reason = "too early" });
        using var judged = JsonDocument.Parse(await program.GetStringAsync($"/api/v1/claims/{figure.Id}/judgements", Cancel));
        new SchemaCheck(Document).Check(judged.RootElement, "ClaimJudgements");
        var seen = judged.RootElement.GetProperty("seen").GetInt32();
        Assert.Equal(JsonValueKind.Null, (await Judge(new { verdict = "corrected", claim = figure.Id, says = new { figure = "6..8" }, reason = "a range", seen })).GetProperty("replaced").ValueKind);
        var added = (await Judge(new { verdict = "added", report, kind = "statement", words = "Rescuers are still searching under the rubble", says = new { speaker = "Ana Sample" }, reason = "missed" })).GetProperty("judgement").GetProperty("one")[0].GetProperty("claim").GetString();
        using var said = JsonDocument.Parse(await program.GetStringAsync("/api/v1/speakers/ana%20sample", Cancel));
        Assert.Contains(said.RootElement.GetProperty("items").EnumerateArray(), claim => (claim.GetProperty("kind").GetString(), claim.GetProperty("id").GetString()) == ("statement", added));
        await Judge(new { verdict = "corrected", claim = added, says = new { modality = "possible" }, reason = "she hoped" });
        await Judge(new { verdict = "graded", kind = "publisher", source = "Sample Wire", reliability = "B", credibility = 2, reason = "corrects itself" });
        var reported = await Judge(new { verdict = "reported", report, words = "24 people had been wounded", reason = "of another day" });
        await Judge(new { verdict = "dismissed", judgement = reported.GetProperty("judgement").GetProperty("id").GetString(), reason = "it is not" });
        var merged = await Judge(new { verdict = "same", incident = incident.Id, other = second, reason = "one strike" });
        await Judge(new { verdict = "undone", judgement = merged.GetProperty("judgement").GetProperty("id").GetString(), reason = "two" });
        var dispute = (await site.Archive.IncidentAsync(figure.Id, Cancel))!.Contradictions.FirstOrDefault(one => one.State == ContradictionState.Open);
        if (dispute is not null)
        {
            await Judge(new { verdict = "resolved", claim = dispute.First, other = dispute.Second, reason = "counted at two hours" });
        }
    }

    [Theory]
    [InlineData("""{"claim":"c","reason":"r"}""", "verdict")]
    [InlineData("""{"verdict":"approve","claim":"c","reason":"r"}""", "not-same")]
    [InlineData("""{"verdict":"accepted","reason":"r"}""", "“claim” is missing")]
    [InlineData("""{"verdict":"accepted","claim":"c"}""", "“reason” is missing")]
    [InlineData("""{"verdict":"accepted","claim":"c","reason":"r","other":"d"}""", "“other” is none of")]
    [InlineData("""{"verdict":"accepted","claim":"none","reason":"r"}""", "found no claim")]
    [InlineData("""{"verdict":"accepted","claim":"c","reason":"r","seen":-1}""", "whole number")]
    [InlineData("""{"verdict":"corrected","claim":"c","reason":"r","says":{"colour":"red"}}""", "no field of a claim")]
    [InlineData("""{"verdict":"corrected","claim":"c","reason":"r","says":{"figure":7}}""", "expected a text")]
    [InlineData("""{"verdict":"graded","kind":"paper","source":"s","reliability":"A","credibility":1,"reason":"r"}""", "publisher, speaker")]
    [InlineData("""{"verdict":"not-same","incident":"none","claims":["c"],"reason":"r"}""", "found no incident")]
    public async Task A_judgement_that_can_not_be_made_is_told_and_changes_nothing(string body, string told)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.JudgementsWrite);
        using var answer = await program.PostAsync("/api/v1/judgements", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        Assert.Contains(told, (await CheckAsync(answer, HttpStatusCode.UnprocessableEntity, "Problem")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await site.Archive.JudgementsAsync(Archive.JudgementFilter.All, null, 10, Cancel)).Items);
    }

    [Fact]
    public async Task Words_that_stand_twice_ask_for_their_place_and_the_place_given_is_kept()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.JudgementsWrite, TokenScope.ReportsWrite);
        const string Twice = "In 2015 the quay was closed and 5 cranes were left. Last week 5 cranes were sold.";
        using var made = await program.PostAsync("/api/v1/reports", Json(new { text = Twice }), Cancel);
        var report = (await CheckAsync(made, HttpStatusCode.Created, "ReportAdded")).GetProperty("id").GetString();
        using var refused = await program.PostAsync("/api/v1/judgements", Json(new { verdict = "reported", report, words = "5 cranes", reason = "six" }), Cancel);
        var told = (await CheckAsync(refused, HttpStatusCode.UnprocessableEntity, "Problem")).GetProperty("detail").GetString();
        var start = Twice.LastIndexOf('5');
        Assert.Contains($"2 times, at {Twice.IndexOf("5 cr", StringComparison.Ordinal)} in “In 2015", told, StringComparison.Ordinal);
        foreach (var judgement in new object[] { new { verdict = "reported", report, words = "5 cranes", start, reason = "six" }, new { verdict = "reported", report, words = "5 cranes", within = "Last week 5 cranes", reason = "six" } })
        {
            using var answer = await program.PostAsync("/api/v1/judgements", Json(judgement), Cancel);
            Assert.Equal(start, (await CheckAsync(answer, HttpStatusCode.Created, "JudgementMade")).GetProperty("judgement").GetProperty("one")[0].GetProperty("anchor").GetProperty("start").GetInt32());
        }
    }

    [Fact]
    public async Task A_token_of_one_scope_is_not_good_for_another_and_a_session_writes_nothing()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        foreach (var (scope, address) in new[] { (TokenScope.Read, "/api/v1/reports"), (TokenScope.JudgementsWrite, "/api/v1/reports"), (TokenScope.Read, "/api/v1/judgements"), (TokenScope.ReportsWrite, "/api/v1/judgements") })
        {
            using var program = await ProgramAsync(site, scope);
            using var answer = await program.PostAsync(address, Json(new { text = Text }), Cancel);
            await CheckAsync(answer, HttpStatusCode.Forbidden, "Problem");
            Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
        using var browser = await site.BrowserAsync("editor");
        foreach (var origin in new[] { null, site.Address.GetLeftPart(UriPartial.Authority), "https://elsewhere.example" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports") { Content = new StringContent(Text, Encoding.UTF8, "text/plain") };
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await browser.SendAsync(request, Cancel);
            await CheckAsync(answer, HttpStatusCode.Forbidden, "Problem");
        }
        Assert.Equal(1, (await site.Archive.StatusAsync(Cancel)).Documents);
    }

    [Fact]
    public async Task A_client_that_wants_no_body_gets_none_and_each_answer_says_what_is_left()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.ReportsWrite);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports") { Content = Json(new { text = Text }) };
        request.Headers.Add("Prefer", "return=minimal");
        using var answer = await program.SendAsync(request, Cancel);
        Assert.Equal((HttpStatusCode.Created, "return=minimal", 0), (answer.StatusCode, answer.Headers.GetValues("Preference-Applied").Single(), (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length));
        Assert.True(int.Parse(answer.Headers.GetValues("RateLimit-Remaining").Single(), System.Globalization.CultureInfo.InvariantCulture) <= ApiLimits.StoreHere - ApiLimits.ForReport);
    }

    [Fact]
    public async Task A_file_that_is_sent_again_under_its_key_is_one_request_however_its_parts_are_parted()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.ReportsWrite);
        using var first = await SendAsync("one-boundary");
        using var again = await SendAsync("another-boundary");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());

        async Task<HttpResponseMessage> SendAsync(string boundary)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports")
            {
                Content = new MultipartFormDataContent(boundary) { { new ByteArrayContent("Two people were hurt in Odesa, the mayor said."u8.ToArray()), "file", "note.txt" } },
            };
            request.Headers.Add("Idempotency-Key", "once");
            return await program.SendAsync(request, Cancel);
        }
    }

    [Fact]
    public async Task Half_a_character_is_told_as_no_text()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var program = await ProgramAsync(site, TokenScope.JudgementsWrite, TokenScope.ReportsWrite);
        foreach (var (address, body) in new[] { ("/api/v1/judgements", "{\"verdict\":\"accepted\",\"claim\":\"x\",\"reason\":\"\\ud800\"}"), ("/api/v1/reports", "{\"text\":\"Two \\ud800 were hurt.\"}") })
        {
            using var answer = await program.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Every_curl_line_that_asks_for_a_token_does_what_the_page_says()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        var token = await site.TokenAsync("editor", [.. TokenScope.All]);
        using var browser = site.Browser();
        var page = Markup.Parse(await browser.GetStringAsync("/api", Cancel));
        var ran = 0;
        foreach (var operation in ApiOperation.All.Where(operation => !operation.IsOpen))
        {
            foreach (var line in page.QuerySelectorAll($"#{operation.Name} code.curl").Select(code => code.TextContent))
            {
                var body = await Shell.RunAsync(line.Replace("curl -s ", "curl -sf ", StringComparison.Ordinal), ("ATTEST_TOKEN", token));
                new SchemaCheck(Document).Check(JsonDocument.Parse(body).RootElement, operation.Schema);
                ran++;
            }
            Assert.Equal(operation.Examples.Count, page.QuerySelectorAll($"#{operation.Name} code.curl").Length);
        }
        Assert.True(ran > 6);
    }

    private static async Task<HttpClient> ProgramAsync(AccountSite site, params TokenScope[] scopes)
    {
        var program = site.Browser();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await site.TokenAsync("editor", scopes));
        return program;
    }

    private static async Task<HttpResponseMessage> KeyedAsync(HttpClient program, string address, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await program.SendAsync(request, Cancel);
    }

    private static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    private static async Task<JsonElement> CheckAsync(HttpResponseMessage answer, HttpStatusCode status, string schema)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}, expected {status}: {text}");
        var body = JsonDocument.Parse(text).RootElement;
        new SchemaCheck(Document).Check(body, schema);
        return body;
    }
}
