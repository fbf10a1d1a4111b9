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

    [Theory]
    [InlineData("/tallies/people-killed?claimant={0}")]
    [InlineData("/tallies/people-killed?side={0}")]
    [InlineData("/?publisher={0}&all=yes")]
    [InlineData("/?side={0}&all=yes")]
    [InlineData("/map?publisher={0}&all=yes")]
    [InlineData("/search?q=killed&publisher={0}")]
    [InlineData("/search?q=killed&side={0}")]
    [InlineData("/series?claimant={0}")]
    [InlineData("/api/v1/tallies/people-killed?claimant={0}")]
    [InlineData("/api/v1/tallies/people-killed?claimant={0}&publishedBy=2040-01-01")]
    [InlineData("/api/v1/incidents?publisher={0}")]
    [InlineData("/api/v1/incidents?publisher={0}&limit=1")]
    [InlineData("/api/v1/incidents?publisher={0}&limit=1&publishedBy=2040-01-01")]
    [InlineData("/api/v1/claims?publisher={0}&limit=1")]
    [InlineData("/api/v1/reports?publisher={0}&limit=1")]
    [InlineData("/api/v1/reports?publisher={0}&limit=1&publishedBy=2040-01-01")]
    [InlineData("/api/v1/search?q=killed&publisher={0}&limit=1")]
    [InlineData("/api/v1/series?claimant={0}&limit=1")]
    [InlineData("/api/v1/export.jsonl?publisher={0}")]
    [InlineData("/feed.json?publisher={0}&all=yes")]
    public async Task Nothing_tells_a_private_person_who_is_asked_for_by_name_from_nobody(string address)
    {
        var nobody = await AnswerAsync(address, "Zenon Nimand");
        foreach (var name in new[] { "Olha Koval", "OLHA KOVAL", "Olha Kovál", "Kateryna Bondar", "kateryna bondar", "Mykola Berezhny", "Danylo Hrytsenko" })
        {
            Assert.Equal(nobody, await AnswerAsync(address, name));
        }
    }

    [Theory]
    [InlineData("/api/v1/incidents?place={0}&limit=1")]
    [InlineData("/api/v1/incidents?place={0}&limit=1&publishedBy=2040-01-01")]
    [InlineData("/api/v1/search?q=soldiers&place={0}&limit=1")]
    [InlineData("/api/v1/tallies/people-wounded?place={0}")]
    [InlineData("/api/v1/tallies/people-wounded?place={0}&limit=1")]
    [InlineData("/api/v1/tallies/people-wounded?place={0}&limit=1&publishedBy=2040-01-01")]
    public async Task No_page_goes_on_and_no_sum_counts_for_what_is_hidden_at_a_place(string address)
    {
        var nowhere = await AnswerAsync(address, "Poltava");
        Assert.Equal(nowhere, await AnswerAsync(address, "Yampil"));
        Assert.Equal(nowhere, await AnswerAsync(address, "Drobysheve"));
    }

    [Fact]
    public async Task Pages_of_a_list_hold_all_that_is_shown_once_and_only_the_last_ends_it()
    {
        var publication = new Publication(site.Archive, new SiteOptions { Public = Policy });
        var all = (await publication.IncidentsAsync(IncidentFilter.All, null, 1000, Cancel)).Items.Select(one => one.Incident.Id).ToList();
        Assert.True(all.Count < (await site.Archive.IncidentsAsync(0, 1000, Cancel)).Count, "Something is hidden.");
        foreach (var limit in new[] { 1, 2, 3, 7 })
        {
            var (seen, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await publication.IncidentsAsync(IncidentFilter.All, cursor, limit, Cancel);
                Assert.True(page.Next is null ? page.Items.Count > 0 : page.Items.Count == limit, $"A page of {limit} has {page.Items.Count} and then {page.Next}.");
                seen.AddRange(page.Items.Select(one => one.Incident.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(all, seen);
        }
    }

    [Fact]
    public async Task A_judgement_of_what_becomes_a_position_by_its_sub_type_alone_is_not_told()
    {
        var claim = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).Where(incident => incident.Place?.Name == "Marhanets").SelectMany(incident => incident.Claims).First(claim => claim.Kind == ClaimKind.Event);
        var judgement = await site.Archive.CorrectAsync(claim.Id, [new FieldValue(ClaimField.Subtype, "Non-violent transfer of territory")], new Decision("they left", "an editor"), new Attest.Incidents.IncidentLinker(), Cancel);
        Assert.Null(judgement.Changes[ClaimField.Type]);
        Assert.Null(await new Publication(site.Archive, new SiteOptions { Public = Policy }).JudgementAsync(judgement.Id, Cancel));
        await site.Archive.UndoAsync(judgement.Id, "they stayed", "an editor", new Attest.Incidents.IncidentLinker(), Cancel);
    }

    [Fact]
    public async Task A_report_that_tells_too_early_where_forces_are_gives_none_of_their_figures_and_events()
    {
        var fresh = (await site.Archive.ReportsAsync(0, 100, Cancel)).Single(report => report.Url!.EndsWith("/new-move", StringComparison.Ordinal));
        var whole = (await site.Archive.ReportAsync(fresh.Id.Hex, Cancel))!;
        Assert.Contains(whole.Reading.Figures, figure => figure.Measure == Measure.TroopsDeployed);
        var shown = (await new Publication(site.Archive, new SiteOptions { Public = Policy }).ReportAsync(fresh.Id.Hex, Cancel))!;
        Assert.DoesNotContain(shown.Reading.Figures, figure => PublicationPolicy.IsPosition(figure.Measure));
        Assert.DoesNotContain(shown.Reading.Events, occurrence => PublicationPolicy.IsPosition(occurrence.Type, occurrence.Subtype));
        Assert.DoesNotContain(shown.Reading.Places, place => place.Region == "Donetsk Oblast");
        Assert.Equal(shown.Reading.Events.Select((_, index) => new LocalId('e', index + 1)), shown.Reading.Events.Select(occurrence => occurrence.Id));
        Assert.Equal(shown.Reading.Figures.Select((_, index) => new LocalId('f', index + 1)), shown.Reading.Figures.Select(figure => figure.Id));
    }

    [Fact]
    public async Task What_is_frozen_for_everybody_has_no_earlier_state_and_no_words_of_editors_and_goes_when_it_tells_too_much()
    {
        var shelf = (SnapshotShelf)site.Site.Services.GetService(typeof(SnapshotShelf))!;
        var snapshots = (await site.Archive.SnapshotsAsync(null, 100, Cancel)).Items;
        Assert.Contains(snapshots, snapshot => snapshot.RecordedBy is not null);
        Assert.All(snapshots.Where(snapshot => snapshot.RecordedBy is not null), snapshot => Assert.Null(snapshot.Open));
        foreach (var open in snapshots.Where(snapshot => snapshot is { Kind: SnapshotKind.Incidents, Open: not null }).Select(snapshot => snapshot.Open!.Id))
        {
            var content = System.Text.Encoding.UTF8.GetString((await site.Archive.OriginalAsync(open, Cancel))!);
            Assert.Contains("\"keyPoints\":null,\"posts\":[]", content, StringComparison.Ordinal);
        }
        var withdrawn = Assert.Single(snapshots, snapshot => snapshot.Open?.Withdrawal is not null);
        using var answer = await site.Client.GetAsync($"/snapshots/{withdrawn.Open!.Id}", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("asked us to", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotEmpty((await shelf.FindAsync(withdrawn.Id.Hex, mayRead: true, Cancel))!.Content);
        foreach (var open in snapshots.Select(snapshot => snapshot.Open).Where(open => open is { Withdrawal: null }))
        {
            Assert.Null((await shelf.FindAsync(open!.Id.Hex, mayRead: false, Cancel))!.Gone);
        }

        // Somebody who was named when it was frozen, and is known as a private person since.
        var market = (await site.Archive.IncidentsAsync(0, 1000, Cancel)).First(incident => incident.Claims.Any(claim => claim.Report.Url!.Contains("koval", StringComparison.Ordinal)));
        var report = market.Claims.First(claim => claim.Report.Url!.Contains("koval", StringComparison.Ordinal)).Report.Id;
        var named = System.Text.Encoding.UTF8.GetBytes("""{"attest":"snapshot","format":1,"kind":"incident","address":"/incidents/one","title":"A market","incident":{"title":"A market","claims":[{"report":{"id":"REPORT","quote":"Olha Koval said so."}}]}}""".Replace("REPORT", report.Hex, StringComparison.Ordinal));
        var made = await site.Archive.FreezeAsync(new Attest.Archive.Snapshot(default, SnapshotKind.Incident, $"/incidents/{market.Id}", "", null, null, "an editor", default), new FrozenContent("A market", [.. named, (byte)' ']), new FrozenContent("A market", named), Cancel);
        Assert.Contains("would tell", (await shelf.FindAsync(made.Open!.Id.Hex, mayRead: false, Cancel))!.Gone!.Reason, StringComparison.Ordinal);
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

    // The names of what was asked for stand in the answer as they were asked.
    private async Task<string> AnswerAsync(string address, string name)
    {
        var body = await ReadAsync(address.Replace("{0}", Uri.EscapeDataString(name), StringComparison.Ordinal));
        var text = body.StartsWith("<!", StringComparison.Ordinal) ? Markup.Parse(body).QuerySelector("main")!.TextContent : System.Text.RegularExpressions.Regex.Unescape(body.Replace("\\/", "/", StringComparison.Ordinal));
        return text.Replace(Uri.EscapeDataString(name), "them", StringComparison.Ordinal).Replace(name, "them", StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
