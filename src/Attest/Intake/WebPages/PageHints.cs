using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Attest.Intake.WebPages;

/// <summary>What the names that a page's maker gave an element say of it.</summary>
internal enum PageHint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is furniture.</summary>
    Drop,

    /// <summary>It is not shown.</summary>
    Hidden,

    /// <summary>It holds the article's text.</summary>
    Body,

    /// <summary>It stands between headline and text.</summary>
    Opening,
}

/// <summary>Reads class, id and role of an element. The words stand in hints.tsv.</summary>
internal static class PageHints
{
    private const int LongestNames = 400;

    private static readonly FrozenDictionary<string, PageHint> Hints =
        Table.Rows("Intake/WebPages/hints.tsv").ToFrozenDictionary(row => row[0], row => Enum.Parse<PageHint>(row[1], true), StringComparer.Ordinal);

    /// <summary>The strongest hint: not shown, then the article's text, then its opening, then furniture.</summary>
    public static PageHint Of(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true" || IsStyledAway(element.GetAttribute("style")))
        {
            return PageHint.Hidden;
        }
        if (element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase))
        {
            return PageHint.Body;
        }
        var found = PageHint.None;
        found = Stronger(found, In(element.ClassName));
        found = Stronger(found, In(element.Id));
        found = Stronger(found, In(element.GetAttribute("role")));
        return Stronger(found, In(element.GetAttribute("data-component") ?? element.GetAttribute("data-testid")));
    }

    private static PageHint Stronger(PageHint one, PageHint other) => Rank(one) >= Rank(other) ? one : other;

    private static int Rank(PageHint hint) => hint switch
    {
        PageHint.Hidden => 4,
        PageHint.Body => 3,
        PageHint.Opening => 1,
        PageHint.Drop => 2,
        _ => 0,
    };

    private static bool IsStyledAway(string? style) =>
        style is not null && style.Replace(" ", "", StringComparison.Ordinal) is var plain
        && (plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase));

    private static PageHint In(string? names)
    {
        if (string.IsNullOrEmpty(names) || names.Length > LongestNames)
        {
            return PageHint.None;
        }
        var lookup = Hints.GetAlternateLookup<ReadOnlySpan<char>>();
        var found = PageHint.None;
        // Words in lower case, joined by one dash, so that two neighbours are one slice.
        Span<char> words = stackalloc char[(2 * names.Length) + 1];
        int length = 0, previous = -1, start = 0;
        for (var i = 0; i <= names.Length; i++)
        {
            var isLetter = i < names.Length && char.IsAsciiLetterOrDigit(names[i]);
            var isEnd = !isLetter || (i > 0 && char.IsAsciiLetterUpper(names[i]) && char.IsAsciiLetterLower(names[i - 1]));
            if (isEnd && length > start)
            {
                if (lookup.TryGetValue(words[start..length], out var hint))
                {
                    found = Stronger(found, hint);
                }
                if (previous >= 0 && lookup.TryGetValue(words[previous..length], out hint))
                {
                    found = Stronger(found, hint);
                }
                // Names of several classes are apart: no pair reaches over the space.
                previous = i < names.Length && char.IsWhiteSpace(names[i]) ? -1 : start;
                words[length++] = '-';
                start = length;
            }
            if (isLetter)
            {
                words[length++] = char.ToLowerInvariant(names[i]);
            }
        }
        return found;
    }
}
