using System.Globalization;
using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Incidents;

/// <summary>Readings → incidents: the fourth stage. Pure: which claims speak of one occurrence, and what they agree and disagree on.</summary>
/// <remarks>Independent of the order of arrival: the same readings give the same incidents however they come.</remarks>
public sealed class IncidentLinker
{
    /// <summary>Every event mention and figure of a reading as a claim, in the text's order, each with the neighbourhood in which it links.</summary>
    public IReadOnlyList<LinkedClaim> Claims(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var claims = new List<LinkedClaim>();
        var seen = new Dictionary<(ClaimKind, string), int>();
        var quotes = new SentenceQuotes(reading.Report);
        var events = Events(reading, quotes);
        foreach (var occurrence in reading.Events)
        {
            foreach (var mention in occurrence.Mentions)
            {
                claims.Add(Link(reading, quotes, seen, ClaimKind.Event, occurrence.Id, mention.Span, mention.Attribution, mention.Status, events[occurrence.Id], null));
            }
        }
        foreach (var figure in reading.Figures)
        {
            // The whole that an event's figure is a part of is no figure of that event.
            var occurrence = quotes.IsWhole(figure.Span) ? null : reading.EventOf(figure.Event);
            claims.Add(Link(
                reading, quotes, seen, ClaimKind.Figure, figure.Id, figure.Span, figure.Attribution, occurrence?.Status ?? EventStatus.Happened,
                occurrence is null ? null : events[occurrence.Id], figure));
        }
        claims.Sort((left, right) => left.Claim.Words[0] != right.Claim.Words[0]
            ? left.Claim.Words[0].CompareTo(right.Claim.Words[0])
            : string.CompareOrdinal(left.Claim.Id, right.Claim.Id));
        var details = new ClaimDetails(reading);
        return [.. claims.Select(details.Add)];
    }

    /// <summary>The incident that claims of one key make. Pure, and the same whatever their order.</summary>
    /// <param name="key">Their common <see cref="LinkedClaim.IncidentKey"/>.</param>
    /// <param name="claims">All claims of that key in the latest versions of their documents; never empty.</param>
    public Incident Assemble(string key, IReadOnlyList<LinkedClaim> claims)
    {
        var ordered = OriginFinder.Resolve(claims).OrderBy(claim => claim.Claim.Report.Published ?? new PublicationTime(DateOnly.MaxValue))
            .ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal)
            .ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var events = ordered.Where(claim => claim.Claim.Kind == ClaimKind.Event).ToList();
        var telling = events is [] ? ordered.Where(claim => claim.Event is not null).ToList() : events;
        var figures = ordered.Where(ClaimStanding.Counts).ToList();
        var superseded = Supersession.Find(figures);
        var (origins, ids) = OriginFinder.Find(ordered);
        var contradictions = ContradictionFinder.Find(ordered, figures, superseded);
        var date = DateOf(telling);
        var incident = new Incident(
            Sha256.Of(key).Hex[..24], ConflictOf(ordered), "", Commonest(telling, facts => facts.Type), ModesOf(telling), SubtypeOf(telling),
            ParticipantTally.Of(telling, facts => facts.Actor), ParticipantTally.Of(telling, facts => facts.Target),
            StatusOf(telling, contradictions), PlaceOf(telling), date?.Date, date?.TimePrecision,
            ordered.Select(claim => claim.Claim.Report.Id).Distinct().Count(), origins, ordered.Count(claim => claim.OriginKey is null),
            [.. ordered.Select(claim => claim.OriginKey is { } origin ? claim.Claim with { Origin = ids[origin] } : claim.Claim)],
            TollCounter.Count(figures, superseded), contradictions, ordered.Max(claim => claim.Claim.Report.Published));
        return incident with { Title = IncidentTitle.Of(incident) };
    }

    // The war that most of its claims' reports are about.
    private static string? ConflictOf(IEnumerable<LinkedClaim> claims) => claims.Where(claim => claim.Conflict is not null).GroupBy(claim => claim.Conflict!, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    // Each event of a reading with what linking needs of it.
    private static Dictionary<LocalId, LinkedEvent> Events(Reading reading, SentenceQuotes quotes)
    {
        var events = new Dictionary<LocalId, LinkedEvent>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var occurrence in reading.Events)
        {
            var facts = Facts(reading, occurrence);
            var trigger = occurrence.Trigger.Of(reading.Report.Text);
            var name = $"{WireNames<EventType>.Of(facts.Type)} {trigger}";
            var number = seen[name] = seen.GetValueOrDefault(name) + 1;
            var key = Neighbourhood.Of(facts, occurrence.Status)
                ?? Neighbourhood.OfWords(facts, trigger, quotes.Around(occurrence.Trigger).Of(reading.Report.Text));
            events.Add(occurrence.Id, new LinkedEvent(facts, key, string.Create(CultureInfo.InvariantCulture, $"{reading.Report.Id} {name} {number}")));
        }
        return events;
    }

    private static LinkedClaim Link(
        Reading reading, SentenceQuotes quotes, Dictionary<(ClaimKind, string), int> seen, ClaimKind kind, LocalId member, TextSpan span, LocalId? attribution, EventStatus status,
        LinkedEvent? occurrence, Figure? figure)
    {
        var report = reading.Report;
        var words = span.Of(report.Text);
        var quote = quotes.Around(span);
        var number = seen[(kind, words)] = seen.GetValueOrDefault((kind, words)) + 1;
        var said = reading.AttributionOf(attribution);
        var speaker = reading.SpeakerOf(said?.Speaker);
        var claim = new Claim(
            Sha256.Of(string.Create(CultureInfo.InvariantCulture, $"{report.Id}\n{WireNames<ClaimKind>.Of(kind)}\n{words}\n{number}")).Hex[..24],
            new ClaimReport(report.Id, report.Url, report.Title, report.Publisher, report.Published, quote.Of(report.Text), quote.Start),
            kind, figure?.Measure, figure?.Low, figure?.High, figure?.Approximate ?? false, figure?.Side, status, said?.Modality ?? Modality.Asserted,
            speaker?.Name, [.. (said?.Chain ?? []).Select(id => reading.SpeakerOf(id)!.Name)], null, figure?.PartOf is not null, [span]);
        return new LinkedClaim(claim, member, occurrence?.Key, occurrence?.EventKey, occurrence?.Facts, speaker?.Side, OriginFinder.KeyOf(speaker), figure?.Scope, figure?.Of, reading.Conflict);
    }

    private static EventFacts Facts(Reading reading, Event occurrence)
    {
        var place = reading.PlaceOf(occurrence.Place) is { Name: { } name, Gazetteer: { } gazetteer, Position: { } position } found
            ? new IncidentPlace(name, gazetteer, found.Country, found.Region, position, found.Kind, found.GeoPrecision ?? 3, found.RadiusKm ?? 0)
            : null;
        return new EventFacts(
            // Whom only the reader infers nobody names.
            occurrence.Type, occurrence.Modes, occurrence.Subtype, occurrence.ActorIsInferred ? null : occurrence.Actor, occurrence.Target, place, occurrence.Date,
            occurrence.Date is null ? null : reading.TimeOf(occurrence.Time)?.TimePrecision);
    }

    // What most reports say; of equals the first in the order of names, so that the order of arrival tells nothing.
    private static T Commonest<T>(List<LinkedClaim> telling, Func<EventFacts, T> of) => telling
        .GroupBy(claim => of(claim.Event!))
        .OrderByDescending(group => group.Select(claim => claim.Claim.Report.Id).Distinct().Count()).ThenBy(group => group.Key?.ToString(), StringComparer.Ordinal)
        .First().Key;

    private static List<string> ModesOf(List<LinkedClaim> telling) =>
        [.. telling.SelectMany(claim => claim.Event!.Modes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string? SubtypeOf(List<LinkedClaim> telling)
    {
        var named = telling.Where(claim => claim.Event!.Subtype is not null).ToList();
        return named is [] ? null : Commonest(named, facts => facts.Subtype);
    }

    // The strongest status that no other origin denies.
    private static EventStatus StatusOf(List<LinkedClaim> telling, List<Contradiction> contradictions)
    {
        var isDenied = contradictions.Exists(contradiction => contradiction is { Kind: ContradictionKind.Occurrence, State: ContradictionState.Open });
        var strongest = telling.Select(claim => claim.Claim.Status).MinBy(Rank);
        return isDenied && strongest is EventStatus.Happened or EventStatus.Ongoing ? EventStatus.Alleged : strongest;
    }

    private static int Rank(EventStatus status) => status switch
    {
        EventStatus.Happened => 0,
        EventStatus.Ongoing => 1,
        EventStatus.Alleged => 2,
        EventStatus.Planned => 3,
        EventStatus.Hypothetical => 4,
        EventStatus.Historical => 5,
        _ => 6,
    };

    // The most exact place that a claim gives.
    private static IncidentPlace? PlaceOf(List<LinkedClaim> telling) => telling
        .Where(claim => claim.Event!.Place is not null).Select(claim => claim.Event!.Place!)
        .OrderBy(place => place.GeoPrecision).ThenBy(place => place.RadiusKm).ThenBy(place => place.Gazetteer, StringComparer.Ordinal)
        .FirstOrDefault();

    // The narrowest time that a claim gives.
    private static (TimeValue Date, int? TimePrecision)? DateOf(List<LinkedClaim> telling) => telling
        .Where(claim => claim.Event!.Date is not null)
        .Select(claim => (Date: claim.Event!.Date!.Value, claim.Event.TimePrecision))
        .OrderBy(date => date.Date.Days is ({ } first, { } last) ? last.DayNumber - first.DayNumber : int.MaxValue).ThenBy(date => date.Date.Iso, StringComparer.Ordinal)
        .Select(date => ((TimeValue, int?)?)date)
        .FirstOrDefault();

    private sealed record LinkedEvent(EventFacts Facts, string? Key, string EventKey);
}
