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
/// A damage claim counts as found where the very incident comes first. That another comes first of which nothing stated tells it apart is counted beside: one of the same place, on days at least as near to those stated, of a sub-type that causes such damage as commonly.
/// Unrelated is what no incident of the archive can have caused: those that one of the same time and neighbourhood might have are not counted.
/// </remarks>
internal sealed class MatchingQuality
{
    private const int Seeds = 3, NearDays = 4;
    private const double NearKm = 15;
    private static readonly string[] OtherMeans = ["flooding", "looting", "mine"];

    private readonly RegisterPack _pack;
    private readonly List<IncidentPlace> _towns;
    private readonly bool _shows;
    private readonly Matcher _matcher;
    private readonly PlaceResolver _places;
    private readonly IncidentIndex _index = new();
    private readonly List<IndexedIncident> _all = [];

    private MatchingQuality(RegisterPack pack, List<IncidentPlace> towns, bool shows) => (_pack, _towns, _shows, _matcher, _places) = (pack, towns, shows, new Matcher(pack), new PlaceResolver(pack));

    public static async Task PrintAsync(string folder, string wire, RegisterPack pack, List<IncidentPlace> towns, bool shows)
    {
        var quality = new MatchingQuality(pack, towns, shows);
        await quality.ReadAsync(folder, wire);
        quality.Related();
        quality.Unrelated();
    }

    // Where incidents of the archive are lost on their way to the index.
    private async Task ReadAsync(string folder, string wire)
    {
        await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, CancellationToken.None);
        await new ReportAdder(archive, new Pipeline(Attest.Packs.PackCatalogue.Shipped)).AddAsync(InputFinder.Find([wire]).Inputs, new InputReader(published: null, () => Stream.Null), new QuietWitness(), new AddTally(), CancellationToken.None);
        var lost = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var incidents = 0;
        await using var reader = await archive.OpenIncidentsAsync(IncidentFilter.All, null, null, CancellationToken.None);
        await foreach (var exported in reader.ReadAsync(CancellationToken.None))
        {
            incidents++;
            if (IndexedIncident.Of(exported.Incident) is { } incident)
            {
                _index.Set(incident);
                _all.Add(incident);
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

    private static string WhyLost(Incident incident) => incident.Status is not (EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged or EventStatus.Denied) ? "planned, possible or long past"
        : incident.Type is not (EventType.Assault or EventType.Coerce or EventType.Mobilize or EventType.Retreat or EventType.Sanction) ? "words and other deeds that do no harm"
        : incident.Place is null ? "no place"
        : incident.Place.Kind == PlaceKind.Country ? "no place below a country"
        : "no days, or longer than three months";

    private bool IsOurs(IndexedIncident incident) => incident.Place.Country is { } country && _pack.Countries.Contains(country);

    private void Related()
    {
        var sound = _all.Where(one => IsOurs(one) && one.Last >= _pack.From.DayNumber && one.Status is not EventStatus.Denied).ToList();
        var total = Measure("all towns and days", sound.Where(one => !one.IsArea && !one.IsDatedByReport && one.Last - one.First <= 1), shows: _shows, parts: true);
        total.Print("**right incident first: towns and days**");
        Measure("longer", sound.Where(one => !one.IsArea && !one.IsDatedByReport && one.Last - one.First is > 1 and <= 14), shows: false, parts: false).Print("incidents of 3 to 15 days");
        Measure("by report", sound.Where(one => !one.IsArea && one.IsDatedByReport), shows: _shows, parts: false).Print("incidents that no report dates");
        Measure("areas", sound.Where(one => one.IsArea && !one.IsDatedByReport && one.Last - one.First <= 1), shows: _shows, parts: false).Print("incidents of which only a region is known");
        Measure("all", sound.Where(one => one.Last - one.First <= 14), shows: false, parts: false).Print("**right incident first: all of these**");
    }

    private Score Measure(string what, IEnumerable<IndexedIncident> incidents, bool shows, bool parts)
    {
        var (total, by) = (new Score(), new SortedDictionary<string, Score>(StringComparer.Ordinal));
        var chosen = incidents.ToList();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var maker = new DamageClaimMaker(_pack, random);
            foreach (var incident in chosen)
            {
                foreach (var category in maker.CategoriesOf(incident))
                {
                    if (TownOf(incident, random) is not { } town)
                    {
                        continue;
                    }
                    var made = maker.Of(incident, category, town);
                    var place = _places.Resolve(made.Statement.Where);
                    var fits = _matcher.Find(made.Statement, place, _index, "en");
                    var isFirst = fits is [var best, ..] && best.Incident.Id == incident.Id;
                    var isLike = isFirst || (fits is [var other, ..] && IsLike(other.Incident, incident, made));
                    Score[] scores = parts ? [total, Part(by, $"harm: {made.Kind}"), Part(by, $"place {made.Spelling}"), Part(by, $"day off by {made.Shift}"), Part(by, made.Words ? "account with words of the reports" : "account in other words")] : [total];
                    foreach (var score in scores)
                    {
                        score.Add(isFirst, isLike, fits.Take(3).Any(fit => fit.Incident.Id == incident.Id), fits.Count > 0, place?.Gazetteer == town.Gazetteer);
                    }
                    if (shows && !isLike)
                    {
                        Console.WriteLine($"  WRONG {made.Statement.Category} {made.Statement.Where!.Settlement} ({place?.Name ?? "nowhere"}) {made.Statement.When!.First:yyyy-MM-dd} {made.Statement.Means} «{made.Statement.Account}»\n    right: {Shown(incident)}{string.Concat(fits.Take(2).Select(fit => $"\n    found: {fit.Score:0.00} {Shown(fit.Incident)}"))}");
                    }
                }
            }
        }
        Row($"incidents: {what}", chosen.Count, "");
        foreach (var (name, score) in by)
        {
            score.Print(name);
        }
        return total;
    }

    private IncidentPlace? TownOf(IndexedIncident incident, Random random)
    {
        if (!incident.IsArea)
        {
            return incident.Place.Kind is PlaceKind.City or PlaceKind.Village ? incident.Place : PlaceSearch.Of(_pack.Countries).Nearest(incident.Place.Position)?.Place;
        }
        var towns = _towns.Where(town => incident.Place.Kind == PlaceKind.Region && town.Region == incident.Place.Region && town.Position.DistanceKm(incident.Place.Position) <= incident.Place.RadiusKm).ToList();
        return towns.Count == 0 ? null : towns[random.Next(towns.Count)];
    }

    private bool IsLike(IndexedIncident found, IndexedIncident right, GeneratedDamageClaim made)
    {
        var kind = _pack.Kinds.First(known => known.Id == made.Kind);
        bool IsStrong(IndexedIncident one) => one.Subtype is { } subtype && kind.Strong.Contains(subtype);
        return found.Place.Gazetteer == right.Place.Gazetteer && DaysOff(found, made.Statement.When!) <= DaysOff(right, made.Statement.When!) && (IsStrong(found) || !IsStrong(right));
    }

    private static int DaysOff(IndexedIncident one, DamageTime when) => Math.Max(0, Math.Max(one.First - when.Last.DayNumber, when.First.DayNumber - one.Last));

    private void Unrelated()
    {
        var violent = _all.Where(one => IsOurs(one) && !one.IsArea && one.Place.Kind is PlaceKind.City or PlaceKind.Village && one.Subtype is not null && one.First >= _pack.From.DayNumber && one.Last - one.First <= 1).ToList();
        var (random, all) = (new Random(7), new Score());
        var (month, neighbour, means, anywhere) = (new Score(), new Score(), new Score(), new Score());
        foreach (var incident in Enumerable.Repeat(violent, Seeds * 2).SelectMany(list => list))
        {
            var other = DateOnly.FromDayNumber(incident.First + ((random.Next(2) == 0 ? 1 : -1) * (28 + random.Next(120))));
            Try(month, incident.Place, other, "");
            var near = _towns.Where(town => town.Position.DistanceKm(incident.Place.Position) is var distance && distance >= Math.Max(NearKm, incident.Place.RadiusKm * 2) && distance <= 60).ToList();
            if (near.Count > 0)
            {
                Try(neighbour, near[random.Next(near.Count)], DateOnly.FromDayNumber(incident.First), "");
            }
            if (incident.Subtype is "Air/drone strike" or "Shelling/artillery/missile attack" or "Armed clash")
            {
                Try(means, incident.Place, DateOnly.FromDayNumber(incident.First), OtherMeans[random.Next(OtherMeans.Length)]);
            }
        }
        for (var number = 0; number < 1000; number++)
        {
            Try(anywhere, _towns[random.Next(_towns.Count)], _pack.From.AddDays(random.Next(900)), "");
        }
        month.PrintNothing("unrelated: same town, another month");
        neighbour.PrintNothing("unrelated: neighbouring town, same day");
        means.PrintNothing("unrelated: same town and day, other means");
        anywhere.PrintNothing("unrelated: any town, any day");
        all.PrintNothing("**nothing offered for unrelated ones**");

        void Try(Score score, IncidentPlace town, DateOnly day, string cause)
        {
            if (day < _pack.From || _all.Exists(one => CanBe(one, town, day.DayNumber, cause)))
            {
                return;
            }
            var statement = DamageClaimMaker.House(town, day, cause, cause switch { "flooding" => "The water came up to the windows of the house.", "looting" => "Everything that could be carried was taken from the house, and the rest broken.", "mine" => "Something that lay in the garden blew up.", _ => "A shell hit the roof of the house and the windows broke." });
            var fits = _matcher.Find(statement, _places.Resolve(statement.Where), _index, "en");
            foreach (var one in new[] { score, all })
            {
                one.Add(fits.Count == 0, fits.Count == 0, false, fits.Count > 0, true);
            }
            if (_shows && fits is [var best, ..])
            {
                Console.WriteLine($"  OFFERED {town.Name} {day:yyyy-MM-dd} {cause}\n    found: {best.Score:0.00} {best.DistanceKm} km {Shown(best.Incident)}");
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

    private static Score Part(SortedDictionary<string, Score> parts, string name)
    {
        if (!parts.TryGetValue(name, out var score))
        {
            parts.Add(name, score = new Score());
        }
        return score;
    }

    private static string Shown(IndexedIncident one) => $"{one.Date.Iso} {one.Place.Name} {one.Place.Gazetteer} {one.Place.Region} [{one.Type} {string.Join('+', one.Modes)} {one.Subtype}] {one.Status} {(one.IsDatedByReport ? "by report " : "")}“{one.Title}”";

    private static void Row(string what, int count, string measured) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {count:N0} | {measured} |"));

    private sealed class Score
    {
        private int _count, _first, _like, _three, _offered, _resolved;

        public void Add(bool isFirst, bool isLike, bool isAmongThree, bool isOffered, bool isResolved) =>
            (_count, _first, _like, _three, _offered, _resolved) = (_count + 1, _first + (isFirst ? 1 : 0), _like + (isLike ? 1 : 0), _three + (isAmongThree ? 1 : 0), _offered + (isOffered ? 1 : 0), _resolved + (isResolved ? 1 : 0));

        public void Print(string what) => Row(what, _count, $"first {Percent(_first)}, it or one not to be told from it {Percent(_like)}, among three {Percent(_three)}, anything offered {Percent(_offered)}, place found {Percent(_resolved)}");

        public void PrintNothing(string what) => Row(what, _count, $"nothing offered {Percent(_first)}");

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
