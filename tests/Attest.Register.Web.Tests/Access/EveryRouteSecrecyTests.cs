using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Register.Web.Tests.Access;

/// <summary>Every route of the site, with whatever can be put into its address: nobody learns a name, an address, a reason or a file's name that is not their business, not from its errors and not from the log either.</summary>
public sealed partial class EveryRouteSecrecyTests
{
    private const int Planted = 200;
    private const string Searched = "Zaplantovane7";

    private static readonly string[] Secrets = ["aplantovan", "Skhovana", "shum-foto", "Tayemne"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_200_damage_claims_state_stands_on_no_page_of_others_in_no_feed_export_error_or_log()
    {
        var log = new StringWriter();
        var before = Console.Error;
        Console.SetError(TextWriter.Synchronized(log));
        try
        {
            await using var site = await RegisterSite.StartAsync(isPublic: true, fill: Reports.FillAsync);
            var claims = await PlantAsync(site);
            var leaks = new List<string>();
            foreach (var who in new[] { "", RegisterSite.Stranger, RegisterSite.OtherExaminer, RegisterSite.Auditor, RegisterSite.Administrator })
            {
                var browser = who.Length == 0 ? site.Browser() : await site.BrowserAsync(who);
                foreach (var address in Addresses(site, claims))
                {
                    using var answer = await browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancel);
                    Look($"{address} as {who}", answer, await answer.Content.ReadAsStringAsync(Cancel));
                }
                var token = who.Length == 0 ? "none" : await RegisterSite.TokenAsync(browser, "/account");
                foreach (var address in Posts(site, claims))
                {
                    using var answer = await RegisterSite.SendAsync(browser, address, new FormUrlEncodedContent([KeyValuePair.Create("form-token", token), KeyValuePair.Create("words", "why not"), KeyValuePair.Create("examiner", "nobody")]));
                    Look($"POST {address} as {who}", answer, await answer.Content.ReadAsStringAsync(Cancel));
                }
            }
            // Whose it is sees it; so the names are there to be found.
            var own = await site.BrowserAsync(RegisterSite.Claimant);
            Assert.Contains("Zaplantovane7", await own.GetStringAsync($"/register/damage-claims/{claims[7].Id}", Cancel), StringComparison.Ordinal);

            // One that is damaged on the disk: what went wrong is told to nobody but the log, and what is stated not even to that.
            await DamageAsync(site, claims[9].Id);
            using var broken = await own.GetAsync($"/register/damage-claims/{claims[9].Id}", Cancel);
            Assert.True((int)broken.StatusCode >= 400, $"A damaged damage claim answers {broken.StatusCode}.");
            Look("a damaged one", broken, await broken.Content.ReadAsStringAsync(Cancel));
            Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(20)));

            void Look(string where, HttpResponseMessage answer, string body)
            {
                var text = WebUtility.HtmlDecode(body) + answer.Headers;
                // A search tells what was searched for, and nothing else.
                text = where.Contains("?q=", StringComparison.Ordinal) ? text.Replace(Searched, "", StringComparison.Ordinal) : text;
                leaks.AddRange(Secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{where}: {secret}"));
                if ((int)answer.StatusCode >= 500 && where != "a damaged one")
                {
                    leaks.Add($"{where} answers {answer.StatusCode}.");
                }
            }
        }
        finally
        {
            Console.SetError(before);
        }
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, log.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<List<Receipt>> PlantAsync(RegisterSite site)
    {
        var claims = new List<Receipt>();
        for (var number = 0; number < Planted; number++)
        {
            claims.Add(await site.FileAsync(Stated(number), RegisterSite.Claimant, number < 3 ? [("shum-foto.png", Pictures.Png(1, 2, (byte)number))] : []));
        }
        var board = site.Of(RegisterSite.Board);
        for (var number = 0; number < 6; number++)
        {
            await site.Register.AssignAsync(board, claims[number].Id, site.Of(RegisterSite.Examiner).Account, Cancel);
        }
        await site.Register.ReturnAsync(board, claims[0].Id, ["other-return"], "Zaplantovane0 has to say more of Skhovana.", Cancel);
        await site.Register.DecideAsync(board, claims[1].Id, DamageStep.Refuse, ["not-damage"], "Tayemne rishennia.", Cancel);
        await site.Register.AppealAsync(site.Of(RegisterSite.Claimant), claims[1].Id, "Tayemna skarha of Zaplantovane1.", Cancel);
        await site.Register.DecideAsync(board, claims[2].Id, DamageStep.Record, [], "Tayemne slovo.", Cancel);
        await site.Register.ProposeAsync(site.Of(RegisterSite.Examiner), claims[3].Id, DamageStep.Refuse, ["not-damage"], "Tayemna dumka.", Cancel);
        await site.Register.WithdrawAsync(site.Of(RegisterSite.Claimant), claims[8].Id, "Tayemna prychyna.", Cancel);
        await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Stated(500), Cancel);
        return claims;
    }

    // Every route that is read, with keys of what was planted in each of its gaps, and what people try.
    private static IEnumerable<string> Addresses(RegisterSite site, List<Receipt> claims)
    {
        string[] keys = [claims[0].Id, claims[1].Id, claims[3].Id, claims[7].Id, claims[2].Number, "none", "%00"];
        foreach (var route in Of(site, "GET").Where(route => route is not "/live"))
        {
            foreach (var key in Gap().IsMatch(route) ? keys : [""])
            {
                yield return Gap().Replace(route, gap => gap.Value == "{step}" ? "what" : gap.Value == "{format}" ? "csv" : key);
            }
        }
        foreach (var query in new[] { "?lang=uk", "?number=none", "?state=recorded", "?state=%00", "?cursor=zzz", "?q=killed", "?category=%27" })
        {
            foreach (var route in new[] { "/register", "/register/queue", "/register/trail", "/register/roles", "/register/erase", "/register/statistics", "/register/find", "/search", "/api/v1/search" })
            {
                yield return route + query;
            }
        }
        foreach (var search in new[] { "/search", "/search/feed.atom", "/api/v1/search", "/register", "/register/queue" })
        {
            yield return $"{search}?q={Searched}";
        }
        yield return $"/register/erase?number={claims[2].Number}";
        yield return $"/register/find?number={claims[2].Number}";
        yield return "/register/nothing/here";
    }

    private static IEnumerable<string> Posts(RegisterSite site, List<Receipt> claims) =>
        Of(site, "POST").Where(route => route.StartsWith("/register", StringComparison.Ordinal)).SelectMany(route => new[] { claims[0].Id, claims[3].Id, claims[7].Id }.Select(key => Gap().Replace(route, gap => gap.Value == "{step}" ? "what" : key))).Distinct(StringComparer.Ordinal);

    private static List<string> Of(RegisterSite site, string method) =>
        [.. site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method)).Select(route => route.RoutePattern.RawText!).Distinct()];

    // One byte of what is sealed, as a failing disk would have it.
    private static async Task DamageAsync(RegisterSite site, string id)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(site.Folder, "register", "register.db"), Pooling = false }.ToString());
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE matter SET sealed = zeroblob(length(sealed)) WHERE commitment = (SELECT statement FROM damage_claims WHERE id = $id)";
        command.Parameters.AddWithValue("$id", id);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }

    private static Statement Stated(int number)
    {
        var name = $"Zaplantovane{number.ToString(CultureInfo.InvariantCulture)}";
        return Statements.Displaced(name, "Zaplantovana") with
        {
            Account = $"We of {name} had to leave Skhovana street when the shelling came nearer, and have not been back.",
            Where = new DamagePlace(number % 2 == 0 ? "Rzhyshchiv" : "Bakhmut") { Region = number % 2 == 0 ? "Kyiv" : "Donetsk", Street = $"Skhovana {number.ToString(CultureInfo.InvariantCulture)}", House = "1" },
        };
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Gap();
}
