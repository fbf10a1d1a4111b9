using static Attest.Language.Segmentation.Characters;

namespace Attest.Language.Segmentation;

/// <summary>Text → tokens, by Universal Dependencies conventions for English as the EWT and GUM treebanks apply them.</summary>
/// <remarks>
/// Hot. One pass; whatever looks ahead or back is bounded, so that cost is linear in the text for any input. Every character that is not white space
/// ends up in exactly one token.
/// </remarks>
internal static partial class Tokenizer
{
    private const int LongestEmoticon = 4;
    private const int LongestAddress = 320;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Emoticons = Table.Words("Language/Segmentation/emoticons.tsv", StringComparer.Ordinal);

    /// <summary>Appends the tokens of text[start..end] to <paramref name="tokens"/>.</summary>
    public static void Cut(ReadOnlySpan<char> text, int start, int end, TokenBuffer tokens)
    {
        // Nothing beyond the end may be looked at: a headline's last word must not join with the body's first.
        text = text[..end];
        var i = start;
        while (i < end)
        {
            if (IsSpace(text[i]))
            {
                i++;
                continue;
            }
            var chunkEnd = i + 1;
            while (chunkEnd < end && !IsSpace(text[chunkEnd]))
            {
                chunkEnd++;
            }
            var chunkStart = i;
            while (i < chunkEnd)
            {
                var next = Next(text[..chunkEnd], text, chunkStart, i, tokens);
                // Rules give progress; were one not to, one code unit would be a token.
                i = next > i ? next : OneSymbol(text[..chunkEnd], i, tokens);
            }
        }
    }

    /// <summary>Appends the token (or the parts of a contraction) at <paramref name="at"/>.</summary>
    /// <returns>Where the next one starts.</returns>
    private static int Next(ReadOnlySpan<char> chunk, ReadOnlySpan<char> text, int chunkStart, int at, TokenBuffer tokens)
    {
        var character = chunk[at];
        if (IsWord(chunk, at))
        {
            return AddressEnd(chunk, at) is var address && address > at
                ? One(tokens, at, address)
                : Word(chunk, text, chunkStart, at, tokens);
        }
        if (at + 1 < chunk.Length)
        {
            var next = chunk[at + 1];
            if (character is '.' && char.IsAsciiDigit(next) && (at == chunkStart || !IsWord(chunk, at - 1)))
            {
                return Word(chunk, text, chunkStart, at, tokens);
            }
            if (character is '@' or '#' && (char.IsLetter(next) || next == '_') && (at == chunkStart || !IsWord(chunk, at - 1)))
            {
                return One(tokens, at, WordRun(chunk, at + 1));
            }
            if (IsApostrophe(character) && Clitic(chunk, chunkStart, at) is var clitic && clitic > at)
            {
                return One(tokens, at, clitic);
            }
            if (EmoticonEnd(chunk, chunkStart, at) is var face && face > at)
            {
                return One(tokens, at, face);
            }
        }
        var run = RunEnd(chunk, at);
        return run > at + 1 ? One(tokens, at, run) : OneSymbol(chunk, at, tokens);
    }

    private static int One(TokenBuffer tokens, int start, int end)
    {
        tokens.Add(start, end);
        return end;
    }

    /// <summary>A single symbol: one code point with the marks and joined symbols that belong to it.</summary>
    private static int OneSymbol(ReadOnlySpan<char> chunk, int at, TokenBuffer tokens)
    {
        var end = at;
        do
        {
            if (end > at)
            {
                // A zero-width joiner takes the next symbol in.
                end++;
            }
            end += end + 1 < chunk.Length && char.IsSurrogatePair(chunk[end], chunk[end + 1]) ? 2 : 1;
            while (end < chunk.Length && IsSymbolModifier(chunk, end))
            {
                end += char.IsHighSurrogate(chunk[end]) ? 2 : 1;
            }
        }
        while (end + 1 < chunk.Length && chunk[end] == '\u200D' && chunk[at] > 127);
        return One(tokens, at, end);
    }

    private static bool IsSymbolModifier(ReadOnlySpan<char> chunk, int index) =>
        chunk[index] is >= '\uFE00' and <= '\uFE0F' or '\u20E3'
        || (index + 1 < chunk.Length && chunk[index] == '\uD83C' && chunk[index + 1] is >= '\uDFFB' and <= '\uDFFF');

    /// <summary>The end of a run of marks that are one token together: "...", "?!", "--", "***".</summary>
    private static int RunEnd(ReadOnlySpan<char> chunk, int at)
    {
        var character = chunk[at];
        var end = at + 1;
        switch (character)
        {
            case '!' or '?':
                while (end < chunk.Length && chunk[end] is '!' or '?')
                {
                    end++;
                }
                break;
            case '.' or '…' or '-' or '=' or '*' or '_' or '~' or '`' or '\'' or '$' or '<' or '>' or '+' or '^' or '|' or '\\' or '—' or '–' or '•':
                while (end < chunk.Length && chunk[end] == character)
                {
                    end++;
                }
                break;
        }
        return end;
    }

    private static int EmoticonEnd(ReadOnlySpan<char> chunk, int chunkStart, int at)
    {
        if (chunk[at] > 127 || (at > chunkStart && char.IsAsciiDigit(chunk[at - 1])))
        {
            return at;
        }
        for (var length = Math.Min(LongestEmoticon, chunk.Length - at); length > 1; length--)
        {
            var end = at + length;
            if (Emoticons.Contains(chunk[at..end]) && (end == chunk.Length || !IsWord(chunk, end)) && !chunk[end..].StartsWith("/"))
            {
                return end;
            }
        }
        return at;
    }

    /// <summary>The end of an apostrophe's own short word, as in "'em", "'60s", "'s" after a bracket; <paramref name="at"/> where it is a quotation mark.</summary>
    private static int Clitic(ReadOnlySpan<char> chunk, int chunkStart, int at)
    {
        var end = at + 1;
        while (end < chunk.Length && end - at < 8 && IsWord(chunk, end))
        {
            end++;
        }
        if (end < chunk.Length && IsWord(chunk, end))
        {
            return at;
        }
        var letters = chunk[(at + 1)..end];
        if (letters.Length is 2 or 3 && char.IsAsciiDigit(letters[0]) && char.IsAsciiDigit(letters[1]) && (letters.Length == 2 || letters[2] is 's'))
        {
            // '71 and '60s, but not a quoted '71'.
            return end < chunk.Length && IsApostrophe(chunk[end]) ? at : end;
        }
        if (IsCliticEnding(letters) && !(at == chunkStart && end < chunk.Length && IsApostrophe(chunk[end])))
        {
            return end;
        }
        return at == chunkStart && letters is "em" or "til" or "cause" or "cuz" or "bout" or "tis" or "twas" ? end : at;
    }

    private static bool IsCliticEnding(ReadOnlySpan<char> letters) => letters.Length switch
    {
        1 => letters[0] is 's' or 'S' or 'd' or 'D' or 'm' or 'M',
        2 => letters.Equals("re", StringComparison.OrdinalIgnoreCase) || letters.Equals("ve", StringComparison.OrdinalIgnoreCase) || letters.Equals("ll", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The end of a web address, an e-mail address or a file's name that starts here; <paramref name="at"/> where none does.</summary>
    private static int AddressEnd(ReadOnlySpan<char> chunk, int at)
    {
        if (!char.IsAsciiLetter(chunk[at]))
        {
            return at;
        }
        var rest = chunk[at..];
        if (!(rest.Length > 6 && (StartsWith(rest, "http://") || StartsWith(rest, "https://") || StartsWith(rest, "ftp://") || StartsWith(rest, "www."))))
        {
            return at;
        }
        var end = at;
        while (end < chunk.Length && chunk[end] is not ('"' or '<' or '>' or '“' or '”' or '«' or '»' or '|' or '’'))
        {
            end++;
        }
        var hasOpening = chunk[at..end].Contains('(');
        while (end > at && (chunk[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ']' or '\'' or '*' || (chunk[end - 1] == ')' && !hasOpening)))
        {
            end--;
        }
        return end;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static int WordRun(ReadOnlySpan<char> chunk, int at)
    {
        while (at < chunk.Length && IsWord(chunk, at))
        {
            at++;
        }
        return at;
    }
}
