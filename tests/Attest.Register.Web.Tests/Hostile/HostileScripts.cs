using System.Globalization;
using System.Net;
using System.Text.Json;
using Attest.Register.DamageClaims;
using Attest.Register.Receipts;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Register.Web.Tests.Hostile;

/// <summary>What no page's form alone sends: an upload piece by piece, the number that erasing asks for, a receipt that was changed.</summary>
internal sealed class HostileScripts(RegisterSite site, Planting planting, AnswerCheck check, FormWalk forms, RouteBook routes)
{
    /// <summary>The fields, as the planting knows them.</summary>
    public const string Upload = "an upload", Receipt = "a receipt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Uploads a file to a draft in a piece and finishes it; begins another.</summary>
    public async Task UploadAsync(string draft)
    {
        for (var number = 0; number < HostileWords.Beginnings.Length; number++)
        {
            var bytes = Pictures.Png(7, 7, (byte)number);
            var begun = await AskAsync(HttpMethod.Post, $"/register/drafts/{draft}/uploads", await FormAsync(("name", $"../..\\C:{HostileRegister.NameOfFile(Next(Upload))}.png"), ("bytes", Number(bytes.Length)), ("description", Next(Upload))));
            var upload = $"/register/uploads/{JsonDocument.Parse(begun.Text).RootElement.GetProperty("id").GetString()}";
            await AskAsync(HttpMethod.Get, upload, null);
            using var piece = new ByteArrayContent(bytes);
            piece.Headers.Add("Content-Range", $"bytes 0-{Number(bytes.Length - 1)}/{Number(bytes.Length)}");
            await AskAsync(HttpMethod.Put, upload, piece);
            await AskAsync(HttpMethod.Post, number == 0 ? $"{upload}/cancel" : $"{upload}/finish", await FormAsync());
        }
        // What the site can make nothing of is told in words alone.
        await AskAsync(HttpMethod.Post, $"/register/drafts/{draft}/uploads", await FormAsync(("name", Next(Upload)), ("bytes", Next(Upload))));
        await AskAsync(HttpMethod.Post, $"/register/drafts/{Uri.EscapeDataString(HostileWords.Words[0])}/uploads", await FormAsync(("name", Next(Upload)), ("bytes", "5")));
    }

    /// <summary>Erases damage claims for hostile reasons.</summary>
    public async Task EraseAsync()
    {
        const string route = "/register/damage-claims/{id}/erase", field = $"POST {route} words";
        for (var turn = 0; turn < HostileWords.Beginnings.Length; turn++)
        {
            var filed = await site.FileAsync(Statements.Displaced());
            var wrong = await AskAsync(HttpMethod.Post, $"/register/damage-claims/{filed.Id}/erase", await FormAsync(("words", Next(field)), ("number", Next(field))));
            Assert.Equal((int)HttpStatusCode.UnprocessableEntity, wrong.Status);
            var planted = planting.Next(field, 500);
            var done = await AskAsync(HttpMethod.Post, $"/register/damage-claims/{filed.Id}/erase", await FormAsync(("words", planted.Value), ("number", filed.Number)));
            Assert.Equal((int)HttpStatusCode.SeeOther, done.Status);
            (planted.IsTaken, forms.Fates[field].TakesWords) = (true, true);
        }
        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("words", Next(field)), KeyValuePair.Create("form-token", Next(field))]);
        Assert.Equal((int)HttpStatusCode.BadRequest, (await AskAsync(HttpMethod.Post, "/register/damage-claims/none/erase", forged)).Status);
        foreach (var fate in forms.Fates.Where(fate => fate.Key.StartsWith($"POST {route} ", StringComparison.Ordinal)))
        {
            fate.Value.WasTried = true;
        }
    }

    /// <summary>Has receipts looked at that say something else in each of their members.</summary>
    public async Task CheckReceiptAsync(Receipt receipt)
    {
        foreach (var changed in new[] { receipt with { Number = Next(Receipt) }, receipt with { Id = Next(Receipt) }, receipt with { Salt = Next(Receipt) }, receipt with { Content = Next(Receipt) }, receipt with { Body = Next(Receipt), EntryHash = Next(Receipt) } })
        {
            using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync()), "form-token" }, { new ByteArrayContent(ReceiptFile.Write(changed)), "file", "receipt.json" } };
            Assert.Equal((int)HttpStatusCode.OK, (await AskAsync(HttpMethod.Post, "/register/receipt", form)).Status);
        }
    }

    private async Task<Seen> AskAsync(HttpMethod method, string address, HttpContent? content)
    {
        var browser = await site.BrowserAsync(RegisterSite.Claimant);
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (method == HttpMethod.Put)
        {
            request.Headers.Add("X-Form-Token", await TokenAsync());
        }
        using var answer = await browser.SendAsync(request, Cancel);
        var seen = await Seen.OfAsync(request, answer, Cancel);
        check.Look(seen);
        planting.Find(seen.Text);
        if (seen.Status < 400 && routes.Find(method.Method, address) is { } route)
        {
            forms.Taken.Add(route);
        }
        return seen;
    }

    private async Task<string> TokenAsync() => await RegisterSite.TokenAsync(await site.BrowserAsync(RegisterSite.Claimant), "/account");

    private async Task<FormUrlEncodedContent> FormAsync(params (string Name, string Value)[] fields) => new(fields.Append(("form-token", await TokenAsync())).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));

    private string Next(string field) => planting.Next(field, 200) is var planted && (planted.IsTaken = true) ? planted.Value : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
