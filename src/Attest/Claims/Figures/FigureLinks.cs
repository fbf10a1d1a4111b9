namespace Attest.Claims.Figures;

/// <summary>Links figures to who says them, when, where and of which event. All lists are in the text's order.</summary>
internal sealed class FigureLinks(Words words, IReadOnlyList<Place> places, IReadOnlyList<TimeMention> times, IReadOnlyList<Attribution> attributions, IReadOnlyList<Event> events)
{
    private readonly List<(TextSpan Span, Attribution Attribution)> _contents = [.. attributions.SelectMany(attribution => attribution.Content.Select(span => (span, attribution))).OrderBy(pair => pair.span)];
    private readonly List<(TextSpan Span, Attribution Attribution)> _open = [];
    private int _nextContent;

    /// <summary>The innermost attribution that holds a figure; null in the publisher's own voice. To be asked in the text's order.</summary>
    public Attribution? AttributionOf(TextSpan span)
    {
        while (_nextContent < _contents.Count && _contents[_nextContent].Span.Start <= span.Start)
        {
            _open.Add(_contents[_nextContent++]);
        }
        _open.RemoveAll(content => content.Span.End <= span.Start);
        Attribution? innermost = null;
        var length = int.MaxValue;
        foreach (var (content, attribution) in _open)
        {
            if (content.Contains(span) && content.Length < length)
            {
                (innermost, length) = (attribution, content.Length);
            }
        }
        return innermost;
    }

    /// <summary>The time of the figure's sentence nearest to it, durations aside.</summary>
    public LocalId? TimeOf(TextSpan span, TextSpan sentence)
    {
        LocalId? nearest = null;
        var distance = int.MaxValue;
        for (var k = First(times.Count, sentence.Start, index => times[index].Span.Start); k < times.Count && times[k].Span.Start < sentence.End; k++)
        {
            if (times[k].Value is not { IsDuration: true } && !times[k].Span.Overlaps(span) && Distance(times[k].Span, span) is var d && d < distance)
            {
                (nearest, distance) = (times[k].Id, d);
            }
        }
        return nearest;
    }

    /// <summary>The place of the figure's sentence nearest to it.</summary>
    public LocalId? PlaceOf(TextSpan span, TextSpan sentence)
    {
        LocalId? nearest = null;
        var distance = int.MaxValue;
        for (var k = First(places.Count, sentence.Start, index => places[index].Span.Start); k < places.Count && places[k].Span.Start < sentence.End; k++)
        {
            if (!places[k].Span.Overlaps(span) && Distance(places[k].Span, span) is var d && d < distance)
            {
                (nearest, distance) = (places[k].Id, d);
            }
        }
        return nearest;
    }

    /// <summary>The event of the figure's sentence whose mention is nearest to it.</summary>
    public LocalId? EventOf(TextSpan span, TextSpan sentence)
    {
        LocalId? nearest = null;
        var distance = int.MaxValue;
        for (var k = First(_mentions.Count, sentence.Start, index => _mentions[index].Span.Start); k < _mentions.Count && _mentions[k].Span.Start < sentence.End; k++)
        {
            if (Distance(_mentions[k].Span, span) is var d && d < distance)
            {
                (nearest, distance) = (_mentions[k].Event, d);
            }
        }
        return nearest;
    }

    private readonly List<(TextSpan Span, LocalId Event)> _mentions = [.. events.SelectMany(occurrence => occurrence.Mentions.Select(mention => (mention.Span, occurrence.Id))).OrderBy(pair => pair.Span)];

    // In tokens, not characters: a long name between is one step less than three short words.
    private int Distance(TextSpan a, TextSpan b) => a.Overlaps(b) ? 0 : Math.Abs(words.TokenAt(a.Start) - words.TokenAt(b.Start));

    private static int First(int count, int position, Func<int, int> startOf)
    {
        int low = 0, high = count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (startOf(middle) < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
