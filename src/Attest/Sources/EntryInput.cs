using System.Collections.Frozen;
using System.Text;
using Attest.Intake;
using Attest.Intake.Feeds;
using Attest.Sources.Fetching;

namespace Attest.Sources;

/// <summary>What was fetched → what intake reads. A document's address is the one that named it, wherever redirects lead.</summary>
internal static class EntryInput
{
    /// <summary>First labels of hosts that name a service of a site and not another site.</summary>
    private static readonly FrozenSet<string> ServiceNames = FrozenSet.ToFrozenSet(["www", "feeds", "feed", "rss", "xml"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A page.</summary>
    public static IntakeInput OfPage(Uri address, FetchOutcome.Fetched fetched, Obtained obtained) => new(address.AbsoluteUri, fetched.Bytes)
    {
        Form = fetched.MediaType == "text/plain" ? InputForm.PlainText : InputForm.WebPage,
        Address = address,
        Obtained = obtained,
    };

    /// <summary>The page of a feed's entry: what the page says of itself outweighs what the feed says of it.</summary>
    public static IntakeInput OfPage(FeedEntry entry, Feed feed, FetchOutcome.Fetched fetched, Obtained obtained) => OfPage(entry.Link!, fetched, obtained) with
    {
        Address = AddressOf(entry),
        Presumed = FactsOf(entry, feed),
    };

    /// <summary>Whether a feed may give the text of what an entry links: only where both are of one site, or else anybody's feed could replace anybody's report. What links nothing is the feed's own.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="answered">Where the feed really came from.</param>
    public static bool IsOwn(FeedEntry entry, Uri answered) => entry.Link is not { } link || IsWithin(link.IdnHost, SiteOf(answered.IdnHost));

    /// <summary>An entry whose feed gives its whole text. Its original is that text.</summary>
    public static IntakeInput OfEntry(FeedEntry entry, Feed feed, string path, Obtained obtained) => new(path, Encoding.UTF8.GetBytes(entry.Content!.Text))
    {
        Form = entry.Content.IsMarkup ? InputForm.WebPage : InputForm.PlainText,
        Address = AddressOf(entry),
        Stated = FactsOf(entry, feed) with { Language = null },
        Presumed = new ReportFacts(Language: feed.Language),
        Obtained = obtained,
    };

    private static bool IsWithin(string host, string site) => host.Equals(site, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + site, StringComparison.OrdinalIgnoreCase);

    // feeds.paper.example speaks for paper.example; what other name stands below a site may be a stranger's.
    private static string SiteOf(string host) => host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && ServiceNames.Contains(host[..dot]) ? host[(dot + 1)..] : host;

    // Feeds mark their links, to see who comes by them.
    private static Uri? AddressOf(FeedEntry entry) => entry.Link is { } link ? new Uri(DocumentAddress.WithoutTracking(link)) : null;

    private static ReportFacts FactsOf(FeedEntry entry, Feed feed) => new(entry.Title, entry.Publisher ?? feed.Title, entry.Published, entry.Modified, feed.Language);
}
