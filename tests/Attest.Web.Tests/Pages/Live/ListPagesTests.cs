using Attest.Archive;
using Attest.Web.Pages.Live;
using Attest.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Attest.Web.Tests.Pages.Live;

public sealed class ListPagesTests
{
    private static readonly IncidentFilter Narrowed = new(Place: "Kharkiv");

    private static async Task<string> Counts(IncidentFilter filter, string? next = null, long publishers = 12)
    {
        var html = await Rendering.RenderAsync<LivePage>(
            ("Filter", filter), ("Listed", new[] { new ListedIncident(Examples.Incident(), 1, DateTimeOffset.UnixEpoch) }), ("Next", next), ("Status", Examples.Status with { Publishers = publishers }));
        return Markup.Parse(html).QuerySelector(".standfirst")!.TextContent;
    }

    [Fact]
    public async Task A_narrowed_list_says_how_many_of_all_fit()
    {
        Assert.StartsWith("57 incidents from 41 reports by 12 publishers;", await Counts(IncidentFilter.All), StringComparison.Ordinal);
        Assert.StartsWith("1 of 57 incidents from 41 reports", await Counts(Narrowed), StringComparison.Ordinal);
        Assert.StartsWith("More than 1 of 57 incidents", await Counts(Narrowed, next: "7"), StringComparison.Ordinal);
        Assert.StartsWith("57 incidents from 41 reports whose publishers are not known;", await Counts(IncidentFilter.All, publishers: 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_disputed_is_never_left_out_for_telling_little()
    {
        Assert.Null(IncidentQueryText.ForList(new IncidentFilter(IsDisputed: true), all: false).IsSlight);
        Assert.False(IncidentQueryText.ForList(Narrowed, all: false).IsSlight);
        Assert.DoesNotContain("left out", await Counts(new IncidentFilter(IsDisputed: true)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from", "yesterday-ish", "“yesterday-ish” is no day for “from”. A day is written as in 2023-09-13.")]
    [InlineData("measure", "deaths", "“deaths” is none that can be asked for as “measure”. A measure is written as in people-killed.")]
    public void What_an_address_asks_wrongly_is_named_with_its_name(string name, string value, string words)
    {
        Assert.False(IncidentQueryText.TryRead(new QueryCollection(new Dictionary<string, StringValues> { [name] = value }), out _, out var fault));
        Assert.Equal(words, fault);
    }

    [Fact]
    public async Task A_list_is_narrowed_by_the_words_that_its_entries_have()
    {
        var page = Markup.Parse(await Rendering.RenderAsync<FilterForm>(("Filter", new IncidentFilter(Status: EventStatus.Alleged))));
        Assert.Contains("Status: unverified", page.QuerySelector(".narrowed")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("unverified", page.QuerySelector("option[value=alleged]")!.TextContent);
        Assert.Equal(Names.AskedFor(EventType.Assault), page.QuerySelector("option[value=ASSAULT]")!.TextContent);
    }

    [Fact]
    public async Task What_changed_shows_the_weightiest_with_their_words_and_folds_the_rest_by_type()
    {
        IncidentPin Pin(int number) => new(
            $"i{number}", $"Alba: {number}", number % 2 == 0 ? EventType.Assault : EventType.Aid, EventStatus.Happened, null, null, null, null, null, 1, 1, false, number) { Weight = 100 - number };
        var pins = Enumerable.Range(0, SincePage.MostShown + 7).Select(Pin).ToList();
        var handover = new Handover(pins, [], 0);
        var html = await Rendering.RenderAsync<SincePage>(("Handover", handover), ("IsAll", true), ("Quoted", new Dictionary<string, Incident> { ["i0"] = Examples.Incident() }));
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal(SincePage.MostShown, page.QuerySelectorAll("section > .plain-list > li").Length);
        Assert.Equal(["Aid: 3 more incidents", "Assault: 4 more incidents"], page.QuerySelectorAll("summary").Select(summary => summary.TextContent).Order());
        Assert.Contains("“A drone struck an apartment block in Kharkiv", page.QuerySelector(".plain-list li .entry-words")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Olena Tarasenko", page.QuerySelector(".plain-list li .speaker")!.TextContent, StringComparison.Ordinal);
    }
}
