using Attest.Web.Wording;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Attest.Cli.Terminal;

/// <summary>What was read in a report, stretch by stretch, as lines for the margin.</summary>
/// <param name="reading">The reading.</param>
/// <param name="columns">How wide the margin is.</param>
internal sealed class MarginNotes(Reading reading, int columns)
{
    // Room for a long sentence; the whole of it stands in the paragraph above.
    private const int LongestWords = 160;
    private const int LongestName = 60;
    private const int MarkColumns = 2;
    private const int Gap = 2;
    private const int FewestWordColumns = 24;

    private readonly string _text = reading.Report.Text;

    /// <summary>Notes on all that begins within a stretch of the text: who says what, figures, places, times, events.</summary>
    public IEnumerable<IRenderable> Of(TextSpan stretch)
    {
        var attributions = reading.Attributions.Where(attribution => stretch.Contains(attribution.Content[0].Start)).ToList();
        if (attributions.Count > 0)
        {
            yield return Notes(attributions.Select(attribution => ("▸", Attribution(attribution))));
        }
        var figures = reading.Figures.Where(figure => stretch.Contains(figure.Span.Start)).ToList();
        if (figures.Count > 0)
        {
            yield return Figures(figures);
        }
        var rest = reading.Places.Where(place => stretch.Contains(place.Span.Start)).Select(place => ("@", Place(place)))
            .Concat(reading.Times.Where(time => stretch.Contains(time.Span.Start)).Select(time => ("~", Time(time))))
            .Concat(reading.Events.SelectMany(occurrence => occurrence.Mentions, (occurrence, mention) => (occurrence, mention))
                .Where(pair => stretch.Contains(pair.mention.Span.Start))
                .OrderBy(pair => pair.mention.Span)
                .Select(pair => ("*", Event(pair.occurrence, pair.mention))))
            .ToList();
        if (rest.Count > 0)
        {
            yield return Notes(rest);
        }
    }

    private static Grid Notes(IEnumerable<(string Mark, Paragraph Words)> notes)
    {
        var grid = new Grid().AddColumn(MarkColumn()).AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var (mark, words) in notes)
        {
            grid.AddRow(new Text(mark), words);
        }
        return grid;
    }

    private Grid Figures(List<Figure> figures)
    {
        var values = figures.ConvertAll(figure => (Range: Numbers.Range(figure.Low, figure.High, figure.Approximate), Measure: $"  {Names.Of(figure.Measure)}"));
        // The words take what the widest value leaves, so that values end at the right edge.
        var forWords = columns - MarkColumns - values.Max(value => value.Range.Length + value.Measure.Length) - Gap;
        var grid = new Grid()
            .AddColumn(MarkColumn())
            .AddColumn(new GridColumn { Width = Math.Max(forWords, FewestWordColumns), Padding = new Padding(0, 0, Gap, 0) })
            .AddColumn(new GridColumn { Alignment = Justify.Right, Padding = new Padding(0) });
        for (var i = 0; i < figures.Count; i++)
        {
            grid.AddRow(new Text("#"), Figure(figures[i]), new Paragraph(values[i].Range, Styles.Figure).Append(values[i].Measure));
        }
        return grid;
    }

    private static GridColumn MarkColumn() => new() { NoWrap = true, Width = 1, Padding = new Padding(0, 0, MarkColumns - 1, 0) };

    private Paragraph Attribution(Attribution attribution)
    {
        var line = new Paragraph(Speaker(attribution), Styles.Speaker);
        var relays = attribution.Chain.Select(id => Name(reading.SpeakerOf(id))).ToList();
        if (attribution.Via is { } medium)
        {
            relays.Add($"on {Excerpt.Of(medium, LongestName)}");
        }
        if (relays.Count > 0)
        {
            line.Append($" ({string.Join(", ", relays)})");
        }
        var words = string.Join(" … ", attribution.Content.Select(piece => piece.Of(_text)));
        return line
            .Append($" “{Excerpt.Of(words, LongestWords)}”")
            .Append($" — {Names.Of(attribution.Modality)}", attribution.Modality == Modality.Asserted ? Style.Plain : Styles.Strong)
            .Append(attribution.Picture is { } picture ? $", {Names.Of(picture)}" : "")
            .Append(attribution.Quote == QuoteKind.Direct ? "" : $", {WireNames<QuoteKind>.Of(attribution.Quote)}", Styles.Quiet);
    }

    private string Speaker(Attribution attribution)
    {
        if (reading.SpeakerOf(attribution.Speaker) is not { } speaker)
        {
            return attribution.Source is { } source ? Excerpt.Of(source.Of(_text), LongestName) : "not named";
        }
        var role = speaker.Role is null ? "" : $", {Excerpt.Of(speaker.Role, LongestName)}";
        var side = speaker.Side is null || speaker.Side == speaker.Name ? "" : $" [{speaker.Side}]";
        return Name(speaker) + role + side;
    }

    private string Sayer(Attribution attribution) => reading.SpeakerOf(attribution.Speaker) is { } speaker ? $"says {Name(speaker)}" : "source not named";

    private static string Name(Speaker? speaker) => speaker is null ? "not named" : Excerpt.Of(speaker.Name, LongestName);

    private Paragraph Figure(Figure figure)
    {
        var line = new Paragraph($"“{Excerpt.Of(figure.Span.Of(_text), LongestName)}”");
        if (figure.Of is { } counted && !figure.Span.Of(_text).Contains(counted, StringComparison.OrdinalIgnoreCase))
        {
            line.Append($" {Excerpt.Of(counted, LongestName)}");
        }
        var circumstances = new List<string>();
        if (figure.Side is { } side)
        {
            circumstances.Add($"[{side}]");
        }
        if (Names.HasScope(figure.Measure))
        {
            circumstances.Add(Names.Of(figure.Scope));
        }
        if (figure.PartOf is { } whole)
        {
            circumstances.Add($"part of “{Excerpt.Of(reading.Figures[whole.Number - 1].Span.Of(_text), LongestName)}”");
        }
        if (reading.AttributionOf(figure.Attribution) is { } attribution)
        {
            circumstances.Add(Sayer(attribution));
            if (attribution.Modality != Modality.Asserted)
            {
                circumstances.Add(Names.Of(attribution.Modality));
            }
        }
        return circumstances.Count == 0 ? line : line.Append($" {string.Join(", ", circumstances)}", Styles.Quiet);
    }

    private Paragraph Place(Place place)
    {
        var line = new Paragraph(place.Relation is { } relation ? $"{Excerpt.Of(relation, LongestName)} " : "").Append(Excerpt.Of(place.Span.Of(_text), LongestName), Styles.Place);
        var kind = WireNames<PlaceKind>.Of(place.Kind);
        if (place.Name is null)
        {
            return line.Append($" — {kind}, not found in the gazetteer", Styles.Quiet);
        }
        var parts = new[] { place.Name, place.Region == place.Name ? null : place.Region, place.Country, kind }.Where(part => part is not null);
        return line.Append($" — {string.Join(", ", parts)}", Styles.Quiet);
    }

    private Paragraph Time(TimeMention time) => new Paragraph(Excerpt.Of(time.Span.Of(_text), LongestName), Styles.Time)
        .Append($" — {(time.Value is { } value ? Moments.Of(value) : "open: nothing to resolve it against")}", Styles.Quiet);

    private Paragraph Event(Event occurrence, EventMention mention)
    {
        var line = new Paragraph(Excerpt.Of(mention.Span.Of(_text), LongestName), Styles.Event);
        line.Append($" — {Names.Of(mention.Status)}", mention.Status is EventStatus.Happened or EventStatus.Ongoing ? Style.Plain : Styles.Strong);
        var parts = new List<string>();
        if (reading.AttributionOf(mention.Attribution) is { } attribution)
        {
            parts.Add(Sayer(attribution));
        }
        if (mention.Span != occurrence.Mentions[0].Span)
        {
            parts.Add($"the same as “{Excerpt.Of(occurrence.Trigger.Of(_text), LongestName)}”");
            return line.Append($", {string.Join(", ", parts)}", Styles.Quiet);
        }
        parts.Add(Names.Of(occurrence.Type, occurrence.Subtype));
        parts.AddRange(occurrence.Modes.Select(Names.Mode));
        if (occurrence.Means is { } means)
        {
            parts.Add($"with {Excerpt.Of(means, LongestName)}");
        }
        if (occurrence.Actor is { } actor)
        {
            parts.Add($"by {Excerpt.Of(actor, LongestName)}{(occurrence.ActorIsInferred ? " (inferred)" : "")}");
        }
        if (occurrence.Target is { } target)
        {
            parts.Add($"against {Excerpt.Of(target, LongestName)}{(occurrence.TargetIsInferred ? " (inferred)" : "")}");
        }
        if (reading.PlaceOf(occurrence.Place) is { } place)
        {
            parts.Add($"at {place.Name ?? Excerpt.Of(place.Span.Of(_text), LongestName)}{(occurrence.PlaceIsInferred ? " (inferred)" : "")}");
        }
        if (occurrence.Date is { } date)
        {
            parts.Add($"{Moments.Of(date)}{(occurrence.TimeIsInferred ? " (inferred)" : "")}");
        }
        if (occurrence.Direction is { } direction)
        {
            parts.Add(Names.Of(direction, reading));
        }
        return line.Append($", {string.Join(", ", parts)}", Styles.Quiet);
    }
}
