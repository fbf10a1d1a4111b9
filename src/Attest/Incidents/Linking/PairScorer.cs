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

    /// <summary>Days between two publications of one sentence that names no day, within which it tells of one occurrence.</summary>
    private const int CopyDays = 30;

    /// <summary>Telling terms from which on a text is longer than a communiqué.</summary>
    private const int LongTerms = 20;

    /// <summary>Weight of shared words from which on two accounts can be one though they name no town or no day in common.</summary>
    private const double LeastWords = 0.7;

    private static readonly double[] Weights = Load();

    private static readonly FrozenDictionary<string, string> Meanings =
        Table.Rows("Incidents/Linking/weights.tsv").ToFrozenDictionary(row => row[0], row => row[2], StringComparer.Ordinal);

    /// <summary>What each feature is called in a reason, in the order of <see cref="PairFeatures.Names"/>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. PairFeatures.Names.Select(name => Meanings[name])];

    /// <summary>From 0 to 1; 0 for accounts of two types and those that can't be one.</summary>
    public static double Score(Account one, Account other)
    {
        if (one.Type != other.Type)
        {
            return 0;
        }
        if (one.Copy is not null && one.Copy == other.Copy && one.Kind == other.Kind && one.IsTelling == other.IsTelling && AreOfOneTime(one, other))
        {
            return 1;
        }
        // What one part of one report tells apart is two, whatever words and days the part shares.
        if (!one.IsTelling || !other.IsTelling || one.Report == other.Report && one.Item == other.Item && one.Item >= 0)
        {
            return 0;
        }
        Span<double> features = stackalloc double[PairFeatures.Names.Count];
        PairFeatures.Of(one, other, features);
        // Two towns far apart, the same words about two days, or two nights without a town, are two occurrences, unless somebody is named or described in both.
        if (PairFeatures.AreFar(features) || PairFeatures.AreApart(one, other) && !PairFeatures.ShareVictims(features) || !AreLong(one, other) && PairFeatures.AreCommuniques(features) || !one.HasVictims && !other.HasVictims && PairFeatures.AreNightsApart(features))
        {
            return 0;
        }
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
        if (one.Copy is not null && one.Copy == other.Copy && AreOfOneTime(one, other))
        {
            return ["told in the same words"];
        }
        var features = new double[PairFeatures.Names.Count];
        PairFeatures.Of(one, other, features);
        return [.. Enumerable.Range(1, features.Length - 1).Select(i => (Name: PairFeatures.Names[i], Moved: Weights[i] * features[i]))
            .Where(reason => Math.Abs(reason.Moved) >= LeastReason).OrderByDescending(reason => Math.Abs(reason.Moved)).ThenBy(reason => reason.Name, StringComparer.Ordinal)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{Meanings[reason.Name]} ({reason.Moved:+0.0;-0.0})"))];
    }

    // The same words about another day are a daily communiqué's, and tell of another occurrence; so, where neither names a day, are those of weeks later.
    private static bool AreOfOneTime(Account one, Account other) => AreLong(one, other)
        || (one is { First: { } first, Last: { } last } && other is { First: { } otherFirst, Last: { } otherLast } ? last == first + 1 && otherLast == otherFirst + 1 ? first == otherFirst : first <= otherLast && otherFirst <= last
        : one.Published is not { } published || other.Published is not { } otherPublished || Math.Abs(published - otherPublished) <= CopyDays);

    // A long text told twice is one text, whatever day its "today" is taken for; a communiqué is short.
    private static bool AreLong(Account one, Account other) => one.Terms.Count >= LongTerms && other.Terms.Count >= LongTerms;

    private static double[] Load()
    {
        var rows = Table.Rows("Incidents/Linking/weights.tsv").ToDictionary(row => row[0], row => double.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return [.. PairFeatures.Names.Select(name => rows[name])];
    }
}
