namespace Attest.Archive.Storage;

/// <summary>What lists call a report.</summary>
internal static class ReportTitle
{
    private const int Longest = 100, LeastWords = 4, WordsOfHeadline = 5, LongestDateline = 60;

    private static readonly string[] Dashes = [" — ", " – ", " -- ", " - "];

    /// <summary>Its headline; without one the first line that is more than a dateline or a page's furniture; where there is none, its first line, or its path.</summary>
    public static string Of(Report report)
    {
        if (!string.IsNullOrWhiteSpace(report.Title))
        {
            return report.Title;
        }
        string? first = null;
        foreach (var range in report.Text.AsSpan().Split('\n'))
        {
            var line = report.Text.AsSpan()[range].Trim();
            if (line.IsEmpty)
            {
                continue;
            }
            first ??= Cut(line);
            var telling = WithoutDateline(line);
            if (HasWords(telling) && !IsFurniture(report, range.Start.Value))
            {
                return Cut(telling);
            }
        }
        return first ?? report.Path;
    }

    // "KYIV, 3 May (Wire) — Three people …": what stands before the dash begins with a capital, has a word in capitals, and the sentence begins after it.
    private static ReadOnlySpan<char> WithoutDateline(ReadOnlySpan<char> line)
    {
        foreach (var dash in Dashes)
        {
            var at = line[..Math.Min(line.Length, LongestDateline)].IndexOf(dash, StringComparison.Ordinal);
            if (at > 0 && HasCapitals(line[..at]) && line[(at + dash.Length)..] is { Length: > 0 } rest && !char.IsLower(rest[0]) && HasWords(rest))
            {
                return rest;
            }
        }
        return line;
    }

    private static bool HasCapitals(ReadOnlySpan<char> words)
    {
        foreach (var range in words.SplitAny(' ', ',', '(', ')'))
        {
            var word = words[range];
            if (word.Length > 1 && !word.ContainsAnyExceptInRange('A', 'Z'))
            {
                return true;
            }
        }
        return false;
    }

    // A sentence of four words tells something; without its full stop it takes five: "Newsletter As news happens".
    private static bool HasWords(ReadOnlySpan<char> line)
    {
        var words = 0;
        foreach (var range in line.Split(' '))
        {
            foreach (var letter in line[range])
            {
                if (char.IsLetterOrDigit(letter))
                {
                    words++;
                    break;
                }
            }
        }
        return words >= (line[^1] is '.' or '!' or '?' or '”' or '"' ? LeastWords : WordsOfHeadline);
    }

    private static bool IsFurniture(Report report, int position) => report.Items.Any(item => item.Kind == ItemKind.Boilerplate && item.Span.Contains(position));

    private static string Cut(ReadOnlySpan<char> line)
    {
        if (line.Length <= Longest)
        {
            return line.ToString();
        }
        var cut = line[..Longest].LastIndexOf(' ');
        return $"{line[..(cut > 0 ? cut : Longest)]}…";
    }
}
