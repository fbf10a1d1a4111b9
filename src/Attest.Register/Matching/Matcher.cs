using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Strings;

namespace Attest.Register.Matching;

/// <summary>Holds one damage claim against reported incidents: how well each fits by place, time, kind of damage and cause, with a reason for and against each. Pure.</summary>
/// <param name="pack">The register's rules: kinds of damage and means.</param>
/// <param name="weights">What counts how much; null for those that ship.</param>
internal sealed class Matcher(RegisterPack pack, MatchWeights? weights = null)
{
    /// <summary>How many are offered at most.</summary>
    public const int MostOffered = 10;

    /// <summary>Those whose ranks differ by no more than this share can't be told apart by what is stated.</summary>
    public const double TieShare = 0.02;

    private const double SmallAreaKm = 30, MostWords = 4;
    private const int MostDaysOff = 3, LongDays = 7, WordsShown = 5;

    private readonly MatchWeights _weights = weights ?? MatchWeights.Shipped;

    /// <summary>One that fits.</summary>
    /// <param name="Incident">The incident.</param>
    /// <param name="Score">From 0 to 1.</param>
    /// <param name="Rank">The score as it was before it was cut off at 1, by which the best come first.</param>
    /// <param name="DistanceKm">How far apart the two places' middles are.</param>
    /// <param name="For">What speaks for it.</param>
    /// <param name="Against">What speaks against it.</param>
    internal sealed record Fit(IndexedIncident Incident, double Score, double Rank, double DistanceKm, IReadOnlyList<string> For, IReadOnlyList<string> Against)
    {
        /// <summary>Whether what is stated does not tell it apart from the first, or from another where it is the first itself.</summary>
        public bool IsTied { get; init; }
    }

    /// <summary>The incidents that fit, the best first.</summary>
    /// <param name="statement">What is stated.</param>
    /// <param name="place">Where that is; null gives nothing.</param>
    /// <param name="index">The incidents.</param>
    /// <param name="language">Language of the reasons.</param>
    public IReadOnlyList<Fit> Find(Statement statement, ResolvedPlace? place, IncidentIndex index, string language)
    {
        if (place is null || statement.When is not { } when || pack.Find(statement.Category) is not { } category)
        {
            return [];
        }
        var kind = pack.Kinds.First(one => one.Id == category.Kind);
        var means = pack.Means.FirstOrDefault(one => one.Id == statement.Means);
        // That both name the town was counted with the place.
        var town = AccountWords.Of([place.Name, place.Region ?? ""]);
        string[] words = [.. AccountWords.Of([statement.Account, statement.Property?.Description ?? "", statement.Where?.Street ?? ""]).Except(town, StringComparer.Ordinal)];
        var (first, last) = (when.First.DayNumber - MostDaysOff, when.Last.DayNumber + MostDaysOff);
        var fits = new List<Fit>();
        foreach (var incident in index.Near(place.Position, place.RadiusKm, first, last))
        {
            if (Judge(incident, index, place, when, kind, means, words, language) is { } fit && fit.Score >= _weights.LeastScore)
            {
                fits.Add(fit);
            }
        }
        return Tied([.. fits.OrderByDescending(fit => fit.Rank).ThenByDescending(fit => fit.Incident.Weight).ThenBy(fit => fit.Incident.Id, StringComparer.Ordinal).Take(MostOffered)]);
    }

    private static List<Fit> Tied(List<Fit> fits) => fits.Count(fit => IsTied(fit, fits[0])) < 2 ? fits : fits.ConvertAll(fit => fit with { IsTied = IsTied(fit, fits[0]) });

    private static bool IsTied(Fit fit, Fit first) => fit.Rank >= first.Rank * (1 - TieShare);

    private Fit? Judge(IndexedIncident incident, IncidentIndex index, ResolvedPlace place, DamageTime when, DamageKind kind, DamageMeans? means, string[] words, string language)
    {
        var reasons = new Reasons(language);
        var distance = incident.Place.Position.DistanceKm(place.Position);
        var score = Place(incident, place, distance, reasons) * Time(incident, when, reasons);
        score *= score > 0 ? Kind(incident, kind, reasons) : 0;
        if (score == 0)
        {
            return null;
        }
        score *= Means(incident, means, reasons);
        if (AccountWords.Shared(words, incident.Words) is { Count: > 0 } shared)
        {
            score *= 1 + (_weights.Word * Math.Min(MostWords, shared.Sum(index.Rarity)));
            reasons.For("match.words", string.Join(", ", shared.OrderByDescending(index.Rarity).Take(WordsShown)));
        }
        if (incident.Status == EventStatus.Denied)
        {
            score *= _weights.Denied;
            reasons.Against("match.denied");
        }
        else if (incident.Status == EventStatus.Alleged)
        {
            score *= _weights.Alleged;
            reasons.Against("match.alleged");
        }
        else if (incident.Status == EventStatus.Historical)
        {
            reasons.Against("match.retrospect");
        }
        return new Fit(incident, Math.Round(Math.Min(1, score / _weights.Whole), 4), score, Math.Round(distance, 1), reasons.Speaking, reasons.Contrary);
    }

    private double Place(IndexedIncident incident, ResolvedPlace claimed, double distance, Reasons reasons)
    {
        var reported = incident.Place;
        var shown = distance.ToString("0", CultureInfo.InvariantCulture);
        if (incident.IsArea)
        {
            // The circle around a region covers parts of its neighbours.
            if (reported is { Kind: PlaceKind.Region, Region: { } region } && claimed.Region is { } own && region != own)
            {
                return 0;
            }
            reasons.Against("match.place-area", reported.Name);
            return reported.RadiusKm <= SmallAreaKm ? _weights.SmallArea : _weights.Area;
        }
        if (reported.Gazetteer == claimed.Gazetteer && claimed.Gazetteer.Length > 0)
        {
            reasons.For("match.place-same", reported.Name);
            return 1;
        }
        var reach = Math.Max(2, Math.Max(claimed.RadiusKm, reported.RadiusKm));
        if (distance <= reach)
        {
            reasons.For("match.place-near", reported.Name, shown);
            return _weights.Inside + ((1 - _weights.Inside) * Math.Exp(-distance / _weights.FadeKm));
        }
        reasons.Against("match.place-far", reported.Name, shown);
        return _weights.Near * Math.Exp(-(distance - reach) / _weights.FadeKm);
    }

    private double Time(IndexedIncident incident, DamageTime when, Reasons reasons)
    {
        var isLoose = when.Precision is not DamageTimePrecision.Day;
        var days = incident.Last - incident.First + 1;
        if (incident.IsDatedByReport)
        {
            Told(incident.Last, when, reasons, incident.Date.Iso);
            // What the day would count if it was told on that day, on the next, …, by how often news is.
            var weight = 0.0;
            for (var after = 0; after <= ToldAfter.MostDays; after++)
            {
                weight += ToldAfter.Share(after) * _weights.DaysOff(Off(incident.Last - after, incident.Last - after, when), isLoose);
            }
            return weight;
        }
        var off = Off(incident.First, incident.Last, when);
        if (off > 0)
        {
            reasons.Against("match.time-off", incident.Date.Iso, off.ToString(CultureInfo.InvariantCulture));
        }
        else if (days > LongDays)
        {
            reasons.Against("match.time-long", incident.Date.Iso);
        }
        else
        {
            reasons.For(when.Days == 1 && days == 1 ? "match.time-same" : "match.time-within", incident.Date.Iso);
        }
        return _weights.DaysOff(off, isLoose) * Length(days);
    }

    private static void Told(int report, DamageTime when, Reasons reasons, string day)
    {
        if (report > when.Last.DayNumber)
        {
            reasons.Against("match.time-report", day, (report - when.Last.DayNumber).ToString(CultureInfo.InvariantCulture));
        }
        else if (report >= when.First.DayNumber)
        {
            reasons.Against("match.time-report-same", day);
        }
        else
        {
            reasons.Against("match.time-report-before", day, (when.First.DayNumber - report).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static int Off(int first, int last, DamageTime when) => Math.Max(0, Math.Max(first - when.Last.DayNumber, when.First.DayNumber - last));

    // The longer the time that a report gives, the less it tells that it was then.
    private static double Length(int days) => days <= 2 ? 1 : Math.Max(0.35, Math.Pow(2.0 / days, 0.3));

    private double Kind(IndexedIncident incident, DamageKind kind, Reasons reasons)
    {
        var label = kind.LabelIn.GetValueOrDefault(reasons.Language) ?? kind.Label;
        var toll = incident.Measures.Where(kind.Toll.Contains).Select(WireNames<Measure>.Of).ToList();
        if (toll.Count > 0)
        {
            reasons.For("match.toll", string.Join(", ", toll));
        }
        var least = toll.Count > 0 ? _weights.TollKind : 0;
        if (incident.Modes.FirstOrDefault(kind.Modes.Contains) is { } mode)
        {
            reasons.For("match.kind-mode", mode, label);
            least = _weights.ModeKind;
        }
        // That nobody was killed speaks against a death there, and nothing against broken windows.
        var none = toll.Count == 0 && kind.Toll.Count > 0 && kind.Toll.All(incident.NoneOf.Contains) ? _weights.NoToll : 1;
        if (none < 1)
        {
            reasons.Against("match.toll-none", string.Join(", ", kind.Toll.Select(WireNames<Measure>.Of)));
        }
        if (incident.Subtype is { } subtype)
        {
            if (kind.Strong.Contains(subtype))
            {
                reasons.For("match.kind-strong", subtype, label);
                return toll.Count > 0 ? _weights.StrongToll : none;
            }
            if (kind.Weak.Contains(subtype))
            {
                reasons.For("match.kind-weak", subtype, label);
                return Math.Max(_weights.WeakKind, least) * none;
            }
            return least;
        }
        if (incident.Type != EventType.Assault)
        {
            return Math.Max(least == _weights.ModeKind ? _weights.ModeKind : 0, toll.Count > 0 ? _weights.OpenKind : 0);
        }
        reasons.Against("match.kind-open");
        return Math.Max(least, _weights.OpenKind) * none;
    }

    // Who hears a blast seldom knows whether a drone or a missile made it; nobody takes a flood for either.
    private double Means(IndexedIncident incident, DamageMeans? means, Reasons reasons)
    {
        if (means is null || (means.Modes.Count == 0 && means.Subtypes.Count == 0))
        {
            return 1;
        }
        var label = means.LabelIn.GetValueOrDefault(reasons.Language) ?? means.Label;
        var isSameSubtype = incident.Subtype is { } subtype && means.Subtypes.Contains(subtype);
        if (incident.Modes.Any(means.Modes.Contains) && (incident.Subtype is null || isSameSubtype))
        {
            reasons.For("match.means-same", label);
            return _weights.SameMeans;
        }
        if (isSameSubtype || (incident.Subtype is null && incident.Modes.Count == 0))
        {
            return 1;
        }
        reasons.Against("match.means-other", label);
        return means.Like.Any(like => pack.Means.FirstOrDefault(one => one.Id == like) is { } other && ((incident.Subtype is { } reported && other.Subtypes.Contains(reported)) || incident.Modes.Any(other.Modes.Contains))) ? _weights.LikeMeans : _weights.OtherMeans;
    }

    private sealed class Reasons(string language)
    {
        public List<string> Speaking { get; } = [];

        public List<string> Contrary { get; } = [];

        public string Language => language;

        public void For(string key, params string[] values) => Speaking.Add(RegisterWords.Of(key, language, [.. values.Select(value => RegisterWords.Term(value, language))]));

        public void Against(string key, params string[] values) => Contrary.Add(RegisterWords.Of(key, language, [.. values.Select(value => RegisterWords.Term(value, language))]));
    }
}
