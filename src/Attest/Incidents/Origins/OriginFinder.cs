using System.Collections.Frozen;
using System.Globalization;
using Attest.Claims.Places;

namespace Attest.Incidents.Origins;

/// <summary>The independent roots that an incident's claims rest on.</summary>
/// <remarks>
/// A claim rests on who says it; a spokesperson speaks for the body. One in a report's own voice rests on the agency or post that its text credits, or, where its
/// paragraph is a near-copy of one in another report, on the text that they share. All others are unsourced, and no origin.
/// </remarks>
internal static class OriginFinder
{
    private const string UnnamedMark = " @ ";

    private static readonly FrozenSet<string> Anybody = [.. Table.Rows("Incidents/Origins/credit-words.tsv").Where(row => row[0] == "anybody").Select(row => row[1])];

    private static readonly FrozenSet<string> Tails = [.. Table.Rows("Incidents/Origins/credit-words.tsv").Where(row => row[0] == "tail").Select(row => row[1])];

    /// <summary>The root of what a speaker says, the same in every report: the name, and for the unnamed the words for them with their side.</summary>
    /// <param name="speaker">Who says it.</param>
    /// <param name="publisher">Who published it: "officials" of nobody known are other people at another publisher.</param>
    /// <returns>Null where nobody is named.</returns>
    public static string? KeyOf(Speaker? speaker, string? publisher)
    {
        if (speaker is null)
        {
            return null;
        }
        if (speaker is { Kind: SpeakerKind.Person, Role: { } role, Affiliation: { } body } && role.Contains("spokes", StringComparison.OrdinalIgnoreCase))
        {
            return PlaceKey.Fold(body);
        }
        if (speaker.Kind == SpeakerKind.Outlet && CreditReader.AgencyOf(speaker.Name) is { } agency)
        {
            return PlaceKey.Fold(agency);
        }
        // A person by the first and last names, so that "Olena M. Kovalenko" and "Olena Kovalenko" are one.
        var name = PlaceKey.Fold(speaker.Name);
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return speaker is { Named: true, Kind: SpeakerKind.Person } && parts.Length > 2 ? $"{parts[0]} {parts[^1]}"
            : speaker.Named ? string.Join(' ', parts)
            : speaker.Side is null ? speaker.Affiliation is null && parts is [.., var head] && Anybody.Contains(head) && publisher is not null ? $"{WithoutTail(parts)}{UnnamedMark}{PlaceKey.Fold(publisher)}" : WithoutTail(parts)
            : $"{PlaceKey.Fold(speaker.Side)}: {WithoutTail(parts)}";
    }

    /// <summary>Whether a root is somebody whom only the words of one publisher name: “officials”, “sources”.</summary>
    public static bool IsUnnamed(string key) => key.Contains(UnnamedMark, StringComparison.Ordinal);

    // "Officials citing data from the front" are the officials.
    private static string WithoutTail(string[] words)
    {
        var end = words.Length < 2 ? -1 : Array.FindIndex(words, 1, Tails.Contains);
        return string.Join(' ', words, 0, end < 0 ? words.Length : end);
    }

    /// <summary>The claims with the root of each that only others of the incident tell: a text that several reports copy.</summary>
    /// <param name="claims">All claims of an incident; the order tells nothing.</param>
    public static List<LinkedClaim> Resolve(IEnumerable<LinkedClaim> claims)
    {
        var all = claims.ToList();
        var copied = all.Where(claim => claim.Signature is not null).ToList();
        if (copied.Select(claim => claim.Claim.Report.Id).Distinct().Count() < 2)
        {
            return all;
        }
        var texts = new CopiedTexts(copied);
        // "Officials" of one text are the same people wherever it is copied.
        var unnamed = copied.Where(claim => claim.OriginKey is { } key && IsUnnamed(key)).GroupBy(texts.GroupOf).ToDictionary(copies => copies.Key, copies => copies.Select(claim => claim.OriginKey!).Min(StringComparer.Ordinal)!);
        return [.. all.Select(claim => claim.Signature is null ? claim
            : claim.OriginKey is { } key ? IsUnnamed(key) ? claim with { OriginKey = unnamed[texts.GroupOf(claim)] } : claim
            : texts.RootOf(claim) is { } root ? claim with { OriginKey = root.Key, Credit = root } : claim)];
    }

    /// <summary>The origins of claims, the one with most reports first, with the id of each key's.</summary>
    /// <param name="claims">Claims as <see cref="Resolve"/> gives them.</param>
    public static (List<Origin> Origins, Dictionary<string, string> Ids) Find(IReadOnlyList<LinkedClaim> claims)
    {
        var groups = claims.Where(claim => claim.OriginKey is not null).GroupBy(claim => claim.OriginKey!, StringComparer.Ordinal)
            .Select(group => (
                group.Key,
                Name: group.GroupBy(NameOf, StringComparer.Ordinal).OrderByDescending(name => name.Count()).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key,
                Side: group.Select(claim => claim.SpeakerSide).Where(side => side is not null).Order(StringComparer.Ordinal).FirstOrDefault(),
                Reports: group.Select(claim => claim.Claim.Report.Id).Distinct().Count(),
                Kind: group.Min(claim => claim.Claim.Speaker is null && claim.Credit is { } credit ? credit.Kind : OriginKind.Speaker)))
            .OrderByDescending(origin => origin.Reports).ThenBy(origin => origin.Key, StringComparer.Ordinal).ToList();
        var origins = new List<Origin>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, name, side, reports, kind) in groups)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"o{origins.Count + 1}");
            origins.Add(new Origin(id, name, side, reports, kind));
            ids.Add(key, id);
        }
        return (origins, ids);
    }

    private static string NameOf(LinkedClaim claim) => claim.Claim.Speaker ?? claim.Credit?.Name ?? claim.OriginKey!;
}
