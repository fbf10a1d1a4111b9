using System.Globalization;
using Attest.Web.Marks;

namespace Attest.Web.Pages.Reports;

/// <summary>A stretch of a report's text that belongs to a record of its reading.</summary>
/// <param name="Kind">What the stretch is in that record.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Record">The record.</param>
/// <param name="Anchor">The name under which a link finds it on the page; no two are the same.</param>
/// <param name="Class">Further classes for the style sheet: the side's hue, a doubt.</param>
/// <param name="IsOnlyWayIn">Whether nothing else in the text leads to the record, so that this has to.</param>
public sealed record Annotation(AnnotationKind Kind, TextSpan Span, LocalId Record, string Anchor, string Class, bool IsOnlyWayIn)
{
    /// <summary>Everything that a reading marks in its text, in the text's order, the longer before the shorter.</summary>
    public static IReadOnlyList<Annotation> Of(Reading reading, SidePalette palette)
    {
        var found = new List<(AnnotationKind Kind, TextSpan Span, LocalId Record, string Class, bool OnlyWayIn)>();
        foreach (var attribution in reading.Attributions)
        {
            var side = palette.Of(reading.SpeakerOf(attribution.Speaker)?.Side).Class;
            var bare = attribution.Cue is null && attribution.Source is null;
            found.AddRange(attribution.Content.Select(content => (AnnotationKind.Said, content, attribution.Id, side, bare)));
            Add(AnnotationKind.Cue, attribution.Cue, attribution.Id, side);
            Add(AnnotationKind.Source, attribution.Source, attribution.Id, side);
        }
        foreach (var figure in reading.Figures)
        {
            Add(AnnotationKind.Figure, figure.Span, figure.Id, "");
        }
        foreach (var occurrence in reading.Events)
        {
            foreach (var mention in occurrence.Mentions)
            {
                Add(AnnotationKind.Trigger, mention.Span, occurrence.Id, Doubts.Of(mention.Status, Modality.Asserted) == Doubt.Denied ? "denied" : "");
            }
        }
        foreach (var place in reading.Places)
        {
            Add(AnnotationKind.Place, place.Span, place.Id, place.Name is null ? "unresolved" : "");
        }
        foreach (var time in reading.Times)
        {
            Add(AnnotationKind.Time, time.Span, time.Id, time.Value is null ? "unresolved" : "");
        }

        // Claims are linked from elsewhere by where their words start, so they have the first choice of that name.
        var taken = new HashSet<int>();
        return [.. found.Where(one => one.Span.Length > 0)
            .OrderBy(one => one.Span.Start).ThenBy(one => one.Kind)
            .Select(one => new Annotation(
                one.Kind, one.Span, one.Record,
                taken.Add(one.Span.Start) ? string.Create(CultureInfo.InvariantCulture, $"at-{one.Span.Start}")
                    : string.Create(CultureInfo.InvariantCulture, $"at-{one.Span.Start}-{one.Record}-{one.Kind}").ToLowerInvariant(),
                one.Class, one.OnlyWayIn))
            .DistinctBy(annotation => annotation.Anchor)
            .OrderBy(annotation => annotation.Span).ThenByDescending(annotation => annotation.Kind)];

        void Add(AnnotationKind kind, TextSpan? span, LocalId record, string cssClass)
        {
            if (span is { } known)
            {
                found.Add((kind, known, record, cssClass, false));
            }
        }
    }
}

/// <summary>What a stretch of text is in a record; of several with the same start, the earlier here is the one that a link means.</summary>
public enum AnnotationKind
{
    /// <summary>A figure.</summary>
    Figure,

    /// <summary>A mention of an event.</summary>
    Trigger,

    /// <summary>Who says something.</summary>
    Source,

    /// <summary>The word of saying.</summary>
    Cue,

    /// <summary>A place.</summary>
    Place,

    /// <summary>A time.</summary>
    Time,

    /// <summary>What is said.</summary>
    Said,
}
