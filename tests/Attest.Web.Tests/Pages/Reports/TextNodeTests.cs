using Attest.Web.Pages.Reports;

namespace Attest.Web.Tests.Pages.Reports;

public sealed class TextNodeTests
{
    [Theory]
    [InlineData("abcdef", "", "abcdef")]
    [InlineData("abcdef", "1-3", "a[bc]def")]
    [InlineData("abcdef", "0-6 1-3", "[a[bc]def]")]
    [InlineData("abcdef", "0-3 2-5", "[ab[c]][de]f")]
    [InlineData("abcdef", "0-4 2-6 3-5", "[ab[c[d]]][[e]f]")]
    [InlineData("abcdef", "1-3 1-3", "a[[bc]]def")]
    public void Annotations_nest_and_are_split_where_they_cross(string text, string spans, string expected)
    {
        var annotations = spans.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(span => span.Split('-').Select(int.Parse).ToArray())
            .Select((ends, index) => new Annotation(AnnotationKind.Figure, new TextSpan(ends[0], ends[1]), new LocalId('f', index + 1), $"at-{index}", "", false))
            .OrderBy(annotation => annotation.Span);
        Assert.Equal(expected, Write(TextNode.Build(text, new TextSpan(0, text.Length), annotations)));
    }

    [Fact]
    public void No_text_is_lost_or_doubled_however_annotations_lie()
    {
        var random = new Random(7);
        const string text = "The quick brown fox jumps over the lazy dog";
        for (var round = 0; round < 500; round++)
        {
            var annotations = Enumerable.Range(0, random.Next(12)).Select(index =>
            {
                var start = random.Next(text.Length);
                return new Annotation(AnnotationKind.Figure, new TextSpan(start, start + 1 + random.Next(text.Length - start)), new LocalId('f', index + 1), $"at-{index}", "", false);
            }).OrderBy(annotation => annotation.Span).ToList();
            var nodes = TextNode.Build(text, new TextSpan(0, text.Length), annotations);
            Assert.Equal(text, Write(nodes).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
            Assert.Equal(annotations.Count, Firsts(nodes));
        }
    }

    private static string Write(IEnumerable<TextNode> nodes) => string.Concat(nodes.Select(node => node switch
    {
        TextNode.Words words => words.Text,
        TextNode.Marked marked => $"[{Write(marked.Children)}]",
        _ => "",
    }));

    private static int Firsts(IEnumerable<TextNode> nodes) =>
        nodes.OfType<TextNode.Marked>().Sum(marked => (marked.IsFirst ? 1 : 0) + Firsts(marked.Children));
}
