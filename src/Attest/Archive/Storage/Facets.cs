using Attest.Claims.Places;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>What incidents are filtered by, each value as one number: two that fall together by chance would need a digest of 64 bits to meet.</summary>
internal static class Facets
{
    /// <summary>Of an incident, ascending and without repeats.</summary>
    public static List<long> Of(Incident incident)
    {
        var facets = new SortedSet<long>
        {
            Hash("type", WireNames<EventType>.Of(incident.Type)),
            Hash("status", WireNames<EventStatus>.Of(incident.Status)),
            Hash("disputed", IsDisputed(incident) ? "yes" : "no"),
            Hash("placed", incident.Place is null ? "no" : "yes"),
            Hash("slight", incident.IsSlight ? "yes" : "no"),
        };
        foreach (var place in PlaceNames.Of(incident.Place))
        {
            facets.Add(Hash("place", place));
        }
        foreach (var side in incident.Actors.Concat(incident.Targets).Select(participant => participant.Side).Concat(incident.Claims.Select(claim => claim.Side)).OfType<string>())
        {
            facets.Add(Hash("side", PlaceKey.Fold(side)));
        }
        foreach (var claim in incident.Claims)
        {
            if (claim.Report.Publisher is { } publisher)
            {
                facets.Add(Hash("publisher", PlaceKey.Fold(publisher)));
            }
            if (claim.Measure is { } measure)
            {
                facets.Add(Hash("measure", WireNames<Measure>.Of(measure)));
            }
        }
        if (incident.Conflict is { } conflict)
        {
            facets.Add(Hash("conflict", conflict));
        }
        return [.. facets];
    }

    /// <summary>Of what one part of a report says, ascending and without repeats, each without its sign, as words of the search are.</summary>
    public static IEnumerable<ulong> Of(Report report, IReadOnlyList<LinkedClaim> claims)
    {
        var facets = new SortedSet<long>();
        if (report.Publisher is { } publisher)
        {
            facets.Add(Hash("publisher", PlaceKey.Fold(publisher)));
        }
        foreach (var claim in claims)
        {
            if (claim.Claim.Kind != ClaimKind.Statement)
            {
                facets.Add(Hash("status", WireNames<EventStatus>.Of(claim.Claim.Status)));
            }
            foreach (var place in PlaceNames.Of(claim.Event?.Place).Concat(PlaceNames.Of(claim.CountedAt)))
            {
                facets.Add(Hash("place", place));
            }
            foreach (var side in new[] { claim.Claim.Side, claim.Event?.Actor, claim.Event?.Target }.OfType<string>())
            {
                facets.Add(Hash("side", PlaceKey.Fold(side)));
            }
            if (claim.Event is { } told)
            {
                facets.Add(Hash("type", WireNames<EventType>.Of(told.Type)));
            }
            if (claim.Claim.Measure is { } measure)
            {
                facets.Add(Hash("measure", WireNames<Measure>.Of(measure)));
            }
            if (claim.Conflict is { } conflict)
            {
                facets.Add(Hash("conflict", conflict));
            }
        }
        return facets.Select(Unsigned);
    }

    /// <summary>The folded name of a place that is asked for, as incidents are filed under it.</summary>
    public static string Place(Sql sql, string asked) => PlaceNames.Asked(asked, folded => sql.Value("SELECT 1 FROM facets WHERE facet = $1 LIMIT 1", OfPlace(folded)) is not null);

    /// <summary>The facet of a place by its folded name.</summary>
    public static long OfPlace(string folded) => Hash("place", folded);

    /// <summary>What a tally is asked of, as one number: a measure, and of whose figures and by whom, where only these are asked for. Its place and days are no part of it.</summary>
    public static long Tally(TallyQuery query) =>
        Hash("tally", $"{WireNames<Measure>.Of(query.Measure)}{(query.Side is { } side ? $" of {PlaceKey.Fold(side)}" : "")}{(query.Claimant is { } claimant ? $" by {PlaceKey.Fold(claimant)}" : "")}");

    /// <summary>A facet without its sign.</summary>
    public static ulong Unsigned(long facet) => facet < 0 ? (ulong)-facet : (ulong)facet;

    /// <summary>Those that a filter asks for; the period and the box are no facets.</summary>
    public static List<long> Asked(Sql sql, IncidentFilter filter)
    {
        var facets = new List<long>();
        void Ask(string kind, string? value)
        {
            if (value is not null)
            {
                facets.Add(Hash(kind, value));
            }
        }
        Ask("place", filter.Place is { } place ? Place(sql, place) : null);
        Ask("type", filter.Type is { } type ? WireNames<EventType>.Of(type) : null);
        Ask("side", filter.Side is { } side ? PlaceKey.Fold(side) : null);
        Ask("status", filter.Status is { } status ? WireNames<EventStatus>.Of(status) : null);
        Ask("publisher", filter.Publisher is { } publisher ? PlaceKey.Fold(publisher) : null);
        Ask("measure", filter.Measure is { } measure ? WireNames<Measure>.Of(measure) : null);
        Ask("conflict", filter.Conflict);
        Ask("disputed", filter.IsDisputed is { } disputed ? (disputed ? "yes" : "no") : null);
        Ask("slight", filter.IsSlight is { } slight ? slight ? "yes" : "no" : null);
        Ask("placed", filter.IsPlaced is { } placed ? (placed ? "yes" : "no") : null);
        return facets;
    }

    /// <summary>Whether claims of an incident contradict each other and nothing decides it.</summary>
    public static bool IsDisputed(Incident incident)
    {
        foreach (var contradiction in incident.Contradictions)
        {
            if (contradiction.State == ContradictionState.Open)
            {
                return true;
            }
        }
        return false;
    }

    // FNV-1a over UTF-16.
    private static long Hash(string kind, string value)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in kind)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }
        hash = (hash ^ ' ') * 1099511628211UL;
        foreach (var letter in value)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }
        return (long)hash;
    }
}
