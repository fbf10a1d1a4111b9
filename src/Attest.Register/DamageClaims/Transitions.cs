namespace Attest.Register.DamageClaims;

/// <summary>The table of transitions: <c>transitions.tsv</c>.</summary>
public static class Transitions
{
    /// <summary>All rows, in the table's order.</summary>
    public static IReadOnlyList<Transition> All { get; } = [.. Table.Rows(typeof(Transitions).Assembly, "DamageClaims/transitions.tsv").Select(row => new Transition(
        WireNames<DamageState>.Parse(row[0]),
        WireNames<DamageStep>.Parse(row[1]),
        WireNames<DamageState>.Parse(row[2]),
        [.. row[3].Split('|').Select(WireNames<RegisterRole>.Parse)],
        row[4] == "yes",
        row[5] == "yes",
        WireNames<TransitionCondition>.Parse(row[6])))];

    /// <summary>The row of a step; null where it can't be done there by anybody.</summary>
    public static Transition? Find(DamageState state, DamageStep step) => All.FirstOrDefault(row => row.From == state && row.Step == step);

    /// <summary>Whether a damage claim that stands there is its claimant's to complete.</summary>
    public static bool IsReturned(DamageState state) => Find(state, DamageStep.Complete) is not null;

    /// <summary>Whether a damage claim that stands there takes evidence from its claimant: while it is completed, and while it waits or is examined.</summary>
    public static bool TakesEvidence(DamageState state) => IsReturned(state) || Find(state, DamageStep.AddEvidence) is not null;
}
