using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Attest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Accounts;

/// <summary>The table of docs/access.md: it is what the routes state, and what they do.</summary>
public sealed partial class AccessMatrixTests
{
    private const string Everybody = "everybody";

    private static readonly string[] Roles = [Everybody, "member", "reader", "editor", "administrator"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Row(string Method, string Route, string Least, string LeastInPublic, string Token)
    {
        public bool IsOfMachines => Route.StartsWith("/api/", StringComparison.Ordinal) || IsFollowed(Route);

        // Feeds, the stream and the bytes of snapshots.
        public static bool IsFollowed(string route) => route.EndsWith("/feed.atom", StringComparison.Ordinal) || route.EndsWith("/feed.json", StringComparison.Ordinal) || route is "/live" or "/snapshots/{id}.json";

        public override string ToString() => $"| {Method} | `{Route}` | {Least} | {LeastInPublic} | {Token} |";
    }

    [Fact]
    public async Task The_document_lists_every_route_with_whom_it_is_for()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: false);
        var rows = Stated(site.Site).Select(row => row.ToString());
        var file = Document();
        var text = await File.ReadAllTextAsync(file, Cancel);
        var table = TableRow().Matches(text);
        if (Environment.GetEnvironmentVariable("ATTEST_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(file, text[..table[0].Index] + string.Join('\n', rows) + text[(table[^1].Index + table[^1].Length)..], Cancel);
            return;
        }
        Assert.Equal(rows, table.Select(match => match.Value));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Every_route_lets_in_whom_the_document_says_and_nobody_else(bool isPublic, bool isWide)
    {
        await using var site = await AccountSite.StartAsync(isPublic, isWide, Role.Member, Role.Reader, Role.Editor, Role.Administrator);
        await site.AddAsync("new", Role.Administrator, mustChange: true);
        await site.AddAsync("demoted", Role.Editor);
        var demoted = await site.TokenAsync("demoted", [.. TokenScope.All]);
        await site.AddAsync("put out", Role.Editor);
        var putOut = await site.TokenAsync("put out", [.. TokenScope.All]);
        await site.WithAsync(async services => await services.GetRequiredService<AccountBook>().SetRoleAsync((await services.GetRequiredService<AccountBook>().NamedAsync("demoted", Cancel))!, Role.Reader, Cancel));
        await site.WithAsync(async services => await services.GetRequiredService<AccountBook>().SetRoleAsync((await services.GetRequiredService<AccountBook>().NamedAsync("put out", Cancel))!, Role.Member, Cancel));
        var askers = new List<Asker>
        {
            // At this machine reading stays open; from elsewhere everybody is a stranger.
            new("signed out", !isPublic && !isWide ? "reader" : Everybody),
            new("false session", !isPublic && !isWide ? "reader" : Everybody) { Cookie = "forged" },
            new("member", "member") { Cookie = await site.SessionAsync("member") },
            new("reader", "reader") { Cookie = await site.SessionAsync("reader") },
            new("editor", "editor") { Cookie = await site.SessionAsync("editor") },
            new("administrator", "administrator") { Cookie = await site.SessionAsync("administrator") },
            new("first password", "administrator") { Cookie = await site.SessionAsync("new"), HasFirstPassword = true },
            new("false token", Everybody) { Token = "attest_forged" },
            new("token of a demoted editor", "reader") { Token = demoted, Scopes = [.. TokenScope.All.Select(scope => scope.Name)] },
            new("token of an editor who is a member now", "member") { Token = putOut, Scopes = [.. TokenScope.All.Select(scope => scope.Name)] },
        };
        foreach (var scope in TokenScope.All)
        {
            askers.Add(new Asker($"token {scope}", "editor") { Token = await site.TokenAsync("editor", scope), Scopes = [scope.Name] });
        }
        var wrong = await WrongAsync(site, askers, isPublic, isWide, hasAccounts: true);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(false, false, "administrator")]
    [InlineData(false, true, "reader")]
    [InlineData(true, false, Everybody)]
    [InlineData(true, true, Everybody)]
    public async Task While_nobody_has_an_account_who_sits_at_this_machine_may_do_all_and_others_read(bool isPublic, bool isWide, string role)
    {
        await using var site = await AccountSite.StartAsync(isPublic, isWide);
        var wrong = await WrongAsync(site, [new Asker("signed out", role), new Asker("false session", role) { Cookie = "forged" }], isPublic, isWide, hasAccounts: false);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_request_for_the_headers_alone_is_let_in_where_one_for_the_whole_is()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader, Role.Editor);
        Asker[] askers = [new("signed out", Everybody), new("reader", "reader") { Cookie = await site.SessionAsync("reader") }, new("token", "editor") { Token = await site.TokenAsync("editor", TokenScope.Read), Scopes = [TokenScope.Read.Name] }];
        // A stream has no headers that tell anything; it alone is not asked for them.
        var unasked = site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods is var methods && methods.Contains("GET") && !methods.Contains("HEAD")).Select(route => route.RoutePattern.RawText);
        Assert.Equal(["/live"], unasked);
        var wrong = new List<string>();
        foreach (var row in Written().Where(row => row is { Method: "GET", Route: not "/live" }))
        {
            foreach (var asker in askers)
            {
                var (whole, headers) = (await FoundAsync(site, row, asker), await FoundAsync(site, row with { Method = "HEAD" }, asker));
                if (whole != headers)
                {
                    wrong.Add($"{row.Route} as {asker.Name}: {whole} to GET, {headers} to HEAD.");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private sealed record Asker(string Name, string Role)
    {
        public string? Cookie { get; init; }

        public string? Token { get; init; }

        public string[]? Scopes { get; init; }

        public bool HasFirstPassword { get; init; }

        public bool IsSignedIn => Cookie is not null and not "forged";
    }

    private enum Answer
    {
        LetIn,
        SignIn,
        Refused,
        ChoosePassword,
    }

    private static async Task<List<string>> WrongAsync(AccountSite site, IReadOnlyList<Asker> askers, bool isPublic, bool isWide, bool hasAccounts)
    {
        var wrong = new List<string>();
        foreach (var row in Written())
        {
            foreach (var asker in askers)
            {
                var (expected, found) = (Expected(row, asker, isPublic, !isWide && !isPublic, hasAccounts), await FoundAsync(site, row, asker));
                if (expected != found)
                {
                    wrong.Add($"{row.Method} {row.Route} as {asker.Name}, public {isPublic}, wide {isWide}: expected {expected}, found {found}.");
                }
            }
        }
        return wrong;
    }

    // What the document says, in the words of its table, apart from the code that holds it.
    private static Answer Expected(Row row, Asker asker, bool isPublic, bool isOfThisMachine, bool hasAccounts)
    {
        var stated = isPublic ? row.LeastInPublic : row.Least;
        var least = stated.Split(',')[0];
        var hasRole = Array.IndexOf(Roles, asker.Role) >= Array.IndexOf(Roles, least);
        if (asker.Token is not null && !row.IsOfMachines)
        {
            // Elsewhere a token is not looked at.
            return Expected(row, new Asker("signed out", isOfThisMachine ? "reader" : Everybody), isPublic, isOfThisMachine, hasAccounts);
        }
        if (asker.Token is not null)
        {
            return asker.Scopes is null ? Answer.SignIn : asker.Scopes.Contains(row.Token) && hasRole ? Answer.LetIn : Answer.Refused;
        }
        var unknown = hasAccounts ? Answer.SignIn : Answer.Refused;
        if (row.Token.Contains("write", StringComparison.Ordinal))
        {
            return asker.IsSignedIn ? Answer.Refused : hasRole ? Answer.LetIn : unknown;
        }
        if (least == Everybody)
        {
            return Answer.LetIn;
        }
        if (!asker.IsSignedIn)
        {
            return hasRole && !stated.EndsWith("signed in", StringComparison.Ordinal) ? Answer.LetIn : unknown;
        }
        return asker.HasFirstPassword && row.Route is not ("/account" or "/account/password" or "/sign-out") ? Answer.ChoosePassword : hasRole ? Answer.LetIn : Answer.Refused;
    }

    private static async Task<Answer> FoundAsync(AccountSite site, Row row, Asker asker)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), RouteValue().Replace(row.Route, "unknown"));
        if (row.Method == "POST")
        {
            // Without its token no form does anything: whoever is let in learns that.
            request.Content = row.IsOfMachines ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        }
        if (asker.Cookie is not null)
        {
            request.Headers.Add("Cookie", $"{SessionCookie.Plain}={asker.Cookie}");
        }
        if (asker.Token is not null)
        {
            request.Headers.Authorization = new("Bearer", asker.Token);
        }
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        var leads = answer.Headers.Location?.ToString() ?? "";
        if (answer.StatusCode == HttpStatusCode.Unauthorized || leads.StartsWith("/sign-in?next=", StringComparison.Ordinal))
        {
            return Answer.SignIn;
        }
        if (answer.StatusCode == HttpStatusCode.SeeOther && leads == "/account" && row.Route != "/sign-in")
        {
            return Answer.ChoosePassword;
        }
        if (answer.StatusCode != HttpStatusCode.Forbidden)
        {
            Assert.True((int)answer.StatusCode < 500, $"{row.Method} {row.Route} as {asker.Name} answers {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}.");
            return Answer.LetIn;
        }
        return (await answer.Content.ReadAsStringAsync(Cancel)).Contains("Choose a password of your own first", StringComparison.Ordinal) ? Answer.ChoosePassword : Answer.Refused;
    }

    private static IEnumerable<Row> Stated(WebApplication site) => Rows(site).OrderBy(row => row.Route, StringComparer.Ordinal).ThenBy(row => row.Method, StringComparer.Ordinal);

    private static IEnumerable<Row> Rows(WebApplication site) =>
        from route in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let access = route.Metadata.GetMetadata<RouteAccess>()!
        let pattern = route.RoutePattern.RawText!
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where method != "HEAD"
        select new Row(method, pattern, Words(access.Least, access), Words(access.LeastInPublic, access), (pattern.StartsWith("/api/", StringComparison.Ordinal) || Row.IsFollowed(pattern)) && access.Scope is { } scope ? scope.Name : "–");

    private static string Words(Role least, RouteAccess access) => least == Role.Visitor ? Everybody : access.NeedsAccount ? $"{least}, signed in" : least.Name;

    private static List<Row> Written() => [.. TableRow().Matches(File.ReadAllText(Document())).Select(match => new Row(
        match.Groups["method"].Value, match.Groups["route"].Value, match.Groups["least"].Value, match.Groups["public"].Value, match.Groups["token"].Value))];

    private static string Document([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "access.md");

    [GeneratedRegex(@"(?m)^\| (?<method>[A-Z]+) \| `(?<route>/[^`]*)` \| (?<least>[^|]+) \| (?<public>[^|]+) \| (?<token>[^|]+) \|$")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteValue();
}
