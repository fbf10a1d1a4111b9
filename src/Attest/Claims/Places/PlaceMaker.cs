namespace Attest.Claims.Places;

/// <summary>Makes a place of a toponym that is resolved or is not: with its position, its area, its runner-up and whose it is.</summary>
internal static class PlaceMaker
{
    // What a distance told in a round number may be off by.
    private const double DistanceError = 0.15;
    private const double LeastErrorKm = 1;

    /// <summary>The place that a mention means.</summary>
    public static Place Make(LocalId id, ToponymMention mention, BorderPolicy policy)
    {
        var toponym = mention.Toponym;
        if (mention.Resolution is not { Entry: var entry } resolution)
        {
            // What it could have been is told, but not taken for it.
            var guess = mention.Likeliest is { Confidence: > 0 } likeliest ? RunnerUp(likeliest.Entry, likeliest.Confidence, policy) : null;
            return new Place(id, toponym.Span, null, null, null, null, null, toponym.Term?.Kind ?? PlaceKind.Village, null, null, mention.Relation.Words, Math.Round(mention.Confidence, 2)) { RunnerUp = guess };
        }
        // "The Istra district" where the gazetteer has only Istra: the town stands for its area.
        var isStandIn = toponym.Term is { } term && entry.Feature.Kind != term.Kind;
        var extent = entry.Feature.Kind is PlaceKind.Country or PlaceKind.Region ? PlaceOutlines.Shipped.Find(entry.Identifier)?.RadiusKm ?? entry.RadiusKm : entry.RadiusKm;
        var radius = isStandIn ? Math.Max(extent, PlaceRelations.StandInRadiusKm) : extent;
        var precision = isStandIn || mention.Relation.IsNear ? Math.Max(2, entry.Feature.Precision) : entry.Feature.Precision;
        var (centre, area) = Area(entry, radius, mention);
        var border = policy.Of(entry);
        return new Place(id, toponym.Span, entry.EnglishName, entry.Identifier, border.Country, Region(entry), entry.Position, isStandIn ? toponym.Term!.Kind : entry.Kind, precision, area,
            mention.Relation.Words, Math.Round(resolution.Confidence, 2))
        {
            RunnerUp = resolution.RunnerUp is { } next && Math.Round((1 - resolution.Confidence) * resolution.ShareOfRunnerUp, 2) is > 0 and var confidence ? RunnerUp(next, confidence, policy) : null,
            Centre = centre,
            Disputed = border.Disputed,
        };
    }

    // ACLED's practice: what happened near a town is coded there with a wider area; a distance with a direction says where it was.
    private static (GeoPoint? Centre, double RadiusKm) Area(GazetteerEntry entry, double radius, ToponymMention mention)
    {
        var relation = mention.Relation;
        if (mention.Other is { } other)
        {
            var middle = entry.Position.Middle(other.Position);
            return (middle, Math.Round(Math.Max(radius, middle.DistanceKm(entry.Position)), 1));
        }
        if (relation.DistanceKm is { } distance)
        {
            return relation.Bearing is { } bearing
                ? (entry.Position.At(distance, bearing), Math.Round(Math.Max(LeastErrorKm, distance * DistanceError) + Math.Min(radius, distance), 1))
                : (null, Math.Round(radius + distance, 1));
        }
        return (null, relation.IsNear ? radius + PlaceRelations.NearRadiusKm : radius);
    }

    private static PlaceRunnerUp RunnerUp(GazetteerEntry entry, double confidence, BorderPolicy policy) =>
        new(entry.EnglishName, entry.Identifier, policy.Of(entry).Country, Region(entry), entry.Position, entry.Kind, Math.Round(confidence, 2));

    private static string? Region(GazetteerEntry entry) => entry.Feature.Code == "ADM1" ? entry.Name : entry.Region.Length == 0 ? null : entry.Region;
}
