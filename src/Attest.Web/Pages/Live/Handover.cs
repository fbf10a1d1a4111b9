using Attest.Archive;

namespace Attest.Web.Pages.Live;

/// <summary>What is new and what changed, in words, for somebody who was away.</summary>
/// <param name="New">Incidents that were not there before, the last recorded first.</param>
/// <param name="Changed">Those that were there, with what changed about each.</param>
/// <param name="Removed">How many there are no more.</param>
public sealed record Handover(IReadOnlyList<IncidentPin> New, IReadOnlyList<(IncidentPin Incident, IReadOnlyList<string> Words)> Changed, int Removed)
{
    /// <summary>Makes it of a stretch of the feed of changes.</summary>
    /// <param name="changes">The changes, the oldest first.</param>
    /// <param name="incidents">What is to be shown of those that are still there.</param>
    public static Handover Of(IReadOnlyList<IncidentChange> changes, IReadOnlyList<IncidentPin> incidents)
    {
        var byIncident = changes.ToLookup(change => change.Incident, StringComparer.Ordinal);
        var newest = incidents.OrderByDescending(incident => incident.Sequence).ToList();
        var isNew = newest.ToLookup(incident => byIncident[incident.Id].Any(change => change.Kind is IncidentChangeKind.Created or IncidentChangeKind.Parted));
        return new Handover(
            [.. isNew[true]],
            [.. isNew[false].Select(incident => (incident, ChangeWords.Of([.. byIncident[incident.Id]]))).Where(one => one.Item2.Count > 0)],
            changes.Where(change => change.Kind == IncidentChangeKind.Removed).Select(change => change.Incident).Distinct(StringComparer.Ordinal).Count(id => newest.TrueForAll(incident => incident.Id != id)));
    }
}
