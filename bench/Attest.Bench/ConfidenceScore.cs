using System.Globalization;
using Attest.Training;

namespace Attest.Bench;

/// <summary>How far the confidence of attributions can be trusted: by tenths, what was promised and how many were right.</summary>
/// <remarks>Right is what shares at least half of its content with what somebody marked, and its source, where it has one, with a marked source.</remarks>
internal sealed class ConfidenceScore
{
    private const int Buckets = 10;

    private readonly int[] _count = new int[Buckets], _right = new int[Buckets];
    private readonly double[] _promised = new double[Buckets];

    /// <summary>Adds the attributions that were read in an article; those within another's content are not marked in this corpus and left out.</summary>
    public void Add(PolnearArticle article, IReadOnlyList<Attribution> attributions)
    {
        var content = article.Spans.Where(span => span.Kind == "Content").ToList();
        var sources = article.Spans.Where(span => span.Kind == "Source").ToList();
        foreach (var one in attributions.Where(one => !attributions.Any(other => other != one && other.Content.Any(span => one.Content.All(span.Contains) && !one.Content.Contains(span)))))
        {
            var bucket = Math.Clamp((int)(one.Confidence * Buckets), 0, Buckets - 1);
            var right = content.Exists(span => Shared(one.Content, span.Pieces) * 2 >= Math.Max(Length(one.Content), Length(span.Pieces)))
                && (one.Source is not { } source || sources.Exists(span => Shared([source], span.Pieces) > 0));
            _count[bucket]++;
            _promised[bucket] += one.Confidence;
            _right[bucket] += right ? 1 : 0;
        }
    }

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        Console.WriteLine($"{"confidence",-22}{"mean",8}{"right",8}   count");
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            if (_count[bucket] > 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bucket / (double)Buckets,-22:F1}{_promised[bucket] / _count[bucket],8:F2}{(double)_right[bucket] / _count[bucket],8:F2}   {_count[bucket]}"));
            }
        }
    }

    private static int Length(IReadOnlyList<TextSpan> spans) => spans.Sum(span => span.Length);

    private static int Shared(IReadOnlyList<TextSpan> some, IReadOnlyList<TextSpan> others) =>
        some.Sum(one => others.Sum(other => Math.Max(0, Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start))));
}
