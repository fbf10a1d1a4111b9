using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>Tells what a figure measures, from what is counted and from the words around it (<c>contexts.tsv</c>, <c>measures.tsv</c>).</summary>
internal sealed class MeasureReader
{
    // In tokens to either side: a predicate next to the figure outweighs one further on.
    private const int Near = 5;
    private const int Far = 28;

    private static readonly string[] ContextNames = [.. Table.Rows("Claims/Figures/contexts.tsv").Select(row => row[0]).Distinct()];

    private static readonly uint Change = 1u << Array.IndexOf(ContextNames, "change");

    private static readonly PhraseTable<uint> Contexts = new(
        Table.Rows("Claims/Figures/contexts.tsv").Select(row => (row[1], 1u << Array.IndexOf(ContextNames, row[0]))), (a, b) => a | b);

    private static readonly FrozenDictionary<string, Rules> ByCategory = Table.Rows("Claims/Figures/measures.tsv")
        .GroupBy(row => row[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, Rules.Of, StringComparer.Ordinal);

    private readonly Words _words;
    private readonly uint[] _contexts;

    /// <summary>Marks the contexts of every token of a text.</summary>
    public MeasureReader(Words words)
    {
        _words = words;
        _contexts = new uint[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            if (Contexts.At(words, i, words.Count) is { } found)
            {
                for (var k = i; k < i + found.Tokens; k++)
                {
                    _contexts[k] |= found.Value;
                }
            }
        }
    }

    /// <summary>Whether a token is a word for rising or falling.</summary>
    public static bool IsChange(Words words, int token) => Contexts.At(words, token, token + 1) is { Value: var contexts } && (contexts & Change) != 0;

    /// <summary>The measure of a figure and whether a word around it, not only what is counted, decided it.</summary>
    /// <param name="category">What is counted.</param>
    /// <param name="number">Its first token.</param>
    /// <param name="end">The token after what is counted.</param>
    /// <param name="first">First token of the sentence.</param>
    /// <param name="last">Token after the sentence.</param>
    public (Measure Measure, bool Decided) Of(string category, int number, int end, int first, int last)
    {
        var rules = ByCategory[category];
        var mask = rules.Mask;
        var inside = 0u;
        for (var k = number; k < end; k++)
        {
            inside |= _contexts[k] & mask;
        }
        var context = category is "people" or "troops" && inside != 0 ? inside
            : Right(end, Math.Min(last, end + Near), mask, number) is var near && near != 0 ? near
            : Left(number, Math.Max(first, number - Near), mask) is var before && before != 0 ? before
            : Right(end, Math.Min(last, end + Far), mask, number) is var far && far != 0 ? far
            : Left(number, Math.Max(first, number - Far), mask);
        return rules.Choose(context);
    }

    private uint Right(int from, int to, uint mask, int number)
    {
        for (var k = from; k < to; k++)
        {
            if ((_contexts[k] & mask) != 0)
            {
                return _contexts[k] & mask;
            }
            // Within reach of a verb only: another clause has its own.
            if (to - from <= Near && (_words[k] is ";" or "." || (_words.Is(k, WordClass.Coordinator) && (k > from || IsOtherClause(k + 1, to, mask)))))
            {
                return 0;
            }
        }
        return 0;
    }

    // "killing one person and injuring 33": what follows the coordinator at once is told of the next figure.
    private bool IsOtherClause(int from, int to, uint mask) =>
        from < to && (_contexts[from] & mask) != 0 && _words.Parsed.Tokens[from].Tag is UniversalTag.Verb or UniversalTag.None;

    private uint Left(int from, int to, uint mask)
    {
        for (var k = from - 1; k >= to; k--)
        {
            if ((_contexts[k] & mask) != 0)
            {
                return _contexts[k] & mask;
            }
        }
        return 0;
    }

    private sealed record Rules((uint Context, Measure Measure)[] Ordered, Measure Otherwise, uint Mask)
    {
        public static Rules Of(IEnumerable<string[]> rows)
        {
            var ordered = new List<(uint, Measure)>();
            var otherwise = Measure.Other;
            foreach (var row in rows)
            {
                var measure = WireNames<Measure>.Parse(row[2]);
                if (row[1].Length == 0)
                {
                    otherwise = measure;
                }
                else
                {
                    ordered.Add((1u << Array.IndexOf(ContextNames, row[1]), measure));
                }
            }
            return new Rules([.. ordered], otherwise, ordered.Aggregate(0u, (mask, rule) => mask | rule.Item1));
        }

        public (Measure Measure, bool Decided) Choose(uint context)
        {
            foreach (var (bit, measure) in Ordered)
            {
                if ((context & bit) != 0)
                {
                    return (measure, true);
                }
            }
            return (Otherwise, Ordered.Length == 0);
        }
    }
}
