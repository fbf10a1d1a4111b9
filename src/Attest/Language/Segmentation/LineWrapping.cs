namespace Attest.Language.Segmentation;

/// <summary>Tells line ends that end something (a headline, a list entry, a paragraph) from those that only wrap a long line.</summary>
/// <remarks>
/// A blank line always ends. A single line end is wrapping where the next line's first word would not have fitted: the lines around it keep to a common
/// width, which this line with that word would exceed. Each paragraph's width is measured once.
/// </remarks>
internal ref struct LineWrapping(ReadOnlySpan<char> text, int start)
{
    private const int NarrowestWidth = 50;
    private const int WidestWidth = 130;

    private readonly ReadOnlySpan<char> _text = text;
    private int _lineStart = start;
    private int _blockEnd = -1;
    private int _blockWidth;

    /// <summary>Whether something ends in the white space between two tokens. To be asked in the text's order.</summary>
    public bool Breaks(int gapStart, int gapEnd)
    {
        var gap = _text[gapStart..gapEnd];
        var first = gap.IndexOfAny("\n\r\u2028\u2029");
        if (first < 0)
        {
            return gap.Contains('\u0085') || gap.Contains('\f');
        }
        var lineEnd = gapStart + first;
        var lineLength = lineEnd - _lineStart;
        var hasMore = HasBlankLine(gap[first..]);
        MeasureBlock(lineEnd);
        var wordEnd = gapEnd;
        while (wordEnd < _text.Length && wordEnd - gapEnd < WidestWidth && !char.IsWhiteSpace(_text[wordEnd]))
        {
            wordEnd++;
        }
        _lineStart = gapStart + gap.LastIndexOfAny('\n', '\r') + 1;
        if (_lineStart == gapStart)
        {
            _lineStart = gapEnd;
        }
        if (hasMore)
        {
            _blockEnd = -1;
            return true;
        }
        var isWrapped = _blockWidth is >= NarrowestWidth and <= WidestWidth && lineLength + 1 + (wordEnd - _lineStart) > _blockWidth;
        return !isWrapped;
    }

    private static bool HasBlankLine(ReadOnlySpan<char> gap)
    {
        if (gap.Contains('\u2029'))
        {
            return true;
        }
        var ends = gap.Count('\n');
        return (ends == 0 ? gap.Count('\r') : ends) > 1;
    }

    // The longest line of the paragraph, from the line that ends at lineEnd to the next blank line.
    private void MeasureBlock(int lineEnd)
    {
        if (lineEnd < _blockEnd)
        {
            return;
        }
        _blockWidth = lineEnd - _lineStart;
        var at = lineEnd;
        while (at < _text.Length)
        {
            at += _text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n' ? 2 : 1;
            var rest = _text[at..];
            var length = rest.IndexOfAny('\n', '\r');
            length = length < 0 ? rest.Length : length;
            if (rest[..length].IsWhiteSpace())
            {
                break;
            }
            _blockWidth = Math.Max(_blockWidth, length);
            at += length;
        }
        _blockEnd = at;
    }
}
