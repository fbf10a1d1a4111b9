using Attest.Claims.Nations;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Places;

/// <summary>Finds mentions of named places and resolves them to the gazetteer.</summary>
/// <remarks>
/// Three steps: what may be a name (<see cref="ToponymFinder"/>), whether it is meant as a place (<see cref="ToponymJudge"/>), which place it is (<see cref="PlaceResolver"/>).
/// A name is resolved only where its confidence is at least <see cref="LeastConfidence"/>; else the mention stands without a place, and the likeliest is its runner-up.
/// </remarks>
public sealed class PlaceReader
{
    /// <summary>The confidence below which a mention is left unresolved rather than guessed.</summary>
    public const double LeastConfidence = 0.35;

    private const double LeastLikelihoodOfUnlocated = 0.45;

    /// <summary>The places that a report names, in the text's order, without overlap; empty where it names none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="known">What is known of the war that it is about; null for nothing. Disputed places belong where its packs put them.</param>
    public IReadOnlyList<Place> Read(Report report, ParsedText parsed, Knowledge? known = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        var places = new List<Place>();
        var policy = new BorderPolicy(known ?? Knowledge.None);
        foreach (var mention in Mentions(parsed, report.Publisher))
        {
            // A person of the war, though a village bears the name too.
            if (mention is { Likeliest.IsObscure: true, Toponym: { Term: null, Size: null } toponym } && known?.Person(toponym.Span.Of(report.Text)) is not null)
            {
                continue;
            }
            if (mention.Role is ToponymRole.Location or ToponymRole.Place)
            {
                places.Add(PlaceMaker.Make(new LocalId('p', places.Count + 1), mention, policy));
            }
        }
        return places;
    }

    /// <summary>All toponyms that name a place or the government of one, with what they mean; what a benchmark of toponyms counts.</summary>
    internal static List<ToponymMention> Mentions(ParsedText parsed, string? publisher = null)
    {
        var mentions = new List<ToponymMention>();
        if (parsed.Tokens.Length == 0)
        {
            return mentions;
        }
        var cues = PlaceCues.Of(parsed);
        var finder = new ToponymFinder(Gazetteer.Shipped, parsed, cues);
        var toponyms = finder.Find();
        Datelines.Mark(parsed, cues, toponyms);
        SettlementSizes.Mark(parsed, cues, toponyms);
        var roles = new ToponymJudge(parsed, cues, toponyms).Judge();
        var named = toponyms.Where((_, i) => roles[i] != ToponymRole.Other).ToList();
        var resolutions = new PlaceResolver(
            Gazetteer.Shipped, finder.NationCounts, token => token < parsed.Tokens.Length && parsed.Text[parsed.Tokens[token].Start] == ',',
            token => token >= 0 && parsed.Tokens[token].Span.Of(parsed.Text) is "'s" or "’s",
            PublisherHome.Of(publisher, Gazetteer.Shipped)).Resolve(named);
        var relations = new PlaceRelations(parsed, cues, toponyms);
        for (var i = 0; i < toponyms.Count; i++)
        {
            if (roles[i] == ToponymRole.Other)
            {
                continue;
            }
            var toponym = toponyms[i];
            var likeliest = resolutions.GetValueOrDefault(toponym.Key);
            // A village that nothing speaks for is more likely not meant at all; nor one by an older name that nothing is said to be in.
            if ((roles[i] == ToponymRole.Place || (roles[i] == ToponymRole.Government && toponym.Nation is null)) && (likeliest is null ? toponym.Term is null : (likeliest.IsObscure && toponym is { Term: null, Size: null, IsDateline: false }) || (likeliest.Likelihood < LeastLikelihoodOfUnlocated && likeliest.Score < ResolverWeights.EvenSupport)))
            {
                continue;
            }
            var relation = relations.Of(i);
            mentions.Add(new ToponymMention(toponym, IsNoGovernment(roles[i], toponym, likeliest) ? ToponymRole.Place : roles[i], likeliest, relation)
            {
                Other = relation.Other is { } other && resolutions.GetValueOrDefault(other.Key) is { Confidence: >= LeastConfidence } end ? end.Entry : null,
            });
        }
        return mentions;
    }

    // "Paris" in Texas and "Georgia" in the United States have no government that speaks for a nation.
    private static bool IsNoGovernment(ToponymRole role, Toponym toponym, Resolution? resolution) =>
        role == ToponymRole.Government && toponym.Nation is { } nation && resolution is { Likelihood: > 0.6, Entry: { Feature.IsCountry: false } entry }
        && (toponym.NationWord == NationWord.Name || (toponym.NationWord == NationWord.Capital && entry.Country != nation.Iso && entry.Feature.Code != "PPLC"));
}

/// <summary>A toponym with its role and its meaning.</summary>
/// <param name="Toponym">The words.</param>
/// <param name="Role">Place, place where something is, or government.</param>
/// <param name="Likeliest">What it means if anything that is known; null where nothing known bears the name.</param>
/// <param name="Relation">How what is told lies to it.</param>
internal sealed record ToponymMention(Toponym Toponym, ToponymRole Role, Resolution? Likeliest, PlaceRelation Relation)
{
    /// <summary>What it means; null where that is not likely enough.</summary>
    public Resolution? Resolution => Likeliest is { Confidence: >= PlaceReader.LeastConfidence } ? Likeliest : null;

    /// <summary>How sure the likeliest meaning is, 0 to 1.</summary>
    public double Confidence => Likeliest?.Confidence ?? 0;

    /// <summary>The other end, where what is told lies between two places; else null.</summary>
    public GazetteerEntry? Other { get; init; }
}
