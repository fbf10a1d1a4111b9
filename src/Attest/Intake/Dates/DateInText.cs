using System.Text.RegularExpressions;
using Attest.Intake.Items;

namespace Attest.Intake.Dates;

/// <summary>The date of publication as a text itself gives it: a dateline, a line "Published: …", a byline or a line that is nothing but a date.</summary>
internal static partial class DateInText
{
    private const int LinesAtTop = 8;
    private const int LinesAtEnd = 4;
    private const int LongestLabelled = 120;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>When the text says it was published; null where it does not say, with year, month and day.</summary>
    public static PublicationTime? Find(string text, IReadOnlyList<TextLine> lines)
    {
        PublicationTime? dated = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (i == LinesAtTop)
            {
                i = Math.Max(i, lines.Count - LinesAtEnd);
            }
            var span = lines[i].Span;
            var line = text.Substring(span.Start, Math.Min(span.Length, LongestLabelled));
            if ((Of(Labelled().Match(line)) ?? Of(Dateline().Match(line))) is { } said)
            {
                return said;
            }
            if (dated is null && i < LinesAtTop && span.Length <= LongestLabelled && (lines[i].IsTime || Byline().IsMatch(line)) && !Changed().IsMatch(line))
            {
                dated = WrittenDate.Find(line);
            }
        }
        return dated;
    }

    private static PublicationTime? Of(Match match) => match.Success ? WrittenDate.From(match) : null;

    [GeneratedRegex(@"^\W*(first |originally )?(published|posted|date|publication date|issued|date of publication)( on| at)?:?\W*(\d{1,2}[:.]\d{2}\W+)?([A-Z][a-z]+day,? )?" + WrittenDate.Expression, Options | RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    // A place in capitals, perhaps its country, the date, perhaps the agency, a dash.
    [GeneratedRegex(@"^\W*[A-Z][A-Z.’'-]{2,}([ /-][A-Z][A-Z.’'-]+)*(, [A-Z][A-Za-z. ]{1,30})??[,.]? (\([^)]{2,40}\) ?[-–—]? ?)?([A-Z][a-z]+day,? )?" + WrittenDate.Expression + @"(,? \([^)]{2,60}\)|, [A-Z]\w+)? ?(\.|:|--?|–|—|/)", Options)]
    private static partial Regex Dateline();

    [GeneratedRegex(@"^(By |BY |Written by |Author: )|[|·•]", Options)]
    private static partial Regex Byline();

    [GeneratedRegex(@"updated|modified|changed", Options | RegexOptions.IgnoreCase)]
    private static partial Regex Changed();
}
