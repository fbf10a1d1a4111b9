using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Reads how something lies to a place from the words before and after its name: "near", "the outskirts of", "65 km northwest of", "between one and the other".</summary>
internal sealed class PlaceRelations(ParsedText parsed, PlaceCue[] cues, IReadOnlyList<Toponym> toponyms)
{
    /// <summary>What "near" adds to a radius, in kilometres.</summary>
    public const double NearRadiusKm = 10;

    /// <summary>Least radius of an area that is known by its seat only, in kilometres.</summary>
    public const double StandInRadiusKm = 25;

    private const int LongestBetween = 4;

    /// <summary>How something lies to the toponym of a number.</summary>
    public PlaceRelation Of(int index)
    {
        var toponym = toponyms[index];
        if (toponym.Last < cues.Length && (cues[toponym.Last] & PlaceCue.Direction) != 0 && Follows(toponym.Last))
        {
            return new PlaceRelation(Text(toponym.Last, toponym.Last + 1), true);
        }
        if (Pair(index) is { } pair)
        {
            return pair;
        }
        var end = SkipNouns(toponym.First);
        if (end == 0 || !Follows(end))
        {
            return PlaceRelation.In;
        }
        return Word(end - 1) switch
        {
            "of" => BeforeOf(end),
            "from" or "outside" or "off" or "inside" when Distance(end - 1) is { } measured => new PlaceRelation(Text(measured.First, end), true) { DistanceKm = measured.Km },
            "off" => new PlaceRelation(Text(end - 1, end), true),
            _ => (cues[end - 1] & (PlaceCue.Near | PlaceCue.Compass)) == PlaceCue.Near ? new PlaceRelation(Text(end - 1, end), true) : PlaceRelation.In,
        };
    }

    // "northwest of", "65 km (40 miles) to the northwest of", "20 miles off the coast of", "the outskirts of"; end is after the "of".
    private PlaceRelation BeforeOf(int end)
    {
        if (end < 2)
        {
            return PlaceRelation.In;
        }
        var word = end - 2;
        var first = word;
        if (word > 1 && Word(word - 1) is "-" && Word(word - 2) is "north" or "south")
        {
            first = word - 2;
        }
        if (PlaceDistance.Bearing(Text(first, word + 1)) is { } bearing)
        {
            var start = first;
            while (first > 0 && Follows(first) && Word(first - 1) is "the" or "to" or "just" or "due" or "further" or "farther" or "directly")
            {
                first--;
            }
            if (Distance(first) is { } measured)
            {
                return new PlaceRelation(Text(measured.First, end), true) { DistanceKm = measured.Km, Bearing = bearing };
            }
            // A part of a state is in it; north of a town is not.
            var isPart = start > 0 && Word(start) is "the" && bearing % 90 == 0;
            return new PlaceRelation(Text(isPart ? start : first, end), !isPart);
        }
        if (Word(word) is "coast" or "coasts" or "shore" or "shores")
        {
            var off = word;
            while (off > 0 && Follows(off) && (cues[off - 1] & (PlaceCue.Article | PlaceCue.Compass)) != 0)
            {
                off--;
            }
            return off > 0 && Follows(off) && Word(off - 1) is "off"
                ? Distance(off - 1) is { } measured ? new PlaceRelation(Text(measured.First, end), true) { DistanceKm = measured.Km } : new PlaceRelation(Text(off - 1, end), true)
                : PlaceRelation.In;
        }
        if (Word(word) is "kilometers" or "kilometres" or "km" or "miles" or "metres" or "meters" && Distance(word + 1) is { } within)
        {
            return Within(within.First) is { } start ? new PlaceRelation(Text(start, end), true) { DistanceKm = within.Km } : PlaceRelation.In;
        }
        return (cues[word] & PlaceCue.Near) != 0 ? new PlaceRelation(Text(word > 0 && Word(word - 1) is "the" ? word - 1 : word, end), true) : PlaceRelation.In;
    }

    private int? Within(int first) => first > 0 && Word(first - 1) is "within" ? first - 1 : null;

    // "between A and B", "on the road from A to B", "the A–B highway".
    private PlaceRelation? Pair(int index)
    {
        for (var left = Math.Max(0, index - 1); left <= index && left + 1 < toponyms.Count; left++)
        {
            var (one, other) = (toponyms[left], toponyms[left + 1]);
            if (other.First - one.Last is < 1 or > LongestBetween || parsed.SentenceOf(one.First) != parsed.SentenceOf(other.First))
            {
                continue;
            }
            var start = SkipNouns(one.First);
            if (start == 0 || !Follows(start))
            {
                continue;
            }
            var joint = Word(one.Last);
            var first = start - 1;
            if (Word(first) is "between" && joint is "and")
            {
                return new PlaceRelation(Text(first, start), true) { Other = left == index ? other : one };
            }
            if (Word(first) is "from" && joint is "to" && first > 0 && IsRoad(first - 1))
            {
                return new PlaceRelation(Text(first - 1, start), true) { Other = left == index ? other : one };
            }
            if (joint is "-" or "–" && other.First == one.Last + 1 && other.Last < cues.Length && IsRoad(other.Last))
            {
                return new PlaceRelation(Text(other.Last, other.Last + 1), true) { Other = left == index ? other : one };
            }
        }
        return null;
    }

    private bool IsRoad(int token) => Word(token) is "road" or "highway" or "route" or "motorway" or "railway" or "line" or "track";

    // "the town of", "the city of", articles.
    private int SkipNouns(int end)
    {
        while (end > 0 && Follows(end) && (cues[end - 1] & (PlaceCue.Article | PlaceCue.Compass)) == PlaceCue.Article)
        {
            end--;
        }
        if (end > 1 && Word(end - 1) is "of" && Word(end - 2) is "city" or "town" or "village" or "settlement" or "port")
        {
            end -= 2;
        }
        else if (end > 0 && Word(end - 1) is "city" or "town" or "village" or "settlement")
        {
            end--;
        }
        else
        {
            return end;
        }
        while (end > 0 && Follows(end) && ((cues[end - 1] & PlaceCue.Article) != 0 || parsed.Tokens[end - 1].Tag == UniversalTag.Adj))
        {
            end--;
        }
        return end;
    }

    // A length that ends before a token: "65 km", "about 65 kilometres (40 miles)".
    private (int First, double Km)? Distance(int end)
    {
        if (end < 2 || !Follows(end))
        {
            return null;
        }
        var unit = end - 1;
        if (Word(unit) is ")")
        {
            while (unit > 0 && end - unit < 7 && Word(unit) is not "(")
            {
                unit--;
            }
            unit--;
        }
        if (unit < 1 || PlaceDistance.KmIn(Word(unit)) is not { } km || PlaceDistance.Number(Word(unit - 1)) is not { } number)
        {
            return null;
        }
        var first = unit - 1;
        if (first > 1 && Word(first - 1) is "-" or "–" or "to" && PlaceDistance.Number(Word(first - 2)) is { } least && least < number)
        {
            (first, number) = (first - 2, (least + number) / 2);
        }
        return (first, number * km);
    }

    private bool Follows(int token) => token > 0 && parsed.SentenceOf(token - 1) == parsed.SentenceOf(token);

    private string Text(int first, int last) => parsed.Text[parsed.Tokens[first].Start..parsed.Tokens[last - 1].End];

    private ReadOnlySpan<char> Word(int token) => parsed.Text.AsSpan(parsed.Tokens[token].Start, parsed.Tokens[token].End - parsed.Tokens[token].Start);
}

/// <summary>How something lies to a place.</summary>
/// <param name="Words">In the text's words; null for in or at.</param>
/// <param name="IsNear">Whether near rather than in it.</param>
internal sealed record PlaceRelation(string? Words, bool IsNear)
{
    /// <summary>In or at it.</summary>
    public static readonly PlaceRelation In = new(null, false);

    /// <summary>How far away; null where that is not told.</summary>
    public double? DistanceKm { get; init; }

    /// <summary>In which direction, in degrees clockwise from north; null where that is not told.</summary>
    public double? Bearing { get; init; }

    /// <summary>The place at the other end, where it lies between two; else null.</summary>
    public Toponym? Other { get; init; }
}
