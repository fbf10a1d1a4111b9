using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Reads how large a settlement is said to be: "the village of Lypivka", "the town Lypivka", "Lypivka, a large city in the south".</summary>
internal static class SettlementSizes
{
    private const int LongestApposition = 5;

    /// <summary>Notes the size beside each toponym that is told one.</summary>
    public static void Mark(ParsedText parsed, PlaceCue[] cues, List<Toponym> toponyms)
    {
        for (var i = 0; i < toponyms.Count; i++)
        {
            if (toponyms[i] is { Term: null } toponym && (Before(parsed, cues, toponym.First) ?? After(parsed, cues, toponym.Last)) is { } size)
            {
                toponyms[i] = toponym with { Size = size };
            }
        }
    }

    private static SettlementSize? Before(ParsedText parsed, PlaceCue[] cues, int first)
    {
        var token = first - 1;
        if (token > 0 && Word(parsed, token) is "of")
        {
            token--;
        }
        return token >= 0 && parsed.SentenceOf(token) == parsed.SentenceOf(first) ? SizeOf(Word(parsed, token)) : null;
    }

    // After a comma, an article and adjectives.
    private static SettlementSize? After(ParsedText parsed, PlaceCue[] cues, int last)
    {
        if (last + 2 >= cues.Length || Word(parsed, last) is not "," || (cues[last + 1] & PlaceCue.Article) == 0)
        {
            return null;
        }
        for (var token = last + 2; token < Math.Min(cues.Length, last + LongestApposition); token++)
        {
            if (SizeOf(Word(parsed, token)) is { } size)
            {
                return size;
            }
            if (parsed.Tokens[token].Tag is not (UniversalTag.Adj or UniversalTag.Noun or UniversalTag.Propn))
            {
                return null;
            }
        }
        return null;
    }

    private static SettlementSize? SizeOf(ReadOnlySpan<char> word) => word switch
    {
        "village" or "hamlet" => SettlementSize.Village,
        "town" or "settlement" => SettlementSize.Town,
        "city" or "metropolis" => SettlementSize.City,
        _ => null,
    };

    private static ReadOnlySpan<char> Word(ParsedText parsed, int token) => parsed.Text.AsSpan(parsed.Tokens[token].Start, parsed.Tokens[token].End - parsed.Tokens[token].Start);
}
