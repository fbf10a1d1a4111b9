using Attest.Archive;

namespace Attest.Web.Pages.Live;

/// <summary>What is new and what changed, for somebody who was away; of each the weightiest first.</summary>
/// <param name="New">Incidents that were not there before.</param>
/// <param name="Changed">Those that were there, with what changed about each, the oldest change first.</param>
/// <param name="Removed">How many there are no more.</param>
public sealed record Handover(IReadOnlyList<IncidentPin> New, IReadOnlyList<(IncidentPin Incident, IReadOnlyList<IncidentChange> Changes)> Changed, int Removed)
{
    /// <summary>Makes it of a stretch of the feed of changes.</summary>
    /// <param name="changes">The changes, the oldest first.</param>
    /// <param name="incidents">What is to be shown of those that are still there.</param>
    public static Handover Of(IReadOnlyList<IncidentChange> changes, IReadOnlyList<IncidentPin> incidents)
    {
        var byIncident = changes.ToLookup(change => change.Incident, StringComparer.Ordinal);
        var weightiest = incidents.OrderByDescending(incident => incident.Weight).ThenByDescending(incident => incident.Sequence).ToList();
        var isNew = weightiest.ToLookup(incident => byIncident[incident.Id].Any(change => change.Kind is IncidentChangeKind.Created or IncidentChangeKind.Parted));
        return new Handover(
            [.. isNew[true]],
            [.. isNew[false].Select(incident => (Incident: incident, Changes: (IReadOnlyList<IncidentChange>)[.. byIncident[incident.Id]])).Where(one => ChangeWords.Of(one.Changes).Count > 0)],
            changes.Where(change => change.Kind == IncidentChangeKind.Removed).Select(change => change.Incident).Distinct(StringComparer.Ordinal).Count(id => weightiest.TrueForAll(incident => incident.Id != id)));
    }
}
