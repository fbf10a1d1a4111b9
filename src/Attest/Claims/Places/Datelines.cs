using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Finds the places that reports are sent from: "LVIV, Ukraine (Agency) —" at the start of a line.</summary>
internal static class Datelines
{
    private const int LongestDateline = 10;

    /// <summary>Marks the toponyms that open a dateline.</summary>
    public static void Mark(ParsedText parsed, PlaceCue[] cues, List<Toponym> toponyms)
    {
        for (var i = 0; i < toponyms.Count; i++)
        {
            if (toponyms[i].Term is null && StartsLine(parsed, toponyms[i].First) && EndsInDash(parsed, cues, toponyms[i].Last))
            {
                toponyms[i] = toponyms[i] with { IsDateline = true };
            }
        }
    }

    private static bool StartsLine(ParsedText parsed, int token) =>
        token == 0 || parsed.Text.AsSpan(parsed.Tokens[token - 1].End, parsed.Tokens[token].Start - parsed.Tokens[token - 1].End).Contains('\n');

    // Names, commas and what stands in brackets, and then a dash; a dash within a sentence follows other words.
    private static bool EndsInDash(ParsedText parsed, PlaceCue[] cues, int token)
    {
        var isBracketed = false;
        for (var end = Math.Min(cues.Length, token + LongestDateline); token < end && !StartsLine(parsed, token); token++)
        {
            switch (parsed.Text.AsSpan(parsed.Tokens[token].Start, parsed.Tokens[token].End - parsed.Tokens[token].Start))
            {
                case "—" or "–" or "--" or "-":
                    return !isBracketed && token + 1 < cues.Length && parsed.Tokens[token].End < parsed.Tokens[token + 1].Start;
                case "(":
                    isBracketed = true;
                    break;
                case ")":
                    isBracketed = false;
                    break;
                case "," or ".":
                    break;
                default:
                    if (!isBracketed && !char.IsUpper(parsed.Text[parsed.Tokens[token].Start]) && !char.IsAsciiDigit(parsed.Text[parsed.Tokens[token].Start]))
                    {
                        return false;
                    }
                    break;
            }
        }
        return false;
    }
}
