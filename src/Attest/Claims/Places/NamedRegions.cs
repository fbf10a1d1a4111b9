namespace Attest.Claims.Places;

/// <summary>The first-level regions that a report names, and how often: what it tells of is likelier to lie in them.</summary>
internal sealed class NamedRegions
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _isNamed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Country, string Region), List<(string Key, int Count)>> _mentions = [];
    private readonly int _all;

    /// <summary>Counts the regions among the names of a report, each given with one of its toponyms and the number of them.</summary>
    public NamedRegions(Gazetteer gazetteer, IEnumerable<(string Key, Toponym Toponym, int Count)> names)
    {
        foreach (var (key, toponym, count) in names)
        {
            _keys.Add(key);
            var isRegion = false;
            foreach (var row in toponym.Rows)
            {
                if ((row.IsFirstName || toponym.Term is not null) && gazetteer[row.Row] is { Feature.Code: "ADM1" } entry)
                {
                    isRegion = true;
                    if (!_mentions.TryGetValue((entry.Country, entry.Region), out var mentions))
                    {
                        _mentions.Add((entry.Country, entry.Region), mentions = []);
                    }
                    mentions.Add((key, count));
                }
            }
            _all += isRegion ? count : 0;
        }
    }

    /// <summary>Whether the report names the region, in any of the ways in which regions are written.</summary>
    public bool IsNamed(string region)
    {
        if (!_isNamed.TryGetValue(region, out var isNamed))
        {
            var key = PlaceKey.Fold(region);
            isNamed = _keys.Contains(key) || _keys.Contains($"{key} region") || _keys.Contains($"{key} oblast") || _keys.Contains(key.Replace(" oblast", "", StringComparison.Ordinal));
            _isNamed.Add(region, isNamed);
        }
        return isNamed;
    }

    /// <summary>The root of the region's share in all that is said of regions, leaving out what <paramref name="exceptKey"/> itself says; 0 to 1.</summary>
    public double Share(string country, string region, string exceptKey)
    {
        if (!_mentions.TryGetValue((country, region), out var mentions))
        {
            return 0;
        }
        var count = 0;
        foreach (var mention in mentions)
        {
            count += mention.Key == exceptKey ? 0 : mention.Count;
        }
        return count == 0 ? 0 : Math.Sqrt(count / (double)_all);
    }
}
