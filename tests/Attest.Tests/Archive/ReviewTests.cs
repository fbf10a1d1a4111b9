using Attest.Archive;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

public sealed class ReviewTests
{
    private const string Day = "2031-05-13";

    private static readonly Decision Because = new("looked at", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_least_sure_claim_of_the_weightiest_incident_comes_first_and_what_is_judged_comes_no_more()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, Doubted(new ReadingSample("a", Day).Tell("talks", Alba, Day, type: EventType.Consult), 0.1));
        await RecordAsync(here, Doubted(new ReadingSample("b", Day).Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]), 0.5));
        var queue = await NextAsync(here, of: ReviewKind.Claim);
        Assert.Equal((0, 3, 0), (queue.Reported, queue.Doubtful, queue.Unread));
        Assert.Equal(0.5, queue.Item!.Confidence);

        var (seen, place) = (new List<string>(), ReviewPlace.Beginning);
        for (var index = 0; index < 3; index++)
        {
            queue = await NextAsync(here, place);
            seen.Add(queue.Item!.Claim!.Claim.Id);
            place = ReviewPlace.Read(queue.Next!.Write());
        }
        Assert.Equal(3, seen.Distinct().Count());
        queue = await NextAsync(here, place);
        Assert.Null(queue.Item);
        // Back again, entry by entry.
        for (var index = 2; index >= 0; index--)
        {
            queue = await NextAsync(here, queue.Before);
            Assert.Equal(seen[index], queue.Item!.Claim!.Claim.Id);
        }
        Assert.Null(queue.Before);

        var judgement = await here.Archive.AcceptAsync(seen[0], Because, TemporaryArchive.Linker, Cancel);
        queue = await NextAsync(here);
        Assert.Equal(2, queue.All);
        Assert.Equal(seen[1], queue.Item!.Claim!.Claim.Id);
        await here.Archive.UndoAsync(judgement.Id, "no", "A", TemporaryArchive.Linker, Cancel);
        Assert.Equal(seen[0], (await NextAsync(here)).Item!.Claim!.Claim.Id);
    }

    [Fact]
    public async Task What_others_look_at_is_passed_by_and_what_comes_in_or_is_decided_moves_nobodys_place()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var (name, killed) in new[] { ("a", 4), ("b", 9), ("c", 2) })
        {
            await RecordAsync(here, Doubted(new ReadingSample(name, Day).Tell("strike", name == "a" ? Alba : name == "b" ? Brega : Land, Day, figures: [(Measure.PeopleKilled, killed, killed, false, false)]), 0.3));
        }
        var all = await AllAsync(here, ReviewPlace.Beginning);
        Assert.Equal(6, all.Distinct().Count());
        Assert.Equal(all[1], (await NextAsync(here, held: [all[0]])).Item!.Name);
        Assert.Equal(all[4], (await NextAsync(here, held: [all[0], all[1], all[2], all[3]])).Item!.Name);
        Assert.Null((await NextAsync(here, held: [.. all])).Item);

        // Somebody stands after the third; what is before them is decided by another, and more comes in.
        var place = ReviewPlace.Beginning;
        for (var i = 0; i < 3; i++)
        {
            place = (await NextAsync(here, place)).Next!;
        }
        await here.Archive.AcceptAsync(all[0], Because, TemporaryArchive.Linker, Cancel);
        await here.Archive.AcceptAsync(all[1], Because, TemporaryArchive.Linker, Cancel);
        await RecordAsync(here, Doubted(new ReadingSample("d", "2031-06-20").Tell("talks", Alba, "2031-06-20", type: EventType.Consult), 0.7));
        var rest = await AllAsync(here, place);
        Assert.Equal(all.Skip(3), rest.Take(3));
        Assert.Equal(4, rest.Count);
    }

    [Fact]
    public async Task One_in_four_is_a_sentence_and_none_is_left_out()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var name in new[] { "a", "b" })
        {
            await RecordAsync(here, Doubted(new ReadingSample(name, Day).Open("Many were killed, a man said. ").Open("Some were wounded, a woman said. ").Tell("strike", name == "a" ? Alba : Brega, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]), 0.3));
        }
        var (place, kinds) = (ReviewPlace.Beginning, "");
        while (await NextAsync(here, place) is { Item: { } item } queue)
        {
            kinds += item.Kind == ReviewKind.Sentence ? "s" : "c";
            place = queue.Next!;
        }
        Assert.Equal("cccscsss", kinds);
        Assert.Equal(8, (await NextAsync(here)).All);
    }

    [Fact]
    public async Task Readers_reports_come_first_and_a_sentence_that_was_passed_comes_no_more()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, new ReadingSample("a", Day).Open("Many were killed, a man said. ").Tell("strike", Alba, Day).Read());
        var report = (await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
        var sentence = (await NextAsync(here)).Item!;
        Assert.Equal((ReviewKind.Sentence, "Many were killed, a man said."), (sentence.Kind, sentence.Sentence));
        await here.Archive.ReportErrorAsync(report, null, new ChosenWords("a man said"), Because, TemporaryArchive.Linker, Cancel);
        var first = (await NextAsync(here)).Item!;
        Assert.Equal((ReviewKind.Reported, "Many were killed, a man said."), (first.Kind, first.Sentence));

        var passed = await here.Archive.PassAsync(report, new ChosenWords(sentence.Sentence, Start: sentence.Start), Because, TemporaryArchive.Linker, Cancel);
        Assert.Equal((1, 0), ((await NextAsync(here)).Reported, (await NextAsync(here)).Unread));
        // Nor does it stand among what was not understood.
        var unread = await here.Archive.UnreadSentencesAsync(10, Cancel);
        Assert.Equal((0L, 0), (unread.Count, unread.Sentences.Count));
        await here.Archive.UndoAsync(passed.Id, "no", "A", TemporaryArchive.Linker, Cancel);
        Assert.Equal(1, (await NextAsync(here)).Unread);
        unread = await here.Archive.UnreadSentencesAsync(10, Cancel);
        Assert.Equal((1L, 1), (unread.Count, unread.Sentences.Count));
    }

    [Fact]
    public async Task What_two_people_decided_of_one_report_or_one_sentence_stays_decided_when_one_of_them_takes_theirs_back()
    {
        for (var first = 0; first < 2; first++)
        {
            await using var here = await TemporaryArchive.MakeAsync();
            await RecordAsync(here, new ReadingSample("a", Day).Open("Many were killed, a man said. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Read());
            var report = (await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
            var sentence = new ChosenWords("Many were killed, a man said.");
            var claim = Assert.Single(await here.Archive.IncidentsAsync(0, 5, Cancel)).Claims[0];
            var told = (await here.Archive.ReportErrorAsync(report, claim.Id, null, Because, TemporaryArchive.Linker, Cancel)).Id;
            List<Judgement> answers = [], passes = [];
            foreach (var author in new[] { "A", "B" })
            {
                answers.Add(await here.Archive.AcceptAsync(claim.Id, new Decision("right", author) { Answers = [told] }, TemporaryArchive.Linker, Cancel));
                passes.Add(await here.Archive.PassAsync(report, sentence, new Decision("nothing", author), TemporaryArchive.Linker, Cancel));
            }
            foreach (var (place, waiting) in new[] { (first, 0L), (1 - first, 1L) })
            {
                await here.Archive.UndoAsync(answers[place].Id, "no", "A", TemporaryArchive.Linker, Cancel);
                await here.Archive.UndoAsync(passes[place].Id, "no", "A", TemporaryArchive.Linker, Cancel);
                var queue = await NextAsync(here);
                Assert.Equal((waiting, waiting, waiting), (queue.Reported, queue.Unread, (await here.Archive.UnreadSentencesAsync(10, Cancel)).Count));
            }
            Assert.Empty((await here.VerifyAsync()).Faults);
        }
    }

    [Fact]
    public async Task Each_statement_that_was_missed_counts()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, new ReadingSample("a", Day).Open("The market was closed and the school was shut. ").Tell("strike", Alba, Day).Read());
        var report = (await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
        foreach (var words in new[] { "The market was closed", "the school was shut" })
        {
            await here.Archive.AddClaimAsync(report, ClaimKind.Statement, new ChosenWords(words), [new(ClaimField.Speaker, "Ana Sample")], Because, TemporaryArchive.Linker, Cancel);
        }
        Assert.Equal(2, (await here.Archive.ErrorRatesAsync(Cancel))[0].Missed);
    }

    [Fact]
    public async Task Error_rates_count_what_was_wrong_of_what_was_judged_by_layer_and_by_side()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ana Sample", side: "Sampland", figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Open("Three more died. ").Read());
        Assert.Empty(await here.Archive.ErrorRatesAsync(Cancel));
        var claims = Assert.Single(await here.Archive.IncidentsAsync(0, 5, Cancel)).Claims;
        var figure = claims.Single(claim => claim.Kind == ClaimKind.Figure);
        await here.Archive.AcceptAsync(claims.Single(claim => claim.Kind == ClaimKind.Event).Id, Because, TemporaryArchive.Linker, Cancel);
        await here.Archive.CorrectAsync(figure.Id, [new(ClaimField.Figure, "5")], Because, TemporaryArchive.Linker, Cancel);
        await here.Archive.AddClaimAsync(figure.Report.Id.Hex, ClaimKind.Figure, new ChosenWords("Three more"), [new(ClaimField.Figure, "3"), new(ClaimField.Measure, "people-killed")], Because, TemporaryArchive.Linker, Cancel);

        var rates = await here.Archive.ErrorRatesAsync(Cancel);
        Assert.Equal(new ErrorRate(null, null, 2, 1, 1), rates[0]);
        Assert.Contains(new ErrorRate(ClaimField.Figure, null, 1, 1, 0), rates);
        Assert.Contains(new ErrorRate(ClaimField.Speaker, null, 2, 0, 0), rates);
        Assert.Contains(new ErrorRate(null, "Sampland", 2, 1, 0), rates);
        // Nothing was read of what is counted, and nobody put anything there.
        Assert.DoesNotContain(rates, rate => rate.Layer == ClaimField.Of);

        // What does not hold is wrong as a whole, and tells nothing of its parts.
        await here.Archive.RejectAsync(claims.Single(claim => claim.Kind == ClaimKind.Event).Id, Because, TemporaryArchive.Linker, Cancel);
        rates = await here.Archive.ErrorRatesAsync(Cancel);
        Assert.Equal(new ErrorRate(null, null, 2, 2, 1), rates[0]);
        Assert.Contains(new ErrorRate(ClaimField.Speaker, null, 1, 0, 0), rates);
        Assert.DoesNotContain(rates, rate => rate.Layer == ClaimField.Type);
    }

    [Fact]
    public async Task An_editor_whose_judgement_was_replaced_unseen_is_told_of_it_and_the_other_is_not()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, new ReadingSample("a", Day).Tell("strike", Alba, Day).Read());
        var claim = Assert.Single(await here.Archive.IncidentsAsync(0, 5, Cancel)).Claims[0].Id;
        await here.Archive.RejectAsync(claim, new Decision("no", "A. Editor") { Seen = 0 }, TemporaryArchive.Linker, Cancel);
        var second = await here.Archive.AcceptAsync(claim, new Decision("yes", "B. Editor") { Seen = 0 }, TemporaryArchive.Linker, Cancel);
        Assert.Equal(second.Id, Assert.Single(await here.Archive.ReplacedAsync("A. Editor", DateTimeOffset.MinValue, Cancel)).Judgement.Id);
        Assert.Empty(await here.Archive.ReplacedAsync("B. Editor", DateTimeOffset.MinValue, Cancel));
        Assert.Empty(await here.Archive.ReplacedAsync("A. Editor", second.At, Cancel));
    }

    private static Task<ReviewState> NextAsync(TemporaryArchive here, ReviewPlace? after = null, ReviewKind? of = null, string[]? held = null) =>
        here.Archive.QueueAsync(of, after ?? ReviewPlace.Beginning, (held ?? []).ToHashSet(StringComparer.Ordinal), Cancel);

    private static async Task<List<string>> AllAsync(TemporaryArchive here, ReviewPlace place)
    {
        var names = new List<string>();
        while (await NextAsync(here, place) is { Item: { } item } queue)
        {
            names.Add(item.Name);
            place = queue.Next!;
        }
        return names;
    }

    private static Reading Doubted(ReadingSample sample, double confidence) => sample.Read() is var reading
        ? reading with { Events = [.. reading.Events.Select(one => one with { Confidence = confidence })], Figures = [.. reading.Figures.Select(one => one with { Confidence = confidence })] } : default!;

    private static Task<RecordOutcome> RecordAsync(TemporaryArchive here, Reading reading)
    {
        var bytes = SampleReadings.Original(reading);
        return here.RecordAsync(reading with { Report = reading.Report with { Document = Sha256.Of(reading.Report.Url!), Original = new Original(Sha256.Of(bytes), "text/plain", bytes.Length) } });
    }
}
