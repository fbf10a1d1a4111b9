using Attest.Claims.Places;

namespace Attest.Tests.Claims.Places;

public sealed class PlaceOutlinesTests
{
    [Theory]
    [InlineData("ne:UKR", 50.45, 30.52, true)]
    [InlineData("ne:UKR", 44.95, 34.1, true)]
    [InlineData("ne:UKR", 55.75, 37.62, false)]
    [InlineData("ne:RUS", 55.75, 37.62, true)]
    [InlineData("ne:RUS", 44.95, 34.1, false)]
    [InlineData("ne:SDN", 15.55, 32.53, true)]
    [InlineData("wof:85688873", 49.99, 36.23, true)]
    [InlineData("wof:85688873", 48.6, 38.0, false)]
    public void A_state_or_region_holds_what_lies_in_it_by_the_stated_policy(string key, double latitude, double longitude, bool isWithin) =>
        Assert.Equal(isWithin, IsWithin(PlaceOutlines.Shipped.Find(key)!, new GeoPoint(latitude, longitude)));

    [Theory]
    [InlineData("ne:UKR", 438)]
    [InlineData("ne:MDA", 104)]
    [InlineData("ne:SDN", 770)]
    public void The_radius_of_a_state_is_that_of_a_circle_of_its_size(string key, double km) =>
        Assert.InRange(PlaceOutlines.Shipped.Find(key)!.RadiusKm, km * 0.97, km * 1.03);

    [Fact]
    public void A_line_that_another_state_draws_through_a_state_is_kept_as_a_disputed_one() =>
        Assert.Contains(PlaceOutlines.Shipped.Arcs, arc => arc.Kind == OutlineKind.Disputed && arc.Points.All(point => point.DistanceKm(new GeoPoint(46.1, 33.9)) < 150));

    private static bool IsWithin(PlaceShape shape, GeoPoint point)
    {
        var isInside = false;
        foreach (var ring in shape.Rings)
        {
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                if (ring[i].Latitude > point.Latitude != ring[j].Latitude > point.Latitude
                    && point.Longitude < ((ring[j].Longitude - ring[i].Longitude) * (point.Latitude - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude)) + ring[i].Longitude)
                {
                    isInside = !isInside;
                }
            }
        }
        return isInside;
    }
}
