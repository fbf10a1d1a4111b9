namespace Attest.Language.Names;

/// <summary>Tells a person's name from the offices, ranks and forms of address before it.</summary>
internal static class Titles
{
    private static readonly HashSet<string> Words = [.. Table.Rows("Language/Names/titles.tsv").Select(row => row[0]), .. Table.Rows("Language/Coreference/roles.tsv").Select(row => row[0])];

    /// <summary>Index of the first token of tokens[first..last] that is no title; <paramref name="last"/> where all are.</summary>
    public static int End(ReadOnlySpan<Token> tokens, int first, int last)
    {
        while (first < last && IsTitle(tokens[first]))
        {
            first++;
        }
        // A hyphen between two words of one title: Secretary-General.
        return first + 1 < last && first > 0 && tokens[first].Tag == UniversalTag.Punct && IsTitle(tokens[first + 1]) ? End(tokens, first + 1, last) : first;
    }

    private static bool IsTitle(Token token) => Words.Contains(token.Lemma) || Words.Contains(token.Lemma.ToLowerInvariant());
}
