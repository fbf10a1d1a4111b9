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
        var said = saying.Where(claim => claim.OriginKey is not null).ToList();
        // A thing that was struck blames nobody; and where nobody in particular says it, no side does. A sentence that repeats a side without naming it is no second voice, nor is one of whom nobody knows whose they are.
        var sides = said.Where(claim => claim.SpeakerSide is not null).Select(claim => claim.SpeakerSide!).Distinct(StringComparer.Ordinal).ToList();
        return side is not null && said is not [] && sides.Count < 2 && !sides.Contains(side);
    }
}
