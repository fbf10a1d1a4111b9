using System.Net;
using System.Text.RegularExpressions;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Access;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Accounts;
using Attest.Web.Rooms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Register.Web.Tests.Access;

/// <summary>A key that somebody guessed, copied or was sent opens nothing that is not theirs.</summary>
public sealed partial class KeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Owned(string Claim, string Evidence, string Draft, string DraftEvidence, string Upload, string Run);

    [Fact]
    public async Task Every_route_with_a_key_answers_to_another_claimants_key_as_if_there_were_none()
    {
        await using var site = await RegisterSite.StartAsync(isPublic: true);
        var (olenas, petros) = (await OwnAsync(site, RegisterSite.Claimant), await OwnAsync(site, RegisterSite.Stranger));
        var wrong = new List<string>();
        foreach (var (method, route) in Routes(site))
        {
            // All keys are another's; then one's own is before, and another's behind it.
            var addresses = new List<string> { Filled(route, petros) };
            if (Gap().Count(route.Replace("{step}", "what", StringComparison.Ordinal)) > 1)
            {
                addresses.Add(Filled(route, petros with { Claim = olenas.Claim, Draft = olenas.Draft }));
                addresses.Add(Filled(route, olenas with { Claim = petros.Claim, Draft = petros.Draft }));
            }
            foreach (var address in addresses)
            {
                var found = await AskAsync(await site.BrowserAsync(RegisterSite.Claimant), method, address);
                // What is for other roles altogether says so; what claimants do says that there is nothing.
                if (found is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden) || (found == HttpStatusCode.Forbidden && IsForClaimants(site, method, route)))
                {
                    wrong.Add($"{method} {address} ({route}) answers {found}.");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        // Nothing of Petro's was touched by it.
        var petro = site.Of(RegisterSite.Stranger);
        Assert.Single((await site.Register.DamageClaimAsync(petro, petros.Claim, Cancel)).Changes);
        Assert.Single((await site.Register.DraftAsync(petro, petros.Draft, Cancel)).Evidence);
        Assert.Equal(0, (await site.Register.UploadStateAsync(petro, petros.Upload, Cancel)).Received);
    }

    [Fact]
    public async Task A_role_in_the_register_does_not_count_on_an_account_that_may_not_read_the_archive()
    {
        await using var site = await RegisterSite.StartAsync(isPublic: true, fill: Reports.FillAsync);
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(9, 9, 9)));
        Assert.Empty(await SiteAccounts.AddAsync(site.Folder, "member-of-board", Role.Member, RegisterSite.Password, TimeProvider.System, Cancel));
        await site.Register.GiveRoleAsync(site.Of(RegisterSite.Administrator), (await SiteAccounts.NamedAsync(site.Folder, "member-of-board", TimeProvider.System, Cancel))!.Key, "member-of-board", RegisterRole.Board, "by mistake", Cancel);
        var member = await site.BrowserAsync("member-of-board");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync("/register/queue", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/register/damage-claims/{claim.Id}", Cancel)).StatusCode);

        // Nor is a claimant given what reports say by the pack of their own damage claim.
        var (own, board) = (await PackAsync(site, RegisterSite.Claimant, claim.Id), await PackAsync(site, RegisterSite.Board, claim.Id));
        Assert.Contains("State Emergency Service", board, StringComparison.Ordinal);
        Assert.DoesNotContain("State Emergency Service", own, StringComparison.Ordinal);
        Assert.DoesNotContain("dormitory in Rzhyshchiv", own, StringComparison.Ordinal);
    }

    private static async Task<string> PackAsync(RegisterSite site, string who, string id)
    {
        using var answer = await RegisterSite.SendAsync(await site.BrowserAsync(who), "/account", $"/register/damage-claims/{id}/pack", ("why", "to look"));
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
        using var reader = new StreamReader(zip.GetEntry("reported.json")!.Open());
        return await reader.ReadToEndAsync(Cancel);
    }

    private static async Task<Owned> OwnAsync(RegisterSite site, string who)
    {
        var actor = site.Of(who);
        var claim = await site.FileAsync(Statements.Flat(who == RegisterSite.Claimant ? "Vydumanenko" : "Inshenko"), who, ("front.png", Pictures.Png(1, 1, 1)));
        var draft = await site.Register.NewDraftAsync(actor, Statements.Flat("Tretienko"), Cancel);
        var piece = await site.Register.ReceiveAsync(actor, draft.Id, "yard.png", new MemoryStream(Pictures.Png(2, 2, 2)), "", Cancel);
        var upload = await site.Register.BeginUploadAsync(actor, draft.Id, "roof.png", 100, "", Cancel);
        using var given = await RegisterSite.SendCsvAsync(await site.BrowserAsync(who), "category\nA1.1\n"u8.ToArray());
        return new Owned(claim.Id, (await site.Register.DamageClaimAsync(actor, claim.Id, Cancel)).Evidence.Single().Id, draft.Id, piece.Id, upload.Id, given.Headers.Location!.ToString().Split('/')[^1]);
    }

    private static string Filled(string route, Owned keys)
    {
        var isDraft = route.StartsWith("/register/drafts", StringComparison.Ordinal);
        return Gap().Replace(route, gap => gap.Value switch
        {
            "{id}" => isDraft ? keys.Draft : keys.Claim,
            "{evidence}" => isDraft ? keys.DraftEvidence : keys.Evidence,
            "{upload}" => keys.Upload,
            "{run}" => keys.Run,
            _ => "what",
        });
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient browser, string method, string address)
    {
        if (method == "GET")
        {
            using var read = await browser.GetAsync(address, Cancel);
            return read.StatusCode;
        }
        var token = await RegisterSite.TokenAsync(browser, "/account");
        using HttpContent content = method == "PUT" ? new ByteArrayContent([1]) : address.EndsWith("/evidence", StringComparison.Ordinal)
            ? new MultipartFormDataContent { { new StringContent(token), "form-token" }, { new ByteArrayContent(Pictures.Png(3, 3, 3)), "file", "one.png" } }
            : new FormUrlEncodedContent([KeyValuePair.Create("form-token", token), KeyValuePair.Create("words", "because"), KeyValuePair.Create("name", "roof.png"), KeyValuePair.Create("bytes", "10")]);
        if (method == "PUT")
        {
            content.Headers.Add("Content-Range", "bytes 0-0/100");
            content.Headers.Add("X-Form-Token", token);
        }
        using var answer = await RegisterSite.SendAsync(browser, address, content, new HttpMethod(method));
        return answer.StatusCode;
    }

    private static bool IsForClaimants(RegisterSite site, string method, string route) => Endpoints(site)
        .First(one => one.RoutePattern.RawText == route && one.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method)).Metadata.GetMetadata<RoomAccess>()!.Words.Contains("its claimant", StringComparison.Ordinal);

    private static IEnumerable<(string Method, string Route)> Routes(RegisterSite site) =>
        from route in Endpoints(site)
        where route.RoutePattern.RawText!.StartsWith(RegisterRoom.Home, StringComparison.Ordinal) && Gap().IsMatch(route.RoutePattern.RawText)
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where method != "HEAD"
        select (method, route.RoutePattern.RawText!);

    private static IEnumerable<RouteEndpoint> Endpoints(RegisterSite site) => site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Gap();
}
