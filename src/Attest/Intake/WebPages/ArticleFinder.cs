namespace Attest.Intake.WebPages;

/// <summary>Which blocks of a page are its article: furniture by the names of elements is set aside, then the part that holds most running text is found.</summary>
internal sealed class ArticleFinder
{
    // An element whose names call it furniture, but which holds this much of the page's running text, is the page itself.
    private const double FurnitureShare = 0.35;
    private const double HiddenShare = 0.6;

    // A part that its names, or its element, call the article is it from this share of the page's text on.
    private const double NamedShare = 0.3;
    private const double ElementShare = 0.5;

    private const double LeastPart = 0.1;
    private const double MostBeside = 1.25;

    // Going down from the body, the part that holds this share of the text is followed.
    private const double FollowedShare = 0.72;

    private const double MostLinked = 0.6;
    private const int LinkedLabel = 100;

    private readonly PageTree _page;
    private readonly List<PageBlock> _blocks;

    // Content of the blocks before each node.
    private double[] _before;

    private ArticleFinder(PageTree page)
    {
        _page = page;
        _blocks = PageBlocks.Of(page);
        _before = Sum();
    }

    /// <summary>The article's blocks in order; empty where the page has no text. Those before and beside it are left out.</summary>
    public static List<PageBlock> Find(PageTree page)
    {
        var finder = new ArticleFinder(page);
        if (finder._blocks.Count == 0)
        {
            return [];
        }
        finder.SetFurnitureAside();
        var root = finder.Root();
        var blocks = finder.Within(root);
        return finder.WithOpening(root, blocks);
    }

    private double ContentOf(int node) => _before[_page.Nodes[node].End] - _before[node];

    private double[] Sum()
    {
        var before = new double[_page.Nodes.Count + 1];
        var next = 0;
        for (var i = 0; i < _page.Nodes.Count; i++)
        {
            before[i + 1] = before[i];
            for (; next < _blocks.Count && _blocks[next].Node == i; next++)
            {
                before[i + 1] += _blocks[next].Content;
            }
        }
        return before;
    }

    private void SetFurnitureAside()
    {
        var all = ContentOf(0);
        var dropped = new List<(int Start, int End)>();
        for (var i = 1; i < _page.Nodes.Count; i++)
        {
            if (IsFurniture(i, all))
            {
                dropped.Add((i, _page.Nodes[i].End));
                i = _page.Nodes[i].End - 1;
            }
        }
        var at = 0;
        _blocks.RemoveAll(block =>
        {
            while (at < dropped.Count && dropped[at].End <= block.Node)
            {
                at++;
            }
            // A label within a paragraph, such as a dateline, does not take the paragraph with it.
            return at < dropped.Count && dropped[at].Start <= block.Node && block.Last < dropped[at].End;
        });
        _before = Sum();
    }

    private bool IsFurniture(int at, double all)
    {
        var node = _page.Nodes[at];
        if (node.Element is null || node.Role == ElementRole.Skip)
        {
            return false;
        }
        var tag = _page.TagOf(at);
        if (tag is "body" or "html" or "main" or "h1")
        {
            return false;
        }
        var limit = node.Hint switch
        {
            PageHint.Hidden => HiddenShare,
            PageHint.Drop when tag is not "article" => FurnitureShare,
            _ => tag == "footer" ? FurnitureShare : 0,
        };
        return limit > 0 && ContentOf(at) < limit * Math.Max(all, 1) && !HoldsHeadline(at);
    }

    // The page's headline often stands within what its names call a header, a banner or meta data.
    private bool HoldsHeadline(int at)
    {
        for (var i = at + 1; i < Math.Min(_page.Nodes[at].End, at + 60); i++)
        {
            if (_page.TagOf(i) == "h1")
            {
                return true;
            }
        }
        return false;
    }

    private int Root()
    {
        var all = ContentOf(0);
        int named = -1, element = -1;
        for (var i = 0; i < _page.Nodes.Count; i++)
        {
            if (_page.Nodes[i].Role is not (ElementRole.Container or ElementRole.Inline) || _page.Nodes[i].Element is null)
            {
                continue;
            }
            if (_page.Nodes[i].Hint == PageHint.Body && (named < 0 || ContentOf(i) > ContentOf(named)))
            {
                named = i;
            }
            if (_page.TagOf(i) == "article" && (element < 0 || ContentOf(i) > ContentOf(element)))
            {
                element = i;
            }
        }
        if (named >= 0 && Whole(named) is var whole && ContentOf(whole) >= NamedShare * all)
        {
            return whole;
        }
        if (element >= 0 && ContentOf(element) >= ElementShare * all)
        {
            return element;
        }
        return Follow(0);
    }

    // Some pages cut the article into several parts of one name: then what holds them all, if it holds little else.
    private int Whole(int named)
    {
        var parts = new List<int>();
        for (var i = 0; i < _page.Nodes.Count; i++)
        {
            if (_page.Nodes[i].Hint == PageHint.Body && ContentOf(i) >= LeastPart * ContentOf(named))
            {
                parts.Add(i);
                i = _page.Nodes[i].End - 1;
            }
        }
        var held = parts.Sum(ContentOf);
        var whole = named;
        while (whole >= 0 && !parts.TrueForAll(part => part >= whole && part < _page.Nodes[whole].End))
        {
            whole = _page.Nodes[whole].Parent;
        }
        return whole >= 0 && ContentOf(whole) <= MostBeside * held ? whole : named;
    }

    // From the whole page down, as long as one part holds nearly all of the text.
    private int Follow(int at)
    {
        while (true)
        {
            var best = -1;
            for (var i = at + 1; i < _page.Nodes[at].End; i = _page.Nodes[i].End)
            {
                if (_page.Nodes[i].Element is not null && _page.Nodes[i].Role is ElementRole.Container or ElementRole.Inline && (best < 0 || ContentOf(i) > ContentOf(best)))
                {
                    best = i;
                }
            }
            if (best < 0 || _page.Nodes[best].Element is null || ContentOf(best) < FollowedShare * ContentOf(at))
            {
                return at;
            }
            at = best;
        }
    }

    private List<PageBlock> Within(int root)
    {
        var blocks = _blocks.FindAll(block => block.Node >= root && block.Node < _page.Nodes[root].End && !IsLinkLabel(block));
        // A headline with nothing under it led to what was set aside.
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            if (blocks[i].IsHeading && blocks[i].Kind != "h1" && (i == blocks.Count - 1 || (blocks[i + 1].IsHeading && blocks[i + 1].Kind[1] <= blocks[i].Kind[1])))
            {
                blocks.RemoveAt(i);
            }
        }
        return blocks;
    }

    private static bool IsLinkLabel(PageBlock block) => !block.IsHeading && block.LinkShare > MostLinked && (block.Text.Length < LinkedLabel || block.LinkShare > 0.95);

    // The headline and what stands between it and the text, where the part that was found begins after them.
    private List<PageBlock> WithOpening(int root, List<PageBlock> blocks)
    {
        if (blocks.Exists(block => block.Kind == "h1"))
        {
            return blocks;
        }
        var headline = _blocks.FindLastIndex(block => block.Kind == "h1" && block.Node < root);
        if (headline < 0)
        {
            return blocks;
        }
        var opening = new List<PageBlock> { _blocks[headline] };
        for (var i = headline + 1; i < _blocks.Count && _blocks[i].Node < root; i++)
        {
            if (IsOpening(_blocks[i]))
            {
                opening.Add(_blocks[i]);
            }
        }
        return [.. opening, .. blocks];
    }

    private bool IsOpening(PageBlock block)
    {
        for (int node = block.Node, up = 0; node >= 0 && up < 6; node = _page.Nodes[node].Parent, up++)
        {
            if (_page.Nodes[node].Hint == PageHint.Opening)
            {
                return block.LinkShare < MostLinked;
            }
        }
        return false;
    }
}
