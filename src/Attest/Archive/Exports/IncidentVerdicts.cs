namespace Attest.Archive.Exports;

/// <summary>What people decided of an incident, of its claims and of where they differ, for forms that have one cell for it.</summary>
public static class IncidentVerdicts
{
    /// <summary>The verdicts that stand, each once, in the order of <see cref="Verdict"/>; acceptances, which change nothing, among them. Empty where nobody decided anything.</summary>
    public static IReadOnlyList<Verdict> Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return [.. incident.Judged.Concat(incident.Claims.SelectMany(claim => claim.Judged)).Select(judged => judged.Verdict)
            .Concat(incident.Contradictions.Where(one => one.ResolvedBy is not null).Select(_ => Verdict.Resolved)).Distinct().Order()];
    }

    /// <summary>Their written names with blanks between; empty for none.</summary>
    internal static string Write(Incident incident) => string.Join(' ', Of(incident).Select(WireNames<Verdict>.Of));
}
