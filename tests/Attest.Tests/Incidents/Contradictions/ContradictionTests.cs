using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Incidents.Contradictions;

public sealed class ContradictionTests
{
    private const string Day = "2031-05-13";

    private static (Measure, decimal?, decimal?, bool, bool) Killed(decimal? low, decimal? high) => (Measure.PeopleKilled, low, high, false, false);

    private static Incident Only(params Reading[] readings) => Assert.Single(Link(readings));

    private static Reading Of(Reading reading, string of, FigureScope scope = FigureScope.New) =>
        reading with { Figures = [.. reading.Figures.Select(figure => figure with { Of = of, Scope = scope })] };

    [Fact]
    public void Children_are_a_part_of_the_people_and_no_other_count_of_them() => Assert.Empty(Only(
        Of(new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(9, 9)).Read(), "people"),
        Of(new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(3, 3)).Read(), "children")).Contradictions);

    [Fact]
    public void Words_that_leave_the_sort_open_count_the_same() => Assert.Equal(ContradictionState.Open, Assert.Single(Only(
        Of(new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(9, 9)).Read(), "civilians"),
        Of(new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(3, 3)).Read(), "residents")).Contradictions).State);

    [Fact]
    public void A_rise_that_is_said_supersedes_what_nobody_in_particular_said_before()
    {
        var one = Only(
            new ReadingSample("a", "2031-05-13T06:00:00Z").Tell("strike", Alba, Day, figures: Killed(6, 6)).Read(),
            new ReadingSample("b", "2031-05-13T09:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", before: "death toll rose to", figures: Killed(9, 9)).Read());
        Assert.Equal(ContradictionState.Superseded, Assert.Single(one.Contradictions).State);
        Assert.Equal((9m, 9m), (one.Toll[Measure.PeopleKilled].Low, one.Toll[Measure.PeopleKilled].High));
    }

    [Fact]
    public void A_rise_that_one_side_announces_does_not_silence_the_other()
    {
        var one = Only(
            new ReadingSample("a", "2031-05-13T06:00:00Z").Tell("strike", Alba, Day, speaker: "Bo Lind", side: "Russia", figures: Killed(3, 3)).Read(),
            new ReadingSample("b", "2031-05-13T09:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", side: "Ukraine", before: "death toll rose to", figures: Killed(9, 9)).Read());
        Assert.Equal(ContradictionState.Open, Assert.Single(one.Contradictions).State);
        Assert.Equal((3m, 9m), (one.Toll[Measure.PeopleKilled].Low, one.Toll[Measure.PeopleKilled].High));
    }

    [Fact]
    public void A_number_that_its_origin_gives_up_is_superseded_by_the_one_it_has_instead()
    {
        var one = Only(new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(7, 7)).Tell("strike", Alba, Day, speaker: "Ada Reyes", before: "corrected the number from", figures: Killed(8, 8)).Read());
        var given = Assert.Single(one.Contradictions);
        Assert.Equal((ContradictionState.Superseded, 8m), (given.State, one.Claims.Single(claim => claim.Id == given.First).Low));
        Assert.Equal(7m, one.Toll[Measure.PeopleKilled].Shown);
    }

    [Fact]
    public void A_number_that_its_own_sentence_replaces_raises_no_toll() => Assert.Empty(Only(
        new ReadingSample("a", Day).Tell("strike", Alba, Day, before: "death toll rose from", figures: Killed(6, 6)).Read()).Toll);

    [Theory]
    [InlineData(FigureScope.Stock)]
    [InlineData(FigureScope.Cumulative)]
    public void A_stock_or_a_total_of_a_long_time_raises_no_toll(FigureScope scope) => Assert.Empty(Only(
        Of(new ReadingSample("a", Day).Tell("strike", Alba, "2031-02/2031-05", figures: Killed(900, 900)).Read(), "people", scope)).Toll);

    [Fact]
    public void A_total_so_far_of_one_nights_strike_is_its_toll() => Assert.Equal(9, Only(
        Of(new ReadingSample("a", Day).Tell("strike", Alba, Day, figures: Killed(9, 9)).Read(), "people", FigureScope.Cumulative)).Toll[Measure.PeopleKilled].Shown);

    [Fact]
    public void Each_side_that_blames_the_other_for_one_strike_contradicts_it()
    {
        var one = Only(
            new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", side: "Ukraine", actor: "Russia", target: "Ukrainian hospital").Read(),
            new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", side: "Russia", actor: "Ukraine", target: "Ukrainian hospital").Read());
        Assert.Equal((ContradictionKind.Actor, ContradictionState.Open), (Assert.Single(one.Contradictions).Kind, one.Contradictions[0].State));
    }

    [Fact]
    public void Each_side_that_shells_the_other_is_no_contradiction() => Assert.Empty(Only(
        new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", side: "Ukraine", actor: "Russia", target: "Ukrainian hospital").Read(),
        new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", side: "Russia", actor: "Ukraine", target: "Russian barracks").Read()).Contradictions);

    [Fact]
    public void A_not_without_a_word_that_denies_is_no_denial() => Assert.Empty(Only(
        new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes").Read(),
        new ReadingSample("b", Day).Tell("strike", Alba, Day, EventStatus.Denied, "Bo Lind", "Russia", Modality.Asserted).Read()).Contradictions);
}
