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
        Assert.Contains("It is dated 2023-03-24, 2 days off.", fits.Single(fit => fit.Incident.Id == "next-day").Against);
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

    [Theory]
    [InlineData("2023-03-24", "a day that the damage claim gives")]
    [InlineData("2023-03-22", "2 days after the days")]
    [InlineData("2023-03-25", "1 day before the days")]
    public void What_no_report_dates_is_offered_for_the_days_about_its_first_report_and_says_so(string day, string told)
    {
        var statement = Statements.Flat() with { When = DamageTime.On(DateOnly.FromDayNumber(Day(day))) };
        Assert.Contains(told, Assert.Single(Find(statement, Index(ByReport("report", "2023-03-24")))).Against[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-03-29")]
    [InlineData("2023-03-10")]
    public void The_day_of_a_report_tells_nothing_of_days_long_before_or_after_it(string day) =>
        Assert.Empty(Find(Statements.Flat() with { When = DamageTime.On(DateOnly.FromDayNumber(Day(day))) }, Index(ByReport("report", "2023-03-24"))));

    [Fact]
    public void The_sooner_before_its_first_report_the_likelier_and_never_as_likely_as_a_day_that_reports_give()
    {
        var index = Index(ByReport("next-day", "2023-03-23"), ByReport("third-day", "2023-03-25"), ByReport("same-day", "2023-03-22"), Incident("dated", "Rzhyshchiv", "2023-03-22"));
        Assert.Equal(["dated", "same-day", "next-day", "third-day"], Find(Statements.Flat(), index).Select(fit => fit.Incident.Id));
    }

    [Fact]
    public void News_is_mostly_told_at_once_and_never_more_often_than_always()
    {
        var shares = Enumerable.Range(0, ToldAfter.MostDays + 1).Select(ToldAfter.Share).ToList();
        Assert.Equal(shares.OrderDescending(), shares);
        Assert.InRange(shares.Sum(), 0.5, 1);
    }

    [Fact]
    public void Those_that_what_is_stated_does_not_tell_apart_are_told_as_such()
    {
        var twins = Find(Statements.Flat(), Index(Incident("one", "Rzhyshchiv", "2023-03-22"), Incident("other", "Rzhyshchiv", "2023-03-22"), Incident("later", "Rzhyshchiv", "2023-03-24")));
        Assert.Equal([true, true, false], twins.Select(fit => fit.IsTied));
        Assert.DoesNotContain(Find(Statements.Flat(), Index(Incident("one", "Rzhyshchiv", "2023-03-22"), Incident("later", "Rzhyshchiv", "2023-03-24"))), fit => fit.IsTied);
    }

    [Fact]
    public void So_many_kilometres_from_a_town_is_an_area_and_not_the_town()
    {
        var far = Incident("far-off", "Rzhyshchiv", "2023-03-22");
        far = far with { Place = far.Place with { RadiusKm = 200 } };
        Assert.True(far.IsArea);
        var fits = Find(Statements.Flat(), Index(far, Incident("town", "Rzhyshchiv", "2023-03-22")));
        Assert.Equal("town", fits[0].Incident.Id);
        Assert.Contains(fits[1].Against, reason => reason.StartsWith("Reports name only an area", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2022-03-01", null, EventStatus.Historical, "2024-04-24", true)] // a retrospect that gives the day
    [InlineData(null, null, EventStatus.Historical, "2024-04-24", false)] // one that gives none
    [InlineData("2022-02-24/", null, EventStatus.Happened, "2022-04-20", true)] // since then, as far as the report can know
    [InlineData("2022-02-24/", null, EventStatus.Happened, "2024-04-20", false)] // as long as a war
    [InlineData("2023-03-22", null, EventStatus.Planned, "2023-03-21", false)]
    [InlineData(null, null, EventStatus.Happened, "2023-03-22", true)]
    [InlineData(null, EventType.Consult, EventStatus.Happened, "2023-03-22", false)]
    public void What_happened_on_days_that_reports_bound_can_be_held_against_a_damage_claim(string? date, EventType? type, EventStatus status, string published, bool isHeld)
    {
        var indexed = IndexedIncident.Of(Reported(date, type ?? EventType.Assault, status, published));
        Assert.Equal(isHeld, indexed is not null);
        if (indexed is not null)
        {
            Assert.Equal(date is null, indexed.IsDatedByReport);
            Assert.True(indexed.First <= indexed.Last && indexed.Last <= Day(published));
        }
    }

    [Fact]
    public void What_is_told_in_retrospect_says_so() =>
        Assert.Contains("It is told in retrospect, long after it happened.", Assert.Single(Find(Statements.Flat(), Index(Incident("past", "Rzhyshchiv", "2023-03-22") with { Status = EventStatus.Historical }))).Against);

    [Fact]
    public void A_site_within_the_stated_town_is_of_the_town_and_the_next_town_is_not()
    {
        var statement = Statements.Flat() with { Where = new DamagePlace("Mariupol") };
        var fits = Find(statement, Index(Incident("site", "Azovstal", "2023-03-22"), Incident("next-town", "Manhush", "2023-03-22")));
        Assert.Equal("site", fits[0].Incident.Id);
        Assert.DoesNotContain(fits.Skip(1), fit => fit.Score > fits[0].Score / 2);
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

    private static IndexedIncident ByReport(string id, string published) => Incident(id, "Rzhyshchiv", published) with { IsDatedByReport = true, First = Day(published) - ToldAfter.MostDays };

    private static Incident Reported(string? date, EventType type, EventStatus status, string published)
    {
        var report = new ClaimReport(Sha256.Of("an invented report"u8), null, null, null, new PublicationTime(DateOnly.FromDayNumber(Day(published))), "An invented sentence.");
        var claim = new Claim("c1", report, ClaimKind.Event, null, null, null, false, null, status, Modality.Asserted, null, [], null, false, [new TextSpan(0, 2)]);
        return new Incident("invented", null, "An invented incident", type, [], type == EventType.Assault ? "Air/drone strike" : null, [], [], status, PlaceNames.Find("Rzhyshchiv"), date is null ? null : new TimeValue(date), null, 1, [], 1, [claim],
            new Dictionary<Measure, Toll>(), [], report.Published);
    }

    private static int Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).DayNumber;

    private static IndexedIncident Incident(string id, string place, string day, EventType type = EventType.Assault, string? subtype = "Air/drone strike", string[]? modes = null, string words = "")
    {
        var number = Day(day);
        return new IndexedIncident(id, "An invented incident", type, modes ?? ["drone"], subtype, EventStatus.Happened, PlaceNames.Find(place)!, new TimeValue(day), number, number, 1, 5, [], AccountWords.Of([words]));
    }
}
