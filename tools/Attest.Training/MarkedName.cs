using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Training;

/// <summary>Whether two marks mean the same, as ../shared/score has it.</summary>
internal static partial class MarkedName
{
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["russian"] = "russia", ["ukrainian"] = "ukraine", ["british"] = "britain", ["uk"] = "britain", ["kingdom"] = "britain", ["american"] = "us", ["states"] = "us", ["usa"] = "us", ["dprk"] = "korea", ["korean"] = "korea",
        ["koreans"] = "korea", ["chinese"] = "china", ["germany"] = "german", ["mr"] = "", ["the"] = "", ["of"] = "", ["and"] = "", ["a"] = "", ["in"] = "", ["s"] = "", ["united"] = "", ["armed"] = "", ["forces"] = "", ["government"] = "",
        ["ministry"] = "", ["president"] = "",
    };

    /// <summary>Half of the telling words of the shorter name in common.</summary>
    public static bool AreSame(string? one, string? other)
    {
        var (left, right) = (Telling(one), Telling(other));
        return left.Count == 0 || right.Count == 0 ? left.Count == right.Count : left.Count(right.Contains) >= 0.5 * Math.Min(left.Count, right.Count);
    }

    /// <summary>A day apart at most.</summary>
    public static bool AreSameDay(string? one, string? other)
    {
        if (string.IsNullOrEmpty(one))
        {
            return string.IsNullOrEmpty(other);
        }
        other ??= "";
        if (Day(one) is { } left && Day(other) is { } right)
        {
            return Math.Abs(left.DayNumber - right.DayNumber) <= 1;
        }
        return other.StartsWith(one, StringComparison.Ordinal) || other.Length > 0 && one.StartsWith(other, StringComparison.Ordinal);
    }

    private static DateOnly? Day(string iso) => iso.Length >= 10 && DateOnly.TryParseExact(iso[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static HashSet<string> Telling(string? name)
    {
        var words = Word().Matches((name ?? "").ToLowerInvariant()).Select(match => match.Value).ToList();
        var telling = words.Select(word => Same.GetValueOrDefault(word, word)).Where(word => word.Length > 0).ToHashSet(StringComparer.Ordinal);
        return telling.Count > 0 ? telling : [.. words];
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
