using Attest.Archive;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

/// <summary>What was decided of a claim stays with it when a new version of its document comes in.</summary>
public sealed class LaterVersionTests
{
    private const string Day = "2031-05-13";

    private static Task<ReviewState> ReportedAsync(TemporaryArchive here, ReviewPlace place) => here.Archive.QueueAsync(ReviewKind.Reported, place, new HashSet<string>(), Cancel);

    private static readonly Decision Because = new("the ministry gave another number", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_of_a_later_version_has_the_history_of_the_earlier_and_its_old_name_leads_to_it()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var old = await FigureAsync(here, await TellAsync(here, 8));
        var corrected = await CorrectAsync(here, old.Id, "6");
        var reported = await here.Archive.ReportErrorAsync("", old.Id, null, Because with { Reason = "was it not seven?" }, TemporaryArchive.Linker, Cancel);

        var later = await TellAsync(here, 9, "One sentence more. ");
        var now = await FigureAsync(here, later);

        Assert.NotEqual(old.Id, now.Id);
        var record = (await here.Archive.ClaimAsync(now.Id, Cancel))!;
        Assert.Equal([corrected.Id, reported.Id], record.Judgements.Select(judgement => judgement.Id));
        Assert.Equal(new ClaimTrace(now.Id, old.Report.Id), await here.Archive.TraceAsync(old.Id, Cancel));
        Assert.Equal(now.Id, (await here.Archive.TraceAsync(now.Id, Cancel))!.Now);
        Assert.Null(await here.Archive.TraceAsync("nothing", Cancel));

        // Who decides at the page as they saw it before the new version decides of the same words; what came meanwhile is told.
        var decided = await here.Archive.AcceptAsync(old.Id, Because with { Seen = 0, Answers = [reported.Id] }, TemporaryArchive.Linker, Cancel);
        Assert.Equal((now.Id, corrected.Id), (decided.One[0].Claim, decided.Over));
        await here.Archive.UndoAsync(corrected.Id, "it was right", "B. Editor", TemporaryArchive.Linker, Cancel);
        Assert.Equal(4m, (await FigureAsync(here, later)).Low);
        Assert.Equal(3, (await here.Archive.ClaimAsync(now.Id, Cancel))!.Judgements.Count);
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task An_error_reported_in_an_earlier_version_is_decided_at_the_claim_of_the_latest()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var first = await TellAsync(here, 8);
        var old = await FigureAsync(here, first);
        await here.Archive.ReportErrorAsync("", old.Id, null, Because with { Reason = "at the claim" }, TemporaryArchive.Linker, Cancel);
        await here.Archive.ReportErrorAsync(first.Report.Id.Hex, null, new ChosenWords("three more died"), Because with { Reason = "at words" }, TemporaryArchive.Linker, Cancel);

        var later = await TellAsync(here, 9, "One sentence more. ");

        var queue = await ReportedAsync(here, ReviewPlace.Beginning);
        var atClaim = queue.Item!;
        Assert.Equal(((await FigureAsync(here, later)).Id, later.Report.Id), (atClaim.Claim!.Claim.Id, atClaim.Report));
        var atWords = (await ReportedAsync(here, queue.Next!)).Item!;
        Assert.Equal((null, later.Report.Id, later.Report.Text.IndexOf("three more died", StringComparison.Ordinal)), (atWords.Claim, atWords.Report, atWords.Start!.Value));
        // The words of a page that was open since before are the same words now.
        var added = await here.Archive.AddClaimAsync(
            first.Report.Id.Hex, ClaimKind.Figure, new ChosenWords("three more died"), [new(ClaimField.Figure, "3"), new(ClaimField.Measure, "people-killed")], Because with { Answers = [atWords.Reported!.Judgement.Id] }, TemporaryArchive.Linker, Cancel);
        Assert.Equal(later.Report.Id, added.One[0].Anchor!.Report);
        Assert.Equal(1, (await ReportedAsync(here, ReviewPlace.Beginning)).Reported);
    }

    [Fact]
    public async Task Words_that_are_gone_are_said_to_be_gone()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var first = await TellAsync(here, 8);
        var old = await FigureAsync(here, first);
        await here.RecordAsync(SampleReadings.Kept(new ReadingSample("a", $"{Day}T09:00:00Z").Open("All of it was withdrawn.").Read()));

        Assert.Equal(new ClaimTrace(null, old.Report.Id), await here.Archive.TraceAsync(old.Id, Cancel));
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, old.Id, "6"));
        Assert.Contains("no longer there", fault.Message, StringComparison.Ordinal);
        fault = await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.ReportErrorAsync(first.Report.Id.Hex, null, new ChosenWords("three more died"), Because, TemporaryArchive.Linker, Cancel));
        Assert.Contains("no longer stands", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_is_judged_in_two_versions_counts_once_among_the_errors()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await CorrectAsync(here, (await FigureAsync(here, await TellAsync(here, 8))).Id, "6");
        await CorrectAsync(here, (await FigureAsync(here, await TellAsync(here, 9, "One sentence more. "))).Id, "7");
        Assert.Equal((1, 1), (await here.Archive.ErrorRatesAsync(Cancel))[0] is var rate ? (rate.Judged, rate.Wrong) : default);
    }

    [Fact]
    public async Task A_merge_holds_for_a_report_that_is_worded_anew_and_is_listed_as_lost_where_the_report_tells_of_it_no_more()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Kept(new ReadingSample("a", $"{Day}T08:00:00Z").Tell("strike", Alba, Day).Read()));
        await here.RecordAsync(Told(8, "strike"));
        var (one, other) = await here.Archive.IncidentsAsync(0, 9, Cancel) is var both && both[0].Place!.Name == "Alba" ? (both[0].Id, both[1].Id) : (both[1].Id, both[0].Id);
        var merge = await here.Archive.JudgeAsync(Verdict.Same, one, other, "one night", "A. Editor", TemporaryArchive.Linker, Cancel);

        await here.RecordAsync(Told(9, "rockets"));
        Assert.Equal(2, Assert.Single(await here.Archive.IncidentsAsync(0, 9, Cancel)).Reports);
        Assert.Empty(await LostAsync());
        Assert.NotNull(await here.Archive.IncidentAsync(other, Cancel));

        // It tells of another place now: the merge has nothing to hold, and the old address leads nowhere but not to Alba.
        await here.RecordAsync(Told(10, "rockets", elsewhere: true));
        Assert.Equal(2, (await here.Archive.IncidentsAsync(0, 9, Cancel)).Count);
        Assert.Equal(merge.Id, Assert.Single(await LostAsync()));
        Assert.Null(await here.Archive.IncidentAsync(other, Cancel));

        // And so it is after a rebuild.
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        Assert.Equal(merge.Id, Assert.Single(await LostAsync()));
        Assert.Empty((await here.VerifyAsync()).Faults);

        static Reading Told(int hour, string how, bool elsewhere = false) => SampleReadings.Kept(new ReadingSample("b", FormattableString.Invariant($"{Day}T{hour:D2}:00:00Z"), "Sample Post").Tell(how, elsewhere ? Land : Brega, Day).Read());

        async Task<List<string>> LostAsync() => [.. (await here.Archive.JudgementsAsync(new JudgementFilter([], Lost: true), null, 9, Cancel)).Items.Select(listed => listed.Judgement.Id)];
    }

    [Fact]
    public async Task What_was_parted_stays_so_for_a_report_that_is_worded_anew()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Kept(new ReadingSample("a", $"{Day}T08:00:00Z").Tell("strike", Alba, Day).Read()));
        await here.RecordAsync(Told(8, "strike"));
        var together = Assert.Single(await here.Archive.IncidentsAsync(0, 9, Cancel));
        await here.Archive.SplitAsync(together.Id, [together.Claims.First(claim => claim.Report.Publisher == "Sample Post").Id], "two nights", "A. Editor", TemporaryArchive.Linker, Cancel);

        await here.RecordAsync(Told(9, "rockets"));
        Assert.Equal(2, (await here.Archive.IncidentsAsync(0, 9, Cancel)).Count);

        static Reading Told(int hour, string how) => SampleReadings.Kept(new ReadingSample("b", FormattableString.Invariant($"{Day}T{hour:D2}:00:00Z"), "Sample Post").Tell(how, Alba, Day).Read());
    }

    private static async Task<Reading> TellAsync(TemporaryArchive here, int hour, string more = "")
    {
        var reading = SampleReadings.Kept(new ReadingSample("a", FormattableString.Invariant($"{Day}T{hour:D2}:00:00Z")).Open(more + "Before it the market was closed. ")
            .Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Open("Then talks began and three more died. ").Read());
        await here.RecordAsync(reading);
        return reading;
    }

    private static async Task<Claim> FigureAsync(TemporaryArchive here, Reading reading) =>
        Assert.Single((await here.Archive.IncidentsAsync(0, 100, Cancel)).SelectMany(incident => incident.Claims), claim => claim.Kind == ClaimKind.Figure && claim.Report.Id == reading.Report.Id);

    private static Task<Judgement> CorrectAsync(TemporaryArchive here, string claim, string figure) =>
        here.Archive.CorrectAsync(claim, [new(ClaimField.Figure, figure)], Because, TemporaryArchive.Linker, Cancel);
}
