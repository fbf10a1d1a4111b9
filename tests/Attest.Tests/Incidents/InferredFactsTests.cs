using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Incidents;

public sealed class InferredFactsTests
{
    private const string Day = "2031-05-13";

    [Fact]
    public void Who_and_where_are_taken_from_what_a_report_says()
    {
        var one = Assert.Single(Link(Sample(isActorInferred: false, isPlaceInferred: false)));
        Assert.Equal("Southland", Assert.Single(one.Actors).Name);
        Assert.Equal("Alba", one.Place?.Name);
    }

    [Fact]
    public void Nobody_is_named_as_the_actor_where_the_reader_only_infers_one()
    {
        var one = Assert.Single(Link(Sample(isActorInferred: true, isPlaceInferred: false)));
        Assert.Empty(one.Actors);
        Assert.Equal("Alba", one.Place?.Name);
    }

    [Fact]
    public void No_place_is_shown_where_the_reader_only_infers_one()
    {
        var one = Assert.Single(Link(Sample(isActorInferred: false, isPlaceInferred: true)));
        Assert.Null(one.Place);
        Assert.Equal("Southland", Assert.Single(one.Actors).Name);
    }

    private static Reading Sample(bool isActorInferred, bool isPlaceInferred)
    {
        var reading = new ReadingSample("a", Day).Tell("strike", Alba, Day, actor: "Southland").Read();
        return reading with { Events = [.. reading.Events.Select(one => one with { ActorIsInferred = isActorInferred, PlaceIsInferred = isPlaceInferred })] };
    }
}
