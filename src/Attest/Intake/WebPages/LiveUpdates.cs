using Attest.Intake.Dates;
using Attest.Intake.Items;

namespace Attest.Intake.WebPages;

/// <summary>Where the updates of a live page begin: by its JSON-LD, or by blocks of one kind that each carry a time.</summary>
internal static class LiveUpdates
{
    private const int FewestUpdates = 3;

    // The blocks with times must be the article itself, not a list of teasers beside it.
    private const double LeastShare = 0.5;

    private const int LeastContent = 60;

    /// <summary>For each block that begins an update, what is known of it.</summary>
    public static Dictionary<PageBlock, UpdateStart> Find(PageTree page, IReadOnlyList<PageBlock> blocks, LinkedData linked)
    {
        var byData = ByData(blocks, linked.Updates);
        return byData.Count > 0 ? byData : ByTimes(page, blocks);
    }

    /// <summary>The updates as the page's data give them, for pages that show them by script only: headline and paragraphs in turn.</summary>
    public static List<(string Text, bool IsHeading, UpdateStart? Update)> FromData(IReadOnlyList<LinkedUpdate> updates)
    {
        var lines = new List<(string, bool, UpdateStart?)>();
        foreach (var update in updates)
        {
            var start = new UpdateStart(WrittenDate.InField(update.Published));
            foreach (var (text, isHeading) in Parts(update))
            {
                lines.Add((text, isHeading, start));
                start = null;
            }
        }
        return lines;
    }

    private static IEnumerable<(string Text, bool IsHeading)> Parts(LinkedUpdate update)
    {
        if (update.Headline is not null)
        {
            yield return (DataText.OneLine(update.Headline), true);
        }
        foreach (var paragraph in DataText.Paragraphs(update.Body))
        {
            yield return (paragraph, false);
        }
    }

    private static Dictionary<PageBlock, UpdateStart> ByData(IReadOnlyList<PageBlock> blocks, IReadOnlyList<LinkedUpdate> updates)
    {
        var known = new Dictionary<string, UpdateStart>(StringComparer.Ordinal);
        foreach (var update in updates)
        {
            if (update.Headline is { Length: > 3 } headline)
            {
                known.TryAdd(LineShape.Plain(DataText.OneLine(headline)), new UpdateStart(WrittenDate.InField(update.Published)));
            }
        }
        var found = new Dictionary<PageBlock, UpdateStart>(ReferenceEqualityComparer.Instance);
        foreach (var block in blocks)
        {
            // A headline also stands in the list of key events above; its last place is the update itself.
            if (block.Kind != "h1" && known.TryGetValue(LineShape.Plain(block.Text), out var start) && (block.IsHeading || block.LinkShare < 0.5))
            {
                found[block] = start;
            }
        }
        return found;
    }

    private static Dictionary<PageBlock, UpdateStart> ByTimes(PageTree page, IReadOnlyList<PageBlock> blocks)
    {
        var found = new Dictionary<PageBlock, UpdateStart>(ReferenceEqualityComparer.Instance);
        if (blocks.Count == 0 || Entries(page) is not { Count: >= FewestUpdates } entries)
        {
            return found;
        }
        double all = blocks.Sum(block => block.Content), held = 0;
        foreach (var (entry, time) in entries)
        {
            var within = blocks.Where(block => block.Node >= entry && block.Node < page.Nodes[entry].End).ToList();
            var content = within.Sum(block => block.Content);
            if (content >= LeastContent)
            {
                held += content;
                found[within[0]] = new UpdateStart(time);
            }
        }
        return found.Count >= FewestUpdates && held >= LeastShare * all ? found : [];
    }

    // Times whose ancestors are siblings of one tag: of the parents that have such children, the one with most.
    private static List<(int Node, PublicationTime Time)> Entries(PageTree page)
    {
        var byParent = new Dictionary<int, Dictionary<int, PublicationTime>>();
        for (var i = 0; i < page.Nodes.Count; i++)
        {
            if (page.TagOf(i) != "time" || WrittenDate.InField(page.Nodes[i].Element!.GetAttribute("datetime")) is not { } time)
            {
                continue;
            }
            for (int node = i, up = 0; page.Nodes[node].Parent is >= 0 and var parent && up < 10; node = parent, up++)
            {
                if (page.TagOf(node) is "article" or "section" or "div" or "li")
                {
                    if (!byParent.TryGetValue(parent, out var children))
                    {
                        byParent[parent] = children = [];
                    }
                    children.TryAdd(node, time);
                }
            }
        }
        return byParent.Count == 0 ? [] : [.. byParent.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key).First().Value.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
    }
}
