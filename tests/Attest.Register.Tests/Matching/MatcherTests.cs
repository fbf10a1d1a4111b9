using Attest.Incidents;
using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Matching;
using Attest.Register.Packs;
using Attest.Register.Tests.Running;

namespace Attest.Register.Tests.Matching;

public sealed class MatcherTests
{
    private static readonly RegisterPack Pack = RegisterPackReader.Named(RegisterPackReader.Default);
    private static readonly PlaceResolver Places = new(Pack);

    [Fact]
    public void The_strike_of_that_day_and_town_comes_first_and_each_says_why()
    {
        var index = Index(
            Incident("right", "Rzhyshchiv", "2023-03-22", words: "drones dormitory kitchen"),
            Incident("next-day", "Rzhyshchiv", "2023-03-24"),
            Incident("elsewhere", "Kaniv", "2023-03-22"),
            Incident("other-year", "Rzhyshchiv", "2022-03-22"),
            Incident("a-talk", "Rzhyshchiv", "2023-03-22", type: EventType.Mobilize, subtype: null));

        var fits = Find(Statements.Flat(), index);

        Assert.Equal("right", fits[0].Incident.Id);
        Assert.Contains("Reports place it in Rzhyshchiv, as the damage claim does.", fits[0].For);
        Assert.Contains("The day agrees: 2023-03-22.", fits[0].For);
        Assert.Contains(fits[0].For, reason => reason.StartsWith("Both speak of: ", StringComparison.Ordinal));
        Assert.Empty(fits[0].Against);
        Assert.Contains("It is dated 2023-03-24, 2 day(s) off.", fits.Single(fit => fit.Incident.Id == "next-day").Against);
        Assert.DoesNotContain(fits, fit => fit.Incident.Id is "other-year" or "a-talk");
    }

    [Theory]
    [InlineData("2023-04-10", "Rzhyshchiv")]
    [InlineData("2023-03-22", "Lviv")]
    public void What_is_of_another_time_or_place_is_not_offered(string day, string place) => Assert.Empty(Find(Statements.Flat(), Index(Incident("other", place, day))));

    [Fact]
    public void Another_cause_a_denial_and_a_mere_region_speak_against_an_incident_and_do_not_hide_it()
    {
        var fits = Find(Statements.Flat(), Index(
            Incident("shelling", "Rzhyshchiv", "2023-03-22", subtype: "Shelling/artillery/missile attack", modes: ["heavy-weapons"]),
            Incident("denied", "Rzhyshchiv", "2023-03-22") with { Status = EventStatus.Denied },
            Incident("region", "Kyiv Oblast", "2023-03-22")));
        Assert.Contains("The damage claim names another cause: A drone.", fits.Single(fit => fit.Incident.Id == "shelling").Against);
        Assert.Contains("Somebody denies that it happened.", fits.Single(fit => fit.Incident.Id == "denied").Against);
        Assert.Contains(fits.Single(fit => fit.Incident.Id == "region").Against, reason => reason.StartsWith("Reports name only an area", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("flooding")]
    [InlineData("looting")]
    [InlineData("mine")]
    public void What_nobody_takes_for_a_drone_is_not_offered_a_strike(string means) =>
        Assert.Empty(Find(Statements.Flat() with { Means = means }, Index(Incident("strike", "Rzhyshchiv", "2023-03-22"))));

    [Fact]
    public void A_strike_speaks_for_damage_injury_and_death_and_that_nobody_was_killed_against_a_death()
    {
        var index = Index(
            Incident("killed", "Rzhyshchiv", "2023-03-22") with { Measures = [Measure.PeopleKilled] },
            Incident("nobody", "Rzhyshchiv", "2023-03-22") with { NoneOf = [Measure.PeopleKilled] });
        foreach (var category in new[] { "A3.1", "A2.1", "A2.3", "B1.5", "C1.5" })
        {
            Assert.Contains(Find(Statements.Flat() with { Category = category }, index), fit => fit.Incident.Id == "killed");
        }
        var death = Find(Statements.Flat() with { Category = "A2.1" }, index);
        Assert.Equal("killed", death[0].Incident.Id);
        Assert.Contains("Reports say of what fits that there was none: people killed.", death[1].Against);
        Assert.DoesNotContain(Find(Statements.Flat(), index)[1].Against, reason => reason.Contains("none", StringComparison.Ordinal));
    }

    [Fact]
    public void What_no_report_dates_is_offered_for_the_days_before_its_first_report_and_says_so()
    {
        var report = Incident("report", "Rzhyshchiv", "2023-03-24") with { IsDatedByReport = true, First = Day("2023-03-21") };
        Assert.Contains("No report says when it was; the first was published on 2023-03-24.", Assert.Single(Find(Statements.Flat(), Index(report))).Against);
        Assert.Empty(Find(Statements.Flat() with { When = DamageTime.On(new DateOnly(2023, 3, 29)) }, Index(report)));
    }

    [Theory]
    [InlineData("Дрон влучив у гуртожиток ліцею, вибито вікна.")]
    [InlineData("Дрон попал в общежитие лицея, выбиты окна.")]
    public void An_account_in_Ukrainian_or_Russian_meets_reports_in_English(string account)
    {
        var fits = Find(Statements.Flat() with { Account = account }, Index(Incident("other", "Rzhyshchiv", "2023-03-22", words: "market stalls"), Incident("right", "Rzhyshchiv", "2023-03-22", words: "dormitory of a lyceum")));
        Assert.Equal("right", fits[0].Incident.Id);
        Assert.Contains(fits[0].For, reason => reason.StartsWith("Both speak of: ", StringComparison.Ordinal) && reason.Contains("dormitory", StringComparison.Ordinal) && reason.Contains("lyceum", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Харьков", "Kharkiv")]
    [InlineData("Kharkov", "Kharkiv")]
    [InlineData("Запорожье", "Zaporizhzhia")]
    [InlineData("Одесса", "Odesa")]
    [InlineData("Bakhmt", "Bakhmut")]
    [InlineData("Северодонецк", "Sievierodonetsk")]
    public void A_town_under_another_name_is_the_town(string typed, string town) => Assert.Equal(town, Places.Resolve(new DamagePlace(typed))!.Name);

    [Fact]
    public void An_incident_that_changed_or_went_is_found_as_it_is_now()
    {
        var index = Index(Incident("one", "Rzhyshchiv", "2023-03-22"));
        index.Set(Incident("one", "Lviv", "2023-03-22"));
        Assert.Empty(Find(Statements.Flat(), index));
        index.Remove("one");
        Assert.Equal(0, index.Count);
    }

    private static IReadOnlyList<Matcher.Fit> Find(Statement statement, IncidentIndex index) => new Matcher(Pack).Find(statement, Places.Resolve(statement.Where), index, "en");

    private static IncidentIndex Index(params IndexedIncident[] incidents)
    {
        var index = new IncidentIndex();
        Array.ForEach(incidents, index.Set);
        return index;
    }

    private static int Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).DayNumber;

    private static IndexedIncident Incident(string id, string place, string day, EventType type = EventType.Assault, string? subtype = "Air/drone strike", string[]? modes = null, string words = "")
    {
        var number = Day(day);
        return new IndexedIncident(id, "An invented incident", type, modes ?? ["drone"], subtype, EventStatus.Happened, PlaceNames.Find(place)!, new TimeValue(day), number, number, 1, 5, [], AccountWords.Of([words]));
    }
}
