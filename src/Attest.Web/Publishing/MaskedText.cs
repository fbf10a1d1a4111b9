using System.Text;

namespace Attest.Web.Publishing;

/// <summary>A text of which stretches were replaced or left out, with where each position of the first text stands now.</summary>
internal sealed class MaskedText
{
    private readonly List<(TextSpan Old, int Start, int End, bool IsKept)> _pieces = [];

    /// <summary>Replaces stretches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replaced">Stretches of it in any order, with what stands in their place; of those that overlap the one that starts first is replaced, and reaches to the end of the last.</param>
    public MaskedText(string text, IEnumerable<(TextSpan Span, string Words)> replaced)
    {
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (span, words) in Merged(replaced))
        {
            Keep(text, masked, at, span.Start);
            var start = masked.Length;
            masked.Append(words);
            _pieces.Add((span, start, masked.Length, false));
            at = span.End;
        }
        Keep(text, masked, at, text.Length);
        Text = masked.ToString();
    }

    /// <summary>The text as it is shown.</summary>
    public string Text { get; }

    /// <summary>Where a stretch stands now: empty where all of it was left out; a replaced one in what stands in its place.</summary>
    public TextSpan Map(TextSpan span)
    {
        var (start, end) = (Map(span.Start, isEnd: false), Map(span.End, isEnd: true));
        return new TextSpan(start, Math.Max(start, end));
    }

    private int Map(int position, bool isEnd)
    {
        foreach (var (old, start, end, isKept) in _pieces)
        {
            if (isEnd ? position > old.Start && position <= old.End : position >= old.Start && position < old.End)
            {
                return isKept ? start + position - old.Start : isEnd ? end : start;
            }
        }
        return position <= 0 ? 0 : Text.Length;
    }

    private void Keep(string text, StringBuilder masked, int from, int to)
    {
        if (to > from)
        {
            _pieces.Add((new TextSpan(from, to), masked.Length, masked.Length + to - from, true));
            masked.Append(text, from, to - from);
        }
    }

    private static IEnumerable<(TextSpan Span, string Words)> Merged(IEnumerable<(TextSpan Span, string Words)> replaced)
    {
        (TextSpan Span, string Words)? last = null;
        foreach (var one in replaced.Where(one => one.Span.Length > 0).OrderBy(one => one.Span))
        {
            if (last is { } open && one.Span.Start < open.Span.End)
            {
                last = (open.Span with { End = Math.Max(open.Span.End, one.Span.End) }, open.Words);
                continue;
            }
            if (last is { } done)
            {
                yield return done;
            }
            last = one;
        }
        if (last is { } rest)
        {
            yield return rest;
        }
    }
}
