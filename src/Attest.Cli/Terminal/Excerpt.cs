using System.Text.RegularExpressions;

namespace Attest.Cli.Terminal;

/// <summary>Words of a report on one line, cut where they are too many; the cut is always shown.</summary>
internal static partial class Excerpt
{
    /// <summary>The words with single blanks, at most so many characters, cut between words where that can be done.</summary>
    public static string Of(string words, int longest)
    {
        var line = Blanks().Replace(Screen.Printable(words).Trim(), " ");
        if (line.Length <= longest)
        {
            return line;
        }
        var end = line.LastIndexOf(' ', longest - 1);
        end = end < longest / 2 ? longest - 1 : end;
        return (char.IsHighSurrogate(line[end - 1]) ? line[..(end - 1)] : line[..end]) + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
