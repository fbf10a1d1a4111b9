namespace Attest.Claims.Figures;

/// <summary>The noun that a number counts.</summary>
/// <param name="Category">What sort of thing it names, such as <c>drones</c>.</param>
/// <param name="First">Index of the first token of the phrase that it heads, with its adjectives.</param>
/// <param name="Last">Index after the noun.</param>
internal readonly record struct CountNoun(string Category, int First, int Last)
{
    // "27 units of weaponry and military equipment", "11 lightly armoured personnel carriers": further on another phrase has begun.
    private const int LongestPhrase = 7;

    private static readonly PhraseTable<string> Nouns = new(Table.Rows("Claims/Figures/count-nouns.tsv").Select(row => (row[1], row[0])));

    /// <summary>The noun at exactly this token; null where it names nothing that is counted.</summary>
    public static CountNoun? At(Words words, int token, int last) =>
        token < last && Nouns.At(words, token, last) is { } found ? new CountNoun(found.Value, token, token + found.Tokens) : null;

    /// <summary>The noun that heads the phrase after a number; null where the number stands alone.</summary>
    public static CountNoun? After(Words words, int token, int last)
    {
        var k = token;
        // "one of the tanks", "dozens of soldiers", "16 out of 21".
        if (words[k] == "of")
        {
            k++;
            while (words.Is(k, WordClass.Determiner) && k < last)
            {
                k++;
            }
        }
        var first = k;
        CountNoun? head = null;
        for (var limit = Math.Min(last, k + LongestPhrase); k < limit;)
        {
            if (At(words, k, last) is { } noun)
            {
                head = noun with { First = first };
                k = noun.Last;
                // "missile systems", "drone attacks": the last of the compound heads it.
                if (k < last && (words[k] == "-" || At(words, k, last) is not null))
                {
                    continue;
                }
                break;
            }
            if (!(words.IsWord(k) || words[k] is "-" || words.IsDigits(k)) || words.Is(k, WordClass.Auxiliary | WordClass.Pronoun | WordClass.Preposition | WordClass.Coordinator | WordClass.Subordinator | WordClass.Weekday)
                || (words.Is(k, WordClass.Verb) && words[k - 1] != "-")
                || (words.Is(k, WordClass.Determiner) && words[k] is not ("more" or "other" or "such" or "no")) || (words[k] is "killed" or "injured" or "wounded" or "dead" && At(words, k + 1, last) is null))
            {
                break;
            }
            k++;
        }
        return head;
    }
}
