using Attest.Claims.Attributions;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>The noun that a number counts.</summary>
/// <param name="Category">What sort of thing it names, such as <c>drones</c>.</param>
/// <param name="First">Index of the first token of the phrase that it heads, with its adjectives.</param>
/// <param name="Last">Index after the noun.</param>
/// <param name="IsApart">Whether other numbers stand between the number and the noun that they share: "50, 150 or 200 soldiers".</param>
internal readonly record struct CountNoun(string Category, int First, int Last, bool IsApart = false)
{
    // "27 units of weaponry and military equipment", "11 lightly armoured personnel carriers": further on another phrase has begun.
    private const int LongestPhrase = 7;

    // In tokens: "the number of people forced from their homes rose by" before the number itself.
    private const int SubjectReach = 24;

    /// <summary>The category of a noun that the table does not hold.</summary>
    public const string Thing = "thing";

    private static readonly HashSet<string> Categories = [.. Table.Rows("Claims/Figures/count-nouns.tsv").Select(row => row[0])];

    private static readonly PhraseTable<string> Nouns = new(Table.Rows("Claims/Figures/count-nouns.tsv").Select(row => (row[1], row[0])));

    /// <summary>Whether a category is of nouns that are counted, not of a unit.</summary>
    public static bool IsCounted(string category) => category is Thing or "unnamed" || Categories.Contains(category);

    /// <summary>The noun at exactly this token; null where it names nothing that is counted.</summary>
    public static CountNoun? At(Words words, int token, int last) =>
        token >= last ? null
        : Nouns.At(words, token, last) is { } found ? new CountNoun(found.Value, token, token + found.Tokens)
        : IsNationals(words, token) ? new CountNoun("people", token, token + 1)
        : null;

    /// <summary>Whether a token names a nation's people in the plural: Poles, Kenyans; not Chinese, which is an adjective too.</summary>
    public static bool IsNationals(Words words, int token) =>
        words.IsCapital(token) && words[token].EndsWith('s') && NationTable.World.Find(words.Text.AsSpan(words.Start(token), words.End(token) - words.Start(token))) is { Word: NationWord.People };

    // The noun that heads the phrase after a number.
    private static CountNoun? After(Words words, int token, int last)
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
        if (FigureWords.Container.Contains(words[k]) && words[k + 1] == "of" && At(words, k, last) is null)
        {
            // "100 items of headgear", "20 boxes of shells".
            k += 2;
        }
        // "16 of the 21 drones": both count them, the second with the noun.
        var isApart = k > token && words.IsDigits(k);
        var first = k;
        CountNoun? head = null;
        for (var limit = Math.Min(last, k + LongestPhrase); k < limit;)
        {
            if (At(words, k, last) is { } noun)
            {
                head = noun with { First = isApart ? noun.First : first, IsApart = isApart };
                k = noun.Last;
                // "missile systems", "drone attacks", "Leopard 2 tanks": the last of the compound heads it.
                if (k < last && (words[k] == "-" || At(words, k, last) is not null || (words.IsCapital(noun.First) && char.IsAsciiDigit(words[k][0]) && At(words, k + 1, last) is not null)))
                {
                    continue;
                }
                break;
            }
            if (words.IsQuote(k) && k > first)
            {
                // 160 protected “Husky” vehicles.
                k++;
                continue;
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

    /// <summary>What a number counts: the noun after it, by the table or by the tree, or in a line such as "Tanks: 13" the noun before it; null where it stands alone.</summary>
    public static CountNoun? Of(Words words, ClauseTree tree, Quantity quantity, int first, int last) =>
        Before(words, quantity, first) ?? Coordinated(words, tree, quantity, last) ?? After(words, OutOf(words, quantity.Last), last) ?? (quantity.Form is NumberForm.Part or NumberForm.None ? null : ByTree(words, tree, quantity, last));

    // "1,600 strike and air defence missiles": the tree knows the noun that two qualifiers share.
    private static CountNoun? Coordinated(Words words, ClauseTree tree, Quantity quantity, int last)
    {
        var head = tree.Head(quantity.Last - 1);
        if (tree.RelationOf(quantity.Last - 1) != Relation.Nummod || head <= quantity.Last + 1 || head >= Math.Min(last, quantity.Last + LongestPhrase) || At(words, head, last) is not { } noun)
        {
            return null;
        }
        for (var k = quantity.Last; k < head; k++)
        {
            if (words[k] is "and" or "or")
            {
                return noun with { First = quantity.Last };
            }
        }
        return null;
    }

    /// <summary>The token after "out of" and the whole that a number is taken from; the same token where no such words follow.</summary>
    public static int OutOf(Words words, int token) => words[token] == "out" && words[token + 1] == "of" ? words.IsDigits(token + 2) || words[token + 2] is "the" ? token + 3 : token + 2 : token;

    // "tanks – 5,000 (+12)", "Personnel: about 640".
    private static CountNoun? Before(Words words, Quantity quantity, int first)
    {
        var sign = quantity.First - 1;
        if (sign <= first || !(words[sign] is ":" or "–" or "—" or "=" or "|" || (words[sign] == "-" && !words.IsJoined(sign))) || sign - first > LongestPhrase + 2)
        {
            return null;
        }
        for (var k = Math.Max(first, sign - LongestPhrase); k < sign; k++)
        {
            if (At(words, k, sign) is { } noun && noun.Last == sign)
            {
                return noun;
            }
        }
        return null;
    }

    /// <summary>What the subject counts where a number says how many: "the number of soldiers reaches 127,000"; null where there is no such subject.</summary>
    public static CountNoun? OfSubject(Words words, Quantity quantity)
    {
        var subject = -1;
        for (var k = quantity.First - 1; k >= Math.Max(0, quantity.First - SubjectReach) && words[k] is not ("." or ";"); k--)
        {
            if (FigureWords.Counted.Contains(words[k]) && words[k + 1] is "of")
            {
                subject = k;
                break;
            }
        }
        if (subject < 0)
        {
            return null;
        }
        for (var k = subject + 2; k < Math.Min(quantity.First, subject + LongestPhrase); k++)
        {
            if (At(words, k, quantity.First) is { } noun)
            {
                return noun with { First = k };
            }
        }
        return null;
    }

    // Where the table holds no noun: "four regions", "dozens of sessions".
    private static CountNoun? ByTree(Words words, ClauseTree tree, Quantity quantity, int last)
    {
        var tokens = words.Parsed.Tokens;
        var number = quantity.Last - 1;
        while (number > quantity.NumberFirst && tree.RelationOf(number) is not (Relation.Nummod or Relation.Nmod or Relation.Amod or Relation.Det))
        {
            number--;
        }
        var head = words[quantity.Last] == "of" && quantity.Last + 1 < last ? HeadAfterOf(words, tree, quantity.Last + 1, last)
            : tree.RelationOf(number) is Relation.Nummod or Relation.Amod or Relation.Det or Relation.Nmod ? tree.Head(number) : -1;
        if (head < quantity.Last || head >= Math.Min(last, quantity.Last + LongestPhrase) || tokens[head].Tag is not (UniversalTag.Noun or UniversalTag.Propn) || words.Is(head, WordClass.Weekday | WordClass.Month))
        {
            return null;
        }
        var first = words[quantity.Last] == "of" ? quantity.Last + 1 : quantity.Last;
        while (first < head && words.Is(first, WordClass.Determiner))
        {
            first++;
        }
        for (var k = first; k < head; k++)
        {
            if (tokens[k].Tag == UniversalTag.Adp && words[k] != "of")
            {
                // "some 8 million at the end": a slip of the parser.
                return null;
            }
            if (words[k] == "," || words.IsDigits(k) || Numerals.WordOf(words[k]) is { Kind: NumberWordKind.Value or NumberWordKind.Many })
            {
                return new CountNoun(At(words, head, last)?.Category ?? Thing, head, head + 1, IsApart: true);
            }
        }
        return new CountNoun(At(words, head, last)?.Category ?? Thing, first, head + 1);
    }

    private static int HeadAfterOf(Words words, ClauseTree tree, int from, int last)
    {
        for (var k = from; k < last && k < from + LongestPhrase; k++)
        {
            if (words.Parsed.Tokens[k].Tag is UniversalTag.Noun or UniversalTag.Propn && !(tree.Head(k) > k && tree.Head(k) < from + LongestPhrase && tree.RelationOf(k) is Relation.Compound or Relation.Flat or Relation.NmodPoss))
            {
                return k;
            }
        }
        return -1;
    }
}
