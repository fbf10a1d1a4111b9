using System.Net;
using System.Text;

namespace Attest.Intake.Feeds;

/// <summary>One element of a feed with what is in it. Built once by <see cref="FeedTree"/>, then only read.</summary>
internal sealed class FeedNode(string name, string local, IReadOnlyList<(string Name, string Value)> attributes)
{
    private readonly List<object> _parts = [];

    /// <summary>The local name with the prefix of <c>namespaces.tsv</c>: <c>item</c>, <c>atom:entry</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The name without a prefix, as the feed writes it.</summary>
    public string Local { get; } = local;

    /// <summary>Whether the feed ends before the element does.</summary>
    public bool IsCut { get; set; }

    /// <summary>Elements directly below, in order.</summary>
    public IEnumerable<FeedNode> Children => _parts.OfType<FeedNode>();

    public bool HasChildren => _parts.Exists(part => part is FeedNode);

    public void Add(FeedNode child) => _parts.Add(child);

    public void Add(string text) => _parts.Add(text);

    /// <summary>An attribute by its name with or without a prefix; null where there is none.</summary>
    public string? Attribute(string name)
    {
        foreach (var (key, value) in attributes)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>The first child of this name; null where there is none.</summary>
    public FeedNode? Child(string name) => Children.FirstOrDefault(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All characters in it, its elements' too.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        Collect(text);
        return text.ToString();
    }

    /// <summary>What is in it as HTML.</summary>
    public string Markup()
    {
        var html = new StringBuilder();
        WriteInner(html);
        return html.ToString();
    }

    private void Collect(StringBuilder text)
    {
        foreach (var part in _parts)
        {
            if (part is FeedNode child)
            {
                child.Collect(text);
            }
            else
            {
                text.Append((string)part);
            }
        }
    }

    private void WriteInner(StringBuilder html)
    {
        foreach (var part in _parts)
        {
            if (part is not FeedNode child)
            {
                html.Append(WebUtility.HtmlEncode((string)part));
                continue;
            }
            html.Append('<').Append(child.Local);
            foreach (var (key, value) in child.AttributesForMarkup)
            {
                html.Append(' ').Append(key).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
            }
            html.Append('>');
            child.WriteInner(html);
            html.Append("</").Append(child.Local).Append('>');
        }
    }

    private IEnumerable<(string Name, string Value)> AttributesForMarkup => attributes.Where(attribute => !attribute.Name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase));
}
