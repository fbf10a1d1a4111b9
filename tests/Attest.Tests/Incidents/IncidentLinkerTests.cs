using Attest.Intake;
using FsCheck;
using FsCheck.Fluent;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Incidents;

public sealed class IncidentLinkerTests
{
    private const string Day = "2031-05-13";

    private static (Measure, decimal?, decimal?, bool, bool) Killed(decimal? low, decimal? high, bool isPart = false, bool approximate = false) => (Measure.PeopleKilled, low, high, isPart, approximate);

    private static Incident Only(params Reading[] readings) => Assert.Single(Link(readings));

    [Fact]
    public void Reports_of_one_sort_place_and_day_are_one_incident()
    {
        var one = Only(new ReadingSample("a", Day).Tell("strike", Alba, Day).Read(), new ReadingSample("b", Day).Tell("shelling", Alba, Day, subtype: "Shelling/artillery/missile attack").Read());
        Assert.Equal(2, one.Reports);
        Assert.Equal("Alba", one.Place!.Name);
        Assert.Equal(Day, one.Date!.Value.Iso);
    }

    [Fact]
    public void Two_towns_fifty_kilometres_apart_on_one_night_stay_two() =>
        Assert.Equal(2, Link(new ReadingSample("a", Day).Tell("strike", Alba, Day).Read(), new ReadingSample("b", Day).Tell("strike", Brega, Day).Read()).Count);

    [Fact]
    public void One_report_that_names_both_towns_does_not_join_them() =>
        Assert.Equal(2, Link(
            new ReadingSample("a", Day).Tell("strike", Alba, Day).Read(),
            new ReadingSample("week", Day).Tell("strike", Alba, Day).Tell("strike", Brega, Day).Tell("strike", null, null).Read(),
            new ReadingSample("b", Day).Tell("strike", Brega, Day).Read()).Count(one => one.Place is not null));

    [Fact]
    public void What_has_only_a_country_or_no_day_never_links()
    {
        Assert.Equal(2, Link(new ReadingSample("a", Day).Tell("strike", Land, Day).Read(), new ReadingSample("b", Day).Tell("strike", Land, Day).Read()).Count);
        Assert.Equal(2, Link(new ReadingSample("a", Day).Tell("strike", Alba, null).Read(), new ReadingSample("b", Day).Tell("strike", Alba, null).Read()).Count);
        Assert.Equal(2, Link(new ReadingSample("a", Day).Tell("strike", Alba, "2031-05").Read(), new ReadingSample("b", Day).Tell("strike", Alba, "2031-05").Read()).Count);
    }

    [Fact]
    public void A_battle_and_a_strike_in_one_town_on_one_day_stay_two() =>
        Assert.Equal(2, Link(new ReadingSample("a", Day).Tell("strike", Alba, Day).Read(), new ReadingSample("b", Day).Tell("battle", Alba, Day, subtype: "Armed clash").Read()).Count);

    [Fact]
    public void Taking_a_town_is_told_apart_from_the_fighting_around_it() =>
        Assert.Equal(2, Link(new ReadingSample("a", Day).Tell("fighting", Land, Day, subtype: "Armed clash").Tell("capture", Alba, Day, subtype: "Non-state actor overtakes territory").Read()).Count);

    [Fact]
    public void A_copied_sentence_without_place_or_day_is_one_incident()
    {
        var sentence = "strike on a column of lorries that carried grain along the coast road to the harbour";
        var first = new ReadingSample("same", Day).Tell(sentence, null, null).Read();
        var second = new ReadingSample("same", Day).Tell(sentence, null, null).Tell("talks", null, null, type: EventType.Consult).Read();
        Assert.Equal(2, Assert.Single(Link(first, second), one => one.Type == EventType.Assault).Reports);
    }

    [Fact]
    public void A_rising_toll_of_one_origin_supersedes_itself_and_is_never_summed()
    {
        var one = Only(
            new ReadingSample("a", "2031-05-13T06:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(4, null)).Read(),
            new ReadingSample("b", "2031-05-13T09:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(4, 4)).Read(),
            new ReadingSample("c", "2031-05-13T18:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(7, 7)).Read());
        var toll = one.Toll[Measure.PeopleKilled];
        Assert.Equal((7m, 7m, 7m), (toll.Low, toll.High, toll.Shown));
        Assert.Equal(6, one.Claims.Count);
        Assert.Single(one.Origins);
        Assert.All(one.Contradictions, contradiction => Assert.Equal(ContradictionState.Superseded, contradiction.State));
        Assert.NotEmpty(one.Contradictions);
    }

    [Fact]
    public void Different_origins_that_differ_contradict_each_other_and_span_a_range()
    {
        var one = Only(
            new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(3, 3)).Read(),
            new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(7, 7)).Read());
        var contradiction = Assert.Single(one.Contradictions);
        Assert.Equal((ContradictionKind.Count, ContradictionState.Open), (contradiction.Kind, contradiction.State));
        Assert.Equal((3m, 7m), (one.Toll[Measure.PeopleKilled].Low, one.Toll[Measure.PeopleKilled].High));
        Assert.Equal("Alba: drone strike; 3 to 7 killed (disputed)", one.Title);
    }

    [Fact]
    public void A_copy_at_a_later_hour_silences_no_dispute()
    {
        var one = Only(
            new ReadingSample("a", "2031-05-13T06:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(3, 3)).Read(),
            new ReadingSample("b", "2031-05-13T09:00:00Z").Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(3, 3)).Read(),
            new ReadingSample("c", "2031-05-13T18:00:00Z").Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(7, 7)).Read());
        Assert.Equal(ContradictionState.Open, Assert.Single(one.Contradictions).State);
    }

    [Theory]
    [InlineData(100, 109, true, false)]
    [InlineData(100, 130, true, true)]
    [InlineData(100, 101, false, true)]
    public void An_approximate_number_is_compared_with_a_tenth_to_spare(int first, int second, bool approximate, bool contradicts) =>
        Assert.Equal(contradicts, Only(
            new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(first, first, approximate: approximate)).Read(),
            new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(second, second)).Read()).Contradictions.Count > 0);

    [Fact]
    public void At_least_four_agrees_with_seven() => Assert.Empty(Only(
        new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: Killed(4, null)).Read(),
        new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(7, 7)).Read()).Contradictions);

    [Fact]
    public void A_part_is_neither_added_to_its_whole_nor_compared_with_it()
    {
        var one = Only(new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", figures: [Killed(8, 8), Killed(3, 3, isPart: true)]).Read(),
            new ReadingSample("b", Day).Tell("strike", Alba, Day, speaker: "Bo Lind", figures: Killed(8, 8)).Read());
        Assert.Empty(one.Contradictions);
        Assert.Equal((8m, 8m), (one.Toll[Measure.PeopleKilled].Low, one.Toll[Measure.PeopleKilled].High));
    }

    [Theory]
    [InlineData(EventStatus.Denied, Modality.Asserted)]
    [InlineData(EventStatus.Planned, Modality.Asserted)]
    [InlineData(EventStatus.Happened, Modality.Denied)]
    [InlineData(EventStatus.Happened, Modality.Planned)]
    [InlineData(EventStatus.Happened, Modality.Possible)]
    [InlineData(EventStatus.Hypothetical, Modality.Asserted)]
    [InlineData(EventStatus.Historical, Modality.Asserted)]
    public void What_is_denied_planned_possible_imagined_or_long_past_never_raises_a_toll(EventStatus status, Modality modality) =>
        Assert.Empty(Only(new ReadingSample("a", Day).Tell("strike", Alba, Day, status, "Ada Reyes", null, modality, figures: Killed(9, 9)).Read()).Toll);

    [Fact]
    public void A_denial_by_another_origin_contradicts_that_it_happened()
    {
        var one = Only(
            new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ada Reyes", side: "Ukraine", actor: "Russia").Read(),
            new ReadingSample("b", Day).Tell("strike", Alba, Day, EventStatus.Denied, "Bo Lind", "Russia", Modality.Denied, actor: "Russia").Read());
        Assert.Equal(ContradictionKind.Occurrence, Assert.Single(one.Contradictions).Kind);
        Assert.Equal(EventStatus.Alleged, one.Status);
        Assert.True(Assert.Single(one.Actors).Contested);
    }

    [Fact]
    public void A_title_never_names_a_perpetrator_that_one_side_only_names()
    {
        var one = Only(
            new ReadingSample("a", Day).Open("Russian ").Tell("strike", Alba, Day, speaker: "Ada Reyes", side: "Ukraine", actor: "Russia").Read(),
            new ReadingSample("b", Day).Open("Russian ").Tell("strike", Alba, Day, speaker: "Ana Koval", side: "Ukraine", actor: "Russia").Read());
        Assert.Equal("Alba: drone strike; Ukraine says Russia", one.Title);
        Assert.DoesNotContain(" by ", one.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_outlets_with_one_speaker_are_one_origin_and_the_unsourced_are_counted()
    {
        var readings = Enumerable.Range(0, 10).Select(i => new ReadingSample("r" + i, Day, "Outlet " + i).Tell("strike", Alba, Day, speaker: "Ada Reyes").Read())
            .Append(new ReadingSample("own", Day).Tell("strike", Alba, Day).Read()).ToArray();
        var one = Only(readings);
        Assert.Equal(10, Assert.Single(one.Origins).Reports);
        Assert.Equal(1, one.Unsourced);
        Assert.Equal(11, one.Reports);
    }

    [Fact]
    public void A_quote_is_a_whole_sentence_and_never_ends_at_a_decimal_point()
    {
        var one = Only(new ReadingSample("a", Day, "Wire 2.5 Daily").Tell("strike", Alba, Day).Read());
        Assert.Equal("strike Alba 2031-05-13 Wire 2.5 Daily a.", Assert.Single(one.Claims).Report.Quote);
    }

    [Fact]
    public void Only_one_speakers_denial_is_titled_by_who_denies_it()
    {
        var one = Only(new ReadingSample("a", Day).Tell("strike", Alba, Day, EventStatus.Denied, "Ukrainian official", "Ukraine", Modality.Denied).Read());
        Assert.Equal("Alba: drone strike: denied by a Ukrainian official", one.Title);
    }

    [Fact]
    public void Money_given_for_different_things_is_no_disagreement()
    {
        var one = Only(
            new ReadingSample("a", Day).Tell("aid", Alba, Day, speaker: "Ada Reyes", type: EventType.Aid, figures: (Measure.MoneyPledged, 2m, 2m, false, false)).Read(),
            Of(new ReadingSample("b", Day).Tell("aid", Alba, Day, speaker: "Bo Lind", type: EventType.Aid, figures: (Measure.MoneyPledged, 61m, 61m, false, false)).Read(), "a package"));
        Assert.Empty(one.Contradictions);

        static Reading Of(Reading reading, string of) => reading with { Figures = [.. reading.Figures.Select(figure => figure with { Of = of })] };
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        var readings = Enumerable.Range(0, 12).Select(i => new ReadingSample("r" + i, i % 2 == 0 ? Day : "2031-05-14").Tell(
            i % 3 == 0 ? "strike" : "raid", i % 4 == 0 ? Brega : i % 5 == 0 ? null : Alba, i % 7 == 0 ? null : Day, i == 8 ? EventStatus.Denied : EventStatus.Happened,
            i % 4 == 1 ? null : "Speaker " + (i % 3), i % 2 == 0 ? "Ukraine" : "Russia", actor: i % 3 == 0 ? "Russia" : "Ukraine", figures: Killed(i, i % 5 == 0 ? null : i)).Read()).ToArray();
        var expected = Link(readings).Select(Describe).ToList();
        Prop.ForAll(Gen.Shuffle(readings).ToArbitrary(), shuffled => Link(shuffled).Select(Describe).SequenceEqual(expected)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_incident_of_violence_with_a_toll_weighs_more_than_talk_of_it()
    {
        var strike = Only(new ReadingSample("a", Day).Tell("strike", Alba, Day, figures: Killed(4, 4)).Read());
        var talk = Only(new ReadingSample("b", Day).Tell("talks", null, null, type: EventType.Consult).Read());
        var planned = Only(new ReadingSample("c", Day).Tell("strike", Alba, Day, EventStatus.Planned).Read());
        Assert.True(strike.Weight > talk.Weight);
        Assert.True(strike.Weight > planned.Weight);
    }

    [Fact]
    public void One_who_was_killed_without_a_number_word_counts_and_is_marked_as_derived()
    {
        var outcome = Assert.IsType<ReadOutcome.Read>(Assert.Single(new Pipeline().Read(new IntakeInput(
            "a.txt", System.Text.Encoding.UTF8.GetBytes("A missile strike hit a house in Kharkiv on Monday. A woman was killed in her kitchen, the governor said.\n"), new PublicationTime(new DateOnly(2031, 5, 13))))));
        var incident = Assert.Single(new Attest.Incidents.IncidentLinker().Incidents([outcome.Reading]), one => one.Toll.ContainsKey(Measure.PeopleKilled));
        var claim = Assert.Single(incident.Claims, claim => claim.Measure == Measure.PeopleKilled);
        Assert.True(claim.IsDerived);
        Assert.Equal((1m, 1m), (incident.Toll[Measure.PeopleKilled].Low, incident.Toll[Measure.PeopleKilled].High));
        Assert.Equal("A woman", claim.Words[0].Of(outcome.Reading.Report.Text));
    }

    private static string Describe(Incident one) => string.Join('|', one.Id, one.Title, one.Status, one.Reports, one.Unsourced, one.Newest, one.Subtype,
        string.Join(',', one.Claims.Select(claim => claim.Id + claim.Origin)), string.Join(',', one.Origins), string.Join(',', one.Contradictions), string.Join(',', one.Toll), string.Join(',', one.Actors));
}
