using System.Net;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>Filing by plain forms, as a browser without scripts does it.</summary>
public sealed class FilingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_read_comes_back_as_it_was_typed_and_is_told_of()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        using var begun = await RegisterSite.SendAsync(browser, "/register", "/register/drafts", ("for", "person"));
        var draft = begun.Headers.Location!.ToString().Split('/')[3];
        await SaveAsync(browser, draft, "who", ("kind", "person"), ("family-name", "Vydumanenko"), ("given-name", "Olena"), ("born-on", "5 Nov 1956"));
        await SaveAsync(browser, draft, "category", ("category", "A3.1"));
        await SaveAsync(browser, draft, "where", ("settlement", "Ржищів"), ("latitude", "50°27'"), ("longitude", "31.04"));
        await SaveAsync(browser, draft, "details", ("property", "a flat"), ("amount", "20 000 of them"), ("currency", "doubloons"));

        var check = Markup.Parse(await browser.GetStringAsync($"/register/drafts/{draft}/check", Cancel));
        var told = string.Concat(check.QuerySelectorAll(".findings .stops").Select(found => found.TextContent));
        foreach (var (step, field, typed) in new[] { ("who", "born-on", "5 Nov 1956"), ("where", "latitude", "50°27'"), ("where", "longitude", "31.04"), ("details", "amount", "20 000 of them"), ("details", "currency", "doubloons") })
        {
            Assert.Contains(typed, told, StringComparison.Ordinal);
            Assert.Equal(typed, Markup.Parse(await browser.GetStringAsync($"/register/drafts/{draft}/{step}", Cancel)).QuerySelector($"input[name='{field}']")!.GetAttribute("value"));
        }
        await SaveAsync(browser, draft, "details", ("property", "a flat"), ("amount", "20 000"), ("currency", "грн"));
        var statement = (await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Statement;
        Assert.Equal((20_000m, "UAH"), (statement.Amount!.Value, statement.Currency));
        Assert.Equal(["born-on", "latitude", "longitude"], statement.Unread!.Keys);
    }

    [Fact]
    public async Task What_each_step_states_is_kept_and_what_is_missing_leads_to_its_step()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        using var begun = await RegisterSite.SendAsync(browser, "/register", "/register/drafts", ("for", "person"));
        var draft = begun.Headers.Location!.ToString().Split('/')[3];
        await SaveAsync(browser, draft, "who", ("kind", "person"), ("family-name", "Vydumanenko"), ("given-name", "Olena"), ("born-on", "1980-03-02"), ("nationality", "UA"), ("nationality", "PL"));
        await SaveAsync(browser, draft, "category", ("category", "A3.1"));
        await SaveAsync(browser, draft, "what", ("account", "A drone hit the roof. We rented the flat."), ("precision", "within"), ("first", "2023-03-21"), ("last", "2023-03-22"), ("means", "drone"));
        await SaveAsync(browser, draft, "where", ("settlement", "Ржищів"), ("street", "vul. Sadova"), ("house", "12"), ("latitude", "49,96"), ("longitude", "31.04"));
        await SaveAsync(browser, draft, "details", ("property", "a flat"), ("amount", "12 500,50"), ("currency", "uah"));

        var statement = (await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Statement;
        Assert.Equal(["UA", "PL"], statement.Claimant!.Nationalities);
        Assert.Equal(new DamageTime(new DateOnly(2023, 3, 21), new DateOnly(2023, 3, 22), DamageTimePrecision.Within), statement.When);
        Assert.Equal(new GeoPoint(49.96, 31.04), statement.Where!.Pin);
        Assert.Equal((12500.50m, "UAH"), (statement.Amount!.Value, statement.Currency));

        var check = Markup.Parse(await browser.GetStringAsync($"/register/drafts/{draft}/check", Cancel));
        Assert.Contains(check.QuerySelectorAll(".findings .stops a"), way => way.GetAttribute("href") == $"/register/drafts/{draft}/evidence#field-evidence");
        Assert.Contains(check.QuerySelectorAll(".findings .asks a"), way => way.GetAttribute("href") == $"/register/drafts/{draft}/category#field-category");
        using var early = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft}/check", $"/register/drafts/{draft}/submit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);

        using var files = await RegisterSite.SendFilesAsync(browser, draft, ("front.png", Pictures.Png(90, 90, 90)), ("yard.png", Pictures.Png(20, 90, 20)));
        Assert.Equal(HttpStatusCode.SeeOther, files.StatusCode);
        using var submitted = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft}/check", $"/register/drafts/{draft}/submit");
        Assert.Equal($"/register/damage-claims/{draft}/receipt", submitted.Headers.Location!.ToString());
        Assert.Contains("It stands in the ledger as it says", await browser.GetStringAsync($"/register/damage-claims/{draft}/receipt", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_several_places_is_asked_about_before_the_next_step_and_none_is_chosen_beforehand()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Displaced(), Cancel)).Id;
        var page = $"/register/drafts/{draft}/where";
        using var asked = await RegisterSite.SendAsync(browser, page, page, ("settlement", "Mykolaivka"), ("go", "next"));
        Assert.Equal($"{page}#offers", asked.Headers.Location!.ToString());
        var offers = Markup.Parse(await browser.GetStringAsync(page, Cancel));
        var choices = offers.QuerySelectorAll("input[name=gazetteer]").ToList();
        Assert.True(choices.Count > 3);
        Assert.DoesNotContain(choices, choice => choice.HasAttribute("checked"));
        var labels = choices.Select(choice => choice.ParentElement!.TextContent.Trim()).ToList();
        Assert.All(labels[..^1], label => Assert.Matches("^\\w+, \\w+", label));
        Assert.Contains(labels, label => label.StartsWith("Mykolaivka, Sumy Oblast", StringComparison.Ordinal) || label.Contains(" km from ", StringComparison.Ordinal));
        Assert.Equal(labels.Distinct(), labels);
        Assert.Contains("Choose which one is meant", offers.QuerySelector(".findings .stops")!.TextContent, StringComparison.Ordinal);

        var key = choices[1].GetAttribute("value")!;
        using var chosen = await RegisterSite.SendAsync(browser, page, page, ("settlement", "Mykolaivka"), ("offered-for", "Mykolaivka"), ("gazetteer", key), ("go", "next"));
        Assert.NotEqual($"{page}#offers", chosen.Headers.Location!.ToString());
        var place = site.Register.Places.Resolve((await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Statement.Where);
        Assert.Equal(key, place!.Gazetteer);
        Assert.Contains($"understood as {place.Name}, {place.Region}", await browser.GetStringAsync($"/register/drafts/{draft}/check", Cancel), StringComparison.Ordinal);

        using var open = await RegisterSite.SendAsync(browser, page, page, ("settlement", "Mykolaivka"), ("offered-for", "Mykolaivka"), ("gazetteer", "none"), ("go", "next"));
        Assert.NotEqual($"{page}#offers", open.Headers.Location!.ToString());
        Assert.Contains("never counts against a claimant", await browser.GetStringAsync($"/register/drafts/{draft}/check", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_up_piece_by_piece_and_goes_on_where_it_stopped()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id;
        var file = Pictures.Png(10, 20, 30, 200);
        var page = $"/register/drafts/{draft}/evidence";
        using var begun = await RegisterSite.SendAsync(browser, page, $"/register/drafts/{draft}/uploads", ("name", "front.png"), ("bytes", file.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var upload = System.Text.Json.JsonDocument.Parse(await begun.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("id").GetString()!;
        var token = await RegisterSite.TokenAsync(browser, page);
        var middle = file.Length / 3;
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(0, middle)).StatusCode);
        Assert.Contains("front.png", await browser.GetStringAsync(page, Cancel), StringComparison.Ordinal);
        // A part from elsewhere is not taken, and the answer says where to go on; nothing is without the token.
        Assert.Contains($"\"received\":{middle}", await (await PutAsync(middle + 1, file.Length)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        token = "forged";
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(middle, file.Length)).StatusCode);
        token = await RegisterSite.TokenAsync(browser, page);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(middle, file.Length)).StatusCode);
        using var finished = await RegisterSite.SendAsync(browser, page, $"/register/uploads/{upload}/finish");
        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        Assert.Equal(Sha256.Of(file), (await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Evidence.Single().Sha256);

        async Task<HttpResponseMessage> PutAsync(int from, int to)
        {
            using var bytes = new ByteArrayContent(file[from..to]);
            bytes.Headers.Add("Content-Range", $"bytes {from}-{to - 1}/{file.Length}");
            bytes.Headers.Add("X-Form-Token", token);
            return await RegisterSite.SendAsync(browser, $"/register/uploads/{upload}", bytes, HttpMethod.Put);
        }
    }

    [Fact]
    public async Task The_map_of_the_pin_has_the_style_sheet_that_it_shares_with_the_map_of_the_site()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id;
        var page = Markup.Parse(await browser.GetStringAsync($"/register/drafts/{draft}/where", Cancel));
        Assert.SkipUnless(page.QuerySelectorAll("script[type=module]").Length > 1, "built without Node: no map");
        var sheets = await Task.WhenAll(page.QuerySelectorAll("link[rel=stylesheet]").Select(link => browser.GetStringAsync(link.GetAttribute("href"), Cancel)));
        Assert.Contains(sheets, sheet => sheet.Contains(".maplibregl-canvas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_window_saved_is_not_lost_unseen()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id;
        var loaded = Markup.Parse(await browser.GetStringAsync($"/register/drafts/{draft}/details", Cancel)).QuerySelector("input[name=saved]")!.GetAttribute("value")!;
        await SaveAsync(browser, draft, "details", ("saved", loaded), ("property", "a house"), ("amount", "18.500"));
        using var late = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft}/details", $"/register/drafts/{draft}/details", ("saved", loaded), ("property", "a garage"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("a garage", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var kept = (await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Statement;
        Assert.Equal(("a house", 18_500m), (kept.Property!.Description, kept.Amount));
        // Pressed twice is no other window.
        await SaveAsync(browser, draft, "details", ("saved", loaded), ("property", "a house"), ("amount", "18 500"));
    }

    [Fact]
    public async Task Of_several_files_those_that_are_refused_are_named_and_the_others_are_taken()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id;
        using var sent = await RegisterSite.SendFilesAsync(browser, draft, ("front.png", Pictures.Png(9, 9, 9)), ("holiday.exe", "MZ program"u8.ToArray()), ("yard.png", Pictures.Png(8, 8, 8)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Contains("holiday.exe", Markup.Parse(await sent.Content.ReadAsStringAsync(Cancel)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Evidence.Count);
    }

    [Fact]
    public async Task A_form_of_files_without_the_token_is_not_looked_at()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        var draft = (await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Png(1, 1, 1)), "file", "front.png" }, { new StringContent(await RegisterSite.TokenAsync(browser, "/account")), "form-token" } };
        using var answer = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft}/evidence", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty((await site.Register.DraftAsync(site.Of(RegisterSite.Claimant), draft, Cancel)).Evidence);
    }

    [Fact]
    public async Task Pages_are_in_the_language_that_is_asked_for_and_stay_in_it()
    {
        await using var site = await RegisterSite.StartAsync();
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        Assert.Contains("Подати заяву", WebUtility.HtmlDecode(await browser.GetStringAsync("/register?lang=uk", Cancel)), StringComparison.Ordinal);
        Assert.Contains("lang=\"uk\"", await browser.GetStringAsync("/register/statistics", Cancel), StringComparison.Ordinal);
        Assert.Contains("File a damage claim", await browser.GetStringAsync("/register?lang=en", Cancel), StringComparison.Ordinal);
    }

    private static async Task SaveAsync(HttpClient browser, string draft, string step, params (string, string)[] fields)
    {
        using var answer = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft}/{step}", $"/register/drafts/{draft}/{step}", fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
