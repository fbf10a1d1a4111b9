using Attest.Archive;
using Attest.Web.Pages.Incidents;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Live;

/// <summary>Changes of one incident as a desk would tell them: “people killed lowered from 8 to 7 by the mayor”.</summary>
/// <remarks>Raised and lowered is only what one source said of its own number. That the number shown of many changed raises and lowers nothing.</remarks>
internal static class ChangeWords
{
    /// <summary>What changed, each thing once: a number from its first to its last value.</summary>
    /// <param name="changes">Changes of one incident, the oldest first.</param>
    /// <param name="incident">The incident as it is now, which tells who gave a number anew and the range of all; null where only the changes are at hand.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<IncidentChange> changes, Incident? incident = null)
    {
        var revisions = Revisions(changes, incident);
        var words = revisions.Select(revision => Of(revision, incident!)).ToList();
        foreach (var figure in changes.Where(IsFigure).GroupBy(change => change.Measure!.Value).Where(figure => !revisions.Any(revision => revision.Measure == figure.Key)))
        {
            var (before, after) = (figure.First().Before, figure.Last().After);
            if (before == after)
            {
                continue;
            }
            var measure = Names.Of(figure.Key);
            words.Add(before is null ? $"{measure}: {Numbers.Of(after ?? 0)} given for the first time"
                : after is null ? $"{measure}: no number stands any more, it was {Numbers.Of(before.Value)}"
                : $"{measure}: {(RangeOf(figure.Key, incident) is { } range ? $"range now {range}, " : "")}number shown now {Numbers.Of(after.Value)}, before {Numbers.Of(before.Value)}");
        }
        foreach (var kind in changes.Select(change => change.Kind).Distinct().Where(kind => kind != IncidentChangeKind.Corrected || revisions.Count == 0))
        {
            if (Of(kind) is { } told)
            {
                words.Add(told);
            }
        }
        var joined = changes.Count(change => change.Kind == IncidentChangeKind.Joined);
        if (joined > 0)
        {
            words.Add($"{Numbers.Count(joined, "more report")}");
        }
        return words is [] && changes.Any(change => change.Kind == IncidentChangeKind.Updated) ? ["its wording, place or time"] : words;
    }

    /// <summary>The same in a word or two each, to mark an entry by.</summary>
    /// <inheritdoc cref="Of(IReadOnlyList{IncidentChange}, Incident?)"/>
    public static IReadOnlyList<string> Marks(IReadOnlyList<IncidentChange> changes, Incident? incident = null)
    {
        var revisions = Revisions(changes, incident);
        return
        [
            .. revisions.Select(revision => revision.Direction switch { > 0 => "figure raised", < 0 => "figure lowered", _ => "figure given anew" })
                .Concat(changes.Select(change => change.Kind switch
                {
                    IncidentChangeKind.FigureRaised or IncidentChangeKind.FigureLowered => revisions.Any(revision => revision.Measure == change.Measure) ? null : change.Before is null ? "first figure" : "new figure",
                    IncidentChangeKind.Disputed => "disputed",
                    IncidentChangeKind.Corrected => revisions.Count == 0 ? "corrected" : null,
                    IncidentChangeKind.Denied => "denied",
                    _ => null,
                }).OfType<string>()).Distinct(),
        ];
    }

    private static bool IsFigure(IncidentChange change) => change is { Kind: IncidentChangeKind.FigureRaised or IncidentChangeKind.FigureLowered, Measure: not null };

    // The figures that an origin gave anew in one of the reports that these changes came with.
    private static List<Revision> Revisions(IReadOnlyList<IncidentChange> changes, Incident? incident)
    {
        if (incident is null || !changes.Any(change => change.Kind == IncidentChangeKind.Corrected))
        {
            return [];
        }
        var reports = changes.Select(change => change.Report).OfType<Sha256>().ToHashSet();
        return
        [
            .. incident.Contradictions.Where(dispute => dispute is { Kind: ContradictionKind.Count, State: ContradictionState.Superseded, Measure: not null })
                .Select(dispute => (dispute.Measure, Pair: IncidentWords.Pair(incident, dispute)))
                .Where(one => one.Pair is { } pair && reports.Contains(pair.Second.Report.Id))
                .Select(one => new Revision(one.Measure!.Value, one.Pair!.Value.First, one.Pair.Value.Second))
                // A number given anew takes the place of the last one before it, whatever came before that.
                .GroupBy(revision => revision.Later.Id, StringComparer.Ordinal)
                .Select(of => of.MaxBy(revision => revision.Earlier.Report.Published ?? new PublicationTime(DateOnly.MinValue))!)
                .DistinctBy(revision => (revision.Measure, revision.Earlier.Low, revision.Earlier.High, revision.Later.Low, revision.Later.High, revision.Later.Speaker)),
        ];
    }

    private static string Of(Revision revision, Incident incident)
    {
        var (before, after, by) = (IncidentWords.Figure(revision.Earlier), IncidentWords.Figure(revision.Later), revision.Later.Speaker ?? revision.Later.Report.Publisher ?? "its source");
        var told = revision.Direction == 0 ? $"{Names.Of(revision.Measure)} given anew as {after} by {by}, before {before}"
            : $"{Names.Of(revision.Measure)} {(revision.Direction > 0 ? "raised" : "lowered")} from {before} to {after} by {by}";
        return RangeOf(revision.Measure, incident) is { } range ? $"{told} (range of all now {range})" : told;
    }

    private static string? RangeOf(Measure measure, Incident? incident) =>
        incident?.Toll.GetValueOrDefault(measure) is { } toll && toll.Low != toll.High ? IncidentWords.Range(incident, measure, toll) : null;

    private static string? Of(IncidentChangeKind kind) => kind switch
    {
        IncidentChangeKind.Disputed => "now disputed",
        IncidentChangeKind.Resolved => "a dispute is no longer open",
        IncidentChangeKind.Corrected => "a source corrected its own number",
        IncidentChangeKind.Denied => "now denied by somebody",
        IncidentChangeKind.Merged => "another entry turned out to be the same",
        IncidentChangeKind.Parted => "parted from another entry",
        _ => null,
    };

    // One origin's number and what it gave in its place.
    private sealed record Revision(Measure Measure, Claim Earlier, Claim Later)
    {
        public int Direction => Math.Sign((Later.Low ?? Later.High ?? 0) - (Earlier.Low ?? Earlier.High ?? 0));
    }
}
