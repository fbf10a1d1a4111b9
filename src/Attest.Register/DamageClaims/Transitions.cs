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

    /// <summary>What a role can do with a damage claim that stands somewhere.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="role">The role.</param>
    public static IEnumerable<Transition> Open(DamageState state, RegisterRole role) => All.Where(row => row.From == state && row.Roles.Contains(role));

    /// <summary>The row of a step; null where it can't be done there by anybody.</summary>
    public static Transition? Find(DamageState state, DamageStep step) => All.FirstOrDefault(row => row.From == state && row.Step == step);
}
