using System.Globalization;
using System.Text;

namespace Attest.Register.Evidence;

/// <summary>Makes the name that a file was given under harmless: it is shown and offered for downloads, and never a path.</summary>
internal static class FileName
{
    private const int Longest = 120;
    private const string Nameless = "file";

    /// <summary>The last part of a name, without controls, marks that turn the direction of writing, and what a system takes for more than a name.</summary>
    public static string Harmless(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var harmless = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
                || rune == Rune.ReplacementChar)
            {
                continue;
            }
            harmless.Append(rune.Value is '"' or '<' or '>' or '|' or '*' or '?' or ';' or '%' ? "_" : rune.ToString());
            if (harmless.Length >= Longest)
            {
                break;
            }
        }
        return harmless.ToString().Trim(' ', '.') is { Length: > 0 } left ? left : Nameless;
    }

    /// <summary>A harmless name that ends as what the file is, whatever it was called: systems go by the end of a name, and would run a text named as a program.</summary>
    public static string For(string harmless, ContentType type) =>
        type.Endings.Any(ending => harmless.Length > ending.Length + 1 && harmless.EndsWith($".{ending}", StringComparison.OrdinalIgnoreCase)) ? harmless : $"{harmless}.{type.Endings[0]}";
}
