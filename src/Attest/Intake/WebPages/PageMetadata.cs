using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Attest.Intake.Dates;

namespace Attest.Intake.WebPages;

/// <summary>What a page says about itself: in JSON-LD first, then in meta elements, then in what it shows.</summary>
/// <param name="Address">The canonical address; null where the page names none of its own.</param>
/// <param name="Title">The headline, without the site's name.</param>
/// <param name="Publisher">The site's or publisher's name.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Modified">When it was last changed.</param>
/// <param name="Language">The language it says it is in.</param>
/// <param name="Linked">All of its JSON-LD.</param>
internal sealed partial record PageMetadata(Uri? Address, string? Title, string? Publisher, PublicationTime? Published, PublicationTime? Modified, string? Language, LinkedData Linked)
{
    private const int LongestTitle = 300;
    private const int LongestPublisher = 100;
    private const int MostTimes = 40;

    private static readonly FrozenDictionary<string, (string Field, int Rank)> Fields =
        Table.Rows("Intake/WebPages/head-fields.tsv").Select((row, rank) => (row[0], row[1], rank)).ToFrozenDictionary(row => row.Item1, row => (row.Item2, row.rank), StringComparer.OrdinalIgnoreCase);

    private static readonly string[] TitleDividers = [" | ", " – ", " — ", " - ", " » ", " :: ", " · ", " • ", " / "];

    /// <summary>Reads the metadata of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="html">Its characters, for the mark that browsers leave in saved pages.</param>
    /// <param name="blocks">Its article's blocks.</param>
    public static PageMetadata Read(PageTree page, string html, IReadOnlyList<PageBlock> blocks)
    {
        var linked = JsonLd.Read(page.Head.Where(element => element.LocalName == "script").Select(element => element.TextContent));
        var meta = MetaOf(page);
        string? Meta(string field) => meta.GetValueOrDefault(field)?.OrderBy(entry => entry.Rank).Select(entry => entry.Content).FirstOrDefault();
        PublicationTime? Time(string field) => meta.GetValueOrDefault(field)?.OrderBy(entry => entry.Rank).Select(entry => WrittenDate.InField(entry.Content)).FirstOrDefault(time => time is not null);

        var address = AddressOf(page, html, linked, Meta("address"));
        var publisher = PublisherIn(linked.Publisher) ?? PublisherIn(Meta("publisher"));
        return new PageMetadata(
            address,
            TitleOf(page, blocks, linked.Headline ?? Meta("title"), publisher),
            publisher,
            WrittenDate.InField(linked.Published) ?? Time("published") ?? ShownTime(page) ?? DayIn(address),
            WrittenDate.InField(linked.Modified) ?? Time("modified"),
            page.Head.FirstOrDefault(element => element.LocalName == "html")?.GetAttribute("lang") ?? linked.Language ?? Meta("language"),
            linked);
    }

    private static Dictionary<string, List<(int Rank, string Content)>> MetaOf(PageTree page)
    {
        var found = new Dictionary<string, List<(int, string)>>(StringComparer.Ordinal);
        foreach (var element in page.Head)
        {
            if (element.LocalName != "meta" || element.GetAttribute("content")?.Trim() is not { Length: > 0 } content)
            {
                continue;
            }
            foreach (var attribute in (ReadOnlySpan<string>)["property", "name", "itemprop", "http-equiv"])
            {
                if (element.GetAttribute(attribute) is { } name && Fields.TryGetValue(name.Trim(), out var field))
                {
                    if (!found.TryGetValue(field.Field, out var entries))
                    {
                        found[field.Field] = entries = [];
                    }
                    entries.Add((field.Rank, content));
                    break;
                }
            }
        }
        return found;
    }

    private static Uri? AddressOf(PageTree page, string html, LinkedData linked, string? meta)
    {
        var canonical = page.Head.FirstOrDefault(element => element.LocalName == "link" && string.Equals(element.GetAttribute("rel")?.Trim(), "canonical", StringComparison.OrdinalIgnoreCase));
        var saved = SavedFrom().Match(html, 0, Math.Min(html.Length, 2048));
        return Own(canonical?.GetAttribute("href")) ?? Own(meta) ?? Own(linked.Address) ?? (saved.Success ? Own(saved.Groups["address"].Value) : null);
    }

    // Careless sites call their front page the address of every page.
    private static Uri? Own(string? text) => DocumentAddress.Parse(text) is { } address && (address.AbsolutePath.Length > 1 || address.Query.Length > 0) ? address : null;

    private static string? TitleOf(PageTree page, IReadOnlyList<PageBlock> blocks, string? said, string? publisher)
    {
        var shown = blocks.FirstOrDefault(block => block.Kind == "h1")?.Text.Replace('\n', ' ');
        var head = said ?? page.Head.FirstOrDefault(element => element.LocalName == "title")?.TextContent;
        head = head is null ? null : DataText.OneLine(head);
        if (string.IsNullOrEmpty(head))
        {
            return Shortened(shown, LongestTitle);
        }
        if (shown is not null && shown.Length > 10 && head.Contains(shown, StringComparison.OrdinalIgnoreCase))
        {
            return Shortened(shown, LongestTitle);
        }
        return Shortened(WithoutSite(head, publisher, said is not null), LongestTitle);
    }

    // "Headline | Section | Site": where the end is the publisher's name, or where it comes from the title element and is short beside the rest.
    private static string WithoutSite(string title, string? publisher, bool isSaid)
    {
        foreach (var divider in TitleDividers)
        {
            var at = title.LastIndexOf(divider, StringComparison.Ordinal);
            if (at < 10)
            {
                continue;
            }
            var end = title[(at + divider.Length)..];
            if ((publisher is not null && end.Contains(publisher, StringComparison.OrdinalIgnoreCase)) || (publisher?.Contains(end, StringComparison.OrdinalIgnoreCase) == true && end.Length > 2)
                || (!isSaid && end.Length * 2 < at && end.Split(' ').Length <= 5))
            {
                return title[..at].Trim();
            }
        }
        return title;
    }

    private static string? PublisherIn(string? meta)
    {
        // Some give the address of their page at a social network.
        if (meta is null || meta.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }
        return Shortened(DataText.OneLine(meta.TrimStart('@')), LongestPublisher);
    }

    // A time element that says it is of publication, or else the first one of the page's article.
    private static PublicationTime? ShownTime(PageTree page)
    {
        PublicationTime? first = null;
        var looked = 0;
        for (var i = 0; i < page.Nodes.Count && looked < MostTimes; i++)
        {
            if (page.Nodes[i].Element is not { } element)
            {
                continue;
            }
            var property = element.GetAttribute("itemprop");
            var isPublished = property?.Contains("datePublished", StringComparison.OrdinalIgnoreCase) == true;
            if (element.LocalName != "time" && !isPublished)
            {
                continue;
            }
            looked++;
            var time = WrittenDate.InField(element.GetAttribute("datetime") ?? element.GetAttribute("content")) ?? WrittenDate.InField(ShortText(element));
            if (time is not null && (isPublished || element.HasAttribute("pubdate") || element.ClassName?.Contains("publish", StringComparison.OrdinalIgnoreCase) == true))
            {
                return time;
            }
            first ??= property is null || !property.Contains("modified", StringComparison.OrdinalIgnoreCase) ? time : null;
        }
        return first;
    }

    private static string? ShortText(IElement element) => element.ChildNodes.Length is > 0 and < 4 && element.FirstChild is IText text ? text.Data : null;

    private static PublicationTime? DayIn(Uri? address) => address is not null && DayInPath().Match(address.AbsolutePath) is { Success: true } match
        ? WrittenDate.InField($"{match.Groups["y"].Value}-{match.Groups["m"].Value.PadLeft(2, '0')}-{match.Groups["d"].Value.PadLeft(2, '0')}")
        : null;

    private static string? Shortened(string? text, int longest) => string.IsNullOrWhiteSpace(text) || text.Length > longest ? null : text.Trim();

    [GeneratedRegex(@"<!-- saved from url=\(\d{1,6}\)(?<address>\S{1,2000}) -->", RegexOptions.CultureInvariant)]
    private static partial Regex SavedFrom();

    [GeneratedRegex(@"/(?<y>(19|20)\d{2})[/-](?<m>\d{1,2})[/-](?<d>\d{1,2})(/|-|_|$)", RegexOptions.CultureInvariant)]
    private static partial Regex DayInPath();
}
