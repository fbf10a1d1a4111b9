namespace Attest.Claims.Attributions;

/// <summary>One stretch of a text in quotation marks.</summary>
/// <param name="First">Index of the token that opens it.</param>
/// <param name="Last">Index of the token that closes it, or of the token after the last where a paragraph ends unclosed.</param>
/// <param name="IsClosed">Whether a mark closes it; false where a paragraph ends and the quotation goes on in the next.</param>
internal readonly record struct Quotation(int First, int Last, bool IsClosed)
{
    /// <summary>Whether a token stands between the marks.</summary>
    public bool Contains(int token) => First < token && token < Last;

    /// <summary>Number of tokens between the marks.</summary>
    public int Length => Last - First - 1;
}

/// <summary>Finds what stands in quotation marks: curly, straight and angled, over sentences and paragraphs.</summary>
internal static class Quotations
{
    // A quotation that is never closed ends with its paragraph; one of this many tokens was a stray mark.
    private const int Longest = 1500;

    /// <summary>The outermost quotations of a text, in order, without overlap.</summary>
    public static IReadOnlyList<Quotation> Find(Words words)
    {
        var found = new List<Quotation>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!Opens(words, i, out var kind))
            {
                continue;
            }
            var end = Close(words, i, kind, out var closed);
            if (end > i + 1)
            {
                found.Add(new Quotation(i, end, closed));
                i = closed ? end : end - 1;
            }
        }
        return found;
    }

    private static bool Opens(Words words, int token, out MarkKind kind)
    {
        kind = words[token] switch
        {
            "“" or "„" => MarkKind.Curly,
            "«" => MarkKind.Angled,
            "\"" or "``" => MarkKind.Straight,
            "‘" => MarkKind.Single,
            "'" => MarkKind.StraightSingle,
            // A mark turned the wrong way at the start of a word opens all the same.
            "”" when token + 1 < words.Count && words.IsJoined(token) && words.IsWord(token + 1) && !IsJoinedBefore(words, token) => MarkKind.Curly,
            _ => MarkKind.None,
        };
        return kind switch
        {
            MarkKind.None => false,
            MarkKind.Single or MarkKind.StraightSingle => !IsJoinedBefore(words, token) && words.IsJoined(token) && (words.IsWord(token + 1) || words.IsDigits(token + 1)),
            _ => true,
        };
    }

    private static int Close(Words words, int open, MarkKind kind, out bool closed)
    {
        closed = false;
        var depth = 0;
        for (var i = open + 1; i < words.Count && i - open <= Longest; i++)
        {
            if (IsParagraphBreak(words, i))
            {
                // Unclosed at the paragraph's end: it goes on only where the next paragraph opens anew; else the mark was left out.
                return kind is MarkKind.Single or MarkKind.StraightSingle ? open : i;
            }
            var form = words[i];
            var closes = kind switch
            {
                MarkKind.Curly => form is "”" or "\"" || (form == "“" && IsJoinedBefore(words, i) && !words.IsWord(i + 1)),
                MarkKind.Straight => form is "\"" or "''" or "”",
                MarkKind.Angled => form is "»",
                MarkKind.Single => form is "’" or "'" && IsJoinedBefore(words, i) && !IsJoinedToWord(words, i),
                MarkKind.StraightSingle => form == "'" && IsJoinedBefore(words, i) && !IsJoinedToWord(words, i),
                _ => false,
            };
            if (kind == MarkKind.Curly && form == "“" && !closes)
            {
                depth++;
            }
            if (closes && depth-- <= 0)
            {
                closed = true;
                return i;
            }
        }
        return kind is MarkKind.Single or MarkKind.StraightSingle ? open : Math.Min(words.Count, open + Longest);
    }

    private static bool IsParagraphBreak(Words words, int token)
    {
        var between = words.Text.AsSpan(words.End(token - 1), words.Start(token) - words.End(token - 1));
        return between.Contains('\n') && words.Parsed.SentenceOf(token) != words.Parsed.SentenceOf(token - 1);
    }

    private static bool IsJoinedBefore(Words words, int token) => words.IsJoined(token - 1);

    private static bool IsJoinedToWord(Words words, int token) => words.IsJoined(token) && words.IsWord(token + 1);

    private enum MarkKind
    {
        None, Curly, Straight, Angled, Single, StraightSingle,
    }
}
