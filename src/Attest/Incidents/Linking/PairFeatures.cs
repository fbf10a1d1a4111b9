using System.Collections.Frozen;

namespace Attest.Incidents.Linking;

/// <summary>What speaks for and against two accounts telling of one occurrence, as numbers. Pure, and the same whichever of the two comes first.</summary>
internal static class PairFeatures
{
    /// <summary>Kilometres up to which two settlements are neighbours, and from which on they are two places for certain.</summary>
    private const double NearKm = 12, FarKm = 30;

    /// <summary>Likeness of telling words from which on two accounts are worded as one.</summary>
    private const double CommuniqueLikeness = 0.9;

    /// <summary>Modes that set two strikes of one day on one town apart: one report's explosion or air strike may be another's missile, and a murder another's shooting.</summary>
    private static readonly FrozenSet<string> Weapons = ["drone", "heavy-weapons"];

    /// <summary>Names in the order of <see cref="Of"/>'s numbers, as the table of weights gives them.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "always", "place-same", "place-near", "place-far", "place-shared", "place-none-shared", "region-differs", "day-same", "day-next", "day-far", "day-shared", "day-none-shared",
        "published-gap", "words-alike", "words-shared", "names-shared", "ages-shared", "killed-same", "killed-differ", "wounded-same", "wounded-differ", "modes-same", "modes-differ", "actors-differ", "kind-differs",
    ];

    /// <summary>One number a name.</summary>
    public static void Of(Account one, Account other, Span<double> features)
    {
        features.Clear();
        features[0] = 1;
        Places(one, other, features);
        Days(one, other, features);
        Words(one, other, features);
        Numbers(one.Killed, other.Killed, features[17..]);
        Numbers(one.Wounded, other.Wounded, features[19..]);
        if (one.Modes.Count > 0 && other.Modes.Count > 0)
        {
            if (one.Modes.Intersect(other.Modes, StringComparer.Ordinal).Any())
            {
                features[21] = 1;
            }
            else if (one.Modes.Any(Weapons.Contains) && other.Modes.Any(Weapons.Contains))
            {
                features[22] = 1;
            }
        }
        features[23] = one.Actor is not null && other.Actor is not null && one.Actor != other.Actor ? 1 : 0;
        features[24] = one.Kind != other.Kind ? 1 : 0;
    }

    /// <summary>Whether both have a settlement, or two beside each other, and a day, or two beside each other, in common.</summary>
    public static bool ShareTownAndDay(ReadOnlySpan<double> features) => features[1] + features[2] + features[4] > 0 && features[7] + features[8] + features[10] > 0;

    /// <summary>Whether both are put at settlements far apart, name no settlement in common, share nobody's name or age, and count neither as many killed nor as many wounded.</summary>
    public static bool AreFar(ReadOnlySpan<double> features) => features[3] > 0 && features[4] == 0 && features[15] + features[16] + features[17] + features[19] == 0;

    /// <summary>Whether they are put on different days, neither names a settlement, and they share nobody's name or age: the drones of one night are not those of the next.</summary>
    public static bool AreNightsApart(ReadOnlySpan<double> features) => features[8] + features[9] > 0 && features[1] + features[2] + features[3] + features[4] + features[5] == 0 && features[15] + features[16] == 0;

    /// <summary>Whether they say of different days the same in nearly the same words, as a daily communiqué does, and share nobody's name or age.</summary>
    public static bool AreCommuniques(ReadOnlySpan<double> features) => features[8] + features[9] > 0 && features[13] > CommuniqueLikeness && features[15] + features[16] == 0;

    /// <summary>Weight of all telling words that both use.</summary>
    public static double SharedWords(ReadOnlySpan<double> features) => Math.Exp(features[14]) - 1;

    /// <summary>Whether both give somebody's name or age.</summary>
    public static bool ShareVictims(ReadOnlySpan<double> features) => features[15] + features[16] > 0;

    /// <summary>Whether two accounts tell two occurrences apart, unless they share a victim: each report names both towns, and each puts its occurrence in another.</summary>
    public static bool AreApart(Account one, Account other) =>
        one.Place is { IsSettlement: true } here && other.Place is { IsSettlement: true } there && here.Anchor != there.Anchor
        && one.Nearby.Contains(there.Anchor) && other.Nearby.Contains(here.Anchor) && here.Position.DistanceKm(there.Position) > NearKm;

    private static void Places(Account one, Account other, Span<double> features)
    {
        if (one.Place is { IsSettlement: true } here && other.Place is { IsSettlement: true } there)
        {
            if (here.Anchor == there.Anchor)
            {
                features[1] = 1;
            }
            else if (here.Position.DistanceKm(there.Position) is var distance && distance <= NearKm)
            {
                features[2] = 1;
            }
            else if (distance > FarKm && !string.Equals(here.Name, there.Name, StringComparison.OrdinalIgnoreCase))
            {
                features[3] = 1;
            }
        }
        if (features[1] == 0 && one.Nearby.Count > 0 && other.Nearby.Count > 0)
        {
            features[one.Nearby.Intersect(other.Nearby, StringComparer.Ordinal).Any() ? 4 : 5] = 1;
        }
        features[6] = one.Place?.Region is { } region && other.Place?.Region is { } otherRegion && region != otherRegion ? 1 : 0;
    }

    private static void Days(Account one, Account other, Span<double> features)
    {
        if (one is { First: { } first, Last: { } last } && other is { First: { } otherFirst, Last: { } otherLast })
        {
            // Of two nights that follow each other the morning of one is the evening of the other.
            var gap = last == first + 1 && otherLast == otherFirst + 1 ? Math.Abs(first - otherFirst) : Math.Max(otherFirst - last, first - otherLast);
            features[gap <= 0 ? 7 : gap == 1 ? 8 : 9] = 1;
        }
        if (features[7] == 0 && one.Days.Count > 0 && other.Days.Count > 0)
        {
            features[one.Days.Intersect(other.Days).Any() ? 10 : 11] = 1;
        }
        features[12] = one.Published is { } published && other.Published is { } otherPublished ? Math.Log(1 + Math.Abs(published - otherPublished)) : 0;
    }

    private static void Words(Account one, Account other, Span<double> features)
    {
        double shared = 0, squares = 0, names = 0, ages = 0;
        int i = 0, j = 0;
        while (i < one.Terms.Count && j < other.Terms.Count)
        {
            var order = string.CompareOrdinal(one.Terms[i].Text, other.Terms[j].Text);
            if (order == 0)
            {
                var weight = one.Terms[i].Weight;
                shared += weight;
                squares += weight * weight;
                if (one.Terms[i].IsAge)
                {
                    ages++;
                }
                else if (one.Terms[i].IsName)
                {
                    names += weight;
                }
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        var length = Math.Sqrt(Square(one.Terms) * Square(other.Terms));
        features[13] = length > 0 ? squares / length : 0;
        features[14] = Math.Log(1 + shared);
        features[15] = Math.Log(1 + names);
        features[16] = Math.Min(ages, 2) / 2;
    }

    private static double Square(IReadOnlyList<Term> terms)
    {
        var sum = 0.0;
        foreach (var term in terms)
        {
            sum += term.Weight * term.Weight;
        }
        return sum;
    }

    private static void Numbers(decimal? one, decimal? other, Span<double> features)
    {
        if (one is not null && other is not null)
        {
            features[one == other ? 0 : 1] = 1;
        }
    }
}
