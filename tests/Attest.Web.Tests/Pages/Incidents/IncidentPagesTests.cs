using Attest.Archive;
using Attest.Web.Pages.Incidents;
using Attest.Web.Pages.Live;

namespace Attest.Web.Tests.Pages.Incidents;

public sealed class IncidentPagesTests
{
    [Fact]
    public async Task An_incident_shows_each_claim_with_its_words_and_each_disagreement_with_both()
    {
        var page = Markup.Parse(await Page(Examples.Incident()));
        Assert.Equal(["Olena Tarasenko", "City hospital", "Russia’s Ministry of Defence", "No source named"], page.QuerySelectorAll(".voice h3").Select(head => head.TextContent));
        Assert.Equal(4, page.QuerySelectorAll(".dispute").Length);
        Assert.Contains("struck, at least three people", string.Join(", ", page.QuerySelectorAll(".statement mark").Select(mark => mark.TextContent)), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("table.figures svg.mark"), mark => Assert.Equal("img", mark.GetAttribute("role")));
        Assert.Contains("the highest figure that a named source upholds", page.QuerySelector(".chart-rule")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disagreement_of_the_same_two_is_told_once_whoever_spoke_first()
    {
        var incident = Examples.Incident();
        var hospital = incident.Claims.First(claim => claim.Id == "c4") with { Id = "again" };
        var mirrored = incident with { Claims = [.. incident.Claims, hospital], Contradictions = [.. incident.Contradictions, new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, "c7", "again", ContradictionState.Open, null)] };
        Assert.Equal(IncidentWords.OpenDisputes(incident).Count, IncidentWords.OpenDisputes(mirrored).Count);
        var page = Markup.Parse(await Page(mirrored));
        Assert.Equal(3, page.QuerySelectorAll(".disputes > .dispute").Length);
        Assert.Equal(["1 more pair of sentences by the same two", "Earlier figures of the same source: 1"], page.QuerySelectorAll(".disputes summary").Select(summary => summary.TextContent));
    }

    [Fact]
    public async Task A_report_without_a_headline_is_called_by_what_the_list_of_reports_calls_it()
    {
        var incident = Examples.Bare();
        var html = await Rendering.RenderAsync<IncidentPage>(("Incident", incident), ("Titles", new Dictionary<Sha256, string> { [incident.Claims[0].Report.Id] = "Talks are planned for the spring." }));
        Assert.Equal("Talks are planned for the spring.", Markup.Parse(html).QuerySelector(".origin-tree li li a")!.TextContent);
    }

    [Fact]
    public async Task Whose_losses_a_number_counts_reads_as_no_claim_of_theirs()
    {
        var incident = Examples.Incident();
        var page = Markup.Parse(await Page(incident with { Claims = [.. incident.Claims.Select(claim => claim.Measure is null ? claim : claim with { Side = "Ukraine" })] }));
        Assert.Contains("of Ukraine", page.QuerySelector(".figures .number")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_page_says_which_figure_is_disputed_and_by_whom()
    {
        var page = Markup.Parse(await Front([Examples.Incident()]));
        var dispute = page.QuerySelector(".entry-dispute")!.TextContent;
        Assert.Contains("people killed", dispute, StringComparison.Ordinal);
        Assert.Contains("City hospital: 7", Collapse(dispute), StringComparison.Ordinal);
        Assert.Contains("Olena Tarasenko: 4", Collapse(dispute), StringComparison.Ordinal);
        Assert.Contains("3 reports, 3 known origins (Ukraine, Russia), one of which denies it, 2 unsourced claims", page.QuerySelector(".entry-origins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_said_not_guessed()
    {
        var page = Markup.Parse(await Front([Examples.Bare()]));
        Assert.Equal(["No dated report", "place not known", "day not known"], page.QuerySelectorAll(".front-list .unknown").Select(word => word.TextContent));
    }

    [Fact]
    public async Task An_empty_archive_explains_how_to_add_reports()
    {
        var html = await Rendering.RenderAsync<LivePage>(("Filter", IncidentFilter.All), ("Listed", Array.Empty<ListedIncident>()), ("Status", Examples.Status with { Reports = 0 }));
        Assert.Equal(3, Markup.Parse(html).QuerySelectorAll(".welcome li").Length);
        Markup.CheckSafe(html);
    }

    [Fact]
    public async Task Words_of_others_never_become_markup()
    {
        foreach (var hostile in Markup.Hostile)
        {
            var incident = Poisoned(hostile);
            Markup.CheckSafe(await Page(incident));
            Markup.CheckSafe(await Front([incident]));
        }
    }

    [Fact]
    public async Task A_very_long_incident_folds_what_comes_after_the_first_statements()
    {
        var incident = Examples.Incident();
        var many = Enumerable.Range(0, 300).Select(n => incident.Claims[3] with { Id = $"m{n}", Report = incident.Claims[3].Report with { Quote = $"The city hospital put the number of dead at seven, in update {n}." } });
        var page = Markup.Parse(await Page(incident with { Claims = [.. incident.Claims, .. many] }));
        Assert.Contains("296 more", page.QuerySelectorAll(".voice summary").Select(summary => summary.TextContent));
    }

    private static Task<string> Page(Incident incident) => Rendering.RenderAsync<IncidentPage>(("Incident", incident));

    private static Task<string> Front(IReadOnlyList<Incident> incidents) =>
        Rendering.RenderAsync<LivePage>(
            ("Filter", IncidentFilter.All), ("Listed", incidents.Select((incident, number) => new ListedIncident(incident, number, DateTimeOffset.UnixEpoch)).ToList()), ("Status", Examples.Status));

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Incident Poisoned(string hostile)
    {
        var incident = Examples.Incident();
        return incident with
        {
            Id = hostile,
            Conflict = hostile,
            Title = hostile,
            Subtype = hostile,
            Modes = [hostile],
            Actors = [new Participant(hostile, hostile, true)],
            Targets = [new Participant(hostile, hostile, true)],
            Place = incident.Place! with { Name = hostile, Region = hostile, Country = hostile },
            Date = new TimeValue(hostile),
            Origins = [.. incident.Origins.Select(origin => origin with { Speaker = hostile, Side = hostile })],
            Toll = new Dictionary<Measure, Toll> { [Measure.PeopleKilled] = new(1, 2, 2, hostile) },
            Claims = [.. incident.Claims.Select(claim => claim with
            {
                Speaker = hostile, Side = hostile, Chain = [hostile],
                Report = claim.Report with { Url = hostile, Title = hostile, Publisher = hostile, Quote = hostile + claim.Report.Quote },
            })],
        };
    }
}
