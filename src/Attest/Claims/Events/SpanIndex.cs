namespace Attest.Claims.Events;

/// <summary>Finds by position what spans of a text stand for, without looking at all of them.</summary>
/// <typeparam name="T">What they stand for.</typeparam>
internal sealed class SpanIndex<T> where T : class
{
    private readonly (TextSpan Span, T Of)[] _byStart;

    // The farthest end of all spans up to each: where it is not reached, nothing before can be.
    private readonly int[] _farthest;

    /// <summary>Puts spans in order; of two alike the first given stays the first.</summary>
    public SpanIndex(IEnumerable<(TextSpan Span, T Of)> spans)
    {
        _byStart = [.. spans.OrderBy(one => one.Span)];
        _farthest = new int[_byStart.Length];
        for (var i = 0; i < _byStart.Length; i++)
        {
            _farthest[i] = Math.Max(i == 0 ? 0 : _farthest[i - 1], _byStart[i].Span.End);
        }
    }

    /// <summary>What the shortest span that holds another stands for; of several the first given; null where none holds it.</summary>
    public T? Innermost(TextSpan span)
    {
        T? best = null;
        var length = int.MaxValue;
        for (var i = FirstAfter(span.Start) - 1; i >= 0 && _farthest[i] >= span.End; i--)
        {
            var (around, of) = _byStart[i];
            if (around.Contains(span) && around.Length <= length)
            {
                (best, length) = (of, around.Length);
            }
        }
        return best;
    }

    /// <summary>The spans that lie wholly within another, in the text's order; empty where none does.</summary>
    public List<TextSpan> Within(TextSpan span)
    {
        var within = new List<TextSpan>();
        for (var i = FirstAfter(span.Start - 1); i < _byStart.Length && _byStart[i].Span.Start < span.End; i++)
        {
            if (span.Contains(_byStart[i].Span))
            {
                within.Add(_byStart[i].Span);
            }
        }
        return within;
    }

    private int FirstAfter(int position)
    {
        int low = 0, high = _byStart.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _byStart[middle].Span.Start <= position ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
