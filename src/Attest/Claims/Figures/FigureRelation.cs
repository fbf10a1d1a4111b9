using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>How a figure relates to the one before it.</summary>
/// <param name="IsWhole">"16 out of 21": it is what the one before is taken from.</param>
/// <param name="IsPart">"of whom three were children": it is a part of the one before.</param>
/// <param name="IsFurtherPart">"including 160 of one kind and 162 of another": a part of the same whole as the one before, if that is a part.</param>
/// <param name="IsOfPackage">"$2 billion, part of a $61 billion package": the one before is a part of it.</param>
/// <param name="IsListed">"13 tanks, one gun and 11 carriers": both are told by the same words.</param>
/// <param name="IsConversion">"$9 billion (£7.3 billion)": the same in another unit.</param>
/// <param name="IsIncrement">"300,000 (+640)": what was added to the one before.</param>
internal readonly record struct FigureRelation(bool IsWhole, bool IsPart, bool IsFurtherPart, bool IsOfPackage, bool IsListed, bool IsConversion, bool IsIncrement)
{
    // In tokens: how far before a number words such as "including" and "part of the" may stand.
    private const int Reach = 4;

    /// <summary>The relation of a number to the figure before it.</summary>
    public static FigureRelation Of(Words words, Quantity quantity, Candidate previous, int sentence)
    {
        var isNear = previous.Sentence == sentence;
        var listed = isNear && IsListedAfter(words, quantity.First, previous.CountedLast);
        return new FigureRelation(
            isNear && IsWholeOf(words, quantity, previous),
            IsPartOf(words, quantity, previous),
            listed && IsJoined(words, quantity.First, previous.CountedLast),
            isNear && IsPackage(words, quantity.First, previous.Last),
            listed,
            isNear && quantity.Unit.Length > 0 && quantity.Unit == previous.Category && quantity.Unit is not ("percent" or "duration") && words[quantity.First - 1] == "(" && quantity.First - 1 <= previous.CountedLast + 1 && quantity.First - 1 >= previous.Last,
            isNear && words[quantity.NumberFirst - 1] == "+" && quantity.NumberFirst - previous.CountedLast <= Reach);
    }

    // "16 out of 21 drones", "16 of the 21 drones": the second number is what the first is taken from.
    private static bool IsWholeOf(Words words, Quantity quantity, Candidate previous)
    {
        var k = quantity.First;
        while (words[k - 1] is "the" or "some" or "all" or "those" or "its" or "their")
        {
            k--;
        }
        return words[k - 1] == "of" && (k - 1 == previous.Last || (words[k - 2] == "out" && k - 2 == previous.Last));
    }

    private static bool IsPartOf(Words words, Quantity quantity, Candidate previous)
    {
        for (var k = Math.Max(previous.Last, quantity.First - Reach); k < quantity.First; k++)
        {
            if (FigureWords.Including.Contains(words[k]) || (words[k] == "of" && words[k + 1] is "whom" or "which" or "them"))
            {
                return true;
            }
        }
        return words[quantity.Last] == "of" && words[quantity.Last + 1] is "them" or "whom" or "which";
    }

    private static bool IsPackage(Words words, int first, int from)
    {
        for (var k = Math.Max(from, first - Reach); k < first - 1; k++)
        {
            if (FigureWords.PartOf.Contains(words[k]) && words[k + 1] == "of")
            {
                return true;
            }
        }
        return false;
    }

    // No verb and no new clause between: what stands between belongs to the one before.
    private static bool IsListedAfter(Words words, int first, int from)
    {
        var isSeparated = false;
        for (var k = from; k < first; k++)
        {
            if (k == from && words[k].EndsWith("ed", StringComparison.Ordinal))
            {
                // "66,180 soldiers killed along with 579 tanks": a participle, whatever its tag.
                continue;
            }
            if (words.Parsed.Tokens[k] is { Tag: UniversalTag.Aux } or { Tag: UniversalTag.Verb, PennTag: not ("VBN" or "VBG") } || words.Is(k, WordClass.Subordinator) || words.IsQuote(k))
            {
                return false;
            }
            isSeparated |= words[k] is "," or ";" or "and" or "as" or "along" or "plus" or "including" or "•" or "-" or "–" or "/";
        }
        return isSeparated;
    }

    private static bool IsJoined(Words words, int first, int from)
    {
        for (var k = from; k < first; k++)
        {
            if (words[k] is ";" or "as" or "along" or ":" or "plus")
            {
                return false;
            }
        }
        return words[first - 1] is "and" or "," or "or";
    }
}
