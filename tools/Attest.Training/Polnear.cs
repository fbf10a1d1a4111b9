using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Training;

/// <summary>One marked part of an attribution: which, and where; in several pieces where other words stand between.</summary>
internal sealed record PolnearSpan(string Kind, IReadOnlyList<TextSpan> Pieces);

/// <summary>One article as one annotator marked it.</summary>
internal sealed record PolnearArticle(string Name, string Text, IReadOnlyList<PolnearSpan> Spans)
{
    /// <summary>The article as the reader takes it.</summary>
    public Report Report => new(
        Sha256.Of(Text), Sha256.Of("polnear"), "polnear.txt", null, null, null, null, PublishedFrom.Unknown, null, "en", new Original(Sha256.Of(Text), "text/plain", Text.Length), Text,
        Text.Length == 0 ? [] : [new Item(new LocalId('i', 1), new TextSpan(0, Text.Length), null, ItemKind.Article, null)]);
}

/// <summary>Reads PolNeAR (Newell, Margolin and Ruths, LREC 2018): texts with brat's annotations beside them.</summary>
internal static partial class Polnear
{
    /// <summary>The articles of a part, in the order of their names; each as often as it was annotated, or once.</summary>
    public static IEnumerable<PolnearArticle> Articles(string folder, bool everyAnnotator)
    {
        var marks = Directory.GetFiles(Path.Combine(folder, "attributions")).Order(StringComparer.Ordinal).ToLookup(file => Path.GetFileNameWithoutExtension(file)[..^"_0000".Length], StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "text")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var text = File.ReadAllText(path);
            foreach (var file in marks[name].Take(everyAnnotator ? int.MaxValue : 1))
            {
                yield return new PolnearArticle(name, text, Spans(File.ReadAllLines(file), text));
            }
        }
    }

    private static List<PolnearSpan> Spans(string[] lines, string text)
    {
        // The marks count code points.
        var map = new CodePointMap(text);
        var spans = new List<PolnearSpan>();
        foreach (var line in lines)
        {
            if (Mark().Match(line) is { Success: true } mark)
            {
                spans.Add(new PolnearSpan(mark.Groups["kind"].Value, [.. mark.Groups["spans"].Value.Split(';').Select(span => span.Split(' ')).Select(ends => new TextSpan(map.ToIndex(Number(ends[0])), map.ToIndex(Number(ends[1]))))]));
            }
        }
        return spans;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^T\d+\t(?<kind>Source|Cue|Content) (?<spans>[0-9; ]+)\t")]
    private static partial Regex Mark();
}
