using Attest.Claims.Nations;

namespace Attest.Incidents;

/// <summary>Who is said to have taken part, and whether more than one side says so.</summary>
internal static class ParticipantTally
{
    /// <summary>The participants that events of an incident name, the one that most reports name first.</summary>
    /// <param name="events">Claims of events, in the incident's order.</param>
    /// <param name="nameOf">The actor or the target of what a report says.</param>
    public static List<Participant> Of(IReadOnlyList<LinkedClaim> events, Func<EventFacts, string?> nameOf)
    {
        var named = events.Where(claim => claim.Event is not null && nameOf(claim.Event) is not null).ToList();
        if (named.Exists(claim => claim.Claim.Status != EventStatus.Denied))
        {
            named.RemoveAll(claim => claim.Claim.Status == EventStatus.Denied);
        }
        var sides = named.Select(claim => SideOf(nameOf(claim.Event!)!)).Distinct().Count();
        return [.. named.GroupBy(claim => nameOf(claim.Event!)!, StringComparer.Ordinal)
            .OrderByDescending(group => group.Select(claim => claim.Claim.Report.Id).Distinct().Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Participant(group.Key, SideOf(group.Key), sides > 1 || IsContested(group.Key, [.. group], events)))];
    }

    /// <summary>The side that a participant's name begins with; null where it names none.</summary>
    public static string? SideOf(string name) => NationTable.World.FirstIn(name)?.Nation.Name;

    // One side only says so, and not about itself; or another origin denies it.
    private static bool IsContested(string name, List<LinkedClaim> saying, IReadOnlyList<LinkedClaim> events)
    {
        if (events.Any(claim => claim.Claim.Status == EventStatus.Denied))
        {
            return true;
        }
        var side = SideOf(name);
        var speakers = saying.Select(claim => claim.OriginKey is null ? "" : claim.SpeakerSide ?? claim.OriginKey).Distinct(StringComparer.Ordinal).ToList();
        return speakers is [not ""] && speakers[0] != side;
    }
}
