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

/// <summary>Finds what stands in quotation marks: curly, straight and angled, over sentences and paragraphs; and speech between dashes, as languages of the east of Europe set it.</summary>
internal static class Quotations
{
    // A quotation that is never closed ends with its paragraph; one of this many tokens was a stray mark.
    private const int Longest = 1500;

    // In tokens: speech between dashes stays within its paragraph, and few words say whose it was.
    private const int LongestSpeech = 300;
    private const int LongestFrame = 14;

    /// <summary>The outermost quotations of a text, in order, without overlap.</summary>
    public static IReadOnlyList<Quotation> Find(Words words)
    {
        var found = new List<Quotation>();
        for (var i = 0; i < words.Count; i++)
        {
            if (Speech(words, i) is var dash and > 0)
            {
                found.Add(new Quotation(i, dash, true));
                i = dash;
                continue;
            }
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
            // `… and resist," said Venn`: the mark that would have opened it was left out.
            MarkKind.Straight => !(IsJoinedBefore(words, token) && words[token - 1] is "," && !words.IsJoined(token)),
            MarkKind.Single or MarkKind.StraightSingle => !IsJoinedBefore(words, token) && words.IsJoined(token) && (words.IsWord(token + 1) || words.IsDigits(token + 1)),
            _ => true,
        };
    }

    // "- We hold the ridge. It is ours - said the major": speech between dashes, where it ends; 0 where a dash opens none.
    private static int Speech(Words words, int open)
    {
        if (!IsDash(words, open) || words.IsJoined(open) || !(words.IsCapital(open + 1) || words.IsDigits(open + 1)) || words.Parsed[words.Parsed.SentenceOf(open)].First != open)
        {
            return 0;
        }
        for (var k = open + 2; k < Math.Min(words.Count - 1, open + LongestSpeech) && !IsParagraphBreak(words, k); k++)
        {
            if (IsDash(words, k) && !words.IsJoined(k) && !IsJoinedBefore(words, k) && Frames(words, k + 1))
            {
                return k;
            }
        }
        return 0;
    }

    // "said the major.", "the head of the watch told the radio.": a word of saying within a short end of a sentence.
    private static bool Frames(Words words, int first)
    {
        var last = words.Parsed[words.Parsed.SentenceOf(first)].Last;
        for (var k = first; k < Math.Min(last, first + LongestFrame); k++)
        {
            if (words[k] is "," or ":" or "-" or "–" or "—" && k > first + 1)
            {
                return false;
            }
            if (CueLexicon.Default.First(words, k, last) is { Form: CueForm.Past or CueForm.Third } cue && cue.Entry.Frames.HasFlag(CueFrames.Quote))
            {
                return k == first || words.IsCapital(first) || words.Is(first, WordClass.Pronoun | WordClass.Determiner);
            }
        }
        return false;
    }

    private static bool IsDash(Words words, int token) => words[token] is "-" or "–" or "—";

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
