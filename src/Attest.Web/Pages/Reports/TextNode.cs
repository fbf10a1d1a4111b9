namespace Attest.Web.Pages.Reports;

/// <summary>A piece of annotated text: plain words, or an annotation around further pieces.</summary>
public abstract record TextNode
{
    private TextNode()
    {
    }

    /// <summary>Words that no further annotation covers.</summary>
    /// <param name="Text">The words.</param>
    public sealed record Words(string Text) : TextNode;

    /// <summary>An annotation, or a piece of one that another crosses.</summary>
    /// <param name="Annotation">The annotation.</param>
    /// <param name="IsFirst">Whether it is the first piece, which carries the anchor.</param>
    /// <param name="IsLast">Whether it is the last piece.</param>
    /// <param name="Children">What it covers, never empty.</param>
    public sealed record Marked(Annotation Annotation, bool IsFirst, bool IsLast, IReadOnlyList<TextNode> Children) : TextNode
    {
        /// <summary>Whether a link stands within it, so that it can't be one itself.</summary>
        public bool HoldsLink => Children.OfType<Marked>().Any(child => child.Annotation.Kind != AnnotationKind.Said || child.HoldsLink);
    }

    /// <summary>Cuts a stretch of text into properly nested pieces. Annotations that cross are split where the outer one ends.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="range">The stretch; annotations are cut to it.</param>
    /// <param name="annotations">Ordered by start, the longer first.</param>
    public static IReadOnlyList<TextNode> Build(string text, TextSpan range, IEnumerable<Annotation> annotations) =>
        Build(text, range, [.. annotations.Where(annotation => annotation.Span.Overlaps(range)).Select(annotation => new Piece(annotation, Cut(annotation.Span, range)))]);

    private static List<TextNode> Build(string text, TextSpan range, List<Piece> pieces)
    {
        var nodes = new List<TextNode>();
        var position = range.Start;
        for (var i = 0; i < pieces.Count;)
        {
            var outer = pieces[i];
            if (outer.Span.Start > position)
            {
                nodes.Add(new Words(text[position..outer.Span.Start]));
            }
            var inner = new List<Piece>();
            var rest = new List<Piece>();
            var next = i + 1;
            for (; next < pieces.Count && pieces[next].Span.Start < outer.Span.End; next++)
            {
                var piece = pieces[next];
                inner.Add(piece with { Span = Cut(piece.Span, outer.Span) });
                if (piece.Span.End > outer.Span.End)
                {
                    rest.Add(piece with { Span = new TextSpan(outer.Span.End, piece.Span.End) });
                }
            }
            var annotation = outer.Annotation;
            nodes.Add(new Marked(
                annotation, outer.Span.Start == annotation.Span.Start, outer.Span.End == annotation.Span.End, Build(text, outer.Span, inner)));
            position = outer.Span.End;
            if (rest.Count > 0)
            {
                pieces.InsertRange(next, rest);
                pieces.Sort(next, pieces.Count - next, Comparer<Piece>.Create((one, other) => one.Span.CompareTo(other.Span)));
            }
            i = next;
        }
        if (position < range.End)
        {
            nodes.Add(new Words(text[position..range.End]));
        }
        return nodes;
    }

    private static TextSpan Cut(TextSpan span, TextSpan range) => new(Math.Max(span.Start, range.Start), Math.Min(span.End, range.End));

    private sealed record Piece(Annotation Annotation, TextSpan Span);
}
