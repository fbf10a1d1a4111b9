using Attest.Archive;
using Attest.Incidents.Tallies;
using Attest.Web.Publishing;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Publishing;

/// <summary>What a public site must not let anybody find out by asking again and again, and what it hides whole.</summary>
public sealed class SecrecyTests(PublicSite site) : IClassFixture<PublicSite>
{
    private static readonly PublicationPolicy Policy = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/search?q=deployed&place={0}")]
    [InlineData("/search?q=soldiers&place={0}")]
    [InlineData("/tallies/troops-deployed?place={0}")]
    [InlineData("/coverage?place={0}")]
    [InlineData("/coverage?place={0}&from=2023-05-01&to=2023-05-08")]
    [InlineData("/?place={0}&all=yes")]
    [InlineData("/map?place={0}&all=yes")]
    public async Task Nothing_tells_a_place_where_forces_are_from_one_where_none_are(string address)
    {
        var nowhere = await SeenAsync(address, "Poltava");
        Assert.Equal(nowhere, await SeenAsync(address, "Yampil"));
        Assert.Equal(nowhere, await SeenAsync(address, "Drobysheve"));
    }

    [Fact]
    public async Task A_stretch_of_the_map_finds_no_report_that_tells_where_forces_are()
    {
        var place = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).First(incident => incident.Place?.Name == "Yampil").Place!;
        var box = new GeoBox(place.Position.Latitude - 1, place.Position.Longitude - 1, place.Position.Latitude + 1, place.Position.Longitude + 1);
        Assert.NotEmpty((await site.Archive.SearchAsync("deployed", new IncidentFilter(Box: box), null, 10, Cancel)).Reports);
        Assert.Empty((await new Publication(site.Archive, new SiteOptions { Public = Policy }).SearchAsync("deployed", new IncidentFilter(Box: box), null, 10, Cancel)).Reports);
    }

    [Fact]
    public async Task A_tally_gives_no_number_of_troops_that_are_not_shown_yet()
    {
        var fresh = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).Where(incident => incident.Place?.Name == "Yampil").Select(incident => incident.Id).ToHashSet(StringComparer.Ordinal);
        var publication = new Publication(site.Archive, new SiteOptions { Public = Policy });
        foreach (var place in new[] { null, "Yampil", "Drobysheve", "Donetsk Oblast" })
        {
            var tally = await publication.TallyAsync(new TallyQuery(Measure.TroopsDeployed, Place: place), null, null, 100, 100, Cancel);
            Assert.DoesNotContain(tally.Lines, line => fresh.Contains(line.Incident));
            Assert.Equal(tally.Lines.Sum(line => line.Toll.Low ?? 0), tally.Low);
            Assert.Equal(tally.Lines.Count, tally.Incidents);
            Assert.Empty(tally.LeftOut);
        }
    }

    [Fact]
    public async Task An_official_is_named_beside_a_private_person_of_the_same_surname()
    {
        var family = (await site.Archive.ReportsAsync(0, 100, Cancel)).Single(report => report.Url!.EndsWith("/family", StringComparison.Ordinal));
        var page = await ReadAsync($"/reports/{family.Id}");
        Assert.Contains("Halyna Tymchuk", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sofia Tymchuk", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_private_in_one_report_is_not_listed_among_speakers()
    {
        var listed = await site.Archive.SpeakersAsync(null, 100, Cancel);
        Assert.Contains(listed.Items, speaker => speaker.Name == "Yaryna Kolisnyk");
        Assert.DoesNotContain("Kolisnyk", await ReadAsync("/speakers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_can_not_be_looked_through_not_a_word_is_shown()
    {
        foreach (var report in await site.Archive.ReportsAsync(0, 100, Cancel))
        {
            var whole = (await site.Archive.ReportAsync(report.Id.Hex, Cancel))!.Reading;
            var shown = Excerpt.Of(whole, ReportCover.Everything, Policy);
            Assert.Equal(ReportCover.Unseen, shown.Report.Text);
            Assert.Equal(ReportCover.Unseen, shown.Report.Title);
            Assert.Empty(shown.Speakers);
            Assert.Empty(shown.Places);
        }
        Assert.Equal(ReportCover.Unseen, ReportCover.Everything.Mask("Anything"));
    }

    [Fact]
    public async Task The_delay_counts_from_the_newest_report_and_from_the_end_of_its_day()
    {
        var incidents = await site.Archive.IncidentsAsync(0, 1000, Cancel);
        var old = incidents.First(incident => incident.Type == EventType.Mobilize && incident.Place?.Name == "Drobysheve");
        var fresh = incidents.First(incident => incident.Type is EventType.Mobilize or EventType.Retreat && incident.Place?.Name == "Yampil");
        var mask = new PublicMask(site.Archive, Covers(ReportCovers.MostOfGeneration), Policy, TimeProvider.System);
        Assert.NotNull(await mask.OfAsync(old, Cancel));
        Assert.Null(await mask.OfAsync(old with { Claims = [.. old.Claims, .. fresh.Claims] }, Cancel));
        Assert.Equal(new DateTimeOffset(2023, 5, 9, 0, 0, 0, TimeSpan.Zero), Policy.ShownFrom(new PublicationTime(new DateOnly(2023, 5, 5)), DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task Covers_that_are_forgotten_are_made_again_and_the_same()
    {
        var (few, many) = (Covers(1), Covers(ReportCovers.MostOfGeneration));
        var reports = (await site.Archive.ReportsAsync(0, 100, Cancel)).Select(report => report.Id).ToList();
        var twice = await Task.WhenAll(reports.Concat(reports).Select(report => few.OfAsync(report, Cancel)));
        for (var i = 0; i < twice.Length; i++)
        {
            var expected = await many.OfAsync(reports[i % reports.Count], Cancel);
            Assert.Equal(expected.Text, twice[i].Text);
            Assert.Equal(expected.Names, twice[i].Names);
        }
    }

    private ReportCovers Covers(int most) => new(site.Archive, new SiteOptions().Packs, Policy, TimeProvider.System, most);

    private async Task<string> SeenAsync(string address, string place)
    {
        var page = Markup.Parse(await ReadAsync(address.Replace("{0}", place, StringComparison.Ordinal)));
        return page.QuerySelector("main")!.TextContent.Replace(place, "there", StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
