using static Attest.Language.Segmentation.Characters;

namespace Attest.Language.Segmentation;

/// <summary>Tokens → sentences: after a full stop and the like, at blank lines, and at line ends that are not mere wrapping.</summary>
/// <remarks>Hot. One pass. A sentence that would be longer than <see cref="LongestSentence"/> is cut, so that no text can make one without bound.</remarks>
internal static class SentenceSplitter
{
    /// <summary>Most tokens that a sentence can have.</summary>
    public const int LongestSentence = 256;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Starters = Table.Words("Language/Segmentation/sentence-starters.tsv", StringComparer.Ordinal);

    /// <summary>Appends the sentences of the tokens from <paramref name="first"/> on, which were cut from text[start..end].</summary>
    public static void Split(ReadOnlySpan<char> text, int start, int end, TokenBuffer tokens, int first)
    {
        var starts = tokens.Starts;
        var ends = tokens.Ends;
        if (first == starts.Length)
        {
            return;
        }
        text = text[..end];
        var lines = new LineWrapping(text, start);
        var sentence = first;
        tokens.Sentences.Add(first);
        var quoteOpen = false; // a straight quotation mark that is still to be closed
        var final = false; // the sentence has had its final mark, and nothing but closing marks after it
        var footnoteEnd = 0;
        for (var i = first; i < starts.Length; i++)
        {
            var token = text[starts[i]..ends[i]];
            var isNewLine = false;
            if (i > sentence)
            {
                var last = text[starts[i - 1]..ends[i - 1]];
                isNewLine = lines.Breaks(ends[i - 1], starts[i]);
                if (isNewLine
                    || i - sentence >= LongestSentence
                    || (final && i >= footnoteEnd && !IsFootnote(text, starts, i) && !ClosesSentence(token, ends[i - 1] < starts[i], quoteOpen, OpensWord(text, starts, ends, i)) && MayStart(last, text, starts, ends, i))
                    || (ends[i - 1] < starts[i] && Starters.Contains(token) && Abbreviations.MayEndSentence(last)))
                {
                    tokens.Sentences.Add(i);
                    sentence = i;
                    final = false;
                    quoteOpen &= !isNewLine;
                }
            }
            if (final && IsFootnote(text, starts, i))
            {
                footnoteEnd = i + 3;
            }
            final = IsFinal(token) || (final && (i < footnoteEnd || (token.Length == 1 && IsCloser(token[0]))));
            if (token is "\"")
            {
                quoteOpen = !quoteOpen;
            }
        }
    }

    // A footnote's number, or a mark of words left out, in brackets: it belongs to what it follows.
    private static bool IsFootnote(ReadOnlySpan<char> text, ReadOnlySpan<int> starts, int at) =>
        text[starts[at]] == '[' && at + 2 < starts.Length && text[starts[at + 2]] == ']' && (char.IsAsciiDigit(text[starts[at + 1]]) || text[starts[at + 1]] is '…' or '.');

    private static bool IsFinal(ReadOnlySpan<char> token) => token[0] is '.' or '!' or '?' or '…' or '。' or '？' or '！' && !char.IsAsciiLetterOrDigit(token[^1]);

    // A quotation mark or bracket right after the final mark belongs to the sentence that it closes.
    private static bool ClosesSentence(ReadOnlySpan<char> token, bool hasSpaceBefore, bool quoteOpen, bool opensWord)
    {
        if (token.Length != 1 || !IsCloser(token[0]))
        {
            return false;
        }
        return token[0] switch
        {
            '"' => quoteOpen || (!hasSpaceBefore && !opensWord),
            '\'' => !hasSpaceBefore,
            _ => true,
        };
    }

    // `It fell."Nobody came," she said`: where spaces between sentences were lost, a mark that touches a capital letter opens.
    private static bool OpensWord(ReadOnlySpan<char> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int at) =>
        at + 1 < starts.Length && ends[at] == starts[at + 1] && char.IsUpper(text[starts[at + 1]]);

    /// <summary>Whether a sentence may start at token <paramref name="at"/>, the one before it being, or closing after, a final mark.</summary>
    private static bool MayStart(ReadOnlySpan<char> last, ReadOnlySpan<char> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int at)
    {
        // Behind opening marks and dashes stands the word that tells.
        var word = at;
        while (word < starts.Length && word - at < 3 && IsOpener(text[starts[word]]))
        {
            word++;
        }
        if (word == starts.Length)
        {
            return true;
        }
        var letter = text[starts[word]];
        if (char.IsLower(letter))
        {
            // "Really?" he asked; "... and then": a small letter goes on, save right after a plain mark with a space.
            return last is "." or "?" or "!" or "??" or "!!" && word == at && ends[at - 1] < starts[at];
        }
        if (letter is ',' or ';' or ':' or '%')
        {
            return false;
        }
        // `It fell.- Nobody came - she said`: speech that a dash opens, where spaces between sentences were lost.
        var opensSpeech = IsDash(letter) && ends[at - 1] == starts[at] && at + 1 < starts.Length && ends[at] < starts[at + 1] && char.IsUpper(text[starts[at + 1]]);
        if (IsDash(letter) && last is not "." && !opensSpeech)
        {
            return false;
        }
        return ends[at - 1] < starts[at] || char.IsUpper(letter) || last is "!" or "?" || opensSpeech;
    }
}
