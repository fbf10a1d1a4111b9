using System.Globalization;

namespace Attest;

/// <summary>A figure as people write it where they put it right: <c>8</c>, <c>6..8</c>, <c>6..</c>, <c>..8</c>, with <c>~</c> before it where it is approximate.</summary>
public static class FigureText
{
    private const string Range = "..";

    // Dividing by one with 28 places removes trailing zeros, so that equal numbers are written alike.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The figure as it is written; null where both ends are open.</summary>
    public static string? Write(decimal? low, decimal? high, bool approximate) => (low, high) is (null, null) ? null : string.Create(
        CultureInfo.InvariantCulture, $"{(approximate ? "~" : "")}{(low == high ? Digits(low) : $"{Digits(low)}{Range}{Digits(high)}")}");

    /// <summary>Reads what <see cref="Write"/> writes, with spaces and commas between thousands and a dash for the two points.</summary>
    /// <exception cref="FormatException">It is no figure; the message says what is expected.</exception>
    public static (decimal? Low, decimal? High, bool Approximate) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var approximate = text.TrimStart().StartsWith('~');
        var plain = text.Replace("~", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("–", Range, StringComparison.Ordinal);
        var ends = plain.Split(Range);
        if (ends.Length <= 2 && TryEnd(ends[0], out var low) && TryEnd(ends[^1], out var high) && (low, high) is not (null, null) && !(low > high))
        {
            return (low, high, approximate);
        }
        throw new FormatException($"Reading the figure of a claim: found “{text}”, expected a number, or a range such as 6..8, 6.. or ..8, with ~ before it where it is approximate.");
    }

    private static bool TryEnd(string text, out decimal? value)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = isNumber ? number : null;
        return isNumber || text.Length == 0;
    }

    private static string Digits(decimal? value) => value is { } known ? (known / One).ToString(CultureInfo.InvariantCulture) : "";
}
