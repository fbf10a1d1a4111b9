using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Intake.Feeds;

/// <summary>Elements of RSS and Atom → the feed. Which element says what is in <c>fields.tsv</c>.</summary>
internal static class FeedElements
{
    private static readonly FrozenDictionary<string, string[]> Fields = Table.Rows("Intake/Feeds/fields.tsv").GroupBy(row => row[0], row => row[1])
        .ToFrozenDictionary(field => field.Key, field => field.ToArray(), StringComparer.Ordinal);

    /// <summary>Reads the feed.</summary>
    public static Feed Read(FeedNode root, Uri? address, bool isMended)
    {
        var channel = root.Child("channel") ?? root.Child("atom:feed") ?? root;
        var place = Base(channel, Base(root, address));
        // RSS 1.0 and some others put the entries beside the channel.
        var entries = channel.Children.Concat(ReferenceEquals(channel, root) ? [] : root.Children).Where(node => node.Name is "item" or "atom:entry" or "entry" && !node.IsCut)
            .Take(FeedReader.MostEntries).Select(node => Entry(node, place)).OfType<FeedEntry>();
        return new Feed(
            Line(Find(channel, "title")), LinkOf(channel, place), Find(channel, "language")?.Text().Trim() ?? root.Attribute("xml:lang"), RefreshAfter(channel), [.. entries], isMended);
    }

    private static FeedEntry? Entry(FeedNode node, Uri? place)
    {
        place = Base(node, place);
        var link = LinkOf(node, place);
        var title = Line(Find(node, "title"));
        var content = Content(Find(node, "content"));
        var summary = Content(Find(node, "summary"));
        var published = FeedDate.Read(Find(node, "published")?.Text());
        var modified = FeedDate.Read(Find(node, "modified")?.Text());
        return EntryFacts.Entry(
            Find(node, "id")?.Text().Trim() ?? node.Attribute("rdf:about"), link, title, Line(Publisher(node)), published ?? modified, published is null ? null : modified, content, summary);
    }

    // An Atom source is a feed of its own, whose title says whose it is.
    private static FeedNode? Publisher(FeedNode node) => node.Child("atom:source")?.Child("atom:title") ?? Find(node, "publisher");

    private static FeedNode? Find(FeedNode node, string field)
    {
        foreach (var name in Fields[field])
        {
            // A feed of Atom's elements without Atom's namespace still means them.
            var found = Said(node, name) ?? (name.StartsWith("atom:", StringComparison.Ordinal) ? Said(node, name[5..]) : null);
            if (found is not null)
            {
                return found;
            }
        }
        return null;
    }

    private static FeedNode? Said(FeedNode node, string name) =>
        node.Children.FirstOrDefault(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && (child.HasChildren || !string.IsNullOrWhiteSpace(child.Text())));

    private static FeedContent? Content(FeedNode? node)
    {
        if (node is null || node.Attribute("src") is not null)
        {
            return null;
        }
        var type = node.Attribute("type")?.Trim();
        if (node.HasChildren)
        {
            return new FeedContent(node.Markup(), IsMarkup: true);
        }
        // Atom's other types are pictures and files, in base 64.
        return type is null or "html" or "text" or "xhtml" or "text/html" or "text/plain" or "application/xhtml+xml"
            ? EntryFacts.Content(node.Text(), type is "text" or "text/plain")
            : null;
    }

    private static Uri? LinkOf(FeedNode node, Uri? place)
    {
        Uri? found = null;
        foreach (var child in node.Children)
        {
            if (child.Name.Equals("feedburner:origLink", StringComparison.OrdinalIgnoreCase))
            {
                return Resolve(child.Text(), place) ?? found;
            }
            if (child.Name is "link" && child.Attribute("href") is null)
            {
                found ??= Resolve(child.Text(), place);
            }
            else if (child.Name is "atom:link" or "link" && child.Attribute("rel")?.Trim() is null or "" or "alternate")
            {
                found ??= Resolve(child.Attribute("href"), Base(child, place));
            }
        }
        // A permanent link that is said not to be one is a name only.
        return found ?? (node.Child("guid") is { } guid && guid.Attribute("isPermaLink") is null or "true" ? Resolve(node.Child("guid")?.Text(), null) : null)
            ?? (node.Attribute("rdf:about") is { } about ? Resolve(about, null) : null);
    }

    private static Uri? Resolve(string? text, Uri? place)
    {
        text = text?.Trim();
        return string.IsNullOrEmpty(text) || text.Length > EntryFacts.LongestAddress ? null
            : DocumentAddress.Parse(text) ?? (place is not null && Uri.TryCreate(place, text, out var address) ? DocumentAddress.Parse(address.AbsoluteUri) : null);
    }

    private static Uri? Base(FeedNode node, Uri? outer) => node.Attribute("xml:base") is { } written ? Resolve(written, outer) ?? outer : outer;

    private static string? Line(FeedNode? node) => node is null ? null : EntryFacts.Line(node.Text());

    private static TimeSpan? RefreshAfter(FeedNode channel) =>
        int.TryParse(channel.Child("ttl")?.Text().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes > 0 ? TimeSpan.FromMinutes(Math.Min(minutes, 24 * 60)) : null;
}
