namespace Attest.Intake.Items;

/// <summary>What a line is for.</summary>
internal enum LineRole
{
    /// <summary>Running text, or whatever stands with it.</summary>
    Text,

    /// <summary>A headline with its text under it.</summary>
    Headline,

    /// <summary>Where a live page begins to tell again what its summary told.</summary>
    Retelling,

    /// <summary>Furniture.</summary>
    Furniture,
}

/// <summary>Tells headlines from teasers and text from furniture, line by line with a look at the neighbours.</summary>
internal static class LineRoles
{
    // Within the first lines, short ones are title, standfirst, byline and date.
    private const int HeadingLines = 4;

    // So many short lines in a row are a list of links.
    private const int ListLength = 3;

    // Capitals from this many words on are a teaser between paragraphs; fewer are a subheading.
    private const int CapitalTeaserWords = 5;

    private const int RememberedHeadlines = 60;
    private const double SameHeadline = 0.6;

    /// <summary>The role of each line.</summary>
    public static LineRole[] Of(string text, IReadOnlyList<TextLine> lines)
    {
        var roles = new LineRole[lines.Count];
        MarkByWords(lines, roles);
        MarkCapitals(text, lines, roles);
        MarkHeadlines(text, lines, roles);
        MarkTeaserLists(lines, roles);
        MarkEnd(lines, roles);
        return roles;
    }

    /// <summary>Whether the line at the top has a text under it, directly or after a standfirst and a byline.</summary>
    public static bool IsTitle(string text, IReadOnlyList<TextLine> lines, int first)
    {
        if (!lines[first].IsHeadline || LineShape.WordsOf(lines[first].Span.Of(text)) < 3)
        {
            return false;
        }
        for (var i = first + 1; i < lines.Count && i <= first + HeadingLines; i++)
        {
            if (lines[i].IsProse || lines[i].Update is not null)
            {
                return true;
            }
        }
        return false;
    }

    private static void MarkByWords(IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            switch (roles[i] == LineRole.Furniture || lines[i].Update is not null ? null : Furniture.Find(lines[i]))
            {
                case Furniture.Follow.Nothing:
                    roles[i] = LineRole.Furniture;
                    break;
                case Furniture.Follow.Deck:
                    MarkDeck(lines, roles, i);
                    break;
                case Furniture.Follow.List when i + 1 < lines.Count && !EndsInStop(lines[i + 1]) && lines[i + 1].Update is null:
                    MarkList(lines, roles, i);
                    break;
                default:
                    break;
            }
        }
    }

    // "Other topics of interest", a headline, the paragraph under it; the headline can stand before the marker too.
    private static void MarkDeck(IReadOnlyList<TextLine> lines, LineRole[] roles, int marker)
    {
        roles[marker] = LineRole.Furniture;
        if (marker + 1 >= lines.Count || !lines[marker + 1].IsHeadline || lines[marker + 1].Update is not null)
        {
            return;
        }
        roles[marker + 1] = LineRole.Furniture;
        if (marker > 0 && lines[marker - 1].Plain == lines[marker + 1].Plain)
        {
            roles[marker - 1] = LineRole.Furniture;
        }
        if (marker + 3 < lines.Count && lines[marker + 2] is { IsProse: true, Update: null })
        {
            roles[marker + 2] = LineRole.Furniture;
        }
    }

    // Teasers follow: all lines without a final stop, up to a headline that has its text under it.
    private static void MarkList(IReadOnlyList<TextLine> lines, LineRole[] roles, int marker)
    {
        roles[marker] = roles[marker + 1] = LineRole.Furniture;
        for (var i = marker + 2; i < lines.Count && lines[i] is { IsHeadline: true, Update: null } && !HasTextBelow(lines, roles, i); i++)
        {
            roles[i] = LineRole.Furniture;
        }
    }

    private static void MarkCapitals(string text, IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            var line = lines[i].Span.Of(text);
            if (lines[i].IsHeadline && lines[i].Update is null && LineShape.IsCapitals(line) && LineShape.WordsOf(line) >= CapitalTeaserWords
                && !LineShape.IsCapitals(lines[i - 1].Span.Of(text)) && (i + 1 == lines.Count || !LineShape.IsCapitals(lines[i + 1].Span.Of(text))))
            {
                roles[i] = LineRole.Furniture;
            }
        }
    }

    private static void MarkHeadlines(string text, IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        var title = 0;
        while (title < lines.Count && roles[title] == LineRole.Furniture)
        {
            title++;
        }
        if (title < lines.Count && IsTitle(text, lines, title))
        {
            roles[title] = LineRole.Headline;
        }
        var earlier = new List<HashSet<string>>();
        for (var i = title; i < lines.Count; i++)
        {
            if (roles[i] == LineRole.Furniture || !lines[i].IsHeadline)
            {
                continue;
            }
            var words = WordSet(lines[i].Plain);
            if (i > title && lines[i].Update is null && !HasTextBelow(lines, roles, i) && earlier.Exists(other => Likeness(words, other) >= SameHeadline))
            {
                roles[i] = LineRole.Furniture;
            }
            else if (i > title && HasTextBelow(lines, roles, i) && (lines[i].Update is not null || HasTextAbove(lines, roles, i)))
            {
                roles[i] = LineRole.Headline;
            }
            if (roles[i] == LineRole.Headline && earlier.Count < RememberedHeadlines)
            {
                earlier.Add(words);
            }
        }
    }

    private static void MarkTeaserLists(IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        for (var i = HeadingLines; i < lines.Count; i++)
        {
            var end = i;
            while (end < lines.Count && roles[end] == LineRole.Text && lines[end] is { IsHeadline: true, Update: null })
            {
                end++;
            }
            if (end - i >= ListLength && !lines[i - 1].Plain.EndsWith(':'))
            {
                roles.AsSpan(i, end - i).Fill(LineRole.Furniture);
            }
            i = Math.Max(i, end - 1);
        }
    }

    // After the last running text nothing stands but teasers and credits.
    private static void MarkEnd(IReadOnlyList<TextLine> lines, LineRole[] roles)
    {
        var last = lines.Count - 1;
        while (last >= 0 && (roles[last] == LineRole.Furniture || (roles[last] == LineRole.Text && lines[last] is { IsHeadline: true, IsProse: false, Update: null })))
        {
            last--;
        }
        if (last >= 0 && lines[last].IsProse)
        {
            roles.AsSpan(last + 1).Fill(LineRole.Furniture);
        }
    }

    private static bool HasTextBelow(IReadOnlyList<TextLine> lines, LineRole[] roles, int at)
    {
        var next = at + 1;
        while (next < lines.Count && next < at + 6 && (roles[next] == LineRole.Furniture || lines[next].IsTime))
        {
            next++;
        }
        return next < lines.Count && lines[next].IsProse && roles[next] != LineRole.Furniture;
    }

    private static bool HasTextAbove(IReadOnlyList<TextLine> lines, LineRole[] roles, int at)
    {
        var before = at - 1;
        while (before > 0 && lines[before].IsTime)
        {
            before--;
        }
        return roles[before] == LineRole.Furniture || lines[before].IsProse;
    }

    private static bool EndsInStop(TextLine line) => line.Plain.TrimEnd('"', '\'', ')', ' ') is [.., '.' or '!' or '?' or '…' or ':' or ';'] && line.IsProse && !line.IsHeadline;

    private static HashSet<string> WordSet(string plain) =>
        [.. plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\'', ',', '?', '!', '-', ':')).Where(word => word.Length > 0)];

    private static double Likeness(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        return common == 0 ? 0 : (double)common / (one.Count + other.Count - common);
    }
}
