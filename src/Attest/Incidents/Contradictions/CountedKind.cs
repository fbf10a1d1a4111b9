using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>What a figure counts, as far as that decides whether another counts the same.</summary>
internal static class CountedKind
{
    private static readonly FrozenDictionary<string, string> Kinds = Table.Rows("Incidents/Contradictions/counted-kinds.tsv")
        .ToFrozenDictionary(row => row[1], row => row[0], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<Measure> OfPeople =
        [Measure.PeopleKilled, Measure.PeopleWounded, Measure.PeopleMissing, Measure.PeopleCaptured, Measure.PeopleDisplaced];

    /// <summary>The sort of people, or for things the last word of what is counted; empty where the words leave it open.</summary>
    public static string Of(Measure measure, string? of)
    {
        if (of is null)
        {
            return "";
        }
        var words = of.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!OfPeople.Contains(measure))
        {
            return words is [.., var head] ? head.ToLowerInvariant() : "";
        }
        // Of "wounded soldiers", the soldiers.
        var kind = "";
        foreach (var word in words)
        {
            if (Kinds.TryGetValue(word.Trim('-', ',', '’', '\''), out var found) && found != "people")
            {
                kind = found;
            }
        }
        return kind;
    }
}
