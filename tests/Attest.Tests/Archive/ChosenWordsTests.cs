using Attest.Archive;
using Attest.Tests.Incidents;

namespace Attest.Tests.Archive;

/// <summary>Words that stand more than once in a report: the place that was chosen is the one that is judged.</summary>
public sealed class ChosenWordsTests
{
    private const string First = "In 2015 the mill burnt and 5 people left Alba. ", Second = "Last week 5 people came back. ";

    private static readonly Decision Because = new("missed", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 57)]
    [InlineData("Last week 5 people", null)]
    public async Task Of_two_places_the_chosen_one_is_the_claims_own(string? within, int? start)
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var report = await RecordAsync(here);
        var made = await AddAsync(here, report, new ChosenWords("5 people", within, start));
        var anchor = made.One[0].Anchor!;
        Assert.Equal((57, "Last week ", " came back."), (anchor.Start, anchor.Before, anchor.After.TrimEnd()));
        var claim = (await here.Archive.ClaimAsync(made.One[0].Claim, Cancel))!.Claim;
        Assert.Equal(("Last week 5 people came back.", 57), (claim.Report.Quote, claim.Words[0].Start));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task Where_nothing_tells_which_the_places_are_named_and_nothing_is_recorded()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var report = await RecordAsync(here);
        var entries = here.Rows("ledger").Count;
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(here, report, new ChosenWords("5 people")));
        Assert.Contains("“5 people” stands in it 2 times, at 27 in “In 2015 the mill burnt and 5 people left Alba.”; at 57 in “Last week 5 people came back.”", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.ReportErrorAsync(report, null, new ChosenWords("5 people"), Because, TemporaryArchive.Linker, Cancel));
        // A part of a year is no number, wherever it is said to stand.
        Assert.Contains("part of other words", (await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(here, report, new ChosenWords("5", Start: 6)))).Message, StringComparison.Ordinal);
        Assert.Equal(entries, here.Rows("ledger").Count);
    }

    [Fact]
    public async Task An_error_reported_beside_a_claim_is_at_the_words_of_its_own_sentence()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var report = await RecordAsync(here);
        var claim = (await AddAsync(here, report, new ChosenWords("came back"))).One[0].Claim;
        var reported = await here.Archive.ReportErrorAsync(report, claim, new ChosenWords("5 people"), Because, TemporaryArchive.Linker, Cancel);
        Assert.Equal(57, reported.One[0].Anchor!.Start);
    }

    private static Task<Judgement> AddAsync(TemporaryArchive here, string report, ChosenWords words) =>
        here.Archive.AddClaimAsync(report, ClaimKind.Figure, words, [new(ClaimField.Figure, "5"), new(ClaimField.Measure, "people-displaced")], Because, TemporaryArchive.Linker, Cancel);

    private static async Task<string> RecordAsync(TemporaryArchive here)
    {
        await here.RecordAsync(SampleReadings.Kept(new ReadingSample("a", "2031-05-13T08:00:00Z").Open(First).Open(Second).Read()));
        return (await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
    }
}
