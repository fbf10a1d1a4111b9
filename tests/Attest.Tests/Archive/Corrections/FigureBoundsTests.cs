using System.Globalization;
using Attest.Archive;
using Attest.Archive.Corrections;
using Attest.Incidents.Tallies;
using Attest.Tests.Incidents;
using FsCheck;
using FsCheck.Fluent;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive.Corrections;

/// <summary>No number that somebody types is one that can't be, and none takes down what sums it.</summary>
public sealed class FigureBoundsTests
{
    private const string Day = "2031-05-13";

    private static readonly Decision Because = new("the ministry gave another number", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("79228162514264337593543950335", "people-killed", "a whole number from 0 to 1,000,000,000,000")]
    [InlineData("..1000000000001", "people-wounded", "a whole number")]
    [InlineData("-3", "people-killed", "a whole number from 0")]
    [InlineData("2.5", "people-missing", "a whole number")]
    [InlineData("1..2.5", "drones-downed", "as drones downed has")]
    [InlineData("101", "opinion-share", "a number from 0 to 100")]
    [InlineData("1000000000000000001", "money-spent", "a number from 0 to 1,000,000,000,000,000,000")]
    [InlineData("-1000000000000000001", "other", "a number from -1,000,000,000,000,000,000")]
    public async Task A_number_that_its_measure_cannot_have_is_refused_wherever_it_is_given(string figure, string measure, string expected)
    {
        await using var here = await StrikeAsync();
        var claim = await FigureAsync(here);
        var corrected = await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Figure, figure), (ClaimField.Measure, measure)));
        Assert.Contains(expected, corrected.Message, StringComparison.Ordinal);
        var added = await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.AddClaimAsync(
            claim.Report.Id.Hex, ClaimKind.Figure, new ChosenWords("three more died"), [new(ClaimField.Figure, figure), new(ClaimField.Measure, measure)], Because, TemporaryArchive.Linker, Cancel));
        Assert.Contains(expected, added.Message, StringComparison.Ordinal);
        Assert.Empty((await here.Archive.ClaimAsync(claim.Id, Cancel))!.Judgements);
    }

    [Fact]
    public async Task A_measure_put_right_is_held_against_the_number_that_stands()
    {
        await using var here = await StrikeAsync();
        var claim = await FigureAsync(here);
        await CorrectAsync(here, claim.Id, (ClaimField.Figure, "-2.5"), (ClaimField.Measure, "change-percent"));
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Measure, "people-killed")));
        Assert.Contains("“-2.5”", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_measure_has_its_bounds() =>
        Assert.All(Enum.GetValues<Measure>(), measure => Assert.NotNull(FigureBounds.Expected(measure, FigureBounds.Greatest + 1, null)));

    [Fact]
    public void Whatever_is_typed_is_refused_in_words_or_can_be_summed_a_thousand_million_times() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<Measure>()).ToArbitrary(),
        Gen.OneOf(ArbMap.Default.GeneratorFor<string>(), ArbMap.Default.GeneratorFor<decimal>().Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.Elements("8", "-0", "~6..", "..99999999999999999999", "1e9", "..", "7..6", "0.00")).ToArbitrary(),
        (measure, typed) =>
        {
            try
            {
                var says = new ClaimValues([new(ClaimField.Figure, ClaimForm.Read(ClaimField.Figure, typed, out _)), new(ClaimField.Measure, WireNames<Measure>.Of(measure))]);
                ClaimForm.CheckNumber(says);
                var (low, high, _) = FigureText.Read(says[ClaimField.Figure]!);
                Assert.All([low, high], end => Assert.True(end is null || Math.Abs(end.Value) <= decimal.MaxValue / 1_000_000_000));
                Assert.True(measure is not Measure.PeopleKilled || low is null || low >= 0 && decimal.IsInteger(low.Value));
            }
            catch (FormatException fault)
            {
                Assert.Contains("expected", fault.Message, StringComparison.Ordinal);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_an_archive_of_an_earlier_version_holds_beyond_all_bounds_is_summed_all_the_same()
    {
        var reading = Strike().Read();
        var claim = new JudgedClaim("c", "", reading.Figures[0].Span.Of(reading.Report.Text)) { Anchor = WordAnchor.Of(reading.Report, ClaimKind.Figure, false, false, reading.Figures[0].Span, reading.Figures[0].Span) };
        var judgement = new Judgement("j", Verdict.Corrected, [claim], [], null, "a slip", "A. Editor", DateTimeOffset.UnixEpoch)
        {
            Changes = new ClaimValues([new(ClaimField.Figure, "79228162514264337593543950335")]),
        };
        var figure = ReadingCorrections.Apply(reading, [judgement]).Reading.Figures[0];
        Assert.Equal((FigureBounds.Greatest, FigureBounds.Greatest), (figure.Low, figure.High));
        var sum = new TallySum(new TallyQuery(Measure.PeopleKilled), null);
        for (var i = 0; i < 10; i++)
        {
            sum.Sum(1_000_000, figure.Low!.Value, 0, figure.High!.Value, 0);
        }
        Assert.Equal(10 * FigureBounds.Greatest, sum.Result().High);
    }

    private static ReadingSample Strike() =>
        new ReadingSample("a", Day + "T08:00:00Z").Open("Before it the market was closed. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Open("Then talks began and three more died. ");

    private static async Task<TemporaryArchive> StrikeAsync()
    {
        var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Kept(Strike().Read()));
        return here;
    }

    private static async Task<Claim> FigureAsync(TemporaryArchive here) => Assert.Single(Assert.Single(await here.Archive.IncidentsAsync(0, 100, Cancel)).Claims, one => one.Kind == ClaimKind.Figure);

    private static Task<Judgement> CorrectAsync(TemporaryArchive here, string claim, params (ClaimField Field, string? Value)[] given) =>
        here.Archive.CorrectAsync(claim, [.. given.Select(one => new FieldValue(one.Field, one.Value))], Because, TemporaryArchive.Linker, Cancel);
}
