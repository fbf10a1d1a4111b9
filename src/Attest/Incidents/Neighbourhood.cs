using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Attest.Incidents;

/// <summary>The bounded neighbourhood in which an event links with events of other reports: one sort of occurrence, one settlement, one day.</summary>
/// <remarks>
/// A key is made from one event alone, so that linking never depends on what came before and never chains: two events link when their keys are equal,
/// and nothing in between can join two that are not. An event without an exact place or without a day has no such key; it can link only with one that is told in the same words.
/// </remarks>
internal static class Neighbourhood
{
    /// <summary>Days that an expression may span and still mean one day: a night has two dates, and the later one names it.</summary>
    private const int NightDays = 1;

    /// <summary>Letters and digits that a sentence must have for its words to be taken for the same wherever they stand.</summary>
    private const int LeastSameWords = 60;

    private static readonly FrozenDictionary<string, string> Families =
        Table.Rows("Incidents/families.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>The key of an event; null where it links with none by place and day.</summary>
    public static string? Of(EventFacts facts, EventStatus status)
    {
        if (status is EventStatus.Hypothetical or EventStatus.Historical
            || facts.Place is not { Kind: PlaceKind.City or PlaceKind.Village or PlaceKind.Site } place
            || DayOf(facts.Date) is not { } day)
        {
            return null;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{KindOf(facts)} {SettlementTable.AnchorOf(place)} {day:yyyy-MM-dd}");
    }

    /// <summary>The key of an event that is told in the very same words in other reports, as in copies of one wire story; null for a sentence too short to be sure.</summary>
    public static string? OfWords(EventFacts facts, string trigger, string quote)
    {
        var folded = Fold(quote);
        return folded.Length < LeastSameWords ? null : $"{KindOf(facts)} {trigger} in {Sha256.Of(folded).Hex}";
    }

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

    private static DateOnly? DayOf(TimeValue? date) =>
        date?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber is >= 0 and <= NightDays ? last : null;
}
