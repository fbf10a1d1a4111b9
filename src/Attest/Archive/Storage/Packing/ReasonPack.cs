using System.Collections.Frozen;
using System.Globalization;
using Attest.Incidents.Linking;

namespace Attest.Archive.Storage.Packing;

/// <summary>How the links view keeps the reasons of a decision: what <see cref="PairScorer"/> says in a few words again and again is kept as its number.</summary>
internal static class ReasonPack
{
    private const char Between = '\n';

    private static readonly FrozenDictionary<string, int> Numbers = PairScorer.Words.Select((words, number) => (words, number)).ToFrozenDictionary(one => one.words, one => one.number, StringComparer.Ordinal);

    public static string Write(IReadOnlyList<string> reasons) => string.Join(Between, reasons.Select(reason =>
        reason.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var end && Numbers.TryGetValue(reason[..end], out var number) ? string.Create(CultureInfo.InvariantCulture, $"{number}{reason[(end + 1)..]}") : reason));

    public static IReadOnlyList<string> Read(string reasons) => [.. reasons.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(reason =>
        reason.IndexOf('(', StringComparison.Ordinal) is > 0 and var end && int.TryParse(reason.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < PairScorer.Words.Count
            ? $"{PairScorer.Words[number]} {reason[end..]}" : reason)];
}
