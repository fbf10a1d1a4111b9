using System.Text;
using Attest.Intake;

namespace Attest.Web.Pages.Sources;

/// <summary>What was pasted → what intake reads, or what is wrong with it.</summary>
internal static class GivenText
{
    private const int LongestAddress = 2048;
    private const int LongestLine = 300;

    /// <summary>The input, or the fault; exactly one of the two is null.</summary>
    public static (IntakeInput? Input, AddFault? Fault) Input(AddValues values, DateTimeOffset now)
    {
        // Forms send every end of line as two characters.
        var text = values.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, new AddFault("There is no text. Paste the words of the report.", "text"));
        }
        if (PublishedFault(values.Published, out var published) is { } wrongDate)
        {
            return (null, new AddFault(wrongDate, "published"));
        }
        var address = AddressOf(values.Url);
        if (values.Url.Trim().Length > 0 && address is null)
        {
            return (null, new AddFault("This is not an address of http or https. Correct it, or leave it empty.", "url"));
        }
        if (values.Title.Length > LongestLine || values.Publisher.Length > LongestLine)
        {
            return (null, new AddFault("The title or the publisher is longer than 300 characters. Shorten it.", values.Title.Length > LongestLine ? "title" : "publisher"));
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        // Without an address another text is another document: nothing pasted replaces anything.
        return (new IntakeInput(address?.AbsoluteUri ?? $"pasted/{Sha256.Of(bytes).Hex[..12]}", bytes, published)
        {
            Address = address,
            Stated = new ReportFacts(Blank(values.Title), Blank(values.Publisher)),
            Obtained = new Obtained(now, ObtainedBy.Paste, null, null),
        }, null);
    }

    /// <summary>What is wrong with a date of publication; null where nothing is. An empty one is none.</summary>
    public static string? PublishedFault(string written, out PublicationTime? published)
    {
        published = null;
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }
        if (!PublicationTime.TryParse(written, out var time))
        {
            return "This is not a date. Write it as 2023-09-13, or with a time as 2023-09-13T10:00:00Z, or leave it empty.";
        }
        published = time;
        return null;
    }

    /// <summary>Null for a blank text.</summary>
    public static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Uri? AddressOf(string written) =>
        written.Length <= LongestAddress && Uri.TryCreate(written.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;
}
