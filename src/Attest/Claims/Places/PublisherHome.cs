using Attest.Claims.Nations;

namespace Attest.Claims.Places;

/// <summary>The town that a publisher is named after: Springfield of the "Springfield Gazette", or of springfieldgazette.example.</summary>
/// <param name="Key">The town's folded name.</param>
/// <param name="Rows">The rows that bear it; never empty.</param>
internal sealed record PublisherHome(string Key, IReadOnlyList<NamedRow> Rows)
{
    private const int LongestHost = 60;

    /// <summary>The home in a publisher's name; null where the name is of another form, or of a capital or metropolis, whose papers report on the world.</summary>
    public static PublisherHome? Of(string? publisher, Gazetteer gazetteer)
    {
        if (publisher is null)
        {
            return null;
        }
        var words = (publisher.Contains(' ', StringComparison.Ordinal) || !publisher.Contains('.', StringComparison.Ordinal) ? publisher : HostWords(publisher))
            .Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        var first = words is ["The" or "the", ..] ? 1 : 0;
        var last = words.Length;
        while (last > first && (PlaceCues.Of(words[last - 1]) & (PlaceCue.OrganisationHead | PlaceCue.LowerConnector)) != 0)
        {
            last--;
        }
        if (last == words.Length || last - first is < 1 or > 3)
        {
            return null;
        }
        var key = PlaceKey.Fold(string.Join(' ', words[first..last]));
        var rows = new List<NamedRow>();
        if (key.Length < 4 || NationTable.World.Find(key) is not null || (last - first == 1 && (PlaceCues.Of(words[first]) & (PlaceCue.CommonWord | PlaceCue.Compass)) != 0) || !gazetteer.Find(key, rows))
        {
            return null;
        }
        const long Metropolis = 2_000_000;
        rows.RemoveAll(row => !row.IsFirstName || !gazetteer[row.Row].IsSettlement);
        return rows.Count == 0 || rows.Exists(row => gazetteer[row.Row] is { Feature.Code: "PPLC" } or { Population: > Metropolis }) ? null : new PublisherHome(key, rows);
    }

    // "www.springfieldgazette.example" is "springfield gazette": what stands before a word that papers are called by.
    private static string HostWords(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        var name = labels is ["www" or "news", _, _, ..] ? labels[1] : labels[0];
        if (name.Length > LongestHost)
        {
            return "";
        }
        for (var start = 3; start < name.Length - 2; start++)
        {
            if (name[start] != '-' && (PlaceCues.Of(name.AsSpan(start)) & PlaceCue.OrganisationHead) != 0)
            {
                return $"{name[..start]} {name[start..]}";
            }
        }
        return name;
    }
}
