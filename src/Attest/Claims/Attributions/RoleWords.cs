using Attest.Claims.Nations;

namespace Attest.Claims.Attributions;

/// <summary>Parts the words around a person's name into what the person is and for whom: "Lorvalian Defence Minister" into Defence Minister and Lorvale.</summary>
/// <param name="Role">Office or occupation; null where the words give none.</param>
/// <param name="Affiliation">Body, place or state; null where they give none.</param>
internal readonly record struct RoleWords(string? Role, string? Affiliation)
{
    // Longer words are no title but a sentence about the person.
    private const int LongestRole = 8;
    private const int LongestAffiliation = 9;

    /// <summary>Reads the words before and after a name within its source.</summary>
    public static RoleWords Read(Words words, TokenRange source, TokenRange person)
    {
        var before = Before(words, new TokenRange(source.First, person.First));
        var after = After(words, new TokenRange(person.Last, source.Last));
        return new RoleWords(before.Role ?? after.Role, before.Role is null ? after.Affiliation ?? before.Affiliation : before.Affiliation ?? (after.Role is null ? null : after.Affiliation));
    }

    // "Kharkiv regional governor", "the head of the relief fund,": the office is a run of titles at the end, or else what stands before "of".
    private static RoleWords Before(Words words, TokenRange range)
    {
        var (first, last) = Trim(words, range);
        while (last > first && words[last - 1] is "mr" or "mr." or "mrs" or "mrs." or "ms" or "ms." or "miss" or "sir" or "dame" or "lady")
        {
            // How somebody is addressed is no office.
            last--;
        }
        if (last <= first)
        {
            return default;
        }
        for (var k = first + 1; k < last; k++)
        {
            if (Joins(words, k))
            {
                return After(words, new TokenRange(first, last));
            }
        }
        var start = last;
        while (start > first && IsOfOffice(words, start - 1, start == last))
        {
            start--;
        }
        var former = "";
        while (first < start && words[first] is "former" or "ex" or "ex-" or "-" or "then" or "acting" or "interim" or "outgoing" or "incoming" or "deposed" or "exiled")
        {
            former = words[first] is "-" ? former : $"{words[first].TrimEnd('-')} ";
            first++;
        }
        return start == last
            ? new RoleWords(null, Owner(words, first, last))
            : new RoleWords(former + Phrase(words, start, last, LongestRole), Owner(words, first, start));
    }

    // ", the head of the fund", ", a spokesman for the ministry in the capital".
    private static RoleWords After(Words words, TokenRange range)
    {
        var (first, last) = Trim(words, range);
        if (last <= first || words[first] is "who" or "which" or "whose" or "where" or "said" or "in" or "from" or "on")
        {
            return default;
        }
        var end = first;
        while (end < last && !(words[end] is "," or "who" or "which" or "(" or ";" or "—" or "–"))
        {
            end++;
        }
        var joint = -1;
        for (var k = first + 1; k < end && joint < 0; k++)
        {
            joint = Joins(words, k) ? k : -1;
        }
        if (joint < 0)
        {
            return Before(words, new TokenRange(first, end));
        }
        var title = Before(words, new TokenRange(first, joint));
        var (from, to) = Trim(words, new TokenRange(joint + 1, end));
        // "the ambassador to Vesk" does not speak for Vesk.
        var isAddressee = words[joint] == "to" && words[joint - 1] is "ambassador" or "envoy" or "representative";
        return title.Role is null ? default
            : isAddressee ? new RoleWords(Phrase(words, Start(words, first, joint), end, LongestRole), title.Affiliation)
            : new RoleWords(title.Role, Owner(words, from, to) ?? title.Affiliation);
    }

    private static int Start(Words words, int first, int joint)
    {
        var start = joint;
        while (start > first && IsOfOffice(words, start - 1, start == joint))
        {
            start--;
        }
        return start;
    }

    private static bool Joins(Words words, int token) => words[token] is "of" or "for" or "at" or "with" or "to" or "in" or "from" && !words.IsCapital(token);

    private static bool IsOfOffice(Words words, int token, bool isLast) =>
        SpeakerWords.Default.IsTitle(words[token]) || SpeakerWords.Default.IsRole(words[token])
        || (!isLast && (words[token] is "-" or "senior" or "top" or "first" or "chief" or "deputy" or "defence" or "defense" or "foreign" or "interior" or "prime" or "vice" or "national" or "security" or "press" or "military" or "political" or "human" or "rights"
            or "finance" or "energy" or "economy" or "health" or "justice" or "research" or "regional" or "general" or "intelligence" or "police" or "army" or "presidential" or "policy" or "economic" or "trade" or "culture" or "education" or "transport" or "communications" or "special" or "legal" or "public" or "emergency"
            || words[token].EndsWith("-general", StringComparison.Ordinal)));

    private static (int First, int Last) Trim(Words words, TokenRange range)
    {
        var (first, last) = (range.First, range.Last);
        while (first < last && (words[first] is "," or "(" or "the" or "a" or "an" or "-" or "–" or "—" || words.IsQuote(first) || NounPhrases.IsPossessive(words, first)))
        {
            first++;
        }
        while (last > first && (words[last - 1] is "," or ")" or "(" or "-" or "–" or "—" or "." || words.IsQuote(last - 1)))
        {
            last--;
        }
        return (first, last);
    }

    // Whose: a nation by its name, a body or place by the report's words.
    private static string? Owner(Words words, int first, int last)
    {
        (first, last) = Trim(words, new TokenRange(first, last));
        while (last > first && NounPhrases.IsPossessive(words, last - 1))
        {
            last--;
        }
        if (last <= first)
        {
            return null;
        }
        var text = words.Phrase(first, last);
        if (NationTable.World.Find(text) is { } nation)
        {
            return nation.Nation.Name;
        }
        var holdsName = false;
        for (var k = first; k < last; k++)
        {
            holdsName |= words.IsCapital(k) || SpeakerWords.Default.IsBody(words[k]);
        }
        return holdsName ? Phrase(words, first, last, LongestAffiliation) : null;
    }

    private static string? Phrase(Words words, int first, int last, int longest) => last > first && last - first <= longest ? words.Phrase(first, last).Replace('\n', ' ') : null;
}
