namespace Attest.Intake.Items;

/// <summary>Finds where the updates of a live page begin under its summary, where no headline marks it: a paragraph of the summary comes again word for word.</summary>
internal static class Retelling
{
    private const double Retold = 0.7;
    private const int FewestWords = 6;
    private const int MostLines = 60;

    /// <summary>Marks the first paragraph that tells the summary again, within the lines before the second headline.</summary>
    public static void Mark(string text, IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        var end = 1;
        while (end < lines.Count && end < MostLines && roles[end] is LineRole.Text && lines[end].Update is null)
        {
            end++;
        }
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < end; i++)
        {
            if (!lines[i].IsProse || first.TryAdd(lines[i].Plain, i))
            {
                continue;
            }
            roles[Beginning(text, lines, first[lines[i].Plain], i)] = LineRole.Retelling;
            return;
        }
    }

    // The paragraph that came again need not be the first of the update: it begins with the earliest after the original that says little new.
    private static int Beginning(string text, IReadOnlyList<TextLine> lines, int original, int copy)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i <= original; i++)
        {
            said.UnionWith(Words(text, lines[i]));
        }
        for (var i = original + 1; i < copy; i++)
        {
            var words = Words(text, lines[i]);
            if (words.Count >= FewestWords && words.Count(said.Contains) >= Retold * words.Count)
            {
                return i;
            }
        }
        return copy;
    }

    // Words of more than three letters stand for what a paragraph is about.
    private static HashSet<string> Words(string text, TextLine line) =>
        [.. line.Span.Of(text).ToLowerInvariant().Split([' ', ',', '.', ';', ':', '\u00A0', '“', '”', '"'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3)];
}
