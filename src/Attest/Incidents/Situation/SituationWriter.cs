namespace Attest.Incidents.Situation;

/// <summary>Makes a day's situation report of the incidents that were reported on it.</summary>
public static class SituationWriter
{
    private const int MostEntries = 15, MostTolls = 25, MostDisputes = 15, MostVoices = 12;

    /// <summary>Days before the day of the report beyond which an incident is background and not news.</summary>
    private const int OldestNews = 7;

    private static readonly Measure[] OfPeople = [Measure.PeopleKilled, Measure.PeopleWounded, Measure.PeopleMissing, Measure.PeopleCaptured];

    /// <summary>The report of a day.</summary>
    /// <param name="day">The day of publication, by UTC.</param>
    /// <param name="incidents">Incidents with a report published on it, as they stood at its end, in any order.</param>
    /// <remarks>What happened long before is no news, and what is slight (<see cref="Incident.IsSlight"/>) tells nothing: both are left out.</remarks>
    public static SituationReport Of(DateOnly day, IEnumerable<Incident> incidents)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        var news = incidents.Where(incident => IsNews(incident, day)).OrderByDescending(incident => incident.Weight).ThenBy(incident => incident.Id, StringComparer.Ordinal)
            .Select(incident => new SituationEntry(incident, Voices(incident))).Where(entry => entry.Voices.Count > 0).ToList();
        var tolls = news.Where(entry => OfPeople.Any(entry.Incident.Toll.ContainsKey)).OrderByDescending(entry => Greatest(entry.Incident)).ThenBy(entry => entry.Incident.Id, StringComparer.Ordinal).ToList();
        var disputes = news.SelectMany(entry => Disputes(entry.Incident)).ToList();
        return new SituationReport(
            day,
            [.. news.GroupBy(entry => SituationTopics.Of(entry.Incident)).OrderBy(topic => topic.Key)
                .Select(topic => new SituationSection(topic.Key, [.. topic.Take(MostEntries)], Math.Max(0, topic.Count() - MostEntries)))],
            [.. tolls.Take(MostTolls)],
            [.. disputes.Take(MostDisputes)])
        {
            TollsLeftOut = Math.Max(0, tolls.Count - MostTolls),
            DisputesLeftOut = Math.Max(0, disputes.Count - MostDisputes),
        };
    }

    private static bool IsNews(Incident incident, DateOnly day) =>
        !incident.IsSlight && (incident.Date?.Days is not var (_, last) || last is not { } end || end.DayNumber >= day.DayNumber - OldestNews);

    private static decimal Greatest(Incident incident) => OfPeople.Max(measure => incident.Toll.GetValueOrDefault(measure) is { } toll ? toll.High ?? toll.Low ?? 0 : 0);

    // One voice a speaker, the named before the unnamed, those with figures and with most to say first.
    private static List<SituationVoice> Voices(Incident incident)
    {
        var superseded = incident.Contradictions.Where(contradiction => contradiction.State == ContradictionState.Superseded).Select(contradiction => contradiction.First).ToHashSet(StringComparer.Ordinal);
        var sides = incident.Origins.ToDictionary(origin => origin.Id, origin => origin.Side, StringComparer.Ordinal);
        var voices = incident.Claims.Where(claim => !claim.IsRejected && !superseded.Contains(claim.Id) && IsSaid(claim))
            .GroupBy(claim => (claim.Speaker, Publisher: claim.Speaker is null ? claim.Report.Publisher : null))
            .Select(voice => Voice(voice.Key.Speaker, [.. voice], sides))
            .OrderBy(voice => voice.Denies).ThenBy(voice => voice.Speaker is null).ThenByDescending(voice => voice.Figures.Count > 0).ThenBy(voice => voice.Speaker ?? voice.Publisher, StringComparer.Ordinal)
            .ToList();
        // Nobody who denies it is cut off by those who say so.
        return [.. voices.Where(voice => !voice.Denies).Take(MostVoices), .. voices.Where(voice => voice.Denies).Take(MostVoices)];
    }

    private static bool IsSaid(Claim claim) => claim.Status is not (EventStatus.Historical or EventStatus.Hypothetical) && claim.Modality != Modality.Asked;

    private static SituationVoice Voice(string? speaker, List<Claim> claims, Dictionary<string, string?> sides)
    {
        var newest = claims.OrderBy(claim => claim.Kind).ThenByDescending(claim => claim.Report.Published).First();
        return new SituationVoice(
            speaker, claims.Select(claim => claim.Origin is { } origin ? sides.GetValueOrDefault(origin) : null).FirstOrDefault(side => side is not null), newest.Report.Publisher, newest,
            [.. claims.Where(claim => claim is { Kind: ClaimKind.Figure, IsPart: false, Measure: not null }).GroupBy(claim => claim.Measure!.Value).OrderBy(measure => measure.Key)
                .Select(measure => measure.OrderByDescending(claim => claim.Report.Published).First())],
            newest.Kind == ClaimKind.Event && (newest.Status == EventStatus.Denied || newest.Modality == Modality.Denied));
    }

    private static IEnumerable<SituationDispute> Disputes(Incident incident)
    {
        var byId = incident.Claims.GroupBy(claim => claim.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return incident.Contradictions.Where(contradiction => contradiction.State == ContradictionState.Open && byId.ContainsKey(contradiction.First) && byId.ContainsKey(contradiction.Second))
            .Select(contradiction => new SituationDispute(incident, contradiction, byId[contradiction.First], byId[contradiction.Second]))
            .DistinctBy(dispute => (dispute.Contradiction.Kind, dispute.Contradiction.Measure));
    }
}
