using Attest.Claims.Nations;

namespace Attest.Claims.Attributions;

/// <summary>Finds a human being's name within the words of a source.</summary>
internal static class PersonName
{
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
            while (last < source.Last && (IsNamePart(words, last) || IsParticle(words, last, source.Last) || (words[last] == "-" && words.IsJoined(last - 1) && words.IsJoined(last))))
            {
                last++;
            }
            var (start, titled) = WithoutTitles(words, k, last);
            // "a police chief, Andrii N": a lower-case office next to the name, or after its comma.
            titled |= NearRole(words, start, last, source);
            var length = last - start;
            if (length > 0 && !IsBody(words, start, last) && (titled || length is 2 or 3 or 4 || (length == 1 && start == source.First && (last == source.Last || words[last] is "," or "who" or "("))))
            {
                if (best is null || (titled && !bestTitled))
                {
                    (best, bestTitled) = (new TokenRange(start, last), titled);
                }
            }
            k = last;
        }
        return best;
    }

    private static bool IsNamePart(Words words, int token) =>
        words.IsCapital(token) && !words.Is(token, WordClass.Determiner | WordClass.Weekday | WordClass.Pronoun) && !(words.End(token) - words.Start(token) > 2 && IsAllCapitals(words, token));

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

    private static bool IsParticle(Words words, int token, int last) =>
        words[token] is "al" or "bin" or "ibn" or "ben" or "de" or "da" or "del" or "della" or "der" or "den" or "di" or "dos" or "du" or "el" or "la" or "le" or "van" or "von" or "abu" && token + 1 < last && words.IsCapital(token + 1);

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
            if (SpeakerWords.Default.IsBody(words[k]) || SpeakerWords.Default.IsGroup(words[k]) || NationTable.World.Find(words.Phrase(k, k + 1)) is { Word: NationWord.Adjective or NationWord.People or NationWord.Seat })
            {
                return true;
            }
        }
        return words[last] is "of" && last - start == 1;
    }
}
