using System.Collections.Frozen;

namespace Attest.Intake.WebPages;

/// <summary>How deep a page's elements are nested, roughly and in one pass over its characters: parsing takes time in the square of it.</summary>
internal static class PageDepth
{
    /// <summary>Deeper than this is no page for reading; real ones stay below two hundred.</summary>
    public const int Most = 3_000;

    // Elements without an end tag, or whose end tag is commonly left out.
    private static readonly FrozenSet<string> Uncounted = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dd", "dt", "option", "optgroup", "thead", "tbody", "tfoot", "html", "head", "body", "path", "circle", "rect", "use", "line", "polygon");

    private static readonly FrozenSet<string> Raw = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "script", "style", "textarea", "title", "noscript", "xmp", "iframe");

    /// <summary>Whether elements are nested deeper than <see cref="Most"/>.</summary>
    public static bool IsExceeded(ReadOnlySpan<char> html)
    {
        var depth = 0;
        var counted = Uncounted.GetAlternateLookup<ReadOnlySpan<char>>();
        var raw = Raw.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = html.IndexOf('<'); at >= 0;)
        {
            var rest = html[(at + 1)..];
            if (rest.StartsWith("!--"))
            {
                rest = After(rest, "-->");
            }
            else
            {
                var isEnd = rest.Length > 0 && rest[0] == '/';
                var name = NameIn(isEnd ? rest[1..] : rest);
                if (name.Length > 0 && !counted.Contains(name))
                {
                    depth += isEnd ? -1 : 1;
                    depth = Math.Max(depth, 0);
                    if (depth > Most)
                    {
                        return true;
                    }
                    if (!isEnd && raw.Contains(name))
                    {
                        rest = After(rest, $"</{name}");
                        depth--;
                    }
                }
            }
            at = rest.IndexOf('<');
            html = rest;
        }
        return false;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string end)
    {
        var at = text.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : text[(at + end.Length)..];
    }

    private static ReadOnlySpan<char> NameIn(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && length < 40 && (char.IsAsciiLetterOrDigit(tag[length]) || tag[length] is '-'))
        {
            length++;
        }
        return length > 0 && char.IsAsciiLetter(tag[0]) ? tag[..length] : [];
    }
}
