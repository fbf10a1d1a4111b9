using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Incidents.Tallies;

/// <summary>How the toll of an incident stood after each publication that changed it.</summary>
public static class TollHistory
{
    /// <summary>Steps beyond which only the newest are kept: no chart shows more.</summary>
    private const int MostSteps = 64;

    /// <summary>The steps of each measure, the oldest first; a measure whose toll never changed has one.</summary>
    /// <param name="claims">All claims of an incident, in any order.</param>
    public static IReadOnlyDictionary<Measure, IReadOnlyList<TollStep>> Of(IReadOnlyList<LinkedClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var figures = OriginFinder.Resolve(claims).Where(claim => ClaimStanding.Counts(claim) && claim.At is not null).OrderBy(claim => claim.At!.Value)
            .ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal).ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var history = new SortedDictionary<Measure, IReadOnlyList<TollStep>>();
        foreach (var measure in figures.GroupBy(figure => figure.Claim.Measure!.Value))
        {
            var steps = new List<TollStep>();
            var ofMeasure = measure.ToList();
            foreach (var at in ofMeasure.Select(figure => figure.At!.Value).Distinct().TakeLast(MostSteps))
            {
                var said = ofMeasure.Where(figure => figure.At <= at).ToList();
                var superseded = Supersession.Find(said);
                if (TollCounter.Count(Wholes.Among([.. said.Where(figure => !superseded.ContainsKey(figure.Claim.Id))]), superseded).TryGetValue(measure.Key, out var toll) && (steps is [] || steps[^1].Toll != toll))
                {
                    steps.Add(new TollStep(at, toll));
                }
            }
            history.Add(measure.Key, steps);
        }
        return history;
    }
}

/// <summary>The toll from one publication to the next that changed it.</summary>
/// <param name="At">When that was published.</param>
/// <param name="Toll">The toll from then on.</param>
public sealed record TollStep(PublicationTime At, Toll Toll);
