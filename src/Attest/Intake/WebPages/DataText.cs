using System.Net;
using System.Text.RegularExpressions;

namespace Attest.Intake.WebPages;

/// <summary>Texts out of a page's data: they hold character references, and often tags.</summary>
internal static partial class DataText
{
    /// <summary>Without tags, references resolved, white space single.</summary>
    public static string OneLine(string text) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(text, " ")), " ").Trim();

    /// <summary>Its paragraphs, in order; none for null.</summary>
    public static IEnumerable<string> Paragraphs(string? text) => text is null
        ? []
        : Ends().Replace(text, "\n").Split('\n').Select(OneLine).Where(paragraph => paragraph.Length > 0);

    [GeneratedRegex("<[^<>]{1,2000}>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex(@"</(p|div|li|h[1-6]|blockquote)\s*>|<br\s*/?>|\r\n?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Ends();

    [GeneratedRegex(@"[\s\u00A0]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
