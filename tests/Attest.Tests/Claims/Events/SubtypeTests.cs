namespace Attest.Tests.Claims.Events;

/// <summary>ACLED's sub-event types, by who does what to whom with what.</summary>
public sealed class SubtypeTests
{
    private static readonly (string, PlaceKind, string)[] Alba = [("Alba", PlaceKind.City, "SD")];

    [Theory]
    [InlineData("Gunmen attacked a police post in Alba.", "Armed clash")]
    [InlineData("Gunmen attacked a village near Alba.", "Attack")]
    [InlineData("Soldiers opened fire on a bus in Alba.", "Attack")]
    [InlineData("Howitzers struck the port of Alba.", "Shelling/artillery/missile attack")]
    [InlineData("Jets carried out four raids near Alba.", "Air/drone strike")]
    [InlineData("A drone fired a missile at two vans near Alba.", "Air/drone strike")]
    [InlineData("A truck hit a landmine near Alba.", "Remote explosive/landmine/IED")]
    [InlineData("A rebel detonated an explosive belt at a checkpoint in Alba.", "Suicide bomb")]
    [InlineData("Sudanese troops fired shells with toxic gas at trenches near Alba.", "Chemical weapon")]
    [InlineData("Teachers staged a sit-in in Alba.", "Peaceful protest")]
    [InlineData("On 5 May 2031, teachers protested in Alba.", "Peaceful protest")]
    [InlineData("Students protested in Alba. Police fired tear gas to disperse them.", "Protest with intervention")]
    [InlineData("Students protested in Alba and threw stones at a bank.", "Violent demonstration")]
    [InlineData("Fans of two clubs attacked each other in Alba.", "Mob violence")]
    [InlineData("Bandits took six traders from a train near Alba.", "Abduction/forced disappearance")]
    [InlineData("Gunmen stole cattle near Alba.", "Looting/property destruction")]
    [InlineData("Sappers defused a bomb in Alba.", "Disrupted weapons use")]
    public void The_first_event_with_a_sub_event_type_is_the_one_that_would_be_coded(string text, string subtype) =>
        Assert.Equal(subtype, EventSample.Read(text, Alba).FirstOrDefault(one => one.Subtype is not null)?.Subtype);

    [Fact]
    public void A_place_that_is_taken_outranks_the_fight_for_it() =>
        Assert.Equal(["Government regains territory"], EventSample.Read("After two days of clashes with rebels, the army recaptured Alba.", Alba).Select(one => one.Subtype).OfType<string>());

    [Fact]
    public void What_is_seized_in_a_fight_is_part_of_it() =>
        Assert.Equal(["Armed clash"], EventSample.Read("Rebels seized rifles after a battle with soldiers in Alba.", Alba).Select(one => one.Subtype).OfType<string>());

    [Theory]
    [InlineData("Norway approved aid to Chad.", false)]
    [InlineData("Norway delivered aid to Chad.", true)]
    public void What_is_only_granted_has_not_gone_where_it_is_meant_for(string text, bool isThere) =>
        Assert.Equal(isThere, EventSample.Read(text, [("Chad", PlaceKind.Country, "TD")]).First(one => one.Type == EventType.Aid).Place is not null);
}
