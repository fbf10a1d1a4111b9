using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Register.Strings;

/// <summary>Puts values into texts: <c>{0}</c> is the first, and <c>{0:day|days}</c> the form of a word that its number takes in the language, such as <c>{0:день|дні|днів}</c> in Ukrainian.</summary>
public static partial class NumberForms
{
    /// <summary>The text with its values.</summary>
    /// <param name="text">The text; a gap that has no value stays as it is.</param>
    /// <param name="language">Its language, such as <c>uk</c>.</param>
    /// <param name="values">The values; numbers as they are to be read, with thousands parted or not.</param>
    public static string Fill(string text, string language, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? text : Gap().Replace(text, gap =>
        {
            var index = gap.ValueSpan[1] - '0';
            return index >= values.Count ? gap.Value : gap.Groups[1].Success ? Form(gap.Groups[1].Value.Split('|'), values[index], language) : values[index];
        });
    }

    // The rules of Unicode's CLDR for whole numbers: Ukrainian has forms for 1, for 2 to 4 and for the rest, by the last digits; English for 1 and the rest.
    private static string Form(string[] forms, string value, string language)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        var number = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        var form = language == "uk"
            ? (number % 10, number % 100) switch { (1, not 11) => 0, (>= 2 and <= 4, not (>= 12 and <= 14)) => 1, _ => 2 }
            : number == 1 ? 0 : 1;
        return forms[Math.Min(form, forms.Length - 1)];
    }

    [GeneratedRegex(@"\{[0-9](?::([^{}]*))?\}")]
    private static partial Regex Gap();
}
