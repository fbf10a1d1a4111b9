using System.Collections.Frozen;

namespace Attest.Intake.Feeds;

/// <summary>Puts the elements of a feed together as they are met, gives their names the prefixes of <c>namespaces.tsv</c>, and sets the limits.</summary>
internal sealed class FeedTree
{
    /// <summary>Deepest nesting; feeds have some ten levels, entries with markup some thirty.</summary>
    public const int MostDeep = 250;

    /// <summary>Most elements; a feed of a thousand entries with markup has some hundred thousand.</summary>
    public const int MostElements = 400_000;

    /// <summary>What is said of a feed beyond the limits.</summary>
    public const string TooMuch = "found elements nested or repeated beyond all feeds, expected RSS, Atom or JSON Feed";

    private static readonly FrozenDictionary<string, string> Prefixes =
        Table.Rows("Intake/Feeds/namespaces.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);

    private readonly List<(FeedNode Node, string Raw, string Default)> _open = [];
    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);
    private int _elements;

    /// <summary>The outermost element; null before there is one.</summary>
    public FeedNode? Root { get; private set; }

    /// <summary>Whether the limits are met: nothing more is taken.</summary>
    public bool IsFull => _open.Count > MostDeep || _elements > MostElements;

    /// <summary>Whether an element of this raw name is open.</summary>
    public bool IsOpen(string raw) => _open.Exists(open => open.Raw.Equals(raw, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens an element.</summary>
    /// <param name="raw">Its name as written, with its prefix.</param>
    /// <param name="attributes">As written, declarations of namespaces among them.</param>
    public void Open(string raw, IReadOnlyList<(string Name, string Value)> attributes)
    {
        var space = _open is [.., var outer] ? outer.Default : "";
        foreach (var (name, value) in attributes)
        {
            if (name == "xmlns")
            {
                space = value;
            }
            else if (name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                _declared[name[6..]] = value;
            }
        }
        var colon = raw.IndexOf(':', StringComparison.Ordinal);
        var local = colon < 0 ? raw : raw[(colon + 1)..];
        // A prefix that nobody declared mostly means what it means elsewhere.
        var prefix = colon < 0 ? PrefixOf(space, "") : _declared.TryGetValue(raw[..colon], out var declared) ? PrefixOf(declared, raw[..colon]) : raw[..colon];
        var node = new FeedNode(prefix.Length == 0 ? local : $"{prefix}:{local}", local, attributes);
        _elements++;
        if (_open is [.., var parent])
        {
            parent.Node.Add(node);
        }
        else
        {
            Root ??= node;
        }
        _open.Add((node, raw, space));
    }

    /// <summary>Adds characters to the innermost element.</summary>
    public void Text(string text)
    {
        if (text.Length > 0 && _open is [.., var innermost])
        {
            innermost.Node.Add(text);
        }
    }

    /// <summary>Closes the innermost open element of this raw name with all in it; where there is none, does nothing.</summary>
    public void Close(string raw)
    {
        var at = _open.FindLastIndex(open => open.Raw.Equals(raw, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
        {
            _open.RemoveRange(at, _open.Count - at);
        }
    }

    /// <summary>The feed ends here: what is still open was cut off.</summary>
    public void End()
    {
        foreach (var (node, _, _) in _open)
        {
            node.IsCut = true;
        }
    }

    private static string PrefixOf(string space, string otherwise) => Prefixes.TryGetValue(space.Trim(), out var prefix) ? prefix : otherwise;
}
