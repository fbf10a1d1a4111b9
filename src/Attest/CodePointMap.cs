namespace Attest;

/// <summary>Converts positions of one text between UTF-16 code units (inside) and Unicode code points (in every format that leaves the program).</summary>
/// <remarks>
/// A text without surrogate pairs, the common case, costs one scan and no memory. A position in the middle of a pair counts as the pair's start;
/// a lone surrogate is one code point.
/// </remarks>
public sealed class CodePointMap
{
    // UTF-16 index of the second half of each surrogate pair, ascending; null where the text has none.
    private readonly int[]? _seconds;
    private readonly int _length;

    /// <summary>Scans <paramref name="text"/> once.</summary>
    public CodePointMap(string text)
    {
        _length = text.Length;
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return;
        }
        var seconds = new List<int>();
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                seconds.Add(i);
                i++;
            }
        }
        _seconds = seconds.Count == 0 ? null : [.. seconds];
    }

    /// <summary>Number of code points in the whole text.</summary>
    public int Length => ToCodePoint(_length);

    /// <summary>The code-point position of a UTF-16 index between 0 and the text's length, both included.</summary>
    public int ToCodePoint(int index)
    {
        if (_seconds is null)
        {
            return index;
        }
        // Pairs whose second half lies before the index have taken one unit too many each.
        var found = Array.BinarySearch(_seconds, index);
        return found >= 0 ? index - found - 1 : index - ~found;
    }

    /// <summary>The UTF-16 index of a code-point position between 0 and <see cref="Length"/>, both included.</summary>
    public int ToIndex(int codePoint)
    {
        if (_seconds is null)
        {
            return codePoint;
        }
        int low = 0, high = _seconds.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            // The pair numbered `middle` starts at code point seconds[middle] - 1 - middle.
            if (_seconds[middle] - 1 - middle < codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return codePoint + low;
    }
}
