using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Incidents.Linking;

/// <summary>How likely two accounts tell of one occurrence: a weighted sum of <see cref="PairFeatures"/> with weights from a table.</summary>
internal static class PairScorer
{
    /// <summary>From this score on two accounts are linked.</summary>
    public const double Least = 0.5;

    /// <summary>A reason that moves the sum by less is not given.</summary>
    private const double LeastReason = 0.25;

    /// <summary>Weight of shared words from which on two accounts can be one though they name no town or no day in common.</summary>
    private const double LeastWords = 0.7;

    private static readonly double[] Weights = Load();

    private static readonly FrozenDictionary<string, string> Meanings =
        Table.Rows("Incidents/Linking/weights.tsv").ToFrozenDictionary(row => row[0], row => row[2], StringComparer.Ordinal);

    /// <summary>From 0 to 1; 0 for accounts of two types and those that can't be one.</summary>
    public static double Score(Account one, Account other)
    {
        if (one.Type != other.Type)
        {
            return 0;
        }
        if (one.Copy is not null && one.Copy == other.Copy && one.Kind == other.Kind && one.IsTelling == other.IsTelling)
        {
            return 1;
        }
        if (!one.IsTelling || !other.IsTelling || PairFeatures.AreApart(one, other))
        {
            return 0;
        }
        Span<double> features = stackalloc double[PairFeatures.Names.Count];
        PairFeatures.Of(one, other, features);
        if (!PairFeatures.ShareTownAndDay(features) && PairFeatures.SharedWords(features) < LeastWords)
        {
            return 0;
        }
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += Weights[i] * features[i];
        }
        return Math.Round(1 / (1 + Math.Exp(-sum)), 4);
    }

    /// <summary>What moved the score most, in words for a reader, the weightiest first.</summary>
    public static IReadOnlyList<string> Reasons(Account one, Account other)
    {
        if (one.Copy is not null && one.Copy == other.Copy)
        {
            return ["told in the same words"];
        }
        var features = new double[PairFeatures.Names.Count];
        PairFeatures.Of(one, other, features);
        return [.. Enumerable.Range(1, features.Length - 1).Select(i => (Name: PairFeatures.Names[i], Moved: Weights[i] * features[i]))
            .Where(reason => Math.Abs(reason.Moved) >= LeastReason).OrderByDescending(reason => Math.Abs(reason.Moved)).ThenBy(reason => reason.Name, StringComparer.Ordinal)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{Meanings[reason.Name]} ({reason.Moved:+0.0;-0.0})"))];
    }

    private static double[] Load()
    {
        var rows = Table.Rows("Incidents/Linking/weights.tsv").ToDictionary(row => row[0], row => double.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return [.. PairFeatures.Names.Select(name => rows[name])];
    }
}
