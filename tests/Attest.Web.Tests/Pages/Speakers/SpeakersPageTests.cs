using Attest.Archive;
using Attest.Web.Pages.Speakers;

namespace Attest.Web.Tests.Pages.Speakers;

public sealed class SpeakersPageTests
{
    [Fact]
    public async Task Those_of_a_name_states_and_the_unnamed_stand_apart_and_whose_officials_they_are_is_said()
    {
        SpeakerSummary[] speakers =
        [
            new("russia", "Russia", "Russia", 9), new("officials @ sample wire", "officials", null, 8), new("olena tarasenko", "Olena Tarasenko", "Ukraine", 7), new("officials @ sample daily", "officials", null, 6),
            new("reuters", "Reuters", null, 5), new("united states: us officials", "US officials", "United States", 4),
        ];
        var html = await Rendering.RenderAsync<SpeakersPage>(
            ("Speakers", new Page<SpeakerSummary>(speakers, null)), ("Publishers", new Dictionary<string, string> { ["officials @ sample wire"] = "Sample Wire", ["officials @ sample daily"] = "Sample Daily" }));
        Markup.CheckSafe(html);
        var page = Markup.Parse(html);
        Assert.Equal(
            ["People and bodies: Olena Tarasenko, Reuters", "States: Russia", "Groups that reports do not name: officials, in Sample Wire, officials, in Sample Daily, US officials"],
            page.QuerySelectorAll("section").Select(section => $"{section.QuerySelector("h2")!.TextContent}: {string.Join(", ", section.QuerySelectorAll("li a").Select(link => link.TextContent))}"));
    }

    [Fact]
    public async Task A_count_that_was_ended_is_said_to_be_more()
    {
        var speaker = new SpeakerSummary("olena tarasenko", "Olena Tarasenko", "Ukraine", 500);
        foreach (var hasMore in new[] { false, true })
        {
            var counted = speaker with { HasMore = hasMore };
            var list = Markup.Parse(await Rendering.RenderAsync<SpeakersPage>(("Speakers", new Page<SpeakerSummary>([counted], null)))).QuerySelector("main li")!.TextContent;
            var one = Markup.Parse(await Rendering.RenderAsync<SpeakerPage>(("Speaker", counted), ("Said", new Page<SpeakerClaim>([], null)))).QuerySelector(".entry-facts")!.TextContent;
            Assert.All([list, one], said => Assert.Contains("500 claims", said, StringComparison.Ordinal));
            Assert.All([list, one], said => Assert.Equal(hasMore, said.Contains("more than 500 claims", StringComparison.Ordinal)));
        }
    }
}
