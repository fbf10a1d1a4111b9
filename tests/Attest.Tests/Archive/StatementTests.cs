using Attest.Archive;
using Attest.Archive.Corrections;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

/// <summary>Bare statements: what somebody says without a figure or an event can be judged like any other claim.</summary>
public sealed class StatementTests
{
    private const string Day = "2031-05-13", Search = "Crews would search all night", Bridge = "The bridge stays closed";

    private static readonly Decision Because = new("the recording says so", "A. Editor");

    private static readonly string[] Views = ["reports", "claims", "judgements", "speakers", "totals", "publishers", "pieces", "incidents"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bare_statement_has_a_record_and_no_row_before_somebody_judges_it()
    {
        await using var here = await ReportedAsync();
        var report = await ReportAsync(here);
        Assert.Equal(["a1", "a2", "a3"], report.Claims.Where(member => member.Key.Kind == 'a').Select(member => member.Key.ToString()));
        var record = (await here.Archive.ClaimAsync(await IdAsync(here, 1), Cancel))!;
        Assert.Equal((ClaimKind.Statement, Search, "Ana Sample", Modality.Planned, null), (record.Claim.Kind, record.Claim.Words[0].Of(report.Reading.Report.Text), record.Claim.Speaker, record.Claim.Modality, record.Incident));
        Assert.Equal(("Ana Sample", "Sampland", "planned"), (record.Says[ClaimField.Speaker], record.Says[ClaimField.SpeakerSide], record.Says[ClaimField.Modality]));
        Assert.DoesNotContain(here.Rows("claims"), row => row.Contains(Search, StringComparison.Ordinal));
        // What carries an event is judged by that.
        Assert.Empty(report.Claims[new LocalId('a', 4)]);
        Assert.Null(await here.Archive.ClaimAsync(new string('0', 32), Cancel));
    }

    [Fact]
    public async Task A_wrong_speaker_is_put_right_in_the_reading_the_lists_and_both_clocks_and_undone_without_a_trace()
    {
        await using var here = await ReportedAsync();
        var before = here.Rows(Views);
        var id = await IdAsync(here, 1);
        var judgement = await CorrectAsync(here, id, (ClaimField.Speaker, "Olek Example"), (ClaimField.Modality, "asserted"));

        var said = (await ReportAsync(here)).Reading;
        Assert.Equal(("Olek Example", Modality.Asserted, Search), (said.SpeakerOf(said.Attributions[0].Speaker)!.Name, said.Attributions[0].Modality, said.Attributions[0].Content[0].Of(said.Report.Text)));
        Assert.Equal(4, said.Attributions.Count);
        var record = (await here.Archive.ClaimAsync(id, Cancel))!;
        Assert.Equal(("Olek Example", "Ana Sample"), (record.Says[ClaimField.Speaker], record.WasRead[ClaimField.Speaker]));
        Assert.Equal([new ClaimJudgement(Verdict.Corrected, judgement.Id)], record.Claim.Judged);
        Assert.Equal(id, Assert.Single((await here.Archive.SpeakerClaimsAsync("olek example", null, 10, Cancel)).Items).Claim.Id);
        var then = (await here.Archive.ReportAsync(said.Report.Id.Hex, null, judgement.At.AddSeconds(-1), Cancel))!.Reading;
        Assert.Equal("Ana Sample", then.SpeakerOf(then.Attributions[0].Speaker)!.Name);
        Assert.Empty((await here.VerifyAsync()).Faults);
        var now = here.Rows(Views);
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        Assert.Equal(now, here.Rows(Views));

        await here.Archive.UndoAsync(judgement.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Empty((await here.Archive.SpeakerClaimsAsync("olek example", null, 10, Cancel)).Items);
        Assert.Equal("Ana Sample", (await here.Archive.ClaimAsync(id, Cancel))!.Claim.Speaker);
        Assert.Equal(Listed(before), Listed(here.Rows(Views)));
    }

    [Fact]
    public async Task A_statement_is_accepted_rejected_and_reported_as_wrong()
    {
        await using var here = await ReportedAsync();
        var (first, second) = (await IdAsync(here, 1), await IdAsync(here, 2));
        await here.Archive.AcceptAsync(first, Because, TemporaryArchive.Linker, Cancel);
        await here.Archive.RejectAsync(second, Because, TemporaryArchive.Linker, Cancel);
        Assert.False((await here.Archive.ClaimAsync(first, Cancel))!.Claim.IsRejected);
        Assert.True((await here.Archive.ClaimAsync(second, Cancel))!.Claim.IsRejected);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.RejectAsync(second, Because, TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, first, (ClaimField.Figure, "4")));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, first, (ClaimField.Speaker, "Ana Sample")));

        var third = await IdAsync(here, 3);
        await here.Archive.ReportErrorAsync("", third, null, Because, TemporaryArchive.Linker, Cancel);
        var queued = (await here.Archive.QueueAsync(ReviewKind.Reported, ReviewPlace.Beginning, new HashSet<string>(), Cancel)).Item!;
        Assert.Equal((third, ClaimKind.Statement), (queued.Claim!.Claim.Id, queued.Claim.Claim.Kind));
        var waiting = Assert.Single((await here.Archive.JudgementsAsync(JudgementFilter.All with { Waiting = true }, null, 10, Cancel)).Items).Judgement;
        await here.Archive.CorrectAsync(third, [new(ClaimField.Speaker, null)], Because with { Answers = [waiting.Id] }, TemporaryArchive.Linker, Cancel);
        Assert.Empty((await here.Archive.JudgementsAsync(JudgementFilter.All with { Waiting = true }, null, 10, Cancel)).Items);
        Assert.Null((await here.Archive.ClaimAsync(third, Cancel))!.Claim.Speaker);
        Assert.Contains(await here.Archive.ErrorRatesAsync(Cancel), rate => rate is { Layer: ClaimField.Speaker, Judged: 2, Wrong: 1 });
    }

    [Fact]
    public async Task An_added_statement_has_a_record_of_its_own_that_can_be_put_right_and_is_gone_when_taken_back()
    {
        await using var here = await ReportedAsync();
        var before = here.Rows(Views);
        var report = (await ReportAsync(here)).Reading.Report.Id.Hex;
        var added = await here.Archive.AddClaimAsync(report, ClaimKind.Statement, new ChosenWords("Schools open on Monday"), [new(ClaimField.Speaker, "Mara Sample")], Because, TemporaryArchive.Linker, Cancel);
        var id = added.One[0].Claim;
        Assert.Equal(24, id.Length);
        var record = (await here.Archive.ClaimAsync(id, Cancel))!;
        Assert.Equal(("Mara Sample", Verdict.Added, "a5"), (record.Claim.Speaker, record.Claim.Judged[0].Verdict, record.Member.ToString()));
        Assert.Empty(record.WasRead);
        Assert.Equal([id], (await ReportAsync(here)).Claims[new LocalId('a', 5)]);

        await CorrectAsync(here, id, (ClaimField.Speaker, "Mira Sample"));
        Assert.Equal("Mira Sample", (await here.Archive.ClaimAsync(id, Cancel))!.Claim.Speaker);
        // In these words nobody speaks but her, and that she does is said already.
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.AddClaimAsync(report, ClaimKind.Statement, new ChosenWords("Schools open"), [new(ClaimField.Speaker, "Mira Sample")], Because, TemporaryArchive.Linker, Cancel));
        Assert.Empty((await here.VerifyAsync()).Faults);

        await here.Archive.UndoAsync(added.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Null(await here.Archive.ClaimAsync(id, Cancel));
        Assert.Equal(Verdict.Corrected, Assert.Single((await here.Archive.JudgementsAsync(JudgementFilter.All with { Lost = true }, null, 10, Cancel)).Items).Judgement.Verdict);
        Assert.Equal(Listed(before), Listed(here.Rows(Views)));
    }

    [Fact]
    public async Task Of_two_who_say_the_same_words_the_one_that_is_judged_is_put_right()
    {
        await using var here = await ReportedAsync();
        await CorrectAsync(here, await IdAsync(here, 3), (ClaimField.Speaker, "Olek Example"));
        await CorrectAsync(here, await IdAsync(here, 3), (ClaimField.Modality, "denied"));
        var reading = (await ReportAsync(here)).Reading;
        Assert.Equal(["Ana Sample", "Ana Sample", "Olek Example"], reading.Attributions.Take(3).Select(said => reading.SpeakerOf(said.Speaker)!.Name));
        Assert.Equal([Modality.Planned, Modality.Asserted, Modality.Denied], reading.Attributions.Take(3).Select(said => said.Modality));
        Assert.Equal([(new LocalId('a', 3), 2)], reading.Judged.Select(judged => (judged.Member!.Value, judged.Judgements.Count)));
        Assert.NotEqual(await IdAsync(here, 2), await IdAsync(here, 3));

        // A third may be added to them.
        var report = reading.Report.Id.Hex;
        var added = (await here.Archive.AddClaimAsync(report, ClaimKind.Statement, new ChosenWords(Bridge), [new(ClaimField.Speaker, "Mara Sample")], Because, TemporaryArchive.Linker, Cancel)).One[0].Claim;
        await CorrectAsync(here, added, (ClaimField.Modality, "possible"));
        Assert.Equal([Modality.Planned, Modality.Asserted, Modality.Denied, Modality.Possible], (await ReportAsync(here)).Reading.Attributions.Where((_, i) => i != 3).Select(said => said.Modality));
    }

    [Fact]
    public async Task What_a_corrected_event_leaves_behind_is_no_statement_of_its_own()
    {
        await using var here = await ReportedAsync();
        var told = (await here.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).First(claim => claim.Kind == ClaimKind.Event);
        await CorrectAsync(here, told.Id, (ClaimField.Speaker, "Olek Example"));
        Assert.Equal(["a1", "a2", "a3"], (await ReportAsync(here)).Claims.Where(member => member.Key.Kind == 'a').Select(member => member.Key.ToString()));
    }

    [Fact]
    public async Task A_later_reader_that_reads_more_words_or_none_keeps_what_was_put_right()
    {
        await using var here = await ReportedAsync();
        var read = (await ReportAsync(here)).Reading;
        var judgement = await CorrectAsync(here, await IdAsync(here, 1), (ClaimField.Speaker, "Olek Example"));
        var span = read.Attributions[0].Content[0];
        var wider = ReadingCorrections.Apply(read with { Attributions = [read.Attributions[0] with { Content = [span with { End = span.End + 4 }] }, .. read.Attributions.Skip(1)] }, [judgement]).Reading;
        Assert.Equal((4, "Olek Example"), (wider.Attributions.Count, wider.SpeakerOf(wider.Attributions[0].Speaker)!.Name));
        var none = ReadingCorrections.Apply(read with { Attributions = [.. read.Attributions.Skip(1).Select((said, i) => said with { Id = new LocalId('a', i + 1) })] }, [judgement]).Reading;
        Assert.Equal((4, "Olek Example", judgement.One[0].Claim), (none.Attributions.Count, none.SpeakerOf(none.Attributions[3].Speaker)!.Name, none.Judged[0].ClaimId));
        // Statements that were added before they had names get the same one everywhere.
        var early = judgement with { Verdict = Verdict.Added, One = [judgement.One[0] with { Claim = "" }] };
        Assert.Equal(ReadingDraft.IdOf(read.Report.Id, ClaimKind.Statement, Search, early.Id), ReadingCorrections.Apply(read, [early]).Reading.Judged[0].ClaimId);
    }

    // Rows as lists show them now: a restated version has a row for each state that it was in.
    private static IEnumerable<string> Listed(IReadOnlyList<string> rows) => rows.Where(row => row.StartsWith("speakers", StringComparison.Ordinal) || row.StartsWith("totals", StringComparison.Ordinal) || row.StartsWith("publishers", StringComparison.Ordinal));

    private static Task<Judgement> CorrectAsync(TemporaryArchive here, string claim, params (ClaimField Field, string? Value)[] given) =>
        here.Archive.CorrectAsync(claim, [.. given.Select(one => new FieldValue(one.Field, one.Value))], Because, TemporaryArchive.Linker, Cancel);

    private static async Task<ArchivedReport> ReportAsync(TemporaryArchive here) => (await here.Archive.ReportAsync((await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex, Cancel))!;

    private static async Task<string> IdAsync(TemporaryArchive here, int attribution) => Assert.Single((await ReportAsync(here)).Claims[new LocalId('a', attribution)]);

    // Three bare statements, the last two of the same words, and one that carries an event.
    private static async Task<TemporaryArchive> ReportedAsync()
    {
        var here = await TemporaryArchive.MakeAsync();
        var read = new ReadingSample("a", Day + "T08:00:00Z").Open($"{Search}, Ana Sample said. {Bridge}, she and a clerk said. Schools open on Monday. ").Tell("strike", Alba, Day, speaker: "The mayor").Read();
        var text = read.Report.Text;
        TextSpan Find(string words) => new(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length);
        Attribution Say(int number, string words, string source, int speaker, Modality modality) =>
            new(new LocalId('a', number), [Find(words)], Find("said"), Find(source), new LocalId('s', speaker), null, [], QuoteKind.Indirect, modality, 0.9);
        var carrying = read.Attributions[0] with { Id = new LocalId('a', 4), Speaker = new LocalId('s', 3) };
        read = read with
        {
            Speakers = [
                new Speaker(new LocalId('s', 1), "Ana Sample", "mayor", null, "Sampland", SpeakerKind.Person, true), new Speaker(new LocalId('s', 2), "a clerk", null, null, null, SpeakerKind.Person, false),
                read.Speakers[0] with { Id = new LocalId('s', 3) },
            ],
            Attributions = [Say(1, Search, "Ana Sample", 1, Modality.Planned), Say(2, Bridge, "she", 1, Modality.Asserted), Say(3, Bridge, "a clerk", 2, Modality.Asserted), carrying],
            Events = [read.Events[0] with { Attribution = carrying.Id, Mentions = [read.Events[0].Mentions[0] with { Attribution = carrying.Id }] }],
        };
        await here.RecordAsync(SampleReadings.Kept(read));
        return here;
    }
}
