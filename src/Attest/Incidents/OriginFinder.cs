using System.Globalization;
using Attest.Claims.Places;

namespace Attest.Incidents;

/// <summary>The independent roots that an incident's claims rest on.</summary>
internal static class OriginFinder
{
    /// <summary>The root of what a speaker says, the same in every report: the name, and for the unnamed the words for them with their side.</summary>
    /// <returns>Null where nobody is named.</returns>
    public static string? KeyOf(Speaker? speaker)
    {
        if (speaker is null)
        {
            return null;
        }
        // A person by the last two names, so that "Olena M. Kovalenko" and "Olena Kovalenko" are one.
        var name = PlaceKey.Fold(speaker.Name);
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return speaker is { Named: true, Kind: SpeakerKind.Person } && parts.Length > 2 ? $"{parts[0]} {parts[^1]}"
            : speaker.Named || speaker.Side is null ? string.Join(' ', parts)
            : $"{PlaceKey.Fold(speaker.Side)}: {string.Join(' ', parts)}";
    }

    /// <summary>The origins of claims, the one with most reports first, with the id of each key's.</summary>
    public static (List<Origin> Origins, Dictionary<string, string> Ids) Find(IReadOnlyList<LinkedClaim> claims)
    {
        var groups = claims.Where(claim => claim.OriginKey is not null).GroupBy(claim => claim.OriginKey!, StringComparer.Ordinal)
            .Select(group => (
                group.Key,
                Name: group.GroupBy(claim => claim.Claim.Speaker ?? "", StringComparer.Ordinal).OrderByDescending(name => name.Count()).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key,
                Side: group.Select(claim => claim.SpeakerSide).Where(side => side is not null).Order(StringComparer.Ordinal).FirstOrDefault(),
                Reports: group.Select(claim => claim.Claim.Report.Id).Distinct().Count()))
            .OrderByDescending(origin => origin.Reports).ThenBy(origin => origin.Key, StringComparer.Ordinal).ToList();
        var origins = new List<Origin>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, name, side, reports) in groups)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"o{origins.Count + 1}");
            origins.Add(new Origin(id, name, side, reports));
            ids.Add(key, id);
        }
        return (origins, ids);
    }
}
