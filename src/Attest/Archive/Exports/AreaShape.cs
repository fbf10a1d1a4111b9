using Attest.Claims.Places;

namespace Attest.Archive.Exports;

/// <summary>What an area looks like: the outline of a state or region where one is known, else a circle of the radius meant.</summary>
public static class AreaShape
{
    // "Near" a region is wider than the region, and no longer its outline.
    private const double LikeRadius = 0.2;

    /// <summary>Whether a place is a point: a particular settlement, or of no known width. Any other lies somewhere in an area.</summary>
    public static bool IsPoint(int? geoPrecision, double? radiusKm) => geoPrecision is null or 1 || radiusKm is null or <= 0;

    /// <summary>The outline that a place stands for.</summary>
    /// <param name="found">The outline of the place; null where none is known.</param>
    /// <param name="radiusKm">Radius of the area meant.</param>
    /// <returns>Null where the area meant is much wider or smaller than the outline.</returns>
    public static PlaceShape? Outlined(PlaceShape? found, double radiusKm) => found is not null && Math.Abs(found.RadiusKm - radiusKm) <= radiusKm * LikeRadius ? found : null;

    /// <summary>The polygons of an area; empty so near a pole that nothing can be drawn.</summary>
    /// <param name="outline">Its outline (<see cref="Outlined"/>); null for a circle.</param>
    /// <param name="middle">The circle's middle.</param>
    /// <param name="radiusKm">And radius.</param>
    public static IReadOnlyList<GeoPolygon> Polygons(PlaceShape? outline, GeoPoint middle, double radiusKm) => outline is null ? GeoRings.Circle(middle, radiusKm) : GeoRings.Of(outline);
}
