using Attest.Claims.Nations;

namespace Attest.Claims.Places;

/// <summary>Decides which places the names of one report mean, all together: one meaning a name, each with regard to the others.</summary>
/// <param name="gazetteer">The places.</param>
/// <param name="nationCounts">How often each nation is named, by its ISO code.</param>
/// <param name="commaAt">Whether a token is a comma.</param>
/// <param name="possessiveAt">Whether a token is "'s".</param>
/// <param name="home">The town that the publisher is named after; null where it is named after none.</param>
internal sealed partial class PlaceResolver(Gazetteer gazetteer, IReadOnlyDictionary<string, int> nationCounts, Func<int, bool> commaAt, Func<int, bool> possessiveAt, PublisherHome? home = null)
{
    private const int Rounds = 3;
    private const int MostCandidates = 64;
    private readonly int _allNations = nationCounts.Values.Sum();

    /// <summary>What each key among the toponyms means; a key that could mean nothing likely is absent.</summary>
    public Dictionary<string, Resolution> Resolve(IReadOnlyList<Toponym> toponyms)
    {
        var names = toponyms.GroupBy(toponym => toponym.Key, StringComparer.Ordinal).Select(Name).ToList();
        if (home is not null && names.Count > 0 && !names.Exists(name => name.Key == home.Key))
        {
            names.Add(Home(home));
        }
        var regions = new NamedRegions(gazetteer, names.Where(name => !name.IsHome).Select(name => (name.Key, name.Toponyms[0], name.Toponyms.Count)));
        foreach (var name in names)
        {
            name.Container = Container(name, toponyms);
            name.Content = Content(name, toponyms);
        }
        foreach (var name in names)
        {
            name.Prior = [.. name.Candidates.Select(candidate => Prior(candidate, name, regions))];
            name.Settle(name.Prior);
        }
        AddHomeRegions(names);
        for (var round = 0; round < Rounds; round++)
        {
            var anchors = names.Where(name => name.Best is { Entry.Feature.IsCountry: false }).Select(name => (Name: name, Best: name.Best!)).ToList();
            foreach (var name in names)
            {
                name.Next = [.. name.Candidates.Select((candidate, i) => name.Prior[i] + Nearness(candidate, name, anchors))];
            }
            foreach (var name in names)
            {
                name.Settle(name.Next);
            }
        }
        return names.Where(name => name is { Best: not null, IsHome: false }).ToDictionary(name => name.Key, name => name.Best!, StringComparer.Ordinal);
    }

    private AmbiguousName Name(IGrouping<string, Toponym> group)
    {
        var toponyms = group.ToList();
        var first = toponyms[0];
        var candidates = first.Rows.DistinctBy(row => row.Row).Take(MostCandidates * 4).Select(row => Candidate.Of(gazetteer[row.Row], row.IsFirstName, group.Key)).ToList();
        if (first.Term is { } term && candidates.Exists(candidate => candidate.Entry.Feature.Kind == term.Kind))
        {
            candidates.RemoveAll(candidate => candidate.Entry.Feature.Kind != term.Kind);
        }
        else if (first.Term is { HasSeat: false })
        {
            candidates.Clear();
        }
        if (first is { Nation: { } nation, NationWord: NationWord.Name } && candidates.Exists(candidate => candidate.Entry.Feature.IsCountry && candidate.Entry.Country == nation.Iso))
        {
            candidates.RemoveAll(candidate => !(candidate.Entry.Feature.IsCountry && candidate.Entry.Country == nation.Iso)
                && (candidate.Entry.Country == nation.Iso || !(candidate.Entry.Feature.Code == "ADM1" || (candidate.IsFirstName && candidate.Entry.IsSettlement))));
        }
        if (candidates.Count > MostCandidates)
        {
            candidates = [.. candidates.OrderByDescending(candidate => candidate.Entry.Population * (candidate.IsFirstName ? 4 : 1)).ThenBy(candidate => candidate.Entry.Row).Take(MostCandidates)];
        }
        return new AmbiguousName(group.Key, toponyms, candidates);
    }

    private AmbiguousName Home(PublisherHome home) => new(
        home.Key, [], [.. home.Rows.DistinctBy(row => row.Row).Take(MostCandidates).Select(row => new Candidate(gazetteer[row.Row], row.IsFirstName))]);

    // The root of a nation's share in what is said of nations, not counting the name itself: "Dublin" says nothing of which Dublin it is.
    private double Vote(string country, AmbiguousName name)
    {
        var own = name.Nation is { } nation ? name.Toponyms.Count(toponym => toponym.NationWord is NationWord.Name or NationWord.Capital) : 0;
        var all = _allNations - own;
        var count = nationCounts.GetValueOrDefault(country) - (name.Nation?.Iso == country ? own : 0);
        return count <= 0 || all <= 0 ? 0 : Math.Sqrt(count / (double)all);
    }

    private double Prior(Candidate candidate, AmbiguousName name, NamedRegions regions)
    {
        var entry = candidate.Entry;
        var score = (ResolverWeights.Population * Math.Log10(entry.Population + 1)) + ResolverWeights.Of(entry.Feature.Code) - ((1 - entry.Trust) * ResolverWeights.Distrust);
        if (entry.Feature.Code == "ADM1" && !candidate.IsFirstName)
        {
            // "Kharkiv" alone is the city, though its oblast is also called so.
            score -= ResolverWeights.RegionByShortName;
        }
        if (candidate.IsFirstName && entry.Feature.Code == "ADM1")
        {
            score += ResolverWeights.RegionByOwnName;
        }
        if (candidate.IsFirstName)
        {
            score += ResolverWeights.FirstName;
        }
        if (entry.Country.Length > 0)
        {
            // A state does not vote for itself.
            score += entry.Feature.IsCountry ? 0 : ResolverWeights.NamedNation * Vote(entry.Country, name);
        }
        if (name.Container is { } container && IsWithin(entry, container))
        {
            score += ResolverWeights.Container;
        }
        if (name.Content is { } content && Holds(entry, content))
        {
            score += ResolverWeights.Content;
        }
        if (name.Size is { } size && entry.IsSettlement)
        {
            score += ResolverWeights.Of(size, entry.Population);
        }
        if (name.Nation is { } nation && entry.Country == nation.Iso)
        {
            score += ResolverWeights.Capital;
        }
        if (name.Nation is not null && name.IsOfNation && entry.IsSettlement)
        {
            score -= ResolverWeights.TownCalledAsNation;
        }
        if (entry.Region.Length > 0 && entry.Feature.Code != "ADM1")
        {
            score += regions.IsNamed(entry.Region) ? ResolverWeights.NamedRegion : 0;
            score += ResolverWeights.RegionShare * regions.Share(entry.Country, entry.Region, name.Key);
        }
        return score;
    }

    // What follows after a comma, where that is a region or a state; or the state that stands before as its owner.
    private Toponym? Container(AmbiguousName name, IReadOnlyList<Toponym> toponyms)
    {
        foreach (var toponym in name.Toponyms)
        {
            var next = Index(toponyms, toponym) + 1;
            if (next < toponyms.Count && toponyms[next].First == toponym.Last + 1 && toponym.Term is null && toponyms[next].Key != toponym.Key
                && toponyms[next].NationWord == NationWord.Name && toponyms[next].Rows.Any(row => gazetteer[row.Row].Feature.Code is "ADM1" or "PCLI")
                && commaAt(toponym.Last))
            {
                return toponyms[next];
            }
            var owner = next - 2;
            if ((toponym.Term is not null || toponym.Rows.Any(row => gazetteer[row.Row].Feature.Code == "ADM1")) && owner >= 0 && possessiveAt(toponym.First - 1) && toponyms[owner].Last == toponym.First - 1 && toponyms[owner] is { Nation: not null, NationWord: NationWord.Name } && toponyms[owner].Key != toponym.Key
                && toponyms[owner].Rows.Any(row => gazetteer[row.Row].Feature.Code == "PCLI"))
            {
                // "Russia's Rostov region".
                return toponyms[owner];
            }
        }
        return null;
    }

    // What stands before with a comma: "Atlanta, Georgia" is not the Georgia that has no Atlanta.
    private Toponym? Content(AmbiguousName name, IReadOnlyList<Toponym> toponyms)
    {
        foreach (var toponym in name.Toponyms)
        {
            var index = Index(toponyms, toponym);
            if (index > 0 && toponyms[index - 1] is { Term: null } before && before.Last + 1 == toponym.First && before.Key != toponym.Key && commaAt(before.Last))
            {
                return before;
            }
        }
        return null;
    }

    private bool Holds(GazetteerEntry outer, Toponym content) => (outer.Feature.IsCountry || outer.Feature.Code == "ADM1")
        && content.Rows.Any(row => row.IsFirstName && gazetteer[row.Row] is { IsSettlement: true } inner && inner.Country == outer.Country && (outer.Feature.IsCountry || SharesRegion(outer, inner)));

    private bool IsWithin(GazetteerEntry entry, Toponym container) => !entry.Feature.IsCountry && container.Rows.Any(row => gazetteer[row.Row] is var outer
        && ((outer.Feature.Code == "ADM1" && entry.Feature.Code != "ADM1" && outer.Country == entry.Country && SharesRegion(outer, entry)) || (outer.Feature.Code == "PCLI" && outer.Country == entry.Country)));

    private static bool SharesRegion(GazetteerEntry region, GazetteerEntry entry) => PlaceKey.Fold(region.Name) == PlaceKey.Fold(entry.Region) || PlaceKey.Fold(region.Region) == PlaceKey.Fold(entry.Region);

    private static int Index(IReadOnlyList<Toponym> toponyms, Toponym wanted)
    {
        int low = 0, high = toponyms.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (toponyms[middle].First < wanted.First)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    // A report of local news names several places of one region, each of which by itself could lie in many: the region that most of them could share pulls all.
    private static void AddHomeRegions(List<AmbiguousName> names)
    {
        var support = new Dictionary<(string Country, string Region), double>();
        foreach (var name in names)
        {
            name.SpreadOverRegions();
            foreach (var (region, mass) in name.Regions)
            {
                support[region] = support.GetValueOrDefault(region) + mass;
            }
        }
        var all = names.Count - 1 + ResolverWeights.NamesOfNone;
        foreach (var name in names)
        {
            for (var i = 0; i < name.Prior.Length; i++)
            {
                var entry = name.Candidates[i].Entry;
                if (entry.Region.Length > 0)
                {
                    var key = (entry.Country, entry.Region);
                    name.Prior[i] += ResolverWeights.HomeRegion * (support.GetValueOrDefault(key) - name.Regions.GetValueOrDefault(key)) / all;
                }
            }
        }
        foreach (var name in names)
        {
            name.Settle(name.Prior);
        }
    }

    // Each place that is near in space pulls, the more so the nearer it is named.
    private static double Nearness(Candidate candidate, AmbiguousName name, List<(AmbiguousName Name, Resolution Best)> anchors)
    {
        double near = 0, wide = 0, nation = 0, region = 0, weights = ResolverWeights.WeightOfNone;
        foreach (var (other, best) in anchors)
        {
            if (ReferenceEquals(other, name) || best.Entry.Feature.Kind == PlaceKind.Water)
            {
                continue;
            }
            var reach = candidate.Entry.Feature.Kind == PlaceKind.Region || best.Entry.Feature.Kind == PlaceKind.Region ? ResolverWeights.RegionReachKm : ResolverWeights.ReachKm;
            var distance = candidate.Entry.Position.DistanceKm(best.Entry.Position);
            var weight = best.Likelihood * (other.IsHome ? ResolverWeights.Home : 1) / (1 + (name.TokensTo(other) / ResolverWeights.TokensOfHalfWeight));
            weights += weight;
            near += weight * Math.Exp(-distance / reach);
            wide += weight * Math.Exp(-distance / ResolverWeights.WideReachKm);
            if (candidate.Entry.Country.Length > 0 && candidate.Entry.Country == best.Entry.Country)
            {
                nation += weight;
                region += candidate.Entry.Region.Length > 0 && candidate.Entry.Region == best.Entry.Region ? weight : 0;
            }
        }
        return ((near * ResolverWeights.Near) + (wide * ResolverWeights.Wide) + (nation * ResolverWeights.SameNation) + (region * ResolverWeights.SameRegion)) / weights;
    }
}

/// <summary>What a name means in a report.</summary>
/// <param name="Entry">The place.</param>
/// <param name="Likelihood">What speaks for it beside what speaks for the others, 0 to 1; <see cref="Confidence"/> is what that has proved to be worth.</param>
/// <param name="Score">How much speaks for it.</param>
internal sealed record Resolution(GazetteerEntry Entry, double Likelihood, double Score)
{
    /// <summary>How sure the place is, 0 to 1: how many of its like were right where people had marked them.</summary>
    public double Confidence => PlaceCalibration.Confidence(Entry, Likelihood);

    /// <summary>Whether the name is the place's own and not another spelling or an older name.</summary>
    public bool IsOwnName { get; init; }

    /// <summary>Whether it is a small settlement under another name than its own: such names are often those of people.</summary>
    public bool IsObscure => !IsOwnName && Entry is { IsSettlement: true, Population: < 50_000 };

    /// <summary>The next best place elsewhere; null where no other bears the name.</summary>
    public GazetteerEntry? RunnerUp { get; init; }

    /// <summary>The runner-up's share in what speaks for all the others, 0 to 1.</summary>
    public double ShareOfRunnerUp { get; init; }
}
