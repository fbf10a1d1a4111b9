using Attest.Language.Segmentation;

namespace Attest.Language;

/// <summary>Text → sentences: the second stage. Pure; the same text gives the same result; any Unicode gives a result.</summary>
/// <remarks>
/// Segments only the items that are read: boilerplate yields no tokens, and no sentence crosses the end of an item or of a headline.
/// Safe to call from several threads at once.
/// </remarks>
public sealed class LanguageAnalyser
{
    [ThreadStatic]
    private static TokenBuffer? _buffer;

    /// <summary>Cuts and analyses the readable parts of a report.</summary>
    public ParsedText Analyse(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Analyse(report.Text, Pieces(report));
    }

    /// <summary>Where the sentences of the readable parts of a report stand, in the text's order and without overlap: the cut alone, without the cost of analysis.</summary>
    public static IReadOnlyList<TextSpan> Sentences(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var cut = Cut(report.Text, Pieces(report));
        var sentences = new List<TextSpan>(cut.Sentences.Count);
        for (var i = 0; i < cut.Sentences.Count; i++)
        {
            var next = i + 1 < cut.Sentences.Count ? cut.Sentences[i + 1] : cut.Count;
            sentences.Add(new TextSpan(cut.Starts[cut.Sentences[i]], cut.Ends[next - 1]));
        }
        return sentences;
    }

    /// <summary>Cuts and analyses a whole text.</summary>
    public ParsedText Analyse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Analyse(text, [new TextSpan(0, text.Length)]);
    }

    private static List<TextSpan> Pieces(Report report)
    {
        var pieces = new List<TextSpan>();
        foreach (var item in report.Items)
        {
            if (item.Kind == ItemKind.Boilerplate)
            {
                continue;
            }
            if (item.Headline is { } headline && item.Span.Contains(headline))
            {
                pieces.Add(item.Span with { End = headline.Start });
                pieces.Add(headline);
                pieces.Add(item.Span with { Start = headline.End });
            }
            else
            {
                pieces.Add(item.Span);
            }
        }
        return pieces;
    }

    private static ParsedText Analyse(string text, List<TextSpan> pieces)
    {
        var cut = Cut(text, pieces);
        return SentenceParser.ParseEnglish(text, cut.Starts, cut.Ends, [.. cut.Sentences, cut.Count]);
    }

    private static TokenBuffer Cut(string text, List<TextSpan> pieces)
    {
        var cut = _buffer ??= new TokenBuffer();
        cut.Clear();
        foreach (var piece in pieces)
        {
            var first = cut.Count;
            Tokenizer.Cut(text, piece.Start, piece.End, cut);
            SentenceSplitter.Split(text, piece.Start, piece.End, cut, first);
        }
        return cut;
    }
}
