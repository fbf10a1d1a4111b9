using Attest.Claims;
using Attest.Claims.Attributions;
using Attest.Claims.Attributions.Labels;
using Attest.Language;

namespace Attest.Training;

/// <summary>An article of PolNeAR, or a marked one of the wire, read by the rules, and as its reader labelled it.</summary>
internal sealed class LabelArticle
{
    private readonly IReadOnlyList<Quotation> _quotations;
    private readonly Report _report;

    public LabelArticle(PolnearArticle article, LanguageAnalyser language)
        : this(article.Report, article.Spans.SelectMany(span => Pieces(article.Text, span).Select(piece => (Enum.Parse<SpanRole>(span.Kind), piece))), language)
    {
    }

    /// <summary>A marked wire article: of what stands within another's words nothing is labelled.</summary>
    public LabelArticle(MarkedReport marked, LanguageAnalyser language)
        : this(marked.Report, Spans(marked), language)
    {
    }

    private LabelArticle(Report report, IEnumerable<(SpanRole Role, TextSpan Span)> spans, LanguageAnalyser language)
    {
        _report = report;
        var parsed = language.Analyse(_report);
        Words = new Words(parsed);
        Tree = new ClauseTree(parsed);
        _quotations = Quotations.Find(Words);
        Candidates = AttributionReader.ByRules(Words, Tree, _quotations);
        Gold = new SpanLabel[Words.Count];
        foreach (var (role, piece) in spans)
        {
            var begins = true;
            for (var k = Words.TokenAt(piece.Start); k < Words.Count && Words.End(k) <= piece.End; k++)
            {
                Gold[k] = SpanLabels.Of(role, begins);
                begins = false;
            }
        }
    }

    public Words Words { get; }

    public ClauseTree Tree { get; }

    /// <summary>What the rules alone find.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>The annotator's labels.</summary>
    public SpanLabel[] Gold { get; }

    public LabelInputs Inputs(Func<string, int> wordRow, Func<string, int> tagRow) => new(Words, Tree, _quotations, Candidates, wordRow, tagRow);

    public IEnumerable<LabelExample> Examples(LabelInputs inputs, float weight)
    {
        foreach (var stretch in inputs.Stretches(_report.Items))
        {
            var (rows, vectors, heads) = (new int[stretch.Length * LabelTables.Count], new int[stretch.Length], new int[stretch.Length]);
            inputs.Read(stretch, rows, vectors, heads);
            yield return new LabelExample(rows, vectors, heads, Gold[stretch.First..stretch.Last], [.. Enumerable.Range(stretch.First, stretch.Length).Select(token => Words.Parsed.Tokens[token].Tag == UniversalTag.Propn)], weight);
        }
    }

    public LabelledText Labelled(SpanLabeller labeller)
    {
        var inputs = Inputs(labeller.Model.WordRow, labeller.Model.TagRow);
        return labeller.Label(inputs, inputs.Stretches(_report.Items));
    }

    private static IEnumerable<(SpanRole Role, TextSpan Span)> Spans(MarkedReport marked)
    {
        foreach (var one in marked.Attributions)
        {
            if ((one.Cue ?? one.Source ?? one.Content[0]) is var sign && marked.Attributions.Any(other => other != one && other.Content.Any(content => content.Contains(sign) && content != sign)))
            {
                continue;
            }
            foreach (var content in one.Content)
            {
                yield return (SpanRole.Content, content);
            }
            if (one.Source is { } source)
            {
                yield return (SpanRole.Source, source);
            }
            if (one.Cue is { } cue)
            {
                yield return (SpanRole.Cue, cue);
            }
        }
    }

    // Pieces with nothing but space between them are one.
    private static List<TextSpan> Pieces(string text, PolnearSpan span)
    {
        var pieces = new List<TextSpan>();
        foreach (var piece in span.Pieces)
        {
            if (pieces.Count > 0 && text.AsSpan(pieces[^1].End, Math.Max(0, piece.Start - pieces[^1].End)).IsWhiteSpace())
            {
                pieces[^1] = pieces[^1] with { End = piece.End };
            }
            else
            {
                pieces.Add(piece);
            }
        }
        return pieces;
    }
}
