using Attest.Archive;
using Attest.Claims.Places;
using Attest.Incidents.Tallies;

namespace Attest.Tests.Archive;

public sealed class ListTests
{
    private static readonly string[] Views =
        ["reports", "claims", "incidents", "accounts", "account_keys", "links", "identities", "aliases", "judgements", "judged", "facets", "tolls", "tallied", "tallied_places", "changes", "totals", "publishers", "speakers", "incident_boxes"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_asked_for_the_pages_hold_each_incident_that_fits_once_the_newest_first()
    {
        await using var here = await FilledAsync(seed: 3, count: 60);
        var all = (await here.Archive.IncidentsAsync(IncidentFilter.All, null, 1000, Cancel)).Items;
        Assert.Equal((await here.Archive.StatusAsync(Cancel)).Incidents, all.Count);
        Assert.Equal(all.Select(PublishedAt).OrderDescending(), all.Select(PublishedAt));
        static DateTimeOffset PublishedAt(ListedIncident one) => one.Incident.Newest?.Earliest ?? DateTimeOffset.MinValue;
        var day = new DateOnly(2031, 5, 4);
        IncidentFilter[] filters =
        [
            new(), new(Place: "alba"), new(Place: "UA"), new(Place: "gn:2"), new(From: day), new(To: day), new(From: day, To: day), new(Type: EventType.Consult), new(Side: "side0"), new(Status: EventStatus.Denied),
            new(Publisher: "Sample Daily"), new(Measure: Measure.PeopleKilled), new(IsDisputed: true), new(IsPlaced: false), new(Box: new GeoBox(48.2, 29, 49, 31)), new(Box: new GeoBox(47, 170, 49, 30.5)),
            new(Place: "Brega", Type: EventType.Assault, Publisher: "Evening Sample", From: day.AddDays(-2)), new(Place: "nowhere"), new(Measure: Measure.PeopleWounded, Box: new GeoBox(47, 29, 48.1, 31), To: day),
        ];
        foreach (var filter in filters)
        {
            var expected = all.Where(one => Fits(one.Incident, filter)).Select(one => one.Incident.Id).ToList();
            var found = new List<string>();
            var pins = new List<string>();
            for (string? cursor = null; cursor is not null || found.Count == 0;)
            {
                var page = await here.Archive.IncidentsAsync(filter, cursor, 4, Cancel);
                found.AddRange(page.Items.Select(one => one.Incident.Id));
                pins.AddRange((await here.Archive.PinsAsync(filter, cursor, 4, Cancel)).Items.Select(pin => pin.Id));
                if ((cursor = page.Next) is null)
                {
                    break;
                }
            }
            Assert.Equal(expected, found);
            Assert.Equal(expected, pins);
        }
    }

    [Fact]
    public async Task The_overview_of_tallies_is_what_each_tally_comes_to()
    {
        await using var here = await FilledAsync(seed: 5, count: 60);
        var summaries = await here.Archive.TalliesAsync(Cancel);
        Assert.NotEmpty(summaries);
        foreach (var measure in Enum.GetValues<Measure>())
        {
            var tally = await here.Archive.TallyAsync(new TallyQuery(measure), null, null, Cancel);
            var summary = summaries.SingleOrDefault(one => one.Measure == measure);
            Assert.Equal(tally.Lines is [] ? null : new TallySummary(measure, tally.Low, tally.High, tally.Shown!.Value, tally.Lines.Count), summary);
        }
    }

    [Fact]
    public async Task The_feed_of_changes_goes_on_where_it_was_left_and_tells_what_happened()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        async Task<IReadOnlyList<IncidentChange>> TellAsync(string name, int killed, string speaker)
        {
            var last = await here.Archive.LastChangeAsync(null, Cancel);
            var reading = SampleReadings.Of($"{killed} people were killed in Harbourtown on 3 May, the mayor said.", $"https://{name}.example/", name, $"2023-05-0{killed % 4 + 4}", killed: killed);
            await here.RecordAsync(reading with { Speakers = [reading.Speakers[0] with { Name = speaker }] });
            return await here.Archive.ChangesAsync(last, 100, Cancel);
        }
        var created = Assert.Single(await TellAsync("a", 4, "the mayor"));
        Assert.Equal((IncidentChangeKind.Created, null), (created.Kind, created.Measure));
        var later = await TellAsync("b", 5, "the coroner");
        Assert.Equal([IncidentChangeKind.FigureRaised, IncidentChangeKind.Disputed, IncidentChangeKind.Joined], later.Select(change => change.Kind));
        Assert.Equal((Measure.PeopleKilled, 4m, 5m), (later[0].Measure, later[0].Before, later[0].After));
        Assert.Contains(await TellAsync("c", 6, "the coroner"), change => change.Kind == IncidentChangeKind.Corrected);

        var all = await here.Archive.ChangesAsync(0, 100, Cancel);
        Assert.Equal(all.Select(change => change.Sequence).Distinct().Order(), all.Select(change => change.Sequence));
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(all.Skip(i).Take(2), await here.Archive.ChangesAsync(i == 0 ? 0 : all[i - 1].Sequence, 2, Cancel));
        }
        Assert.Equal(created.Sequence, await here.Archive.LastChangeAsync(created.At, Cancel));
    }

    [Fact]
    public async Task A_merge_and_its_undoing_are_changes()
    {
        await using var here = await FilledAsync(seed: 4, count: 12);
        var incidents = (await here.Archive.IncidentsAsync(IncidentFilter.All, null, 2, Cancel)).Items;
        var last = await here.Archive.LastChangeAsync(null, Cancel);
        var judgement = await here.Archive.JudgeAsync(Verdict.Same, incidents[0].Incident.Id, incidents[1].Incident.Id, "one", "A", TemporaryArchive.Linker, Cancel);
        var merged = Assert.Single(await here.Archive.ChangesAsync(last, 10, Cancel), change => change.Kind == IncidentChangeKind.Merged);
        Assert.Equal(incidents.Select(one => one.Incident.Id).Order(), new[] { merged.Incident, merged.Other! }.Order());
        last = await here.Archive.LastChangeAsync(null, Cancel);
        await here.Archive.UndoAsync(judgement.Id, "two", "A", TemporaryArchive.Linker, Cancel);
        Assert.Contains(await here.Archive.ChangesAsync(last, 10, Cancel), change => change.Kind == IncidentChangeKind.Parted && change.Incident == merged.Other && change.Other == merged.Incident);
    }

    [Fact]
    public async Task After_judgements_too_a_rebuild_fills_every_view_row_for_row_and_counts_are_those_of_the_rows()
    {
        await using var here = await FilledAsync(seed: 5, count: 40);
        var incidents = (await here.Archive.IncidentsAsync(IncidentFilter.All, null, 4, Cancel)).Items;
        var judgement = await here.Archive.JudgeAsync(Verdict.Same, incidents[0].Incident.Id, incidents[1].Incident.Id, "one", "A", TemporaryArchive.Linker, Cancel);
        await here.Archive.RejectAsync(incidents[2].Incident.Claims[0].Id, "wrong", "A", TemporaryArchive.Linker, Cancel);
        await here.Archive.UndoAsync(judgement.Id, "two", "A", TemporaryArchive.Linker, Cancel);
        var before = here.Rows(Views);

        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);

        Assert.Equal(before, here.Rows(Views));
        var status = await here.Archive.StatusAsync(Cancel);
        Assert.Equal(here.Rows("(SELECT 1 FROM reports WHERE restated_by IS NULL)").Count, status.Reports);
        Assert.Equal(here.Rows("incidents").Count, status.Incidents);
        Assert.Equal(here.Rows("(SELECT 1 FROM reports WHERE recorded_to IS NULL)").Count, status.Documents);
        Assert.Equal(here.Rows("(SELECT 1 FROM claims WHERE recorded_to IS NULL)").Count, status.Claims);
        Assert.Equal(here.Rows("(SELECT 1 FROM incidents WHERE disputed = 1)").Count, status.Disputed);
        var publishers = (await here.Archive.PublishersAsync(null, 10, Cancel)).Items;
        Assert.Equal((status.Documents, status.Claims), (publishers.Sum(one => one.Reports), publishers.Sum(one => one.Claims)));
    }

    [Fact]
    public async Task What_a_speaker_says_comes_page_by_page_with_its_incidents()
    {
        await using var here = await FilledAsync(seed: 6, count: 30);
        var speaker = (await here.Archive.SpeakersAsync(null, 1, Cancel)).Items[0];
        Assert.Equal(speaker with { Place = null }, await here.Archive.SpeakerAsync(speaker.Key, Cancel));
        var said = new List<SpeakerClaim>();
        for (string? cursor = null; ;)
        {
            var page = await here.Archive.SpeakerClaimsAsync(speaker.Key, cursor, 3, Cancel);
            said.AddRange(page.Items);
            if ((cursor = page.Next) is null)
            {
                break;
            }
        }
        Assert.Equal(speaker.Claims, said.Count);
        Assert.Equal(said.Count, said.Select(one => one.Claim.Id).Distinct().Count());
        Assert.Equal(said.Select(one => one.At).OrderDescending(), said.Select(one => one.At));
        foreach (var one in said.Where(one => one.Incident is not null))
        {
            Assert.Contains((await here.Archive.IncidentAsync(one.Incident!, Cancel))!.Claims, claim => claim.Id == one.Claim.Id);
        }
    }

    [Fact]
    public async Task Reports_come_page_by_page_and_name_their_incidents()
    {
        await using var here = await FilledAsync(seed: 7, count: 20);
        var whole = await here.Archive.ReportsAsync(0, 100, Cancel);
        var paged = new List<ReportSummary>();
        for (string? cursor = null; ;)
        {
            var page = await here.Archive.ReportsAsync(null, cursor, 3, Cancel);
            paged.AddRange(page.Items);
            if ((cursor = page.Next) is null)
            {
                break;
            }
        }
        Assert.Equal(whole, paged);
        Assert.Equal(whole.Where(report => report.Publisher == "Sample Daily"), (await here.Archive.ReportsAsync("Sample Daily", null, 100, Cancel)).Items);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.ReportsAsync(null, "no cursor", 3, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.IncidentsAsync(IncidentFilter.All, "-1", 3, Cancel));
    }

    private static bool Fits(Incident incident, IncidentFilter filter)
    {
        string?[] names = [incident.Place?.Name, incident.Place?.Region, incident.Place?.Gazetteer, incident.Place?.Country];
        return (filter.Place is not { } place || names.Any(name => name is not null && PlaceKey.Fold(name) == PlaceKey.Fold(place)))
            && (filter.From is null && filter.To is null || incident.Date?.Days is ({ } first, { } last) && !(filter.To < first) && !(filter.From > last))
            && (filter.Type is null || incident.Type == filter.Type)
            && (filter.Side is not { } side || incident.Actors.Concat(incident.Targets).Select(one => one.Side).Concat(incident.Claims.Select(claim => claim.Side)).Any(one => side.Equals(one, StringComparison.OrdinalIgnoreCase)))
            && (filter.Status is null || incident.Status == filter.Status)
            && (filter.Publisher is null || incident.Claims.Any(claim => claim.Report.Publisher == filter.Publisher))
            && (filter.Measure is null || incident.Claims.Any(claim => claim.Measure == filter.Measure))
            && (filter.IsDisputed is null || incident.Contradictions.Any(one => one.State == ContradictionState.Open) == filter.IsDisputed)
            && (filter.IsPlaced is null || incident.Place is not null == filter.IsPlaced)
            && (filter.Box is not { } box || incident.Place?.Position is { } at && at.Latitude >= box.South && at.Latitude <= box.North
                && (box.West > box.East ? at.Longitude >= box.West || at.Longitude <= box.East : at.Longitude >= box.West && at.Longitude <= box.East));
    }

    private static async Task<TemporaryArchive> FilledAsync(int seed, int count)
    {
        var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed, count))
        {
            await here.RecordAsync(reading);
        }
        return here;
    }
}
