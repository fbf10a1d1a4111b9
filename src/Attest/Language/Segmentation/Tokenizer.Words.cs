using System.Collections.Frozen;
using static Attest.Language.Segmentation.Characters;

namespace Attest.Language.Segmentation;

// Words: what may stand inside one, where it ends, and the parts of contractions.
internal static partial class Tokenizer
{
    private const int LongestPrefix = 7;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Prefixes = Table.Words("Language/Segmentation/hyphenated-prefixes.tsv", StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = Table.Words("Language/Segmentation/units.tsv", StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Contractions = Table.Rows("Language/Segmentation/contractions.tsv")
        .ToFrozenDictionary(row => row[0], row => row[1].Split(' ').Select(part => part.Length).ToArray(), StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static int Word(ReadOnlySpan<char> chunk, ReadOnlySpan<char> text, int chunkStart, int at, TokenBuffer tokens)
    {
        var end = at;
        var mailMayStart = true;
        while (end < chunk.Length)
        {
            if (IsWord(chunk, end))
            {
                if (end > at && char.IsAsciiDigit(chunk[end - 1]) && char.IsAsciiLetter(chunk[end]) && UnitEnd(chunk, at, end) > end)
                {
                    break;
                }
                end++;
                continue;
            }
            if (mailMayStart && chunk[end] is '@' or '.' or '-' or '+')
            {
                var mail = MailEnd(chunk, end);
                if (mail > end)
                {
                    return One(tokens, at, mail);
                }
                mailMayStart = false;
            }
            if (!Joins(chunk, at, end))
            {
                break;
            }
            end++;
        }
        if (end == at)
        {
            return OneSymbol(chunk, at, tokens);
        }
        if (end < chunk.Length && chunk[end] == '$' && chunk[at..end] is "US" or "A" or "C" or "AU" or "CA" or "NZ" or "HK" or "S" or "U")
        {
            return One(tokens, at, end + 1);
        }
        if (end < chunk.Length && chunk[end] == '.' && Abbreviations.TakesStop(text, at, end))
        {
            return One(tokens, at, end + 1);
        }
        if (SlashedLettersEnd(chunk, at, end) is var slashed && slashed > end)
        {
            return One(tokens, at, slashed);
        }
        return Parts(chunk, at, end, tokens);
    }

    /// <summary>Whether the mark at <paramref name="mark"/> stands inside the word that began at <paramref name="at"/>.</summary>
    private static bool Joins(ReadOnlySpan<char> chunk, int at, int mark)
    {
        var after = mark + 1;
        if (after >= chunk.Length || !IsWord(chunk, after))
        {
            return false;
        }
        var next = chunk[after];
        var hasBefore = mark > at;
        var before = hasBefore ? chunk[mark - 1] : ' ';
        var digits = char.IsAsciiDigit(before) && char.IsAsciiDigit(next);
        switch (chunk[mark])
        {
            case '.':
                return digits || !hasBefore || DotJoins(chunk, at, mark);
            case ',':
                return digits && ThousandsFollow(chunk, after);
            case ':':
                return digits && !HasHyphen(chunk, at, mark);
            case '/':
                return digits;
            case '&':
                return char.IsAsciiLetterUpper(before) && char.IsAsciiLetterUpper(next);
            case '-' or '‐' or '‑':
                return hasBefore && (digits ? IsNumberPart(chunk, at, mark) : PrefixJoins(chunk, at, mark));
            case '\'' or '’' or 'ʼ' or '`' or '´' or '＇':
                return hasBefore && !EndsInClitic(chunk, mark);
            default:
                return false;
        }
    }

    // b/c, w/o, s/he: abbreviations around a slash; "and/or" is three words.
    private static int SlashedLettersEnd(ReadOnlySpan<char> chunk, int at, int end)
    {
        if (end - at != 1 || end + 1 >= chunk.Length || chunk[end] != '/' || !char.IsAsciiLetter(chunk[at]) || !char.IsAsciiLetter(chunk[end + 1]))
        {
            return end;
        }
        var after = end + 2;
        if (after < chunk.Length && chunk[at] is 's' or 'S' && chunk[end + 1] is 'h' && chunk[after] is 'e')
        {
            after++;
        }
        return after < chunk.Length && IsWord(chunk, after) ? end : after;
    }

    private static bool HasHyphen(ReadOnlySpan<char> chunk, int at, int mark) => mark - at <= 24 && chunk[at..mark].Contains('-');

    // A full stop between word characters: initials (U.S), degrees (Ph.D), sites (example.org), files (report.doc); elsewhere a space was forgotten.
    private static bool DotJoins(ReadOnlySpan<char> chunk, int at, int mark)
    {
        var start = mark;
        while (start > at && IsWord(chunk, start - 1) && mark - start < 24)
        {
            start--;
        }
        var after = mark + 1;
        var end = after;
        while (end < chunk.Length && end - after < 24 && IsWord(chunk, end))
        {
            end++;
        }
        if (mark - start == 1 && char.IsLetter(chunk[start]))
        {
            // U.S, p.m; also E.Coli
            return end - after == 1 || start > at || char.IsUpper(chunk[start]);
        }
        if (end - after == 1 && mark - start <= 3 && end < chunk.Length && chunk[end] == '.' && chunk[start..mark] is "Ph" or "ph" or "Sc" or "Ed" or "Lt" or "Col" or "Gen")
        {
            return true;
        }
        // unitedway.example.com: the last of several parts decides.
        while (end + 1 < chunk.Length && chunk[end] == '.' && end - mark < 64 && char.IsAsciiLetterLower(chunk[end + 1]))
        {
            after = ++end;
            while (end < chunk.Length && end - mark < 64 && IsWord(chunk, end))
            {
                end++;
            }
        }
        var ending = chunk[after..end];
        return ending.Length switch
        {
            2 => ending is "uk" or "ua" or "ru" or "eu" or "de" or "fr" or "pl" or "io" or "tv" or "me" or "gz" or "js" && char.IsAsciiLetterLower(chunk[mark - 1]),
            3 => IsAny(ending, ["com", "org", "net", "gov", "edu", "mil", "int", "doc", "xls", "pdf", "jpg", "png", "gif", "txt", "htm", "zip", "ppt", "csv", "exe", "xml"]),
            4 => IsAny(ending, ["info", "docx", "xlsx", "html", "jpeg", "json"]),
            _ => false,
        };
    }

    private static bool IsAny(ReadOnlySpan<char> word, ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.Equals(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static bool ThousandsFollow(ReadOnlySpan<char> chunk, int after) =>
        after + 3 <= chunk.Length && char.IsAsciiDigit(chunk[after + 1]) && char.IsAsciiDigit(chunk[after + 2]) && (after + 3 == chunk.Length || !char.IsAsciiDigit(chunk[after + 3]));

    // Telephone numbers, postal codes and dates keep their hyphens; ranges (3-5, 1969-1970) do not.
    private static bool IsNumberPart(ReadOnlySpan<char> chunk, int at, int mark)
    {
        const int Longest = 20;
        var end = mark;
        while (end < chunk.Length && end - at <= Longest && (char.IsAsciiDigit(chunk[end]) || chunk[end] == '-'))
        {
            end++;
        }
        if (mark - at > Longest || end - at > Longest)
        {
            return false;
        }
        Span<int> groups = stackalloc int[8];
        var count = 0;
        var length = 0;
        for (var i = at; i <= end; i++)
        {
            if (i < end && char.IsAsciiDigit(chunk[i]))
            {
                length++;
            }
            else if (count < groups.Length)
            {
                groups[count++] = length;
                length = 0;
            }
        }
        return count switch
        {
            2 => groups[0] is 3 or 5 && groups[1] == 4,
            3 => (groups[0] == 3 && groups[1] == 3 && groups[2] == 4) || (groups[0] == 4 && groups[1] == 2 && groups[2] == 2) || (groups[0] <= 2 && groups[1] <= 2 && groups[2] is 2 or 4),
            4 => groups[0] <= 3 && groups[1] == 3 && groups[2] == 3,
            _ => false,
        };
    }

    private static bool PrefixJoins(ReadOnlySpan<char> chunk, int at, int mark) =>
        mark - at <= LongestPrefix && char.IsLetterOrDigit(chunk[mark + 1]) && Prefixes.Contains(chunk[at..mark]);

    private static bool EndsInClitic(ReadOnlySpan<char> chunk, int mark)
    {
        var end = mark + 1;
        while (end < chunk.Length && end - mark < 4 && IsWord(chunk, end))
        {
            end++;
        }
        if (end < chunk.Length && IsWord(chunk, end))
        {
            return false;
        }
        var letters = chunk[(mark + 1)..end];
        return IsCliticEnding(letters);
    }

    /// <summary>The end of the e-mail address whose first mark stands at <paramref name="mark"/>; the same place where it is none.</summary>
    private static int MailEnd(ReadOnlySpan<char> chunk, int mark)
    {
        const int LongestName = 64;
        var first = mark;
        while (mark < chunk.Length && mark - first < LongestName && chunk[mark] != '@' && (char.IsAsciiLetterOrDigit(chunk[mark]) || chunk[mark] is '.' or '-' or '_' or '+'))
        {
            mark++;
        }
        if (mark >= chunk.Length || chunk[mark] != '@')
        {
            return first;
        }
        var end = mark + 1;
        var dot = false;
        while (end < chunk.Length && end - mark < LongestAddress && (char.IsAsciiLetterOrDigit(chunk[end]) || chunk[end] is '.' or '-' or '_'))
        {
            dot |= chunk[end] == '.' && end > mark + 1;
            end++;
        }
        while (end > mark + 1 && chunk[end - 1] is '.' or '-')
        {
            end--;
        }
        return dot && end > mark + 3 ? end : first;
    }

    /// <summary>Where a unit that follows a number ends; <paramref name="from"/> where none does.</summary>
    private static int UnitEnd(ReadOnlySpan<char> chunk, int at, int from)
    {
        for (var i = Math.Max(at, from - 16); i < from; i++)
        {
            if (!(char.IsAsciiDigit(chunk[i]) || chunk[i] is '.' or ',' or ':'))
            {
                return from;
            }
        }
        var end = from;
        while (end < chunk.Length && end - from < 9 && IsWord(chunk, end))
        {
            end++;
        }
        return (end < chunk.Length && IsWord(chunk, end)) || !Units.Contains(chunk[from..end]) ? from : end;
    }

    /// <summary>Appends a word, cut into its parts where it is a contraction.</summary>
    private static int Parts(ReadOnlySpan<char> chunk, int at, int end, TokenBuffer tokens)
    {
        // don't → do n't: the apostrophe was taken into the word.
        if (end - at >= 4 && chunk[end - 1] is 't' or 'T' && IsApostrophe(chunk[end - 2]) && chunk[end - 3] is 'n' or 'N')
        {
            tokens.Add(at, end - 3);
            return One(tokens, end - 3, end);
        }
        if (end - at <= 8 && Contractions.TryGetValue(chunk[at..end], out var lengths))
        {
            foreach (var length in lengths)
            {
                tokens.Add(at, at + length);
                at += length;
            }
            return end;
        }
        return One(tokens, at, end);
    }
}
