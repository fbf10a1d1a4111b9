using System.Text.Json;
using Attest.Archive.Exports;

namespace Attest.Tests.Archive.Exports;

/// <summary>What RFC 7946 asks of a geometry.</summary>
internal static class GeoJson
{
    /// <summary>Null, a point, or polygons: closed rings, outer ones against the clock and holes with it, all within the world.</summary>
    public static void Check(JsonElement geometry)
    {
        if (geometry.ValueKind == JsonValueKind.Null)
        {
            return;
        }
        var coordinates = geometry.GetProperty("coordinates");
        if (geometry.GetProperty("type").GetString() == "Point")
        {
            Position(coordinates);
            return;
        }
        Assert.Equal("MultiPolygon", geometry.GetProperty("type").GetString());
        Assert.NotEqual(0, coordinates.GetArrayLength());
        foreach (var polygon in coordinates.EnumerateArray())
        {
            var rings = polygon.EnumerateArray().Select(ring => ring.EnumerateArray().Select(Position).ToList()).ToList();
            Assert.NotEmpty(rings);
            for (var i = 0; i < rings.Count; i++)
            {
                Assert.True(rings[i].Count >= 4);
                Assert.Equal(rings[i][0], rings[i][^1]);
                Assert.Equal(i == 0, GeoRings.SignedArea(rings[i]) > 0);
            }
        }
    }

    private static GeoPoint Position(JsonElement position)
    {
        Assert.Equal(2, position.GetArrayLength());
        var (longitude, latitude) = (position[0].GetDouble(), position[1].GetDouble());
        Assert.InRange(longitude, -180, 180);
        Assert.InRange(latitude, -90, 90);
        return new GeoPoint(latitude, longitude);
    }
}
