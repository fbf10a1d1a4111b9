using System.Collections.Frozen;

namespace Attest.Claims.Places;

/// <summary>A word that follows a name and says what it is: region, River, airfield.</summary>
/// <param name="Word">The word in lower case.</param>
/// <param name="Kind">What it makes of the name.</param>
/// <param name="Ending">How the gazetteer may write it after the name.</param>
/// <param name="NamesList">Whether it may stand for several names before it.</param>
/// <param name="HasSeat">Whether the town of that name stands for it where the gazetteer has only the town.</param>
internal sealed record GenericTerm(string Word, PlaceKind Kind, string Ending, bool NamesList, bool HasSeat)
{
    private static readonly FrozenDictionary<string, GenericTerm> Terms = Table.Rows("Claims/Places/generics.tsv")
        .Select(row => new GenericTerm(row[0], WireNames<PlaceKind>.Parse(row[1]), row[2], row[3] == "yes", row[4] == "yes")).ToFrozenDictionary(term => term.Word, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, GenericTerm>.AlternateLookup<ReadOnlySpan<char>> Lookup = Terms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The term that a word is; null where it is none.</summary>
    public static GenericTerm? Find(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var term) ? term : null;
}
