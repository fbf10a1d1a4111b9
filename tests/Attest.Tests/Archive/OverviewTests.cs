using Attest.Incidents.Tallies;

namespace Attest.Tests.Archive;

public sealed class OverviewTests
{
    private static readonly TallyQuery Killed = new(Measure.PeopleKilled);

    private static string Text(int killed) => $"{killed} people were killed in Harbourtown on 3 May, the mayor said.";

    private static DateTimeOffset Time(string iso) => PublicationTime.TryParse(iso, out var time) ? time.Earliest : throw new ArgumentException(iso, nameof(iso));

    [Fact]
    public async Task A_tally_is_told_as_it_stood_by_what_had_been_published()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Of(Text(6), "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", killed: 6));
        await archive.RecordAsync(SampleReadings.Of(Text(9), "https://evening.example/b", "Evening", "2023-05-05T08:00:00Z", killed: 9));
        Assert.Equal(6, (await archive.Archive.TallyAsync(Killed, Time("2023-05-04T12:00:00Z"), null, cancel)).Shown);
        Assert.Equal(9, (await archive.Archive.TallyAsync(Killed, null, null, cancel)).Shown);
        Assert.Null((await archive.Archive.TallyAsync(Killed, Time("2023-05-03T12:00:00Z"), null, cancel)).Shown);
    }

    [Fact]
    public async Task A_tally_is_told_as_it_stood_by_what_had_been_recorded_though_a_later_version_replaced_it()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Of(Text(6), "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", killed: 6));
        var before = (await archive.Archive.ReportsAsync(0, 1, cancel))[0].RecordedAt;
        await archive.RecordAsync(SampleReadings.Of(Text(9), "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", "2023-05-05T08:00:00Z", 9));
        Assert.Equal(6, (await archive.Archive.TallyAsync(Killed, null, before, cancel)).Shown);
        Assert.Equal(6, (await archive.Archive.TallyAsync(Killed, Time("2023-05-04T12:00:00Z"), null, cancel)).Shown);
        Assert.Equal(9, (await archive.Archive.TallyAsync(Killed, null, null, cancel)).Shown);
    }

    [Fact]
    public async Task A_rejected_claim_stays_counts_for_nothing_and_resolves_what_disagreed_with_it_until_that_is_undone()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Of(Text(6), "https://daily.example/a", "Daily", "2023-05-04", killed: 6));
        var told = SampleReadings.Of(Text(9), "https://evening.example/b", "Evening", "2023-05-04", killed: 9);
        await archive.RecordAsync(told with { Speakers = [told.Speakers[0] with { Name = "the coroner" }] });
        async Task<Incident> OnlyAsync() => Assert.Single(await archive.Archive.IncidentsAsync(0, 5, cancel));
        var before = await OnlyAsync();
        Assert.Equal((6m, 9m), (before.Toll[Measure.PeopleKilled].Low, before.Toll[Measure.PeopleKilled].High));
        var wrong = before.Claims.First(claim => claim is { Kind: ClaimKind.Figure, Low: 9 });

        var judgement = await archive.Archive.RejectAsync(wrong.Id, "withdrawn", "tester", TemporaryArchive.Linker, cancel);
        var after = await OnlyAsync();
        Assert.Equal((6m, 6m), (after.Toll[Measure.PeopleKilled].Low, after.Toll[Measure.PeopleKilled].High));
        Assert.Equal(ContradictionState.Resolved, Assert.Single(after.Contradictions).State);
        Assert.True(after.Claims.Single(claim => claim.Id == wrong.Id).IsRejected);
        var tally = await archive.Archive.TallyAsync(Killed, null, null, cancel);
        Assert.Equal((6m, 1), (tally.High, tally.LeftOut[LeftOut.Rejected]));
        await Assert.ThrowsAsync<ArgumentException>(() => archive.Archive.RejectAsync(wrong.Id, "again", "tester", TemporaryArchive.Linker, cancel));

        await archive.Archive.RebuildAsync(TemporaryArchive.Linker, null, cancel);
        Assert.Equal(ContradictionState.Resolved, Assert.Single((await OnlyAsync()).Contradictions).State);
        await archive.Archive.UndoAsync(judgement.Id, "it stands after all", "tester", TemporaryArchive.Linker, cancel);
        Assert.Equal(ContradictionState.Open, Assert.Single((await OnlyAsync()).Contradictions).State);
    }

    [Fact]
    public async Task A_place_and_period_asked_for_list_silent_days_too()
    {
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Full());
        var days = await archive.Archive.CoverageAsync("harbourtown", new DateOnly(2023, 5, 1), new DateOnly(2023, 5, 4), TestContext.Current.CancellationToken);
        Assert.Equal(new DateOnly(2023, 5, 3), Assert.Single(days, day => day.Telling > 0).Day);
        Assert.Equal(3, days.Count(day => day.IsSilent));
    }

    [Fact]
    public async Task Coverage_comes_in_pages_of_whole_days_that_hold_every_row_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed: 11, count: 40))
        {
            await archive.RecordAsync(reading);
        }
        var day = new DateOnly(2031, 5, 4);
        foreach (var (place, from, to) in new (string?, DateOnly?, DateOnly?)[] { (null, null, null), ("alba", null, null), ("gn:2", null, day), (null, day, day.AddDays(2)), ("nowhere", null, null) })
        {
            var whole = await archive.Archive.CoverageAsync(place, from, to, cancel);
            var paged = new List<Attest.Incidents.Coverage.DayCoverage>();
            for (string? cursor = null; ;)
            {
                var page = await archive.Archive.CoverageAsync(place, from, to, cursor, 3, cancel);
                paged.AddRange(page.Items);
                if ((cursor = page.Next) is null)
                {
                    break;
                }
            }
            Assert.Equal(whole, paged);
            Assert.Equal(place != "nowhere", whole.Count > 0);
        }
    }

    [Fact]
    public async Task A_rejection_holds_for_a_new_version_with_the_same_words_and_ends_when_it_is_undone()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Of(Text(6), "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", killed: 6));
        var figure = Assert.Single(await archive.Archive.IncidentsAsync(0, 5, cancel)).Claims.Single(claim => claim.Kind == ClaimKind.Figure);
        var judgement = await archive.Archive.RejectAsync(figure.Id, "withdrawn", "tester", TemporaryArchive.Linker, cancel);

        await archive.RecordAsync(SampleReadings.Of($"An update stands first. {Text(6)}", "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", "2023-05-05T08:00:00Z", 6));
        Assert.Null((await archive.Archive.TallyAsync(Killed, null, null, cancel)).Shown);
        await archive.RecordAsync(SampleReadings.Of("Another number: 7 people were killed in Harbourtown on 3 May, the mayor said.", "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", "2023-05-06T08:00:00Z", 7));
        Assert.Equal(7, (await archive.Archive.TallyAsync(Killed, null, null, cancel)).Shown);
        await archive.RecordAsync(SampleReadings.Of($"It is six again. {Text(6)}", "https://daily.example/a", "Daily", "2023-05-04T08:00:00Z", "2023-05-07T08:00:00Z", 6));
        Assert.Null((await archive.Archive.TallyAsync(Killed, null, null, cancel)).Shown);

        var before = archive.Rows("judgements", "incidents", "tolls", "judged");
        await archive.Archive.RebuildAsync(TemporaryArchive.Linker, null, cancel);
        Assert.Equal(before, archive.Rows("judgements", "incidents", "tolls", "judged"));
        await archive.Archive.UndoAsync(judgement.Id, "it stands", "tester", TemporaryArchive.Linker, cancel);
        Assert.Equal(6, (await archive.Archive.TallyAsync(Killed, null, null, cancel)).Shown);
    }

    [Fact]
    public async Task Days_to_the_end_of_the_calendar_are_listed_and_too_many_silent_ones_refused()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Full());
        Assert.Equal(2, (await archive.Archive.CoverageAsync("Harbourtown", DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue, cancel)).Count);
        Assert.Single(await archive.Archive.CoverageAsync(null, DateOnly.MinValue, DateOnly.MaxValue, cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => archive.Archive.CoverageAsync("Harbourtown", DateOnly.MinValue, DateOnly.MaxValue, cancel));
        Assert.Equal(6, (await archive.Archive.TallyAsync(Killed with { From = DateOnly.MinValue, To = DateOnly.MaxValue }, Time("9999-12-31"), null, cancel)).Shown);
        Assert.Equal(9999, new PublicationTime(DateOnly.MaxValue).EndOfDay.Year);
    }

    [Fact]
    public async Task A_city_is_found_by_its_other_names_and_its_quarters_count_for_it()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        var told = SampleReadings.Full();
        // A village of no gazetteer within Kharkiv stands for a quarter.
        await archive.RecordAsync(told with { Places = [told.Places[0] with { Name = "Samplivka", Gazetteer = "gn:77", Country = "UA", Region = null, Position = new GeoPoint(49.99, 36.24), Kind = PlaceKind.Village }] });
        foreach (var name in new[] { "Samplivka", "Kharkiv", "Kharkov", "UA", "Ukraine" })
        {
            Assert.True(await archive.Archive.IsPlaceAsync(name, cancel));
            Assert.Equal((name, 6m), (name, (await archive.Archive.TallyAsync(Killed with { Place = name }, null, null, cancel)).Shown));
            Assert.Single((await archive.Archive.IncidentsAsync(new Attest.Archive.IncidentFilter(Place: name), null, 5, cancel)).Items);
        }
        foreach (var name in new[] { "Samplivka", "Kharkiv", "Kharkov" })
        {
            Assert.Single(await archive.Archive.CoverageAsync(name, null, null, cancel));
        }
        Assert.Empty(await archive.Archive.CoverageAsync("Odesa", null, null, cancel));
        Assert.True(await archive.Archive.IsPlaceAsync("Odesa", cancel));
        Assert.False(await archive.Archive.IsPlaceAsync("Xyzzytown", cancel));
    }

    [Fact]
    public async Task Series_come_in_pages_and_change_when_a_value_comes_goes_or_is_rejected()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var archive = await TemporaryArchive.MakeAsync();
        foreach (var (day, speaker) in new[] { (3, "one ministry"), (4, "one ministry"), (5, "one ministry"), (3, "another ministry"), (4, "another ministry"), (3, "a third") })
        {
            await archive.RecordAsync(Daily(day, speaker, version: null));
        }
        var all = await archive.Archive.SeriesAsync(null, null, cancel);
        Assert.Equal([3, 2], all.Select(series => series.Points.Count));
        var first = await archive.Archive.SeriesAsync(null, null, null, 1, cancel);
        var second = await archive.Archive.SeriesAsync(null, null, first.Next, 1, cancel);
        Assert.Equal(all.Select(series => series.Id), first.Items.Concat(second.Items).Select(series => series.Id));
        Assert.Null(second.Next);
        Assert.Equal(all[1].Id, Assert.Single((await archive.Archive.SeriesAsync(Measure.DronesDowned, "another", null, 5, cancel)).Items).Id);

        await archive.RecordAsync(Daily(6, "one ministry", version: 3));
        Assert.Equal([4, 5, 6], (await archive.Archive.OneSeriesAsync(all[0].Id, cancel))!.Points.Select(point => point.Day.Day));
        var wrong = (await archive.Archive.OneSeriesAsync(all[0].Id, cancel))!.Points[0].Claims[0];
        await Assert.ThrowsAsync<ArgumentException>(() => archive.Archive.SeriesAsync(null, null, "no cursor", 5, cancel));
        Assert.NotNull(wrong);

        var rows = archive.Rows("series", "figures");
        await archive.Archive.RebuildAsync(TemporaryArchive.Linker, null, cancel);
        Assert.Equal(rows, archive.Rows("series", "figures"));

        static Reading Daily(int day, string speaker, int? version)
        {
            var text = $"Overnight 20 people drones were killed, Harbourtown, 3 May, the mayor said, {day} {speaker}.";
            var told = SampleReadings.Of(text, $"https://daily.example/{version ?? day}/{speaker}", "Daily", $"2023-05-0{version ?? day}", version is null ? null : $"2023-05-0{day}", 20);
            return told with
            {
                Speakers = [told.Speakers[0] with { Name = speaker, Named = true, Kind = SpeakerKind.Body, Role = null, Affiliation = null }],
                Times = [told.Times[0] with { Value = TimeValue.Of(new DateOnly(2023, 5, day)) }],
                Figures = [told.Figures[0] with { Measure = Measure.DronesDowned, Event = null, Place = null, Of = "drones" }],
                Events = [],
            };
        }
    }

    [Fact]
    public async Task A_rebuild_fills_the_same_rows_as_adding()
    {
        await using var archive = await TemporaryArchive.MakeAsync();
        await archive.RecordAsync(SampleReadings.Full());
        await archive.RecordAsync(SampleReadings.Of(Text(9), "https://evening.example/b", "Evening", "2023-05-05", killed: 9));
        var added = archive.Rows("figures", "sightings", "unread_sentences");
        await archive.Archive.RebuildAsync(TemporaryArchive.Linker, null, TestContext.Current.CancellationToken);
        Assert.NotEmpty(added);
        Assert.Equal(added, archive.Rows("figures", "sightings", "unread_sentences"));
    }
}
