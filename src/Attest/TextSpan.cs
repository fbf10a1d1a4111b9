namespace Attest;

/// <summary>A stretch of a report's text: half-open, counted in UTF-16 code units from the start of <see cref="Report.Text"/>.</summary>
/// <remarks>
/// Inside the program every position is a UTF-16 index, so that slicing costs nothing. The formats that leave it count Unicode code points;
/// <see cref="CodePointMap"/> converts at that boundary and nowhere else.
/// </remarks>
/// <param name="Start">Index of the first code unit.</param>
/// <param name="End">Index after the last code unit; never less than <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End) : IComparable<TextSpan>
{
    /// <summary>Number of UTF-16 code units; 0 for an empty span.</summary>
    public int Length => End - Start;

    /// <summary>Whether <paramref name="other"/> lies wholly within this span.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the position lies within this span.</summary>
    public bool Contains(int position) => Start <= position && position < End;

    /// <summary>Whether the two spans share at least one code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The words themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span does not lie within <paramref name="text"/>.</exception>
    public string Of(string text) => text[Start..End];

    /// <summary>Earlier start first; of two with one start, the longer first.</summary>
    public int CompareTo(TextSpan other) => Start != other.Start ? Start.CompareTo(other.Start) : other.End.CompareTo(End);

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(TextSpan left, TextSpan right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(TextSpan left, TextSpan right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(TextSpan left, TextSpan right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(TextSpan left, TextSpan right) => left.CompareTo(right) >= 0;

    /// <summary>Both ends, as <c>[start, end)</c>.</summary>
    public override string ToString() => $"[{Start}, {End})";
}

/// <summary>Looks spans up by position.</summary>
public static class TextSpans
{
    /// <summary>Index of the span that holds a position, of spans in the text's order without overlap; -1 where none does.</summary>
    public static int IndexAt(this IReadOnlyList<TextSpan> spans, int position)
    {
        ArgumentNullException.ThrowIfNull(spans);
        int low = 0, high = spans.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low < spans.Count && spans[low].Contains(position) ? low : -1;
    }
}
