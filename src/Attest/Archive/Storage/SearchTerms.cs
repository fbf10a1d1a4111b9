using System.Text;

namespace Attest.Archive.Storage;

/// <summary>What somebody typed, as words, phrases in quotation marks and beginnings of words (<c>shell*</c>). Whatever else it holds is no operator here.</summary>
/// <param name="Phrases">Each the words that must follow one another; never an empty one.</param>
internal sealed record SearchTerms(IReadOnlyList<SearchPhrase> Phrases)
{
    /// <summary>More words tell no more of what is meant and cost time; a longer query is one that was pasted.</summary>
    private const int MostWords = 32, LongestWord = 64;

    /// <summary>A shorter beginning is too common to be told from a word.</summary>
    private const int LeastBeginning = 2;

    public static SearchTerms Read(string query)
    {
        var phrases = new List<SearchPhrase>();
        var words = new List<string>();
        var (inQuotes, count, i) = (false, 0, 0);
        void End(bool isBeginning)
        {
            if (words.Count > 0)
            {
                phrases.Add(new SearchPhrase([.. words], isBeginning && words[^1].Length >= LeastBeginning));
                words.Clear();
            }
        }
        while (i < query.Length && count < MostWords)
        {
            if (!IsWord(query[i]))
            {
                if (query[i] is '"' or '“' or '”' or '„' or '«' or '»')
                {
                    End(isBeginning: false);
                    inQuotes = !inQuotes;
                }
                i++;
                continue;
            }
            var start = i;
            while (i < query.Length && IsWord(query[i]))
            {
                i++;
            }
            words.Add(query[start..Math.Min(i, start + LongestWord)]);
            count++;
            var isBeginning = i < query.Length && query[i] == '*';
            if (!inQuotes || isBeginning)
            {
                End(isBeginning);
            }
        }
        End(isBeginning: false);
        return new SearchTerms(phrases);
    }

    /// <summary>The expression for FTS5 over some columns; every word stands in quotation marks, so that none is an operator.</summary>
    /// <param name="columns">Names of columns.</param>
    public string Expression(string columns)
    {
        var expression = new StringBuilder();
        foreach (var phrase in Phrases)
        {
            expression.Append(expression.Length == 0 ? $"{{{columns}}} : (" : " AND ").Append('"').AppendJoin(' ', phrase.Words).Append('"').Append(phrase.IsBeginning ? " *" : "");
        }
        return expression.Append(')').ToString();
    }

    // Letters and digits as the tokenizer knows them; everything else parts words there too.
    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter);
}

/// <summary>Words that must follow one another.</summary>
internal sealed record SearchPhrase(IReadOnlyList<string> Words, bool IsBeginning)
{
    public override string ToString() => $"{string.Join(' ', Words)}{(IsBeginning ? "*" : "")}";
}
