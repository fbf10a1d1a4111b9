using System.Globalization;
using System.Text.RegularExpressions;
using Attest.Claims.Attributions;
using Attest.Language;

namespace Attest.Bench;

/// <summary>Exact-span scores for source, cue and content on PolNeAR (Newell, Margolin and Ruths, LREC 2018).</summary>
/// <remarks>
/// A span is right only if its letters and digits are exactly those that were marked; marks and spaces do not count. Two conventions of that corpus are
/// applied to what is read before it is compared: "that" belongs to the content which it opens, and a quotation that goes on in the same paragraph
/// without words of saying belongs to the attribution before it.
/// </remarks>
internal static partial class AttributionScore
{
    /// <summary>Reads every article of a part of the corpus and prints precision, recall and F1.</summary>
    public static void Print(string folder)
    {
        var (language, attributions) = (new LanguageAnalyser(), new AttributionReader());
        var (source, cue, content) = (new Tally(), new Tally(), new Tally());
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "text")).Order(StringComparer.Ordinal))
        {
            var marks = Directory.GetFiles(Path.Combine(folder, "attributions")).FirstOrDefault(file => Path.GetFileName(file).StartsWith(Path.GetFileNameWithoutExtension(path) + "_", StringComparison.Ordinal));
            if (marks is null)
            {
                continue;
            }
            var text = File.ReadAllText(path);
            var gold = Marks(File.ReadAllLines(marks), text);
            var read = Joined(language, attributions, text);
            source.Add(gold["Source"], read.Select(one => one.Source), text);
            cue.Add(gold["Cue"], read.Select(one => one.Cue), text);
            content.Add(gold["Content"], read.Select(one => one.Content), text);
        }
        Console.WriteLine($"{"PolNeAR, exact spans",-22}{"P",8}{"R",8}{"F1",8}   hit/marked/read");
        Console.WriteLine(source.Row("source"));
        Console.WriteLine(cue.Row("cue"));
        Console.WriteLine(content.Row("content"));
    }

    private static List<(IReadOnlyList<TextSpan> Source, IReadOnlyList<TextSpan> Cue, IReadOnlyList<TextSpan> Content)> Joined(LanguageAnalyser language, AttributionReader attributions, string text)
    {
        var report = new Report(
            Sha256.Of(text), Sha256.Of("polnear"), "polnear.txt", null, null, null, null, PublishedFrom.Unknown, null, "en", new Original(Sha256.Of(text), "text/plain", text.Length), text,
            text.Length == 0 ? [] : [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        var joined = new List<(IReadOnlyList<TextSpan> Source, IReadOnlyList<TextSpan> Cue, IReadOnlyList<TextSpan> Content)>();
        var previous = -1;
        foreach (var attribution in attributions.Read(report, language.Analyse(report)).Attributions)
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

    private static Dictionary<string, List<IReadOnlyList<TextSpan>>> Marks(string[] lines, string text)
    {
        // The marks count code points.
        var map = new CodePointMap(text);
        var found = new Dictionary<string, List<IReadOnlyList<TextSpan>>>(StringComparer.Ordinal) { ["Source"] = [], ["Cue"] = [], ["Content"] = [] };
        foreach (var line in lines)
        {
            if (Mark().Match(line) is { Success: true } mark && found.TryGetValue(mark.Groups["kind"].Value, out var spans))
            {
                spans.Add([.. mark.Groups["spans"].Value.Split(';').Select(span => span.Split(' ')).Select(ends => new TextSpan(map.ToIndex(Number(ends[0])), map.ToIndex(Number(ends[1]))))]);
            }
        }
        return found;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^T\d+\t(?<kind>\w+) (?<spans>[0-9; ]+)\t")]
    private static partial Regex Mark();

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
