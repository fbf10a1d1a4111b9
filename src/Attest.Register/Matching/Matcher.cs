using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Strings;

namespace Attest.Register.Matching;

/// <summary>Holds one damage claim against reported incidents: how well each fits by place, time, kind of damage and cause, with a reason for and against each. Pure.</summary>
internal sealed class Matcher(RegisterPack pack)
{
    /// <summary>How many are offered at most.</summary>
    public const int MostOffered = 10;

    /// <summary>Below this nothing is offered: more would be noise than help.</summary>
    public const double LeastScore = 0.3;

    // Weights of what agrees or not; a score is their product, so that one thing that does not fit at all can't be made up for.
    private const double AreaWeight = 0.4, TownInAreaWeight = 0.75, FadeKm = 8;
    private const double OneDayOff = 0.8, TwoDaysOff = 0.5, ThreeDaysOff = 0.35;
    private const double WeakKind = 0.6, OpenKind = 0.5, TollKind = 0.7, OtherMeans = 0.65, SameMeans = 1.1, DeniedWeight = 0.7, AllegedWeight = 0.9;
    private const double WordWeight = 0.12, MostWords = 4;
    private const int MostDaysOff = 3, LongDays = 7;

    /// <summary>One that fits.</summary>
    internal sealed record Fit(IndexedIncident Incident, double Score, double DistanceKm, IReadOnlyList<string> For, IReadOnlyList<string> Against);

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
        var words = AccountWords.Of([statement.Account, statement.Property?.Description ?? "", statement.Where?.Street ?? ""]);
        var (first, last) = (when.First.DayNumber - MostDaysOff, when.Last.DayNumber + MostDaysOff);
        var fits = new List<Fit>();
        foreach (var incident in index.Near(place.Position, place.RadiusKm, first, last))
        {
            if (Judge(incident, statement, place, when, kind, means, words, language) is { } fit && fit.Score >= LeastScore)
            {
                fits.Add(fit);
            }
        }
        return [.. fits.OrderByDescending(fit => fit.Score).ThenByDescending(fit => fit.Incident.Weight).ThenBy(fit => fit.Incident.Id, StringComparer.Ordinal).Take(MostOffered)];
    }

    private static Fit? Judge(IndexedIncident incident, Statement statement, ResolvedPlace place, DamageTime when, DamageKind kind, DamageMeans? means, string[] words, string language)
    {
        var reasons = new Reasons(language);
        var distance = incident.Place.Position.DistanceKm(place.Position);
        var score = Place(incident.Place, place, distance, reasons) * Time(incident, when, reasons);
        score *= score > 0 ? Kind(incident, kind, reasons) : 0;
        if (score == 0)
        {
            return null;
        }
        score *= Means(incident, means, reasons);
        if (AccountWords.Shared(words, incident.Words) is { Count: > 0 } shared)
        {
            score *= 1 + (WordWeight * Math.Min(MostWords, shared.Count));
            reasons.For("match.words", string.Join(", ", shared.Take(5)));
        }
        if (incident.Status == EventStatus.Denied)
        {
            score *= DeniedWeight;
            reasons.Against("match.denied");
        }
        else if (incident.Status == EventStatus.Alleged)
        {
            score *= AllegedWeight;
            reasons.Against("match.alleged");
        }
        // What more than agrees is still no more than agreeing.
        return new Fit(incident, Math.Round(Math.Min(1, score / 1.1), 4), Math.Round(distance, 1), reasons.Speaking, reasons.Contrary);
    }

    private static double Place(IncidentPlace reported, ResolvedPlace claimed, double distance, Reasons reasons)
    {
        var shown = distance.ToString("0", CultureInfo.InvariantCulture);
        if (reported.Gazetteer == claimed.Gazetteer && claimed.Gazetteer.Length > 0)
        {
            reasons.For("match.place-same", reported.Name);
            return 1;
        }
        if (reported.Kind is PlaceKind.Region or PlaceKind.Water)
        {
            reasons.Against("match.place-area", reported.Name);
            return AreaWeight;
        }
        // A quarter or site within the town, or a town that the claimant's village lies by.
        if (distance <= Math.Max(2, Math.Max(claimed.RadiusKm, reported.RadiusKm)))
        {
            reasons.For("match.place-near", reported.Name, shown);
            return TownInAreaWeight + ((1 - TownInAreaWeight) * Math.Exp(-distance / FadeKm));
        }
        reasons.Against("match.place-far", reported.Name, shown);
        return TownInAreaWeight * Math.Exp(-(distance - Math.Max(2, Math.Max(claimed.RadiusKm, reported.RadiusKm))) / FadeKm);
    }

    private static double Time(IndexedIncident incident, DamageTime when, Reasons reasons)
    {
        var off = Math.Max(0, Math.Max(incident.First - when.Last.DayNumber, when.First.DayNumber - incident.Last));
        var days = incident.Last - incident.First + 1;
        if (off > 0)
        {
            reasons.Against("match.time-off", incident.Date.Iso, off.ToString(CultureInfo.InvariantCulture));
            var isLoose = when.Precision is not DamageTimePrecision.Day;
            return off switch { 1 => isLoose ? 0.95 : OneDayOff, 2 => isLoose ? OneDayOff : TwoDaysOff, _ => isLoose ? TwoDaysOff : ThreeDaysOff } * Length(days);
        }
        if (days > LongDays)
        {
            reasons.Against("match.time-long", incident.Date.Iso);
        }
        else
        {
            reasons.For(when.Days == 1 && days == 1 ? "match.time-same" : "match.time-within", incident.Date.Iso);
        }
        return Length(days);
    }

    // The longer the time that a report gives, the less it tells that it was then.
    private static double Length(int days) => days <= 2 ? 1 : Math.Max(0.35, Math.Pow(2.0 / days, 0.3));

    private static double Kind(IndexedIncident incident, DamageKind kind, Reasons reasons)
    {
        var label = kind.LabelIn.GetValueOrDefault(reasons.Language) ?? kind.Label;
        var toll = incident.Measures.Where(kind.Toll.Contains).Select(WireNames<Measure>.Of).ToList();
        if (toll.Count > 0)
        {
            reasons.For("match.toll", string.Join(", ", toll));
        }
        if (incident.Subtype is { } subtype)
        {
            if (kind.Strong.Contains(subtype))
            {
                reasons.For("match.kind-strong", subtype, label);
                return 1;
            }
            if (kind.Weak.Contains(subtype))
            {
                reasons.For("match.kind-weak", subtype, label);
                return Math.Max(WeakKind, toll.Count > 0 ? TollKind : 0);
            }
            return toll.Count > 0 ? TollKind : 0;
        }
        if (incident.Type != EventType.Assault)
        {
            return toll.Count > 0 ? OpenKind : 0;
        }
        reasons.Against("match.kind-open");
        return toll.Count > 0 ? TollKind : OpenKind;
    }

    private static double Means(IndexedIncident incident, DamageMeans? means, Reasons reasons)
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
            return SameMeans;
        }
        if (isSameSubtype || (incident.Subtype is null && incident.Modes.Count == 0))
        {
            return 1;
        }
        reasons.Against("match.means-other", label);
        return OtherMeans;
    }

    private sealed class Reasons(string language)
    {
        public List<string> Speaking { get; } = [];

        public List<string> Contrary { get; } = [];

        public string Language => language;

        public void For(string key, params string[] values) => Speaking.Add(RegisterWords.Of(key, language, values));

        public void Against(string key, params string[] values) => Contrary.Add(RegisterWords.Of(key, language, values));
    }
}
