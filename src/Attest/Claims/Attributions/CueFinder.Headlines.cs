using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Attributions;

// Headlines name who says it with a colon or a dash: "Venn: the town has fallen", "Town has fallen: officials", "Town has fallen - ministry".
internal sealed partial class CueFinder
{
    private const int LongestHeadline = 28;
    private const int LongestNamed = 7;
    private const int ShortestSaid = 3;

    private void Headline(int sentence, int first, int last)
    {
        if (last - first is < ShortestSaid + 2 or > LongestHeadline || words[last - 1] is "." or "?" or "!" or ":" or "," || words.IsQuote(first))
        {
            return;
        }
        var mark = -1;
        for (var k = first + 1; k < last - 1; k++)
        {
            if (words[k] == ":" || (words[k] is "-" or "–" or "—" && !words.IsJoined(k - 1) && !words.IsJoined(k)))
            {
                if (mark >= 0)
                {
                    return;
                }
                mark = k;
            }
        }
        if (mark < 0)
        {
            return;
        }
        var (left, right) = (new TokenRange(first, mark), new TokenRange(mark + 1, last));
        // A country before a colon is what the report is about; a person, a body or people speak.
        if (words[mark] == ":" && right.Length >= ShortestSaid && IsNamed(left, countries: words.IsQuote(right.First)) && HasVerb(right.First, right.Last))
        {
            AddHeadline(sentence, mark, left, right);
        }
        else if (left.Length >= ShortestSaid && IsNamed(right, countries: true) && HasVerb(left.First, left.Last))
        {
            AddHeadline(sentence, mark, right, left);
        }
    }

    private void AddHeadline(int sentence, int mark, TokenRange source, TokenRange content) =>
        _found.Add(New(CandidateRule.After, sentence, null, new TokenRange(mark, mark), source, [content], TokenRange.None, source.First, false, Modality.Asserted));

    private bool IsNamed(TokenRange source, bool countries)
    {
        if (source.Length > LongestNamed || HasFiniteVerb(source))
        {
            return false;
        }
        var head = source.Last - 1;
        for (var k = source.First; k < source.Last; k++)
        {
            if (words[k] is "," or ";" || words.IsQuote(k) || words.IsDigits(k))
            {
                return false;
            }
            if (k > source.First && words.Is(k, WordClass.Preposition))
            {
                head = Math.Min(head, k - 1);
            }
        }
        var tables = SpeakerWords.Default;
        if (tables.IsRole(words[head]) || tables.IsBody(words[head]) || tables.IsGroup(words[head]) || tables.OutletAt(words, source.First, source.Last) is not null)
        {
            return true;
        }
        if (EndsWithPerson(source))
        {
            return true;
        }
        var nation = NationTable.World.Find(words.Phrase(source.First, source.Last));
        return nation is { Word: NationWord.Seat } || (countries && nation is { Word: not (NationWord.Adjective or NationWord.People) });
    }

    private bool EndsWithPerson(TokenRange source)
    {
        var names = words.Parsed.Names;
        int low = 0, high = names.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (names[middle].Last < source.Last)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low < names.Length && names[low].Last == source.Last && names[low].First >= source.First && names[low].Kind == NameKind.Person;
    }

    private bool HasFiniteVerb(TokenRange range)
    {
        for (var k = range.First; k < range.Last; k++)
        {
            if (words.Parsed.Tokens[k].PennTag is "VBD" or "VBZ" or "VBP" or "MD")
            {
                return true;
            }
        }
        return false;
    }
}
