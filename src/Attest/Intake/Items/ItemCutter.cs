namespace Attest.Intake.Items;

/// <summary>Text → items: where the updates of a live page begin, which lines are furniture, which are headlines.</summary>
/// <remarks>Knows furniture by tables of words and by form: what has the form of a headline but no text under it is a teaser.</remarks>
internal static class ItemCutter
{
    // A live page has at least so many updates; one that merely has "live" in its title and a subheading or two is an article.
    private const int FewestUpdates = 2;
    private const int FewestTimes = 3;

    /// <summary>The items of a text: they cover it whole, in order, without overlap.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="lines">Its lines that are not blank, at least one.</param>
    public static List<Item> Cut(string text, IReadOnlyList<TextLine> lines)
    {
        var roles = LineRoles.Of(text, lines);
        var isLive = IsLive(lines, roles);
        if (isLive)
        {
            Retelling.Mark(text, lines, roles);
        }
        var items = new List<Item>();
        var open = 0;
        for (var i = 1; i <= lines.Count; i++)
        {
            if (i < lines.Count && !Begins(lines, roles, i, isLive))
            {
                continue;
            }
            var span = new TextSpan(open == 0 ? 0 : lines[open].Span.Start, i < lines.Count ? lines[i].Span.Start : text.Length);
            items.Add(new Item(new LocalId('i', items.Count + 1), span, HeadlineOf(text, lines, roles, open, i), KindOf(roles[open], isLive), PublishedIn(text, lines, open, i, isLive)));
            open = i;
        }
        return items;
    }

    /// <summary>The whole text as one item that is not looked into: for languages that are not read.</summary>
    public static List<Item> Whole(string text) => [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)];

    /// <summary>The first line, where it stands as a headline above text; null elsewhere.</summary>
    public static TextSpan? TitleOf(string text, IReadOnlyList<TextLine> lines)
    {
        var first = 0;
        while (first < lines.Count && Furniture.Find(lines[first]) is not null)
        {
            first++;
        }
        return first < lines.Count && LineRoles.IsTitle(text, lines, first) ? LineShape.WithoutDecoration(text, lines[first].Span) : null;
    }

    private static bool IsLive(IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        if (lines.Any(line => line.Update is not null))
        {
            return true;
        }
        var times = lines.Count(line => line.IsTime);
        var updates = roles.Count(role => role == LineRole.Headline);
        return times >= FewestTimes || (updates >= FewestUpdates && Furniture.IsLiveTitle(lines[0].Plain));
    }

    private static bool Begins(IReadOnlyList<TextLine> lines, LineRole[] roles, int at, bool isLive)
    {
        if (roles[at] == LineRole.Furniture != (roles[at - 1] == LineRole.Furniture))
        {
            return true;
        }
        if (roles[at] == LineRole.Furniture)
        {
            return false;
        }
        if (lines[at].Update is not null)
        {
            return true;
        }
        // A time stands above or below its update's headline, and alone above an update without one.
        var follows = roles[at - 1] is LineRole.Headline || (isLive && lines[at - 1].IsTime && at > 1);
        return !follows && (roles[at] is LineRole.Headline or LineRole.Retelling || (isLive && lines[at].IsTime && !IsHeading(lines, roles, at)));
    }

    // The first lines of a page are its heading; the time there is the page's own.
    private static bool IsHeading(IReadOnlyList<TextLine> lines, LineRole[] roles, int at)
    {
        for (var i = 0; i < at; i++)
        {
            if (lines[i].IsProse && roles[i] != LineRole.Furniture)
            {
                return false;
            }
        }
        return true;
    }

    private static TextSpan? HeadlineOf(string text, IReadOnlyList<TextLine> lines, LineRole[] roles, int start, int end)
    {
        for (var i = start; i < end && i < start + 2; i++)
        {
            if (roles[i] == LineRole.Headline)
            {
                return LineShape.WithoutDecoration(text, lines[i].Span);
            }
        }
        return null;
    }

    private static ItemKind KindOf(LineRole first, bool isLive) => first == LineRole.Furniture ? ItemKind.Boilerplate : isLive ? ItemKind.Update : ItemKind.Article;

    private static PublicationTime? PublishedIn(string text, IReadOnlyList<TextLine> lines, int start, int end, bool isLive)
    {
        if (!isLive)
        {
            return null;
        }
        for (var i = start; i < end && i < start + 3; i++)
        {
            if (lines[i].Update?.Published is { } known)
            {
                return known;
            }
            if (lines[i].IsTime && Dates.WrittenDate.Find(text.AsSpan(lines[i].Span.Start, lines[i].Span.Length)) is { } written)
            {
                return written;
            }
        }
        return null;
    }
}
