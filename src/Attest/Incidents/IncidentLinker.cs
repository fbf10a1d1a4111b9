using System.Globalization;
using Attest.Incidents.Contradictions;
using Attest.Incidents.Linking;
using Attest.Incidents.Origins;

namespace Attest.Incidents;

/// <summary>Readings → incidents: the fourth stage. Pure: which claims speak of one occurrence, and what they agree and disagree on.</summary>
/// <remarks>Independent of the order of arrival: the same readings give the same incidents however they come.</remarks>
public sealed class IncidentLinker
{
    /// <summary>Sentences after one that names an event within which a toll without an event is that event's.</summary>
    private const int TollReach = 3;

    /// <summary>The incidents of a set of readings, the same in whatever order they come; in the order of their ids.</summary>
    /// <remarks>It holds all of them in memory: an archive links one report after another instead, and comes to the same.</remarks>
    public IReadOnlyList<Incident> Incidents(IEnumerable<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        // Of a document that is there twice, the version published last.
        var linked = readings.GroupBy(reading => reading.Report.Document).Select(versions => Link(versions.MaxBy(version => (version.Report.Published?.Earliest, version.Report.Id.Hex))!)).ToList();
        var shelf = new AccountMemory();
        new Derivation(shelf).Apply([.. linked.SelectMany(one => one.Accounts)], []);
        return [.. linked.SelectMany(one => one.Claims).Where(claim => claim.Account is not null).GroupBy(claim => shelf.MembershipOf(claim.Account!)!.Home, StringComparer.Ordinal)
            .OrderBy(incident => incident.Key, StringComparer.Ordinal).Select(incident => Assemble(incident.Key, [.. incident]))];
    }

    /// <summary>Every event mention and figure of a reading as a claim, and each bare statement that somebody judged, in the text's order, each with the account by which it links.</summary>
    public IReadOnlyList<LinkedClaim> Claims(Reading reading) => Link(reading).Claims;

    /// <summary>The claims of a reading and the accounts that link them.</summary>
    internal LinkedReading Link(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var claims = new List<LinkedClaim>();
        var seen = new Dictionary<(ClaimKind, string), int>();
        var quotes = new SentenceQuotes(reading.Report);
        List<EventFacts> facts = [.. reading.Events.Select(occurrence => Facts(reading, occurrence))];
        var (accounts, ofEvent, ofCasualty) = AccountsOf(reading, facts, quotes.Sentences);
        for (var i = 0; i < facts.Count; i++)
        {
            var occurrence = reading.Events[i];
            foreach (var mention in occurrence.Mentions)
            {
                claims.Add(Claim(reading, quotes, seen, ClaimKind.Event, occurrence.Id, mention.Span, mention.Attribution, mention.Status, ofEvent[i] < 0 ? null : accounts[ofEvent[i]].Id, facts[i], null));
            }
        }
        foreach (var figure in reading.Figures)
        {
            // The whole that an event's figure is a part of is no figure of that event.
            var occurrence = quotes.IsWhole(figure.Span) ? null : reading.EventOf(figure.Event);
            var account = occurrence is not null ? ofEvent[occurrence.Id.Number - 1] is >= 0 and var home ? accounts[home].Id : null : AccountOf(reading, figure, quotes, accounts, ofEvent);
            claims.Add(Claim(
                reading, quotes, seen, ClaimKind.Figure, figure.Id, figure.Span, figure.Attribution, occurrence?.Status ?? EventStatus.Happened,
                account, occurrence is null ? null : facts[occurrence.Id.Number - 1], figure));
        }
        foreach (var casualties in Enumerable.Range(0, ofCasualty.Count).Where(i => ofCasualty[i] >= 0).GroupBy(i => ofCasualty[i], i => reading.Casualties[i]))
        {
            var account = accounts[casualties.Key];
            decimal? Greatest(Measure measure) => claims.Where(claim => claim.Account == account.Id && claim.Claim.Measure == measure && ClaimStanding.Counts(claim)).Max(claim => claim.Claim.Low ?? claim.Claim.High);
            foreach (var count in CasualtyCounts.Of([.. casualties], quotes.NumberAt, Greatest(Measure.PeopleKilled), Greatest(Measure.PeopleWounded)))
            {
                claims.Add(Derived(reading, quotes, seen, account, count));
            }
        }
        claims.AddRange(StatementReader.JudgedOf(reading, quotes));
        claims.Sort((left, right) => left.Claim.Words[0] != right.Claim.Words[0]
            ? left.Claim.Words[0].CompareTo(right.Claim.Words[0])
            : string.CompareOrdinal(left.Claim.Id, right.Claim.Id));
        var details = new ClaimDetails(reading);
        return new LinkedReading([.. claims.Select(details.Add).Select(claim => Judged(reading, claim))], accounts);
    }

    // An account keeps the name that it had before people corrected what is told in it, so that incidents and what was decided of them stay with it.
    private static AccountsOfReading AccountsOf(Reading reading, List<EventFacts> facts, IReadOnlyList<TextSpan> sentences)
    {
        var accounts = AccountReader.Read(reading, facts, sentences);
        if (reading.AsRead is not { } read)
        {
            return accounts;
        }
        var before = AccountReader.Read(read, [.. read.Events.Select(occurrence => Facts(read, occurrence))], sentences);
        return AccountNames.Keep(accounts, before);
    }

    private static LinkedClaim Judged(Reading reading, LinkedClaim claim)
    {
        foreach (var judged in reading.Judged)
        {
            if (judged.Kind == claim.Claim.Kind && judged.IsDerived == claim.Claim.IsDerived && (judged.Member is { } member ? member == claim.Member : judged.Span == claim.Claim.Words[0]))
            {
                return claim with { Claim = claim.Claim.With(judged) };
            }
        }
        return claim;
    }

    /// <summary>The incident that claims make. Pure, and the same whatever their order.</summary>
    /// <param name="id">Its permanent id.</param>
    /// <param name="claims">All its claims, in the latest versions of their documents; never empty.</param>
    /// <param name="resolutions">People's standing judgements, of which those count that claims no longer disagree; null for none.</param>
    public Incident Assemble(string id, IReadOnlyList<LinkedClaim> claims, IReadOnlyList<Judgement>? resolutions = null) => AssembleResolved(id, OriginFinder.Resolve(claims), resolutions ?? []);

    /// <summary>The incident of claims each of which has its origin resolved.</summary>
    internal Incident AssembleResolved(string id, IReadOnlyList<LinkedClaim> claims, IReadOnlyList<Judgement> resolutions)
    {
        var ordered = claims.OrderBy(claim => claim.Claim.Report.Published ?? new PublicationTime(DateOnly.MaxValue))
            .ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal)
            .ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var upheld = ordered.Exists(claim => !claim.Claim.IsRejected && claim.Event is not null) ? ordered.FindAll(claim => !claim.Claim.IsRejected) : ordered;
        var events = upheld.FindAll(claim => claim.Claim.Kind == ClaimKind.Event);
        var telling = events is [] ? upheld.FindAll(claim => claim.Event is not null) : events;
        var figures = ordered.Where(ClaimStanding.Counts).ToList();
        var superseded = Supersession.Find(figures);
        var (origins, ids) = OriginFinder.Find(ordered);
        var contradictions = Resolutions.Apply(ContradictionFinder.Find(ordered, superseded), ordered, resolutions);
        var date = DateOf(telling);
        var incident = new Incident(
            id, ConflictOf(ordered), "", Commonest(telling, facts => facts.Type), ModesOf(telling), SubtypeOf(telling),
            ParticipantTally.Of(telling, facts => facts.Actor), ParticipantTally.Of(telling, facts => facts.Target),
            StatusOf(telling, contradictions), PlaceOf(telling), date?.Date, date?.TimePrecision,
            ordered.Select(claim => claim.Claim.Report.Id).Distinct().Count(), origins, ordered.Where(claim => claim.OriginKey is null).Select(claim => (claim.Claim.Report.Id, claim.Claim.Report.QuoteStart)).Distinct().Count(),
            [.. ordered.Select(claim => claim.Claim with { Origin = claim.OriginKey is { } origin ? ids[origin] : claim.Claim.Origin, Scope = claim.Scope })],
            TollCounter.Count(figures, superseded), contradictions, ordered.Max(claim => claim.Claim.Report.Published));
        return incident with { Title = IncidentTitle.Of(incident) };
    }

    // The war that most of its claims' reports are about.
    private static string? ConflictOf(IEnumerable<LinkedClaim> claims) => claims.Where(claim => claim.Conflict is not null).GroupBy(claim => claim.Conflict!, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    // A toll that names no event is that of the violence told just before it, or in its own sentence.
    private static string? AccountOf(Reading reading, Figure figure, SentenceQuotes quotes, IReadOnlyList<Account> accounts, IReadOnlyList<int> ofEvent)
    {
        if (figure.Measure is not (Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing) || quotes.IsWhole(figure.Span) || quotes.NumberAt(figure.Span.Start) is not (>= 0 and var sentence))
        {
            return null;
        }
        var nearest = -1;
        for (var i = 0; i < reading.Events.Count; i++)
        {
            var occurrence = reading.Events[i];
            var distance = sentence - quotes.NumberAt(occurrence.Trigger.Start);
            if (distance is >= 0 and <= TollReach && occurrence.Type == EventType.Assault && ofEvent[i] >= 0 && accounts[ofEvent[i]].IsTelling && quotes.AreInOneItem(figure.Span, occurrence.Trigger))
            {
                nearest = i;
            }
        }
        return nearest < 0 ? null : accounts[ofEvent[nearest]].Id;
    }

    private static LinkedClaim Claim(
        Reading reading, SentenceQuotes quotes, Dictionary<(ClaimKind, string), int> seen, ClaimKind kind, LocalId member, TextSpan span, LocalId? attribution, EventStatus status,
        string? account, EventFacts? facts, Figure? figure)
    {
        var report = reading.Report;
        var words = span.Of(report.Text);
        var quote = quotes.Around(span);
        // What a person added takes no number, so that all others keep theirs.
        var given = reading.Judged.FirstOrDefault(judged => judged.Kind == kind && judged.Span == span && !judged.IsDerived)?.ClaimId;
        var number = given is not null ? 0 : seen[(kind, words)] = seen.GetValueOrDefault((kind, words)) + 1;
        var said = reading.AttributionOf(attribution);
        var speaker = reading.SpeakerOf(said?.Speaker);
        var claim = new Claim(
            given ?? Sha256.Of(string.Create(CultureInfo.InvariantCulture, $"{report.Id}\n{WireNames<ClaimKind>.Of(kind)}\n{words}\n{number}")).Hex[..24],
            new ClaimReport(report.Id, report.Url, report.Title, report.Publisher, report.Published, quote.Of(report.Text), quote.Start),
            kind, figure?.Measure, figure?.Low, figure?.High, figure?.Approximate ?? false, figure?.Side, status, said?.Modality ?? Modality.Asserted,
            speaker?.Name, [.. (said?.Chain ?? []).Select(id => reading.SpeakerOf(id)!.Name)], null, IsPart(reading, figure), [span]);
        return new LinkedClaim(claim, member, account, facts, speaker?.Side, OriginFinder.KeyOf(speaker, report.Publisher), figure?.Scope, figure?.Of, reading.Conflict);
    }

    private static EventFacts Facts(Reading reading, Event occurrence)
    {
        var place = !occurrence.PlaceIsInferred && reading.PlaceOf(occurrence.Place) is { } found ? PlaceOf(found) : null;
        return new EventFacts(
            // Whom only the reader infers nobody names.
            occurrence.Type, occurrence.Modes, occurrence.Subtype, occurrence.ActorIsInferred ? null : occurrence.Actor, occurrence.TargetIsInferred ? ThingOf(occurrence.Target) : occurrence.Target, place, occurrence.Date,
            occurrence.Date is null ? null : reading.TimeOf(occurrence.Time)?.TimePrecision);
    }

    // "Norland (villages)" of which only the side is inferred: somebody does say "villages".
    private static string? ThingOf(string? target) =>
        target is not null && target.EndsWith(')') && target.IndexOf(" (", StringComparison.Ordinal) is > 0 and var open && char.IsLower(target[open + 2]) ? target[(open + 2)..^1] : null;

    /// <summary>A mention of a place as incidents keep it; null where it is not resolved.</summary>
    internal static IncidentPlace? PlaceOf(Place place) => place is { Name: { } name, Gazetteer: { } gazetteer, Position: { } position }
        ? new IncidentPlace(name, gazetteer, place.Country, place.Region, position, place.Kind, place.GeoPrecision ?? 3, place.RadiusKm ?? 0)
        : null;

    // A count of people without a number word: its words are those for the people.
    private static LinkedClaim Derived(Reading reading, SentenceQuotes quotes, Dictionary<(ClaimKind, string), int> seen, Account account, CasualtyCounts.Count count)
    {
        var first = count.Of[0];
        var figure = new Figure(
            first.Id, first.Span, count.Low, count.High, false, count.Measure, null, null, FigureScope.New, null, null, null, first.Attribution, first.Event, 1);
        var facts = new EventFacts(EventType.Assault, [], null, null, null, null, null, null);
        var linked = Claim(reading, quotes, seen, ClaimKind.Figure, first.Id, first.Span, first.Attribution, EventStatus.Happened, account.Id, facts, figure);
        return linked with { Claim = linked.Claim with { IsDerived = true, Words = [.. count.Of.Select(one => one.Span).Distinct().Order()] } };
    }

    // Children are a part of the killed; drones shot down are no part of another count of drones shot down, though they are some of those launched.
    private static bool IsPart(Reading reading, Figure? figure) => figure?.PartOf is { } whole && reading.Figures[whole.Number - 1].Measure == figure.Measure;

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

    // The most exact sort of place that a claim gives; of several such the one that most reports give, then the smallest. Who denies it places nothing, where anybody else does.
    private static IncidentPlace? PlaceOf(List<LinkedClaim> telling) => Upheld(telling).Where(claim => claim.Event!.Place is not null)
        .GroupBy(claim => claim.Event!.Place!.Gazetteer, StringComparer.Ordinal)
        .Select(group => (group.First().Event!.Place!, Reports: group.Select(claim => claim.Claim.Report.Id).Distinct().Count()))
        .OrderBy(place => RankOf(place.Item1.Kind)).ThenByDescending(place => place.Reports).ThenBy(place => place.Item1.RadiusKm).ThenBy(place => place.Item1.Gazetteer, StringComparer.Ordinal)
        .Select(place => place.Item1).FirstOrDefault();

    private static int RankOf(PlaceKind kind) => kind switch { PlaceKind.City or PlaceKind.Village or PlaceKind.Site => 0, PlaceKind.Region => 1, PlaceKind.Water => 2, _ => 3 };

    private static List<LinkedClaim> Upheld(List<LinkedClaim> telling) =>
        telling.Exists(claim => claim.Claim.Status != EventStatus.Denied) ? telling.FindAll(claim => claim.Claim.Status != EventStatus.Denied) : telling;

    // A day or night before what is longer; of several such the one that most reports can have meant, then the narrowest.
    private static (TimeValue Date, int? TimePrecision)? DateOf(List<LinkedClaim> telling)
    {
        var dated = Upheld(telling).Where(claim => claim.Event!.Date is not null).ToList();
        int Reports(TimeValue date) => dated.Where(claim => AreOneDay(claim.Event!.Date!.Value, date)).Select(claim => claim.Claim.Report.Id).Distinct().Count();
        return dated.Select(claim => (Date: claim.Event!.Date!.Value, claim.Event.TimePrecision)).DistinctBy(date => date.Date.Iso)
            .OrderBy(date => LengthOf(date.Date) > 1).ThenByDescending(date => LengthOf(date.Date) > 1 ? 0 : Reports(date.Date))
            .ThenBy(date => LengthOf(date.Date)).ThenBy(date => date.Date.Iso, StringComparer.Ordinal)
            .Select(date => ((TimeValue, int?)?)date)
            .FirstOrDefault();
    }

    // Days that a time spans beyond its first.
    private static int LengthOf(TimeValue time) => time.Days is ({ } first, { } last) ? last.DayNumber - first.DayNumber : int.MaxValue;

    private static bool AreOneDay(TimeValue one, TimeValue other) =>
        LengthOf(one) <= 1 && LengthOf(other) <= 1 && one.Days is ({ } first, { } last) && other.Days is ({ } otherFirst, { } otherLast) && first <= otherLast && otherFirst <= last;
}

/// <summary>A reading as linking sees it.</summary>
/// <param name="Claims">In the text's order.</param>
/// <param name="Accounts">Of occurrences, in the order of their first events.</param>
internal sealed record LinkedReading(IReadOnlyList<LinkedClaim> Claims, IReadOnlyList<Account> Accounts)
{
    /// <summary>The account of what the report is mainly about: that of its headline and first sentences, violence before all else; null where it tells of nothing.</summary>
    public Account? Main => Accounts.MaxBy(account => account.Lead);
}
