using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>What is remembered of an incident to tell what changed about it when it is assembled anew.</summary>
/// <param name="Reports">Number of reports.</param>
/// <param name="Open">Contradictions that stand.</param>
/// <param name="Superseded">Contradictions that a later figure of one origin ended.</param>
/// <param name="Resolved">Contradictions that a person decided.</param>
/// <param name="Denials">Claims by which somebody denies it.</param>
/// <param name="Shown">The number shown of each measure.</param>
internal sealed record IncidentState(int Reports, int Open, int Superseded, int Resolved, int Denials, IReadOnlyDictionary<Measure, decimal?> Shown)
{
    private const char Between = ' ', Is = '=';
    private const int Counts = 5;

    public static IncidentState Of(Incident incident) => new(
        incident.Reports,
        incident.Contradictions.Count(one => one.State == ContradictionState.Open),
        incident.Contradictions.Count(one => one.State == ContradictionState.Superseded),
        incident.Contradictions.Count(one => one.State == ContradictionState.Resolved),
        incident.Claims.Count(claim => !claim.IsRejected && (claim.Status == EventStatus.Denied || claim.Modality == Modality.Denied)),
        incident.Toll.ToDictionary(toll => toll.Key, toll => toll.Value.Shown));

    public static IncidentState Read(string text)
    {
        var parts = text.Split(Between);
        var shown = parts.Skip(Counts).Select(part => part.Split(Is))
            .ToDictionary(pair => WireNames<Measure>.Parse(pair[0]), pair => pair[1].Length == 0 ? (decimal?)null : decimal.Parse(pair[1], CultureInfo.InvariantCulture));
        int Count(int index) => int.Parse(parts[index], CultureInfo.InvariantCulture);
        return new IncidentState(Count(0), Count(1), Count(2), Count(3), Count(4), shown);
    }

    public string Write() => string.Join(
        Between,
        new[] { Reports, Open, Superseded, Resolved, Denials }.Select(count => count.ToString(CultureInfo.InvariantCulture))
            .Concat(Shown.OrderBy(toll => toll.Key).Select(toll => string.Create(CultureInfo.InvariantCulture, $"{WireNames<Measure>.Of(toll.Key)}{Is}{toll.Value}"))));

    /// <summary>What changed since an earlier state of the same incident, in the order of a reader's interest; empty where nothing of this did.</summary>
    public IEnumerable<(IncidentChangeKind Kind, Measure? Measure, decimal? Before, decimal? After)> Since(IncidentState before)
    {
        foreach (var measure in Shown.Keys.Union(before.Shown.Keys).Order())
        {
            var (was, now) = (before.Shown.GetValueOrDefault(measure), Shown.GetValueOrDefault(measure));
            if (now != was)
            {
                yield return (was is null || now > was ? IncidentChangeKind.FigureRaised : IncidentChangeKind.FigureLowered, measure, was, now);
            }
        }
        if (Open > before.Open)
        {
            yield return (IncidentChangeKind.Disputed, null, null, null);
        }
        if (Resolved > before.Resolved || (Open < before.Open && Superseded <= before.Superseded))
        {
            yield return (IncidentChangeKind.Resolved, null, null, null);
        }
        if (Superseded > before.Superseded)
        {
            yield return (IncidentChangeKind.Corrected, null, null, null);
        }
        if (Denials > before.Denials)
        {
            yield return (IncidentChangeKind.Denied, null, null, null);
        }
        if (Reports > before.Reports)
        {
            yield return (IncidentChangeKind.Joined, null, null, null);
        }
    }
}
