namespace Attest.Incidents.Contradictions;

/// <summary>Which figures a later one has replaced: of the same origin always, of another only where the words say so and none is robbed of its say.</summary>
internal static class Supersession
{
    /// <summary>The figures that are replaced, by id, each with the one that replaces it.</summary>
    /// <param name="figures">Figures of an incident that count; the order tells nothing.</param>
    public static Dictionary<string, LinkedClaim> Find(IReadOnlyList<LinkedClaim> figures)
    {
        var superseded = new Dictionary<string, LinkedClaim>(StringComparer.Ordinal);
        foreach (var group in figures.GroupBy(figure => figure.Claim.Measure))
        {
            var newestFirst = group.OrderByDescending(figure => figure.At ?? new PublicationTime(DateOnly.MinValue)).ThenBy(figure => figure.Claim.Report.Id.Hex, StringComparer.Ordinal)
                .ThenBy(figure => figure.Claim.Words[0]).ThenBy(figure => figure.Claim.Id, StringComparer.Ordinal).ToList();
            var ofOrigin = newestFirst.Where(figure => figure.OriginKey is not null).GroupBy(figure => figure.OriginKey!, StringComparer.Ordinal).ToDictionary(origin => origin.Key, origin => origin.ToList(), StringComparer.Ordinal);
            var revising = newestFirst.Where(figure => figure.Revision is not (Revision.None or Revision.Former)).ToList();
            foreach (var figure in newestFirst)
            {
                var later = (figure.OriginKey is { } key ? LaterOfSameOrigin(figure, ofOrigin[key]) : null) ?? revising.Find(other => Revises(other, figure));
                // Saying the same again, or being copied, replaces nothing.
                if (later is not null && (later.Claim.Low, later.Claim.High, later.Claim.Approximate) != (figure.Claim.Low, figure.Claim.High, figure.Claim.Approximate))
                {
                    superseded.Add(figure.Claim.Id, later);
                }
            }
        }
        return superseded;
    }

    // The newest of one origin that counts the same, if it is later.
    private static LinkedClaim? LaterOfSameOrigin(LinkedClaim figure, List<LinkedClaim> newestFirst)
    {
        if (figure.At is not { } at)
        {
            return null;
        }
        foreach (var other in newestFirst)
        {
            if (other.At is not { } otherAt || !IsLater(otherAt, at))
            {
                // The rest are older still, but for hours that one of the two does not give.
                if (other.At is null || other.At.Value.Day < at.Day)
                {
                    return null;
                }
                continue;
            }
            if (Comparability.CountTheSame(figure, other))
            {
                return other;
            }
        }
        return null;
    }

    // "From six to nine" replaces its own six. A number that is said to be raised replaces what was lower and said before; nobody's number is replaced by another voice against its own interest,
    // so a named origin gives way only to itself, and to a rise that nobody in particular announces.
    private static bool Revises(LinkedClaim revising, LinkedClaim figure)
    {
        if (revising.Claim.Id == figure.Claim.Id || !Comparability.CountTheSame(revising, figure))
        {
            return false;
        }
        if (figure.Revision == Revision.Former)
        {
            return revising.Claim.Report.Id == figure.Claim.Report.Id && revising.OriginKey == figure.OriginKey;
        }
        if (revising.At is not { } at || figure.At is not { } before || !IsLater(at, before))
        {
            return false;
        }
        var isInDirection = revising.Revision switch
        {
            Revision.Raised => (figure.Claim.High ?? figure.Claim.Low) <= (revising.Claim.Low ?? revising.Claim.High),
            Revision.Lowered => (figure.Claim.Low ?? figure.Claim.High) >= (revising.Claim.High ?? revising.Claim.Low),
            _ => true,
        };
        return isInDirection && (figure.OriginKey is null || figure.OriginKey == revising.OriginKey || revising.OriginKey is null && revising.Revision == Revision.Raised);
    }

    // Within one day a bare date is neither before nor after a time of day.
    private static bool IsLater(PublicationTime one, PublicationTime other) =>
        one.Instant is { } instant && other.Instant is { } otherInstant ? instant > otherInstant : one.Day > other.Day;
}
