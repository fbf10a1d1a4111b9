using System.Collections.Frozen;
using System.Text;

namespace Attest.Incidents;

/// <summary>What two accounts must share before anything else is compared: the sort of occurrence, and when two sentences are the same words.</summary>
internal static class Neighbourhood
{
    /// <summary>The kind of violence of whatever sort.</summary>
    public const string Violence = "ASSAULT/violence";

    /// <summary>Letters and digits that a sentence must have for its words to be taken for the same wherever they stand.</summary>
    public const int LeastSameWords = 60;

    private static readonly FrozenDictionary<string, string> Families =
        Table.Rows("Incidents/families.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>The sort of occurrence: PLOVER's type and, for violence, the family of its sub-event type.</summary>
    public static string KindOf(EventFacts facts)
    {
        var type = WireNames<EventType>.Of(facts.Type);
        return facts.Type == EventType.Assault && Families.TryGetValue(facts.Subtype ?? "", out var family) ? $"{type}/{family}" : type;
    }

    /// <summary>A sentence without case, marks and spacing.</summary>
    public static string Fold(string quote)
    {
        var folded = new StringBuilder(quote.Length);
        foreach (var letter in quote)
        {
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }
        return folded.ToString();
    }
}
