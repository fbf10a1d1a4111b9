using System.Globalization;
using Attest.Archive;
using Attest.Incidents;
using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Matching;
using Attest.Register.Packs;
using Attest.Sources.Adding;
using Attest.Sources.Files;

namespace Attest.Bench;

/// <summary>How well damage claims find the incident that they were made up from, and how often unrelated ones are offered anything.</summary>
/// <remarks>
/// A damage claim counts as found where the very incident comes first; that it is told as tied with the first is counted beside. Weights are learned on one half of the articles and measured on the other.
/// Unrelated is what no incident of the archive can have caused: those that one of the same time and neighbourhood might have are not counted.
/// </remarks>
internal sealed class MatchingQuality
{
    private const int Seeds = 10, NearDays = 4, LongestDays = 14;
    private const double NearKm = 15;
    private static readonly string[] Halves = ["tuned", "held back"];
    private static readonly string[] Names = ["a town, the day known", "a town, 3 to 15 days", "a town, no report dates it", "an area, dated", "an area, no report dates it"];
    private static readonly string[] OtherMeans = ["flooding", "looting", "mine"];

    private readonly RegisterPack _pack;
    private readonly List<IncidentPlace> _towns;
    private readonly bool _shows;
    private readonly Matcher _matcher;
    private readonly PlaceResolver _places;
    private readonly IncidentIndex _index = new();
    private readonly List<IndexedIncident> _all = [];
    private readonly Dictionary<string, string> _halves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _told = Halves.ToDictionary(half => half, _ => new List<int>());

    private MatchingQuality(RegisterPack pack, List<IncidentPlace> towns, bool shows) => (_pack, _towns, _shows, _matcher, _places) = (pack, towns, shows, new Matcher(pack), new PlaceResolver(pack));

    public static async Task PrintAsync(string folder, string wire, RegisterPack pack, List<IncidentPlace> towns, bool shows, bool fits)
    {
        var quality = new MatchingQuality(pack, towns, shows);
        await quality.ReadAsync(folder, wire);
        if (fits)
        {
            quality.Fit();
            return;
        }
        quality.Related();
        quality.Unrelated();
    }

    // Where incidents of the archive are lost on their way to the index.
    private async Task ReadAsync(string folder, string wire)
    {
        var isKept = Directory.Exists(folder);
        await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, CancellationToken.None);
        if (!isKept)
        {
            await new ReportAdder(archive, new Pipeline(Attest.Packs.PackCatalogue.Shipped)).AddAsync(InputFinder.Find([wire]).Inputs, new InputReader(published: null, () => Stream.Null), new QuietWitness(), new AddTally(), CancellationToken.None);
        }
        var lost = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var incidents = 0;
        await using var reader = await archive.OpenIncidentsAsync(IncidentFilter.All, null, null, CancellationToken.None);
        await foreach (var exported in reader.ReadAsync(CancellationToken.None))
        {
            incidents++;
            var half = HalfOf(exported.Incident);
            if (DaysTold(exported.Incident) is { } days)
            {
                _told[half].Add(days);
            }
            if (IndexedIncident.Of(exported.Incident) is { } incident)
            {
                _index.Set(incident);
                _all.Add(incident);
                _halves.Add(incident.Id, half);
            }
            else
            {
                var why = WhyLost(exported.Incident);
                lost[why] = lost.GetValueOrDefault(why) + 1;
            }
        }
        Row("incidents of the archive", incidents, $"{_all.Count} in the index");
        foreach (var (why, count) in lost)
        {
            Row($"… not in the index: {why}", count, "");
        }
        Row("… in the index, a town or site in Ukraine", _all.Count(one => IsOurs(one) && !one.IsArea), $"{_all.Count(one => IsOurs(one) && !one.IsArea && !one.IsDatedByReport && one.Last - one.First <= 1)} on one or two days");
        Row("… in the index, an area of Ukraine", _all.Count(one => IsOurs(one) && one.IsArea), $"{_all.Count(one => IsOurs(one) && one.IsArea && !one.IsDatedByReport && one.Last - one.First <= 1)} on one or two days");
        Row("… in the index, dated by the first report alone", _all.Count(one => one.IsDatedByReport), "");
    }

    // By the article that told first of it, so that none is both learned from and measured on.
    private static string HalfOf(Incident incident) =>
        Halves[Convert.ToInt32(incident.Claims.OrderBy(claim => claim.Report.Published?.Day).ThenBy(claim => claim.Report.Id.ToString(), StringComparer.Ordinal).First().Report.Id.ToString()[..1], 16) % 2];

    // Of an incident that reports date to a day, how many days after it the first of them was published; null for others, and for what was announced before.
    private static int? DaysTold(Incident incident) =>
        incident.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged && incident.Date?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber <= 1
            && incident.Claims.Where(claim => claim.Report.Published is not null).Select(claim => (int?)claim.Report.Published!.Value.Day.DayNumber).Min() is { } told && told >= last.DayNumber ? told - last.DayNumber : null;

    // What is told later than the matcher looks can be found by no report's day: it is counted in the table that it learned, and not made damage claims of.
    private List<int> Told(string half) => [.. _told[half].Where(days => days <= ToldAfter.MostDays)];

    private static string WhyLost(Incident incident) => incident.Status is EventStatus.Planned or EventStatus.Hypothetical ? "planned or possible"
        : incident.Status is EventStatus.Historical ? "long past, without days or place"
        : incident.Type is not (EventType.Assault or EventType.Coerce or EventType.Mobilize or EventType.Retreat or EventType.Sanction) ? "words and other deeds that do no harm"
        : incident.Place is null ? "no place"
        : incident.Place.Kind == PlaceKind.Country ? "no place below a country"
        : "no days, or longer than three months";

    private bool IsOurs(IndexedIncident incident) => incident.Place.Country is { } country && _pack.Countries.Contains(country);

    private void Related()
    {
        foreach (var half in Halves)
        {
            Row($"days told after, {half}", Told(half).Count, string.Join(", ", Told(half).CountBy(days => days).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Value}")));
        }
        Console.WriteLine("\n| incidents | half | count | damage claims | right one first | first or tied with it | among three | anything offered | place known |\n|---|---|---|---|---|---|---|---|---|");
        var made = Halves.ToDictionary(half => half, half => Made(half, isChosen: true));
        foreach (var kind in Enum.GetValues<MatchedKind>())
        {
            foreach (var half in Halves)
            {
                Print(Names[(int)kind], half, made[half].Where(one => KindOf(one.Right) == kind));
            }
            Print(Names[(int)kind], "both", made.Values.SelectMany(list => list).Where(one => KindOf(one.Right) == kind));
        }
        foreach (var half in Halves)
        {
            Print("**all**", half, made[half], shows: _shows);
        }
        var all = made.Values.SelectMany(list => list).ToList();
        Print("**all**", "both", all);
        foreach (var part in all.GroupBy(one => $"harm: {one.Claim.Kind}").Concat(all.GroupBy(one => $"place {one.Claim.Spelling}")).Concat(all.GroupBy(one => $"day off by {one.Claim.Shift}")).Concat(all.GroupBy(one => one.Claim.Words ? "account with words of the reports" : "account in other words")).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            Print(part.Key, "both", part);
        }
        Print("all, before anybody chose which place is meant", "both", Halves.SelectMany(half => Made(half, isChosen: false)));
        Console.WriteLine();
    }

    /// <summary>Damage claims made from the incidents of one half of the articles.</summary>
    private List<MadeClaim> Made(string half, bool isChosen)
    {
        var made = new List<MadeClaim>();
        var sound = _all.Where(one => IsOurs(one) && one.Last >= _pack.From.DayNumber && one.Status is not EventStatus.Denied && one.Last - one.First <= LongestDays && _halves[one.Id] == half).ToList();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var maker = new DamageClaimMaker(_pack, random, Told(half));
            foreach (var incident in sound)
            {
                foreach (var category in maker.CategoriesOf(incident))
                {
                    if (TownOf(incident, random) is { } town)
                    {
                        var claim = maker.Of(incident, category, town);
                        made.Add(new MadeClaim(claim, incident, town, _places.Resolve(isChosen ? Chosen(claim.Statement.Where!, town) : claim.Statement.Where)));
                    }
                }
            }
        }
        return made;
    }

    // As the form has it: who is shown the places that the name can mean chooses their own, and who does not find it says the region. A name under which theirs is not found at all stays as it was typed.
    private DamagePlace Chosen(DamagePlace where, IncidentPlace town) =>
        new[] { where.Region, town.Region ?? "" }.Any(region => _places.Offer(where.Settlement, region).Any(offer => offer.Gazetteer == town.Gazetteer)) ? where with { Gazetteer = town.Gazetteer } : where;

    private void Print(string what, string half, IEnumerable<MadeClaim> claims, bool shows = false)
    {
        var (incidents, score) = (new HashSet<string>(StringComparer.Ordinal), new Score());
        foreach (var one in claims)
        {
            var fits = _matcher.Find(one.Claim.Statement, one.Place, _index, "en");
            incidents.Add(one.Right.Id);
            var isFirst = fits is [var best, ..] && best.Incident.Id == one.Right.Id;
            var isTied = isFirst || fits.Any(fit => fit.IsTied && fit.Incident.Id == one.Right.Id);
            score.Add(isFirst, isTied, fits.Take(3).Any(fit => fit.Incident.Id == one.Right.Id), fits.Count > 0, one.Place?.Gazetteer == one.Town.Gazetteer);
            if (shows && !isFirst)
            {
                var statement = one.Claim.Statement;
                Console.WriteLine($"  WRONG {(isTied ? "(tied) " : "")}{Names[(int)KindOf(one.Right)]}: {statement.Category} {statement.Where!.Settlement} ({one.Place?.Name ?? "nowhere"}) {statement.When!.First:yyyy-MM-dd} {statement.When.Precision} {statement.Means} «{statement.Account}»\n    right: {Shown(one.Right)}{string.Concat(fits.Take(2).Select(fit => $"\n    found: {fit.Rank:0.000} {Shown(fit.Incident)}"))}");
            }
        }
        Console.WriteLine($"| {what} | {half} | {incidents.Count} | {score} |");
    }

    // Learned on one half; what is offered to unrelated ones weighs as much as what comes first of the related.
    private void Fit()
    {
        var (made, unrelated) = (Made(Halves[0], isChosen: true), MadeUnrelated());
        MatchingFit.Print(weights =>
        {
            var matcher = new Matcher(_pack, weights);
            double related = 0, offered = 0;
            foreach (var one in made)
            {
                var fits = matcher.Find(one.Claim.Statement, one.Place, _index, "en");
                var place = fits.ToList().FindIndex(fit => fit.Incident.Id == one.Right.Id);
                related += place switch { 0 => 1, > 0 when fits[place].IsTied => 0.5, > 0 and < 3 => 0.2, _ => 0 };
            }
            foreach (var one in unrelated)
            {
                offered += matcher.Find(one.Statement, one.Place, _index, "en").Count > 0 ? 1 : 0;
            }
            return (related / made.Count) - (offered / unrelated.Count);
        });
    }

    private static MatchedKind KindOf(IndexedIncident one) => (one.IsArea, one.IsDatedByReport, one.Last - one.First) switch
    {
        (false, true, _) => MatchedKind.TownUndated,
        (false, false, <= 1) => MatchedKind.TownDay,
        (false, false, _) => MatchedKind.TownDays,
        (true, true, _) => MatchedKind.AreaUndated,
        _ => MatchedKind.AreaDays,
    };

    // Of an area any town in it; of a site the town that it lies in, by which people know it.
    private IncidentPlace? TownOf(IndexedIncident incident, Random random)
    {
        if (!incident.IsArea)
        {
            return incident.Place.Kind is PlaceKind.City or PlaceKind.Village ? incident.Place : PlaceSearch.Of(_pack.Countries).At(incident.Place.Position) ?? PlaceSearch.Of(_pack.Countries).Nearest(incident.Place.Position)?.Place;
        }
        var towns = _towns.Where(town => (incident.Place.Kind != PlaceKind.Region || incident.Place.Region is null || town.Region == incident.Place.Region) && town.Position.DistanceKm(incident.Place.Position) <= incident.Place.RadiusKm).ToList();
        return towns.Count == 0 ? null : towns[random.Next(towns.Count)];
    }

    private void Unrelated()
    {
        var unrelated = MadeUnrelated();
        foreach (var part in unrelated.GroupBy(one => one.What).Append(unrelated.GroupBy(_ => "**nothing offered for unrelated ones**").Single()))
        {
            var nothing = part.Count(one => _matcher.Find(one.Statement, one.Place, _index, "en") is []);
            Row(part.Key, part.Count(), string.Create(CultureInfo.InvariantCulture, $"nothing offered {100.0 * nothing / part.Count():0.0} %"));
        }
        foreach (var (_, statement, place) in _shows ? unrelated : [])
        {
            if (_matcher.Find(statement, place, _index, "en") is [var best, ..])
            {
                Console.WriteLine($"  OFFERED {statement.Where!.Settlement} {statement.When!.First:yyyy-MM-dd} {statement.Means}\n    found: {best.Score:0.00} {best.DistanceKm} km {Shown(best.Incident)}");
            }
        }
    }

    /// <summary>Damage claims that no incident of the archive can have caused: of another month, another town, another cause, or of any town and day.</summary>
    private List<(string What, Statement Statement, ResolvedPlace? Place)> MadeUnrelated()
    {
        var violent = _all.Where(one => IsOurs(one) && !one.IsArea && one.Place.Kind is PlaceKind.City or PlaceKind.Village && one.Subtype is not null && one.First >= _pack.From.DayNumber && one.Last - one.First <= ToldAfter.MostDays).ToList();
        var (random, made) = (new Random(7), new List<(string, Statement, ResolvedPlace?)>());
        foreach (var incident in Enumerable.Repeat(violent, Seeds).SelectMany(list => list))
        {
            Add("unrelated: same town, another month", incident.Place, DateOnly.FromDayNumber(incident.Last + ((random.Next(2) == 0 ? 1 : -1) * (28 + random.Next(120)))), "");
            var near = _towns.Where(town => town.Position.DistanceKm(incident.Place.Position) is var distance && distance >= Math.Max(NearKm, incident.Place.RadiusKm * 2) && distance <= 60).ToList();
            if (near.Count > 0)
            {
                Add("unrelated: neighbouring town, same day", near[random.Next(near.Count)], DateOnly.FromDayNumber(incident.Last), "");
            }
            if (incident.Subtype is "Air/drone strike" or "Shelling/artillery/missile attack" or "Armed clash")
            {
                Add("unrelated: same town and day, other means", incident.Place, DateOnly.FromDayNumber(incident.Last), OtherMeans[random.Next(OtherMeans.Length)]);
            }
        }
        for (var number = 0; number < 1000; number++)
        {
            Add("unrelated: any town, any day", _towns[random.Next(_towns.Count)], _pack.From.AddDays(random.Next(900)), "");
        }
        return made;

        void Add(string what, IncidentPlace town, DateOnly day, string cause)
        {
            if (day >= _pack.From && !_all.Exists(one => CanBe(one, town, day.DayNumber, cause)))
            {
                var statement = DamageClaimMaker.House(town, day, cause, cause switch { "flooding" => "The water came up to the windows of the house.", "looting" => "Everything that could be carried was taken from the house, and the rest broken.", "mine" => "Something that lay in the garden blew up.", _ => "A shell hit the roof of the house and the windows broke." });
                made.Add((what, statement, _places.Resolve(statement.Where)));
            }
        }
    }

    // Whether an incident might have caused it: in this town or so near that reports may round it up, about that day, by such means.
    private bool CanBe(IndexedIncident one, IncidentPlace town, int day, string cause)
    {
        if (one.First - NearDays > day || one.Last + NearDays < day || one.Last - one.First > 14)
        {
            return false;
        }
        if (cause.Length > 0)
        {
            var means = _pack.Means.First(known => known.Id == cause);
            return one.Place.Position.DistanceKm(town.Position) < NearKm && (one.Subtype is null || means.Subtypes.Contains(one.Subtype));
        }
        return one.Place.Position.DistanceKm(town.Position) < (one.IsArea ? one.Place.RadiusKm : NearKm);
    }

    private static string Shown(IndexedIncident one) => $"{one.Date.Iso} {one.Place.Name} {one.Place.Gazetteer} {one.Place.Region} [{one.Type} {string.Join('+', one.Modes)} {one.Subtype}] {one.Status} {(one.IsDatedByReport ? "by report " : "")}“{one.Title}”";

    private static void Row(string what, int count, string measured) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {count:N0} | {measured} |"));

    private enum MatchedKind
    {
        TownDay,
        TownDays,
        TownUndated,
        AreaDays,
        AreaUndated,
    }

    private sealed record MadeClaim(GeneratedDamageClaim Claim, IndexedIncident Right, IncidentPlace Town, ResolvedPlace? Place);

    private sealed class Score
    {
        private int _count, _first, _tied, _three, _offered, _resolved;

        public void Add(bool isFirst, bool isTied, bool isAmongThree, bool isOffered, bool isResolved) =>
            (_count, _first, _tied, _three, _offered, _resolved) = (_count + 1, _first + (isFirst ? 1 : 0), _tied + (isTied ? 1 : 0), _three + (isAmongThree ? 1 : 0), _offered + (isOffered ? 1 : 0), _resolved + (isResolved ? 1 : 0));

        public override string ToString() => $"{_count} | {Percent(_first)} | {Percent(_tied)} | {Percent(_three)} | {Percent(_offered)} | {Percent(_resolved)}";

        private string Percent(int part) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, _count):0.0} %");
    }

    private sealed class QuietWitness : IAddWitness
    {
        public void Outcome(AddOutcome outcome)
        {
        }

        public void Finished(Input input, AddTally tally)
        {
        }
    }
}
