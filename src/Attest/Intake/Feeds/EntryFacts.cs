using System.Net;
using System.Text.RegularExpressions;
using Attest.Intake.Items;
using Attest.Intake.WebPages;

namespace Attest.Intake.Feeds;

/// <summary>What an entry comes to, the same for every form of feed: which of its texts is its content, and whether that is all of it.</summary>
internal static partial class EntryFacts
{
    /// <summary>Longest address that is one; longer ones are left out.</summary>
    public const int LongestAddress = 4096;

    private const int LongestTitle = 500;

    // From so many words on what is called the content is a report, and not the opening of one; a summary must be longer to be taken for it.
    private const int WordsOfContent = 60;
    private const int WordsOfSummary = 200;

    /// <summary>The entry; null where it says nothing at all.</summary>
    public static FeedEntry? Entry(
        string? id, Uri? link, string? title, string? publisher, PublicationTime? published, PublicationTime? modified, FeedContent? content, FeedContent? summary)
    {
        if (link is null && content is null && summary is null)
        {
            return null;
        }
        var isWhole = IsWhole(content, WordsOfContent);
        if (!isWhole && IsWhole(summary, WordsOfSummary))
        {
            (content, isWhole) = (summary, true);
        }
        content ??= summary;
        var stamp = Sha256.Of(string.Join('\n', link?.AbsoluteUri, title, publisher, published, modified, content?.Text, summary?.Text));
        return new FeedEntry(string.IsNullOrWhiteSpace(id) ? link?.AbsoluteUri ?? stamp.Hex : id, link, title, publisher, published, modified, content, isWhole, stamp);
    }

    /// <summary>A text that may hold markup; null where it is blank.</summary>
    public static FeedContent? Content(string? text, bool isPlain) =>
        string.IsNullOrWhiteSpace(text) ? null : new FeedContent(text, !isPlain && Markup().IsMatch(text));

    /// <summary>One line of plain text; null where it is blank.</summary>
    public static string? Line(string? text)
    {
        var line = DataText.OneLine(text ?? "");
        return line.Length == 0 ? null : line.Length <= LongestTitle ? line : line[..LongestTitle];
    }

    private static bool IsWhole(FeedContent? content, int words)
    {
        if (content is null)
        {
            return false;
        }
        var plain = content.IsMarkup ? DataText.OneLine(content.Text) : content.Text;
        return LineShape.WordsOf(plain) >= words && !ReadOn().IsMatch(WebUtility.HtmlDecode(plain).TrimEnd());
    }

    [GeneratedRegex(@"<[A-Za-z!/][^<>]*>|&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,6});", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    // How excerpts end: dots, or a call to read on.
    [GeneratedRegex(@"(?:…|\.\.\.|\[[.…]+\]|(?:continue reading|read more|read on|read the full (?:story|article))\W{0,6}\w{0,40})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ReadOn();
}
