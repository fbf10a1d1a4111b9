namespace Attest.Intake.Feeds;

/// <summary>Bytes → feed entries: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed. Pure; whatever an entity or a schema refers to is never fetched.</summary>
/// <remarks>A feed that is broken as XML, as many are, is read a second time by rules that no fault stops; an entry that is cut off is left out.</remarks>
public static class FeedReader
{
    /// <summary>Most entries that are taken from one feed: the first ones, which are the newest in nearly all.</summary>
    public const int MostEntries = 1000;

    private static readonly string[] Roots = ["rss", "rdf:RDF", "atom:feed", "feed", "channel"];

    /// <summary>Reads a feed.</summary>
    /// <param name="bytes">As fetched.</param>
    /// <param name="address">Where they were fetched; relative links are resolved against it.</param>
    public static FeedResult Read(ReadOnlySpan<byte> bytes, Uri? address)
    {
        var decoded = FeedDecoder.Decode(bytes);
        if (decoded.Text is not { } text)
        {
            return new FeedResult(null, decoded.Fault);
        }
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            return JsonFeed.Read(text, address);
        }
        if (FeedMarkup.DeclaresEntities(text))
        {
            return new FeedResult(null, "found a document type that declares entities of its own, which can stand for files or for gigabytes; expected a feed without");
        }
        var isMended = false;
        if (!StrictXml.TryParse(text, out var root, out var fault))
        {
            if (fault is not null)
            {
                return new FeedResult(null, fault);
            }
            isMended = true;
            root = TolerantXml.Parse(text, out fault);
        }
        return root is null || !Roots.Contains(root.Name, StringComparer.OrdinalIgnoreCase)
            ? new FeedResult(null, fault ?? (root is null ? "found no element, expected RSS, Atom or JSON Feed" : $"found a document of <{Short(root.Local)}>, expected RSS, Atom or JSON Feed"))
            : new FeedResult(FeedElements.Read(root, address, isMended), null);
    }

    /// <summary>Whether the bytes begin as a feed does: what a caller asks before it takes them for a page.</summary>
    public static bool IsFeed(ReadOnlySpan<byte> bytes)
    {
        var decoded = FeedDecoder.Decode(bytes[..Math.Min(bytes.Length, FeedDecoder.OpeningBytes)]);
        var opening = (decoded.Text ?? "").AsSpan().TrimStart();
        return opening is ['{', ..]
            ? opening.Contains("jsonfeed.org/version", StringComparison.Ordinal)
            : FeedMarkup.FirstElement(opening) is { } name && Roots.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
