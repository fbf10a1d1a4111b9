using System.Globalization;
using Attest.Claims;
using Attest.Claims.Attributions;
using Attest.Claims.Attributions.Labels;
using Attest.Language;
using Attest.Training;

namespace Attest.Bench;

/// <summary>Exact-span scores for source, cue and content on PolNeAR (Newell, Margolin and Ruths, LREC 2018).</summary>
/// <remarks>
/// A span is right only if its letters and digits are exactly those that were marked; marks and spaces do not count. Three conventions of that corpus are
/// applied to what is read before it is compared: "that" belongs to the content which it opens, and a quotation that goes on in the same paragraph
/// without words of saying belongs to the attribution before it; and no attribution stands within another's content.
/// </remarks>
internal static class AttributionScore
{
    /// <summary>Reads every article of a part of the corpus and prints precision, recall and F1 of the rules, of the labels, and of the reader that has both; then how far its confidence can be trusted.</summary>
    public static void Print(string folder)
    {
        var (language, reader, labeller) = (new LanguageAnalyser(), new AttributionReader(), new SpanLabeller(LabelModel.Shared));
        var scores = new[] { new Score("rules only"), new Score("labels only"), new Score("both: the reader") };
        var confidence = new ConfidenceScore();
        foreach (var article in Polnear.Articles(folder, everyAnnotator: false))
        {
            var seen = new LabelArticle(article, language);
            var attributions = reader.Read(article.Report, seen.Words.Parsed).Attributions;
            scores[0].Add(article, Joined(article.Text, [.. seen.Candidates.Select(candidate => SpansOf(seen.Words, candidate.Source, candidate.Verb, candidate.Content))]));
            scores[1].Add(article, [.. LabelLinks.Link(seen.Words, seen.Tree, seen.Labelled(labeller).Spans()).Select(linked => SpansOf(seen.Words, linked.Source, linked.Cue, linked.Content))]);
            scores[2].Add(article, Joined(article.Text, [.. attributions.Select(one => new Spans(One(one.Source), One(one.Cue), one.Content))]));
            confidence.Add(article, attributions);
        }
        foreach (var score in scores)
        {
            score.Print();
        }
        confidence.Print();
    }

    private static Spans SpansOf(Words words, TokenRange source, TokenRange cue, IEnumerable<TokenRange> content) =>
        new(source.IsEmpty ? [] : [words.Span(source.First, source.Last)], cue.IsEmpty ? [] : [words.Span(cue.First, cue.Last)], [.. content.Select(range => words.Span(range.First, range.Last))]);

    private static TextSpan[] One(TextSpan? span) => span is { } known ? [known] : [];

    private static List<Spans> Joined(string text, List<Spans> attributions)
    {
        var joined = new List<Spans>();
        foreach (var attribution in attributions.Where(one => !attributions.Exists(other => other != one && other.Content.Any(span => one.Content.All(span.Contains) && !one.Content.Contains(span)))))
        {
            var content = attribution.Content.ToList();
            if (text.AsSpan(0, content[0].Start).TrimEnd() is var before && before.EndsWith(" that", StringComparison.OrdinalIgnoreCase))
            {
                content[0] = new TextSpan(before.Length - "that".Length, content[0].End);
            }
            if (attribution.Cue.Count == 0 && joined.Count > 0 && !text.AsSpan(joined[^1].Content[^1].End, Math.Max(0, content[0].Start - joined[^1].Content[^1].End)).Contains('\n'))
            {
                joined[^1] = joined[^1] with { Content = [.. joined[^1].Content, .. content] };
                continue;
            }
            joined.Add(attribution with { Content = content });
        }
        return joined;
    }

    private sealed record Spans(IReadOnlyList<TextSpan> Source, IReadOnlyList<TextSpan> Cue, IReadOnlyList<TextSpan> Content);

    private sealed class Score(string name)
    {
        private readonly Tally _source = new(), _cue = new(), _content = new();

        public void Add(PolnearArticle article, List<Spans> read)
        {
            _source.Add(Marked(article, "Source"), read.Select(one => one.Source), article.Text);
            _cue.Add(Marked(article, "Cue"), read.Select(one => one.Cue), article.Text);
            _content.Add(Marked(article, "Content"), read.Select(one => one.Content), article.Text);
        }

        public void Print()
        {
            Console.WriteLine($"{name,-22}{"P",8}{"R",8}{"F1",8}   hit/marked/read");
            Console.WriteLine(_source.Row("source"));
            Console.WriteLine(_cue.Row("cue"));
            Console.WriteLine(_content.Row("content"));
        }

        private static IEnumerable<IReadOnlyList<TextSpan>> Marked(PolnearArticle article, string kind) => article.Spans.Where(span => span.Kind == kind).Select(span => span.Pieces);
    }

    private sealed class Tally
    {
        private int _hit, _marked, _read;

        public void Add(IEnumerable<IReadOnlyList<TextSpan>> marked, IEnumerable<IReadOnlyList<TextSpan>> read, string text)
        {
            var right = Keys(marked, text);
            var given = Keys(read, text);
            _marked += right.Count;
            _read += given.Count;
            given.IntersectWith(right);
            _hit += given.Count;
        }

        public string Row(string name)
        {
            var (precision, recall) = ((double)_hit / Math.Max(1, _read), (double)_hit / Math.Max(1, _marked));
            return string.Create(CultureInfo.InvariantCulture, $"{name,-22}{100 * precision,8:F1}{100 * recall,8:F1}{200 * precision * recall / Math.Max(1e-9, precision + recall),8:F1}   {_hit}/{_marked}/{_read}");
        }

        // The positions of all letters and digits.
        private static HashSet<string> Keys(IEnumerable<IReadOnlyList<TextSpan>> all, string text) =>
            [.. all.Select(spans => string.Join(',', spans.SelectMany(span => Enumerable.Range(span.Start, span.Length)).Where(index => char.IsLetterOrDigit(text[index])).Distinct().Order())).Where(key => key.Length > 0)];
    }
}
