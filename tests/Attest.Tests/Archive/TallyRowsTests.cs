using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Tests.Archive;

public sealed class TallyRowsTests
{
    private static readonly DateOnly Day = new(2031, 5, 4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<TallyQuery> Queries =>
        from measure in new[] { Measure.PeopleKilled, Measure.PeopleWounded, Measure.TanksLost }
        from narrowed in new TallyQuery[]
        {
            new(measure), new(measure, Place: "alba"), new(measure, Place: "gn:2"), new(measure, Place: "UA"), new(measure, Place: "nowhere"), new(measure, From: Day), new(measure, To: Day), new(measure, From: Day, To: Day),
            new(measure, Side: "side0"), new(measure, Side: "Northland"), new(measure, Claimant: "Ana Sample"), new(measure, Claimant: "SIDE1"), new(measure, Side: "Northland", Claimant: "Olek Sample"),
            new(measure, Place: "Brega", From: Day.AddDays(-2), To: Day.AddDays(2), Claimant: "Side0"),
        }
        select narrowed;

    [Fact]
    public async Task What_is_kept_of_incidents_sums_up_to_what_counting_them_one_by_one_gives()
    {
        await using var here = await FilledAsync(seed: 5, count: 60);
        var counted = 0;
        foreach (var query in Queries)
        {
            var tally = await here.Archive.TallyAsync(query, null, null, Cancel);
            Assert.Equal(Describe(await AfreshAsync(here, query, null, null)), Describe(tally));
            counted += tally.Lines.Count;
        }
        Assert.True(counted > 30);
    }

    [Fact]
    public async Task As_of_any_moment_of_both_clocks_it_is_what_counting_afresh_gives()
    {
        await using var here = await FilledAsync(seed: 7, count: 60);
        var recorded = (await here.Archive.ReportsAsync(0, 1000, Cancel)).Select(report => report.RecordedAt).Order().ToList();
        var straddled = false;
        foreach (var published in new DateTimeOffset?[] { null, At(Day.AddDays(-9)), At(Day.AddDays(-1)), At(Day), At(Day.AddDays(2)), At(Day.AddDays(30)) })
        {
            foreach (var by in new DateTimeOffset?[] { null, recorded[^1], recorded[recorded.Count / 2], recorded[0].AddDays(-1) })
            {
                foreach (var query in Queries.Where(query => query.Measure == Measure.PeopleKilled))
                {
                    Assert.Equal(Describe(await AfreshAsync(here, query, published, by)), Describe(await here.Archive.TallyAsync(query, published, by, Cancel)));
                    straddled |= (await here.Archive.TallyAsync(query, published, by, int.MaxValue, 0, Cancel)).Uncounted > 0;
                }
            }
        }
        Assert.True(straddled);
        static DateTimeOffset At(DateOnly day) => new PublicationTime(day).EndOfDay;
    }

    [Fact]
    public async Task What_is_recorded_meanwhile_by_this_program_or_another_counts_at_once()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await using var other = await TemporaryArchive.OpenAsync(here.Folder);
        var (query, seen, turn) = (new TallyQuery(Measure.PeopleKilled), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var reading in InventedReports.Make(seed: 11, count: 24))
        {
            await TemporaryArchive.RecordAsync(turn++ % 2 == 0 ? here.Archive : other, reading);
            var expected = Describe(await AfreshAsync(here, query, null, null));
            Assert.Equal(expected, Describe(await here.Archive.TallyAsync(query, null, null, Cancel)));
            Assert.Equal(expected, Describe(await other.TallyAsync(query, null, null, Cancel)));
            seen.Add(expected);
        }
        Assert.True(seen.Count > 5);
    }

    [Fact]
    public async Task Shelves_are_kept_for_as_long_as_the_archive_stands_and_only_as_many_as_there_is_room_for()
    {
        await using var here = await FilledAsync(seed: 5, count: 20);
        using var sql = Sql.OpenReader(Path.Combine(here.Folder, "attest.db"));
        var (variant, kept, none) = (Facets.Tally(new TallyQuery(Measure.PeopleKilled)), new TallyShelves(), new TallyShelves(0));

        var first = kept.At(sql);
        Assert.NotEmpty(first.Tolls(variant));
        Assert.Same(first.Tolls(variant), kept.At(sql).Tolls(variant));
        Assert.Same(first.Incidents, kept.At(sql).Incidents);
        Assert.NotSame(none.At(sql).Incidents, none.At(sql).Incidents);
        Assert.Equal(first.Incidents.Select(shelf => Convert.ToHexString(shelf.Content)), none.At(sql).Incidents.Select(shelf => Convert.ToHexString(shelf.Content)));

        // Whoever asks for names that nobody has makes it keep nothing.
        Assert.Empty(first.Tolls(Facets.Tally(new TallyQuery(Measure.PeopleKilled, Side: "Nobody"))));
        Assert.NotSame(first.Tolls(Facets.Tally(new TallyQuery(Measure.PeopleKilled, Side: "Nobody"))), first.Tolls(Facets.Tally(new TallyQuery(Measure.PeopleKilled, Side: "Nobody"))));

        sql.Run("BEGIN");
        var before = kept.At(sql);
        await here.RecordAsync(InventedReports.Make(seed: 6, count: 1)[0]);
        using var later = Sql.OpenReader(Path.Combine(here.Folder, "attest.db"));
        Assert.NotSame(first.Incidents, kept.At(later).Incidents);
        // Whoever began before goes on seeing what stood then.
        Assert.Same(first.Incidents, before.Incidents);
        Assert.Equal(first.Incidents.Select(shelf => Convert.ToHexString(shelf.Content)), kept.At(sql).Incidents.Select(shelf => Convert.ToHexString(shelf.Content)));
        sql.Run("COMMIT");
    }

    [Fact]
    public async Task A_page_lists_the_latest_lines_and_adds_all()
    {
        await using var here = await FilledAsync(seed: 5, count: 60);
        var query = new TallyQuery(Measure.PeopleKilled);
        var all = await here.Archive.TallyAsync(query, null, null, Cancel);
        var page = await here.Archive.TallyAsync(query, null, null, 3, 3, Cancel);

        Assert.True(all.Lines.Count > 3);
        Assert.Equal((all.Low, all.High, all.Shown, all.Incidents, all.Undated), (page.Low, page.High, page.Shown, page.Incidents, page.Undated));
        Assert.Equal(all.Lines.TakeLast(3).Select(line => line.Incident), page.Lines.Select(line => line.Incident));
    }

    [Fact]
    public async Task The_order_of_arrival_does_not_matter()
    {
        var readings = InventedReports.Make(seed: 9, count: 40).DistinctBy(reading => reading.Report.Document).ToList();
        var tallies = new List<string>();
        foreach (var order in new[] { readings, [.. Enumerable.Reverse(readings)] })
        {
            await using var here = await TemporaryArchive.MakeAsync();
            foreach (var reading in order)
            {
                await here.RecordAsync(reading);
            }
            var sums = new List<string>();
            foreach (var query in Queries)
            {
                var tally = await here.Archive.TallyAsync(query, null, null, Cancel);
                sums.Add($"{tally.Low} {tally.High} {tally.Shown} {tally.Incidents} {string.Join(' ', tally.LeftOut)} {tally.Undated}");
            }
            tallies.Add(string.Join('\n', sums));
        }
        Assert.Equal(tallies[0], tallies[1]);
    }

    [Fact]
    public async Task An_older_version_that_comes_late_is_there_as_of_its_time()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        static Reading Version(int killed, string? modified) => SampleReadings.Of($"{killed} people were killed in Harbourtown on 3 May, the mayor said.", "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", modified, killed);
        await here.RecordAsync(Version(9, "2023-05-06T08:00:00Z"));
        await here.RecordAsync(Version(6, null));
        var query = new TallyQuery(Measure.PeopleKilled);

        Assert.Equal(9, (await here.Archive.TallyAsync(query, null, null, Cancel)).Shown);
        Assert.Equal(6, (await here.Archive.TallyAsync(query, new DateTimeOffset(2023, 5, 5, 0, 0, 0, TimeSpan.Zero), null, Cancel)).Shown);
    }

    [Fact]
    public async Task What_a_later_version_left_out_is_there_as_of_its_time()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        static Reading Version(string? modified, int killed) =>
            SampleReadings.Of($"{killed} people were killed in Harbourtown on 3 May, the mayor said.", "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", modified, killed);
        await here.RecordAsync(Version(null, 6));
        var first = Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel));
        var recorded = (await here.Archive.ReportsAsync(0, 10, Cancel)).Single().RecordedAt;
        await here.RecordAsync(Version("2023-05-06T08:00:00Z", 5) with { Events = [], Figures = [] });

        Assert.Empty(await here.Archive.IncidentsAsync(0, 10, Cancel));
        foreach (var (published, by) in new (DateTimeOffset?, DateTimeOffset?)[] { (new DateTimeOffset(2023, 5, 5, 0, 0, 0, TimeSpan.Zero), null), (null, recorded) })
        {
            Assert.Equal(6, (await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), published, by, Cancel)).Shown);
            await using var reader = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, published, by, Cancel);
            Assert.Equal(first.Id, Assert.Single((await reader.PageAsync(null, 10, 10, Cancel)).Items).Incident.Id);
            Assert.Equal(first.Title, (await reader.OneAsync(first.Claims[0].Id, Cancel))!.Incident.Title);
        }
        Assert.Equal(0, (await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), new DateTimeOffset(2023, 5, 7, 0, 0, 0, TimeSpan.Zero), null, Cancel)).Incidents);

        await here.RecordAsync(Version("2023-05-08T08:00:00Z", 7));
        Assert.Equal(7, (await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), null, null, Cancel)).Shown);
        Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel));
        Assert.Equal(6, (await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), new DateTimeOffset(2023, 5, 5, 0, 0, 0, TimeSpan.Zero), null, Cancel)).Shown);
        Assert.Equal(0, (await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), new DateTimeOffset(2023, 5, 7, 0, 0, 0, TimeSpan.Zero), null, Cancel)).Incidents);
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

    // Every incident made anew from its claims as of both moments.
    private static async Task<Tally> AfreshAsync(TemporaryArchive here, TallyQuery query, DateTimeOffset? published, DateTimeOffset? recorded)
    {
        var incidents = await here.Archive.IncidentsAsync(0, 1000, Cancel);
        using var sql = Sql.OpenReader(Path.Combine(here.Folder, "attest.db"));
        const string Ever = "9999-12-31T23:59:59.9999999Z";
        var gone = sql.Rows("SELECT id FROM gone", row => row.GetString(0));
        return TallyCounter.Count(query, incidents.Select(incident => incident.Id).Concat(gone).Select(id => (Id: id, Claims: ReportArchive.ClaimsOf(sql, id, published is { } by ? Moment.Write(by) : Ever, recorded is { } until ? Moment.Write(until) : Ever)))
            .Where(one => one.Claims.Count > 0).Select(one => (TemporaryArchive.Linker.Assemble(one.Id, one.Claims), (IReadOnlyList<LinkedClaim>)one.Claims)).ToList());
    }

    private static string Describe(Tally tally) => $"""
        {tally.Query} {tally.Low} {tally.High} {tally.Shown} {tally.Incidents} {tally.Undated} {tally.Uncounted}
        {string.Join("; ", tally.Lines.Select(line => $"{line.Incident} {line.Toll.Low} {line.Toll.High} {line.Toll.Shown} {line.Date} {string.Join(',', line.Claims.Select(claim => claim.Id))}"))}
        {string.Join("; ", tally.Alarms)} {string.Join("; ", tally.LeftOut)} {string.Join("; ", tally.UndatedIncidents)}
        """;
}
