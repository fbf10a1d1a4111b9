using Attest.Web.Components;
using Attest.Web.Marks;

namespace Attest.Web.Pages.Reports;

/// <summary>One part of a report's text as its page shows it: sections of paragraphs, each with the records whose words start in it.</summary>
/// <param name="Sections">The sections, in the text's order.</param>
/// <param name="Anchors">For each record: the anchor of its first words in the text.</param>
public sealed record ReportText(IReadOnlyList<ReportSection> Sections, IReadOnlyDictionary<LocalId, string> Anchors)
{
    /// <summary>Lays out one part of a report.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="part">The part, from 1 on.</param>
    /// <param name="palette">Gives the sides their hues.</param>
    public static ReportText Of(Reading reading, int part, SidePalette palette)
    {
        var report = reading.Report;
        var annotations = Annotation.Of(reading, palette);
        var anchors = new Dictionary<LocalId, string>();
        var starts = new Dictionary<LocalId, int>();
        foreach (var annotation in annotations.OrderBy(annotation => annotation.Kind == AnnotationKind.Said ? 0 : 1).ThenBy(annotation => annotation.Span))
        {
            if (anchors.TryAdd(annotation.Record, annotation.Anchor))
            {
                starts[annotation.Record] = annotation.Span.Start;
            }
        }
        var records = starts.OrderBy(record => record.Value).ThenBy(record => record.Key.Kind).ThenBy(record => record.Key.Number).ToList();
        var window = new TextSpan(Boundary(report.Text, part - 1), Boundary(report.Text, part));
        var map = new CodePointMap(report.Text);
        var sections = new List<ReportSection>();
        int annotationAt = 0, recordAt = 0;
        foreach (var (item, span) in Parts(report, window))
        {
            var paragraphs = new List<ReportParagraph>();
            foreach (var line in Lines(report.Text, span))
            {
                // Both lists are ordered by start: what ends before this line is never looked at again, unless it reaches far.
                while (annotationAt < annotations.Count && annotations[annotationAt].Span.End <= line.Start)
                {
                    annotationAt++;
                }
                var here = annotations.Skip(annotationAt).TakeWhile(annotation => annotation.Span.Start < line.End);
                while (recordAt < records.Count && records[recordAt].Value < line.Start)
                {
                    recordAt++;
                }
                var own = new List<LocalId>();
                while (recordAt < records.Count && records[recordAt].Value < line.End)
                {
                    own.Add(records[recordAt++].Key);
                }
                // What is claimed comes before where and when, which are short and stand in one line.
                own = [.. own.OrderBy(record => record.Kind is 'p' or 't')];
                paragraphs.Add(new ReportParagraph(TextNode.Build(report.Text, line, here), own, item?.Headline?.Overlaps(line) == true, map.ToCodePoint(line.Start)));
            }
            if (paragraphs.Count > 0)
            {
                sections.Add(new ReportSection(item, span.Of(report.Text), paragraphs));
            }
        }
        return new ReportText(sections, anchors);
    }

    // Items, and what lies between them: nothing of the text is left out.
    private static IEnumerable<(Item? Item, TextSpan Span)> Parts(Report report, TextSpan window)
    {
        var position = window.Start;
        foreach (var item in report.Items.Where(item => item.Span.Overlaps(window)))
        {
            var span = new TextSpan(Math.Max(item.Span.Start, window.Start), Math.Min(item.Span.End, window.End));
            if (span.Start > position)
            {
                yield return (null, new TextSpan(position, span.Start));
            }
            yield return (item, span);
            position = span.End;
        }
        if (position < window.End)
        {
            yield return (null, new TextSpan(position, window.End));
        }
    }

    private static IEnumerable<TextSpan> Lines(string text, TextSpan span)
    {
        for (var start = span.Start; start < span.End;)
        {
            var length = text.AsSpan(start, span.End - start).IndexOfAny('\n', '\r');
            var end = length < 0 ? span.End : start + length;
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
            {
                yield return new TextSpan(start, end);
            }
            start = end + 1;
        }
    }

    // Where a part ends: a fixed length, so that a link can tell the part from a position, but never within a surrogate pair.
    private static int Boundary(string text, int part)
    {
        var boundary = (int)Math.Min((long)part * ReportAddress.PartLength, text.Length);
        return boundary > 0 && boundary < text.Length && char.IsSurrogatePair(text[boundary - 1], text[boundary]) ? boundary - 1 : boundary;
    }
}

/// <summary>An item of a report, or text between items.</summary>
/// <param name="Item">The item; null for text that belongs to none.</param>
/// <param name="Text">Its text, to count its words.</param>
/// <param name="Paragraphs">Its paragraphs; never empty.</param>
public sealed record ReportSection(Item? Item, string Text, IReadOnlyList<ReportParagraph> Paragraphs)
{
    /// <summary>Whether it is furniture, which is shown and never read.</summary>
    public bool IsFurniture => Item?.Kind == ItemKind.Boilerplate;

    /// <summary>Number of its words, cut at white space.</summary>
    public int WordCount => Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>A paragraph with its records.</summary>
/// <param name="Nodes">Its text, annotated.</param>
/// <param name="Records">The records whose first words start in it, in the text's order.</param>
/// <param name="IsHeadline">Whether it is its item's headline.</param>
/// <param name="Start">Where it starts in the report's text, in code points: from there scripts count where chosen words stand.</param>
public sealed record ReportParagraph(IReadOnlyList<TextNode> Nodes, IReadOnlyList<LocalId> Records, bool IsHeadline, int Start);
