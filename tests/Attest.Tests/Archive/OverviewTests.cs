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
