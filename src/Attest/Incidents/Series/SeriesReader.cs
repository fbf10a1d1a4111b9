using System.Collections.Frozen;
using System.Globalization;
using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Incidents.Series;

/// <summary>Puts figures that one claimant gives again and again into series. Pure; the order of the claims tells nothing.</summary>
public static class SeriesReader
{
    /// <summary>Days that a period may span to be a day or a night.</summary>
    private const int NightDays = 2;

    private static readonly FrozenDictionary<(Measure, FigureScope), bool> ByDay = Table.Rows("Incidents/Series/series-measures.tsv")
        .ToFrozenDictionary(row => (WireNames<Measure>.Parse(row[0]), WireNames<FigureScope>.Parse(row[1])), row => row[2] == "day");

    private static readonly FrozenSet<Measure> Money = [Measure.MoneyPledged, Measure.MoneySpent, Measure.MoneyRequested, Measure.MoneyNeeded];

    /// <summary>The id of the series that a claim is a point of; null where it is of none.</summary>
    /// <remarks>A figure of no known day is no point; nor is one that is denied, planned, asked for, imagined or long past, nor a part of another, nor one that nobody in particular gives.</remarks>
    public static string? IdOf(LinkedClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return KeyOf(claim) is { } key ? Sha256.Of(key).Hex[..24] : null;
    }

    /// <summary>The series of claims that have one id.</summary>
    /// <param name="id">As <see cref="IdOf"/> gives it.</param>
    /// <param name="claims">Its claims, in any order; never empty.</param>
    public static CountSeries Build(string id, IReadOnlyList<LinkedClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var ordered = claims.OrderBy(claim => claim.At ?? new PublicationTime(DateOnly.MaxValue)).ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal)
            .ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var first = ordered[0];
        // A sentence that names its day and is copied says nothing of another day, whatever its Saturday is then taken for: it stands for the day on which it was first seen.
        var told = new Dictionary<(string, decimal?, decimal?), LinkedClaim>();
        var dated = ordered.ConvertAll(claim =>
        {
            var words = WordsOf(claim);
            told.TryAdd(words, claim);
            return (Claim: claim, First: LastDayOf(PeriodOf(claim)) is not null && words.Words.Length >= Neighbourhood.LeastSameWords ? told[words] : claim);
        });
        var points = dated.GroupBy(one => (Day: DayOf(one.First)!.Value, one.Claim.Claim.Low, one.Claim.Claim.High, one.Claim.Claim.Approximate))
            .OrderBy(point => point.Key.Day).ThenBy(point => point.Key.Low ?? point.Key.High).ThenBy(point => point.Key.High)
            .Select(point => new SeriesPoint(
                point.Key.Day, point.All(one => LastDayOf(PeriodOf(one.First)) is null), point.Key.Low, point.Key.High, point.Key.Approximate, [.. point.Select(one => one.Claim.Claim)]))
            .ToList();
        return new CountSeries(
            id, Commonest(ordered.Select(NameOf)), ordered.Select(claim => claim.SpeakerSide).Where(side => side is not null).Order(StringComparer.Ordinal).FirstOrDefault(),
            first.Claim.Measure!.Value, first.Claim.Side, first.Scope!.Value, SortOf(first), CountedAt(first), SinceOf(first), points,
            first.Scope == FigureScope.Cumulative ? Falls(points) : []);
    }

    private static (string Words, decimal? Low, decimal? High) WordsOf(LinkedClaim claim) => (Neighbourhood.Fold(claim.Claim.Report.Quote), claim.Claim.Low, claim.Claim.High);

    private static string? KeyOf(LinkedClaim claim)
    {
        if (claim is not { OriginKey: { } origin, Scope: { } scope, Claim: { Kind: ClaimKind.Figure, IsDerived: false, Measure: { } measure } one } || claim.Credit is not null
            || one.Low is null && one.High is null || one.Speaker is null || OriginFinder.IsUnnamed(origin) || claim.Revision == Revision.Former
            || one.Status is EventStatus.Denied or EventStatus.Planned or EventStatus.Hypothetical or EventStatus.Historical
            || one.Modality is not (Modality.Asserted or Modality.Unverified)
            || claim.IsRate || !ByDay.TryGetValue((measure, scope), out var isByDay) || isByDay && !IsNight(PeriodOf(claim))
            // A day's count within a total is a day's count; any other part is of no series.
            || one.IsPart && !isByDay
            || DayOf(claim) is null)
        {
            return null;
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{origin}|{WireNames<Measure>.Of(measure)}|{one.Side}|{WireNames<FigureScope>.Of(scope)}|{SortOf(claim)}|{CountedAt(claim)?.Gazetteer}|{SinceOf(claim):yyyy-MM-dd}");
    }

    // Losses on one front are no point among those of a whole army; what flies is counted over wherever it came down.
    private static IncidentPlace? CountedAt(LinkedClaim claim) => claim.CountedAt
        ?? (claim.Claim.Measure is Measure.DronesDowned or Measure.DronesLaunched or Measure.MissilesDowned or Measure.MissilesLaunched || claim.Event?.Place is not { Kind: not PlaceKind.Country } place ? null : place);

    // Shares of opinion are told apart by who is asked, money by nothing, all else by the sort of thing that is counted.
    private static string SortOf(LinkedClaim claim) => claim.Claim.Measure is Measure.OpinionShare ? claim.Of?.ToLowerInvariant() ?? ""
        : Money.Contains(claim.Claim.Measure!.Value) ? "" : CountedKind.Of(claim.Claim.Measure!.Value, claim.Of);

    private static DateOnly? SinceOf(LinkedClaim claim) => claim.Scope == FigureScope.Cumulative && claim.Period?.Days is ({ } first, null) ? first : null;

    private static bool IsNight(TimeValue? period) => period?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber < NightDays;

    // Over which time it counts; a day's count that gives none counts over the day of its event.
    private static TimeValue? PeriodOf(LinkedClaim claim) => claim.Period ?? (claim.Scope == FigureScope.New && IsNight(claim.Event?.Date) ? claim.Event?.Date : null);

    private static DateOnly? LastDayOf(TimeValue? period) => period?.Days.Last;

    private static DateOnly? DayOf(LinkedClaim claim) => LastDayOf(PeriodOf(claim)) ?? claim.At?.Day;

    private static string NameOf(LinkedClaim claim) => claim.Claim.Speaker!;

    private static string Commonest(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;

    // A total can't fall: each point that can't hold beside the greatest before it.
    private static List<SeriesAlarm> Falls(List<SeriesPoint> points)
    {
        var alarms = new List<SeriesAlarm>();
        var greatest = -1;
        for (var i = 0; i < points.Count; i++)
        {
            if (greatest >= 0 && points[greatest].Low is { } before && points[i].High is { } now && points[i].Day > points[greatest].Day && now < before
                && !ClaimStanding.CanBothHold(points[greatest].Claims[0], points[i].Claims[0]))
            {
                alarms.Add(new SeriesAlarm(greatest, i));
            }
            else if (points[i].Low is { } low && (greatest < 0 || low >= points[greatest].Low))
            {
                greatest = i;
            }
        }
        return alarms;
    }
}
