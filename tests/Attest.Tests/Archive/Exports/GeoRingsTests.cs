using Attest.Archive.Exports;
using Attest.Claims.Places;

namespace Attest.Tests.Archive.Exports;

public sealed class GeoRingsTests
{
    [Fact]
    public void Every_outline_of_the_world_is_drawn_with_its_edges_against_the_clock_and_its_holes_with_it() => Assert.All(PlaceOutlines.Shipped.Shapes, shape =>
    {
        var polygons = GeoRings.Of(shape);
        // Simplified to kilometres, the Vatican has no surface.
        Assert.True(polygons.Count > 0 || shape.RadiusKm < 1);
        Check(polygons);
    });

    [Fact]
    public void Two_states_that_lie_within_another_are_its_holes()
    {
        var italy = GeoRings.Of(PlaceOutlines.Shipped.Find("ne:ITA")!);
        var southAfrica = GeoRings.Of(PlaceOutlines.Shipped.Find("ne:ZAF")!);
        Assert.True(italy.Sum(polygon => polygon.Holes.Count) + southAfrica.Sum(polygon => polygon.Holes.Count) > 0);
    }

    [Theory]
    [InlineData(50, 36, 20, 1)]
    [InlineData(-17, 179.9, 60, 2)]
    [InlineData(-17, -179.9, 60, 2)]
    [InlineData(84, 10, 400, 0)]
    public void A_circle_is_cut_at_the_180th_meridian_and_left_out_at_a_pole(double latitude, double longitude, double radiusKm, int pieces)
    {
        var middle = new GeoPoint(latitude, longitude);
        var polygons = GeoRings.Circle(middle, radiusKm);
        Assert.Equal(pieces, polygons.Count);
        Check(polygons);
        Assert.All(
            polygons.SelectMany(polygon => polygon.Outer).Where(point => Math.Abs(point.Longitude) < 180), point => Assert.InRange(point.DistanceKm(middle), radiusKm * 0.99, radiusKm * 1.01));
    }

    [Fact]
    public void A_line_across_the_180th_meridian_is_two()
    {
        var pieces = GeoRings.Line([new GeoPoint(60, 178), new GeoPoint(62, -178), new GeoPoint(62, -170)]);
        Assert.Equal([[new GeoPoint(60, 178), new GeoPoint(61, 180)], [new GeoPoint(61, -180), new GeoPoint(62, -178), new GeoPoint(62, -170)]], pieces);
    }

    private static void Check(IReadOnlyList<GeoPolygon> polygons) => Assert.All(polygons, polygon =>
    {
        Assert.True(GeoRings.SignedArea(polygon.Outer) > 0);
        Assert.All(polygon.Holes, hole => Assert.True(GeoRings.SignedArea(hole) < 0));
        Assert.All(polygon.Holes.Prepend(polygon.Outer), ring =>
        {
            Assert.True(ring.Count >= 4);
            Assert.Equal(ring[0], ring[^1]);
            Assert.All(ring, point => Assert.True(Math.Abs(point.Longitude) <= 180 && Math.Abs(point.Latitude) <= 90));
            // What turns by half the globe from one point to the next would be drawn right across the map.
            Assert.All(Enumerable.Range(1, ring.Count - 1), i => Assert.True(Math.Abs(ring[i].Longitude - ring[i - 1].Longitude) < 180 || Math.Abs(ring[i].Latitude) == 90));
        });
    });
}
