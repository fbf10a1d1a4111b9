using FsCheck;
using FsCheck.Fluent;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Incidents.Origins;

public sealed class OriginTests
{
    private const string Day = "2031-05-13";
    private const string Told = "strike on the grain terminal at the edge of the harbour set two silos alight before dawn and broke the windows of the customs house";

    private static Reading Copy(string name, string publisher, string opening = "") => new ReadingSample(name, Day, publisher).Open(opening).Tell(Told, Alba, Day).Read();

    private static Incident Only(params Reading[] readings) => Assert.Single(Link(readings));

    [Fact]
    public void A_dateline_that_credits_an_agency_makes_it_the_origin()
    {
        var one = Only(Copy("a", "Morning Post", "ALBA (AP) — "), Copy("b", "Evening Post", "ALBA, May 13 (Reuters) - "));
        Assert.Equal(["Associated Press", "Reuters"], one.Origins.Select(origin => origin.Speaker).Order());
        Assert.All(one.Origins, origin => Assert.Equal(OriginKind.Agency, origin.Kind));
        Assert.Equal(0, one.Unsourced);
    }

    [Fact]
    public void Copies_of_a_text_that_one_of_them_credits_rest_on_the_agency()
    {
        var one = Only(Copy("a", "Morning Post", "ALBA (AP) — "), Copy("b", "Evening Post"), Copy("c", "Harbour News"));
        var origin = Assert.Single(one.Origins);
        Assert.Equal(("Associated Press", 3, OriginKind.Agency), (origin.Speaker, origin.Reports, origin.Kind));
    }

    [Fact]
    public void A_text_that_several_outlets_have_word_for_word_is_one_origin_but_no_known_one()
    {
        var origin = Assert.Single(Only(Copy("a", "Morning Post"), Copy("b", "Evening Post")).Origins);
        Assert.Equal((OriginKind.Text, false, 2), (origin.Kind, origin.IsKnown, origin.Reports));
    }

    [Fact]
    public void An_outlet_that_repeats_itself_is_no_origin()
    {
        var one = Only(Copy("a", "Morning Post"), Copy("b", "Morning Post"));
        Assert.Empty(one.Origins);
        Assert.Equal(2, one.Unsourced);
    }

    [Fact]
    public void A_forwarded_post_is_the_origin_of_its_copies()
    {
        var one = Only(Copy("a", "Channel one", "Forwarded from Harbour Watch\n"), Copy("b", "Channel two"));
        Assert.Equal(("Harbour Watch", OriginKind.Post, 2), (Assert.Single(one.Origins).Speaker, one.Origins[0].Kind, one.Origins[0].Reports));
    }

    [Fact]
    public void The_origins_do_not_depend_on_the_order_of_arrival()
    {
        var readings = Enumerable.Range(0, 9).Select(i => i % 4 == 3
            ? new ReadingSample("s" + i, Day, "Outlet " + i).Tell("strike", Alba, Day, speaker: "Ada Reyes").Read()
            : Copy("r" + i, "Outlet " + i, i == 4 ? "ALBA (AP) — " : i == 6 ? "Forwarded from Harbour Watch\n" : "")).ToArray();
        var expected = Describe(Only(readings));
        Prop.ForAll(Gen.Shuffle(readings).ToArbitrary(), shuffled => Describe(Only(shuffled)) == expected).QuickCheckThrowOnFailure();
    }

    private static string Describe(Incident one) =>
        string.Join("; ", one.Origins.Select(origin => $"{origin}")) + one.Unsourced + string.Join(",", one.Claims.Select(claim => claim.Id + claim.Origin));
}
