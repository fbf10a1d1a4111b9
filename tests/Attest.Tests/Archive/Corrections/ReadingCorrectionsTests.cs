using Attest.Archive;
using Attest.Archive.Corrections;
using Attest.Incidents;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive.Corrections;

/// <summary>What a later version of the reader, or of a report, does with what people decided of the one before.</summary>
public sealed class ReadingCorrectionsTests
{
    private const string Day = "2031-05-13";

    private static readonly Decision Because = new("the ministry gave another number", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_reader_keeps_what_was_put_right_whether_it_reads_the_claim_otherwise_or_not_at_all()
    {
        var (read, judgements) = await JudgedAsync(here => here.CorrectAsync("figure", (ClaimField.Figure, "6..8")));
        var otherwise = read with { Figures = [read.Figures[0] with { Low = 40, High = 40, Side = "Sampland", Confidence = 0.3 }] };
        var put = ReadingCorrections.Apply(otherwise, judgements);
        Assert.Empty(put.Lost);
        // Only what was put right is a person's word; the rest is what the later reader reads.
        Assert.Equal((6m, 8m, "Sampland"), (put.Reading.Figures[0].Low, put.Reading.Figures[0].High, put.Reading.Figures[0].Side));

        var unread = ReadingCorrections.Apply(read with { Figures = [] }, judgements);
        Assert.Empty(unread.Lost);
        Assert.Equal((6m, 8m, Measure.PeopleKilled), (unread.Reading.Figures[0].Low, unread.Reading.Figures[0].High, unread.Reading.Figures[0].Measure));
    }

    [Fact]
    public async Task A_claim_that_a_later_reader_reads_with_more_or_fewer_words_is_still_the_one_that_was_put_right()
    {
        var (read, judgements) = await JudgedAsync(here => here.CorrectAsync("figure", (ClaimField.Figure, "6..8")));
        var span = read.Figures[0].Span;
        var wider = ReadingCorrections.Apply(read with { Figures = [read.Figures[0] with { Span = new TextSpan(span.Start - 2, span.End) }] }, judgements);
        Assert.Empty(wider.Lost);
        Assert.Equal((1, 8m), (wider.Reading.Figures.Count, wider.Reading.Figures[0].High));
    }

    [Fact]
    public async Task A_rejection_holds_for_what_a_later_reader_reads_there_and_waits_where_it_reads_nothing()
    {
        var (read, judgements) = await JudgedAsync(here => here.RejectAsync("figure"));
        var otherwise = ReadingCorrections.Apply(read with { Figures = [read.Figures[0] with { Low = 40, High = 40 }] }, judgements).Reading;
        Assert.True(Claims(otherwise).Single(claim => claim.Kind == ClaimKind.Figure).IsRejected);
        var unread = ReadingCorrections.Apply(read with { Figures = [] }, judgements);
        Assert.Empty(unread.Lost);
        Assert.Empty(unread.Reading.Figures);
    }

    [Fact]
    public async Task An_added_claim_that_a_later_reader_reads_itself_is_one_claim_of_the_same_name_that_says_what_the_person_said()
    {
        string? added = null;
        var (read, judgements) = await JudgedAsync(async here => added = await here.AddAsync("three more died", "3"));
        var before = Claims(ReadingCorrections.Apply(read, judgements).Reading).Single(claim => claim.Id == added);
        var span = new TextSpan(read.Report.Text.IndexOf("three more died", StringComparison.Ordinal), read.Report.Text.IndexOf("three more died", StringComparison.Ordinal) + "three more died".Length);
        var plain = new Figure(new LocalId('f', 2), span, 30, 30, true, Measure.PeopleKilled, "people", null, FigureScope.New, null, null, null, null, null, 0.4);
        var put = ReadingCorrections.Apply(read with { Figures = [.. read.Figures, plain] }, judgements);
        Assert.Empty(put.Lost);
        Assert.Equal(2, put.Reading.Figures.Count);
        var now = Claims(put.Reading).Single(claim => claim.Id == added);
        Assert.Equal((before.Low, before.High, before.Measure), (now.Low, now.High, now.Measure));
        Assert.Equal(3m, now.High);
        // And all others keep theirs.
        Assert.Equal(Claims(read).Select(claim => claim.Id).Append(added).Order(), Claims(put.Reading).Select(claim => claim.Id).Order());
    }

    [Fact]
    public async Task An_added_claim_stands_in_a_later_version_that_has_its_words_and_is_listed_as_lost_in_one_that_has_not()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, Strike(Day + "T08:00:00Z", "Then three more died. "));
        var report = (await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
        await here.Archive.AddClaimAsync(report, ClaimKind.Figure, new ChosenWords("three more"), [new(ClaimField.Figure, "3"), new(ClaimField.Measure, "people-wounded")], Because, TemporaryArchive.Linker, Cancel);
        var claim = (await here.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).Single(one => one.Judged is [{ Verdict: Verdict.Added }]);
        await here.Archive.CorrectAsync(claim.Id, [new(ClaimField.Figure, "5")], Because, TemporaryArchive.Linker, Cancel);

        await RecordAsync(here, Strike(Day + "T12:00:00Z", "An update came. Then three more died. "));
        var incident = Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel));
        Assert.Equal(5m, incident.Toll[Measure.PeopleWounded].High);
        Assert.Empty(await LostAsync(here));

        await RecordAsync(here, Strike(Day + "T14:00:00Z", "Then two more died. "));
        Assert.False(Assert.Single(await here.Archive.IncidentsAsync(0, 10, Cancel)).Toll.ContainsKey(Measure.PeopleWounded));
        Assert.Equal([Verdict.Corrected, Verdict.Added], await LostAsync(here));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    private static async Task<IEnumerable<Verdict>> LostAsync(TemporaryArchive here) =>
        (await here.Archive.JudgementsAsync(JudgementFilter.All with { Lost = true }, null, 10, Cancel)).Items.Select(listed => listed.Judgement.Verdict);

    private static ReadingSample Strike(string published, string after) =>
        new ReadingSample("a", published).Open("Before it the market was closed. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Open(after);

    // What was read, and what somebody decided of it.
    private static async Task<(Reading Read, IReadOnlyList<Judgement> Judgements)> JudgedAsync(Func<Judging, Task> judge)
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var read = await RecordAsync(here, Strike(Day + "T08:00:00Z", "Then talks began and three more died. "));
        await judge(new Judging(here));
        return (read, [.. (await here.Archive.JudgementsAsync(JudgementFilter.All, null, 10, Cancel)).Items.Select(listed => listed.Judgement).Reverse()]);
    }

    private static IReadOnlyList<Claim> Claims(Reading reading) => [.. new IncidentLinker().Incidents([reading]).SelectMany(incident => incident.Claims)];

    private static async Task<Reading> RecordAsync(TemporaryArchive here, ReadingSample sample)
    {
        var reading = SampleReadings.Kept(sample.Read());
        await here.RecordAsync(reading);
        return reading;
    }

    private sealed record Judging(TemporaryArchive Here)
    {
        public async Task CorrectAsync(string kind, params (ClaimField Field, string? Value)[] given) =>
            await Here.Archive.CorrectAsync(await ClaimAsync(kind), [.. given.Select(one => new FieldValue(one.Field, one.Value))], Because, TemporaryArchive.Linker, Cancel);

        public async Task RejectAsync(string kind) => await Here.Archive.RejectAsync(await ClaimAsync(kind), Because, TemporaryArchive.Linker, Cancel);

        public async Task<string> AddAsync(string words, string figure)
        {
            var report = (await Here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
            return (await Here.Archive.AddClaimAsync(report, ClaimKind.Figure, new ChosenWords(words), [new(ClaimField.Figure, figure), new(ClaimField.Measure, "people-killed")], Because, TemporaryArchive.Linker, Cancel)).One[0].Claim;
        }

        private async Task<string> ClaimAsync(string kind) => (await Here.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).Single(claim => claim.Kind == WireNames<ClaimKind>.Parse(kind)).Id;
    }
}
