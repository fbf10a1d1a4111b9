using Attest.Archive;
using Attest.Archive.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Archive;

public sealed class SearchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("people killed", true)]
    [InlineData("KILLED people", true)]
    [InlineData("\"people were killed\"", true)]
    [InlineData("“people were killed”", true)]
    [InlineData("\"killed people\"", false)]
    [InlineData("harbour*", true)]
    [InlineData("harbour", false)]
    [InlineData("\"were kill*\"", true)]
    [InlineData("mayor", true)]
    [InlineData("killed AND people", false)]
    [InlineData("killed NOT people", false)]
    [InlineData("body:killed", false)]
    [InlineData("killed -unsaid", false)]
    [InlineData("killed) OR (", false)]
    [InlineData("\"killed", true)]
    [InlineData("h*", false)]
    public async Task Words_phrases_and_beginnings_are_found_and_nothing_is_an_operator(string query, bool isFound)
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var reading = SampleReadings.Full();
        await here.RecordAsync(reading);
        var found = await here.Archive.SearchAsync(query, IncidentFilter.All, null, 10, Cancel);
        Assert.Equal(isFound ? [reading.Report.Id] : [], found.Reports.Select(hit => hit.Report.Id));
    }

    [Fact]
    public async Task A_hit_shows_the_words_that_were_looked_for_and_incidents_are_found_by_title_and_place()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());
        var hit = Assert.Single((await here.Archive.SearchAsync("killed \"the mayor\"", IncidentFilter.All, null, 10, Cancel)).Reports);
        Assert.Equal(["killed", "the mayor"], hit.Matches.Select(match => match.Of(hit.Words)));
        Assert.Equal("Harbourtown", Assert.Single((await here.Archive.SearchAsync("harbourtown", IncidentFilter.All, null, 10, Cancel)).Incidents).Place);
    }

    [Fact]
    public async Task A_version_that_was_replaced_is_found_no_more()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Of("Some 6 people killed in Harbourtown on 3 May by ordnance, the mayor said", "https://a.example/", "A", "2023-05-04"));
        await here.RecordAsync(SampleReadings.Of("Some 6 people killed in Harbourtown on 3 May by accident, the mayor said", "https://a.example/", "A", "2023-05-04", "2023-05-05"));
        Assert.Empty((await here.Archive.SearchAsync("ordnance", IncidentFilter.All, null, 10, Cancel)).Reports);
        Assert.Single((await here.Archive.SearchAsync("accident", IncidentFilter.All, null, 10, Cancel)).Reports);
    }

    [Fact]
    public async Task A_search_is_narrowed_as_lists_are_and_its_pages_hold_each_hit_once()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed: 9, count: 40))
        {
            await here.RecordAsync(reading);
        }
        var day = new DateOnly(2031, 5, 4);
        foreach (var filter in new IncidentFilter[]
        {
            new(), new(Publisher: "Sample Daily"), new(From: day, To: day), new(From: day.AddYears(-1), To: day), new(Place: "Brega", Type: EventType.Assault), new(Side: "Side1"), new(Measure: Measure.PeopleKilled), new(IsDisputed: true),
            new(Box: new GeoBox(48.2, 29, 49, 31)), new(Place: "nowhere"),
        })
        {
            var listed = (await here.Archive.IncidentsAsync(filter, null, 1000, Cancel)).Items;
            var whole = await here.Archive.SearchAsync("alba", filter, null, 1000, Cancel);
            Assert.Equal(
                listed.Where(one => one.Incident.Place?.Name == "Alba" || one.Incident.Title.Contains("Alba", StringComparison.Ordinal)).Select(one => one.Incident.Id).Order(StringComparer.Ordinal),
                whole.Incidents.Select(pin => pin.Id).Order(StringComparer.Ordinal));
            Assert.All(whole.Reports, hit => Assert.True(filter.Publisher is null || hit.Report.Publisher == filter.Publisher));
            Assert.All(whole.Reports, hit => Assert.True(filter.From is null || hit.Report.Published!.Value.Day >= filter.From && hit.Report.Published.Value.Day <= filter.To));
            var paged = new List<ReportHit>();
            for (string? cursor = null; ;)
            {
                var page = await here.Archive.SearchAsync("alba", filter, cursor, 3, Cancel);
                paged.AddRange(page.Reports);
                if ((cursor = page.Next) is null)
                {
                    break;
                }
            }
            Assert.Equal(whole.Reports.Select(hit => (hit.Report.Id, hit.Start)), paged.Select(hit => (hit.Report.Id, hit.Start)));
        }
    }

    [Fact]
    public async Task Of_very_many_reports_those_added_last_come_first_and_none_is_left_out()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed: 9, count: 40))
        {
            await here.RecordAsync(reading);
        }
        var filter = new IncidentFilter(From: new DateOnly(2030, 1, 1));
        var best = await here.Archive.SearchAsync("alba", filter, null, 1000, Cancel);
        Assert.False(best.IsNewestFirst);
        here.Archive.MostRanked = 2;
        var newest = new List<ReportHit>();
        string? cursor = null;
        do
        {
            var page = await here.Archive.SearchAsync("alba", filter, cursor, 3, Cancel);
            Assert.True(page.IsNewestFirst);
            newest.AddRange(page.Reports);
            cursor = page.Next;
        }
        while (cursor is not null);
        static IEnumerable<(Sha256, int, string)> Sorted(IEnumerable<ReportHit> hits) => hits.Select(hit => (hit.Report.Id, hit.Start, hit.Words)).OrderBy(hit => hit.Id.Hex, StringComparer.Ordinal).ThenBy(hit => hit.Start);
        Assert.Equal(Sorted(best.Reports), Sorted(newest));
        Assert.Equal(newest.Select(hit => hit.Report.RecordedAt).OrderDescending(), newest.Select(hit => hit.Report.RecordedAt));
        Assert.NotEqual(best.Reports.Select(hit => (hit.Report.Id, hit.Start)), newest.Select(hit => (hit.Report.Id, hit.Start)));
    }

    [Fact]
    public async Task What_had_been_published_by_a_moment_is_found_whether_it_is_weighed_or_walked()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed: 11, count: 60))
        {
            await here.RecordAsync(reading);
        }
        var kept = new Dictionary<Sha256, ArchivedReport>();
        foreach (var summary in await here.Archive.ReportsAsync(0, 100, Cancel))
        {
            kept.Add(summary.Id, (await here.Archive.ReportAsync(summary.Id.Hex, Cancel))!);
        }
        var all = (await here.Archive.SearchAsync("alba", IncidentFilter.All, null, 1000, Cancel)).Reports;
        foreach (var by in new[] { new DateTimeOffset(2031, 4, 30, 0, 0, 0, TimeSpan.Zero), new(2031, 5, 3, 0, 0, 0, TimeSpan.Zero), new(2031, 5, 5, 12, 0, 0, TimeSpan.Zero), new(2032, 1, 1, 0, 0, 0, TimeSpan.Zero) })
        {
            var expected = all.Where(hit => kept[hit.Report.Id].Reading.Report is var report && (report.Modified ?? report.Published)!.Value.Earliest <= by).Select(hit => (hit.Report.Id.Hex, hit.Start)).Order().ToList();
            foreach (var most in new[] { 1000, 2 })
            {
                here.Archive.MostRanked = most;
                var found = await here.Archive.SearchAsync("alba", IncidentFilter.All, by, null, 1000, Cancel);
                Assert.Equal(expected, found.Reports.Select(hit => (hit.Report.Id.Hex, hit.Start)).Order());
                var told = (await here.Archive.SearchAsync("alba", IncidentFilter.All, null, 1000, Cancel)).Incidents.Select(pin => pin.Id).Order(StringComparer.Ordinal).ToList();
                var standing = new List<string>();
                foreach (var id in told)
                {
                    var incident = (await here.Archive.IncidentAsync(id, Cancel))!;
                    if (incident.Claims.Any(claim => kept[claim.Report.Id].Reading.Report is var report && (report.Modified ?? report.Published)!.Value.Earliest <= by))
                    {
                        standing.Add(id);
                    }
                }
                Assert.Equal(standing, found.Incidents.Select(pin => pin.Id).Order(StringComparer.Ordinal));
            }
        }
        Assert.True(all.Count > 8);
    }

    [Fact]
    public async Task Whatever_is_typed_is_safe()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());
        foreach (var query in new[] { "", " ", "\"", "\"\"", "*", "**", "(", "NEAR(", "a^b", "{title}:", "\0", "\ud800", "'; DROP TABLE pieces; --", new string('a', 10_000), string.Concat(Enumerable.Repeat("killed ", 2000)), new string('"', 10_000) })
        {
            await here.Archive.SearchAsync(query, IncidentFilter.All, null, 10, Cancel);
        }
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), query =>
        {
            _ = here.Archive.SearchAsync(query ?? "", IncidentFilter.All, null, 10, Cancel).GetAwaiter().GetResult();
        }).QuickCheckThrowOnFailure();
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.SearchAsync("killed", IncidentFilter.All, "x", 10, Cancel));
    }

    [Fact]
    public async Task A_rebuild_fills_the_same_words()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed: 10, count: 20))
        {
            await here.RecordAsync(reading);
        }
        var before = here.Rows("pieces");
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        Assert.Equal(before, here.Rows("pieces"));
        here.Tamper("INSERT INTO piece_words (piece_words) VALUES ('integrity-check'); INSERT INTO incident_words (incident_words) VALUES ('integrity-check');");
    }

    [Fact]
    public void What_was_typed_is_understood_as_words_and_phrases() => Assert.Equal(
        ["air defence", "drone*", "Odesa"], SearchTerms.Read("“air defence” drone* Odesa!").Phrases.Select(phrase => phrase.ToString()));
}
