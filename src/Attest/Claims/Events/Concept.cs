namespace Attest.Claims.Events;

/// <summary>A sort of occurrence that a trigger can mean (<c>concepts.tsv</c>).</summary>
/// <param name="Name">Such as <c>missile-strike</c>.</param>
/// <param name="Family">What it shares with those concepts that can tell of the same occurrence.</param>
/// <param name="Type">PLOVER's type.</param>
/// <param name="Modes">PLOVER's modes; may be empty.</param>
/// <param name="Subtype">ACLED's sub-event type; null where the means decide or none applies.</param>
/// <param name="Verb">Where a verb of this concept has its actor and target.</param>
/// <param name="Noun">Where a noun of this concept has them.</param>
internal sealed record Concept(string Name, string Family, EventType Type, string[] Modes, string? Subtype, RolePattern Verb, RolePattern Noun)
{
    /// <summary>Every concept by its name.</summary>
    public static IReadOnlyDictionary<string, Concept> All { get; } = Load();

    private static Dictionary<string, Concept> Load()
    {
        var concepts = new Dictionary<string, Concept>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Claims/Events/concepts.tsv"))
        {
            concepts.Add(row[0], new Concept(
                row[0], row[1], WireNames<EventType>.Parse(row[2]), row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries), row[4].Length == 0 ? null : row[4],
                RolePattern.All[row[5]], RolePattern.All[row[6]]));
        }
        return concepts;
    }
}

/// <summary>Where a trigger's actor and target stand (<c>patterns.tsv</c>): slots in order of preference.</summary>
/// <param name="Name">Such as <c>transitive</c>.</param>
/// <param name="Actor">Slots of the actor: subject, object, possessor, recipient, other, between, between-other, or a preposition.</param>
/// <param name="Target">Slots of the target.</param>
internal sealed record RolePattern(string Name, string[] Actor, string[] Target)
{
    /// <summary>The pattern of verbs whose object is an attack that is held off.</summary>
    public const string Warding = "warding";

    /// <summary>The pattern of helping verbs by which a speaker asks something of a verb's subject.</summary>
    public const string Obliging = "obliging";

    /// <summary>Every pattern by its name.</summary>
    public static IReadOnlyDictionary<string, RolePattern> All { get; } = Table.Rows("Claims/Events/patterns.tsv").ToDictionary(
        row => row[0],
        row => new RolePattern(row[0], row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        StringComparer.Ordinal);
}
