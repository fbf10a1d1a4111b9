using System.Text;

namespace Attest.Intake.WebPages;

/// <summary>One paragraph, headline or list entry of a page.</summary>
/// <param name="Node">Index of the text or element that it begins with.</param>
/// <param name="Last">Index of the text that it ends with.</param>
/// <param name="Text">Its characters with single spaces; <c>\n</c> for a line break within it; not blank.</param>
/// <param name="LinkLetters">How many of its characters are within links.</param>
/// <param name="StrongLetters">How many are in bold.</param>
/// <param name="Kind">The element that it is in: <c>p</c>, <c>li</c>, <c>h2</c> …</param>
internal sealed record PageBlock(int Node, int Last, string Text, int LinkLetters, int StrongLetters, string Kind)
{
    // Shorter texts are labels more often than sentences.
    private const int SentenceLength = 40;

    /// <summary>Whether it is marked as a headline.</summary>
    public bool IsHeading => Kind is ['h', >= '1' and <= '6'];

    /// <summary>Share of its characters within links, 0 to 1.</summary>
    public double LinkShare => Math.Min(1.0, (double)LinkLetters / Text.Length);

    /// <summary>How much running text it is: its length, less what is linked; little for labels and headlines.</summary>
    public double Content
    {
        get
        {
            var free = 1 - LinkShare;
            var weight = IsHeading ? 0 : Text.Length >= SentenceLength || Text[^1] is '.' or '!' or '?' or '”' or '"' ? 1.0 : 0.2;
            return Text.Length * free * free * weight;
        }
    }
}

/// <summary>Cuts a page into its blocks in one pass over the flat tree.</summary>
internal sealed class PageBlocks
{
    // Text is seldom deeper within its paragraph; pages are nested a hundred thousand deep to stall their readers.
    private const int MostLookedUp = 24;

    private readonly PageTree _page;
    private readonly List<PageBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private readonly Stack<(int End, string Kind)> _open = new();
    private int _start = -1, _last, _linkEnd, _strongEnd, _links, _strong, _breaks;

    private PageBlocks(PageTree page) => _page = page;

    /// <summary>Every block of the page in order, but for elements whose content is never text.</summary>
    public static List<PageBlock> Of(PageTree page)
    {
        var cutter = new PageBlocks(page);
        cutter.Cut();
        return cutter._blocks;
    }

    private void Cut()
    {
        var nodes = _page.Nodes;
        var at = 0;
        while (at < nodes.Count)
        {
            while (_open.TryPeek(out var open) && open.End <= at)
            {
                Flush();
                _open.Pop();
            }
            var node = nodes[at];
            if (node.Text is not null)
            {
                Append(node.Text, at);
                at++;
                continue;
            }
            switch (node.Role)
            {
                case ElementRole.Skip:
                    at = node.End;
                    continue;
                case ElementRole.Break:
                    Break();
                    break;
                case ElementRole.Container or ElementRole.Block or ElementRole.Heading when !IsCellOfText(at):
                    Flush();
                    _open.Push((node.End, _page.TagOf(at)));
                    break;
                default:
                    Inline(at, node.End);
                    break;
            }
            at++;
        }
        Flush();
    }

    // A cell with nothing but text within is a part of its row; one with paragraphs is layout.
    private bool IsCellOfText(int at)
    {
        if (_page.TagOf(at) is not ("td" or "th"))
        {
            return false;
        }
        var nodes = _page.Nodes;
        for (var i = at + 1; i < nodes[at].End; i++)
        {
            if (nodes[i].Element is not null && nodes[i].Role is not ElementRole.Inline)
            {
                return false;
            }
        }
        return true;
    }

    private void Inline(int at, int end)
    {
        switch (_page.TagOf(at))
        {
            case "a":
                _linkEnd = Math.Max(_linkEnd, end);
                break;
            case "b" or "strong":
                _strongEnd = Math.Max(_strongEnd, end);
                break;
            case "td" or "th" when _text.Length > 0:
                Append(" ", at);
                break;
            default:
                break;
        }
    }

    private void Append(string text, int at)
    {
        foreach (var sign in text)
        {
            // Soft hyphens and zero-width spaces are hints for line breaking and would cut words in two.
            if (sign is '\u00AD' or '\u200B' or '\uFEFF' or '\u2060' or '\0')
            {
                continue;
            }
            var isSpace = char.IsWhiteSpace(sign);
            if (isSpace && (_text.Length == 0 || _text[^1] is ' ' or '\n'))
            {
                continue;
            }
            if (!isSpace)
            {
                _start = _start < 0 ? at : _start;
                _last = at;
                _links += at < _linkEnd ? 1 : 0;
                _strong += at < _strongEnd ? 1 : 0;
                _breaks = 0;
            }
            _text.Append(isSpace ? ' ' : sign);
        }
    }

    // Two breaks in a row end a paragraph.
    private void Break()
    {
        if (++_breaks > 1)
        {
            Flush();
        }
        else if (_text.Length > 0)
        {
            if (_text[^1] == ' ')
            {
                _text.Length--;
            }
            _text.Append('\n');
        }
    }

    private void Flush()
    {
        var text = _text.ToString().Trim();
        if (text.Length > 0 && _start >= 0)
        {
            _blocks.Add(new PageBlock(_start, _last, text, _links, _strong, KindOf()));
        }
        _text.Clear();
        _start = -1;
        _links = _strong = _breaks = 0;
    }

    // The innermost element that says what the text is; the stack gives the innermost first.
    private string KindOf()
    {
        var looked = 0;
        foreach (var (_, name) in _open)
        {
            if (++looked > MostLookedUp)
            {
                break;
            }
            if (name is "p" or "li" or "blockquote" or "dd" or "dt" or "pre" or "tr" or ['h', >= '1' and <= '6'])
            {
                return name;
            }
        }
        return "div";
    }
}
