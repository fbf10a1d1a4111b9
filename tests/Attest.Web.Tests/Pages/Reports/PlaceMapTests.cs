using Attest.Web.Pages.Reports;

namespace Attest.Web.Tests.Pages.Reports;

public sealed class PlaceMapTests
{
    private static readonly Place Town = new(new LocalId('p', 1), new TextSpan(0, 5), "Lypivka", "geonames:1", "UA", "Kyiv Oblast", new GeoPoint(50.4, 29.9), PlaceKind.Village, 1, 2, null, 0.8);

    [Fact]
    public async Task A_town_is_a_dot_with_its_name_on_land_with_borders_and_a_scale()
    {
        var map = await Rendering.RenderAsync<PlaceMap>(("Place", Town));
        Assert.Contains("<circle class=\"place\" cx=\"110\" cy=\"70\"", map, StringComparison.Ordinal);
        Assert.Contains("Lypivka</text>", map, StringComparison.Ordinal);
        Assert.Contains("<title id=\"p1-map-title\">Lypivka</title>", map, StringComparison.Ordinal);
        Assert.Contains("within 2 km of the dot", map, StringComparison.Ordinal);
        Assert.Contains("100 km", map, StringComparison.Ordinal);
        Assert.Contains("Ukraine", map, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", map, StringComparison.Ordinal);
        Assert.InRange(map.Length, 1_000, 20_000);
    }

    [Fact]
    public async Task A_state_is_drawn_by_its_outline_and_not_by_a_dot()
    {
        var map = await Rendering.RenderAsync<PlaceMap>(("Place", Town with { Name = "Ukraine", Gazetteer = "ne:UKR", Kind = PlaceKind.Country, RadiusKm = 440 }));
        Assert.Contains("<path class=\"area\"", map, StringComparison.Ordinal);
        Assert.Contains("Its outline is filled.", map, StringComparison.Ordinal);
        Assert.DoesNotContain("circle", map, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runner_up_far_away_stands_at_the_edge_towards_it_and_a_near_one_in_its_place()
    {
        var far = PlaceMapDrawing.Of(Town with { RunnerUp = Other(new GeoPoint(50.4, 80)) })!;
        Assert.True(far.IsRunnerUpOutside);
        Assert.InRange(far.RunnerUp!.X, PlaceMapDrawing.Width - 10, PlaceMapDrawing.Width);
        var near = PlaceMapDrawing.Of(Town with { RunnerUp = Other(new GeoPoint(49.4, 31)) })!;
        Assert.False(near.IsRunnerUpOutside);
        Assert.True(near.RunnerUp!.X > near.Place.X && near.RunnerUp.Y > near.Place.Y);
    }

    [Fact]
    public void What_lies_aside_from_the_named_place_is_drawn_with_both()
    {
        var map = PlaceMapDrawing.Of(Town with { Centre = Town.Position!.Value.At(65, 315), RadiusKm = 20 })!;
        Assert.True(map.Place.X < map.Named!.X && map.Place.Y < map.Named.Y);
        Assert.True(map.RadiusPixels > 5);
    }

    [Fact]
    public void What_is_not_resolved_has_no_map() => Assert.Null(PlaceMapDrawing.Of(Town with { Name = null, Position = null }));

    [Fact]
    public void A_state_across_the_date_line_fits_its_frame()
    {
        var map = PlaceMapDrawing.Of(Town with { Name = "Russia", Gazetteer = "ne:RUS", Kind = PlaceKind.Country, Position = new GeoPoint(60, 100) })!;
        Assert.InRange(map.Place.X, 50, 170);
        Assert.True(map.ScaleKm >= 1000);
    }

    private static PlaceRunnerUp Other(GeoPoint position) => new("Lypivka", "geonames:2", "UA", "Elsewhere", position, PlaceKind.Village, 0.1);
}
