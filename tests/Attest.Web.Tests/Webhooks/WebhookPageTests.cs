using System.Net;
using System.Text;
using System.Text.Json;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Tests.Accounts;
using Attest.Web.Tests.Api;
using Attest.Web.Tests.Pages;
using Attest.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Webhooks;

/// <summary>The pages on which people make webhooks and look after them, over the real site.</summary>
public sealed class WebhookPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_editor_makes_a_webhook_tests_it_and_is_told_within_seconds()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor, Role.Administrator);
        using var browser = await site.BrowserAsync("editor");
        using var made = await AccountSite.SendAsync(browser, "/webhooks", "/webhooks", ("name", "Night desk"), ("address", receiver.Address), ("kind", "new-incident"), ("kind", "denied"), ("filter", "/?measure=people-killed"), ("near", "Odesa"), ("km", "30"));
        var page = Markup.Parse(await made.Content.ReadAsStringAsync(Cancel));
        var secret = page.QuerySelector("code.secret")!.TextContent;
        Assert.StartsWith(WebhookSignature.Prefix, secret, StringComparison.Ordinal);
        var address = page.QuerySelector(".session-list .session-name a")!.GetAttribute("href")!;
        Assert.Contains("a new incident or a denial within 30 km of Odesa, of incidents narrowed to measure=people-killed", page.QuerySelector(".session-list")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await browser.GetStringAsync("/webhooks", Cancel), StringComparison.Ordinal);

        using var tested = await AccountSite.SendAsync(browser, address, $"{address}/test");
        Assert.Equal((HttpStatusCode.SeeOther, $"{address}#log"), (tested.StatusCode, tested.Headers.Location?.ToString()));
        var test = await receiver.NextAsync();
        Assert.Equal("test", test.Event);
        Assert.Equal(test.Signature, WebhookSignature.Of(secret, DateTimeOffset.FromUnixTimeSeconds(long.Parse(test.Signature[2..test.Signature.IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)), test.Body));
        Assert.Contains("delivered", Markup.Parse(await browser.GetStringAsync(address, Cancel)).QuerySelector(".delivery-list")!.TextContent, StringComparison.Ordinal);

        const string Text = "A missile strike killed eleven people in Odesa on 12 March 2031, the city hospital said.";
        using var program = site.Browser();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await site.TokenAsync("editor", TokenScope.ReportsWrite, TokenScope.Read));
        using var added = await program.PostAsync("/api/v1/reports", new StringContent(JsonSerializer.Serialize(new { text = Text, published = "2031-03-12" }), Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("new-incident", (await receiver.NextAsync()).Event);

        using var listed = JsonDocument.Parse(await program.GetStringAsync("/api/v1/webhooks", Cancel));
        new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement).Check(listed.RootElement, "WebhookList");
        Assert.DoesNotContain(secret, listed.RootElement.GetRawText(), StringComparison.Ordinal);

        // What it was told leads back to the site under the name that its owner knows it by.
        Assert.Contains($"\"page\":\"{browser.BaseAddress!.GetLeftPart(UriPartial.Authority)}/incidents/", Markup.Parse(await browser.GetStringAsync(address, Cancel)).QuerySelector(".delivery-text")!.TextContent, StringComparison.Ordinal);

        using var paused = await AccountSite.SendAsync(browser, address, $"{address}/pause");
        Assert.Contains(WebhookBook.PausedByHand, await browser.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        using var resumed = await AccountSite.SendAsync(browser, address, $"{address}/resume", ("missed", "drop"));
        Assert.DoesNotContain(WebhookBook.PausedByHand, await browser.GetStringAsync(address, Cancel), StringComparison.Ordinal);

        // An administrator sees it and may end it.
        using var administrator = await site.BrowserAsync("administrator");
        Assert.Contains("of editor", await administrator.GetStringAsync("/webhooks", Cancel), StringComparison.Ordinal);
        using var removed = await AccountSite.SendAsync(administrator, address, $"{address}/remove");
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        using var gone = await browser.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_webhook_is_tested_once_in_ten_seconds_and_each_by_itself()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor);
        using var browser = await site.BrowserAsync("editor");
        var addresses = new List<string>();
        foreach (var name in new[] { "one", "another" })
        {
            using var made = await AccountSite.SendAsync(browser, "/webhooks", "/webhooks", ("name", name), ("address", receiver.Address), ("kind", "denied"));
            addresses.Add(Markup.Parse(await made.Content.ReadAsStringAsync(Cancel)).QuerySelector(".made a")!.GetAttribute("href")!);
        }
        foreach (var address in addresses)
        {
            using var tested = await AccountSite.SendAsync(browser, address, $"{address}/test");
            Assert.Equal(HttpStatusCode.SeeOther, tested.StatusCode);
        }
        using var again = await AccountSite.SendAsync(browser, addresses[0], $"{addresses[0]}/test");
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
        Assert.InRange(again.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), WebhookSender.TestRest);
        Assert.Contains("within ten seconds", Markup.Parse(await again.Content.ReadAsStringAsync(Cancel)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, receiver.All.Count);
    }

    [Fact]
    public async Task Of_many_made_at_once_no_more_than_twenty_are()
    {
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor);
        using var browser = await site.BrowserAsync("editor");
        const int Room = 3;
        async Task<(HttpStatusCode Status, string Text)> MakeAsync(int number)
        {
            using var made = await AccountSite.SendAsync(browser, "/webhooks", "/webhooks", ("name", $"number {number}"), ("address", "http://127.0.0.1:40001/hook"), ("kind", "denied"));
            return (made.StatusCode, await made.Content.ReadAsStringAsync(Cancel));
        }
        for (var number = 0; number < WebhookBook.MostOfAccount - Room; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await MakeAsync(number)).Status);
        }
        var answers = await Task.WhenAll(Enumerable.Range(WebhookBook.MostOfAccount, 2 * Room).Select(MakeAsync));
        Assert.Equal(Room, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Contains("You have 20 webhooks already", Markup.Parse(answer.Text).QuerySelector("#fault")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(WebhookBook.MostOfAccount, await site.WithAsync(services => services.GetRequiredService<AccountsContext>().Webhooks.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_sees_or_changes_anothers_webhook()
    {
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor, Role.Administrator);
        await site.AddAsync("another", Role.Editor);
        using var administrator = await site.BrowserAsync("administrator");
        using var made = await AccountSite.SendAsync(administrator, "/webhooks", "/webhooks", ("name", "Desk"), ("address", "http://127.0.0.1:40001/hook"), ("kind", "denied"));
        var address = Markup.Parse(await made.Content.ReadAsStringAsync(Cancel)).QuerySelector(".session-list .session-name a")!.GetAttribute("href")!;
        using var another = await site.BrowserAsync("another");
        Assert.DoesNotContain("Desk", Markup.Parse(await another.GetStringAsync("/webhooks", Cancel)).QuerySelector(".session-list")!.TextContent, StringComparison.Ordinal);
        using var shown = await another.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        foreach (var way in new[] { "pause", "resume", "remove", "test", "deliveries/any/again" })
        {
            using var answer = await AccountSite.SendAsync(another, "/webhooks", $"{address}/{way}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Null((await site.WithAsync(services => services.GetRequiredService<AccountsContext>().Webhooks.SingleAsync(Cancel))).Paused);
    }

    [Theory]
    [InlineData("name", "", "a name of 1 to")]
    [InlineData("address", "ftp://example.org/", "no address of http or https")]
    [InlineData("address", "http://127.0.0.1/hook", "a loopback address")]
    [InlineData("address", "http://localhost/hook", "this machine itself")]
    [InlineData("address", "http://10.0.0.8/hook", "--allow-private")]
    [InlineData("address", "https://name:word@example.org/", "password")]
    [InlineData("address", "example", "Give the address")]
    [InlineData("kind", "everything", "Tick at least one")]
    [InlineData("filter", "/?plcae=Kharkiv", "plcae")]
    [InlineData("filter", "/?type=WAR", "WAR")]
    [InlineData("filter", "/map", "the list of incidents")]
    [InlineData("near", "Nowhereville-upon-Nothing", "no place that the gazetteer knows")]
    [InlineData("km", "0", "whole kilometres")]
    public async Task What_can_not_be_meant_is_told_beside_what_was_typed(string field, string value, string told)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Desk", ["address"] = "https://example.org/hook", ["kind"] = "denied", ["filter"] = "", ["near"] = "Kharkiv", ["km"] = "20", [field] = value };
        var (order, fault) = new WebhookForm(fields["name"], fields["address"], fields["filter"], [fields["kind"]], fields["near"], fields["km"]).Read(allowPrivate: false);
        Assert.Null(order);
        Assert.Contains(told, fault, StringComparison.Ordinal);
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false, Role.Editor);
        using var browser = await site.BrowserAsync("editor");
        using var answer = await AccountSite.SendAsync(browser, "/webhooks", "/webhooks", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(told, Markup.Parse(await answer.Content.ReadAsStringAsync(Cancel)).QuerySelector("#fault")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_strangers_write_is_more_than_text_on_these_pages()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var site = await AccountSite.StartAllowingPrivateAsync(Role.Editor);
        using var browser = await site.BrowserAsync("editor");
        foreach (var hostile in Markup.Hostile.Where(text => !text.Any(char.IsControl) && text.Length <= WebhookForm.LongestName))
        {
            (receiver.Status, receiver.Answer) = (200, hostile);
            using var made = await AccountSite.SendAsync(browser, $"/webhooks?filter={Uri.EscapeDataString(hostile)}", "/webhooks", ("name", hostile), ("address", $"{receiver.Address}?{Uri.EscapeDataString(hostile)}"), ("kind", "denied"), ("filter", $"/?publisher={Uri.EscapeDataString(hostile)}"));
            var html = await made.Content.ReadAsStringAsync(Cancel);
            Assert.True(made.StatusCode == HttpStatusCode.OK, html);
            Markup.CheckSafe(html);
            Markup.CheckSafe(await browser.GetStringAsync($"/webhooks?filter={Uri.EscapeDataString(hostile)}", Cancel));
            var address = Markup.Parse(html).QuerySelector(".made a")!.GetAttribute("href")!;
            using var tested = await AccountSite.SendAsync(browser, address, $"{address}/test");
            var log = await browser.GetStringAsync(address, Cancel);
            Markup.CheckSafe(log);
            Assert.Contains(hostile, Markup.Parse(log).QuerySelectorAll(".delivery-text")[^1].TextContent, StringComparison.Ordinal);
            using var removed = await AccountSite.SendAsync(browser, address, $"{address}/remove");
            using var wrong = await AccountSite.SendAsync(browser, "/webhooks", "/webhooks", ("name", hostile), ("address", hostile), ("kind", hostile), ("filter", hostile), ("near", hostile), ("km", hostile));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            Markup.CheckSafe(await wrong.Content.ReadAsStringAsync(Cancel));
        }
    }
}
