namespace Attest.Archive.Corrections;

/// <summary>Where words that somebody chose stand in a report. Pure.</summary>
public static class WordPlaces
{
    /// <summary>The places that may be meant, in the text's order: where a start is given and the words stand there, that one alone; else all within the stretch that is given, or in the whole text.</summary>
    /// <remarks>Words count only where they stand whole: “7” of “17” is another number. Any run of white space stands for any other, because browsers select other spaces than a text has.</remarks>
    /// <param name="report">The report.</param>
    /// <param name="chosen">The words.</param>
    /// <returns>UTF-16 spans; empty where the words stand nowhere, where the stretch does, and where what starts at the given place is a part of a word.</returns>
    public static IReadOnlyList<TextSpan> Of(Report report, ChosenWords chosen)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(chosen);
        var (text, words) = (report.Text, chosen.Words.Trim());
        if (words.Length == 0)
        {
            return [];
        }
        if (chosen.Start is >= 0 and var codePoint && new CodePointMap(text) is var map && codePoint <= map.Length && Loosely(text, map.ToIndex(codePoint), words) is { } exact)
        {
            return WordAnchor.IsInWord(text, exact.Start, exact.End) ? [] : [exact];
        }
        var all = All(text, words).Where(span => !WordAnchor.IsInWord(text, span.Start, span.End)).ToList();
        if (chosen.Within?.Trim() is not { Length: > 0 } stretch)
        {
            return all;
        }
        var around = All(text, stretch).ToList();
        return all.FindAll(span => around.Exists(one => one.Contains(span)));
    }

    /// <summary>Whether a stretch stands in a text, whatever its white space.</summary>
    internal static bool Holds(string text, string stretch) => stretch.Trim() is { Length: > 0 } words && All(text, words).Any();

    private static IEnumerable<TextSpan> All(string text, string words)
    {
        for (var at = text.IndexOf(words[0], StringComparison.Ordinal); at >= 0; at = text.IndexOf(words[0], at + 1))
        {
            if (Loosely(text, at, words) is { } found)
            {
                yield return found;
            }
        }
    }

    private static TextSpan? Loosely(string text, int start, string words)
    {
        var at = start;
        for (var i = 0; i < words.Length;)
        {
            if (at >= text.Length)
            {
                return null;
            }
            if (char.IsWhiteSpace(words[i]) && char.IsWhiteSpace(text[at]))
            {
                while (i < words.Length && char.IsWhiteSpace(words[i]))
                {
                    i++;
                }
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                {
                    at++;
                }
            }
            else if (words[i++] != text[at++])
            {
                return null;
            }
        }
        return new TextSpan(start, at);
    }
}
