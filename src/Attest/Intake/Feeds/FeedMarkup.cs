using System.Buffers;

namespace Attest.Intake.Feeds;

/// <summary>What can be told of a document before it is parsed: its first element, and what its document type declares.</summary>
internal static class FeedMarkup
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>Whether its document type declares entities, which no feed needs and attacks are made of.</summary>
    public static bool DeclaresEntities(string text)
    {
        var start = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        return start >= 0 && text.AsSpan(start, AfterDeclaration(text, start) - start).Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The position after a declaration, with the internal subset that a document type can have.</summary>
    public static int AfterDeclaration(string text, int at)
    {
        var subset = 0;
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
                continue;
            }
            switch (letter)
            {
                case '"' or '\'':
                    quote = letter;
                    break;
                case '[':
                    subset++;
                    break;
                case ']':
                    subset--;
                    break;
                case '>' when subset <= 0:
                    return at + 1;
            }
        }
        return text.Length;
    }

    /// <summary>The name of the first element as written; null where there is none within the opening.</summary>
    public static string? FirstElement(ReadOnlySpan<char> opening)
    {
        while (opening.IndexOf('<') is >= 0 and var tag && tag + 1 < opening.Length)
        {
            opening = opening[(tag + 1)..];
            var end = opening switch
            {
                ['?', ..] => opening.IndexOf("?>"),
                ['!', '-', '-', ..] => opening.IndexOf("-->"),
                ['!', ..] => opening.IndexOf('>'),
                _ => -2,
            };
            if (end == -2)
            {
                var length = opening.IndexOfAny(NameEnds);
                return length <= 0 ? null : opening[..length].ToString();
            }
            if (end < 0)
            {
                return null;
            }
            opening = opening[end..];
        }
        return null;
    }
}
