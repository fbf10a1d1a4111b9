using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Attest.Register.DamageClaims;
using Attest.Register.Strings;
using Attest.Register.Web.Access;
using Attest.Register.Web.Tests.Running;
using Attest.Register.Web.Words;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Words;

/// <summary>In Ukrainian the room says everything in Ukrainian: its pages, its frame, its checks, reasons and refusals.</summary>
public sealed partial class LanguageTests
{
    // What people state is theirs, what is marked as English is a report's or a file's own; codes, keys and numbers have no language.
    private const string Theirs = "[lang=en], .own-words, .digest, code, .evidence-name, .receipt-number, .statement-facts, .wordmark, script, style, select[name$=nationality], select[name=entity-country], .room-language";

    private static readonly string[] Attributes = ["aria-label", "title", "alt", "placeholder"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_text_of_the_room_and_the_register_is_there_in_every_language()
    {
        Assert.Equal(["en", "uk"], RoomWords.Languages);
        Assert.All(RegisterWords.Keys, key => Assert.All(RegisterWords.Languages, language =>
        {
            Assert.True(RegisterWords.Has(key, language), $"Strings.{language}.tsv has no “{key}”.");
            Assert.Equal(Gaps(RegisterWords.Of(key, "en")), Gaps(RegisterWords.Of(key, language)));
        }));
        Assert.All(RoomWords.Keys, key => Assert.True(RoomWords.Has(key, "uk") && RoomWords.Of(key, "uk") is { Length: > 0 } text && (Cyrillic().IsMatch(text) || !Latin().IsMatch(text.Replace("Attest", "", StringComparison.Ordinal))), $"Words.uk.tsv has “{key}” in no Ukrainian."));
        foreach (var kind in Enum.GetValues<RegisterRefusal>())
        {
            Assert.Matches(Cyrillic(), RoomGate.Of(new RegisterException(kind, "found something"), "uk").Title);
        }
    }

    [Fact]
    public async Task No_page_of_the_room_in_Ukrainian_says_a_sentence_in_English()
    {
        await using var site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
        var claims = await FileAsync(site);
        var english = new List<string>();
        foreach (var (who, address) in Pages(claims))
        {
            await LookAsync(site, who, address, browser => browser.GetAsync(address, Cancel));
        }
        var own = $"/register/damage-claims/{claims.Submitted}";
        (string Who, string Address, (string, string)[] Fields)[] refused =
        [
            (RegisterSite.Board, $"/register/damage-claims/{claims.Examined}/decide", [("decision", "refuse")]),
            (RegisterSite.Board, $"/register/damage-claims/{claims.Examined}/return", [("words", "")]),
            (RegisterSite.Board, $"/register/damage-claims/{claims.Examined}/assign", [("examiner", "nobody")]),
            (RegisterSite.Board, $"/register/damage-claims/{claims.Recorded}/decide", [("decision", "record")]),
            (RegisterSite.Examiner, $"/register/damage-claims/{claims.Examined}/propose", [("decision", "refuse")]),
            (RegisterSite.Claimant, $"{own}/appeal", [("words", "no")]),
            (RegisterSite.Claimant, $"{own}/erase", [("words", "go"), ("number", "RD-1")]),
            (RegisterSite.Examiner, $"/register/damage-claims/{claims.Examined}/withdraw", [("words", "no")]),
            (RegisterSite.Claimant, $"/register/drafts/{claims.Draft}/submit", []),
            (RegisterSite.Administrator, "/register/roles", [("role", "board"), ("account", "")]),
            (RegisterSite.Administrator, "/register/roles", [("role", "king"), ("account", "x")]),
            (RegisterSite.Claimant, "/register/as", [("role", "board")]),
        ];
        foreach (var (who, address, fields) in refused)
        {
            await LookAsync(site, who, address, browser => RegisterSite.SendAsync(browser, "/account", address, fields));
        }
        await LookAsync(site, RegisterSite.Claimant, "a refused file", async browser => await RegisterSite.SendFilesAsync(browser, claims.Draft, ("a.exe", "MZ program"u8.ToArray())));
        await LookAsync(site, RegisterSite.Claimant, "no CSV", async browser => await RegisterSite.SendCsvAsync(browser, "PK\u0003\u0004"u8.ToArray()));
        using var given = await RegisterSite.SendCsvAsync(await site.BrowserAsync(RegisterSite.Claimant), "category,from,entity\nC3.3,yesterday,x\nC3.3,2020-01-01,x\nX9,2023-01-01,x\nC3.3\n"u8.ToArray());
        await Task.Delay(500, Cancel);
        await LookAsync(site, RegisterSite.Claimant, "a report by line", browser => browser.GetAsync(given.Headers.Location, Cancel));
        Assert.True(english.Count == 0, string.Join('\n', english.Distinct()));

        async Task LookAsync(RegisterSite on, string who, string address, Func<HttpClient, Task<HttpResponseMessage>> ask)
        {
            var browser = await on.BrowserAsync(who);
            using (await browser.GetAsync("/register?lang=uk", Cancel))
            {
            }
            using var answer = await ask(browser);
            Assert.True((int)answer.StatusCode < 500, $"{address} as {who} answers {answer.StatusCode}.");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{address} as {who} is no page: {answer.StatusCode}.");
                return;
            }
            var page = Markup.Parse(await answer.Content.ReadAsStringAsync(Cancel));
            Assert.Equal("uk", page.DocumentElement.GetAttribute("lang"));
            foreach (var theirs in page.QuerySelectorAll(Theirs).ToList())
            {
                theirs.Remove();
            }
            var texts = page.All.SelectMany(element => Attributes.Select(name => element.GetAttribute(name) ?? "").Concat(element.ChildNodes.OfType<IText>().Select(text => text.Data)));
            english.AddRange(texts.SelectMany(text => Sentence().Matches(text)).Select(found => $"{address} as {who}: {found.Value}"));
        }
    }

    [Fact]
    public async Task What_a_script_is_told_is_in_the_language_of_its_page()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        await browser.GetStringAsync("/register?lang=uk", Cancel);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statement.Empty, Cancel)).Id;
        using var refused = await RegisterSite.SendAsync(browser, "/account", $"/register/drafts/{draft}/uploads", ("name", "film.mp4"), ("bytes", "999999999"));
        var told = System.Text.Json.JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Matches(Cyrillic(), told.GetProperty("detail").GetString());
        Assert.DoesNotMatch(Sentence(), told.GetProperty("detail").GetString());
    }

    [Fact]
    public void The_page_of_an_evidence_pack_has_every_sentence_in_Ukrainian()
    {
        var page = System.Text.Encoding.UTF8.GetString(EvidencePacks.PackWriter.PageBytes());
        var known = System.Text.Json.JsonDocument.Parse(page[(page.IndexOf("const UK = ", StringComparison.Ordinal) + 11)..page.IndexOf(";\nconst LANGUAGE", StringComparison.Ordinal)]).RootElement;
        var keys = Told().Matches(page).Select(told =>
        {
            var gap = 0;
            return Value().Replace(told.Groups[1].Value, _ => $"{{{gap++}}}");
        }).Concat(Said().Matches(page).Select(said => said.Groups[1].Value)).ToList();
        Assert.True(keys.Count > 30);
        Assert.All(keys, key => Assert.True(known.TryGetProperty(key, out var text) && Gaps(text.GetString()!).SequenceEqual(Gaps(key)), $"verify.html has no Ukrainian for “{key}”."));
        foreach (var code in Enum.GetNames<DamageState>().Concat(Enum.GetNames<DamageStep>()).Concat(Enum.GetNames<CustodyAct>()).Concat(Enum.GetNames<RegisterRole>()))
        {
            var wire = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(code);
            Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(page, $"\"{wire}\":\"[^\"]+\""));
        }
        Assert.DoesNotContain("faults.push(\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("faults.push(`", page, StringComparison.Ordinal);
    }

    private sealed record Claims(string Submitted, string Examined, string Recorded, string Returned, string NotRecorded, string Draft, string Empty, string Entity);

    private static IEnumerable<(string Who, string Address)> Pages(Claims claims)
    {
        foreach (var address in new[] { "/register", "/register/statistics", "/register/bulk", "/register/bulk?category=A2.1", "/register/bulk/none", "/register/queue", "/register/erase", "/register/drafts/none/who", $"/register/drafts/{claims.Draft}/nowhere" })
        {
            yield return (RegisterSite.Claimant, address);
        }
        foreach (var step in new[] { "who", "category", "what", "where", "details", "evidence", "check" })
        {
            yield return (RegisterSite.Claimant, $"/register/drafts/{claims.Draft}/{step}");
            yield return (RegisterSite.Claimant, $"/register/drafts/{claims.Empty}/{step}");
            yield return (RegisterSite.Claimant, $"/register/drafts/{claims.Entity}/{step}");
            yield return (RegisterSite.Claimant, $"/register/drafts/{claims.Returned}/{step}");
        }
        foreach (var claim in new[] { claims.Submitted, claims.Examined, claims.Recorded, claims.Returned, claims.NotRecorded })
        {
            foreach (var part in new[] { "", "/trail", "/receipt" })
            {
                yield return (RegisterSite.Claimant, $"/register/damage-claims/{claim}{part}");
                yield return (RegisterSite.Board, $"/register/damage-claims/{claim}{part}");
            }
            yield return (RegisterSite.Auditor, $"/register/damage-claims/{claim}/trail");
            yield return (RegisterSite.Administrator, $"/register/erase?number={claim}");
        }
        yield return (RegisterSite.Examiner, $"/register/damage-claims/{claims.Examined}");
        yield return (RegisterSite.Examiner, "/register/trail");
        foreach (var address in new[] { "/register/queue", "/register/queue?state=recorded", "/register/trail", "/register/roles", "/register/erase", "/register/queue?cursor=zzz" })
        {
            yield return (RegisterSite.Board, address);
            yield return (RegisterSite.Auditor, address);
            yield return (RegisterSite.Administrator, address);
        }
    }

    private static async Task<Claims> FileAsync(RegisterSite site)
    {
        var (own, board) = (site.Of(RegisterSite.Claimant), site.Of(RegisterSite.Board));
        var ids = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add((await site.FileAsync(Flat(), RegisterSite.Claimant, ("фасад.png", Pictures.Png(1, 2, (byte)number)))).Id);
        }
        foreach (var id in ids.Skip(1))
        {
            await site.Register.AssignAsync(board, id, site.Of(RegisterSite.Examiner).Account, Cancel);
        }
        await site.Register.ProposeAsync(site.Of(RegisterSite.Examiner), ids[1], DamageStep.Refuse, ["not-damage"], "Не видно пошкоджень.", Cancel);
        await site.Register.DecideAsync(board, ids[2], DamageStep.Record, [], "", Cancel);
        await site.Register.ReturnAsync(board, ids[3], ["unclear-place", "other-return"], "Додайте адресу.", Cancel);
        await site.Register.DecideAsync(board, ids[4], DamageStep.Refuse, ["other-cause"], "Не через війну.", Cancel);
        var draft = await site.Register.NewDraftAsync(own, Flat() with { When = DamageTime.On(new DateOnly(2021, 1, 1)), Account = "Уся наша родина втратила дім, ми орендували квартиру.", Where = new DamagePlace("Невідоме") }, Cancel);
        await site.Register.ReceiveAsync(own, draft.Id, "двір.png", new MemoryStream(Pictures.Png(9, 9, 9)), "двір", Cancel);
        await site.Register.BeginUploadAsync(own, draft.Id, "дах.png", 100, "", Cancel);
        var empty = await site.Register.NewDraftAsync(own, Statement.Empty with { Claimant = new Person("", "") }, Cancel);
        var entity = await site.Register.NewDraftAsync(own, Statement.Empty with { Entity = new Attest.Register.DamageClaims.Entity("ТОВ «Вигадка»"), Category = "C1.5" }, Cancel);
        return new Claims(ids[0], ids[1], ids[2], ids[3], ids[4], draft.Id, empty.Id, entity.Id);
    }

    private static Statement Flat() => new()
    {
        Category = "A3.1",
        Claimant = new Person("Вигаданенко", "Олена", "", new DateOnly(1980, 3, 2)) { Nationalities = ["UA"] },
        Account = "Дрон влучив у гуртожиток поруч, вибухом вибило вікна й стіну кухні.",
        When = DamageTime.On(new DateOnly(2023, 3, 22)),
        Where = new DamagePlace("Ржищів") { Region = "Київ", Street = "вул. Садова", House = "12-А", Flat = "7" },
        Property = new Property("двокімнатна квартира", "80000:123:0001"),
        Means = "drone",
        Amount = 12_500,
    };

    private static List<string> Gaps(string text) => [.. Gap().Matches(text).Select(gap => gap.Value).Order(StringComparer.Ordinal)];

    // Three words of small Latin letters in a row are a sentence; names and codes are shorter.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])[A-Za-z]?[a-z]{1,}(?:[’'-][a-z]+)?(?: +[a-z]{2,}(?:[’'-][a-z]+)?){2,}")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\bT`([^`]*)`")]
    private static partial Regex Told();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Value();

    [GeneratedRegex("data-said>([^<]*)<")]
    private static partial Regex Said();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Gap();
}
