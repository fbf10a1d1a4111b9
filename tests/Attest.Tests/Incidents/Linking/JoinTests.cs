using System.Text;
using Attest.Incidents;
using Attest.Intake;

namespace Attest.Tests.Incidents.Linking;

/// <summary>Which invented reports of one text each tell of one occurrence, read as a newsroom's would be.</summary>
public sealed class JoinTests
{
    [Fact]
    public void A_strike_on_a_city_and_on_a_quarter_of_it_is_one() => Assert.Single(StrikesIn(
        ("a", "2031-05-14", "A missile struck an apartment block in Kharkiv on Tuesday evening, killing four people, rescuers said. Rescuers searched the rubble of the bakery below it."),
        ("b", "2031-05-14", "Four people were killed in the Saltivka district of Kharkiv on Tuesday when a missile struck an apartment block above a bakery, the mayor said.")));

    [Fact]
    public void Two_towns_far_apart_on_one_night_stay_two_whatever_words_they_share() => Assert.Equal(2, StrikesIn(
        ("a", "2031-05-14", "A drone struck an apartment block in Balakliia on Tuesday, killing one person, the mayor said."),
        ("b", "2031-05-14", "A drone struck an apartment block in Kharkiv on Tuesday, killing four people, the mayor said.")).Count);

    [Fact]
    public void Reports_that_name_two_towns_and_choose_another_each_tell_of_one_victim_as_one_and_of_others_as_two()
    {
        (string, string, string)[] Reports(string one, string other) =>
        [
            ("a", "2031-05-14", $"A missile struck a bakery in Merefa on Tuesday, killing {one}, a baker, the governor said. Her sister works in Chuhuiv and heard it on the telephone."),
            ("b", "2031-05-14", $"A missile struck a bakery in Chuhuiv on Tuesday, killing {other}, a baker, police said. Her sister lives in Merefa and heard it on the radio."),
        ];
        Assert.Single(StrikesIn(Reports("Halyna Kovalchuk, 67", "Halyna Kovalchuk, 67")));
        Assert.Equal(2, StrikesIn(Reports("Halyna Kovalchuk, 67", "Iryna Bondar, 41")).Count);
    }

    [Fact]
    public void A_communique_in_the_same_words_on_another_day_is_another_occurrence() => Assert.Equal(3, StrikesIn(
        ("a", "2031-05-06", "Artillery shelled residential areas of Nikopol overnight, wounding two civilians, the regional governor said on Tuesday."),
        ("b", "2031-05-07", "Artillery shelled residential areas of Nikopol overnight, wounding two civilians, the regional governor said on Wednesday."),
        ("c", "2031-05-20", "Artillery shelled residential areas of Nikopol overnight, wounding two civilians, the regional governor said on Tuesday.")).Count);

    [Fact]
    public void The_drones_of_one_night_are_not_those_of_the_next() => Assert.Equal(2, StrikesIn(
        ("a", "2031-05-06", "The enemy launched 20 attack drones overnight, the air force said on Tuesday."),
        ("b", "2031-05-07", "The enemy launched 14 attack drones overnight, the air force said on Wednesday.")).Count);

    [Fact]
    public void A_summary_of_a_week_joins_nothing()
    {
        (string, string, string)[] days =
        [
            ("a", "2031-05-06", "A missile struck a warehouse in Odesa on Monday, wounding three workers, the port authority said."),
            ("b", "2031-05-09", "A drone struck a power station in Poltava on Thursday, wounding two engineers, the energy ministry said."),
        ];
        var apart = StrikesIn(days).Count;
        var withSummary = StrikesIn([.. days, ("c", "2031-05-11", "It was a week of strikes. A missile struck a warehouse in Odesa on Monday and wounded three workers. A drone struck a power station in Poltava on Thursday and wounded two engineers.")]);
        Assert.Equal(2, apart);
        Assert.DoesNotContain(withSummary, one => one.Claims.Select(claim => claim.Report.Id).Distinct().Count() == 3);
    }

    [Fact]
    public void A_war_that_reports_stand_before_founds_no_incident() => Assert.Empty(StrikesIn(
        ("a", "2031-05-06", "The minister spoke of harvests. The war in Ukraine has gone on since February 2022."),
        ("b", "2031-05-07", "The talks were about grain. The war in Ukraine has gone on since February 2022.")));

    [Fact]
    public void A_question_tells_of_no_death() => Assert.DoesNotContain(
        Incidents(("a", "2031-05-06", "The president asked his allies a question on Monday. Why die for Gdansk?")), one => one.Type == EventType.Assault && one.Status is EventStatus.Happened or EventStatus.Ongoing);

    [Fact]
    public void Digits_of_another_script_stop_nothing() => Assert.NotEmpty(
        Incidents(("a", "2031-05-06", "A missile struck Lenin Street ٤٥ in Odesa on Monday, killing ٣ people and wounding １２, the mayor said.")));

    private static List<Incident> StrikesIn(params (string Name, string Published, string Text)[] reports) => [.. Incidents(reports).Where(one => one.Type == EventType.Assault)];

    private static IReadOnlyList<Incident> Incidents(params (string Name, string Published, string Text)[] reports)
    {
        var pipeline = new Pipeline();
        return new IncidentLinker().Incidents(reports.Select(report => Assert.IsType<ReadOutcome.Read>(Assert.Single(pipeline.Read(new IntakeInput(
            report.Name + ".txt", Encoding.UTF8.GetBytes(report.Text + "\n"), new PublicationTime(DateOnly.Parse(report.Published, System.Globalization.CultureInfo.InvariantCulture)))))).Reading));
    }
}
