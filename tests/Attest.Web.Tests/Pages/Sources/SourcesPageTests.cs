using Attest.Archive;
using Attest.Sources;
using Attest.Web.Pages.Sources;

namespace Attest.Web.Tests.Pages.Sources;

public sealed class SourcesPageTests
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 12, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_state_of_a_source_is_said_in_words()
    {
        var page = Markup.Parse(await RenderAsync(
            Watched("1", new SourceHealth(null, null, Noon, 0, null, 0, 0)),
            Watched("2", new SourceHealth(Noon, Noon, Noon.AddYears(1), 0, null, 12, 5), new PastLook(Noon, true, "3 new.")),
            Watched("3", new SourceHealth(Noon, null, Noon.AddYears(1), 3, "answered 503 Service Unavailable", 0, 0), new PastLook(Noon, false, "It answered 503 Service Unavailable.")),
            Watched("4", new SourceHealth(Noon, Noon, null, 1, "answered 410 Gone", 7, 0))));
        string[] Words(string id) => page.QuerySelector($"#source-{id}")!.TextContent.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains("not looked at yet", string.Join(' ', Words("1")), StringComparison.Ordinal);
        Assert.Contains("3 new.", string.Join(' ', Words("2")), StringComparison.Ordinal);
        Assert.Contains("12 reports, 5 more waiting", string.Join(' ', Words("2")), StringComparison.Ordinal);
        Assert.Contains("Failed 3 times: it answered 503 Service Unavailable.", string.Join(' ', Words("3")), StringComparison.Ordinal);
        Assert.Contains("never: it is gone for good", string.Join(' ', Words("4")), StringComparison.Ordinal);
        Assert.Contains("4 sources are watched, 2 of them failing.", page.QuerySelector(".standfirst")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "No report was added yet.")]
    [InlineData(1, "One report, which does not name its publisher.")]
    [InlineData(224, "224 reports, none of which names its publisher.")]
    public async Task Reports_without_a_publisher_are_counted(long reports, string words)
    {
        var html = await Rendering.RenderAsync<SourcesPage>(("Watched", Array.Empty<WatchedSource>()), ("Publishers", new Page<PublisherSummary>([], null)), ("Reports", reports));
        Assert.Equal(words, Markup.Parse(html).QuerySelector(".empty")!.TextContent);
    }

    [Fact]
    public async Task A_publisher_has_what_the_packs_say_of_it()
    {
        var page = Markup.Parse(await RenderAsync());
        Assert.Contains("state media", page.QuerySelectorAll(".publisher").First(card => card.TextContent.Contains("TASS", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Contains("owner not known here", page.QuerySelectorAll(".publisher").First(card => card.TextContent.Contains("Sample Daily", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_strangers_call_themselves_stays_text()
    {
        foreach (var hostile in Markup.Hostile)
        {
            var source = Watched("1", new SourceHealth(Noon, Noon, Noon, 1, hostile, 1, 0), new PastLook(Noon, true, hostile), new PastLook(Noon, false, hostile));
            Markup.CheckSafe(await RenderAsync(source with { Source = source.Source with { Name = hostile, Address = new SourceAddress(SourceKind.Web, hostile) }, Failed = [new FailedEntry(hostile, hostile, true)] }));
        }
    }

    private static Task<string> RenderAsync(params WatchedSource[] watched) => Rendering.RenderAsync<SourcesPage>(
        ("Watched", watched), ("Publishers", new Page<PublisherSummary>([new("TASS", 5, 1, 40), new("Sample Daily", 2, 0, 9)], "2|Sample Daily")), ("Token", "token"));

    private static WatchedSource Watched(string id, SourceHealth health, params PastLook[] looks) =>
        new(new Source(id, new SourceAddress(SourceKind.Web, $"https://wire.example/{id}"), id == "2", Noon, null, SourceForm.Feed, health), looks, []);
}
