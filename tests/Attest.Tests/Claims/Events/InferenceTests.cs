using Attest.Packs;

namespace Attest.Tests.Claims.Events;

/// <summary>What nobody says is marked as inferred, and nothing else is.</summary>
public sealed class InferenceTests
{
    private static readonly (string, PlaceKind, string)[] Sudan = [("Sudan", PlaceKind.Country, "SD")];

    [Fact]
    public void The_foe_of_a_war_of_two_is_inferred_where_nobody_names_it()
    {
        var events = EventSample.Read("Sudan attacked Chad on Monday. Sudan lost twelve tanks.", times: [("Monday", "2031-05-12")]);
        Assert.Contains(events, one => one is { Actor: "Sudan", Target: "Chad", ActorIsInferred: false, TargetIsInferred: false });
        Assert.Contains(events, one => one is { Actor: "Chad", ActorIsInferred: true });
    }

    [Fact]
    public void The_side_of_fighters_that_only_their_foe_tells_is_inferred()
    {
        var one = Assert.Single(EventSample.Read("Fighters clashed with Sudanese forces.", pack: War("SD")));
        Assert.Equal(("Chad (Fighters)", true), (one.Actor, one.ActorIsInferred));
        Assert.False(one.TargetIsInferred);
    }

    [Fact]
    public void Whose_a_town_is_tells_on_whom_an_attack_was_but_nobody_says_so()
    {
        var one = Assert.Single(EventSample.Read("Missiles struck Alba on Monday.", [("Alba", PlaceKind.City, "UA")]));
        Assert.Equal(("Ukraine", true), (one.Target, one.TargetIsInferred));
        Assert.False(one.PlaceIsInferred);
    }

    [Fact]
    public void Who_is_named_is_not_inferred()
    {
        var one = Assert.Single(EventSample.Read("Chad attacked Sudan.", pack: War("SD")));
        Assert.Equal((false, false, false), (one.ActorIsInferred, one.TargetIsInferred, one.PlaceIsInferred));
    }

    [Fact]
    public void What_a_war_does_to_its_parties_is_in_the_country_it_is_fought_in_where_the_report_names_it()
    {
        var one = Deed("Chadian forces shelled a school. Rain fell in Sudan.", Sudan, War("SD"));
        Assert.Equal((new LocalId('p', 1), true), (one.Place, one.PlaceIsInferred));
    }

    [Theory]
    [InlineData("Chadian forces shelled a school. Rain fell all day.", "SD", false)]
    [InlineData("Chadian forces shelled a school. Rain fell in Sudan.", "", true)]
    [InlineData("Chadian forces shelled a school. Rain fell in Sudan.", "SD TD", true)]
    [InlineData("Chadian forces will shell a school. Rain fell in Sudan.", "SD", true)]
    [InlineData("Kenyan forces shelled a school. Rain fell in Sudan.", "SD", true)]
    public void No_place_is_inferred_without_one_theatre_a_party_a_deed_and_its_name_in_the_report(string text, string theatre, bool isNamed)
    {
        var one = Deed(text, isNamed ? Sudan : [], War(theatre));
        Assert.Null(one.Place);
        Assert.False(one.PlaceIsInferred);
    }

    [Fact]
    public void Of_several_mentions_of_the_theatre_the_last_before_the_deed_is_taken()
    {
        var text = "Rain fell in Sudan. Snow fell in Khartoum. Chadian forces shelled a school. Wind blew in Darfur.";
        var one = Deed(text, [("Sudan", PlaceKind.Country, "SD"), ("Khartoum", PlaceKind.Country, "SD"), ("Darfur", PlaceKind.Country, "SD")], War("SD"));
        Assert.Equal(new LocalId('p', 2), one.Place);
    }

    private static Event Deed(string text, (string, PlaceKind, string)[] places, Pack pack) => EventSample.Read(text, places, pack: pack).Single(one => one.Type == EventType.Assault);

    private static Pack War(string theatre) => new(
        "sample", "A war", new DateOnly(2030, 1, 1), null, ["en"], "None.", [new PackSide("Sudan", SideStance.Party, [], []), new PackSide("Chad", SideStance.Party, [], [])],
        [], [], [], [], [], [], [], [])
    {
        Theatre = theatre.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
