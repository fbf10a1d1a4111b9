using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Access;
using Attest.Register.Web.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Register.Web.Tests.Access;

/// <summary>The table of docs/register-access.md: it is what the routes of the room state, and what they do.</summary>
public sealed partial class RegisterAccessTests
{
    private const string Nobody = "";

    private static readonly string[] Everybody = [Nobody, RegisterSite.Claimant, RegisterSite.Stranger, RegisterSite.Examiner, RegisterSite.OtherExaminer, RegisterSite.Board, RegisterSite.Auditor, RegisterSite.Administrator];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Row(string Method, string Route, string Audience)
    {
        public override string ToString() => $"| {Method} | `{Route}` | {Audience} |";
    }

    private enum Answer
    {
        LetIn,
        SignIn,
        Refused,
        NotThere,
    }

    [Fact]
    public async Task The_document_lists_every_route_of_the_room_with_whom_it_is_for()
    {
        await using var site = await RegisterSite.StartAsync(withAccounts: false);
        var rows = Rows(site.Site).OrderBy(row => row.Route, StringComparer.Ordinal).ThenBy(row => row.Method, StringComparer.Ordinal).Select(row => row.ToString()).ToList();
        var text = await File.ReadAllTextAsync(Document(), Cancel);
        var table = TableRow().Matches(text);
        if (Environment.GetEnvironmentVariable("ATTEST_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Document(), text[..table[0].Index] + string.Join('\n', rows) + text[(table[^1].Index + table[^1].Length)..], Cancel);
            return;
        }
        Assert.Equal(rows, table.Select(match => match.Value));
    }

    [Fact]
    public async Task Every_route_below_the_rooms_address_states_whom_it_is_for()
    {
        await using var site = await RegisterSite.StartAsync(withAccounts: false);
        var routes = Routes(site.Site).Where(route => route.RoutePattern.RawText!.StartsWith(RegisterRoom.Home, StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count > 30);
        Assert.All(routes, route => Assert.NotNull(route.Metadata.GetMetadata<RoomAccess>()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_route_lets_in_whom_the_document_says_and_nobody_else(bool isPublic)
    {
        await using var site = await RegisterSite.StartAsync(isPublic);
        // One that is assigned, with a piece of evidence, and a draft with an upload that goes on.
        var claim = await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ("front.png", Pictures.Png(90, 90, 90)));
        await site.Register.AssignAsync(site.Of(RegisterSite.Board), claim.Id, site.Of(RegisterSite.Examiner).Account, Cancel);
        var evidence = (await site.Register.DamageClaimAsync(site.Of(RegisterSite.Claimant), claim.Id, Cancel)).Evidence.Single().Id;
        var draft = await site.Register.NewDraftAsync(site.Of(RegisterSite.Claimant), Statements.Displaced("Inshenko"), Cancel);
        var upload = await site.Register.BeginUploadAsync(site.Of(RegisterSite.Claimant), draft.Id, "yard.png", 100, "", Cancel);

        await site.Register.WriteEvidencePackAsync(site.Of(RegisterSite.Board), claim.Id, Stream.Null, "", Cancel);
        var head = Assert.Single((await site.Register.HeadsAsync(null, 1, Cancel)).Items).Size.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var given = await RegisterSite.SendCsvAsync(await site.BrowserAsync(RegisterSite.Claimant), "category\nA1.1\n"u8.ToArray());
        var run = given.Headers.Location!.ToString().Split('/')[^1];

        var wrong = new List<string>();
        foreach (var row in Written())
        {
            var address = row.Route.Replace("{run}", run, StringComparison.Ordinal).Replace("{size}", head, StringComparison.Ordinal).Replace("{step}", "what", StringComparison.Ordinal).Replace("{evidence}", evidence, StringComparison.Ordinal).Replace("{upload}", upload.Id, StringComparison.Ordinal)
                .Replace("{id}", row.Route.StartsWith("/register/drafts", StringComparison.Ordinal) ? draft.Id : claim.Id, StringComparison.Ordinal);
            foreach (var who in Everybody)
            {
                var (expected, found) = (Expected(row, who), await FoundAsync(site, row, address, who));
                if (expected != found)
                {
                    wrong.Add($"{row.Method} {row.Route} as {(who == Nobody ? "nobody" : who)}, public {isPublic}: expected {expected}, found {found}.");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Whoever_sits_at_this_machine_may_do_all_only_while_nobody_has_an_account()
    {
        await using (var alone = await RegisterSite.StartAsync(withAccounts: false))
        {
            using var browser = alone.Browser();
            Assert.Contains("Look at the register as", await browser.GetStringAsync("/register", Cancel), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/register/queue", Cancel)).StatusCode);
        }
        await using var shared = await RegisterSite.StartAsync();
        using var stranger = shared.Browser();
        Assert.StartsWith("/sign-in", (await stranger.GetAsync("/register/queue", Cancel)).Headers.Location!.ToString(), StringComparison.Ordinal);
        await using var open = await RegisterSite.StartAsync(isPublic: true, withAccounts: false);
        using var visitor = open.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/register/queue", Cancel)).StatusCode);
    }

    // What the document says, in the words of its table, apart from the code that holds it.
    private static Answer Expected(Row row, string who)
    {
        var may = row.Audience.Split(", ");
        if (may.Contains("everybody"))
        {
            return Answer.LetIn;
        }
        if (who == Nobody)
        {
            return Answer.SignIn;
        }
        if (may.Contains("signed in"))
        {
            return Answer.LetIn;
        }
        var isOne = may.Any(one => one.StartsWith("its ", StringComparison.Ordinal));
        var isIn = who switch
        {
            RegisterSite.Claimant => may.Contains("its claimant"),
            RegisterSite.Examiner => may.Contains("its examiner") || may.Contains("examiner"),
            RegisterSite.OtherExaminer => may.Contains("examiner"),
            RegisterSite.Board => may.Contains("board"),
            RegisterSite.Auditor => may.Contains("auditor"),
            RegisterSite.Administrator => may.Contains("administrator"),
            _ => false,
        };
        // What is somebody else's is as if it were not there; a part of the room that one has no role for says so, and so does what is not theirs to do of one that they know of.
        var knows = row.Route.StartsWith("/register/damage-claims/", StringComparison.Ordinal) && who is (RegisterSite.Claimant or RegisterSite.Examiner or RegisterSite.Board);
        return isIn ? Answer.LetIn : !isOne || knows ? Answer.Refused : Answer.NotThere;
    }

    private static async Task<Answer> FoundAsync(RegisterSite site, Row row, string address, string who)
    {
        var browser = who == Nobody ? site.Browser() : await site.BrowserAsync(who);
        HttpResponseMessage answer;
        if (row.Method == "GET")
        {
            answer = await browser.GetAsync(address, Cancel);
        }
        else
        {
            // Sent with what the form needs to be looked at, and never with what would change something.
            var token = who == Nobody ? "none" : await RegisterSite.TokenAsync(browser, "/account");
            using HttpContent content = row.Method == "PUT" ? Bytes(token) : row.Route.EndsWith("/evidence", StringComparison.Ordinal) ? Files(token) : new FormUrlEncodedContent([KeyValuePair.Create("form-token", token), KeyValuePair.Create("name", "roof.png"), KeyValuePair.Create("bytes", "10")]);
            if (row.Route is "/register/drafts/{id}/discard" or "/register/drafts/{id}/submit" or "/register/drafts/{id}/{step}" or "/register/drafts/{id}/evidence/{evidence}/withdraw" or "/register/drafts/{id}/evidence/{evidence}/hand-in" or "/register/bulk/{run}/remove" or "/register/uploads/{upload}/cancel" or "/register/damage-claims/{id}/withdraw" && who == RegisterSite.Claimant)
            {
                return Answer.LetIn;
            }
            answer = await RegisterSite.SendAsync(browser, address, content, new HttpMethod(row.Method));
        }
        using (answer)
        {
            Assert.True((int)answer.StatusCode < 500, $"{row.Method} {address} as {who} answers {answer.StatusCode}.");
            return answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized => Answer.SignIn,
                HttpStatusCode.SeeOther when answer.Headers.Location!.ToString().StartsWith("/sign-in", StringComparison.Ordinal) => Answer.SignIn,
                HttpStatusCode.Forbidden => Answer.Refused,
                HttpStatusCode.NotFound => Answer.NotThere,
                _ => Answer.LetIn,
            };
        }
    }

    private static ByteArrayContent Bytes(string token)
    {
        var bytes = new ByteArrayContent([1]);
        bytes.Headers.Add("Content-Range", "bytes 50-50/100");
        bytes.Headers.Add("X-Form-Token", token);
        return bytes;
    }

    private static MultipartFormDataContent Files(string token) => new() { { new StringContent(token), "form-token" }, { new ByteArrayContent([1]), "file", "one.png" } };

    private static List<RouteEndpoint> Routes(WebApplication site) => [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static IEnumerable<Row> Rows(WebApplication site) =>
        from route in Routes(site)
        let access = route.Metadata.GetMetadata<RoomAccess>()
        where access is not null
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where method != "HEAD"
        select new Row(method, route.RoutePattern.RawText!, access.Words);

    private static List<Row> Written() => [.. TableRow().Matches(File.ReadAllText(Document())).Select(match => new Row(match.Groups["method"].Value, match.Groups["route"].Value, match.Groups["audience"].Value))];

    private static string Document([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "register-access.md");

    [GeneratedRegex(@"(?m)^\| (?<method>[A-Z]+) \| `(?<route>/[^`]*)` \| (?<audience>[^|]+) \|$")]
    private static partial Regex TableRow();
}
