namespace Attest.Incidents.Origins;

/// <summary>The paragraphs of a report as signatures. One is made when it is first asked for and kept.</summary>
internal sealed class Passages(Report report)
{
    private readonly Dictionary<int, string?> _signatures = [];

    /// <summary>The signature of the paragraph that holds a position; of a short one with those beside it. Null where all of it is too short.</summary>
    public string? SignatureAt(int position)
    {
        var text = report.Text;
        var start = position == 0 ? 0 : text.LastIndexOf('\n', Math.Min(position, text.Length) - 1) + 1;
        if (_signatures.TryGetValue(start, out var known))
        {
            return known;
        }
        var end = EndOfLine(position);
        // A line of a few words is worded alike by chance: it is known by the line before or after it, within the report.
        var from = start;
        while (TextSignature.Of(text.AsSpan(from, end - from)) is null && (from > 0 || end < text.Length))
        {
            (from, end) = from > 0 ? (from > 1 ? text.LastIndexOf('\n', from - 2) + 1 : 0, end) : (from, EndOfLine(end + 1));
        }
        return _signatures[start] = TextSignature.Of(text.AsSpan(from, end - from));
    }

    private int EndOfLine(int position) => position < report.Text.Length && report.Text.IndexOf('\n', position) is >= 0 and var end ? end : report.Text.Length;
}
