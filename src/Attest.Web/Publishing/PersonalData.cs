using System.Text.RegularExpressions;

namespace Attest.Web.Publishing;

/// <summary>Finds what leads to a person without naming one: addresses of mail, numbers of telephones, cards and documents, houses.</summary>
internal static partial class PersonalData
{
    /// <summary>What stands in its place.</summary>
    public const string Withheld = "[withheld]";

    /// <summary>Where it stands.</summary>
    public static IEnumerable<TextSpan> In(string text)
    {
        var spans = new List<TextSpan>();
        foreach (var form in new[] { Mail(), Telephone(), LongNumber(), House() })
        {
            foreach (var found in form.EnumerateMatches(text))
            {
                spans.Add(new TextSpan(found.Index, found.Index + found.Length));
            }
        }
        return spans;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    // With its country's code, or in the groups that numbers are written in; "3,500,000" and a day are none.
    [GeneratedRegex(@"\+\d[\d ()-]{7,}\d|\(?\b0\d{2,4}\)?[ -]\d{2,4}[ -]\d{2,4}([ -]\d{2,4})?\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\b[A-Z]{0,2}\d{8,}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"\b\d{1,4}[A-Za-z]? (\p{Lu}[\p{L}'’-]+ ){1,3}(Street|Avenue|Road|Lane|Boulevard|Square|Drive)\b|\b(\p{Lu}[\p{L}'’-]+ ){1,3}(Street|Avenue|Road|Lane|Boulevard),? \d{1,4}[A-Za-z]?\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex House();
}
