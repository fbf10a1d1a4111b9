using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Attest.Web.Accounts;

namespace Attest.Web.Tests.Accounts;

/// <summary>Programs that follow a desk that is not public: feed readers, scripts at the stream and at snapshots.</summary>
public sealed class FollowingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_readers_token_opens_feeds_and_the_stream_as_bearer_and_as_password_and_no_page()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader);
        var token = await site.TokenAsync("reader", TokenScope.Read);
        var (bearer, basic, wrong) = (new AuthenticationHeaderValue("Bearer", token), Basic(token), Basic("attest_forged"));
        foreach (var address in new[] { "/feed.atom", "/corrections/feed.json", "/live?after=0" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, address, null));
            Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(site, address, null, "text/html,application/xhtml+xml,*/*;q=0.8"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, address, bearer));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, address, basic));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, address, wrong));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, $"/snapshots/{new string('a', 64)}.json", null, "application/json"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, $"/snapshots/{new string('a', 64)}.json", bearer));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(site, "/", bearer));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(site, "/reports", basic));
        // Browsers send a password along by themselves: where programs write it counts for nothing.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, "/api/v1/incidents", basic));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, "/api/v1/incidents", bearer));
    }

    [Fact]
    public async Task A_reader_makes_tokens_that_read_and_no_others()
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader);
        using var reader = await site.BrowserAsync("reader");
        using var made = await AccountSite.SendAsync(reader, "/account/tokens", "/account/tokens", ("name", "my reader"), ("scope", "read"), ("days", "30"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains("attest_", await made.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var beyond = await AccountSite.SendAsync(reader, "/account/tokens", "/account/tokens", ("name", "my reader"), ("scope", "judgements:write"), ("days", "30"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, beyond.StatusCode);
        Assert.DoesNotContain("judgements:write", await reader.GetStringAsync("/account/tokens", Cancel), StringComparison.Ordinal);
    }

    private static AuthenticationHeaderValue Basic(string token) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{token}")));

    [Theory]
    [InlineData("/feed.atom", "Bearer,Basic")]
    [InlineData("/corrections/feed.JSON/", "Bearer,Basic")]
    [InlineData("/live?after=0", "Bearer")]
    [InlineData("/api/v1/incidents", "Bearer")]
    public async Task Who_shows_nothing_is_told_what_to_show(string address, string schemes)
    {
        await using var site = await AccountSite.StartAsync(isPublic: false, isWide: true, Role.Reader);
        using var client = site.Browser();
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        // A window of the browser's own comes up for a password alone, and only a feed reader is asked for one.
        Assert.Equal(schemes, string.Join(',', answer.Headers.WwwAuthenticate.Select(asked => asked.Scheme)));
    }

    private static async Task<HttpStatusCode> StatusAsync(AccountSite site, string address, AuthenticationHeaderValue? header, string? accept = null)
    {
        using var client = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = header;
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return answer.StatusCode;
    }
}
