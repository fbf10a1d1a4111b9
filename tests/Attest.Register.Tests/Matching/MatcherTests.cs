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
            Incident("mine", "Rzhyshchiv", "2023-03-22", subtype: "Remote explosive/landmine/IED", modes: ["explosives"]),
            Incident("denied", "Rzhyshchiv", "2023-03-22") with { Status = EventStatus.Denied },
            Incident("region", "Kyiv Oblast", "2023-03-22")));
        Assert.Contains("The damage claim names another cause: A drone.", fits.Single(fit => fit.Incident.Id == "mine").Against);
        Assert.Contains("Somebody denies that it happened.", fits.Single(fit => fit.Incident.Id == "denied").Against);
        Assert.Contains(fits.Single(fit => fit.Incident.Id == "region").Against, reason => reason.StartsWith("Reports name only an area", StringComparison.Ordinal));
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

    private static IndexedIncident Incident(string id, string place, string day, EventType type = EventType.Assault, string? subtype = "Air/drone strike", string[]? modes = null, string words = "")
    {
        var number = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).DayNumber;
        return new IndexedIncident(id, "An invented incident", type, modes ?? ["drone"], subtype, EventStatus.Happened, PlaceNames.Find(place)!, new TimeValue(day), number, number, 1, 5, [], AccountWords.Of([words]));
    }
}
