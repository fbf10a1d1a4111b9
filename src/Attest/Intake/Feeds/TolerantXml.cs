using System.Net;
using System.Text;

namespace Attest.Intake.Feeds;

/// <summary>XML with faults → elements: names of HTML for characters, bare ampersands, elements left open, characters that XML forbids. Nothing stops it but the limits.</summary>
internal static class TolerantXml
{
    // Where one of these begins within another, the other was left open.
    private static readonly string[] Entries = ["item", "entry"];

    /// <summary>Parses it.</summary>
    /// <param name="text">The whole document.</param>
    /// <param name="fault">Why it is not read; null where it is.</param>
    public static FeedNode? Parse(string text, out string? fault)
    {
        var tree = new FeedTree();
        fault = null;
        var at = 0;
        while (at < text.Length)
        {
            var tag = text.IndexOf('<', at);
            if (tag < 0)
            {
                tree.Text(Clean(text[at..]));
                break;
            }
            if (tag > at)
            {
                tree.Text(Clean(text[at..tag]));
            }
            at = ReadTag(text, tag, tree);
            if (tree.IsFull)
            {
                fault = FeedTree.TooMuch;
                return null;
            }
        }
        tree.End();
        return tree.Root;
    }

    // The position after what begins with this bracket.
    private static int ReadTag(string text, int at, FeedTree tree)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<!--"))
        {
            return After(text, "-->", at + 4);
        }
        if (rest.StartsWith("<![CDATA["))
        {
            var end = text.IndexOf("]]>", at, StringComparison.Ordinal);
            tree.Text(WithoutForbidden(text[(at + 9)..(end < 0 ? text.Length : end)]));
            return end < 0 ? text.Length : end + 3;
        }
        if (rest.StartsWith("<?"))
        {
            return After(text, "?>", at + 2);
        }
        if (rest.StartsWith("<!"))
        {
            return FeedMarkup.AfterDeclaration(text, at);
        }
        if (rest.StartsWith("</"))
        {
            var end = text.IndexOf('>', at);
            tree.Close(text[(at + 2)..(end < 0 ? text.Length : end)].Trim());
            return end < 0 ? text.Length : end + 1;
        }
        if (rest.Length < 2 || !(char.IsLetter(rest[1]) || rest[1] == '_'))
        {
            tree.Text("<");
            return at + 1;
        }
        return ReadStart(text, at + 1, tree);
    }

    private static int ReadStart(string text, int at, FeedTree tree)
    {
        var start = at;
        while (at < text.Length && IsName(text[at]))
        {
            at++;
        }
        var name = text[start..at];
        var attributes = new List<(string, string)>();
        var isEmpty = false;
        while (at < text.Length && text[at] is not ('>' or '<'))
        {
            if (char.IsWhiteSpace(text[at]) || text[at] is '/' or '=' or '"' or '\'')
            {
                isEmpty = text[at] == '/';
                at++;
                continue;
            }
            isEmpty = false;
            at = ReadAttribute(text, at, attributes);
        }
        if (at >= text.Length)
        {
            // Cut within a tag: the element it would have been is not there.
            return at;
        }
        if (Entries.Contains(name, StringComparer.OrdinalIgnoreCase) && tree.IsOpen(name))
        {
            tree.Close(name);
        }
        tree.Open(name, attributes);
        if (isEmpty)
        {
            tree.Close(name);
        }
        return text[at] == '>' ? at + 1 : at;
    }

    private static int ReadAttribute(string text, int at, List<(string, string)> attributes)
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('=' or '>' or '<' or '/'))
        {
            at++;
        }
        var name = text[start..at];
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        if (at >= text.Length || text[at] != '=')
        {
            attributes.Add((name, ""));
            return at;
        }
        at++;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        int end;
        if (at < text.Length && text[at] is '"' or '\'')
        {
            var quote = text[at++];
            end = text.IndexOf(quote, at);
            end = end < 0 ? text.Length : end;
            attributes.Add((name, Clean(text[at..end])));
            return Math.Min(end + 1, text.Length);
        }
        end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '<'))
        {
            end++;
        }
        attributes.Add((name, Clean(text[at..end])));
        return end;
    }

    private static int After(string text, string end, int from) => text.IndexOf(end, Math.Min(from, text.Length), StringComparison.Ordinal) is >= 0 and var at ? at + end.Length : text.Length;

    private static string Clean(string text) => WithoutForbidden(WebUtility.HtmlDecode(text));

    private static string WithoutForbidden(string text)
    {
        if (!text.Any(IsForbidden))
        {
            return text;
        }
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!IsForbidden(letter))
            {
                clean.Append(letter);
            }
        }
        return clean.ToString();
    }

    private static bool IsForbidden(char letter) => letter is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF';

    private static bool IsName(char letter) => char.IsLetterOrDigit(letter) || letter is ':' or '_' or '-' or '.';
}
