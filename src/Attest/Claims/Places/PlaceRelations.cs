using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Reads how something lies to a place from the words before and after its name: "near", "the outskirts of", "north of", "the Lyman direction".</summary>
internal sealed class PlaceRelations(ParsedText parsed, PlaceCue[] cues)
{
    /// <summary>What "near" adds to a radius, in kilometres.</summary>
    public const double NearRadiusKm = 10;

    /// <summary>Least radius of an area that is known by its seat only, in kilometres.</summary>
    public const double StandInRadiusKm = 25;

    /// <summary>The words of the relation, and whether they say near rather than in; null and false for in or at.</summary>
    public (string? Words, bool IsNear) Of(Toponym toponym)
    {
        if (toponym.Last < cues.Length && (cues[toponym.Last] & PlaceCue.Direction) != 0 && Follows(toponym.Last))
        {
            return (Text(toponym.Last, toponym.Last + 1), true);
        }
        var end = toponym.First;
        while (end > 0 && (cues[end - 1] & (PlaceCue.Article | PlaceCue.Compass)) == PlaceCue.Article && Follows(end))
        {
            end--;
        }
        if (end == 0 || !Follows(end))
        {
            return (null, false);
        }
        if (Word(end - 1) is "of" && end > 1 && (cues[end - 2] & PlaceCue.Near) != 0)
        {
            var start = end - 2;
            if (start > 0 && Word(start - 1) is "the")
            {
                start--;
            }
            // A part of a state is in it; north of a town is not.
            return (Text(start, end), Word(end - 2) is not ("south" or "north" or "east" or "west") || Word(start) is not "the");
        }
        return (cues[end - 1] & (PlaceCue.Near | PlaceCue.Compass)) == PlaceCue.Near ? (Text(end - 1, end), true) : (null, false);
    }

    private bool Follows(int token) => token > 0 && parsed.SentenceOf(token - 1) == parsed.SentenceOf(token);

    private string Text(int first, int last) => parsed.Text[parsed.Tokens[first].Start..parsed.Tokens[last - 1].End];

    private ReadOnlySpan<char> Word(int token) => parsed.Text.AsSpan(parsed.Tokens[token].Start, parsed.Tokens[token].End - parsed.Tokens[token].Start);
}
