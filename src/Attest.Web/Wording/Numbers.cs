using System.Globalization;

namespace Attest.Web.Wording;

/// <summary>Numbers and intervals as pages write them: grouped by commas, ranges before single numbers, open ends in words.</summary>
public static class Numbers
{
    private const decimal Million = 1_000_000m, Billion = 1_000_000_000m, Trillion = 1_000_000_000_000m;

    /// <summary>A number: <c>1,250</c>, <c>2.5 million</c>. From a million on a word stands for the zeros where that loses no digit.</summary>
    public static string Of(decimal value)
    {
        var size = Math.Abs(value);
        return size >= Trillion && Short(value, Trillion) is { } trillions ? trillions + " trillion"
            : size >= Billion && Short(value, Billion) is { } billions ? billions + " billion"
            : size >= Million && Short(value, Million) is { } millions ? millions + " million"
            : value.ToString("#,0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>A count: <c>1,250</c>.</summary>
    public static string Of(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>An interval: <c>3–7</c>, <c>2–61 billion</c>, <c>at least 8</c>, <c>up to 12,000</c>, <c>about 100</c>, <c>none</c>.</summary>
    public static string Range(decimal? low, decimal? high, bool approximate = false) => (low, high) switch
    {
        (null, null) => "no number",
        (0, 0) => "none",
        ({ } one, { } other) when one == other => approximate ? $"about {Of(one)}" : Of(one),
        ({ } one, { } other) => approximate ? $"about {Between(one, other)}" : Between(one, other),
        ({ } least, null) => approximate ? $"about {Of(least)} or more" : $"at least {Of(least)}",
        (null, { } most) => approximate ? $"about {Of(most)} or fewer" : $"up to {Of(most)}",
    };

    /// <summary>A count with its noun: <c>1 report</c>, <c>3 reports</c>.</summary>
    public static string Count(long count, string one, string? many = null) => $"{Of(count)} {(count == 1 ? one : many ?? one + "s")}";

    // A word for zeros that both ends share is said once: 2–61 billion.
    private static string Between(decimal low, decimal high)
    {
        string one = Of(low), other = Of(high);
        var word = one.IndexOf(' ', StringComparison.Ordinal);
        return word > 0 && other.EndsWith(one[word..], StringComparison.Ordinal) ? $"{one[..word]}–{other}" : $"{one}–{other}";
    }

    // At most three decimals keep every digit of the figures that are reported in words: 2.5 million, 43.188 billion.
    private static string? Short(decimal value, decimal unit)
    {
        var scaled = value / unit;
        return decimal.Round(scaled, 3) == scaled ? scaled.ToString("#,0.###", CultureInfo.InvariantCulture) : null;
    }
}
