using Attest.Packs;

namespace Attest.Tests.Claims.Events;

/// <summary>Which way forces move, and on which axis.</summary>
public sealed class DirectionTests
{
    private static readonly (string, PlaceKind, string)[] Towns = [("Alba", PlaceKind.City, "SD"), ("Brega", PlaceKind.Village, "SD")];

    [Theory]
    [InlineData("Sudanese troops advanced from Brega towards Alba.", Movement.Advance, "from Brega: From, towards Alba: Towards")]
    [InlineData("Sudanese troops advanced in the direction of Alba. Brega slept.", Movement.Advance, "in the direction of Alba: Towards")]
    [InlineData("Sudanese forces pushed Chadian troops back from the village of Brega. Alba slept.", Movement.Repelled, "from the village of Brega: From")]
    [InlineData("Sudanese troops withdrew from Alba to Brega.", Movement.Retreat, "from Alba: From, to Brega: Towards")]
    [InlineData("Sudan regained the village of Brega near Alba.", Movement.Regain, "")]
    [InlineData("Sudanese troops retreated from Alba to the north. Brega slept.", Movement.Retreat, "from Alba: From, to the north: Towards")]
    [InlineData("Sudan captured a hill north of Alba. Brega slept.", Movement.Gain, "")]
    public void A_movement_is_told_by_where_to_and_where_from(string text, Movement movement, string bearings)
    {
        var direction = EventSample.Read(text, InOrder(text))[0].Direction;
        Assert.Equal(movement, direction?.Movement);
        Assert.Equal(bearings, string.Join(", ", direction!.Bearings.Select(bearing => $"{bearing.Span.Of(text)}: {bearing.Way}")));
        Assert.All(direction.Bearings, bearing => Assert.Equal(bearing.Span.Of(text).EndsWith("north", StringComparison.Ordinal), bearing.Place is null));
    }

    [Theory]
    [InlineData("Sudan repelled four attacks on the Alba axis. Brega slept.", "Alba axis")]
    [InlineData("Sudanese forces fought Chadian troops on the eastern and southern fronts. Alba and Brega slept.", "eastern front|southern front")]
    [InlineData("Sudan repelled attacks on the Alba and Brega axes.", "Alba axis|Brega axis")]
    [InlineData("Sudan attacked Chad in the energy sector. Alba and Brega slept.", "")]
    public void An_axis_or_front_is_named_beside_what_happens_on_it(string text, string sectors) =>
        Assert.Equal(sectors, string.Join('|', EventSample.Read(text, InOrder(text))[0].Direction?.Bearings.Select(bearing => bearing.Sector) ?? []));

    [Fact]
    public void An_axis_that_the_pack_knows_bears_its_name_there()
    {
        var direction = EventSample.Read("Sudan repelled attacks in the Alba direction.", [Towns[0]], pack: War())[0].Direction;
        Assert.Equal(("Alba axis", new LocalId('p', 1)), (direction?.Bearings.Single().Sector, direction?.Bearings.Single().Place));
    }

    [Fact]
    public void Who_has_not_lost_positions_holds_them()
    {
        var one = Assert.Single(EventSample.Read("Sudanese units have not lost positions near Alba.", [Towns[0]]));
        Assert.Equal((Movement.Hold, EventStatus.Happened, new LocalId('p', 1)), (one.Direction?.Movement, one.Status, one.Place));
    }

    [Fact]
    public void What_has_nothing_to_do_with_ground_has_no_direction() => Assert.Null(Assert.Single(EventSample.Read("Sudan praised Chad."), one => one.Type == EventType.Support).Direction);

    private static (string, PlaceKind, string)[] InOrder(string text) => [.. Towns.OrderBy(town => text.IndexOf(town.Item1, StringComparison.Ordinal))];

    private static Pack War() => new(
        "sample", "A war", new DateOnly(2030, 1, 1), null, ["en"], "None.", [new PackSide("Sudan", SideStance.Party, [], []), new PackSide("Chad", SideStance.Party, [], [])],
        [], [], [], [], [new PackSector("Alba axis", "axis", ["Alba direction"])], [], [], []);
}
