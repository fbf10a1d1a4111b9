namespace Attest.Archive.Storage;

/// <summary>Every span of a reading, by the name of what it belongs to.</summary>
internal static class ReadingSpans
{
    /// <summary>All of them, in the order of the reading's members; a member may have several.</summary>
    public static IEnumerable<(string Member, TextSpan Span)> Of(Reading reading)
    {
        foreach (var item in reading.Report.Items)
        {
            yield return (Name("item", item.Id), item.Span);
            if (item.Headline is { } headline)
            {
                yield return (Name("headline of item", item.Id), headline);
            }
        }
        foreach (var attribution in reading.Attributions)
        {
            foreach (var content in attribution.Content)
            {
                yield return (Name("attribution", attribution.Id), content);
            }
            if (attribution.Cue is { } cue)
            {
                yield return (Name("cue of attribution", attribution.Id), cue);
            }
            if (attribution.Source is { } source)
            {
                yield return (Name("source of attribution", attribution.Id), source);
            }
        }
        foreach (var place in reading.Places)
        {
            yield return (Name("place", place.Id), place.Span);
        }
        foreach (var time in reading.Times)
        {
            yield return (Name("time", time.Id), time.Span);
        }
        foreach (var figure in reading.Figures)
        {
            yield return (Name("figure", figure.Id), figure.Span);
        }
        foreach (var casualty in reading.Casualties)
        {
            yield return (Name("casualty", casualty.Id), casualty.Span);
        }
        foreach (var occurrence in reading.Events)
        {
            yield return (Name("trigger of event", occurrence.Id), occurrence.Trigger);
            foreach (var mention in occurrence.Mentions)
            {
                yield return (Name("mention of event", occurrence.Id), mention.Span);
            }
        }
    }

    /// <summary>The first member whose span does not lie within the text; null where all do.</summary>
    public static string? Outside(Reading reading)
    {
        var whole = new TextSpan(0, reading.Report.Text.Length);
        foreach (var (member, span) in Of(reading))
        {
            if (span.Start > span.End || !whole.Contains(span))
            {
                return $"the {member} {span}";
            }
        }
        return null;
    }

    private static string Name(string kind, LocalId id) => $"{kind} {id}";
}
