using System.Globalization;
using Attest.Claims.Attributions;
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
    /// <summary>Reads every article of a part of the corpus and prints precision, recall and F1.</summary>
    public static void Print(string folder)
    {
        var (language, attributions) = (new LanguageAnalyser(), new AttributionReader());
        var (source, cue, content) = (new Tally(), new Tally(), new Tally());
        foreach (var article in Polnear.Articles(folder, everyAnnotator: false))
        {
            var read = Joined(article.Report, attributions.Read(article.Report, language.Analyse(article.Report)).Attributions);
            source.Add(Marked(article, "Source"), read.Select(one => one.Source), article.Text);
            cue.Add(Marked(article, "Cue"), read.Select(one => one.Cue), article.Text);
            content.Add(Marked(article, "Content"), read.Select(one => one.Content), article.Text);
        }
        Console.WriteLine($"{"PolNeAR, exact spans",-22}{"P",8}{"R",8}{"F1",8}   hit/marked/read");
        Console.WriteLine(source.Row("source"));
        Console.WriteLine(cue.Row("cue"));
        Console.WriteLine(content.Row("content"));
    }

    private static IEnumerable<IReadOnlyList<TextSpan>> Marked(PolnearArticle article, string kind) => article.Spans.Where(span => span.Kind == kind).Select(span => span.Pieces);

    private static List<(IReadOnlyList<TextSpan> Source, IReadOnlyList<TextSpan> Cue, IReadOnlyList<TextSpan> Content)> Joined(Report report, IReadOnlyList<Attribution> attributions)
    {
        var text = report.Text;
        var joined = new List<(IReadOnlyList<TextSpan> Source, IReadOnlyList<TextSpan> Cue, IReadOnlyList<TextSpan> Content)>();
        var previous = -1;
        foreach (var attribution in attributions.Where(one => !attributions.Any(other => other != one && other.Content.Any(span => one.Content.All(span.Contains) && !one.Content.Contains(span)))))
        {
            var content = attribution.Content.ToList();
            if (text[..content[0].Start].TrimEnd() is var before && before.EndsWith(" that", StringComparison.OrdinalIgnoreCase))
            {
                content[0] = new TextSpan(before.Length - "that".Length, content[0].End);
            }
            if (attribution.Cue is null && previous >= 0 && !text.AsSpan(joined[previous].Content[^1].End, Math.Max(0, content[0].Start - joined[previous].Content[^1].End)).Contains('\n'))
            {
                joined[previous] = joined[previous] with { Content = [.. joined[previous].Content, .. content] };
                continue;
            }
            joined.Add(([.. One(attribution.Source)], [.. One(attribution.Cue)], content));
            previous = joined.Count - 1;
        }
        return joined;
    }

    private static IEnumerable<TextSpan> One(TextSpan? span) => span is { } known ? [known] : [];

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
