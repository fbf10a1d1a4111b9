using System.Globalization;

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
        foreach (var occurrence in reading.Events)
        {
            foreach (var mention in occurrence.Mentions)
            {
                claims.Add(Link(reading, seen, ClaimKind.Event, occurrence.Id, mention.Span, mention.Attribution, mention.Status, occurrence, null));
            }
        }
        foreach (var figure in reading.Figures)
        {
            var occurrence = reading.EventOf(figure.Event);
            claims.Add(Link(reading, seen, ClaimKind.Figure, figure.Id, figure.Span, figure.Attribution, occurrence?.Status ?? EventStatus.Happened, occurrence, figure));
        }
        claims.Sort((left, right) => left.Claim.Words[0].CompareTo(right.Claim.Words[0]));
        return claims;
    }

    /// <summary>The incident that claims of one key make. Pure, and the same whatever their order.</summary>
    /// <param name="key">Their common <see cref="LinkedClaim.IncidentKey"/>.</param>
    /// <param name="claims">All claims of that key in the latest versions of their documents; never empty.</param>
    public Incident Assemble(string key, IReadOnlyList<LinkedClaim> claims)
    {
        var ordered = claims.OrderBy(claim => claim.Claim.Report.Published ?? new PublicationTime(DateOnly.MaxValue))
            .ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal)
            .ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var facts = ordered.First(claim => claim.Event is not null).Event!;
        var origins = ordered.Where(claim => claim.Claim.Speaker is not null)
            .GroupBy(claim => claim.Claim.Speaker!, StringComparer.Ordinal)
            .Select(group => (Speaker: group.Key, Side: group.First().SpeakerSide, Reports: group.Select(claim => claim.Claim.Report.Id).Distinct().Count()))
            .OrderByDescending(origin => origin.Reports).ThenBy(origin => origin.Speaker, StringComparer.Ordinal)
            .Select((origin, index) => new Origin(string.Create(CultureInfo.InvariantCulture, $"o{index + 1}"), origin.Speaker, origin.Side, origin.Reports))
            .ToList();
        var originOf = origins.ToDictionary(origin => origin.Speaker, origin => origin.Id, StringComparer.Ordinal);
        return new Incident(
            Sha256.Of(key).Hex[..24], null, facts.Place is { } place ? $"{WireNames<EventType>.Of(facts.Type)}, {place.Name}" : WireNames<EventType>.Of(facts.Type),
            facts.Type, facts.Modes, facts.Subtype, [], [], ordered.Select(claim => claim.Claim.Status).Min(), facts.Place, facts.Date, facts.TimePrecision,
            ordered.Select(claim => claim.Claim.Report.Id).Distinct().Count(), origins, ordered.Count(claim => claim.Claim.Speaker is null),
            [.. ordered.Select(claim => claim.Claim.Speaker is { } speaker ? claim.Claim with { Origin = originOf[speaker] } : claim.Claim)],
            new Dictionary<Measure, Toll>(), [], ordered.Max(claim => claim.Claim.Report.Published));
    }

    private static LinkedClaim Link(
        Reading reading, Dictionary<(ClaimKind, string), int> seen, ClaimKind kind, LocalId member, TextSpan span, LocalId? attribution, EventStatus status,
        Event? occurrence, Figure? figure)
    {
        var report = reading.Report;
        var words = span.Of(report.Text);
        var quote = Quote(report.Text, span);
        var number = seen[(kind, words)] = seen.GetValueOrDefault((kind, words)) + 1;
        var said = reading.AttributionOf(attribution);
        var speaker = reading.SpeakerOf(said?.Speaker);
        var claim = new Claim(
            Sha256.Of(string.Create(CultureInfo.InvariantCulture, $"{report.Id}\n{WireNames<ClaimKind>.Of(kind)}\n{words}\n{number}")).Hex[..24],
            new ClaimReport(report.Id, report.Url, report.Title, report.Publisher, report.Published, quote.Of(report.Text), quote.Start),
            kind, figure?.Measure, figure?.Low, figure?.High, figure?.Approximate ?? false, figure?.Side, status, said?.Modality ?? Modality.Asserted,
            speaker?.Name, [.. (said?.Chain ?? []).Select(id => reading.SpeakerOf(id)!.Name)], null, figure?.PartOf is not null, [span]);
        if (occurrence is null)
        {
            return new LinkedClaim(claim, member, null, null, null, speaker?.Side);
        }
        var facts = Facts(reading, occurrence);
        var key = facts is { Place: { GeoPrecision: 1 } place, Date.Day: { } day } ? $"{WireNames<EventType>.Of(facts.Type)} {place.Gazetteer} {day:yyyy-MM-dd}" : null;
        return new LinkedClaim(claim, member, key, $"{report.Id} {occurrence.Id}", facts, speaker?.Side);
    }

    private static EventFacts Facts(Reading reading, Event occurrence)
    {
        var place = reading.PlaceOf(occurrence.Place) is { Name: { } name, Gazetteer: { } gazetteer, Position: { } position } found
            ? new IncidentPlace(name, gazetteer, found.Country, found.Region, position, found.Kind, found.GeoPrecision ?? 3, found.RadiusKm ?? 0)
            : null;
        return new EventFacts(
            occurrence.Type, occurrence.Modes, occurrence.Subtype, occurrence.Actor, occurrence.Target, place, occurrence.Date,
            occurrence.Date is null ? null : reading.TimeOf(occurrence.Time)?.TimePrecision);
    }

    // The sentence around the words, without the white space at its ends.
    private static TextSpan Quote(string text, TextSpan span)
    {
        var start = Math.Min(text.LastIndexOfAny(['.', '!', '?', '\n'], Math.Max(0, span.Start - 1)) + 1, span.Start);
        var stop = text.IndexOfAny(['.', '!', '?', '\n'], span.End);
        var end = stop < 0 ? text.Length : stop + 1;
        while (start < span.Start && char.IsWhiteSpace(text[start]))
        {
            start++;
        }
        while (end > span.End && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }
        return new TextSpan(start, end);
    }
}
