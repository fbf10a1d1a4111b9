using Attest.Archive;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Live;

/// <summary>Changes of one incident as a desk would tell them: “people killed raised from 3 to 7”.</summary>
internal static class ChangeWords
{
    /// <summary>What changed, each thing once: a number from its first to its last value.</summary>
    /// <param name="changes">Changes of one incident, the oldest first.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<IncidentChange> changes)
    {
        var words = new List<string>();
        foreach (var figure in changes.Where(change => change.Kind is IncidentChangeKind.FigureRaised or IncidentChangeKind.FigureLowered && change.Measure is not null).GroupBy(change => change.Measure!.Value))
        {
            var (before, after) = (figure.First().Before, figure.Last().After);
            if (before == after)
            {
                continue;
            }
            var measure = Names.Of(figure.Key);
            words.Add(before is null ? $"{measure}: {Numbers.Of(after ?? 0)} given for the first time"
                : after is null ? $"{measure}: no number stands any more, it was {Numbers.Of(before.Value)}"
                : $"{measure} {(after > before ? "raised" : "lowered")} from {Numbers.Of(before.Value)} to {Numbers.Of(after.Value)}");
        }
        foreach (var kind in changes.Select(change => change.Kind).Distinct())
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

    private static string? Of(IncidentChangeKind kind) => kind switch
    {
        IncidentChangeKind.Disputed => "now disputed",
        IncidentChangeKind.Resolved => "a dispute was decided by a person",
        IncidentChangeKind.Corrected => "a source corrected its own number",
        IncidentChangeKind.Denied => "now denied by somebody",
        IncidentChangeKind.Merged => "another entry turned out to be the same",
        IncidentChangeKind.Parted => "parted from another entry",
        _ => null,
    };
}
