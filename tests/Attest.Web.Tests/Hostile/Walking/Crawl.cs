
namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Follows every link of a site, and keeps which routes and which forms it came upon.</summary>
/// <param name="routes">The site's routes.</param>
/// <param name="visitor">Who follows them.</param>
/// <param name="mostOfRoute">How many addresses of one route are looked at.</param>
/// <param name="within">What routes begin with that are followed.</param>
internal sealed class Crawl(RouteBook routes, Visitor visitor, int mostOfRoute, string within = "/")
{
    private readonly Queue<string> _toVisit = new();
    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ofRoute = new(StringComparer.Ordinal);

    /// <summary>What was answered, by route.</summary>
    public Dictionary<string, List<Seen>> Visited { get; } = new(StringComparer.Ordinal);

    /// <summary>Names and values of queries that links have, by route.</summary>
    public HashSet<(string Route, string Name)> Queries { get; } = [];

    /// <summary>The forms of all pages, each with the page that it stands on.</summary>
    public List<(string Page, WrittenForm Form)> Forms { get; } = [];

    /// <summary>Looks at all of some addresses, and at what they lead to.</summary>
    public async Task FollowAsync(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            Queue(address, isStart: true);
        }
        while (_toVisit.TryDequeue(out var address))
        {
            var seen = await visitor.GetAsync(address);
            var route = routes.Find("GET", address);
            if (route is not null)
            {
                (Visited.TryGetValue(route, out var same) ? same : Visited[route] = []).Add(seen);
            }
            if (seen.Location is { } location)
            {
                Queue(location);
            }
            if (seen.Page is not { } page)
            {
                continue;
            }
            foreach (var link in page.QuerySelectorAll("[href], script[src], [data-live]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src") ?? "").Where(link => link.StartsWith('/')))
            {
                Queue(link.Split('#')[0]);
            }
            Forms.AddRange(WrittenForm.In(page, address).Select(form => (address, form)));
        }
    }

    /// <summary>What fills the gaps of routes, by the part before the gap.</summary>
    public ILookup<string, string> Keys => Visited.SelectMany(route => route.Value.Where(seen => seen.Status < 400).Select(seen => RouteBook.KeyOf(route.Key, seen.Address))).OfType<(string Before, string Key)>()
        .Where(pair => pair.Key.Length > 0).Distinct().ToLookup(pair => pair.Before, pair => pair.Key, StringComparer.Ordinal);

    private void Queue(string address, bool isStart = false)
    {
        if (routes.Find("GET", address) is not { } route || route == "/live" || !route.StartsWith(within, StringComparison.Ordinal))
        {
            return;
        }
        foreach (var name in address.Split('?', 2) is [_, var query] ? query.Split('&').Select(pair => Uri.UnescapeDataString(pair.Split('=')[0])) : [])
        {
            Queries.Add((route, name));
        }
        if (_queued.Add(address) && (isStart || (_ofRoute[route] = _ofRoute.GetValueOrDefault(route) + 1) <= mostOfRoute))
        {
            _toVisit.Enqueue(address);
        }
    }
}
