using System.Text;
using System.Text.RegularExpressions;

namespace Attest.Intake.Items;

/// <summary>What a line's form says of it: headline, running text, a time. Knows no words but those of times.</summary>
internal static partial class LineShape
{
    private const int LongestHeadline = 150;
    private const int MostHeadlineWords = 26;

    // A line of this length is running text even where its last stop is missing.
    private const int ProseLength = 180;

    private const string Decoration = "#*_-–—=~|•· \t\u00A0";
    private const string Quotes = "\"'“”‘’«»„‹›";
    private const string Bullets = "·•*-–—◦▪●■►‣";

    /// <summary>Every line of a text that is not blank, in order.</summary>
    public static List<TextLine> LinesOf(string text)
    {
        var lines = new List<TextLine>();
        var start = 0;
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            if (Trimmed(text, start, end) is { Length: > 0 } span)
            {
                lines.Add(Of(text, span));
            }
            start = end + 1;
        }
        return lines;
    }

    /// <summary>One line, judged by its form alone.</summary>
    public static TextLine Of(string text, TextSpan span)
    {
        var line = text.AsSpan(span.Start, span.Length);
        var isTime = line.Length <= 60 && TimeLine().IsMatch(line);
        return new TextLine(span, Plain(line), !isTime && LooksLikeHeadline(line), IsProse(line), isTime);
    }

    /// <summary>The headline without marks of emphasis or rank around it, such as # or **.</summary>
    public static TextSpan WithoutDecoration(string text, TextSpan span)
    {
        int start = span.Start, end = span.End;
        while (start < end && Decoration.Contains(text[start], StringComparison.Ordinal))
        {
            start++;
        }
        while (end > start && Decoration.Contains(text[end - 1], StringComparison.Ordinal))
        {
            end--;
        }
        return start == end ? span : new TextSpan(start, end);
    }

    /// <summary>Whether nearly all letters are capitals, in a line long enough for that to mean something.</summary>
    public static bool IsCapitals(ReadOnlySpan<char> line)
    {
        int upper = 0, letters = 0;
        foreach (var sign in line)
        {
            if (char.IsLetter(sign))
            {
                letters++;
                upper += char.IsUpper(sign) ? 1 : 0;
            }
        }
        return letters >= 12 && upper * 100 >= letters * 85;
    }

    /// <summary>Number of words between white space.</summary>
    public static int WordsOf(ReadOnlySpan<char> line)
    {
        var words = 0;
        var inWord = false;
        foreach (var sign in line)
        {
            var letter = char.IsLetterOrDigit(sign);
            words += letter && !inWord ? 1 : 0;
            inWord = letter || (inWord && !char.IsWhiteSpace(sign));
        }
        return words;
    }

    /// <summary>Lower case, plain quotation marks, single spaces.</summary>
    public static string Plain(ReadOnlySpan<char> line)
    {
        var plain = new StringBuilder(line.Length);
        foreach (var sign in line)
        {
            var letter = sign switch
            {
                '‘' or '’' or '‛' or '`' => '\'',
                '“' or '”' or '„' or '«' or '»' => '"',
                '–' or '—' or '‑' or '−' => '-',
                _ => char.IsWhiteSpace(sign) ? ' ' : char.ToLowerInvariant(sign),
            };
            if (letter != ' ' || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(letter);
            }
        }
        return plain.ToString().TrimEnd(' ');
    }

    private static TextSpan? Trimmed(string text, int start, int end)
    {
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }
        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }
        return start < end ? new TextSpan(start, end) : null;
    }

    private static bool IsSpace(char sign) => char.IsWhiteSpace(sign) || sign is '\u200B' or '\uFEFF';

    private static bool LooksLikeHeadline(ReadOnlySpan<char> line)
    {
        var isMarked = line[0] == '#' || (line.Length > 4 && line.StartsWith("**") && line.EndsWith("**"));
        var isDashed = line.Length > 4 && line[0] is '-' or '–' or '—' && line[^1] is '-' or '–' or '—';
        if (line.Length > LongestHeadline || (!isMarked && !isDashed && Bullets.Contains(line[0], StringComparison.Ordinal)))
        {
            return false;
        }
        var core = line.Trim(Decoration).Trim(Quotes);
        var words = WordsOf(core);
        if (words < (isMarked || isDashed ? 1 : 2) || words > MostHeadlineWords || core.Contains("://", StringComparison.Ordinal) || core.Contains('@'))
        {
            return false;
        }
        if (!isMarked && !isDashed && (line[^1] is '-' or '–' or '—' || EndsInItself(line)))
        {
            return false;
        }
        return (char.IsUpper(core[0]) || char.IsDigit(core[0]) || core[0] == '$') && core[^1] is not ('.' or ',' or ';' or ':' or '…' or '(') && !HasSentenceBreak(core);
    }

    // A question in quotation marks is somebody's words, no headline.
    private static bool EndsInItself(ReadOnlySpan<char> line) =>
        Quotes.Contains(line[^1], StringComparison.Ordinal) && line.TrimEnd(Quotes) is [.., '?' or '!' or '.' or ',' or '…'];

    private static bool HasSentenceBreak(ReadOnlySpan<char> line)
    {
        for (var i = 2; i < line.Length - 2; i++)
        {
            // Initials and abbreviations end in a stop after one or two letters or a capital before them: "U.S. Army", "Lt. Gen.".
            if (line[i] == '.' && line[i + 1] == ' ' && char.IsUpper(line[i + 2]) && char.IsLower(line[i - 1]) && char.IsLower(line[i - 2])
                && line[..i].LastIndexOf(' ') is var space && i - space > 5)
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsProse(ReadOnlySpan<char> line) =>
        line.Length >= ProseLength || (line.TrimEnd(Quotes + ")] ") is [.., '.' or '!' or '?' or '…' or ':' or ';'] && WordsOf(line) > 2);

    [GeneratedRegex(
        @"^(?:(?:last )?(?:updated|published|posted|modified)(?: at| on)?:? ?)?(?:\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?|\d+ ?(?:m|h|d|s|min|mins|minutes?|hours?|hrs?|days?|seconds?) ago|just now)(?:[ ,·|-]+(?:[A-Z][a-z]+day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?:,? \d{4})?)?$"
        + @"|^(?:(?:last )?(?:updated|published|posted|modified)(?: at| on)?:? ?)?(?:[A-Z][a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d{2}-\d{2})(?:[ ,·|-]+(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TimeLine();
}
