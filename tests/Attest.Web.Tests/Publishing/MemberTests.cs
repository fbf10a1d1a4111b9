using System.Net;
using System.Text;
using Attest.Web.Accounts;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Publishing;

/// <summary>Who signs in as a member sees of a public site what everybody sees, and nothing more.</summary>
public sealed class MemberTests(PublicSite site) : IClassFixture<PublicSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_withheld_from_the_public_stands_nowhere_for_a_member()
    {
        using var member = await site.SignInAsync(Role.Member);
        using var who = await member.GetAsync("/account", Cancel);
        Assert.Equal(HttpStatusCode.OK, who.StatusCode);
        var leaks = await PublicWalk.LeaksAsync(member, (await PublicWalk.AddressesAsync(site, Cancel)).Values.SelectMany(addresses => addresses), Cancel);
        Assert.True(leaks.Count == 0, string.Join(Environment.NewLine, leaks.Take(20)));
    }

    [Fact]
    public async Task A_member_is_given_the_same_as_a_visitor_and_a_reader_more()
    {
        using var member = await site.SignInAsync(Role.Member);
        using var reader = await site.SignInAsync(Role.Reader);
        var (differing, more) = (new List<string>(), 0);
        foreach (var address in (await PublicWalk.AddressesAsync(site, Cancel)).Values.SelectMany(addresses => addresses).Distinct(StringComparer.Ordinal))
        {
            var (asVisitor, asMember, asReader) = (await SeenAsync(site.Client, address), await SeenAsync(member, address), await SeenAsync(reader, address));
            if (asVisitor.Status == HttpStatusCode.OK ? asVisitor != asMember : asMember.Status == HttpStatusCode.OK)
            {
                differing.Add($"{address}: {asVisitor.Status} and {asMember.Status}.");
            }
            more += asReader != asMember ? 1 : 0;
        }
        Assert.True(differing.Count == 0, string.Join(Environment.NewLine, differing.Take(20)));
        Assert.True(more > 50, $"A reader is given something else under {more} addresses only.");
    }

    [Theory]
    [InlineData("Koval")]
    [InlineData("Yampil")]
    [InlineData("okoval@mail.example")]
    [InlineData("Melnyk")]
    public async Task What_is_withheld_is_not_found_by_a_member_either(string words)
    {
        using var member = await site.SignInAsync(Role.Member);
        foreach (var address in new[] { $"/search?q={Uri.EscapeDataString(words)}&place=Ukraine", $"/search?q={Uri.EscapeDataString(words)}" })
        {
            Assert.Empty(Markup.Parse(await member.GetStringAsync(address, Cancel)).QuerySelectorAll("[data-stop]"));
        }
    }

    [Fact]
    public async Task The_stream_names_no_incident_to_a_member_that_is_not_shown()
    {
        using var member = await site.SignInAsync(Role.Member);
        var hidden = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).Where(incident => incident.Type is EventType.Mobilize or EventType.Retreat && incident.Place?.Name == "Yampil").Select(incident => incident.Id).ToList();
        Assert.NotEmpty(hidden);
        var told = await PublicWalk.StreamAsync(member, "/live?after=0&all=yes", Cancel);
        Assert.Contains("event: change", told, StringComparison.Ordinal);
        Assert.All(hidden, id => Assert.DoesNotContain(id, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_writes_nothing_and_keeps_nothing_here()
    {
        using var member = await site.SignInAsync(Role.Member);
        foreach (var address in new[] { "/views", "/review", "/users", "/account/tokens", "/webhooks" })
        {
            using var answer = await member.GetAsync(address, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{address} answers {answer.StatusCode}.");
        }
        Assert.DoesNotContain("/views", await member.GetStringAsync("/account", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("/views", await member.GetStringAsync("/?place=UA", Cancel), StringComparison.Ordinal);
    }

    // Of a page its content: who is signed in stands in the frame.
    private static async Task<(HttpStatusCode Status, string Content)> SeenAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancel));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/html" ? Markup.Parse(text).QuerySelector("main")?.TextContent ?? "" : text);
    }
}
