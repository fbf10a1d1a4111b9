using Attest.Archive;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Archive;

public sealed class RecordingTests
{
    private const string Url = "https://daily.example/harbourtown";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recorded_report_comes_back_with_its_reading_and_its_bytes()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var reading = SampleReadings.Full();

        var outcome = await here.RecordAsync(reading);
        await here.ReopenAsync();
        var report = await here.Archive.ReportAsync(reading.Report.Id.Hex, Cancel);

        Assert.Equal(new RecordOutcome(reading.Report.Id, RecordKind.New, null), outcome);
        Assert.Equivalent(reading, report!.Reading, strict: true);
        Assert.Equal(SampleReadings.Original(reading), await here.Archive.OriginalAsync(reading.Report.Original.Sha256, Cancel));
        Assert.True(report.IsLatest);
        Assert.Empty(report.Copies);
        Assert.Equal(new LocalId[] { new('e', 1), new('f', 1) }, report.Incidents.Keys.Order(Comparer<LocalId>.Create((a, b) => a.Kind.CompareTo(b.Kind))));
    }

    [Fact]
    public async Task An_incident_counts_words_in_the_texts_own_units_inside_and_in_code_points_outside()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());

        var incident = Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel));
        var claim = incident.Claims.Single(claim => claim.Kind == ClaimKind.Figure);
        Assert.Equal("Six people", claim.Words[0].Of(SampleReadings.Words));

        var lines = await here.Archive.IncidentLinesAsync(Cancel).ToListAsync(Cancel);
        Assert.Contains("\"words\":[{\"start\":2,\"end\":12}]", System.Text.Encoding.UTF8.GetString(Assert.Single(lines).Span), StringComparison.Ordinal);
        Assert.Equal(incident.Id, (await here.Archive.IncidentAsync(incident.Id, Cancel))!.Id);
        Assert.Null(await here.Archive.IncidentAsync("no such incident", Cancel));
    }

    [Fact]
    public async Task The_same_page_again_changes_nothing()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());
        var before = here.Rows("ledger", "matter", "reports", "claims", "incidents");

        var outcome = await here.RecordAsync(SampleReadings.Full());

        Assert.Equal(RecordKind.Unchanged, outcome.Kind);
        Assert.Equal(before, here.Rows("ledger", "matter", "reports", "claims", "incidents"));
    }

    [Fact]
    public async Task A_changed_page_is_a_new_version_and_the_claims_of_the_old_one_leave_the_incidents()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var first = Version("At least 6 people were killed in Harbourtown on 3 May, the mayor said.", 6, "2023-05-04T08:00:00Z");
        var second = Version("At least 9 people were killed in Harbourtown on 3 May, the mayor said.", 9, "2023-05-04T12:00:00Z");

        await here.RecordAsync(first);
        var outcome = await here.RecordAsync(second);

        Assert.Equal(RecordKind.NewVersion, outcome.Kind);
        var claims = Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel)).Claims;
        Assert.All(claims, claim => Assert.Equal(second.Report.Id, claim.Report.Id));
        Assert.Equal(second.Report.Id, Assert.Single(await here.Archive.ReportsAsync(0, 10, Cancel)).Id);
        var old = await here.Archive.ReportAsync(first.Report.Id.Hex, Cancel);
        Assert.False(old!.IsLatest);
        Assert.Empty(old.Incidents);
        Assert.Equal([first.Report.Id, second.Report.Id], old.Versions.Select(version => version.Id));
        Assert.Equal([false, true], old.Versions.Select(version => version.IsLatest));
    }

    [Fact]
    public async Task An_older_version_that_comes_later_does_not_displace_the_newer()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var older = Version("At least 6 people were killed in Harbourtown on 3 May, the mayor said.", 6, "2023-05-04T08:00:00Z");
        var newer = Version("At least 9 people were killed in Harbourtown on 3 May, the mayor said.", 9, "2023-05-04T12:00:00Z");

        await here.RecordAsync(newer);
        var outcome = await here.RecordAsync(older);

        Assert.Equal(RecordKind.NewVersion, outcome.Kind);
        Assert.Equal(newer.Report.Id, Assert.Single(await here.Archive.ReportsAsync(0, 10, Cancel)).Id);
        Assert.All(Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel)).Claims, claim => Assert.Equal(newer.Report.Id, claim.Report.Id));
        Assert.True((await here.Archive.ReportAsync(newer.Report.Id.Hex, Cancel))!.IsLatest);
    }

    [Fact]
    public async Task Of_two_versions_without_a_time_the_one_recorded_last_is_the_latest()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var first = SampleReadings.Of("Some 6 people killed in Harbourtown on 3 May, the mayor said", Url, "Sample Daily", null);
        var second = SampleReadings.Of("Some 7 people killed in Harbourtown on 3 May, the mayor said", Url, "Sample Daily", null, killed: 7);

        await here.RecordAsync(first);
        await here.RecordAsync(second);

        Assert.Equal(second.Report.Id, Assert.Single(await here.Archive.ReportsAsync(0, 10, Cancel)).Id);
    }

    [Fact]
    public async Task An_incident_whose_last_claim_left_is_gone()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var first = Version("At least 6 people were killed in Harbourtown on 3 May, the mayor said.", 6, "2023-05-04T08:00:00Z");
        var withdrawn = first with
        {
            Report = SampleReadings.Report("This story was withdrawn.", Url, "Sample Daily", "2023-05-04", "2023-05-05T08:00:00Z"),
            Notices = [], Speakers = [], Attributions = [], Places = [], Times = [], Figures = [], Events = [],
        };

        await here.RecordAsync(first);
        await here.RecordAsync(withdrawn);

        Assert.Empty(await here.Archive.IncidentsAsync(0, 10, Cancel));
        Assert.Equal(new ArchiveStatus(1, 2, 2, 0, 0, 0, 0, 1, 4), await here.Archive.StatusAsync(Cancel));
    }

    [Fact]
    public async Task The_same_wire_story_from_two_publishers_is_one_original_and_two_reports()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var wire = SampleReadings.Of(SampleReadings.Words, "https://wire.example/1", "Sample Wire", "2023-05-04");
        var copy = SampleReadings.Of(SampleReadings.Words, Url, "Sample Daily", "2023-05-05");

        await here.RecordAsync(wire);
        var outcome = await here.RecordAsync(copy);
        var again = await here.RecordAsync(copy);

        Assert.Equal(new RecordOutcome(copy.Report.Id, RecordKind.New, wire.Report.Id), outcome);
        Assert.Equal(wire.Report.Id, again.CopyOf);
        Assert.Equal(wire.Report.Id, Assert.Single((await here.Archive.ReportAsync(copy.Report.Id.Hex, Cancel))!.Copies).Id);
        Assert.Equal(copy.Report.Id, Assert.Single((await here.Archive.ReportAsync(wire.Report.Id.Hex, Cancel))!.Copies).Id);
        var status = await here.Archive.StatusAsync(Cancel);
        Assert.Equal((2, 2, 1), (status.Documents, status.Reports, status.Originals));
        Assert.Equal(2, Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel)).Reports);
    }

    [Fact]
    public async Task Reports_and_incidents_come_newest_first_and_those_without_a_date_last()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var (url, published) in new[] { ("https://a.example/1", "2023-05-04"), ("https://b.example/2", null), ("https://c.example/3", "2023-05-06T10:00:00Z") })
        {
            await here.RecordAsync(SampleReadings.Of($"In {url} some 6 people killed in Harbourtown on 3 May, the mayor said", url, "Sample Daily", published));
        }

        var reports = await here.Archive.ReportsAsync(0, 10, Cancel);

        Assert.Equal(["https://c.example/3", "https://a.example/1", "https://b.example/2"], reports.Select(report => report.Url));
        Assert.Equal("https://a.example/1", Assert.Single(await here.Archive.ReportsAsync(1, 1, Cancel)).Url);
        Assert.Equal("A title", reports[0].Title);
    }

    [Fact]
    public async Task Within_a_day_the_weightiest_incident_leads()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        const string Text = "At least 6 people were killed in Harbourtown on 3 May, the mayor said.";
        await here.RecordAsync(SampleReadings.Of(Text, "https://a.example/1", "Sample Daily", "2023-05-04T06:00:00Z"));
        var later = SampleReadings.Of(Text, "https://b.example/2", "Sample Daily", "2023-05-04T18:00:00Z");
        await here.RecordAsync(later with { Figures = [], Events = [.. later.Events.Select(one => one with { Type = EventType.Consult, Subtype = null })] });

        Assert.Equal([EventType.Assault, EventType.Consult], (await here.Archive.IncidentsAsync(0, 10, Cancel)).Select(incident => incident.Type));
    }

    [Fact]
    public async Task The_order_of_arrival_does_not_matter()
    {
        var readings = Enumerable.Range(0, 6).Select(number => SampleReadings.Of(
            $"At least {number} people were killed in Harbourtown on 3 May, the mayor said.", $"https://daily.example/{number % 4}", "Sample Daily",
            "2023-05-04", $"2023-05-04T0{number}:00:00Z", number)).ToList();
        await using var forwards = await TemporaryArchive.MakeAsync();
        await using var backwards = await TemporaryArchive.MakeAsync();
        foreach (var (one, other) in readings.Zip(Enumerable.Reverse(readings)))
        {
            await forwards.RecordAsync(one);
            await backwards.RecordAsync(other);
        }

        // An id is that of the report that an incident began with here; any such id leads to the same incident.
        Assert.Equal(await Lines(forwards), await Lines(backwards));
        foreach (var (one, other) in new[] { (forwards, backwards), (backwards, forwards) })
        {
            foreach (var incident in await one.Archive.IncidentsAsync(0, 10, Cancel))
            {
                Assert.Equal(incident.Claims.Select(claim => claim.Id), (await other.Archive.IncidentAsync(incident.Id, Cancel))!.Claims.Select(claim => claim.Id));
            }
        }
        Assert.Equal(
            (await forwards.Archive.ReportsAsync(0, 10, Cancel)).Select(report => report.Id), (await backwards.Archive.ReportsAsync(0, 10, Cancel)).Select(report => report.Id));

        static async Task<IEnumerable<string>> Lines(TemporaryArchive here) =>
            (await here.Archive.IncidentLinesAsync(Cancel).ToListAsync(Cancel)).Select(line => System.Text.Encoding.UTF8.GetString(line.Span)["{\"id\":\"".Length..][24..]);
    }

    [Fact]
    public async Task A_rebuild_gives_the_views_that_adding_gave_row_for_row()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());
        for (var number = 0; number < 12; number++)
        {
            await here.RecordAsync(SampleReadings.Of(
                $"At least {number} people were killed in Harbourtown on 3 May, the mayor said.", $"https://daily.example/{number % 5}", "Sample Daily",
                number % 3 == 0 ? null : "2023-05-04", number % 2 == 0 ? null : $"2023-05-{28 - number}", number));
        }
        var before = here.Rows();

        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);

        Assert.NotEmpty(before);
        Assert.Equal(before, here.Rows());
    }

    [Fact]
    public async Task A_rebuild_restores_views_that_were_spoilt()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());
        var before = here.Rows();
        here.Tamper("DELETE FROM incidents; UPDATE claims SET words = 'Seven people'; UPDATE views_made SET version = 0;");
        await here.ReopenAsync();
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => here.Archive.StatusAsync(Cancel));
        Assert.Contains("attest rebuild", refused.Message, StringComparison.Ordinal);

        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);

        Assert.Equal(before, here.Rows());
    }

    [Fact]
    public async Task Adding_is_idempotent_in_any_mixture()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var expected = new Dictionary<Sha256, Reading>();
        Prop.ForAll(ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<byte>(), (document, killed) =>
        {
            var reading = SampleReadings.Of(
                $"At least {killed % 4} people were killed in Harbourtown on 3 May, the mayor said.", $"https://daily.example/{document % 5}", "Sample Daily", "2023-05-04",
                null, killed % 4);
            var outcome = here.RecordAsync(reading).GetAwaiter().GetResult();
            var isNew = expected.TryAdd(reading.Report.Id, reading);
            var status = here.Archive.StatusAsync(Cancel).GetAwaiter().GetResult();
            return (outcome.Kind != RecordKind.Unchanged) == isNew && status.Reports == expected.Count && status.LedgerEntries == 2 * expected.Count
                && status.Documents == expected.Values.Select(known => known.Report.Document).Distinct().Count();
        }).QuickCheckThrowOnFailure();
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_reading_whose_words_cannot_be_found_is_not_stored()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var reading = SampleReadings.Full();
        var broken = reading with { Figures = [reading.Figures[0] with { Span = new TextSpan(5, 5000) }] };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => here.RecordAsync(broken));

        Assert.Contains("figure f1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await here.Archive.StatusAsync(Cancel)).Reports);
    }

    [Fact]
    public async Task Bytes_that_are_not_those_of_the_reading_are_not_stored()
    {
        await using var here = await TemporaryArchive.MakeAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.RecordAsync(SampleReadings.Full(), "other"u8.ToArray(), TemporaryArchive.Linker, Cancel));
        Assert.Equal(0, (await here.Archive.StatusAsync(Cancel)).LedgerEntries);
    }

    private static Reading Version(string text, int killed, string modified) => SampleReadings.Of(text, Url, "Sample Daily", "2023-05-04", modified, killed);
}
