using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Finds mentions of named places and resolves them to the gazetteer.</summary>
/// <remarks>
/// Three steps: what may be a name (<see cref="ToponymFinder"/>), whether it is meant as a place (<see cref="ToponymJudge"/>), which place it is (<see cref="PlaceResolver"/>).
/// A name is resolved only where one meaning is likelier than not; else the mention stands without one.
/// </remarks>
public sealed class PlaceReader
{
    private const double LeastConfidence = 0.35;
    private const double LeastConfidenceOfUnlocated = 0.45;

    /// <summary>The places that a report names, in the text's order, without overlap; empty where it names none.</summary>
    public IReadOnlyList<Place> Read(Report report, ParsedText parsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        var places = new List<Place>();
        foreach (var mention in Mentions(parsed))
        {
            if (mention.Role is ToponymRole.Location or ToponymRole.Place)
            {
                places.Add(Make(new LocalId('p', places.Count + 1), mention));
            }
        }
        return places;
    }

    /// <summary>All toponyms that name a place or the government of one, with what they mean; what a benchmark of toponyms counts.</summary>
    internal static List<ToponymMention> Mentions(ParsedText parsed)
    {
        var mentions = new List<ToponymMention>();
        if (parsed.Tokens.Length == 0)
        {
            return mentions;
        }
        var cues = PlaceCues.Of(parsed);
        var finder = new ToponymFinder(Gazetteer.Shipped, parsed, cues);
        var toponyms = finder.Find();
        var roles = new ToponymJudge(parsed, cues, toponyms).Judge();
        var named = toponyms.Where((_, i) => roles[i] != ToponymRole.Other).ToList();
        var resolutions = new PlaceResolver(Gazetteer.Shipped, finder.NationCounts, token => token < parsed.Tokens.Length && parsed.Text[parsed.Tokens[token].Start] == ',').Resolve(named);
        var relations = new PlaceRelations(parsed, cues);
        for (var i = 0; i < toponyms.Count; i++)
        {
            if (roles[i] == ToponymRole.Other)
            {
                continue;
            }
            var toponym = toponyms[i];
            var resolution = resolutions.GetValueOrDefault(toponym.Key);
            var (relation, isNear) = relations.Of(toponym);
            // A village that nothing speaks for is more likely not meant at all.
            if (roles[i] == ToponymRole.Place && (resolution is null ? toponym.Term is null : resolution.Confidence < LeastConfidenceOfUnlocated && resolution.Score < ResolverWeights.EvenSupport))
            {
                continue;
            }
            mentions.Add(new ToponymMention(toponym, IsNoGovernment(roles[i], toponym, resolution) ? ToponymRole.Place : roles[i], resolution is { Confidence: >= LeastConfidence } ? resolution : null, relation, isNear, resolution?.Confidence ?? 0));
        }
        return mentions;
    }

    // "Paris" in Texas and "Georgia" in the United States have no government that speaks for a nation.
    private static bool IsNoGovernment(ToponymRole role, Toponym toponym, Resolution? resolution) =>
        role == ToponymRole.Government && toponym.Nation is { } nation && resolution is { Confidence: > 0.6, Entry: { Feature.IsCountry: false } entry }
        && (toponym.NationWord == NationWord.Name || (toponym.NationWord == NationWord.Capital && entry.Country != nation.Iso));

    private static Place Make(LocalId id, ToponymMention mention)
    {
        var toponym = mention.Toponym;
        if (mention.Resolution is not { Entry: var entry })
        {
            return new Place(id, toponym.Span, null, null, null, null, null, toponym.Term?.Kind ?? PlaceKind.Village, null, null, mention.Relation, Math.Round(mention.Confidence, 2));
        }
        // "The Istra district" where the gazetteer has only Istra: the town stands for its area.
        var isStandIn = toponym.Term is { } term && entry.Feature.Kind != term.Kind;
        var kind = isStandIn ? toponym.Term!.Kind : entry.Kind;
        var precision = isStandIn || mention.IsNear ? Math.Max(2, entry.Feature.Precision) : entry.Feature.Precision;
        var radius = isStandIn ? Math.Max(entry.RadiusKm, PlaceRelations.StandInRadiusKm) : mention.IsNear ? entry.RadiusKm + PlaceRelations.NearRadiusKm : entry.RadiusKm;
        return new Place(id, toponym.Span, entry.Name, entry.Identifier, entry.Country.Length == 0 ? null : entry.Country,
            entry.Feature.Code == "ADM1" ? entry.Name : entry.Region.Length == 0 ? null : entry.Region, entry.Position, kind, precision, radius, mention.Relation, Math.Round(mention.Confidence, 2));
    }
}

/// <summary>A toponym with its role and its meaning.</summary>
/// <param name="Toponym">The words.</param>
/// <param name="Role">Place, place where something is, or government.</param>
/// <param name="Resolution">What it means; null where that is not likely enough.</param>
/// <param name="Relation">How what is told lies to it, in the text's words; null for in or at.</param>
/// <param name="IsNear">Whether that is near rather than in it.</param>
/// <param name="Confidence">How sure the likeliest meaning is, 0 to 1.</param>
internal sealed record ToponymMention(Toponym Toponym, ToponymRole Role, Resolution? Resolution, string? Relation, bool IsNear, double Confidence);
