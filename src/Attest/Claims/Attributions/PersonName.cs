using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Finds a human being's name within the words of a source.</summary>
internal static class PersonName
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> GivenNames = Table.Words("Claims/Places/first-names.tsv", StringComparer.OrdinalIgnoreCase);

    /// <summary>The name without titles; null where there is none.</summary>
    public static TokenRange? In(Words words, TokenRange source)
    {
        TokenRange? best = null;
        var bestTitled = false;
        for (var k = source.First; k < source.Last;)
        {
            if (!IsNamePart(words, k))
            {
                k++;
                continue;
            }
            var last = k + 1;
            while (last < source.Last && (IsNamePart(words, last) || IsParticle(words, last, source.Last) || words[last - 1] == "-" || (words[last] == "-" && words.IsJoined(last - 1) && words.IsJoined(last))))
            {
                last++;
            }
            var (start, titled) = WithoutTitles(words, k, last);
            // "a police chief, Andrii N": a lower-case office next to the name, or after its comma.
            titled |= NearRole(words, start, last, source);
            start = Math.Max(start, FirstOfNamed(words, start, last));
            if (start < last && words[start] == "-")
            {
                // "Commander-in-Chief", "Lorvale-installed": what is left of a compound is no name.
                k = last;
                continue;
            }
            var length = last - start;
            if (last < source.Last && !words.IsCapital(last) && ((length == 1 && SpeakerWords.Default.IsRole(words[last])) || SpeakerWords.Default.IsDocument(words[last])))
            {
                // "a Harrow Post correspondent", "a Harrow Post poll", "the Lorvalgas chief": whose, not who.
                k = last;
                continue;
            }
            if (length > 0 && !IsOffice(words, start, last) && !IsPortfolio(words, start, last) && !IsOrganisation(words, start, last, titled) && !IsAnothers(words, start, last, source) && !IsBody(words, start, last) && (titled || length is 2 or 3 or 4 || (length == 1 && start == source.First && (last == source.Last || words[last] is "," or "who" or "("))))
            {
                if (best is null || (titled && (!bestTitled || (best.Value.Length == 1 && length > 1))))
                {
                    (best, bestTitled) = (new TokenRange(start, last), titled);
                }
            }
            k = last;
        }
        return best;
    }

    private static bool IsNamePart(Words words, int token) =>
        words.IsCapital(token) && !words.Is(token, WordClass.Determiner | WordClass.Weekday | WordClass.Pronoun | WordClass.Negation) && !(words.End(token) - words.Start(token) > 2 && IsAllCapitals(words, token));

    // "Prime Minister of Lorvale, Anna Moreau": the office is no name.
    private static bool IsOffice(Words words, int start, int last) =>
        SpeakerWords.Default.IsTitle(words.Phrase(start, last).ToLowerInvariant()) || (last - start == 1 && SpeakerWords.Default.IsRole(words[start]));

    // "the Minister of Foreign Affairs of that country, Anna Moreau": what the office is for is no name.
    private static bool IsPortfolio(Words words, int start, int last)
    {
        var k = start;
        while (k < last && (SpeakerWords.Default.IsPortfolio(words[k]) || words[k] is "and" or "&"))
        {
            k++;
        }
        return k == last;
    }

    // "the head of the programme at Harrow House"
    private static bool IsOrganisation(Words words, int start, int last, bool titled)
    {
        if (titled && start > 0 && SpeakerWords.Default.IsTitle(words[start - 1]))
        {
            return false;
        }
        var next = FirstNameFrom(words, start + 1);
        return last - start > 1 && next > 0 && words.Parsed.Names[next - 1] is { Kind: NameKind.Organisation } name && name.Last >= last;
    }

    // "Putin's spokesman", "an aide to the president, Anna Moreau": whose spokesman or aide it is does not speak.
    private static bool IsAnothers(Words words, int start, int last, TokenRange source)
    {
        if (last + 1 < source.Last && NounPhrases.IsPossessive(words, last))
        {
            return true;
        }
        // "the chairman of the metals firm Rusal"
        if (last - start == 1 && start > source.First && !words.IsCapital(start - 1) && SpeakerWords.Default.IsBody(words[start - 1]))
        {
            return true;
        }
        var k = start - 1;
        while (k > source.First && (words[k] is "the" || words.IsCapital(k) || SpeakerWords.Default.IsTitle(words[k]) || NounPhrases.IsPossessive(words, k)))
        {
            k--;
        }
        return k > source.First && words[k] is "to" or "for" && words[k - 1] is not ("ambassador" or "envoy" or "representative") && (SpeakerWords.Default.IsRole(words[k - 1]) || SpeakerWords.Default.IsGroup(words[k - 1]));
    }

    // "Mayor of Lorvale Anna Moreau": where the name begins is told by the names of the text.
    private static int FirstOfNamed(Words words, int start, int last)
    {
        var names = words.Parsed.Names;
        for (var low = FirstNameFrom(words, start + 1); low < names.Length && names[low].First < last; low++)
        {
            if (names[low].Kind == NameKind.Person && names[low].Last == last && last - names[low].First > 1 && words[names[low].First - 1] != "-")
            {
                return names[low].First;
            }
        }
        // "National Defence Anna Moreau": what stands before a given name belongs to the office.
        for (var k = start; k < last - 1; k++)
        {
            if ((words[k].Length == 2 && words[k][1] == '.') || GivenNames.Contains(words.Text.AsSpan(words.Start(k), words.End(k) - words.Start(k))))
            {
                return k > start && (words[k - 1] == "-" || k - start == 1 && last - k < 2) ? start : k;
            }
        }
        return start;
    }

    /// <summary>Index of the first name of the text that starts at or after a token; the number of names where none does.</summary>
    public static int FirstNameFrom(Words words, int token)
    {
        var names = words.Parsed.Names;
        int low = 0, high = names.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (names[middle].First < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static bool IsAllCapitals(Words words, int token)
    {
        for (var i = words.Start(token); i < words.End(token); i++)
        {
            if (char.IsLower(words.Text[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsParticle(Words words, int token, int last)
    {
        var next = token;
        while (next < last && words[next] is "al" or "bin" or "ibn" or "ben" or "de" or "da" or "del" or "della" or "der" or "den" or "di" or "dos" or "du" or "el" or "la" or "le" or "van" or "von" or "zu" or "abu")
        {
            next++;
        }
        return next > token && next < last && words.IsCapital(next);
    }

    private static (int Start, bool Titled) WithoutTitles(Words words, int first, int last)
    {
        var start = first;
        var titled = first > 0 && SpeakerWords.Default.IsTitle(words[first - 1]);
        while (start < last - 1)
        {
            var step = 0;
            for (var length = Math.Min(3, last - 1 - start); length > 0 && step == 0; length--)
            {
                var phrase = words.Phrase(start, start + length);
                if (SpeakerWords.Default.IsTitle(phrase.ToLowerInvariant()))
                {
                    (step, titled) = (length, true);
                }
                else if (NationTable.World.Find(phrase) is not null)
                {
                    step = length;
                }
            }
            if (step == 0 && HasTitleLater(words, start + 1, last))
            {
                // "Moscow Mayor …", "Defence Minister …": what stands before the title belongs to the office.
                step = 1;
            }
            if (step == 0)
            {
                break;
            }
            start += step;
        }
        return (start, titled);
    }

    private static bool HasTitleLater(Words words, int from, int last)
    {
        for (var k = from; k < last - 1; k++)
        {
            if (SpeakerWords.Default.IsTitle(words[k]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool NearRole(Words words, int start, int last, TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            if ((k < start || k >= last) && !words.IsCapital(k) && SpeakerWords.Default.IsRole(words[k]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsBody(Words words, int start, int last)
    {
        if (NationTable.World.Find(words.Phrase(start, last)) is not null)
        {
            return true;
        }
        for (var k = start; k < last; k++)
        {
            if (SpeakerWords.Default.IsBody(words[k]) || SpeakerWords.Default.IsGroup(words[k]) || (last - start == 1 && (SpeakerWords.Default.IsDocument(words[k]) || words.Parsed.Tokens[k].Tag is not (UniversalTag.Propn or UniversalTag.Noun or UniversalTag.Adj))) || NationTable.World.Find(words.Phrase(k, k + 1)) is { Word: NationWord.Adjective or NationWord.People or NationWord.Seat })
            {
                return true;
            }
        }
        return words[last] is "of" && last - start == 1;
    }
}
