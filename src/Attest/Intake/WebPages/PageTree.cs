using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Attest.Intake.WebPages;

/// <summary>What an element does to the text.</summary>
internal enum ElementRole
{
    /// <summary>Runs on within the line.</summary>
    Inline,

    /// <summary>Its content is never text of the article.</summary>
    Skip,

    /// <summary>Holds paragraphs.</summary>
    Container,

    /// <summary>Is a paragraph.</summary>
    Block,

    /// <summary>Is a headline.</summary>
    Heading,

    /// <summary>Ends a line.</summary>
    Break,
}

/// <summary>One element or text of a page.</summary>
/// <param name="Parent">Index of the parent; -1 for the root.</param>
/// <param name="End">Index after the last one within it.</param>
/// <param name="Element">Null for a text.</param>
/// <param name="Text">Null for an element.</param>
/// <param name="Role">Of an element.</param>
/// <param name="Hint">What the names of an element say.</param>
internal readonly record struct PageNode(int Parent, int End, IElement? Element, string? Text, ElementRole Role, PageHint Hint);

/// <summary>A page as one flat list in the document's order, so that nothing recurses however deep it is nested.</summary>
internal sealed class PageTree
{
    private static readonly FrozenDictionary<string, ElementRole> Roles =
        Table.Rows("Intake/WebPages/elements.tsv").ToFrozenDictionary(row => row[0], row => Enum.Parse<ElementRole>(row[1], true), StringComparer.Ordinal);

    private PageTree(IReadOnlyList<PageNode> nodes, IReadOnlyList<IElement> head) => (Nodes, Head) = (nodes, head);

    /// <summary>Every element and text of the body's kind, in order; the first is the root.</summary>
    public IReadOnlyList<PageNode> Nodes { get; }

    /// <summary>The elements that say something about the page: meta, link, title, JSON-LD, html, base.</summary>
    public IReadOnlyList<IElement> Head { get; }

    /// <summary>Parses tolerantly as browsers do. No script runs and nothing is fetched.</summary>
    public static PageTree Parse(string html)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        using var document = parser.ParseDocument(html);
        return Flatten(document);
    }

    /// <summary>The element's name in lower case; empty for a text.</summary>
    public string TagOf(int index) => Nodes[index].Element?.LocalName ?? "";

    private static PageTree Flatten(IHtmlDocument document)
    {
        var nodes = new List<PageNode>();
        var head = new List<IElement>();
        if (document.DocumentElement is null)
        {
            return new PageTree(nodes, head);
        }
        // Each frame: a node's children, the next of them, the node's index.
        var open = new Stack<(INodeList Children, int Next, int Index)>();
        Enter(document.DocumentElement, -1);
        while (open.TryPop(out var frame))
        {
            if (frame.Next == frame.Children.Length)
            {
                nodes[frame.Index] = nodes[frame.Index] with { End = nodes.Count };
                continue;
            }
            open.Push(frame with { Next = frame.Next + 1 });
            switch (frame.Children[frame.Next])
            {
                case IElement element:
                    Enter(element, frame.Index);
                    break;
                case IText text:
                    nodes.Add(new PageNode(frame.Index, nodes.Count + 1, null, text.Data, ElementRole.Inline, PageHint.None));
                    break;
                default:
                    break;
            }
        }
        return new PageTree(nodes, head);

        void Enter(IElement element, int parent)
        {
            if (element.LocalName is "meta" or "link" or "title" or "base" or "html" || (element.LocalName == "script" && IsJsonLd(element)))
            {
                head.Add(element);
            }
            nodes.Add(new PageNode(parent, 0, element, null, Roles.GetValueOrDefault(element.LocalName), PageHints.Of(element)));
            open.Push((element.ChildNodes, 0, nodes.Count - 1));
        }
    }

    private static bool IsJsonLd(IElement script) => script.GetAttribute("type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true;
}
